//! Months of the chain in minutes.
//!
//! The native runtime, in memory and without state roots, block after block: subnets full of validators and miners, and people
//! who stake, unstake and move stake at random. All invariants of all pallets are checked every so many blocks; issuance, prices
//! and emission are written as a table, of which `scripts/plot.sh` makes a picture.
//!
//! | file | about |
//! | --- | --- |
//! | `options` | what the command line says |
//! | `world` | who is there from the first block |
//! | `chain` | how a block is made |
//! | `people` | what they do in it |
//! | `table` | what is written |
//!
//! The same options give the same table.

// A tool that no chain runs: where something does not fit, it is to stop and say so.
#![allow(clippy::arithmetic_side_effects, clippy::expect_used, clippy::indexing_slicing)]

mod chain;
mod options;
mod people;
mod table;
mod world;

use chain::Chain;
use options::Options;
use people::People;
use rand::{rngs::StdRng, SeedableRng};
use std::time::Instant;
use table::Table;
use world::World;

fn main() {
	let options = match Options::read(std::env::args().skip(1)) {
		Ok(options) => options,
		Err(wrong) => {
			eprintln!("{wrong}\n\n{}", options::USAGE);
			std::process::exit(2);
		},
	};
	let mut table = Table::create(&options.csv).unwrap_or_else(|error| {
		eprintln!("{}: {error}", options.csv.display());
		std::process::exit(1);
	});
	let mut dice = StdRng::seed_from_u64(options.seed);
	let world = World::new(&options);
	let mut chain = Chain::begin(&world);
	let mut people = People::new(&world, &mut dice);
	eprintln!("{world}");

	let mut since = Instant::now();
	for block in 1..=options.blocks {
		chain.block(|| people.act(block, &mut dice));
		if block % options.every == 0 || block == options.blocks {
			chain.check();
			let line = chain.look(|| table.add(block, &world)).expect("the table can be written");
			let pace = since.elapsed().as_secs_f64() * 1_000.0 / f64::from(options.every);
			eprintln!("block {block}: {line}; {pace:.1} ms a block, hooks at most {:.1} % of one", chain.fullest());
			since = Instant::now();
		}
	}
	println!("{people}");
	println!("{chain}");
}
