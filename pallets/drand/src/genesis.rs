//! The beacon of a chain that does not listen to quicknet.

use crate::{pulses::is_public_key, BeaconConfiguration, OpaquePublicKey};
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

/// A beacon that signs as quicknet does, with a key of its own. Relays know it by quicknet's hash.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GenesisBeacon {
	/// Its public key, 96 bytes; in JSON 192 hexadecimal digits after `0x`.
	#[serde(with = "sp_core::bytes")]
	pub public_key: Vec<u8>,
	/// Seconds between two rounds.
	#[serde(default = "period")]
	pub period: u32,
	/// When round 1 was due, in seconds since 1970.
	#[serde(default = "genesis_time")]
	pub genesis_time: u32,
}

fn period() -> u32 {
	BeaconConfiguration::default().period
}

fn genesis_time() -> u32 {
	BeaconConfiguration::default().genesis_time
}

impl GenesisBeacon {
	/// As the chain keeps it; none if the key is not a point of G2.
	pub fn configuration(&self) -> Option<BeaconConfiguration> {
		let public_key = OpaquePublicKey::try_from(self.public_key.clone()).ok().filter(|key| is_public_key(key))?;
		Some(BeaconConfiguration {
			public_key,
			period: self.period,
			genesis_time: self.genesis_time,
			..BeaconConfiguration::default()
		})
	}
}
