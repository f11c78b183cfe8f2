//! Staking 8.3: what children keep for their owners.

use super::scene;
use crate::{
	kit::{at, call, coldkey, error, hotkey, root, AdminCall, ProtocolCall},
	words::{refused, told, FIRST, NOWHERE, SUBNET},
};
use pallet_protocol::{
	domains::Waits, types::TransactionType, ChildkeyTake, Error, Event, MaxChildkeyTake, MinChildkeyTake,
	TransactionKeyLastBlock, TxChildkeyTakeRateLimit,
};
use sp_keyring::Sr25519Keyring::{self, Dave, Eve};
use sp_runtime::{DispatchError, DispatchResult};
use taonet_runtime::{Runtime, Staking, System};
use taonet_types::NetUid;

/// 18 %.
const MOST: u16 = 11_796;
/// Blocks.
const LIMIT: u64 = 10;

/// The coldkey sets the take of Dave's hotkey.
fn set(signer: Sr25519Keyring, netuid: NetUid, take: u16) -> DispatchResult {
	call(&coldkey(signer), ProtocolCall::set_childkey_take { hotkey: hotkey(Dave), netuid, take })
}

fn in_force(netuid: NetUid) -> u16 {
	Staking::childkey_take(&hotkey(Dave), netuid)
}

fn set_least(take: u16) {
	assert_eq!(root(ProtocolCall::sudo_set_min_childkey_take { take }), Ok(()));
}

fn set_limit(tx_rate_limit: u64) {
	assert_eq!(root(ProtocolCall::sudo_set_tx_childkey_take_rate_limit { tx_rate_limit }), Ok(()));
}

#[test]
fn take_is_stored_and_told() {
	scene().block(|| {
		assert_eq!(in_force(SUBNET), 0);
		let events = told(|| assert_eq!(set(Dave, SUBNET, MOST), Ok(())));
		assert_eq!(events, [Event::ChildKeyTakeSet(hotkey(Dave), MOST)]);
		assert_eq!((in_force(SUBNET), in_force(FIRST)), (MOST, 0));
		let timer = (hotkey(Dave), SUBNET, TransactionType::SetChildkeyTake.number());
		assert_eq!(TransactionKeyLastBlock::<Runtime>::get(timer), u64::from(System::block_number()));
	});
}

/// Each attempt is wrong in all that the ones after it are, and in one thing more.
#[test]
fn errors_come_in_the_order_of_the_checks() {
	let mut chain = scene();
	chain.block(|| {
		set_limit(LIMIT);
		assert_eq!(set(Dave, SUBNET, 1), Ok(()));
	});
	chain.block(|| {
		assert_eq!(refused(|| set(Eve, NOWHERE, MOST + 1)), error(Error::NonAssociatedColdKey));
		assert_eq!(refused(|| set(Dave, NOWHERE, MOST + 1)), error(Error::SubnetNotExists));
		assert_eq!(refused(|| set(Dave, SUBNET, MOST + 1)), error(Error::InvalidChildkeyTake));
		assert_eq!(refused(|| set(Dave, SUBNET, MOST)), error(Error::TxChildkeyTakeRateLimitExceeded));
	});
}

#[test]
fn take_is_raised_only_so_often_but_lowered_at_any_time() {
	let mut chain = scene();
	chain.block(|| {
		set_limit(LIMIT);
		assert_eq!(set(Dave, SUBNET, 100), Ok(()), "the first time nothing has to be waited for");
	});
	chain.block(|| assert_eq!(set(Dave, SUBNET, 50), Ok(())));
	let lowered = chain.height();
	chain.look(|| {
		let raise = || set(Dave, SUBNET, 51);
		let soon = lowered + u32::try_from(LIMIT).unwrap() - 1;
		let too_soon = error(Error::TxChildkeyTakeRateLimitExceeded);
		assert_eq!(at(soon, || refused(raise)), too_soon, "a decrease restarts the wait");
		assert_eq!(at(soon + 1, raise), Ok(()));
		assert_eq!(at(soon, || set(Dave, SUBNET, 50)), Ok(()), "the same is no increase");
		assert_eq!(at(soon, || set(Dave, FIRST, 51)), Ok(()), "each subnet counts on its own");
		set_limit(0);
		assert_eq!(at(soon, raise), Ok(()));
	});
}

#[test]
fn take_is_never_below_the_minima_of_chain_and_subnet() {
	scene().block(|| {
		assert_eq!(set(Dave, SUBNET, 10), Ok(()));
		set_least(20);
		assert_eq!((in_force(SUBNET), in_force(FIRST)), (20, 20));
		assert_eq!(root(AdminCall::sudo_set_admin_freeze_window { window: 0 }), Ok(()));
		let of_subnet = AdminCall::sudo_set_min_childkey_take_per_subnet { netuid: SUBNET, take: 30 };
		assert_eq!(root(of_subnet), Ok(()));
		assert_eq!((in_force(SUBNET), in_force(FIRST)), (30, 20));
		assert_eq!(ChildkeyTake::<Runtime>::get(hotkey(Dave), SUBNET), 10);
		// From 30 to 30 is no increase; less is not allowed.
		assert_eq!(refused(|| set(Dave, SUBNET, 29)), error(Error::InvalidChildkeyTake));
		assert_eq!(set(Dave, SUBNET, 30), Ok(()));
		assert_eq!(refused(|| set(Dave, FIRST, 19)), error(Error::InvalidChildkeyTake));
	});
}

#[test]
fn limits_of_takes_are_roots_to_set() {
	scene().block(|| {
		let limit = <Runtime as pallet_protocol::Config>::Waits::childkey_take();
		assert_eq!(TxChildkeyTakeRateLimit::<Runtime>::get(), limit);
		let settings = [
			(ProtocolCall::sudo_set_min_childkey_take { take: 3 }, Event::MinChildKeyTakeSet(3)),
			(ProtocolCall::sudo_set_max_childkey_take { take: 4 }, Event::MaxChildKeyTakeSet(4)),
			(
				ProtocolCall::sudo_set_tx_childkey_take_rate_limit { tx_rate_limit: 5 },
				Event::TxChildKeyTakeRateLimitSet(5),
			),
		];
		for (setting, event) in settings {
			assert_eq!(refused(|| call(&coldkey(Dave), setting.clone())), Err(DispatchError::BadOrigin));
			assert_eq!(told(|| assert_eq!(root(setting), Ok(()))), [event]);
		}
		let stored = (MinChildkeyTake::<Runtime>::get(), MaxChildkeyTake::<Runtime>::get());
		assert_eq!((stored, TxChildkeyTakeRateLimit::<Runtime>::get()), ((3, 4), 5));
		assert_eq!(refused(|| set(Dave, SUBNET, 5)), error(Error::InvalidChildkeyTake));
		assert_eq!(set(Dave, SUBNET, 4), Ok(()));
	});
}
