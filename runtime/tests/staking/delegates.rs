//! Staking 3: delegates, and what they take. What a change costs is in `validity`.

use crate::{
	chain::{last_fee, send, send_ok, Chain},
	kit::{at, call, coldkey, error, events, hotkey, root, AdminCall, ProtocolCall},
	words::{refused, scene, tao, SUBNET},
};
use pallet_protocol::{
	types::RateLimitKey, Delegates, Error, Event, LastRateLimitedBlock, MaxDelegateTake, MinDelegateTake,
	TxDelegateTakeRateLimit,
};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave};
use sp_runtime::{DispatchError, DispatchResult};
use taonet_runtime::{AccountId, BlockNumber, Runtime, RuntimeOrigin};
use taonet_types::NetUid;

/// 18 %: the default take, and the largest.
const DEFAULT: u16 = 11_796;
/// Blocks between an increase and the change before it.
const WAIT: BlockNumber = 216_000;

type Change = fn(AccountId, u16) -> ProtocolCall;

fn increase(hotkey: AccountId, take: u16) -> ProtocolCall {
	ProtocolCall::increase_take { hotkey, take }
}

fn decrease(hotkey: AccountId, take: u16) -> ProtocolCall {
	ProtocolCall::decrease_take { hotkey, take }
}

const BOTH: [Change; 2] = [increase, decrease];

fn raise(owner: Sr25519Keyring, take: u16) -> DispatchResult {
	call(&coldkey(owner), increase(hotkey(owner), take))
}

fn lower(owner: Sr25519Keyring, take: u16) -> DispatchResult {
	call(&coldkey(owner), decrease(hotkey(owner), take))
}

/// The entry of a delegate; none if the hotkey is none.
fn entry(owner: Sr25519Keyring) -> Option<u16> {
	Delegates::<Runtime>::try_get(hotkey(owner)).ok()
}

fn last_changed(owner: Sr25519Keyring) -> u64 {
	LastRateLimitedBlock::<Runtime>::get(RateLimitKey::LastTxBlockDelegateTake(hotkey(owner)))
}

fn set_bounds(least: u16, most: u16) {
	assert_eq!(root(AdminCall::sudo_set_min_delegate_take { take: least }), Ok(()));
	assert_eq!(root(AdminCall::sudo_set_default_take { default_take: most }), Ok(()));
}

#[test]
fn take_is_bounded_by_nothing_and_18_percent_at_the_beginning() {
	Chain::local().look(|| {
		assert_eq!((MinDelegateTake::<Runtime>::get(), MaxDelegateTake::<Runtime>::get()), (0, DEFAULT));
		assert_eq!(TxDelegateTakeRateLimit::<Runtime>::get(), u64::from(WAIT));
		assert_eq!((entry(Bob), Delegates::<Runtime>::get(hotkey(Bob))), (None, DEFAULT));
	});
}

#[test]
fn take_is_stored_counted_and_told_when_it_changes() {
	let mut chain = scene();
	let height = u64::from(chain.height()) + 1;
	chain.block(|| {
		// The first one, of a hotkey that is no delegate yet.
		send_ok(Bob, increase(hotkey(Bob), 100));
		assert_eq!((entry(Bob), last_changed(Bob), last_fee()), (Some(100), height, 0));
		let told = events().pop().unwrap();
		assert!(matches!(told, Event::TakeIncreased(who, of, 100) if who == coldkey(Bob) && of == hotkey(Bob)));
		assert_eq!((entry(Charlie), last_changed(Charlie)), (None, 0));
	});
	chain.block(|| {
		send_ok(Bob, decrease(hotkey(Bob), 0));
		assert_eq!((entry(Bob), last_changed(Bob), last_fee()), (Some(0), height + 1, 0));
		let told = events().pop().unwrap();
		assert!(matches!(told, Event::TakeDecreased(who, of, 0) if who == coldkey(Bob) && of == hotkey(Bob)));
	});
}

/// It is compared with what was set, and nothing was.
#[test]
fn first_take_of_a_hotkey_is_any_by_either_call() {
	let mut chain = scene();
	chain.block(|| {
		for change in BOTH {
			for take in [0, 5, DEFAULT] {
				crate::kit::undone(|| {
					assert_eq!(call(&coldkey(Bob), change(hotkey(Bob), take)), Ok(()));
					assert_eq!(entry(Bob), Some(take));
				});
			}
		}
	});
}

#[test]
fn take_is_refused_for_the_first_reason_that_applies() {
	let mut chain = scene();
	chain.block(|| {
		set_bounds(10, 1_000);
		let nobodys = hotkey(Dave);
		for change in BOTH {
			let answer = |who, of: &AccountId, take| refused(|| call(&coldkey(who), change(of.clone(), take)));
			assert_eq!(answer(Alice, &nobodys, 9), error(Error::DelegateTakeTooLow));
			assert_eq!(answer(Alice, &nobodys, 1_001), error(Error::DelegateTakeTooHigh));
			assert_eq!(answer(Alice, &nobodys, 10), error(Error::HotKeyAccountNotExists));
			assert_eq!(answer(Alice, &hotkey(Bob), 1_000), error(Error::NonAssociatedColdKey));
		}
		assert_eq!(lower(Bob, 500), Ok(()));
		// Not its owner, not another take, and too soon.
		let foreign = |change: Change| refused(|| call(&coldkey(Alice), change(hotkey(Bob), 500)));
		for change in BOTH {
			assert_eq!(foreign(change), error(Error::NonAssociatedColdKey));
		}
		assert_eq!(refused(|| raise(Bob, 500)), error(Error::DelegateTakeTooLow));
		assert_eq!(refused(|| raise(Bob, 501)), error(Error::DelegateTxRateLimitExceeded));
		assert_eq!(refused(|| lower(Bob, 500)), error(Error::DelegateTakeTooLow));
	});
}

#[test]
fn take_goes_up_by_one_call_and_down_by_the_other() {
	let mut chain = scene();
	chain.block(|| {
		assert_eq!(root(AdminCall::sudo_set_tx_delegate_take_rate_limit { tx_rate_limit: 0 }), Ok(()));
		assert_eq!(raise(Bob, 500), Ok(()));
		for not_more in [500, 499, 0] {
			assert_eq!(refused(|| raise(Bob, not_more)), error(Error::DelegateTakeTooLow));
		}
		for not_less in [500, 501, DEFAULT] {
			assert_eq!(refused(|| lower(Bob, not_less)), error(Error::DelegateTakeTooLow));
		}
		assert_eq!(raise(Bob, 501), Ok(()));
		assert_eq!(lower(Bob, 500), Ok(()));
	});
}

#[test]
fn take_lies_within_its_bounds_when_it_is_set() {
	let mut chain = scene();
	chain.block(|| {
		assert_eq!(root(AdminCall::sudo_set_tx_delegate_take_rate_limit { tx_rate_limit: 0 }), Ok(()));
		set_bounds(10, 1_000);
		assert_eq!(raise(Bob, 10), Ok(()));
		assert_eq!(raise(Bob, 1_000), Ok(()));
		assert_eq!(lower(Bob, 10), Ok(()));
		assert_eq!(refused(|| lower(Bob, 9)), error(Error::DelegateTakeTooLow));
		assert_eq!(refused(|| raise(Bob, 1_001)), error(Error::DelegateTakeTooHigh));
		// Whoever lies outside of new bounds keeps its take.
		set_bounds(20, 30);
		assert_eq!(entry(Bob), Some(10));
		assert_eq!(refused(|| lower(Bob, 10)), error(Error::DelegateTakeTooLow));
		assert_eq!(raise(Bob, 20), Ok(()));
	});
}

#[test]
fn take_is_raised_again_after_30_days_at_the_earliest() {
	let mut chain = scene();
	let changed = chain.block(|| {
		assert_eq!(raise(Bob, 1), Ok(()));
		u32::try_from(last_changed(Bob)).unwrap()
	});
	chain.look(|| {
		assert_eq!(at(changed + WAIT, || refused(|| raise(Bob, 2))), error(Error::DelegateTxRateLimitExceeded));
		assert_eq!(at(changed + WAIT + 1, || raise(Bob, 2)), Ok(()));
		// Another hotkey, also one of the same owner, has its own limit.
		assert_eq!(raise(Charlie, 2), Ok(()));
	});
}

#[test]
fn lowering_a_take_has_no_limit_but_begins_the_wait() {
	let mut chain = scene();
	chain.block(|| assert_eq!(raise(Bob, 1_000), Ok(())));
	let first = chain.height();
	let later = first + WAIT - 1;
	chain.skip_to(later);
	chain.block(|| {
		for take in [900, 800, 700] {
			assert_eq!(lower(Bob, take), Ok(()));
		}
	});
	let lowered = chain.height();
	assert_eq!(lowered, first + WAIT);
	chain.look(|| {
		assert_eq!(at(first + WAIT + 1, || refused(|| raise(Bob, 701))), error(Error::DelegateTxRateLimitExceeded));
		assert_eq!(at(lowered + WAIT, || refused(|| raise(Bob, 701))), error(Error::DelegateTxRateLimitExceeded));
		assert_eq!(at(lowered + WAIT + 1, || raise(Bob, 701)), Ok(()));
	});
}

#[test]
fn wait_is_as_long_as_root_says() {
	let mut chain = scene();
	let set_wait = |tx_rate_limit| root(AdminCall::sudo_set_tx_delegate_take_rate_limit { tx_rate_limit });
	let changed = chain.block(|| {
		assert_eq!(set_wait(7), Ok(()));
		assert_eq!(raise(Bob, 1), Ok(()));
		u32::try_from(last_changed(Bob)).unwrap()
	});
	chain.look(|| {
		assert_eq!(at(changed + 7, || raise(Bob, 2)), error(Error::DelegateTxRateLimitExceeded));
		assert_eq!(at(changed + 8, || raise(Bob, 2)), Ok(()));
		assert_eq!(set_wait(0), Ok(()));
		assert_eq!(raise(Bob, 2), Ok(()));
	});
}

#[test]
fn failing_change_of_a_take_changes_nothing_but_the_fee() {
	let mut chain = scene();
	chain.block(|| send_ok(Bob, increase(hotkey(Bob), 100)));
	let changed = chain.look(|| last_changed(Bob));
	chain.block(|| {
		assert_eq!(send(Bob, increase(hotkey(Bob), 200)), Ok(error(Error::DelegateTxRateLimitExceeded)));
		assert!(last_fee() > 0);
		assert_eq!((entry(Bob), last_changed(Bob)), (Some(100), changed));
	});
}

#[test]
fn take_is_changed_by_signed_calls_alone() {
	let mut chain = scene();
	chain.block(|| {
		for change in BOTH {
			assert_eq!(root(change(hotkey(Bob), 1)), Err(DispatchError::BadOrigin));
			let unsigned = sp_runtime::traits::Dispatchable::dispatch(
				taonet_runtime::RuntimeCall::from(change(hotkey(Bob), 1)),
				RuntimeOrigin::none(),
			);
			assert_eq!(unsigned.map(|_| ()).map_err(|failure| failure.error), Err(DispatchError::BadOrigin));
		}
	});
}

/// One key stakes on the other's hotkey, at any price.
fn add_stake_limit(of: Sr25519Keyring, on: Sr25519Keyring, netuid: NetUid) -> DispatchResult {
	let (hotkey, amount_staked, limit_price) = (hotkey(on), tao(1), tao(1_000));
	let call_with = ProtocolCall::add_stake_limit { hotkey, netuid, amount_staked, limit_price, allow_partial: false };
	call(&coldkey(of), call_with)
}

#[test]
fn hotkey_becomes_a_delegate_when_it_is_nominated_with_a_limit() {
	let mut chain = scene();
	chain.block(|| {
		assert_eq!(crate::words::add_stake(Alice, Bob, SUBNET, tao(1)), Ok(()));
		assert_eq!(entry(Bob), None, "nominated without a limit");
		assert_eq!(add_stake_limit(Bob, Bob, SUBNET), Ok(()));
		assert_eq!(entry(Bob), None, "staked on by its owner");
		assert_eq!(add_stake_limit(Alice, Bob, SUBNET), Ok(()));
		assert_eq!(entry(Bob), Some(DEFAULT));
		// Also on root, also of what is burned.
		let (amount, limit) = (tao(1), Some(tao(1_000)));
		let burn = |limit| ProtocolCall::add_stake_burn { hotkey: hotkey(Charlie), netuid: SUBNET, amount, limit };
		assert_eq!(call(&coldkey(Alice), burn(None)), Ok(()));
		assert_eq!(entry(Charlie), None);
		assert_eq!(call(&coldkey(Alice), burn(limit)), Ok(()));
		assert_eq!(entry(Charlie), Some(DEFAULT));
	});
}

#[test]
fn hotkey_keeps_its_take_when_it_is_nominated() {
	let mut chain = scene();
	chain.block(|| {
		assert_eq!(lower(Bob, 7), Ok(()));
		assert_eq!(add_stake_limit(Alice, Bob, NetUid::ROOT), Ok(()));
		assert_eq!(entry(Bob), Some(7));
	});
}
