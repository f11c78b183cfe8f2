//! How much is made: the halving curve, and what a block adds to the books. Spec: economics 3, 4, 8.4, 9, 19.

use crate::{
	chain::{free, last_fee, send_ok, transfer, Chain},
	kit::{coldkey, root, AdminCall},
	scene::{
		assert_near, flowing, given_to_all, issuance, recycled, set_flow, set_issuance, set_moving_price,
		stake_on_root, Given, Pots, PARTS,
	},
	words::{add_stake, alpha, alpha_of, grant, scene, subnet_account, tao, OTHER, SUBNET},
};
use pallet_issuance::TotalAlphaIssuance;
use pallet_protocol::{BlockEmission, SubnetAlphaOut, SubnetTAO, TotalStake};
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie};
use taonet_runtime::{Runtime, TAO};
use taonet_types::NetUid;

/// RAO that there will never be more of.
const MOST: u64 = 21_000_000 * TAO;

/// RAO in existence at which the block emission is halved for the i-th time.
fn threshold(i: u32) -> u64 {
	MOST - (MOST >> i)
}

fn emission() -> u64 {
	BlockEmission::<Runtime>::get()
}

/// Makes a block, and tells how many RAO it made by the curve, and how many are there afterwards.
fn block(chain: &mut Chain) -> (u64, u64) {
	chain.block(|| (emission(), issuance()))
}

#[test]
fn issuance_rises_by_what_pools_get_and_purchases_cost() {
	let mut chain = flowing();
	chain.block(|| assert_eq!(add_stake(Alice, Bob, SUBNET, tao(10)), Ok(())));
	for _ in 0..30 {
		let before = chain.look(issuance);
		chain.block(|| {
			let rise = issuance() - before;
			assert_eq!(rise, given_to_all());
			// Less than two RAO for each subnet are lost to roundings.
			assert!((TAO - 4..=TAO).contains(&rise), "{rise}");
		});
	}
}

#[test]
fn pools_and_accounts_rise_by_what_is_given() {
	let mut chain = flowing();
	let books = |netuid| {
		let pool = SubnetTAO::<Runtime>::get(netuid).get();
		(pool, free(&subnet_account(netuid)))
	};
	let before = chain.look(|| ([SUBNET, OTHER].map(books), TotalStake::<Runtime>::get().get()));
	chain.block(|| {
		for (netuid, (pool, account)) in [SUBNET, OTHER].into_iter().zip(before.0) {
			let rise = Given::to(netuid).tao();
			assert!(rise > 0);
			assert_eq!(books(netuid), (pool + rise, account + rise));
		}
		assert_eq!(TotalStake::<Runtime>::get().get(), before.1 + given_to_all());
	});
}

#[test]
fn alpha_in_existence_rises_by_what_is_put_in_and_out_less_what_is_recycled() {
	let mut chain = flowing();
	chain.block(|| stake_on_root(Bob, 100_000));
	for _ in 0..5 {
		let before = chain.look(|| [SUBNET, OTHER].map(|netuid| (alpha_of(netuid), recycled(netuid))));
		chain.block(|| {
			for (netuid, (alpha, gone)) in [SUBNET, OTHER].into_iter().zip(before) {
				let given = Given::to(netuid);
				let recycled_now = recycled(netuid) - gone;
				assert!(recycled_now > 0);
				assert_eq!(alpha_of(netuid), alpha + given.alpha_in + given.alpha_out - recycled_now);
				assert_eq!(TotalAlphaIssuance::<Runtime>::get(netuid).get(), alpha_of(netuid));
			}
		});
	}
}

/// All of a block's TAO is recycled here, so that nothing moves.
#[test]
fn block_makes_half_from_the_very_threshold_on() {
	let mut chain = scene();
	for (issued, made) in [
		(10_499_999_999_999_999, 1_000_000_000),
		(10_500_000_000_000_000, 500_000_000),
		(15_749_999_999_999_999, 500_000_000),
		(15_750_000_000_000_000, 250_000_000),
		(20_979_492_187_499_999, 1_953_125),
		(20_979_492_187_500_000, 976_562),
		(20_999_999_960_884_452, 1),
		(20_999_999_980_442_225, 1),
		(20_999_999_980_442_226, 0),
		(MOST, 0),
	] {
		chain.block(|| set_issuance(issued));
		assert_eq!(block(&mut chain), (made, issued));
	}
}

#[test]
fn block_that_crosses_the_threshold_still_makes_what_it_began_with() {
	let mut chain = flowing();
	chain.block(|| set_issuance(threshold(1) - 1));
	let (made, issued) = block(&mut chain);
	assert_eq!(made, TAO);
	assert!((threshold(1) + TAO - 5..threshold(1) + TAO).contains(&issued));
	let (made, then) = block(&mut chain);
	assert_eq!(made, TAO / 2);
	assert!(then - issued <= TAO / 2 && then - issued >= TAO / 2 - 4);
}

#[test]
fn block_makes_more_again_when_recycling_takes_issuance_below_the_threshold() {
	let mut chain = scene();
	chain.block(|| set_issuance(threshold(1)));
	assert_eq!(block(&mut chain).0, TAO / 2);
	chain.block(|| {
		// The fee is recycled.
		send_ok(Alice, transfer(Bob, TAO));
		assert_eq!(issuance(), threshold(1) - last_fee());
		assert_eq!(emission(), TAO / 2);
	});
	assert_eq!(block(&mut chain).0, TAO);
	chain.block(|| set_issuance(threshold(1)));
	assert_eq!(block(&mut chain).0, TAO / 2);
}

/// Each halving is met by a block that makes TAO, two blocks before and some after it.
#[test]
fn issuance_stays_below_21_million_through_all_halvings() {
	let mut chain = flowing();
	chain.block(|| assert_eq!(add_stake(Alice, Bob, SUBNET, tao(1_000)), Ok(())));
	for i in 1..=30 {
		let before = TAO >> (i - 1);
		chain.block(|| set_issuance(threshold(i) - 1 - before.min(threshold(i) - 1 - threshold(i - 1))));
		let mut issued = chain.look(issuance);
		let mut seen = vec![];
		for _ in 0..5 {
			let (made, then) = block(&mut chain);
			assert_eq!(made, if issued < threshold(i) { before } else { TAO >> i }, "halving {i}");
			assert!(then >= issued && then - issued <= made && then < MOST);
			seen.push(made);
			issued = then;
		}
		assert_eq!(seen[0], before);
		// The last ones make so little that roundings keep all of it.
		assert!(i > 26 || seen.contains(&(TAO >> i)), "halving {i}: {seen:?}");
	}
	chain.block(|| set_issuance(MOST));
	for _ in 0..3 {
		assert_eq!(block(&mut chain), (0, MOST));
	}
}

#[test]
fn alpha_goes_on_when_the_last_tao_was_made() {
	let mut chain = flowing();
	chain.block(|| set_issuance(MOST));
	chain.block(|| assert_eq!(Given::to(SUBNET), Given { alpha_out: TAO, ..Given::default() }));
}

#[test]
fn alpha_of_a_subnet_is_halved_by_its_own_issuance() {
	let mut chain = flowing();
	chain.block(|| {
		let missing = threshold(1) - alpha_of(SUBNET);
		grant(Bob, &coldkey(Bob), SUBNET, crate::words::alpha_rao(missing - 1));
		assert_eq!(alpha_of(SUBNET), threshold(1) - 1);
	});
	chain.block(|| assert_eq!(Given::to(SUBNET).alpha_out, TAO));
	let before = chain.look(|| Pots::of(SUBNET));
	chain.block(|| {
		assert_eq!([SUBNET, OTHER].map(|netuid| Given::to(netuid).alpha_out), [TAO / 2, TAO]);
		// The number of a block's TAO is not that of some subnet's alpha.
		assert_eq!(emission(), TAO);
		assert!(given_to_all() >= TAO - 4);
		let [owner, server] = [Pots::of(SUBNET).owner - before.owner, Pots::of(SUBNET).server - before.server];
		assert_eq!((owner, server), (89_997_711, 205_001_144));
	});
}

#[test]
fn alpha_in_is_no_more_than_the_halved_alpha_of_the_subnet() {
	let mut chain = flowing();
	chain.block(|| {
		let missing = threshold(1) - alpha_of(SUBNET);
		grant(Bob, &coldkey(Bob), SUBNET, crate::words::alpha_rao(missing));
	});
	chain.block(|| assert_eq!(Given::to(SUBNET).alpha_in, TAO / 2));
}

/// 18 % for the owner, 41 % for miners, 41 % for validators.
#[test]
fn alpha_is_set_aside_for_owner_miners_and_validators() {
	let mut chain = scene();
	let before = chain.look(|| Pots::of(SUBNET));
	chain.block(|| assert_eq!(Pots::of(SUBNET), before.plus(PARTS)));
	assert_eq!(PARTS.owner + PARTS.divided(), 999_999_998);
	let per_mille = |part: u64| (part + 500_000) / 1_000_000;
	assert_eq!([PARTS.owner, PARTS.server, PARTS.validator].map(per_mille), [180, 410, 410]);
}

/// Of the validators' 41 %. Root weighs a twentieth of what is staked there, against all alpha.
#[test]
fn root_gets_its_part_of_the_validators_when_prices_sum_to_more_than_one() {
	let mut chain = scene();
	chain.block(|| stake_on_root(Bob, 100_000));
	chain.look(|| {
		set_moving_price(SUBNET, 12);
		set_moving_price(OTHER, 5);
	});
	let before = chain.look(|| Pots::of(SUBNET));
	chain.block(|| {
		let after = Pots::of(SUBNET);
		let weighted = 100_000.0 * TAO as f64 * 0.052_677_046;
		let expected = weighted / (weighted + alpha_of(SUBNET) as f64) * PARTS.validator as f64;
		let root = after.root - before.root;
		assert_near(root, expected as u64);
		assert!(root > 100_000_000);
		assert_eq!((after.owner, after.server), (before.owner + PARTS.owner, before.server + PARTS.server));
		let both = after.validator - before.validator + root;
		assert!(PARTS.validator - both <= 1);
		assert_eq!(recycled(SUBNET), 0);
	});
}

#[test]
fn part_of_root_is_recycled_when_prices_sum_to_no_more_than_one() {
	let mut chain = scene();
	chain.block(|| stake_on_root(Bob, 100_000));
	chain.look(|| {
		set_moving_price(SUBNET, 12);
		set_moving_price(OTHER, 4);
	});
	let before = chain.look(|| (Pots::of(SUBNET), recycled(SUBNET), SubnetAlphaOut::<Runtime>::get(SUBNET).get()));
	chain.block(|| {
		let after = Pots::of(SUBNET);
		let gone = recycled(SUBNET) - before.1;
		assert_eq!(after.root, 0);
		assert!(gone > 100_000_000);
		let both = after.validator - before.0.validator + gone;
		assert!(PARTS.validator - both <= 1);
		// What was bought for the protocol is outside, too.
		let bought = pallet_protocol::SubnetProtocolAlpha::<Runtime>::get(SUBNET).get();
		assert_eq!(SubnetAlphaOut::<Runtime>::get(SUBNET).get(), before.2 + TAO - gone + bought);
	});
}

#[test]
fn nothing_is_set_aside_for_an_owner_who_gets_no_cut() {
	let mut chain = scene();
	chain.root(AdminCall::sudo_set_admin_freeze_window { window: 0 });
	chain.root(AdminCall::sudo_set_owner_cut_enabled { netuid: SUBNET, enabled: false });
	let before = chain.look(|| Pots::of(SUBNET));
	let halves = Pots { server: TAO / 2, validator: TAO / 2, ..Pots::default() };
	chain.block(|| assert_eq!(Pots::of(SUBNET), before.plus(halves)));
}

#[test]
fn root_sets_the_owners_cut() {
	let mut chain = scene();
	chain.root(AdminCall::sudo_set_subnet_owner_cut { subnet_owner_cut: u16::MAX });
	let before = chain.look(|| Pots::of(OTHER));
	chain.block(|| {
		let all = Pots { owner: TAO, ..Pots::default() };
		assert_eq!(Pots::of(OTHER), before.plus(all));
		assert_eq!(root(AdminCall::sudo_set_subnet_owner_cut { subnet_owner_cut: 0 }), Ok(()));
	});
	let before = chain.look(|| Pots::of(OTHER));
	chain.block(|| assert_eq!(Pots::of(OTHER).owner, before.owner));
}

/// Stake, flows, root and purchases at once. Every invariant is checked after each block.
#[test]
fn books_balance_while_everything_happens() {
	let mut chain = flowing();
	chain.block(|| {
		stake_on_root(Bob, 50_000);
		set_moving_price(OTHER, 9);
		assert_eq!(add_stake(Alice, Charlie, OTHER, tao(300)), Ok(()));
		grant(Bob, &coldkey(Alice), SUBNET, alpha(200));
	});
	for number in 0..40 {
		if number == 20 {
			set_flow(&mut chain, SUBNET, -1);
		}
		let before = chain.look(issuance);
		chain.block(|| {
			assert!(issuance() - before <= TAO);
			assert_eq!(issuance() - before, given_to_all());
			if number % 7 == 0 {
				assert_eq!(crate::words::remove_stake(Alice, Bob, SUBNET, alpha(1)), Ok(()));
			}
		});
	}
	chain.look(|| assert!(SubnetTAO::<Runtime>::get(NetUid::ROOT) > tao(50_000)));
}
