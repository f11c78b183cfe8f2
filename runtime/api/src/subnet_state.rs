//! The neurons of a subnet with the history of what they earned.

use alloc::vec::Vec;
use codec::{Compact, Decode, Encode};
use scale_info::TypeInfo;
use sp_runtime::AccountId32;
use taonet_types::{AlphaBalance, NetUid, TaoBalance};

/// The neurons of a subnet as mechanism 0 sees them: every list is in the order of uids.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct SubnetState {
	/// The subnet.
	pub netuid: Compact<NetUid>,
	/// Hotkey of each neuron.
	pub hotkeys: Vec<AccountId32>,
	/// Coldkey that owns each hotkey.
	pub coldkeys: Vec<AccountId32>,
	/// Whether each set weights lately enough to count in the last epoch.
	pub active: Vec<bool>,
	/// Whether the weights of each count.
	pub validator_permit: Vec<bool>,
	/// Always 65535 each: no longer computed. Spec: consensus 2.
	pub pruning_score: Vec<Compact<u16>>,
	/// Block in which each registered or last set weights.
	pub last_update: Vec<Compact<u64>>,
	/// Alpha-rao of each in the last epoch.
	pub emission: Vec<Compact<AlphaBalance>>,
	/// Share of each in what validators got in the last epoch, u16 proportion.
	pub dividends: Vec<Compact<u16>>,
	/// Share of each in what miners got in the last epoch, u16 proportion.
	pub incentives: Vec<Compact<u16>>,
	/// Weight that validators agreed on for each in the last epoch, u16 proportion.
	pub consensus: Vec<Compact<u16>>,
	/// Always empty: no longer computed. Spec: consensus 2.
	pub trust: Vec<Compact<u16>>,
	/// Always empty: no longer computed. Spec: consensus 2.
	pub rank: Vec<Compact<u16>>,
	/// Block in which each was registered.
	pub block_at_registration: Vec<Compact<u64>>,
	/// Alpha-rao staked on each, with what parents lend and children borrow, rounded down. Spec: staking 9.
	pub alpha_stake: Vec<Compact<AlphaBalance>>,
	/// RAO staked on each on root, with what parents lend and children borrow, rounded down. Spec: staking 9.
	pub tao_stake: Vec<Compact<TaoBalance>>,
	/// What the stake of each weighs in consensus: alpha and weighted TAO, rounded down. Spec: staking 9.
	pub total_stake: Vec<Compact<TaoBalance>>,
	/// For every subnet of the chain, by netuid: alpha-rao of each of these hotkeys there in the last epoch.
	pub emission_history: Vec<Vec<Compact<AlphaBalance>>>,
}
