//! Signed extrinsics, encrypted to the author of a coming block. Spec: satellites 5.
//!
//! A ciphertext is the hash of the public key (16 bytes, twox-128), the length of what the KEM has made (16 bits, little
//! endian: 1088), that itself (ML-KEM-768), a nonce (24 bytes), and the extrinsic under XChaCha20-Poly1305 with the shared
//! secret as key and no associated data.
//!
//! Nothing here draws random numbers: whoever makes keys or seals brings them. Everything runs in WASM too.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod keys;
mod shielded;

pub use keys::{key_hash, key_pair, KeyHash, KeyPair, PUBLIC_KEY_BYTES, SECRET_KEY_BYTES, SEED_BYTES};
pub use shielded::{open, seal, SealError, ShieldedTransaction, KEM_CIPHERTEXT_BYTES, NONCE_BYTES};
