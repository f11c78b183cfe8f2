//! All about a subnet and its neurons, or the parts that were asked for.

use alloc::vec::Vec;
use codec::{Compact, Decode, Encode};
use pallet_protocol::types::{AxonInfo, ChainIdentityV2, SubnetIdentityV3};
use scale_info::TypeInfo;
use sp_runtime::AccountId32;
use taonet_types::{fixed::I96F32, AlphaBalance, NetUidStorageIndex, TaoBalance};

/// Declares the metagraph, and the one in which every field but the first may be left out.
macro_rules! metagraph {
	($($(#[$doc:meta])* $field:ident: $type:ty,)*) => {
		/// All about a subnet and its neurons, as one mechanism sees them. Lists of neurons are in the order of uids.
		#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
		pub struct Metagraph {
			/// The subnet and the mechanism in one number: netuid + 4096 × mecid, hence the netuid for mechanism 0.
			pub netuid: Compact<NetUidStorageIndex>,
			$($(#[$doc])* pub $field: $type,)*
		}

		/// The fields of a metagraph that were asked for: number n asks for field n, `netuid` being field 0, which is
		/// always there.
		#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
		pub struct SelectiveMetagraph {
			/// The subnet and the mechanism in one number: netuid + 4096 × mecid, hence the netuid for mechanism 0.
			pub netuid: Compact<NetUidStorageIndex>,
			$($(#[$doc])* pub $field: Option<$type>,)*
			/// Field 72: uids of the neurons whose weights count and whose stake is enough to set them.
			pub validators: Option<Vec<Compact<u16>>>,
			/// Field 73: what neurons committed to, with their hotkeys.
			pub commitments: Option<Vec<(AccountId32, Vec<Compact<u8>>)>>,
		}
	};
}

metagraph! {
	/// Name as shown to people, UTF-8. Spec: subnets 8.2.
	name: Vec<Compact<u8>>,
	/// Symbol of the alpha, UTF-8. Spec: subnets 9.
	symbol: Vec<Compact<u8>>,
	/// What the owner says about the subnet.
	identity: Option<SubnetIdentityV3>,
	/// Block in which the subnet was registered.
	network_registered_at: Compact<u64>,
	/// The owner's hotkey on the subnet.
	owner_hotkey: AccountId32,
	/// The owner.
	owner_coldkey: AccountId32,
	/// Block of this answer.
	block: Compact<u64>,
	/// Blocks from one epoch to the next.
	tempo: Compact<u16>,
	/// Block of the last epoch.
	last_step: Compact<u64>,
	/// Blocks since the last epoch.
	blocks_since_last_step: Compact<u64>,
	/// TAO for the subnet in the last block: what went into the pool and what bought alpha, in RAO.
	subnet_emission: Compact<u64>,
	/// Alpha-rao in the pool.
	alpha_in: Compact<AlphaBalance>,
	/// Alpha-rao outside the pool.
	alpha_out: Compact<AlphaBalance>,
	/// RAO in the pool.
	tao_in: Compact<TaoBalance>,
	/// Alpha-rao made for participants in the last block.
	alpha_out_emission: Compact<AlphaBalance>,
	/// Alpha-rao put into the pool in the last block.
	alpha_in_emission: Compact<AlphaBalance>,
	/// RAO put into the pool in the last block.
	tao_in_emission: Compact<TaoBalance>,
	/// Alpha-rao that miners and validators get at the next epoch.
	pending_alpha_emission: Compact<AlphaBalance>,
	/// What stakers on root get at the next epoch: alpha, worth this many RAO at the present price, rounded down.
	pending_root_emission: Compact<TaoBalance>,
	/// All TAO that was ever swapped here, in RAO.
	subnet_volume: Compact<u128>,
	/// Moving average of the price, TAO for one alpha; 1 for root. Spec: economics 13.2.
	moving_price: I96F32,
	/// Dead setting.
	rho: Compact<u16>,
	/// Majority of stake that consensus follows, u16 proportion.
	kappa: Compact<u16>,
	/// Fewest weights that a validator may set.
	min_allowed_weights: Compact<u16>,
	/// Dead setting.
	max_weights_limit: Compact<u16>,
	/// Lowest version key that weights must carry.
	weights_version: Compact<u64>,
	/// Blocks that must lie between two sets of weights of a neuron.
	weights_rate_limit: Compact<u64>,
	/// Blocks after which a validator that set no weights stops counting. Spec: consensus 4.3 step 1.
	activity_cutoff: Compact<u64>,
	/// Most neurons whose weights count.
	max_validators: Compact<u16>,
	/// Number of neurons.
	num_uids: Compact<u16>,
	/// Number of slots.
	max_uids: Compact<u16>,
	/// Price of a registration, in RAO.
	burn: Compact<TaoBalance>,
	/// Dead setting.
	difficulty: Compact<u64>,
	/// Whether neurons may register.
	registration_allowed: bool,
	/// Dead setting.
	pow_registration_allowed: bool,
	/// Blocks for which a new neuron is not replaced.
	immunity_period: Compact<u16>,
	/// Dead setting.
	min_difficulty: Compact<u64>,
	/// Dead setting.
	max_difficulty: Compact<u64>,
	/// Lowest price of a registration, in RAO.
	min_burn: Compact<TaoBalance>,
	/// Highest price of a registration, in RAO.
	max_burn: Compact<TaoBalance>,
	/// Dead setting.
	adjustment_alpha: Compact<u64>,
	/// Dead setting.
	adjustment_interval: Compact<u16>,
	/// Registrations on root that one interval is meant for; dead elsewhere.
	target_regs_per_interval: Compact<u16>,
	/// Registrations on root that one block allows; dead elsewhere.
	max_regs_per_block: Compact<u16>,
	/// Blocks that must lie between two announcements of where a neuron serves; 0 for no limit.
	serving_rate_limit: Compact<u64>,
	/// Whether weights are committed first and revealed later.
	commit_reveal_weights_enabled: bool,
	/// Epochs from the commit of weights to their reveal.
	commit_reveal_period: Compact<u64>,
	/// Whether bonds move at a rate of their own for each pair (liquid alpha). Spec: consensus 5.3.
	liquid_alpha_enabled: bool,
	/// Highest rate of liquid alpha, u16 proportion.
	alpha_high: Compact<u16>,
	/// Lowest rate of liquid alpha, u16 proportion.
	alpha_low: Compact<u16>,
	/// Part of a bond that stays from one epoch to the next, in millionths.
	bonds_moving_avg: Compact<u64>,
	/// Hotkey of each neuron.
	hotkeys: Vec<AccountId32>,
	/// Coldkey that owns each hotkey.
	coldkeys: Vec<AccountId32>,
	/// What each coldkey says about itself.
	identities: Vec<Option<ChainIdentityV2>>,
	/// Where each serves; all zeros for one that never said.
	axons: Vec<AxonInfo>,
	/// Whether each set weights lately enough to count in the last epoch.
	active: Vec<bool>,
	/// Whether the weights of each count.
	validator_permit: Vec<bool>,
	/// Always 65535 each: no longer computed. Spec: consensus 2.
	pruning_score: Vec<Compact<u16>>,
	/// Block in which each registered or last set weights on the mechanism.
	last_update: Vec<Compact<u64>>,
	/// Alpha-rao of each in the last epoch, all mechanisms together.
	emission: Vec<Compact<AlphaBalance>>,
	/// Share of each in what validators got in the last epoch, u16 proportion.
	dividends: Vec<Compact<u16>>,
	/// Share of each in what miners of the mechanism got in the last epoch, u16 proportion.
	incentives: Vec<Compact<u16>>,
	/// Weight that validators agreed on for each in the last epoch, u16 proportion.
	consensus: Vec<Compact<u16>>,
	/// Always empty: no longer computed. Spec: consensus 2.
	trust: Vec<Compact<u16>>,
	/// Always empty: no longer computed. Spec: consensus 2.
	rank: Vec<Compact<u16>>,
	/// Block in which each was registered.
	block_at_registration: Vec<Compact<u64>>,
	/// Alpha-rao staked on each, with what parents lend and children borrow, rounded down. Spec: staking 9.
	alpha_stake: Vec<Compact<AlphaBalance>>,
	/// RAO staked on each on root, with what parents lend and children borrow, rounded down. Spec: staking 9.
	tao_stake: Vec<Compact<TaoBalance>>,
	/// What the stake of each weighs in consensus: alpha and weighted TAO, rounded down. Spec: staking 9.
	total_stake: Vec<Compact<TaoBalance>>,
	/// What stakers on root got through each hotkey in the last epoch: alpha, worth this many RAO at the present price,
	/// rounded down.
	tao_dividends_per_hotkey: Vec<(AccountId32, Compact<TaoBalance>)>,
	/// Alpha-rao that stakers on the subnet got through each hotkey in the last epoch.
	alpha_dividends_per_hotkey: Vec<(AccountId32, Compact<AlphaBalance>)>,
}
