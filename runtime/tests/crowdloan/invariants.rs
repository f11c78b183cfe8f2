//! What holds after every block, broken by hand: each rule is found and named.

use crate::{
	chain::Chain,
	kit::{account, coldkey, undone},
	words::{contribute, finalize, gift, offer, offer_for, rao, remark, set_max_contribution},
};
use frame_support::traits::Hooks;
use pallet_crowdloan::{
	Contributions, CrowdloanInfoOf, Crowdloans, CrowdloansOf, CurrentCrowdloanId, MaxContributions, NextCrowdloanId,
	StoredCalls,
};
use sp_keyring::Sr25519Keyring::{Alice, Bob, Ferdie};
use sp_runtime::DispatchError;
use taonet_runtime::{BlockNumber, Crowdloan, Runtime, TAO};

/// For a target and open.
const OPEN: u32 = 0;
/// For a call and open.
const WAITING: u32 = 1;
/// Finalized.
const DONE: u32 = 2;
/// Not there.
const NONE: u32 = 9;

fn crowdloans() -> Chain {
	let mut chain = Chain::local();
	chain.block(|| {
		assert_eq!(
			[offer().open(Alice), offer_for(remark(1)).open(Alice), offer().filled(Alice)],
			[OPEN, WAITING, DONE]
		);
		assert_eq!(contribute(&coldkey(Bob), OPEN, TAO), Ok(()));
		assert_eq!(set_max_contribution(&coldkey(Alice), OPEN, Some(20 * TAO)), Ok(()));
		assert_eq!(finalize(&coldkey(Alice), DONE), Ok(()));
	});
	chain
}

fn change(crowdloan_id: u32, change: impl FnOnce(&mut CrowdloanInfoOf<Runtime>)) {
	Crowdloans::<Runtime>::mutate_extant(crowdloan_id, change);
}

/// Breaks each rule and looks whether the pallet says so.
fn assert_named(breaches: &[(&'static str, fn())]) {
	let check = <Crowdloan as Hooks<BlockNumber>>::try_state;
	crowdloans().look(|| {
		for (rule, break_it) in breaches {
			assert_eq!(check(1), Ok(()), "before breaking: {rule}");
			let found = undone(|| {
				break_it();
				check(1)
			});
			assert_eq!(found, Err(DispatchError::Other(rule)));
		}
	});
}

#[test]
fn terms_out_of_their_bounds_are_named() {
	assert_named(&[
		("min_contribution is below AbsoluteMinimumContribution", || {
			change(OPEN, |info| info.min_contribution = rao(TAO / 10 - 1))
		}),
		("MaxContributions is below min_contribution", || change(OPEN, |info| info.min_contribution = rao(21 * TAO))),
		("a crowdloan is for a call and for a target, or for neither", || {
			change(OPEN, |info| info.target_address = None)
		}),
		("funds_account is another account", || change(OPEN, |info| info.funds_account = account(1))),
		("NextCrowdloanId is in use", || NextCrowdloanId::<Runtime>::put(DONE)),
		("CurrentCrowdloanId is set though no call is running", || CurrentCrowdloanId::<Runtime>::put(WAITING)),
	]);
}

#[test]
fn money_that_does_not_add_up_is_named() {
	let sum = "raised is not the sum of Contributions";
	assert_named(&[
		(sum, || change(OPEN, |info| info.raised = rao(11 * TAO - 1))),
		(sum, || change(DONE, |info| info.raised = rao(0))),
		(sum, || Contributions::<Runtime>::insert(OPEN, coldkey(Bob), rao(TAO + 1))),
		("a contribution of nothing is stored", || Contributions::<Runtime>::insert(OPEN, account(1), rao(0))),
		("more than the cap is raised", || change(OPEN, |info| info.cap = rao(11 * TAO - 1))),
		("less than raised lies on the funds account", || {
			let taken = crate::kit::call(&Crowdloan::funds_account(OPEN), gift(&coldkey(Bob), 1));
			assert_eq!(taken, Ok(()));
		}),
		("less than raised lies on the funds account", || change(DONE, |info| info.finalized = false)),
		("contributors_count is not the number of Contributions", || change(OPEN, |info| info.contributors_count = 3)),
		("the creator has contributed less than the deposit", || change(OPEN, |info| info.deposit = rao(10 * TAO + 1))),
		("the creator has contributed less than the deposit", || change(OPEN, |info| info.creator = coldkey(Bob))),
	]);
}

#[test]
fn more_contributors_than_there_may_be_are_named() {
	let mut chain = crowdloans();
	chain.look(|| {
		change(OPEN, |info| {
			info.contributors_count += 499;
			info.raised = rao(info.raised.get() + 499);
		});
		for number in 0..499 {
			Contributions::<Runtime>::insert(OPEN, account(number), rao(1));
		}
		crate::kit::endow(&Crowdloan::funds_account(OPEN), 1);
		let found = <Crowdloan as Hooks<BlockNumber>>::try_state(1);
		assert_eq!(found, Err(DispatchError::Other("there are more than MaxContributors")));
	});
}

#[test]
fn leavings_of_what_does_not_exist_are_named() {
	let rule = "something is left of a crowdloan that does not exist";
	assert_named(&[
		(rule, || Contributions::<Runtime>::insert(NONE, coldkey(Bob), rao(TAO))),
		(rule, || MaxContributions::<Runtime>::insert(NONE, rao(TAO))),
		(rule, || Crowdloans::<Runtime>::remove(DONE)),
	]);
}

#[test]
fn index_that_does_not_follow_is_named() {
	let rule = "CrowdloansOf is not who is named by crowdloans";
	assert_named(&[
		(rule, || CrowdloansOf::<Runtime>::remove(coldkey(Alice), DONE)),
		(rule, || CrowdloansOf::<Runtime>::remove(coldkey(Bob), OPEN)),
		(rule, || CrowdloansOf::<Runtime>::remove(coldkey(Ferdie), OPEN)),
		(rule, || CrowdloansOf::<Runtime>::insert(coldkey(Bob), WAITING, ())),
		(rule, || CrowdloansOf::<Runtime>::insert(coldkey(Alice), NONE, ())),
		(rule, || change(OPEN, |info| info.target_address = Some(account(1)))),
	]);
}

#[test]
fn calls_that_are_not_known_or_not_there_are_named() {
	let rule = "StoredCalls are not the calls that wait";
	assert_named(&[
		(rule, || StoredCalls::<Runtime>::remove(WAITING)),
		(rule, || StoredCalls::<Runtime>::swap(WAITING, OPEN)),
		(rule, || StoredCalls::<Runtime>::insert(NONE, StoredCalls::<Runtime>::get(WAITING).unwrap())),
	]);
}

#[test]
fn gifts_to_the_account_break_nothing() {
	let mut chain = crowdloans();
	chain.block(|| {
		for crowdloan_id in [OPEN, WAITING, DONE] {
			crate::kit::endow(&Crowdloan::funds_account(crowdloan_id), 1);
		}
	});
}
