//! Nobody gets richer than who holds, whatever the order of calls, and a limit bounds what a sandwich costs.

use crate::{
	chain::{check_invariants, free, Chain},
	kit::{call, coldkey, hotkey, undone, ProtocolCall},
	words::{
		add_stake, alpha_rao, grant, rao, remove_stake, require_of_nominators, scene, stake, subnet_account, swap_fee,
		Pool, OTHER, SUBNET,
	},
};
use pallet_issuance::Pallet as Issuance;
use pallet_protocol::{Event, SubnetTAO};
use proptest::prelude::*;
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave, Eve};
use sp_runtime::DispatchResult;
use std::cell::RefCell;
use taonet_runtime::{genesis_presets::NOMINATOR_FACTOR, Runtime, Staking};
use taonet_types::{AlphaBalance, NetUid, RAO_PER_TAO};

const STAKERS: [Sr25519Keyring; 3] = [Alice, Dave, Eve];
const OWNERS: [Sr25519Keyring; 2] = [Bob, Charlie];
const NETUIDS: [NetUid; 3] = [NetUid::ROOT, SUBNET, OTHER];

/// What somebody does.
#[derive(Clone, Copy, Debug)]
enum Deed {
	Add,
	AddUpTo,
	Remove,
	RemoveDownTo,
	RemoveFull,
	Move,
	Swap,
	SwapUpTo,
	UnstakeAll,
	UnstakeAllAlpha,
}

const DEEDS: [Deed; 10] = [
	Deed::Add,
	Deed::AddUpTo,
	Deed::Remove,
	Deed::RemoveDownTo,
	Deed::RemoveFull,
	Deed::Move,
	Deed::Swap,
	Deed::SwapUpTo,
	Deed::UnstakeAll,
	Deed::UnstakeAllAlpha,
];

/// Somebody does it.
#[derive(Clone, Debug)]
struct Step {
	deed: Deed,
	who: Sr25519Keyring,
	hotkeys: (Sr25519Keyring, Sr25519Keyring),
	netuids: (NetUid, NetUid),
	/// RAO or alpha-rao.
	amount: u64,
	/// As it is asked for, in billionths.
	limit: u64,
}

impl Step {
	/// Does it, or is refused.
	fn take(&self) -> DispatchResult {
		let (hotkey, destination_hotkey) = (hotkey(self.hotkeys.0), hotkey(self.hotkeys.1));
		let (netuid, destination_netuid) = self.netuids;
		let (amount_staked, amount_unstaked) = (rao(self.amount), alpha_rao(self.amount));
		let (limit_price, alpha_amount, allow_partial) = (rao(self.limit), amount_unstaked, true);
		let origin_netuid = netuid;
		let asked = match self.deed {
			Deed::Add => ProtocolCall::add_stake { hotkey, netuid, amount_staked },
			Deed::AddUpTo => {
				ProtocolCall::add_stake_limit { hotkey, netuid, amount_staked, limit_price, allow_partial }
			},
			Deed::Remove => ProtocolCall::remove_stake { hotkey, netuid, amount_unstaked },
			Deed::RemoveDownTo => {
				ProtocolCall::remove_stake_limit { hotkey, netuid, amount_unstaked, limit_price, allow_partial }
			},
			Deed::RemoveFull => ProtocolCall::remove_stake_full_limit { hotkey, netuid, limit_price: None },
			Deed::Move => ProtocolCall::move_stake {
				origin_hotkey: hotkey,
				destination_hotkey,
				origin_netuid,
				destination_netuid,
				alpha_amount,
			},
			Deed::Swap => ProtocolCall::swap_stake { hotkey, origin_netuid, destination_netuid, alpha_amount },
			Deed::SwapUpTo => ProtocolCall::swap_stake_limit {
				hotkey,
				origin_netuid,
				destination_netuid,
				alpha_amount,
				limit_price,
				allow_partial,
			},
			Deed::UnstakeAll => ProtocolCall::unstake_all { hotkey },
			Deed::UnstakeAllAlpha => ProtocolCall::unstake_all_alpha { hotkey },
		};
		call(&coldkey(self.who), asked)
	}
}

/// As many small amounts as large ones, up to 500 units.
fn amounts() -> impl Strategy<Value = u64> {
	(18u32..39).prop_flat_map(|bits| (1u64 << bits)..(2 << bits))
}

/// Around the prices of the scene.
fn limits() -> impl Strategy<Value = u64> {
	prop_oneof![3 => 100_000_000u64..3_000_000_000, 1 => Just(RAO_PER_TAO)]
}

fn steps(who: &'static [Sr25519Keyring]) -> impl Strategy<Value = Vec<Step>> {
	let hotkeys = || prop::sample::select(&OWNERS[..]);
	let netuids = || prop::sample::select(&NETUIDS[..]);
	let step = (
		prop::sample::select(&DEEDS[..]),
		prop::sample::select(who),
		(hotkeys(), hotkeys()),
		(netuids(), netuids()),
		amounts(),
		limits(),
	);
	let step = step.prop_map(|(deed, who, hotkeys, netuids, amount, limit)| Step {
		deed,
		who,
		hotkeys,
		netuids,
		amount,
		limit,
	});
	prop::collection::vec(step, 1..40)
}

/// The scene in which Bob and Charlie have staked on every subnet, and earned something: an alpha-rao is no share.
fn lived_in() -> Chain {
	let mut chain = scene();
	chain.block(|| {
		for owner in OWNERS {
			for netuid in [SUBNET, OTHER] {
				grant(owner, &coldkey(owner), netuid, alpha_rao(12_345_678_901));
				let dividend = alpha_rao(9_876_543_217);
				assert_eq!(Issuance::<Runtime>::emit_alpha(netuid, dividend), Ok(()));
				assert_eq!(Staking::add_dividend(&hotkey(owner), netuid, dividend), Ok(()));
			}
			assert_eq!(add_stake(owner, owner, NetUid::ROOT, rao(7_777_777_777)), Ok(()));
		}
	});
	chain
}

/// On one such chain, of which nothing stays as it is afterwards.
fn on_a_chain(work: impl FnOnce() -> Result<(), TestCaseError>) -> Result<(), TestCaseError> {
	thread_local!(static CHAIN: RefCell<Chain> = RefCell::new(lived_in()));
	CHAIN.with_borrow_mut(|chain| chain.look(|| undone(work)))
}

/// What the owners have on their hotkeys.
fn held() -> Vec<u64> {
	OWNERS.iter().flat_map(|owner| NETUIDS.map(|netuid| stake(*owner, *owner, netuid))).collect()
}

/// Takes all steps, by the minimums of a production network or without any, and lets everybody out. Answers how many were
/// taken.
fn live(steps: &[Step], strict: bool) -> u64 {
	if strict {
		require_of_nominators(NOMINATOR_FACTOR);
	}
	let taken: u64 = steps.iter().map(|step| u64::from(step.take().is_ok())).sum();
	for who in STAKERS {
		for owner in OWNERS {
			let left = call(&coldkey(who), ProtocolCall::unstake_all { hotkey: hotkey(owner) });
			assert_eq!(left, Ok(()));
		}
	}
	taken
}

/// TAO of the stakers in RAO.
fn wealth() -> u64 {
	STAKERS.iter().map(|who| free(&coldkey(*who))).sum()
}

/// What nobody would pay a RAO for stays.
fn nothing_is_left() -> bool {
	let worth = |who: Sr25519Keyring, owner: Sr25519Keyring, netuid: NetUid| match stake(owner, who, netuid) {
		left if netuid.is_root() => left,
		left => Pool::of(netuid).worth(left),
	};
	STAKERS.iter().all(|who| OWNERS.iter().all(|owner| NETUIDS.iter().all(|netuid| worth(*who, *owner, *netuid) <= 1)))
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(40))]

	/// Who trades with himself alone pays the fees. From those who hold he gets nothing but roundings of shares, an alpha-rao for
	/// each call at most, which is less than any fee.
	#[test]
	fn staker_who_acts_alone_is_never_richer_than_if_he_had_held(steps in steps(&STAKERS[..1]), strict: bool) {
		on_a_chain(|| {
			let (before, held_before) = (wealth(), held());
			let taken = live(&steps, strict);
			check_invariants(0);
			prop_assert!(wealth() <= before, "{} RAO more after {} calls", wealth() - before, taken);
			prop_assert!(nothing_is_left());
			let calls = taken + 6;
			for (now, then) in held().into_iter().zip(held_before) {
				prop_assert!(now.abs_diff(then) <= calls, "{} became {}", then, now);
			}
			Ok(())
		})?;
	}

	/// One can gain what another loses, never all together.
	#[test]
	fn stakers_together_are_never_richer_than_if_they_had_held(steps in steps(&STAKERS), strict: bool) {
		on_a_chain(|| {
			let before = wealth();
			let taken = live(&steps, strict);
			check_invariants(0);
			prop_assert!(wealth() <= before, "{} RAO more after {} calls", wealth() - before, taken);
			prop_assert!(nothing_is_left());
			for netuid in NETUIDS {
				// Nothing lies about.
				prop_assert_eq!(free(&subnet_account(netuid)), SubnetTAO::<Runtime>::get(netuid).get());
			}
			Ok(())
		})?;
	}

	/// At whatever price somebody else has brought the pool: the victim pays the limit on average at most, or nothing happens.
	#[test]
	fn sandwich_of_a_purchase_costs_at_most_what_its_limit_allows(
		front in amounts(),
		amount in amounts(),
		slippage in 0u64..100_000_000,
		allow_partial: bool,
	) {
		on_a_chain(|| {
			let limit = 250_000_000 + slippage;
			let before = (free(&coldkey(Alice)), free(&coldkey(Dave)));
			let entered = add_stake(Dave, Bob, SUBNET, rao(front)).is_ok();
			let (hotkey, netuid, amount_staked, limit_price) = (hotkey(Bob), SUBNET, rao(amount), rao(limit));
			let order = ProtocolCall::add_stake_limit { hotkey, netuid, amount_staked, limit_price, allow_partial };
			let filled = call(&coldkey(Alice), order);
			if entered {
				prop_assert_eq!(remove_stake(Dave, Bob, SUBNET, AlphaBalance::MAX), Ok(()));
			}

			let (paid, got) = (before.0 - free(&coldkey(Alice)), stake(Bob, Alice, SUBNET));
			if filled.is_err() {
				prop_assert_eq!((paid, got), (0, 0));
				prop_assert!(free(&coldkey(Dave)) <= before.1);
				return Ok(());
			}
			prop_assert!(paid <= amount && (allow_partial || paid == amount));
			// Rounding takes an alpha-rao in the pool and one in the share.
			let net = u128::from(paid - swap_fee(paid));
			prop_assert!(net * 1_000_000_000 <= u128::from(limit) * u128::from(got + 2), "{} for {}", paid, got);
			// The attacker gains what the victim has lost at most.
			let gain = i128::from(free(&coldkey(Dave))) - i128::from(before.1);
			let lost = net - (u128::from(got) * 250_000_000 / 1_000_000_000).min(net);
			prop_assert!(gain <= i128::try_from(lost).unwrap() + 1, "{} of {}", gain, lost);
			Ok(())
		})?;
	}

	#[test]
	fn sandwich_of_a_sale_costs_at_most_what_its_limit_allows(
		front in amounts(),
		amount in amounts(),
		slippage in 0u64..100_000_000,
		allow_partial: bool,
	) {
		on_a_chain(|| {
			let limit = 250_000_000 - slippage;
			grant(Bob, &coldkey(Alice), SUBNET, alpha_rao(amount));
			grant(Bob, &coldkey(Dave), SUBNET, alpha_rao(front));
			let _ = remove_stake(Dave, Bob, SUBNET, AlphaBalance::MAX);
			let (before, had) = (free(&coldkey(Alice)), stake(Bob, Alice, SUBNET));
			let (hotkey, netuid, amount_unstaked, limit_price) = (hotkey(Bob), SUBNET, alpha_rao(amount), rao(limit));
			let order = ProtocolCall::remove_stake_limit { hotkey, netuid, amount_unstaked, limit_price, allow_partial };
			let filled = call(&coldkey(Alice), order);

			let (got, gone) = (free(&coldkey(Alice)) - before, had - stake(Bob, Alice, SUBNET));
			if filled.is_err() {
				prop_assert_eq!((got, gone), (0, 0));
				return Ok(());
			}
			prop_assert!(allow_partial || had - gone <= 1);
			let net = u128::from(gone - swap_fee(gone));
			prop_assert!(u128::from(got + 1) * 1_000_000_000 + u128::from(limit) * 2 >= u128::from(limit) * net, "{} for {}", got, gone);
			Ok(())
		})?;
	}
}

/// The gain of a sandwich around a purchase without a limit, as an example that there is something to be limited.
#[test]
fn sandwich_around_a_purchase_without_a_limit_pays() {
	lived_in().block(|| {
		let before = free(&coldkey(Dave));
		assert_eq!(add_stake(Dave, Bob, SUBNET, rao(500 * RAO_PER_TAO)), Ok(()));
		assert_eq!(add_stake(Alice, Bob, SUBNET, rao(500 * RAO_PER_TAO)), Ok(()));
		assert_eq!(remove_stake(Dave, Bob, SUBNET, AlphaBalance::MAX), Ok(()));
		assert!(free(&coldkey(Dave)) > before + 100 * RAO_PER_TAO);
		let told = crate::kit::events();
		assert!(matches!(told.last(), Some(Event::StakeRemoved(..))));
	});
}
