//! TAO raised by many.

use super::preimage::CountedPreimages;
use crate::{
	extensions::{check_call_tree, every_call},
	AccountId, Runtime, RuntimeCall,
};
use frame_support::{ensure, parameter_types, traits::ConstU32, PalletId};
use pallet_crowdloan::CallGuard;
use sp_runtime::DispatchResult;
use taonet_types::TaoBalance;

parameter_types! {
	/// From which the accounts of crowdloans are derived.
	pub const CrowdloanPalletId: PalletId = PalletId(*b"bt/cloan");
	/// Least deposit of a creator: 10 TAO.
	pub const MinimumDeposit: TaoBalance = TaoBalance::new(10_000_000_000);
	/// Least minimum of contributions: 0.1 TAO.
	pub const AbsoluteMinimumContribution: TaoBalance = TaoBalance::new(100_000_000);
}

/// The call of a crowdloan is its creator's: whose coldkey swap is announced cannot make it, nor any in it. What the call does
/// not take is the creator's too, so that a lease, which takes all, must be the call itself: in a batch it could fail, and the
/// creator would keep what was raised for it.
pub struct Guard;

fn leases_inside(signer: &AccountId, call: &RuntimeCall) -> bool {
	every_call(signer, call).skip(1).any(|(_, call)| {
		matches!(call, RuntimeCall::SubtensorModule(pallet_protocol::Call::register_leased_network { .. }))
	})
}

impl CallGuard<AccountId, RuntimeCall> for Guard {
	fn check(signer: &AccountId, call: &RuntimeCall) -> DispatchResult {
		ensure!(!leases_inside(signer, call), pallet_crowdloan::Error::<Runtime>::CallUnavailable);
		check_call_tree(signer, call)
	}
}

impl pallet_crowdloan::Config for Runtime {
	type RuntimeCall = RuntimeCall;
	type Preimages = CountedPreimages;
	type CallGuard = Guard;
	type PalletId = CrowdloanPalletId;
	type MinimumDeposit = MinimumDeposit;
	type AbsoluteMinimumContribution = AbsoluteMinimumContribution;
	type MinimumBlockDuration = pallet_chain_parameters::MinimumCrowdloanDuration<Runtime>;
	type MaximumBlockDuration = pallet_chain_parameters::MaximumCrowdloanDuration<Runtime>;
	type RefundContributorsLimit = ConstU32<50>;
	type MaxContributors = ConstU32<500>;
}
