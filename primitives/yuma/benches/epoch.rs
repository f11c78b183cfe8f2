//! The epoch at the sizes of today's subnets and of larger ones, beside its plain model.
#![allow(missing_docs, clippy::arithmetic_side_effects, clippy::indexing_slicing)]

extern crate alloc;

#[path = "../tests/plain/mod.rs"]
mod plain;
#[path = "shared/subnet.rs"]
mod subnet;

use core::time::Duration;
use criterion::{criterion_group, criterion_main, Criterion, SamplingMode};
use subnet::{Subnet, RULES};
use taonet_yuma::{BondRule, EpochInput, SparseRow};

/// The same epoch as the plain model reads it.
fn plain_epoch(input: &EpochInput<'_>) -> plain::Epoch {
	let parameters = input.parameters;
	let liquid_alpha = match parameters.bond_rule {
		BondRule::Yuma3 { liquid_alpha: Some(curve) } => {
			Some(plain::LiquidAlpha { low: curve.low, high: curve.high, steepness: curve.steepness })
		},
		_ => None,
	};
	let rows = |sparse: &[SparseRow]| {
		let mut rows = vec![Vec::new(); input.neurons.len()];
		for row in sparse {
			rows[usize::from(row.uid)] = row.entries.clone();
		}
		rows
	};
	plain::Epoch {
		n: input.neurons.len(),
		block: parameters.block,
		tempo: parameters.tempo,
		activity_cutoff: parameters.activity_cutoff,
		last_mechanism_step_block: parameters.last_mechanism_step_block,
		owner_uid: parameters.owner_uid,
		kappa: parameters.kappa,
		bonds_penalty: parameters.bonds_penalty,
		bonds_moving_average: parameters.bonds_moving_average,
		liquid_alpha,
		yuma3: matches!(parameters.bond_rule, BondRule::Yuma3 { .. }),
		max_allowed_validators: parameters.max_allowed_validators,
		stake_threshold: parameters.stake_threshold,
		emission: parameters.emission.get(),
		total_stake: input.neurons.iter().map(|neuron| neuron.total_stake).collect(),
		last_update: input.neurons.iter().map(|neuron| neuron.last_update).collect(),
		block_at_registration: input.neurons.iter().map(|neuron| neuron.block_at_registration).collect(),
		validator_permit: input.neurons.iter().map(|neuron| neuron.validator_permit).collect(),
		first_commit_block: None,
		weights: rows(input.weights),
		bonds: rows(input.bonds),
	}
}

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
				let plain = plain_epoch(&subnet.input());
				group.bench_function("plain", |bencher| bencher.iter(|| plain::run(&plain)));
			}
		}
	}
}

criterion_group!(benches, epochs);
criterion_main!(benches);
