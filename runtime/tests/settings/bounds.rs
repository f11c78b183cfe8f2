//! Bounds that are other values of the subnet. Spec: subnets 4.

use crate::{
	kit::{call, root, AdminCall},
	scene::{with_subnets, FAST},
	table::{Admin, Protocol},
};
use pallet_protocol::{LiquidAlphaOn, MaxAllowedUids, SubnetworkN};
use sp_runtime::{DispatchError, DispatchResult};
use taonet_runtime::Runtime;
use taonet_types::{MechId, NetUid, TaoBalance, RAO_PER_TAO};

fn refused(error: impl Into<DispatchError>) -> DispatchResult {
	Err(error.into())
}

fn set_max_allowed_uids(netuid: NetUid, max_allowed_uids: u16) -> DispatchResult {
	root(AdminCall::sudo_set_max_allowed_uids { netuid, max_allowed_uids })
}

#[test]
fn least_price_stays_below_the_largest_and_the_largest_above_the_least() {
	with_subnets(&FAST, |scene| {
		let netuid = scene.netuid;
		let out_of_bounds = refused(Admin::ValueNotInBounds);
		let set_min = |rao| root(AdminCall::sudo_set_min_burn { netuid, min_burn: TaoBalance::new(rao) });
		let set_max = |rao| root(AdminCall::sudo_set_max_burn { netuid, max_burn: TaoBalance::new(rao) });
		let fifth = RAO_PER_TAO / 5;
		assert_eq!(set_max(fifth), Ok(()));
		assert_eq!([set_min(fifth + 1), set_min(fifth)], [out_of_bounds; 2]);
		assert_eq!(set_min(fifth - 1), Ok(()));
		assert_eq!([set_max(fifth - 2), set_max(fifth - 1)], [out_of_bounds; 2]);
		assert_eq!([set_max(fifth + 1), set_min(fifth)], [Ok(()); 2]);
	});
}

#[test]
fn slots_are_not_fewer_than_neurons() {
	with_subnets(&FAST, |scene| {
		let netuid = scene.netuid;
		assert_eq!(SubnetworkN::<Runtime>::get(netuid), 3);
		assert_eq!(root(AdminCall::sudo_set_min_allowed_uids { netuid, min_allowed_uids: 1 }), Ok(()));
		assert_eq!(set_max_allowed_uids(netuid, 2), refused(Admin::MaxAllowedUIdsLessThanCurrentUIds));
		// Below both bounds the one of the setting is named.
		assert_eq!(set_max_allowed_uids(netuid, 0), refused(Admin::MaxAllowedUidsLessThanMinAllowedUids));
		assert_eq!(set_max_allowed_uids(netuid, 3), Ok(()));
		// As many validators as neurons, and not one more.
		let validators = |max_allowed_validators| {
			root(AdminCall::sudo_set_max_allowed_validators { netuid, max_allowed_validators })
		};
		assert_eq!(validators(3), Ok(()));
		assert_eq!(validators(4), refused(Admin::MaxValidatorsLargerThanMaxUIds));
		// The bound of the slots is below them.
		let least = |min_allowed_uids| root(AdminCall::sudo_set_min_allowed_uids { netuid, min_allowed_uids });
		assert_eq!(least(3), refused(Admin::MinAllowedUidsGreaterThanMaxAllowedUids));
		assert_eq!(least(2), Ok(()));
	});
}

#[test]
fn slots_of_all_mechanisms_are_256_at_most() {
	with_subnets(&FAST, |scene| {
		let netuid = scene.netuid;
		let set_count =
			|count| root(AdminCall::sudo_set_mechanism_count { netuid, mechanism_count: MechId::new(count) });
		assert_eq!(MaxAllowedUids::<Runtime>::get(netuid), 256);
		assert_eq!(set_count(2), refused(Protocol::TooManyUIDsPerMechanism));
		assert_eq!(set_max_allowed_uids(netuid, 129), Ok(()));
		assert_eq!(set_count(2), refused(Protocol::TooManyUIDsPerMechanism));
		assert_eq!(set_max_allowed_uids(netuid, 128), Ok(()));
		assert_eq!(set_count(2), Ok(()));
		assert_eq!(set_max_allowed_uids(netuid, 129), refused(Protocol::TooManyUIDsPerMechanism));
		// The bound for any subnet is named first.
		assert_eq!(set_max_allowed_uids(netuid, 257), refused(Admin::MaxAllowedUidsGreaterThanDefaultMaxAllowedUids));
	});
}

#[test]
fn alpha_values_are_refused_while_liquid_alpha_is_off() {
	with_subnets(&FAST, |scene| {
		let netuid = scene.netuid;
		assert!(!LiquidAlphaOn::<Runtime>::get(netuid));
		let asked = |alpha_low, alpha_high| AdminCall::sudo_set_alpha_values { netuid, alpha_low, alpha_high };
		// Whatever the values are.
		for (low, high) in [(20_000, 30_000), (0, 0), (30_000, 20_000)] {
			assert_eq!(root(asked(low, high)), refused(Protocol::LiquidAlphaDisabled));
			assert_eq!(call(&scene.owner, asked(low, high)), refused(Protocol::LiquidAlphaDisabled));
		}
	});
}

#[test]
fn least_take_of_child_keys_lies_between_the_chains_bounds() {
	with_subnets(&FAST, |scene| {
		let netuid = scene.netuid;
		pallet_protocol::MinChildkeyTake::<Runtime>::put(100);
		pallet_protocol::MaxChildkeyTake::<Runtime>::put(200);
		let set = |take| root(AdminCall::sudo_set_min_childkey_take_per_subnet { netuid, take });
		assert_eq!([100, 200].map(set), [Ok(()); 2]);
		assert_eq!([0, 99, 201].map(set), [refused(Admin::InvalidValue); 3]);
	});
}
