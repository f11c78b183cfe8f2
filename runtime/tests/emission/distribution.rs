//! Who is paid what an epoch divides: miners, validators, nominators. Spec: economics 11.

use crate::{
	chain::Chain,
	kit::{account, call, coldkey, events, hotkey, root, AdminCall, ProtocolCall},
	scene::{
		assert_near, burned, lost, mined, on_hotkey, own_events, recycled, rewarded, run_epoch, run_up_to_epoch, say,
		Pots, DUST, PARTS,
	},
	words::{add_stake, alpha, grant, remove_stake, scene, stake, tao, OTHER, SUBNET},
};
use pallet_protocol::{
	types::RecycleOrBurnEnum, Event, MinerBurned, Owner, SubnetAlphaOut, SubnetOwnerHotkey, TotalHotkeyAlpha,
};
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Dave, Eve};
use taonet_runtime::{Runtime, Staking, TAO};
use taonet_types::{fixed::U96F32, NetUid};

/// What is divided by the next epoch, which is up to a tempo away.
fn next_pots(chain: &mut Chain, netuid: NetUid) -> Pots {
	run_up_to_epoch(chain, netuid);
	// One block more.
	chain.look(|| Pots::of(netuid)).plus(PARTS)
}

/// Stakes of miners, of validators, and so on, and what came to them by the epoch in the next block.
fn earned_by_epoch<const N: usize>(chain: &mut Chain, figures: impl Fn() -> [u64; N]) -> [u64; N] {
	let before = chain.look(&figures);
	chain.block(|| {
		let after = figures();
		core::array::from_fn(|i| after[i] - before[i])
	})
}

fn of_miners_and_validator() -> [u64; 3] {
	[stake(Dave, Dave, SUBNET), stake(Eve, Eve, SUBNET), stake(Charlie, Charlie, SUBNET)]
}

#[test]
fn miners_get_their_half_by_weights_and_the_validator_the_other() {
	let mut chain = rewarded();
	let pots = next_pots(&mut chain, SUBNET);
	let [first, second, validator] = earned_by_epoch(&mut chain, of_miners_and_validator);
	assert_near(first, pots.server / 4 * 3);
	assert_near(second, pots.server / 4);
	assert_near(validator, pots.validator);
	assert!(first + second + validator <= pots.divided());
}

#[test]
fn nominators_share_what_the_validator_does_not_take() {
	let mut chain = rewarded();
	chain.block(|| {
		let own = stake(Charlie, Charlie, SUBNET);
		grant(Charlie, &coldkey(Alice), SUBNET, crate::words::alpha_rao(3 * own));
	});
	let pots = next_pots(&mut chain, SUBNET);
	let before = chain.look(|| [stake(Charlie, Alice, SUBNET), on_hotkey(Charlie, SUBNET)]);
	let [own, nominators] =
		earned_by_epoch(&mut chain, || [stake(Charlie, Charlie, SUBNET), stake(Charlie, Alice, SUBNET)]);
	let take = pots.validator * 11_796 / 65_535;
	// The take is staked first, and has a part in the rest.
	let part = before[0] as f64 / (before[1] + take) as f64;
	assert!((0.74..0.75).contains(&part), "{part}");
	assert_near(nominators, ((pots.validator - take) as f64 * part) as u64);
	assert!(pots.validator - own - nominators < DUST);
}

#[test]
fn validator_that_takes_nothing_leaves_all_to_its_stakers() {
	let mut chain = rewarded();
	chain.block(|| {
		grant(Charlie, &coldkey(Alice), SUBNET, alpha(9_000));
		let takes = ProtocolCall::decrease_take { hotkey: hotkey(Charlie), take: 0 };
		assert_eq!(call(&coldkey(Charlie), takes), Ok(()));
	});
	let pots = next_pots(&mut chain, SUBNET);
	let (own, all) = chain.look(|| (stake(Charlie, Charlie, SUBNET), on_hotkey(Charlie, SUBNET)));
	let [earned] = earned_by_epoch(&mut chain, || [stake(Charlie, Charlie, SUBNET)]);
	assert_near(earned, (u128::from(pots.validator) * u128::from(own) / u128::from(all)) as u64);
}

#[test]
fn validators_share_by_stake_when_they_say_the_same() {
	let mut chain = mined();
	// Bob needs no permit, since the subnet is his.
	chain.block(|| {
		grant(Bob, &coldkey(Bob), SUBNET, alpha(250));
		for key in [Charlie, Bob] {
			assert_eq!(say(key, 0, &[(2, 1), (3, 1)]), Ok(()));
		}
	});
	run_epoch(&mut chain, SUBNET);
	let pots = next_pots(&mut chain, SUBNET);
	let weights = chain.look(|| [Charlie, Bob].map(|key| Staking::stake_weight(&hotkey(key), SUBNET).total));
	let [charlies, bobs] = earned_by_epoch(&mut chain, || [Charlie, Bob].map(|key| on_hotkey(key, SUBNET)));
	// Bob has his cut beside it.
	let bobs = bobs - pots.owner;
	assert!(pots.validator - charlies - bobs < DUST);
	let found = charlies as f64 / bobs as f64;
	let expected = weights[0] as f64 / weights[1] as f64;
	// Bonds come from 16-bit numbers.
	assert!((found / expected - 1.0).abs() < 0.01, "{found} {expected}");
}

#[test]
fn validators_get_all_of_it_by_stake_when_nobody_has_set_weights() {
	let mut chain = mined();
	chain.block(|| grant(Dave, &coldkey(Dave), SUBNET, alpha(500)));
	// From then on Dave may validate.
	run_epoch(&mut chain, SUBNET);
	let pots = next_pots(&mut chain, SUBNET);
	let figures = || [Bob, Charlie, Dave].map(|key| on_hotkey(key, SUBNET));
	let weights = chain.look(figures);
	let [bobs, charlies, daves] = earned_by_epoch(&mut chain, figures);
	let all: u64 = weights.iter().sum();
	for (earned, weight) in [bobs - pots.owner, charlies, daves].into_iter().zip(weights) {
		assert_near(earned, (u128::from(pots.divided()) * u128::from(weight) / u128::from(all)) as u64);
	}
	chain.look(|| assert_eq!(MinerBurned::<Runtime>::get(SUBNET), 0));
}

/// Who has no permit does not, however much stake it has.
#[test]
fn newcomer_earns_nothing_in_the_epoch_that_lets_it_validate() {
	let mut chain = mined();
	chain.block(|| grant(Dave, &coldkey(Dave), SUBNET, alpha(5_000)));
	run_up_to_epoch(&mut chain, SUBNET);
	let [daves] = earned_by_epoch(&mut chain, || [on_hotkey(Dave, SUBNET)]);
	assert_eq!(daves, 0);
	run_up_to_epoch(&mut chain, SUBNET);
	let [daves] = earned_by_epoch(&mut chain, || [on_hotkey(Dave, SUBNET)]);
	assert!(daves > 6 * TAO, "{daves}");
}

/// The owner's cut alone is paid; it is the first stake there is.
#[test]
fn nobody_gets_what_is_divided_where_there_is_neither_weight_nor_stake() {
	let mut chain = scene();
	run_up_to_epoch(&mut chain, OTHER);
	let pots = chain.look(|| Pots::of(OTHER)).plus(PARTS);
	let gone = chain.look(|| lost(OTHER));
	chain.block(|| {
		assert_eq!(stake(Charlie, Charlie, OTHER), pots.owner);
		assert_eq!(Pots::of(OTHER), Pots::default());
		let lost_now = lost(OTHER) - gone;
		assert!((pots.divided()..pots.divided() + 10).contains(&lost_now), "{lost_now}");
		assert_eq!(own_events(), []);
	});
}

#[test]
fn what_the_owners_neurons_mine_is_burned() {
	let mut chain = mined();
	// A second hotkey of Bob's: uid 4.
	chain.block(|| {
		let second = ProtocolCall::burned_register { netuid: SUBNET, hotkey: account(5) };
		assert_eq!(call(&coldkey(Bob), second), Ok(()));
		assert_eq!(Owner::<Runtime>::get(account(5)), coldkey(Bob));
	});
	chain.block(|| assert_eq!(say(Charlie, 0, &[(0, 1), (2, 2), (4, 1)]), Ok(())));
	let pots = next_pots(&mut chain, SUBNET);
	let figures = || [stake(Dave, Dave, SUBNET), stake(Bob, Bob, SUBNET), burned(SUBNET), recycled(SUBNET)];
	let out = chain.look(|| SubnetAlphaOut::<Runtime>::get(SUBNET).get());
	let [daves, bobs, burned, recycled] = earned_by_epoch(&mut chain, figures);
	assert_near(daves, pots.server / 2);
	assert_near(burned, pots.server / 2);
	assert_eq!((bobs, recycled), (pots.owner, 0));
	chain.look(|| {
		assert_eq!(TotalHotkeyAlpha::<Runtime>::get(account(5), SUBNET).get(), 0);
		let part: f64 = MinerBurned::<Runtime>::get(SUBNET).to_num();
		assert!((part - 0.5).abs() < 1e-4, "{part}");
		// It stays outside.
		assert!(SubnetAlphaOut::<Runtime>::get(SUBNET).get() >= out + TAO);
	});
}

#[test]
fn what_the_owners_neurons_mine_is_recycled_where_the_subnet_wants_it() {
	let mut chain = mined();
	chain.block(|| {
		let setting =
			AdminCall::sudo_set_recycle_or_burn { netuid: SUBNET, recycle_or_burn: RecycleOrBurnEnum::Recycle };
		assert_eq!(root(setting), Ok(()));
		assert_eq!(say(Charlie, 0, &[(0, 1)]), Ok(()));
	});
	let pots = next_pots(&mut chain, SUBNET);
	let [burned, recycled, bobs] =
		earned_by_epoch(&mut chain, || [burned(SUBNET), recycled(SUBNET), stake(Bob, Bob, SUBNET)]);
	// Beside it root's part of each block is recycled, which is nothing here.
	assert_near(recycled, pots.server);
	assert_eq!((burned, bobs), (0, pots.owner));
	chain.look(|| assert_eq!(MinerBurned::<Runtime>::get(SUBNET), U96F32::from_num(1)));
}

/// Named by the owner, but somebody else's.
#[test]
fn owners_hotkey_is_withheld_from_whoever_it_belongs_to() {
	let mut chain = mined();
	chain.look(|| SubnetOwnerHotkey::<Runtime>::insert(SUBNET, hotkey(Dave)));
	chain.block(|| assert_eq!(say(Charlie, 0, &[(2, 1), (3, 1)]), Ok(())));
	let pots = next_pots(&mut chain, SUBNET);
	let [daves, eves, burned] =
		earned_by_epoch(&mut chain, || [stake(Dave, Dave, SUBNET), stake(Eve, Eve, SUBNET), burned(SUBNET)]);
	assert_eq!(daves, 0);
	assert_near(eves, pots.server / 2);
	assert_near(burned, pots.server / 2);
	chain.look(|| SubnetOwnerHotkey::<Runtime>::insert(SUBNET, hotkey(Bob)));
}

#[test]
fn incentive_is_staked_where_its_owner_wants_it() {
	let mut chain = rewarded();
	chain.block(|| {
		let wish = ProtocolCall::set_coldkey_auto_stake_hotkey { netuid: SUBNET, hotkey: hotkey(Charlie) };
		assert_eq!(call(&coldkey(Dave), wish), Ok(()));
	});
	let pots = next_pots(&mut chain, SUBNET);
	let figures = || [stake(Dave, Dave, SUBNET), stake(Charlie, Dave, SUBNET), stake(Eve, Eve, SUBNET)];
	let before = chain.look(figures);
	chain.block(|| {
		let after = figures();
		assert_eq!(after[0], before[0]);
		let incentive = after[1] - before[1];
		// And the validator's stakers share the dividend, which is paid after it.
		let expected = pots.server / 4 * 3 - DUST..pots.server / 100 * 76;
		assert!(expected.contains(&incentive), "{incentive}");
		assert_near(after[2] - before[2], pots.server / 4);
		let told = events().into_iter().filter_map(|event| match event {
			Event::AutoStakeAdded { netuid, destination, hotkey, owner, incentive } => {
				Some((netuid, destination, hotkey, owner, incentive.get()))
			},
			_ => None,
		});
		let told: Vec<_> = told.collect();
		assert_eq!(told.len(), 1);
		let (netuid, destination, from, owner, amount) = told[0].clone();
		assert_eq!((netuid, destination, from, owner), (SUBNET, hotkey(Charlie), hotkey(Dave), coldkey(Dave)));
		assert_near(amount, pots.server / 4 * 3);
	});
}

#[test]
fn everything_outside_the_pool_is_somebodys_but_for_dust() {
	let mut chain = rewarded();
	chain.block(|| {
		grant(Charlie, &coldkey(Alice), SUBNET, alpha(77));
		assert_eq!(say(Charlie, 0, &[(0, 7), (2, 11), (3, 13)]), Ok(()));
	});
	let before = chain.look(|| lost(SUBNET));
	for _ in 0..5 {
		run_epoch(&mut chain, SUBNET);
	}
	// Two a block, and some in each epoch.
	chain.look(|| assert!(lost(SUBNET) - before < 50 * 2 + 5 * 100, "{}", lost(SUBNET) - before));
}

#[test]
fn stake_has_its_part_in_the_epoch_whenever_it_came() {
	let mut chain = rewarded();
	let pots = next_pots(&mut chain, SUBNET);
	// One block before.
	let own = chain.look(|| on_hotkey(Charlie, SUBNET));
	chain.look(|| grant(Charlie, &coldkey(Alice), SUBNET, crate::words::alpha_rao(own)));
	let [nominators] = earned_by_epoch(&mut chain, || [stake(Charlie, Alice, SUBNET)]);
	let rest = pots.validator - pots.validator * 11_796 / 65_535;
	assert!(nominators < rest / 2 && nominators > rest / 2 - rest / 1_000, "{nominators} {rest}");
}

#[test]
fn staked_and_unstaked_alpha_is_paid_and_taken_as_before() {
	let mut chain = rewarded();
	chain.block(|| {
		grant(Charlie, &coldkey(Alice), SUBNET, alpha(100));
		assert_eq!(add_stake(Alice, Charlie, SUBNET, tao(5)), Ok(()));
	});
	run_epoch(&mut chain, SUBNET);
	let has = chain.look(|| stake(Charlie, Alice, SUBNET));
	assert!(has > 101 * TAO);
	chain.block(|| assert_eq!(remove_stake(Alice, Charlie, SUBNET, crate::words::alpha_rao(has)), Ok(())));
	run_epoch(&mut chain, SUBNET);
	chain.look(|| assert!(stake(Charlie, Alice, SUBNET) <= 1));
}

#[test]
fn miners_new_hotkey_is_paid_what_gathered_before_it_was_swapped() {
	let mut chain = rewarded();
	let swap = ProtocolCall::swap_hotkey { hotkey: hotkey(Dave), new_hotkey: account(77), netuid: Some(SUBNET) };
	chain.block(|| assert_eq!(call(&coldkey(Dave), swap), Ok(())));
	let pots = next_pots(&mut chain, SUBNET);
	let new = || [Staking::stake_of(&account(77), &coldkey(Dave), SUBNET).get(), stake(Dave, Dave, SUBNET)];
	let [news, olds] = earned_by_epoch(&mut chain, new);
	assert_near(news, pots.server / 4 * 3);
	assert_eq!(olds, 0);
}
