//! Timelock encryption with drand's quicknet: whoever has the signature of a round can read what was encrypted for it.
//!
//! A beacon signs the number of each round with a key that no one holds alone ([`verify_pulse`]). A sender encrypts for the
//! beacon's public key and a round to come; once that round is signed, [`decrypt`] opens it, and [`decode_weights`] reads
//! the weights inside. Signatures lie in G1 (48 bytes), public keys in G2 (96 bytes) of BLS12-381, both in zcash's
//! compressed form.
//!
//! Spec: consensus 9.1, 9.2; satellites 2 (verification). Everything that comes from outside is checked before it is used:
//! no input of any length makes a function panic.
//!
//! In a WASM runtime pairings and multiplications are host functions: the node must offer
//! `sp_crypto_ec_utils::bls12_381::host_calls::HostFunctions`.
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(feature = "beacon")]
mod beacon;
mod ciphertext;
mod curve;
mod payload;
mod pulse;

#[cfg(feature = "beacon")]
pub use beacon::{encrypt, Beacon, EncryptError};
pub use ciphertext::{decrypt, TimelockError};
#[cfg(feature = "beacon")]
pub use payload::encode_weights;
pub use payload::{decode_weights, WeightsPayload};
pub use pulse::{randomness, verify_pulse, PulseError};
