//! Subnets 5.3: seats on root.

use crate::{
	chain::{free, Chain},
	kit::{account, call, coldkey, events, hotkey, AdminCall, ProtocolCall},
	words::{assert_refused, hotkeys, price, root_sets, uid},
};
use pallet_protocol::{
	Delegates, Error, Event, IsNetworkMember, NetworksAdded, OwnedHotkeys, Owner, RegistrationsThisBlock,
	RegistrationsThisInterval, StakingHotkeys, SubnetworkN,
};
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie};
use taonet_amm::{Buy, Sell, Side};
use taonet_runtime::{AccountId, AlphaAssets, Balances, Runtime, Staking};
use taonet_types::{AlphaBalance, NetUid, TaoBalance};

const ROOT: NetUid = NetUid::ROOT;
const SEATS: u32 = 64;

/// A call that asks for a seat for `account(number)`.
fn candidature(number: u32) -> ProtocolCall {
	ProtocolCall::root_register { hotkey: account(number) }
}

/// Gives `account(number)`, a hotkey of Alice's, a seat.
#[track_caller]
fn sit_down(number: u32) -> u16 {
	assert_eq!(call(&coldkey(Alice), candidature(number)), Ok(()));
	uid(ROOT, &account(number)).expect("it has a seat")
}

#[track_caller]
fn refuse(number: u32, reason: Error<Runtime>) {
	assert_refused(&coldkey(Alice), candidature(number), reason);
}

/// Lets so many RAO be staked on a hotkey on root, be it that hardly anybody would be let stake so little. One that nobody
/// owns is Alice's from then on.
fn stake(hotkey: &AccountId, rao: u64) {
	let alice = coldkey(Alice);
	assert_eq!(call(&alice, ProtocolCall::try_associate_hotkey { hotkey: hotkey.clone() }), Ok(()));
	let before = Staking::stake_of(hotkey, &alice, ROOT).get();
	if rao > before {
		let more = TaoBalance::new(rao - before);
		assert!(Staking::buy_stake(hotkey, &alice, ROOT, more, Buy::OPEN_LIMIT, false).is_ok());
	} else {
		let less = AlphaBalance::new(before - rao);
		assert!(Staking::sell_stake(hotkey, &alice, ROOT, less, Sell::OPEN_LIMIT, false).is_ok());
	}
	assert_eq!(Staking::total_stake_of(hotkey, ROOT).get(), rao);
}

/// As many registrations as anybody likes.
fn open_doors() {
	root_sets(AdminCall::sudo_set_max_registrations_per_block { netuid: ROOT, max_registrations_per_block: 1_000 });
	root_sets(AdminCall::sudo_set_target_registrations_per_interval {
		netuid: ROOT,
		target_registrations_per_interval: 1_000,
	});
}

/// A chain where all seats are taken, the one with uid n by `account(n)`, which has 1000 + n RAO on root.
fn full_root() -> Chain {
	let mut chain = Chain::local();
	chain.block(|| {
		open_doors();
		for number in 0..SEATS {
			assert_eq!(u32::from(sit_down(number)), number);
			stake(&account(number), 1_000 + u64::from(number));
		}
	});
	chain
}

#[test]
fn seat_makes_a_delegate_of_the_hotkey_and_costs_nothing() {
	let mut chain = Chain::local();
	chain.block(|| {
		// Nobody's account, without any TAO.
		let (poor, newcomer) = (account(900), account(1));
		let (issuance, burn) = (Balances::total_issuance(), price(ROOT));
		assert_eq!(call(&poor, candidature(1)), Ok(()));
		assert_eq!((free(&poor), Balances::total_issuance()), (0, issuance));
		// The price of root moves nobody.
		assert_eq!(price(ROOT), burn);

		assert_eq!(hotkeys(ROOT), std::slice::from_ref(&newcomer));
		assert!(IsNetworkMember::<Runtime>::get(&newcomer, ROOT));
		assert_eq!(Owner::<Runtime>::get(&newcomer), poor);
		assert_eq!(Delegates::<Runtime>::iter().collect::<Vec<_>>(), [(newcomer.clone(), 11_796)]);
		assert_eq!(RegistrationsThisBlock::<Runtime>::get(ROOT), 1);
		assert_eq!(RegistrationsThisInterval::<Runtime>::get(ROOT), 1);
		let told = events().pop();
		assert!(matches!(&told, Some(Event::NeuronRegistered(ROOT, 0, who)) if *who == newcomer), "{told:?}");
	});
}

#[test]
fn take_of_a_delegate_stays_when_it_gets_a_seat() {
	let mut chain = Chain::local();
	chain.block(|| {
		Delegates::<Runtime>::insert(account(1), 5_000);
		sit_down(1);
		assert_eq!(Delegates::<Runtime>::get(account(1)), 5_000);
	});
}

#[test]
fn one_seat_is_given_in_a_block_and_three_in_the_first_tempo() {
	let mut chain = Chain::local();
	for number in 1..=3 {
		chain.block(|| {
			sit_down(number);
			refuse(100, Error::TooManyRegistrationsThisBlock);
		});
	}
	chain.block(|| refuse(100, Error::TooManyRegistrationsThisInterval));
	chain.run_to(98);
	chain.block(|| refuse(100, Error::TooManyRegistrationsThisInterval));
	// From block 100 on root's epoch, which never runs, is due in every block, and the counter begins anew.
	for number in 4..=9 {
		chain.block(|| {
			assert_eq!(RegistrationsThisInterval::<Runtime>::get(ROOT), 0);
			sit_down(number);
			refuse(100, Error::TooManyRegistrationsThisBlock);
		});
	}
	assert_eq!(chain.height(), 105);
}

#[test]
fn limits_of_root_are_those_that_were_set() {
	let mut chain = Chain::local();
	chain.block(|| {
		root_sets(AdminCall::sudo_set_max_registrations_per_block { netuid: ROOT, max_registrations_per_block: 4 });
		sit_down(1);
		sit_down(2);
		sit_down(3);
		refuse(4, Error::TooManyRegistrationsThisInterval);
		root_sets(AdminCall::sudo_set_target_registrations_per_interval {
			netuid: ROOT,
			target_registrations_per_interval: 2,
		});
		sit_down(4);
		refuse(5, Error::TooManyRegistrationsThisBlock);
	});
	chain.block(|| {
		sit_down(5);
		sit_down(6);
		refuse(7, Error::TooManyRegistrationsThisInterval);
	});
}

#[test]
fn registrations_elsewhere_do_not_count_for_root() {
	let mut chain = Chain::local();
	chain.block(|| {
		for number in 1..=5 {
			crate::words::join(NetUid::new(1), number);
		}
		sit_down(10);
		assert_eq!(RegistrationsThisBlock::<Runtime>::get(NetUid::new(1)), 5);
		assert_eq!(RegistrationsThisInterval::<Runtime>::get(NetUid::new(1)), 0);
	});
}

#[test]
fn seat_is_refused_for_the_first_reason_that_applies() {
	let mut chain = full_root();
	chain.block(|| {
		// Everything is wrong at first, and is mended one by one.
		let (taken, foreign, own) = (account(3), account(100), account(101));
		assert_eq!(call(&coldkey(Charlie), ProtocolCall::try_associate_hotkey { hotkey: foreign.clone() }), Ok(()));
		let bob = coldkey(Bob);
		let refused = |hotkey: &AccountId, reason: Error<Runtime>| {
			assert_refused(&bob, ProtocolCall::root_register { hotkey: hotkey.clone() }, reason);
		};
		NetworksAdded::<Runtime>::remove(ROOT);
		RegistrationsThisBlock::<Runtime>::insert(ROOT, 1_000);
		RegistrationsThisInterval::<Runtime>::insert(ROOT, 3_000);
		refused(&taken, Error::RootNetworkDoesNotExist);
		NetworksAdded::<Runtime>::insert(ROOT, true);
		refused(&taken, Error::TooManyRegistrationsThisBlock);
		RegistrationsThisBlock::<Runtime>::insert(ROOT, 999);
		refused(&taken, Error::TooManyRegistrationsThisInterval);
		RegistrationsThisInterval::<Runtime>::insert(ROOT, 2_999);
		refused(&taken, Error::HotKeyAlreadyRegisteredInSubNet);
		refused(&foreign, Error::NonAssociatedColdKey);
		refused(&own, Error::StakeTooLowForRoot);
		assert_eq!(call(&bob, ProtocolCall::try_associate_hotkey { hotkey: own.clone() }), Ok(()));
		stake(&own, 1_001);
		assert_eq!(call(&bob, ProtocolCall::root_register { hotkey: own }), Ok(()));
	});
}

#[test]
fn account_of_a_subnet_cannot_have_a_seat() {
	Chain::local().block(|| {
		let hotkey = pallet_issuance::Pallet::<Runtime>::subnet_account(ROOT);
		let asked = ProtocolCall::root_register { hotkey };
		assert_refused(&coldkey(Alice), asked, Error::<Runtime>::CannotUseSystemAccount);
	});
}

#[test]
fn seat_of_the_member_with_the_least_stake_is_taken_by_one_with_more() {
	let mut chain = full_root();
	chain.block(|| {
		stake(&account(40), 999);
		stake(&account(100), 999);
		// As much is not more.
		refuse(100, Error::StakeTooLowForRoot);
		stake(&account(100), 1_000);
		assert_eq!(sit_down(100), 40);

		assert_eq!(SubnetworkN::<Runtime>::get(ROOT), 64);
		assert_eq!(uid(ROOT, &account(40)), None);
		assert!(!IsNetworkMember::<Runtime>::contains_key(account(40), ROOT));
		// Its stake and its take are its own.
		assert_eq!(Staking::stake_of(&account(40), &coldkey(Alice), ROOT), AlphaBalance::new(999));
		assert_eq!(Delegates::<Runtime>::get(account(40)), 11_796);
		assert!(Delegates::<Runtime>::contains_key(account(100)));

		// The least ones now: uids 0 and 40 with 1000 each.
		stake(&account(101), 1_001);
		assert_eq!(sit_down(101), 0);
		stake(&account(102), 1_001);
		assert_eq!(sit_down(102), 40);
	});
}

#[test]
fn lowest_uid_of_those_with_the_least_stake_leaves() {
	let mut chain = full_root();
	chain.block(|| {
		for number in [62, 17, 33] {
			stake(&account(number), 5);
		}
		for (number, expected) in [(100, 17), (101, 33), (102, 62)] {
			stake(&account(number), 5_000);
			assert_eq!(sit_down(number), expected);
		}
	});
}

#[test]
fn stake_elsewhere_gives_no_seat() {
	let mut chain = full_root();
	chain.block(|| {
		let (netuid, much) = (NetUid::new(1), AlphaBalance::new(1_000_000_000_000_000));
		stake(&account(100), 1_000);
		assert_eq!(AlphaAssets::emit_alpha(netuid, much), Ok(()));
		assert_eq!(Staking::increase(&account(100), &coldkey(Alice), netuid, much), Ok(()));
		refuse(100, Error::StakeTooLowForRoot);
	});
}

#[test]
fn seat_is_given_without_stake_as_long_as_one_is_free() {
	let mut chain = Chain::local();
	chain.block(|| {
		open_doors();
		for number in 0..SEATS {
			stake(&account(number), 1_000);
			sit_down(number);
		}
		refuse(64, Error::StakeTooLowForRoot);
		// One more seat than there were.
		root_sets(AdminCall::sudo_set_max_allowed_uids { netuid: ROOT, max_allowed_uids: 65 });
		assert_eq!(sit_down(64), 64);
	});
}

#[test]
fn owner_of_root_has_no_seat_for_life() {
	// Root's owner hotkey is Alice's. Stake alone counts here.
	let mut chain = full_root();
	chain.block(|| {
		stake(&hotkey(Alice), 1_001);
		assert_eq!(call(&coldkey(Alice), ProtocolCall::root_register { hotkey: hotkey(Alice) }), Ok(()));
		assert_eq!(uid(ROOT, &hotkey(Alice)), Some(0));
		stake(&account(100), 1_002);
		// Two have 1001 RAO now, Alice's hotkey with the lower uid.
		assert_eq!(sit_down(100), 0);
		assert_eq!(uid(ROOT, &hotkey(Alice)), None);
	});
}

#[test]
fn seat_of_a_hotkey_that_its_coldkey_already_owns_adds_no_second_owner() {
	let mut chain = Chain::local();
	chain.block(|| {
		assert_eq!(call(&coldkey(Alice), ProtocolCall::try_associate_hotkey { hotkey: account(1) }), Ok(()));
		sit_down(1);
		assert_eq!(OwnedHotkeys::<Runtime>::get(coldkey(Alice)), [account(1)]);
		assert_eq!(StakingHotkeys::<Runtime>::get(coldkey(Alice)), [account(1)]);
	});
}
