//! What a trade costs, beside the same formulas with `safe-bigmath` (`plain`).
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "../tests/plain/mod.rs"]
mod plain;

use criterion::{criterion_group, criterion_main, Criterion};
use plain::{PlainOrder, PlainPool};
use std::{hint::black_box, time::Duration};
use taonet_amm::{
	pow_ratio::{PowRatio, Precision},
	Buy, FeeRate, LimitPrice, Order, Pool, Rules, Sell, Side, Weights,
};
use taonet_types::{AlphaBalance, TaoBalance};

const TAO: u64 = 1_000_500_000_000;
const ALPHA: u64 = 4_001_000_000_000;
const EQUAL: u64 = 500_000_000_000_000_000;
const UNEQUAL: u64 = 500_062_476_571_285_767;
const RATE: u16 = 33;

struct Case {
	name: &'static str,
	quote_parts: u64,
	is_buy: bool,
	amount: u64,
	limit: u64,
}

fn open(name: &'static str, quote_parts: u64, is_buy: bool, amount: u64) -> Case {
	let limit = if is_buy { LimitPrice::MAX } else { LimitPrice::MIN };
	Case { name, quote_parts, is_buy, amount, limit: limit.rao_per_alpha() }
}

fn order<S: Side>(case: &Case) -> Order<S> {
	let (limit, fee_rate) = (LimitPrice::new(case.limit), FeeRate::new(RATE));
	Order { amount: case.amount.into(), limit, fee_rate, drop_fee: false }
}

fn swaps(criterion: &mut Criterion) {
	let cases = [
		open("buy, equal weights", EQUAL, true, 10_000_000_000),
		open("sell, equal weights", EQUAL, false, 40_000_000_000),
		open("buy, unequal weights", UNEQUAL, true, 10_000_000_000),
		open("sell, unequal weights", UNEQUAL, false, 40_000_000_000),
		Case { limit: 252_500_000, ..open("buy up to a limit", UNEQUAL, true, 10_000_000_000) },
		Case { limit: 247_500_000, ..open("sell down to a limit", UNEQUAL, false, 40_000_000_000) },
	];
	for case in &cases {
		let weights = Weights::new(case.quote_parts).unwrap();
		let pool = Pool { tao: TaoBalance::new(TAO), alpha: AlphaBalance::new(ALPHA), weights };
		let mut group = criterion.benchmark_group(case.name);
		group.bench_function("taonet", |bencher| {
			let (buy, sell) = (order::<Buy>(case), order::<Sell>(case));
			if case.is_buy {
				bencher.iter(|| black_box(&pool).swap(black_box(&buy), &Rules::DEFAULT));
			} else {
				bencher.iter(|| black_box(&pool).swap(black_box(&sell), &Rules::DEFAULT));
			}
		});
		group.bench_function("plain", |bencher| {
			let pool = PlainPool { tao: TAO, alpha: ALPHA, quote_parts: case.quote_parts };
			let Case { is_buy, amount, limit, .. } = *case;
			bencher.iter(|| black_box(&pool).swap(black_box(PlainOrder { is_buy, amount, limit, rate: RATE })));
		});
		group.finish();
	}
}

fn powers(criterion: &mut Criterion) {
	let power = |a, b, n, d| PowRatio {
		base_numerator: a,
		base_denominator: b,
		exponent_numerator: n,
		exponent_denominator: d,
	};
	let whole = Weights::WHOLE;
	let cases = [
		("power of a swap", Precision::Swap, power(TAO.into(), 1_010_494_964_522, UNEQUAL, whole - UNEQUAL)),
		(
			"power of a limit",
			Precision::Limit,
			power(4_657_802_878_611_661_799, 4_611_686_018_427_387_904, whole - UNEQUAL, whole),
		),
		// What a trader can choose to make it slow: no bounds (powers of e^-684 and e^-33).
		(
			"power of a swap at its slowest",
			Precision::Swap,
			power(1_000, 1_000_001, 989_999_999_999_999_999, 10_000_000_000_000_001),
		),
		("root at its slowest", Precision::Swap, power(1_000, 1_000_001, 1021, 211)),
	];
	for (name, precision, power) in cases {
		let mut group = criterion.benchmark_group(name);
		group.bench_function("taonet", |bencher| bencher.iter(|| black_box(&power).scaled(precision)));
		group.bench_function("taonet without shortcut", |bencher| {
			bencher.iter(|| black_box(&power).scaled_exactly(precision));
		});
		let bits = if precision == Precision::Swap { 256 } else { 1024 };
		group.bench_function("plain", |bencher| {
			bencher.iter(|| {
				let PowRatio { base_numerator, base_denominator, exponent_numerator, exponent_denominator } =
					*black_box(&power);
				plain::power(base_numerator, base_denominator, exponent_numerator, exponent_denominator, bits)
			});
		});
		group.finish();
	}
}

criterion_group! {
	name = benches;
	config = Criterion::default()
		.warm_up_time(Duration::from_millis(500))
		.measurement_time(Duration::from_secs(2))
		.sample_size(20);
	targets = swaps, powers
}
criterion_main!(benches);
