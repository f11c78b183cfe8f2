//! A drand relay with a key of its own, for tests and networks without internet.

mod relay;

use clap::{Args, Parser, Subcommand};
use relay::Schedule;
use sha2::{Digest, Sha256};
use std::{error::Error, net::Ipv4Addr};
use taonet_timelock::{encrypt, Beacon};

/// A drand relay with a key of its own, for tests and networks without internet.
///
/// Its pulses are valid under the public key that belongs to its seed, which a chain must know instead of drand's
/// (variable DRAND_PUBLIC_KEY). Anyone who knows the seed can read everything encrypted for this beacon: never use it
/// where money is at stake.
#[derive(Parser)]
#[command(version)]
struct Cli {
	#[command(subcommand)]
	command: Command,
}

#[derive(Subcommand)]
enum Command {
	/// Serve pulses over HTTP, as drand's relays do, until stopped.
	///
	/// Answers /info, /public/latest and /public/<round>, each also below the hash of any chain. The first line printed
	/// is the address.
	Serve {
		#[command(flatten)]
		seed: Seed,
		/// Port on this machine to listen at; 0 takes a free one.
		#[arg(long, default_value_t = 0)]
		port: u16,
		/// When round 1 is published, in seconds since 1970 (UTC).
		#[arg(long, default_value_t = 1_692_803_367)]
		genesis_time: u64,
		/// Seconds from one round to the next.
		#[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u64).range(1..))]
		period: u64,
	},
	/// Print the beacon's public key: 192 hexadecimal digits.
	PublicKey {
		#[command(flatten)]
		seed: Seed,
	},
	/// Print the pulse of a round as JSON, even of one to come.
	Pulse {
		#[command(flatten)]
		seed: Seed,
		/// Number of the round.
		#[arg(long)]
		round: u64,
	},
	/// Print a ciphertext, in hexadecimal digits, that the pulse of a round opens.
	Encrypt {
		#[command(flatten)]
		seed: Seed,
		/// Number of the round.
		#[arg(long)]
		round: u64,
		/// What to encrypt, in hexadecimal digits.
		#[arg(long, value_name = "PAYLOAD", value_parser = bytes)]
		hex: Payload,
	},
}

/// What the beacon's key comes from.
#[derive(Args)]
struct Seed {
	/// What the beacon's key comes from: 64 hexadecimal digits, or any text.
	#[arg(long, default_value = "taonet")]
	seed: String,
}

impl Seed {
	fn bytes(&self) -> [u8; 32] {
		let digits = self.seed.strip_prefix("0x").unwrap_or(&self.seed);
		let mut seed = [0; 32];
		match hex::decode_to_slice(digits, &mut seed) {
			Ok(()) => seed,
			Err(_) => Sha256::digest(&self.seed).into(),
		}
	}

	fn beacon(&self) -> Beacon {
		Beacon::from_seed(self.bytes())
	}
}

/// Bytes given as hexadecimal digits.
#[derive(Clone)]
struct Payload(Vec<u8>);

fn bytes(digits: &str) -> Result<Payload, hex::FromHexError> {
	hex::decode(digits.strip_prefix("0x").unwrap_or(digits)).map(Payload)
}

fn main() -> Result<(), Box<dyn Error>> {
	match Cli::parse().command {
		Command::Serve { seed, port, genesis_time, period } => {
			let server = tiny_http::Server::http((Ipv4Addr::LOCALHOST, port))
				.map_err(|error| format!("cannot listen at port {port}: {error}"))?;
			println!("http://{}", server.server_addr());
			relay::serve(&server, &seed.beacon(), &Schedule { genesis_time, period });
		},
		Command::PublicKey { seed } => println!("{}", hex::encode(seed.beacon().public_key())),
		Command::Pulse { seed, round } => println!("{}", relay::pulse(&seed.beacon(), round)),
		Command::Encrypt { seed, round, hex: Payload(payload) } => {
			let ciphertext = encrypt(&seed.beacon().public_key(), round, &payload, seed.bytes())
				.map_err(|error| format!("cannot encrypt: {error:?}"))?;
			println!("{}", hex::encode(ciphertext));
		},
	}
	Ok(())
}
