//! Staking 11 and 12: swaps in a row, and back again, lead to where they began.

use super::{
	scene::{old_coldkey, old_hotkey, scene, NETUIDS},
	state::{Differences, State},
};
use crate::{
	chain::Chain,
	kit::{account, call, root, AdminCall, ProtocolCall},
	rest::stop_epochs,
	words::{stored, tao, OTHER, SUBNET},
};
use pallet_emission::EarnersOfSubnet;
use pallet_protocol::Owner;
use rand::{rngs::StdRng, seq::IndexedRandom, Rng, SeedableRng};
use taonet_runtime::{AccountId, Runtime, Subnets};
use taonet_types::NetUid;

/// What a way and the way back do not restore: what was paid, when it was, and who was ever on a list. `table` and
/// `hotkeys` say why.
const REMEMBERED: [&str; 11] = [
	"System.Account",
	"System.Number",
	"System.ParentHash",
	"System.BlockHash",
	"System.Digest",
	"Balances.TotalIssuance",
	"SubtensorModule.TotalIssuance",
	"SubtensorModule.LastRateLimitedBlock",
	"SubtensorModule.LastHotkeySwapOnNetuid",
	"SubtensorModule.StakingHotkeys",
	"Subnets.StakedBefore",
];
/// What every block writes, and the announcement that a swap ends.
const PASSING: [&str; 10] = [
	"Scheduler.IncompleteSince",
	"System.BlockWeight",
	"Timestamp.Now",
	"Aura.CurrentSlot",
	"RandomnessCollectiveFlip.RandomMaterial",
	"System.LastRuntimeUpgrade",
	"SubtensorModule.BlocksSinceLastStep",
	"SubtensorModule.Burn",
	"SubtensorModule.RegistrationsThisInterval",
	"SubtensorModule.ColdkeySwapAnnouncements",
];

/// Whoever swaps a hotkey on one subnet has two, for ever; and who staked when is not told by subnet.
const OF_SECOND_HOTKEYS: [&str; 4] = [
	"SubtensorModule.Owner",
	"SubtensorModule.OwnedHotkeys",
	"SubtensorModule.LastColdkeyHotkeyStakeBlock",
	"Subnets.HotkeysOfColdkey",
];

/// Encrypted weights of a hotkey that gave way cannot be set, and go when their queue is looked at.
const QUEUES: [&str; 3] = ["SubtensorModule.TimelockedWeightCommits", "Epochs.QueueRecords", "Epochs.QueuesOf"];

fn assert_restored(before: &State, after: &State, but_for: &[&str]) {
	let mut differences = Differences::between(before, after);
	for item in REMEMBERED.iter().chain(&PASSING).chain(but_for) {
		differences.take(item);
	}
	differences.assert_none_left();
}

/// A chain on which nobody has to wait between two swaps, and nothing is emitted meanwhile.
fn impatient() -> Chain {
	let mut chain = scene();
	chain.block(|| {
		assert_eq!(root(AdminCall::sudo_set_tx_rate_limit { tx_rate_limit: 0 }), Ok(()));
		for netuid in [SUBNET, OTHER] {
			let closed = AdminCall::sudo_set_network_registration_allowed { netuid, registration_allowed: false };
			assert_eq!(root(closed), Ok(()));
		}
	});
	// Now readers are told that nothing is.
	chain.run(1);
	chain
}

/// One swap.
#[derive(Clone, Copy, Debug)]
enum Step {
	/// From one hotkey of the row to another, on these subnets.
	Hotkey(u32, u32, Option<NetUid>),
	/// From one coldkey of the row to another.
	Coldkey(u32, u32),
}

fn hotkey(number: u32) -> AccountId {
	if number == 0 {
		old_hotkey()
	} else {
		account(920 + number)
	}
}

fn coldkey(number: u32) -> AccountId {
	if number == 0 {
		old_coldkey()
	} else {
		account(960 + number)
	}
}

impl Step {
	fn reversed(self) -> Self {
		match self {
			Self::Hotkey(old, new, netuid) => Self::Hotkey(new, old, netuid),
			Self::Coldkey(old, new) => Self::Coldkey(new, old),
		}
	}

	/// Who owns the hotkeys afterwards.
	fn take(self, chain: &mut Chain, owner: &mut u32) {
		chain.block(|| match self {
			Self::Hotkey(old, new, netuid) => {
				let (hotkey, new_hotkey) = (hotkey(old), hotkey(new));
				let asked = ProtocolCall::swap_hotkey { hotkey, new_hotkey, netuid };
				assert_eq!(call(&coldkey(*owner), asked), Ok(()), "{self:?}");
			},
			Self::Coldkey(old, new) => {
				let (old_coldkey, new_coldkey) = (coldkey(old), coldkey(new));
				let asked = ProtocolCall::swap_coldkey { old_coldkey, new_coldkey, swap_cost: tao(0) };
				assert_eq!(root(asked), Ok(()), "{self:?}");
				*owner = new;
			},
		});
		// The waits of subnets.
		let height = chain.height();
		chain.skip_to(height + 10);
	}
}

fn assert_there_and_back(steps: &[Step], but_for: &[&str]) {
	let mut chain = impatient();
	let before = chain.look(stored);
	let mut owner = 0;
	for step in steps {
		step.take(&mut chain, &mut owner);
	}
	for step in steps.iter().rev() {
		step.reversed().take(&mut chain, &mut owner);
	}
	let after = chain.look(stored);
	assert_restored(&before, &after, but_for);
	chain.look(|| assert_eq!(Owner::<Runtime>::try_get(old_hotkey()), Ok(old_coldkey())));
}

#[test]
fn swaps_of_hotkeys_everywhere_and_back_restore_everything() {
	let steps: Vec<_> = (0..4).map(|number| Step::Hotkey(number, number + 1, None)).collect();
	assert_there_and_back(&steps, &[]);
}

#[test]
fn swap_of_a_coldkey_and_back_restores_everything() {
	assert_there_and_back(&[Step::Coldkey(0, 1), Step::Coldkey(1, 2)], &[]);
}

/// An epoch finds the same, and pays the same, whether the key is swapped before or after it.
fn assert_swapped_before_an_epoch_as_after_it(swap: impl Fn()) {
	let in_the_end = |swaps_before: bool| {
		let mut chain = scene();
		chain.block(|| {
			[SUBNET, OTHER].iter().for_each(|netuid| Subnets::change_tempo(*netuid, 1));
			if swaps_before {
				swap();
			}
		});
		chain.block(|| {
			stop_epochs();
			if !swaps_before {
				assert!([SUBNET, OTHER]
					.iter()
					.all(|netuid| EarnersOfSubnet::<Runtime>::contains_key(netuid, old_hotkey())));
				swap();
			}
		});
		chain.look(stored)
	};
	assert_restored(&in_the_end(false), &in_the_end(true), &QUEUES);
}

/// On all subnets: on one alone it would part with its stake on root.
#[test]
fn epoch_is_the_same_for_a_hotkey_in_the_place_of_another() {
	assert_swapped_before_an_epoch_as_after_it(|| {
		let (hotkey, new_hotkey) = (old_hotkey(), account(920));
		let asked = ProtocolCall::swap_hotkey { hotkey, new_hotkey, netuid: None };
		assert_eq!(call(&old_coldkey(), asked), Ok(()));
	});
}

#[test]
fn epoch_is_the_same_for_a_coldkey_in_the_place_of_another() {
	assert_swapped_before_an_epoch_as_after_it(|| {
		let (old_coldkey, new_coldkey) = (old_coldkey(), account(960));
		assert_eq!(root(ProtocolCall::swap_coldkey { old_coldkey, new_coldkey, swap_cost: tao(0) }), Ok(()));
	});
}

/// On one subnet after the other the hotkey becomes several; coldkeys change between.
#[test]
fn random_swaps_and_their_reverse_restore_everything() {
	for seed in 0..4 {
		let mut dice = StdRng::seed_from_u64(seed);
		// Which hotkey of the row is on which subnet, and who owns them.
		let mut on = NETUIDS.map(|netuid| (netuid, 0));
		let (mut hotkeys, mut coldkeys) = (0, 0);
		let mut steps = vec![];
		for _ in 0..6 {
			if dice.random_ratio(1, 3) {
				steps.push(Step::Coldkey(coldkeys, coldkeys + 1));
				coldkeys += 1;
				continue;
			}
			let place = *[0, 1, 2].choose(&mut dice).expect("there are some");
			let (netuid, old) = on[place];
			hotkeys += 1;
			on[place].1 = hotkeys;
			steps.push(Step::Hotkey(old, hotkeys, Some(netuid)));
		}
		println!("seed {seed}: {steps:?}");
		assert_there_and_back(&steps, &OF_SECOND_HOTKEYS);
	}
}
