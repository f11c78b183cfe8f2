//! Locks against the solution of their differential equations, and averages of voting power.

use crate::exact::{any_amount, exponential, is_near, real_amount, unit, whole, Exact};
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};
use proptest::{collection::vec, prelude::*};
use taonet_tokenomics::{
	locks::{is_enough_to_rule, locked_part, part_with, reduced, roll, roll_aggregate, LockKind, LockRates, LockState},
	voting_power::{averaged, ALPHA_ONE},
};
use taonet_types::{fixed::U64F64, AlphaBalance};

/// By how much an exponential of the library is off at most: 7 x 2^-64 for its rounding, `e^-40` (79 x 2^-64) where the
/// exponent stops.
const EXPONENTIAL_ERROR: u64 = 100;

fn kind() -> impl Strategy<Value = LockKind> {
	prop_oneof![Just(LockKind::Perpetual), Just(LockKind::Decaying)]
}

/// Rates that are equal, neighbours, zero, or far apart.
fn rates() -> impl Strategy<Value = LockRates> {
	let time = || prop_oneof![4 => 1..2_000_000u64, 1 => 1..50u64, 1 => 1..1u64 << 36, 1 => Just(0)];
	prop_oneof![
		Just(LockRates { unlock: 934_866, maturity: 934_866 }),
		time().prop_map(|time| LockRates { unlock: time, maturity: time }),
		time().prop_map(|time| LockRates { unlock: time, maturity: time + 1 }),
		time().prop_map(|time| LockRates { unlock: time + 1, maturity: time }),
		(time(), time()).prop_map(|(unlock, maturity)| LockRates { unlock, maturity }),
	]
}

fn blocks() -> impl Strategy<Value = u64> {
	prop_oneof![4 => 0..5_000_000u64, 2 => 0..1_000u64, 1 => 0..1u64 << 36]
}

/// Locks that can exist.
fn lock() -> impl Strategy<Value = LockState> {
	(real_amount(), real_amount(), any::<u64>()).prop_map(|(mass, conviction, fraction)| LockState {
		locked_mass: AlphaBalance::new(mass),
		conviction: U64F64::from_bits((u128::from(conviction) << 64) + u128::from(fraction)),
		last_update: 1_000,
	})
}

/// Locks of any numbers.
fn any_lock() -> impl Strategy<Value = LockState> {
	(any_amount(), any::<u128>(), any::<u64>()).prop_map(|(mass, conviction, last_update)| LockState {
		locked_mass: AlphaBalance::new(mass),
		conviction: U64F64::from_bits(conviction),
		last_update,
	})
}

fn mass(state: &LockState) -> BigRational {
	whole(state.locked_mass.get())
}

/// A lock without the zero rule, `blocks` after its last update.
fn later(state: LockState, kind: LockKind, rates: LockRates, blocks: u64) -> LockState {
	roll_aggregate(state, kind, false, rates, state.last_update + blocks)
}

fn elapsed(blocks: u64, time: u64) -> BigRational {
	BigRational::new(blocks.into(), time.into())
}

/// `e^(-blocks / time)`.
fn remainder(blocks: u64, time: u64) -> BigRational {
	match (blocks, time) {
		(0, _) => whole(1),
		(_, 0) => whole(0),
		_ => exponential(&-elapsed(blocks, time)),
	}
}

/// The exact mass and conviction: mass falls at the rate `mass / unlock`, conviction changes by
/// `(mass - conviction) / maturity`. Where one of the rates is zero a decaying lock gains nothing.
fn solution(state: &LockState, kind: LockKind, rates: LockRates, blocks: u64) -> (BigRational, BigRational) {
	let LockRates { unlock, maturity } = rates;
	let (left, kept) = (remainder(blocks, unlock), remainder(blocks, maturity));
	let gain = match kind {
		LockKind::Perpetual => whole(1) - &kept,
		LockKind::Decaying if unlock == 0 || maturity == 0 => whole(0),
		LockKind::Decaying if unlock == maturity => elapsed(blocks, maturity) * &kept,
		LockKind::Decaying => whole(unlock) * (&left - &kept) / (whole(unlock) - whole(maturity)),
	};
	let left = if kind == LockKind::Perpetual { BigRational::one() } else { left };
	(left * mass(state), kept * state.conviction.exact() + gain * mass(state))
}

/// How far mass and conviction may be from the solution: by the error of the exponential and its amplification where the
/// two rates are close, and by rounding.
fn tolerance(state: &LockState, kind: LockKind, rates: LockRates, blocks: u64) -> (BigRational, BigRational) {
	let LockRates { unlock, maturity } = rates;
	let error = whole(EXPONENTIAL_ERROR) * unit(64);
	let amplified = if kind == LockKind::Perpetual || unlock == 0 || maturity == 0 {
		whole(1)
	} else if unlock == maturity {
		elapsed(blocks, maturity) + whole(1)
	} else {
		whole(2) * whole(unlock) / (whole(unlock) - whole(maturity)).abs() + whole(1)
	};
	let conviction = &error * (state.conviction.exact() + amplified * mass(state)) + unit(62);
	(error * mass(state) + whole(1), conviction)
}

proptest! {
	#[test]
	fn lock_is_near_the_solution(state in lock(), kind in kind(), rates in rates(), blocks in blocks()) {
		let rolled = later(state, kind, rates, blocks);
		let (exact_mass, exact_conviction) = solution(&state, kind, rates, blocks);
		let (mass_tolerance, conviction_tolerance) = tolerance(&state, kind, rates, blocks);
		prop_assert!(is_near(&mass(&rolled), &exact_mass, &mass_tolerance));
		prop_assert!(
			is_near(&rolled.conviction.exact(), &exact_conviction, &conviction_tolerance),
			"{} instead of {exact_conviction}", rolled.conviction
		);
	}

	/// In two steps as in one, within what rounding and the exponential do in each; the mass that the first step rounds away
	/// is missing in the second.
	#[test]
	fn lock_is_the_same_in_two_steps(
		state in lock(), kind in kind(), rates in rates(), first in blocks(), second in blocks(),
	) {
		let once = later(state, kind, rates, first + second);
		let middle = later(state, kind, rates, first);
		let twice = later(middle, kind, rates, second);
		prop_assert_eq!(twice.last_update, once.last_update);
		let sum = |of: &dyn Fn((BigRational, BigRational)) -> BigRational| {
			of(tolerance(&state, kind, rates, first + second))
				+ of(tolerance(&state, kind, rates, first))
				+ of(tolerance(&middle, kind, rates, second))
		};
		let mass_tolerance = sum(&|(mass, _)| mass);
		prop_assert!(is_near(&mass(&twice), &mass(&once), &mass_tolerance));
		let lost = if kind == LockKind::Perpetual { whole(0) } else { mass_tolerance };
		let conviction_tolerance = sum(&|(_, conviction)| conviction) + lost;
		prop_assert!(is_near(&twice.conviction.exact(), &once.conviction.exact(), &conviction_tolerance));
	}

	/// Mass is less by at most one alpha-rao a lock, conviction by its last bit.
	#[test]
	fn sum_of_locks_is_rolled_like_each_of_them(
		states in vec(lock(), 1..6), kind in kind(), rates in rates(), blocks in blocks(), on_owner: bool,
	) {
		let now = 1_000 + blocks;
		let total = |states: &[LockState]| states.iter().fold(LockState::default(), |sum, state| sum.plus(*state));
		let rolled: Vec<_> = states.iter().map(|state| roll_aggregate(*state, kind, on_owner, rates, now)).collect();
		let sum = total(&rolled);
		let aggregate = roll_aggregate(total(&states), kind, on_owner, rates, now);
		prop_assert_eq!(aggregate.last_update, now);
		let (fewer_mass, fewer_conviction) =
			(mass(&aggregate) - mass(&sum), aggregate.conviction.exact() - sum.conviction.exact());
		prop_assert!(fewer_mass >= whole(0) && fewer_mass < whole(states.len()));
		let resolution = if on_owner { whole(1) } else { unit(64) };
		prop_assert!(fewer_conviction >= whole(0) && fewer_conviction < whole(states.len()) * resolution);

		// What the zero rule removes from the parts, taken from the sum, leaves the sum of the parts.
		let kept: Vec<_> = states.iter().map(|state| roll(*state, kind, on_owner, rates, now)).collect();
		let removed = sum.minus(total(&kept));
		let left = aggregate.minus(removed);
		prop_assert_eq!(mass(&left) - mass(&total(&kept)), fewer_mass);
		prop_assert_eq!(left.conviction.exact() - total(&kept).conviction.exact(), fewer_conviction);
	}

	#[test]
	fn mass_never_rises_and_conviction_stays_within_the_mass(
		state in lock(), kind in kind(), rates in rates(), blocks in blocks(), more in blocks(),
	) {
		let rolled = later(state, kind, rates, blocks);
		prop_assert!(rolled.locked_mass <= state.locked_mass);
		let most = mass(&state).max(state.conviction.exact());
		let (_, conviction_tolerance) = tolerance(&state, kind, rates, blocks);
		prop_assert!(rolled.conviction.exact() <= most + conviction_tolerance);
		// The longer, the less mass, up to the error of the exponential.
		let longer = later(state, kind, rates, blocks + more);
		let (mass_tolerance, _) = tolerance(&state, kind, rates, blocks);
		prop_assert!(mass(&longer) <= mass(&rolled) + mass_tolerance);
	}

	/// Exactly, whatever is rounded.
	#[test]
	fn conviction_of_a_perpetual_lock_approaches_its_mass(state in lock(), rates in rates(), blocks in blocks()) {
		let rolled = later(state, LockKind::Perpetual, rates, blocks);
		prop_assert_eq!(rolled.locked_mass, state.locked_mass);
		let target = U64F64::from_num(state.locked_mass.get());
		prop_assert!(rolled.conviction <= state.conviction.max(target));
		prop_assert!(rolled.conviction.exact() + unit(64) >= state.conviction.min(target).exact());
	}

	#[test]
	fn lock_never_panics_and_mass_never_rises(
		state in any_lock(), kind in kind(), on_owner: bool, unlock in any_amount(), maturity in any_amount(),
		now in any_amount(), amount in any_amount(),
	) {
		let rolled = roll(state, kind, on_owner, LockRates { unlock, maturity }, now);
		prop_assert!(rolled.locked_mass <= state.locked_mass);
		prop_assert_eq!(rolled.last_update, state.last_update.max(now));
		prop_assert!(!rolled.is_nothing() || (rolled.locked_mass.is_zero() && rolled.conviction.to_bits() == 0));
		if on_owner {
			prop_assert_eq!(rolled.conviction.exact(), mass(&rolled));
		}
		let left = reduced(state, AlphaBalance::new(amount));
		prop_assert!(left.locked_mass <= state.locked_mass && left.conviction <= state.conviction);
	}

	#[test]
	fn transfer_keeps_mass_and_conviction_together(state in any_lock(), amount in any_amount()) {
		let amount = AlphaBalance::new(amount);
		let part = part_with(state, amount);
		let rest = state.minus(part);
		prop_assert_eq!(part.plus(rest), state);
		prop_assert_eq!(part.locked_mass, amount.min(state.locked_mass));
		let exact = if state.locked_mass.is_zero() {
			whole(0)
		} else {
			state.conviction.exact() * mass(&part) / mass(&state)
		};
		// The fraction is rounded down too, and stands before a conviction of up to 2^64.
		prop_assert!(part.conviction.exact() <= exact);
		prop_assert!(is_near(&part.conviction.exact(), &exact, &(unit(64) * (state.conviction.exact() + whole(1)))));
		// A forced reduction leaves the same, but rounds the rest down.
		if !state.locked_mass.is_zero() {
			let left = reduced(state, amount);
			prop_assert_eq!(left.locked_mass, rest.locked_mass);
			let difference = rest.conviction.exact() - left.conviction.exact();
			prop_assert!(difference >= whole(0) && difference <= unit(64));
		}
	}

	/// Whatever leaves, what stays covers what stays locked.
	#[test]
	fn rest_covers_the_lock_after_a_transfer(total in any_amount(), mass in any_amount(), amount in any_amount()) {
		let (mass, amount) = (mass.min(total), amount.min(total));
		let part = locked_part(total.into(), mass.into(), amount.into()).get();
		prop_assert!(part <= amount && part <= mass);
		prop_assert!(total - amount >= mass - part);
		// Nothing locked leaves while there is free alpha.
		prop_assert!(part == 0 || total - amount == mass - part);
	}

	#[test]
	fn tenth_is_compared_exactly(conviction in prop_oneof![any::<u128>(), (any::<u64>(), -1..2i64).prop_map(|(alpha, off)| {
		(u128::from(alpha) << 64).div_ceil(10).saturating_add_signed(off.into())
	})], alpha in any_amount()) {
		let conviction = U64F64::from_bits(conviction);
		let near: u64 = (conviction.exact() * whole(10)).to_integer().try_into().unwrap_or(u64::MAX);
		for alpha in [alpha, near, near.saturating_add(1)] {
			let exact = conviction.exact() * whole(10) >= whole(alpha);
			prop_assert_eq!(is_enough_to_rule(conviction, AlphaBalance::new(alpha)), exact);
		}
	}

	#[test]
	fn average_is_exact_and_lies_between_old_and_stake(
		old in any_amount(), stake in any_amount(), alpha in 0..=ALPHA_ONE,
	) {
		let average = averaged(old, stake, alpha);
		let exact = (whole(alpha) * whole(stake) + whole(ALPHA_ONE - alpha) * whole(old)) / whole(ALPHA_ONE);
		prop_assert_eq!(whole(average), exact.floor());
		prop_assert!(average >= old.min(stake) && average <= old.max(stake));
	}

	#[test]
	fn average_never_panics(old: u64, stake: u64, alpha: u64) {
		let exact = (whole(alpha) * whole(stake) + whole(ALPHA_ONE.saturating_sub(alpha)) * whole(old)) / whole(ALPHA_ONE);
		prop_assert_eq!(whole(averaged(old, stake, alpha)), exact.floor().min(whole(u64::MAX)));
		prop_assert!(!exact.is_negative() && (!exact.is_zero() || averaged(old, stake, alpha) == 0));
	}
}
