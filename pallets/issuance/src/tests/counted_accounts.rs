use super::{
	mock::{RuntimeOrigin, System},
	*,
};
use crate::CountedAccounts;
use frame_support::{
	assert_noop,
	storage::with_storage_layer,
	traits::{
		fungible::Balanced,
		tokens::{Fortitude, Precision, Preservation},
		Currency, Imbalance, ReservableCurrency, StoredMap,
	},
};
use pallet_balances::AccountData;
use sp_runtime::DispatchError;

fn origin(account: AccountId32) -> RuntimeOrigin {
	RuntimeOrigin::signed(account)
}

#[test]
fn issuance_is_that_of_genesis() {
	with_books(|| {
		assert_eq!(issuance(), (ALL, ALL));
	});
}

#[test]
fn issuance_stays_when_tao_is_transferred_or_reserved() {
	with_books(|| {
		assert_ok!(Balances::transfer_allow_death(origin(ALICE), NOBODY, 4_000));
		assert_ok!(<Balances as ReservableCurrency<_>>::reserve(&ALICE, 1_000));
		assert_eq!(issuance(), (ALL, ALL));
		assert_eq!(Balances::unreserve(&ALICE, 1_000), 0);
		assert_eq!(issuance(), (ALL, ALL));
	});
}

#[test]
fn issuance_falls_by_dust_when_a_transfer_leaves_too_little() {
	with_books(|| {
		assert_ok!(Balances::transfer_allow_death(origin(BOB), ALICE, 600));
		assert_eq!(free(&BOB), 0);
		assert_eq!(issuance(), (ALL - 400, ALL - 400));
	});
}

#[test]
fn issuance_falls_by_dust_when_a_last_reserve_is_gone() {
	with_books(|| {
		assert_ok!(<Balances as ReservableCurrency<_>>::reserve(&BOB, 500));
		drop(Balances::slash_reserved(&BOB, 500).0);
		assert_eq!(free(&BOB), 500);
		assert_ok!(Balances::transfer_allow_death(origin(BOB), ALICE, 1));
		assert_eq!(issuance(), (ALL - 999, ALL - 999));
	});
}

#[test]
fn issuance_follows_when_root_sets_a_balance() {
	with_books(|| {
		for (account, balance, expected) in [
			(ALICE, ALICES + 5_000, ALL + 5_000),
			(ALICE, 2_000, 2_000 + BOBS),
			(NOBODY, 700, 2_700 + BOBS),
			// Below the existential deposit: the account goes.
			(BOB, 499, 2_700),
		] {
			assert_ok!(Balances::force_set_balance(RuntimeOrigin::root(), account, balance));
			assert_eq!(issuance(), (expected, expected));
		}
	});
}

#[test]
fn issuance_falls_when_an_account_burns_through_pallet_balances() {
	with_books(|| {
		assert_ok!(Balances::burn(origin(ALICE), 3_000, true));
		assert_eq!(issuance(), (ALL - 3_000, ALL - 3_000));
		// Takes the rest of Bob's along.
		assert_ok!(Balances::burn(origin(BOB), 501, false));
		assert_eq!(issuance(), (ALICES - 3_000, ALICES - 3_000));
	});
}

#[test]
fn issuance_falls_by_what_is_slashed() {
	with_books(|| {
		assert_ok!(<Balances as ReservableCurrency<_>>::reserve(&ALICE, 2_000));
		drop(Balances::slash_reserved(&ALICE, 1_500).0);
		drop(<Balances as Currency<_>>::slash(&ALICE, 100).0);
		assert_eq!(issuance(), (ALL - 1_600, ALL - 1_600));
	});
}

#[test]
fn issuance_falls_by_a_fee_less_its_refund_and_its_tip() {
	with_books(|| {
		let withdrawn = <Balances as Balanced<_>>::withdraw(
			&ALICE,
			1_000,
			Precision::Exact,
			Preservation::Preserve,
			Fortitude::Polite,
		)
		.unwrap();
		// On its way it lies on no account.
		assert_eq!(issuance(), (ALL - 1_000, ALL));
		let (refund, rest) = withdrawn.split(300);
		let (tip, fee) = rest.split(50);
		assert_ok!(<Balances as Balanced<_>>::resolve(&ALICE, refund));
		assert_ok!(<Balances as Balanced<_>>::resolve(&BOB, tip));
		drop(fee);
		assert_eq!(issuance(), (ALL - 650, ALL - 650));
	});
}

#[test]
fn issuance_falls_by_a_tip_that_nobody_can_receive() {
	with_books(|| {
		let tip = <Balances as Balanced<_>>::withdraw(
			&ALICE,
			499,
			Precision::Exact,
			Preservation::Preserve,
			Fortitude::Polite,
		)
		.unwrap();
		drop(<Balances as Balanced<_>>::resolve(&NOBODY, tip));
		assert_eq!(issuance(), (ALL - 499, ALL - 499));
	});
}

#[test]
fn issuance_stays_when_a_change_is_refused() {
	with_books(|| {
		assert_noop!(
			CountedAccounts::<Test, System>::try_mutate_exists(&ALICE, |balance| {
				*balance = Some(AccountData { free: 1, ..Default::default() });
				Err::<(), DispatchError>(DispatchError::Unavailable)
			}),
			DispatchError::Unavailable
		);
		assert_eq!(CountedAccounts::<Test, System>::get(&ALICE).free, ALICES);
	});
}

#[test]
fn issuance_stops_where_that_of_pallet_balances_stops() {
	with_books(|| {
		let most = u64::MAX;
		for account in [ALICE, BOB, NOBODY] {
			assert_ok!(Balances::force_set_balance(RuntimeOrigin::root(), account, most));
			assert_eq!(issuance(), (most, most));
		}
		for (account, left) in [(ALICE, 1_000), (BOB, 0), (NOBODY, 0)] {
			assert_ok!(Balances::force_set_balance(RuntimeOrigin::root(), account, left));
		}
		// They lose as much as the other, and the rule about the limit holds again.
		assert_eq!(issuance(), (0, 0));
	});
}

#[test]
fn issuances_differ_when_tao_is_lost_on_its_way() {
	unchecked(|| {
		let mut credit = Books::mint(tao(1_000));
		let undone = with_storage_layer(|| -> Result<(), DispatchError> {
			assert_ok!(Books::spend(&mut credit, tao(1_000), &ALICE));
			Err(DispatchError::Unavailable)
		});
		assert!(undone.is_err());
		drop(credit);
		assert_eq!(issuance(), (ALL, ALL + 1_000));
		assert!(Books::check_invariants().is_err());
	});
}
