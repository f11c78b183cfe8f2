//! Charges the fee; a tip buys no priority.

use crate::{Balance, Runtime, RuntimeCall, RuntimeOrigin, Subnets};
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::{
	dispatch::{DispatchClass, DispatchInfo, Pays},
	traits::OriginTrait,
	weights::Weight,
};
use pallet_admin_utils::Call as AdminCall;
use pallet_transaction_payment::ChargeTransactionPayment as StockPayment;
use scale_info::TypeInfo;
use sp_runtime::{
	traits::{DispatchInfoOf, DispatchOriginOf, Implication, PostDispatchInfoOf, TransactionExtension, ValidateResult},
	transaction_validity::{TransactionPriority, TransactionSource, TransactionValidityError, ValidTransaction},
	DispatchResult,
};

/// Priority of calls that are free: whoever pays comes before.
const FREE_PRIORITY: TransactionPriority = 0;
/// Priority of calls that pay.
const NORMAL_PRIORITY: TransactionPriority = 1;
/// Priority of calls of class Operational by those who may make them.
const OPERATIONAL_PRIORITY: TransactionPriority = 10_000_000_000;

/// The priority of a call, which no tip raises (satellites §10.1).
fn priority(origin: &RuntimeOrigin, call: &RuntimeCall, info: &DispatchInfo) -> TransactionPriority {
	match (info.class, info.pays_fee) {
		(DispatchClass::Operational, _) if is_entitled(origin, call) => OPERATIONAL_PRIORITY,
		(_, Pays::No) => FREE_PRIORITY,
		_ => NORMAL_PRIORITY,
	}
}

/// Whether a call of class Operational is made by somebody who may make it. Otherwise anybody could push ahead with calls
/// that fail. That the sudo key signs Sudo calls is another extension's matter.
fn is_entitled(origin: &RuntimeOrigin, call: &RuntimeCall) -> bool {
	let is_owner = |netuid| origin.as_signer().is_some_and(|signer| Subnets::is_owner(netuid, signer));
	match call {
		RuntimeCall::Sudo(_) => true,
		RuntimeCall::AdminUtils(
			AdminCall::sudo_set_burn_half_life { netuid, .. }
			| AdminCall::sudo_set_burn_increase_mult { netuid, .. }
			| AdminCall::sudo_set_owner_cut_enabled { netuid, .. }
			| AdminCall::sudo_set_owner_cut_auto_lock_enabled { netuid, .. },
		) => is_owner(*netuid),
		_ => false,
	}
}

/// Charges the fee as the stock extension does, but with a priority of our own.
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
		let priority = priority(&origin, call, info);
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
