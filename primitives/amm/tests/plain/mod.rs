//! The pool's formulas written down plainly, with the power function of `safe-bigmath`: what the crate is compared with,
//! in results and in speed.
#![allow(clippy::arithmetic_side_effects)]

use safe_bigmath::SafeInt;
use substrate_fixed::types::U64F64;

/// `(a / b)^(n / d) × 10^18`, when it fits u64.
pub fn power(a: u128, b: u128, n: u64, d: u64, precision: u32) -> Option<u64> {
	let [a, b] = [a, b].map(SafeInt::from);
	let [n, d, scale] = [n, d, 1_000_000_000_000_000_000].map(SafeInt::from);
	SafeInt::pow_ratio_scaled(&a, &b, &n, &d, precision, &scale)?.to_u64()
}

#[derive(Clone, Copy, Debug)]
pub struct PlainPool {
	pub tao: u64,
	pub alpha: u64,
	pub quote_parts: u64,
}

#[derive(Clone, Copy, Debug)]
pub struct PlainOrder {
	pub is_buy: bool,
	pub amount: u64,
	pub limit: u64,
	pub rate: u16,
}

fn num(number: u64) -> U64F64 {
	U64F64::from_num(number)
}

fn div(numerator: U64F64, denominator: U64F64) -> U64F64 {
	numerator.checked_div(denominator).unwrap_or_default()
}

fn billionth_of_billionths(number: u64) -> U64F64 {
	div(num(number), num(1_000_000_000_000_000_000))
}

impl PlainPool {
	fn base_parts(&self) -> u64 {
		1_000_000_000_000_000_000 - self.quote_parts
	}

	fn price(&self) -> U64F64 {
		div(num(self.base_parts()), num(self.quote_parts)).saturating_mul(div(num(self.tao), num(self.alpha)))
	}

	fn out(&self, is_buy: bool, net: u64) -> u64 {
		// Not in the letter: with an empty reserve the power does not exist and counts as zero, so that nothing would buy
		// everything.
		if net == 0 {
			return 0;
		}
		let (reserve, other, n, d) = if is_buy {
			(self.tao, self.alpha, self.quote_parts, self.base_parts())
		} else {
			(self.alpha, self.tao, self.base_parts(), self.quote_parts)
		};
		let scaled = power(reserve.into(), u128::from(reserve) + u128::from(net), n, d, 256).unwrap_or(0);
		let kept = billionth_of_billionths(scaled).min(num(1));
		num(other).saturating_mul(num(1) - kept).to_num()
	}

	fn up_to(&self, is_buy: bool, limit: U64F64) -> u64 {
		let (price, limit) = (self.price().to_bits(), limit.to_bits());
		let (a, b, n, reserve) = if is_buy {
			(limit, price, self.base_parts(), self.tao)
		} else {
			(price, limit, self.quote_parts, self.alpha)
		};
		let scaled = power(a, b, n, 1_000_000_000_000_000_000, 1024).unwrap_or(u64::MAX);
		num(reserve).saturating_mul(billionth_of_billionths(scaled).saturating_sub(num(1))).to_num()
	}

	fn target(&self, is_buy: bool, net: u64, out: u64) -> U64F64 {
		let (tao, alpha) = if is_buy {
			(self.tao.saturating_add(net), self.alpha - out)
		} else {
			(self.tao - out, self.alpha.saturating_add(net))
		};
		Self { tao, alpha, ..*self }.price()
	}

	/// What is paid in, paid out, and the fee; nothing for any error.
	pub fn swap(&self, order: PlainOrder) -> Option<(u64, u64, u64)> {
		let PlainOrder { is_buy, amount, limit, rate } = order;
		let limit = div(num(limit), num(1_000_000_000));
		let fee: u64 = num(amount).saturating_mul(div(num(rate.into()), num(65_535))).to_num();
		let net = amount - fee;
		let (input, output) = if is_buy { (self.tao, self.alpha) } else { (self.alpha, self.tao) };
		let is_before = if is_buy { self.price() < limit } else { self.price() > limit };
		if u128::from(net) > 1000 * u128::from(input) || output < 1_000_000 || !is_before {
			return None;
		}
		let out = self.out(is_buy, net);
		let target = self.target(is_buy, net, out);
		let is_filled = if is_buy { target <= limit } else { target >= limit };
		let (net, fee, out) = if is_filled {
			(net, fee, out)
		} else {
			let up_to = self.up_to(is_buy, limit);
			let fee_on_top: u64 =
				num(up_to).saturating_mul(div(num(rate.into()), num((65_535 - rate).into()))).to_num();
			// Not in the letter, by which roundings could take more than was offered: an amount up to the limit above the
			// offer fills it, and the fee is at most what is left.
			if up_to > net {
				(net, fee, out)
			} else {
				(up_to, fee_on_top.min(amount - up_to), self.out(is_buy, up_to))
			}
		};
		input.checked_add(net)?;
		(net == 0 || out > 0).then_some((net, out, fee))
	}
}
