//! Staking 4.2, 4.4, 4.6, 6.3 to 6.7: TAO is taken back.

use crate::{
	chain::{free, last_fee, send_ok},
	kit::{account, call, coldkey, error, hotkey, root, undone, AdminCall, ProtocolCall},
	words::{
		add_stake, alpha, alpha_rao, grant, rao, refused, remove_stake, scene, set_balance, stake, subnet_account,
		swap_fee, tao, told, Books, Pool, EXISTENTIAL_DEPOSIT, FIRST, MIN_STAKE, NOWHERE, OTHER, SUBNET,
	},
};
use frame_support::dispatch::GetDispatchInfo;
use pallet_protocol::{
	AlphaV2, Delegates, Error, Event, LastColdkeyHotkeyStakeBlock, Owner, SubnetAlphaIn, SubnetTAO, SubnetTaoFlow,
};
use pallet_swap::{AlphaSqrtPrice, Error as PoolError};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave};
use sp_runtime::{traits::Dispatchable, DispatchResult, TokenError};
use taonet_runtime::{AccountId, Runtime, RuntimeCall, RuntimeOrigin, Staking, Swap, System};
use taonet_types::{AlphaBalance, NetUid, RAO_PER_TAO};

const ROOT: NetUid = NetUid::ROOT;
/// Of a pool at 0.25 TAO for an alpha.
const LIMIT: u64 = 247_500_000;
/// So many alpha-rao press the price there, fee included. Spec: economics 14.5.
const DOWN_TO_LIMIT: u64 = 20_151_261_036 + 10_152_233;

/// What Alice has on Bob's hotkey, and the books of the subnet.
fn books(netuid: NetUid) -> Books {
	Books::of(&hotkey(Bob), &coldkey(Alice), netuid)
}

/// Gives Alice so many alpha-rao on Bob's hotkey, and leaves the price as it is.
fn give(netuid: NetUid, amount: u64) {
	grant(Bob, &coldkey(Alice), netuid, alpha_rao(amount));
}

/// Alice unstakes from Bob's hotkey up to a limit.
fn remove_up_to(netuid: NetUid, amount: u64, limit: u64, allow_partial: bool) -> DispatchResult {
	let (amount_unstaked, limit_price) = (alpha_rao(amount), rao(limit));
	let hotkey = hotkey(Bob);
	let asked = ProtocolCall::remove_stake_limit { hotkey, netuid, amount_unstaked, limit_price, allow_partial };
	call(&coldkey(Alice), asked)
}

/// Alice unstakes all from Bob's hotkey on a subnet.
fn remove_full(netuid: NetUid, limit: Option<u64>) -> DispatchResult {
	let limit_price = limit.map(rao);
	call(&coldkey(Alice), ProtocolCall::remove_stake_full_limit { hotkey: hotkey(Bob), netuid, limit_price })
}

fn unstake_all(of: &AccountId, on: Sr25519Keyring) -> DispatchResult {
	call(of, ProtocolCall::unstake_all { hotkey: hotkey(on) })
}

fn unstake_all_alpha(of: &AccountId, on: Sr25519Keyring) -> DispatchResult {
	call(of, ProtocolCall::unstake_all_alpha { hotkey: hotkey(on) })
}

/// Alice's sale on Bob's hotkey as the event tells it: RAO she got, alpha-rao sold, alpha-rao of the fee.
fn sale(netuid: NetUid, paid: u64, sold: u64, fee: u64) -> Event<Runtime> {
	Event::StakeRemoved(coldkey(Alice), hotkey(Bob), rao(paid), alpha_rao(sold), netuid, fee)
}

#[test]
fn unstaking_moves_the_money_of_the_worked_example() {
	let (all, fee, brings) = (40 * RAO_PER_TAO, 20_141_908, 9_896_053_816);
	scene().block(|| {
		give(SUBNET, all);
		let (before, mut pool) = (books(SUBNET), Pool::of(SUBNET));
		let sold = pool.sell(all);
		assert_eq!((sold.tao, sold.fee), (brings, fee));
		let leaves = brings + sold.fee_tao;

		let told = told(|| assert_eq!(remove_stake(Alice, Bob, SUBNET, alpha(40)), Ok(())));
		let after = Books {
			free: before.free + brings,
			stake: 0,
			on_hotkey: 0,
			pool: Pool { tao: before.pool.tao - leaves, alpha: before.pool.alpha + all },
			outside: before.outside - all,
			account: before.account - leaves,
			issuance: before.issuance - sold.fee_tao,
			total_stake: before.total_stake - leaves,
			flow: before.flow - i64::try_from(leaves).unwrap(),
			volume: before.volume + u128::from(leaves),
		};
		assert_eq!((books(SUBNET), pool), (after.clone(), after.pool));
		assert_eq!(told, [sale(SUBNET, brings, all - fee, fee)]);
		let last = LastColdkeyHotkeyStakeBlock::<Runtime>::get(coldkey(Alice), hotkey(Bob));
		assert_eq!(last, Some(System::block_number().into()));
		// Nothing is kept of a position that is gone.
		assert!(!AlphaV2::<Runtime>::contains_key((hotkey(Bob), coldkey(Alice), SUBNET)));
		let (root, price) = (AlphaSqrtPrice::<Runtime>::get(SUBNET).to_bits(), Swap::price(SUBNET).to_bits());
		assert!(root.pow(2) <= price << 64 && (root + 1).pow(2) > price << 64);
	});
}

#[test]
fn unstaking_works_in_an_extrinsic() {
	scene().block(|| {
		give(SUBNET, 40 * RAO_PER_TAO);
		let before = free(&coldkey(Alice));
		let amount_unstaked = alpha(40);
		send_ok(Alice, ProtocolCall::remove_stake { hotkey: hotkey(Bob), netuid: SUBNET, amount_unstaked });
		assert_eq!(free(&coldkey(Alice)), before - last_fee() + 9_896_053_816);
	});
}

#[test]
fn asking_for_more_than_there_is_unstakes_everything() {
	scene().block(|| {
		give(SUBNET, 40 * RAO_PER_TAO);
		let all_ways: [fn() -> DispatchResult; 4] = [
			|| remove_stake(Alice, Bob, SUBNET, AlphaBalance::MAX),
			|| remove_up_to(SUBNET, u64::MAX, 1_000, false),
			|| remove_full(SUBNET, None),
			|| remove_full(SUBNET, Some(1_000)),
		];
		for way in all_ways {
			undone(|| {
				let told = told(|| assert_eq!(way(), Ok(())));
				assert_eq!(told, [sale(SUBNET, 9_896_053_816, 40 * RAO_PER_TAO - 20_141_908, 20_141_908)]);
				assert_eq!(stake(Bob, Alice, SUBNET), 0);
			});
		}
	});
}

#[test]
fn a_part_must_bring_the_least_amount_and_all_of_it_need_not() {
	// What of a pool at 0.25 brings as much.
	let pool = Pool { tao: 1_000 * RAO_PER_TAO, alpha: 4_000 * RAO_PER_TAO };
	let least = (4 * MIN_STAKE..).find(|amount| pool.clone().sell(*amount).tao >= MIN_STAKE).unwrap();
	scene().block(|| {
		assert_eq!(Pool::of(SUBNET), pool);
		give(SUBNET, least);
		assert_eq!(undone(|| remove_stake(Alice, Bob, SUBNET, alpha_rao(least - 1))), error(Error::AmountTooLow));
		assert_eq!(undone(|| remove_up_to(SUBNET, least - 1, 0, true)), error(Error::AmountTooLow));
		undone(|| {
			give(SUBNET, 1);
			assert_eq!(remove_stake(Alice, Bob, SUBNET, alpha_rao(least)), Ok(()));
			assert_eq!(stake(Bob, Alice, SUBNET), 1);
		});
		undone(|| {
			grant(Bob, &coldkey(Charlie), SUBNET, alpha_rao(1_000));
			assert_eq!(remove_stake(Charlie, Bob, SUBNET, alpha_rao(1_000)), Ok(()));
			assert_eq!(stake(Bob, Charlie, SUBNET), 0);
		});
		undone(|| {
			assert_eq!(add_stake(Alice, Bob, ROOT, tao(1)), Ok(()));
			assert_eq!(refused(|| remove_stake(Alice, Bob, ROOT, alpha_rao(499_999))), error(Error::AmountTooLow));
			assert_eq!(remove_stake(Alice, Bob, ROOT, alpha_rao(500_000)), Ok(()));
		});
	});
}

#[test]
fn errors_of_unstaking_come_in_their_order() {
	scene().block(|| {
		let ask = |on, netuid, amount| refused(|| remove_stake(Alice, on, netuid, alpha_rao(amount)));
		// There is no hotkey of Dave's, and nobody has anything.
		assert_eq!(ask(Dave, NOWHERE, 0), error(Error::SubtokenDisabled));
		assert_eq!(ask(Dave, FIRST, 0), error(Error::SubtokenDisabled));
		assert_eq!(ask(Dave, SUBNET, u64::MAX), error(Error::AmountTooLow));
		assert_eq!(ask(Bob, SUBNET, 1), error(Error::AmountTooLow));
		give(SUBNET, RAO_PER_TAO);
		assert_eq!(ask(Bob, SUBNET, 0), error(Error::AmountTooLow));
		undone(|| {
			Owner::<Runtime>::remove(hotkey(Bob));
			undone(|| {
				SubnetTAO::<Runtime>::insert(SUBNET, rao(999_999));
				assert_eq!(ask(Bob, SUBNET, 0), error(Error::AmountTooLow));
				assert_eq!(ask(Bob, SUBNET, 10_000), error(Error::InsufficientLiquidity));
			});
			// For one alpha-rao nobody pays a RAO.
			assert_eq!(ask(Bob, SUBNET, 1), error(Error::InsufficientLiquidity));
			assert_eq!(ask(Bob, SUBNET, 10_000), error(Error::AmountTooLow));
			// A limit that allows next to nothing.
			let limited = |amount| refused(|| remove_up_to(SUBNET, amount, 249_999_999, false));
			assert_eq!(limited(10_000), error(Error::AmountTooLow));
			assert_eq!(limited(RAO_PER_TAO), error(Error::SlippageTooHigh));
			assert_eq!(ask(Bob, SUBNET, RAO_PER_TAO), error(Error::HotKeyAccountNotExists));
		});
		assert_eq!(remove_stake(Alice, Bob, SUBNET, alpha(1)), Ok(()));
	});
}

#[test]
fn no_more_than_1000_times_the_pool_is_unstaked_at_once() {
	scene().block(|| {
		let in_pool = 39 * RAO_PER_TAO;
		give(SUBNET, 1_000 * in_pool + 1);
		SubnetAlphaIn::<Runtime>::insert(SUBNET, alpha_rao(in_pool));
		for asked in [1_000 * in_pool + 1, u64::MAX] {
			let answer = undone(|| remove_stake(Alice, Bob, SUBNET, alpha_rao(asked)));
			assert_eq!(answer, error(Error::InsufficientLiquidity));
			// Before the limit is looked at, which is above the price.
			assert_eq!(undone(|| remove_up_to(SUBNET, asked, u64::MAX, true)), error(Error::InsufficientLiquidity));
		}
		assert_eq!(undone(|| remove_stake(Alice, Bob, SUBNET, alpha_rao(1_000 * in_pool))), Ok(()));
		let answer = undone(|| remove_up_to(SUBNET, 1_000 * in_pool, u64::MAX, true));
		assert_eq!(answer, Err(PoolError::<Runtime>::PriceLimitExceeded.into()));
		SubnetAlphaIn::<Runtime>::insert(SUBNET, alpha(4_000));
	});
}

#[test]
fn subnet_in_dissolution_gives_no_stake_back_by_calls() {
	scene().block(|| {
		give(SUBNET, RAO_PER_TAO);
		assert_eq!(root(ProtocolCall::root_dissolve_network { netuid: SUBNET }), Ok(()));
		assert_eq!(stake(Bob, Alice, SUBNET), RAO_PER_TAO);
		let disabled = error(Error::SubtokenDisabled);
		assert_eq!(refused(|| remove_stake(Alice, Bob, SUBNET, alpha(1))), disabled);
		assert_eq!(refused(|| remove_up_to(SUBNET, RAO_PER_TAO, 0, true)), disabled);
		assert_eq!(refused(|| remove_full(SUBNET, None)), disabled);
		// It is skipped where all is unstaked.
		assert_eq!(unstake_all(&coldkey(Alice), Bob), Ok(()));
		assert_eq!(stake(Bob, Alice, SUBNET), RAO_PER_TAO);
		assert_eq!(refused(|| unstake_all_alpha(&coldkey(Alice), Bob)), error(Error::AmountTooLow));
	});
}

#[test]
fn unstaking_is_refused_when_the_subtoken_is_disabled() {
	scene().block(|| {
		give(SUBNET, RAO_PER_TAO);
		assert_eq!(root(AdminCall::sudo_set_admin_freeze_window { window: 0 }), Ok(()));
		let disable = AdminCall::sudo_set_subtoken_enabled { netuid: SUBNET, subtoken_enabled: false };
		assert_eq!(root(disable), Ok(()));
		let disabled = error(Error::SubtokenDisabled);
		assert_eq!(refused(|| remove_stake(Alice, Bob, SUBNET, alpha(1))), disabled);
		assert_eq!(refused(|| remove_up_to(SUBNET, RAO_PER_TAO, 1_000, false)), disabled);
		assert_eq!(refused(|| remove_full(SUBNET, None)), disabled);
		assert_eq!(refused(|| remove_full(SUBNET, Some(1_000))), disabled);
		assert_eq!(unstake_all(&coldkey(Alice), Bob), Ok(()));
		assert_eq!(stake(Bob, Alice, SUBNET), RAO_PER_TAO);
	});
}

#[test]
fn unstaking_down_to_a_limit_takes_all_or_nothing_unless_a_part_will_do() {
	scene().block(|| {
		give(SUBNET, 40 * RAO_PER_TAO);
		undone(|| {
			assert_eq!(remove_up_to(SUBNET, DOWN_TO_LIMIT, LIMIT, false), Ok(()));
			assert_eq!(stake(Bob, Alice, SUBNET), 40 * RAO_PER_TAO - DOWN_TO_LIMIT);
		});
		for refused_way in [
			refused(|| remove_up_to(SUBNET, DOWN_TO_LIMIT + 1, LIMIT, false)),
			refused(|| remove_full(SUBNET, Some(LIMIT))),
		] {
			assert_eq!(refused_way, error(Error::SlippageTooHigh));
		}
		let (before, mut pool) = (books(SUBNET), Pool::of(SUBNET));
		let sold = pool.sell(DOWN_TO_LIMIT);
		assert_eq!(remove_up_to(SUBNET, u64::MAX, LIMIT, true), Ok(()));
		let after = books(SUBNET);
		assert_eq!((before.stake - after.stake, before.outside - after.outside), (DOWN_TO_LIMIT, DOWN_TO_LIMIT));
		assert_eq!((after.free - before.free, after.pool), (sold.tao, pool));
		assert_eq!(after.account, before.account - sold.tao - sold.fee_tao);
	});
}

/// The sale of the fee presses the price a little further.
#[test]
fn price_is_at_the_limit_before_the_fee_is_sold() {
	scene().block(|| {
		give(SUBNET, 40 * RAO_PER_TAO);
		let told = told(|| assert_eq!(remove_up_to(SUBNET, u64::MAX, LIMIT, true), Ok(())));
		let [Event::StakeRemoved(_, _, paid, sold, _, fee)] = told.as_slice() else { panic!("{told:?}") };
		assert_eq!((sold.get(), *fee), (20_151_261_036, 10_152_233));
		let (in_pool, of_alpha) = (1_000 * RAO_PER_TAO - paid.get(), 4_000 * RAO_PER_TAO + sold.get());
		let price = u128::from(in_pool) * u128::from(RAO_PER_TAO) / u128::from(of_alpha);
		assert!(price.abs_diff(LIMIT.into()) <= 1, "{price}");
	});
}

#[test]
fn limit_at_or_above_the_price_is_refused_in_the_name_of_the_pool() {
	scene().block(|| {
		give(SUBNET, RAO_PER_TAO);
		for limit in [250_000_000, 250_000_001, u64::MAX] {
			for allow_partial in [false, true] {
				// Also of nothing.
				for amount in [0, RAO_PER_TAO] {
					let answer = refused(|| remove_up_to(SUBNET, amount, limit, allow_partial));
					assert_eq!(answer, Err(PoolError::<Runtime>::PriceLimitExceeded.into()));
				}
			}
			assert_eq!(
				refused(|| remove_full(SUBNET, Some(limit))),
				Err(PoolError::<Runtime>::PriceLimitExceeded.into())
			);
		}
		assert_eq!(undone(|| remove_up_to(SUBNET, RAO_PER_TAO, 0, false)), Ok(()));
	});
}

#[test]
fn stake_on_root_is_paid_one_to_one() {
	scene().block(|| {
		assert_eq!(add_stake(Alice, Bob, ROOT, tao(7)), Ok(()));
		let before = books(ROOT);
		let two = 2 * RAO_PER_TAO;
		let told = told(|| assert_eq!(remove_stake(Alice, Bob, ROOT, alpha(2)), Ok(())));
		let after = Books {
			free: before.free + two,
			stake: before.stake - two,
			on_hotkey: before.on_hotkey - two,
			pool: Pool { tao: before.pool.tao - two, alpha: 0 },
			outside: before.outside - two,
			account: before.account - two,
			total_stake: before.total_stake - two,
			volume: before.volume + u128::from(two),
			..before
		};
		assert_eq!(books(ROOT), after);
		assert_eq!(told, [sale(ROOT, two, two, 0)]);
		assert!(!SubnetTaoFlow::<Runtime>::contains_key(ROOT));
	});
}

#[test]
fn limit_on_root_allows_all_or_nothing() {
	scene().block(|| {
		assert_eq!(add_stake(Alice, Bob, ROOT, tao(7)), Ok(()));
		let attempt = |limit, partial| remove_up_to(ROOT, RAO_PER_TAO, limit, partial);
		for partial in [false, true] {
			undone(|| {
				assert_eq!(attempt(RAO_PER_TAO, partial), Ok(()));
				assert_eq!(stake(Bob, Alice, ROOT), 6 * RAO_PER_TAO);
			});
		}
		assert_eq!(refused(|| attempt(RAO_PER_TAO + 1, false)), error(Error::SlippageTooHigh));
		assert_eq!(refused(|| remove_full(ROOT, Some(RAO_PER_TAO + 1))), error(Error::SlippageTooHigh));
		// The part that the limit allows is nothing.
		let before = books(ROOT);
		assert_eq!(attempt(RAO_PER_TAO + 1, true), Ok(()));
		assert_eq!(books(ROOT), before);
	});
}

#[test]
fn coldkey_without_an_account_is_not_paid_less_than_the_existential_deposit() {
	scene().block(|| {
		let pauper = account(1);
		let attempt = || {
			let (hotkey, amount_unstaked) = (hotkey(Bob), AlphaBalance::MAX);
			call(&pauper, ProtocolCall::remove_stake { hotkey, netuid: SUBNET, amount_unstaked })
		};
		grant(Bob, &pauper, SUBNET, alpha_rao(1_997));
		assert_eq!(Pool::of(SUBNET).sell(1_997), crate::words::Sold { tao: 499, fee: 1, fee_tao: 0 });
		assert_eq!(refused(attempt), Err(TokenError::BelowMinimum.into()));
		let all_at_once = || unstake_all(&pauper, Bob);
		let staked = |netuid| Staking::stake_of(&hotkey(Bob), &pauper, netuid).get();
		// What cannot be paid stays, and does not keep the rest from leaving.
		undone(|| {
			assert_eq!(all_at_once(), Ok(()));
			assert_eq!((staked(SUBNET), free(&pauper)), (1_997, 0));
			grant(Bob, &pauper, OTHER, alpha(1));
			assert_eq!(all_at_once(), Ok(()));
			assert_eq!((staked(SUBNET), staked(OTHER)), (1_997, 0));
			// Now it has an account.
			assert_eq!(all_at_once(), Ok(()));
			assert_eq!(staked(SUBNET), 0);
		});
		grant(Bob, &pauper, SUBNET, alpha_rao(4));
		undone(|| {
			assert_eq!(attempt(), Ok(()));
			assert_eq!(free(&pauper), EXISTENTIAL_DEPOSIT);
		});
		assert_eq!(undone(all_at_once), Ok(()));
		// Who has an account is paid anything.
		set_balance(&pauper, EXISTENTIAL_DEPOSIT);
		assert_eq!((attempt(), free(&pauper)), (Ok(()), 2 * EXISTENTIAL_DEPOSIT));
	});
}

/// A fee for which nobody would pay a RAO is recycled as alpha, and fails nothing. Spec: economics 14.7.
#[test]
fn fee_that_is_worth_nothing_is_recycled_as_alpha() {
	scene().block(|| {
		give(SUBNET, 1_997);
		let before = books(SUBNET);
		assert_eq!(remove_stake(Alice, Bob, SUBNET, AlphaBalance::MAX), Ok(()));
		let after = books(SUBNET);
		assert_eq!((swap_fee(1_997), after.free - before.free), (1, 499));
		assert_eq!((after.issuance, after.outside), (before.issuance, before.outside - 1_997));
		assert_eq!(after.pool, Pool { tao: before.pool.tao - 499, alpha: before.pool.alpha + 1_996 });
	});
}

#[test]
fn unstaking_everything_sells_on_every_started_subnet_and_on_root() {
	scene().block(|| {
		let (mut first, mut second) = (Pool::of(SUBNET), Pool::of(OTHER));
		give(SUBNET, 40 * RAO_PER_TAO);
		give(OTHER, 3 * RAO_PER_TAO);
		// That one is not started.
		give(FIRST, RAO_PER_TAO);
		assert_eq!(add_stake(Alice, Bob, ROOT, tao(2)), Ok(()));
		// What is on another hotkey, or somebody else's, is not touched.
		grant(Charlie, &coldkey(Alice), OTHER, alpha(5));
		grant(Bob, &coldkey(Dave), OTHER, alpha(6));
		let before = free(&coldkey(Alice));
		let told = told(|| assert_eq!(unstake_all(&coldkey(Alice), Bob), Ok(())));

		let sold = [first.sell(40 * RAO_PER_TAO), second.sell(3 * RAO_PER_TAO)];
		let expected = [
			sale(ROOT, 2 * RAO_PER_TAO, 2 * RAO_PER_TAO, 0),
			sale(SUBNET, sold[0].tao, 40 * RAO_PER_TAO - sold[0].fee, sold[0].fee),
			sale(OTHER, sold[1].tao, 3 * RAO_PER_TAO - sold[1].fee, sold[1].fee),
		];
		assert_eq!(told, expected);
		assert_eq!(free(&coldkey(Alice)), before + 2 * RAO_PER_TAO + sold[0].tao + sold[1].tao);
		let left = [ROOT, SUBNET, OTHER, FIRST].map(|netuid| stake(Bob, Alice, netuid));
		assert_eq!(left, [0, 0, 0, RAO_PER_TAO]);
		assert_eq!((Pool::of(SUBNET), Pool::of(OTHER)), (first, second));
		assert_eq!((stake(Charlie, Alice, OTHER), stake(Bob, Dave, OTHER)), (5 * RAO_PER_TAO, 6 * RAO_PER_TAO));
	});
}

#[test]
fn unstaking_everything_pays_for_as_many_subnets_as_there_are_positions_on() {
	scene().block(|| {
		for asked in
			[ProtocolCall::unstake_all { hotkey: hotkey(Bob) }, ProtocolCall::unstake_all_alpha { hotkey: hotkey(Bob) }]
		{
			let asked = RuntimeCall::from(asked);
			let announced = asked.get_dispatch_info().call_weight.ref_time();
			let weight_with = |netuids: &[NetUid]| {
				undone(|| {
					netuids.iter().for_each(|netuid| give(*netuid, RAO_PER_TAO));
					let answer =
						asked.clone().dispatch(RuntimeOrigin::signed(coldkey(Alice))).expect("something is sold");
					answer.actual_weight.expect("is told").ref_time()
				})
			};
			let (one, two) = (weight_with(&[SUBNET]), weight_with(&[SUBNET, OTHER]));
			assert!(one < two && two <= announced, "{one}, {two}, {announced}");
		}
	});
}

#[test]
fn unstaking_everything_skips_what_cannot_be_unstaked() {
	scene().block(|| {
		give(SUBNET, 40 * RAO_PER_TAO);
		give(OTHER, 3 * RAO_PER_TAO);
		undone(|| {
			SubnetTAO::<Runtime>::insert(SUBNET, rao(999_999));
			assert_eq!(unstake_all(&coldkey(Alice), Bob), Ok(()));
			assert_eq!((stake(Bob, Alice, SUBNET), stake(Bob, Alice, OTHER)), (40 * RAO_PER_TAO, 0));
		});
		// Nothing to do is no error, a hotkey that is nobody's is.
		assert_eq!(told(|| assert_eq!(unstake_all(&coldkey(Charlie), Bob), Ok(()))), []);
		assert_eq!(refused(|| unstake_all(&coldkey(Alice), Dave)), error(Error::HotKeyAccountNotExists));
		assert_eq!(refused(|| unstake_all_alpha(&coldkey(Alice), Dave)), error(Error::HotKeyAccountNotExists));
	});
}

#[test]
fn unstaking_all_alpha_stakes_the_tao_on_root() {
	scene().block(|| {
		let (mut first, mut second) = (Pool::of(SUBNET), Pool::of(OTHER));
		give(SUBNET, 40 * RAO_PER_TAO);
		give(OTHER, 3 * RAO_PER_TAO);
		assert_eq!(add_stake(Alice, Bob, ROOT, tao(2)), Ok(()));
		let before = books(ROOT);
		let told = told(|| assert_eq!(unstake_all_alpha(&coldkey(Alice), Bob), Ok(())));

		let sold = [first.sell(40 * RAO_PER_TAO), second.sell(3 * RAO_PER_TAO)];
		let brought = sold[0].tao + sold[1].tao;
		let expected = [
			sale(SUBNET, sold[0].tao, 40 * RAO_PER_TAO - sold[0].fee, sold[0].fee),
			sale(OTHER, sold[1].tao, 3 * RAO_PER_TAO - sold[1].fee, sold[1].fee),
			Event::StakeAdded(coldkey(Alice), hotkey(Bob), rao(brought), alpha_rao(brought), ROOT, 0),
		];
		assert_eq!(told, expected);
		let after = books(ROOT);
		assert_eq!((after.stake, after.free), (2 * RAO_PER_TAO + brought, before.free));
		assert_eq!(after.account, before.account + brought);
		assert_eq!(before.issuance - after.issuance, sold[0].fee_tao + sold[1].fee_tao);
		assert_eq!(after.total_stake, before.total_stake - sold[0].fee_tao - sold[1].fee_tao);
		assert_eq!((stake(Bob, Alice, SUBNET), stake(Bob, Alice, OTHER)), (0, 0));
		assert!(!Delegates::<Runtime>::contains_key(hotkey(Bob)));
	});
}

#[test]
fn unstaking_all_alpha_is_refused_when_there_is_none() {
	scene().block(|| {
		assert_eq!(add_stake(Alice, Bob, ROOT, tao(2)), Ok(()));
		give(FIRST, RAO_PER_TAO);
		assert_eq!(refused(|| unstake_all_alpha(&coldkey(Alice), Bob)), error(Error::AmountTooLow));
	});
}

#[test]
fn coldkey_without_an_account_keeps_the_existential_deposit_when_its_tao_goes_to_root() {
	scene().block(|| {
		let pauper = account(1);
		grant(Bob, &pauper, SUBNET, alpha(1));
		let brings = Pool::of(SUBNET).sell(RAO_PER_TAO).tao;
		assert_eq!(unstake_all_alpha(&pauper, Bob), Ok(()));
		assert_eq!(free(&pauper), EXISTENTIAL_DEPOSIT);
		assert_eq!(Staking::stake_of(&hotkey(Bob), &pauper, ROOT), alpha_rao(brings - EXISTENTIAL_DEPOSIT));
	});
}

/// Root's books hold 1 000 000 RAO of Alice's, and she takes all but so many of them.
fn leave_on_root(left: u64) {
	assert_eq!(add_stake(Alice, Bob, ROOT, rao(1_000_000)), Ok(()));
	assert_eq!(remove_stake(Alice, Bob, ROOT, alpha_rao(1_000_000 - left)), Ok(()));
	assert_eq!(stake(Bob, Alice, ROOT), left);
	assert_eq!(SubnetTAO::<Runtime>::get(ROOT), rao(left));
}

#[test]
fn account_of_root_keeps_the_existential_deposit_while_anything_is_staked_there() {
	for left in [1, 300, 499] {
		scene().block(|| {
			let before = books(ROOT);
			let told = told(|| leave_on_root(left));
			let paid = 1_000_000 - EXISTENTIAL_DEPOSIT;
			assert_eq!(told[1], sale(ROOT, paid, 1_000_000 - left, 0));
			let kept = books(ROOT);
			assert_eq!((kept.account, kept.outside), (EXISTENTIAL_DEPOSIT, left));
			assert_eq!((kept.free, kept.issuance), (before.free - EXISTENTIAL_DEPOSIT, before.issuance));

			// The last one gets the rest, and what nobody owns is recycled with the account.
			assert_eq!(remove_stake(Alice, Bob, ROOT, AlphaBalance::MAX), Ok(()));
			let after = books(ROOT);
			let unpaid = EXISTENTIAL_DEPOSIT - left;
			assert_eq!((after.account, after.outside, after.pool.tao), (0, 0, 0));
			assert_eq!((after.free, after.issuance), (before.free - unpaid, before.issuance - unpaid));
			assert_eq!(System::providers(&subnet_account(ROOT)), 0);
			// Root can be staked on as before.
			assert_eq!(add_stake(Alice, Bob, ROOT, rao(MIN_STAKE)), Ok(()));
			assert_eq!(books(ROOT).account, MIN_STAKE);
		});
	}
}

#[test]
fn account_of_root_pays_everything_that_leaves_it_enough() {
	scene().block(|| {
		let before = books(ROOT);
		leave_on_root(EXISTENTIAL_DEPOSIT);
		assert_eq!(books(ROOT).free, before.free - EXISTENTIAL_DEPOSIT);
		assert_eq!(remove_stake(Alice, Bob, ROOT, AlphaBalance::MAX), Ok(()));
		assert_eq!((books(ROOT).free, books(ROOT).issuance), (before.free, before.issuance));
	});
}

#[test]
fn limit_of_a_sale_bounds_the_average_price_whatever_it_is() {
	let mut chain = scene();
	chain.block(|| give(SUBNET, 100 * RAO_PER_TAO));
	for limit in (238_000_000..249_900_000).step_by(137_911) {
		chain.block(|| {
			undone(|| {
				let before = books(SUBNET);
				assert_eq!(remove_up_to(SUBNET, u64::MAX, limit, true), Ok(()));
				let after = books(SUBNET);
				let (got, gone) = (after.free - before.free, before.stake - after.stake);
				let net = gone - swap_fee(gone);
				assert!(u128::from(got + 1) * u128::from(RAO_PER_TAO) >= u128::from(limit) * u128::from(net - 1));
				// All alpha that is gone is in the pool, and no TAO is anywhere else.
				assert_eq!(after.pool.alpha - before.pool.alpha, gone);
				assert_eq!(before.issuance - after.issuance, before.pool.tao - after.pool.tao - got);
				assert_eq!(after.account, after.pool.tao);
			})
		});
	}
}

#[test]
fn hotkeys_of_others_are_unstaked_from_one_by_one() {
	scene().block(|| {
		let sum = |of: &[Sr25519Keyring]| of.iter().map(|of| stake(Bob, *of, SUBNET)).sum::<u64>();
		for (of, amount) in [(Alice, 3), (Charlie, 5), (Dave, 7)] {
			assert_eq!(add_stake(of, Bob, SUBNET, tao(amount)), Ok(()));
		}
		let others = sum(&[Charlie, Dave]);
		assert_eq!(remove_stake(Alice, Bob, SUBNET, AlphaBalance::MAX), Ok(()));
		assert_eq!((stake(Bob, Alice, SUBNET), sum(&[Charlie, Dave])), (0, others));
		assert_eq!(remove_stake(Dave, Bob, SUBNET, AlphaBalance::new(RAO_PER_TAO)), Ok(()));
		assert_eq!(sum(&[Charlie, Dave]), others - RAO_PER_TAO);
	});
}
