//! Who leaves when a subnet is full or is trimmed, as pure functions: slots in, uids out.
//!
//! | Module | Says |
//! |---|---|
//! | [`slot`] | what protects a neuron: its owner, its age, or nothing |
//! | [`replacement`] | whose slot a newcomer gets |
//! | [`trimming`] | who leaves when there shall be fewer slots, and how the others are renumbered |
//!
//! A slot's number is its uid: a list of slots has the slot of uid 0 first.
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub mod replacement;
pub mod slot;
pub mod trimming;

pub use replacement::slot_to_replace;
pub use slot::{protected_uids, slots, Slot, Standing};
pub use trimming::{plan_trimming, TooManyImmune, Trimming};

/// Places of a list with the uids that they stand for. A subnet has at most 256 slots, so that no uid is left out.
pub(crate) fn numbered<V>(list: &[V]) -> impl Iterator<Item = (u16, &V)> {
	(0..=u16::MAX).zip(list)
}
