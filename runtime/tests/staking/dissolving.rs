//! Subnets 3, economics 17.3: what becomes of stake when its subnet is dissolved.

use crate::{
	chain::{free, Chain},
	kit::{account, call, coldkey, error, hotkey, root, ProtocolCall},
	moves::{all_four, both_on, move_stake, swap_stake, swap_stake_limit},
	offers::{assert_let_in, assert_unpaid},
	words::{
		add_stake, alpha, alpha_rao, grant, rao, refused, remove_stake, require_of_nominators, scene, stake,
		still_scene, subnet_account, tao, OTHER, SUBNET,
	},
};
use pallet_emission::DISSOLUTION_ENTRIES_PER_BLOCK;
use pallet_protocol::{
	AlphaV2, AutoStakeDestination, Error, LastColdkeyHotkeyStakeBlock, NetworksAdded, StakingHotkeys,
	SubnetProtocolAlpha, TotalHotkeyAlpha, TotalHotkeySharesV2,
};
use pallet_staking::{AutoStakersOfSubnet, HoldersOfSubnet, HotkeysOfSubnet, Sweep};
use pallet_subnets::{Dissolutions, Event};
use sp_keyring::Sr25519Keyring::{self, Alice, AliceStash, Bob, Charlie, Dave};
use sp_runtime::DispatchResult;
use std::collections::BTreeMap;
use taonet_runtime::{AlphaAssets, Balances, Runtime, RuntimeEvent, Staking, Subnets, System, TAO};
use taonet_types::NetUid;

const ROOT: NetUid = NetUid::ROOT;

fn dissolve(netuid: NetUid) {
	assert_eq!(root(ProtocolCall::root_dissolve_network { netuid }), Ok(()));
}

/// Makes blocks until nothing is being dissolved. Answers how many.
fn wait(chain: &mut Chain) -> u32 {
	let begun = chain.height();
	while chain.look(|| Dissolutions::<Runtime>::iter_keys().next().is_some()) {
		assert!(chain.height() - begun < 100, "it goes on for ever");
		chain.run(1);
	}
	chain.height() - begun
}

/// RAO that were paid to holders and that were recycled, as the event tells.
fn dissolved(netuid: NetUid) -> (u64, u64) {
	let mut ends = System::events().into_iter().filter_map(|record| match record.event {
		RuntimeEvent::Subnets(Event::SubnetDissolved { netuid: of, paid, recycled }) => {
			assert_eq!(of, netuid);
			Some((paid.get(), recycled.get()))
		},
		_ => None,
	});
	ends.next().expect("the dissolution is complete")
}

fn balances<const N: usize>(keys: [Sr25519Keyring; N]) -> [u64; N] {
	keys.map(|key| free(&coldkey(key)))
}

/// Everything of staking about one subnet, or about all others.
fn entries(of: impl Fn(NetUid) -> bool) -> [usize; 7] {
	let count = |netuids: Vec<NetUid>| netuids.into_iter().filter(|netuid| of(*netuid)).count();
	[
		count(AlphaV2::<Runtime>::iter_keys().map(|(_, _, netuid)| netuid).collect()),
		count(TotalHotkeyAlpha::<Runtime>::iter_keys().map(|(_, netuid)| netuid).collect()),
		count(TotalHotkeySharesV2::<Runtime>::iter_keys().map(|(_, netuid)| netuid).collect()),
		count(HoldersOfSubnet::<Runtime>::iter_keys().map(|(netuid, ..)| netuid).collect()),
		count(HotkeysOfSubnet::<Runtime>::iter_keys().map(|(netuid, _)| netuid).collect()),
		count(AutoStakeDestination::<Runtime>::iter_keys().map(|(_, netuid)| netuid).collect()),
		count(AutoStakersOfSubnet::<Runtime>::iter_keys().map(|(netuid, ..)| netuid).collect()),
	]
}

/// 1000 TAO for 4000 alpha in the pool and 1000 outside: a fifth of a TAO for each alpha.
#[test]
fn holders_are_paid_their_part_of_the_pot() {
	let mut chain = scene();
	let (before, issuance) = chain.block(|| {
		grant(Bob, &coldkey(Alice), SUBNET, alpha(500));
		grant(Bob, &coldkey(Dave), SUBNET, alpha(300));
		// On several hotkeys, be it that they have no slot there.
		grant(Charlie, &coldkey(Dave), SUBNET, alpha(150));
		grant(Charlie, &coldkey(Charlie), SUBNET, alpha(50));
		let before = (balances([Alice, Bob, Charlie, Dave]), Balances::total_issuance());
		dissolve(SUBNET);
		before
	});
	assert_eq!(wait(&mut chain), 1);
	chain.look(|| {
		let gained = [100, 0, 10, 90].map(|tao| tao * TAO);
		let after = balances([Alice, Bob, Charlie, Dave]);
		assert_eq!(after, std::array::from_fn(|place| before[place] + gained[place]));
		// The pool's own part.
		assert_eq!(dissolved(SUBNET), (200 * TAO, 800 * TAO));
		assert_eq!(issuance - Balances::total_issuance(), 800 * TAO);
		assert!(!System::account_exists(&subnet_account(SUBNET)));
	});
}

/// Of 1000 TAO, 4000 alpha in the pool, 500 of the protocol and 1 alpha in parts of 3 and 7, of which a dividend made more.
#[test]
fn payment_is_rounded_down_and_follows_the_worth_of_shares() {
	let mut chain = scene();
	let before = chain.block(|| {
		grant(Bob, &coldkey(Alice), SUBNET, alpha_rao(300_000_000));
		grant(Bob, &coldkey(Dave), SUBNET, alpha_rao(700_000_000));
		// 100 000 001 alpha-rao for both: 30 000 000.3 and 70 000 000.7. And some that nobody has.
		for dividend in [100_000_001, 55] {
			assert_eq!(AlphaAssets::emit_alpha(SUBNET, alpha_rao(dividend)), Ok(()));
		}
		assert_eq!(Staking::add_dividend(&hotkey(Bob), SUBNET, alpha_rao(100_000_001)), Ok(()));
		assert_eq!(Staking::add_dividend(&hotkey(Charlie), SUBNET, alpha_rao(55)), Ok(()));
		assert_eq!(AlphaAssets::emit_alpha(SUBNET, alpha(500)), Ok(()));
		SubnetProtocolAlpha::<Runtime>::insert(SUBNET, alpha(500));
		assert_eq!([Alice, Dave].map(|key| stake(Bob, key, SUBNET)), [330_000_000, 770_000_000]);
		dissolve(SUBNET);
		balances([Alice, Dave])
	});
	wait(&mut chain);
	chain.look(|| {
		// By 4500 + 1.1 alpha; the 55 alpha-rao are nobody's.
		let all: u128 = 4_501_100_000_000;
		let share = |alpha: u128| u64::try_from(1_000_000_000_000 * alpha / all).unwrap();
		let paid = [330_000_000, 770_000_000].map(share);
		assert_eq!(paid, [73_315_411, 171_069_294]);
		assert_eq!(balances([Alice, Dave]), [before[0] + paid[0], before[1] + paid[1]]);
		assert_eq!(dissolved(SUBNET), (244_384_705, 1_000 * TAO - 244_384_705));
		// Nothing is left of what nobody had a share of either.
		assert_eq!(entries(|netuid| netuid == SUBNET), [0; 7]);
	});
}

#[test]
fn everything_about_the_stake_is_forgotten_and_what_is_elsewhere_is_not_touched() {
	let mut chain = scene();
	chain.block(|| {
		for netuid in [SUBNET, OTHER] {
			for (owner, on) in [(Alice, Bob), (Alice, Charlie), (Dave, Bob)] {
				grant(on, &coldkey(owner), netuid, alpha(7));
			}
			let owner = if netuid == SUBNET { Bob } else { Charlie };
			let chosen = ProtocolCall::set_coldkey_auto_stake_hotkey { netuid, hotkey: hotkey(owner) };
			for chooser in [Alice, Dave] {
				assert_eq!(call(&coldkey(chooser), chosen.clone()), Ok(()));
			}
		}
		assert_eq!(add_stake(Alice, Bob, ROOT, tao(1)), Ok(()));
		assert_eq!(add_stake(Alice, Bob, OTHER, tao(1)), Ok(()));
	});
	let of_others = |chain: &mut Chain| {
		chain.look(|| {
			let keys = AlphaV2::<Runtime>::iter_keys().filter(|(_, _, netuid)| *netuid != SUBNET);
			let worth = keys.map(|(on, of, netuid)| {
				let stake = Staking::stake_of(&on, &of, netuid);
				((on, of, netuid), stake)
			});
			(entries(|netuid| netuid != SUBNET), worth.collect::<BTreeMap<_, _>>())
		})
	};
	let before = of_others(&mut chain);
	assert_eq!(before.0, [5, 4, 4, 5, 4, 2, 2]);
	chain.look(|| assert_eq!(entries(|netuid| netuid == SUBNET), [3, 2, 2, 3, 2, 2, 2]));
	chain.block(|| dissolve(SUBNET));
	wait(&mut chain);
	chain.look(|| {
		assert_eq!(entries(|netuid| netuid == SUBNET), [0; 7]);
		// What is about a coldkey and a hotkey stays.
		assert_eq!(StakingHotkeys::<Runtime>::get(coldkey(Alice)), [hotkey(Bob), hotkey(Charlie)]);
		assert!(LastColdkeyHotkeyStakeBlock::<Runtime>::contains_key(coldkey(Alice), hotkey(Bob)));
	});
	assert_eq!(of_others(&mut chain), before);
}

/// Two hundred and fifty coldkeys with 1, 2, 3, ... alpha on three hotkeys, and as many that have chosen one.
#[test]
fn many_holders_are_paid_over_several_blocks_and_each_by_the_same_rule() {
	let mut chain = scene();
	let holders = 250;
	chain.block(|| {
		for number in 1..=holders {
			let on = [Alice, Bob, Charlie][usize::try_from(number % 3).unwrap()];
			grant(on, &account(number), SUBNET, alpha(number.into()));
			let chosen = ProtocolCall::set_coldkey_auto_stake_hotkey { netuid: SUBNET, hotkey: hotkey(Bob) };
			assert_eq!(call(&account(number), chosen), Ok(()));
		}
		dissolve(SUBNET);
	});
	let mut progress = vec![];
	let most = usize::try_from(DISSOLUTION_ENTRIES_PER_BLOCK).unwrap();
	while chain.look(|| Dissolutions::<Runtime>::contains_key(SUBNET)) {
		let before = chain.look(|| entries(|netuid| netuid == SUBNET));
		// What the whole chain must keep to is checked in each of them.
		chain.run(1);
		let after = chain.look(|| entries(|netuid| netuid == SUBNET));
		// Each holder is one share and one entry of the index.
		assert!(before[0] - after[0] + before[6] - after[6] <= most);
		assert_eq!((after[0], after[5]), (after[3], after[6]));
		progress.push(after[0]);
	}
	assert!(progress.len() >= 5, "{progress:?}");
	assert!(progress[0] == 250 && progress.contains(&0), "{progress:?}");
	chain.look(|| {
		// Together they have 31 375 alpha.
		let share =
			|number: u32| u64::try_from(1_000 * u128::from(TAO) * u128::from(number) / (4_000 + 31_375)).unwrap();
		let paid = (1..=holders).map(share).sum::<u64>();
		for number in 1..=holders {
			assert_eq!(free(&account(number)), share(number), "{number}");
		}
		assert_eq!(dissolved(SUBNET), (paid, 1_000 * TAO - paid));
		assert_eq!(entries(|netuid| netuid == SUBNET), [0; 7]);
	});
}

#[test]
fn holder_who_cannot_be_paid_loses_its_part_and_holds_nobody_up() {
	let mut chain = scene();
	chain.block(|| {
		// 1996 and 1999 alpha-rao of 4000 alpha are 499 RAO: they open no account.
		for (number, amount) in [(1, 1_999), (2, 2_001)] {
			grant(Bob, &account(number), SUBNET, alpha_rao(amount));
		}
		grant(Bob, &coldkey(Dave), SUBNET, alpha_rao(1_999));
		dissolve(SUBNET);
	});
	let before = chain.look(|| free(&coldkey(Dave)));
	wait(&mut chain);
	chain.look(|| {
		assert_eq!([1, 2].map(|number| free(&account(number))), [0, 500]);
		assert_eq!(free(&coldkey(Dave)), before + 499);
		assert_eq!(dissolved(SUBNET), (999, 1_000 * TAO - 999));
	});
}

/// What Alice asks about a subnet, and what she is answered while it is dissolved.
fn refused_calls(netuid: NetUid) -> Vec<(ProtocolCall, DispatchResult)> {
	let not_there = error(Error::SubnetNotExists);
	// Where unstaking looks first.
	let not_started = error(Error::SubtokenDisabled);
	let hotkey = || hotkey(Bob);
	let (amount_staked, amount_unstaked, amount) = (tao(1), alpha(1), alpha(1));
	let add_limit = |limit_price, allow_partial| ProtocolCall::add_stake_limit {
		hotkey: hotkey(),
		netuid,
		amount_staked,
		limit_price,
		allow_partial,
	};
	let remove_limit = |limit_price, allow_partial| ProtocolCall::remove_stake_limit {
		hotkey: hotkey(),
		netuid,
		amount_unstaked,
		limit_price,
		allow_partial,
	};
	let burn = |limit| ProtocolCall::add_stake_burn { hotkey: hotkey(), netuid, amount: amount_staked, limit };
	let full = |limit_price| ProtocolCall::remove_stake_full_limit { hotkey: hotkey(), netuid, limit_price };
	let mut all = vec![
		(ProtocolCall::add_stake { hotkey: hotkey(), netuid, amount_staked }, not_there),
		(burn(None), not_there),
		(burn(Some(tao(9))), not_there),
		(ProtocolCall::remove_stake { hotkey: hotkey(), netuid, amount_unstaked }, not_started),
		(full(None), not_started),
		(full(Some(rao(1))), not_started),
		(ProtocolCall::recycle_alpha { hotkey: hotkey(), amount, netuid }, not_there),
		(ProtocolCall::burn_alpha { hotkey: hotkey(), amount, netuid }, not_there),
		(ProtocolCall::set_coldkey_auto_stake_hotkey { netuid, hotkey: hotkey() }, not_there),
		(ProtocolCall::unstake_all_alpha { hotkey: hotkey() }, error(Error::AmountTooLow)),
	];
	for (limit, allow_partial) in [(0, false), (0, true), (TAO, false), (9 * TAO, true), (u64::MAX, false)] {
		all.push((add_limit(rao(limit), allow_partial), not_there));
		all.push((remove_limit(rao(limit), allow_partial), not_started));
	}
	for way in [(netuid, OTHER), (OTHER, netuid), (netuid, ROOT), (ROOT, netuid)] {
		all.push((swap_stake_limit(Bob, way, amount, 0, true), not_there));
		all.extend(all_four(Bob, way, TAO).map(|asked| (asked, not_there)));
	}
	all.extend(both_on(netuid, TAO).map(|asked| (asked, not_there)));
	all
}

#[test]
fn calls_on_a_subnet_that_is_dissolved_are_refused() {
	let mut chain = scene();
	chain.block(|| {
		// So many that they are not paid in one block.
		for number in 1..=200 {
			grant(Charlie, &account(number), SUBNET, alpha(1));
		}
		for netuid in [SUBNET, OTHER] {
			grant(Bob, &coldkey(Alice), netuid, alpha(100));
		}
		assert_eq!(add_stake(Alice, Bob, ROOT, tao(10)), Ok(()));
		// Out of the way of `unstake_all_alpha`.
		let elsewhere = move_stake(Bob, Charlie, (OTHER, OTHER), alpha(100));
		assert_eq!(call(&coldkey(Alice), elsewhere), Ok(()));
		dissolve(SUBNET);
	});
	let mut blocks = 0;
	while chain.look(|| Dissolutions::<Runtime>::contains_key(SUBNET)) {
		chain.block(|| {
			assert!(!NetworksAdded::<Runtime>::get(SUBNET));
			for (asked, answer) in refused_calls(SUBNET) {
				let shown = format!("{asked:?}");
				assert_eq!(refused(|| call(&coldkey(Alice), asked)), answer, "{shown}");
			}
			// This one leaves out what cannot be unstaked.
			let before = stake(Bob, Alice, SUBNET);
			crate::kit::undone(|| {
				assert_eq!(call(&coldkey(Alice), ProtocolCall::unstake_all { hotkey: hotkey(Bob) }), Ok(()));
				assert_eq!((stake(Bob, Alice, SUBNET), stake(Bob, Alice, ROOT)), (before, 0));
			});
		});
		blocks += 1;
	}
	assert!(blocks > 3);
	chain.look(|| assert_eq!((stake(Bob, Alice, SUBNET), stake(Bob, Alice, ROOT)), (0, 10 * TAO)));
}

#[test]
fn fee_cannot_be_paid_with_stake_on_a_subnet_that_is_dissolved() {
	let mut chain = scene();
	chain.block(|| {
		for netuid in [SUBNET, OTHER] {
			grant(Bob, &coldkey(AliceStash), netuid, alpha(100));
		}
		let unstake = |netuid| ProtocolCall::remove_stake { hotkey: hotkey(Bob), netuid, amount_unstaked: alpha(1) };
		let unstake_all = || ProtocolCall::unstake_all { hotkey: hotkey(Bob) };
		assert_let_in(AliceStash, unstake(SUBNET));
		assert_unpaid(AliceStash, unstake_all());
		dissolve(SUBNET);
		assert_unpaid(AliceStash, unstake(SUBNET));
		assert_unpaid(AliceStash, swap_stake(Bob, (SUBNET, OTHER), alpha(1)));
		// What is left does pay, and is now the only position that counts.
		assert_let_in(AliceStash, unstake(OTHER));
		assert_let_in(AliceStash, unstake_all());
	});
}

/// Raising the least that a nominator must have sweeps all subnets, while one of them is dissolved.
#[test]
fn sweep_leaves_a_subnet_alone_that_is_dissolved() {
	let mut chain = still_scene();
	chain.block(|| {
		for number in 1..=150 {
			for netuid in [SUBNET, OTHER] {
				// 25 or 50 thousandths of a TAO.
				grant(Bob, &account(number), netuid, alpha_rao(TAO / 10));
			}
		}
		require_of_nominators(200_000_000);
		dissolve(SUBNET);
	});
	let share = 1_000 * TAO / (40_000 + 150);
	let mut blocks = 0;
	while chain.look(|| Dissolutions::<Runtime>::contains_key(SUBNET) || Sweep::<Runtime>::exists()) {
		chain.run(1);
		blocks += 1;
		assert!(blocks < 100);
	}
	chain.look(|| {
		assert_eq!(entries(|netuid| netuid == SUBNET)[0], 0);
		assert_eq!(HoldersOfSubnet::<Runtime>::iter_key_prefix((OTHER,)).count(), 0);
		for number in 1..=150 {
			let got = free(&account(number));
			// The other subnet's price falls a little with each.
			let swept = got - share;
			assert!((48_000_000..50_000_000).contains(&swept), "{number} got {swept}");
		}
	});
}

#[test]
fn next_subnet_on_the_number_knows_no_stake_of_the_one_before() {
	let mut chain = scene();
	chain.block(|| {
		grant(Bob, &coldkey(Alice), SUBNET, alpha(500));
		dissolve(SUBNET);
	});
	wait(&mut chain);
	assert_eq!(chain.start_subnet(Charlie), SUBNET);
	chain.block(|| {
		assert_eq!((stake(Bob, Alice, SUBNET), entries(|netuid| netuid == SUBNET)), (0, [0; 7]));
		assert_eq!(remove_stake(Alice, Bob, SUBNET, alpha(1)), error(Error::AmountTooLow));
		// The first who stakes there has all that is staked.
		assert_eq!(add_stake(Alice, Bob, SUBNET, tao(1)), Ok(()));
		assert_eq!(stake(Bob, Alice, SUBNET), Staking::total_stake_of(&hotkey(Bob), SUBNET).get());
		assert!(Subnets::exists(SUBNET));
	});
}
