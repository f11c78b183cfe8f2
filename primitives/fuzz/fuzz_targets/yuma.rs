//! Any epoch at all: it is refused, or says what the plain model says; and when stakes are possible, no more is paid than there
//! is.
#![no_main]

#[path = "../../yuma/tests/plain/mod.rs"]
mod plain;

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use taonet_types::{fixed::I64F64, AlphaBalance};
use taonet_yuma::{BondRule, EpochInput, EpochParameters, LiquidAlpha, Neuron, SparseRow};

#[derive(Arbitrary, Debug)]
struct FuzzedNeuron {
	stake: u64,
	stake_fraction: u64,
	last_update: u64,
	block_at_registration: u64,
	validator_permit: bool,
	earliest_commit: Option<u64>,
}

#[derive(Arbitrary, Debug)]
struct Case {
	neurons: Vec<FuzzedNeuron>,
	weights: Vec<(u16, Vec<(u16, u16)>)>,
	bonds: Vec<(u16, Vec<(u16, u16)>)>,
	block: u64,
	tempo: u16,
	activity_cutoff: u64,
	last_mechanism_step_block: u64,
	owner_uid: Option<u16>,
	kappa: u16,
	bonds_penalty: u16,
	bonds_moving_average: u64,
	/// Whether the moving average may be beyond a whole.
	any_moving_average: bool,
	yuma3: bool,
	liquid_alpha: Option<(u16, u16, i16)>,
	max_allowed_validators: u16,
	stake_threshold: u64,
	emission: u64,
	/// Whether uids are brought into range, so that most epochs are not refused.
	in_range: bool,
}

fn rows(rows: &[(u16, Vec<(u16, u16)>)], neurons: u16, in_range: bool) -> Vec<SparseRow> {
	let uid = |uid: u16| if in_range { uid.checked_rem(neurons).unwrap_or_default() } else { uid };
	let mut rows: Vec<_> = rows
		.iter()
		.map(|(row, entries)| SparseRow {
			uid: uid(*row),
			entries: entries.iter().map(|(column, value)| (uid(*column), *value)).collect(),
		})
		.collect();
	if in_range {
		for row in &mut rows {
			let mut seen = vec![false; usize::from(neurons)];
			row.entries.retain(|entry| !std::mem::replace(&mut seen[usize::from(entry.0)], true));
		}
		let mut seen = vec![false; usize::from(neurons)];
		rows.retain(|row| !std::mem::replace(&mut seen[usize::from(row.uid)], true));
	}
	rows
}

fuzz_target!(|case: Case| {
	let count = u16::try_from(case.neurons.len()).unwrap_or(u16::MAX);
	let in_range = case.in_range && count > 0;
	let liquid_alpha = case.liquid_alpha.map(|(low, high, steepness)| LiquidAlpha { low, high, steepness });
	let bonds_moving_average =
		if case.any_moving_average { case.bonds_moving_average } else { case.bonds_moving_average % 1_000_001 };
	let parameters = EpochParameters {
		block: case.block,
		tempo: case.tempo,
		activity_cutoff: case.activity_cutoff,
		last_mechanism_step_block: case.last_mechanism_step_block,
		owner_uid: case.owner_uid.map(|uid| if in_range { uid % count } else { uid }),
		kappa: case.kappa,
		bonds_penalty: case.bonds_penalty,
		bonds_moving_average,
		bond_rule: if case.yuma3 { BondRule::Yuma3 { liquid_alpha } } else { BondRule::Yuma2 },
		max_allowed_validators: case.max_allowed_validators,
		stake_threshold: case.stake_threshold,
		emission: AlphaBalance::new(case.emission),
	};
	let neuron = |neuron: &FuzzedNeuron| Neuron {
		total_stake: I64F64::from_bits(i128::from(neuron.stake >> 1) << 64 | i128::from(neuron.stake_fraction)),
		last_update: neuron.last_update,
		block_at_registration: neuron.block_at_registration,
		validator_permit: neuron.validator_permit,
		earliest_commit: neuron.earliest_commit,
	};
	let neurons: Vec<_> = case.neurons.iter().map(neuron).collect();
	let (weights, bonds) = (rows(&case.weights, count, in_range), rows(&case.bonds, count, in_range));
	let input = EpochInput { parameters: &parameters, neurons: &neurons, weights: &weights, bonds: &bonds };
	let Ok(outcome) = taonet_yuma::run(&input) else {
		assert!(!in_range, "an epoch in range is refused");
		return;
	};
	// Beyond a whole the moving average makes numbers that overflow, each implementation in its own way.
	if bonds_moving_average > 1_000_000 {
		return;
	}
	let (expected, _) = plain::run(&plain::Epoch::from(&input));
	let amounts = |balances: &[AlphaBalance]| balances.iter().map(|balance| balance.get()).collect::<Vec<_>>();
	assert_eq!(amounts(&outcome.server_emission), expected.server_emission);
	assert_eq!(amounts(&outcome.validator_emission), expected.validator_emission);
	assert_eq!(outcome.consensus, expected.consensus);
	assert_eq!(outcome.validator_trust, expected.validator_trust);
	assert_eq!(outcome.validator_permit, expected.validator_permit);
	let mut stored = vec![Vec::new(); neurons.len()];
	for row in &outcome.bonds {
		stored[usize::from(row.uid)].clone_from(&row.entries);
	}
	assert_eq!(stored, expected.bonds);

	let possible = case.neurons.iter().map(|neuron| u128::from(neuron.stake)).sum::<u128>() < 1 << 62;
	if possible {
		let paid = outcome.server_emission.iter().chain(&outcome.validator_emission);
		assert!(paid.map(|amount| u128::from(amount.get())).sum::<u128>() <= u128::from(case.emission));
	}
});
