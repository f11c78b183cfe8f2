//! The epoch at the sizes of today's subnets and of larger ones.
#![allow(missing_docs, clippy::arithmetic_side_effects, clippy::indexing_slicing)]

extern crate alloc;

#[path = "subnet.rs"]
mod subnet;

use core::time::Duration;
use criterion::{criterion_group, criterion_main, BenchmarkId, Criterion};
use subnet::{Subnet, RULES};

fn epochs(criterion: &mut Criterion) {
	for (rule, bond_rule) in RULES {
		for percent in [100, 10] {
			let mut group = criterion.benchmark_group(format!("{rule}, {percent} %"));
			group.sample_size(10).measurement_time(Duration::from_secs(2)).warm_up_time(Duration::from_millis(300));
			for neurons in [256, 1024, 4096] {
				let subnet = Subnet::new(neurons, percent, bond_rule);
				group.bench_with_input(BenchmarkId::new("engine", neurons), &subnet, |bencher, subnet| {
					bencher.iter(|| taonet_yuma::run(&subnet.input()))
				});
			}
		}
	}
}

criterion_group!(benches, epochs);
criterion_main!(benches);
