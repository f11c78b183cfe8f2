//! What an extrinsic costs.

use crate::{
	fees::{RecycleFeeTipAuthor, WeightToFee},
	Balance, Balances, Runtime, RuntimeEvent,
};
use frame_support::{traits::ConstU8, weights::IdentityFee};
use pallet_transaction_payment::FungibleAdapter;

impl pallet_transaction_payment::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type OnChargeTransaction = FungibleAdapter<Balances, RecycleFeeTipAuthor>;
	type WeightToFee = WeightToFee;
	// 1 RAO a byte.
	type LengthToFee = IdentityFee<Balance>;
	// The multiplier stays 1.
	type FeeMultiplierUpdate = ();
	// Shown in the metadata; priorities come from `extensions::ChargeTransactionPayment`.
	type OperationalFeeMultiplier = ConstU8<5>;
	type WeightInfo = pallet_transaction_payment::weights::SubstrateWeight<Runtime>;
}
