//! The rules word by word. Spec: subnets 6.3, 6.4.

use taonet_slots::{Slot, Standing};

/// A neuron before anything is known about its protection.
#[derive(Clone, Debug)]
pub struct Neuron {
	pub emission: u64,
	pub registered_at: u64,
	pub owners: bool,
}

/// "Hotkeys of the owner coldkey on the subnet, by registration block then uid ascending, first ImmuneOwnerUidsLimit; if
/// SubnetOwnerHotkey is registered and missing from this list it goes to the front and the list is cut to the limit again."
pub fn protected(neurons: &[Neuron], owner_hotkey: Option<u16>, limit: usize) -> Vec<u16> {
	let mut owners: Vec<usize> = (0..neurons.len()).filter(|uid| neurons[*uid].owners).collect();
	// Stable, so that of one block the lower uid comes first.
	owners.sort_by_key(|uid| neurons[*uid].registered_at);
	owners.truncate(limit);
	let mut list: Vec<u16> = owners.into_iter().map(|uid| uid as u16).collect();
	if let Some(uid) = owner_hotkey {
		if !list.contains(&uid) {
			list = [vec![uid], list].concat();
			list.truncate(limit);
		}
	}
	list
}

/// "1. free = number of unprotected, not immune. If free > MinNonImmuneUids: the first non-immune by the order. 2. Else the
/// first immune by the order. 3. None."
pub fn replaced(
	neurons: &[Neuron],
	protected: &[u16],
	now: u64,
	immunity_period: u64,
	min_non_immune: usize,
) -> Option<u16> {
	let (mut free, mut immune) = (vec![], vec![]);
	for (uid, neuron) in neurons.iter().enumerate() {
		if protected.contains(&(uid as u16)) {
			continue;
		}
		let list = if now < neuron.registered_at + immunity_period { &mut immune } else { &mut free };
		list.push((neuron.emission, neuron.registered_at, uid as u16));
	}
	free.sort();
	immune.sort();
	let list = if free.len() > min_non_immune { free } else { immune };
	list.first().map(|(_, _, uid)| *uid)
}

/// "Stable descending sort by Emission, walked from the end, skipping immune and protected, until n = max_n. Remaining uids
/// are packed in order." What stays, by old uid; none when too many are immune.
pub fn trimmed(slots: &[Slot], keep: usize) -> Option<Vec<u16>> {
	if slots.len() <= keep {
		return Some((0..slots.len() as u16).collect());
	}
	let immune = slots.iter().filter(|slot| slot.standing != Standing::Free).count();
	// Percent(immune / max_n): whole per cent, rounded down, at most 100.
	if (immune * 100 / keep.max(1)).min(100) >= 80 {
		return None;
	}
	let mut order: Vec<usize> = (0..slots.len()).collect();
	order.sort_by(|a, b| slots[*b].emission.cmp(&slots[*a].emission));
	let mut staying: Vec<usize> = order.clone();
	for uid in order.into_iter().rev() {
		if staying.len() == keep {
			break;
		}
		if slots[uid].standing == Standing::Free {
			staying.retain(|other| *other != uid);
		}
	}
	staying.sort();
	Some(staying.into_iter().map(|uid| uid as u16).collect())
}
