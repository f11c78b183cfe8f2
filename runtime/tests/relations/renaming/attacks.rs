//! Staking 11 and 12: nobody gets somebody else's key or stake by a swap, and everybody who may not swap is told why.

use super::scene::{new_hotkey, old_hotkey, scene, NETUIDS};
use crate::{
	chain::{free, Chain},
	kit::{account, call, coldkey, error, hotkey, root, AdminCall, ProtocolCall},
	words::{self, alpha, refused, set_balance, subnet_account, tao, EXISTENTIAL_DEPOSIT, NOWHERE, OTHER, SUBNET},
};
use pallet_protocol::{
	AlphaV2, Error, LastHotkeySwapOnNetuid, Owner, RootClaimable, RootClaimed, SubnetOwner, TotalHotkeyAlpha, Uids,
};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave, Eve, Ferdie};
use sp_runtime::{DispatchError, DispatchResult};
use taonet_runtime::{AccountId, Balances, Runtime, Staking, Subnets};
use taonet_types::{NetUid, RAO_PER_TAO};

/// Blocks between two swaps of hotkeys by a coldkey, and between two on one subnet of a local chain.
const WAIT: u32 = 1_000;
const WAIT_ON_SUBNET: u64 = 1;

fn swap(old: &AccountId, new: &AccountId, netuid: Option<NetUid>) -> ProtocolCall {
	ProtocolCall::swap_hotkey { hotkey: old.clone(), new_hotkey: new.clone(), netuid }
}

fn swap_and_keep(old: &AccountId, new: &AccountId, netuid: Option<NetUid>) -> ProtocolCall {
	let (hotkey, new_hotkey, keep_stake) = (old.clone(), new.clone(), true);
	ProtocolCall::swap_hotkey_v2 { hotkey, new_hotkey, netuid, keep_stake }
}

/// All ways to swap one hotkey for another.
fn swaps(old: &AccountId, new: &AccountId) -> Vec<ProtocolCall> {
	[None, Some(SUBNET), Some(NetUid::ROOT)]
		.into_iter()
		.flat_map(|netuid| [swap(old, new, netuid), swap_and_keep(old, new, netuid)])
		.collect()
}

fn swap_coldkey(old: &AccountId, new: &AccountId) -> DispatchResult {
	let (old_coldkey, new_coldkey) = (old.clone(), new.clone());
	root(ProtocolCall::swap_coldkey { old_coldkey, new_coldkey, swap_cost: tao(0) })
}

/// Takes all of a coldkey's waits from it.
fn be_patient(coldkey: &AccountId) {
	assert_eq!(root(AdminCall::sudo_set_tx_rate_limit { tx_rate_limit: 0 }), Ok(()));
	for netuid in NETUIDS {
		LastHotkeySwapOnNetuid::<Runtime>::remove(netuid, coldkey);
	}
}

#[track_caller]
fn refuse(signer: &AccountId, asked: ProtocolCall, why: Error<Runtime>) {
	assert_eq!(refused(|| call(signer, asked)), error(why));
}

#[test]
fn hotkey_of_another_can_be_swapped_neither_away_nor_in() {
	scene().block(|| {
		for thief in [Charlie, Dave].map(coldkey) {
			for asked in swaps(&old_hotkey(), &account(903)) {
				refuse(&thief, asked, Error::NonAssociatedColdKey);
			}
		}
		// What nobody owns is not Bob's to give away.
		for asked in swaps(&account(904), &account(903)) {
			refuse(&coldkey(Bob), asked, Error::NonAssociatedColdKey);
		}
		// Nor can he put his stake on what is Charlie's, and Charlie's take on his.
		for asked in swaps(&old_hotkey(), &hotkey(Charlie)) {
			refuse(&coldkey(Bob), asked, Error::NonAssociatedColdKey);
		}
	});
}

#[test]
fn hotkey_is_not_swapped_for_itself() {
	scene().block(|| {
		for asked in swaps(&old_hotkey(), &old_hotkey()) {
			refuse(&coldkey(Bob), asked, Error::NewHotKeyIsSameWithOld);
		}
	});
}

#[test]
fn account_of_a_subnet_becomes_nobodys_key() {
	scene().block(|| {
		for asked in swaps(&old_hotkey(), &subnet_account(OTHER)) {
			refuse(&coldkey(Bob), asked, Error::CannotUseSystemAccount);
		}
		assert_eq!(
			refused(|| swap_coldkey(&coldkey(Bob), &subnet_account(OTHER))),
			error(Error::CannotUseSystemAccount)
		);
	});
}

/// Each obstacle in its turn: whatever is cleared away, the next one is told.
#[test]
fn swap_of_a_hotkey_is_refused_by_the_first_rule_that_it_breaks() {
	scene().block(|| {
		let (bob, charlie, old) = (coldkey(Bob), coldkey(Charlie), old_hotkey());
		let new = account(905);
		let now = u64::from(taonet_runtime::System::block_number());
		assert_eq!(call(&charlie, ProtocolCall::try_associate_hotkey { hotkey: new.clone() }), Ok(()));
		// Everything is wrong at once.
		Subnets::note_key_swapped(&bob);
		LastHotkeySwapOnNetuid::<Runtime>::insert(NetUid::ROOT, &bob, now);
		Uids::<Runtime>::insert(NetUid::ROOT, &new, 9);
		RootClaimable::<Runtime>::insert(
			&new,
			std::collections::BTreeMap::from([(SUBNET, taonet_types::fixed::I96F32::default())]),
		);
		set_balance(&bob, EXISTENTIAL_DEPOSIT);
		let on_root = || swap(&old, &new, Some(NetUid::ROOT));
		refuse(&charlie, on_root(), Error::NonAssociatedColdKey);
		refuse(&bob, on_root(), Error::NonAssociatedColdKey);
		Owner::<Runtime>::insert(&new, &bob);
		refuse(&bob, swap(&old, &old, Some(NetUid::ROOT)), Error::NewHotKeyIsSameWithOld);
		refuse(&bob, on_root(), Error::HotKeySetTxRateLimitExceeded);
		assert_eq!(root(AdminCall::sudo_set_tx_rate_limit { tx_rate_limit: 0 }), Ok(()));
		refuse(&bob, swap(&old, &new, Some(NOWHERE)), Error::SubnetNotExists);
		refuse(&bob, on_root(), Error::HotKeyAlreadyRegisteredInSubNet);
		refuse(&bob, swap(&old, &new, None), Error::HotKeyAlreadyRegisteredInSubNet);
		Uids::<Runtime>::remove(NetUid::ROOT, &new);
		refuse(&bob, on_root(), Error::NewHotKeyNotCleanForRootSwap);
		refuse(&bob, swap(&old, &new, None), Error::NewHotKeyNotCleanForRootSwap);
		RootClaimable::<Runtime>::remove(&new);
		refuse(&bob, on_root(), Error::HotKeySwapOnSubnetIntervalNotPassed);
		refuse(&bob, swap(&old, &new, None), Error::HotKeySwapOnSubnetIntervalNotPassed);
		LastHotkeySwapOnNetuid::<Runtime>::remove(NetUid::ROOT, &bob);
		refuse(&bob, on_root(), Error::NotEnoughBalanceToPaySwapHotKey);
		refuse(&bob, swap(&old, &new, None), Error::NotEnoughBalanceToPaySwapHotKey);
		// A RAO less than the cost and what the account must have, and exactly that.
		let reserved = Balances::reserved_balance(&bob);
		for (cost, asked) in [(RAO_PER_TAO / 1_000, on_root()), (RAO_PER_TAO / 10, swap(&old, &new, None))] {
			assert!(reserved > 0);
			set_balance(&bob, EXISTENTIAL_DEPOSIT + cost - 1);
			refuse(&bob, asked.clone(), Error::NotEnoughBalanceToPaySwapHotKey);
			set_balance(&bob, EXISTENTIAL_DEPOSIT + cost);
			assert_eq!(crate::kit::undone(|| call(&bob, asked)), Ok(()));
		}
		// For the invariants.
		Owner::<Runtime>::insert(&new, &charlie);
	});
}

#[test]
fn coldkey_waits_between_two_swaps_to_the_block() {
	let mut chain = words::scene();
	let [first, second, third] = [906, 907, 908].map(account);
	chain.skip_to(20_000);
	chain.block(|| assert_eq!(call(&coldkey(Bob), swap(&hotkey(Bob), &first, Some(SUBNET))), Ok(())));
	let swapped = chain.height();
	chain.skip_to(swapped + WAIT - 1);
	chain.block(|| refuse(&coldkey(Bob), swap(&first, &second, Some(SUBNET)), Error::HotKeySetTxRateLimitExceeded));
	assert_eq!(chain.height(), swapped + WAIT);
	chain.block(|| {
		// The wait is the coldkey's, not the hotkey's; that of the subnet is over long ago.
		assert_eq!(call(&coldkey(Bob), swap(&first, &second, Some(SUBNET))), Ok(()));
		assert_eq!(root(AdminCall::sudo_set_tx_rate_limit { tx_rate_limit: 0 }), Ok(()));
		refuse(&coldkey(Bob), swap(&second, &third, Some(SUBNET)), Error::HotKeySwapOnSubnetIntervalNotPassed);
		assert_eq!(call(&coldkey(Bob), swap(&hotkey(Bob), &third, Some(OTHER))), Ok(()), "another subnet");
	});
	let swapped = u64::from(chain.height());
	let fourth = account(909);
	chain.block(|| {
		assert_eq!(u64::from(taonet_runtime::System::block_number()), swapped + WAIT_ON_SUBNET);
		refuse(&coldkey(Bob), swap(&second, &fourth, Some(SUBNET)), Error::HotKeySwapOnSubnetIntervalNotPassed);
	});
	chain.block(|| assert_eq!(call(&coldkey(Bob), swap(&second, &fourth, Some(SUBNET))), Ok(())));
}

#[test]
fn first_swap_has_nothing_to_wait_for() {
	let mut chain = words::scene();
	chain.block(|| assert_eq!(call(&coldkey(Bob), swap(&hotkey(Bob), &account(906), None)), Ok(())));
}

/// Everybody's stake on live subnets, and whose hotkeys it lies on.
fn assert_all_stake_is_on_owned_hotkeys() {
	for (hotkey, netuid) in TotalHotkeyAlpha::<Runtime>::iter_keys() {
		assert!(Owner::<Runtime>::contains_key(&hotkey), "there is stake of subnet {netuid} on a hotkey of nobody");
	}
}

#[test]
fn who_claims_a_hotkey_that_gave_way_gets_neither_its_stake_nor_its_earnings() {
	let mut chain = scene();
	chain.block(|| assert_eq!(call(&coldkey(Bob), swap(&old_hotkey(), &new_hotkey(), None)), Ok(())));
	chain.block(|| {
		assert_all_stake_is_on_owned_hotkeys();
		let thief = coldkey(Ferdie);
		assert_eq!(call(&thief, ProtocolCall::try_associate_hotkey { hotkey: old_hotkey() }), Ok(()));
		for netuid in NETUIDS {
			assert!(Staking::stake_of(&old_hotkey(), &thief, netuid).is_zero());
			assert!(!Uids::<Runtime>::contains_key(netuid, old_hotkey()));
		}
		assert!(RootClaimable::<Runtime>::get(old_hotkey()).is_empty());
		assert_eq!(RootClaimed::<Runtime>::iter_keys().filter(|(_, hotkey, _)| *hotkey == old_hotkey()).count(), 0);
		// Nor can it be swapped for the new one, which is Bob's.
		for asked in swaps(&old_hotkey(), &new_hotkey()) {
			refuse(&thief, asked, Error::NonAssociatedColdKey);
		}
		// The thief may stake on it, and that is the thief's alone.
		let (hotkey, netuid) = (old_hotkey(), SUBNET);
		let before = Staking::total_stake_of(&new_hotkey(), SUBNET);
		assert_eq!(call(&thief, ProtocolCall::add_stake { hotkey, netuid, amount_staked: tao(1) }), Ok(()));
		assert_eq!(Staking::total_stake_of(&new_hotkey(), SUBNET), before);
	});
}

#[test]
fn who_keeps_the_stake_keeps_the_hotkey_so_that_nobody_can_claim_it() {
	let mut chain = scene();
	chain.block(|| assert_eq!(call(&coldkey(Bob), swap_and_keep(&old_hotkey(), &new_hotkey(), None)), Ok(())));
	chain.block(|| {
		assert_all_stake_is_on_owned_hotkeys();
		assert_eq!(call(&coldkey(Ferdie), ProtocolCall::try_associate_hotkey { hotkey: old_hotkey() }), Ok(()));
		assert_eq!(Owner::<Runtime>::get(old_hotkey()), coldkey(Bob), "claiming what is somebody's does nothing");
		// And everybody can unstake.
		for netuid in NETUIDS {
			let (hotkey, amount_unstaked) = (old_hotkey(), alpha(1));
			assert_eq!(call(&coldkey(Ferdie), ProtocolCall::remove_stake { hotkey, netuid, amount_unstaked }), Ok(()));
		}
	});
}

#[test]
fn root_dividends_are_not_claimed_twice_by_way_of_a_swap() {
	// What somebody has on both hotkeys of the subnet together, having claimed all there was.
	let claimed = |swaps: bool| {
		let mut chain = scene();
		let (dave, hotkeys) = (coldkey(Dave), [old_hotkey(), new_hotkey()]);
		let claim = |who: &AccountId| {
			assert_eq!(call(who, ProtocolCall::claim_root { subnets: [SUBNET, OTHER].into() }), Ok(()));
		};
		chain.block(|| claim(&dave));
		let mut owner = dave.clone();
		if swaps {
			chain.block(|| assert_eq!(call(&coldkey(Bob), swap(&old_hotkey(), &new_hotkey(), None)), Ok(())));
			owner = account(950);
			chain.block(|| assert_eq!(swap_coldkey(&dave, &owner), Ok(())));
		} else {
			chain.run(2);
		}
		chain.block(|| {
			claim(&owner);
			let on = |netuid| hotkeys.iter().map(|hotkey| Staking::stake_of(hotkey, &owner, netuid).get()).sum::<u64>();
			NETUIDS.map(on)
		})
	};
	assert_eq!(claimed(true), claimed(false));
}

#[test]
fn coldkey_with_stake_or_hotkeys_or_a_lock_is_nobodys_new_coldkey() {
	scene().block(|| {
		let bob = coldkey(Bob);
		// Dave has staked; Charlie owns a hotkey.
		for taken in [Dave, Charlie].map(coldkey) {
			assert_eq!(refused(|| swap_coldkey(&bob, &taken)), error(Error::ColdKeyAlreadyAssociated));
		}
		assert_eq!(refused(|| swap_coldkey(&bob, &bob)), error(Error::ColdKeyAlreadyAssociated));
		for hotkey in [old_hotkey(), hotkey(Charlie)] {
			assert_eq!(refused(|| swap_coldkey(&bob, &hotkey)), error(Error::NewColdKeyIsHotkey));
		}
		// Somebody to whom stake was given, with what was locked of it, has been staking since.
		let fresh = account(951);
		assert_eq!(call(&fresh, ProtocolCall::set_reject_locked_alpha { enabled: false }), Ok(()));
		let given = ProtocolCall::transfer_stake {
			destination_coldkey: fresh.clone(),
			hotkey: old_hotkey(),
			origin_netuid: SUBNET,
			destination_netuid: SUBNET,
			alpha_amount: Staking::stake_of(&old_hotkey(), &coldkey(Eve), SUBNET),
		};
		assert_eq!(call(&coldkey(Eve), given), Ok(()));
		assert_eq!(refused(|| swap_coldkey(&bob, &fresh)), error(Error::ColdKeyAlreadyAssociated));
	});
}

/// A stranger who sends stake to the announced coldkey can make a swap impossible, but not profit from it: the stranger's stake
/// is gone, and root, or a new announcement, helps.
#[test]
fn stake_that_is_sent_to_the_new_coldkey_delays_a_swap_and_nothing_else() {
	let mut chain = scene();
	chain.block(|| {
		let new = super::scene::new_coldkey();
		let (hotkey, had) = (old_hotkey(), free(&coldkey(Bob)));
		let alpha_amount = alpha(1);
		let sent = ProtocolCall::transfer_stake {
			destination_coldkey: new.clone(),
			hotkey,
			origin_netuid: NetUid::ROOT,
			destination_netuid: NetUid::ROOT,
			alpha_amount,
		};
		assert_eq!(call(&coldkey(Ferdie), sent), Ok(()));
		let asked = ProtocolCall::swap_coldkey_announced { new_coldkey: new };
		refuse(&coldkey(Bob), asked, Error::ColdKeyAlreadyAssociated);
		assert_eq!(free(&coldkey(Bob)), had);
		assert_eq!(SubnetOwner::<Runtime>::get(SUBNET), coldkey(Bob));
	});
}

#[test]
fn only_root_swaps_the_coldkey_of_another() {
	scene().block(|| {
		for thief in [Alice, Bob, Charlie].map(coldkey) {
			let (old_coldkey, new_coldkey) = (coldkey(Bob), account(952));
			let asked = ProtocolCall::swap_coldkey { old_coldkey, new_coldkey, swap_cost: tao(0) };
			assert_eq!(refused(|| call(&thief, asked)), Err(DispatchError::BadOrigin));
			let reset = ProtocolCall::reset_coldkey_swap { coldkey: coldkey(Bob) };
			assert_eq!(refused(|| call(&thief, reset)), Err(DispatchError::BadOrigin));
		}
		let scheduled = ProtocolCall::schedule_swap_coldkey { new_coldkey: account(952) };
		assert_eq!(refused(|| call(&coldkey(Bob), scheduled)), error(Error::Deprecated));
	});
}

#[test]
fn price_of_a_swap_by_root_must_be_there() {
	scene().block(|| {
		let (old_coldkey, new_coldkey) = (coldkey(Ferdie), account(953));
		let swap_cost = tao(1_000_000);
		let asked = ProtocolCall::swap_coldkey { old_coldkey, new_coldkey, swap_cost };
		assert_eq!(refused(|| root(asked)), error(Error::NotEnoughBalanceToPaySwapColdKey));
	});
}

/// A hotkey goes from one to the next and back, on one subnet and on all, through every kind of swap.
#[test]
fn nobody_has_more_or_less_after_any_row_of_swaps() {
	let mut chain = scene();
	let keys = [old_hotkey(), account(920), account(921), account(922)];
	let people: [Sr25519Keyring; 4] = [Bob, Dave, Eve, Ferdie];
	let owned = |chain: &mut Chain| {
		let of = |key: Sr25519Keyring, netuid| {
			keys.iter().map(move |hotkey| Staking::stake_of(hotkey, &coldkey(key), netuid).get()).sum::<u64>()
		};
		chain.look(|| people.map(|key| NETUIDS.map(|netuid| of(key, netuid))))
	};
	let before = owned(&mut chain);
	let row = [
		swap(&keys[0], &keys[1], Some(SUBNET)),
		swap(&keys[0], &keys[2], Some(NetUid::ROOT)),
		swap_and_keep(&keys[1], &keys[3], Some(SUBNET)),
		swap(&keys[1], &keys[0], Some(SUBNET)),
		swap(&keys[0], &keys[1], None),
		swap_and_keep(&keys[1], &keys[0], None),
		swap(&keys[1], &keys[0], Some(SUBNET)),
	];
	for asked in row {
		chain.block(|| {
			be_patient(&coldkey(Bob));
			assert_eq!(call(&coldkey(Bob), asked.clone()), Ok(()), "{asked:?}");
		});
		assert_eq!(owned(&mut chain), before, "after {asked:?}");
		chain.look(assert_all_stake_is_on_owned_hotkeys);
	}
	chain.look(|| assert!(AlphaV2::<Runtime>::iter_keys().count() > 12));
}
