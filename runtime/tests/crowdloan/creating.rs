//! Opening a crowdloan.

use crate::{
	chain::{free, Chain},
	kit::{account, coldkey, endow},
	words::{
		contributed, crowdloans_of, funds, info, last_event, offer, offer_for, rao, refusal, refused, remark, Offer,
	},
};
use codec::Encode;
use frame_support::traits::Bounded;
use pallet_crowdloan::{CrowdloanInfo, Error, Event, NextCrowdloanId, StoredCalls};
use sp_keyring::Sr25519Keyring::{Alice, Bob, Ferdie};
use sp_runtime::DispatchError;
use taonet_runtime::{genesis_presets, AccountId, Crowdloan, Runtime, System, TAO};

#[test]
fn crowdloan_stores_its_terms_and_holds_the_deposit_when_it_is_created() {
	Chain::local().block(|| {
		let before = free(&coldkey(Alice));
		let crowdloan_id = offer().open(Alice);
		assert_eq!(crowdloan_id, 0);
		let end = System::block_number() + 100;
		let expected = CrowdloanInfo {
			creator: coldkey(Alice),
			deposit: rao(10 * TAO),
			min_contribution: rao(TAO),
			end,
			cap: rao(100 * TAO),
			funds_account: Crowdloan::funds_account(0),
			raised: rao(10 * TAO),
			target_address: Some(coldkey(Ferdie)),
			call: None,
			finalized: false,
			contributors_count: 1,
		};
		assert_eq!(info(0), expected);
		assert_eq!(contributed(0, &coldkey(Alice)), Some(10 * TAO));
		assert_eq!((free(&coldkey(Alice)), funds(0)), (before - 10 * TAO, 10 * TAO));
		assert_eq!((crowdloans_of(&coldkey(Alice)), crowdloans_of(&coldkey(Ferdie))), (vec![0], vec![0]));
		let created = Event::Created { crowdloan_id: 0, creator: coldkey(Alice), end, cap: rao(100 * TAO) };
		assert_eq!(last_event(), created);
	});
}

#[test]
fn crowdloans_are_numbered_and_have_accounts_of_their_own() {
	Chain::local().block(|| {
		assert_eq!([offer().open(Alice), offer().open(Alice), offer().open(Bob)], [0, 1, 2]);
		let accounts = [0, 1, 2].map(|crowdloan_id| info(crowdloan_id).funds_account);
		let expected: [AccountId; 3] = [0u32, 1, 2].map(|crowdloan_id| {
			let mut bytes = (b"modl", b"bt/cloan", crowdloan_id).encode();
			bytes.resize(32, 0);
			AccountId::new(bytes.try_into().unwrap())
		});
		assert_eq!(accounts, expected);
		assert_eq!(crowdloans_of(&coldkey(Alice)), [0, 1]);
	});
}

#[test]
fn creation_is_refused_for_the_first_thing_that_is_wrong() {
	Chain::local().block(|| {
		let poor = account(1);
		endow(&poor, 9);
		let mut wrong = Offer {
			deposit: 10 * TAO - 1,
			min_contribution: TAO / 10 - 1,
			cap: 10 * TAO - 1,
			blocks: 0,
			call: Some(remark(1)),
			target: Some(coldkey(Ferdie)),
		};
		let told = |wrong: &Offer, error| assert_eq!(refused(|| wrong.made_by(&poor)), refusal(error));
		told(&wrong, Error::DepositTooLow);
		wrong.deposit = 10 * TAO;
		told(&wrong, Error::CapTooLow);
		wrong.cap = 10 * TAO;
		told(&wrong, Error::CapTooLow);
		wrong.cap = 10 * TAO + 1;
		told(&wrong, Error::MinimumContributionTooLow);
		wrong.min_contribution = TAO / 10;
		told(&wrong, Error::InvalidFinalizationConfig);
		(wrong.call, wrong.target) = (None, None);
		told(&wrong, Error::InvalidFinalizationConfig);
		wrong.target = Some(coldkey(Ferdie));
		told(&wrong, Error::CannotEndInPast);
		wrong.blocks = 49;
		told(&wrong, Error::BlockDurationTooShort);
		wrong.blocks = 20_001;
		told(&wrong, Error::BlockDurationTooLong);
		wrong.blocks = 20_000;
		told(&wrong, Error::InsufficientBalance);
		endow(&poor, 1);
		assert_eq!(wrong.made_by(&poor), Ok(()));
		// He had no more than that.
		assert!(!System::account_exists(&poor));
	});
}

#[test]
fn shortest_crowdloan_lasts_fifty_blocks_on_fast_chains() {
	Chain::local().block(|| {
		offer_with_blocks(50).open(Alice);
	});
}

#[test]
fn crowdloan_lasts_seven_to_sixty_days_at_the_pace_of_production() {
	Chain::from_preset(genesis_presets::LOCAL_12S).block(|| {
		let refusal_of = |blocks| refused(|| offer_with_blocks(blocks).made_by(&coldkey(Alice)));
		assert_eq!(refusal_of(50_399), refusal(Error::BlockDurationTooShort));
		assert_eq!(refusal_of(432_001), refusal(Error::BlockDurationTooLong));
		offer_with_blocks(50_400).open(Alice);
		offer_with_blocks(432_000).open(Alice);
	});
}

fn offer_with_blocks(blocks: u32) -> Offer {
	Offer { blocks, ..offer() }
}

#[test]
fn short_call_is_kept_in_place_and_a_long_one_apart() {
	Chain::local().block(|| {
		let (short, long) = (remark(100), remark(200));
		let [first, second] = [&short, &long].map(|call| offer_for(call.clone()).open(Alice));
		assert!(matches!(info(first).call, Some(Bounded::Inline(bytes)) if bytes.to_vec() == short.encode()));
		let hash = sp_io::hashing::blake2_256(&long.encode()).into();
		let len = u32::try_from(long.encoded_size()).unwrap();
		assert_eq!(info(second).call, Some(Bounded::Lookup { hash, len }));
		assert_eq!(pallet_preimage::PreimageFor::<Runtime>::get((hash, len)).unwrap().to_vec(), long.encode());
		assert!(StoredCalls::<Runtime>::contains_key(first) && StoredCalls::<Runtime>::contains_key(second));
	});
}

#[test]
fn creation_is_refused_when_the_call_is_too_long_to_be_kept() {
	Chain::local().block(|| {
		let answer = refused(|| offer_for(remark(4 << 20)).made_by(&coldkey(Alice)));
		assert_eq!(answer, Err(DispatchError::Exhausted));
	});
}

#[test]
fn creation_is_refused_when_there_is_no_number_left() {
	Chain::local().block(|| {
		NextCrowdloanId::<Runtime>::put(u32::MAX);
		assert_eq!(refused(|| offer().made_by(&coldkey(Alice))), refusal(Error::Overflow));
	});
}

#[test]
fn gift_to_the_account_before_is_not_raised() {
	Chain::local().block(|| {
		endow(&Crowdloan::funds_account(0), 7);
		offer().open(Alice);
		assert_eq!((info(0).raised, funds(0)), (rao(10 * TAO), 17 * TAO));
	});
}
