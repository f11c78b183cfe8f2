//! Sequences of staking calls.

use crate::{
	documents::{Account, Operation, Sequence, State, Step},
	left_out,
	reference::{account, AlphaAssets, Reference, RuntimeCall, RuntimeOrigin, Staking, System},
	state::{self, Figures},
};
use frame_support::storage::with_storage_layer;
use pallet_protocol::{Call, SubnetAlphaOut};
use sp_runtime::{traits::Dispatchable, ArithmeticError, DispatchError, DispatchResult};
use std::collections::BTreeSet;
use taonet_golden::{Differences, VectorFile};
use taonet_types::{AlphaBalance, NetUid};

/// Calls what was called, and compares what each call answers and the state after it.
pub fn stake(file: &VectorFile) -> Result<(), String> {
	let sequence: Sequence = file.read()?;
	if sequence.schema != "stake-v1" {
		return Err(format!("the schema {} is not known", sequence.schema));
	}
	if sequence.steps.is_empty() {
		return Err("the file holds no step".to_owned());
	}
	let left_out = sp_io::TestExternalities::new_empty().execute_with(|| replay(&sequence))?;
	let (steps, left) = (sequence.steps.len(), left_out.len());
	// Not where the results of tests are written.
	eprintln!("replayed: {}: {} of {steps} steps are equal, {left} left out", file.name, steps.saturating_sub(left));
	for (number, reason) in left_out {
		eprintln!("replayed: {}: step {number} is left out: {reason}", file.name);
	}
	Ok(())
}

/// Stops at the first step that differs. Answers which were left out, and why.
fn replay(sequence: &Sequence) -> Result<Vec<(usize, &'static str)>, String> {
	state::write(sequence)?;
	let mut differences = Differences::default();
	compare_state(&sequence.initial.state, &mut differences);
	differences.result().map_err(|different| format!("before the first step: {different}"))?;
	let mut left_out = vec![];
	for (number, step) in sequence.steps.iter().enumerate() {
		if number > 0 {
			System::set_block_number(System::block_number().saturating_add(1));
		}
		let mut differences = Differences::default();
		match left_out::reason(step) {
			Some(reason) => left_out.push((number, reason)),
			None => differences.compare("answer", &step.result.name(), &answer(step)),
		}
		compare_state(&step.after, &mut differences);
		differences.result().map_err(|different| format!("step {number}, {:?}: {different}", step.operation))?;
	}
	Ok(left_out)
}

/// Carries the step out. "ok", or the name of the error.
fn answer(step: &Step) -> &'static str {
	match step.operation.carry_out() {
		Ok(()) => "ok",
		Err(DispatchError::Module(error)) => error.message.unwrap_or("an error without a name"),
		Err(error) => error.into(),
	}
}

fn compare_state(measured: &State, differences: &mut Differences) {
	let recorded = state::recorded(measured);
	let stored = state::stored(measured.balances.iter().map(|(coldkey, _)| *coldkey));
	let names: BTreeSet<_> = recorded.keys().chain(stored.keys()).map(String::as_str).collect();
	let figure = |figures: &Figures, name: &str| figures.get(name).copied();
	for name in names {
		if !left_out::FIGURES.contains(&name) {
			differences.compare(name, &figure(&recorded, name), &figure(&stored, name));
		}
	}
}

impl Operation {
	fn carry_out(&self) -> DispatchResult {
		if let Self::DividendToAllNominators { hotkey, netuid, amount } = *self {
			return with_storage_layer(|| pay_dividend(hotkey, netuid, amount));
		}
		let (coldkey, call) = self.call().ok_or(DispatchError::Other("no call"))?;
		let origin = RuntimeOrigin::signed(account(coldkey));
		RuntimeCall::SubtensorModule(call).dispatch(origin).map(drop).map_err(|failed| failed.error)
	}

	/// Who calls what, if it is a call.
	fn call(&self) -> Option<(Account, Call<Reference>)> {
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
			Self::RecycleAlpha { hotkey, coldkey, netuid, amount } => {
				(coldkey, Call::recycle_alpha { hotkey: account(hotkey), amount, netuid })
			},
			Self::BurnAlpha { hotkey, coldkey, netuid, amount } => {
				(coldkey, Call::burn_alpha { hotkey: account(hotkey), amount, netuid })
			},
			Self::DividendToAllNominators { .. } => return None,
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
