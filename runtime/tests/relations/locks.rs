//! Staking 10.1 to 10.6: stake that is locked, what cannot be done with it then, and where it may go nevertheless. Who takes
//! a subnet over is in `conviction`.

use crate::{
	chain::Chain,
	kit::{account, call, coldkey, error, hotkey, root, undone, ProtocolCall},
	moves::{move_stake, swap_stake, swap_stake_limit, transfer_stake},
	rest::scene,
	words::{
		add_stake, alpha, alpha_rao, grant, rao, refused, remove_stake, require_of_nominators, stake, tao, told,
		NOWHERE, OTHER, SUBNET,
	},
};
use pallet_protocol::{
	types::LockState, AccountFlags, DecayingHotkeyLock, DecayingLock, DecayingOwnerLock, Error, Event, HotkeyLock,
	Lock, LockingColdkeys, OwnerLock, TransferToggle,
};
use pallet_staking::{FormerOwnerHotkeys, LocksOfSubnet, PerpetualLockers};
use pallet_subnets::Dissolutions;
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave};
use sp_runtime::DispatchResult;
use taonet_runtime::{AlphaAssets, Runtime, Staking, Subnets, System, TAO};
use taonet_types::{fixed::U64F64, AlphaBalance, NetUid};

/// In which a lock of 1000 alpha falls to 793.7: 30 days.
const MONTH: u32 = 216_000;
/// On Bob's subnet alone.
const HERE: (NetUid, NetUid) = (SUBNET, SUBNET);
/// To Charlie's.
const OVER: (NetUid, NetUid) = (SUBNET, OTHER);

pub(crate) fn lock(of: Sr25519Keyring, favour: Sr25519Keyring, netuid: NetUid, amount: AlphaBalance) -> DispatchResult {
	call(&coldkey(of), ProtocolCall::lock_stake { hotkey: hotkey(favour), netuid, amount })
}

pub(crate) fn set_perpetual(of: Sr25519Keyring, netuid: NetUid, enabled: bool) -> DispatchResult {
	call(&coldkey(of), ProtocolCall::set_perpetual_lock { netuid, enabled })
}

fn move_lock(of: Sr25519Keyring, to: Sr25519Keyring, netuid: NetUid) -> DispatchResult {
	call(&coldkey(of), ProtocolCall::move_lock { destination_hotkey: hotkey(to), netuid })
}

fn reject_locked_alpha(of: Sr25519Keyring, enabled: bool) -> DispatchResult {
	call(&coldkey(of), ProtocolCall::set_reject_locked_alpha { enabled })
}

/// What the key has locked on Bob's subnet, in alpha-rao: mass, and conviction rounded down.
fn locked(of: Sr25519Keyring) -> Option<(u64, u64)> {
	Staking::lock_of(&coldkey(of), SUBNET).map(parts)
}

pub(crate) fn parts(lock: LockState) -> (u64, u64) {
	(lock.locked_mass.get(), lock.conviction.to_num())
}

fn now() -> u64 {
	System::block_number().into()
}

/// The scene, in which Alice has so many alpha on Bob's hotkey on his subnet.
fn with_stake(amount: u64) -> Chain {
	let mut chain = scene();
	chain.block(|| grant(Bob, &coldkey(Alice), SUBNET, alpha(amount)));
	chain
}

/// The same, in which she has locked so many of them for Charlie's hotkey, perpetually.
fn with_lock(amount: u64, of_them: u64) -> Chain {
	let mut chain = with_stake(amount);
	chain.block(|| {
		assert_eq!(set_perpetual(Alice, SUBNET, true), Ok(()));
		assert_eq!(lock(Alice, Charlie, SUBNET, alpha(of_them)), Ok(()));
	});
	chain
}

#[test]
fn lock_is_stored_once_and_summed_by_hotkey() {
	let mut chain = with_stake(100);
	chain.block(|| {
		let events = told(|| assert_eq!(lock(Alice, Charlie, SUBNET, alpha(60)), Ok(())));
		let (coldkey, hotkey) = (coldkey(Alice), hotkey(Charlie));
		let locked =
			Event::StakeLocked { coldkey: coldkey.clone(), hotkey: hotkey.clone(), netuid: SUBNET, amount: alpha(60) };
		assert_eq!(events, [locked]);
		let state = LockState { locked_mass: alpha(60), conviction: U64F64::from_num(0), last_update: now() };
		assert_eq!(Lock::<Runtime>::get((&coldkey, SUBNET, &hotkey)), Some(state));
		assert_eq!(LockingColdkeys::<Runtime>::get((SUBNET, &hotkey, &coldkey)), Some(()));
		assert_eq!(DecayingHotkeyLock::<Runtime>::get(SUBNET, &hotkey), Some(state));
		assert_eq!(HotkeyLock::<Runtime>::get(SUBNET, &hotkey), None);
		assert_eq!(DecayingOwnerLock::<Runtime>::get(SUBNET), None);
		// The stake stays where it is.
		assert_eq!(stake(Bob, Alice, SUBNET), 100 * TAO);
	});
}

/// All of it is conviction at once.
#[test]
fn lock_for_the_owners_hotkey_is_summed_for_the_owner() {
	let mut chain = with_stake(100);
	chain.block(|| {
		assert_eq!(lock(Alice, Bob, SUBNET, alpha(60)), Ok(()));
		assert_eq!(DecayingOwnerLock::<Runtime>::get(SUBNET).map(parts), Some((60 * TAO, 60 * TAO)));
		assert_eq!(DecayingHotkeyLock::<Runtime>::get(SUBNET, hotkey(Bob)), None);
		assert_eq!(locked(Alice), Some((60 * TAO, 60 * TAO)));
	});
}

#[test]
fn lock_grows_up_to_the_stake_on_all_hotkeys() {
	let mut chain = with_stake(100);
	chain.block(|| {
		grant(Charlie, &coldkey(Alice), SUBNET, alpha(50));
		for amount in [100, 49, 1] {
			assert_eq!(lock(Alice, Charlie, SUBNET, alpha(amount)), Ok(()));
		}
		assert_eq!(locked(Alice), Some((150 * TAO, 0)));
		let one_more = || lock(Alice, Charlie, SUBNET, alpha_rao(1));
		assert_eq!(refused(one_more), error(Error::InsufficientStakeForLock));
		// What is staked on another subnet does not count.
		assert_eq!(refused(|| lock(Alice, Charlie, OTHER, alpha(1))), error(Error::InsufficientStakeForLock));
	});
}

/// Each with the faults of those behind it too.
#[test]
fn lock_is_refused_in_the_order_of_the_checks() {
	let mut chain = with_stake(100);
	chain.block(|| {
		assert_eq!(lock(Alice, Charlie, SUBNET, alpha(60)), Ok(()));
		let attempt = |hotkey, netuid, amount| {
			refused(|| call(&coldkey(Alice), ProtocolCall::lock_stake { hotkey, netuid, amount }))
		};
		let much = AlphaBalance::MAX;
		assert_eq!(attempt(account(1), NOWHERE, AlphaBalance::ZERO), error(Error::AmountTooLow));
		assert_eq!(attempt(account(1), NOWHERE, much), error(Error::HotKeyAccountNotExists));
		assert_eq!(attempt(hotkey(Bob), NOWHERE, much), error(Error::SubnetNotExists));
		assert_eq!(attempt(hotkey(Bob), SUBNET, much), error(Error::LockHotkeyMismatch));
		assert_eq!(attempt(hotkey(Charlie), SUBNET, much), error(Error::InsufficientStakeForLock));
	});
}

#[test]
fn lock_of_less_than_a_hundred_alpha_rao_is_refused() {
	let mut chain = with_stake(100);
	chain.block(|| {
		assert_eq!(refused(|| lock(Alice, Charlie, SUBNET, alpha_rao(99))), error(Error::AmountTooLow));
		assert_eq!(lock(Alice, Charlie, SUBNET, alpha_rao(100)), Ok(()));
		// It adds to one that is there.
		assert_eq!(lock(Alice, Charlie, SUBNET, alpha_rao(1)), Ok(()));
		assert_eq!(locked(Alice), Some((101, 0)));
	});
}

/// The worked example of staking 10.2, read and written by a touch, and its sum.
#[test]
fn lock_decays_as_in_the_worked_example() {
	let mut chain = with_stake(1_000);
	chain.block(|| assert_eq!(lock(Alice, Charlie, SUBNET, alpha(1_000)), Ok(())));
	let begun = chain.height();
	chain.skip_to(begun + MONTH - 1);
	let expected = Some((793_700_450_168, 183_383_818_896));
	chain.block(|| {
		assert_eq!(locked(Alice), expected);
		assert_eq!(Staking::conviction_of(&hotkey(Charlie), SUBNET).to_num::<u64>(), 183_383_818_896);
		assert_eq!(add_stake(Alice, Bob, SUBNET, tao(1)), Ok(()));
		let key = (coldkey(Alice), SUBNET, hotkey(Charlie));
		let stored = Lock::<Runtime>::get(key).unwrap();
		assert_eq!((Some(parts(stored)), stored.last_update), (expected, now()));
		assert_eq!(DecayingHotkeyLock::<Runtime>::get(SUBNET, hotkey(Charlie)), Some(stored));
	});
	let mut chain = with_stake(1_000);
	chain.block(|| assert_eq!(lock(Alice, Charlie, SUBNET, alpha(1_000)), Ok(())));
	let begun = chain.height();
	chain.skip_to(begun + 3 * MONTH);
	chain.look(|| assert_eq!(locked(Alice).unwrap().0, 499_999_856_718));
}

#[test]
fn perpetual_lock_stays_and_matures_as_in_the_worked_example() {
	let mut chain = with_lock(1_000, 1_000);
	let begun = chain.height();
	chain.skip_to(begun + MONTH - 1);
	chain.block(|| {
		assert_eq!(locked(Alice), Some((1_000 * TAO, 206_299_549_831)));
		assert_eq!(set_perpetual(Alice, SUBNET, true), Ok(()));
		let sum = HotkeyLock::<Runtime>::get(SUBNET, hotkey(Charlie)).map(parts);
		assert_eq!(sum, Some((1_000 * TAO, 206_299_549_831)));
	});
}

#[test]
fn lock_of_which_nothing_is_left_is_forgotten_at_the_next_touch() {
	let mut chain = with_stake(1_000);
	chain.block(|| assert_eq!(lock(Alice, Charlie, SUBNET, alpha(1_000)), Ok(())));
	let begun = chain.height();
	chain.skip_to(begun + 41 * 934_866);
	chain.block(|| {
		assert_eq!(locked(Alice), None);
		assert_eq!(refused(|| move_lock(Alice, Bob, SUBNET)), error(Error::NoExistingLock));
		assert_eq!(add_stake(Alice, Bob, SUBNET, tao(1)), Ok(()));
		assert_eq!(Lock::<Runtime>::iter_keys().next(), None);
		assert_eq!(LockingColdkeys::<Runtime>::iter_keys().next(), None);
		assert_eq!(DecayingHotkeyLock::<Runtime>::iter_keys().next(), None);
		assert_eq!(LocksOfSubnet::<Runtime>::iter_keys().next(), None);
		// And it can be for another hotkey now.
		assert_eq!(lock(Alice, Bob, SUBNET, alpha(1)), Ok(()));
	});
}

/// Staking 10.3, NEW: a sum matures whichever of its locks is touched.
#[test]
fn sum_is_that_of_its_locks_however_often_one_is_touched() {
	let mut chain = with_stake(500);
	chain.block(|| {
		grant(Bob, &coldkey(Dave), SUBNET, alpha(300));
		assert_eq!(lock(Alice, Charlie, SUBNET, alpha(500)), Ok(()));
		assert_eq!(lock(Dave, Charlie, SUBNET, alpha(300)), Ok(()));
	});
	for _ in 0..20 {
		let height = chain.height();
		chain.skip_to(height + 10_000);
		chain.block(|| assert_eq!(add_stake(Alice, Bob, SUBNET, tao(1)), Ok(())));
	}
	chain.look(|| {
		let [(mine, my_conviction), (his, his_conviction)] = [Alice, Dave].map(|key| locked(key).unwrap());
		let sum = Staking::conviction_of(&hotkey(Charlie), SUBNET).to_num::<u64>();
		assert!(sum.abs_diff(my_conviction + his_conviction) < 50);
		let mass = DecayingHotkeyLock::<Runtime>::get(SUBNET, hotkey(Charlie)).unwrap().locked_mass.get();
		assert!(mass.abs_diff(mine + his) < 50);
	});
}

#[test]
fn lock_goes_from_one_sum_to_the_other_when_it_becomes_perpetual() {
	let mut chain = with_stake(1_000);
	chain.block(|| assert_eq!(lock(Alice, Charlie, SUBNET, alpha(1_000)), Ok(())));
	let begun = chain.height();
	chain.skip_to(begun + MONTH - 1);
	chain.block(|| {
		let sums = || {
			let favoured = hotkey(Charlie);
			let perpetual = HotkeyLock::<Runtime>::get(SUBNET, &favoured).map(parts);
			(perpetual, DecayingHotkeyLock::<Runtime>::get(SUBNET, &favoured).map(parts))
		};
		let is_perpetual = || {
			let chosen = DecayingLock::<Runtime>::get(coldkey(Alice), SUBNET);
			assert_eq!(PerpetualLockers::<Runtime>::contains_key(SUBNET, coldkey(Alice)), chosen.is_some());
			chosen
		};
		let left = Some((793_700_450_168, 183_383_818_896));
		for (enabled, expected, chosen) in [(true, (left, None), Some(false)), (false, (None, left), None)] {
			let events = told(|| assert_eq!(set_perpetual(Alice, SUBNET, enabled), Ok(())));
			assert_eq!(events, [Event::PerpetualLockUpdated { coldkey: coldkey(Alice), netuid: SUBNET, enabled }]);
			assert_eq!((sums(), is_perpetual()), (expected, chosen));
			assert_eq!(locked(Alice), left);
		}
		// A choice for a lock that is not there yet.
		assert_eq!(set_perpetual(Dave, SUBNET, true), Ok(()));
		assert_eq!(refused(|| set_perpetual(Dave, NOWHERE, true)), error(Error::SubnetNotExists));
	});
}

#[test]
fn lock_moves_with_conviction_between_hotkeys_of_one_owner_only() {
	let mut chain = with_lock(1_000, 1_000);
	let charlies_second = account(1);
	let begun = chain.height();
	chain.skip_to(begun + MONTH - 1);
	chain.block(|| {
		let claim = ProtocolCall::try_associate_hotkey { hotkey: charlies_second.clone() };
		assert_eq!(call(&coldkey(Charlie), claim), Ok(()));
		let before = locked(Alice);
		undone(|| {
			let moving = ProtocolCall::move_lock { destination_hotkey: charlies_second.clone(), netuid: SUBNET };
			let events = told(|| assert_eq!(call(&coldkey(Alice), moving), Ok(())));
			let moved = Event::LockMoved {
				coldkey: coldkey(Alice),
				origin_hotkey: hotkey(Charlie),
				destination_hotkey: charlies_second.clone(),
				netuid: SUBNET,
			};
			assert_eq!(events, [moved]);
			assert_eq!(locked(Alice), before);
			assert_eq!(HotkeyLock::<Runtime>::get(SUBNET, hotkey(Charlie)), None);
			assert_eq!(HotkeyLock::<Runtime>::get(SUBNET, &charlies_second).map(parts), before);
			assert_eq!(LockingColdkeys::<Runtime>::iter_keys().count(), 1);
		});
		// On the hotkey of the subnet's owner all of it is conviction.
		undone(|| {
			assert_eq!(move_lock(Alice, Bob, SUBNET), Ok(()));
			assert_eq!(locked(Alice), Some((1_000 * TAO, 1_000 * TAO)));
			assert_eq!(OwnerLock::<Runtime>::get(SUBNET).map(parts), Some((1_000 * TAO, 1_000 * TAO)));
		});
		let claim = ProtocolCall::try_associate_hotkey { hotkey: hotkey(Dave) };
		assert_eq!(call(&coldkey(Dave), claim), Ok(()));
		assert_eq!(move_lock(Alice, Dave, SUBNET), Ok(()));
		assert_eq!(locked(Alice), Some((1_000 * TAO, 0)));
		assert_eq!(HotkeyLock::<Runtime>::get(SUBNET, hotkey(Charlie)), None);
	});
}

#[test]
fn lock_cannot_be_moved_to_no_hotkey_or_where_there_is_none() {
	let mut chain = with_stake(100);
	chain.block(|| {
		let moving = |destination_hotkey| {
			refused(|| call(&coldkey(Alice), ProtocolCall::move_lock { destination_hotkey, netuid: SUBNET }))
		};
		assert_eq!(moving(account(1)), error(Error::HotKeyAccountNotExists));
		assert_eq!(moving(hotkey(Charlie)), error(Error::NoExistingLock));
		assert_eq!(refused(|| move_lock(Alice, Charlie, NOWHERE)), error(Error::NoExistingLock));
	});
}

/// 100 alpha, 60 of them locked: 40 can go, and not one alpha-rao more, in whichever way.
#[test]
fn locked_stake_cannot_leave_the_subnet() {
	let mut chain = with_lock(100, 60);
	chain.block(|| {
		let ways = |amount: u64| {
			let (amount, limit) = (alpha_rao(amount), rao(1));
			let (favoured, netuid) = (hotkey(Bob), SUBNET);
			[
				ProtocolCall::remove_stake { hotkey: favoured.clone(), netuid, amount_unstaked: amount },
				ProtocolCall::remove_stake_limit {
					hotkey: favoured.clone(),
					netuid,
					amount_unstaked: amount,
					limit_price: limit,
					allow_partial: false,
				},
				ProtocolCall::recycle_alpha { hotkey: favoured.clone(), amount, netuid },
				ProtocolCall::burn_alpha { hotkey: favoured, amount, netuid },
				move_stake(Bob, Charlie, OVER, amount),
				transfer_stake(Dave, Bob, OVER, amount),
				swap_stake(Bob, OVER, amount),
				swap_stake_limit(Bob, OVER, amount, 0, false),
			]
		};
		for asked in ways(40 * TAO + 1) {
			let shown = format!("{asked:?}");
			assert_eq!(refused(|| call(&coldkey(Alice), asked)), error(Error::StakeUnavailable), "{shown}");
		}
		for asked in ways(40 * TAO) {
			let shown = format!("{asked:?}");
			assert_eq!(undone(|| call(&coldkey(Alice), asked)), Ok(()), "{shown}");
		}
		for limit_price in [None, Some(rao(1))] {
			let all = ProtocolCall::remove_stake_full_limit { hotkey: hotkey(Bob), netuid: SUBNET, limit_price };
			assert_eq!(refused(|| call(&coldkey(Alice), all)), error(Error::StakeUnavailable));
		}
		// To another hotkey of the same subnet all of it may go.
		assert_eq!(call(&coldkey(Alice), move_stake(Bob, Charlie, HERE, alpha(100))), Ok(()));
		assert_eq!(stake(Charlie, Alice, SUBNET), 100 * TAO);
	});
}

/// REMOVE and MOVE ask for it last.
#[test]
fn lock_is_the_last_thing_that_is_checked() {
	let mut chain = with_lock(100, 100);
	chain.block(|| {
		let dear = rao(10 * TAO);
		let removing = ProtocolCall::remove_stake_limit {
			hotkey: hotkey(Bob),
			netuid: SUBNET,
			amount_unstaked: alpha(1),
			limit_price: dear,
			allow_partial: false,
		};
		let answer = undone(|| call(&coldkey(Alice), removing));
		assert!(answer.is_err() && answer != error(Error::StakeUnavailable), "{answer:?}");
		TransferToggle::<Runtime>::insert(OTHER, false);
		let transfer = || call(&coldkey(Alice), transfer_stake(Dave, Bob, OVER, alpha(1)));
		assert_eq!(refused(transfer), error(Error::TransferDisallowed));
		assert_eq!(refused(|| call(&coldkey(Alice), swap_stake(Bob, OVER, alpha(1)))), error(Error::StakeUnavailable));
	});
}

#[test]
fn subnets_with_locked_stake_are_skipped_when_all_is_unstaked() {
	let mut chain = with_lock(100, 1);
	chain.block(|| {
		grant(Bob, &coldkey(Alice), OTHER, alpha(10));
		undone(|| {
			assert_eq!(call(&coldkey(Alice), ProtocolCall::unstake_all { hotkey: hotkey(Bob) }), Ok(()));
			assert_eq!((stake(Bob, Alice, SUBNET), stake(Bob, Alice, OTHER)), (100 * TAO, 0));
		});
		assert_eq!(call(&coldkey(Alice), ProtocolCall::unstake_all_alpha { hotkey: hotkey(Bob) }), Ok(()));
		assert_eq!((stake(Bob, Alice, SUBNET), stake(Bob, Alice, OTHER)), (100 * TAO, 0));
	});
}

#[test]
fn stake_that_is_bought_to_be_burned_is_free() {
	let mut chain = with_lock(100, 100);
	chain.block(|| {
		let burning = ProtocolCall::add_stake_burn { netuid: SUBNET, hotkey: hotkey(Bob), amount: tao(1), limit: None };
		assert_eq!(call(&coldkey(Alice), burning), Ok(()));
		assert_eq!(stake(Bob, Alice, SUBNET), 100 * TAO);
	});
}

#[test]
fn fees_are_not_paid_with_locked_stake() {
	let mut chain = with_lock(100, 99);
	chain.block(|| {
		let fee = |amount| Staking::fee_in_alpha(&hotkey(Bob), &coldkey(Alice), SUBNET, amount);
		// At 0.25 TAO for an alpha.
		assert!(fee(rao(TAO / 5)).is_some());
		assert_eq!(fee(rao(TAO / 2)), None);
	});
}

/// 8 hotkeys are added up, the one at hand first.
#[test]
fn stake_on_more_than_8_hotkeys_counts_once_it_is_brought_together() {
	let mut chain = scene();
	chain.block(|| {
		for number in 0..10 {
			let claim = ProtocolCall::try_associate_hotkey { hotkey: account(number) };
			assert_eq!(call(&coldkey(Alice), claim), Ok(()));
			assert_eq!(AlphaAssets::emit_alpha(SUBNET, alpha(1)), Ok(()));
			assert_eq!(Staking::increase(&account(number), &coldkey(Alice), SUBNET, alpha(1)), Ok(()));
		}
		let attempt = |amount| {
			let locking = ProtocolCall::lock_stake { hotkey: account(9), netuid: SUBNET, amount: alpha(amount) };
			undone(|| call(&coldkey(Alice), locking))
		};
		assert_eq!(attempt(8), Ok(()));
		assert_eq!(attempt(9), error(Error::InsufficientStakeForLock));
		for number in 0..2 {
			let moving = ProtocolCall::move_stake {
				origin_hotkey: account(number),
				destination_hotkey: account(9),
				origin_netuid: SUBNET,
				destination_netuid: SUBNET,
				alpha_amount: alpha(1),
			};
			assert_eq!(call(&coldkey(Alice), moving), Ok(()));
		}
		assert_eq!(attempt(10), Ok(()));
	});
}

/// Of 100 alpha 60 are locked, with 30 of conviction: 40 go without a lock, 70 with half of it.
#[test]
fn transfer_takes_free_stake_first_and_then_its_part_of_the_lock() {
	let mut chain = with_lock(100, 60);
	let begun = chain.height();
	chain.skip_to(begun + 648_003);
	chain.block(|| {
		let to_dave = |amount| call(&coldkey(Alice), transfer_stake(Dave, Bob, HERE, amount));
		let (mass, conviction) = locked(Alice).unwrap();
		assert_eq!(mass, 60 * TAO);
		undone(|| {
			assert_eq!(to_dave(alpha(40)), Ok(()));
			assert_eq!((locked(Alice), locked(Dave)), (Some((mass, conviction)), None));
		});
		assert_eq!(refused(|| to_dave(alpha_rao(40 * TAO + 100))), error(Error::AccountRejectsLockedAlpha));

		let events = told(|| assert_eq!(reject_locked_alpha(Dave, false), Ok(())));
		assert_eq!(events, [Event::RejectLockedAlphaUpdated { coldkey: coldkey(Dave), enabled: false }]);
		assert_eq!(AccountFlags::<Runtime>::get(coldkey(Dave)), 1);
		undone(|| {
			assert_eq!(to_dave(alpha(70)), Ok(()));
			let [(left, left_conviction), (moved, moved_conviction)] = [Alice, Dave].map(|key| locked(key).unwrap());
			assert_eq!((left, moved), (30 * TAO, 30 * TAO));
			assert!(left_conviction.abs_diff(conviction / 2) <= 1 && moved_conviction.abs_diff(conviction / 2) <= 1);
			// Hers was perpetual, his decays.
			let favoured = hotkey(Charlie);
			assert_eq!(HotkeyLock::<Runtime>::get(SUBNET, &favoured).unwrap().locked_mass, alpha(30));
			assert_eq!(DecayingHotkeyLock::<Runtime>::get(SUBNET, &favoured).unwrap().locked_mass, alpha(30));
		});
		undone(|| {
			assert_eq!(to_dave(alpha(100)), Ok(()));
			assert_eq!((locked(Alice), locked(Dave)), (None, Some((mass, conviction))));
		});
		assert_eq!(reject_locked_alpha(Dave, true), Ok(()));
		assert!(!AccountFlags::<Runtime>::contains_key(coldkey(Dave)));
		assert_eq!(to_dave(alpha(40)), Ok(()));
	});
}

#[test]
fn locked_stake_is_not_transferred_to_who_locks_for_another_hotkey() {
	let mut chain = with_lock(100, 60);
	chain.block(|| {
		grant(Bob, &coldkey(Dave), SUBNET, alpha(5));
		assert_eq!(lock(Dave, Bob, SUBNET, alpha(5)), Ok(()));
		let to_dave = |amount| call(&coldkey(Alice), transfer_stake(Dave, Bob, HERE, alpha(amount)));
		// Before it is asked whether he accepts any.
		assert_eq!(refused(|| to_dave(50)), error(Error::LockHotkeyMismatch));
		assert_eq!(undone(|| to_dave(40)), Ok(()));
		assert_eq!(move_lock(Dave, Charlie, SUBNET), Ok(()));
		assert_eq!(reject_locked_alpha(Dave, false), Ok(()));
		assert_eq!(to_dave(50), Ok(()));
		assert_eq!((locked(Alice).unwrap().0, locked(Dave).unwrap().0), (50 * TAO, 15 * TAO));
	});
}

/// 0.1 TAO is the least, an alpha costs 0.25 TAO: 0.3 alpha that are left are sold, although they are locked.
#[test]
fn rest_of_a_nomination_is_sold_and_unlocked() {
	let mut chain = with_stake(10);
	chain.block(|| {
		require_of_nominators(200_000_000);
		grant(Charlie, &coldkey(Alice), SUBNET, alpha_rao(TAO / 2));
		assert_eq!(set_perpetual(Alice, SUBNET, true), Ok(()));
		assert_eq!(lock(Alice, Charlie, SUBNET, alpha_rao(TAO / 5 + 10 * TAO)), Ok(()));
	});
	chain.block(|| {
		assert_eq!(remove_stake(Alice, Charlie, SUBNET, alpha_rao(TAO / 5)), Ok(()));
		assert_eq!((stake(Charlie, Alice, SUBNET), stake(Bob, Alice, SUBNET)), (0, 10 * TAO));
		let three_tenths = 3 * (TAO / 10);
		// What was left of the share may have been rounded down.
		assert!(locked(Alice).unwrap().0.abs_diff(TAO / 5 + 10 * TAO - three_tenths) <= 1);
	});
}

#[test]
fn nothing_is_left_of_locks_when_their_subnet_is_dissolved() {
	let mut chain = with_lock(100, 60);
	chain.block(|| {
		grant(Bob, &coldkey(Dave), SUBNET, alpha(10));
		assert_eq!(lock(Dave, Bob, SUBNET, alpha(10)), Ok(()));
		grant(Bob, &coldkey(Alice), OTHER, alpha(10));
		assert_eq!(lock(Alice, Bob, OTHER, alpha(10)), Ok(()));
		Subnets::change_owner_hotkey(SUBNET, &hotkey(Dave));
		assert!(FormerOwnerHotkeys::<Runtime>::contains_key(SUBNET, hotkey(Bob)));
		assert_eq!(root(ProtocolCall::root_dissolve_network { netuid: SUBNET }), Ok(()));
	});
	while chain.look(|| Dissolutions::<Runtime>::contains_key(SUBNET)) {
		chain.run(1);
	}
	chain.look(|| {
		assert_eq!(Lock::<Runtime>::iter_keys().map(|(_, netuid, _)| netuid).collect::<Vec<_>>(), [OTHER]);
		assert_eq!(LockingColdkeys::<Runtime>::iter_keys().map(|(netuid, ..)| netuid).collect::<Vec<_>>(), [OTHER]);
		assert_eq!(HotkeyLock::<Runtime>::iter_keys().count(), 0);
		assert_eq!(DecayingHotkeyLock::<Runtime>::iter_keys().map(|(netuid, _)| netuid).collect::<Vec<_>>(), [OTHER]);
		assert_eq!(OwnerLock::<Runtime>::iter_keys().count() + DecayingOwnerLock::<Runtime>::iter_keys().count(), 0);
		assert_eq!(DecayingLock::<Runtime>::iter_keys().count() + PerpetualLockers::<Runtime>::iter_keys().count(), 0);
		assert_eq!(LocksOfSubnet::<Runtime>::iter_keys().collect::<Vec<_>>(), [(OTHER, true)]);
		assert_eq!(FormerOwnerHotkeys::<Runtime>::iter_keys().count(), 0);
	});
}

/// Clients are told of all stake, of what is locked and of the rest.
#[test]
fn views_tell_what_is_locked() {
	use taonet_runtime_api::stake_info::runtime_decl_for_stake_info_runtime_api::StakeInfoRuntimeApiV1;
	let mut chain = with_lock(100, 60);
	chain.look(|| {
		let all = Runtime::get_stake_availability_for_coldkeys(vec![coldkey(Alice)], Some(vec![SUBNET]));
		let on_subnet = &all[&coldkey(Alice)][&SUBNET];
		let told = [on_subnet.total.0, on_subnet.locked.0, on_subnet.available.0];
		assert_eq!(told, [alpha(100), alpha(60), alpha(40)]);
		assert_eq!(Runtime::get_coldkey_lock(coldkey(Alice), SUBNET).map(parts), Some((60 * TAO, 0)));
		assert_eq!(Runtime::get_coldkey_lock(coldkey(Alice), OTHER), None);
	});
	let begun = chain.height();
	chain.skip_to(begun + 934_866);
	chain.look(|| {
		assert_eq!(Runtime::get_most_convicted_hotkey_on_subnet(SUBNET), Some(hotkey(Charlie)));
		let conviction = Runtime::get_hotkey_conviction(hotkey(Charlie), SUBNET).to_num::<u64>();
		assert_eq!(conviction, locked(Alice).unwrap().1);
		assert_eq!(Runtime::get_most_convicted_hotkey_on_subnet(OTHER), None);
	});
}
