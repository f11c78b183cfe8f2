//! Alpha that is locked in favour of a hotkey, and the conviction that builds up with time. Spec: staking 10.

use crate::amounts::{signed_fixed, ONE_U64F64};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use substrate_fixed::transcendental::exp;
use taonet_types::{
	fixed::{SafeDiv, I64F64, U64F64},
	AlphaBalance,
};

/// From so much mass or conviction on, in alpha-rao, a lock is something. Spec: staking 10.1.
const LEAST_MASS: AlphaBalance = AlphaBalance::new(100);
const LEAST_CONVICTION: U64F64 = U64F64::from_bits(100 << 64);
const ZERO: U64F64 = U64F64::from_bits(0);
/// Below this exponent, what is left of anything stays at `e^-40`, less than 10^-17.
const LOWEST_EXPONENT: I64F64 = I64F64::from_bits(-40 << 64);

/// A lock, or the sum of several, as it was at a block. It is stored like this. Spec: staking 10.1.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Default, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub struct LockState {
	/// What is locked, in alpha-rao.
	pub locked_mass: AlphaBalance,
	/// What the lock has come to weigh, in alpha-rao.
	pub conviction: U64F64,
	/// The block for which the other two are given.
	pub last_update: u64,
}

/// How fast locks change, in blocks. Spec: staking 10.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LockRates {
	/// Blocks in which the mass of a decaying lock falls to `1 / e`; with 0 at once to nothing.
	pub unlock: u64,
	/// Blocks in which conviction that nothing feeds falls to `1 / e`; with 0 at once to nothing.
	pub maturity: u64,
}

/// What becomes of the mass of a lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockKind {
	/// It stays, and conviction approaches it.
	Perpetual,
	/// It falls, so that the alpha becomes free; conviction rises first and falls later.
	Decaying,
}

/// A lock at the block `now`; nothing is left of a lock that [counts as nothing](LockState::is_nothing).
///
/// `on_owner` says that it is in favour of the hotkey of the subnet's owner, whose conviction is the mass. Mass, and each
/// product and quotient in conviction, is rounded down. A block before the last update changes neither mass nor the
/// block. Spec: staking 10.2.
///
/// The error of the exponential, at most 7 x 2^-64, is multiplied by `unlock / |unlock - maturity|` in what a decaying lock
/// gains: conviction is rough where the two rates are close without being equal.
pub fn roll(state: LockState, kind: LockKind, on_owner: bool, rates: LockRates, now: u64) -> LockState {
	let rolled = roll_aggregate(state, kind, on_owner, rates, now);
	if rolled.is_nothing() {
		LockState { last_update: rolled.last_update, ..LockState::default() }
	} else {
		rolled
	}
}

/// [`roll`] for a sum of locks of one kind on one hotkey: small sums stay, because small locks are taken out of the sum when
/// they come to nothing. Spec: staking 10.2, 10.3 (NEW).
pub fn roll_aggregate(state: LockState, kind: LockKind, on_owner: bool, rates: LockRates, now: u64) -> LockState {
	let blocks = now.saturating_sub(state.last_update);
	let mut rolled = LockState { last_update: now.max(state.last_update), ..state };
	if blocks > 0 {
		let kept = remainder(blocks, rates.maturity);
		let (left, gain) = match kind {
			LockKind::Perpetual => (ONE_U64F64, ONE_U64F64.saturating_sub(kept)),
			LockKind::Decaying => {
				let left = remainder(blocks, rates.unlock);
				(left, decaying_gain(rates, blocks, left, kept))
			},
		};
		let mass = mass_as_fixed(state.locked_mass);
		rolled.locked_mass = AlphaBalance::new(left.saturating_mul(mass).saturating_to_num());
		// The rule lets fixed-point numbers stop at the limit.
		rolled.conviction = kept.saturating_mul(state.conviction).saturating_add(mass.saturating_mul(gain));
	}
	if on_owner {
		rolled.conviction = mass_as_fixed(rolled.locked_mass);
	}
	rolled
}

/// What is left of one after `blocks` > 0 blocks: `e^(-blocks / time)`, as the library computes it; 0 when `time` is 0.
fn remainder(blocks: u64, time: u64) -> U64F64 {
	if time == 0 {
		return ZERO;
	}
	let elapsed = signed_fixed(blocks).safe_div(signed_fixed(time));
	// Less than 2^64 away from zero, and e^40 can be written: neither of the two can fail.
	let exponent = elapsed.saturating_neg().max(LOWEST_EXPONENT);
	U64F64::saturating_from_num(exp::<I64F64, I64F64>(exponent).unwrap_or_default())
}

/// The conviction that each alpha-rao of a decaying lock gains in `blocks` > 0 blocks, after which `left` of one is left of
/// mass and `kept` of earlier conviction.
fn decaying_gain(rates: LockRates, blocks: u64, left: U64F64, kept: U64F64) -> U64F64 {
	let LockRates { unlock, maturity } = rates;
	if unlock == maturity {
		let elapsed = U64F64::saturating_from_num(blocks).safe_div(U64F64::saturating_from_num(maturity));
		return elapsed.saturating_mul(kept);
	}
	if unlock == 0 || maturity == 0 {
		return ZERO;
	}
	let signed = I64F64::saturating_from_num::<U64F64>;
	let lead = signed(left).saturating_sub(signed(kept));
	let gain =
		signed_fixed(unlock).saturating_mul(lead).safe_div(signed_fixed(unlock).saturating_sub(signed_fixed(maturity)));
	// Rounding can make it negative, which stops at nothing.
	U64F64::saturating_from_num(gain)
}

fn mass_as_fixed(mass: AlphaBalance) -> U64F64 {
	U64F64::saturating_from_num(mass.get())
}

impl LockState {
	/// Whether mass and conviction are both less than 100 alpha-rao, so that the lock is not stored. Spec: staking 10.1.
	pub fn is_nothing(&self) -> bool {
		self.locked_mass < LEAST_MASS && self.conviction < LEAST_CONVICTION
	}

	/// Both together, each part stopping at the limit of its type. Roll both to the same block before; the later of the two
	/// blocks is kept.
	pub fn plus(self, other: Self) -> Self {
		Self {
			locked_mass: self.locked_mass.saturating_add(other.locked_mass),
			conviction: self.conviction.saturating_add(other.conviction),
			last_update: self.last_update.max(other.last_update),
		}
	}

	/// What is left without the other, each part at least 0: a sum of locks that was rounded more often than they were can
	/// be a little less than they are. Roll both to the same block before; the later of the two blocks is kept.
	pub fn minus(self, other: Self) -> Self {
		Self {
			locked_mass: self.locked_mass.saturating_sub(other.locked_mass),
			conviction: self.conviction.saturating_sub(other.conviction),
			last_update: self.last_update.max(other.last_update),
		}
	}
}

/// What is left of a rolled lock when its mass must fall by `amount`: conviction falls by the same part, rounded down; a
/// lock without mass has none. Spec: staking 10.5.
pub fn reduced(state: LockState, amount: AlphaBalance) -> LockState {
	let locked_mass = state.locked_mass.saturating_sub(amount);
	if locked_mass.is_zero() {
		return LockState { last_update: state.last_update, ..LockState::default() };
	}
	// Less than the mass is taken, so the fraction is below one.
	let kept = ONE_U64F64.saturating_sub(fraction(amount, state.locked_mass));
	LockState { locked_mass, conviction: state.conviction.saturating_mul(kept), ..state }
}

/// The part of a rolled lock that goes along when `amount` of its mass (at most all of it) goes to another coldkey: the same
/// part of conviction, rounded down. [`LockState::minus`] says what stays. Spec: staking 10.6.
pub fn part_with(state: LockState, amount: AlphaBalance) -> LockState {
	let locked_mass = amount.min(state.locked_mass);
	let conviction = state.conviction.saturating_mul(fraction(locked_mass, state.locked_mass));
	LockState { locked_mass, conviction, ..state }
}

/// `amount / mass`, rounded down; 0 when there is no mass.
fn fraction(amount: AlphaBalance, mass: AlphaBalance) -> U64F64 {
	mass_as_fixed(amount).safe_div(mass_as_fixed(mass))
}

/// How much of `amount` is locked when it leaves a coldkey that has `total` alpha on the subnet, `mass` of it locked: free
/// alpha goes first, and no more than all of the lock goes. Alpha-rao. Spec: staking 10.6.
pub fn locked_part(total: AlphaBalance, mass: AlphaBalance, amount: AlphaBalance) -> AlphaBalance {
	let free = total.saturating_sub(mass);
	amount.saturating_sub(free).min(mass)
}

/// Whether the conviction of all locks of a subnet together is at least a tenth of its alpha outside of the pool, without
/// which nobody takes it over. Whether there is such alpha at all is another condition. Spec: staking 10.8.
pub fn is_enough_to_rule(total_conviction: U64F64, alpha_out: AlphaBalance) -> bool {
	// Where the product stops, it is more than any amount.
	total_conviction.saturating_mul(U64F64::saturating_from_num(10)) >= mass_as_fixed(alpha_out)
}

#[cfg(test)]
mod tests {
	#![allow(clippy::arithmetic_side_effects)]
	use super::*;

	const ALPHA: u64 = 1_000_000_000;
	const RATES: LockRates = LockRates { unlock: 934_866, maturity: 934_866 };
	const THIRTY_DAYS: u64 = 216_000;

	fn lock(mass: u64, conviction: u64) -> LockState {
		LockState { locked_mass: AlphaBalance::new(mass), conviction: U64F64::from_num(conviction), last_update: 1_000 }
	}

	/// Mass and whole conviction of a lock, `blocks` later.
	fn after(blocks: u64, state: LockState, kind: LockKind, rates: LockRates) -> (u64, u64) {
		let rolled = roll(state, kind, false, rates, state.last_update + blocks);
		assert_eq!(rolled.last_update, state.last_update + blocks);
		(rolled.locked_mass.get(), rolled.conviction.to_num())
	}

	#[test]
	fn exponential_is_that_of_the_library() {
		assert_eq!(remainder(THIRTY_DAYS, 934_866).to_bits(), 14_641_189_075_452_913_089);
	}

	#[test]
	fn lock_follows_the_worked_example() {
		let new = lock(1_000 * ALPHA, 0);
		assert_eq!(after(THIRTY_DAYS, new, LockKind::Decaying, RATES), (793_700_450_168, 183_383_818_896));
		assert_eq!(after(THIRTY_DAYS, new, LockKind::Perpetual, RATES), (1_000 * ALPHA, 206_299_549_831));
		assert_eq!(after(3 * THIRTY_DAYS, new, LockKind::Decaying, RATES).0, 499_999_856_718);
	}

	#[test]
	fn lock_stays_in_the_block_of_its_last_update() {
		for kind in [LockKind::Perpetual, LockKind::Decaying] {
			for rates in [RATES, LockRates { unlock: 0, maturity: 0 }, LockRates { unlock: 7, maturity: 0 }] {
				assert_eq!(roll(lock(500, 3), kind, false, rates, 1_000), lock(500, 3));
				// Time does not run backwards.
				assert_eq!(roll(lock(500, 3), kind, false, rates, 10), lock(500, 3));
				assert_eq!(roll(lock(500, 3), kind, true, rates, 1_000), lock(500, 500));
			}
		}
	}

	#[test]
	fn lock_on_the_owner_has_its_mass_as_conviction() {
		let mass = AlphaBalance::new(793_700_450_168);
		let rolled = roll(lock(1_000 * ALPHA, 7), LockKind::Decaying, true, RATES, 1_000 + THIRTY_DAYS);
		assert_eq!((rolled.locked_mass, rolled.conviction), (mass, U64F64::from_num(mass.get())));
	}

	#[test]
	fn lock_comes_to_nothing_when_mass_and_conviction_are_below_100() {
		let rolled = |mass, conviction| roll(lock(mass, conviction), LockKind::Perpetual, false, RATES, 1_000);
		assert_eq!(rolled(99, 99), lock(0, 0));
		assert_eq!(rolled(100, 99), lock(100, 99));
		assert_eq!(rolled(99, 100), lock(99, 100));
		let almost = LockState { conviction: U64F64::from_bits((100 << 64) - 1), ..lock(99, 0) };
		assert!(almost.is_nothing());
		assert_eq!(roll_aggregate(almost, LockKind::Perpetual, false, RATES, 1_000), almost);
		// On the owner the mass counts, as conviction too.
		assert_eq!(roll(lock(99, 5_000), LockKind::Perpetual, true, RATES, 1_000), lock(0, 0));
	}

	#[test]
	fn lock_of_which_a_rate_is_zero_changes_at_once() {
		let both = LockRates { unlock: 0, maturity: 0 };
		assert_eq!(after(1, lock(10_000, 5_000), LockKind::Decaying, both), (0, 0));
		assert_eq!(after(1, lock(10_000, 5_000), LockKind::Perpetual, both), (10_000, 10_000));
		let unlock = LockRates { unlock: 0, maturity: 10 };
		assert_eq!(after(10, lock(10_000, 5_000), LockKind::Decaying, unlock), (0, 1_839));
		let maturity = LockRates { unlock: 10, maturity: 0 };
		assert_eq!(after(10, lock(10_000, 5_000), LockKind::Decaying, maturity), (3_678, 0));
	}

	#[test]
	fn perpetual_lock_does_not_know_the_unlock_rate() {
		for unlock in [0, 1, 934_866, u64::MAX] {
			let rates = LockRates { unlock, ..RATES };
			assert_eq!(after(THIRTY_DAYS, lock(1_000 * ALPHA, 0), LockKind::Perpetual, rates).1, 206_299_549_831);
		}
	}

	#[test]
	fn conviction_of_different_rates_is_the_solution_of_both_decays() {
		// 10^12 x 2 / (2 - 1) x (e^-1/2 - e^-1).
		let rates = LockRates { unlock: 200_000, maturity: 100_000 };
		assert_eq!(
			after(100_000, lock(1_000 * ALPHA, 0), LockKind::Decaying, rates),
			(606_530_659_712, 477_302_437_082)
		);
		// 10^12 x 1 / (1 - 2) x (e^-2 - e^-1).
		let rates = LockRates { unlock: 100_000, maturity: 200_000 };
		assert_eq!(
			after(200_000, lock(1_000 * ALPHA, 0), LockKind::Decaying, rates),
			(135_335_283_236, 232_544_157_934)
		);
	}

	#[test]
	fn forced_reduction_takes_the_same_part_of_conviction() {
		assert_eq!(reduced(lock(1_000, 400), AlphaBalance::new(250)), lock(750, 300));
		assert_eq!(reduced(lock(1_000, 400), AlphaBalance::ZERO), lock(1_000, 400));
		assert_eq!(reduced(lock(1_000, 400), AlphaBalance::new(1_000)), lock(0, 0));
		assert_eq!(reduced(lock(1_000, 400), AlphaBalance::MAX), lock(0, 0));
		assert_eq!(reduced(lock(0, 400), AlphaBalance::ZERO), lock(0, 0));
	}

	#[test]
	fn transfer_takes_the_same_part_of_conviction_along() {
		assert_eq!(part_with(lock(1_000, 400), AlphaBalance::new(250)), lock(250, 100));
		assert_eq!(part_with(lock(1_000, 400), AlphaBalance::new(1_000)), lock(1_000, 400));
		assert_eq!(part_with(lock(1_000, 400), AlphaBalance::MAX), lock(1_000, 400));
		assert_eq!(part_with(lock(0, 400), AlphaBalance::new(5)), lock(0, 0));
	}

	#[test]
	fn sum_and_difference_stop_at_the_limits_and_keep_the_later_block() {
		let later = LockState { last_update: 2_000, ..lock(30, 7) };
		assert_eq!(lock(10, 5).plus(later), LockState { last_update: 2_000, ..lock(40, 12) });
		assert_eq!(later.minus(lock(10, 9)), LockState { last_update: 2_000, ..lock(20, 0) });
		assert_eq!(lock(10, 9).minus(later), LockState { last_update: 2_000, ..lock(0, 2) });
		let full = LockState { conviction: U64F64::max_value(), ..lock(u64::MAX, 0) };
		assert_eq!(full.plus(lock(1, 1)), full);
	}

	#[test]
	fn free_alpha_leaves_before_locked_alpha() {
		let part = |total, mass, amount| {
			locked_part(AlphaBalance::new(total), AlphaBalance::new(mass), AlphaBalance::new(amount)).get()
		};
		assert_eq!(part(100, 60, 40), 0);
		assert_eq!(part(100, 60, 41), 1);
		assert_eq!(part(100, 60, 100), 60);
		assert_eq!(part(100, 0, 100), 0);
		// More locked than there is, and more leaving than there is: at most the lock.
		assert_eq!(part(50, 60, 10), 10);
		assert_eq!(part(50, 60, 1_000), 60);
	}

	#[test]
	fn tenth_of_the_alpha_is_enough_to_rule() {
		let enough = |bits, alpha| is_enough_to_rule(U64F64::from_bits(bits), AlphaBalance::new(alpha));
		assert!(enough(100 << 64, 1_000));
		assert!(!enough((100 << 64) - 1, 1_000));
		assert!(enough(100 << 64, 999));
		assert!(enough(u128::MAX, u64::MAX));
		assert!(!enough(0, 1));
	}

	#[test]
	fn lock_has_the_fields_and_bytes_of_the_wire() {
		let state = lock(5, 7);
		assert_eq!(state.encode(), (5u64, 7u128 << 64, 1_000u64).encode());
		assert_eq!(LockState::max_encoded_len(), 32);
		let scale_info::TypeDef::Composite(composite) = LockState::type_info().type_def else { panic!("no struct") };
		let fields: Vec<_> = composite.fields.iter().filter_map(|field| field.name).collect();
		assert_eq!(fields, ["locked_mass", "conviction", "last_update"]);
	}
}
