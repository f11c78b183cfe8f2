//! The pool and the emission of a subnet.

use alloc::vec::Vec;
use codec::{Compact, Decode, Encode};
use pallet_protocol::types::SubnetIdentityV3;
use scale_info::TypeInfo;
use sp_runtime::AccountId32;
use taonet_types::{fixed::I96F32, AlphaBalance, NetUid, TaoBalance};

/// The pool and the emission of a subnet.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct DynamicInfo {
	/// The subnet.
	pub netuid: Compact<NetUid>,
	/// The owner's hotkey on the subnet.
	pub owner_hotkey: AccountId32,
	/// The owner.
	pub owner_coldkey: AccountId32,
	/// Name as shown to people, UTF-8. Spec: subnets 8.2.
	pub subnet_name: Vec<Compact<u8>>,
	/// Symbol of the alpha, UTF-8. Spec: subnets 9.
	pub token_symbol: Vec<Compact<u8>>,
	/// Blocks from one epoch to the next.
	pub tempo: Compact<u16>,
	/// Block of the last epoch.
	pub last_step: Compact<u64>,
	/// Blocks since the last epoch.
	pub blocks_since_last_step: Compact<u64>,
	/// TAO for the subnet in the last block: what went into the pool and what bought alpha, in RAO.
	pub emission: Compact<u64>,
	/// Alpha-rao in the pool.
	pub alpha_in: Compact<AlphaBalance>,
	/// Alpha-rao outside the pool.
	pub alpha_out: Compact<AlphaBalance>,
	/// RAO in the pool.
	pub tao_in: Compact<TaoBalance>,
	/// Alpha-rao made for participants in the last block.
	pub alpha_out_emission: Compact<AlphaBalance>,
	/// Alpha-rao put into the pool in the last block.
	pub alpha_in_emission: Compact<AlphaBalance>,
	/// RAO put into the pool in the last block.
	pub tao_in_emission: Compact<TaoBalance>,
	/// Alpha-rao that miners and validators get at the next epoch.
	pub pending_alpha_emission: Compact<AlphaBalance>,
	/// What stakers on root get at the next epoch: alpha, worth this many RAO at the present price, rounded down.
	pub pending_root_emission: Compact<TaoBalance>,
	/// All TAO that was ever swapped here, in RAO.
	pub subnet_volume: Compact<u128>,
	/// Block in which the subnet was registered.
	pub network_registered_at: Compact<u64>,
	/// What the owner says about the subnet.
	pub subnet_identity: Option<SubnetIdentityV3>,
	/// Moving average of the price, TAO for one alpha; 1 for root. Spec: economics 13.2.
	pub moving_price: I96F32,
}
