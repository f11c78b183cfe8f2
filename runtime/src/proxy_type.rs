//! What a proxy may do for the account it acts for (satellites §4).
//!
//! Every rule is a list of what is allowed. The three broad types, which the protocol describes by what they forbid, match
//! every pallet by name: a new pallet does not compile until somebody has decided for each of them.

use crate::{Balance, RuntimeCall, TAO};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::traits::InstanceFilter;
use frame_system::Call as SystemCall;
use pallet_balances::Call as BalancesCall;
use pallet_sudo::Call as SudoCall;
use scale_info::TypeInfo;

/// Transfers by a proxy of type `SmallTransfer` stay below this amount in RAO.
pub const SMALL_TRANSFER_LIMIT: Balance = TAO / 2;

/// The kinds of proxies. Their order is their encoding; types that lost their purpose keep their place.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Default,
	Encode,
	Eq,
	MaxEncodedLen,
	Ord,
	PartialEq,
	PartialOrd,
	TypeInfo,
)]
pub enum ProxyType {
	/// Every call.
	#[default]
	Any,
	/// Calls of a subnet's owner.
	Owner,
	/// All but what cannot be undone.
	NonCritical,
	/// All but what moves value to another account.
	NonTransfer,
	/// Nothing: the senate is gone.
	Senate,
	/// All but what moves value or stake, or swaps keys.
	NonFungible,
	/// Nothing: the triumvirate is gone.
	Triumvirate,
	/// Nothing: on-chain governance is gone.
	Governance,
	/// Staking and unstaking.
	Staking,
	/// Registration of neurons.
	Registration,
	/// Transfers.
	Transfer,
	/// Transfers below half a TAO.
	SmallTransfer,
	/// Nothing: root weights are gone.
	RootWeights,
	/// Child keys and their take.
	ChildKeys,
	/// A runtime upgrade by the sudo key.
	SudoUncheckedSetCode,
	/// Hotkey swaps.
	SwapHotkey,
	/// What the beneficiary of a subnet lease may set.
	SubnetLeaseBeneficiary,
	/// Claims of root dividends.
	RootClaim,
}

impl InstanceFilter<RuntimeCall> for ProxyType {
	fn filter(&self, call: &RuntimeCall) -> bool {
		match self {
			Self::Any => true,
			Self::NonCritical => is_non_critical(call),
			Self::NonTransfer | Self::NonFungible => leaves_balances_alone(call),
			Self::Transfer => transferred_amount(call).is_some(),
			Self::SmallTransfer => {
				matches!(transferred_amount(call), Some(Some(amount)) if amount < SMALL_TRANSFER_LIMIT)
			},
			Self::SudoUncheckedSetCode => is_unchecked_set_code(call),
			// Calls of these types belong to pallets that this runtime does not have yet.
			Self::Owner
			| Self::Staking
			| Self::Registration
			| Self::ChildKeys
			| Self::SwapHotkey
			| Self::SubnetLeaseBeneficiary
			| Self::RootClaim => false,
			Self::Senate | Self::Triumvirate | Self::Governance | Self::RootWeights => false,
		}
	}

	fn is_superset(&self, other: &Self) -> bool {
		match (self, other) {
			(same, also) if same == also => true,
			(Self::Any, _) => true,
			(_, Self::Any) => false,
			(Self::NonTransfer, Self::Transfer | Self::SmallTransfer) => false,
			(Self::NonTransfer, _) => true,
			(Self::Transfer, Self::SmallTransfer) => true,
			_ => false,
		}
	}
}

fn is_non_critical(call: &RuntimeCall) -> bool {
	match call {
		RuntimeCall::Sudo(_) => false,
		RuntimeCall::System(_)
		| RuntimeCall::Timestamp(_)
		| RuntimeCall::Grandpa(_)
		| RuntimeCall::Balances(_)
		| RuntimeCall::Utility(_)
		| RuntimeCall::Multisig(_)
		| RuntimeCall::Preimage(_)
		| RuntimeCall::Scheduler(_)
		| RuntimeCall::Proxy(_)
		| RuntimeCall::SafeMode(_) => true,
	}
}

/// Whether the call leaves free balances alone. The two types that ask differ in calls on stake, which this runtime does not
/// have yet.
fn leaves_balances_alone(call: &RuntimeCall) -> bool {
	match call {
		RuntimeCall::Balances(_) => false,
		RuntimeCall::System(_)
		| RuntimeCall::Timestamp(_)
		| RuntimeCall::Grandpa(_)
		| RuntimeCall::Utility(_)
		| RuntimeCall::Sudo(_)
		| RuntimeCall::Multisig(_)
		| RuntimeCall::Preimage(_)
		| RuntimeCall::Scheduler(_)
		| RuntimeCall::Proxy(_)
		| RuntimeCall::SafeMode(_) => true,
	}
}

/// For a transfer: the amount in RAO, or `Some(None)` where the call does not name it.
fn transferred_amount(call: &RuntimeCall) -> Option<Option<Balance>> {
	match call {
		RuntimeCall::Balances(
			BalancesCall::transfer_allow_death { value, .. } | BalancesCall::transfer_keep_alive { value, .. },
		) => Some(Some(*value)),
		RuntimeCall::Balances(BalancesCall::transfer_all { .. }) => Some(None),
		_ => None,
	}
}

fn is_unchecked_set_code(call: &RuntimeCall) -> bool {
	matches!(
		call,
		RuntimeCall::Sudo(SudoCall::sudo_unchecked_weight { call, .. })
			if matches!(call.as_ref(), RuntimeCall::System(SystemCall::set_code { .. }))
	)
}
