//! What the share pool costs, beside the same rules written down plainly (one digit at a time, integers without limit).
#![allow(missing_docs)]

#[path = "../tests/plain/mod.rs"]
mod plain;

use criterion::{criterion_group, criterion_main, Criterion};
use plain::{Plain, PlainPool};
use std::{hint::black_box, time::Duration};
use taonet_share_pool::{Pool, RoundedUp, SafeFloat};
use taonet_types::AlphaBalance;

/// A pool that has seen deposits, dividends and withdrawals, the share of one of its holders, and an amount.
fn lived_in() -> (Pool, SafeFloat, AlphaBalance) {
	let first = Pool::default().deposit::<RoundedUp>(SafeFloat::ZERO, AlphaBalance::new(1_234_567_890_123));
	let second = first
		.pool
		.add_dividend(AlphaBalance::new(76_543_210_987))
		.deposit::<RoundedUp>(SafeFloat::ZERO, AlphaBalance::new(987_654_321));
	let pool = second.pool.add_dividend(AlphaBalance::new(333_333_333));
	let first = pool.withdraw(first.share, AlphaBalance::new(111_222_333_444)).unwrap_or(first);
	(first.pool, second.share, AlphaBalance::new(2_718_281_828))
}

fn compare<A, B>(criterion: &mut Criterion, name: &str, mut ours: impl FnMut() -> A, mut plain: impl FnMut() -> B) {
	let mut group = criterion.benchmark_group(name);
	group.warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(2));
	group.bench_function("taonet", |bencher| bencher.iter(&mut ours));
	group.bench_function("plain", |bencher| bencher.iter(&mut plain));
	group.finish();
}

fn benches(criterion: &mut Criterion) {
	let (pool, share, amount) = lived_in();
	let model = PlainPool { shared_value: pool.shared_value.get(), denominator: pool.denominator.into() };
	let (value, model_share) = (SafeFloat::from(pool.shared_value), Plain::from(share));
	let model_value = Plain::from(value);

	compare(
		criterion,
		"mul_div",
		|| black_box(value).mul_div(black_box(share), black_box(pool.denominator)),
		|| black_box(&model_value).mul_div(black_box(&model_share), black_box(&model.denominator)),
	);
	compare(
		criterion,
		"add",
		|| black_box(pool.denominator).plus(black_box(share)),
		|| black_box(&model.denominator).plus(black_box(&model_share)),
	);
	compare(
		criterion,
		"deposit",
		|| black_box(pool).deposit::<RoundedUp>(black_box(share), black_box(amount)),
		|| black_box(&model).deposit(black_box(&model_share), black_box(amount.get())),
	);
	// Less than the share is worth, so that it takes place.
	let part = AlphaBalance::new(271_828_182);
	assert!(pool.withdraw(share, part).is_ok(), "the withdrawal is refused");
	compare(
		criterion,
		"withdrawal",
		|| black_box(pool).withdraw(black_box(share), black_box(part)),
		|| {
			let (model, share, part) = (black_box(&model), black_box(&model_share), black_box(part.get()));
			(model.value_of(share) >= part).then(|| model.withdraw(share, part))
		},
	);
	compare(
		criterion,
		"dividend and value",
		|| black_box(pool).add_dividend(black_box(amount)).value_of(black_box(share)),
		|| {
			let shared_value = black_box(&model).shared_value.saturating_add(black_box(amount.get()));
			PlainPool { shared_value, ..model.clone() }.value_of(black_box(&model_share))
		},
	);
}

criterion_group!(all, benches);
criterion_main!(all);
