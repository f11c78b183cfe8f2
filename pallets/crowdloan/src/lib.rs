//! Crowdloans: TAO raised by many, for a call or for an account. Spec: satellites 3.
//!
//! # Concepts
//!
//! The *creator* opens a crowdloan with a *deposit* of his own, says how much is to be raised (the *cap*, deposit included) and
//! until when, and either an account that will get it all or a call that will be done with it. Everybody can contribute, and
//! withdraw as long as it has not come to its end. When the cap is reached the creator may finalize, before the last block
//! too. When it is not, he pays all others back and dissolves the crowdloan.
//!
//! **The call** runs as the creator, within whatever filter the creator's own call runs in: a proxy that may finalize can do no
//! more by it than without. While it runs, `CurrentCrowdloanId` says for which crowdloan, and the runtime may take what was
//! raised ([`Pallet::take_raised`]). What it leaves is the creator's, as whom it ran and who has paid for it.
//!
//! **What the call weighs** is noted when it is stored, twice over since weights change with the state of the chain and its
//! runtime, and `finalize` declares that. Reading the call each time would let a short batch have megabytes decoded before it
//! has paid anything, and a call that holds a `finalize` of its own would be weighed without end. A call can run from the next
//! block on: what is weighed must have been there before the extrinsic was.
//!
//! # State
//!
//! On the wire: crowdloans, contributions, personal limits. Its own are an index of who is named by which crowdloan, so that an
//! account can be renamed, and the weights of calls. The money lies on an account for each crowdloan and moves through
//! `pallet_issuance` alone.
//!
//! | file | about |
//! | --- | --- |
//! | `lifecycle` | creating, finalizing, dissolving |
//! | `stored_call` | keeping and running the call |
//! | `funds` | contributing, withdrawing, paying back |
//! | `settings` | what the creator may change |
//! | `renaming` | the index, and accounts that change |
//! | `weights` | what calls cost |
//! | `invariants` | what holds after every block |

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod funds;
#[cfg(feature = "try-runtime")]
mod invariants;
mod lifecycle;
mod renaming;
mod settings;
mod stored_call;
mod types;
mod weights;

use codec::{Decode, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

pub use pallet::*;
pub use types::{CallGuard, CrowdloanId, StoredCall};

/// The books.
pub(crate) use pallet_issuance::Pallet as Issuance;

/// A crowdloan as clients see it. Amounts are in RAO. It stands here for its path, which is on the wire.
#[derive(Clone, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct CrowdloanInfo<AccountId, Balance, BlockNumber, Call> {
	/// Who has opened it, may end it, and signs its call.
	pub creator: AccountId,
	/// Part of the creator's contribution that stays until the end.
	pub deposit: Balance,
	/// Least amount that a contributor may offer.
	pub min_contribution: Balance,
	/// First block in which nobody can contribute any more.
	pub end: BlockNumber,
	/// What is to be raised, the deposit included.
	pub cap: Balance,
	/// Account without a key on which the money lies.
	pub funds_account: AccountId,
	/// Sum of all contributions. What others send to the account is not in it. After the end it stays as a record.
	pub raised: Balance,
	/// Who gets what was raised, where there is no call.
	pub target_address: Option<AccountId>,
	/// What is done when all is raised, where there is no target.
	pub call: Option<Call>,
	/// Whether it has come to its end.
	pub finalized: bool,
	/// How many have contributed, the creator among them.
	pub contributors_count: u32,
}

#[frame_support::pallet]
// Both for what the macro writes.
#[allow(missing_docs, clippy::expect_used)]
pub mod pallet {
	use crate::{lifecycle::Terms, weights, CallGuard, CrowdloanId, CrowdloanInfo, StoredCall};
	use alloc::boxed::Box;
	use frame_support::{
		dispatch::{GetDispatchInfo, PostDispatchInfo},
		pallet_prelude::*,
		traits::{Bounded, QueryPreimage, StorePreimage},
		PalletId,
	};
	use frame_system::pallet_prelude::*;
	use sp_runtime::traits::Dispatchable;
	use taonet_types::TaoBalance;

	/// A call of which only what is short is kept in place.
	pub type BoundedCallOf<T> = Bounded<<T as Config>::RuntimeCall, <T as frame_system::Config>::Hashing>;
	/// A crowdloan as it is stored.
	pub type CrowdloanInfoOf<T> =
		CrowdloanInfo<<T as frame_system::Config>::AccountId, TaoBalance, BlockNumberFor<T>, BoundedCallOf<T>>;

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// Bounds and surroundings.
	#[pallet::config]
	pub trait Config:
		frame_system::Config<RuntimeEvent: From<Event<Self>>> + pallet_protocol::Config + pallet_issuance::Config
	{
		/// What a crowdloan can be for.
		type RuntimeCall: Parameter
			+ Dispatchable<RuntimeOrigin = Self::RuntimeOrigin, PostInfo = PostDispatchInfo>
			+ GetDispatchInfo;
		/// Where long calls are kept. Each time the same call is stored must count: whoever drops his must not drop another's.
		type Preimages: QueryPreimage<H = Self::Hashing> + StorePreimage;
		/// Rules for the creator's call beyond the runtime's filter.
		type CallGuard: CallGuard<Self::AccountId, <Self as Config>::RuntimeCall>;
		/// From which the accounts of crowdloans are derived.
		#[pallet::constant]
		type PalletId: Get<PalletId>;
		/// Least deposit of a creator, in RAO.
		#[pallet::constant]
		type MinimumDeposit: Get<TaoBalance>;
		/// Least minimum that a creator can set for contributions, in RAO.
		#[pallet::constant]
		type AbsoluteMinimumContribution: Get<TaoBalance>;
		/// Least number of blocks from now to the end.
		#[pallet::constant]
		type MinimumBlockDuration: Get<BlockNumberFor<Self>>;
		/// Largest number of blocks from now to the end.
		#[pallet::constant]
		type MaximumBlockDuration: Get<BlockNumberFor<Self>>;
		/// Most contributors that one call pays back.
		#[pallet::constant]
		type RefundContributorsLimit: Get<u32>;
		/// Most contributors of a crowdloan, its creator among them.
		#[pallet::constant]
		type MaxContributors: Get<u32>;
	}

	/// All crowdloans, those that were finalized too.
	///
	/// Owner: crowdloan.
	#[pallet::storage]
	pub type Crowdloans<T: Config> = StorageMap<_, Twox64Concat, CrowdloanId, CrowdloanInfoOf<T>, OptionQuery>;

	/// Number of the next crowdloan.
	///
	/// Owner: crowdloan.
	#[pallet::storage]
	pub type NextCrowdloanId<T: Config> = StorageValue<_, CrowdloanId, ValueQuery>;

	/// Who has contributed how many RAO to which crowdloan. The creator's contains the deposit.
	///
	/// Owner: crowdloan.
	#[pallet::storage]
	pub type Contributions<T: Config> =
		StorageDoubleMap<_, Twox64Concat, CrowdloanId, Identity, T::AccountId, TaoBalance, OptionQuery>;

	/// Most RAO that one account may contribute to a crowdloan; none where there is no such limit.
	///
	/// Owner: crowdloan.
	#[pallet::storage]
	pub type MaxContributions<T: Config> = StorageMap<_, Twox64Concat, CrowdloanId, TaoBalance, OptionQuery>;

	/// The crowdloan whose call is running; none between extrinsics.
	///
	/// Owner: crowdloan.
	#[pallet::storage]
	pub type CurrentCrowdloanId<T: Config> = StorageValue<_, CrowdloanId, OptionQuery>;

	/// Which crowdloans name an account as creator, contributor or target.
	///
	/// Owner: crowdloan.
	#[pallet::storage]
	pub type CrowdloansOf<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Twox64Concat, CrowdloanId, (), OptionQuery>;

	/// What is known of the call of each crowdloan that has one and is not finalized.
	///
	/// Owner: crowdloan.
	#[pallet::storage]
	pub type StoredCalls<T: Config> =
		StorageMap<_, Twox64Concat, CrowdloanId, StoredCall<BlockNumberFor<T>>, OptionQuery>;

	/// Migrations that have run, by name. None has; clients of the wire expect the map.
	///
	/// Owner: nobody.
	#[pallet::storage]
	pub type HasMigrationRun<T: Config> = StorageMap<_, Identity, BoundedVec<u8, ConstU32<128>>, bool, ValueQuery>;

	/// What happened. Amounts are in RAO.
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A crowdloan was opened.
		#[codec(index = 0)]
		Created { crowdloan_id: CrowdloanId, creator: T::AccountId, end: BlockNumberFor<T>, cap: TaoBalance },
		/// Somebody has contributed so much, which may be less than was offered.
		#[codec(index = 1)]
		Contributed { crowdloan_id: CrowdloanId, contributor: T::AccountId, amount: TaoBalance },
		/// Somebody has taken so much back.
		#[codec(index = 2)]
		Withdrew { crowdloan_id: CrowdloanId, contributor: T::AccountId, amount: TaoBalance },
		/// Some contributors were paid back; others wait.
		#[codec(index = 3)]
		PartiallyRefunded { crowdloan_id: CrowdloanId },
		/// All contributors but the creator were paid back.
		#[codec(index = 4)]
		AllRefunded { crowdloan_id: CrowdloanId },
		/// What the crowdloan was for is done.
		#[codec(index = 5)]
		Finalized { crowdloan_id: CrowdloanId },
		/// The crowdloan was given up.
		#[codec(index = 6)]
		Dissolved { crowdloan_id: CrowdloanId },
		/// The least contribution was changed.
		#[codec(index = 7)]
		MinContributionUpdated { crowdloan_id: CrowdloanId, new_min_contribution: TaoBalance },
		/// The end was moved.
		#[codec(index = 8)]
		EndUpdated { crowdloan_id: CrowdloanId, new_end: BlockNumberFor<T> },
		/// The cap was changed.
		#[codec(index = 9)]
		CapUpdated { crowdloan_id: CrowdloanId, new_cap: TaoBalance },
		/// The personal limit was set, or removed.
		#[codec(index = 10)]
		MaxContributionUpdated { crowdloan_id: CrowdloanId, new_max_contribution: Option<TaoBalance> },
	}

	/// Why a call is refused.
	#[pallet::error]
	pub enum Error<T> {
		/// The deposit is below MinimumDeposit; offer more.
		#[codec(index = 0)]
		DepositTooLow,
		/// The cap is not above the deposit, or below what is raised already; choose a higher one.
		#[codec(index = 1)]
		CapTooLow,
		/// The least contribution is below AbsoluteMinimumContribution; choose a higher one.
		#[codec(index = 2)]
		MinimumContributionTooLow,
		/// The end is not after the current block; choose a later one.
		#[codec(index = 3)]
		CannotEndInPast,
		/// The end is less than MinimumBlockDuration blocks away; choose a later one.
		#[codec(index = 4)]
		BlockDurationTooShort,
		/// The end is more than MaximumBlockDuration blocks away; choose an earlier one.
		#[codec(index = 5)]
		BlockDurationTooLong,
		/// The account cannot pay that much; offer less, or fund it first.
		#[codec(index = 6)]
		InsufficientBalance,
		/// A sum or the number of the crowdloan is too large to be written; choose smaller amounts.
		#[codec(index = 7)]
		Overflow,
		/// There is no such crowdloan, or none is being finalized; check its number.
		#[codec(index = 8)]
		InvalidCrowdloanId,
		/// All is raised already; there is no need to contribute.
		#[codec(index = 9)]
		CapRaised,
		/// The crowdloan has reached its last block; the creator may move its end.
		#[codec(index = 10)]
		ContributionPeriodEnded,
		/// The contribution is below the crowdloan's least one; offer more.
		#[codec(index = 11)]
		ContributionTooLow,
		/// Only the creator of the crowdloan may do that; sign as the creator.
		#[codec(index = 12)]
		InvalidOrigin,
		/// The crowdloan has come to its end; nothing about it can be changed.
		#[codec(index = 13)]
		AlreadyFinalized,
		/// This chain never raises it: contributors may be paid back before the end too.
		#[codec(index = 14)]
		ContributionPeriodNotEnded,
		/// The account has contributed nothing to the crowdloan; check account and number.
		#[codec(index = 15)]
		NoContribution,
		/// Less than the cap is raised; wait for contributions, or lower the cap.
		#[codec(index = 16)]
		CapNotRaised,
		/// More would be taken than is there; nobody can mend that but the chain's maintainers.
		#[codec(index = 17)]
		Underflow,
		/// The call cannot run: it is gone, was stored in this very block, weighs more than twice what it did when it was stored,
		/// or another crowdloan's call is running. Finalize in a later block and by itself, or pay back and create the crowdloan
		/// anew.
		#[codec(index = 18)]
		CallUnavailable,
		/// Others have contributed; pay them back first.
		#[codec(index = 19)]
		NotReadyToDissolve,
		/// The creator has contributed nothing beyond the deposit; it comes back when the crowdloan is dissolved.
		#[codec(index = 20)]
		DepositCannotBeWithdrawn,
		/// The crowdloan has as many contributors as it can have (MaxContributors).
		#[codec(index = 21)]
		MaxContributorsReached,
		/// A crowdloan is either for a call or for an account; name exactly one.
		#[codec(index = 22)]
		InvalidFinalizationConfig,
		/// The account has contributed as much as the crowdloan lets one account contribute.
		#[codec(index = 23)]
		MaxContributionReached,
		/// The personal limit is below the least contribution or what the creator has contributed; choose a higher one.
		#[codec(index = 24)]
		MaximumContributionTooLow,
		/// The least contribution is above the personal limit; choose a lower one, or raise the limit first.
		#[codec(index = 25)]
		MinimumContributionTooHigh,
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Opens a crowdloan that ends in block `end`, to raise `cap` RAO for a call or a target, one of both. The deposit, in
		/// RAO, is taken from the signer and counts as a contribution. Spec: satellites 3.
		///
		/// Answers `DepositTooLow`, `CapTooLow`, `MinimumContributionTooLow`, `InvalidFinalizationConfig`, `CannotEndInPast`,
		/// `BlockDurationTooShort`, `BlockDurationTooLong`, `InsufficientBalance`, `Overflow`, and `Exhausted` for a call that
		/// is too long to be kept.
		#[pallet::call_index(0)]
		#[pallet::weight(weights::create::<T>(call.as_deref()))]
		pub fn create(
			origin: OriginFor<T>,
			#[pallet::compact] deposit: TaoBalance,
			#[pallet::compact] min_contribution: TaoBalance,
			#[pallet::compact] cap: TaoBalance,
			#[pallet::compact] end: BlockNumberFor<T>,
			call: Option<Box<<T as Config>::RuntimeCall>>,
			target_address: Option<T::AccountId>,
		) -> DispatchResult {
			let creator = ensure_signed(origin)?;
			Self::open(creator, Terms { deposit, min_contribution, cap, end, call, target_address })
		}

		/// Contributes at most `amount` RAO: less where the personal limit or the cap leaves no room for more.
		/// Spec: satellites 3.
		///
		/// Answers `InvalidCrowdloanId`, `ContributionPeriodEnded`, `CapRaised`, `ContributionTooLow`, `MaxContributorsReached`,
		/// `MaxContributionReached`, `InsufficientBalance`, `Overflow`.
		#[pallet::call_index(1)]
		#[pallet::weight(weights::contribute::<T>())]
		pub fn contribute(
			origin: OriginFor<T>,
			#[pallet::compact] crowdloan_id: CrowdloanId,
			#[pallet::compact] amount: TaoBalance,
		) -> DispatchResult {
			Self::take_in(ensure_signed(origin)?, crowdloan_id, amount)
		}

		/// Takes back what the signer has contributed, as long as the crowdloan is not finalized; of the creator's contribution
		/// the deposit stays. Spec: satellites 3.
		///
		/// Answers `InvalidCrowdloanId`, `AlreadyFinalized`, `NoContribution`, `DepositCannotBeWithdrawn`.
		#[pallet::call_index(2)]
		#[pallet::weight(weights::withdraw::<T>())]
		pub fn withdraw(origin: OriginFor<T>, #[pallet::compact] crowdloan_id: CrowdloanId) -> DispatchResult {
			Self::pay_out(ensure_signed(origin)?, crowdloan_id)
		}

		/// Does what the crowdloan was for, once its cap is raised: the target gets all, or the call runs as the signer, who is
		/// the creator. What the call leaves of the money is the creator's. Spec: satellites 3.
		///
		/// Answers `InvalidCrowdloanId`, `InvalidOrigin`, `CapNotRaised`, `AlreadyFinalized`, `CallUnavailable`, and what the
		/// call answers.
		#[pallet::call_index(3)]
		#[pallet::weight(weights::finalize::<T>(*crowdloan_id))]
		pub fn finalize(
			origin: OriginFor<T>,
			#[pallet::compact] crowdloan_id: CrowdloanId,
		) -> DispatchResultWithPostInfo {
			let signer = ensure_signed(origin.clone())?;
			Self::conclude(origin, signer, crowdloan_id)
		}

		/// Pays contributors other than the creator back, as many as one call can (RefundContributorsLimit). By the creator.
		/// Spec: satellites 3.
		///
		/// Answers `InvalidCrowdloanId`, `AlreadyFinalized`, `InvalidOrigin`.
		#[pallet::call_index(4)]
		#[pallet::weight(weights::refund::<T>(T::RefundContributorsLimit::get()))]
		pub fn refund(
			origin: OriginFor<T>,
			#[pallet::compact] crowdloan_id: CrowdloanId,
		) -> DispatchResultWithPostInfo {
			let paid_back = Self::pay_back(ensure_signed(origin)?, crowdloan_id)?;
			Ok(Some(weights::refund::<T>(paid_back)).into())
		}

		/// Gives a crowdloan up to which nobody but the creator contributes any more. The creator gets back what is there.
		/// Spec: satellites 3.
		///
		/// Answers `InvalidCrowdloanId`, `AlreadyFinalized`, `InvalidOrigin`, `NotReadyToDissolve`.
		#[pallet::call_index(5)]
		#[pallet::weight(weights::dissolve::<T>())]
		pub fn dissolve(origin: OriginFor<T>, #[pallet::compact] crowdloan_id: CrowdloanId) -> DispatchResult {
			Self::give_up(ensure_signed(origin)?, crowdloan_id)
		}

		/// Sets the least contribution, in RAO. By the creator. Spec: satellites 3.
		///
		/// Answers `InvalidCrowdloanId`, `InvalidOrigin`, `AlreadyFinalized`, `MinimumContributionTooLow`,
		/// `MinimumContributionTooHigh`.
		#[pallet::call_index(6)]
		#[pallet::weight(weights::update::<T>())]
		pub fn update_min_contribution(
			origin: OriginFor<T>,
			#[pallet::compact] crowdloan_id: CrowdloanId,
			#[pallet::compact] new_min_contribution: TaoBalance,
		) -> DispatchResult {
			Self::set_min_contribution(ensure_signed(origin)?, crowdloan_id, new_min_contribution)
		}

		/// Moves the end to another block, within the same bounds from now as when a crowdloan is created. By the creator.
		/// Spec: satellites 3.
		///
		/// Answers `InvalidCrowdloanId`, `InvalidOrigin`, `AlreadyFinalized`, `CannotEndInPast`, `BlockDurationTooShort`,
		/// `BlockDurationTooLong`.
		#[pallet::call_index(7)]
		#[pallet::weight(weights::update::<T>())]
		pub fn update_end(
			origin: OriginFor<T>,
			#[pallet::compact] crowdloan_id: CrowdloanId,
			#[pallet::compact] new_end: BlockNumberFor<T>,
		) -> DispatchResult {
			Self::set_end(ensure_signed(origin)?, crowdloan_id, new_end)
		}

		/// Sets what is to be raised, in RAO: at least what is raised already. By the creator. Spec: satellites 3.
		///
		/// Answers `InvalidCrowdloanId`, `InvalidOrigin`, `AlreadyFinalized`, `CapTooLow`.
		#[pallet::call_index(8)]
		#[pallet::weight(weights::update::<T>())]
		pub fn update_cap(
			origin: OriginFor<T>,
			#[pallet::compact] crowdloan_id: CrowdloanId,
			#[pallet::compact] new_cap: TaoBalance,
		) -> DispatchResult {
			Self::set_cap(ensure_signed(origin)?, crowdloan_id, new_cap)
		}

		/// Sets the most that one account may contribute, in RAO, or removes that limit. What was contributed before may be more,
		/// the creator's excepted. By the creator. Spec: satellites 3.
		///
		/// Answers `InvalidCrowdloanId`, `InvalidOrigin`, `AlreadyFinalized`, `MaximumContributionTooLow`.
		#[pallet::call_index(9)]
		#[pallet::weight(weights::update::<T>())]
		pub fn set_max_contribution(
			origin: OriginFor<T>,
			#[pallet::compact] crowdloan_id: CrowdloanId,
			new_max_contribution: Option<TaoBalance>,
		) -> DispatchResult {
			Self::limit_contributions(ensure_signed(origin)?, crowdloan_id, new_max_contribution)
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
