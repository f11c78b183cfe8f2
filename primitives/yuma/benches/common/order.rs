//! What the guest is asked to do, and how it does it; the native side does the same.

use crate::subnet::{Subnet, RULES};
use taonet_yuma::EpochOutcome;

/// Which epochs to run, and how often.
#[derive(Clone, Copy)]
pub struct Order {
	/// Index into [`RULES`].
	pub rule: u8,
	/// Neurons that serve anybody, of a hundred.
	pub percent: u8,
	/// Neurons.
	pub neurons: u16,
	/// How many epochs.
	pub epochs: u32,
}

impl Order {
	/// Runs the epochs; answers the digest of the last outcome.
	pub fn run(self) -> u64 {
		let subnet = Subnet::new(self.neurons.into(), self.percent.into(), RULES[usize::from(self.rule)].1);
		let mut outcome = EpochOutcome::default();
		for _ in 0..self.epochs {
			outcome = taonet_yuma::run(&subnet.input()).unwrap();
		}
		digest(&outcome)
	}
}

/// A number that tells outcomes apart.
fn digest(outcome: &EpochOutcome) -> u64 {
	let amounts = outcome.server_emission.iter().chain(&outcome.validator_emission).map(|amount| amount.get());
	let bonds = outcome.bonds.iter().flat_map(|row| row.entries.iter().map(|entry| u64::from(entry.1)));
	amounts.chain(bonds).fold(1, |digest: u64, value| (digest ^ value).wrapping_mul(0x0100_0000_01B3))
}
