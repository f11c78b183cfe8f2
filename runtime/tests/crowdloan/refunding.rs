//! Paying contributors back.

use crate::{
	chain::{free, Chain},
	contributing::crowded,
	kit::{account, at, call, coldkey, endow},
	words::{
		contribute, contributed, crowdloans_of, dissolve, finalize, funds, gift, info, last_event, offer, rao, refund,
		refusal, refused, CrowdloanCall,
	},
};
use frame_support::dispatch::GetDispatchInfo;
use pallet_crowdloan::{Error, Event};
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Ferdie};
use sp_runtime::traits::Dispatchable;
use taonet_runtime::{RuntimeCall, RuntimeOrigin, System, TAO};

#[test]
fn contributors_are_paid_back_fifty_at_a_time() {
	let mut chain = Chain::local();
	let id = chain.block(crowded);
	for round in 1..=10 {
		chain.block(|| {
			assert_eq!(refund(&coldkey(Alice), id), Ok(()));
			let left = 499_u64.saturating_sub(50 * round);
			let told = match left {
				0 => Event::AllRefunded { crowdloan_id: id },
				_ => Event::PartiallyRefunded { crowdloan_id: id },
			};
			assert_eq!(last_event(), told);
			assert_eq!(u64::from(info(id).contributors_count), left + 1);
			assert_eq!((info(id).raised.get(), funds(id)), (10 * TAO + left * TAO / 10, 10 * TAO + left * TAO / 10));
			let paid_back = (1..500).filter(|number| free(&account(*number)) == TAO).count();
			assert_eq!(paid_back as u64, 499 - left);
		});
	}
	chain.block(|| {
		assert!((1..500).all(|number| crowdloans_of(&account(number)).is_empty()));
		assert_eq!(contributed(id, &coldkey(Alice)), Some(10 * TAO));
		assert_eq!(dissolve(&coldkey(Alice), id), Ok(()));
	});
}

#[test]
fn nobody_is_left_to_be_paid_back_when_the_creator_is_alone() {
	Chain::local().block(|| {
		let id = offer().open(Alice);
		assert_eq!(refund(&coldkey(Alice), id), Ok(()));
		assert_eq!(last_event(), Event::AllRefunded { crowdloan_id: id });
		assert_eq!((funds(id), contributed(id, &coldkey(Alice))), (10 * TAO, Some(10 * TAO)));
	});
}

#[test]
fn creator_keeps_what_he_has_contributed_beyond_the_deposit() {
	Chain::local().block(|| {
		let id = offer().open(Alice);
		assert_eq!(contribute(&coldkey(Alice), id, TAO), Ok(()));
		assert_eq!(contribute(&coldkey(Bob), id, TAO), Ok(()));
		at(info(id).end, || {
			assert_eq!(refund(&coldkey(Alice), id), Ok(()));
			assert_eq!((info(id).raised, info(id).contributors_count), (rao(11 * TAO), 1));
			assert_eq!(contributed(id, &coldkey(Alice)), Some(11 * TAO));
		});
	});
}

#[test]
fn refund_costs_what_was_paid_back() {
	Chain::local().block(|| {
		let id = offer().open(Alice);
		assert_eq!(contribute(&coldkey(Bob), id, TAO), Ok(()));
		let refund: RuntimeCall = CrowdloanCall::refund { crowdloan_id: id }.into();
		let declared = refund.get_dispatch_info().call_weight;
		let paid = refund.dispatch(RuntimeOrigin::signed(coldkey(Alice))).unwrap().actual_weight.unwrap();
		assert!(paid.ref_time() * 5 < declared.ref_time());
	});
}

#[test]
fn contribution_too_small_for_an_account_that_is_gone_does_not_hold_up_the_others() {
	Chain::local().block(|| {
		let (id, gone) = (offer().open(Alice), account(1));
		endow(&gone, 1);
		assert_eq!(contribute(&coldkey(Bob), id, 90 * TAO - 1), Ok(()));
		assert_eq!(contribute(&gone, id, TAO), Ok(()));
		assert_eq!(contributed(id, &gone), Some(1));
		assert_eq!(call(&gone, gift(&coldkey(Charlie), TAO - 1)), Ok(()));
		assert!(!System::account_exists(&gone));

		let before = free(&coldkey(Alice));
		assert_eq!(refund(&coldkey(Alice), id), Ok(()));
		assert_eq!(last_event(), Event::AllRefunded { crowdloan_id: id });
		assert_eq!((info(id).raised, info(id).contributors_count, funds(id)), (rao(10 * TAO), 1, 10 * TAO + 1));
		assert_eq!(dissolve(&coldkey(Alice), id), Ok(()));
		assert_eq!(free(&coldkey(Alice)), before + 10 * TAO + 1);
	});
}

#[test]
fn refund_revives_an_account_that_is_gone() {
	Chain::local().block(|| {
		let (id, gone) = (offer().open(Alice), account(1));
		endow(&gone, 1);
		assert_eq!(contribute(&gone, id, TAO), Ok(()));
		assert!(!System::account_exists(&gone));
		assert_eq!(refund(&coldkey(Alice), id), Ok(()));
		assert_eq!(free(&gone), TAO);
	});
}

#[test]
fn refund_is_refused_for_the_first_thing_that_is_wrong() {
	Chain::local().block(|| {
		let id = offer().filled(Alice);
		assert_eq!(refused(|| refund(&coldkey(Alice), 9)), refusal(Error::InvalidCrowdloanId));
		for other in [Bob, Ferdie, Charlie] {
			assert_eq!(refused(|| refund(&coldkey(other), id)), refusal(Error::InvalidOrigin));
		}
		assert_eq!(finalize(&coldkey(Alice), id), Ok(()));
		for who in [Alice, Bob] {
			assert_eq!(refused(|| refund(&coldkey(who), id)), refusal(Error::AlreadyFinalized));
		}
	});
}
