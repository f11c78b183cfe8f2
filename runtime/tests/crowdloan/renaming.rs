//! Coldkeys that are swapped: who created or contributed did so under the new one.

use crate::{
	chain::{free, Chain},
	kit::{account, coldkey},
	words::{
		contribute, contributed, crowdloans_of, dissolve, finalize, funds, info, offer, offer_for, rao, refund,
		refusal, refused, remark, withdraw, Offer,
	},
};
use pallet_crowdloan::Error;
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Dave, Ferdie};
use taonet_runtime::{AccountId, Crowdloan, TAO};

fn rename(old: &AccountId, new: &AccountId) {
	assert!(!Crowdloan::rename_account(old, new, 1000).1);
	assert!(crowdloans_of(old).is_empty());
}

#[test]
fn creator_acts_under_the_new_name() {
	Chain::local().block(|| {
		let (id, new) = (offer().open(Alice), account(1));
		assert_eq!(Crowdloan::rename_account(&coldkey(Alice), &new, 1000), (1, false));
		assert_eq!((info(id).creator, contributed(id, &new)), (new.clone(), Some(10 * TAO)));
		assert_eq!((contributed(id, &coldkey(Alice)), info(id).contributors_count), (None, 1));
		assert_eq!((crowdloans_of(&coldkey(Alice)), crowdloans_of(&new)), (vec![], vec![id]));
		assert_eq!(refused(|| dissolve(&coldkey(Alice), id)), refusal(Error::InvalidOrigin));
		assert_eq!(refused(|| withdraw(&new, id)), refusal(Error::DepositCannotBeWithdrawn));
		assert_eq!(dissolve(&new, id), Ok(()));
		assert_eq!(free(&new), 10 * TAO);
	});
}

#[test]
fn contributor_withdraws_under_the_new_name() {
	Chain::local().block(|| {
		let (id, new) = (offer().open(Alice), account(1));
		assert_eq!(contribute(&coldkey(Bob), id, 5 * TAO), Ok(()));
		rename(&coldkey(Bob), &new);
		assert_eq!(info(id).contributors_count, 2);
		assert_eq!(refused(|| withdraw(&coldkey(Bob), id)), refusal(Error::NoContribution));
		assert_eq!(withdraw(&new, id), Ok(()));
		assert_eq!(free(&new), 5 * TAO);
	});
}

#[test]
fn target_that_has_contributed_nothing_is_renamed() {
	let mut chain = Chain::local();
	chain.block(|| {
		let (id, new) = (offer().filled(Alice), account(1));
		assert_eq!(Crowdloan::rename_account(&coldkey(Ferdie), &new, 1000), (1, false));
		assert_eq!(info(id).target_address, Some(new.clone()));
		assert_eq!(finalize(&coldkey(Alice), id), Ok(()));
		assert_eq!(free(&new), 100 * TAO);
	});
}

#[test]
fn contributions_of_both_names_are_one() {
	let mut chain = Chain::local();
	let id = chain.block(|| {
		let id = offer().open(Alice);
		assert_eq!(contribute(&coldkey(Bob), id, 5 * TAO), Ok(()));
		assert_eq!(contribute(&coldkey(Charlie), id, 6 * TAO), Ok(()));
		rename(&coldkey(Bob), &coldkey(Charlie));
		assert_eq!((contributed(id, &coldkey(Charlie)), info(id).contributors_count), (Some(11 * TAO), 2));
		assert_eq!((info(id).raised, funds(id)), (rao(21 * TAO), 21 * TAO));
		id
	});
	chain.block(|| {
		// A contributor becomes the creator, who had his own contribution.
		rename(&coldkey(Charlie), &coldkey(Alice));
		assert_eq!((contributed(id, &coldkey(Alice)), info(id).contributors_count), (Some(21 * TAO), 1));
		assert_eq!(withdraw(&coldkey(Alice), id), Ok(()));
		assert_eq!((contributed(id, &coldkey(Alice)), funds(id)), (Some(10 * TAO), 10 * TAO));
	});
	chain.block(|| {
		// The creator becomes a contributor.
		assert_eq!(contribute(&coldkey(Dave), id, 3 * TAO), Ok(()));
		rename(&coldkey(Alice), &coldkey(Dave));
		assert_eq!((info(id).creator, contributed(id, &coldkey(Dave))), (coldkey(Dave), Some(13 * TAO)));
		assert_eq!(info(id).contributors_count, 1);
		assert_eq!(dissolve(&coldkey(Dave), id), Ok(()));
	});
}

#[test]
fn account_that_is_everything_at_once_is_renamed() {
	Chain::local().block(|| {
		let id = Offer { target: Some(coldkey(Alice)), ..offer() }.open(Alice);
		rename(&coldkey(Alice), &account(1));
		assert_eq!((info(id).creator, info(id).target_address), (account(1), Some(account(1))));
		assert_eq!(refund(&account(1), id), Ok(()));
	});
}

#[test]
fn record_of_what_was_finalized_is_renamed_too() {
	let mut chain = Chain::local();
	let ids = chain.block(|| [offer().filled(Alice), offer_for(remark(300)).filled(Alice)]);
	chain.block(|| {
		for id in ids {
			assert_eq!(finalize(&coldkey(Alice), id), Ok(()));
		}
		rename(&coldkey(Alice), &account(1));
		rename(&coldkey(Bob), &account(2));
		for id in ids {
			assert_eq!((info(id).creator, info(id).raised), (account(1), rao(100 * TAO)));
			assert_eq!([1, 2].map(|number| contributed(id, &account(number))), [Some(10 * TAO), Some(90 * TAO)]);
		}
	});
}

#[test]
fn renaming_goes_on_where_it_stopped() {
	let mut chain = Chain::local();
	chain.block(|| {
		for _ in 0..5 {
			offer().open(Alice);
		}
	});
	let new = account(1);
	for (renamed, is_unfinished) in [(2, true), (4, true), (5, false)] {
		chain.block(|| {
			let visited = if is_unfinished { 2 } else { 1 };
			assert_eq!(Crowdloan::rename_account(&coldkey(Alice), &new, 2), (visited, is_unfinished));
			assert_eq!(crowdloans_of(&new).len(), renamed);
		});
	}
	chain.block(|| {
		assert_eq!(Crowdloan::rename_account(&coldkey(Alice), &new, 2), (0, false));
		assert_eq!(Crowdloan::rename_account(&new, &new, 2), (0, false));
		assert_eq!(Crowdloan::rename_account(&new, &account(2), 0), (0, true));
	});
}

#[test]
fn renaming_there_and_back_changes_nothing() {
	Chain::local().block(|| {
		offer().filled(Alice);
		offer_for(remark(1)).filled(Charlie);
		let before = crate::words::stored();
		rename(&coldkey(Bob), &account(1));
		rename(&coldkey(Alice), &account(2));
		assert!(crate::words::stored() != before);
		rename(&account(2), &coldkey(Alice));
		rename(&account(1), &coldkey(Bob));
		assert!(crate::words::stored() == before);
	});
}
