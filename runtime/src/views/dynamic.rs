//! The pool and the emission of a subnet.

use super::{prices, subnets};
use crate::{Runtime, Swap};
use codec::Compact;
use pallet_protocol::{
	BlocksSinceLastStep, LastMechansimStepBlock, NetworkRegisteredAt, PendingRootAlphaDivs, PendingServerEmission,
	PendingValidatorEmission, SubnetAlphaIn, SubnetAlphaInEmission, SubnetAlphaOut, SubnetAlphaOutEmission,
	SubnetExcessTao, SubnetIdentitiesV3, SubnetOwner, SubnetOwnerHotkey, SubnetTAO, SubnetTaoInEmission, SubnetVolume,
	Tempo,
};
use taonet_runtime_api::dynamic_info::DynamicInfo;
use taonet_types::{AlphaBalance, NetUid, TaoBalance};

/// The pool and the emission of a subnet.
pub fn info(netuid: NetUid) -> Option<DynamicInfo> {
	subnets::live(netuid)?;
	Some(DynamicInfo {
		netuid: Compact(netuid),
		owner_hotkey: SubnetOwnerHotkey::<Runtime>::get(netuid),
		owner_coldkey: SubnetOwner::<Runtime>::get(netuid),
		subnet_name: subnets::name(netuid),
		token_symbol: subnets::symbol(netuid),
		tempo: Compact(Tempo::<Runtime>::get(netuid)),
		last_step: Compact(LastMechansimStepBlock::<Runtime>::get(netuid)),
		blocks_since_last_step: Compact(BlocksSinceLastStep::<Runtime>::get(netuid)),
		emission: Compact(emission(netuid).get()),
		alpha_in: Compact(SubnetAlphaIn::<Runtime>::get(netuid)),
		alpha_out: Compact(SubnetAlphaOut::<Runtime>::get(netuid)),
		tao_in: Compact(SubnetTAO::<Runtime>::get(netuid)),
		alpha_out_emission: Compact(SubnetAlphaOutEmission::<Runtime>::get(netuid)),
		alpha_in_emission: Compact(SubnetAlphaInEmission::<Runtime>::get(netuid)),
		tao_in_emission: Compact(SubnetTaoInEmission::<Runtime>::get(netuid)),
		pending_alpha_emission: Compact(pending_alpha(netuid)),
		pending_root_emission: Compact(pending_root(netuid)),
		subnet_volume: Compact(SubnetVolume::<Runtime>::get(netuid)),
		network_registered_at: Compact(NetworkRegisteredAt::<Runtime>::get(netuid)),
		subnet_identity: SubnetIdentitiesV3::<Runtime>::get(netuid),
		moving_price: Swap::moving_price(netuid),
	})
}

/// TAO for the subnet in the last block: what went into the pool and what bought alpha. Spec: economics 8.3.
pub fn emission(netuid: NetUid) -> TaoBalance {
	// Both are parts of one block's emission.
	SubnetTaoInEmission::<Runtime>::get(netuid).saturating_add(SubnetExcessTao::<Runtime>::get(netuid))
}

/// Alpha that miners and validators get at the next epoch. Spec: economics 9.2.
pub fn pending_alpha(netuid: NetUid) -> AlphaBalance {
	// Both are parts of the alpha outside the pool.
	PendingServerEmission::<Runtime>::get(netuid).saturating_add(PendingValidatorEmission::<Runtime>::get(netuid))
}

/// What the alpha is worth that stakers on root get at the next epoch. Spec: economics 9.2.
pub fn pending_root(netuid: NetUid) -> TaoBalance {
	prices::worth(PendingRootAlphaDivs::<Runtime>::get(netuid), Swap::price(netuid))
}
