//! What root sets. Who may, and within which bounds, is for the caller to decide. Spec: economics 6.2, 20.

use crate::{Config, Pallet};
use pallet_protocol::{
	CKBurn, Event as ProtocolEvent, FlowEmaSmoothingFactor, FlowNormExponent, NetTaoFlowEnabled, Pallet as Protocol,
	SubnetOwnerCut, TaoFlowCutoff,
};
use taonet_types::fixed::{I64F64, U64F64};

impl<T: Config> Pallet<T> {
	/// Sets the owners' part of new alpha, a u16 proportion. What is in the pots stays as it is.
	pub fn set_subnet_owner_cut(cut: u16) {
		SubnetOwnerCut::<T>::put(cut);
		Protocol::<T>::deposit_event(ProtocolEvent::SubnetOwnerCutSet(cut));
	}

	/// Sets the part of what parents of child keys earn that is recycled, in parts of 2^64 - 1.
	pub fn set_ck_burn(burn: u64) {
		CKBurn::<T>::put(burn);
	}

	/// Sets the RAO a block that a smoothed flow must exceed to count.
	pub fn set_tao_flow_cutoff(cutoff: I64F64) {
		TaoFlowCutoff::<T>::put(cutoff);
	}

	/// Sets the power to which flows are raised; from 1 to 2, which the caller sees to.
	pub fn set_flow_norm_exponent(exponent: U64F64) {
		FlowNormExponent::<T>::put(exponent);
	}

	/// Sets the weight of a block's flow in the average, in parts of 2^63 - 1.
	pub fn set_flow_smoothing_factor(factor: u64) {
		FlowEmaSmoothingFactor::<T>::put(factor);
	}

	/// Sets whether the protocol's flow is subtracted from that of the users.
	pub fn set_net_tao_flow_enabled(is_enabled: bool) {
		NetTaoFlowEnabled::<T>::put(is_enabled);
	}
}
