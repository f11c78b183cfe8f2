//! Shares of a hotkey's alpha: the numbers, and the pool alone.

use serde::Deserialize;
use std::cmp::Ordering;
use taonet_golden::{Differences, VectorFile, Wide};
use taonet_share_pool::{Pool, RoundedDown, SafeFloat};
use taonet_types::AlphaBalance;

/// A number as the vectors write it: mantissa, exponent.
#[derive(Clone, Copy, Deserialize)]
struct Pair(Wide<u128>, i64);

impl Pair {
	/// The number, which must be in normal form.
	fn read(self) -> Result<SafeFloat, String> {
		SafeFloat::new(self.0 .0, self.1)
			.filter(|value| written(*value) == (self.0 .0, self.1))
			.ok_or_else(|| format!("{} · 10^{} is not in normal form", self.0 .0, self.1))
	}

	fn measured(self) -> (u128, i64) {
		(self.0 .0, self.1)
	}
}

fn written(value: SafeFloat) -> (u128, i64) {
	(value.mantissa(), value.exponent())
}

#[derive(Deserialize)]
struct FloatCases {
	cases: Vec<FloatCase>,
}

#[derive(Deserialize)]
struct FloatCase {
	a: Pair,
	b: Pair,
	c: Pair,
	add: Option<Pair>,
	sub: Option<Pair>,
	div: Option<Pair>,
	mul_div: Option<Pair>,
	gt: bool,
	a_u64: u64,
	new: Raw,
}

#[derive(Deserialize)]
struct Raw {
	mantissa: Wide<u128>,
	exponent: i64,
	value: Option<Pair>,
}

pub fn decimal_float(file: &VectorFile) -> Result<(), String> {
	let mut differences = Differences::default();
	for (index, case) in file.read::<FloatCases>()?.cases.iter().enumerate() {
		let (a, b, c) = (case.a.read()?, case.b.read()?, case.c.read()?);
		for (name, measured, computed) in [
			("add", case.add, Some(a.plus(b))),
			("sub", case.sub, a.minus(b)),
			("div", case.div, a.divided_by(b)),
			("mul_div", case.mul_div, a.mul_div(b, c)),
			("new", case.new.value, SafeFloat::new(case.new.mantissa.0, case.new.exponent)),
		] {
			let place = format!("case {index}, {name}");
			differences.compare(place, &measured.map(Pair::measured), &computed.map(written));
		}
		differences.compare(format!("case {index}, gt"), &case.gt, &(a.compare(b) == Ordering::Greater));
		differences.compare(format!("case {index}, a_u64"), &case.a_u64, &a.to_u64());
	}
	differences.result()
}

#[derive(Deserialize)]
struct PoolCases {
	cases: Vec<PoolCase>,
}

#[derive(Deserialize)]
struct PoolCase {
	ops: Vec<Operation>,
}

#[derive(Deserialize)]
struct Operation {
	kind: Kind,
	key: usize,
	update: i64,
	sim_one: bool,
	shared_value: u64,
	denominator: Pair,
	shares: Vec<Option<Pair>>,
	values: Vec<u64>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
	One,
	All,
}

/// The pool and the shares of the keys that were ever set.
#[derive(Default)]
struct State {
	pool: Pool,
	shares: Vec<Option<SafeFloat>>,
}

impl State {
	fn apply(&mut self, operation: &Operation) -> Result<(), String> {
		let (amount, adds) = (AlphaBalance::new(operation.update.unsigned_abs()), operation.update >= 0);
		if let Kind::All = operation.kind {
			self.pool = if adds { self.pool.add_dividend(amount) } else { self.pool.remove_from_all(amount) };
			return Ok(());
		}
		self.shares.resize(operation.shares.len(), None);
		let share = self.shares.get_mut(operation.key).ok_or("an operation names a key that is not there")?;
		let before = share.unwrap_or_default();
		let change = if adds {
			self.pool.deposit::<RoundedDown>(before, amount)
		} else {
			self.pool.withdraw(before, amount).map_err(|error| format!("a withdrawal is refused: {error:?}"))?
		};
		(self.pool, *share) = (change.pool, Some(change.share));
		Ok(())
	}

	fn compare(&self, place: &str, measured: &Operation, differences: &mut Differences) {
		let at = |what| format!("{place}, {what}");
		differences.compare(at("shared value"), &measured.shared_value, &self.pool.shared_value.get());
		differences.compare(at("denominator"), &measured.denominator.measured(), &written(self.pool.denominator));
		// Keys behind the last one that was set are not there yet.
		let padded = (0..measured.shares.len()).map(|key| self.shares.get(key).copied().flatten()).collect::<Vec<_>>();
		let shares = measured.shares.iter().map(|share| share.map(Pair::measured)).collect::<Vec<_>>();
		differences.compare(at("shares"), &shares, &padded.iter().map(|share| share.map(written)).collect());
		let value = |share: &Option<SafeFloat>| self.pool.value_of(share.unwrap_or_default()).get();
		differences.compare(at("values"), &measured.values, &padded.iter().map(value).collect());
	}
}

pub fn share_pool(file: &VectorFile) -> Result<(), String> {
	let mut differences = Differences::default();
	for (index, case) in file.read::<PoolCases>()?.cases.iter().enumerate() {
		let mut state = State::default();
		for (number, operation) in case.ops.iter().enumerate() {
			let place = format!("case {index}, operation {number}");
			let accepted = state.pool.accepts(AlphaBalance::new(operation.update.unsigned_abs()));
			differences.compare(format!("{place}, accepts"), &operation.sim_one, &accepted);
			state.apply(operation).map_err(|error| format!("{place}: {error}"))?;
			state.compare(&place, operation, &mut differences);
		}
	}
	differences.result()
}
