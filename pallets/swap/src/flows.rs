//! How much is traded on a subnet, and how much TAO its users and the protocol bring and take. Spec: economics 6.2, 14.4.
//!
//! A flow of nothing is not stored.

use crate::{Config, Pallet};
use pallet_protocol::{SubnetProtocolFlow, SubnetTaoFlow, SubnetVolume};
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

	/// Counts RAO that the protocol itself brought into a subnet: put into the pool, or paid for alpha. Root has no flow.
	/// Spec: economics 6.2.
	pub fn record_protocol_inflow(netuid: NetUid, tao: TaoBalance) {
		Self::record_protocol_flow(netuid, signed(tao));
	}

	/// Counts RAO that left a subnet for root dividends that were sold. Root has no flow. Spec: economics 6.2, 12.4.
	pub fn record_protocol_outflow(netuid: NetUid, tao: TaoBalance) {
		Self::record_protocol_flow(netuid, signed(tao).saturating_neg());
	}

	/// Begins to count the users' flow of a subnet anew, and answers what it was, in RAO.
	pub fn take_flow(netuid: NetUid) -> i64 {
		SubnetTaoFlow::<T>::take(netuid)
	}

	/// Begins to count the protocol's flow of a subnet anew, and answers what it was, in RAO.
	pub fn take_protocol_flow(netuid: NetUid) -> i64 {
		SubnetProtocolFlow::<T>::take(netuid)
	}

	fn record_flow(netuid: NetUid, change: i64) {
		if !netuid.is_root() && change != 0 {
			SubnetTaoFlow::<T>::mutate_exists(netuid, |flow| *flow = changed(*flow, change));
		}
	}

	fn record_protocol_flow(netuid: NetUid, change: i64) {
		if !netuid.is_root() && change != 0 {
			SubnetProtocolFlow::<T>::mutate_exists(netuid, |flow| *flow = changed(*flow, change));
		}
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

/// The flow after a change; none where it is nothing.
fn changed(flow: Option<i64>, change: i64) -> Option<i64> {
	// The rule says that a flow stops at the limits of its type, four hundred times all TAO there can be.
	let flow = flow.unwrap_or_default().saturating_add(change);
	Some(flow).filter(|flow| *flow != 0)
}

/// The amount with a sign. More than fits, which is more TAO than there can be, stops at the largest number.
fn signed(tao: TaoBalance) -> i64 {
	i64::try_from(tao.get()).unwrap_or(i64::MAX)
}
