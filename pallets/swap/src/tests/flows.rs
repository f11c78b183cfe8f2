//! Spec: economics 6.2.

use super::mock::*;
use pallet_protocol::{SubnetProtocolFlow, SubnetTaoFlow};
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
		Swaps::record_protocol_inflow(ROOT, tao(5));
		Swaps::record_protocol_outflow(ROOT, tao(12));
		assert!(!SubnetTaoFlow::<Test>::contains_key(ROOT) && !SubnetProtocolFlow::<Test>::contains_key(ROOT));
	});
}

#[test]
fn flows_of_users_and_protocol_are_counted_apart_and_taken_once() {
	on_chain(|| {
		Swaps::record_inflow(SUBNET, tao(5));
		Swaps::record_protocol_inflow(SUBNET, tao(3));
		Swaps::record_protocol_outflow(SUBNET, tao(10));
		assert_eq!((Swaps::take_flow(SUBNET), Swaps::take_protocol_flow(SUBNET)), (5, -7));
		assert_eq!((Swaps::take_flow(SUBNET), Swaps::take_protocol_flow(SUBNET)), (0, 0));
	});
}

#[test]
fn flow_is_not_stored_when_as_much_left_as_came() {
	on_chain(|| {
		Swaps::record_inflow(SUBNET, tao(5));
		Swaps::record_protocol_inflow(SUBNET, tao(5));
		Swaps::record_outflow(SUBNET, tao(5));
		Swaps::record_protocol_outflow(SUBNET, tao(5));
		assert!(!SubnetTaoFlow::<Test>::contains_key(SUBNET) && !SubnetProtocolFlow::<Test>::contains_key(SUBNET));
	});
}
