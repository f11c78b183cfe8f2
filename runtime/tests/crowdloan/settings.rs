//! What the creator may change.

use crate::{
	chain::Chain,
	kit::{at, call, coldkey},
	words::{
		contribute, finalize, info, last_event, offer, rao, refusal, refused, set_max_contribution, CrowdloanCall,
		CrowdloanError,
	},
};
use pallet_crowdloan::{CrowdloanId, Error, Event, MaxContributions};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob};
use sp_runtime::DispatchResult;
use taonet_runtime::{BlockNumber, Runtime, System, TAO};

fn set_min(who: Sr25519Keyring, crowdloan_id: CrowdloanId, amount: u64) -> DispatchResult {
	call(&coldkey(who), CrowdloanCall::update_min_contribution { crowdloan_id, new_min_contribution: rao(amount) })
}

fn set_end(who: Sr25519Keyring, crowdloan_id: CrowdloanId, new_end: BlockNumber) -> DispatchResult {
	call(&coldkey(who), CrowdloanCall::update_end { crowdloan_id, new_end })
}

fn set_cap(who: Sr25519Keyring, crowdloan_id: CrowdloanId, amount: u64) -> DispatchResult {
	call(&coldkey(who), CrowdloanCall::update_cap { crowdloan_id, new_cap: rao(amount) })
}

fn set_max(who: Sr25519Keyring, crowdloan_id: CrowdloanId, limit: Option<u64>) -> DispatchResult {
	set_max_contribution(&coldkey(who), crowdloan_id, limit)
}

#[test]
fn least_contribution_is_set_between_its_bounds() {
	Chain::local().block(|| {
		let id = offer().open(Alice);
		assert_eq!(set_min(Alice, id, TAO / 10), Ok(()));
		assert_eq!(info(id).min_contribution, rao(TAO / 10));
		let told = Event::MinContributionUpdated { crowdloan_id: id, new_min_contribution: rao(TAO / 10) };
		assert_eq!(last_event(), told);
		let too_low = refused(|| set_min(Alice, id, TAO / 10 - 1));
		assert_eq!(too_low, refusal(Error::MinimumContributionTooLow));
		assert_eq!(set_max(Alice, id, Some(20 * TAO)), Ok(()));
		assert_eq!(refused(|| set_min(Alice, id, 20 * TAO + 1)), refusal(Error::MinimumContributionTooHigh));
		assert_eq!(set_min(Alice, id, 20 * TAO), Ok(()));
		assert_eq!(refused(|| contribute(&coldkey(Bob), id, 20 * TAO - 1)), refusal(Error::ContributionTooLow));
		assert_eq!(contribute(&coldkey(Bob), id, 20 * TAO), Ok(()));
		assert_eq!(set_max(Alice, id, None), Ok(()));
		assert_eq!(set_min(Alice, id, u64::MAX), Ok(()));
	});
}

#[test]
fn end_is_moved_within_the_bounds_from_now() {
	let mut chain = Chain::local();
	let id = chain.block(|| offer().open(Alice));
	chain.run(3);
	chain.block(|| {
		let now = System::block_number();
		assert_eq!(refused(|| set_end(Alice, id, now)), refusal(Error::CannotEndInPast));
		assert_eq!(refused(|| set_end(Alice, id, now + 49)), refusal(Error::BlockDurationTooShort));
		assert_eq!(refused(|| set_end(Alice, id, now + 20_001)), refusal(Error::BlockDurationTooLong));
		for new_end in [now + 20_000, now + 50] {
			assert_eq!(set_end(Alice, id, new_end), Ok(()));
			assert_eq!(info(id).end, new_end);
			assert_eq!(last_event(), Event::EndUpdated { crowdloan_id: id, new_end });
		}
		at(now + 60, || {
			assert_eq!(refused(|| contribute(&coldkey(Bob), id, TAO)), refusal(Error::ContributionPeriodEnded));
			// One that has ended goes on.
			assert_eq!(set_end(Alice, id, now + 110), Ok(()));
			assert_eq!(contribute(&coldkey(Bob), id, TAO), Ok(()));
		});
	});
}

#[test]
fn cap_is_lowered_to_what_is_raised_and_no_further() {
	Chain::local().block(|| {
		let id = offer().open(Alice);
		assert_eq!(contribute(&coldkey(Bob), id, 5 * TAO), Ok(()));
		assert_eq!(refused(|| finalize(&coldkey(Alice), id)), refusal(Error::CapNotRaised));
		assert_eq!(refused(|| set_cap(Alice, id, 15 * TAO - 1)), refusal(Error::CapTooLow));
		assert_eq!(set_cap(Alice, id, 200 * TAO), Ok(()));
		assert_eq!(set_cap(Alice, id, 15 * TAO), Ok(()));
		assert_eq!(info(id).cap, rao(15 * TAO));
		assert_eq!(last_event(), Event::CapUpdated { crowdloan_id: id, new_cap: rao(15 * TAO) });
		assert_eq!(refused(|| contribute(&coldkey(Bob), id, TAO)), refusal(Error::CapRaised));
		assert_eq!(finalize(&coldkey(Alice), id), Ok(()));
	});
}

#[test]
fn personal_limit_is_set_above_the_least_and_the_creators_contribution() {
	Chain::local().block(|| {
		let id = offer().open(Alice);
		assert_eq!(refused(|| set_max(Alice, id, Some(10 * TAO - 1))), refusal(Error::MaximumContributionTooLow));
		assert_eq!(set_max(Alice, id, Some(10 * TAO)), Ok(()));
		assert_eq!(MaxContributions::<Runtime>::get(id), Some(rao(10 * TAO)));
		let told = |limit: Option<u64>| Event::MaxContributionUpdated {
			crowdloan_id: id,
			new_max_contribution: limit.map(rao),
		};
		assert_eq!(last_event(), told(Some(10 * TAO)));
		assert_eq!(set_max(Alice, id, None), Ok(()));
		assert_eq!((MaxContributions::<Runtime>::get(id), last_event()), (None, told(None)));
		assert_eq!(set_min(Alice, id, 30 * TAO), Ok(()));
		assert_eq!(refused(|| set_max(Alice, id, Some(30 * TAO - 1))), refusal(Error::MaximumContributionTooLow));
		assert_eq!(contribute(&coldkey(Alice), id, 30 * TAO), Ok(()));
		assert_eq!(refused(|| set_max(Alice, id, Some(40 * TAO - 1))), refusal(Error::MaximumContributionTooLow));
		assert_eq!(set_max(Alice, id, Some(40 * TAO)), Ok(()));
	});
}

#[test]
fn settings_are_the_creators_until_the_end() {
	Chain::local().block(|| {
		let id = offer().filled(Alice);
		let attempts: [fn(Sr25519Keyring, CrowdloanId) -> DispatchResult; 4] = [
			|who, id| set_min(who, id, 0),
			|who, id| set_end(who, id, 0),
			|who, id| set_cap(who, id, 0),
			|who, id| set_max(who, id, Some(0)),
		];
		let told = |who: Sr25519Keyring, id, error: fn() -> CrowdloanError| {
			for attempt in attempts {
				assert_eq!(refused(|| attempt(who, id)), refusal(error()));
			}
		};
		told(Alice, 9, || Error::InvalidCrowdloanId);
		told(Bob, id, || Error::InvalidOrigin);
		assert_eq!(finalize(&coldkey(Alice), id), Ok(()));
		told(Bob, id, || Error::InvalidOrigin);
		told(Alice, id, || Error::AlreadyFinalized);
	});
}
