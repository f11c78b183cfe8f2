//! drand's pulses, and how a node puts them into a block.

use crate::{Runtime, RuntimeCall, Signature, Timestamp, UncheckedExtrinsic};
use frame_support::traits::ConstU64;
use frame_system::offchain::{CreateBare, CreateTransactionBase, SigningTypes};
use sp_runtime::traits::Verify;

impl pallet_drand::Config for Runtime {
	type AuthorityId = pallet_drand::NodeKey;
	type UnsignedPriority = ConstU64<{ 1 << 20 }>;
	type UnixTime = Timestamp;
	type HttpFetchTimeout = ConstU64<1_000>;
	type WeightInfo = crate::weights::drand::Measured;
}

impl SigningTypes for Runtime {
	type Public = <Signature as Verify>::Signer;
	type Signature = Signature;
}

impl<LocalCall> CreateTransactionBase<LocalCall> for Runtime
where
	RuntimeCall: From<LocalCall>,
{
	type Extrinsic = UncheckedExtrinsic;
	type RuntimeCall = RuntimeCall;
}

impl<LocalCall> CreateBare<LocalCall> for Runtime
where
	RuntimeCall: From<LocalCall>,
{
	fn create_bare(call: RuntimeCall) -> UncheckedExtrinsic {
		UncheckedExtrinsic::new_bare(call)
	}
}
