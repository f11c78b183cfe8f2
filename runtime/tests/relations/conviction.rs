//! Staking 10.7, 10.8: locks and the owner of a subnet, and who becomes one by conviction. That an epoch asks for it itself is
//! in `block_step`.

use crate::{
	chain::Chain,
	kit::{account, at, call, coldkey, hotkey, root, undone, AdminCall, ProtocolCall},
	locks::{lock, parts, set_perpetual},
	rest::scene,
	words::{alpha, alpha_rao, grant, told, NOWHERE, SUBNET},
};
use pallet_protocol::{
	DecayingHotkeyLock, DecayingOwnerLock, Event, HotkeyLock, Lock, MaxAllowedUids, NetworkRegisteredAt, OwnerLock,
	SubnetAlphaOut, SubnetOwner, SubnetOwnerHotkey, SubnetworkN, Uids,
};
use pallet_staking::{FormerOwnerHotkeys, LocksOfSubnet, OwnershipCheck, OwnershipChecks};
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Dave};
use taonet_runtime::{AccountId, AlphaAssets, BlockNumber, Runtime, Staking, Subnets, System, TAO};
use taonet_types::{fixed::U64F64, AlphaBalance, NetUid};

/// Blocks in which a subnet is safe.
const YEAR: u32 = 2_629_800;

/// Alice has 1000 alpha on Bob's subnet, all that is anybody's there, and has locked so many of them perpetually for
/// Charlie's hotkey.
fn with_belief(amount: u64) -> Chain {
	let mut chain = scene();
	chain.block(|| {
		grant(Bob, &coldkey(Alice), SUBNET, alpha(1_000));
		assert_eq!(set_perpetual(Alice, SUBNET, true), Ok(()));
		assert_eq!(lock(Alice, Charlie, SUBNET, alpha(amount)), Ok(()));
	});
	chain
}

/// The same, old enough.
fn grown(amount: u64) -> Chain {
	let mut chain = with_belief(amount);
	let height = chain.height();
	chain.skip_to(height + YEAR + 10);
	chain
}

fn owner() -> (AccountId, AccountId) {
	(SubnetOwner::<Runtime>::get(SUBNET), SubnetOwnerHotkey::<Runtime>::get(SUBNET))
}

fn is_bobs() -> bool {
	owner() == (coldkey(Bob), hotkey(Bob))
}

fn is_charlies() -> bool {
	owner() == (coldkey(Charlie), hotkey(Charlie))
}

fn check() {
	Staking::check_ownership(SUBNET);
}

#[test]
fn most_convicted_hotkey_takes_its_owner_to_the_subnet() {
	let mut chain = grown(200);
	chain.block(|| {
		assert!(is_bobs());
		let events = told(check);
		let uid = Uids::<Runtime>::get(SUBNET, hotkey(Charlie)).expect("it has got a slot");
		let changed =
			Event::SubnetOwnerChanged { netuid: SUBNET, old_coldkey: coldkey(Bob), new_coldkey: coldkey(Charlie) };
		assert_eq!(events, [Event::NeuronRegistered(SUBNET, uid, hotkey(Charlie)), changed]);
		assert!(is_charlies());
		assert_eq!(OwnerLock::<Runtime>::get(SUBNET).map(parts), Some((200 * TAO, 200 * TAO)));
		assert_eq!(HotkeyLock::<Runtime>::get(SUBNET, hotkey(Charlie)), None);
		assert_eq!(LocksOfSubnet::<Runtime>::iter_keys().next(), None);
		assert_eq!(OwnershipChecks::<Runtime>::iter_keys().next(), None);
		// It is his: nothing more happens.
		assert_eq!(told(check), []);
	});
}

#[test]
fn subnet_stays_whose_it_is_for_a_year() {
	let mut chain = with_belief(500);
	chain.block(|| {
		let registered = BlockNumber::try_from(NetworkRegisteredAt::<Runtime>::get(SUBNET)).unwrap();
		let after = |blocks: BlockNumber| {
			at(registered + blocks, || {
				check();
				is_charlies()
			})
		};
		assert_eq!((after(YEAR - 1), after(YEAR)), (false, true));
	});
}

/// Ten times all conviction is compared with the alpha outside the pool.
#[test]
fn subnet_stays_whose_it_is_without_a_tenth_of_its_alpha_in_conviction() {
	let mut chain = grown(200);
	chain.block(|| {
		let conviction = Staking::conviction_of(&hotkey(Charlie), SUBNET).to_num::<u64>();
		let with = |alpha_out: u64| {
			undone(|| {
				SubnetAlphaOut::<Runtime>::insert(SUBNET, alpha_rao(alpha_out));
				check();
				is_charlies()
			})
		};
		assert_eq!((with(10 * conviction), with(10 * conviction + 11)), (true, false));
		assert!(!with(0));
		// That of others counts too, be it for the owner.
		assert!(undone(|| {
			SubnetAlphaOut::<Runtime>::insert(SUBNET, alpha_rao(10 * conviction + 11));
			grant(Bob, &coldkey(Dave), SUBNET, alpha(1));
			assert_eq!(lock(Dave, Bob, SUBNET, alpha(1)), Ok(()));
			SubnetAlphaOut::<Runtime>::insert(SUBNET, alpha_rao(10 * conviction + 11));
			check();
			is_charlies()
		}));
	});
}

#[test]
fn owner_keeps_the_subnet_who_has_more_conviction() {
	let mut chain = grown(200);
	chain.block(|| {
		grant(Bob, &coldkey(Dave), SUBNET, alpha(300));
		undone(|| {
			assert_eq!(lock(Dave, Bob, SUBNET, alpha(300)), Ok(()));
			check();
			assert!(is_bobs());
		});
		// A fraction of an alpha-rao less.
		let conviction = Staking::conviction_of(&hotkey(Charlie), SUBNET).to_num::<u64>();
		assert_eq!(lock(Dave, Bob, SUBNET, alpha_rao(conviction)), Ok(()));
		check();
		assert!(is_charlies());
	});
}

#[test]
fn both_kinds_of_locks_make_a_king() {
	let mut chain = scene();
	chain.block(|| {
		for (key, amount) in [(Alice, 300), (Dave, 350)] {
			grant(Bob, &coldkey(key), SUBNET, alpha(amount));
		}
		assert_eq!(set_perpetual(Alice, SUBNET, true), Ok(()));
		assert_eq!(lock(Alice, Charlie, SUBNET, alpha(300)), Ok(()));
		assert_eq!(lock(Dave, Charlie, SUBNET, alpha(350)), Ok(()));
	});
	let height = chain.height();
	chain.skip_to(height + YEAR + 10);
	chain.block(|| {
		let kings = [coldkey(Alice), coldkey(Dave)].map(|key| Staking::lock_of(&key, SUBNET).unwrap().conviction);
		let [of_alice, of_dave] = kings.map(|conviction| conviction.to_num::<u64>());
		let both = Staking::conviction_of(&hotkey(Charlie), SUBNET).to_num::<u64>();
		assert!(both.abs_diff(of_alice + of_dave) <= 2);
		check();
		assert!(is_charlies());
		assert!(OwnerLock::<Runtime>::contains_key(SUBNET) && DecayingOwnerLock::<Runtime>::contains_key(SUBNET));
	});
}

/// A hotkey that nobody owns, that of the same owner, or one for which there is no room.
#[test]
fn subnet_stays_whose_it_is_where_the_king_cannot_have_it() {
	let mut chain = grown(200);
	chain.block(|| {
		let stays = |change: &dyn Fn()| {
			undone(|| {
				change();
				let events = told(check);
				assert_eq!(events, []);
				is_bobs()
			})
		};
		assert!(stays(&|| pallet_protocol::Owner::<Runtime>::remove(hotkey(Charlie))));
		assert!(stays(&|| pallet_protocol::Owner::<Runtime>::insert(hotkey(Charlie), coldkey(Bob))));
		// The owner's neuron alone is there, and it is never replaced.
		assert!(stays(&|| MaxAllowedUids::<Runtime>::insert(SUBNET, SubnetworkN::<Runtime>::get(SUBNET))));
		check();
		assert!(is_charlies());
	});
}

#[test]
fn root_and_subnets_that_are_not_there_are_nobodys() {
	let mut chain = grown(200);
	chain.block(|| {
		for netuid in [NetUid::ROOT, NOWHERE] {
			assert_eq!(
				told(|| {
					Staking::check_ownership(netuid);
				}),
				[]
			);
			assert_eq!(Staking::most_convicted(netuid), None);
		}
	});
}

/// 260 hotkeys, of which an epoch looks at 100.
#[test]
fn king_among_many_is_found_step_by_step() {
	let mut chain = scene();
	chain.block(|| {
		for number in 0..260 {
			let (coldkey, hotkey) = (account(number), account(1_000 + number));
			assert_eq!(call(&coldkey, ProtocolCall::try_associate_hotkey { hotkey: hotkey.clone() }), Ok(()));
			assert_eq!(AlphaAssets::emit_alpha(SUBNET, alpha(10)), Ok(()));
			assert_eq!(Staking::increase(&hotkey, &coldkey, SUBNET, alpha(10)), Ok(()));
			let enabled = number % 2 == 0;
			assert_eq!(call(&coldkey, ProtocolCall::set_perpetual_lock { netuid: SUBNET, enabled }), Ok(()));
			let amount = alpha_rao(5 * TAO + u64::from(number));
			assert_eq!(call(&coldkey, ProtocolCall::lock_stake { hotkey, netuid: SUBNET, amount }), Ok(()));
		}
	});
	let height = chain.height();
	chain.skip_to(height + YEAR + 10);
	let king = chain.block(|| {
		let king = Staking::most_convicted(SUBNET).unwrap();
		assert_eq!(king, account(1_258));
		check();
		assert!(is_bobs() && OwnershipChecks::<Runtime>::contains_key(SUBNET));
		// Another epoch does not begin anew.
		let underway = OwnershipChecks::<Runtime>::get(SUBNET);
		check();
		assert_eq!(OwnershipChecks::<Runtime>::get(SUBNET), underway);
		king
	});
	// So many sums a block.
	let mut blocks = 0;
	while chain.look(is_bobs) {
		chain.run(1);
		blocks += 1;
	}
	assert!((3..10).contains(&blocks), "{blocks}");
	chain.look(|| {
		assert_eq!(owner(), (account(258), king));
		assert_eq!(OwnershipChecks::<Runtime>::iter_keys().next(), None);
	});
}

/// The search remembers who was ahead, but not what he has lost since.
#[test]
fn king_who_has_lost_his_locks_meanwhile_gets_nothing() {
	let mut chain = grown(200);
	chain.block(|| {
		let best = Some((U64F64::from_num(1_000 * TAO), hotkey(Dave)));
		let check = OwnershipCheck { block: System::block_number().into(), is_among_decaying: true, from: None, best };
		let claim = ProtocolCall::try_associate_hotkey { hotkey: hotkey(Dave) };
		assert_eq!(call(&coldkey(Dave), claim), Ok(()));
		assert_eq!(lock(Alice, Charlie, SUBNET, alpha(1)), Ok(()));
		grant(Bob, &coldkey(Bob), SUBNET, alpha(10));
		assert_eq!(lock(Bob, Bob, SUBNET, alpha(10)), Ok(()));
		OwnershipChecks::<Runtime>::insert(SUBNET, check);
		Staking::continue_ownership_checks(10);
		assert!(is_bobs() && !OwnershipChecks::<Runtime>::contains_key(SUBNET));
	});
}

/// What was locked for the old hotkey is conviction up to then, and changes as that of any other from then on; what was
/// locked for the new one becomes conviction.
#[test]
fn sums_follow_when_the_owner_names_another_hotkey() {
	let mut chain = scene();
	chain.block(|| {
		grant(Bob, &coldkey(Alice), SUBNET, alpha(1_000));
		grant(Bob, &coldkey(Dave), SUBNET, alpha(100));
		assert_eq!(lock(Alice, Bob, SUBNET, alpha(1_000)), Ok(()));
		assert_eq!(lock(Dave, Charlie, SUBNET, alpha(100)), Ok(()));
	});
	let height = chain.height();
	chain.skip_to(height + 216_000 - 1);
	chain.block(|| {
		Subnets::change_owner_hotkey(SUBNET, &hotkey(Charlie));
		let left = 793_700_450_168;
		assert_eq!(DecayingHotkeyLock::<Runtime>::get(SUBNET, hotkey(Bob)).map(parts), Some((left, left)));
		assert_eq!(FormerOwnerHotkeys::<Runtime>::get(SUBNET, hotkey(Bob)), Some(System::block_number().into()));
		let (mass, conviction) = DecayingOwnerLock::<Runtime>::get(SUBNET).map(parts).unwrap();
		assert_eq!((mass, conviction), (79_370_045_016, 79_370_045_016));
		assert_eq!(LocksOfSubnet::<Runtime>::get(SUBNET, true).map(parts), Some((left, left)));
		assert_eq!(Staking::lock_of(&coldkey(Alice), SUBNET).map(parts), Some((left, left)));
	});
	let height = chain.height();
	chain.skip_to(height + 216_000);
	chain.block(|| {
		let (_, conviction) = Staking::lock_of(&coldkey(Alice), SUBNET).map(parts).unwrap();
		let sum = Staking::conviction_of(&hotkey(Bob), SUBNET).to_num::<u64>();
		assert!(sum.abs_diff(conviction) <= 2 && conviction < 793_700_450_168, "{sum} {conviction}");
		// Back again.
		Subnets::change_owner_hotkey(SUBNET, &hotkey(Bob));
		assert!(!FormerOwnerHotkeys::<Runtime>::contains_key(SUBNET, hotkey(Bob)));
		let (mass, conviction) = DecayingOwnerLock::<Runtime>::get(SUBNET).map(parts).unwrap();
		assert_eq!(mass, conviction);
	});
}

#[test]
fn owner_cut_is_locked_where_the_subnet_wants_it() {
	let mut chain = scene();
	chain.block(|| {
		grant(Bob, &coldkey(Bob), SUBNET, alpha(10));
		Staking::lock_owner_cut(SUBNET, alpha(10));
		assert_eq!(Staking::lock_of(&coldkey(Bob), SUBNET), None);

		assert_eq!(root(AdminCall::sudo_set_admin_freeze_window { window: 0 }), Ok(()));
		let wish = AdminCall::sudo_set_owner_cut_auto_lock_enabled { netuid: SUBNET, enabled: true };
		assert_eq!(root(wish), Ok(()));
		Staking::lock_owner_cut(SUBNET, alpha(4));
		assert!(Lock::<Runtime>::contains_key((coldkey(Bob), SUBNET, hotkey(Bob))));
		// For the hotkey for which he has locked before.
		let moving = ProtocolCall::move_lock { destination_hotkey: hotkey(Charlie), netuid: SUBNET };
		assert_eq!(call(&coldkey(Bob), moving), Ok(()));
		Staking::lock_owner_cut(SUBNET, alpha(6));
		assert_eq!(Staking::lock_of(&coldkey(Bob), SUBNET).map(|lock| lock.locked_mass), Some(alpha(10)));
		// More than he has, and nothing: neither is an error.
		assert_eq!(told(|| Staking::lock_owner_cut(SUBNET, alpha(1))), []);
		assert_eq!(told(|| Staking::lock_owner_cut(SUBNET, AlphaBalance::ZERO)), []);
	});
}
