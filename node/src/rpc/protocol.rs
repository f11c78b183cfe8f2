//! The protocol's own methods, which older tools and explorers call. Each asks one method of a runtime API, and most answer with its
//! SCALE-encoded result as a JSON array of numbers, one for each byte.
//!
//! Such an array is four times as long as the bytes, so all metagraphs of a large chain exceed the limit on answers
//! (`--rpc-max-response-size`); `state_call` answers the same in half the length.
//!
//! The last parameter is the hash of the block after which is asked; without it, or with null, the newest block is. Units and rounding
//! are those of the runtime APIs. Errors: -32602 for parameters that are missing or of another type, [`NO_ANSWER`] for a block
//! that the node does not have and for a runtime that does not answer.
//!
//! [`NO_ANSWER`]: super::runtime::NO_ANSWER

use super::runtime::{failed, AskRuntime};
use codec::{Decode, DecodeAll, Encode};
use jsonrpsee::{
	core::RpcResult,
	proc_macros::rpc,
	types::{error::INVALID_PARAMS_CODE, ErrorObjectOwned},
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use taonet_runtime::{AccountId, Hash};

/// The bytes of an account.
const ACCOUNT_BYTES: usize = 32;

/// What a SCALE-encoded answer is in JSON: an array of numbers.
type Bytes = Vec<u8>;

/// The price of a subnet's alpha.
#[derive(Clone, Debug, Decode, Deserialize, PartialEq, Eq, Serialize)]
pub struct Price {
	/// The subnet.
	pub netuid: u16,
	/// RAO for one whole alpha, rounded down.
	pub price: u64,
}

/// Validators that others stake on.
#[rpc(server, namespace = "delegateInfo")]
pub trait Delegates {
	/// All delegates: `DelegateInfoRuntimeApi.get_delegates`.
	#[method(name = "getDelegates", blocking)]
	fn get_delegates(&self, at: Option<Hash>) -> RpcResult<Bytes>;

	/// One delegate by the 32 bytes of its hotkey: `DelegateInfoRuntimeApi.get_delegate`.
	#[method(name = "getDelegate", blocking)]
	fn get_delegate(&self, delegate_account_vec: Bytes, at: Option<Hash>) -> RpcResult<Bytes>;

	/// The delegates on whom a coldkey, given by its 32 bytes, has stake: `DelegateInfoRuntimeApi.get_delegated`.
	#[method(name = "getDelegated", blocking)]
	fn get_delegated(&self, delegatee_account_vec: Bytes, at: Option<Hash>) -> RpcResult<Bytes>;
}

/// The neurons of a subnet.
#[rpc(server, namespace = "neuronInfo")]
pub trait Neurons {
	/// All, without weights and bonds: `NeuronInfoRuntimeApi.get_neurons_lite`.
	#[method(name = "getNeuronsLite", blocking)]
	fn get_neurons_lite(&self, netuid: u16, at: Option<Hash>) -> RpcResult<Bytes>;

	/// One, without weights and bonds: `NeuronInfoRuntimeApi.get_neuron_lite`.
	#[method(name = "getNeuronLite", blocking)]
	fn get_neuron_lite(&self, netuid: u16, uid: u16, at: Option<Hash>) -> RpcResult<Bytes>;

	/// All: `NeuronInfoRuntimeApi.get_neurons`.
	#[method(name = "getNeurons", blocking)]
	fn get_neurons(&self, netuid: u16, at: Option<Hash>) -> RpcResult<Bytes>;

	/// One: `NeuronInfoRuntimeApi.get_neuron`.
	#[method(name = "getNeuron", blocking)]
	fn get_neuron(&self, netuid: u16, uid: u16, at: Option<Hash>) -> RpcResult<Bytes>;
}

/// Subnets and their metagraphs.
#[rpc(server, namespace = "subnetInfo")]
pub trait Subnets {
	/// A subnet, version 1: `SubnetInfoRuntimeApi.get_subnet_info`.
	#[method(name = "getSubnetInfo", blocking)]
	fn get_subnet_info(&self, netuid: u16, at: Option<Hash>) -> RpcResult<Bytes>;

	/// All subnets, version 1: `SubnetInfoRuntimeApi.get_subnets_info`.
	#[method(name = "getSubnetsInfo", blocking)]
	fn get_subnets_info(&self, at: Option<Hash>) -> RpcResult<Bytes>;

	/// A subnet, version 2: `SubnetInfoRuntimeApi.get_subnet_info_v2`.
	#[method(name = "getSubnetInfo_v2", blocking)]
	fn get_subnet_info_v2(&self, netuid: u16, at: Option<Hash>) -> RpcResult<Bytes>;

	/// All subnets, version 2: `SubnetInfoRuntimeApi.get_subnets_info_v2`.
	#[method(name = "getSubnetsInfo_v2", blocking)]
	fn get_subnets_info_v2(&self, at: Option<Hash>) -> RpcResult<Bytes>;

	/// The settings of a subnet, version 1: `SubnetInfoRuntimeApi.get_subnet_hyperparams`.
	#[method(name = "getSubnetHyperparams", blocking)]
	fn get_subnet_hyperparams(&self, netuid: u16, at: Option<Hash>) -> RpcResult<Bytes>;

	/// The settings of a subnet, version 2: `SubnetInfoRuntimeApi.get_subnet_hyperparams_v2`.
	#[method(name = "getSubnetHyperparamsV2", blocking)]
	fn get_subnet_hyperparams_v2(&self, netuid: u16, at: Option<Hash>) -> RpcResult<Bytes>;

	/// Pool and emission of all subnets: `SubnetInfoRuntimeApi.get_all_dynamic_info`.
	#[method(name = "getAllDynamicInfo", blocking)]
	fn get_all_dynamic_info(&self, at: Option<Hash>) -> RpcResult<Bytes>;

	/// Pool and emission of a subnet: `SubnetInfoRuntimeApi.get_dynamic_info`.
	#[method(name = "getDynamicInfo", blocking)]
	fn get_dynamic_info(&self, netuid: u16, at: Option<Hash>) -> RpcResult<Bytes>;

	/// The metagraphs of all subnets: `SubnetInfoRuntimeApi.get_all_metagraphs`.
	#[method(name = "getAllMetagraphs", blocking)]
	fn get_all_metagraphs(&self, at: Option<Hash>) -> RpcResult<Bytes>;

	/// The metagraph of a subnet: `SubnetInfoRuntimeApi.get_metagraph`.
	#[method(name = "getMetagraph", blocking)]
	fn get_metagraph(&self, netuid: u16, at: Option<Hash>) -> RpcResult<Bytes>;

	/// The metagraphs of all mechanisms of all subnets: `SubnetInfoRuntimeApi.get_all_mechagraphs`.
	#[method(name = "getAllMechagraphs", blocking)]
	fn get_all_mechagraphs(&self, at: Option<Hash>) -> RpcResult<Bytes>;

	/// The metagraph of one mechanism of a subnet: `SubnetInfoRuntimeApi.get_mechagraph`.
	#[method(name = "getMechagraph", blocking)]
	fn get_mechagraph(&self, netuid: u16, mecid: u8, at: Option<Hash>) -> RpcResult<Bytes>;

	/// The neurons of a subnet with what they earned: `SubnetInfoRuntimeApi.get_subnet_state`.
	#[method(name = "getSubnetState", blocking)]
	fn get_subnet_state(&self, netuid: u16, at: Option<Hash>) -> RpcResult<Bytes>;

	/// What the creation of a subnet costs, in RAO, as a number: `SubnetRegistrationRuntimeApi.get_network_registration_cost`.
	#[method(name = "getLockCost", blocking)]
	fn get_lock_cost(&self, at: Option<Hash>) -> RpcResult<u64>;

	/// The fields of a metagraph that are asked for by their numbers: `SubnetInfoRuntimeApi.get_selective_metagraph`.
	#[method(name = "getSelectiveMetagraph", blocking)]
	fn get_selective_metagraph(&self, netuid: u16, metagraph_index: Vec<u16>, at: Option<Hash>) -> RpcResult<Bytes>;

	/// The same of one mechanism: `SubnetInfoRuntimeApi.get_selective_mechagraph`.
	#[method(name = "getSelectiveMechagraph", blocking)]
	fn get_selective_mechagraph(
		&self,
		netuid: u16,
		mecid: u8,
		metagraph_index: Vec<u16>,
		at: Option<Hash>,
	) -> RpcResult<Bytes>;

	/// The hotkey on which a coldkey, an SS58 address, has its mining rewards staked:
	/// `SubnetInfoRuntimeApi.get_coldkey_auto_stake_hotkey`.
	#[method(name = "getColdkeyAutoStakeHotkey", blocking)]
	fn get_coldkey_auto_stake_hotkey(&self, coldkey: AccountId, netuid: u16, at: Option<Hash>) -> RpcResult<Bytes>;

	/// The netuid of the subnet that makes room for the next one, or null: `SubnetInfoRuntimeApi.get_subnet_to_prune`.
	#[method(name = "getSubnetToPrune", blocking)]
	fn get_subnet_to_prune(&self, at: Option<Hash>) -> RpcResult<Option<u16>>;

	/// The account that holds the TAO of a subnet's pool: `SubnetInfoRuntimeApi.get_subnet_account_id`.
	#[method(name = "getSubnetAccountId", blocking)]
	fn get_subnet_account_id(&self, netuid: u16, at: Option<Hash>) -> RpcResult<Bytes>;
}

/// Stake of coldkeys.
#[rpc(server, namespace = "stakeInfo")]
pub trait Stakes {
	/// What a coldkey, an SS58 address, has locked on a subnet: `StakeInfoRuntimeApi.get_coldkey_lock`.
	#[method(name = "getColdkeyLock", blocking)]
	fn get_coldkey_lock(&self, coldkey: AccountId, netuid: u16, at: Option<Hash>) -> RpcResult<Bytes>;
}

/// Prices of alpha, and what a swap would give.
#[rpc(server, namespace = "swap")]
pub trait Swaps {
	/// RAO for one whole alpha, as a number: `SwapRuntimeApi.current_alpha_price`.
	#[method(name = "currentAlphaPrice", blocking)]
	fn current_alpha_price(&self, netuid: u16, at: Option<Hash>) -> RpcResult<u64>;

	/// The price of the alpha of every subnet, as objects: `SwapRuntimeApi.current_alpha_price_all`.
	#[method(name = "currentAlphaPriceAll", blocking)]
	fn current_alpha_price_all(&self, at: Option<Hash>) -> RpcResult<Vec<Price>>;

	/// What buying alpha with so many RAO would give: `SwapRuntimeApi.sim_swap_tao_for_alpha`.
	#[method(name = "simSwapTaoForAlpha", blocking)]
	fn sim_swap_tao_for_alpha(&self, netuid: u16, tao: u64, at: Option<Hash>) -> RpcResult<Bytes>;

	/// What selling so many alpha-rao would give: `SwapRuntimeApi.sim_swap_alpha_for_tao`.
	#[method(name = "simSwapAlphaForTao", blocking)]
	fn sim_swap_alpha_for_tao(&self, netuid: u16, alpha: u64, at: Option<Hash>) -> RpcResult<Bytes>;
}

/// Answers all methods of the protocol out of one client.
pub struct Protocol<Client>(Arc<Client>);

impl<Client> Clone for Protocol<Client> {
	fn clone(&self) -> Self {
		Self(self.0.clone())
	}
}

impl<Client: AskRuntime> Protocol<Client> {
	/// Asks this client.
	pub fn new(client: Arc<Client>) -> Self {
		Self(client)
	}

	/// The answer as a value.
	fn value<T: Decode>(&self, method: &str, arguments: impl Encode, at: Option<Hash>) -> RpcResult<T> {
		let answer = self.0.ask(method, arguments, at)?;
		T::decode_all(&mut answer.as_slice()).map_err(|error| failed(method, error))
	}
}

/// The account that the bytes are.
fn account(name: &str, bytes: &[u8]) -> RpcResult<AccountId> {
	AccountId::try_from(bytes).map_err(|()| {
		let cause = format!("`{name}` must be the {ACCOUNT_BYTES} bytes of an account, but has {}", bytes.len());
		ErrorObjectOwned::owned(INVALID_PARAMS_CODE, "Invalid params", Some(cause))
	})
}

impl<Client: AskRuntime> DelegatesServer for Protocol<Client> {
	fn get_delegates(&self, at: Option<Hash>) -> RpcResult<Bytes> {
		self.0.ask("DelegateInfoRuntimeApi_get_delegates", (), at)
	}

	fn get_delegate(&self, delegate_account_vec: Bytes, at: Option<Hash>) -> RpcResult<Bytes> {
		let hotkey = account("delegate_account_vec", &delegate_account_vec)?;
		self.0.ask("DelegateInfoRuntimeApi_get_delegate", hotkey, at)
	}

	fn get_delegated(&self, delegatee_account_vec: Bytes, at: Option<Hash>) -> RpcResult<Bytes> {
		let coldkey = account("delegatee_account_vec", &delegatee_account_vec)?;
		self.0.ask("DelegateInfoRuntimeApi_get_delegated", coldkey, at)
	}
}

impl<Client: AskRuntime> NeuronsServer for Protocol<Client> {
	fn get_neurons_lite(&self, netuid: u16, at: Option<Hash>) -> RpcResult<Bytes> {
		self.0.ask("NeuronInfoRuntimeApi_get_neurons_lite", netuid, at)
	}

	fn get_neuron_lite(&self, netuid: u16, uid: u16, at: Option<Hash>) -> RpcResult<Bytes> {
		self.0.ask("NeuronInfoRuntimeApi_get_neuron_lite", (netuid, uid), at)
	}

	fn get_neurons(&self, netuid: u16, at: Option<Hash>) -> RpcResult<Bytes> {
		self.0.ask("NeuronInfoRuntimeApi_get_neurons", netuid, at)
	}

	fn get_neuron(&self, netuid: u16, uid: u16, at: Option<Hash>) -> RpcResult<Bytes> {
		self.0.ask("NeuronInfoRuntimeApi_get_neuron", (netuid, uid), at)
	}
}

impl<Client: AskRuntime> SubnetsServer for Protocol<Client> {
	fn get_subnet_info(&self, netuid: u16, at: Option<Hash>) -> RpcResult<Bytes> {
		self.0.ask("SubnetInfoRuntimeApi_get_subnet_info", netuid, at)
	}

	fn get_subnets_info(&self, at: Option<Hash>) -> RpcResult<Bytes> {
		self.0.ask("SubnetInfoRuntimeApi_get_subnets_info", (), at)
	}

	fn get_subnet_info_v2(&self, netuid: u16, at: Option<Hash>) -> RpcResult<Bytes> {
		self.0.ask("SubnetInfoRuntimeApi_get_subnet_info_v2", netuid, at)
	}

	fn get_subnets_info_v2(&self, at: Option<Hash>) -> RpcResult<Bytes> {
		self.0.ask("SubnetInfoRuntimeApi_get_subnets_info_v2", (), at)
	}

	fn get_subnet_hyperparams(&self, netuid: u16, at: Option<Hash>) -> RpcResult<Bytes> {
		self.0.ask("SubnetInfoRuntimeApi_get_subnet_hyperparams", netuid, at)
	}

	fn get_subnet_hyperparams_v2(&self, netuid: u16, at: Option<Hash>) -> RpcResult<Bytes> {
		self.0.ask("SubnetInfoRuntimeApi_get_subnet_hyperparams_v2", netuid, at)
	}

	fn get_all_dynamic_info(&self, at: Option<Hash>) -> RpcResult<Bytes> {
		self.0.ask("SubnetInfoRuntimeApi_get_all_dynamic_info", (), at)
	}

	fn get_dynamic_info(&self, netuid: u16, at: Option<Hash>) -> RpcResult<Bytes> {
		self.0.ask("SubnetInfoRuntimeApi_get_dynamic_info", netuid, at)
	}

	fn get_all_metagraphs(&self, at: Option<Hash>) -> RpcResult<Bytes> {
		self.0.ask("SubnetInfoRuntimeApi_get_all_metagraphs", (), at)
	}

	fn get_metagraph(&self, netuid: u16, at: Option<Hash>) -> RpcResult<Bytes> {
		self.0.ask("SubnetInfoRuntimeApi_get_metagraph", netuid, at)
	}

	fn get_all_mechagraphs(&self, at: Option<Hash>) -> RpcResult<Bytes> {
		self.0.ask("SubnetInfoRuntimeApi_get_all_mechagraphs", (), at)
	}

	fn get_mechagraph(&self, netuid: u16, mecid: u8, at: Option<Hash>) -> RpcResult<Bytes> {
		self.0.ask("SubnetInfoRuntimeApi_get_mechagraph", (netuid, mecid), at)
	}

	fn get_subnet_state(&self, netuid: u16, at: Option<Hash>) -> RpcResult<Bytes> {
		self.0.ask("SubnetInfoRuntimeApi_get_subnet_state", netuid, at)
	}

	fn get_lock_cost(&self, at: Option<Hash>) -> RpcResult<u64> {
		self.value("SubnetRegistrationRuntimeApi_get_network_registration_cost", (), at)
	}

	fn get_selective_metagraph(&self, netuid: u16, metagraph_index: Vec<u16>, at: Option<Hash>) -> RpcResult<Bytes> {
		self.0.ask("SubnetInfoRuntimeApi_get_selective_metagraph", (netuid, metagraph_index), at)
	}

	fn get_selective_mechagraph(
		&self,
		netuid: u16,
		mecid: u8,
		metagraph_index: Vec<u16>,
		at: Option<Hash>,
	) -> RpcResult<Bytes> {
		self.0.ask("SubnetInfoRuntimeApi_get_selective_mechagraph", (netuid, mecid, metagraph_index), at)
	}

	fn get_coldkey_auto_stake_hotkey(&self, coldkey: AccountId, netuid: u16, at: Option<Hash>) -> RpcResult<Bytes> {
		self.0.ask("SubnetInfoRuntimeApi_get_coldkey_auto_stake_hotkey", (coldkey, netuid), at)
	}

	fn get_subnet_to_prune(&self, at: Option<Hash>) -> RpcResult<Option<u16>> {
		self.value("SubnetInfoRuntimeApi_get_subnet_to_prune", (), at)
	}

	fn get_subnet_account_id(&self, netuid: u16, at: Option<Hash>) -> RpcResult<Bytes> {
		self.0.ask("SubnetInfoRuntimeApi_get_subnet_account_id", netuid, at)
	}
}

impl<Client: AskRuntime> StakesServer for Protocol<Client> {
	fn get_coldkey_lock(&self, coldkey: AccountId, netuid: u16, at: Option<Hash>) -> RpcResult<Bytes> {
		self.0.ask("StakeInfoRuntimeApi_get_coldkey_lock", (coldkey, netuid), at)
	}
}

impl<Client: AskRuntime> SwapsServer for Protocol<Client> {
	fn current_alpha_price(&self, netuid: u16, at: Option<Hash>) -> RpcResult<u64> {
		self.value("SwapRuntimeApi_current_alpha_price", netuid, at)
	}

	fn current_alpha_price_all(&self, at: Option<Hash>) -> RpcResult<Vec<Price>> {
		self.value("SwapRuntimeApi_current_alpha_price_all", (), at)
	}

	fn sim_swap_tao_for_alpha(&self, netuid: u16, tao: u64, at: Option<Hash>) -> RpcResult<Bytes> {
		self.0.ask("SwapRuntimeApi_sim_swap_tao_for_alpha", (netuid, tao), at)
	}

	fn sim_swap_alpha_for_tao(&self, netuid: u16, alpha: u64, at: Option<Hash>) -> RpcResult<Bytes> {
		self.0.ask("SwapRuntimeApi_sim_swap_alpha_for_tao", (netuid, alpha), at)
	}
}
