//! Stake that its owner has locked in favour of a hotkey. Spec: staking 10.
//!
//! # Concepts
//!
//! A lock says how much of what a coldkey has on a subnet, on whichever hotkeys, can neither be unstaked nor given up nor moved
//! to another subnet. It is in favour of one hotkey and builds *conviction* for it; the hotkey with most conviction can
//! take the subnet over. A lock decays unless its coldkey wants it to be perpetual. In favour of the hotkey of the subnet's
//! owner, conviction is always what is locked.
//!
//! # How it is kept up to date
//!
//! A lock is stored as it was in a block; what it is now follows from that ([`taonet_tokenomics::locks`]). The locks in
//! favour of a hotkey are summed, those that decay and those that do not apart. Since all of a kind change in the same
//! proportion the sum is rolled like a lock, and nobody ever goes through the locks. Rounding aside a sum is at every moment
//! that of its locks: what a lock was is taken out of it, and what it is then is put in.
//!
//! | file | about |
//! | --- | --- |
//! | `state` | one lock: finding, rolling and storing it |
//! | `sums` | the locks in favour of a hotkey together, and those of a subnet |
//! | `availability` | what is not locked |
//! | `calls` | what the calls do |
//! | `transfers` | locked stake that goes to another coldkey, or is sold by force |
//! | `owner` | the hotkey of a subnet's owner, and the cut that is locked for it |
//! | `takeover` | ownership by conviction |
//! | `renaming` | a hotkey or coldkey that gives way to another |
//! | `dissolution` | forgetting all of a subnet |
//! | `invariants` | what holds after every block |

mod availability;
mod calls;
mod dissolution;
#[cfg(feature = "try-runtime")]
mod invariants;
mod owner;
mod renaming;
mod state;
mod sums;
mod takeover;
mod transfers;

pub use takeover::OwnershipCheck;
