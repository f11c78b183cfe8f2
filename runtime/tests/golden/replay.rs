//! Sequences of staking calls.

use crate::{
	documents::{Sequence, State},
	left_out,
	reference::System,
	state::{self, Figures},
};
use std::collections::BTreeSet;
use taonet_golden::{Differences, VectorFile};

/// Calls what was called, and compares what each call answers and the state after it.
pub fn stake(file: &VectorFile) -> Result<(), String> {
	let sequence: Sequence = file.read()?;
	if sequence.schema != "stake-v1" {
		return Err(format!("the schema {} is not known", sequence.schema));
	}
	if sequence.steps.is_empty() {
		return Err("the file holds no step".to_owned());
	}
	let left_out = sp_io::TestExternalities::new_empty().execute_with(|| replay(&sequence))?;
	let (steps, left) = (sequence.steps.len(), left_out.len());
	// Not where the results of tests are written.
	eprintln!("replayed: {}: {} of {steps} steps are equal, {left} left out", file.name, steps.saturating_sub(left));
	for (number, reason) in left_out {
		eprintln!("replayed: {}: step {number} is left out: {reason}", file.name);
	}
	Ok(())
}

/// Stops at the first step that differs. Answers which were left out, and why.
fn replay(sequence: &Sequence) -> Result<Vec<(usize, &'static str)>, String> {
	state::write(sequence)?;
	let mut differences = Differences::default();
	compare_state(&sequence.initial.state, &mut differences);
	differences.result().map_err(|different| format!("before the first step: {different}"))?;
	let mut left_out = vec![];
	for (number, step) in sequence.steps.iter().enumerate() {
		if number > 0 {
			System::set_block_number(System::block_number().saturating_add(1));
		}
		let mut differences = Differences::default();
		match left_out::reason(step) {
			Some(reason) => left_out.push((number, reason)),
			None => differences.compare("answer", &step.result.name(), &step.operation.answer()),
		}
		compare_state(&step.after, &mut differences);
		differences.result().map_err(|different| format!("step {number}, {:?}: {different}", step.operation))?;
	}
	Ok(left_out)
}

fn compare_state(measured: &State, differences: &mut Differences) {
	let recorded = state::recorded(measured);
	let stored = state::stored(measured.balances.iter().map(|(coldkey, _)| *coldkey));
	let names: BTreeSet<_> = recorded.keys().chain(stored.keys()).map(String::as_str).collect();
	let figure = |figures: &Figures, name: &str| figures.get(name).copied();
	for name in names {
		if !left_out::FIGURES.contains(&name) {
			differences.compare(name, &figure(&recorded, name), &figure(&stored, name));
		}
	}
}
