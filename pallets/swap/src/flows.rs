//! How much is traded on a subnet, and how much TAO its users bring and take. Spec: economics 6.2, 14.4.

use crate::{Config, Pallet};
use pallet_protocol::{SubnetTaoFlow, SubnetVolume};
use taonet_types::{NetUid, TaoBalance};

impl<T: Config> Pallet<T> {
	/// Counts RAO that users brought into a subnet. Root has no flow. Spec: economics 6.2.
	pub fn record_inflow(netuid: NetUid, tao: TaoBalance) {
		Self::record_flow(netuid, signed(tao));
	}

	/// Counts RAO that users took out of a subnet: what they were paid, and what the alpha of the fee was sold for. Root has
	/// no flow. Spec: economics 6.2.
	pub fn record_outflow(netuid: NetUid, tao: TaoBalance) {
		// Not below -i64::MAX, which has a counterpart.
		Self::record_flow(netuid, signed(tao).saturating_neg());
	}

	fn record_flow(netuid: NetUid, change: i64) {
		if netuid.is_root() || change == 0 {
			return;
		}
		// The rule says that a flow stops at the limits of its type, four hundred times all TAO there can be.
		SubnetTaoFlow::<T>::mutate(netuid, |flow| *flow = flow.saturating_add(change));
	}

	/// Adds RAO to what was traded on a subnet.
	pub(crate) fn add_volume(netuid: NetUid, tao: TaoBalance) {
		if tao.is_zero() {
			return;
		}
		// 2^64 trades of all TAO there can be would not fill it.
		SubnetVolume::<T>::mutate(netuid, |volume| *volume = volume.saturating_add(tao.get().into()));
	}
}

/// The amount with a sign. More than fits, which is more TAO than there can be, stops at the largest number.
fn signed(tao: TaoBalance) -> i64 {
	i64::try_from(tao.get()).unwrap_or(i64::MAX)
}
