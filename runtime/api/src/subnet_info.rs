//! Which subnets there are, and all that can be asked about one.

use crate::{
	dynamic_info::DynamicInfo,
	hyperparameters::{HyperparamEntry, SubnetHyperparams, SubnetHyperparamsV2},
	metagraph::{Metagraph, SelectiveMetagraph},
	subnet_state::SubnetState,
};
use alloc::vec::Vec;
use codec::{Compact, Decode, Encode};
use pallet_protocol::types::SubnetIdentityV3;
use scale_info::TypeInfo;
use sp_runtime::AccountId32;
use taonet_types::{MechId, NetUid, TaoBalance};

/// A subnet, version 1.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct SubnetInfo {
	/// The subnet.
	pub netuid: Compact<NetUid>,
	/// Dead setting.
	pub rho: Compact<u16>,
	/// Majority of stake that consensus follows, u16 proportion.
	pub kappa: Compact<u16>,
	/// Dead setting.
	pub difficulty: Compact<u64>,
	/// Blocks for which a new neuron is not replaced.
	pub immunity_period: Compact<u16>,
	/// Most neurons whose weights count.
	pub max_allowed_validators: Compact<u16>,
	/// Fewest weights that a validator may set.
	pub min_allowed_weights: Compact<u16>,
	/// Dead setting.
	pub max_weights_limit: Compact<u16>,
	/// Dead setting.
	pub scaling_law_power: Compact<u16>,
	/// Number of neurons.
	pub subnetwork_n: Compact<u16>,
	/// Number of slots.
	pub max_allowed_uids: Compact<u16>,
	/// Blocks since the last epoch.
	pub blocks_since_last_step: Compact<u64>,
	/// Blocks from one epoch to the next.
	pub tempo: Compact<u16>,
	/// Always 0: subnets have no modality any more.
	pub network_modality: Compact<u16>,
	/// Always empty: subnets do not require one another any more.
	pub network_connect: Vec<[u16; 2]>,
	/// TAO for the subnet in the last block: what went into the pool and what bought alpha, in RAO.
	pub emission_values: Compact<u64>,
	/// Price of a registration, in RAO.
	pub burn: Compact<TaoBalance>,
	/// The owner's coldkey.
	pub owner: AccountId32,
}

/// A subnet, version 2: version 1 with the identity, and one field renamed.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct SubnetInfov2 {
	/// The subnet.
	pub netuid: Compact<NetUid>,
	/// Dead setting.
	pub rho: Compact<u16>,
	/// Majority of stake that consensus follows, u16 proportion.
	pub kappa: Compact<u16>,
	/// Dead setting.
	pub difficulty: Compact<u64>,
	/// Blocks for which a new neuron is not replaced.
	pub immunity_period: Compact<u16>,
	/// Most neurons whose weights count.
	pub max_allowed_validators: Compact<u16>,
	/// Fewest weights that a validator may set.
	pub min_allowed_weights: Compact<u16>,
	/// Dead setting.
	pub max_weights_limit: Compact<u16>,
	/// Dead setting.
	pub scaling_law_power: Compact<u16>,
	/// Number of neurons.
	pub subnetwork_n: Compact<u16>,
	/// Number of slots.
	pub max_allowed_uids: Compact<u16>,
	/// Blocks since the last epoch.
	pub blocks_since_last_step: Compact<u64>,
	/// Blocks from one epoch to the next.
	pub tempo: Compact<u16>,
	/// Always 0: subnets have no modality any more.
	pub network_modality: Compact<u16>,
	/// Always empty: subnets do not require one another any more.
	pub network_connect: Vec<[u16; 2]>,
	/// TAO for the subnet in the last block: what went into the pool and what bought alpha, in RAO.
	pub emission_value: Compact<u64>,
	/// Price of a registration, in RAO.
	pub burn: Compact<TaoBalance>,
	/// The owner's coldkey.
	pub owner: AccountId32,
	/// What the owner says about the subnet.
	pub identity: Option<SubnetIdentityV3>,
}

/// Version 1 of the same subnet.
impl From<SubnetInfov2> for SubnetInfo {
	fn from(subnet: SubnetInfov2) -> Self {
		Self {
			netuid: subnet.netuid,
			rho: subnet.rho,
			kappa: subnet.kappa,
			difficulty: subnet.difficulty,
			immunity_period: subnet.immunity_period,
			max_allowed_validators: subnet.max_allowed_validators,
			min_allowed_weights: subnet.min_allowed_weights,
			max_weights_limit: subnet.max_weights_limit,
			scaling_law_power: subnet.scaling_law_power,
			subnetwork_n: subnet.subnetwork_n,
			max_allowed_uids: subnet.max_allowed_uids,
			blocks_since_last_step: subnet.blocks_since_last_step,
			tempo: subnet.tempo,
			network_modality: subnet.network_modality,
			network_connect: subnet.network_connect,
			emission_values: subnet.emission_value,
			burn: subnet.burn,
			owner: subnet.owner,
		}
	}
}

sp_api::decl_runtime_apis! {
	/// All that can be asked about a subnet. What is asked about a subnet that does not exist has no answer; lists hold the
	/// existing ones by netuid, root included.
	#[api_version(2)]
	pub trait SubnetInfoRuntimeApi {
		/// A subnet, version 1.
		fn get_subnet_info(netuid: NetUid) -> Option<SubnetInfo>;

		/// All subnets, version 1.
		fn get_subnets_info() -> Vec<Option<SubnetInfo>>;

		/// A subnet, version 2.
		fn get_subnet_info_v2(netuid: NetUid) -> Option<SubnetInfov2>;

		/// All subnets, version 2.
		fn get_subnets_info_v2() -> Vec<Option<SubnetInfov2>>;

		/// The settings of a subnet, version 1.
		fn get_subnet_hyperparams(netuid: NetUid) -> Option<SubnetHyperparams>;

		/// The settings of a subnet, version 2.
		fn get_subnet_hyperparams_v2(netuid: NetUid) -> Option<SubnetHyperparamsV2>;

		/// Pool and emission of all subnets.
		fn get_all_dynamic_info() -> Vec<Option<DynamicInfo>>;

		/// The metagraphs of all subnets, as mechanism 0 sees them.
		fn get_all_metagraphs() -> Vec<Option<Metagraph>>;

		/// The metagraph of a subnet, as mechanism 0 sees it.
		fn get_metagraph(netuid: NetUid) -> Option<Metagraph>;

		/// The metagraphs of all mechanisms of all subnets, subnet by subnet.
		fn get_all_mechagraphs() -> Vec<Option<Metagraph>>;

		/// The metagraph of a subnet as one of its mechanisms sees it; nothing for a mechanism that it does not have.
		fn get_mechagraph(netuid: NetUid, mecid: MechId) -> Option<Metagraph>;

		/// Pool and emission of a subnet.
		fn get_dynamic_info(netuid: NetUid) -> Option<DynamicInfo>;

		/// The neurons of a subnet with the history of what they earned.
		fn get_subnet_state(netuid: NetUid) -> Option<SubnetState>;

		/// The fields of a metagraph that are asked for by their numbers.
		fn get_selective_metagraph(netuid: NetUid, metagraph_indexes: Vec<u16>) -> Option<SelectiveMetagraph>;

		/// The hotkey on which a coldkey has its mining rewards of the subnet staked, if it chose one. Spec: staking 7.
		fn get_coldkey_auto_stake_hotkey(coldkey: AccountId32, netuid: NetUid) -> Option<AccountId32>;

		/// The fields of a mechanism's metagraph that are asked for by their numbers.
		fn get_selective_mechagraph(
			netuid: NetUid,
			subid: MechId,
			metagraph_indexes: Vec<u16>,
		) -> Option<SelectiveMetagraph>;

		/// The subnet that makes room when one more is registered than there may be; nothing while all are immune.
		/// Spec: subnets 2.4.
		fn get_subnet_to_prune() -> Option<NetUid>;

		/// The account that holds the TAO of the subnet's pool. Spec: economics 2.4.
		fn get_subnet_account_id(netuid: NetUid) -> Option<AccountId32>;

		/// The block of the next epoch; nothing with tempo 0. Spec: consensus 3.4.
		fn get_next_epoch_start_block(netuid: NetUid) -> Option<u64>;

		/// The settings of a subnet, version 3: names and values. Spec: subnets 4.
		fn get_subnet_hyperparams_v3(netuid: NetUid) -> Option<Vec<HyperparamEntry>>;
	}
}
