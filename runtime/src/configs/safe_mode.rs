//! An emergency brake: root can stop all but the calls needed to mend the chain.

use crate::RuntimeHoldReason;
use crate::{filters::SafeModeWhitelist, AccountId, Balance, Balances, BlockNumber, Runtime, RuntimeEvent};
use frame_support::{parameter_types, traits::ConstU32};
use frame_system::{EnsureRoot, EnsureRootWithSuccess};

parameter_types! {
	/// Nobody but root may enter or extend: there is no deposit that buys it.
	pub const NoDeposit: Option<Balance> = None;
	/// Deposits are never released early, since there are none.
	pub const NoReleaseDelay: Option<BlockNumber> = None;
	/// How long root's `force_enter` lasts: a day of 12-second blocks.
	pub const ForceEnterBlocks: BlockNumber = 7200;
	/// How long root's `force_extend` adds.
	pub const ForceExtendBlocks: BlockNumber = 3600;
}

impl pallet_safe_mode::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type WhitelistedCalls = SafeModeWhitelist;
	type EnterDuration = ConstU32<0>;
	type ExtendDuration = ConstU32<0>;
	type EnterDepositAmount = NoDeposit;
	type ExtendDepositAmount = NoDeposit;
	type ForceEnterOrigin = EnsureRootWithSuccess<AccountId, ForceEnterBlocks>;
	type ForceExtendOrigin = EnsureRootWithSuccess<AccountId, ForceExtendBlocks>;
	type ForceExitOrigin = EnsureRoot<AccountId>;
	type ForceDepositOrigin = EnsureRoot<AccountId>;
	type Notify = ();
	type ReleaseDelay = NoReleaseDelay;
	type WeightInfo = pallet_safe_mode::weights::SubstrateWeight<Runtime>;
}
