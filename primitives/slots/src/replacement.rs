//! Whose slot a newcomer gets.

use crate::{
	numbered,
	slot::{Slot, Standing},
};

/// The slot that a newcomer to a full subnet gets: of those that nothing protects, the one with the smallest emission (then
/// the oldest, then the lowest uid). Where no more than `min_non_immune` of them are left, the same among the immune ones;
/// `None` when there is no immune one then, although slots without protection may exist. Spec: subnets 6.3.
pub fn slot_to_replace(slots: &[Slot], min_non_immune: u16) -> Option<u16> {
	let free = slots.iter().filter(|slot| slot.standing == Standing::Free).count();
	let leaving = if free > usize::from(min_non_immune) { Standing::Free } else { Standing::Immune };
	numbered(slots)
		.filter(|(_, slot)| slot.standing == leaving)
		.min_by_key(|(uid, slot)| (slot.emission, slot.registered_at, *uid))
		.map(|(uid, _)| uid)
}

#[cfg(test)]
mod tests {
	use super::*;
	use alloc::vec::Vec;
	use taonet_types::AlphaBalance;

	fn slot(emission: u64, registered_at: u64, standing: Standing) -> Slot {
		Slot { emission: AlphaBalance::new(emission), registered_at, standing }
	}

	/// The example of the specification.
	fn example() -> Vec<Slot> {
		[
			slot(0, 100, Standing::Protected),
			slot(50, 120, Standing::Free),
			slot(50, 110, Standing::Free),
			slot(0, 9_000, Standing::Immune),
		]
		.into()
	}

	#[test]
	fn newcomer_follows_the_table_of_the_specification() {
		assert_eq!(slot_to_replace(&example(), 1), Some(2));
		assert_eq!(slot_to_replace(&example(), 2), Some(3));
		assert_eq!(slot_to_replace(&example(), 10), Some(3));
	}

	#[test]
	fn newcomer_is_refused_when_only_few_without_protection_are_left() {
		let slots = &example()[..3];
		assert_eq!(slot_to_replace(slots, 2), None);
		assert_eq!(slot_to_replace(slots, 1), Some(2));
	}

	#[test]
	fn newcomer_is_refused_when_all_slots_are_the_owners() {
		assert_eq!(slot_to_replace(&[slot(0, 0, Standing::Protected); 3], 0), None);
		assert_eq!(slot_to_replace(&[], 0), None);
	}

	#[test]
	fn newcomer_gets_the_lowest_uid_when_emission_and_age_are_equal() {
		assert_eq!(slot_to_replace(&[slot(7, 3, Standing::Free); 4], 0), Some(0));
		assert_eq!(slot_to_replace(&[slot(7, 3, Standing::Immune); 4], 0), Some(0));
	}
}
