//! Calls whose fee can be paid with stake: those by which stake goes. Else nobody who holds stake and no TAO could ever
//! unstake. Spec: economics 16.2.

use crate::{AccountId, Runtime, RuntimeCall, Staking};
use frame_support::weights::Weight;
use pallet_protocol::{
	weights::{cautious, unstake_all, unstake_all_alpha, TRADE_WEIGHT},
	Call, TotalNetworks,
};
use pallet_staking::MOST_POSITIONS;
use taonet_types::NetUid;

/// Which stake of the caller a call touches.
enum Touched<'a> {
	/// On this hotkey on this subnet.
	Position(&'a AccountId, NetUid),
	/// On this hotkey, wherever it is; and what the call weighs where that is on so many subnets.
	AllOf(&'a AccountId, fn(u32) -> Weight),
}

/// The stake that the call touches; none for a call that is not on the list. A call that wraps one of the list is not.
fn touched(call: &RuntimeCall) -> Option<Touched<'_>> {
	let RuntimeCall::SubtensorModule(call) = call else { return None };
	match call {
		Call::remove_stake { hotkey, netuid, .. }
		| Call::remove_stake_limit { hotkey, netuid, .. }
		| Call::remove_stake_full_limit { hotkey, netuid, .. }
		| Call::move_stake { origin_hotkey: hotkey, origin_netuid: netuid, .. }
		| Call::transfer_stake { hotkey, origin_netuid: netuid, .. }
		| Call::swap_stake { hotkey, origin_netuid: netuid, .. }
		| Call::swap_stake_limit { hotkey, origin_netuid: netuid, .. }
		| Call::recycle_alpha { hotkey, netuid, .. }
		| Call::burn_alpha { hotkey, netuid, .. } => Some(Touched::Position(hotkey, *netuid)),
		Call::unstake_all { hotkey } => Some(Touched::AllOf(hotkey, unstake_all::<Runtime>)),
		Call::unstake_all_alpha { hotkey } => Some(Touched::AllOf(hotkey, unstake_all_alpha::<Runtime>)),
		_ => None,
	}
}

/// Stake that can pay for a call.
pub struct PayingStake {
	/// On which hotkey.
	pub hotkey: AccountId,
	/// On which subnet.
	pub netuid: NetUid,
	/// Part of the weight that the call declares of which it is known that it will not be used. Whoever pays in TAO gets the
	/// fee for it back; what is paid with stake is final, and so leaves it out from the start.
	pub unused: Weight,
}

/// The stake that can pay for the call of this coldkey: none for a call that is not on the list, or touches stake on more
/// than one subnet.
pub fn paying_stake(coldkey: &AccountId, call: &RuntimeCall) -> Option<PayingStake> {
	match touched(call)? {
		Touched::Position(hotkey, netuid) => {
			Some(PayingStake { hotkey: hotkey.clone(), netuid, unused: Weight::zero() })
		},
		Touched::AllOf(hotkey, weight) => {
			let (netuid, positions) = Staking::only_position(hotkey, coldkey)?;
			let declared = weight(TotalNetworks::<Runtime>::get().into());
			Some(PayingStake { hotkey: hotkey.clone(), netuid, unused: declared.saturating_sub(weight(positions)) })
		},
	}
}

/// What it takes at most to pay for the call with stake, beyond what paying in TAO takes: a sale, and for a call that
/// touches all stake on a hotkey a look at some subnets.
pub fn payment_weight(call: &RuntimeCall) -> Weight {
	let subnets_looked_at = match touched(call) {
		None => return Weight::zero(),
		Some(Touched::Position(..)) => 0,
		Some(Touched::AllOf(..)) => u64::try_from(MOST_POSITIONS).unwrap_or(u64::MAX),
	};
	// Twice: for the check, and for the payment.
	let reads = subnets_looked_at.saturating_mul(2 * READS_PER_SUBNET);
	cautious::<Runtime>(READS.saturating_add(reads), WRITES).saturating_add(TRADE_WEIGHT)
}

/// Storage items read for a look at a subnet: the key, twice; whether it is live and started; the share and its pool.
const READS_PER_SUBNET: u64 = 7;
/// Storage items read for a payment: the share with its pool and its lists, reserves, weights and counters of the subnet,
/// its account, and the issuance.
const READS: u64 = 28;
/// Storage items written for a payment.
const WRITES: u64 = 18;
