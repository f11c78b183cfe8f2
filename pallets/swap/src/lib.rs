//! Alpha pools: where the alpha of a subnet is traded for TAO.
//!
//! # Concepts
//!
//! Every subnet but root has a pool of TAO and alpha. A purchase pays TAO in and takes alpha out, a sale the other way round;
//! either pays a fee, which a rule settles. On root one alpha is one TAO, without a pool and without a fee. `taonet_amm` says
//! what a trade brings; this pallet loads the pool, asks it, and lets `pallet_issuance` write the books.
//!
//! Whoever stands behind a trade is not known here. The caller brings the TAO of a purchase to the subnet's account before it
//! buys, pays out the TAO of a sale after it has sold, and decides who gets or gives the alpha.
//!
//! # State
//!
//! Its own is small: weights and fee rate of each pool, and the square root of the price, for clients. It owns what is
//! declared in the file `market` of `pallet_protocol` too. The reserves belong to `pallet_issuance`.
//!
//! | file | about |
//! | --- | --- |
//! | `trade` | buying, selling, trying out what either would bring |
//! | `fees` | what becomes of a trade's fee |
//! | `limits` | how much can be traded before a price is reached |
//! | `pools` | opening, re-weighting and closing a pool |
//! | `prices` | spot, moving and median price |
//! | `flows` | volume, and TAO that users and the protocol bring and take |
//! | `views` | what clients ask about prices |
//! | `invariants` | what holds after every block |

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod fees;
mod flows;
#[cfg(feature = "try-runtime")]
mod invariants;
mod limits;
mod pools;
mod prices;
// They check what holds after every block.
#[cfg(test)]
#[cfg(feature = "try-runtime")]
mod tests;
mod trade;
mod types;
mod views;

pub use fees::{RecycledFees, SwapFeeRule};
pub use pallet::*;
pub use pools::DYNAMIC_MECHANISM;
pub use trade::Sale;
pub use types::{Balancer, PositionId, TickIndex};

/// The books.
pub(crate) use pallet_issuance::Pallet as Issuance;

#[frame_support::pallet]
// Both for what the macro writes.
#[allow(missing_docs, clippy::expect_used)]
pub mod pallet {
	use crate::{Balancer, PositionId, SwapFeeRule, TickIndex};
	use core::num::NonZeroU64;
	use frame_support::{pallet_prelude::*, traits::ConstU16, PalletId};
	use frame_system::{ensure_signed_or_root, pallet_prelude::*};
	use pallet_protocol::{weights::cautious, NetworksAdded};
	use taonet_amm::FeeRate as Rate;
	use taonet_types::{fixed::U64F64, NetUid};

	#[pallet::pallet]
	#[pallet::without_storage_info]
	pub struct Pallet<T>(_);

	/// Rules of trade.
	#[pallet::config]
	pub trait Config: frame_system::Config + pallet_protocol::Config + pallet_issuance::Config {
		/// Least reserve of a pool that is traded out of, in RAO or alpha-rao. Spec: economics 18.
		type MinimumReserve: Get<u64>;
		/// What becomes of the fees of trades. Economics D2b.
		type SwapFees: SwapFeeRule<Self>;
	}

	/// Fee of a subnet's trades, a u16 proportion (33: 0.05 %).
	///
	/// Owner: swap.
	#[pallet::storage]
	pub type FeeRate<T: Config> =
		StorageMap<_, Twox64Concat, NetUid, u16, ValueQuery, ConstU16<{ Rate::DEFAULT.parts() }>>;

	/// Weight of TAO in a subnet's pool; that of alpha is the rest.
	///
	/// Owner: swap.
	#[pallet::storage]
	pub type SwapBalancer<T: Config> = StorageMap<_, Twox64Concat, NetUid, Balancer, ValueQuery>;

	/// Whether a subnet has a pool whose weights are set.
	///
	/// Owner: swap.
	#[pallet::storage]
	pub type PalSwapInitialized<T: Config> = StorageMap<_, Twox64Concat, NetUid, bool, ValueQuery>;

	/// Square root of the price after the last trade that moved it, TAO for one alpha; absent before the first. What has been
	/// put into the pool since does not show: for the price, ask `SwapRuntimeApi`. Kept for clients that read prices here.
	///
	/// Owner: swap.
	#[pallet::storage]
	pub type AlphaSqrtPrice<T: Config> = StorageMap<_, Twox64Concat, NetUid, U64F64, ValueQuery>;

	/// Migrations that have run, by name. None has; clients of the wire expect the map.
	///
	/// Owner: nobody.
	#[pallet::storage]
	pub type HasMigrationRun<T: Config> = StorageMap<_, Identity, BoundedVec<u8, ConstU32<128>>, bool, ValueQuery>;

	#[pallet::extra_constants]
	impl<T: Config> Pallet<T> {
		/// From which the account of the pools was derived; not used.
		#[pallet::constant_name(ProtocolId)]
		fn protocol_id() -> PalletId {
			PalletId(*b"ten/swap")
		}

		/// Largest fee that can be set, a u16 proportion.
		#[pallet::constant_name(MaxFeeRate)]
		fn max_fee_rate() -> u16 {
			Rate::MAX_SETTABLE.parts()
		}

		/// Dead: positions of users are gone.
		#[pallet::constant_name(MinimumLiquidity)]
		fn minimum_liquidity() -> u64 {
			1_000
		}

		/// Least reserve of a pool that is traded out of, in RAO or alpha-rao.
		#[pallet::constant_name(MinimumReserve)]
		fn minimum_reserve() -> NonZeroU64 {
			NonZeroU64::new(T::MinimumReserve::get()).unwrap_or(NonZeroU64::MIN)
		}
	}

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// Root has set the fee of a subnet's trades.
		#[codec(index = 0)]
		FeeRateSet {
			/// The subnet.
			netuid: NetUid,
			/// The fee, a u16 proportion.
			rate: u16,
		},
	}

	/// Why a call or a trade is refused. The numbers are those of the wire: an error that this chain never raises stays
	/// declared.
	#[pallet::error]
	pub enum Error<T> {
		/// The fee rate is above MaxFeeRate (10000 parts of 65535); set a lower one.
		#[codec(index = 0)]
		FeeRateTooHigh,
		/// This chain never raises it; it meant that the amount is too small to be traded.
		#[codec(index = 1)]
		InsufficientInputAmount,
		/// The pool cannot pay what the trade is worth, or cannot hold what is paid in; trade less.
		#[codec(index = 2)]
		InsufficientLiquidity,
		/// The price is at the limit already, or past it; accept a worse price, or wait until the price has moved.
		#[codec(index = 3)]
		PriceLimitExceeded,
		/// This chain never raises it; it meant that the account holds too little for a liquidity position.
		#[codec(index = 4)]
		InsufficientBalance,
		/// This chain never raises it; it meant that the borders of a liquidity position are wrong.
		#[codec(index = 5)]
		InvalidTickRange,
		/// This chain never raises it; it meant that the liquidity of a position is too small.
		#[codec(index = 6)]
		InvalidLiquidityValue,
		/// The pool's reserve that would pay is below MinimumReserve, or the amount is worth less than one unit; trade more,
		/// or wait until the pool has grown.
		#[codec(index = 7)]
		ReservesTooLow,
		/// There is no such subnet; name one of `NetworksAdded`.
		#[codec(index = 8)]
		MechanismDoesNotExist,
		/// This chain answers with the error of this name of SubtensorModule; the subnet has not been started yet.
		#[codec(index = 9)]
		SubtokenDisabled,
		/// The pool could keep its price only with a weight below 0.01 or above 0.99; add amounts that are nearer to the ratio
		/// of its reserves.
		#[codec(index = 10)]
		ReservesOutOfBalance,
		/// The amount without fee is more than 1000 times the reserve that it is paid into; trade less.
		#[codec(index = 11)]
		SwapInputTooLarge,
		/// Users cannot provide liquidity any more, and the call does nothing; stake on a hotkey instead.
		#[codec(index = 12)]
		Deprecated,
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Sets the fee of a subnet's trades, a u16 proportion. Root only. Spec: economics 14.1.
		///
		/// Answers `MechanismDoesNotExist`, `FeeRateTooHigh`.
		#[pallet::call_index(0)]
		#[pallet::weight(cautious::<T>(1, 1))]
		pub fn set_fee_rate(origin: OriginFor<T>, netuid: NetUid, rate: u16) -> DispatchResult {
			ensure_root(origin)?;
			ensure!(NetworksAdded::<T>::get(netuid), Error::<T>::MechanismDoesNotExist);
			ensure!(rate <= Rate::MAX_SETTABLE.parts(), Error::<T>::FeeRateTooHigh);
			FeeRate::<T>::insert(netuid, rate);
			Self::deposit_event(Event::FeeRateSet { netuid, rate });
			Ok(())
		}

		/// Does nothing: users cannot provide liquidity any more. Answers `Deprecated`.
		#[pallet::call_index(1)]
		#[pallet::weight(cautious::<T>(0, 0))]
		pub fn add_liquidity(
			origin: OriginFor<T>,
			hotkey: T::AccountId,
			netuid: NetUid,
			tick_low: TickIndex,
			tick_high: TickIndex,
			liquidity: u64,
		) -> DispatchResult {
			let _ = (hotkey, netuid, tick_low, tick_high, liquidity);
			Self::deprecated(origin)
		}

		/// Does nothing: users cannot provide liquidity any more. Answers `Deprecated`.
		#[pallet::call_index(2)]
		#[pallet::weight(cautious::<T>(0, 0))]
		pub fn remove_liquidity(
			origin: OriginFor<T>,
			hotkey: T::AccountId,
			netuid: NetUid,
			position_id: PositionId,
		) -> DispatchResult {
			let _ = (hotkey, netuid, position_id);
			Self::deprecated(origin)
		}

		/// Does nothing: users cannot provide liquidity any more. Answers `Deprecated`.
		#[pallet::call_index(3)]
		#[pallet::weight(cautious::<T>(0, 0))]
		pub fn modify_position(
			origin: OriginFor<T>,
			hotkey: T::AccountId,
			netuid: NetUid,
			position_id: PositionId,
			liquidity_delta: i64,
		) -> DispatchResult {
			let _ = (hotkey, netuid, position_id, liquidity_delta);
			Self::deprecated(origin)
		}

		/// Does nothing: users cannot provide liquidity any more. Answers `Deprecated`.
		#[pallet::call_index(4)]
		#[pallet::weight(cautious::<T>(0, 0))]
		pub fn toggle_user_liquidity(origin: OriginFor<T>, netuid: NetUid, enable: bool) -> DispatchResult {
			let _ = (netuid, enable);
			Self::deprecated(origin)
		}

		/// Does nothing: users cannot provide liquidity any more. Answers `Deprecated`.
		#[pallet::call_index(5)]
		#[pallet::weight(cautious::<T>(0, 0))]
		pub fn disable_lp(origin: OriginFor<T>) -> DispatchResult {
			Self::deprecated(origin)
		}
	}

	impl<T: Config> Pallet<T> {
		/// What everybody is told who calls what is gone.
		fn deprecated(origin: OriginFor<T>) -> DispatchResult {
			ensure_signed_or_root(origin)?;
			Err(Error::<T>::Deprecated.into())
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::check_invariants()
		}
	}
}
