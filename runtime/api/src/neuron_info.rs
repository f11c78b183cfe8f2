//! Single neurons.

use alloc::vec::Vec;
use codec::{Compact, Decode, Encode};
use pallet_protocol::types::{AxonInfo, PrometheusInfo};
use scale_info::TypeInfo;
use sp_runtime::AccountId32;
use taonet_types::{AlphaBalance, NetUid};

/// A neuron with its weights and bonds, as mechanism 0 sees it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct NeuronInfo {
	/// The neuron's hotkey.
	pub hotkey: AccountId32,
	/// The coldkey that owns the hotkey.
	pub coldkey: AccountId32,
	/// The slot.
	pub uid: Compact<u16>,
	/// The subnet.
	pub netuid: Compact<NetUid>,
	/// Whether it set weights lately enough to count in the last epoch.
	pub active: bool,
	/// Where it serves; all zeros when it never said.
	pub axon_info: AxonInfo,
	/// Where it serves metrics; all zeros when it never said.
	pub prometheus_info: PrometheusInfo,
	/// One pair: the owning coldkey, and the alpha-rao that everybody together staked on the hotkey in this subnet.
	pub stake: Vec<(AccountId32, Compact<AlphaBalance>)>,
	/// Always 0: no longer computed. Spec: consensus 2.
	pub rank: Compact<u16>,
	/// Alpha-rao of the last epoch.
	pub emission: Compact<AlphaBalance>,
	/// Share of what miners got in the last epoch, u16 proportion.
	pub incentive: Compact<u16>,
	/// Weight that validators agreed on in the last epoch, u16 proportion.
	pub consensus: Compact<u16>,
	/// Always 0: no longer computed. Spec: consensus 2.
	pub trust: Compact<u16>,
	/// Part of its weights that stood in the last epoch, u16 proportion.
	pub validator_trust: Compact<u16>,
	/// Share of what validators got in the last epoch, u16 proportion.
	pub dividends: Compact<u16>,
	/// Block in which it registered or last set weights.
	pub last_update: Compact<u64>,
	/// Whether its weights count.
	pub validator_permit: bool,
	/// The weights it set: uid and u16 proportion, zeros left out.
	pub weights: Vec<(Compact<u16>, Compact<u16>)>,
	/// Its bonds: uid and u16 proportion, zeros left out.
	pub bonds: Vec<(Compact<u16>, Compact<u16>)>,
	/// Always 65535: no longer computed. Spec: consensus 2.
	pub pruning_score: Compact<u16>,
}

/// A neuron without weights and bonds, as mechanism 0 sees it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct NeuronInfoLite {
	/// The neuron's hotkey.
	pub hotkey: AccountId32,
	/// The coldkey that owns the hotkey.
	pub coldkey: AccountId32,
	/// The slot.
	pub uid: Compact<u16>,
	/// The subnet.
	pub netuid: Compact<NetUid>,
	/// Whether it set weights lately enough to count in the last epoch.
	pub active: bool,
	/// Where it serves; all zeros when it never said.
	pub axon_info: AxonInfo,
	/// Where it serves metrics; all zeros when it never said.
	pub prometheus_info: PrometheusInfo,
	/// One pair: the owning coldkey, and the alpha-rao that everybody together staked on the hotkey in this subnet.
	pub stake: Vec<(AccountId32, Compact<AlphaBalance>)>,
	/// Always 0: no longer computed. Spec: consensus 2.
	pub rank: Compact<u16>,
	/// Alpha-rao of the last epoch.
	pub emission: Compact<AlphaBalance>,
	/// Share of what miners got in the last epoch, u16 proportion.
	pub incentive: Compact<u16>,
	/// Weight that validators agreed on in the last epoch, u16 proportion.
	pub consensus: Compact<u16>,
	/// Always 0: no longer computed. Spec: consensus 2.
	pub trust: Compact<u16>,
	/// Part of its weights that stood in the last epoch, u16 proportion.
	pub validator_trust: Compact<u16>,
	/// Share of what validators got in the last epoch, u16 proportion.
	pub dividends: Compact<u16>,
	/// Block in which it registered or last set weights.
	pub last_update: Compact<u64>,
	/// Whether its weights count.
	pub validator_permit: bool,
	/// Always 65535: no longer computed. Spec: consensus 2.
	pub pruning_score: Compact<u16>,
}

impl NeuronInfoLite {
	/// The neuron with its weights and bonds.
	pub fn with_weights(
		self,
		weights: Vec<(Compact<u16>, Compact<u16>)>,
		bonds: Vec<(Compact<u16>, Compact<u16>)>,
	) -> NeuronInfo {
		NeuronInfo {
			hotkey: self.hotkey,
			coldkey: self.coldkey,
			uid: self.uid,
			netuid: self.netuid,
			active: self.active,
			axon_info: self.axon_info,
			prometheus_info: self.prometheus_info,
			stake: self.stake,
			rank: self.rank,
			emission: self.emission,
			incentive: self.incentive,
			consensus: self.consensus,
			trust: self.trust,
			validator_trust: self.validator_trust,
			dividends: self.dividends,
			last_update: self.last_update,
			validator_permit: self.validator_permit,
			weights,
			bonds,
			pruning_score: self.pruning_score,
		}
	}
}

sp_api::decl_runtime_apis! {
	/// Single neurons.
	pub trait NeuronInfoRuntimeApi {
		/// All neurons of a subnet by uid; none when there is no such subnet.
		fn get_neurons(netuid: NetUid) -> Vec<NeuronInfo>;

		/// The neuron in a slot; nothing for an empty slot or no such subnet.
		fn get_neuron(netuid: NetUid, uid: u16) -> Option<NeuronInfo>;

		/// All neurons of a subnet by uid, without weights and bonds; none when there is no such subnet.
		fn get_neurons_lite(netuid: NetUid) -> Vec<NeuronInfoLite>;

		/// The neuron in a slot, without weights and bonds; nothing for an empty slot or no such subnet.
		fn get_neuron_lite(netuid: NetUid, uid: u16) -> Option<NeuronInfoLite>;
	}
}
