//! Which part of a block's TAO a subnet gets. Spec: economics 6, 7.

use crate::{Config, Pallet, Swap};
use alloc::vec::Vec;
use pallet_protocol::{
	now, FlowEmaSmoothingFactor, FlowNormExponent, MinerBurned, NetTaoFlowEnabled, SubnetEmaProtocolFlow,
	SubnetEmaTaoFlow, SubnetEmissionEnabled, SubnetProtocolFlow, SubnetTaoFlow, TaoFlowCutoff,
};
use taonet_tokenomics::{
	flow::{Flow, FlowAverage, FlowParameters},
	root::root_sell_flag,
	shares::{ShareInputs, ShareRule, SubnetShare},
	tao_emission::{tao_emissions, SwitchedShare},
};
use taonet_types::{
	fixed::{I64F64, U96F32},
	NetUid, TaoBalance,
};

/// How a block's TAO is divided.
pub(crate) struct Division {
	/// The TAO of each eligible subnet, RAO with fraction.
	pub tao: Vec<U96F32>,
	/// Whether root is paid. Spec: economics 7.
	pub root_sells: bool,
}

impl<T: Config> Pallet<T> {
	/// Divides the TAO of this block among the eligible subnets by [`Config::Shares`], and advances the averages of their flows
	/// as the rule says.
	pub(crate) fn divide(minted: TaoBalance, eligible: &[NetUid]) -> Division {
		let inputs: Vec<ShareInputs> = eligible.iter().map(|netuid| Self::share_inputs(*netuid)).collect();
		let shares = T::Shares::shares(now::<T>(), &Self::flow_parameters(), &inputs);
		for ((netuid, share), inputs) in eligible.iter().zip(&shares).zip(&inputs) {
			Self::store_flows(*netuid, share, inputs);
		}
		let switched: Vec<SwitchedShare> = eligible
			.iter()
			.zip(&shares)
			.map(|(netuid, share)| SwitchedShare {
				share: share.share,
				emission_enabled: SubnetEmissionEnabled::<T>::get(netuid),
			})
			.collect();
		let prices: Vec<_> = inputs.iter().map(|inputs| inputs.moving_price).collect();
		Division { tao: tao_emissions(minted, &switched), root_sells: root_sell_flag(&prices) }
	}

	fn flow_parameters() -> FlowParameters {
		FlowParameters {
			smoothing_factor: FlowEmaSmoothingFactor::<T>::get(),
			cutoff: TaoFlowCutoff::<T>::get(),
			norm_exponent: FlowNormExponent::<T>::get(),
			net_flow_enabled: NetTaoFlowEnabled::<T>::get(),
		}
	}

	fn share_inputs(netuid: NetUid) -> ShareInputs {
		ShareInputs {
			user_flow: flow(SubnetTaoFlow::<T>::get(netuid), SubnetEmaTaoFlow::<T>::get(netuid)),
			protocol_flow: flow(SubnetProtocolFlow::<T>::get(netuid), SubnetEmaProtocolFlow::<T>::get(netuid)),
			moving_price: Swap::<T>::moving_price_of_live(netuid),
			miner_burned: MinerBurned::<T>::get(netuid),
		}
	}

	/// Stores the averages that the rule has advanced, and begins to count those flows anew.
	fn store_flows(netuid: NetUid, share: &SubnetShare, before: &ShareInputs) {
		if let Some(FlowAverage { block, value }) = share.user_flow {
			SubnetEmaTaoFlow::<T>::insert(netuid, (block, value));
			if before.user_flow.counter != 0 {
				Swap::<T>::take_flow(netuid);
			}
		}
		if let Some(FlowAverage { block, value }) = share.protocol_flow {
			SubnetEmaProtocolFlow::<T>::insert(netuid, (block, value));
			if before.protocol_flow.counter != 0 {
				Swap::<T>::take_protocol_flow(netuid);
			}
		}
	}
}

fn flow(counter: i64, average: Option<(u64, I64F64)>) -> Flow {
	Flow { counter, average: average.map(|(block, value)| FlowAverage { block, value }) }
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn flow_has_no_average_when_none_is_stored() {
		assert_eq!(flow(-3, None), Flow { counter: -3, average: None });
		let value = I64F64::from_num(7);
		assert_eq!(flow(5, Some((2, value))), Flow { counter: 5, average: Some(FlowAverage { block: 2, value }) });
	}
}
