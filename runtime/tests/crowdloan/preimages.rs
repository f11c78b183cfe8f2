//! Long calls, which several may keep at a time.

use crate::{
	chain::Chain,
	kit::{coldkey, root},
	words::{dissolve, finalize, info, offer_for, refund, remark},
};
use codec::Encode;
use pallet_preimage::{PreimageFor, RequestStatusFor};
use sp_keyring::Sr25519Keyring::{Alice, Bob};
use taonet_runtime::{Hash, Runtime, RuntimeCall, RuntimeEvent, System};

/// Long enough to be kept apart.
fn long() -> RuntimeCall {
	remark(300)
}

fn is_kept(call: &RuntimeCall) -> bool {
	let hash: Hash = sp_io::hashing::blake2_256(&call.encode()).into();
	let len = u32::try_from(call.encoded_size()).unwrap();
	let kept = PreimageFor::<Runtime>::contains_key((hash, len));
	assert_eq!(kept, RequestStatusFor::<Runtime>::contains_key(hash));
	kept
}

fn schedule(when: u32) {
	let call = Box::new(long());
	let schedule = pallet_scheduler::Call::<Runtime>::schedule { when, maybe_periodic: None, priority: 0, call };
	assert_eq!(root(schedule), Ok(()));
}

/// Whether root's call has run in this block.
fn has_run() -> bool {
	let dispatched = |event: &RuntimeEvent| {
		matches!(event, RuntimeEvent::Scheduler(pallet_scheduler::Event::Dispatched { result: Ok(()), .. }))
	};
	System::events().iter().any(|record| dispatched(&record.event))
}

#[test]
fn call_is_forgotten_when_it_has_run() {
	let mut chain = Chain::local();
	let id = chain.block(|| {
		let id = offer_for(long()).filled(Alice);
		assert!(is_kept(&long()));
		id
	});
	chain.block(|| {
		assert_eq!(finalize(&coldkey(Alice), id), Ok(()));
		assert!(!is_kept(&long()) && info(id).call.is_some());
	});
}

#[test]
fn call_of_one_crowdloan_stays_when_another_with_the_same_is_dissolved() {
	let mut chain = Chain::local();
	let (one, other, third) = chain.block(|| {
		let id = offer_for(long()).filled(Alice);
		(id, offer_for(long()).filled(Bob), offer_for(long()).filled(Bob))
	});
	chain.block(|| {
		assert_eq!(refund(&coldkey(Bob), third), Ok(()));
		assert_eq!(dissolve(&coldkey(Bob), third), Ok(()));
		assert_eq!(finalize(&coldkey(Bob), other), Ok(()));
		assert!(is_kept(&long()));
		assert_eq!(finalize(&coldkey(Alice), one), Ok(()));
		assert!(!is_kept(&long()));
	});
}

#[test]
fn scheduled_call_runs_when_a_crowdloan_with_the_same_came_and_went_meanwhile() {
	let mut chain = Chain::local();
	chain.block(|| {
		schedule(3);
		for _ in 0..3 {
			let id = offer_for(long()).open(Bob);
			assert_eq!(dissolve(&coldkey(Bob), id), Ok(()));
			assert!(is_kept(&long()));
		}
	});
	chain.run(1);
	chain.block(|| assert!(has_run()));
}

#[test]
fn scheduled_call_runs_when_a_crowdloan_with_the_same_was_there_before() {
	let mut chain = Chain::local();
	chain.block(|| {
		let id = offer_for(long()).open(Bob);
		schedule(3);
		assert_eq!(dissolve(&coldkey(Bob), id), Ok(()));
	});
	chain.run(1);
	chain.block(|| assert!(has_run()));
}

#[test]
fn crowdloan_keeps_its_call_when_the_scheduled_one_has_run() {
	let mut chain = Chain::local();
	let id = chain.block(|| {
		schedule(2);
		offer_for(long()).filled(Alice)
	});
	chain.block(|| {
		assert!(has_run() && is_kept(&long()));
		assert_eq!(finalize(&coldkey(Alice), id), Ok(()));
	});
}

#[test]
fn preimage_that_somebody_paid_for_stays_his() {
	let mut chain = Chain::local();
	let id = chain.block(|| {
		let note = pallet_preimage::Call::<Runtime>::note_preimage { bytes: long().encode() };
		assert_eq!(crate::kit::call(&coldkey(Bob), note), Ok(()));
		offer_for(long()).filled(Alice)
	});
	chain.block(|| {
		assert_eq!(finalize(&coldkey(Alice), id), Ok(()));
		assert!(is_kept(&long()) && !is_kept(&remark(301)));
		let hash = sp_io::hashing::blake2_256(&long().encode()).into();
		let forget = pallet_preimage::Call::<Runtime>::unnote_preimage { hash };
		assert_eq!(crate::kit::call(&coldkey(Bob), forget), Ok(()));
		assert!(!is_kept(&long()));
	});
}
