use super::{mock::RuntimeOrigin, *};
use frame_support::traits::Currency;
use pallet_balances::AdjustmentDirection;
use sp_runtime::DispatchError;
use taonet_tokenomics::emission::MAX_ISSUANCE;

/// Breaks the books of [`with_pool`] and expects that the rule `number` notices.
#[track_caller]
fn caught_by(number: &str, break_books: impl FnOnce()) {
	let mut answer = Ok(());
	// What is put back afterwards is the whole state.
	with_pool(|| {
		let _ = frame_support::storage::with_storage_layer(|| -> Result<(), DispatchError> {
			break_books();
			answer = Books::check_invariants();
			Err(DispatchError::Unavailable)
		});
	});
	match answer {
		Err(DispatchError::Other(rule)) => assert!(rule.starts_with(&format!("{number}:")), "{rule}"),
		other => panic!("{number} was not noticed: {other:?}"),
	}
}

#[test]
fn issuance_is_caught_when_the_mirror_differs() {
	caught_by("INV-1", || TotalIssuance::<Test>::put(tao(ALL - 1)));
}

#[test]
fn issuance_is_caught_when_root_adjusts_that_of_pallet_balances() {
	caught_by("INV-1", || {
		assert_ok!(Balances::force_adjust_total_issuance(RuntimeOrigin::root(), AdjustmentDirection::Increase, 1));
	});
}

#[test]
fn issuance_is_caught_when_a_credit_is_never_dropped() {
	caught_by("INV-1", || core::mem::forget(Books::mint(tao(1))));
}

#[test]
fn issuance_is_caught_above_21_million_tao() {
	caught_by("INV-2", || drop(Balances::deposit_creating(&ALICE, MAX_ISSUANCE - ALL + 1)));
}

#[test]
fn total_stake_is_caught_when_it_is_not_the_sum() {
	caught_by("INV-3", || TotalStake::<Test>::put(tao(4_101)));
	caught_by("INV-3", || SubnetTAO::<Test>::insert(NO_SUBNET, tao(1)));
}

#[test]
fn pool_is_caught_when_its_account_holds_less() {
	caught_by("INV-4", || {
		assert_ok!(Books::pay_from_subnet(SUBNET, &BOB, tao(1)));
	});
	caught_by("INV-4", || {
		assert_ok!(Books::transfer(&Books::subnet_account(NetUid::ROOT), &BOB, tao(501)));
	});
}

#[test]
fn alpha_is_caught_when_its_issuance_is_not_the_sum() {
	caught_by("INV-7", || TotalAlphaIssuance::<Test>::insert(SUBNET, alpha(16_999)));
	caught_by("INV-7", || SubnetAlphaIn::<Test>::insert(SUBNET, alpha(16_001)));
	caught_by("INV-7", || SubnetAlphaOut::<Test>::insert(SUBNET, alpha(999)));
}

#[test]
fn alpha_of_a_dissolved_subnet_is_caught_when_it_is_left_behind() {
	caught_by("INV-7", || TotalAlphaIssuance::<Test>::insert(NO_SUBNET, alpha(1)));
	caught_by("INV-7", || SubnetAlphaIn::<Test>::insert(NO_SUBNET, alpha(1)));
	caught_by("INV-7", || SubnetAlphaOut::<Test>::insert(NO_SUBNET, alpha(1)));
	caught_by("INV-8", || AlphaBurned::<Test>::insert(NO_SUBNET, alpha(1)));
	caught_by("INV-8", || SubnetProtocolAlpha::<Test>::insert(NO_SUBNET, alpha(1)));
}

#[test]
fn alpha_without_an_owner_is_caught_when_it_exceeds_what_lies_outside() {
	caught_by("INV-8", || {
		AlphaBurned::<Test>::insert(SUBNET, alpha(400));
		SubnetProtocolAlpha::<Test>::insert(SUBNET, alpha(601));
	});
}

#[test]
fn root_is_caught_when_it_has_alpha() {
	caught_by("INV-12", || SubnetAlphaOut::<Test>::insert(NetUid::ROOT, alpha(101)));
	caught_by("INV-12", || SubnetAlphaIn::<Test>::insert(NetUid::ROOT, alpha(1)));
	caught_by("INV-12", || TotalAlphaIssuance::<Test>::insert(NetUid::ROOT, alpha(1)));
}
