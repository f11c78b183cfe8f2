//! What owners set on their subnets, and root on all of them and on the chain.
//!
//! Nothing is kept here: a call checks who asks, when, and for which value, and hands over to the domain that keeps it.
//! Spec: satellites 6, subnets 4. Calls whose domain is not there yet are not there either; their numbers stay free.
//!
//! | file | about |
//! | --- | --- |
//! | `calls` | one call for each value |
//! | `permission` | who may set something, and when |
//! | `bounds` | between which values |
//! | `authorities` | who makes and who finalizes blocks |

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub mod authorities;
mod bounds;
mod calls;
mod permission;

use frame_support::pallet_macros::import_section;

pub use pallet::*;

#[import_section(calls::calls)]
#[frame_support::pallet]
// Both for what the macro writes.
#[allow(missing_docs, clippy::expect_used)]
pub mod pallet {
	use crate::{
		authorities::{Authors, Finality},
		bounds,
	};
	use alloc::vec::Vec;
	use frame_support::pallet_prelude::*;
	use frame_system::pallet_prelude::*;
	use pallet_emission::Pallet as Emission;
	use pallet_protocol::{
		defaults,
		types::{Hyperparameter, RecycleOrBurnEnum},
		weights::cautious,
		Error as ProtocolError, LiquidAlphaOn, MaxAllowedUids, MaxBurn, MaxChildkeyTake, MechanismCountCurrent,
		MinActivityCutoff, MinAllowedUids, MinBurn, MinChildkeyTake, SubnetworkN,
	};
	use pallet_staking::Pallet as Staking;
	use pallet_subnets::{Authority, Pallet as Subnets, RateLimit};
	use pallet_swap::Pallet as Swap;
	use sp_consensus_grandpa::AuthorityList;
	use taonet_types::{
		fixed::{I64F64, I96F32, U64F64},
		MechId, NetUid, TaoBalance,
	};

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// The precompiled contracts of the EVM, in the order of the wire. Source: satellites §6.
	#[derive(Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
	pub enum PrecompileEnum {
		/// Transfers of TAO.
		BalanceTransfer,
		/// Staking and unstaking.
		Staking,
		/// Subnets and their hyperparameters.
		Subnet,
		/// What a metagraph says.
		Metagraph,
		/// Registration, weights and serving of neurons.
		Neuron,
		/// Neurons by their EVM address.
		UidLookup,
		/// Prices and reserves of pools.
		Alpha,
		/// Crowdloans.
		Crowdloan,
		/// Proxies.
		Proxy,
		/// Leases of subnets.
		Leasing,
		/// Accounts of EVM addresses.
		AddressMapping,
		/// Voting power.
		VotingPower,
	}

	/// Whether a precompiled contract of the EVM may be called. This chain has no EVM yet, so that nothing reads it and no call
	/// sets it; clients that look at the metadata know this pallet by its one storage item.
	#[pallet::storage]
	pub type PrecompileEnable<T> =
		StorageMap<_, Blake2_128Concat, PrecompileEnum, bool, ValueQuery, frame_support::traits::ConstBool<true>>;

	/// Who makes and finalizes blocks; all else is kept by the domains below.
	#[pallet::config]
	pub trait Config:
		frame_system::Config<RuntimeEvent: From<Event<Self>>>
		+ pallet_protocol::Config
		+ pallet_issuance::Config
		+ pallet_swap::Config
		+ pallet_subnets::Config
		+ pallet_staking::Config
		+ pallet_emission::Config
	{
		/// Who makes blocks.
		type AuthorityId: Parameter + MaxEncodedLen;
		/// Most of them.
		type MaxAuthorities: Get<u32>;
		/// Where they are kept.
		type Authors: Authors<Self::AuthorityId, Self::MaxAuthorities>;
		/// Where those are kept who finalize blocks.
		type Finality: Finality<BlockNumberFor<Self>>;
	}

	/// What was set, beside the event of the protocol for the same value, if that has one.
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// Yuma3On was set: whether bonds follow the rules of Yuma 3.
		#[codec(index = 1)]
		Yuma3EnableToggled { netuid: NetUid, enabled: bool },
		/// BondsResetOn was set: whether a commitment can reset bonds.
		#[codec(index = 2)]
		BondsResetToggled { netuid: NetUid, enabled: bool },
		/// BurnHalfLife was set: the price of a registration halves in so many blocks.
		#[codec(index = 3)]
		BurnHalfLifeSet { netuid: NetUid, burn_half_life: u16 },
		/// BurnIncreaseMult was set: each registration multiplies the price of the next one by it.
		#[codec(index = 4)]
		BurnIncreaseMultSet { netuid: NetUid, burn_increase_mult: U64F64 },
		/// SubnetEmissionEnabled was set: whether TAO is emitted to the subnet.
		#[codec(index = 5)]
		SubnetEmissionEnabledSet { netuid: NetUid, enabled: bool },
	}

	/// Why a value is refused.
	#[pallet::error]
	pub enum Error<T> {
		/// There is no such subnet; check the netuid.
		#[codec(index = 0)]
		SubnetDoesNotExist,
		/// There would be more validators than neurons; choose at most MaxAllowedUids.
		#[codec(index = 1)]
		MaxValidatorsLargerThanMaxUIds,
		/// The subnet has more neurons than that; choose at least SubnetworkN, or trim the subnet.
		#[codec(index = 2)]
		MaxAllowedUIdsLessThanCurrentUIds,
		/// The moving average is above 975000 millionths, which only root can set; choose a lower one.
		#[codec(index = 3)]
		BondsMovingAverageMaxReached,
		/// Only root can set a negative steepness; choose 0 or more.
		#[codec(index = 4)]
		NegativeSigmoidSteepness,
		/// The value is outside of its bounds, which may be other values of the subnet; choose one in between.
		#[codec(index = 5)]
		ValueNotInBounds,
		/// The subnet has no more neurons than that; choose less than SubnetworkN.
		#[codec(index = 6)]
		MinAllowedUidsGreaterThanCurrentUids,
		/// The least number of neurons would not be below the most; choose less than MaxAllowedUids.
		#[codec(index = 7)]
		MinAllowedUidsGreaterThanMaxAllowedUids,
		/// The most neurons would be below the least number; choose at least MinAllowedUids.
		#[codec(index = 8)]
		MaxAllowedUidsLessThanMinAllowedUids,
		/// No subnet can have more than 256 neurons; choose at most that.
		#[codec(index = 9)]
		MaxAllowedUidsGreaterThanDefaultMaxAllowedUids,
		/// The value is outside of what this parameter allows; choose another.
		#[codec(index = 10)]
		InvalidValue,
		/// Root (netuid 0) does not have this parameter; name another subnet.
		#[codec(index = 11)]
		NotPermittedOnRootSubnet,
		/// There is no registration by proof of work, and it cannot be allowed; neurons register by burned_register.
		#[codec(index = 12)]
		POWRegistrationDisabled,
		/// The call is retired and does nothing; the issuance follows from what is emitted and recycled.
		#[codec(index = 13)]
		Deprecated,
	}
}
