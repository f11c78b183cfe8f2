use super::*;
use frame_support::assert_noop;

#[test]
fn emitted_alpha_lies_outside_and_is_issued() {
	with_pool(|| {
		assert_ok!(Books::emit_alpha(SUBNET, alpha(500)));
		assert_eq!(books(SUBNET), [4_000, 16_000, 1_500, 0, 17_500, 0, 0, 4_100]);
	});
}

#[test]
fn alpha_cannot_be_emitted_on_root() {
	with_books(|| {
		assert_noop!(Books::emit_alpha(NetUid::ROOT, alpha(1)), Error::SubnetNotExists);
	});
}

#[test]
fn emission_fails_when_a_sum_does_not_fit() {
	unchecked(|| {
		SubnetAlphaOut::<Test>::insert(SUBNET, AlphaBalance::MAX);
		assert_noop!(Books::emit_alpha(SUBNET, alpha(1)), Error::Overflow);
		SubnetAlphaOut::<Test>::remove(SUBNET);
		TotalAlphaIssuance::<Test>::insert(SUBNET, AlphaBalance::MAX);
		assert_noop!(Books::emit_alpha(SUBNET, alpha(1)), Error::Overflow);
	});
}

#[test]
fn recycled_alpha_leaves_the_issuance() {
	with_pool(|| {
		assert_ok!(Books::recycle_alpha(SUBNET, alpha(300)));
		assert_ok!(Books::recycle_alpha(SUBNET, alpha(100)));
		assert_eq!(books(SUBNET), [4_000, 16_000, 600, 0, 16_600, 0, 400, 4_100]);
	});
}

#[test]
fn alpha_cannot_be_recycled_when_there_is_less_outside() {
	with_pool(|| {
		assert_noop!(Books::recycle_alpha(SUBNET, alpha(1_001)), Error::InsufficientLiquidity);
		assert_ok!(Books::recycle_alpha(SUBNET, alpha(1_000)));
	});
}

#[test]
fn recycling_fails_when_less_is_issued_than_lies_outside_or_a_sum_does_not_fit() {
	unchecked(|| {
		SubnetAlphaOut::<Test>::insert(SUBNET, alpha(10));
		assert_noop!(Books::recycle_alpha(SUBNET, alpha(1)), Error::InsufficientLiquidity);
		TotalAlphaIssuance::<Test>::insert(SUBNET, alpha(10));
		AlphaRecycled::<Test>::insert(SUBNET, AlphaBalance::MAX);
		assert_noop!(Books::recycle_alpha(SUBNET, alpha(1)), Error::Overflow);
	});
}

#[test]
fn burned_alpha_stays_issued() {
	with_pool(|| {
		assert_ok!(Books::burn_alpha(SUBNET, alpha(300)));
		assert_ok!(Books::burn_alpha(SUBNET, alpha(100)));
		assert_eq!(books(SUBNET), [4_000, 16_000, 1_000, 0, 17_000, 400, 0, 4_100]);
	});
}

#[test]
fn alpha_cannot_be_burned_when_there_is_less_outside_that_was_not_burned_yet() {
	with_pool(|| {
		assert_noop!(Books::burn_alpha(SUBNET, alpha(1_001)), Error::InsufficientLiquidity);
		assert_ok!(Books::burn_alpha(SUBNET, alpha(600)));
		assert_noop!(Books::burn_alpha(SUBNET, alpha(401)), Error::InsufficientLiquidity);
		assert_ok!(Books::burn_alpha(SUBNET, alpha(400)));
	});
}

#[test]
fn burning_fails_when_the_sum_does_not_fit() {
	unchecked(|| {
		AlphaBurned::<Test>::insert(SUBNET, AlphaBalance::MAX);
		assert_noop!(Books::burn_alpha(SUBNET, alpha(1)), Error::Overflow);
	});
}

#[test]
fn alpha_of_root_cannot_be_recycled_or_burned() {
	with_pool(|| {
		assert_noop!(Books::recycle_alpha(NetUid::ROOT, alpha(1)), Error::CannotBurnOrRecycleOnRootSubnet);
		assert_noop!(Books::burn_alpha(NetUid::ROOT, alpha(1)), Error::CannotBurnOrRecycleOnRootSubnet);
	});
}

#[test]
fn books_are_as_the_tests_expect_them_at_the_beginning() {
	with_pool(|| {
		assert_eq!((books(SUBNET), books(NetUid::ROOT)), (OPENED, ROOTS));
	});
}

#[test]
fn alpha_that_the_protocol_bought_stays_outside_and_is_nobodys() {
	with_pool(|| {
		assert_ok!(Books::book_protocol_alpha(SUBNET, alpha(300)));
		assert_ok!(Books::book_protocol_alpha(SUBNET, alpha(100)));
		assert_eq!(books(SUBNET), [4_000, 16_000, 1_000, 400, 17_000, 0, 0, 4_100]);
	});
}

#[test]
fn protocol_cannot_own_alpha_of_root_or_more_than_lies_outside() {
	with_pool(|| {
		assert_noop!(Books::book_protocol_alpha(NetUid::ROOT, alpha(1)), Error::SubnetNotExists);
		assert_noop!(Books::book_protocol_alpha(SUBNET, alpha(1_001)), Error::InsufficientLiquidity);
		assert_ok!(Books::book_protocol_alpha(SUBNET, alpha(1_000)));
	});
}
