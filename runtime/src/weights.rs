//! What the protocol's most used calls cost, for now chosen and not measured.

use crate::Runtime;
use frame_support::weights::Weight;
use pallet_protocol::weights::{cautious, WeightInfo};

/// Weights of the calls.
pub struct Measured;

impl WeightInfo for Measured {
	fn register_network() -> Weight {
		cautious::<Runtime>(900, 200)
	}
	fn register_network_with_identity() -> Weight {
		cautious::<Runtime>(900, 200)
	}
	fn start_call() -> Weight {
		cautious::<Runtime>(10, 10)
	}
	fn set_subnet_identity() -> Weight {
		cautious::<Runtime>(10, 10)
	}
	fn update_symbol() -> Weight {
		cautious::<Runtime>(300, 10)
	}
	fn burned_register() -> Weight {
		cautious::<Runtime>(600, 300)
	}
	fn register_limit() -> Weight {
		cautious::<Runtime>(600, 300)
	}
	fn root_register() -> Weight {
		cautious::<Runtime>(200, 30)
	}
	fn serve_axon() -> Weight {
		cautious::<Runtime>(10, 10)
	}
	fn serve_axon_tls() -> Weight {
		cautious::<Runtime>(10, 10)
	}
	fn serve_prometheus() -> Weight {
		cautious::<Runtime>(10, 10)
	}
	fn try_associate_hotkey() -> Weight {
		cautious::<Runtime>(10, 10)
	}
	fn set_identity() -> Weight {
		cautious::<Runtime>(300, 10)
	}
}
