//! How long extrinsics live.

use crate::{Runtime, RuntimeCall, RuntimeOrigin};
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::weights::Weight;
use frame_system::CheckMortality as StockMortality;
use pallet_shield::Call as ShieldCall;
use scale_info::TypeInfo;
use sp_runtime::{
	generic::Era,
	impl_tx_ext_default,
	traits::{DispatchInfoOf, Implication, TransactionExtension, ValidateResult},
	transaction_validity::{InvalidTransaction, TransactionSource, TransactionValidityError},
};

/// Blocks that an encrypted extrinsic may live: keys roll from block to block, and what no author can open any more shall not
/// wait in the pool.
pub const ENCRYPTED_PERIOD: u64 = 8;

/// Checks the era as the stock extension does, and that an encrypted extrinsic has a short one (satellites §10.1).
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq)]
pub struct CheckMortality(StockMortality<Runtime>);

impl From<Era> for CheckMortality {
	fn from(era: Era) -> Self {
		Self(StockMortality::from(era))
	}
}

// Clients know the stock extension, so that is what the metadata shows.
impl TypeInfo for CheckMortality {
	type Identity = <StockMortality<Runtime> as TypeInfo>::Identity;

	fn type_info() -> scale_info::Type {
		StockMortality::<Runtime>::type_info()
	}
}

impl CheckMortality {
	fn is_short(&self) -> bool {
		matches!(self.0 .0, Era::Mortal(period, _) if period <= ENCRYPTED_PERIOD)
	}
}

impl TransactionExtension<RuntimeCall> for CheckMortality {
	const IDENTIFIER: &'static str = <StockMortality<Runtime> as TransactionExtension<RuntimeCall>>::IDENTIFIER;
	type Implicit = <StockMortality<Runtime> as TransactionExtension<RuntimeCall>>::Implicit;
	type Val = ();
	type Pre = ();

	fn implicit(&self) -> Result<Self::Implicit, TransactionValidityError> {
		self.0.implicit()
	}

	fn weight(&self, call: &RuntimeCall) -> Weight {
		self.0.weight(call)
	}

	fn validate(
		&self,
		origin: RuntimeOrigin,
		call: &RuntimeCall,
		info: &DispatchInfoOf<RuntimeCall>,
		len: usize,
		implicit: Self::Implicit,
		implication: &impl Implication,
		source: TransactionSource,
	) -> ValidateResult<Self::Val, RuntimeCall> {
		if matches!(call, RuntimeCall::MevShield(ShieldCall::submit_encrypted { .. })) && !self.is_short() {
			return Err(InvalidTransaction::Stale.into());
		}
		self.0.validate(origin, call, info, len, implicit, implication, source)
	}

	impl_tx_ext_default!(RuntimeCall; prepare);
}
