//! The taonet node.

#[cfg(feature = "runtime-benchmarks")]
mod benchmark;
mod chain_spec;
mod cli;
mod command;
mod genesis_check;
mod ports;
mod rpc;
mod service;

use std::process::ExitCode;

fn main() -> ExitCode {
	match command::run() {
		Ok(()) => ExitCode::SUCCESS,
		Err(error) => {
			match error {
				// Says what is wrong by itself.
				sc_cli::Error::Input(message) => eprintln!("Error: {message}"),
				other => eprintln!("Error: {other}"),
			}
			ExitCode::FAILURE
		},
	}
}
