//! Stake, activity and permits. Spec: consensus 4.2 steps 1 to 3, 4.3 steps 1 to 4.

use super::{
	input::Epoch,
	numbers::{normalise, ZERO},
};
use taonet_types::fixed::{SafeDiv, I32F32, I64F64};

/// S: shares of the stake that counts. Spec: consensus 4.2.
pub fn stake_shares(epoch: &Epoch) -> Vec<I32F32> {
	let counts =
		|uid: usize, total: I64F64| epoch.is_owner(uid) || total.saturating_to_num::<u64>() >= epoch.stake_threshold;
	let nothing = I64F64::from_bits(0);
	let totals = epoch.total_stake.iter().enumerate();
	let totals: Vec<_> = totals.map(|(uid, &total)| if counts(uid, total) { total } else { nothing }).collect();
	let all = totals.iter().copied().fold(nothing, I64F64::wrapping_add);
	let share = |total: I64F64| if all == nothing { total } else { total.safe_div(all) };
	totals.into_iter().map(|total| share(total).saturating_to_num()).collect()
}

/// Spec: consensus 4.3 step 1.
pub fn inactive(epoch: &Epoch) -> Vec<bool> {
	epoch.last_update.iter().map(|update| update.saturating_add(epoch.activity_cutoff) < epoch.block).collect()
}

/// Spec: consensus 4.3 step 2.
pub fn permits_now(epoch: &Epoch) -> Vec<bool> {
	epoch.validator_permit.iter().enumerate().map(|(uid, permit)| *permit || epoch.is_owner(uid)).collect()
}

/// Without the owner's. Spec: consensus 4.3 step 3.
pub fn new_permits(shares: &[I32F32], most: usize) -> Vec<bool> {
	let mut permits: Vec<_> = shares.iter().map(|share| *share != ZERO).collect();
	let mut uids: Vec<_> = (0..shares.len()).collect();
	// A stable sort: of equal stakes the lower uid loses its permit first.
	uids.sort_by_key(|uid| shares[*uid]);
	for &uid in uids.iter().take(shares.len().saturating_sub(most)) {
		permits[uid] = false;
	}
	permits
}

/// A. Spec: consensus 4.3 step 4.
pub fn active_stake(shares: &[I32F32], inactive: &[bool], permits: &[bool]) -> Vec<I32F32> {
	let counts = |uid: usize| permits[uid] && !inactive[uid];
	let masked: Vec<_> =
		shares.iter().enumerate().map(|(uid, share)| if counts(uid) { *share } else { ZERO }).collect();
	normalise(&masked)
}
