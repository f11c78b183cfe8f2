//! What is done on the chain between two states that were recorded: calls, and changes of the state without a call.

use crate::{
	documents::{Account, Operation},
	reference::{account, keeping_fees, AlphaAssets, Balances, Reference, RuntimeCall, RuntimeOrigin, Staking},
};
use frame_support::{storage::with_storage_layer, traits::fungible::Mutate};
use pallet_protocol::{Call, ChildkeyTake, RecycleOrBurn, SubnetAlphaOut, SubnetEmissionEnabled};
use pallet_staking::RelatedHotkeys;
use sp_runtime::{traits::Dispatchable, ArithmeticError, DispatchError, DispatchResult};
use taonet_types::{AlphaBalance, NetUid};

impl Operation {
	/// Carries it out. "ok", or the name of the error.
	pub fn answer(&self) -> &'static str {
		match self.carry_out() {
			Ok(()) => "ok",
			Err(DispatchError::Module(error)) => error.message.unwrap_or("an error without a name"),
			Err(error) => error.into(),
		}
	}

	fn carry_out(&self) -> DispatchResult {
		let Some((caller, call)) = self.call() else {
			return with_storage_layer(|| self.set_state());
		};
		let dispatch = || {
			let origin = RuntimeOrigin::signed(account(caller));
			RuntimeCall::SubtensorModule(call).dispatch(origin).map(drop).map_err(|failed| failed.error)
		};
		match self {
			Self::BurnedRegister { .. } => keeping_fees(dispatch),
			_ => dispatch(),
		}
	}

	/// What is no call.
	fn set_state(&self) -> DispatchResult {
		match *self {
			Self::DividendToAllNominators { hotkey, netuid, amount } => return pay_dividend(hotkey, netuid, amount),
			Self::SetEmissionEnabled { netuid, value } => SubnetEmissionEnabled::<Reference>::insert(netuid, value),
			Self::SetChildkeyTake { hotkey, netuid, take } => {
				ChildkeyTake::<Reference>::insert(account(hotkey), netuid, take);
				RelatedHotkeys::<Reference>::insert(netuid, account(hotkey), ());
			},
			Self::SetRecycleOrBurn { netuid, value } => RecycleOrBurn::<Reference>::insert(netuid, value),
			Self::MintBalance { coldkey, amount } => {
				Balances::mint_into(&account(coldkey), amount)?;
			},
			_ => return Err(DispatchError::Other("a call, which is dispatched")),
		}
		Ok(())
	}

	/// Who calls what, if it is a call.
	fn call(&self) -> Option<(Account, Call<Reference>)> {
		self.trade().or_else(|| self.move_of_stake()).or_else(|| self.setting())
	}

	/// Staking and unstaking.
	fn trade(&self) -> Option<(Account, Call<Reference>)> {
		Some(match *self {
			Self::AddStake { hotkey, coldkey, netuid, amount } => {
				(coldkey, Call::add_stake { hotkey: account(hotkey), netuid, amount_staked: amount })
			},
			Self::AddStakeLimit { hotkey, coldkey, netuid, amount, limit_price, allow_partial } => {
				let hotkey = account(hotkey);
				(coldkey, Call::add_stake_limit { hotkey, netuid, amount_staked: amount, limit_price, allow_partial })
			},
			Self::RemoveStake { hotkey, coldkey, netuid, amount } => {
				(coldkey, Call::remove_stake { hotkey: account(hotkey), netuid, amount_unstaked: amount })
			},
			Self::RemoveStakeLimit { hotkey, coldkey, netuid, amount, limit_price, allow_partial } => {
				let (hotkey, amount_unstaked) = (account(hotkey), amount);
				(coldkey, Call::remove_stake_limit { hotkey, netuid, amount_unstaked, limit_price, allow_partial })
			},
			Self::UnstakeAll { hotkey, coldkey } => (coldkey, Call::unstake_all { hotkey: account(hotkey) }),
			Self::RecycleAlpha { hotkey, coldkey, netuid, amount } => {
				(coldkey, Call::recycle_alpha { hotkey: account(hotkey), amount, netuid })
			},
			Self::BurnAlpha { hotkey, coldkey, netuid, amount } => {
				(coldkey, Call::burn_alpha { hotkey: account(hotkey), amount, netuid })
			},
			_ => return None,
		})
	}

	/// Stake that goes elsewhere.
	fn move_of_stake(&self) -> Option<(Account, Call<Reference>)> {
		Some(match *self {
			Self::MoveStake { hotkey, dest_hotkey, coldkey, netuid, dest_netuid, amount } => {
				let call = Call::move_stake {
					origin_hotkey: account(hotkey),
					destination_hotkey: account(dest_hotkey),
					origin_netuid: netuid,
					destination_netuid: dest_netuid,
					alpha_amount: amount,
				};
				(coldkey, call)
			},
			Self::TransferStake { hotkey, coldkey, dest_coldkey, netuid, dest_netuid, amount } => {
				let call = Call::transfer_stake {
					destination_coldkey: account(dest_coldkey),
					hotkey: account(hotkey),
					origin_netuid: netuid,
					destination_netuid: dest_netuid,
					alpha_amount: amount,
				};
				(coldkey, call)
			},
			Self::SwapStake { hotkey, coldkey, netuid, dest_netuid, amount } => {
				let call = Call::swap_stake {
					hotkey: account(hotkey),
					origin_netuid: netuid,
					destination_netuid: dest_netuid,
					alpha_amount: amount,
				};
				(coldkey, call)
			},
			_ => return None,
		})
	}

	/// What is neither.
	fn setting(&self) -> Option<(Account, Call<Reference>)> {
		Some(match self {
			Self::SetWeights { hotkey, netuid, uids, values } => {
				let (dests, weights) = (uids.clone(), values.clone());
				(*hotkey, Call::set_weights { netuid: *netuid, dests, weights, version_key: 0 })
			},
			Self::SetChildren { hotkey, coldkey, netuid, children } => {
				let children = children.iter().map(|(proportion, child)| (*proportion, account(*child))).collect();
				(*coldkey, Call::set_children { hotkey: account(*hotkey), netuid: *netuid, children })
			},
			Self::BurnedRegister { hotkey, coldkey, netuid } => {
				(*coldkey, Call::burned_register { netuid: *netuid, hotkey: account(*hotkey) })
			},
			_ => return None,
		})
	}
}

/// Makes alpha and gives it to all who have a share of a hotkey's stake. On root, where nothing is emitted on this chain, the
/// recorded run counted more stake than there was TAO.
fn pay_dividend(hotkey: Account, netuid: NetUid, alpha: AlphaBalance) -> DispatchResult {
	if netuid.is_root() {
		SubnetAlphaOut::<Reference>::try_mutate(netuid, |outside| {
			*outside = outside.checked_add(alpha).ok_or(ArithmeticError::Overflow)?;
			Ok::<_, DispatchError>(())
		})?;
	} else {
		AlphaAssets::emit_alpha(netuid, alpha)?;
	}
	Staking::add_dividend(&account(hotkey), netuid, alpha)
}
