//! Taking back what one has contributed.

use crate::{
	chain::{free, Chain},
	kit::{account, at, coldkey},
	words::{
		contribute, contributed, crowdloans_of, finalize, funds, info, last_event, offer, rao, refusal, refused,
		withdraw,
	},
};
use pallet_crowdloan::{Error, Event};
use sp_keyring::Sr25519Keyring::{Alice, Bob, Ferdie};
use taonet_runtime::TAO;

#[test]
fn contributor_takes_everything_back_and_leaves() {
	Chain::local().block(|| {
		let (id, before) = (offer().open(Alice), free(&coldkey(Bob)));
		assert_eq!(contribute(&coldkey(Bob), id, 5 * TAO), Ok(()));
		assert_eq!(contribute(&coldkey(Bob), id, 6 * TAO), Ok(()));
		assert_eq!(withdraw(&coldkey(Bob), id), Ok(()));
		assert_eq!((free(&coldkey(Bob)), funds(id)), (before, 10 * TAO));
		assert_eq!((info(id).raised, info(id).contributors_count), (rao(10 * TAO), 1));
		assert_eq!((contributed(id, &coldkey(Bob)), crowdloans_of(&coldkey(Bob))), (None, vec![]));
		let told = Event::Withdrew { crowdloan_id: id, contributor: coldkey(Bob), amount: rao(11 * TAO) };
		assert_eq!(last_event(), told);
		assert_eq!(refused(|| withdraw(&coldkey(Bob), id)), refusal(Error::NoContribution));
	});
}

#[test]
fn creator_takes_back_all_but_the_deposit() {
	Chain::local().block(|| {
		let id = offer().open(Alice);
		assert_eq!(refused(|| withdraw(&coldkey(Alice), id)), refusal(Error::DepositCannotBeWithdrawn));
		let before = free(&coldkey(Alice));
		assert_eq!(contribute(&coldkey(Alice), id, 5 * TAO), Ok(()));
		assert_eq!(withdraw(&coldkey(Alice), id), Ok(()));
		assert_eq!((free(&coldkey(Alice)), funds(id)), (before, 10 * TAO));
		assert_eq!((info(id).raised, info(id).contributors_count), (rao(10 * TAO), 1));
		assert_eq!((contributed(id, &coldkey(Alice)), crowdloans_of(&coldkey(Alice))), (Some(10 * TAO), vec![id]));
		let told = Event::Withdrew { crowdloan_id: id, contributor: coldkey(Alice), amount: rao(5 * TAO) };
		assert_eq!(last_event(), told);
		assert_eq!(refused(|| withdraw(&coldkey(Alice), id)), refusal(Error::DepositCannotBeWithdrawn));
	});
}

#[test]
fn target_that_has_withdrawn_is_still_named() {
	Chain::local().block(|| {
		let id = offer().open(Alice);
		assert_eq!(contribute(&coldkey(Ferdie), id, TAO), Ok(()));
		assert_eq!(withdraw(&coldkey(Ferdie), id), Ok(()));
		assert_eq!(crowdloans_of(&coldkey(Ferdie)), [id]);
	});
}

#[test]
fn contributor_withdraws_also_when_all_is_raised_and_the_end_is_past() {
	Chain::local().block(|| {
		let id = offer().filled(Alice);
		at(info(id).end + 1, || {
			assert_eq!(withdraw(&coldkey(Bob), id), Ok(()));
			assert_eq!(info(id).raised, rao(10 * TAO));
		});
	});
}

#[test]
fn withdrawal_is_refused_for_the_first_thing_that_is_wrong() {
	Chain::local().block(|| {
		let id = offer().filled(Alice);
		assert_eq!(refused(|| withdraw(&account(1), 9)), refusal(Error::InvalidCrowdloanId));
		assert_eq!(refused(|| withdraw(&account(1), id)), refusal(Error::NoContribution));
		assert_eq!(finalize(&coldkey(Alice), id), Ok(()));
		for who in [coldkey(Bob), coldkey(Alice), account(1)] {
			assert_eq!(refused(|| withdraw(&who, id)), refusal(Error::AlreadyFinalized));
		}
	});
}
