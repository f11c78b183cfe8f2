//! What people do.

use crate::world::{World, TEMPO};
use frame_support::traits::GetCallMetadata;
use pallet_admin_utils::Call as AdminCall;
use pallet_protocol::Call;
use rand::{rngs::StdRng, Rng};
use sp_runtime::{traits::Dispatchable, DispatchError};
use std::{
	collections::{BTreeMap, BTreeSet},
	fmt,
};
use taonet_runtime::{Runtime, RuntimeCall, RuntimeOrigin, Staking, TAO};
use taonet_types::{AlphaBalance, NetUid, TaoBalance};

/// How often people stake, unstake or move stake in a block.
const MOVES_PER_BLOCK: u32 = 6;
/// Blocks between two changes of what is fashionable.
const FASHION: u32 = 200;
/// Most positions of one who stakes.
const MOST_POSITIONS: usize = 24;

/// Stake: on the hotkey of which validator, and on which subnet.
type Position = (u16, NetUid);

/// What people know of the world, and what they were answered.
pub struct People<'a> {
	world: &'a World,
	/// How good each miner is, by subnet.
	skills: Vec<Vec<f64>>,
	/// How much each subnet is sought after, root first.
	fashion: Vec<f64>,
	/// Where each of those has stake who stake.
	positions: Vec<BTreeSet<Position>>,
	/// How often each call succeeded, and why it was refused.
	answers: BTreeMap<String, u64>,
}

impl<'a> People<'a> {
	/// People with skills and preferences drawn by lot.
	pub fn new(world: &'a World, dice: &mut StdRng) -> Self {
		let skills = (0..world.subnets).map(|_| {
			// Few miners are much better than the rest.
			(0..world.miners).map(|_| dice.random::<f64>().powi(3) + 0.01).collect()
		});
		Self {
			world,
			skills: skills.collect(),
			fashion: (0..=world.subnets).map(|_| dice.random_range(0.1..1.0)).collect(),
			positions: vec![BTreeSet::new(); usize::from(world.stakers)],
			answers: BTreeMap::new(),
		}
	}

	/// All that is done in a block.
	pub fn act(&mut self, block: u32, dice: &mut StdRng) {
		if block == 1 {
			self.open();
		}
		if block.is_multiple_of(FASHION) {
			self.fashion
				.iter_mut()
				.for_each(|sought| *sought = (*sought * dice.random_range(0.8..1.25)).clamp(0.01, 10.0));
		}
		for _ in 0..MOVES_PER_BLOCK {
			self.move_stake(dice);
		}
		self.set_weights(block, dice);
	}

	/// Starts all subnets. Weights are set in plain sight, so that nobody has to reveal anything.
	fn open(&mut self) {
		self.root(AdminCall::sudo_set_admin_freeze_window { window: 0 });
		for netuid in self.world.netuids() {
			self.root(AdminCall::sudo_set_commit_reveal_weights_enabled { netuid, enabled: false });
			self.signed(self.world.owner(netuid), Call::start_call { netuid });
		}
	}

	/// Each validator has its turn on each subnet once in a tempo.
	fn set_weights(&mut self, block: u32, dice: &mut StdRng) {
		let tempo = u32::from(TEMPO);
		for netuid in self.world.netuids() {
			for validator in 0..self.world.validators {
				let turn = u32::from(netuid.get()) * 7 + u32::from(validator) * 5;
				if turn % tempo == block % tempo {
					let call = self.opinion(netuid, dice);
					self.signed(self.world.validator(validator), call);
				}
			}
		}
	}

	/// What a validator finds of all miners: what they are worth, nearly.
	fn opinion(&self, netuid: NetUid, dice: &mut StdRng) -> Call<Runtime> {
		let skills = &self.skills[usize::from(netuid.get()) - 1];
		let weights = skills.iter().map(|skill| (skill * dice.random_range(0.8..1.2) * 50_000.0).min(65_535.0) as u16);
		let dests = (self.world.validators..).take(skills.len());
		Call::set_weights { netuid, dests: dests.collect(), weights: weights.collect(), version_key: 0 }
	}

	/// Somebody stakes, unstakes, moves stake or claims what root stake has earned.
	fn move_stake(&mut self, dice: &mut StdRng) {
		let number = dice.random_range(0..self.world.stakers);
		let staker = self.world.staker(number);
		let own = self.positions[usize::from(number)].clone();
		let held = (!own.is_empty()).then(|| *own.iter().nth(dice.random_range(0..own.len())).expect("is one of them"));
		let target = (dice.random_range(0..self.world.validators), self.sought(dice));
		let (call, gained) = match (dice.random_range(0..100), held) {
			(0..45, _) if own.len() < MOST_POSITIONS => {
				let (hotkey, netuid) = (self.world.validator(target.0), target.1);
				// From a tenth of a TAO to a hundred.
				let amount = 10f64.powf(dice.random_range(-1.0..2.0)) * TAO as f64;
				let amount_staked = TaoBalance::new(amount as u64);
				(Call::add_stake { hotkey, netuid, amount_staked }, Some(target))
			},
			(0..80, Some((validator, netuid))) => {
				let hotkey = self.world.validator(validator);
				let amount_unstaked = part(self.stake(number, (validator, netuid)), dice);
				(Call::remove_stake { hotkey, netuid, amount_unstaked }, None)
			},
			(80..95, Some((validator, origin_netuid))) => {
				let hotkey = self.world.validator(validator);
				let alpha_amount = part(self.stake(number, (validator, origin_netuid)), dice);
				let destination_netuid = target.1;
				let call = Call::swap_stake { hotkey, origin_netuid, destination_netuid, alpha_amount };
				(call, Some((validator, destination_netuid)))
			},
			_ => {
				let subnets = (0..5).map(|_| NetUid::new(dice.random_range(1..=self.world.subnets))).collect();
				(Call::claim_root { subnets }, None)
			},
		};
		let succeeded = self.signed(staker, call);
		let changed = held.into_iter().chain(gained.filter(|_| succeeded));
		for position in changed {
			let is_empty = self.stake(number, position).is_zero();
			let own = &mut self.positions[usize::from(number)];
			if is_empty {
				own.remove(&position);
			} else {
				own.insert(position);
			}
		}
	}

	fn stake(&self, staker: u16, (validator, netuid): Position) -> AlphaBalance {
		Staking::stake_of(&self.world.validator(validator), &self.world.staker(staker), netuid)
	}

	/// A subnet, or root, the likelier the more it is sought after.
	fn sought(&self, dice: &mut StdRng) -> NetUid {
		let mut left = dice.random_range(0.0..self.fashion.iter().sum());
		let found = self.fashion.iter().position(|sought| {
			left -= sought;
			left < 0.0
		});
		NetUid::new(u16::try_from(found.unwrap_or(0)).expect("there are few"))
	}

	/// Whether the call succeeded.
	fn signed(&mut self, signer: taonet_runtime::AccountId, call: Call<Runtime>) -> bool {
		self.dispatch(RuntimeOrigin::signed(signer), call.into())
	}

	fn root(&mut self, call: AdminCall<Runtime>) {
		let name = format!("{call:?}");
		assert!(self.dispatch(RuntimeOrigin::root(), call.into()), "root may do anything: {name}");
	}

	fn dispatch(&mut self, origin: RuntimeOrigin, call: RuntimeCall) -> bool {
		let name = call.get_call_metadata().function_name;
		let result = call.dispatch(origin);
		let answer = match &result {
			Ok(_) => "done".to_owned(),
			Err(refused) => match refused.error {
				DispatchError::Module(error) => error.message.unwrap_or("refused").to_owned(),
				other => format!("{other:?}"),
			},
		};
		*self.answers.entry(format!("{name}: {answer}")).or_default() += 1;
		result.is_ok()
	}
}

/// Some of it, now and then all.
fn part(stake: AlphaBalance, dice: &mut StdRng) -> AlphaBalance {
	let share = if dice.random_range(0..4) == 0 { 1.0 } else { dice.random_range(0.05..1.0) };
	AlphaBalance::new((stake.get() as f64 * share) as u64)
}

/// What they were answered.
impl fmt::Display for People<'_> {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		self.answers.iter().try_for_each(|(answer, times)| writeln!(f, "{times:>10} {answer}"))
	}
}
