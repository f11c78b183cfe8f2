//! A hotkey or a coldkey that gives way to another. Spec: staking 11 and 12.
//!
//! A swap is a renaming of the key in the whole state. What there is but a few of is renamed at once. What many people may
//! have on a hotkey, or one coldkey on many, follows: as much as a call may visit at once, the rest in the next blocks. As far
//! as it matters nobody notices: the stake of a hotkey is one pool, which has moved as a whole, and a share that is still
//! written under the old hotkey is a share of that pool ([`HotkeyTransit`]).
//!
//! | file | about |
//! | --- | --- |
//! | `hotkey` | hotkeys |
//! | `transit` | what follows a hotkey, entry by entry |
//! | `coldkey` | coldkeys, and what follows them |
//! | `steps` | what follows in each block |
//! | `announcements` | swaps of coldkeys that are announced, disputed, taken back |
//! | `calls` | which call asks for what |
//! | `invariants` | what holds after every block |

mod announcements;
mod calls;
mod coldkey;
mod hotkey;
#[cfg(feature = "try-runtime")]
mod invariants;
mod steps;
mod transit;

pub use announcements::GUARD_READS;
pub use transit::HotkeyTransit;
