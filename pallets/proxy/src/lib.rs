//! Accounts that act for others. Spec: satellites 4.
//!
//! # Concepts
//!
//! A *real* account names *delegates* that may make calls in its name, its *proxies*. The type of a proxy says which calls. With a
//! *delay* a delegate must *announce* a call, by its hash, and so many blocks pass in which the real account can reject it.
//!
//! A *pure* account has no key: it is made with its spawner as its first proxy, and only proxies ever act for it.
//!
//! **Deposits** are reserved on whoever makes a list longer: the real account for its proxies, the delegate for its announcements,
//! the spawner for the first proxy of a pure account. Whose reserve that last one is, no list remembers; it comes back when the
//! pure account is killed.
//!
//! **Whatever a proxy does, it does as the real account** and with a filter of its own: that of its type, and no proxy can make
//! a proxy that may more than itself. What it did is told by an event and, until the block ends, in `LastCallResult`.
//!
//! **The real account can pay the fees** of what a delegate does for it (`RealPaysFee`). This pallet only keeps that it wants
//! to; the runtime's transaction extension charges it. A call that is made by a proxy pays a fee if it would pay one alone.
//!
//! Lists, addresses of pure accounts, deposits and errors are those of the pallet of the SDK that clients know, down to the
//! bytes; a test runs random calls through both (`tests/stock.rs`).
//!
//! | file | about |
//! | --- | --- |
//! | `acting` | making calls in another's name |
//! | `delegates` | adding and removing proxies, who pays |
//! | `pure` | accounts without a key |
//! | `announcements` | what is announced, taken back and rejected |
//! | `deposits` | what lists cost |
//! | `weights` | what calls cost |
//! | `invariants` | what holds after every block |

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod acting;
mod announcements;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod delegates;
mod deposits;
#[cfg(feature = "try-runtime")]
mod invariants;
mod pure;
pub mod weights;

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

pub use pallet::*;
pub use weights::WeightInfo;

/// A delegate of an account. It stands here for its path, which is on the wire. Lists are in the order of these fields.
#[derive(
	Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, Ord, PartialEq, PartialOrd, TypeInfo,
)]
pub struct ProxyDefinition<AccountId, ProxyType, BlockNumber> {
	/// Who may act.
	pub delegate: AccountId,
	/// Which calls it may make.
	pub proxy_type: ProxyType,
	/// Blocks that a call must have been announced before; with 0 none need be.
	pub delay: BlockNumber,
}

/// A call that a delegate has announced. It stands here for its path, which is on the wire.
#[derive(Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Announcement<AccountId, Hash, BlockNumber> {
	/// In whose name it will be made.
	pub real: AccountId,
	/// Hash of the call.
	pub call_hash: Hash,
	/// The block in which it was announced.
	pub height: BlockNumber,
}

/// What a deposit was made for. It stands here for its path, which is on the wire.
#[derive(Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub enum DepositKind {
	/// A list of proxies.
	Proxies,
	/// A list of announcements.
	Announcements,
}

#[frame_support::pallet]
// Both for what the macro writes.
#[allow(missing_docs, clippy::expect_used)]
pub mod pallet {
	use crate::{Announcement, DepositKind, ProxyDefinition, WeightInfo};
	use alloc::boxed::Box;
	use frame_support::{
		dispatch::{DispatchClass, GetDispatchInfo, PostDispatchInfo},
		pallet_prelude::*,
		traits::{Currency, InstanceFilter, IsSubType, ReservableCurrency},
	};
	use frame_system::pallet_prelude::*;
	use sp_runtime::traits::{Dispatchable, Hash, StaticLookup};

	/// Hash of a call.
	pub type CallHashOf<T> = <<T as Config>::CallHasher as Hash>::Output;
	/// An amount of the currency of deposits.
	pub type BalanceOf<T> = <<T as Config>::Currency as Currency<<T as frame_system::Config>::AccountId>>::Balance;
	/// How an extrinsic names an account.
	pub type AccountIdLookupOf<T> = <<T as frame_system::Config>::Lookup as StaticLookup>::Source;
	/// A delegate as it is stored.
	pub type DefinitionOf<T> =
		ProxyDefinition<<T as frame_system::Config>::AccountId, <T as Config>::ProxyType, BlockNumberFor<T>>;
	/// An announcement as it is stored.
	pub type AnnouncementOf<T> = Announcement<<T as frame_system::Config>::AccountId, CallHashOf<T>, BlockNumberFor<T>>;
	/// The delegates of an account.
	pub type ProxiesOf<T> = BoundedVec<DefinitionOf<T>, <T as Config>::MaxProxies>;
	/// The announcements of a delegate.
	pub type AnnouncementsOf<T> = BoundedVec<AnnouncementOf<T>, <T as Config>::MaxPending>;

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// Bounds and surroundings.
	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// What can be done in another's name.
		type RuntimeCall: Parameter
			+ Dispatchable<RuntimeOrigin = Self::RuntimeOrigin, PostInfo = PostDispatchInfo>
			+ GetDispatchInfo
			+ From<frame_system::Call<Self>>
			+ IsSubType<Call<Self>>
			+ IsType<<Self as frame_system::Config>::RuntimeCall>;
		/// What deposits are made in.
		type Currency: ReservableCurrency<Self::AccountId>;
		/// Types of proxies. The default is the one that may make every call.
		type ProxyType: Parameter
			+ Member
			+ Ord
			+ InstanceFilter<<Self as Config>::RuntimeCall>
			+ Default
			+ MaxEncodedLen;
		/// Reserved for the list of an account's proxies.
		#[pallet::constant]
		type ProxyDepositBase: Get<BalanceOf<Self>>;
		/// Reserved for each proxy.
		#[pallet::constant]
		type ProxyDepositFactor: Get<BalanceOf<Self>>;
		/// Most proxies of an account.
		#[pallet::constant]
		type MaxProxies: Get<u32>;
		/// What calls cost.
		type WeightInfo: WeightInfo;
		/// Most announcements of a delegate.
		#[pallet::constant]
		type MaxPending: Get<u32>;
		/// How announced calls are hashed.
		type CallHasher: Hash;
		/// Reserved for the list of a delegate's announcements.
		#[pallet::constant]
		type AnnouncementDepositBase: Get<BalanceOf<Self>>;
		/// Reserved for each announcement.
		#[pallet::constant]
		type AnnouncementDepositFactor: Get<BalanceOf<Self>>;
	}

	/// The delegates of an account, in order and each but once, and what is reserved for them, in RAO. No list is empty.
	#[pallet::storage]
	pub type Proxies<T: Config> = StorageMap<_, Twox64Concat, T::AccountId, (ProxiesOf<T>, BalanceOf<T>), ValueQuery>;

	/// What a delegate has announced, in that order, and what is reserved for it, in RAO. No list is empty.
	#[pallet::storage]
	pub type Announcements<T: Config> =
		StorageMap<_, Twox64Concat, T::AccountId, (AnnouncementsOf<T>, BalanceOf<T>), ValueQuery>;

	/// How the last call ended that a delegate has made for this account, until the end of the block. The text of an error that
	/// has no number is not kept.
	#[pallet::storage]
	pub type LastCallResult<T: Config> = StorageMap<_, Twox64Concat, T::AccountId, DispatchResult, OptionQuery>;

	/// Whether the real account (first key) pays the fees of what this delegate (second key) does for it.
	#[pallet::storage]
	pub type RealPaysFee<T: Config> =
		StorageDoubleMap<_, Twox64Concat, T::AccountId, Twox64Concat, T::AccountId, (), OptionQuery>;

	/// What happened. Amounts are in RAO.
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A delegate has made a call in another's name, and so it ended.
		#[codec(index = 0)]
		ProxyExecuted { result: DispatchResult },
		/// A pure account was made. To kill it one has to know all of this but the account.
		#[codec(index = 1)]
		PureCreated {
			pure: T::AccountId,
			who: T::AccountId,
			proxy_type: T::ProxyType,
			disambiguation_index: u16,
			at: BlockNumberFor<T>,
			extrinsic_index: u32,
		},
		/// A pure account has no proxies any more, so that nobody acts for it.
		#[codec(index = 2)]
		PureKilled { pure: T::AccountId, spawner: T::AccountId, proxy_type: T::ProxyType, disambiguation_index: u16 },
		/// A delegate has announced a call.
		#[codec(index = 3)]
		Announced { real: T::AccountId, proxy: T::AccountId, call_hash: CallHashOf<T> },
		/// An account has a new delegate.
		#[codec(index = 4)]
		ProxyAdded {
			delegator: T::AccountId,
			delegatee: T::AccountId,
			proxy_type: T::ProxyType,
			delay: BlockNumberFor<T>,
		},
		/// An account has a delegate no more.
		#[codec(index = 5)]
		ProxyRemoved {
			delegator: T::AccountId,
			delegatee: T::AccountId,
			proxy_type: T::ProxyType,
			delay: BlockNumberFor<T>,
		},
		/// A deposit is now what it has to be.
		#[codec(index = 6)]
		DepositPoked { who: T::AccountId, kind: DepositKind, old_deposit: BalanceOf<T>, new_deposit: BalanceOf<T> },
		/// An account has said whether it pays the fees of a delegate.
		#[codec(index = 7)]
		RealPaysFeeSet { real: T::AccountId, delegate: T::AccountId, pays_fee: bool },
	}

	/// Why a call is refused.
	#[pallet::error]
	pub enum Error<T> {
		/// The account has MaxProxies proxies, or the delegate MaxPending announcements; remove one first.
		#[codec(index = 0)]
		TooMany,
		/// There is no such proxy or announcement; check account, type, delay and hash against what is stored.
		#[codec(index = 1)]
		NotFound,
		/// The signer is no proxy of the account, or none of that type; the account must add it first.
		#[codec(index = 2)]
		NotProxy,
		/// No call returns this any more: what the type of a proxy does not allow fails with System.CallFiltered.
		#[codec(index = 3)]
		Unproxyable,
		/// The account has that proxy already, or was made already; for another pure account choose another index.
		#[codec(index = 4)]
		Duplicate,
		/// The signer is not the pure account that these arguments describe; compare them with the event PureCreated.
		#[codec(index = 5)]
		NoPermission,
		/// The proxy has a delay, and the call was not announced, or not long enough ago; announce it and wait.
		#[codec(index = 6)]
		Unannounced,
		/// No account is its own proxy; name another one.
		#[codec(index = 7)]
		NoSelfProxy,
		/// No call returns this: an announcement is never kept without its deposit.
		#[codec(index = 8)]
		AnnouncementDepositInvariantViolated,
		/// No account can be made of these arguments; try another index.
		#[codec(index = 9)]
		InvalidDerivedAccountId,
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Makes a call in the name of `real`, whose proxy without delay the signer is; with `force_proxy_type` by the proxy of that
		/// type. It succeeds whatever becomes of the call: see the event `ProxyExecuted`. The fee is that of the call too, and
		/// there is none where the call alone has none.
		///
		/// Answers `NotProxy`, `Unannounced`.
		#[pallet::call_index(0)]
		#[pallet::weight({
			let inner = call.get_dispatch_info();
			(T::WeightInfo::proxy().saturating_add(inner.call_weight), DispatchClass::Normal, inner.pays_fee)
		})]
		pub fn proxy(
			origin: OriginFor<T>,
			real: AccountIdLookupOf<T>,
			force_proxy_type: Option<T::ProxyType>,
			call: Box<<T as Config>::RuntimeCall>,
		) -> DispatchResult {
			let delegate = ensure_signed(origin)?;
			let real = T::Lookup::lookup(real)?;
			let definition = Self::undelayed_proxy(&real, &delegate, force_proxy_type)?;
			Self::act(real, definition.proxy_type, *call);
			Ok(())
		}

		/// Makes another account a proxy of the signer. Its type says which calls it may make, and for so many blocks (`delay`)
		/// each must have been announced before. What the list costs is reserved.
		///
		/// Answers `NoSelfProxy`, `Duplicate`, `TooMany`, and `Balances.InsufficientBalance`.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::add_proxy())]
		pub fn add_proxy(
			origin: OriginFor<T>,
			delegate: AccountIdLookupOf<T>,
			proxy_type: T::ProxyType,
			delay: BlockNumberFor<T>,
		) -> DispatchResult {
			let real = ensure_signed(origin)?;
			let delegate = T::Lookup::lookup(delegate)?;
			Self::add_proxy_delegate(&real, delegate, proxy_type, delay)
		}

		/// Removes the proxy of the signer that was added with the same arguments, and gives back what it has cost. If the delegate
		/// is no other proxy of the signer, the signer pays its fees no more.
		///
		/// Answers `NotFound`.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::remove_proxy())]
		pub fn remove_proxy(
			origin: OriginFor<T>,
			delegate: AccountIdLookupOf<T>,
			proxy_type: T::ProxyType,
			delay: BlockNumberFor<T>,
		) -> DispatchResult {
			let real = ensure_signed(origin)?;
			let delegate = T::Lookup::lookup(delegate)?;
			Self::remove_proxy_delegate(&real, delegate, proxy_type, delay)
		}

		/// Removes all proxies of the signer and gives back what they have cost. For a pure account that is the end: nobody can act
		/// for it any more.
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::remove_proxies())]
		pub fn remove_proxies(origin: OriginFor<T>) -> DispatchResult {
			Self::remove_all_proxy_delegates(&ensure_signed(origin)?);
			Ok(())
		}

		/// Makes an account without a key, with the signer as its proxy of that type and delay. The account follows from the signer,
		/// the type, the index, and the place of the extrinsic in the chain; the index is for several in one extrinsic.
		///
		/// Answers `Duplicate`, `TooMany`, `InvalidDerivedAccountId`, and `Balances.InsufficientBalance`.
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::create_pure())]
		pub fn create_pure(
			origin: OriginFor<T>,
			proxy_type: T::ProxyType,
			delay: BlockNumberFor<T>,
			index: u16,
		) -> DispatchResult {
			Self::spawn(ensure_signed(origin)?, proxy_type, delay, index)
		}

		/// Takes the proxies from a pure account, which signs this itself through one of them; the spawner gets the deposit back.
		/// Whatever the account still holds is lost. Height and index are those of the extrinsic that has made it.
		///
		/// Answers `NoPermission`, `InvalidDerivedAccountId`.
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::kill_pure())]
		pub fn kill_pure(
			origin: OriginFor<T>,
			spawner: AccountIdLookupOf<T>,
			proxy_type: T::ProxyType,
			index: u16,
			#[pallet::compact] height: BlockNumberFor<T>,
			#[pallet::compact] ext_index: u32,
		) -> DispatchResult {
			let pure = ensure_signed(origin)?;
			let spawner = T::Lookup::lookup(spawner)?;
			Self::kill(pure, spawner, proxy_type, index, (height, ext_index))
		}

		/// Announces a call in the name of `real`, by its hash. The signer must be a proxy of `real`. What the list costs is reserved
		/// until the call is made, taken back or rejected.
		///
		/// Answers `NotProxy`, `TooMany`, and `Balances.InsufficientBalance`.
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::announce())]
		pub fn announce(origin: OriginFor<T>, real: AccountIdLookupOf<T>, call_hash: CallHashOf<T>) -> DispatchResult {
			let delegate = ensure_signed(origin)?;
			let real = T::Lookup::lookup(real)?;
			Self::announce_call(delegate, real, call_hash)
		}

		/// Takes back what the signer has announced to do for `real`, each time it was.
		///
		/// Answers `NotFound`.
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::remove_announcement())]
		pub fn remove_announcement(
			origin: OriginFor<T>,
			real: AccountIdLookupOf<T>,
			call_hash: CallHashOf<T>,
		) -> DispatchResult {
			let delegate = ensure_signed(origin)?;
			let real = T::Lookup::lookup(real)?;
			Self::forget_announcements(&delegate, |pending| pending.real == real && pending.call_hash == call_hash)
		}

		/// Forbids what `delegate` has announced to do for the signer, each time it was. The delegate gets its deposit back.
		///
		/// Answers `NotFound`.
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::reject_announcement())]
		pub fn reject_announcement(
			origin: OriginFor<T>,
			delegate: AccountIdLookupOf<T>,
			call_hash: CallHashOf<T>,
		) -> DispatchResult {
			let real = ensure_signed(origin)?;
			let delegate = T::Lookup::lookup(delegate)?;
			Self::forget_announcements(&delegate, |pending| pending.real == real && pending.call_hash == call_hash)
		}

		/// Makes a call in the name of `real` that `delegate`, its proxy, has announced long enough ago. Anybody may sign this. The
		/// announcement is gone then; otherwise it is as [`proxy`](Self::proxy).
		///
		/// Answers `NotProxy`, `Unannounced`.
		#[pallet::call_index(9)]
		#[pallet::weight({
			let inner = call.get_dispatch_info();
			(T::WeightInfo::proxy_announced().saturating_add(inner.call_weight), DispatchClass::Normal, inner.pays_fee)
		})]
		pub fn proxy_announced(
			origin: OriginFor<T>,
			delegate: AccountIdLookupOf<T>,
			real: AccountIdLookupOf<T>,
			force_proxy_type: Option<T::ProxyType>,
			call: Box<<T as Config>::RuntimeCall>,
		) -> DispatchResult {
			ensure_signed(origin)?;
			let delegate = T::Lookup::lookup(delegate)?;
			let real = T::Lookup::lookup(real)?;
			let definition = Self::find_proxy(&real, &delegate, force_proxy_type)?;
			Self::forget_ripe(&delegate, &real, &definition, &call)?;
			Self::act(real, definition.proxy_type, *call);
			Ok(())
		}

		/// Makes the deposits of the signer what lists of their length cost today: takes the rest, or gives back what is too much.
		/// It costs nothing if a deposit has changed.
		///
		/// Answers `Balances.InsufficientBalance`.
		#[pallet::call_index(10)]
		#[pallet::weight(T::WeightInfo::poke_deposit())]
		pub fn poke_deposit(origin: OriginFor<T>) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let (proxies, announcements) = (Self::poke_proxies(&who)?, Self::poke_announcements(&who)?);
			Ok(if proxies || announcements { Pays::No.into() } else { Pays::Yes.into() })
		}

		/// Says whether the signer pays the fees of what `delegate`, its proxy, does for it with [`proxy`](Self::proxy). It ends when
		/// the delegate is no proxy of the signer any more.
		///
		/// Answers `NotFound`.
		#[pallet::call_index(11)]
		#[pallet::weight(T::WeightInfo::set_real_pays_fee())]
		pub fn set_real_pays_fee(
			origin: OriginFor<T>,
			delegate: AccountIdLookupOf<T>,
			pays_fee: bool,
		) -> DispatchResult {
			let real = ensure_signed(origin)?;
			let delegate = T::Lookup::lookup(delegate)?;
			Self::pay_fees_of(real, delegate, pays_fee)
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		// As many as calls were made by proxies in this block, each of which has paid for it by its weight.
		fn on_finalize(_: BlockNumberFor<T>) {
			let _ = LastCallResult::<T>::clear(u32::MAX, None);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::check_invariants()
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// Whether a proxy of this type may make this call.
		pub fn check_permissions(call: <T as Config>::RuntimeCall, proxy_type: T::ProxyType) -> bool {
			proxy_type.filter(&call)
		}

		/// Whether a proxy of the first type may add and remove those of the second.
		pub fn is_superset(to_check: T::ProxyType, against: T::ProxyType) -> bool {
			to_check.is_superset(&against)
		}
	}
}
