//! Subnets that a crowd leases. Spec: staking 14, subnets 10.
//!
//! # Concepts
//!
//! A crowdloan raises what a subnet costs. When it is finalized the subnet is created by two accounts without a key, the
//! lease's *coldkey* and *hotkey*. Who has created the crowdloan is the *beneficiary*: a proxy of the coldkey, who may set some
//! hyperparameters. Everybody else who contributed has a *share*, and gets by it what the creation has left over, and alpha: a
//! fixed part of each owner's cut is set aside for the contributors.
//!
//! **Dividends.** At most once in so many blocks what was set aside is paid out. The amount is fixed then; each contributor
//! gets its share of it, rounded up, and the beneficiary the rest. That goes on over blocks, so many payments in each. What is
//! worth less than the least stake is kept until it is enough, for each contributor by itself: shared anew, it would go
//! to the large ones.
//!
//! **The end.** A lease with an end can be terminated afterwards: the beneficiary owns the subnet then, and whatever the
//! coldkey has beyond the contributors' parts. A lease of a subnet that is dissolved ends with it: the TAO that the coldkey
//! got for its stake is divided as what the creation had left over was, by shares, the rest for the beneficiary.
//!
//! # State
//!
//! What clients see is declared in the file `leases` of `pallet_protocol`; this pallet alone writes it. Its own is how far
//! payments have come. Where the money was raised, who is whose proxy, and what is locked, the runtime says
//! ([`CurrentCrowdloan`], [`LeaseProxies`], [`LeaseLocks`]).
//!
//! | file | about |
//! | --- | --- |
//! | `registering` | creating a subnet with what was raised |
//! | `dividends` | setting aside and paying out |
//! | `ending` | termination, and what becomes of the lease of a dissolved subnet |
//! | `renaming` | beneficiaries and contributors whose coldkey was swapped |
//! | `amounts` | shares, and parts of an amount by them |
//! | `surroundings` | what the runtime fills in |
//! | `invariants` | what holds after every block |

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod amounts;
mod dividends;
mod ending;
#[cfg(feature = "try-runtime")]
mod invariants;
mod registering;
mod renaming;
mod surroundings;

pub use dividends::{LeaseBooks, Payout};
pub use pallet::*;
pub use surroundings::{CurrentCrowdloan, LeaseLocks, LeaseProxies, Loan};

/// The books.
pub(crate) use pallet_issuance::Pallet as Issuance;
/// Storage, events and errors of the protocol.
pub(crate) use pallet_protocol::{Error, Event as ProtocolEvent, Pallet as Protocol};
/// Stake.
pub(crate) use pallet_staking::Pallet as Staking;
/// Subnets and hotkeys.
pub(crate) use pallet_subnets::Pallet as Subnets;

/// So many entries, as iterators count.
pub(crate) fn most(limit: u32) -> usize {
	usize::try_from(limit).unwrap_or(usize::MAX)
}

#[frame_support::pallet]
// Both for what the macro writes.
#[allow(missing_docs, clippy::expect_used)]
pub mod pallet {
	use crate::{CurrentCrowdloan, LeaseBooks, LeaseLocks, LeaseProxies, Payout};
	use frame_support::pallet_prelude::*;
	use frame_system::pallet_prelude::*;
	use pallet_protocol::types::LeaseId;
	use taonet_types::{AlphaBalance, TaoBalance};

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// Surroundings.
	#[pallet::config]
	pub trait Config:
		frame_system::Config
		+ pallet_protocol::Config
		+ pallet_issuance::Config
		+ pallet_swap::Config
		+ pallet_subnets::Config
		+ pallet_staking::Config
	{
		/// Where the money comes from.
		type Crowdloans: CurrentCrowdloan<Self::AccountId>;
		/// How a beneficiary acts for the lease's coldkey.
		type Proxies: LeaseProxies<Self::AccountId>;
		/// Which stake of a lease's coldkey is locked.
		type Locks: LeaseLocks<Self::AccountId>;
	}

	/// When a lease has last paid, and what it keeps for whom it could not pay.
	///
	/// Owner: leasing.
	#[pallet::storage]
	pub type Books<T: Config> = StorageMap<_, Twox64Concat, LeaseId, LeaseBooks, OptionQuery>;

	/// Leases that are paying out, and how far that has come.
	///
	/// Owner: leasing.
	#[pallet::storage]
	pub type Payouts<T: Config> = StorageMap<_, Twox64Concat, LeaseId, Payout<T::AccountId>, OptionQuery>;

	/// Alpha-rao of a lease that are somebody's, but too little to be paid yet.
	///
	/// Owner: leasing.
	#[pallet::storage]
	pub type SmallParts<T: Config> =
		StorageDoubleMap<_, Twox64Concat, LeaseId, Blake2_128Concat, T::AccountId, AlphaBalance, OptionQuery>;

	/// RAO that are divided among those who have a part in the lease of a dissolved subnet.
	///
	/// Owner: leasing.
	#[pallet::storage]
	pub type Settlements<T: Config> = StorageMap<_, Twox64Concat, LeaseId, TaoBalance, OptionQuery>;

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::check_invariants()
		}
	}
}
