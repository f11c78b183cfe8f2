//! The pallets under the rules of the reference and with the constants of the recorded run, which differ from those of the
//! real runtime. What the replays do not reach (the prices of registrations, tempo, limits on how often something is done)
//! has its defaults.

use crate::documents::Account;
use frame_support::{
	derive_impl,
	dispatch::DispatchResult,
	traits::{ConstU16, ConstU64},
};
use pallet_issuance::CountedAccounts;
use pallet_protocol::defaults::ConstTao;
use pallet_swap::SwapFeeRule;
use sp_runtime::{traits::IdentityLookup, AccountId32, DispatchError};
use taonet_amm::LimitPrice;
use taonet_types::{AlphaBalance, NetUid, TaoBalance};

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeTask,
		RuntimeFreezeReason,
		RuntimeHoldReason
	)]
	pub struct Reference;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(5)]
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(7)]
	pub type SubtensorModule = pallet_protocol;
	#[runtime::pallet_index(28)]
	pub type Swap = pallet_swap;
	#[runtime::pallet_index(31)]
	pub type AlphaAssets = pallet_issuance;
	#[runtime::pallet_index(41)]
	pub type Subnets = pallet_subnets;
	#[runtime::pallet_index(42)]
	pub type Staking = pallet_staking;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Reference {
	type Block = frame_system::mocking::MockBlock<Reference>;
	type AccountId = AccountId32;
	type Lookup = IdentityLookup<AccountId32>;
	type AccountData = pallet_balances::AccountData<u64>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Reference {
	type ExistentialDeposit = ConstU64<1>;
	type AccountStore = CountedAccounts<Reference, System>;
}

impl pallet_protocol::Config for Reference {
	type Subnets = Subnets;
	type Staking = Staking;
	type Leasing = pallet_protocol::domains::Nobody;
	type InitialTempo = ConstU16<360>;
	type Waits = ();
	type WeightInfo = ();
}

impl pallet_issuance::Config for Reference {
	type Currency = Balances;
}

impl pallet_swap::Config for Reference {
	type MinimumReserve = ConstU64<100>;
	type SwapFees = FeesToAuthor;
}

impl pallet_subnets::Config for Reference {
	type AlphaHolders = Staking;
	type OnSubnetDissolved = Staking;
	type OnSubnetCreated = ();
	type OnOwnerHotkeyChanged = ();
	type LockSplit = taonet_tokenomics::lock_cost::AllToPool;
	type TrimmingInterval = ConstU64<1>;
	type MechanismInterval = ConstU64<1>;
}

impl pallet_staking::Config for Reference {
	type MinStake = ConstTao<2_000_000>;
	type ShareSums = taonet_share_pool::RoundedDown;
	type OnKeysSwapped = ();
}

/// The account that stands for a number of the documents.
pub fn account(number: Account) -> AccountId32 {
	let mut bytes = [0; 32];
	let (first, _) = bytes.split_at_mut(8);
	first.copy_from_slice(&number.to_le_bytes());
	bytes.into()
}

/// The number for which the account stands.
pub fn number(account: &AccountId32) -> Account {
	let bytes: &[u8; 32] = account.as_ref();
	bytes.first_chunk().map_or(0, |first| Account::from_le_bytes(*first))
}

/// Who makes all blocks.
pub const AUTHOR: Account = 12_345;

/// The reference's rule for the fees of trades (REF of D2b): they are the author's. The alpha of a sale's fee is sold for the
/// author without another fee, and a trade fails where that fails. Spec: economics 14.7.
pub struct FeesToAuthor;

impl FeesToAuthor {
	fn pay(netuid: NetUid, tao: TaoBalance) -> DispatchResult {
		AlphaAssets::pay_from_subnet(netuid, &account(AUTHOR), tao).map(drop)
	}
}

impl SwapFeeRule<Reference> for FeesToAuthor {
	fn settle_purchase(netuid: NetUid, fee: TaoBalance) -> DispatchResult {
		Self::pay(netuid, fee)
	}

	fn settle_sale(netuid: NetUid, fee: AlphaBalance) -> Result<TaoBalance, DispatchError> {
		let tao = Swap::sell(netuid, fee, LimitPrice::MIN, true)?.trade.paid_out;
		Self::pay(netuid, tao)?;
		Ok(tao)
	}
}
