//! What a crowdloan is for.

use crate::{
	chain::{free, send, send_ok, Chain},
	kit::{account, call, coldkey, endow, hotkey, undone, ProtocolCall},
	words::{
		all_of, contributed, crowdloans_of, dissolve, finalize, funds, gift, info, last_event, offer, offer_for, rao,
		refund, refusal, refused, remark, withdraw, CrowdloanCall, Offer,
	},
};
use frame_support::{
	dispatch::GetDispatchInfo,
	weights::{constants::WEIGHT_REF_TIME_PER_MILLIS, Weight},
};
use pallet_crowdloan::{CrowdloanId, CurrentCrowdloanId, Error, Event, StoredCalls};
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Ferdie};
use sp_runtime::{traits::Dispatchable, DispatchError, TokenError};
use taonet_runtime::{Crowdloan, Runtime, RuntimeCall, RuntimeOrigin, System, TAO};
use taonet_types::NetUid;

/// One that is filled in one block and can be finalized in the next.
fn filled(chain: &mut Chain, offer: Offer) -> CrowdloanId {
	chain.block(|| offer.filled(Alice))
}

#[test]
fn target_gets_what_was_raised() {
	Chain::local().block(|| {
		let id = offer().filled(Alice);
		let (alice, ferdie) = (free(&coldkey(Alice)), free(&coldkey(Ferdie)));
		assert_eq!(finalize(&coldkey(Alice), id), Ok(()));
		assert_eq!((free(&coldkey(Alice)), free(&coldkey(Ferdie))), (alice, ferdie + 100 * TAO));
		assert_eq!(last_event(), Event::Finalized { crowdloan_id: id });
		// What happened stays on record.
		let record = info(id);
		assert_eq!((record.finalized, record.raised, record.contributors_count), (true, rao(100 * TAO), 2));
		assert_eq!((contributed(id, &coldkey(Bob)), crowdloans_of(&coldkey(Bob))), (Some(90 * TAO), vec![id]));
		assert_eq!(funds(id), 0);
	});
}

#[test]
fn target_that_has_no_account_gets_one() {
	Chain::local().block(|| {
		let id = Offer { target: Some(account(1)), ..offer() }.filled(Alice);
		assert_eq!(finalize(&coldkey(Alice), id), Ok(()));
		assert_eq!(free(&account(1)), 100 * TAO);
	});
}

#[test]
fn creator_gets_what_others_have_sent_to_the_account() {
	Chain::local().block(|| {
		let id = offer().filled(Bob);
		endow(&Crowdloan::funds_account(id), 3);
		let (bob, ferdie) = (free(&coldkey(Bob)), free(&coldkey(Ferdie)));
		assert_eq!(finalize(&coldkey(Bob), id), Ok(()));
		assert_eq!((free(&coldkey(Bob)), free(&coldkey(Ferdie)), funds(id)), (bob + 3 * TAO, ferdie + 100 * TAO, 0));
	});
}

#[test]
fn crowdloan_is_finalized_before_and_after_its_last_block() {
	let mut chain = Chain::local();
	let id = filled(&mut chain, offer());
	let end = chain.look(|| info(id).end);
	chain.skip_to(end + 10);
	chain.block(|| assert_eq!(finalize(&coldkey(Alice), id), Ok(())));
}

#[test]
fn finalization_is_refused_for_the_first_thing_that_is_wrong() {
	Chain::local().block(|| {
		let id = offer().open(Alice);
		assert_eq!(refused(|| finalize(&coldkey(Alice), 9)), refusal(Error::InvalidCrowdloanId));
		for other in [Bob, Ferdie] {
			assert_eq!(refused(|| finalize(&coldkey(other), id)), refusal(Error::InvalidOrigin));
		}
		assert_eq!(refused(|| finalize(&coldkey(Alice), id)), refusal(Error::CapNotRaised));
		let id = offer().filled(Alice);
		assert_eq!(finalize(&coldkey(Alice), id), Ok(()));
		assert_eq!(refused(|| finalize(&coldkey(Bob), id)), refusal(Error::InvalidOrigin));
		assert_eq!(refused(|| finalize(&coldkey(Alice), id)), refusal(Error::AlreadyFinalized));
	});
}

#[test]
fn call_runs_as_the_creator_who_gets_what_it_leaves() {
	let mut chain = Chain::local();
	let id = filled(&mut chain, offer_for(gift(&account(1), 40 * TAO)));
	chain.block(|| {
		let alice = free(&coldkey(Alice));
		assert_eq!(finalize(&coldkey(Alice), id), Ok(()));
		assert_eq!((free(&account(1)), funds(id)), (40 * TAO, 0));
		assert_eq!(free(&coldkey(Alice)), alice - 40 * TAO + 100 * TAO);
		assert_eq!(last_event(), Event::Finalized { crowdloan_id: id });
		assert!(info(id).finalized && info(id).call.is_some());
		assert!(!CurrentCrowdloanId::<Runtime>::exists() && !StoredCalls::<Runtime>::contains_key(id));
	});
}

#[test]
fn nothing_has_happened_when_the_call_fails() {
	let mut chain = Chain::local();
	let poor = account(1);
	let id = filled(&mut chain, offer_for(all_of(vec![gift(&poor, TAO), gift(&poor, 2_000_000 * TAO)])));
	chain.block(|| {
		let answer = refused(|| finalize(&coldkey(Alice), id));
		assert_eq!(answer, Err(DispatchError::Token(TokenError::FundsUnavailable)));
		assert!(!info(id).finalized);
		// Everybody gets out.
		assert_eq!(withdraw(&coldkey(Bob), id), Ok(()));
		assert_eq!(dissolve(&coldkey(Alice), id), Ok(()));
	});
}

#[test]
fn call_cannot_run_in_the_block_in_which_it_was_stored() {
	let mut chain = Chain::local();
	let id = chain.block(|| {
		let id = offer_for(remark(1)).filled(Alice);
		assert_eq!(refused(|| finalize(&coldkey(Alice), id)), refusal(Error::CallUnavailable));
		id
	});
	chain.block(|| assert_eq!(finalize(&coldkey(Alice), id), Ok(())));
}

#[test]
fn call_is_unavailable_when_its_preimage_is_gone() {
	let mut chain = Chain::local();
	let id = filled(&mut chain, offer_for(remark(300)));
	chain.block(|| {
		let hash = info(id).call.unwrap().hash();
		let forget = pallet_preimage::Call::<Runtime>::unrequest_preimage { hash };
		assert_eq!(crate::kit::root(forget), Ok(()));
		assert_eq!(refused(|| finalize(&coldkey(Alice), id)), refusal(Error::CallUnavailable));
		assert_eq!(refund(&coldkey(Alice), id), Ok(()));
		assert_eq!(dissolve(&coldkey(Alice), id), Ok(()));
	});
}

#[test]
fn finalizing_declares_the_weight_of_the_call_and_pays_for_what_it_took() {
	let mut chain = Chain::local();
	let claimed = 200 * WEIGHT_REF_TIME_PER_MILLIS;
	let weight = Weight::from_parts(claimed, 0);
	let claims = pallet_utility::Call::<Runtime>::with_weight { call: Box::new(remark(1)), weight };
	let light = filled(&mut chain, offer_for(remark(1)));
	// Only root may claim a weight, but it is declared all the same.
	let heavy = filled(&mut chain, offer_for(all_of(vec![claims.into()])));
	chain.block(|| {
		let finalizing = |crowdloan_id| RuntimeCall::from(CrowdloanCall::finalize { crowdloan_id });
		let declared = |crowdloan_id| finalizing(crowdloan_id).get_dispatch_info().call_weight.ref_time();
		let origin = || RuntimeOrigin::signed(coldkey(Alice));
		let [nothing, little, much] = [9, light, heavy].map(declared);
		assert!(nothing < little && little < claimed && much > 2 * claimed);
		let failure = finalizing(heavy).dispatch(origin()).unwrap_err();
		assert_eq!(failure.error, DispatchError::BadOrigin);
		let paid = failure.post_info.actual_weight.unwrap().ref_time();
		assert!(paid > nothing + claimed && paid < much);
		let paid = finalizing(light).dispatch(origin()).unwrap().actual_weight.unwrap().ref_time();
		assert!(paid > nothing && paid < little);
	});
}

#[test]
fn call_is_unavailable_when_it_weighs_more_than_was_declared() {
	let mut chain = Chain::local();
	let id = filled(&mut chain, offer_for(remark(1)));
	chain.block(|| {
		let needed = undone(|| {
			StoredCalls::<Runtime>::mutate_extant(id, |stored| stored.room = Weight::zero());
			refused(|| finalize(&coldkey(Alice), id))
		});
		assert_eq!(needed, refusal(Error::CallUnavailable));
		assert_eq!(finalize(&coldkey(Alice), id), Ok(()));
	});
}

#[test]
fn crowdloan_cannot_finalize_another_or_itself() {
	let mut chain = Chain::local();
	let other = filled(&mut chain, offer());
	let finalizing = |crowdloan_id| RuntimeCall::from(CrowdloanCall::finalize { crowdloan_id });
	for inner in [other, other + 2] {
		let id = filled(&mut chain, offer_for(all_of(vec![finalizing(inner); 5])));
		chain.block(|| {
			// To weigh it comes to an end.
			let _ = finalizing(id).get_dispatch_info();
			assert_eq!(refused(|| finalize(&coldkey(Alice), id)), refusal(Error::CallUnavailable));
		});
	}
	chain.block(|| assert_eq!(finalize(&coldkey(Alice), other), Ok(())));
}

#[test]
fn call_can_neither_take_out_of_its_crowdloan_nor_change_it() {
	let mut chain = Chain::local();
	let attempts: [fn(CrowdloanId) -> CrowdloanCall; 5] = [
		|crowdloan_id| CrowdloanCall::withdraw { crowdloan_id },
		|crowdloan_id| CrowdloanCall::refund { crowdloan_id },
		|crowdloan_id| CrowdloanCall::dissolve { crowdloan_id },
		|crowdloan_id| CrowdloanCall::update_cap { crowdloan_id, new_cap: rao(200 * TAO) },
		|crowdloan_id| CrowdloanCall::set_max_contribution { crowdloan_id, new_max_contribution: None },
	];
	for (id, attempt) in (0..).zip(attempts) {
		assert_eq!(filled(&mut chain, offer_for(attempt(id))), id);
		chain.block(|| assert_eq!(refused(|| finalize(&coldkey(Alice), id)), refusal(Error::AlreadyFinalized)));
	}
	let id = 5;
	let more = CrowdloanCall::contribute { crowdloan_id: id, amount: rao(TAO) };
	assert_eq!(filled(&mut chain, offer_for(more)), id);
	chain.block(|| assert_eq!(refused(|| finalize(&coldkey(Alice), id)), refusal(Error::CapRaised)));
}

#[test]
fn call_may_create_another_crowdloan() {
	let mut chain = Chain::local();
	let inner = chain.look(|| Offer { blocks: 200, ..offer() }.create());
	let id = filled(&mut chain, offer_for(inner));
	chain.block(|| {
		assert_eq!(finalize(&coldkey(Alice), id), Ok(()));
		assert_eq!((info(id + 1).creator, funds(id + 1)), (coldkey(Alice), 10 * TAO));
	});
}

#[test]
fn money_is_taken_for_the_crowdloan_whose_call_runs_and_once() {
	let mut chain = Chain::local();
	let id = filled(&mut chain, offer_for(remark(1)));
	chain.block(|| {
		let lease = account(1);
		let taken = |crowdloan_id| Crowdloan::take_raised(crowdloan_id, &lease);
		assert_eq!((Crowdloan::current(), taken(id)), (None, Err(Error::<Runtime>::InvalidCrowdloanId.into())));
		undone(|| {
			CurrentCrowdloanId::<Runtime>::put(id);
			assert_eq!(Crowdloan::current(), Some((id, info(id))));
			assert_eq!(taken(id + 1), Err(Error::<Runtime>::InvalidCrowdloanId.into()));
			assert_eq!(taken(id), Ok(rao(100 * TAO)));
			assert_eq!((free(&lease), funds(id), info(id).raised), (100 * TAO, 0, rao(100 * TAO)));
			assert!(taken(id).is_err());
		});
		let mut contributors: Vec<_> = Crowdloan::contributors(id).collect();
		contributors.sort();
		let mut expected = vec![(coldkey(Alice), rao(10 * TAO)), (coldkey(Bob), rao(90 * TAO))];
		expected.sort();
		assert_eq!(contributors, expected);
	});
}

#[test]
fn crowdloan_registers_a_neuron_for_its_creator() {
	let mut chain = Chain::local();
	let netuid = NetUid::new(1);
	let id = filled(&mut chain, offer_for(ProtocolCall::burned_register { netuid, hotkey: hotkey(Charlie) }));
	chain.block(|| {
		send_ok(Alice, CrowdloanCall::finalize { crowdloan_id: id });
		assert!(pallet_protocol::Uids::<Runtime>::contains_key(netuid, hotkey(Charlie)));
		assert_eq!(pallet_protocol::Owner::<Runtime>::get(hotkey(Charlie)), coldkey(Alice));
	});
}

#[test]
fn whole_life_passes_by_extrinsics() {
	let mut chain = Chain::local();
	let id = chain.block(|| {
		send_ok(Alice, offer().create());
		0
	});
	chain.block(|| {
		send_ok(Bob, CrowdloanCall::contribute { crowdloan_id: id, amount: rao(60 * TAO) });
		send_ok(Charlie, CrowdloanCall::contribute { crowdloan_id: id, amount: rao(60 * TAO) });
		let early = send(Bob, CrowdloanCall::finalize { crowdloan_id: id }).expect("is valid");
		assert_eq!(early, Err(Error::<Runtime>::InvalidOrigin.into()));
	});
	chain.block(|| {
		let before = free(&coldkey(Ferdie));
		send_ok(Alice, CrowdloanCall::finalize { crowdloan_id: id });
		assert_eq!(free(&coldkey(Ferdie)), before + 100 * TAO);
		assert_eq!(contributed(id, &coldkey(Charlie)), Some(30 * TAO));
		assert_eq!(System::block_number(), 3);
	});
	chain.block(|| assert!(call(&coldkey(Alice), CrowdloanCall::dissolve { crowdloan_id: id }).is_err()));
}
