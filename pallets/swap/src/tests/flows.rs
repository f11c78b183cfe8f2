//! Spec: economics 6.2.

use super::mock::*;
use pallet_protocol::SubnetTaoFlow;
use taonet_types::TaoBalance;

#[test]
fn flow_is_what_users_brought_less_what_they_took() {
	on_chain(|| {
		Swaps::record_inflow(SUBNET, tao(5));
		Swaps::record_outflow(SUBNET, tao(12));
		assert_eq!(SubnetTaoFlow::<Test>::get(SUBNET), -7);
	});
}

#[test]
fn flow_stops_at_the_limits_of_its_type() {
	on_chain(|| {
		Swaps::record_inflow(SUBNET, tao(1));
		Swaps::record_inflow(SUBNET, TaoBalance::MAX);
		assert_eq!(SubnetTaoFlow::<Test>::get(SUBNET), i64::MAX);
		(0..3).for_each(|_| Swaps::record_outflow(SUBNET, TaoBalance::MAX));
		assert_eq!(SubnetTaoFlow::<Test>::get(SUBNET), i64::MIN);
	});
}

#[test]
fn root_has_no_flow() {
	on_chain(|| {
		Swaps::record_inflow(ROOT, tao(5));
		Swaps::record_outflow(ROOT, tao(12));
		assert!(!SubnetTaoFlow::<Test>::contains_key(ROOT));
	});
}
