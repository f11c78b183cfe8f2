//! What coldkeys have staked.

use alloc::{collections::BTreeMap, vec::Vec};
use codec::{Compact, Decode, Encode};
use pallet_protocol::types::LockState;
use scale_info::TypeInfo;
use sp_runtime::AccountId32;
use taonet_types::{fixed::U64F64, AlphaBalance, NetUid, TaoBalance};

/// Most coldkeys that one request is answered for. Clients ask for 60 at a time.
pub const MAX_COLDKEYS: usize = 1024;

/// The stake of a coldkey on a hotkey of a subnet.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct StakeInfo {
	/// On which it is staked.
	pub hotkey: AccountId32,
	/// Whose it is.
	pub coldkey: AccountId32,
	/// The subnet.
	pub netuid: Compact<NetUid>,
	/// What the share of the coldkey is worth, in alpha-rao; on root in RAO.
	pub stake: Compact<AlphaBalance>,
	/// Always 0: what is locked is locked on no hotkey in particular. [`StakeAvailability`] tells it.
	pub locked: Compact<u64>,
	/// Alpha-rao of what the hotkey's stakers got in the last epoch for alpha, its owner's take left out: the part for a
	/// stake as it is now, rounded down.
	pub emission: Compact<AlphaBalance>,
	/// RAO that the alpha is worth which they got in the last epoch for stake on root: the part for what the same coldkey has
	/// on the same hotkey there now, rounded down.
	pub tao_emission: Compact<TaoBalance>,
	/// Always 0: no longer used.
	pub drain: Compact<u64>,
	/// Whether the hotkey has a slot on the subnet.
	pub is_registered: bool,
}

/// How much of a coldkey's stake on a subnet, on all hotkeys together, it may take away. Spec: staking 10.4.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct StakeAvailability {
	/// All of it, in alpha-rao.
	pub total: Compact<AlphaBalance>,
	/// What is locked, in alpha-rao.
	pub locked: Compact<AlphaBalance>,
	/// What is not locked, in alpha-rao.
	pub available: Compact<AlphaBalance>,
}

sp_api::decl_runtime_apis! {
	/// What coldkeys have staked. Subnets that are being dissolved are left out: clients know nothing of them.
	pub trait StakeInfoRuntimeApi {
		/// All stakes of a coldkey that are worth anything, in the order in which it came to the hotkeys, then by netuid.
		fn get_stake_info_for_coldkey(coldkey_account: AccountId32) -> Vec<StakeInfo>;

		/// The same for each of several coldkeys, in the order of the request. Coldkeys behind the first [`MAX_COLDKEYS`] are
		/// not answered for.
		fn get_stake_info_for_coldkeys(coldkey_accounts: Vec<AccountId32>) -> Vec<(AccountId32, Vec<StakeInfo>)>;

		/// One stake. It is zero, and the hotkey not registered, where there is none or no such subnet: clients cannot read
		/// an answer that is missing.
		fn get_stake_info_for_hotkey_coldkey_netuid(
			hotkey_account: AccountId32,
			coldkey_account: AccountId32,
			netuid: NetUid,
		) -> Option<StakeInfo>;

		/// For each coldkey the subnets that are asked for, without a list all of them. Subnets that do not exist are left
		/// out, and coldkeys behind the first [`MAX_COLDKEYS`] of the request. Spec: staking 10.4.
		fn get_stake_availability_for_coldkeys(
			coldkey_accounts: Vec<AccountId32>,
			netuids: Option<Vec<NetUid>>,
		) -> BTreeMap<AccountId32, BTreeMap<NetUid, StakeAvailability>>;

		/// The fee of the swap in a stake (no origin), an unstake (no destination) or a move, in the unit of `amount`: RAO
		/// where TAO is staked or taken from root, else alpha-rao of the origin. Each of them pays once at most; on one
		/// subnet, and between coldkeys and hotkeys, nothing is paid. The fee of the extrinsic is another.
		/// Spec: staking 6, economics 14.4.
		fn get_stake_fee(
			origin: Option<(AccountId32, NetUid)>,
			origin_coldkey_account: AccountId32,
			destination: Option<(AccountId32, NetUid)>,
			destination_coldkey_account: AccountId32,
			amount: u64,
		) -> u64;

		/// What a coldkey has locked on a subnet, as it is now; none where nothing is left of it. Spec: staking 10.
		fn get_coldkey_lock(coldkey: AccountId32, netuid: NetUid) -> Option<LockState>;

		/// Conviction that has built up for a hotkey on a subnet, in alpha-rao. Spec: staking 10.2.
		fn get_hotkey_conviction(hotkey: AccountId32, netuid: NetUid) -> U64F64;

		/// The hotkey with most conviction on a subnet, of several the highest account; none where there is no conviction.
		/// Spec: staking 10.8.
		fn get_most_convicted_hotkey_on_subnet(netuid: NetUid) -> Option<AccountId32>;
	}
}
