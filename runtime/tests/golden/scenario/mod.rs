//! Scenarios: what was done on a small chain, and what the blocks made of it, block by block.

mod document;
mod figures;
mod initial;
mod stored;

use crate::reference::{Emission, System};
use document::{Document, Entry, Initial};
use figures::figures;
use frame_support::traits::Hooks;
use serde_json::Value;
use sp_core::H256;
use std::{collections::BTreeSet, str::FromStr};
use taonet_golden::{Differences, VectorFile};

/// Lets the chain make the recorded blocks, and compares every figure after each of them.
pub fn scenario(file: &VectorFile) -> Result<(), String> {
	let document: Document = file.read()?;
	if document.schema != "scenario-v1" {
		return Err(format!("the schema {} is not known", document.schema));
	}
	if document.blocks.is_empty() {
		return Err("the file holds no block".to_owned());
	}
	let compared = sp_io::TestExternalities::new_empty().execute_with(|| replay(&document))?;
	// Not where the results of tests are written.
	eprintln!("replayed: {}: {} blocks are equal, {compared} figures", file.name, document.blocks.len());
	Ok(())
}

/// Stops at the first block that differs. Answers how many figures were compared.
fn replay(document: &Document) -> Result<usize, String> {
	let initial: Initial = serde_json::from_value(document.initial.clone())
		.map_err(|error| format!("the initial state is not the expected one: {error}"))?;
	initial::write(&initial, document.root_first)?;
	let mut compared = Comparison::default();
	compared.compare("", &document.initial, &stored::initial(&document.initial));
	compared.check_invariants();
	let mut count = compared.result("at the beginning")?;
	for entry in &document.blocks {
		count = count.saturating_add(replay_operations(entry)?).saturating_add(replay_initialisation(entry)?);
	}
	Ok(count)
}

/// Does what was done in a block.
fn replay_operations(entry: &Entry) -> Result<usize, String> {
	if System::block_number() != entry.ops_in_block {
		return Err(format!("operations of block {} come too late", entry.ops_in_block));
	}
	let mut compared = Comparison::default();
	for (number, done) in entry.ops.iter().enumerate() {
		let answer = done.operation.answer();
		compared.differences.compare(
			format!("answer to operation {number}, {:?}", done.operation),
			&done.result.name(),
			&answer,
		);
	}
	if let Some(recorded) = &entry.after_ops {
		let stored = stored::after_calls(recorded);
		compared.compare("after_ops", &Value::Object(recorded.clone()), &stored);
		compared.check_invariants();
	}
	compared.result(&format!("after the operations of block {}", entry.ops_in_block))
}

/// Begins the next block.
fn replay_initialisation(entry: &Entry) -> Result<usize, String> {
	let parent_hash = H256::from_str(&entry.parent_hash)
		.map_err(|error| format!("block {}: the parent hash cannot be read: {error}", entry.block))?;
	System::reset_events();
	System::initialize(&entry.block, &parent_hash, &Default::default());
	Emission::on_initialize(entry.block);
	let mut compared = Comparison::default();
	compared.compare("", &Value::Object(entry.state.clone()), &stored::after_initialisation(&entry.state));
	compared.check_invariants();
	compared.result(&format!("block {}", entry.block))
}

/// What was compared of a state.
#[derive(Default)]
struct Comparison {
	differences: Differences,
	/// How many figures.
	count: usize,
	/// An invariant that does not hold.
	broken: Option<String>,
}

impl Comparison {
	fn compare(&mut self, name: &str, recorded: &Value, stored: &Value) {
		let (recorded, stored) = (figures(name, recorded), figures(name, stored));
		let names: BTreeSet<_> = recorded.keys().chain(stored.keys()).collect();
		self.count = self.count.saturating_add(names.len());
		for name in names {
			self.differences.compare(name, &recorded.get(name), &stored.get(name));
		}
	}

	/// All of them hold under the rules of the reference too, as far as the scenarios go: `TotalStake` begins as the sum of the
	/// pools here, nothing is taken as `CKBurn`, and no incentives exceed what is there for them.
	#[cfg(feature = "try-runtime")]
	fn check_invariants(&mut self) {
		use crate::reference::{AlphaAssets, Epochs, Leasing, Staking, Subnets, Swap};
		let block = System::block_number();
		let checks = [
			AlphaAssets::try_state(block),
			Swap::try_state(block),
			Subnets::try_state(block),
			Staking::try_state(block),
			Leasing::try_state(block),
			Epochs::try_state(block),
			Emission::try_state(block),
		];
		self.broken = checks.into_iter().find_map(Result::err).map(|error| format!("{error:?}"));
	}

	#[cfg(not(feature = "try-runtime"))]
	fn check_invariants(&mut self) {}

	/// How many figures were compared, if they are equal and every invariant holds. An entry without operations compares nothing.
	fn result(self, when: &str) -> Result<usize, String> {
		if self.count > 0 {
			self.differences.result().map_err(|different| format!("{when}: {different}"))?;
		}
		match self.broken {
			Some(broken) => Err(format!("{when}: {broken}")),
			None => Ok(self.count),
		}
	}
}
