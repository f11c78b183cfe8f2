//! Staking 5: the least that a nominator has, when he enters (D5), when he leaves, and when root raises it.

use crate::{
	chain::{free, Chain},
	kit::{account, call, coldkey, error, events, hotkey, root, undone, ProtocolCall},
	words::{
		add_stake, alpha, alpha_rao, grant, rao, refused, remove_stake, require_of_nominators, scene, stake,
		still_scene, tao, told, Pool, EXISTENTIAL_DEPOSIT, OTHER, SUBNET,
	},
};
use pallet_issuance::AlphaBurned;
use pallet_protocol::{AlphaV2, Error, Event, SubnetAlphaOut, SubnetTAO};
use pallet_staking::{Event as StakingEvent, Sweep};
use pallet_swap::Error as PoolError;
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave};
use sp_runtime::{DispatchError, DispatchResult, TokenError};
use taonet_runtime::{genesis_presets::NOMINATOR_FACTOR, Runtime, RuntimeEvent, Staking, System};
use taonet_types::{AlphaBalance, NetUid, RAO_PER_TAO};

const ROOT: NetUid = NetUid::ROOT;
/// 0.1 TAO in RAO: what the factor of production networks demands.
const LEAST: u64 = 100_000_000;
/// The least less 1 %.
const ENOUGH: u64 = 99_000_000;
/// Nominations that are looked at in one block.
const PER_BLOCK: u32 = pallet_emission::NOMINATIONS_SWEPT_PER_BLOCK;

/// The scene with the least of a production network.
fn strict_scene() -> Chain {
	let mut chain = scene();
	chain.block(|| require_of_nominators(NOMINATOR_FACTOR));
	chain.run(1);
	chain.look(|| assert_eq!(Sweep::<Runtime>::get(), None));
	chain
}

fn add_up_to(of: Sr25519Keyring, netuid: NetUid, amount: u64) -> DispatchResult {
	let (amount_staked, limit_price, allow_partial) = (rao(amount), rao(u64::MAX), true);
	let hotkey = hotkey(Bob);
	call(&coldkey(of), ProtocolCall::add_stake_limit { hotkey, netuid, amount_staked, limit_price, allow_partial })
}

/// What happened that the wire has no event for.
fn staking_events() -> Vec<StakingEvent<Runtime>> {
	let events = System::events().into_iter().filter_map(|record| match record.event {
		RuntimeEvent::Staking(event) => Some(event),
		_ => None,
	});
	events.collect()
}

/// The least amount for which `is_enough` holds, at or above 99 % of the least.
fn least_amount(is_enough: impl Fn(u64) -> bool) -> u64 {
	(ENOUGH..LEAST).find(|amount| is_enough(*amount)).unwrap()
}

#[test]
fn least_nomination_is_half_a_milli_tao_times_the_factor() {
	scene().block(|| {
		for (factor, least) in [(NOMINATOR_FACTOR, LEAST), (1_000_000, 500_000), (1, 0), (2, 1), (3, 1), (0, 0)] {
			require_of_nominators(factor);
			assert_eq!(Staking::least_nomination(), rao(least));
		}
	});
}

#[test]
fn nominator_enters_with_the_least_and_an_owner_with_anything() {
	let pool = Pool { tao: 1_000 * RAO_PER_TAO, alpha: 4_000 * RAO_PER_TAO };
	let least = least_amount(|amount| {
		let mut pool = pool;
		let bought = pool.buy(amount);
		pool.worth(bought) >= ENOUGH
	});
	strict_scene().block(|| {
		assert_eq!(Pool::of(SUBNET), pool);
		assert_eq!(refused(|| add_stake(Alice, Bob, SUBNET, rao(least - 1))), error(Error::AmountTooLow));
		assert_eq!(refused(|| add_up_to(Alice, SUBNET, least - 1)), error(Error::AmountTooLow));
		assert_eq!(undone(|| add_stake(Alice, Bob, SUBNET, rao(least))), Ok(()));
		assert_eq!(undone(|| add_up_to(Alice, SUBNET, least)), Ok(()));
		assert_eq!(undone(|| add_stake(Bob, Bob, SUBNET, rao(500_251))), Ok(()));
		assert_eq!(undone(|| add_up_to(Bob, SUBNET, 500_251)), Ok(()));
		// No fee and no slippage on root.
		assert_eq!(refused(|| add_stake(Alice, Bob, ROOT, rao(ENOUGH - 1))), error(Error::AmountTooLow));
		assert_eq!(undone(|| add_stake(Alice, Bob, ROOT, rao(ENOUGH))), Ok(()));
		assert_eq!(undone(|| add_stake(Bob, Bob, ROOT, rao(500_000))), Ok(()));
	});
}

#[test]
fn nominator_of_a_local_chain_enters_with_anything() {
	scene().block(|| {
		assert_eq!(add_stake(Alice, Bob, SUBNET, rao(500_251)), Ok(()));
		assert_eq!(remove_stake(Alice, Bob, SUBNET, alpha_rao(1)), error(Error::InsufficientLiquidity));
		let all_but_one = stake(Bob, Alice, SUBNET) - 1;
		grant(Bob, &coldkey(Alice), SUBNET, alpha(1));
		assert_eq!(remove_stake(Alice, Bob, SUBNET, alpha(1)), Ok(()));
		assert_eq!(stake(Bob, Alice, SUBNET), all_but_one + 1);
	});
}

#[test]
fn what_a_nominator_has_already_counts_on_entering() {
	strict_scene().block(|| {
		// 0.05 TAO are there, and 0.048 or 0.05 more come.
		grant(Bob, &coldkey(Alice), SUBNET, alpha_rao(200_000_000));
		assert_eq!(refused(|| add_stake(Alice, Bob, SUBNET, rao(48_000_000))), error(Error::AmountTooLow));
		// Neither what is on another hotkey nor on another subnet counts, nor what others have there.
		grant(Charlie, &coldkey(Alice), SUBNET, alpha(10));
		grant(Bob, &coldkey(Alice), OTHER, alpha(10));
		grant(Bob, &coldkey(Dave), SUBNET, alpha(10));
		assert_eq!(refused(|| add_stake(Alice, Bob, SUBNET, rao(48_000_000))), error(Error::AmountTooLow));
		assert_eq!(add_stake(Alice, Bob, SUBNET, rao(50_000_000)), Ok(()));
		assert_eq!(add_stake(Alice, Bob, SUBNET, rao(500_251)), Ok(()));
	});
}

#[test]
fn tao_of_all_alpha_must_be_enough_on_root() {
	let unstake_all_alpha = || call(&coldkey(Alice), ProtocolCall::unstake_all_alpha { hotkey: hotkey(Bob) });
	let pool = Pool { tao: 1_000 * RAO_PER_TAO, alpha: 4_000 * RAO_PER_TAO };
	let least = (4 * ENOUGH..).find(|amount| pool.clone().sell(*amount).tao >= ENOUGH).unwrap();
	strict_scene().block(|| {
		grant(Bob, &coldkey(Alice), SUBNET, alpha_rao(least - 1));
		assert_eq!(refused(unstake_all_alpha), error(Error::AmountTooLow));
		undone(|| {
			grant(Bob, &coldkey(Alice), SUBNET, alpha_rao(1));
			assert_eq!(unstake_all_alpha(), Ok(()));
			assert_eq!(stake(Bob, Alice, ROOT), ENOUGH);
		});
		assert_eq!(add_stake(Alice, Bob, ROOT, rao(ENOUGH)), Ok(()));
		assert_eq!(unstake_all_alpha(), Ok(()));
		assert_eq!(stake(Bob, Alice, ROOT), 2 * ENOUGH - 1);
	});
}

/// The example of the specification: of 1 alpha at 0.25 TAO 0.7 are unstaked, and 0.3 are too little.
#[test]
fn rest_of_a_nomination_goes_with_it_when_it_is_too_small() {
	let ways: [fn() -> DispatchResult; 3] = [
		|| remove_stake(Alice, Bob, SUBNET, alpha_rao(700_000_000)),
		|| remove_limited(700_000_000, 1_000, false),
		|| remove_limited(700_000_000, 1_000, true),
	];
	strict_scene().block(|| {
		grant(Bob, &coldkey(Alice), SUBNET, alpha(1));
		for way in ways {
			undone(|| {
				let (before, mut pool) = (free(&coldkey(Alice)), Pool::of(SUBNET));
				let sold = [700_000_000, 300_000_000].map(|amount| (amount, pool.sell(amount)));
				let told = told(|| assert_eq!(way(), Ok(())));
				let expected = sold.map(|(amount, sold)| {
					let (paid, amount) = (rao(sold.tao), alpha_rao(amount - sold.fee));
					Event::StakeRemoved(coldkey(Alice), hotkey(Bob), paid, amount, SUBNET, sold.fee)
				});
				assert_eq!(told, expected);
				assert_eq!(free(&coldkey(Alice)), before + sold[0].1.tao + sold[1].1.tao);
				assert_eq!((stake(Bob, Alice, SUBNET), Pool::of(SUBNET)), (0, pool));
			});
		}
	});
}

fn remove_limited(amount: u64, limit: u64, allow_partial: bool) -> DispatchResult {
	let (amount_unstaked, limit_price, netuid) = (alpha_rao(amount), rao(limit), SUBNET);
	let hotkey = hotkey(Bob);
	let asked = ProtocolCall::remove_stake_limit { hotkey, netuid, amount_unstaked, limit_price, allow_partial };
	call(&coldkey(Alice), asked)
}

#[test]
fn rest_of_a_nomination_stays_from_the_least_on() {
	strict_scene().block(|| {
		let mut pool = Pool::of(SUBNET);
		pool.sell(RAO_PER_TAO);
		let price = (u128::from(pool.tao) << 64) / u128::from(pool.alpha);
		let least = u64::try_from((u128::from(LEAST) << 64) / price).unwrap();
		assert!(least > 4 * LEAST && least < 4 * LEAST + 1_000_000, "{least}");
		for (rest, left) in [(least, least), (least - 1, 0)] {
			undone(|| {
				grant(Bob, &coldkey(Alice), SUBNET, alpha_rao(RAO_PER_TAO + rest));
				assert_eq!(remove_stake(Alice, Bob, SUBNET, alpha(1)), Ok(()));
				assert_eq!(stake(Bob, Alice, SUBNET), left);
			});
			undone(|| {
				assert_eq!(add_stake(Alice, Bob, ROOT, tao(1)), Ok(()));
				let rest = if left == 0 { LEAST - 1 } else { LEAST };
				assert_eq!(remove_stake(Alice, Bob, ROOT, alpha_rao(RAO_PER_TAO - rest)), Ok(()));
				assert_eq!(stake(Bob, Alice, ROOT), rest.min(left));
			});
		}
		// The owner of the hotkey keeps what it likes.
		grant(Bob, &coldkey(Bob), SUBNET, alpha_rao(RAO_PER_TAO + 1));
		assert_eq!(remove_stake(Bob, Bob, SUBNET, alpha(1)), Ok(()));
		assert_eq!(stake(Bob, Bob, SUBNET), 1);
	});
}

/// What a limit leaves unsold is sold below it if it is too small to stay.
#[test]
fn rest_that_a_limit_has_left_goes_at_any_price() {
	// So many alpha-rao press the price from 0.25 to there.
	let (limit, down_to_limit) = (247_500_000, 20_161_413_269);
	strict_scene().block(|| {
		grant(Bob, &coldkey(Alice), SUBNET, alpha_rao(down_to_limit + 100_000_000));
		assert_eq!(remove_limited(u64::MAX, limit, true), Ok(()));
		assert_eq!(stake(Bob, Alice, SUBNET), 0);
		assert!(taonet_runtime::Swap::rao_per_alpha(SUBNET) < limit - 10_000);
	});
}

#[test]
fn rest_for_which_nobody_pays_a_rao_is_burned() {
	strict_scene().block(|| {
		grant(Bob, &coldkey(Alice), SUBNET, alpha_rao(RAO_PER_TAO + 1));
		let outside = SubnetAlphaOut::<Runtime>::get(SUBNET).get();
		let mut pool = Pool::of(SUBNET);
		pool.sell(RAO_PER_TAO);
		assert_eq!(remove_stake(Alice, Bob, SUBNET, alpha(1)), Ok(()));
		let (coldkey, hotkey, alpha) = (coldkey(Alice), hotkey(Bob), alpha_rao(1));
		let error = PoolError::<Runtime>::ReservesTooLow.into();
		let expected = StakingEvent::SmallNominationBurned { coldkey, hotkey, netuid: SUBNET, alpha, error };
		assert_eq!(staking_events(), [expected]);
		assert_eq!((stake(Bob, Alice, SUBNET), AlphaBurned::<Runtime>::get(SUBNET).get()), (0, 1));
		assert_eq!((Pool::of(SUBNET), SubnetAlphaOut::<Runtime>::get(SUBNET).get()), (pool, outside - RAO_PER_TAO));
	});
}

/// Each of these coldkeys gets so much on Bob's hotkey.
fn nominate(netuid: NetUid, numbers: impl IntoIterator<Item = u32>, amount: u64) {
	numbers.into_iter().for_each(|number| grant(Bob, &account(number), netuid, alpha_rao(amount)));
}

/// How many positions there are.
fn positions() -> usize {
	AlphaV2::<Runtime>::iter_keys().count()
}

/// How many nominations were sold in this block.
fn sold() -> u32 {
	events().iter().map(|event| u32::from(matches!(event, Event::StakeRemoved(..)))).sum()
}

#[test]
fn small_nominations_are_sold_when_root_raises_the_least() {
	let mut chain = scene();
	let (small, enough) = (300_000_000, 500_000_000);
	chain.block(|| {
		grant(Bob, &coldkey(Alice), SUBNET, alpha_rao(small));
		grant(Bob, &coldkey(Dave), SUBNET, alpha_rao(enough));
		grant(Bob, &coldkey(Bob), SUBNET, alpha_rao(small));
		// At twice the price that is enough.
		grant(Bob, &coldkey(Alice), OTHER, alpha_rao(small));
		assert_eq!(add_stake(Alice, Bob, ROOT, rao(LEAST - 1)), Ok(()));
		assert_eq!(add_stake(Dave, Bob, ROOT, rao(LEAST)), Ok(()));
	});
	let before = chain.look(|| free(&coldkey(Alice)));
	let brings = chain.look(|| Pool::of(SUBNET).sell(small).tao);
	chain.block(|| {
		require_of_nominators(NOMINATOR_FACTOR);
		assert_eq!(Sweep::<Runtime>::get(), Some(None));
		assert_eq!(sold(), 0);
	});
	chain.block(|| {
		let stakes = [Alice, Dave, Bob].map(|of| (stake(Bob, of, SUBNET), stake(Bob, of, ROOT), stake(Bob, of, OTHER)));
		assert_eq!(stakes, [(0, 0, small), (enough, LEAST, 0), (small, 0, 0)]);
		assert_eq!(free(&coldkey(Alice)), before + brings + LEAST - 1);
		assert_eq!((sold(), staking_events()), (2, vec![StakingEvent::SweepFinished]));
		assert_eq!(Sweep::<Runtime>::get(), None);
	});
	chain.block(|| assert_eq!((sold(), staking_events()), (0, vec![])));
}

#[test]
fn small_nominations_that_cannot_be_paid_out_are_burned_and_on_root_stay() {
	let mut chain = scene();
	let (first, second, third) = (account(1), account(2), account(3));
	chain.block(|| {
		grant(Bob, &first, SUBNET, alpha_rao(1_000));
		grant(Bob, &second, SUBNET, alpha_rao(4_000));
		assert_eq!(add_stake(Alice, Bob, ROOT, tao(1)), Ok(()));
		assert_eq!(Staking::decrease(&hotkey(Bob), &coldkey(Alice), ROOT, alpha_rao(499)), Ok(()));
		assert_eq!(Staking::increase(&hotkey(Bob), &third, ROOT, alpha_rao(499)), Ok(()));
		require_of_nominators(NOMINATOR_FACTOR);
	});
	let brings = chain.look(|| Pool::of(SUBNET).sell(4_000).tao);
	chain.block(|| {
		let netuid = SUBNET;
		let error = DispatchError::from(TokenError::BelowMinimum);
		let hotkey = hotkey(Bob);
		let burned = StakingEvent::SmallNominationBurned {
			coldkey: first.clone(),
			hotkey: hotkey.clone(),
			netuid,
			alpha: alpha_rao(1_000),
			error,
		};
		let kept =
			StakingEvent::SmallNominationKept { coldkey: third.clone(), hotkey: hotkey.clone(), netuid: ROOT, error };
		let told = staking_events();
		assert!(told.len() == 3 && told.contains(&burned) && told.contains(&kept), "{told:?}");
		let left = [(&first, SUBNET), (&second, SUBNET), (&third, ROOT)]
			.map(|(coldkey, netuid)| Staking::stake_of(&hotkey, coldkey, netuid).get());
		assert_eq!(left, [0, 0, 499]);
		assert_eq!([&first, &second, &third].map(free), [0, brings, 0]);
		assert!(brings > EXISTENTIAL_DEPOSIT);
		assert_eq!(AlphaBurned::<Runtime>::get(SUBNET), alpha_rao(1_000));
	});
}

#[test]
fn sweep_looks_at_so_many_nominations_in_a_block_and_at_each_once() {
	for all in [2 * PER_BLOCK + 5, 2 * PER_BLOCK] {
		let mut chain = scene();
		// Beside that of nobody on the first subnet, which owns its hotkey.
		chain.block(|| {
			assert_eq!(positions(), 1);
			nominate(SUBNET, 1..=all / 2, 10_000_000);
			nominate(OTHER, all / 2 + 1..all, 10_000_000);
			require_of_nominators(NOMINATOR_FACTOR);
		});
		let mut in_all = 0;
		for _ in 0..2 {
			chain.block(|| {
				assert!((PER_BLOCK - 1..=PER_BLOCK).contains(&sold()), "{}", sold());
				assert_eq!(staking_events(), []);
				in_all += sold();
			});
		}
		chain.block(|| {
			assert_eq!((in_all + sold(), staking_events()), (all - 1, vec![StakingEvent::SweepFinished]));
			assert_eq!(Sweep::<Runtime>::get(), None);
		});
		chain.look(|| {
			let left = (1..all).map(|number| Staking::stake_of(&hotkey(Bob), &account(number), SUBNET).get());
			assert_eq!(left.sum::<u64>(), 0);
			assert!((1..all).all(|number| free(&account(number)) > 2_000_000));
		});
	}
}

#[test]
fn sweep_begins_again_when_the_least_is_raised_again() {
	let mut chain = still_scene();
	let all = PER_BLOCK + 10;
	chain.block(|| {
		// 0.12 TAO each.
		nominate(SUBNET, 1..=all, 480_000_000);
		require_of_nominators(NOMINATOR_FACTOR);
	});
	chain.block(|| {
		assert_eq!((sold(), staking_events()), (0, vec![]));
		assert!(matches!(Sweep::<Runtime>::get(), Some(Some(_))));
		require_of_nominators(NOMINATOR_FACTOR * 3 / 2);
		assert_eq!(Sweep::<Runtime>::get(), Some(None));
	});
	chain.run(2);
	chain.look(|| {
		assert_eq!(Sweep::<Runtime>::get(), None);
		assert!((1..=all).all(|number| Staking::stake_of(&hotkey(Bob), &account(number), SUBNET).is_zero()));
	});
}

#[test]
fn sweep_begins_only_when_the_least_rises() {
	let mut chain = scene();
	let begins = |factor| {
		require_of_nominators(factor);
		Sweep::<Runtime>::take().is_some()
	};
	chain.block(|| {
		let steps = [(1, false), (2, true), (3, false), (4, true), (4, false), (2, false), (0, false)];
		for (factor, expected) in steps {
			assert_eq!(begins(factor), expected, "factor {factor}");
		}
		assert!(begins(NOMINATOR_FACTOR) && !begins(NOMINATOR_FACTOR - 1) && begins(NOMINATOR_FACTOR + 2));
	});
}

#[test]
fn sweep_leaves_a_subnet_in_dissolution_to_the_dissolution() {
	let mut chain = scene();
	chain.block(|| {
		nominate(SUBNET, 1..=30, 10_000_000);
		require_of_nominators(NOMINATOR_FACTOR);
		assert_eq!(root(ProtocolCall::root_dissolve_network { netuid: SUBNET }), Ok(()));
	});
	for _ in 0..6 {
		chain.block(|| {
			assert_eq!(sold(), 0);
			assert!(!staking_events().iter().any(|event| !matches!(event, StakingEvent::SweepFinished)));
		});
	}
	chain.look(|| {
		assert_eq!((Sweep::<Runtime>::get(), SubnetTAO::<Runtime>::get(SUBNET)), (None, rao(0)));
		// 1000 TAO for 4000 alpha in the pool and 0.3 outside.
		let part = u128::from(1_000 * RAO_PER_TAO) * 10_000_000 / u128::from(4_000 * RAO_PER_TAO + 300_000_000);
		assert!((1..=30).all(|number| u128::from(free(&account(number))).abs_diff(part) <= 1));
	});
}

#[test]
fn nominator_who_takes_everything_leaves_nothing_to_sweep() {
	strict_scene().block(|| {
		assert_eq!(add_stake(Alice, Bob, SUBNET, tao(1)), Ok(()));
		assert_eq!(remove_stake(Alice, Bob, SUBNET, AlphaBalance::MAX), Ok(()));
		assert_eq!((sold(), staking_events()), (1, vec![]));
	});
}
