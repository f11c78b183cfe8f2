//! Stake that is lent to child keys. Spec: staking 8.
//!
//! # Concepts
//!
//! A hotkey (the *parent*) may lend parts of its stake on a subnet to other hotkeys (its *children*). The stake is not moved:
//! it counts for the child in consensus, and of the dividends that it earns the child keeps its *childkey take*. Only what is
//! its own can a hotkey lend, not what it has borrowed. No two hotkeys lend to each other.
//!
//! # State
//!
//! A relation is stored on both sides, `ChildKeys` of the parent and `ParentKeys` of the child; an empty list is never stored.
//! A choice of children waits in `PendingChildKeys` until its cooldown is over and an epoch comes; where the subnet has not
//! started it takes effect at once.
//!
//! Nobody asks a child, so that everybody can name it, and whoever asks what stands behind a hotkey reads all of its parents.
//! So there are at most [`MOST_PARENTS`] of them: where they are all there, a newcomer with more stake takes the place of the
//! parent with the least, and any other stays out. What counts is a parent's own stake, all of it: the alpha on the subnet and
//! the weighted TAO on root. An event of this pallet tells whose choice has no effect.
//!
//! | file | about |
//! | --- | --- |
//! | `calls` | what the calls do |
//! | `relations` | who lends to whom, on both sides |
//! | `applying` | a choice of children takes effect |
//! | `pending` | choices that wait, and the stake that is needed |
//! | `turns` | those that are due after an epoch, so many in each block |
//! | `auto_parents` | validators of root lend to the owner of a new subnet |
//! | `takes` | what children keep for their owners |
//! | `renaming` | a hotkey gives way to another |
//! | `forgetting` | a subnet is dissolved |
//! | `invariants` | what holds after every block |

mod applying;
mod auto_parents;
mod calls;
mod forgetting;
#[cfg(feature = "try-runtime")]
mod invariants;
mod pending;
mod relations;
mod renaming;
mod takes;
mod turns;

/// Most hotkeys that lend to one hotkey on a subnet: twice as many as can be on root, so that all those can lend to the owner of
/// a new subnet (staking 8.4), and few enough that a hotkey can be swapped on 128 subnets in one block.
pub const MOST_PARENTS: usize = 128;
/// Most hotkeys to which one hotkey lends on a subnet. Spec: staking 8.
pub const MOST_CHILDREN: usize = 5;

/// A part of a hotkey's stake, in parts of 2^64 - 1, and the hotkey on the other side: the child or the parent.
pub(crate) type Relation<T> = (u64, <T as frame_system::Config>::AccountId);
