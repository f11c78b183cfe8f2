//! The rules about settings that hold after every block: each is broken here, and caught.

use crate::{
	kit::{account, undone},
	scene::{with_subnets, Scene, FAST, MISSING},
	table::{setters, Setter},
	wire::Item,
};
use codec::Encode;
use frame_support::traits::{TryState, TryStateSelect};
use pallet_protocol::{
	types::{Hyperparameter, RateLimitKey, TransactionType},
	LastEpochBlock, LastMechansimStepBlock, LastRateLimitedBlock, MaxAllowedUids, MaxMechanismCount,
	MechanismCountCurrent, MechanismEmissionSplit, PendingEpochAt, TransactionKeyLastBlock,
};
use pallet_staking::RelatedHotkeys;
use sp_runtime::TryRuntimeError;
use taonet_runtime::{AllPalletsWithSystem, BlockNumber, Runtime, System};
use taonet_types::MechId;

fn check() -> Result<(), TryRuntimeError> {
	let only = TryStateSelect::Only(vec![b"Subnets".to_vec()]);
	<AllPalletsWithSystem as TryState<BlockNumber>>::try_state(System::block_number(), only)
}

/// Expects that the rule is noticed to be broken.
#[track_caller]
fn caught(rule: &str, break_it: impl FnOnce()) {
	undone(|| {
		assert_eq!(check(), Ok(()));
		break_it();
		match check() {
			Err(TryRuntimeError::Other(noticed)) => assert_eq!(noticed, rule),
			other => panic!("{rule}: {other:?}"),
		}
	});
}

/// Expects that no rule is broken.
#[track_caller]
fn allowed(change: impl FnOnce()) {
	undone(|| {
		change();
		assert_eq!(check(), Ok(()));
	});
}

fn now() -> u64 {
	System::block_number().into()
}

/// Items that another file of rules is about, or another pallet.
const OTHERS: [&str; 6] = [
	"Tempo",
	"SubtokenEnabled",
	"SubnetEmissionEnabled",
	"SubnetOwnerHotkey",
	"RAORecycledForRegistration",
	"EMAPriceHalvingBlocks",
];

#[test]
fn hyperparameter_is_caught_when_its_subnet_is_gone() {
	with_subnets(&FAST, |_| {
		let settable = setters().into_iter().filter(|setter: &Setter| setter.of_subnet).map(|setter| setter.item);
		let unset = ["MaxWeightsLimit", "NetworkPowRegistrationAllowed", "LastAdjustmentBlock", "ScalingLawPower"];
		let other_calls = ["ActivityCutoffFactorMilli", "Burn"];
		let items = settable.chain(unset).chain(other_calls).filter(|item| !OTHERS.contains(item));
		for item in items {
			let value = match item {
				"MechanismEmissionSplit" => vec![u16::MAX].encode(),
				_ => Item::of(item).value(&[MISSING.encode()]).expect("has a default"),
			};
			caught(&format!("{item} is left of a subnet that is gone"), || {
				sp_io::storage::set(&Item::of(item).key(&[MISSING.encode()]), &value);
			});
		}
	});
}

#[test]
fn schedule_is_caught_when_it_lies_in_the_future() {
	with_subnets(&FAST, |Scene { netuid, .. }| {
		allowed(|| LastEpochBlock::<Runtime>::insert(netuid, now()));
		caught("LastEpochBlock is yet to come", || LastEpochBlock::<Runtime>::insert(netuid, now() + 1));
		allowed(|| LastMechansimStepBlock::<Runtime>::insert(netuid, now()));
		caught("LastMechansimStepBlock is yet to come", || {
			LastMechansimStepBlock::<Runtime>::insert(netuid, now() + 1)
		});
		allowed(|| PendingEpochAt::<Runtime>::insert(netuid, now() + 65_535));
		caught("PendingEpochAt is too far away", || PendingEpochAt::<Runtime>::insert(netuid, now() + 65_536));
	});
}

#[test]
fn schedule_is_caught_when_its_subnet_is_gone() {
	with_subnets(&FAST, |_| {
		for item in ["Tempo", "LastEpochBlock", "PendingEpochAt", "BlocksSinceLastStep", "LastMechansimStepBlock"] {
			let key = Item::of(item).key(&[MISSING.encode()]);
			let value = Item::of(item).value(&[MISSING.encode()]).expect("has a default");
			caught(&format!("{item} is left of a subnet that is gone"), || sp_io::storage::set(&key, &value));
		}
	});
}

#[test]
fn mechanisms_are_caught_when_they_are_none_or_too_many() {
	with_subnets(&FAST, |Scene { netuid, .. }| {
		let set_most = |count| MaxMechanismCount::<Runtime>::put(MechId::new(count));
		let set_count = |count| MechanismCountCurrent::<Runtime>::insert(netuid, MechId::new(count));
		for count in [0, 17] {
			caught("MaxMechanismCount is out of bounds", || set_most(count));
			caught("MechanismCountCurrent is out of bounds", || {
				MaxAllowedUids::<Runtime>::insert(netuid, 3);
				set_count(count)
			});
		}
		allowed(|| set_most(16));
		let with_slots = |slots| {
			MaxAllowedUids::<Runtime>::insert(netuid, slots);
			set_count(2)
		};
		allowed(|| with_slots(128));
		caught("a subnet has too many uids for its mechanisms", || with_slots(129));
	});
}

#[test]
fn split_is_caught_when_it_is_not_the_whole_or_of_too_many() {
	with_subnets(&FAST, |Scene { netuid, .. }| {
		let split = |shares: Vec<u16>| MechanismEmissionSplit::<Runtime>::insert(netuid, shares);
		allowed(|| split(vec![u16::MAX]));
		caught("the shares of a split are not the whole", || split(vec![u16::MAX - 1]));
		caught("the shares of a split are not the whole", || split(vec![]));
		caught("a split has more shares than the subnet has mechanisms", || split(vec![1, u16::MAX - 1]));
	});
}

#[test]
fn rate_limit_is_caught_when_it_lies_in_the_future() {
	with_subnets(&FAST, |Scene { netuid, owner, .. }| {
		let key = RateLimitKey::OwnerHyperparamUpdate(netuid, Hyperparameter::Rho);
		let of_owner = (owner.clone(), netuid, TransactionType::TempoUpdate.number());
		allowed(|| {
			LastRateLimitedBlock::<Runtime>::insert(&key, now());
			TransactionKeyLastBlock::<Runtime>::insert(&of_owner, now());
		});
		caught("a rate limit is yet to come", || LastRateLimitedBlock::<Runtime>::insert(&key, now() + 1));
		caught("a rate limit is yet to come", || TransactionKeyLastBlock::<Runtime>::insert(&of_owner, now() + 1));
	});
}

#[test]
fn rate_limit_is_caught_when_its_subnet_is_gone() {
	with_subnets(&FAST, |Scene { owner, .. }| {
		let gone = "a rate limit is left of a subnet that is gone";
		for key in [
			RateLimitKey::OwnerHyperparamUpdate(MISSING, Hyperparameter::Rho),
			RateLimitKey::SetSNOwnerHotkey(MISSING),
			RateLimitKey::AddStakeBurn(MISSING),
		] {
			caught(gone, || LastRateLimitedBlock::<Runtime>::insert(&key, 1));
		}
		let kind = TransactionType::TempoUpdate.number();
		caught(gone, || TransactionKeyLastBlock::<Runtime>::insert((owner, MISSING, kind), 1));
	});
}

#[test]
fn rate_limit_of_an_owner_is_caught_when_it_is_somebody_elses() {
	with_subnets(&FAST, |Scene { netuid, owner, .. }| {
		let note = |who, kind: u16| TransactionKeyLastBlock::<Runtime>::insert((who, netuid, kind), 1);
		use TransactionType::{MaxUidsTrimming, SetChildkeyTake, SetChildren, TempoUpdate};
		for kind in [TempoUpdate, MaxUidsTrimming] {
			allowed(|| note(owner.clone(), kind.number()));
			caught("somebody else than the owner has an owner's rate limit", || note(account(1), kind.number()));
		}
		// Hotkeys have theirs too.
		for kind in [SetChildren, SetChildkeyTake] {
			allowed(|| {
				note(account(1), kind.number());
				RelatedHotkeys::<Runtime>::insert(netuid, account(1), ());
			});
		}
	});
}
