//! Counts the extrinsics of an account.

use super::free::priced;
use crate::{AccountId, Nonce, Runtime, RuntimeCall, RuntimeOrigin, System};
use alloc::vec;
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::{dispatch::Pays, traits::OriginTrait, weights::Weight};
use frame_system::{AccountInfo, CheckNonce as StockNonce};
use scale_info::TypeInfo;
use sp_runtime::{
	traits::{DispatchInfoOf, Implication, PostDispatchInfoOf, TransactionExtension, ValidateResult},
	transaction_validity::{InvalidTransaction, TransactionSource, TransactionValidityError, ValidTransaction},
	DispatchResult,
};

/// Checks the nonce as the stock extension does, but lets an account that holds nothing send calls that are free: hotkeys
/// serve and set weights without any TAO (satellites §10.1). Who has stake holds something, with which the fee of some calls
/// can be paid (economics §16.2). A proxy must hold something too where somebody else pays (satellites §10.4).
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq)]
pub struct CheckNonce(StockNonce<Runtime>);

impl From<Nonce> for CheckNonce {
	fn from(nonce: Nonce) -> Self {
		Self(StockNonce::from(nonce))
	}
}

// Clients know the stock extension, so that is what the metadata shows.
impl TypeInfo for CheckNonce {
	type Identity = <StockNonce<Runtime> as TypeInfo>::Identity;

	fn type_info() -> scale_info::Type {
		StockNonce::<Runtime>::type_info()
	}
}

/// Nobody has paid for the place where the account's nonce is stored.
fn holds_nothing<Data>(account: &AccountInfo<Nonce, Data>) -> bool {
	account.providers == 0 && account.sufficients == 0
}

impl TransactionExtension<RuntimeCall> for CheckNonce {
	const IDENTIFIER: &'static str = <StockNonce<Runtime> as TransactionExtension<RuntimeCall>>::IDENTIFIER;
	type Implicit = ();
	/// Whose nonce to raise; none where nobody signed.
	type Val = Option<AccountId>;
	type Pre = ();

	fn weight(&self, call: &RuntimeCall) -> Weight {
		self.0.weight(call)
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
		let Some(signer) = origin.as_signer().cloned() else {
			return Ok((ValidTransaction::default(), None, origin));
		};
		let nonce = self.0 .0;
		let account = System::account(&signer);
		if holds_nothing(&account) && priced(call, info).pays_fee == Pays::Yes {
			return Err(InvalidTransaction::Payment.into());
		}
		if nonce < account.nonce {
			return Err(InvalidTransaction::Stale.into());
		}
		let previous = nonce.checked_sub(1).filter(|previous| *previous >= account.nonce);
		let validity = ValidTransaction {
			provides: vec![(&signer, nonce).encode()],
			requires: previous.map(|previous| (&signer, previous).encode()).into_iter().collect(),
			..Default::default()
		};
		Ok((validity, Some(signer), origin))
	}

	fn prepare(
		self,
		signer: Option<AccountId>,
		_origin: &RuntimeOrigin,
		_call: &RuntimeCall,
		_info: &DispatchInfoOf<RuntimeCall>,
		_len: usize,
	) -> Result<(), TransactionValidityError> {
		signer.map_or(Ok(()), |signer| StockNonce::<Runtime>::prepare_nonce_for_account(&signer, self.0 .0))
	}

	fn post_dispatch_details(
		_pre: (),
		_info: &DispatchInfoOf<RuntimeCall>,
		_post_info: &PostDispatchInfoOf<RuntimeCall>,
		_len: usize,
		_result: &DispatchResult,
	) -> Result<Weight, TransactionValidityError> {
		Ok(Weight::zero())
	}
}
