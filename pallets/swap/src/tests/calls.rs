use super::mock::*;
use crate::{Call, Error, Event, FeeRate, PositionId, SwapBalancer, TickIndex};
use codec::Encode;
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{traits::BadOrigin, DispatchResult};
use taonet_types::NetUid;

#[test]
fn fee_rate_is_set_by_root_and_told() {
	with_pool(|| {
		assert_eq!(FeeRate::<Test>::get(SUBNET), 33);
		assert_ok!(Swaps::set_fee_rate(RuntimeOrigin::root(), SUBNET, 10_000));
		assert_eq!(Swaps::fee_rate(SUBNET).parts(), 10_000);
		System::assert_last_event(Event::FeeRateSet { netuid: SUBNET, rate: 10_000 }.into());
	});
}

#[test]
fn fee_rate_is_refused_when_it_is_too_high_or_not_roots_or_of_no_subnet() {
	with_pool(|| {
		let set = |origin, netuid, rate| Swaps::set_fee_rate(origin, netuid, rate);
		let missing = NetUid::new(8);
		// In this order.
		assert_noop!(set(RuntimeOrigin::signed(ALICE), missing, 10_001), BadOrigin);
		assert_noop!(set(RuntimeOrigin::root(), missing, 10_001), Error::<Test>::MechanismDoesNotExist);
		assert_noop!(set(RuntimeOrigin::root(), SUBNET, 10_001), Error::<Test>::FeeRateTooHigh);
	});
}

#[test]
fn calls_about_liquidity_of_users_are_deprecated() {
	with_pool(|| {
		let calls: [fn(RuntimeOrigin) -> DispatchResult; 5] = [
			|origin| Swaps::add_liquidity(origin, ALICE, SUBNET, TickIndex(-5), TickIndex(5), 1_000),
			|origin| Swaps::remove_liquidity(origin, ALICE, SUBNET, PositionId(1)),
			|origin| Swaps::modify_position(origin, ALICE, SUBNET, PositionId(1), -5),
			|origin| Swaps::toggle_user_liquidity(origin, SUBNET, true),
			|origin| Swaps::disable_lp(origin),
		];
		for call in calls {
			assert_noop!(call(RuntimeOrigin::none()), BadOrigin);
			assert_noop!(call(RuntimeOrigin::signed(ALICE)), Error::<Test>::Deprecated);
			assert_noop!(call(RuntimeOrigin::root()), Error::<Test>::Deprecated);
		}
	});
}

/// Spec: the wire's `Swap` (28).
#[test]
fn calls_storage_and_constants_have_the_bytes_of_the_wire() {
	let (tick_low, tick_high, position_id) = (TickIndex(-1), TickIndex(2), PositionId(3));
	let call = Call::<Test>::add_liquidity { hotkey: ALICE, netuid: SUBNET, tick_low, tick_high, liquidity: 4 };
	let account = [1u8; 32];
	assert_eq!(call.encode(), (1u8, account, 7u16, -1i32, 2i32, 4u64).encode());
	let call = Call::<Test>::modify_position { hotkey: ALICE, netuid: SUBNET, position_id, liquidity_delta: -5 };
	assert_eq!(call.encode(), (3u8, account, 7u16, 3u128, -5i64).encode());
	assert_eq!(Call::<Test>::disable_lp {}.encode(), [5]);

	on_chain(|| {
		assert_eq!(FeeRate::<Test>::get(SUBNET).encode(), [0x21, 0]);
		let half = [0x00, 0x00, 0xb2, 0xd3, 0x59, 0x5b, 0xf0, 0x06];
		assert_eq!(SwapBalancer::<Test>::get(SUBNET).encode(), half);
		let constants: Vec<_> = Swaps::pallet_constants_metadata().into_iter().map(|c| (c.name, c.value)).collect();
		assert_eq!(
			constants,
			[
				("ProtocolId", b"ten/swap".to_vec()),
				("MaxFeeRate", vec![0x10, 0x27]),
				("MinimumLiquidity", 1_000u64.encode()),
				("MinimumReserve", 1_000_000u64.encode()),
			]
		);
	});
}
