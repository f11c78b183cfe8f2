//! Staking 6.3 (PENDING), 8.1: the stake that is needed to lend.

use super::{lend, of, scene, set_threshold};
use crate::{
	chain::Chain,
	kit::{call, coldkey, error, hotkey, ProtocolCall},
	words::{add_stake, alpha_rao, grant, rao, refused, remove_stake, tao, Pool, OTHER, SUBNET},
};
use pallet_protocol::{Error, PendingChildKeys};
use pallet_staking::PendingParents;
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Dave, Eve};
use taonet_runtime::{Runtime, Staking, TAO};
use taonet_types::NetUid;

/// RAO.
const THRESHOLD: u64 = 10 * TAO;

/// Dave's hotkey has 20 alpha on Bob's subnet, at a quarter of a TAO each, and 12 on Charlie's, at half: 11 TAO.
fn rich() -> Chain {
	let mut chain = scene();
	chain.block(|| {
		set_threshold(THRESHOLD);
		grant(Dave, &coldkey(Dave), SUBNET, alpha_rao(20 * TAO));
		grant(Dave, &coldkey(Dave), OTHER, alpha_rao(12 * TAO));
	});
	chain
}

fn is_waiting(netuid: NetUid) -> bool {
	PendingChildKeys::<Runtime>::contains_key(netuid, hotkey(Dave))
}

#[test]
fn stake_on_all_subnets_counts_by_its_worth() {
	rich().block(|| {
		let on = |netuid| Staking::total_stake_of(&hotkey(Dave), netuid).get();
		let worth = Pool::of(SUBNET).worth(on(SUBNET)) + Pool::of(OTHER).worth(on(OTHER));
		set_threshold(worth + 1);
		assert_eq!(refused(|| lend(Dave, SUBNET, &[(1, Eve)])), error(Error::NotEnoughStakeToSetChildkeys));
		set_threshold(worth);
		assert_eq!(lend(Dave, SUBNET, &[(1, Eve)]), Ok(()));
		set_threshold(THRESHOLD);
	});
}

#[test]
fn stake_on_root_counts_as_tao() {
	scene().block(|| {
		assert_eq!(add_stake(Alice, Dave, NetUid::ROOT, tao(3)), Ok(()));
		set_threshold(3 * TAO + 1);
		assert_eq!(refused(|| lend(Dave, SUBNET, &[(1, Eve)])), error(Error::NotEnoughStakeToSetChildkeys));
		set_threshold(3 * TAO);
		assert_eq!(lend(Dave, SUBNET, &[(1, Eve)]), Ok(()));
	});
}

#[test]
fn no_stake_is_needed_to_revoke_or_as_the_owner_of_the_subnet() {
	scene().block(|| {
		set_threshold(u64::MAX);
		assert_eq!(lend(Dave, SUBNET, &[]), Ok(()));
		assert_eq!(lend(Bob, SUBNET, &[(1, Eve)]), Ok(()));
		// The owner of another subnet is nobody here.
		assert_eq!(refused(|| lend(Charlie, SUBNET, &[(1, Eve)])), error(Error::NotEnoughStakeToSetChildkeys));
	});
}

#[test]
fn choices_are_dropped_on_all_subnets_when_too_much_is_unstaked() {
	rich().block(|| {
		assert_eq!(lend(Dave, SUBNET, &[(1, Eve)]), Ok(()));
		assert_eq!(lend(Dave, OTHER, &[(1, Eve), (2, Alice)]), Ok(()));
		assert_eq!(remove_stake(Dave, Dave, SUBNET, alpha_rao(TAO)), Ok(()));
		assert!(is_waiting(SUBNET) && is_waiting(OTHER), "enough is left");
		assert_eq!(remove_stake(Dave, Dave, SUBNET, alpha_rao(18 * TAO)), Ok(()));
		assert!(!is_waiting(SUBNET) && !is_waiting(OTHER));
		assert_eq!(PendingParents::<Runtime>::iter().count(), 0);
	});
}

#[test]
fn choices_are_dropped_by_a_limited_unstaking_too() {
	rich().block(|| {
		let rest = [
			ProtocolCall::remove_stake_limit {
				hotkey: hotkey(Dave),
				netuid: SUBNET,
				amount_unstaked: alpha_rao(19 * TAO),
				limit_price: rao(1),
				allow_partial: false,
			},
			ProtocolCall::remove_stake_full_limit { hotkey: hotkey(Dave), netuid: SUBNET, limit_price: None },
		];
		assert_eq!(lend(Dave, SUBNET, &[(1, Eve)]), Ok(()));
		for asked in rest {
			crate::kit::undone(|| {
				assert_eq!(call(&coldkey(Dave), asked), Ok(()));
				assert!(!is_waiting(SUBNET));
			});
		}
		assert!(is_waiting(SUBNET));
	});
}

#[test]
fn choices_stay_when_no_stake_is_needed() {
	rich().block(|| {
		assert_eq!(lend(Dave, SUBNET, &[(1, Eve)]), Ok(()));
		set_threshold(0);
		assert_eq!(remove_stake(Dave, Dave, SUBNET, alpha_rao(20 * TAO)), Ok(()));
		assert!(is_waiting(SUBNET));
		assert_eq!(PendingChildKeys::<Runtime>::get(SUBNET, hotkey(Dave)).0, of(&[(1, Eve)]));
	});
}
