//! The protocol's own limits, checked before a call enters a block.

use super::{
	coldkey_swaps::{call_tree_weight, check_call_tree},
	commitments,
	free::{check_wrapped, is_free_wrapper, wrapped_reads},
	nested::first_call,
	weights,
};
use crate::{
	filters::BaseCallFilter, AccountId, Runtime, RuntimeCall, RuntimeOrigin, Staking, Subnets, SubtensorModule,
};
use alloc::{collections::BTreeSet, vec, vec::Vec};
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::{
	dispatch::{DispatchResult, Pays},
	traits::{Contains, OriginTrait, PalletInfoAccess},
	weights::Weight,
};
use pallet_protocol::{
	types::{AxonInfo, PrometheusInfo},
	Axons, Call, Error, Prometheus,
};
use scale_info::TypeInfo;
use sp_runtime::{
	impl_tx_ext_default,
	traits::{DispatchInfoOf, Implication, TransactionExtension, ValidateResult},
	transaction_validity::{
		InvalidTransaction, TransactionLongevity, TransactionSource, TransactionTag, ValidTransaction,
	},
	DispatchError,
};

/// Keeps out of the pool and of blocks what a coldkey may not sign whose swap is announced or disputed, wherever in the
/// extrinsic it stands ([`check_call_tree`]); this is the only place where an extrinsic is asked for it.
///
/// Keeps out, too, what would be refused anyway: calls that are free, and those whose limits many run into (satellites §10.3),
/// also where they are the first thing that a proxy call or a batch does. The reason is told as a number, which clients know
/// (satellites §10.5).
///
/// Of this the calls check the same again, since they can be reached in other ways too. Those ways need no limit on how often
/// what is free is repeated: a call that wraps another one pays for it as for itself. Free wrappers are Sudo's, for the sudo key,
/// and those of proxies and batches that hold nothing but free calls; of the latter all is checked that is of each call in them
/// ([`check_wrapped`]), and they count as one of each kind that is in them.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Default, Encode, Eq, PartialEq, TypeInfo)]
pub struct SubtensorTransactionExtension;

/// Storage items that a check may read, but for weights.
const READS: u64 = 8;
/// Blocks that a free call may wait in the pool.
const FREE_LONGEVITY: TransactionLongevity = 64;

/// What a call says that is free, or gives its fee back: one of a kind waits in the pool, and enters a block.
struct Announcement {
	/// What it is about, and for whom.
	tag: TransactionTag,
	/// Block of the last one of this kind; 0 if there was none.
	last: u64,
	/// What is answered to a second one in a block.
	repeated: DispatchError,
}

impl<E: Into<DispatchError>> From<(TransactionTag, u64, E)> for Announcement {
	fn from((tag, last, repeated): (TransactionTag, u64, E)) -> Self {
		Self { tag, last, repeated: repeated.into() }
	}
}

/// What the call announces: nothing, if it is not one of those.
fn announcements(signer: &AccountId, call: &RuntimeCall) -> Vec<Announcement> {
	match call {
		RuntimeCall::SubtensorModule(call) => announcements_of_protocol(signer, call),
		RuntimeCall::Commitments(call) => {
			commitments::announced(signer, call).map(Announcement::from).into_iter().collect()
		},
		_ => vec![],
	}
}

/// The same for a call of the protocol: for a batch, one thing for each subnet.
fn announcements_of_protocol(signer: &AccountId, call: &Call<Runtime>) -> Vec<Announcement> {
	match call {
		Call::serve_axon { netuid, .. } | Call::serve_axon_tls { netuid, .. } => vec![Announcement {
			tag: ("axon", netuid, signer).encode(),
			last: Axons::<Runtime>::get(netuid, signer).map_or(0, |axon| axon.block),
			repeated: Error::<Runtime>::ServingRateLimitExceeded.into(),
		}],
		Call::serve_prometheus { netuid, .. } => vec![Announcement {
			tag: ("prometheus", netuid, signer).encode(),
			last: Prometheus::<Runtime>::get(netuid, signer).map_or(0, |prometheus| prometheus.block),
			repeated: Error::<Runtime>::ServingRateLimitExceeded.into(),
		}],
		// A decrease has no limit of its own, and a take can be lowered thousands of times.
		Call::increase_take { hotkey, .. } | Call::decrease_take { hotkey, .. } => vec![Announcement {
			tag: ("take", hotkey).encode(),
			last: Subnets::delegate_take_last_changed(hotkey),
			repeated: Error::<Runtime>::DelegateTxRateLimitExceeded.into(),
		}],
		_ => weights::announced(signer, call).into_iter().map(Announcement::from).collect(),
	}
}

/// Storage items that the checks of a call may read.
pub(super) fn reads(call: &Call<Runtime>) -> u64 {
	weights::reads(call).unwrap_or(READS)
}

/// Keeps free calls from filling blocks and the pool, whatever limit a subnet's owner has set. An account that holds
/// nothing, whose calls cost nothing, has one of each kind in the pool. Adds what the call announces to what was said before.
pub(super) fn announce(
	signer: &AccountId,
	call: &RuntimeCall,
	said: &mut BTreeSet<TransactionTag>,
) -> Result<(), InvalidTransaction> {
	let now = pallet_protocol::now::<Runtime>();
	for Announcement { tag, last, repeated } in announcements(signer, call) {
		if last == now || !said.insert(tag) {
			return Err(InvalidTransaction::Custom(code(repeated)));
		}
	}
	Ok(())
}

/// How an extrinsic waits that has said so much, if it has.
fn one_of_a_kind(said: BTreeSet<TransactionTag>) -> ValidTransaction {
	if said.is_empty() {
		return ValidTransaction::default();
	}
	ValidTransaction { provides: said.into_iter().collect(), longevity: FREE_LONGEVITY, ..Default::default() }
}

/// What the call itself would answer, as far as it is checked here: for a change of a take, whether the caller may set such a
/// one at all. What it is compared with, and the limit, are for the call, which pays when it fails.
pub(super) fn check(signer: &AccountId, call: &Call<Runtime>) -> DispatchResult {
	match *call {
		Call::serve_axon { netuid, version, ip, port, ip_type, protocol, placeholder1, placeholder2 }
		| Call::serve_axon_tls { netuid, version, ip, port, ip_type, protocol, placeholder1, placeholder2, .. } => {
			let block = pallet_protocol::now::<Runtime>();
			let axon = AxonInfo { block, version, ip, port, ip_type, protocol, placeholder1, placeholder2 };
			Subnets::check_serve_axon(signer, netuid, &axon)
		},
		Call::serve_prometheus { netuid, version, ip, port, ip_type } => {
			let block = pallet_protocol::now::<Runtime>();
			let prometheus = PrometheusInfo { block, version, ip, port, ip_type };
			Subnets::check_serve_prometheus(signer, netuid, &prometheus)
		},
		Call::register_network { .. } => Subnets::ensure_may_register_network(),
		Call::increase_take { ref hotkey, take } | Call::decrease_take { ref hotkey, take } => {
			Staking::check_take(signer, hotkey, take)
		},
		_ => weights::check(signer, call),
	}
}

/// The number under which clients know the reason.
pub(super) fn code(error: DispatchError) -> u8 {
	const BAD_REQUEST: u8 = 255;
	let DispatchError::Module(error) = error else { return BAD_REQUEST };
	if let Some(code) = commitments::code(&error) {
		return code;
	}
	if usize::from(error.index) != SubtensorModule::index() {
		return BAD_REQUEST;
	}
	match Error::<Runtime>::decode(&mut error.error.as_slice()) {
		Ok(Error::ColdkeySwapAnnounced) => 0,
		Ok(Error::AmountTooLow | Error::NotEnoughStakeToSetWeights) => 1,
		Ok(Error::NotEnoughBalanceToStake) => 2,
		Ok(Error::SubnetNotExists) => 3,
		Ok(Error::HotKeyAccountNotExists) => 4,
		Ok(Error::NotEnoughStakeToWithdraw) => 5,
		Ok(
			Error::CommittingWeightsTooFast
			| Error::SettingWeightsTooFast
			| Error::NetworkTxRateLimitExceeded
			// Not in the list of the protocol, which never answers it here.
			| Error::DelegateTxRateLimitExceeded,
		) => 6,
		Ok(Error::InsufficientLiquidity) => 7,
		Ok(Error::SlippageTooHigh) => 8,
		Ok(Error::TransferDisallowed) => 9,
		Ok(Error::HotKeyNotRegisteredInNetwork) => 10,
		Ok(Error::InvalidIpAddress) => 11,
		Ok(Error::ServingRateLimitExceeded) => 12,
		Ok(Error::InvalidPort) => 13,
		Ok(Error::InvalidRevealRound) => 15,
		Ok(Error::NoWeightsCommitFound) => 16,
		Ok(Error::RevealTooEarly) => 17,
		Ok(Error::InputLengthsUnequal) => 18,
		Ok(Error::HotKeyNotRegisteredInSubNet) => 19,
		Ok(Error::EvmKeyAssociateRateLimitExceeded) => 20,
		Ok(Error::ColdkeySwapDisputed) => 21,
		Ok(Error::NonAssociatedColdKey) => 25,
		Ok(Error::DelegateTakeTooLow) => 26,
		Ok(Error::DelegateTakeTooHigh) => 27,
		// `InvalidIpType` among them.
		_ => BAD_REQUEST,
	}
}

impl TransactionExtension<RuntimeCall> for SubtensorTransactionExtension {
	const IDENTIFIER: &'static str = "SubtensorTransactionExtension";
	type Implicit = ();
	type Val = ();
	type Pre = ();

	/// Every call is asked about coldkey swaps; only commitments, and those that begin with one of the protocol, are looked at
	/// further, and only they pay for it.
	fn weight(&self, call: &RuntimeCall) -> Weight {
		let reads = if is_free_wrapper(call) {
			wrapped_reads(call)
		} else {
			// Whoever signs it.
			match first_call(&AccountId::new([0; 32]), call) {
				Some((_, inner)) => reads(inner),
				None if matches!(call, RuntimeCall::Commitments(_)) => commitments::READS,
				None => 0,
			}
		};
		let checks = <Runtime as frame_system::Config>::DbWeight::get().reads(reads);
		call_tree_weight(call).saturating_add(checks)
	}

	fn validate(
		&self,
		origin: RuntimeOrigin,
		call: &RuntimeCall,
		info: &DispatchInfoOf<RuntimeCall>,
		_len: usize,
		_implicit: (),
		_implication: &impl Implication,
		_source: TransactionSource,
	) -> ValidateResult<Self::Val, RuntimeCall> {
		let Some(signer) = origin.as_signer() else {
			return Ok((ValidTransaction::default(), (), origin));
		};
		let refused = |error| InvalidTransaction::Custom(code(error));
		check_call_tree(signer, call).map_err(refused)?;
		if is_free_wrapper(call) {
			return Ok((one_of_a_kind(check_wrapped(signer, call)?), (), origin));
		}
		if let Some((caller, inner)) = first_call(signer, call) {
			check(&caller, inner).map_err(refused)?;
		}
		let is_limited = matches!(call, RuntimeCall::SubtensorModule(_) | RuntimeCall::Commitments(_));
		// What is free and filtered, in safe mode, would fail for nothing as often as one likes.
		if is_limited && info.pays_fee == Pays::No && !BaseCallFilter::contains(call) {
			return Err(InvalidTransaction::Call.into());
		}
		if matches!(call, RuntimeCall::Commitments(inner) if commitments::check(signer, inner).is_err()) {
			return Ok((commitments::alone(), (), origin));
		}
		let mut said = BTreeSet::new();
		announce(signer, call, &mut said)?;
		Ok((one_of_a_kind(said), (), origin))
	}

	impl_tx_ext_default!(RuntimeCall; prepare);
}
