//! Charges the fee; a tip buys no priority.

use crate::{Balance, Runtime, RuntimeCall};
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::{dispatch::DispatchClass, weights::Weight};
use pallet_transaction_payment::ChargeTransactionPayment as StockPayment;
use scale_info::TypeInfo;
use sp_runtime::{
	traits::{DispatchInfoOf, DispatchOriginOf, Implication, PostDispatchInfoOf, TransactionExtension, ValidateResult},
	transaction_validity::{TransactionPriority, TransactionSource, TransactionValidityError, ValidTransaction},
	DispatchResult,
};

/// Priority of calls of class Normal and Mandatory.
const NORMAL_PRIORITY: TransactionPriority = 1;
/// Priority of calls of class Operational.
const OPERATIONAL_PRIORITY: TransactionPriority = 10_000_000_000;

/// Charges the fee as the stock extension does, but with a priority that depends on the call's class alone: a tip buys none
/// (satellites §10.1).
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq)]
pub struct ChargeTransactionPayment(StockPayment<Runtime>);

impl From<Balance> for ChargeTransactionPayment {
	/// With a tip in RAO.
	fn from(tip: Balance) -> Self {
		Self(StockPayment::from(tip))
	}
}

// Clients know the stock extension, so that is what the metadata shows.
impl TypeInfo for ChargeTransactionPayment {
	type Identity = <StockPayment<Runtime> as TypeInfo>::Identity;

	fn type_info() -> scale_info::Type {
		StockPayment::<Runtime>::type_info()
	}
}

impl TransactionExtension<RuntimeCall> for ChargeTransactionPayment {
	const IDENTIFIER: &'static str = <StockPayment<Runtime> as TransactionExtension<RuntimeCall>>::IDENTIFIER;
	type Implicit = ();
	type Val = <StockPayment<Runtime> as TransactionExtension<RuntimeCall>>::Val;
	type Pre = <StockPayment<Runtime> as TransactionExtension<RuntimeCall>>::Pre;

	fn weight(&self, call: &RuntimeCall) -> Weight {
		self.0.weight(call)
	}

	fn validate(
		&self,
		origin: DispatchOriginOf<RuntimeCall>,
		call: &RuntimeCall,
		info: &DispatchInfoOf<RuntimeCall>,
		len: usize,
		implicit: (),
		implication: &impl Implication,
		source: TransactionSource,
	) -> ValidateResult<Self::Val, RuntimeCall> {
		let (validity, val, origin) = self.0.validate(origin, call, info, len, implicit, implication, source)?;
		let priority = match info.class {
			DispatchClass::Normal | DispatchClass::Mandatory => NORMAL_PRIORITY,
			DispatchClass::Operational => OPERATIONAL_PRIORITY,
		};
		Ok((ValidTransaction { priority, ..validity }, val, origin))
	}

	fn prepare(
		self,
		val: Self::Val,
		origin: &DispatchOriginOf<RuntimeCall>,
		call: &RuntimeCall,
		info: &DispatchInfoOf<RuntimeCall>,
		len: usize,
	) -> Result<Self::Pre, TransactionValidityError> {
		self.0.prepare(val, origin, call, info, len)
	}

	fn post_dispatch_details(
		pre: Self::Pre,
		info: &DispatchInfoOf<RuntimeCall>,
		post_info: &PostDispatchInfoOf<RuntimeCall>,
		len: usize,
		result: &DispatchResult,
	) -> Result<Weight, TransactionValidityError> {
		StockPayment::<Runtime>::post_dispatch_details(pre, info, post_info, len, result)
	}
}
