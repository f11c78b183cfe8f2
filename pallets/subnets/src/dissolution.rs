//! Removing a subnet, step by step. Spec: subnets 3, economics 17.3.
//!
//! In one block the subnet is taken out of the list of live ones, after which nobody can do anything on it. In the blocks
//! that follow, what its holders have is added up, they are paid, and everything that is remembered of the subnet is
//! forgotten. A step visits no more entries than it is allowed to. A step that fails leaves nothing behind and is tried again
//! in the next block.

use crate::{
	hooks::{AlphaHolders, Cleared, Cursor, OnSubnetDissolved},
	Config, Dissolutions, Error, Event, Pallet, Protocol, ProtocolEvent,
};
use alloc::vec::Vec;
use codec::{Decode, Encode, MaxEncodedLen};
use frame_support::{dispatch::DispatchResult, ensure, storage::with_storage_layer, traits::Get, weights::Weight};
use pallet_issuance::Pallet as Issuance;
use pallet_protocol::{
	FirstEmissionBlockNumber, LargestLocked, NetworkRegisteredAt, NetworksAdded, RAORecycledForRegistration,
	SubnetAlphaIn, SubnetEmissionEnabled, SubnetLocked, SubnetMechanism, SubnetOwner, SubnetOwnerHotkey,
	SubnetProtocolAlpha, SubtokenEnabled, TokenSymbol, TotalNetworks,
};
use pallet_swap::Pallet as Swap;
use scale_info::TypeInfo;
use sp_runtime::{helpers_128bit::multiply_by_rational_with_rounding, DispatchError, Rounding};
use taonet_types::{NetUid, TaoBalance};

/// Reads, and writes, that an entry costs: paying a holder is the dearest. Chosen too high rather than too low.
const ACCESSES_PER_ENTRY: u64 = 8;

/// How far the removal of a subnet has come.
#[derive(Clone, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Dissolution {
	/// What is done next.
	pub stage: Stage,
	/// RAO that the pool held when the subnet was taken out.
	pub pot: TaoBalance,
	/// Alpha-rao that have a share in the pot: the pool's, the protocol's, and the holders' as far as they are added up.
	pub weight: u128,
	/// RAO paid to holders so far.
	pub paid: TaoBalance,
}

/// What is done next for a subnet that is being removed.
#[derive(Clone, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub enum Stage {
	/// Adding up what the holders have.
	Weighing {
		/// Where to go on; none: at the first holder.
		from: Option<Cursor>,
	},
	/// Paying the holders.
	Paying,
	/// Forgetting what may be too much for one block.
	Clearing,
	/// Recycling what is left of the money, and forgetting the rest.
	Settling,
}

/// The holder's part of the pot in RAO, rounded down. `weight` is the sum of all weights, that of the holder among them.
fn share_of_pot(pot: TaoBalance, alpha: u128, weight: u128) -> TaoBalance {
	let share = multiply_by_rational_with_rounding(pot.get().into(), alpha, weight, Rounding::Down);
	// Nothing is shared where nobody has anything.
	TaoBalance::new(share.and_then(|share| u64::try_from(share).ok()).unwrap_or(0))
}

impl<T: Config> Pallet<T> {
	/// Takes a subnet out of the list of live ones. The rest follows in the next blocks.
	///
	/// # Errors
	///
	/// `SubnetNotExists`, also for root.
	pub fn begin_dissolution(netuid: NetUid) -> DispatchResult {
		ensure!(!netuid.is_root() && Self::exists(netuid), Error::<T>::SubnetNotExists);
		NetworksAdded::<T>::remove(netuid);
		// It was counted when it was added.
		TotalNetworks::<T>::mutate(|count| *count = count.saturating_sub(1));
		let pool_alpha = u128::from(SubnetAlphaIn::<T>::get(netuid).get());
		let protocol_alpha = u128::from(SubnetProtocolAlpha::<T>::get(netuid).get());
		let dissolution = Dissolution {
			stage: Stage::Weighing { from: None },
			pot: Swap::<T>::close_pool(netuid),
			// Two numbers of 64 bits.
			weight: pool_alpha.saturating_add(protocol_alpha),
			paid: TaoBalance::ZERO,
		};
		Dissolutions::<T>::insert(netuid, dissolution);
		Self::remove_subnet_identity(netuid);
		Protocol::<T>::deposit_event(ProtocolEvent::NetworkRemoved(netuid));
		Ok(())
	}

	/// Goes on with the dissolutions, the lowest netuid first, and visits at most `limit` entries.
	pub fn continue_dissolutions(limit: u32) -> Weight {
		// Fewer than there are netuids, and mostly none.
		let mut netuids: Vec<NetUid> = Dissolutions::<T>::iter_keys().collect();
		netuids.sort_unstable();
		let mut left = limit;
		for netuid in &netuids {
			if left == 0 {
				break;
			}
			left = Self::continue_dissolution(*netuid, left);
		}
		let entries = u64::from(limit.saturating_sub(left));
		let listed = u64::try_from(netuids.len()).unwrap_or(u64::MAX).saturating_add(1);
		let accesses = entries.saturating_mul(ACCESSES_PER_ENTRY);
		T::DbWeight::get().reads_writes(accesses.saturating_add(listed), accesses)
	}

	/// Takes steps until the dissolution is complete or fails, or nothing is left of the limit. Tells what is left.
	fn continue_dissolution(netuid: NetUid, limit: u32) -> u32 {
		let mut left = limit;
		while left > 0 {
			let Some(dissolution) = Dissolutions::<T>::get(netuid) else { break };
			match with_storage_layer(|| Self::dissolve_step(netuid, dissolution, left)) {
				// A step that found nothing to do counts too, so that this ends.
				Ok(visited) => left = left.saturating_sub(visited.max(1)),
				Err(error) => {
					Self::deposit_event(Event::DissolutionFailed { netuid, error });
					// It is not known how much it visited. The others go on with the half.
					return left >> 1;
				},
			}
		}
		left
	}

	/// One step of at most `limit` entries. Tells how many it visited.
	fn dissolve_step(netuid: NetUid, dissolution: Dissolution, limit: u32) -> Result<u32, DispatchError> {
		let (next, visited) = match dissolution.stage.clone() {
			Stage::Weighing { from } => Self::weigh_holders(netuid, dissolution, from, limit)?,
			Stage::Paying => Self::pay_holders(netuid, dissolution, limit),
			Stage::Clearing => {
				let cleared = Self::clear_maps(netuid, limit);
				let stage = if cleared.unfinished { Stage::Clearing } else { Stage::Settling };
				(Dissolution { stage, ..dissolution }, cleared.visited)
			},
			// As many entries as there are kinds of things to forget: the rest of the block is left to other things.
			Stage::Settling => return Self::settle(netuid, dissolution).map(|()| limit),
		};
		Dissolutions::<T>::insert(netuid, next);
		Ok(visited)
	}

	fn weigh_holders(
		netuid: NetUid,
		dissolution: Dissolution,
		from: Option<Cursor>,
		limit: u32,
	) -> Result<(Dissolution, u32), DispatchError> {
		let step = T::AlphaHolders::weigh(netuid, from, limit);
		let weight = dissolution.weight.checked_add(step.alpha).ok_or(Error::<T>::Overflow)?;
		let stage = match step.next {
			Some(next) => Stage::Weighing { from: Some(next) },
			None => Stage::Paying,
		};
		Ok((Dissolution { stage, weight, ..dissolution }, step.visited))
	}

	/// Pays holders out of the subnet's account, which nothing else does any more.
	fn pay_holders(netuid: NetUid, dissolution: Dissolution, limit: u32) -> (Dissolution, u32) {
		let Dissolution { pot, weight, mut paid, .. } = dissolution;
		let step = T::AlphaHolders::take(netuid, limit, &mut |coldkey, alpha| {
			// The shares do not sum to more than the pot; whatever a holder claims, no more than that is paid.
			let share = share_of_pot(pot, alpha, weight).min(pot.saturating_sub(paid));
			let sent = with_storage_layer(|| Issuance::<T>::pay_from_subnet(netuid, coldkey, share));
			// What cannot be delivered, such as less than an account must have to one that does not exist, is recycled at
			// the end.
			paid = paid.saturating_add(sent.unwrap_or(TaoBalance::ZERO));
		});
		let stage = if step.unfinished { Stage::Paying } else { Stage::Clearing };
		(Dissolution { stage, paid, ..dissolution }, step.visited)
	}

	/// Forgets what is kept by neuron or by account. Domains above come first: they may find their entries by the neurons.
	fn clear_maps(netuid: NetUid, limit: u32) -> Cleared {
		let above = T::OnSubnetDissolved::forget(netuid, limit);
		let left = limit.saturating_sub(above.visited);
		if above.unfinished || left == 0 {
			return Cleared { unfinished: true, ..above };
		}
		let neurons = Self::clear_neurons(netuid, left);
		Cleared { visited: above.visited.saturating_add(neurons.visited), unfinished: neurons.unfinished }
	}

	/// Recycles all that is left on the subnet's account, and forgets the subnet.
	///
	/// The account does not even keep the existential deposit: a subnet that takes this number later begins with nothing.
	fn settle(netuid: NetUid, dissolution: Dissolution) -> DispatchResult {
		let recycled = Issuance::<T>::recycle_all(&Issuance::<T>::subnet_account(netuid))?;
		Swap::<T>::forget_pool(netuid);
		// While the register still names the owner.
		Self::forget_limits(netuid);
		Self::clear_hyperparameters(netuid);
		Self::clear_schedule(netuid);
		Self::clear_registry(netuid);
		Dissolutions::<T>::remove(netuid);
		Self::deposit_event(Event::SubnetDissolved { netuid, paid: dissolution.paid, recycled });
		Ok(())
	}

	/// Forgets what this domain's register says of the subnet. Only how often the number was given out is kept.
	fn clear_registry(netuid: NetUid) {
		NetworkRegisteredAt::<T>::remove(netuid);
		SubnetMechanism::<T>::remove(netuid);
		SubnetLocked::<T>::remove(netuid);
		LargestLocked::<T>::remove(netuid);
		SubnetOwner::<T>::remove(netuid);
		SubnetOwnerHotkey::<T>::remove(netuid);
		FirstEmissionBlockNumber::<T>::remove(netuid);
		SubtokenEnabled::<T>::remove(netuid);
		SubnetEmissionEnabled::<T>::remove(netuid);
		TokenSymbol::<T>::remove(netuid);
		RAORecycledForRegistration::<T>::remove(netuid);
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn share(pot: u64, alpha: u128, weight: u128) -> u64 {
		share_of_pot(TaoBalance::new(pot), alpha, weight).get()
	}

	#[test]
	fn share_is_rounded_down_when_the_pot_cannot_be_divided() {
		assert_eq!(share(100, 1, 3), 33);
		assert_eq!(share(99, 1, 3), 33);
		assert_eq!(share(2, 1, 3), 0);
	}

	#[test]
	fn share_is_the_whole_pot_when_there_is_one_holder_with_the_largest_weight() {
		assert_eq!(share(21_000_000_000_000_000, u128::MAX, u128::MAX), 21_000_000_000_000_000);
	}

	#[test]
	fn share_is_nothing_when_nobody_has_any_alpha() {
		assert_eq!(share(100, 0, 0), 0);
	}
}
