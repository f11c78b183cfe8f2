//! The figures of `SwapRuntimeApi`. Spec: economics 13.1, 14.6.

use super::mock::*;
use taonet_types::{NetUid, RAO_PER_TAO};

#[test]
fn price_is_told_in_rao_for_one_alpha_rounded_down() {
	with_pool(|| {
		assert_eq!(Swaps::rao_per_alpha(SUBNET), 250_000_000);
		assert_eq!(Swaps::rao_per_alpha(ROOT), 1_000_000_000);
		assert_eq!(Swaps::rao_per_alpha(NetUid::new(8)), 1_000_000_000);
		create_subnet(NetUid::new(9), 2 * RAO_PER_TAO, 3 * RAO_PER_TAO);
		assert_eq!(Swaps::rao_per_alpha(NetUid::new(9)), 666_666_666);
	});
}

#[test]
fn price_stops_at_the_largest_number_when_it_cannot_be_written() {
	on_chain(|| {
		create_subnet(SUBNET, 100 * RAO_PER_TAO, 1);
		assert_eq!(Swaps::rao_per_alpha(SUBNET), u64::MAX);
	});
}

#[test]
fn prices_of_all_subnets_are_told_by_netuid() {
	with_pool(|| {
		// Its keys come before those of the other.
		create_subnet(NetUid::new(256), RAO_PER_TAO, RAO_PER_TAO);
		let all: Vec<_> =
			Swaps::rao_per_alpha_of_all().into_iter().map(|(netuid, price)| (netuid.get(), price)).collect();
		assert_eq!(all, [(0, 1_000_000_000), (7, 250_000_000), (256, 1_000_000_000)]);
	});
}

#[test]
fn simulation_tells_amounts_fee_and_slippage() {
	with_pool(|| {
		let buy = Swaps::simulate_buy(SUBNET, tao(10 * RAO_PER_TAO)).unwrap();
		assert_eq!((buy.trade.paid_in, buy.trade.fee), (tao(9_994_964_523), tao(5_035_477)));
		assert_eq!((buy.trade.paid_out, buy.slippage), (alpha(39_584_215_264), alpha(415_784_736)));
		let sale = Swaps::simulate_sell(SUBNET, alpha(40 * RAO_PER_TAO)).unwrap();
		assert_eq!((sale.trade.paid_in, sale.trade.fee), (alpha(39_979_858_092), alpha(20_141_908)));
		assert_eq!((sale.trade.paid_out, sale.slippage), (tao(9_896_053_816), tao(103_946_184)));
	});
}

#[test]
fn simulation_fails_where_a_trade_would() {
	with_pool(|| {
		assert!(Swaps::simulate_buy(NetUid::new(8), tao(RAO_PER_TAO)).is_err());
		assert!(Swaps::simulate_sell(SUBNET, alpha(3)).is_err());
		assert!(Swaps::simulate_sell(NetUid::new(8), alpha(RAO_PER_TAO)).is_err());
	});
}
