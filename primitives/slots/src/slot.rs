//! What protects a neuron.

use crate::numbered;
use alloc::vec::Vec;
use taonet_types::AlphaBalance;

/// A taken slot, as the rules see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
	/// What the neuron got in the last epoch.
	pub emission: AlphaBalance,
	/// Block of its registration.
	pub registered_at: u64,
	/// What protects it.
	pub standing: Standing,
}

/// What protects a neuron.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
	/// It is one of the owner's, and never leaves.
	Protected,
	/// It registered not long ago: it never leaves by trimming, and its slot is given away only where others must be kept.
	Immune,
	/// Nothing.
	Free,
}

/// The slots of a subnet. A neuron is immune while `now - registered_at < immunity_period`, in blocks.
///
/// `registered_at` has the block of each slot. `emission` may be shorter, as a list of per-neuron values is that no epoch
/// has filled yet: what is missing counts as zero. `protected` are uids, see [`protected_uids`]. Spec: subnets 6.3.
pub fn slots(
	registered_at: &[u64],
	emission: &[AlphaBalance],
	protected: &[u16],
	now: u64,
	immunity_period: u16,
) -> Vec<Slot> {
	let emission = emission.iter().copied().chain(core::iter::repeat(AlphaBalance::ZERO));
	let slot = |((uid, &registered_at), emission)| {
		let standing = if protected.contains(&uid) {
			Standing::Protected
		} else if now.saturating_sub(registered_at) < u64::from(immunity_period) {
			Standing::Immune
		} else {
			Standing::Free
		};
		Slot { emission, registered_at, standing }
	};
	numbered(registered_at).zip(emission).map(slot).collect()
}

/// Uids that are never given away: the oldest `limit` neurons of the subnet's owner, by block of registration and uid; and
/// before all others the neuron of the hotkey that the owner has named, `owner_hotkey`, where it has a slot.
///
/// `is_owners` says whether the coldkey that owns the subnet owns the neuron in a slot. It is asked about the oldest
/// first, and no more once `limit` are found. Spec: subnets 6.3.
pub fn protected_uids(
	registered_at: &[u64],
	owner_hotkey: Option<u16>,
	limit: u16,
	mut is_owners: impl FnMut(u16) -> bool,
) -> Vec<u16> {
	let mut by_age: Vec<(u64, u16)> = numbered(registered_at).map(|(uid, block)| (*block, uid)).collect();
	by_age.sort_unstable();
	let limit = usize::from(limit);
	let mut protected: Vec<u16> =
		by_age.into_iter().map(|(_, uid)| uid).filter(|uid| is_owners(*uid)).take(limit).collect();
	if let Some(uid) = owner_hotkey.filter(|uid| !protected.contains(uid)) {
		protected.insert(0, uid);
		protected.truncate(limit);
	}
	protected
}

#[cfg(test)]
mod tests {
	use super::*;
	use alloc::vec;

	const ALPHA: AlphaBalance = AlphaBalance::new(1);

	#[test]
	fn neuron_is_immune_until_its_period_is_over() {
		let standing = |now| slots(&[100], &[ALPHA], &[], now, 50)[0].standing;
		assert_eq!(standing(100), Standing::Immune);
		assert_eq!(standing(149), Standing::Immune);
		assert_eq!(standing(150), Standing::Free);
		assert_eq!(slots(&[100], &[ALPHA], &[], 100, 0)[0].standing, Standing::Free);
	}

	#[test]
	fn neuron_of_the_owner_is_protected_however_young() {
		let standings =
			|now| slots(&[100, 100], &[], &[1], now, 50).iter().map(|slot| slot.standing).collect::<Vec<_>>();
		assert_eq!(standings(100), [Standing::Immune, Standing::Protected]);
		assert_eq!(standings(500), [Standing::Free, Standing::Protected]);
	}

	#[test]
	fn emission_counts_as_zero_when_no_epoch_has_filled_it() {
		let emissions: Vec<_> = slots(&[1, 2, 3], &[ALPHA], &[], 9, 0).iter().map(|slot| slot.emission).collect();
		assert_eq!(emissions, [ALPHA, AlphaBalance::ZERO, AlphaBalance::ZERO]);
	}

	#[test]
	fn protection_goes_to_the_oldest_neurons_of_the_owner() {
		let blocks = [500, 100, 300, 300, 200];
		let protected = |limit| protected_uids(&blocks, None, limit, |uid| uid != 1);
		assert_eq!(protected(1), [4]);
		// Two of one block: the lower uid first.
		assert_eq!(protected(2), [4, 2]);
		assert_eq!(protected(10), [4, 2, 3, 0]);
		assert!(protected(0).is_empty());
	}

	#[test]
	fn hotkey_named_by_the_owner_pushes_out_the_youngest_when_it_is_not_among_the_oldest() {
		let blocks = [100, 200, 300];
		let protected = |named, limit| protected_uids(&blocks, named, limit, |uid| uid != 2);
		assert_eq!(protected(Some(2), 1), [2]);
		assert_eq!(protected(Some(2), 2), [2, 0]);
		assert_eq!(protected(Some(1), 2), [0, 1]);
		assert!(protected(Some(2), 0).is_empty());
	}

	#[test]
	fn owner_is_asked_about_no_more_neurons_than_needed() {
		let mut asked = vec![];
		protected_uids(&[5, 3, 4], None, 1, |uid| {
			asked.push(uid);
			true
		});
		assert_eq!(asked, [1]);
	}
}
