//! The rules word by word, digit by digit, on integers without a limit: what the crate is compared with, and timed beside.
#![allow(clippy::arithmetic_side_effects, dead_code, missing_docs)]

use num_bigint::BigUint;
use num_traits::{Pow, Zero};
use taonet_share_pool::SafeFloat;

/// `mantissa × 10^exponent`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plain {
	pub mantissa: BigUint,
	pub exponent: i64,
}

fn ten_to(power: u64) -> BigUint {
	BigUint::from(10u8).pow(power)
}

/// The rule of normalisation as it is written: one digit at a time.
pub fn normalise(mut mantissa: BigUint, mut exponent: i64) -> Plain {
	if mantissa.is_zero() {
		return Plain { mantissa, exponent: 0 };
	}
	while mantissa > ten_to(21) {
		mantissa /= 10u8;
		exponent += 1;
	}
	while mantissa <= ten_to(20) {
		mantissa *= 10u8;
		exponent -= 1;
	}
	Plain { mantissa, exponent }
}

impl Plain {
	pub fn integer(number: u64) -> Self {
		normalise(number.into(), 0)
	}

	pub fn is_zero(&self) -> bool {
		self.mantissa.is_zero()
	}

	pub fn mul_div(&self, a: &Self, b: &Self) -> Option<Self> {
		(!b.is_zero())
			.then(|| normalise(&self.mantissa * &a.mantissa / &b.mantissa, self.exponent + a.exponent - b.exponent))
	}

	pub fn divided_by(&self, a: &Self) -> Option<Self> {
		(!a.is_zero()).then(|| normalise(&self.mantissa * ten_to(21) / &a.mantissa, self.exponent - a.exponent - 21))
	}

	fn aligned(&self, a: &Self) -> (BigUint, BigUint, i64) {
		let divisor = ten_to(self.exponent.abs_diff(a.exponent).min(22));
		if self.exponent < a.exponent {
			(&self.mantissa / divisor, a.mantissa.clone(), a.exponent)
		} else {
			(self.mantissa.clone(), &a.mantissa / divisor, self.exponent)
		}
	}

	pub fn plus(&self, a: &Self) -> Self {
		if self.is_zero() {
			return a.clone();
		}
		if a.is_zero() {
			return self.clone();
		}
		let (mine, others, exponent) = self.aligned(a);
		normalise(mine + others, exponent)
	}

	pub fn minus(&self, a: &Self) -> Option<Self> {
		match (self.is_zero(), a.is_zero()) {
			(_, true) => Some(self.clone()),
			(true, false) => None,
			(false, false) => {
				let (mine, others, exponent) = self.aligned(a);
				Some(normalise(if mine > others { mine - others } else { BigUint::zero() }, exponent))
			},
		}
	}

	pub fn to_u64(&self) -> u64 {
		let factor = ten_to(self.exponent.unsigned_abs().min(22));
		let whole = if self.exponent > 0 { &self.mantissa * factor } else { &self.mantissa / factor };
		u64::try_from(whole).unwrap_or(u64::MAX)
	}
}

impl From<SafeFloat> for Plain {
	fn from(value: SafeFloat) -> Self {
		Self { mantissa: value.mantissa().into(), exponent: value.exponent() }
	}
}

/// The pool of one hotkey.
#[derive(Clone, Debug)]
pub struct PlainPool {
	pub shared_value: u64,
	pub denominator: Plain,
}

impl PlainPool {
	pub fn value_of(&self, share: &Plain) -> u64 {
		Plain::integer(self.shared_value).mul_div(share, &self.denominator).map_or(0, |value| value.to_u64())
	}

	pub fn deposit(&self, share: &Plain, amount: u64) -> (Self, Plain) {
		let shared_value = self.shared_value.saturating_add(amount);
		if self.denominator.is_zero() {
			let all = Plain::integer(amount);
			return (Self { shared_value, denominator: all.clone() }, all);
		}
		let bought = Plain::integer(amount)
			.mul_div(&self.denominator, &Plain::integer(self.shared_value))
			.unwrap_or(Plain::integer(0));
		(Self { shared_value, denominator: self.denominator.plus(&bought) }, share.plus(&bought))
	}

	pub fn withdraw(&self, share: &Plain, amount: u64) -> (Self, Plain) {
		let sold = Plain::integer(amount)
			.mul_div(&self.denominator, &Plain::integer(self.shared_value))
			.unwrap_or(Plain::integer(0));
		let denominator = self.denominator.minus(&sold).unwrap_or(self.denominator.clone());
		let rest = share.minus(&sold).unwrap_or(share.clone());
		(Self { shared_value: self.shared_value.saturating_sub(amount), denominator }, rest)
	}
}
