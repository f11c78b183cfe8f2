//! The pallets under the rules of the reference and with the constants of the recorded run, which differ from those of the
//! real runtime. What the replays do not reach, or write into storage themselves, has its defaults.

use crate::documents::Account;
use frame_support::{
	derive_impl,
	dispatch::DispatchResult,
	parameter_types,
	traits::{ConstBool, ConstU16, ConstU64, ConstU8},
	weights::Weight,
};
use pallet_issuance::CountedAccounts;
use pallet_leasing::{CurrentCrowdloan, LeaseProxies, Loan};
use pallet_protocol::{
	defaults::ConstTao,
	domains::{Nobody, Waits},
	AlphaV2, StakingHotkeys,
};
use pallet_staking::ClaimRules;
use pallet_swap::SwapFeeRule;
use sp_runtime::{traits::IdentityLookup, AccountId32, DispatchError};
use std::cell::Cell;
use taonet_amm::LimitPrice;
use taonet_tokenomics::{
	dividends::NobodyPaysBurn, incentives::UnclampedIncentives, injection::RootProportionCap,
	price_average::PriceAverage,
};
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
	#[runtime::pallet_index(43)]
	pub type Leasing = pallet_leasing;
	#[runtime::pallet_index(44)]
	pub type Epochs = pallet_epoch;
	#[runtime::pallet_index(45)]
	pub type Emission = pallet_emission;
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
	type Leasing = Nobody;
	type Epochs = Epochs;
	type InitialTempo = ConstU16<360>;
	type InitialMaxEpochsPerBlock = ConstU8<32>;
	type Waits = RecordedWaits;
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
	type OnMechanismRemoved = ();
	type OnNeuronLeft = ();
	type OnSubnetCreated = ();
	type OnOwnerHotkeyChanged = ();
	type LockSplit = taonet_tokenomics::lock_cost::AllToPool;
	type TrimmingInterval = ConstU64<1>;
	type MechanismInterval = ConstU64<1>;
}

impl pallet_staking::Config for Reference {
	type MinStake = ConstTao<2_000_000>;
	type ShareSums = taonet_share_pool::RoundedDown;
	type ClaimRules = ListedClaims;
	type OnKeysSwapped = ();
}

/// The reference's rules for claims: they come to hotkeys in the order in which the coldkey got its first stake on each, and
/// what roundings have counted too much as claimed stays so.
pub struct ListedClaims;

impl ClaimRules<Reference> for ListedClaims {
	const FORGETS_WATERMARKS: bool = false;

	fn root_hotkeys(coldkey: &AccountId32, _: Option<AccountId32>) -> impl Iterator<Item = AccountId32> {
		let has_root_stake = |hotkey: &AccountId32| AlphaV2::<Reference>::contains_key((hotkey, coldkey, NetUid::ROOT));
		let hotkeys = StakingHotkeys::<Reference>::get(coldkey);
		hotkeys.into_iter().filter(has_root_stake).collect::<Vec<_>>().into_iter()
	}
}

impl pallet_leasing::Config for Reference {
	type Crowdloans = Nothing;
	type Proxies = Nothing;
	type Locks = ();
}

impl pallet_epoch::Config for Reference {
	type Pulses = ();
	type AcceptUnboundPayloads = ConstBool<true>;
	type WeightInfo = ();
}

parameter_types! {
	pub const Unlimited: Weight = Weight::MAX;
}

impl pallet_emission::Config for Reference {
	type Shares = PriceAverage;
	type InjectionCap = RootProportionCap;
	type Incentives = UnclampedIncentives;
	type ChildkeyBurn = NobodyPaysBurn;
	type EpochBudget = Unlimited;
	type WeightInfo = ();
}

/// How long the recorded run let wait. What is said to have been 7200 blocks was less: children that were chosen in block 61
/// took effect with the epoch of block 80.
pub struct RecordedWaits;

impl Waits for RecordedWaits {
	fn set_children() -> u64 {
		150
	}
	fn pending_children() -> u64 {
		0
	}
	fn childkey_take() -> u64 {
		0
	}
	fn hotkey_swap_on_subnet() -> u64 {
		0
	}
	fn coldkey_swap_announcement() -> u32 {
		0
	}
	fn coldkey_swap_reannouncement() -> u32 {
		0
	}
}

/// There are no crowdloans and no leases.
pub struct Nothing;

const NOTHING: DispatchError = DispatchError::Other("there are no crowdloans");

impl CurrentCrowdloan<AccountId32> for Nothing {
	fn current() -> Result<Loan<AccountId32>, DispatchError> {
		Err(NOTHING)
	}

	fn contributors() -> Vec<(AccountId32, TaoBalance)> {
		vec![]
	}

	fn hand_over(_: &AccountId32) -> Result<TaoBalance, DispatchError> {
		Err(NOTHING)
	}
}

impl LeaseProxies<AccountId32> for Nothing {
	fn add(_: &AccountId32, _: &AccountId32) -> DispatchResult {
		Err(NOTHING)
	}

	fn remove(_: &AccountId32, _: &AccountId32) -> DispatchResult {
		Err(NOTHING)
	}
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
/// author without another fee, and a trade fails where that fails. The fee of a neuron's registration stays on the subnet's
/// account. Spec: economics 14.7.
pub struct FeesToAuthor;

thread_local! {
	static KEEPS_FEES: Cell<bool> = const { Cell::new(false) };
}

/// Does something whose fees stay on the subnet's account.
pub fn keeping_fees<R>(something: impl FnOnce() -> R) -> R {
	KEEPS_FEES.set(true);
	let result = something();
	KEEPS_FEES.set(false);
	result
}

impl FeesToAuthor {
	fn pay(netuid: NetUid, tao: TaoBalance) -> DispatchResult {
		AlphaAssets::pay_from_subnet(netuid, &account(AUTHOR), tao).map(drop)
	}
}

impl SwapFeeRule<Reference> for FeesToAuthor {
	fn settle_purchase(netuid: NetUid, fee: TaoBalance) -> DispatchResult {
		if KEEPS_FEES.get() {
			return Ok(());
		}
		Self::pay(netuid, fee)
	}

	fn settle_sale(netuid: NetUid, fee: AlphaBalance) -> Result<TaoBalance, DispatchError> {
		let tao = Swap::sell(netuid, fee, LimitPrice::MIN, true)?.trade.paid_out;
		Self::pay(netuid, tao)?;
		Ok(tao)
	}
}
