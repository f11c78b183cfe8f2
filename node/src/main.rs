//! The taonet node.

// The errors are those of the SDK.
#![allow(clippy::result_large_err)]

#[cfg(feature = "runtime-benchmarks")]
mod benchmark;
mod chain_spec;
mod cli;
mod command;
mod drand;
mod genesis;
mod genesis_check;
mod ports;
mod rpc;
mod service;
mod shield;

use std::process::ExitCode;

fn main() -> ExitCode {
	match command::run() {
		Ok(()) => ExitCode::SUCCESS,
		Err(error) => {
			match error {
				// Says what is wrong by itself.
				sc_cli::Error::Input(message) => eprintln!("Error: {message}"),
				sc_cli::Error::NetworkKeyNotFound(path) => eprintln!(
					"Error: this validator has no peer-to-peer key at {}. Make it with `taonet key generate-node-key` and the same \
					 --chain and --base-path, or say --unsafe-force-node-key-generation for a trial.",
					path.display(),
				),
				other => eprintln!("Error: {other}"),
			}
			ExitCode::FAILURE
		},
	}
}
