//! Contributing.

use crate::{
	chain::{free, Chain},
	kit::{account, at, call, coldkey, endow},
	words::{
		contribute, contributed, crowdloans_of, events, funds, info, last_event, offer, rao, refusal, refused,
		set_max_contribution, withdraw, CrowdloanCall, Offer,
	},
};
use pallet_crowdloan::{Contributions, CrowdloanId, Error, Event};
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Ferdie};
use taonet_runtime::{AccountId, Runtime, System, TAO};

#[test]
fn contribution_moves_to_the_crowdloan_and_counts() {
	Chain::local().block(|| {
		let id = offer().open(Alice);
		let before = free(&coldkey(Bob));
		assert_eq!(contribute(&coldkey(Bob), id, 5 * TAO), Ok(()));
		assert_eq!((free(&coldkey(Bob)), funds(id)), (before - 5 * TAO, 15 * TAO));
		assert_eq!((info(id).raised, info(id).contributors_count), (rao(15 * TAO), 2));
		assert_eq!((contributed(id, &coldkey(Bob)), crowdloans_of(&coldkey(Bob))), (Some(5 * TAO), vec![id]));
		let told = Event::Contributed { crowdloan_id: id, contributor: coldkey(Bob), amount: rao(5 * TAO) };
		assert_eq!(last_event(), told);
	});
}

#[test]
fn contributor_is_counted_once() {
	Chain::local().block(|| {
		let id = offer().open(Alice);
		for _ in 0..3 {
			assert_eq!(contribute(&coldkey(Bob), id, TAO), Ok(()));
			assert_eq!(contribute(&coldkey(Alice), id, 2 * TAO), Ok(()));
		}
		assert_eq!([Alice, Bob].map(|key| contributed(id, &coldkey(key))), [Some(16 * TAO), Some(3 * TAO)]);
		assert_eq!((info(id).raised, info(id).contributors_count), (rao(19 * TAO), 2));
	});
}

#[test]
fn contribution_is_cut_when_it_passes_the_cap() {
	Chain::local().block(|| {
		let id = offer().open(Alice);
		assert_eq!(contribute(&coldkey(Bob), id, 90 * TAO - 1), Ok(()));
		let before = free(&coldkey(Charlie));
		assert_eq!(contribute(&coldkey(Charlie), id, 50 * TAO), Ok(()));
		// Even if that is less than the least contribution.
		assert_eq!((before - free(&coldkey(Charlie)), contributed(id, &coldkey(Charlie))), (1, Some(1)));
		let told = Event::Contributed { crowdloan_id: id, contributor: coldkey(Charlie), amount: rao(1) };
		assert_eq!(last_event(), told);
		assert_eq!((info(id).raised, funds(id)), (rao(100 * TAO), 100 * TAO));
		assert_eq!(refused(|| contribute(&coldkey(Charlie), id, TAO)), refusal(Error::CapRaised));
	});
}

#[test]
fn contribution_is_cut_at_the_personal_limit() {
	Chain::local().block(|| {
		let id = offer().open(Alice);
		assert_eq!(set_max_contribution(&coldkey(Alice), id, Some(12 * TAO)), Ok(()));
		assert_eq!(contribute(&coldkey(Bob), id, 10 * TAO), Ok(()));
		assert_eq!(contribute(&coldkey(Bob), id, 10 * TAO), Ok(()));
		assert_eq!(contributed(id, &coldkey(Bob)), Some(12 * TAO));
		assert_eq!(refused(|| contribute(&coldkey(Bob), id, TAO)), refusal(Error::MaxContributionReached));
		// The creator's deposit counts.
		assert_eq!(contribute(&coldkey(Alice), id, 10 * TAO), Ok(()));
		assert_eq!(contributed(id, &coldkey(Alice)), Some(12 * TAO));
		assert_eq!((info(id).raised, funds(id)), (rao(24 * TAO), 24 * TAO));
		// A limit below what was contributed takes nothing away.
		assert_eq!(withdraw(&coldkey(Alice), id), Ok(()));
		assert_eq!(set_max_contribution(&coldkey(Alice), id, Some(11 * TAO)), Ok(()));
		assert_eq!(refused(|| contribute(&coldkey(Bob), id, TAO)), refusal(Error::MaxContributionReached));
		assert_eq!(set_max_contribution(&coldkey(Alice), id, None), Ok(()));
		assert_eq!(contribute(&coldkey(Bob), id, TAO), Ok(()));
		assert_eq!(contributed(id, &coldkey(Bob)), Some(13 * TAO));
	});
}

#[test]
fn contribution_may_take_all_that_somebody_has_and_no_more() {
	Chain::local().block(|| {
		let (id, poor) = (offer().open(Alice), account(1));
		endow(&poor, 2);
		assert_eq!(refused(|| contribute(&poor, id, 2 * TAO + 1)), refusal(Error::InsufficientBalance));
		assert_eq!(contribute(&poor, id, 2 * TAO), Ok(()));
		assert!(!System::account_exists(&poor));
		assert_eq!(contributed(id, &poor), Some(2 * TAO));
	});
}

#[test]
fn offer_above_the_balance_is_taken_where_there_is_no_room_for_it_anyway() {
	Chain::local().block(|| {
		let (id, poor) = (offer().open(Alice), account(1));
		endow(&poor, 2);
		assert_eq!(contribute(&coldkey(Bob), id, 89 * TAO), Ok(()));
		assert_eq!(contribute(&poor, id, u64::MAX), Ok(()));
		assert_eq!(contributed(id, &poor), Some(TAO));
	});
}

#[test]
fn contribution_is_refused_when_the_last_block_is_reached() {
	Chain::local().block(|| {
		let id = offer().open(Alice);
		let end = info(id).end;
		at(end - 1, || assert_eq!(contribute(&coldkey(Bob), id, TAO), Ok(())));
		at(end, || {
			// Whatever else is wrong.
			assert_eq!(refused(|| contribute(&coldkey(Bob), id, 0)), refusal(Error::ContributionPeriodEnded));
		});
	});
}

#[test]
fn contribution_is_refused_for_the_first_thing_that_is_wrong() {
	Chain::local().block(|| {
		let id = offer().open(Alice);
		assert_eq!(refused(|| contribute(&coldkey(Bob), 9, 0)), refusal(Error::InvalidCrowdloanId));
		assert_eq!(refused(|| contribute(&account(1), id, TAO - 1)), refusal(Error::ContributionTooLow));
		assert_eq!(refused(|| contribute(&account(1), id, TAO)), refusal(Error::InsufficientBalance));
		assert_eq!(contribute(&coldkey(Bob), id, 90 * TAO), Ok(()));
		assert_eq!(refused(|| contribute(&coldkey(Bob), id, 0)), refusal(Error::CapRaised));
	});
}

/// One of Alice with as many contributors as fit, all of whom but her are accounts 1 to 499 with a tenth of a TAO.
pub fn crowded() -> CrowdloanId {
	let id = Offer { min_contribution: TAO / 10, ..offer() }.open(Alice);
	for number in 1..500 {
		endow(&account(number), 1);
		assert_eq!(contribute(&account(number), id, TAO / 10), Ok(()));
	}
	id
}

#[test]
fn five_hundred_contribute_and_nobody_else() {
	Chain::local().block(|| {
		let id = crowded();
		assert_eq!((info(id).contributors_count, Contributions::<Runtime>::iter_prefix(id).count()), (500, 500));
		assert_eq!((info(id).raised, funds(id)), (rao(10 * TAO + 499 * TAO / 10), 10 * TAO + 499 * TAO / 10));
		let known: [AccountId; 3] = [coldkey(Alice), account(1), account(499)];
		for who in known.iter().chain([&coldkey(Bob)]) {
			assert_eq!(refused(|| contribute(who, id, TAO)), refusal(Error::MaxContributorsReached));
		}
		// Too little is told first.
		assert_eq!(refused(|| contribute(&coldkey(Bob), id, 1)), refusal(Error::ContributionTooLow));
		assert_eq!(withdraw(&account(7), id), Ok(()));
		assert_eq!(contribute(&coldkey(Bob), id, TAO), Ok(()));
		assert_eq!(info(id).contributors_count, 500);
	});
}

#[test]
fn target_may_contribute() {
	Chain::local().block(|| {
		let id = offer().open(Alice);
		assert_eq!(contribute(&coldkey(Ferdie), id, TAO), Ok(()));
		assert_eq!(crowdloans_of(&coldkey(Ferdie)), [id]);
		assert_eq!(info(id).contributors_count, 2);
	});
}

#[test]
fn unsigned_calls_are_refused() {
	Chain::local().block(|| {
		let id = offer().open(Alice);
		let before = events().len();
		let calls = [
			offer().create(),
			CrowdloanCall::contribute { crowdloan_id: id, amount: rao(TAO) },
			CrowdloanCall::withdraw { crowdloan_id: id },
			CrowdloanCall::finalize { crowdloan_id: id },
			CrowdloanCall::refund { crowdloan_id: id },
			CrowdloanCall::dissolve { crowdloan_id: id },
			CrowdloanCall::update_min_contribution { crowdloan_id: id, new_min_contribution: rao(TAO) },
			CrowdloanCall::update_end { crowdloan_id: id, new_end: 100 },
			CrowdloanCall::update_cap { crowdloan_id: id, new_cap: rao(50 * TAO) },
			CrowdloanCall::set_max_contribution { crowdloan_id: id, new_max_contribution: None },
		];
		for attempt in calls {
			assert_eq!(crate::kit::root(attempt), Err(sp_runtime::DispatchError::BadOrigin));
		}
		assert_eq!(events().len(), before);
		assert_eq!(call(&coldkey(Alice), CrowdloanCall::dissolve { crowdloan_id: id }), Ok(()));
	});
}
