//! Giving a crowdloan up.

use crate::{
	chain::{free, Chain},
	kit::{coldkey, endow},
	words::{
		contribute, crowdloans_of, dissolve, finalize, funds, info, last_event, offer, offer_for, refund, refusal,
		refused, remark, set_max_contribution, stored, Offer,
	},
};
use frame_support::traits::PalletInfoAccess;
use pallet_crowdloan::{Crowdloans, Error, Event, NextCrowdloanId};
use sp_keyring::Sr25519Keyring::{Alice, Bob, Ferdie};
use taonet_runtime::{Crowdloan, Preimage, Runtime, System, TAO};

/// What is stored by crowdloans and preimages.
fn kept() -> usize {
	let prefixes = [Crowdloan::name_hash(), Preimage::name_hash()];
	stored().keys().filter(|key| prefixes.iter().any(|prefix| key.starts_with(prefix))).count()
}

#[test]
fn nothing_is_left_of_a_crowdloan_that_was_dissolved() {
	let mut chain = Chain::local();
	let offers =
		[offer(), offer_for(remark(1)), offer_for(remark(300)), Offer { target: Some(coldkey(Alice)), ..offer() }];
	for offer in offers {
		chain.block(|| {
			NextCrowdloanId::<Runtime>::mutate(|next| *next += 1);
			let (before, kept_before) = (free(&coldkey(Alice)), kept());
			let id = offer.open(Alice);
			assert_eq!(contribute(&coldkey(Alice), id, TAO), Ok(()));
			assert_eq!(contribute(&coldkey(Bob), id, TAO), Ok(()));
			assert_eq!(set_max_contribution(&coldkey(Alice), id, Some(50 * TAO)), Ok(()));
			assert!(kept() > kept_before);
			assert_eq!(refund(&coldkey(Alice), id), Ok(()));
			assert_eq!(dissolve(&coldkey(Alice), id), Ok(()));
			assert_eq!(last_event(), Event::Dissolved { crowdloan_id: id });
			assert_eq!((free(&coldkey(Alice)), funds(id)), (before, 0));
			assert!(!System::account_exists(&Crowdloan::funds_account(id)));
			assert!(!Crowdloans::<Runtime>::contains_key(id));
			assert!([Alice, Bob, Ferdie].iter().all(|key| crowdloans_of(&coldkey(*key)).is_empty()));
			assert_eq!(kept(), kept_before);
		});
	}
}

#[test]
fn creator_gets_what_others_have_sent_to_the_account() {
	Chain::local().block(|| {
		let before = free(&coldkey(Bob));
		let id = offer().open(Bob);
		endow(&Crowdloan::funds_account(id), 3);
		assert_eq!(info(id).raised.get(), 10 * TAO);
		assert_eq!(dissolve(&coldkey(Bob), id), Ok(()));
		assert_eq!((free(&coldkey(Bob)), funds(id)), (before + 3 * TAO, 0));
	});
}

#[test]
fn number_is_not_used_again() {
	Chain::local().block(|| {
		let id = offer().open(Alice);
		assert_eq!(dissolve(&coldkey(Alice), id), Ok(()));
		assert_eq!(offer().open(Alice), id + 1);
		assert_eq!(refused(|| dissolve(&coldkey(Alice), id)), refusal(Error::InvalidCrowdloanId));
	});
}

#[test]
fn dissolution_is_refused_for_the_first_thing_that_is_wrong() {
	Chain::local().block(|| {
		let id = offer().filled(Alice);
		assert_eq!(refused(|| dissolve(&coldkey(Alice), 9)), refusal(Error::InvalidCrowdloanId));
		assert_eq!(refused(|| dissolve(&coldkey(Bob), id)), refusal(Error::InvalidOrigin));
		assert_eq!(refused(|| dissolve(&coldkey(Alice), id)), refusal(Error::NotReadyToDissolve));
		assert_eq!(finalize(&coldkey(Alice), id), Ok(()));
		for who in [Alice, Bob] {
			assert_eq!(refused(|| dissolve(&coldkey(who), id)), refusal(Error::AlreadyFinalized));
		}
	});
}
