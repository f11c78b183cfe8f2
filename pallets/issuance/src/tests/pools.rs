use super::*;
use frame_support::assert_noop;

#[test]
fn new_pool_holds_tao_and_alpha_made_for_it() {
	with_books(|| {
		assert_ok!(Books::pay_into_subnet(SUBNET, &ALICE, tao(4_000)));
		assert_ok!(Books::open_pool(SUBNET, tao(4_000), alpha(16_000)));
		assert_eq!(books(SUBNET), [4_000, 16_000, 0, 0, 16_000, 0, 0, 4_000]);
		assert!(SubnetAlphaOut::<Test>::contains_key(SUBNET));
	});
}

#[test]
fn pool_cannot_be_opened_on_root() {
	with_books(|| {
		assert_noop!(Books::open_pool(NetUid::ROOT, tao(1), alpha(1)), Error::SubnetNotExists);
		assert_noop!(Books::inject(NetUid::ROOT, tao(1), alpha(1)), Error::SubnetNotExists);
	});
}

#[test]
fn injection_raises_both_sides_and_the_issuance_of_alpha() {
	with_pool(|| {
		assert_ok!(Books::pay_into_subnet(SUBNET, &ALICE, tao(30)));
		assert_ok!(Books::inject(SUBNET, tao(30), alpha(70)));
		assert_eq!(books(SUBNET), [4_030, 16_070, 1_000, 0, 17_070, 0, 0, 4_130]);
	});
}

#[test]
fn buy_moves_alpha_out_of_the_pool() {
	with_pool(|| {
		assert_ok!(Books::pay_into_subnet(SUBNET, &ALICE, tao(40)));
		assert_ok!(Books::book_buy(SUBNET, tao(40), alpha(158)));
		assert_eq!(books(SUBNET), [4_040, 15_842, 1_158, 0, 17_000, 0, 0, 4_140]);
	});
}

#[test]
fn buy_fails_when_the_pool_holds_less_alpha() {
	with_pool(|| {
		assert_noop!(Books::book_buy(SUBNET, tao(0), alpha(16_001)), Error::InsufficientLiquidity);
		assert_ok!(Books::book_buy(SUBNET, tao(0), alpha(16_000)));
	});
}

#[test]
fn sell_moves_alpha_into_the_pool() {
	with_pool(|| {
		assert_ok!(Books::book_sell(SUBNET, alpha(160), tao(39)));
		assert_ok!(Books::pay_from_subnet(SUBNET, &BOB, tao(39)));
		assert_eq!(books(SUBNET), [3_961, 16_160, 840, 0, 17_000, 0, 0, 4_061]);
	});
}

#[test]
fn sell_fails_when_there_is_less_alpha_outside_or_less_tao_in_the_pool() {
	with_pool(|| {
		assert_noop!(Books::book_sell(SUBNET, alpha(1_001), tao(1)), Error::InsufficientLiquidity);
		assert_noop!(Books::book_sell(SUBNET, alpha(1_000), tao(4_001)), Error::InsufficientLiquidity);
		assert_ok!(Books::book_sell(SUBNET, alpha(1_000), tao(4_000)));
	});
}

#[test]
fn sell_fails_when_all_pools_together_hold_less_tao() {
	unchecked(|| {
		SubnetTAO::<Test>::insert(SUBNET, tao(10));
		SubnetAlphaOut::<Test>::insert(SUBNET, alpha(10));
		assert_noop!(Books::book_sell(SUBNET, alpha(10), tao(10)), Error::InsufficientLiquidity);
	});
}

#[test]
fn sell_on_root_fails_when_less_tao_was_staked_than_stands_there_as_alpha() {
	unchecked(|| {
		SubnetAlphaOut::<Test>::insert(NetUid::ROOT, alpha(10));
		assert_noop!(Books::book_sell(NetUid::ROOT, alpha(10), tao(10)), Error::InsufficientBalance);
	});
}

#[test]
fn trade_on_root_leaves_no_alpha_in_a_pool() {
	with_pool(|| {
		assert_eq!(books(NetUid::ROOT), ROOTS);
		assert_ok!(Books::book_buy(NetUid::ROOT, tao(50), alpha(50)));
		assert_eq!(books(NetUid::ROOT), [150, 0, 150, 0, 0, 0, 0, 4_150]);
		assert_ok!(Books::book_sell(NetUid::ROOT, alpha(120), tao(120)));
		assert_eq!(books(NetUid::ROOT), [30, 0, 30, 0, 0, 0, 0, 4_030]);
		assert_noop!(Books::book_sell(NetUid::ROOT, alpha(31), tao(31)), Error::InsufficientLiquidity);
	});
}

#[test]
fn books_stay_as_they_are_when_a_sum_does_not_fit() {
	type Change = fn() -> sp_runtime::DispatchResult;
	let inject: Change = || Books::inject(SUBNET, tao(1), alpha(1));
	let buy: Change = || Books::book_buy(SUBNET, tao(1), alpha(1));
	let buy_on_root: Change = || Books::book_buy(NetUid::ROOT, tao(1), alpha(1));
	let sell: Change = || Books::book_sell(SUBNET, alpha(1), tao(1));
	for (full, change) in [
		(fill_subnet_tao as fn(), inject),
		(fill_total_stake, inject),
		(fill_alpha_in, inject),
		(fill_alpha_issuance, inject),
		(fill_subnet_tao, buy),
		(fill_total_stake, buy),
		(fill_alpha_out, buy),
		(fill_total_stake, buy_on_root),
		(fill_alpha_in, sell),
	] {
		unchecked(|| {
			for netuid in [NetUid::ROOT, SUBNET] {
				SubnetTAO::<Test>::insert(netuid, tao(10));
				SubnetAlphaOut::<Test>::insert(netuid, alpha(10));
			}
			SubnetAlphaIn::<Test>::insert(SUBNET, alpha(10));
			TotalStake::<Test>::put(tao(20));
			full();
			assert_noop!(change(), Error::Overflow);
		});
	}
}

fn fill_subnet_tao() {
	SubnetTAO::<Test>::insert(SUBNET, TaoBalance::MAX);
}

fn fill_total_stake() {
	TotalStake::<Test>::put(TaoBalance::MAX);
}

fn fill_alpha_in() {
	SubnetAlphaIn::<Test>::insert(SUBNET, AlphaBalance::MAX);
}

fn fill_alpha_out() {
	SubnetAlphaOut::<Test>::insert(SUBNET, AlphaBalance::MAX);
}

fn fill_alpha_issuance() {
	TotalAlphaIssuance::<Test>::insert(SUBNET, AlphaBalance::MAX);
}

#[test]
fn closed_pool_gives_up_its_tao_and_keeps_its_alpha() {
	with_pool(|| {
		assert_eq!(Books::close_pool(SUBNET), tao(4_000));
		assert_eq!(books(SUBNET), [0, 16_000, 1_000, 0, 17_000, 0, 0, 100]);
		// It still lies there, to be paid out.
		assert_eq!(free(&subnet_account()), 4_000);
		assert_eq!(Books::close_pool(SUBNET), tao(0));
		assert_eq!(issuance(), (ALL, ALL));
	});
}

#[test]
fn forgotten_pool_leaves_nothing_behind() {
	with_pool(|| {
		assert_ok!(Books::burn_alpha(SUBNET, alpha(5)));
		assert_ok!(Books::recycle_alpha(SUBNET, alpha(7)));
		SubnetProtocolAlpha::<Test>::insert(SUBNET, alpha(9));
		Books::forget_pool(SUBNET);
		assert_eq!(books(SUBNET), [0, 0, 0, 0, 0, 0, 0, 100]);
		for (name, left) in [
			("SubnetTAO", SubnetTAO::<Test>::contains_key(SUBNET)),
			("SubnetAlphaIn", SubnetAlphaIn::<Test>::contains_key(SUBNET)),
			("SubnetAlphaOut", SubnetAlphaOut::<Test>::contains_key(SUBNET)),
			("SubnetProtocolAlpha", SubnetProtocolAlpha::<Test>::contains_key(SUBNET)),
			("TotalAlphaIssuance", TotalAlphaIssuance::<Test>::contains_key(SUBNET)),
			("AlphaBurned", AlphaBurned::<Test>::contains_key(SUBNET)),
			("AlphaRecycled", AlphaRecycled::<Test>::contains_key(SUBNET)),
		] {
			assert!(!left, "{name}");
		}
		assert_eq!(books(NetUid::ROOT), [100, 0, 100, 0, 0, 0, 0, 100]);
	});
}

#[test]
fn pool_is_like_new_when_it_is_opened_again() {
	with_pool(|| {
		Books::close_pool(SUBNET);
		Books::forget_pool(SUBNET);
		assert_ok!(Books::open_pool(SUBNET, tao(3_000), alpha(6_000)));
		assert_eq!(books(SUBNET), [3_000, 6_000, 0, 0, 6_000, 0, 0, 3_100]);
	});
}
