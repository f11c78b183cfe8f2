//! What a proxy may do for the account it acts for (satellites §4).
//!
//! Most rules are lists of what is allowed. The three broad types, which the protocol describes by what they forbid, match
//! every pallet by name and every call of the protocol by its concern: a new pallet or a new call of the protocol does not
//! compile until somebody has decided for each of them. All ways of registering a neuron count as one, also those that the
//! protocol's lists forgot.
//!
//! What the lists do not mention: giving stake up (`recycle_alpha`, `burn_alpha`, `add_stake_burn`) is for none of the three
//! broad types, since it parts with value and cannot be undone; nor is it staking. A delegate's take and where earnings are
//! staked are for all three, since no stake moves. Locking stake is for `NonTransfer` alone: the stake remains the account's,
//! but for months it can neither be sold nor given away, and it may decide who owns the subnet.
//!
//! Nor do they mention crowdloans. To create one, to contribute and to finalize part with value: these are for neither
//! `NonTransfer` nor `NonFungible`, and what brings TAO back is not for `NonFungible` either. `NonCritical` may all of it, as it
//! may transfer. Whatever a crowdloan is for, its call passes the filter of the proxy that finalizes.
//!
//! To pay the fees of a proxy (`set_real_pays_fee`) parts with value: only `Any` and `NonCritical` may begin that, all three end it.

use crate::{Balance, Runtime, RuntimeCall, TAO};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::traits::InstanceFilter;
use frame_system::Call as SystemCall;
use pallet_balances::Call as BalancesCall;
use pallet_crowdloan::Call as CrowdloanCall;
use pallet_proxy::Call as ProxyCall;
use pallet_sudo::Call as SudoCall;
use scale_info::TypeInfo;

/// Transfers by a proxy of type `SmallTransfer` stay below this amount: in RAO, or in alpha-rao whatever the price.
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
	/// Staking, unstaking, and moving stake of the same coldkey.
	Staking,
	/// Registration of neurons.
	Registration,
	/// Transfers of TAO and of stake.
	Transfer,
	/// Transfers below half a TAO or half an alpha.
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
			Self::Owner => is_for_owners(call),
			Self::NonCritical => is_non_critical(call),
			Self::NonTransfer => keeps_value(call),
			Self::NonFungible => leaves_money_alone(call),
			Self::Staking => matches!(concern(call), Some(Concern::Staking | Concern::RootClaimType)),
			Self::Registration => concern(call) == Some(Concern::Registration),
			Self::Transfer => transferred_amount(call).is_some(),
			Self::SmallTransfer => {
				matches!(transferred_amount(call), Some(Some(amount)) if amount < SMALL_TRANSFER_LIMIT)
			},
			Self::SudoUncheckedSetCode => is_unchecked_set_code(call),
			Self::SubnetLeaseBeneficiary => is_for_beneficiaries(call),
			Self::ChildKeys => concern(call) == Some(Concern::ChildKeys),
			Self::SwapHotkey => concern(call) == Some(Concern::HotkeySwap),
			Self::RootClaim => concern(call) == Some(Concern::RootClaim),
			Self::Senate | Self::Triumvirate | Self::Governance | Self::RootWeights => false,
		}
	}

	fn is_superset(&self, other: &Self) -> bool {
		match (self, other) {
			(same, also) if same == also => true,
			(Self::Any, _) => true,
			(_, Self::Any) => false,
			// Else a proxy that may not transfer could make itself one that may.
			(Self::NonTransfer, Self::NonCritical | Self::Transfer | Self::SmallTransfer) => false,
			(Self::NonTransfer, _) => true,
			(Self::Transfer, Self::SmallTransfer) => true,
			_ => false,
		}
	}
}

/// What a call of the protocol is about, as far as proxies are concerned.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Concern {
	/// Where a neuron can be reached.
	Serving,
	/// What a validator says of others' work.
	Weights,
	/// A slot for a hotkey, which costs TAO.
	Registration,
	/// A seat on root.
	RootRegistration,
	/// A new subnet, which costs TAO.
	SubnetCreation,
	/// The end of a subnet.
	SubnetRemoval,
	/// The start of a subnet.
	SubnetStart,
	/// How a subnet presents itself.
	SubnetPresentation,
	/// When a subnet's epochs run.
	SubnetSchedule,
	/// Hotkeys and identities of a coldkey.
	Keys,
	/// Stake that comes, goes or moves, always the same coldkey's.
	Staking,
	/// Stake that another coldkey gets.
	StakeTransfer,
	/// Stake that nobody has afterwards.
	StakeDestruction,
	/// What a delegate takes, where earnings are staked, and whose parent a validator becomes of its own accord.
	Delegation,
	/// To whom stake is lent, and what those take for it.
	ChildKeys,
	/// What is locked and for whom, and whether locked stake of others is welcome.
	Locking,
	/// Root dividends that are paid.
	RootClaim,
	/// In which form root dividends are paid.
	RootClaimType,
	/// Another hotkey in the place of one.
	HotkeySwap,
	/// Another coldkey in the place of one, as its owner announces, disputes or does it.
	ColdkeySwap,
	/// The same without an announcement: by root, or not at all.
	UnannouncedColdkeySwap,
	/// The end of a lease.
	LeaseEnd,
	/// What an owner sets on a subnet beside its hyperparameters.
	SubnetSettings,
	/// What root sets.
	RootSettings,
}

/// Whether the call sets weights, commits to some or reveals some.
pub(crate) fn says_weights(call: &RuntimeCall) -> bool {
	concern(call) == Some(Concern::Weights)
}

/// What the call is about, if it is one of the protocol. A new call does not compile until somebody has said it here.
fn concern(call: &RuntimeCall) -> Option<Concern> {
	use pallet_protocol::Call;
	let RuntimeCall::SubtensorModule(call) = call else { return None };
	Some(match call {
		Call::serve_axon { .. } | Call::serve_axon_tls { .. } | Call::serve_prometheus { .. } => Concern::Serving,
		Call::set_weights { .. }
		| Call::set_mechanism_weights { .. }
		| Call::batch_set_weights { .. }
		| Call::commit_weights { .. }
		| Call::commit_mechanism_weights { .. }
		| Call::batch_commit_weights { .. }
		| Call::reveal_weights { .. }
		| Call::reveal_mechanism_weights { .. }
		| Call::batch_reveal_weights { .. }
		| Call::commit_timelocked_weights { .. }
		| Call::commit_timelocked_mechanism_weights { .. }
		| Call::commit_crv3_mechanism_weights { .. } => Concern::Weights,
		Call::register { .. } | Call::burned_register { .. } | Call::register_limit { .. } => Concern::Registration,
		Call::root_register { .. } => Concern::RootRegistration,
		Call::register_network { .. }
		| Call::register_network_with_identity { .. }
		| Call::register_leased_network { .. } => Concern::SubnetCreation,
		Call::dissolve_network { .. } | Call::root_dissolve_network { .. } => Concern::SubnetRemoval,
		Call::start_call { .. } => Concern::SubnetStart,
		Call::set_subnet_identity { .. } | Call::update_symbol { .. } => Concern::SubnetPresentation,
		Call::set_tempo { .. } | Call::set_activity_cutoff_factor { .. } | Call::trigger_epoch { .. } => {
			Concern::SubnetSchedule
		},
		Call::try_associate_hotkey { .. } | Call::set_identity { .. } => Concern::Keys,
		Call::add_stake { .. }
		| Call::add_stake_limit { .. }
		| Call::remove_stake { .. }
		| Call::remove_stake_limit { .. }
		| Call::remove_stake_full_limit { .. }
		| Call::unstake_all { .. }
		| Call::unstake_all_alpha { .. }
		| Call::move_stake { .. }
		| Call::swap_stake { .. }
		| Call::swap_stake_limit { .. } => Concern::Staking,
		Call::transfer_stake { .. } => Concern::StakeTransfer,
		Call::recycle_alpha { .. } | Call::burn_alpha { .. } | Call::add_stake_burn { .. } => Concern::StakeDestruction,
		Call::increase_take { .. }
		| Call::decrease_take { .. }
		| Call::set_coldkey_auto_stake_hotkey { .. }
		| Call::set_auto_parent_delegation_enabled { .. } => Concern::Delegation,
		Call::set_children { .. } | Call::set_childkey_take { .. } => Concern::ChildKeys,
		Call::lock_stake { .. }
		| Call::move_lock { .. }
		| Call::set_perpetual_lock { .. }
		| Call::set_reject_locked_alpha { .. } => Concern::Locking,
		Call::claim_root { .. } => Concern::RootClaim,
		Call::set_root_claim_type { .. } => Concern::RootClaimType,
		Call::swap_hotkey { .. } | Call::swap_hotkey_v2 { .. } => Concern::HotkeySwap,
		Call::announce_coldkey_swap { .. }
		| Call::swap_coldkey_announced { .. }
		| Call::dispute_coldkey_swap { .. }
		| Call::clear_coldkey_swap_announcement { .. } => Concern::ColdkeySwap,
		Call::swap_coldkey { .. } | Call::schedule_swap_coldkey { .. } => Concern::UnannouncedColdkeySwap,
		Call::terminate_lease { .. } => Concern::LeaseEnd,
		Call::sudo_set_root_claim_threshold { .. }
		| Call::enable_voting_power_tracking { .. }
		| Call::disable_voting_power_tracking { .. } => Concern::SubnetSettings,
		Call::sudo_set_tx_childkey_take_rate_limit { .. }
		| Call::sudo_set_min_childkey_take { .. }
		| Call::sudo_set_max_childkey_take { .. }
		| Call::set_pending_childkey_cooldown { .. }
		| Call::sudo_set_num_root_claims { .. }
		| Call::reset_coldkey_swap { .. }
		| Call::sudo_set_voting_power_ema_alpha { .. } => Concern::RootSettings,
		Call::__Ignore(_, never) => match *never {},
	})
}

/// All that an owner sets on a subnet, but not who owns it.
fn is_for_owners(call: &RuntimeCall) -> bool {
	use pallet_admin_utils::Call;
	match call {
		RuntimeCall::AdminUtils(call) => {
			!matches!(call, Call::sudo_set_subnet_owner_hotkey { .. } | Call::sudo_set_sn_owner_hotkey { .. })
		},
		_ => concern(call) == Some(Concern::SubnetPresentation),
	}
}

/// What the beneficiary of a lease sets on the subnet. Some of it only root can set, and fails.
fn is_for_beneficiaries(call: &RuntimeCall) -> bool {
	use pallet_admin_utils::Call;
	match call {
		RuntimeCall::AdminUtils(call) => matches!(
			call,
			Call::sudo_set_serving_rate_limit { .. }
				| Call::sudo_set_min_difficulty { .. }
				| Call::sudo_set_max_difficulty { .. }
				| Call::sudo_set_weights_version_key { .. }
				| Call::sudo_set_adjustment_alpha { .. }
				| Call::sudo_set_immunity_period { .. }
				| Call::sudo_set_min_allowed_weights { .. }
				| Call::sudo_set_kappa { .. }
				| Call::sudo_set_rho { .. }
				| Call::sudo_set_activity_cutoff { .. }
				| Call::sudo_set_network_registration_allowed { .. }
				| Call::sudo_set_network_pow_registration_allowed { .. }
				| Call::sudo_set_max_burn { .. }
				| Call::sudo_set_bonds_moving_average { .. }
				| Call::sudo_set_bonds_penalty { .. }
				| Call::sudo_set_commit_reveal_weights_enabled { .. }
				| Call::sudo_set_liquid_alpha_enabled { .. }
				| Call::sudo_set_alpha_values { .. }
				| Call::sudo_set_commit_reveal_weights_interval { .. }
				| Call::sudo_set_toggle_transfer { .. }
				| Call::sudo_set_subnet_emission_enabled { .. }
				| Call::sudo_set_min_childkey_take_per_subnet { .. }
		),
		_ => concern(call) == Some(Concern::SubnetStart),
	}
}

fn is_non_critical(call: &RuntimeCall) -> bool {
	match call {
		RuntimeCall::Sudo(_) => false,
		RuntimeCall::SubtensorModule(_) => {
			use Concern::{ColdkeySwap, Locking, Registration, RootRegistration, StakeDestruction, SubnetRemoval};
			!matches!(
				concern(call),
				Some(Registration | RootRegistration | SubnetRemoval | StakeDestruction | ColdkeySwap | Locking)
			)
		},
		RuntimeCall::System(_)
		| RuntimeCall::Timestamp(_)
		| RuntimeCall::Grandpa(_)
		| RuntimeCall::Balances(_)
		| RuntimeCall::Swap(_)
		| RuntimeCall::Utility(_)
		| RuntimeCall::Multisig(_)
		| RuntimeCall::Preimage(_)
		| RuntimeCall::Scheduler(_)
		| RuntimeCall::Proxy(_)
		| RuntimeCall::Commitments(_)
		| RuntimeCall::AdminUtils(_)
		| RuntimeCall::Drand(_)
		| RuntimeCall::MevShield(_)
		| RuntimeCall::Crowdloan(_)
		| RuntimeCall::SafeMode(_) => true,
	}
}

/// Whether the call parts with no value, to another account or to nobody, nor with all of it at once in a coldkey swap. What it buys, a slot or a subnet, is another
/// matter. Root could move anything, so its calls are none of these.
fn keeps_value(call: &RuntimeCall) -> bool {
	match call {
		RuntimeCall::Balances(_) | RuntimeCall::Sudo(_) => false,
		RuntimeCall::SubtensorModule(_) => {
			use Concern::{ColdkeySwap, StakeDestruction, StakeTransfer, UnannouncedColdkeySwap};
			!matches!(concern(call), Some(StakeTransfer | StakeDestruction | ColdkeySwap | UnannouncedColdkeySwap))
		},
		RuntimeCall::Crowdloan(call) => crowdloan_keeps_value(call),
		RuntimeCall::Proxy(call) => !matches!(call, ProxyCall::set_real_pays_fee { pays_fee: true, .. }),
		RuntimeCall::System(_)
		| RuntimeCall::Timestamp(_)
		| RuntimeCall::Grandpa(_)
		| RuntimeCall::Swap(_)
		| RuntimeCall::Utility(_)
		| RuntimeCall::Multisig(_)
		| RuntimeCall::Preimage(_)
		| RuntimeCall::Scheduler(_)
		| RuntimeCall::Commitments(_)
		| RuntimeCall::AdminUtils(_)
		| RuntimeCall::Drand(_)
		| RuntimeCall::MevShield(_)
		| RuntimeCall::SafeMode(_) => true,
	}
}

/// Whether the call moves neither balances nor stake, and swaps no keys.
fn leaves_money_alone(call: &RuntimeCall) -> bool {
	use Concern::{HotkeySwap, Locking, Registration, RootRegistration, Staking, SubnetCreation};
	let moves = [Registration, RootRegistration, SubnetCreation, Staking, HotkeySwap, Locking];
	match call {
		RuntimeCall::Crowdloan(call) => sets_terms(call),
		_ => keeps_value(call) && concern(call).is_none_or(|concern| !moves.contains(&concern)),
	}
}

/// Whether a call about a crowdloan brings money back, or moves none. What goes in may come out on another account.
fn crowdloan_keeps_value(call: &CrowdloanCall<Runtime>) -> bool {
	matches!(call, CrowdloanCall::withdraw { .. } | CrowdloanCall::refund { .. } | CrowdloanCall::dissolve { .. })
		|| sets_terms(call)
}

/// Whether a call changes the terms of a crowdloan and moves nothing.
fn sets_terms(call: &CrowdloanCall<Runtime>) -> bool {
	matches!(
		call,
		CrowdloanCall::update_min_contribution { .. }
			| CrowdloanCall::update_end { .. }
			| CrowdloanCall::update_cap { .. }
			| CrowdloanCall::set_max_contribution { .. }
	)
}

/// For a transfer: the amount in RAO, of stake in alpha-rao, or `Some(None)` where the call does not name it.
fn transferred_amount(call: &RuntimeCall) -> Option<Option<Balance>> {
	match call {
		RuntimeCall::Balances(
			BalancesCall::transfer_allow_death { value, .. } | BalancesCall::transfer_keep_alive { value, .. },
		) => Some(Some(*value)),
		RuntimeCall::Balances(BalancesCall::transfer_all { .. }) => Some(None),
		RuntimeCall::SubtensorModule(pallet_protocol::Call::transfer_stake { alpha_amount, .. }) => {
			Some(Some((*alpha_amount).into()))
		},
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
