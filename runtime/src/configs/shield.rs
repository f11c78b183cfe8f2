//! Keys of the authors.

use crate::Runtime;
use pallet_aura::{Authorities, CurrentSlot};
use pallet_shield::SlotAuthors;
use sp_consensus_aura::sr25519::AuthorityId;

impl pallet_shield::Config for Runtime {
	type AuthorityId = AuthorityId;
	type SlotAuthors = AuraSlots;
	type WeightInfo = crate::weights::shield::Measured;
}

/// Authorities take turns, slot by slot.
pub struct AuraSlots;

impl SlotAuthors<AuthorityId> for AuraSlots {
	fn after(slots: u64) -> Option<AuthorityId> {
		let authorities = Authorities::<Runtime>::get();
		let slot = u64::from(CurrentSlot::<Runtime>::get()).saturating_add(slots);
		let turn = slot.checked_rem(u64::try_from(authorities.len()).ok()?)?;
		authorities.get(usize::try_from(turn).ok()?).cloned()
	}
}
