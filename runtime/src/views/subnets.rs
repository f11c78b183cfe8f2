//! Which subnets there are, and what they are called.

use super::{compact, dynamic};
use crate::{AccountId, AlphaAssets, Runtime, Subnets};
use alloc::vec::Vec;
use codec::Compact;
use pallet_protocol::{
	BlocksSinceLastStep, Burn, Difficulty, ImmunityPeriod, Kappa, MaxAllowedUids, MaxAllowedValidators,
	MaxWeightsLimit, MinAllowedWeights, Rho, ScalingLawPower, SubnetIdentitiesV3, SubnetOwner, SubnetworkN, Tempo,
	TokenSymbol,
};
use taonet_runtime_api::subnet_info::SubnetInfov2;
use taonet_types::NetUid;

/// What one view answers about every subnet, by netuid.
pub fn all<T>(view: impl Fn(NetUid) -> T) -> Vec<T> {
	Subnets::subnets().into_iter().map(view).collect()
}

/// The subnet, if there is one.
pub fn live(netuid: NetUid) -> Option<NetUid> {
	Subnets::exists(netuid).then_some(netuid)
}

/// A subnet in short.
pub fn info(netuid: NetUid) -> Option<SubnetInfov2> {
	live(netuid)?;
	Some(SubnetInfov2 {
		netuid: Compact(netuid),
		rho: Compact(Rho::<Runtime>::get(netuid)),
		kappa: Compact(Kappa::<Runtime>::get(netuid)),
		difficulty: Compact(Difficulty::<Runtime>::get(netuid)),
		immunity_period: Compact(ImmunityPeriod::<Runtime>::get(netuid)),
		max_allowed_validators: Compact(MaxAllowedValidators::<Runtime>::get(netuid)),
		min_allowed_weights: Compact(MinAllowedWeights::<Runtime>::get(netuid)),
		max_weights_limit: Compact(MaxWeightsLimit::<Runtime>::get(netuid)),
		scaling_law_power: Compact(ScalingLawPower::<Runtime>::get(netuid)),
		subnetwork_n: Compact(SubnetworkN::<Runtime>::get(netuid)),
		max_allowed_uids: Compact(MaxAllowedUids::<Runtime>::get(netuid)),
		blocks_since_last_step: Compact(BlocksSinceLastStep::<Runtime>::get(netuid)),
		tempo: Compact(Tempo::<Runtime>::get(netuid)),
		network_modality: Compact(0),
		network_connect: Vec::new(),
		emission_value: Compact(dynamic::emission(netuid).get()),
		burn: Compact(Burn::<Runtime>::get(netuid)),
		owner: SubnetOwner::<Runtime>::get(netuid),
		identity: SubnetIdentitiesV3::<Runtime>::get(netuid),
	})
}

/// The name as shown to people: what the owner says, else what clients have always known the first subnets by, else
/// "unknown". Spec: subnets 8.2.
pub fn name(netuid: NetUid) -> Vec<Compact<u8>> {
	let named = SubnetIdentitiesV3::<Runtime>::get(netuid)
		.map(|identity| identity.subnet_name)
		.filter(|subnet_name| !subnet_name.is_empty());
	let unnamed = || match netuid.get() {
		0 => b"root".to_vec(),
		1 => b"apex".to_vec(),
		2 => b"omron".to_vec(),
		_ => b"unknown".to_vec(),
	};
	compact(named.unwrap_or_else(unnamed))
}

/// The symbol of the alpha. Spec: subnets 9.
pub fn symbol(netuid: NetUid) -> Vec<Compact<u8>> {
	compact(TokenSymbol::<Runtime>::get(netuid))
}

/// The account that holds the TAO of the subnet's pool. Spec: economics 2.4.
pub fn account(netuid: NetUid) -> Option<AccountId> {
	live(netuid).map(AlphaAssets::subnet_account)
}

/// The block of the next epoch. Spec: consensus 3.4.
pub fn next_epoch_start_block(netuid: NetUid) -> Option<u64> {
	Subnets::next_epoch_block(live(netuid)?)
}
