//! The owner's cut, and who is the owner. Spec: economics 11.4, staking 10.7, 10.8, 14.

use crate::{
	chain::Chain,
	kit::{call, coldkey, events, hotkey, root, AdminCall, ProtocolCall},
	leases::{accumulated, payments, small_lease, stake_of, the_lease},
	scene::{rewarded, run_epoch, run_up_to_epoch, Pots, PARTS},
	words::{alpha, grant, scene, stake, SUBNET},
};
use pallet_protocol::{Emission, Event, Incentive, SubnetOwner, SubnetOwnerHotkey, SubnetworkN};
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie};
use taonet_runtime::{Runtime, Staking, TAO};

/// Blocks in which nobody takes a subnet over.
const YEAR: u32 = 2_629_800;

#[test]
fn owner_is_paid_what_was_set_aside_since_the_last_epoch() {
	let mut chain = rewarded();
	run_epoch(&mut chain, SUBNET);
	let before = chain.look(|| stake(Bob, Bob, SUBNET));
	run_epoch(&mut chain, SUBNET);
	// His share may be worth an alpha-rao less.
	chain.look(|| assert!((before + 10 * PARTS.owner).abs_diff(stake(Bob, Bob, SUBNET)) <= 1));
}

#[test]
fn owners_cut_is_free_unless_the_subnet_locks_it() {
	let mut chain = rewarded();
	run_epoch(&mut chain, SUBNET);
	chain.block(|| {
		assert_eq!(Staking::lock_of(&coldkey(Bob), SUBNET), None);
		let wish = AdminCall::sudo_set_owner_cut_auto_lock_enabled { netuid: SUBNET, enabled: true };
		assert_eq!(root(wish), Ok(()));
	});
	run_up_to_epoch(&mut chain, SUBNET);
	let cut = chain.look(|| Pots::of(SUBNET)).plus(PARTS).owner;
	chain.block(|| {
		let locked = Staking::lock_of(&coldkey(Bob), SUBNET).map(|lock| lock.locked_mass.get());
		assert_eq!(locked, Some(cut));
	});
}

#[test]
fn contributors_of_a_lease_have_their_part_of_the_owners_cut() {
	let mut chain = small_lease(None);
	chain.block(|| {
		let lease = the_lease();
		assert_eq!(call(&lease.coldkey, ProtocolCall::start_call { netuid: SUBNET }), Ok(()));
	});
	run_epoch(&mut chain, SUBNET);
	run_up_to_epoch(&mut chain, SUBNET);
	let (set_aside, cut, had) = chain.look(|| {
		let coldkey = the_lease().coldkey;
		(accumulated(), Pots::of(SUBNET).plus(PARTS).owner, stake_of(&coldkey))
	});
	chain.block(|| {
		assert_eq!(accumulated() - set_aside, cut * 30 / 100);
		// All of it is the lease's, until it is paid.
		assert!(stake_of(&the_lease().coldkey) >= had + cut && payments().is_empty());
	});
	let mut paid = vec![];
	for _ in 0..110 {
		paid = chain.block(payments);
		if !paid.is_empty() {
			break;
		}
	}
	// A fifth is Charlie's.
	let (charlies, bobs) = (paid[0].1, paid[1].1);
	assert_eq!((&paid[0].0, &paid[1].0), (&coldkey(Charlie), &coldkey(Bob)));
	assert!(charlies > TAO && (4 * charlies).abs_diff(bobs) < 10, "{paid:?}");
}

/// Alice has locked half of all alpha for Charlie's hotkey, a year ago.
fn believed() -> Chain {
	let mut chain = scene();
	chain.block(|| {
		grant(Bob, &coldkey(Alice), SUBNET, alpha(1_000));
		let lasting = ProtocolCall::set_perpetual_lock { netuid: SUBNET, enabled: true };
		assert_eq!(call(&coldkey(Alice), lasting), Ok(()));
		let locks = ProtocolCall::lock_stake { hotkey: hotkey(Charlie), netuid: SUBNET, amount: alpha(500) };
		assert_eq!(call(&coldkey(Alice), locks), Ok(()));
	});
	let height = chain.height();
	chain.skip_to(height + YEAR + 10);
	chain
}

#[test]
fn who_takes_a_subnet_over_gets_the_cut_of_that_very_epoch() {
	let mut chain = believed();
	let cut = chain.look(|| Pots::of(SUBNET)).plus(PARTS).owner;
	chain.block(|| {
		assert_eq!(SubnetOwner::<Runtime>::get(SUBNET), coldkey(Charlie));
		assert_eq!(SubnetOwnerHotkey::<Runtime>::get(SUBNET), hotkey(Charlie));
		let changed =
			Event::SubnetOwnerChanged { netuid: SUBNET, old_coldkey: coldkey(Bob), new_coldkey: coldkey(Charlie) };
		assert!(events().contains(&changed));
		assert!(stake(Charlie, Charlie, SUBNET) >= cut);
		assert_eq!(stake(Bob, Bob, SUBNET) / TAO, 0);
	});
}

#[test]
fn slot_of_who_takes_a_subnet_over_has_a_part_in_that_very_epoch() {
	let mut chain = believed();
	let neurons = chain.look(|| SubnetworkN::<Runtime>::get(SUBNET));
	chain.block(|| {
		assert_eq!(SubnetworkN::<Runtime>::get(SUBNET), neurons + 1);
		assert_eq!(Emission::<Runtime>::get(SUBNET).len(), usize::from(neurons) + 1);
		assert_eq!(Incentive::<Runtime>::get(crate::scene::index(SUBNET, 0)).len(), usize::from(neurons) + 1);
	});
	chain.run(25);
	chain.look(|| assert_eq!(SubnetOwner::<Runtime>::get(SUBNET), coldkey(Charlie)));
}
