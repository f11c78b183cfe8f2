//! What `store_encrypted` keeps.

use crate::{
	chain::Chain,
	kit::{call, coldkey, root},
	words::{events, ShieldCall, ShieldError},
};
use pallet_shield::{
	Event, ExtrinsicLifetime, MaxExtrinsicWeight, MaxPendingExtrinsicsLimit, OnInitializeWeight, PendingExtrinsics,
};
use sp_keyring::Sr25519Keyring::{Alice, Bob};
use sp_runtime::{traits::BadOrigin, DispatchResult};
use taonet_runtime::Runtime;

fn store(key: sp_keyring::Sr25519Keyring) -> DispatchResult {
	call(&coldkey(key), ShieldCall::store_encrypted { encrypted_call: vec![7; 100].try_into().unwrap() })
}

fn stored() -> u32 {
	PendingExtrinsics::<Runtime>::count()
}

/// What the next block tells before anything else happens in it.
fn next_block(chain: &mut Chain) -> Vec<Event<Runtime>> {
	chain.block(events)
}

#[test]
fn stored_is_told_as_unreadable_in_the_next_block() {
	let mut chain = Chain::local();
	chain.block(|| {
		assert_eq!(store(Alice), Ok(()));
		assert_eq!(store(Bob), Ok(()));
		let who = [(0, Alice), (1, Bob)].map(|(index, key)| Event::ExtrinsicStored { index, who: coldkey(key) });
		assert_eq!(events(), who);
		let first = PendingExtrinsics::<Runtime>::get(0).unwrap();
		assert_eq!((first.who, first.encrypted_call.len(), first.submitted_at), (coldkey(Alice), 100, 1));
	});
	assert_eq!(chain.look(stored), 2);
	assert_eq!(next_block(&mut chain), [0, 1].map(|index| Event::ExtrinsicDecodeFailed { index }));
	assert_eq!(chain.look(stored), 0);
	chain.block(|| {
		assert_eq!(store(Alice), Ok(()));
		assert_eq!(events(), [Event::ExtrinsicStored { index: 2, who: coldkey(Alice) }]);
	});
}

#[test]
fn a_hundred_are_stored_and_no_more() {
	let mut chain = Chain::local();
	chain.block(|| {
		assert!((0..100).all(|_| store(Alice).is_ok()));
		assert_eq!(store(Bob), Err(ShieldError::TooManyPendingExtrinsics.into()));
		assert_eq!(root(ShieldCall::set_max_pending_extrinsics_number { value: 101 }), Ok(()));
		assert_eq!(store(Bob), Ok(()));
		assert_eq!(store(Bob), Err(ShieldError::TooManyPendingExtrinsics.into()));
	});
	assert_eq!(next_block(&mut chain).len(), 100);
	assert_eq!(next_block(&mut chain), [Event::ExtrinsicDecodeFailed { index: 100 }]);
}

#[test]
fn stored_waits_where_root_gives_no_weight_until_it_is_too_old() {
	let mut chain = Chain::local();
	chain.block(|| {
		assert_eq!(root(ShieldCall::set_on_initialize_weight { value: 0 }), Ok(()));
		assert_eq!(root(ShieldCall::set_stored_extrinsic_lifetime { value: 2 }), Ok(()));
		assert_eq!(store(Alice), Ok(()));
	});
	chain.block(|| {
		assert_eq!(events(), [Event::ExtrinsicPostponed { index: 0 }]);
		assert_eq!(store(Alice), Ok(()));
	});
	assert_eq!(next_block(&mut chain), [Event::ExtrinsicPostponed { index: 0 }]);
	assert_eq!(next_block(&mut chain), [Event::ExtrinsicExpired { index: 0 }, Event::ExtrinsicPostponed { index: 1 }]);
	chain.block(|| assert_eq!(events(), [Event::ExtrinsicExpired { index: 1 }]));
	assert_eq!(chain.look(stored), 0);
}

#[test]
fn settings_are_roots_and_told_by_events() {
	let mut chain = Chain::local();
	chain.block(|| {
		assert_eq!(
			(
				MaxPendingExtrinsicsLimit::<Runtime>::get(),
				OnInitializeWeight::<Runtime>::get(),
				ExtrinsicLifetime::<Runtime>::get(),
				MaxExtrinsicWeight::<Runtime>::get()
			),
			(100, 500_000_000_000, 10, 50_000_000_000)
		);
		let settings = [
			ShieldCall::set_max_pending_extrinsics_number { value: 1 },
			ShieldCall::set_on_initialize_weight { value: 2_000_000_000_000 },
			ShieldCall::set_stored_extrinsic_lifetime { value: 3 },
			ShieldCall::set_max_extrinsic_weight { value: 4 },
		];
		for setting in settings {
			assert_eq!(call(&coldkey(Alice), setting.clone()), Err(BadOrigin.into()));
			assert_eq!(root(setting), Ok(()));
		}
		assert_eq!(
			events(),
			[
				Event::MaxPendingExtrinsicsNumberSet { value: 1 },
				Event::OnInitializeWeightSet { value: 2_000_000_000_000 },
				Event::ExtrinsicLifetimeSet { value: 3 },
				Event::MaxExtrinsicWeightSet { value: 4 },
			]
		);
		let more_than_a_block = ShieldCall::set_on_initialize_weight { value: 2_000_000_000_001 };
		assert_eq!(root(more_than_a_block), Err(ShieldError::WeightExceedsAbsoluteMax.into()));
		assert_eq!(OnInitializeWeight::<Runtime>::get(), 2_000_000_000_000);
		assert_eq!(MaxPendingExtrinsicsLimit::<Runtime>::get(), 1);
		assert_eq!(ExtrinsicLifetime::<Runtime>::get(), 3);
		assert_eq!(MaxExtrinsicWeight::<Runtime>::get(), 4);
	});
}
