//! Keeps out of the pool what nobody could decrypt.

use crate::{Runtime, RuntimeCall, RuntimeOrigin};
use codec::{Decode, DecodeWithMemTracking, Encode};
use pallet_shield::Call;
use scale_info::TypeInfo;
use sp_runtime::{
	impl_tx_ext_default,
	traits::{DispatchInfoOf, Implication, TransactionExtension, ValidateResult},
	transaction_validity::{InvalidTransaction, TransactionSource, ValidTransaction},
};
use taonet_shield::ShieldedTransaction;

/// What clients know as `FailedShieldedTxParsing` (satellites §10.5). The number after it, for a hash that is no key's, is never
/// answered: only its author knows whether a key still opens something.
const CANNOT_BE_PARSED: u8 = 23;

/// Refuses `MevShield.submit_encrypted` of what is not laid out as a ciphertext (satellites §10.1).
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Default, Encode, Eq, PartialEq, TypeInfo)]
pub struct CheckShieldedTxValidity;

impl TransactionExtension<RuntimeCall> for CheckShieldedTxValidity {
	const IDENTIFIER: &'static str = "CheckShieldedTxValidity";
	type Implicit = ();
	type Val = ();
	type Pre = ();

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
		match call {
			RuntimeCall::MevShield(Call::<Runtime>::submit_encrypted { ciphertext })
				if ShieldedTransaction::parse(ciphertext).is_none() =>
			{
				Err(InvalidTransaction::Custom(CANNOT_BE_PARSED).into())
			},
			_ => Ok((ValidTransaction::default(), (), origin)),
		}
	}

	impl_tx_ext_default!(RuntimeCall; weight prepare);
}
