//! The epoch at the sizes of today's subnets and of larger ones, beside its plain model.
#![allow(missing_docs, clippy::arithmetic_side_effects, clippy::indexing_slicing)]

extern crate alloc;

#[path = "../tests/plain/mod.rs"]
mod plain;
#[path = "common/subnet.rs"]
mod subnet;

use core::time::Duration;
use criterion::{criterion_group, criterion_main, Criterion, SamplingMode};
use subnet::{Subnet, RULES};

fn epochs(criterion: &mut Criterion) {
	for (rule, bond_rule) in RULES {
		for percent in [100, 10] {
			for neurons in [256, 1024, 4096] {
				let subnet = Subnet::new(neurons, percent, bond_rule);
				let mut group = criterion.benchmark_group(format!("{rule}, {percent} %, {neurons} neurons"));
				group.sample_size(10).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(2));
				group.bench_function("taonet", |bencher| bencher.iter(|| taonet_yuma::run(&subnet.input())));
				// Seconds at 4096: ten runs are enough.
				group.sampling_mode(SamplingMode::Flat);
				let plain = plain::Epoch::from(&subnet.input());
				group.bench_function("plain", |bencher| bencher.iter(|| plain::run(&plain)));
			}
		}
	}
}

criterion_group!(benches, epochs);
criterion_main!(benches);
