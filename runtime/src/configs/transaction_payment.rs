//! What an extrinsic costs.

use crate::{
	fees::{TaoOrAlpha, WeightToFee},
	Balance, Runtime, RuntimeEvent,
};
use frame_support::{parameter_types, traits::ConstU8, weights::IdentityFee};
use pallet_transaction_payment::{ConstFeeMultiplier, Multiplier};

parameter_types! {
	/// What fees of computation are multiplied by, however full the blocks are.
	pub const FeeMultiplier: Multiplier = Multiplier::from_u32(1);
}

impl pallet_transaction_payment::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type OnChargeTransaction = TaoOrAlpha;
	type WeightToFee = WeightToFee;
	// 1 RAO a byte.
	type LengthToFee = IdentityFee<Balance>;
	// Not `()`, by which it becomes 0 after the first block, and computation free.
	type FeeMultiplierUpdate = ConstFeeMultiplier<FeeMultiplier>;
	// Shown in the metadata; priorities come from `extensions::ChargeTransactionPayment`.
	type OperationalFeeMultiplier = ConstU8<5>;
	type WeightInfo = pallet_transaction_payment::weights::SubstrateWeight<Runtime>;
}
