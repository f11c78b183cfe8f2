//! The protocol's own limits, checked before a call enters a block.

use crate::{filters::BaseCallFilter, AccountId, Runtime, RuntimeCall, RuntimeOrigin, Subnets, SubtensorModule};
use alloc::vec;
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

/// Keeps out of the pool and of blocks what would be refused anyway: calls that are free, and those whose limits many run
/// into (satellites §10.3). The reason is told as a number, which clients know (satellites §10.5).
///
/// The calls check the same again, since they can also be reached through a proxy or a batch, which pay.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Default, Encode, Eq, PartialEq, TypeInfo)]
pub struct SubtensorTransactionExtension;

/// Storage items that a check may read.
const READS: u64 = 8;
/// Blocks that a free call may wait in the pool.
const FREE_LONGEVITY: TransactionLongevity = 64;

/// What a free call announces, and for whom: one of the same waits in the pool, and enters a block.
fn announcement(signer: &AccountId, call: &Call<Runtime>) -> Option<(TransactionTag, bool)> {
	let this_block = Some(pallet_protocol::now::<Runtime>());
	match call {
		Call::serve_axon { netuid, .. } | Call::serve_axon_tls { netuid, .. } => {
			let last = Axons::<Runtime>::get(netuid, signer).map(|axon| axon.block);
			Some((("axon", netuid, signer).encode(), last == this_block))
		},
		Call::serve_prometheus { netuid, .. } => {
			let last = Prometheus::<Runtime>::get(netuid, signer).map(|prometheus| prometheus.block);
			Some((("prometheus", netuid, signer).encode(), last == this_block))
		},
		_ => None,
	}
}

/// Keeps free calls from filling blocks and the pool, whatever limit a subnet's owner has set. An account that holds
/// nothing, whose calls cost nothing, has one of each kind in the pool.
fn ensure_not_repeated(signer: &AccountId, call: &Call<Runtime>) -> Result<ValidTransaction, InvalidTransaction> {
	let Some((tag, is_done)) = announcement(signer, call) else { return Ok(ValidTransaction::default()) };
	if is_done {
		return Err(InvalidTransaction::Custom(code(Error::<Runtime>::ServingRateLimitExceeded.into())));
	}
	Ok(ValidTransaction { provides: vec![tag], longevity: FREE_LONGEVITY, ..Default::default() })
}

/// What the call itself would answer.
fn check(signer: &AccountId, call: &Call<Runtime>) -> DispatchResult {
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
		_ => Ok(()),
	}
}

/// The number under which clients know the reason.
fn code(error: DispatchError) -> u8 {
	const BAD_REQUEST: u8 = 255;
	let DispatchError::Module(error) = error else { return BAD_REQUEST };
	if usize::from(error.index) != SubtensorModule::index() {
		return BAD_REQUEST;
	}
	match Error::<Runtime>::decode(&mut error.error.as_slice()) {
		Ok(Error::SubnetNotExists) => 3,
		Ok(Error::NetworkTxRateLimitExceeded) => 6,
		Ok(Error::HotKeyNotRegisteredInNetwork) => 10,
		Ok(Error::InvalidIpAddress) => 11,
		Ok(Error::ServingRateLimitExceeded) => 12,
		Ok(Error::InvalidPort) => 13,
		// `InvalidIpType` among them.
		_ => BAD_REQUEST,
	}
}

impl TransactionExtension<RuntimeCall> for SubtensorTransactionExtension {
	const IDENTIFIER: &'static str = "SubtensorTransactionExtension";
	type Implicit = ();
	type Val = ();
	type Pre = ();

	/// Only calls of the protocol are looked at, and only they pay for it.
	fn weight(&self, call: &RuntimeCall) -> Weight {
		match call {
			RuntimeCall::SubtensorModule(_) => <Runtime as frame_system::Config>::DbWeight::get().reads(READS),
			_ => Weight::zero(),
		}
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
		if let (Some(signer), RuntimeCall::SubtensorModule(inner)) = (origin.as_signer(), call) {
			check(signer, inner).map_err(|error| InvalidTransaction::Custom(code(error)))?;
			// What is free and filtered, in safe mode, would fail for nothing as often as one likes.
			if info.pays_fee == Pays::No && !BaseCallFilter::contains(call) {
				return Err(InvalidTransaction::Call.into());
			}
			return Ok((ensure_not_repeated(signer, inner)?, (), origin));
		}
		Ok((ValidTransaction::default(), (), origin))
	}

	impl_tx_ext_default!(RuntimeCall; prepare);
}
