//! Who leaves when there shall be fewer slots, and how the others are renumbered.

use crate::{
	numbered,
	slot::{Slot, Standing},
};
use alloc::{vec, vec::Vec};
use core::cmp::Reverse;

/// So many neurons are immune or protected that a subnet of the wanted size would mostly consist of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooManyImmune;

/// Who stays, and under which uid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trimming {
	/// New uid of each old one; none where the neuron leaves.
	new_uids: Vec<Option<u16>>,
}

/// Removes neurons until `keep` are left: first those with the smallest emission (of equal ones the highest uid), never those
/// that are immune or protected. Those who stay move up and keep their order. Where no more than `keep` are there, all stay.
///
/// Spec: subnets 6.4.
///
/// # Errors
///
/// [`TooManyImmune`] when the immune and protected ones are not fewer than `max_immune_percent` per cent of `keep`
/// (which counts as 1 when it is 0).
pub fn plan_trimming(slots: &[Slot], keep: u16, max_immune_percent: u8) -> Result<Trimming, TooManyImmune> {
	let leaving = slots.len().saturating_sub(keep.into());
	let mut stays = vec![true; slots.len()];
	if leaving > 0 {
		let mut free: Vec<(u16, &Slot)> = numbered(slots).filter(|(_, slot)| slot.standing == Standing::Free).collect();
		let immune = slots.len().saturating_sub(free.len());
		// Hundreds of at most 65535: far from the ends of the type.
		if immune.saturating_mul(100) >= usize::from(max_immune_percent).saturating_mul(keep.max(1).into()) {
			return Err(TooManyImmune);
		}
		free.sort_unstable_by_key(|(uid, slot)| (slot.emission, Reverse(*uid)));
		for (uid, _) in free.into_iter().take(leaving) {
			if let Some(stays) = stays.get_mut(usize::from(uid)) {
				*stays = false;
			}
		}
	}
	let mut next = 0..=u16::MAX;
	Ok(Trimming { new_uids: stays.into_iter().map(|stays| if stays { next.next() } else { None }).collect() })
}

impl Trimming {
	/// Old uids in ascending order, each with its new one, which is never higher; none where the neuron leaves.
	pub fn moves(&self) -> impl Iterator<Item = (u16, Option<u16>)> + '_ {
		numbered(&self.new_uids).map(|(old, new)| (old, *new))
	}

	/// The new uid of an old one; `None` where the neuron leaves, and where there was none.
	pub fn new_uid(&self, old: u16) -> Option<u16> {
		self.new_uids.get(usize::from(old)).copied().flatten()
	}

	/// Moves the values of a list that has one for each uid. It may be shorter; values beyond the last uid are dropped.
	pub fn pack<V>(&self, values: &mut Vec<V>) {
		let mut old = 0..=u16::MAX;
		values.retain(|_| old.next().is_some_and(|old| self.new_uid(old).is_some()));
	}

	/// Renumbers the uids of a row of (uid, value), and drops entries on neurons that leave.
	pub fn pack_row<V>(&self, row: &mut Vec<(u16, V)>) {
		row.retain_mut(|(uid, _)| match self.new_uid(*uid) {
			Some(new) => {
				*uid = new;
				true
			},
			None => false,
		});
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use taonet_types::AlphaBalance;

	/// Slots with these emissions, of which these are not free.
	fn slots(emissions: &[u64], standings: &[(u16, Standing)]) -> Vec<Slot> {
		let standing =
			|uid| standings.iter().find(|(other, _)| *other == uid).map_or(Standing::Free, |(_, standing)| *standing);
		numbered(emissions)
			.map(|(uid, emission)| Slot {
				emission: AlphaBalance::new(*emission),
				registered_at: 0,
				standing: standing(uid),
			})
			.collect()
	}

	fn staying(slots: &[Slot], keep: u16) -> Vec<u16> {
		let plan = plan_trimming(slots, keep, 80).unwrap();
		plan.moves().filter_map(|(old, new)| new.map(|_| old)).collect()
	}

	#[test]
	fn neurons_with_the_smallest_emission_leave() {
		assert_eq!(staying(&slots(&[5, 1, 4, 2, 3], &[]), 3), [0, 2, 4]);
	}

	#[test]
	fn highest_uid_leaves_first_when_emissions_are_equal() {
		assert_eq!(staying(&slots(&[0, 7, 0, 0], &[]), 2), [0, 1]);
	}

	#[test]
	fn immune_and_protected_neurons_stay_whatever_they_earn() {
		let slots = slots(&[0, 5, 0, 4, 3, 9], &[(0, Standing::Protected), (2, Standing::Immune)]);
		assert_eq!(staying(&slots, 4), [0, 1, 2, 5]);
		assert_eq!(staying(&slots, 3), [0, 2, 5]);
	}

	#[test]
	fn trimming_is_refused_when_four_fifths_would_be_immune() {
		let immune = [0, 1, 2, 3].map(|uid| (uid, Standing::Immune));
		let slots = slots(&[0; 8], &immune);
		assert_eq!(plan_trimming(&slots, 5, 80), Err(TooManyImmune));
		assert_eq!(staying(&slots, 6), [0, 1, 2, 3, 4, 5]);
		assert_eq!(plan_trimming(&slots, 2, 80), Err(TooManyImmune));
	}

	#[test]
	fn immune_neurons_are_no_reason_to_refuse_when_nobody_leaves() {
		let slots = slots(&[0, 0], &[(0, Standing::Immune), (1, Standing::Immune)]);
		assert_eq!(staying(&slots, 2), [0, 1]);
	}

	#[test]
	fn all_leave_when_none_may_stay_and_none_is_immune() {
		assert!(staying(&slots(&[1, 2], &[]), 0).is_empty());
		assert_eq!(plan_trimming(&slots(&[1, 2], &[(0, Standing::Immune)]), 0, 80), Err(TooManyImmune));
	}

	#[test]
	fn values_and_rows_follow_the_neurons() {
		// Uid 1 leaves.
		let plan = plan_trimming(&slots(&[3, 1, 2, 4], &[]), 3, 80).unwrap();
		assert_eq!(plan.moves().collect::<Vec<_>>(), [(0, Some(0)), (1, None), (2, Some(1)), (3, Some(2))]);
		let mut values = vec!['a', 'b', 'c', 'd'];
		plan.pack(&mut values);
		assert_eq!(values, ['a', 'c', 'd']);
		let mut row = vec![(0, 10), (1, 20), (3, 40)];
		plan.pack_row(&mut row);
		assert_eq!(row, [(0, 10), (2, 40)]);
	}

	#[test]
	fn short_list_of_values_stays_short() {
		let plan = plan_trimming(&slots(&[3, 1, 2, 4], &[]), 3, 80).unwrap();
		let mut values = vec!['a', 'b'];
		plan.pack(&mut values);
		assert_eq!(values, ['a']);
	}
}
