//! What holds for all numbers: against the rules word by word, and against exact fractions.
#![allow(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::unwrap_used, missing_docs)]

#[path = "../plain/mod.rs"]
mod plain;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Pow, Signed, Zero};
use plain::{Plain, PlainPool};
use proptest::prelude::*;
use std::cmp::Ordering;
use taonet_share_pool::{converted, Merger, Pool, PoolChange, RoundedDown, RoundedUp, SafeFloat, SumRule};
use taonet_types::{fixed::U64F64, AlphaBalance};

/// All alpha of a subnet.
const SUPPLY: u64 = 21_000_000_000_000_000;

// ---- numbers ----

/// Mantissas in normal form, often at the ends or with few digits.
fn mantissas() -> impl Strategy<Value = u128> {
	let (below, most) = (10u128.pow(20), 10u128.pow(21));
	prop_oneof![
		4 => below + 1..=most,
		1 => (1u128..=10, 0u32..=19).prop_map(move |(digit, zeros)| (below + digit * 10u128.pow(zeros)).min(most)),
		1 => (1u128..=1_000_000).prop_map(move |missing| most + 1 - missing),
		1 => (1u128..=1_000_000).prop_map(move |surplus| below + surplus),
	]
}

/// Values in normal form, zero among them.
fn floats() -> impl Strategy<Value = SafeFloat> {
	prop_oneof![
		1 => Just(SafeFloat::ZERO),
		9 => (mantissas(), -60i64..=40).prop_map(|(mantissa, exponent)| SafeFloat::new(mantissa, exponent).unwrap()),
	]
}

/// Anything that can be decoded.
fn raw_floats() -> impl Strategy<Value = SafeFloat> {
	let mantissa = prop_oneof![Just(0), Just(1), Just(u128::MAX), 0..=u128::MAX, 0..=10u128.pow(22)];
	let exponent = prop_oneof![Just(i64::MIN), Just(i64::MAX), Just(0), -40i64..=40, any::<i64>()];
	(mantissa, exponent).prop_map(|(mantissa, exponent)| raw(mantissa, exponent))
}

/// As storage would hold it, whatever its form.
fn raw(mantissa: u128, exponent: i64) -> SafeFloat {
	use codec::{Decode, Encode};
	SafeFloat::decode(&mut &(mantissa, exponent).encode()[..]).unwrap()
}

fn amounts() -> impl Strategy<Value = u64> {
	prop_oneof![
		Just(0),
		Just(u64::MAX),
		any::<u64>(),
		(0u32..64).prop_flat_map(|bits| 0..=u64::MAX >> bits),
		(0u32..20).prop_map(|power| 10u64.pow(power)),
	]
}

fn alpha(amount: u64) -> AlphaBalance {
	AlphaBalance::new(amount)
}

fn fraction(numerator: impl Into<BigInt>, denominator: impl Into<BigInt>) -> BigRational {
	BigRational::new(numerator.into(), denominator.into())
}

fn whole(number: u64) -> BigRational {
	fraction(number, 1)
}

fn power_of_ten(exponent: i64) -> BigRational {
	let power = BigInt::from(10).pow(exponent.unsigned_abs());
	if exponent < 0 {
		fraction(1, power)
	} else {
		fraction(power, 1)
	}
}

fn exact(value: SafeFloat) -> BigRational {
	fraction(value.mantissa(), 1) * power_of_ten(value.exponent())
}

fn is_normal(value: SafeFloat) -> bool {
	value == SafeFloat::ZERO || (10u128.pow(20) < value.mantissa() && value.mantissa() <= 10u128.pow(21))
}

/// Too small by at most this part of the exact result, never too large.
fn assert_cut(result: SafeFloat, expected: &BigRational, part: i64) -> Result<(), TestCaseError> {
	prop_assert!(is_normal(result), "{result:?}");
	let missing = expected - exact(result);
	prop_assert!(!missing.is_negative() && missing <= expected * power_of_ten(part), "{result:?}");
	Ok(())
}

fn optional(value: Option<SafeFloat>) -> Option<Plain> {
	value.map(Plain::from)
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(2_000))]

	#[test]
	fn every_operation_equals_the_rule_digit_by_digit(a in floats(), b in floats(), c in floats()) {
		let (x, y, z) = (Plain::from(a), Plain::from(b), Plain::from(c));
		prop_assert_eq!(optional(a.mul_div(b, c)), x.mul_div(&y, &z));
		prop_assert_eq!(optional(a.divided_by(b)), x.divided_by(&y));
		prop_assert_eq!(Plain::from(a.plus(b)), x.plus(&y));
		prop_assert_eq!(optional(a.minus(b)), x.minus(&y));
		prop_assert_eq!(a.to_u64(), x.to_u64());
	}

	#[test]
	fn every_operation_is_cut_within_its_stated_bound(a in floats(), b in floats(), c in floats()) {
		let (x, y, z) = (exact(a), exact(b), exact(c));
		if !c.is_zero() {
			assert_cut(a.mul_div(b, c).unwrap(), &(&x * &y / &z), -19)?;
			assert_cut(a.divided_by(c).unwrap(), &(&x / &z), -19)?;
		}
		let sum = a.plus(b);
		prop_assert!(is_normal(sum));
		prop_assert!(exact(sum) <= &x + &y && (&x + &y - exact(sum)) * power_of_ten(20) <= (&x + &y) * whole(2));
		if let Some(difference) = a.minus(b) {
			prop_assert!(is_normal(difference));
			let expected = (&x - &y).max(BigRational::zero());
			let unit = if a.is_zero() || b.is_zero() { BigRational::zero() } else { power_of_ten(a.exponent().max(b.exponent())) };
			prop_assert!((exact(difference) - expected).abs() <= unit, "{difference:?}");
		} else {
			prop_assert!(a.is_zero() && !b.is_zero());
		}
		prop_assert_eq!(BigInt::from(a.to_u64()), x.floor().to_integer().min(u64::MAX.into()));
	}

	#[test]
	fn normalisation_of_any_raw_pair_equals_the_rule_digit_by_digit(mantissa in 0..=u128::MAX, cut in 0u32..128) {
		let (mantissa, exponent) = (mantissa >> cut, 7);
		// Adding zero normalises and does nothing else.
		let normal = raw(mantissa, exponent).plus(SafeFloat::ZERO);
		prop_assert_eq!(Plain::from(normal), plain::normalise(mantissa.into(), exponent));
		prop_assert_eq!(SafeFloat::new(mantissa, exponent), (mantissa <= 10u128.pow(21)).then_some(normal));
	}

	#[test]
	fn comparison_and_integer_value_are_exact_in_any_form(
		a in (0..=u128::MAX, 0u32..128, -45i64..=25), b in (0..=u128::MAX, 0u32..128, -45i64..=25), zeros in 0u32..=38,
	) {
		let (a, b) = (raw(a.0 >> a.1, a.2), raw(b.0 >> b.1, b.2));
		prop_assert_eq!(a.compare(b), exact(a).cmp(&exact(b)));
		prop_assert_eq!(BigInt::from(a.to_u64()), exact(a).floor().to_integer().min(u64::MAX.into()));
		if let Some(longer) = a.mantissa().checked_mul(10u128.pow(zeros)) {
			let same = raw(longer, a.exponent() - i64::from(zeros));
			prop_assert_eq!(a.compare(same), Ordering::Equal);
			prop_assert_eq!(a.compare(raw(longer.saturating_add(1), same.exponent())) == Ordering::Less, longer < u128::MAX);
		}
	}

	#[test]
	fn operation_on_unnormalised_operands_equals_that_on_their_normal_forms(a in raw_floats(), b in raw_floats(), c in raw_floats()) {
		let normal = |value: SafeFloat| value.plus(SafeFloat::ZERO);
		prop_assert_eq!(a.mul_div(b, c), normal(a).mul_div(normal(b), normal(c)));
		prop_assert_eq!(a.divided_by(b), normal(a).divided_by(normal(b)));
		prop_assert_eq!(a.plus(b), normal(a).plus(normal(b)));
		prop_assert_eq!(a.minus(b), normal(a).minus(normal(b)));
		for result in [a.mul_div(b, c), a.divided_by(b), Some(a.plus(b)), a.minus(b)].into_iter().flatten() {
			prop_assert!(is_normal(result), "{:?}", result);
		}
	}

	#[test]
	fn pool_never_panics_on_any_amount_and_any_raw_share(
		shared in amounts(), denominator in raw_floats(), share in raw_floats(), amount in amounts(),
	) {
		let pool = Pool { shared_value: alpha(shared), denominator };
		pool.accepts(alpha(amount));
		prop_assert_eq!(pool.add_dividend(alpha(amount)).shared_value, alpha(shared.saturating_add(amount)));
		prop_assert_eq!(pool.remove_from_all(alpha(amount)).shared_value, alpha(shared.saturating_sub(amount)));
		let value = pool.value_of(share);
		let deposit = pool.deposit::<RoundedUp>(share, alpha(amount));
		prop_assert_eq!(deposit.pool.shared_value, alpha(shared.saturating_add(amount)));
		let withdrawal = pool.withdraw(share, alpha(amount));
		// Money leaves the pool exactly, or not at all.
		prop_assert_eq!(withdrawal.is_ok(), value >= alpha(amount) && shared >= amount);
		if let Ok(change) = withdrawal {
			prop_assert_eq!(change.pool.shared_value, alpha(shared - amount));
		}
	}

	#[test]
	fn legacy_share_keeps_21_digits(bits in 0..=u128::MAX, cut in 0u32..128) {
		let share = U64F64::from_bits(bits >> cut);
		assert_cut(SafeFloat::from(share), &(fraction(bits >> cut, 1) / fraction(BigInt::one() << 64, 1)), -19)?;
	}
}

// ---- sequences ----

/// Five people and one pool.
#[derive(Clone, Debug)]
struct World {
	/// A deposit under the rule that holds here.
	deposit: fn(Pool, SafeFloat, AlphaBalance) -> PoolChange,
	pool: Pool,
	shares: [SafeFloat; 5],
	/// The largest sum of shares so far.
	peak: BigRational,
	operations: u64,
	paid_in: u128,
	paid_out: u128,
}

/// What somebody does; amounts are parts of what is possible (of 2^64).
#[derive(Clone, Copy, Debug)]
enum Step {
	Deposit(usize, u64),
	Withdraw(usize, u64),
	WithdrawAll(usize),
	/// The dividend as a part of the shared value.
	Dividend(u64),
	/// A dividend of any size.
	Windfall(u64),
}

fn part(amount: u64, parts: u64) -> u64 {
	((u128::from(amount) * u128::from(parts)) >> 64) as u64
}

impl World {
	/// Under the rule that was recorded.
	fn new() -> Self {
		Self::under::<RoundedDown>()
	}

	fn under<R: SumRule>() -> Self {
		Self {
			deposit: Pool::deposit::<R>,
			pool: Pool::default(),
			shares: Default::default(),
			peak: BigRational::zero(),
			operations: 0,
			paid_in: 0,
			paid_out: 0,
		}
	}

	fn value(&self, who: usize) -> u64 {
		self.pool.value_of(self.shares[who]).get()
	}

	fn values(&self) -> [u64; 5] {
		std::array::from_fn(|who| self.value(who))
	}

	fn apply(&mut self, who: usize, change: PoolChange) {
		(self.pool, self.shares[who]) = (change.pool, change.share);
		self.peak = self.peak.clone().max(exact(self.pool.denominator));
		self.operations += 1;
	}

	fn deposit(&mut self, who: usize, amount: u64) {
		if self.pool.accepts(alpha(amount)) {
			self.paid_in += u128::from(amount);
			self.apply(who, (self.deposit)(self.pool, self.shares[who], alpha(amount)));
		}
	}

	fn withdraw(&mut self, who: usize, amount: u64) {
		if let Ok(change) = self.pool.withdraw(self.shares[who], alpha(amount)) {
			self.paid_out += u128::from(amount);
			self.apply(who, change);
		}
	}

	fn dividend(&mut self, amount: u64) {
		self.paid_in += u128::from(amount);
		self.pool = self.pool.add_dividend(alpha(amount));
	}

	/// `room` is the most that the pool may hold.
	fn step(&mut self, step: Step, room: u64) {
		let room = room.saturating_sub(self.pool.shared_value.get());
		match step {
			Step::Deposit(who, parts) => self.deposit(who, part(room, parts)),
			Step::Withdraw(who, parts) => self.withdraw(who, part(self.value(who), parts)),
			Step::WithdrawAll(who) => self.withdraw(who, self.value(who)),
			Step::Dividend(parts) => self.dividend(part(self.pool.shared_value.get(), parts).min(room)),
			Step::Windfall(parts) => self.dividend(part(room, parts)),
		}
	}

	/// How far the shares and their sum may have drifted apart.
	fn drift(&self) -> BigRational {
		whole(2 * self.operations) * power_of_ten(-20) * &self.peak
	}
}

/// A part of any order of magnitude.
fn parts() -> impl Strategy<Value = u64> {
	(0u32..60).prop_flat_map(|bits| 1..=u64::MAX >> bits)
}

fn ordinary_steps() -> impl Strategy<Value = Step> {
	prop_oneof![
		3 => (0..5usize, parts()).prop_map(|(who, parts)| Step::Deposit(who, parts)),
		2 => (0..5usize, parts()).prop_map(|(who, parts)| Step::Withdraw(who, parts)),
		1 => (0..5usize).prop_map(Step::WithdrawAll),
		2 => parts().prop_map(|parts| Step::Dividend(parts >> 4)),
	]
}

fn all_steps() -> impl Strategy<Value = Step> {
	prop_oneof![4 => ordinary_steps(), 1 => parts().prop_map(Step::Windfall)]
}

/// Everybody leaves again and again, and gains come when only specks are left.
fn steps_that_empty_the_pool() -> impl Strategy<Value = Step> {
	prop_oneof![1 => all_steps(), 1 => (0..5usize).prop_map(Step::WithdrawAll)]
}

fn after(steps: &[Step], room: u64) -> World {
	taken(World::new(), steps, room)
}

fn taken(mut world: World, steps: &[Step], room: u64) -> World {
	steps.iter().for_each(|step| world.step(*step, room));
	world
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(300))]

	#[test]
	fn shares_and_their_sum_drift_apart_within_the_bound(steps in prop::collection::vec(all_steps(), 1..40), room in amounts()) {
		let mut world = World::new();
		for step in steps {
			world.step(step, room);
			let sum: BigRational = world.shares.iter().map(|share| exact(*share)).sum();
			let drift = (&sum - exact(world.pool.denominator)).abs();
			prop_assert!(drift <= world.drift(), "{:?}", world);
			// What the drift can add to the values, and nothing else.
			if !world.pool.denominator.is_zero() {
				let shared = whole(world.pool.shared_value.get());
				let most = &shared + &shared * world.drift() / exact(world.pool.denominator);
				let values: BigInt = world.values().map(BigInt::from).into_iter().sum();
				prop_assert!(fraction(values, 1) <= most, "{:?}", world);
			}
		}
	}

	#[test]
	fn values_are_never_above_the_shared_value_when_the_largest_sum_is_worth_less_than_the_bound(
		steps in prop::collection::vec(steps_that_empty_the_pool(), 1..60),
	) {
		let mut world = World::new();
		for step in steps {
			world.step(step, SUPPLY);
			let shared = world.pool.shared_value.get();
			let price = if world.pool.denominator.is_zero() { BigRational::zero() } else { whole(shared) / exact(world.pool.denominator) };
			if &world.peak * price * whole(world.operations) < fraction(5, 1) * power_of_ten(19) {
				prop_assert!(world.values().map(u128::from).iter().sum::<u128>() <= u128::from(shared), "{:?}", world);
			}
		}
	}

	#[test]
	fn values_are_never_above_the_shared_value_when_the_sum_is_rounded_up(
		steps in prop::collection::vec(steps_that_empty_the_pool(), 1..60), room in amounts(),
	) {
		let mut world = World::under::<RoundedUp>();
		for step in steps {
			world.step(step, room);
			let sum: BigRational = world.shares.iter().map(|share| exact(*share)).sum();
			prop_assert!(sum <= exact(world.pool.denominator), "{:?}", world);
			let values: u128 = world.values().map(u128::from).iter().sum();
			prop_assert!(values <= u128::from(world.pool.shared_value.get()), "{:?}", world);
		}
	}

	/// Whatever the others did before, and do afterwards without a gift.
	#[test]
	fn newcomer_loses_at_most_one_for_each_operation_when_the_sum_is_rounded_up(
		before in prop::collection::vec(steps_that_empty_the_pool(), 0..40),
		amount in 1..=SUPPLY,
		afterwards in prop::collection::vec(steps_that_empty_the_pool(), 0..40),
	) {
		let mut world = taken(World::under::<RoundedUp>(), &before, SUPPLY);
		let newcomer = 4;
		world.withdraw(newcomer, world.value(newcomer));
		let had = world.value(newcomer);
		world.deposit(newcomer, amount);
		if world.value(newcomer) == had {
			return Ok(());
		}
		for step in afterwards {
			match step {
				Step::Deposit(who, _) | Step::Withdraw(who, _) | Step::WithdrawAll(who) if who == newcomer => {},
				step => world.step(step, SUPPLY),
			}
		}
		prop_assert!(world.value(newcomer) + world.operations >= amount, "{amount} became {world:?}");
	}

	#[test]
	fn sum_rounded_up_is_the_least_that_is_not_too_small(a in floats(), b in floats()) {
		let (down, up) = (a.plus(b), a.plus_rounded_up(b));
		let sum = exact(a) + exact(b);
		prop_assert!(exact(up) >= sum);
		prop_assert!(exact(down) <= sum);
		prop_assert_eq!(up == down, exact(down) == sum);
		prop_assert!(exact(up) - exact(down) <= &sum * fraction(2, 1) * power_of_ten(-20));
		prop_assert!(is_normal(up));
	}

	#[test]
	fn pool_never_pays_out_more_than_was_paid_in(steps in prop::collection::vec(all_steps(), 1..60)) {
		let mut world = after(&steps, SUPPLY);
		for who in 0..5 {
			let all = world.value(who).min(world.pool.shared_value.get());
			world.withdraw(who, all);
		}
		prop_assert_eq!(world.paid_in, world.paid_out + u128::from(world.pool.shared_value.get()));
	}

	#[test]
	fn dividend_is_shared_in_proportion(steps in prop::collection::vec(all_steps(), 1..30), dividend in 0..=SUPPLY) {
		let mut world = after(&steps, SUPPLY);
		if world.pool.denominator.is_zero() {
			return Ok(());
		}
		world.dividend(dividend);
		let shared = whole(world.pool.shared_value.get());
		for who in 0..5 {
			let proportion = exact(world.shares[who]) / exact(world.pool.denominator);
			let missing = &shared * proportion - whole(world.value(who));
			prop_assert!(!missing.is_negative(), "too much for {who}: {world:?}");
			prop_assert!(missing <= fraction(101, 100) || world.value(who) > SUPPLY, "too little for {who}: {world:?}");
		}
	}

	#[test]
	fn others_neither_gain_nor_lose_more_than_one_from_a_deposit_or_withdrawal(
		steps in prop::collection::vec(ordinary_steps(), 1..30), last in ordinary_steps(),
	) {
		let mut world = after(&steps, SUPPLY);
		let (Step::Deposit(actor, _) | Step::Withdraw(actor, _) | Step::WithdrawAll(actor)) = last else { return Ok(()) };
		let before = world.values();
		world.step(last, SUPPLY);
		for who in (0..5).filter(|who| *who != actor) {
			prop_assert!(world.value(who) <= before[who] + 1, "{who} gained: {before:?} {world:?}");
			prop_assert!(world.value(who) + 1 >= before[who], "{who} lost: {before:?} {world:?}");
		}
	}

	#[test]
	fn deposit_and_full_withdrawal_never_profit_a_newcomer(
		steps in prop::collection::vec(all_steps(), 0..30), amount in 1..=SUPPLY,
	) {
		let world = after(&steps, SUPPLY);
		// Without any shares, the first one is meant to get what is there.
		if world.pool.denominator.is_zero() || !world.pool.accepts(alpha(amount)) {
			return Ok(());
		}
		let inside = (world.deposit)(world.pool, SafeFloat::ZERO, alpha(amount));
		prop_assert!(inside.pool.value_of(inside.share) <= alpha(amount), "{inside:?}");
		// Nor is more than 1 alpha-rao lost.
		prop_assert!(inside.pool.value_of(inside.share).get() + 1 >= amount, "{inside:?}");
	}

	#[test]
	fn deposit_and_withdrawal_bring_a_holder_at_most_the_hidden_fraction(
		steps in prop::collection::vec(all_steps(), 1..30), who in 0..5usize, amount in 1..=SUPPLY,
	) {
		let mut world = after(&steps, SUPPLY);
		if world.pool.denominator.is_zero() || !world.pool.accepts(alpha(amount)) {
			return Ok(());
		}
		let before = world.value(who);
		world.deposit(who, amount);
		prop_assert!(world.value(who) <= before + amount + 1, "{before} {world:?}");
	}

	#[test]
	fn pool_equals_the_rules_digit_by_digit(steps in prop::collection::vec(all_steps(), 1..30), room in amounts()) {
		let mut world = World::new();
		for step in steps {
			let model = PlainPool { shared_value: world.pool.shared_value.get(), denominator: world.pool.denominator.into() };
			let shares = world.shares.map(Plain::from);
			let before = world.clone();
			world.step(step, room);
			let (Step::Deposit(who, _) | Step::Withdraw(who, _) | Step::WithdrawAll(who)) = step else { continue };
			if world.operations == before.operations {
				continue;
			}
			let (was, is) = (before.pool.shared_value.get(), world.pool.shared_value.get());
			let (model, share) = match step {
				Step::Deposit(..) => model.deposit(&shares[who], (world.paid_in - before.paid_in) as u64),
				_ => model.withdraw(&shares[who], was - is),
			};
			prop_assert_eq!(&model.denominator, &world.pool.denominator.into());
			prop_assert_eq!(&share, &world.shares[who].into());
			prop_assert_eq!(model.value_of(&share), world.value(who));
		}
	}

	#[test]
	fn pool_that_is_poured_into_another_leaves_everybody_what_he_had(
		steps in prop::collection::vec(all_steps(), 1..30), others in prop::collection::vec(all_steps(), 1..30),
	) {
		let [world, other] =
			[steps, others].map(|steps| taken(World::under::<RoundedUp>(), &steps, SUPPLY / 2));
		let Some(Merger { pool, factor }) = world.pool.poured_into(other.pool) else {
			prop_assert!(other.pool.shared_value.is_zero() && !other.pool.denominator.is_zero());
			return Ok(());
		};
		prop_assert_eq!(pool.shared_value.get(), world.pool.shared_value.get() + other.pool.shared_value.get());
		let mut sum = 0;
		for (who, share) in world.shares.into_iter().enumerate() {
			let (was, is) = (world.value(who), pool.value_of(converted(share, factor)).get());
			sum += is;
			// What nobody had a share of is for whoever has one.
			let is_all_assigned = !other.pool.denominator.is_zero();
			prop_assert!(is <= was + 1 + u64::from(!is_all_assigned) * SUPPLY, "{was} {is}");
			prop_assert!(is + 2 >= was, "{was} {is}");
		}
		for (who, share) in other.shares.into_iter().enumerate() {
			let (was, is) = (other.value(who), pool.value_of(share).get());
			sum += is;
			let is_all_assigned = !world.pool.denominator.is_zero();
			prop_assert!(is <= was + 1 + u64::from(!is_all_assigned) * SUPPLY, "{was} {is}");
			prop_assert!(is + 2 >= was, "{was} {is}");
		}
		prop_assert!(sum <= pool.shared_value.get(), "{sum} {pool:?}");
	}

	#[test]
	fn pool_that_is_poured_into_an_empty_one_is_what_it_was(steps in prop::collection::vec(all_steps(), 1..30)) {
		let world = after(&steps, SUPPLY);
		let merger = world.pool.poured_into(Pool::default()).unwrap();
		prop_assert_eq!(merger.pool, world.pool);
		for share in world.shares {
			prop_assert_eq!(converted(share, merger.factor), share);
		}
	}
}
