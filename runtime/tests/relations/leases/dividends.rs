//! What contributors and beneficiary get of owners' cuts, and when.

use super::scene::{
	accumulated, crowd, crowded_lease, cut, leased, payments, small_lease, stake_of, the_lease, LEASE, SUBNET, TAO,
};
use crate::{
	kit::{account, coldkey, undone},
	words::alpha_rao,
};
use pallet_leasing::{Books, Payouts, SmallParts};
use pallet_protocol::{types::LockState, Lock, SubnetOwner};
use pallet_staking::ColdkeyTransits;
use sp_keyring::Sr25519Keyring::{Bob, Charlie, Eve};
use taonet_runtime::{Leasing, Runtime, System};
use taonet_types::{AlphaBalance, NetUid};

/// The example of staking 14.
#[test]
fn contributor_with_a_fifth_gets_a_fifth_rounded_up_and_the_beneficiary_the_rest() {
	let mut chain = small_lease(None);
	chain.skip_to(200);
	chain.block(|| {
		assert_eq!(cut(64_798_351_920), 19_439_505_576);
		assert_eq!((accumulated(), payments()), (0, vec![]));
		Leasing::continue_payouts(100);
		let (charlies, bobs) = (3_887_901_116, 15_551_604_460);
		assert_eq!(payments(), [(coldkey(Charlie), charlies), (coldkey(Bob), bobs)]);
		assert_eq!([Charlie, Bob].map(|key| stake_of(&coldkey(key))), [charlies, bobs]);
		assert_eq!(stake_of(&the_lease().coldkey), 64_798_351_920 - 19_439_505_576);
		assert_eq!((accumulated(), Payouts::<Runtime>::contains_key(LEASE)), (0, false));
	});
}

#[test]
fn epochs_are_paid_at_any_phase() {
	let mut chain = small_lease(None);
	chain.look(|| {
		for (tempo, phase) in (0..360).step_by(7).map(|phase| (360, phase)).chain((0..101).map(|phase| (101, phase))) {
			undone(|| {
				for epoch in 1..=3 {
					System::set_block_number(1_000 + phase + tempo * epoch);
					cut(TAO);
					Leasing::continue_payouts(100);
					assert_eq!(accumulated(), 0, "epoch {epoch} of tempo {tempo} at phase {phase}");
					assert_eq!(stake_of(&coldkey(Charlie)), 60_000_000 * u64::from(epoch));
				}
			});
		}
	});
}

#[test]
fn a_hundred_blocks_lie_between_two_payouts() {
	let mut chain = small_lease(None);
	let created = chain.height();
	chain.look(|| {
		for (block, paid) in [(99, 0), (100, 2), (130, 2), (199, 2), (200, 4), (260, 4), (301, 6), (400, 6), (401, 8)] {
			System::set_block_number(created + block);
			cut(TAO);
			Leasing::continue_payouts(100);
			assert_eq!(payments().len(), paid, "{block} blocks later");
		}
		// Nothing was forgotten: nine cuts.
		assert_eq!(stake_of(&coldkey(Charlie)) + stake_of(&coldkey(Bob)), 9 * 300_000_000);
	});
}

#[test]
fn nothing_is_set_aside_where_no_lease_is_running() {
	let mut chain = small_lease(Some(1_000));
	chain.look(|| {
		let cut_on = |netuid| Leasing::on_owner_cut(NetUid::new(netuid), alpha_rao(TAO)).get();
		assert_eq!([0, 1, 3].map(cut_on), [0; 3]);
		undone(|| {
			// As after a takeover by conviction.
			SubnetOwner::<Runtime>::insert(SUBNET, coldkey(Eve));
			assert_eq!((cut(TAO), accumulated()), (0, 0));
		});
		System::set_block_number(999);
		assert_eq!(undone(|| cut(TAO)), 300_000_000);
		System::set_block_number(1_000);
		assert_eq!((cut(TAO), accumulated()), (0, 0));
	});
}

/// A ten-thousandth each time: 300 000 alpha-rao at a price of 1, and 500 000 RAO is the least that is paid.
#[test]
fn small_part_is_kept_until_it_is_worth_the_least_stake_and_lost_to_nobody() {
	let small = account(1);
	let others = [(small.clone(), 3 * TAO / 20), (coldkey(Charlie), 300 * TAO)];
	let mut chain = leased(1_500 * TAO - 300 * TAO - 3 * TAO / 20, &others, 50, None);
	let kept = |of| SmallParts::<Runtime>::get(LEASE, of).map(AlphaBalance::get);
	let (charlies, bobs) = (600_000_000, 3_000_000_000 - 600_000_000 - 300_000);
	for (block, smalls, left) in [(200, None, Some(300_000)), (400, Some(600_000), None), (600, None, Some(300_000))] {
		chain.skip_to(block);
		chain.block(|| {
			assert_eq!(cut(6 * TAO), 3 * TAO);
			Leasing::continue_payouts(100);
			let mut paid = payments();
			paid.sort_by_key(|(_, amount)| *amount);
			let smalls = smalls.map(|amount| (small.clone(), amount));
			let others = [(coldkey(Charlie), charlies), (coldkey(Bob), bobs)];
			assert_eq!(paid, smalls.into_iter().chain(others).collect::<Vec<_>>());
			assert_eq!(kept(&small), left);
			assert_eq!(Books::<Runtime>::get(LEASE).unwrap().kept.get(), left.unwrap_or(0));
		});
	}
	chain.look(|| assert_eq!(stake_of(&small), 600_000));
}

#[test]
fn beneficiary_whose_rest_is_small_waits_too() {
	let mut chain = small_lease(None);
	chain.skip_to(200);
	chain.block(|| {
		// A million is set aside: 200 000 for Charlie, 800 000 for Bob.
		assert_eq!(cut(3_333_333), 1_000_000);
		Leasing::continue_payouts(100);
		assert_eq!(payments(), [(coldkey(Bob), 800_000)]);
	});
	chain.skip_to(400);
	chain.block(|| {
		assert_eq!(cut(1_666_666), 500_000);
		Leasing::continue_payouts(100);
		assert_eq!(payments(), []);
		let kept = |key| SmallParts::<Runtime>::get(LEASE, coldkey(key)).map(AlphaBalance::get);
		assert_eq!([Charlie, Bob].map(kept), [Some(300_000), Some(400_000)]);
	});
}

#[test]
fn all_of_a_cut_can_be_set_aside() {
	let mut chain = leased(1_200 * TAO, &[(coldkey(Charlie), 300 * TAO)], 100, None);
	for epoch in 1..=5 {
		chain.skip_to(200 * epoch);
		chain.block(|| {
			assert_eq!(cut(1_234_567_891), 1_234_567_891);
			Leasing::continue_payouts(100);
			assert_eq!(payments().len(), 2);
		});
	}
	chain.look(|| assert!(stake_of(&the_lease().coldkey) <= 1));
}

#[test]
fn five_hundred_are_paid_over_several_blocks_and_later_cuts_change_nothing() {
	let mut chain = crowded_lease();
	chain.skip_to(200);
	let mut paid = chain.block(|| {
		assert_eq!(cut(150 * TAO), 75 * TAO);
		for so_many in [0, 1, 101] {
			Leasing::continue_payouts(so_many);
		}
		assert_eq!(payments().len(), 102);
		payments()
	});
	let mut blocks = 1;
	while chain.look(|| Payouts::<Runtime>::contains_key(LEASE)) {
		paid.extend(chain.block(|| {
			cut(TAO);
			Leasing::continue_payouts(100);
			payments()
		}));
		blocks += 1;
	}
	assert!(blocks > 2);
	let everybody = crowd().into_iter().map(|contributor| (contributor, 100_000_000));
	let bobs = (coldkey(Bob), 75 * TAO - 49_900_000_000);
	assert_eq!(paid, everybody.chain([bobs]).collect::<Vec<_>>());
	chain.look(|| assert_eq!(accumulated(), TAO / 2 * (blocks - 1)));
}

#[test]
fn locked_stake_is_not_paid_out_and_what_is_due_is_kept() {
	let mut chain = small_lease(None);
	chain.skip_to(200);
	chain.look(|| {
		System::set_block_number(200);
		let lease = the_lease();
		assert_eq!(cut(10 * TAO), 3 * TAO);
		let lock = |locked: u64| {
			let lock = LockState { locked_mass: alpha_rao(locked), conviction: Default::default(), last_update: 200 };
			Lock::<Runtime>::insert((&lease.coldkey, SUBNET, &lease.hotkey), lock);
		};
		// Room for Charlie's 0.6 alpha, not for Bob's 2.4.
		undone(|| {
			lock(9 * TAO);
			Leasing::continue_payouts(100);
			assert_eq!(payments(), [(coldkey(Charlie), 600_000_000)]);
			assert_eq!(SmallParts::<Runtime>::get(LEASE, coldkey(Bob)), Some(alpha_rao(2_400_000_000)));
		});
		// All that was set aside is free if no more than the rest was locked.
		lock(7 * TAO);
		Leasing::continue_payouts(100);
		assert_eq!(payments().len(), 2);
	});
}

#[test]
fn who_gave_way_to_another_coldkey_is_paid_under_the_new_one() {
	let mut chain = small_lease(None);
	chain.look(|| {
		System::set_block_number(200);
		ColdkeyTransits::<Runtime>::insert(coldkey(Charlie), coldkey(Eve));
		cut(10 * TAO);
		Leasing::continue_payouts(100);
		assert_eq!(payments(), [(coldkey(Eve), 600_000_000), (coldkey(Bob), 2_400_000_000)]);
	});
}
