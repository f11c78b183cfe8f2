//! Staking 11: coldkey swaps that are announced, disputed, taken back and reset.

use crate::{
	chain::{free, send_ok, Chain},
	kit::{account, at, call, coldkey, error, events, root, undone, AdminCall, ProtocolCall},
};
use pallet_protocol::{
	ColdkeySwapAnnouncementDelay, ColdkeySwapAnnouncements, ColdkeySwapDisputes, ColdkeySwapReannouncementDelay, Error,
	Event,
};
use sp_keyring::Sr25519Keyring::{Bob, Charlie, Dave};
use sp_runtime::{
	traits::{BadOrigin, BlakeTwo256, Hash as _},
	DispatchResult,
};
use taonet_runtime::{
	genesis_presets as presets, AccountId, Balance, Balances, BlockNumber, Hash, Runtime, System, TAO,
};
use taonet_types::TaoBalance;

/// 0.1 TAO.
const COST: Balance = TAO / 10;
/// What an account must keep, in RAO.
const EXISTENTIAL_DEPOSIT: Balance = 500;
/// Blocks from announcement to swap on a local chain.
const DELAY: BlockNumber = 50;
/// Blocks from the block of the swap until it can be announced anew.
const PATIENCE: BlockNumber = 10;

/// Nobody has used this coldkey yet.
fn fresh() -> AccountId {
	account(1)
}

fn hash(new_coldkey: &AccountId) -> Hash {
	BlakeTwo256::hash_of(new_coldkey)
}

fn announce(who: &AccountId, new_coldkey: &AccountId) -> DispatchResult {
	call(who, ProtocolCall::announce_coldkey_swap { new_coldkey_hash: hash(new_coldkey) })
}

fn swap(who: &AccountId, new_coldkey: &AccountId) -> DispatchResult {
	call(who, ProtocolCall::swap_coldkey_announced { new_coldkey: new_coldkey.clone() })
}

fn dispute(who: &AccountId) -> DispatchResult {
	call(who, ProtocolCall::dispute_coldkey_swap {})
}

fn clear(who: &AccountId) -> DispatchResult {
	call(who, ProtocolCall::clear_coldkey_swap_announcement {})
}

fn reset(who: &AccountId) -> DispatchResult {
	root(ProtocolCall::reset_coldkey_swap { coldkey: who.clone() })
}

fn announced(who: &AccountId) -> Option<(BlockNumber, Hash)> {
	ColdkeySwapAnnouncements::<Runtime>::get(who)
}

fn disputed(who: &AccountId) -> Option<BlockNumber> {
	ColdkeySwapDisputes::<Runtime>::get(who)
}

fn set_balance(who: &AccountId, new_free: Balance) {
	let who = who.clone().into();
	assert_eq!(root(pallet_balances::Call::<Runtime>::force_set_balance { who, new_free }), Ok(()));
}

/// Bob has announced that a fresh coldkey takes his place in the block that is answered.
fn scene() -> (Chain, BlockNumber) {
	let mut chain = Chain::local();
	let due = chain.block(|| {
		assert_eq!(announce(&coldkey(Bob), &fresh()), Ok(()));
		System::block_number() + DELAY
	});
	(chain, due)
}

#[test]
fn delays_are_those_of_the_network() {
	let delays = [
		(presets::DEV, (DELAY, PATIENCE)),
		(presets::LOCAL, (DELAY, PATIENCE)),
		(presets::LOCAL_12S, (36_000, 7_200)),
		(presets::PRODUCTION, (36_000, 7_200)),
	];
	for (preset, expected) in delays {
		Chain::from_preset(preset).look(|| {
			let stored =
				(ColdkeySwapAnnouncementDelay::<Runtime>::get(), ColdkeySwapReannouncementDelay::<Runtime>::get());
			assert_eq!(stored, expected, "{preset}");
		});
	}
}

#[test]
fn announcement_is_stored_with_the_block_of_the_swap_and_its_cost_recycled() {
	let bob = coldkey(Bob);
	Chain::local().block(|| {
		let (balance, issuance) = (free(&bob), Balances::total_issuance());
		assert_eq!(announce(&bob, &fresh()), Ok(()));
		let new_coldkey_hash = hash(&fresh());
		assert_eq!(announced(&bob), Some((System::block_number() + DELAY, new_coldkey_hash)));
		assert_eq!(events().pop(), Some(Event::ColdkeySwapAnnounced { who: bob.clone(), new_coldkey_hash }));
		assert_eq!((free(&bob), Balances::total_issuance()), (balance - COST, issuance - COST));
	});
}

#[test]
fn announcement_is_refused_when_the_account_could_not_be_kept() {
	let poor = account(7);
	Chain::local().block(|| {
		for too_little in [0, COST, COST + EXISTENTIAL_DEPOSIT - 1] {
			set_balance(&poor, too_little);
			assert_eq!(announce(&poor, &fresh()), error(Error::NotEnoughBalanceToPaySwapColdKey));
			assert_eq!((announced(&poor), free(&poor)), (None, too_little));
		}
		set_balance(&poor, COST + EXISTENTIAL_DEPOSIT);
		assert_eq!(announce(&poor, &fresh()), Ok(()));
		assert_eq!(free(&poor), EXISTENTIAL_DEPOSIT);
	});
}

#[test]
fn announcement_is_replaced_for_free_some_time_after_the_swap_came_due() {
	let (mut chain, due) = scene();
	let bob = coldkey(Bob);
	chain.block(|| {
		let balance = free(&bob);
		for too_early in [due - 1, due, due + PATIENCE - 1] {
			at(too_early, || assert_eq!(announce(&bob, &account(2)), error(Error::ColdkeySwapReannouncedTooEarly)));
		}
		at(due + PATIENCE, || {
			assert_eq!(announce(&bob, &account(2)), Ok(()));
			assert_eq!(announced(&bob), Some((due + PATIENCE + DELAY, hash(&account(2)))));
			assert_eq!(free(&bob), balance);
			// The first one is forgotten, and the second has to come due too.
			assert_eq!(swap(&bob, &fresh()), error(Error::AnnouncedColdkeyHashDoesNotMatch));
			assert_eq!(swap(&bob, &account(2)), error(Error::ColdkeySwapTooEarly));
		});
	});
}

#[test]
fn swap_takes_place_from_the_announced_block_on() {
	let (mut chain, due) = scene();
	let bob = coldkey(Bob);
	chain.block(|| {
		at(due - 1, || {
			assert_eq!(swap(&bob, &fresh()), error(Error::ColdkeySwapTooEarly));
			assert_eq!(announced(&bob), Some((due, hash(&fresh()))));
		});
		for block in [due, due + PATIENCE, due + 1_000_000] {
			at(block, || {
				let balance = free(&bob);
				assert_eq!(swap(&bob, &fresh()), Ok(()));
				let swapped = Event::ColdkeySwapped { old_coldkey: bob.clone(), new_coldkey: fresh() };
				assert!(events().contains(&swapped));
				assert_eq!((announced(&bob), free(&bob), free(&fresh())), (None, 0, balance));
			});
		}
	});
}

#[test]
fn swap_is_refused_when_another_coldkey_was_announced() {
	let (mut chain, due) = scene();
	chain.block(|| {
		for block in [due - 1, due] {
			// Whatever the block, this comes first.
			at(block, || assert_eq!(swap(&coldkey(Bob), &account(2)), error(Error::AnnouncedColdkeyHashDoesNotMatch)));
		}
		assert_eq!(swap(&coldkey(Charlie), &fresh()), error(Error::ColdkeySwapAnnouncementNotFound));
	});
}

#[test]
fn announcement_is_taken_back_some_time_after_the_swap_came_due() {
	let (mut chain, due) = scene();
	let bob = coldkey(Bob);
	chain.block(|| {
		assert_eq!(clear(&coldkey(Charlie)), error(Error::ColdkeySwapAnnouncementNotFound));
		for too_early in [due - DELAY, due, due + PATIENCE - 1] {
			at(too_early, || assert_eq!(clear(&bob), error(Error::ColdkeySwapClearTooEarly)));
		}
		at(due + PATIENCE, || {
			let balance = free(&bob);
			assert_eq!(clear(&bob), Ok(()));
			assert_eq!(events().pop(), Some(Event::ColdkeySwapCleared { who: bob.clone() }));
			assert_eq!((announced(&bob), free(&bob)), (None, balance));
			assert_eq!(clear(&bob), error(Error::ColdkeySwapAnnouncementNotFound));
			// A new one is a first one.
			assert_eq!(announce(&bob, &fresh()), Ok(()));
			assert_eq!(free(&bob), balance - COST);
		});
	});
}

#[test]
fn dispute_stops_everything_but_root() {
	let (mut chain, due) = scene();
	let bob = coldkey(Bob);
	chain.block(|| {
		assert_eq!(dispute(&coldkey(Charlie)), error(Error::ColdkeySwapAnnouncementNotFound));
		assert_eq!(dispute(&bob), Ok(()));
		assert_eq!(events().pop(), Some(Event::ColdkeySwapDisputed { coldkey: bob.clone() }));
		assert_eq!(disputed(&bob), Some(System::block_number()));
		assert_eq!(dispute(&bob), error(Error::ColdkeySwapAlreadyDisputed));
		for block in [due, due + PATIENCE, BlockNumber::MAX] {
			at(block, || {
				assert_eq!(swap(&bob, &fresh()), error(Error::ColdkeySwapDisputed));
				assert_eq!(clear(&bob), error(Error::ColdkeySwapDisputed));
				assert_eq!(announce(&bob, &account(2)), error(Error::ColdkeySwapDisputed));
			});
		}
		assert_eq!(announced(&bob), Some((due, hash(&fresh()))));
	});
}

#[test]
fn swap_can_be_disputed_when_it_is_due_too() {
	let (mut chain, due) = scene();
	chain.block(|| at(due + 1_000, || assert_eq!(dispute(&coldkey(Bob)), Ok(()))));
}

#[test]
fn reset_forgets_announcement_and_dispute() {
	let (mut chain, _) = scene();
	let bob = coldkey(Bob);
	chain.block(|| {
		for is_disputed in [false, true] {
			undone(|| {
				if is_disputed {
					assert_eq!(dispute(&bob), Ok(()));
				}
				assert_eq!(reset(&bob), Ok(()));
				assert_eq!(events().pop(), Some(Event::ColdkeySwapReset { who: bob.clone() }));
				assert_eq!((announced(&bob), disputed(&bob)), (None, None));
				let balance = free(&bob);
				assert_eq!(announce(&bob, &account(2)), Ok(()));
				assert_eq!(free(&bob), balance - COST);
			});
		}
		let by_hand = ProtocolCall::reset_coldkey_swap { coldkey: bob.clone() };
		assert_eq!(call(&bob, by_hand), Err(BadOrigin.into()));
		assert_eq!(announced(&bob).map(|(_, hash)| hash), Some(hash(&fresh())));
	});
}

#[test]
fn root_swaps_without_an_announcement_and_forgets_the_old_one() {
	let (mut chain, _) = scene();
	let bob = coldkey(Bob);
	let swap_by_root = |cost: Balance| ProtocolCall::swap_coldkey {
		old_coldkey: coldkey(Bob),
		new_coldkey: fresh(),
		swap_cost: TaoBalance::new(cost),
	};
	chain.block(|| {
		assert_eq!(call(&bob, swap_by_root(0)), Err(BadOrigin.into()));
		assert_eq!(dispute(&bob), Ok(()));
		let (balance, issuance) = (free(&bob), Balances::total_issuance());
		assert_eq!(root(swap_by_root(balance)), error(Error::NotEnoughBalanceToPaySwapColdKey));
		assert_eq!((free(&bob), disputed(&bob)), (balance, Some(System::block_number())));
		for cost in [0, COST] {
			undone(|| {
				assert_eq!(root(swap_by_root(cost)), Ok(()));
				assert_eq!((announced(&bob), disputed(&bob)), (None, None));
				assert_eq!((free(&fresh()), Balances::total_issuance()), (balance - cost, issuance - cost));
			});
		}
	});
}

#[test]
fn swap_is_not_scheduled_any_more() {
	Chain::local().block(|| {
		let schedule = ProtocolCall::schedule_swap_coldkey { new_coldkey: fresh() };
		assert_eq!(call(&coldkey(Bob), schedule), error(Error::Deprecated));
	});
}

#[test]
fn new_delay_is_that_of_announcements_to_come() {
	let (mut chain, due) = scene();
	let (bob, dave) = (coldkey(Bob), coldkey(Dave));
	chain.root(AdminCall::sudo_set_coldkey_swap_announcement_delay { duration: 3 });
	chain.block(|| {
		assert_eq!(announced(&bob), Some((due, hash(&fresh()))));
		assert_eq!(announce(&dave, &fresh()), Ok(()));
		let now = System::block_number();
		assert_eq!(announced(&dave), Some((now + 3, hash(&fresh()))));
		at(now + 2, || assert_eq!(swap(&dave, &fresh()), error(Error::ColdkeySwapTooEarly)));
		at(now + 3, || assert_eq!(swap(&dave, &fresh()), Ok(())));
	});
}

#[test]
fn new_patience_is_that_of_all_announcements() {
	let (mut chain, due) = scene();
	let bob = coldkey(Bob);
	chain.root(AdminCall::sudo_set_coldkey_swap_reannouncement_delay { duration: 2 });
	chain.block(|| {
		at(due + 1, || {
			assert_eq!(clear(&bob), error(Error::ColdkeySwapClearTooEarly));
			assert_eq!(announce(&bob, &account(2)), error(Error::ColdkeySwapReannouncedTooEarly));
		});
		at(due + 2, || assert_eq!(announce(&bob, &account(2)), Ok(())));
		at(due + 2, || assert_eq!(clear(&bob), Ok(())));
	});
}

#[test]
fn endless_delays_last_to_the_last_block() {
	let (bob, dave) = (coldkey(Bob), coldkey(Dave));
	let mut chain = Chain::local();
	chain.root(AdminCall::sudo_set_coldkey_swap_announcement_delay { duration: BlockNumber::MAX });
	chain.root(AdminCall::sudo_set_coldkey_swap_reannouncement_delay { duration: BlockNumber::MAX });
	chain.block(|| {
		assert_eq!(announce(&bob, &fresh()), Ok(()));
		assert_eq!(announced(&bob), Some((BlockNumber::MAX, hash(&fresh()))));
		at(BlockNumber::MAX - 1, || {
			assert_eq!(swap(&bob, &fresh()), error(Error::ColdkeySwapTooEarly));
			assert_eq!(clear(&bob), error(Error::ColdkeySwapClearTooEarly));
		});
		at(BlockNumber::MAX, || assert_eq!(swap(&bob, &fresh()), Ok(())));
	});
	// None at all is a delay too.
	chain.root(AdminCall::sudo_set_coldkey_swap_announcement_delay { duration: 0 });
	chain.root(AdminCall::sudo_set_coldkey_swap_reannouncement_delay { duration: 0 });
	chain.block(|| {
		assert_eq!(announce(&dave, &fresh()), Ok(()));
		undone(|| assert_eq!(clear(&dave), Ok(())));
		assert_eq!(announce(&dave, &account(2)), Ok(()));
		assert_eq!(swap(&dave, &account(2)), Ok(()));
	});
}

#[test]
fn swap_goes_from_announcement_to_end_in_extrinsics() {
	let mut chain = Chain::local();
	let new = account(1);
	chain.block(|| send_ok(Bob, ProtocolCall::announce_coldkey_swap { new_coldkey_hash: hash(&new) }));
	chain.run(DELAY - 1);
	chain.block(|| send_ok(Bob, ProtocolCall::swap_coldkey_announced { new_coldkey: new.clone() }));
	chain.look(|| {
		assert!(free(&new) > 900 * TAO);
		assert_eq!((free(&coldkey(Bob)), announced(&coldkey(Bob))), (0, None));
	});
}
