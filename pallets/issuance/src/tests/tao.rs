use super::{mock::EXISTENTIAL_DEPOSIT, *};
use frame_support::{
	assert_noop,
	traits::{Currency, Imbalance, LockableCurrency, ReservableCurrency, WithdrawReasons},
};
use sp_runtime::TokenError;
use taonet_tokenomics::emission::MAX_ISSUANCE;

#[test]
fn spendable_is_the_free_balance_less_what_keeps_the_account_alive() {
	with_books(|| {
		assert_eq!(Books::spendable(&ALICE, false), tao(ALICES));
		assert_eq!(Books::spendable(&ALICE, true), tao(ALICES - EXISTENTIAL_DEPOSIT));
		assert_eq!(Books::spendable(&NOBODY, false), tao(0));
		assert_eq!(Books::spendable(&NOBODY, true), tao(0));
	});
}

#[test]
fn spendable_leaves_out_what_is_frozen_or_reserved() {
	with_books(|| {
		Balances::set_lock(*b"testlock", &ALICE, 9_000, WithdrawReasons::all());
		assert_eq!(Books::spendable(&ALICE, true), tao(1_000));
		assert_eq!(Books::spendable(&ALICE, false), tao(1_000));
		// Something depends on Bob's account, so it cannot be emptied.
		assert_ok!(<Balances as ReservableCurrency<_>>::reserve(&BOB, 100));
		assert_eq!(Books::spendable(&BOB, false), tao(400));
	});
}

#[test]
fn minted_tao_is_issued_once_it_is_spent() {
	with_books(|| {
		let mut credit = Books::mint(tao(3_000));
		assert_ok!(Books::spend(&mut credit, tao(1_000), &BOB));
		assert_ok!(Books::spend(&mut credit, tao(2_000), &NOBODY));
		assert_eq!((free(&BOB), free(&NOBODY), credit.peek()), (BOBS + 1_000, 2_000, 0));
		drop(credit);
		assert_eq!(issuance(), (ALL + 3_000, ALL + 3_000));
	});
}

#[test]
fn minted_tao_leaves_the_issuance_when_the_credit_is_recycled() {
	with_books(|| {
		let mut credit = Books::mint(tao(3_000));
		assert_ok!(Books::spend(&mut credit, tao(1_000), &BOB));
		Books::recycle_credit(credit);
		assert_eq!(issuance(), (ALL + 1_000, ALL + 1_000));
	});
}

#[test]
fn mint_makes_no_more_than_may_be_issued() {
	with_books(|| {
		let mut credit = Books::mint(TaoBalance::MAX);
		assert_eq!(credit.peek(), MAX_ISSUANCE - ALL);
		assert_ok!(Books::spend(&mut credit, tao(MAX_ISSUANCE - ALL), &ALICE));
		assert_eq!(issuance(), (MAX_ISSUANCE, MAX_ISSUANCE));
		assert_eq!(Books::mint(tao(1)).peek(), 0);
		assert_ok!(Books::recycle(&ALICE, tao(7)));
		assert_eq!(Books::mint(tao(10)).peek(), 7);
	});
}

#[test]
fn mint_makes_nothing_when_too_much_is_issued() {
	unchecked(|| {
		drop(Balances::deposit_creating(&ALICE, MAX_ISSUANCE));
		assert_eq!(Books::mint(tao(1)).peek(), 0);
	});
}

#[test]
fn spend_keeps_the_credit_whole_when_it_is_too_small() {
	with_books(|| {
		let mut credit = Books::mint(tao(999));
		assert_noop!(Books::spend(&mut credit, tao(1_000), &BOB), Error::InsufficientBalance);
		assert_eq!(credit.peek(), 999);
	});
}

#[test]
fn spend_keeps_the_credit_whole_when_the_account_cannot_be_opened() {
	with_books(|| {
		let mut credit = Books::mint(tao(1_000));
		assert_noop!(Books::spend(&mut credit, tao(499), &NOBODY), TokenError::CannotCreate);
		assert_eq!(credit.peek(), 1_000);
		assert_ok!(Books::spend(&mut credit, tao(500), &NOBODY));
		assert_eq!(credit.peek(), 500);
	});
}

#[test]
fn spend_of_nothing_opens_no_account() {
	with_books(|| {
		let mut credit = Books::mint(tao(1_000));
		assert_ok!(Books::spend(&mut credit, tao(0), &NOBODY));
		assert_eq!((free(&NOBODY), credit.peek()), (0, 1_000));
	});
}

#[test]
fn recycled_tao_leaves_the_issuance() {
	with_books(|| {
		assert_ok!(Books::recycle(&ALICE, tao(4_000)));
		assert_eq!(free(&ALICE), ALICES - 4_000);
		assert_eq!(issuance(), (ALL - 4_000, ALL - 4_000));
	});
}

#[test]
fn recycle_leaves_the_account_alive() {
	with_books(|| {
		assert_noop!(Books::recycle(&BOB, tao(501)), Error::InsufficientBalance);
		assert_ok!(Books::recycle(&BOB, tao(500)));
		assert_eq!(free(&BOB), EXISTENTIAL_DEPOSIT);
		assert_noop!(Books::recycle(&BOB, tao(1)), Error::InsufficientBalance);
		assert_noop!(Books::recycle(&NOBODY, tao(1)), Error::InsufficientBalance);
	});
}

#[test]
fn recycle_of_nothing_does_nothing() {
	with_books(|| {
		assert_ok!(Books::recycle(&NOBODY, tao(0)));
		assert_eq!(issuance(), (ALL, ALL));
	});
}

#[test]
fn burned_tao_stays_issued_where_nobody_can_spend_it() {
	with_books(|| {
		assert_ok!(Books::burn(&ALICE, tao(4_000)));
		assert_eq!((free(&ALICE), free(&Books::burn_account())), (ALICES - 4_000, 4_000));
		assert_eq!(issuance(), (ALL, ALL));
	});
}

#[test]
fn burn_fails_as_a_transfer_does() {
	with_books(|| {
		assert_noop!(Books::burn(&BOB, tao(BOBS + 1)), Error::InsufficientBalance);
		assert_noop!(Books::burn(&BOB, tao(499)), TokenError::BelowMinimum);
	});
}

#[test]
fn transfer_moves_tao() {
	with_books(|| {
		assert_ok!(Books::transfer(&ALICE, &BOB, tao(1)));
		assert_ok!(Books::transfer(&ALICE, &NOBODY, tao(500)));
		assert_eq!((free(&ALICE), free(&BOB), free(&NOBODY)), (ALICES - 501, BOBS + 1, 500));
		assert_eq!(issuance(), (ALL, ALL));
	});
}

#[test]
fn transfer_of_everything_removes_the_account() {
	with_books(|| {
		assert_ok!(Books::transfer(&BOB, &ALICE, tao(BOBS)));
		assert_eq!((free(&BOB), free(&ALICE)), (0, ALL));
		assert_eq!(issuance(), (ALL, ALL));
	});
}

#[test]
fn transfer_recycles_the_dust_it_leaves() {
	with_books(|| {
		assert_ok!(Books::transfer(&BOB, &ALICE, tao(BOBS - 499)));
		assert_eq!((free(&BOB), free(&ALICE)), (0, ALL - 499));
		assert_eq!(issuance(), (ALL - 499, ALL - 499));
	});
}

#[test]
fn transfer_fails_when_the_sender_cannot_pay() {
	with_books(|| {
		assert_noop!(Books::transfer(&BOB, &ALICE, tao(BOBS + 1)), Error::InsufficientBalance);
		Balances::set_lock(*b"testlock", &BOB, 400, WithdrawReasons::all());
		assert_noop!(Books::transfer(&BOB, &ALICE, tao(601)), Error::InsufficientBalance);
	});
}

#[test]
fn transfer_fails_when_the_receiver_cannot_be_opened() {
	with_books(|| {
		assert_noop!(Books::transfer(&ALICE, &NOBODY, tao(499)), TokenError::BelowMinimum);
	});
}

#[test]
fn transfer_of_nothing_does_nothing() {
	with_books(|| {
		assert_ok!(Books::transfer(&NOBODY, &ALICE, tao(0)));
		assert_ok!(Books::transfer(&ALICE, &NOBODY, tao(0)));
		assert_eq!((free(&ALICE), free(&NOBODY)), (ALICES, 0));
	});
}

#[test]
fn transfer_to_oneself_changes_nothing() {
	with_books(|| {
		assert_ok!(Books::transfer(&BOB, &BOB, tao(BOBS)));
		assert_eq!(free(&BOB), BOBS);
		assert_noop!(Books::transfer(&BOB, &BOB, tao(BOBS + 1)), Error::InsufficientBalance);
	});
}

#[test]
fn transfer_all_moves_what_the_sender_can_pay() {
	with_books(|| {
		assert_ok!(<Balances as ReservableCurrency<_>>::reserve(&BOB, 100));
		assert_eq!(Books::transfer_all(&BOB, &ALICE), Ok(tao(400)));
		assert_eq!((free(&BOB), free(&ALICE)), (EXISTENTIAL_DEPOSIT, ALICES + 400));
		assert_eq!(Books::transfer_all(&ALICE, &BOB), Ok(tao(ALICES + 400)));
		assert_eq!((free(&ALICE), issuance()), (0, (ALL, ALL)));
	});
}

#[test]
fn transfer_all_of_an_empty_account_moves_nothing() {
	with_books(|| {
		assert_eq!(Books::transfer_all(&NOBODY, &ALICE), Ok(tao(0)));
		assert_eq!(free(&ALICE), ALICES);
	});
}

#[test]
fn transfer_all_fails_when_the_receiver_cannot_be_opened() {
	with_books(|| {
		Balances::set_lock(*b"testlock", &BOB, 900, WithdrawReasons::all());
		assert_noop!(Books::transfer_all(&BOB, &NOBODY), TokenError::BelowMinimum);
	});
}

#[test]
fn payment_into_a_subnet_lies_on_its_account() {
	with_books(|| {
		assert_eq!(Books::pay_into_subnet(SUBNET, &ALICE, tao(4_000)), Ok(tao(4_000)));
		assert_eq!((free(&ALICE), free(&subnet_account())), (ALICES - 4_000, 4_000));
		assert_eq!(issuance(), (ALL, ALL));
	});
}

#[test]
fn payment_into_a_subnet_is_less_when_the_payer_must_stay_alive() {
	with_books(|| {
		assert_eq!(Books::pay_into_subnet(SUBNET, &BOB, tao(BOBS)), Ok(tao(BOBS - EXISTENTIAL_DEPOSIT)));
		assert_eq!((free(&BOB), free(&subnet_account())), (EXISTENTIAL_DEPOSIT, 500));
	});
}

#[test]
fn payment_into_a_subnet_fails_when_the_payer_owns_nothing_to_spare() {
	with_books(|| {
		assert_ok!(Books::transfer(&BOB, &ALICE, tao(500)));
		assert_noop!(Books::pay_into_subnet(SUBNET, &BOB, tao(1)), Error::InsufficientBalance);
		assert_noop!(Books::pay_into_subnet(SUBNET, &NOBODY, tao(1)), Error::InsufficientBalance);
	});
}

#[test]
fn payment_into_a_subnet_fails_when_there_is_no_such_subnet() {
	with_books(|| {
		assert_noop!(Books::pay_into_subnet(NO_SUBNET, &ALICE, tao(1_000)), Error::SubnetNotExists);
		assert_noop!(Books::pay_into_subnet(NO_SUBNET, &ALICE, tao(0)), Error::SubnetNotExists);
	});
}

#[test]
fn payment_into_a_subnet_fails_when_its_account_cannot_be_opened() {
	with_books(|| {
		assert_noop!(Books::pay_into_subnet(SUBNET, &ALICE, tao(499)), TokenError::BelowMinimum);
		assert_ok!(Books::pay_into_subnet(SUBNET, &ALICE, tao(500)));
		assert_ok!(Books::pay_into_subnet(SUBNET, &ALICE, tao(1)));
	});
}

#[test]
fn payment_of_nothing_into_a_subnet_does_nothing() {
	with_books(|| {
		assert_eq!(Books::pay_into_subnet(SUBNET, &NOBODY, tao(0)), Ok(tao(0)));
		assert_eq!(free(&subnet_account()), 0);
	});
}

#[test]
fn payment_from_a_subnet_comes_from_its_account() {
	with_books(|| {
		assert_ok!(Books::pay_into_subnet(SUBNET, &ALICE, tao(4_000)));
		assert_ok!(Books::pay_from_subnet(SUBNET, &BOB, tao(3_000)));
		assert_eq!((free(&subnet_account()), free(&BOB)), (1_000, BOBS + 3_000));
		assert_noop!(Books::pay_from_subnet(SUBNET, &BOB, tao(1_001)), Error::InsufficientBalance);
		assert_noop!(Books::pay_from_subnet(SUBNET, &NOBODY, tao(499)), TokenError::BelowMinimum);
		assert_eq!(issuance(), (ALL, ALL));
	});
}

/// Root's account holds 600 RAO, 100 of them staked.
#[test]
fn payment_from_a_subnet_is_less_when_its_account_would_be_reaped_with_a_pool() {
	with_pool(|| {
		assert_eq!(Books::pay_from_subnet(NetUid::ROOT, &BOB, tao(550)), Ok(tao(100)));
		assert_eq!((free(&Books::subnet_account(NetUid::ROOT)), free(&BOB)), (500, BOBS + 100));
		// Nobody stakes there any more.
		assert_ok!(Books::book_sell(NetUid::ROOT, alpha(100), tao(100)));
		assert_eq!(Books::pay_from_subnet(NetUid::ROOT, &BOB, tao(100)), Ok(tao(100)));
		assert_eq!((free(&Books::subnet_account(NetUid::ROOT)), free(&BOB)), (0, BOBS + 200));
		assert_eq!(issuance(), (ALL - 400, ALL - 400));
	});
}

#[test]
fn payment_from_a_dissolved_subnet_is_possible() {
	with_books(|| {
		assert_ok!(Books::pay_into_subnet(SUBNET, &ALICE, tao(4_000)));
		NetworksAdded::<Test>::remove(SUBNET);
		assert_ok!(Books::pay_from_subnet(SUBNET, &BOB, tao(4_000)));
	});
}
