//! Charges the fee; a tip buys no priority.

use super::{
	free::priced,
	payer::{payer, payer_weight},
};
use crate::{
	alpha_payable::payment_weight, fees::Payment, AccountId, Balance, Runtime, RuntimeCall, RuntimeOrigin, Subnets,
	TransactionPayment,
};
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::{
	dispatch::{DispatchClass, DispatchInfo, Pays},
	traits::OriginTrait,
	weights::Weight,
};
use pallet_admin_utils::Call as AdminCall;
use pallet_protocol::Call as ProtocolCall;
use pallet_transaction_payment::{ChargeTransactionPayment as StockPayment, Pre as StockPre};
use scale_info::TypeInfo;
use sp_runtime::{
	traits::{
		DispatchInfoOf, DispatchOriginOf, Implication, PostDispatchInfoOf, RefundWeight, TransactionExtension,
		ValidateResult,
	},
	transaction_validity::{TransactionPriority, TransactionSource, TransactionValidityError, ValidTransaction},
	DispatchResult,
};

/// Priority of calls that are free, or may be in the end: whoever pays comes before.
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
		_ if gets_its_fee_back(call) => FREE_PRIORITY,
		_ => NORMAL_PRIORITY,
	}
}

/// Whether the call gives its fee back when it succeeds.
fn gets_its_fee_back(call: &RuntimeCall) -> bool {
	matches!(
		call,
		RuntimeCall::SubtensorModule(ProtocolCall::increase_take { .. } | ProtocolCall::decrease_take { .. })
	)
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

/// What was done before the call.
pub struct Paid {
	payment: StockPre<Runtime>,
	/// Weight that was set aside to pay in alpha and not used.
	unused: Weight,
	/// Whether the call pays.
	pays_fee: Pays,
}

/// Charges the fee as the stock extension does, but with a priority of our own, in TAO or alpha, to [`payer`], and nothing for a
/// wrapper of free calls ([`priced`]).
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
	type Pre = Paid;

	/// Who pays in TAO gets the fee for the weight of a payment in alpha back.
	fn weight(&self, call: &RuntimeCall) -> Weight {
		self.0.weight(call).saturating_add(payment_weight(call)).saturating_add(payer_weight(call))
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
		let info = &priced(call, info);
		let charged = match origin.as_signer() {
			Some(signer) => RuntimeOrigin::signed(payer(signer, call, self.0.tip())),
			None => origin.clone(),
		};
		let (validity, val, _) = self.0.validate(charged, call, info, len, implicit, implication, source)?;
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
		let info = &priced(call, info);
		let payment = self.0.prepare(val, origin, call, info, len)?;
		let unused = if in_alpha(&payment).is_some() { Weight::zero() } else { payment_weight(call) };
		Ok(Paid { payment, unused, pays_fee: info.pays_fee })
	}

	fn post_dispatch_details(
		Paid { payment, unused, pays_fee }: Self::Pre,
		info: &DispatchInfoOf<RuntimeCall>,
		post_info: &PostDispatchInfoOf<RuntimeCall>,
		len: usize,
		result: &DispatchResult,
	) -> Result<Weight, TransactionValidityError> {
		if let Some((payer, tao)) = in_alpha(&payment) {
			// The fee is final. Clients look for this event; no part of the fee was the author's.
			TransactionPayment::deposit_fee_paid_event(payer, tao, 0);
			return Ok(unused);
		}
		let mut used = *post_info;
		used.refund(unused);
		let info = &DispatchInfo { pays_fee, ..*info };
		let refund = StockPayment::<Runtime>::post_dispatch_details(payment, info, &used, len, result)?;
		Ok(refund.saturating_add(unused))
	}
}

/// Who has paid in alpha, and how many RAO it was sold for.
fn in_alpha(paid: &StockPre<Runtime>) -> Option<(AccountId, Balance)> {
	match paid {
		StockPre::Charge { who, liquidity_info: Payment::InAlpha(tao), .. } => Some((who.clone(), tao.get())),
		_ => None,
	}
}
