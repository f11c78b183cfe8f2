//! Keeps hopeless Sudo calls out of the pool.

use crate::{AccountId, Runtime, RuntimeCall, RuntimeOrigin};
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::{traits::OriginTrait, weights::Weight};
use scale_info::TypeInfo;
use sp_runtime::{
	impl_tx_ext_default,
	traits::{DispatchInfoOf, Implication, TransactionExtension, ValidateResult},
	transaction_validity::{InvalidTransaction, TransactionSource, ValidTransaction},
};

/// Refuses Sudo calls by anyone but the sudo key before they enter the pool (satellites §10.1). Without it they would
/// enter blocks for a fee and fail there.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Default, Encode, Eq, PartialEq, TypeInfo)]
pub struct SudoTransactionExtension;

impl SudoTransactionExtension {
	/// Whether a call of pallet Sudo by `origin` is hopeless.
	fn is_refused(origin: &RuntimeOrigin, call: &RuntimeCall) -> bool {
		let signer: Option<&AccountId> = origin.as_signer();
		matches!(call, RuntimeCall::Sudo(_))
			&& signer.is_some()
			&& signer != pallet_sudo::Key::<Runtime>::get().as_ref()
	}
}

impl TransactionExtension<RuntimeCall> for SudoTransactionExtension {
	const IDENTIFIER: &'static str = "SudoTransactionExtension";
	type Implicit = ();
	type Val = ();
	type Pre = ();

	/// One read for Sudo calls; others are not looked at, and do not pay for it.
	fn weight(&self, call: &RuntimeCall) -> Weight {
		match call {
			RuntimeCall::Sudo(_) => <Runtime as frame_system::Config>::DbWeight::get().reads(1),
			_ => Weight::zero(),
		}
	}

	fn validate(
		&self,
		origin: RuntimeOrigin,
		call: &RuntimeCall,
		_info: &DispatchInfoOf<RuntimeCall>,
		_len: usize,
		_implicit: (),
		_implication: &impl Implication,
		_source: TransactionSource,
	) -> ValidateResult<Self::Val, RuntimeCall> {
		if Self::is_refused(&origin, call) {
			return Err(InvalidTransaction::BadSigner.into());
		}
		Ok((ValidTransaction::default(), (), origin))
	}

	impl_tx_ext_default!(RuntimeCall; prepare);
}
