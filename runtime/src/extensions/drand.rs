//! Priority of drand's pulses, where an account signs for them.

use crate::{Runtime, RuntimeCall, RuntimeOrigin};
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::traits::OriginTrait;
use scale_info::TypeInfo;
use sp_runtime::{
	impl_tx_ext_default,
	traits::{DispatchInfoOf, Implication, TransactionExtension, ValidateResult},
	transaction_validity::{TransactionPriority, TransactionSource, ValidTransaction},
};

/// What a signed pulse comes before others by.
const PRIORITY: TransactionPriority = 10_000;

/// Puts a signed `Drand.write_pulse` first (satellites §10.1). It fails then, and pays for its room: pulses are nobody's. The
/// extension is kept because its name is on the wire.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Default, Encode, Eq, PartialEq, TypeInfo)]
pub struct DrandPriority;

impl TransactionExtension<RuntimeCall> for DrandPriority {
	const IDENTIFIER: &'static str = "DrandPriority";
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
		let is_pulse = matches!(call, RuntimeCall::Drand(pallet_drand::Call::<Runtime>::write_pulse { .. }));
		let priority = if is_pulse && origin.as_signer().is_some() { PRIORITY } else { 0 };
		Ok((ValidTransaction { priority, ..Default::default() }, (), origin))
	}

	impl_tx_ext_default!(RuntimeCall; weight prepare);
}
