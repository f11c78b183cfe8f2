//! What holds for all subnets: against the rules word by word, and what they promise.
#![allow(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::unwrap_used, missing_docs)]

#[path = "../plain/mod.rs"]
mod plain;

use plain::Neuron;
use proptest::{collection::vec, option, prelude::*};
use taonet_slots::{plan_trimming, protected_uids, slot_to_replace, slots, Slot, Standing};
use taonet_types::AlphaBalance;

const NOW: u64 = 1_000;

/// Subnets of all sizes. Few different emissions and blocks, so that ties are common.
fn neurons() -> impl Strategy<Value = Vec<Neuron>> {
	let neuron = (prop_oneof![0u64..4, any::<u64>()], prop_oneof![0u64..4, 0..=NOW], prop::bool::weighted(0.2))
		.prop_map(|(emission, registered_at, owners)| Neuron { emission, registered_at, owners });
	prop_oneof![vec(neuron.clone(), 0..12), vec(neuron, 0..=256)]
}

fn some_slots() -> impl Strategy<Value = Vec<Slot>> {
	let standing = prop_oneof![1 => Just(Standing::Protected), 3 => Just(Standing::Immune), 8 => Just(Standing::Free)];
	let slot =
		(prop_oneof![0u64..4, any::<u64>()], 0u64..4, standing).prop_map(|(emission, registered_at, standing)| Slot {
			emission: AlphaBalance::new(emission),
			registered_at,
			standing,
		});
	prop_oneof![vec(slot.clone(), 0..12), vec(slot, 0..=256)]
}

fn emissions(neurons: &[Neuron]) -> Vec<AlphaBalance> {
	neurons.iter().map(|neuron| AlphaBalance::new(neuron.emission)).collect()
}

fn blocks(neurons: &[Neuron]) -> Vec<u64> {
	neurons.iter().map(|neuron| neuron.registered_at).collect()
}

/// Uids, each of which may lie anywhere.
fn uid_among(neurons: &[Neuron], uid: Option<prop::sample::Index>) -> Option<u16> {
	uid.filter(|_| !neurons.is_empty()).map(|uid| uid.index(neurons.len()) as u16)
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(2_000))]

	#[test]
	fn protection_and_replacement_are_those_of_the_rules_word_by_word(
		neurons in neurons(), named in option::of(any::<prop::sample::Index>()), limit in 0u16..12,
		immunity_period in prop_oneof![Just(0u16), Just(NOW as u16), 0..=2 * NOW as u16], min_non_immune in 0u16..12,
	) {
		let named = uid_among(&neurons, named);
		let protected = protected_uids(&blocks(&neurons), named, limit, |uid| neurons[usize::from(uid)].owners);
		prop_assert_eq!(&protected, &plain::protected(&neurons, named, limit.into()));

		let slots = slots(&blocks(&neurons), &emissions(&neurons), &protected, NOW, immunity_period);
		let replaced = slot_to_replace(&slots, min_non_immune);
		let by_the_rules = plain::replaced(&neurons, &protected, NOW, immunity_period.into(), min_non_immune.into());
		prop_assert_eq!(replaced, by_the_rules);
		if let Some(uid) = replaced {
			prop_assert!(!protected.contains(&uid));
		}
	}

	#[test]
	fn protection_never_exceeds_its_limit_and_covers_the_named_hotkey(
		neurons in neurons(), named in any::<prop::sample::Index>(), limit in 1u16..12,
	) {
		let named = uid_among(&neurons, Some(named));
		let protected = protected_uids(&blocks(&neurons), named, limit, |uid| neurons[usize::from(uid)].owners);
		prop_assert!(protected.len() <= usize::from(limit));
		prop_assert!(named.is_none_or(|uid| protected.contains(&uid)));
	}

	#[test]
	fn trimming_is_that_of_the_rules_word_by_word(slots in some_slots(), keep in 0u16..=260) {
		let plan = plan_trimming(&slots, keep, 80).ok();
		let staying = plan.map(|plan| plan.moves().filter_map(|(old, new)| new.map(|_| old)).collect::<Vec<_>>());
		prop_assert_eq!(staying, plain::trimmed(&slots, keep.into()));
	}

	#[test]
	fn trimming_numbers_those_who_stay_without_gaps_and_in_order(slots in some_slots(), keep in 0u16..=260) {
		let Ok(plan) = plan_trimming(&slots, keep, 80) else { return Ok(()) };
		let moves: Vec<_> = plan.moves().collect();
		prop_assert_eq!(moves.len(), slots.len());
		let new: Vec<u16> = moves.iter().filter_map(|(_, new)| *new).collect();
		prop_assert_eq!(new.len(), slots.len().min(keep.into()));
		prop_assert!(new.iter().copied().eq(0..new.len() as u16));
		for (old, new) in moves {
			prop_assert!(new.is_none_or(|new| new <= old));
			prop_assert!(new.is_some() || slots[usize::from(old)].standing == Standing::Free);
		}
	}

	#[test]
	fn values_and_rows_follow_the_neurons_when_a_subnet_is_trimmed(
		slots in some_slots(), keep in 0u16..=260, missing in 0usize..300, row in vec((0u16..300, any::<u16>()), 0..40),
	) {
		let Ok(plan) = plan_trimming(&slots, keep, 80) else { return Ok(()) };
		// Each value is its old uid, so that it tells where it came from.
		let mut values: Vec<u16> = (0..slots.len().saturating_sub(missing) as u16).collect();
		let had = values.len();
		plan.pack(&mut values);
		for (old, new) in plan.moves() {
			let Some(new) = new else { continue };
			let value = values.get(usize::from(new)).copied();
			prop_assert_eq!(value, (usize::from(old) < had).then_some(old));
		}
		let mut packed = row.clone();
		plan.pack_row(&mut packed);
		let by_hand: Vec<_> = row.iter().filter_map(|(uid, value)| Some((plan.new_uid(*uid)?, *value))).collect();
		prop_assert_eq!(packed, by_hand);
	}
}
