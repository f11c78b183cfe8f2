//! That what was set holds from then on. Neurons' own settings are another suite's matter.

use crate::{
	chain::Chain,
	kit::{account, at, call, coldkey, error, hotkey, root, AdminCall, ProtocolCall},
	scene::{chain_with_subnets, with_subnets, FAST},
	table::Protocol,
};
use pallet_protocol::{
	ActivityCutoff, AdjustmentAlpha, AdjustmentInterval, Burn, Delegates, Difficulty, DissolveNetworkScheduleDuration,
	FirstEmissionBlockNumber, MaxDifficulty, MinDifficulty, Rho, SubtokenEnabled, TargetRegistrationsPerInterval,
};
use pallet_staking::Sweep;
use sp_io::hashing::twox_128;
use sp_keyring::Sr25519Keyring::{Bob, Charlie, Dave, Ferdie};
use sp_runtime::DispatchResult;
use std::collections::BTreeMap;
use taonet_runtime::{
	views::{dynamic, metagraph},
	Runtime, Staking, Subnets, System,
};
use taonet_types::{fixed::U64F64, AlphaBalance, MechId, NetUid, TaoBalance, RAO_PER_TAO};

fn register_network() -> DispatchResult {
	call(&coldkey(Charlie), ProtocolCall::register_network { hotkey: hotkey(Charlie) })
}

fn price(netuid: NetUid) -> u64 {
	Burn::<Runtime>::get(netuid).get()
}

#[test]
fn subnet_is_started_after_the_delay() {
	let mut chain = Chain::local();
	chain.root(AdminCall::sudo_set_start_call_delay { delay: 5 });
	let netuid = chain.register_subnet(Bob);
	let start = || call(&coldkey(Bob), ProtocolCall::start_call { netuid });
	for _ in 0..4 {
		chain.block(|| assert_eq!(start(), error(Protocol::NeedWaitingMoreBlocksToStarCall)));
	}
	chain.block(|| assert_eq!(start(), Ok(())));
	// Registered in block 2, started in block 7.
	chain.look(|| {
		assert!(SubtokenEnabled::<Runtime>::get(netuid));
		assert_eq!(FirstEmissionBlockNumber::<Runtime>::get(netuid), Some(8));
	});
	chain.block(|| assert_eq!(start(), error(Protocol::FirstEmissionBlockNumberAlreadySet)));
}

#[test]
fn subnet_waits_for_ever_when_the_delay_is_endless() {
	let mut chain = Chain::local();
	chain.root(AdminCall::sudo_set_start_call_delay { delay: u64::MAX });
	let netuid = chain.register_subnet(Bob);
	chain.block(|| {
		let start = || call(&coldkey(Bob), ProtocolCall::start_call { netuid });
		at(u32::MAX, || assert_eq!(start(), error(Protocol::NeedWaitingMoreBlocksToStarCall)));
		// Root lets it go.
		assert_eq!(root(AdminCall::sudo_set_start_call_delay { delay: 0 }), Ok(()));
		assert_eq!(start(), Ok(()));
	});
}

#[test]
fn subnets_are_created_as_often_as_root_allows() {
	let mut chain = Chain::local();
	chain.register_subnet(Bob);
	chain.block(|| {
		let now = System::block_number();
		assert_eq!(root(AdminCall::sudo_set_network_rate_limit { rate_limit: 20 }), Ok(()));
		// The last one was created in the block before.
		at(now + 18, || assert_eq!(register_network(), error(Protocol::NetworkTxRateLimitExceeded)));
		at(now + 19, || assert_eq!(register_network(), Ok(())));
	});
}

#[test]
fn subnets_are_as_many_as_root_allows() {
	let mut chain = Chain::local();
	chain.register_subnet(Bob);
	chain.block(|| {
		assert_eq!(root(AdminCall::sudo_set_subnet_limit { max_subnets: 2 }), Ok(()));
		assert_eq!(register_network(), error(Protocol::SubnetLimitReached));
		assert_eq!(Subnets::subnet_to_prune(), None);
		// One has to go when none is immune: the genesis subnet is as cheap and older.
		assert_eq!(root(AdminCall::sudo_set_network_immunity_period { immunity_period: 0 }), Ok(()));
		assert_eq!(Subnets::subnet_to_prune(), Some(NetUid::new(1)));
		assert_eq!(root(AdminCall::sudo_set_subnet_limit { max_subnets: 3 }), Ok(()));
		assert_eq!(register_network(), Ok(()));
		assert_eq!(Subnets::subnets().len(), 4);
	});
}

/// Twice the last cost after a registration, and the last one when the interval is over.
#[test]
fn subnets_cost_what_root_says() {
	let mut chain = Chain::local();
	let cost = || Subnets::lock_cost().get() / RAO_PER_TAO;
	chain.block(|| {
		assert_eq!(cost(), 1_000);
		assert_eq!(
			root(AdminCall::sudo_set_network_min_lock_cost { lock_cost: TaoBalance::new(RAO_PER_TAO * 7) }),
			Ok(())
		);
		assert_eq!(root(AdminCall::sudo_set_lock_reduction_interval { interval: 1_000 }), Ok(()));
		assert_eq!(register_network(), Ok(()));
		let paid = pallet_protocol::NetworkLastLockCost::<Runtime>::get().get();
		assert_eq!(Subnets::lock_cost().get(), 2 * paid);
		let now = System::block_number();
		at(now + 500, || assert_eq!(Subnets::lock_cost().get(), 2 * paid - paid / 1_000 * 500));
		at(now + 1_000, || assert_eq!(Subnets::lock_cost().get(), 2 * paid - paid / 1_000 * 1_000));
		at(now + 100_000, || assert_eq!(cost(), 7));
	});
}

#[test]
fn nobody_registers_where_root_does_not_allow_it() {
	let (mut chain, scene) = chain_with_subnets(&FAST);
	let netuid = scene.netuid;
	let register = || call(&coldkey(Ferdie), ProtocolCall::burned_register { netuid, hotkey: hotkey(Ferdie) });
	chain.root(AdminCall::sudo_set_network_registration_allowed { netuid, registration_allowed: false });
	chain.block(|| assert_eq!(register(), error(Protocol::SubNetRegistrationDisabled)));
	chain.root(AdminCall::sudo_set_network_registration_allowed { netuid, registration_allowed: true });
	chain.block(|| assert_eq!(register(), Ok(())));
}

#[test]
fn price_of_a_registration_keeps_within_its_bounds_from_the_next_block_on() {
	let (mut chain, scene) = chain_with_subnets(&FAST);
	let netuid = scene.netuid;
	let half = RAO_PER_TAO / 2;
	chain.block(|| {
		assert!(price(netuid) > half);
		assert_eq!(root(AdminCall::sudo_set_max_burn { netuid, max_burn: TaoBalance::new(half) }), Ok(()));
		assert!(price(netuid) > half);
	});
	chain.block(|| assert_eq!(price(netuid), half));
	chain.block(|| {
		assert!(price(netuid) < half);
		assert_eq!(root(AdminCall::sudo_set_min_burn { netuid, min_burn: TaoBalance::new(half - 5) }), Ok(()));
	});
	chain.run(3);
	chain.look(|| assert_eq!(price(netuid), half - 5));
}

#[test]
fn price_of_a_registration_falls_and_rises_as_was_set() {
	let (mut chain, scene) = chain_with_subnets(&FAST);
	let netuid = scene.netuid;
	chain.block(|| {
		Burn::<Runtime>::insert(netuid, TaoBalance::new(RAO_PER_TAO));
		assert_eq!(root(AdminCall::sudo_set_burn_half_life { netuid, burn_half_life: 1 }), Ok(()));
		let thrice = AdminCall::sudo_set_burn_increase_mult { netuid, burn_increase_mult: U64F64::from_num(3) };
		assert_eq!(root(thrice), Ok(()));
	});
	chain.block(|| {
		assert_eq!(price(netuid), RAO_PER_TAO / 2);
		let register = ProtocolCall::burned_register { netuid, hotkey: hotkey(Ferdie) };
		assert_eq!(call(&coldkey(Ferdie), register), Ok(()));
		assert_eq!(price(netuid), RAO_PER_TAO / 2 * 3);
	});
	chain.block(|| assert_eq!(price(netuid), RAO_PER_TAO / 4 * 3));
}

/// They hold whenever a take is changed; one that lies outside stays as it is until then.
#[test]
fn delegates_take_between_roots_bounds() {
	with_subnets(&FAST, |scene| {
		let hotkey = hotkey(Bob);
		let set = |call: AdminCall| assert_eq!(root(call), Ok(()));
		let increase = |take| call(&scene.owner, ProtocolCall::increase_take { hotkey: hotkey.clone(), take });
		let decrease = |take| call(&scene.owner, ProtocolCall::decrease_take { hotkey: hotkey.clone(), take });
		set(AdminCall::sudo_set_tx_delegate_take_rate_limit { tx_rate_limit: 0 });
		set(AdminCall::sudo_set_default_take { default_take: 5_000 });
		set(AdminCall::sudo_set_min_delegate_take { take: 3_000 });
		assert_eq!(increase(5_001), error(Protocol::DelegateTakeTooHigh));
		assert_eq!(increase(2_999), error(Protocol::DelegateTakeTooLow));
		assert_eq!(increase(5_000), Ok(()));
		set(AdminCall::sudo_set_default_take { default_take: 4_000 });
		assert_eq!(Delegates::<Runtime>::get(&hotkey), 5_000);
		assert_eq!(decrease(4_001), error(Protocol::DelegateTakeTooHigh));
		assert_eq!(decrease(2_999), error(Protocol::DelegateTakeTooLow));
		assert_eq!(decrease(3_000), Ok(()));
	});
}

#[test]
fn takes_are_raised_as_often_as_root_allows() {
	with_subnets(&FAST, |scene| {
		let increase = |take| call(&scene.owner, ProtocolCall::increase_take { hotkey: hotkey(Bob), take });
		let now = System::block_number();
		assert_eq!(increase(100), Ok(()));
		assert_eq!(root(AdminCall::sudo_set_tx_delegate_take_rate_limit { tx_rate_limit: 20 }), Ok(()));
		at(now + 20, || assert_eq!(increase(200), error(Protocol::DelegateTxRateLimitExceeded)));
		at(now + 21, || assert_eq!(increase(200), Ok(())));
		assert_eq!(root(AdminCall::sudo_set_tx_delegate_take_rate_limit { tx_rate_limit: 0 }), Ok(()));
		assert_eq!(increase(200), Ok(()));
	});
}

/// It need not be anybody's when it is named. Stake on a hotkey without owner could not be unstaked.
#[test]
fn owner_hotkey_of_nobody_is_claimed_for_the_owner_with_the_first_cut() {
	let (mut chain, scene) = chain_with_subnets(&FAST);
	let (netuid, hotkey) = (scene.netuid, account(9));
	chain.block(|| {
		assert_eq!(call(&scene.owner, ProtocolCall::start_call { netuid }), Ok(()));
		let named = AdminCall::sudo_set_sn_owner_hotkey { netuid, hotkey: hotkey.clone() };
		assert_eq!(call(&scene.owner, named), Ok(()));
		assert_eq!(Subnets::owner_of(&hotkey), None);
	});
	chain.run(12);
	chain.block(|| {
		let cut = Staking::stake_of(&hotkey, &scene.owner, netuid);
		assert!(cut > AlphaBalance::ZERO);
		assert_eq!(Subnets::owner_of(&hotkey), Some(scene.owner.clone()));
		let unstaking = ProtocolCall::remove_stake { hotkey: hotkey.clone(), netuid, amount_unstaked: cut };
		assert_eq!(call(&scene.owner, unstaking), Ok(()));
	});
}

#[test]
fn small_nominations_go_when_root_raises_the_least_and_only_then() {
	let (mut chain, scene) = chain_with_subnets(&FAST);
	let netuid = scene.netuid;
	let hotkey = hotkey(Bob);
	let stake_of = |key| Staking::stake_of(&hotkey, &coldkey(key), netuid).get();
	chain.block(|| {
		// It is not started: nothing is emitted, and no stake grows.
		assert_eq!(root(AdminCall::sudo_set_subtoken_enabled { netuid, subtoken_enabled: true }), Ok(()));
		// The owner's, which is no nomination, one that is too small, and one that is not.
		for (key, rao) in [(Bob, RAO_PER_TAO / 20), (Charlie, RAO_PER_TAO / 20), (Dave, RAO_PER_TAO / 2)] {
			let amount_staked = TaoBalance::new(rao);
			let add = ProtocolCall::add_stake { hotkey: hotkey.clone(), netuid, amount_staked };
			assert_eq!(call(&coldkey(key), add), Ok(()));
		}
	});
	let before = chain.look(|| [Bob, Dave].map(stake_of));
	// To 0.1 TAO.
	chain.root(AdminCall::sudo_set_nominator_min_required_stake { min_stake: 200_000_000 });
	chain.run(5);
	chain.look(|| {
		assert_eq!(Sweep::<Runtime>::get(), None, "is complete");
		assert_eq!(stake_of(Charlie), 0);
		assert_eq!([Bob, Dave].map(stake_of), before);
	});
	// Nobody becomes too small when it is lowered.
	chain.root(AdminCall::sudo_set_nominator_min_required_stake { min_stake: 100_000_000 });
	chain.look(|| assert_eq!(Sweep::<Runtime>::get(), None));
}

/// Twice the same, once with every dead parameter set to something else.
#[test]
fn dead_parameters_change_nothing() {
	let story = |dead: bool| {
		let (mut chain, scene) = chain_with_subnets(&FAST);
		let netuid = scene.netuid;
		if dead {
			chain.block(|| {
				for asked in [
					AdminCall::sudo_set_rho { netuid, rho: 77 },
					AdminCall::sudo_set_activity_cutoff { netuid, activity_cutoff: 777 },
					AdminCall::sudo_set_min_difficulty { netuid, min_difficulty: 1 },
					AdminCall::sudo_set_max_difficulty { netuid, max_difficulty: 2 },
					AdminCall::sudo_set_difficulty { netuid, difficulty: u64::MAX },
					AdminCall::sudo_set_adjustment_interval { netuid, adjustment_interval: 1 },
					AdminCall::sudo_set_adjustment_alpha { netuid, adjustment_alpha: u64::MAX },
					AdminCall::sudo_set_target_registrations_per_interval {
						netuid,
						target_registrations_per_interval: 0,
					},
					AdminCall::sudo_set_max_registrations_per_block { netuid, max_registrations_per_block: 0 },
					AdminCall::sudo_set_dissolve_network_schedule_duration { duration: 1 },
				] {
					assert_eq!(root(asked), Ok(()));
				}
			});
		} else {
			chain.run(1);
		}
		chain.register_neuron(netuid, Ferdie);
		chain.run(15);
		chain.look(|| {
			if dead {
				Rho::<Runtime>::remove(netuid);
				ActivityCutoff::<Runtime>::insert(netuid, 5_000);
				MinDifficulty::<Runtime>::remove(netuid);
				MaxDifficulty::<Runtime>::remove(netuid);
				Difficulty::<Runtime>::remove(netuid);
				AdjustmentInterval::<Runtime>::remove(netuid);
				AdjustmentAlpha::<Runtime>::remove(netuid);
				TargetRegistrationsPerInterval::<Runtime>::remove(netuid);
				pallet_protocol::MaxRegistrationsPerBlock::<Runtime>::remove(netuid);
				DissolveNetworkScheduleDuration::<Runtime>::kill();
			}
			(metagraph::full(netuid, MechId::MAIN), dynamic::info(netuid), price(netuid), crate::wire::state())
		})
	};
	let (quiet, dead) = (story(false), story(true));
	assert_eq!((dead.0, dead.1, dead.2), (quiet.0, quiet.1, quiet.2));
	// Hashes of blocks differ, and the randomness made of them.
	let without_history = |mut state: BTreeMap<Vec<u8>, Vec<u8>>| {
		let accounts = [twox_128(b"System"), twox_128(b"Account")].concat();
		let hashes = [twox_128(b"System"), twox_128(b"RandomnessCollectiveFlip")];
		state.retain(|key, _| key.starts_with(&accounts) || !hashes.iter().any(|pallet| key.starts_with(pallet)));
		state
	};
	assert_eq!(without_history(dead.3), without_history(quiet.3));
}
