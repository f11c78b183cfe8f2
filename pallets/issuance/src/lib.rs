//! The books: how much TAO and alpha there is, where it lies, and the only ways in which that changes. Spec: economics 3.
//!
//! # Concepts
//!
//! * **TAO** lies on accounts. The TAO of a subnet's pool lies on the account of that subnet, and `SubnetTAO` says how
//!   much of what lies there is the pool's. On its way from one account to another it is a credit ([`CreditOf`]).
//! * **Minted** TAO is new. **Recycled** TAO leaves the issuance and can be minted again. **Burned** TAO is moved to an
//!   account without a key: it stays issued for good, so the next halving does not move away.
//! * **Alpha** of a subnet lies in its pool or outside of it, and the issuance is the sum of both. Who owns the alpha
//!   outside is the concern of staking. Recycled alpha leaves the issuance, burned alpha stays outside and has no owner.
//! * **Root** has no alpha. What stands there as alpha outside is the TAO staked on it.
//!
//! # State
//!
//! The issuance and the pools stand in the protocol's storage (`storage/issuance.rs`), the counters of alpha here.
//! [`CountedAccounts`] stands between `pallet_balances` and the accounts and keeps `SubtensorModule.TotalIssuance` equal
//! to what they hold, whatever moves it: nothing in this crate, and nothing above it, adds to that number.
//!
//! An operation that fails changes nothing.

#![cfg_attr(not(feature = "std"), no_std)]

#[cfg(any(feature = "try-runtime", test))]
extern crate alloc;

mod accounts;
mod alpha;
mod counted_accounts;
#[cfg(any(feature = "try-runtime", test))]
mod invariants;
mod pools;
mod tao;
#[cfg(test)]
mod tests;

pub use counted_accounts::CountedAccounts;
pub use pallet::*;
pub use tao::CreditOf;

#[frame_support::pallet]
// Both for what the macro writes.
#[allow(missing_docs, clippy::expect_used)]
pub mod pallet {
	use frame_support::{
		pallet_prelude::*,
		traits::fungible::{Balanced, Mutate},
	};
	use frame_system::pallet_prelude::*;
	use taonet_types::{AlphaBalance, NetUid};

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// What TAO is.
	#[pallet::config]
	pub trait Config: frame_system::Config + pallet_protocol::Config {
		/// TAO on accounts, in RAO. Its accounts must be kept by [`CountedAccounts`](crate::CountedAccounts).
		type Currency: Balanced<Self::AccountId, Balance = u64> + Mutate<Self::AccountId, Balance = u64>;
	}

	/// Alpha of a subnet in existence, in alpha-rao: in the pool and outside.
	///
	/// Owner: issuance.
	#[pallet::storage]
	pub type TotalAlphaIssuance<T: Config> = StorageMap<_, Twox64Concat, NetUid, AlphaBalance, ValueQuery>;

	/// Part of the alpha outside the pool that was burned, in alpha-rao.
	///
	/// Owner: issuance.
	#[pallet::storage]
	pub type AlphaBurned<T: Config> = StorageMap<_, Twox64Concat, NetUid, AlphaBalance, ValueQuery>;

	/// Alpha of a subnet that was recycled since its creation, in alpha-rao. It is no longer in existence.
	///
	/// Owner: issuance.
	#[pallet::storage]
	pub type AlphaRecycled<T: Config> = StorageMap<_, Twox64Concat, NetUid, AlphaBalance, ValueQuery>;

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::check_invariants()
		}
	}
}
