//! What stake on root earns on subnets. Spec: economics 12.
//!
//! On each subnet a hotkey earns alpha for what is staked on it on root. The stakers' part of that is not dealt out: it raises
//! the hotkey's *rate* on the subnet (`RootClaimable`), the alpha-rao that one RAO of root stake has earned since the beginning.
//! Beside its share a staker has a *watermark* for each rate (`RootClaimed`): so many alpha-rao count as claimed. It is owed
//! the rate times its root stake, less the watermark. A claim pays that, as alpha or sold for TAO that is staked on root.
//!
//! # Why nothing is claimed twice
//!
//! A watermark belongs to a share: there is none without. It changes in three places only.
//!
//! * Root stake comes or goes: [`count_root_stake_in`](Pallet::count_root_stake_in) and
//!   [`count_root_stake_out`](Pallet::count_root_stake_out) move it by what the change would have earned. `positions` alone
//!   changes stake, and calls them for every change on root.
//! * A share goes to another key: [`hand_over_claimed`](Pallet::hand_over_claimed) takes all watermarks along, whatever else
//!   the keys have. `positions` calls it with every share.
//! * A claim pays: in the storage layer of the payment the watermark rises by what is paid.
//!
//! Roundings can still owe somebody an alpha-rao too much for each change of stake. So a claim is paid out of
//! [`UnclaimedOfSubnet`](crate::UnclaimedOfSubnet), which holds what the hotkey's stakers were ever given on the subnet and
//! nobody claimed: all claims together never pay more than that (INV-14).
//!
//! # Who claims
//!
//! Stakers by call, and every block for some whose numbers its parent's hash chooses among all who have root stake. Both look at
//! a limited number of rates, and go on next time after the hotkey they came to.
//!
//! | file | about |
//! | --- | --- |
//! | `calls` | what the calls ask for |
//! | `earning` | rates and watermarks |
//! | `claiming` | what is due on one hotkey, and paying it |
//! | `turns` | claiming for a coldkey, and for whom a block claims |
//! | `index` | the numbers of coldkeys with root stake |
//! | `renaming` | a key that gives way to another |
//! | `dissolution` | forgetting what was earned on a subnet |
//! | `invariants` | what holds after every block |

mod calls;
mod claiming;
mod dissolution;
mod earning;
mod index;
#[cfg(feature = "try-runtime")]
mod invariants;
mod renaming;
mod turns;

pub use turns::{BoundedClaims, ClaimRules};
