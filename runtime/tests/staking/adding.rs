//! Staking 4.1, 4.4, 4.5, 6.1, 6.2: TAO is put to work.

use crate::{
	chain::{free, send_ok},
	kit::{account, call, coldkey, endow, error, hotkey, root, undone, ProtocolCall},
	words::{
		add_stake, alpha_rao, grant, rao, refused, remove_stake, scene, set_balance, stake, still_scene,
		subnet_account, swap_fee, tao, told, Books, Pool, EXISTENTIAL_DEPOSIT, FIRST, MIN_STAKE, NOWHERE, SUBNET,
	},
};
use pallet_issuance::Pallet as Issuance;
use pallet_protocol::{
	Delegates, Error, Event, LastColdkeyHotkeyStakeBlock, NetworksAdded, StakingHotkeys, SubnetAlphaIn, SubnetTAO,
	SubnetTaoFlow, TotalHotkeyAlpha,
};
use pallet_swap::{AlphaSqrtPrice, Error as PoolError};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave};
use sp_runtime::{DispatchError, DispatchResult};
use taonet_runtime::{AccountId, Runtime, RuntimeOrigin, Staking, Swap, System};
use taonet_types::{AlphaBalance, NetUid, TaoBalance, RAO_PER_TAO};

const ROOT: NetUid = NetUid::ROOT;
/// Of a pool at 0.25 TAO for an alpha.
const LIMIT: u64 = 252_500_000;
/// So many RAO lift the price there, fee included. Spec: economics 14.5.
const UP_TO_LIMIT: u64 = 4_990_074_852;
/// 18 %.
const DEFAULT_TAKE: u16 = 11_796;

/// Asks of a coldkey for a hotkey.
fn ask(of: &AccountId, on: &AccountId, netuid: NetUid, amount: u64) -> DispatchResult {
	call(of, ProtocolCall::add_stake { hotkey: on.clone(), netuid, amount_staked: rao(amount) })
}

/// The same with a limit, which allows a part of it or does not.
fn ask_up_to(
	of: &AccountId,
	on: &AccountId,
	netuid: NetUid,
	amount: u64,
	limit: u64,
	allow_partial: bool,
) -> DispatchResult {
	let (amount_staked, limit_price) = (rao(amount), rao(limit));
	let hotkey = on.clone();
	call(of, ProtocolCall::add_stake_limit { hotkey, netuid, amount_staked, limit_price, allow_partial })
}

/// One key stakes on the other's hotkey up to a limit.
fn add_up_to(of: Sr25519Keyring, on: Sr25519Keyring, netuid: NetUid, amount: u64, limit: u64) -> DispatchResult {
	ask_up_to(&coldkey(of), &hotkey(on), netuid, amount, limit, false)
}

/// The same, or a part of it.
fn add_part(of: Sr25519Keyring, on: Sr25519Keyring, netuid: NetUid, amount: u64, limit: u64) -> DispatchResult {
	ask_up_to(&coldkey(of), &hotkey(on), netuid, amount, limit, true)
}

fn books(of: Sr25519Keyring, on: Sr25519Keyring, netuid: NetUid) -> Books {
	Books::of(&hotkey(on), &coldkey(of), netuid)
}

fn pool_error(error: PoolError<Runtime>) -> DispatchResult {
	Err(error.into())
}

#[test]
fn staking_moves_the_money_of_the_worked_example() {
	let (net, fee, bought) = (9_994_964_523, 5_035_477, 39_584_215_264);
	scene().block(|| {
		let before = books(Alice, Bob, SUBNET);
		let told = told(|| assert_eq!(add_stake(Alice, Bob, SUBNET, tao(10)), Ok(())));
		let after = Books {
			free: before.free - 10 * RAO_PER_TAO,
			stake: bought,
			on_hotkey: bought,
			pool: Pool { tao: before.pool.tao + net, alpha: before.pool.alpha - bought },
			outside: before.outside + bought,
			account: before.account + net,
			issuance: before.issuance - fee,
			total_stake: before.total_stake + net,
			flow: before.flow + i64::try_from(net).unwrap(),
			volume: before.volume + 10 * u128::from(RAO_PER_TAO),
		};
		assert_eq!(books(Alice, Bob, SUBNET), after);
		assert_eq!(told, [Event::StakeAdded(coldkey(Alice), hotkey(Bob), tao(10), alpha_rao(bought), SUBNET, fee)]);
		assert_eq!(AlphaSqrtPrice::<Runtime>::get(SUBNET).to_bits(), 9_315_559_313_144_678_128);
	});
}

/// The same as a wallet sends it: beside the stake the fee of the extrinsic is paid.
#[test]
fn staking_works_in_an_extrinsic() {
	scene().block(|| {
		let amount_staked = tao(10);
		let before = books(Alice, Bob, SUBNET);
		send_ok(Alice, ProtocolCall::add_stake { hotkey: hotkey(Bob), netuid: SUBNET, amount_staked });
		let after = books(Alice, Bob, SUBNET);
		let fee = crate::chain::last_fee();
		assert_eq!((after.free, after.stake), (before.free - 10 * RAO_PER_TAO - fee, 39_584_215_264));
		assert_eq!(after.issuance, before.issuance - fee - 5_035_477);
	});
}

#[test]
fn coldkey_that_stakes_all_it_has_keeps_the_existential_deposit() {
	scene().block(|| {
		let coldkey = account(1);
		endow(&coldkey, 5);
		assert_eq!(
			refused(|| ask(&coldkey, &hotkey(Bob), SUBNET, 5 * RAO_PER_TAO + 1)),
			error(Error::NotEnoughBalanceToStake)
		);
		let expected = Pool::of(SUBNET).buy(4_999_999_500);
		let told = told(|| assert_eq!(ask(&coldkey, &hotkey(Bob), SUBNET, 5 * RAO_PER_TAO), Ok(())));
		assert_eq!(free(&coldkey), EXISTENTIAL_DEPOSIT);
		assert_eq!(Staking::stake_of(&hotkey(Bob), &coldkey, SUBNET), alpha_rao(expected));
		let (paid, fee) = (4_999_999_500, swap_fee(4_999_999_500));
		assert_eq!(told, [Event::StakeAdded(coldkey, hotkey(Bob), rao(paid), alpha_rao(expected), SUBNET, fee)]);
	});
}

#[test]
fn least_amount_is_half_a_milli_tao_beside_the_fee() {
	scene().block(|| {
		let amount = |amount| undone(|| add_stake(Alice, Bob, SUBNET, rao(amount)));
		assert_eq!(amount(500_251), Ok(()));
		assert_eq!(amount(500_250), error(Error::AmountTooLow));
		// No fee on root.
		let amount = |amount| undone(|| add_stake(Alice, Bob, ROOT, rao(amount)));
		assert_eq!(amount(500_000), Ok(()));
		assert_eq!(amount(499_999), error(Error::AmountTooLow));
	});
}

/// Two rules bound the amount from below; with a large fee the one about what enters the pool is the stricter one.
#[test]
fn least_amount_enters_the_pool_whole_when_the_fee_is_large() {
	const PARTS: u16 = 10_000;
	let fee = |amount: u64| u64::try_from((u128::from(amount) * ((u128::from(PARTS) << 64) / 65_535)) >> 64).unwrap();
	let least = (MIN_STAKE..).find(|amount| amount - fee(*amount) >= MIN_STAKE).unwrap();
	assert!(least > MIN_STAKE + fee(MIN_STAKE) + 1);
	scene().block(|| {
		assert_eq!(Swap::set_fee_rate(RuntimeOrigin::root(), SUBNET, PARTS), Ok(()));
		assert_eq!(undone(|| add_stake(Alice, Bob, SUBNET, rao(least - 1))), error(Error::AmountTooLow));
		let before = books(Alice, Bob, SUBNET);
		assert_eq!(add_stake(Alice, Bob, SUBNET, rao(least)), Ok(()));
		assert_eq!(books(Alice, Bob, SUBNET).pool.tao, before.pool.tao + MIN_STAKE);
	});
}

#[test]
fn no_more_than_1000_times_the_pool_is_staked_at_once() {
	scene().block(|| {
		// Whatever else is wrong: this is asked first.
		let (pauper, nobodys) = (account(1), hotkey(Dave));
		let too_much = 1_000 * SubnetTAO::<Runtime>::get(FIRST).get() + 1;
		assert_eq!(too_much, 10_000 * RAO_PER_TAO + 1);
		assert_eq!(refused(|| ask(&pauper, &nobodys, FIRST, too_much)), error(Error::InsufficientLiquidity));
		assert_eq!(refused(|| ask(&pauper, &nobodys, FIRST, too_much - 1)), error(Error::SubtokenDisabled));
		for allow_partial in [false, true] {
			// Before the limit is looked at: no price is below zero.
			let attempt = |amount| refused(|| ask_up_to(&pauper, &nobodys, FIRST, amount, 0, allow_partial));
			assert_eq!(attempt(too_much), error(Error::InsufficientLiquidity));
			assert_eq!(attempt(too_much - 1), pool_error(PoolError::PriceLimitExceeded));
		}
		// Root has no pool.
		assert_eq!(refused(|| ask(&pauper, &nobodys, ROOT, u64::MAX)), error(Error::NotEnoughBalanceToStake));
	});
}

#[test]
fn errors_of_staking_come_in_their_order() {
	scene().block(|| {
		let (pauper, nobodys) = (account(1), hotkey(Dave));
		let attempt = |netuid, amount| refused(|| ask_up_to(&pauper, &nobodys, netuid, amount, LIMIT, false));
		assert_eq!(refused(|| ask(&pauper, &nobodys, NOWHERE, 0)), error(Error::SubnetNotExists));
		assert_eq!(refused(|| ask(&pauper, &nobodys, FIRST, 0)), error(Error::SubtokenDisabled));
		assert_eq!(attempt(SUBNET, 500_250), error(Error::AmountTooLow));
		assert_eq!(attempt(SUBNET, UP_TO_LIMIT + 1), error(Error::SlippageTooHigh));
		assert_eq!(attempt(SUBNET, UP_TO_LIMIT), error(Error::NotEnoughBalanceToStake));
		undone(|| {
			SubnetAlphaIn::<Runtime>::insert(SUBNET, alpha_rao(999_999));
			let attempt = |on: &AccountId| refused(|| ask(&coldkey(Alice), on, SUBNET, RAO_PER_TAO));
			assert_eq!(attempt(&nobodys), error(Error::HotKeyAccountNotExists));
			assert_eq!(attempt(&hotkey(Bob)), error(Error::InsufficientLiquidity));
		});
		undone(|| {
			// Bob has shares that are worth nothing: whatever is added would be his.
			grant(Bob, &coldkey(Bob), SUBNET, alpha_rao(1_000));
			TotalHotkeyAlpha::<Runtime>::remove(hotkey(Bob), SUBNET);
			let barely = 250_000_001;
			assert_eq!(refused(|| add_part(Alice, Bob, SUBNET, RAO_PER_TAO, barely)), error(Error::AmountTooLow));
			assert_eq!(refused(|| add_stake(Alice, Bob, SUBNET, tao(1))), error(Error::InsufficientLiquidity));
		});
	});
}

#[test]
fn subnet_in_dissolution_takes_no_stake() {
	scene().block(|| {
		assert_eq!(root(ProtocolCall::root_dissolve_network { netuid: SUBNET }), Ok(()));
		assert!(!NetworksAdded::<Runtime>::contains_key(SUBNET));
		assert_eq!(refused(|| add_stake(Alice, Bob, SUBNET, tao(1))), error(Error::SubnetNotExists));
		assert_eq!(refused(|| add_up_to(Alice, Bob, SUBNET, RAO_PER_TAO, u64::MAX)), error(Error::SubnetNotExists));
	});
}

#[test]
fn staking_up_to_a_limit_takes_all_or_nothing_unless_a_part_will_do() {
	scene().block(|| {
		undone(|| {
			let before = books(Alice, Bob, SUBNET);
			assert_eq!(add_up_to(Alice, Bob, SUBNET, UP_TO_LIMIT, LIMIT), Ok(()));
			assert_eq!(books(Alice, Bob, SUBNET).free, before.free - UP_TO_LIMIT);
		});
		assert_eq!(refused(|| add_up_to(Alice, Bob, SUBNET, UP_TO_LIMIT + 1, LIMIT)), error(Error::SlippageTooHigh));
		let before = books(Alice, Bob, SUBNET);
		assert_eq!(add_part(Alice, Bob, SUBNET, 20 * RAO_PER_TAO, LIMIT), Ok(()));
		let after = books(Alice, Bob, SUBNET);
		assert_eq!((before.free - after.free, after.pool.tao - before.pool.tao), (UP_TO_LIMIT, 4_987_562_112));
		assert!(
			u128::from(after.pool.tao) * u128::from(RAO_PER_TAO) <= u128::from(LIMIT) * u128::from(after.pool.alpha)
		);
		// The price is at the limit but for roundings.
		let price = Swap::rao_per_alpha(SUBNET);
		assert!((LIMIT - 1..=LIMIT).contains(&price), "{price}");
	});
}

#[test]
fn limit_at_or_below_the_price_is_refused_in_the_name_of_the_pool() {
	scene().block(|| {
		for limit in [0, 1, 249_999_999, 250_000_000] {
			for allow_partial in [false, true] {
				// What the pool says comes before everything but the largest amount.
				let answer = refused(|| ask_up_to(&account(1), &hotkey(Dave), SUBNET, 0, limit, allow_partial));
				assert_eq!(answer, pool_error(PoolError::PriceLimitExceeded));
			}
		}
		undone(|| {
			SubnetAlphaIn::<Runtime>::insert(SUBNET, alpha_rao(999_999));
			let answer = refused(|| add_up_to(Alice, Bob, SUBNET, RAO_PER_TAO, u64::MAX));
			assert_eq!(answer, pool_error(PoolError::ReservesTooLow));
		});
	});
}

#[test]
fn only_the_part_that_is_staked_must_be_owned() {
	scene().block(|| {
		let coldkey = account(1);
		set_balance(&coldkey, UP_TO_LIMIT);
		let attempt = || ask_up_to(&coldkey, &hotkey(Bob), SUBNET, 100 * RAO_PER_TAO, LIMIT, true);
		assert_eq!(undone(attempt), Ok(()));
		set_balance(&coldkey, UP_TO_LIMIT - 1);
		assert_eq!(refused(attempt), error(Error::NotEnoughBalanceToStake));
	});
}

/// What the limit leaves over goes back to the coldkey, which has then paid exactly what the event tells.
#[test]
fn nothing_is_left_on_the_subnets_account_when_a_limit_stops_the_purchase() {
	let mut chain = still_scene();
	let mut fully_taken = 0;
	for limit in (250_100_000..260_000_000).step_by(137_911) {
		chain.block(|| {
			undone(|| {
				let before = books(Alice, Bob, SUBNET);
				let told = told(|| assert_eq!(add_part(Alice, Bob, SUBNET, 50 * RAO_PER_TAO, limit), Ok(())));
				let after = books(Alice, Bob, SUBNET);
				let Some(Event::StakeAdded(_, _, paid, bought, _, fee)) = told.last() else { panic!("{told:?}") };
				assert_eq!(before.free - after.free, paid.get());
				assert_eq!(after.pool.tao - before.pool.tao, paid.get() - fee);
				assert_eq!(after.account - before.account, paid.get() - fee);
				assert_eq!((after.issuance, after.stake), (before.issuance - fee, bought.get()));
				assert_eq!(after.flow - before.flow, i64::try_from(paid.get() - fee).unwrap());
				// The price was limited: no alpha cost more on average.
				assert!(
					u128::from(paid.get() - fee) * 1_000_000_000 <= u128::from(limit) * u128::from(bought.get() + 1)
				);
				fully_taken += u32::from(*fee == swap_fee(paid.get()));
			})
		});
	}
	assert!(fully_taken > 0);
}

#[test]
fn stake_on_root_is_tao_one_to_one() {
	scene().block(|| {
		let before = books(Alice, Bob, ROOT);
		let told = told(|| assert_eq!(add_stake(Alice, Bob, ROOT, tao(7)), Ok(())));
		let seven = 7 * RAO_PER_TAO;
		let after = Books {
			free: before.free - seven,
			stake: seven,
			on_hotkey: seven,
			pool: Pool { tao: seven, alpha: 0 },
			outside: seven,
			account: seven,
			total_stake: before.total_stake + seven,
			volume: seven.into(),
			..before
		};
		assert_eq!(books(Alice, Bob, ROOT), after);
		assert_eq!(told, [Event::StakeAdded(coldkey(Alice), hotkey(Bob), tao(7), alpha_rao(seven), ROOT, 0)]);
		assert!(!SubnetTaoFlow::<Runtime>::contains_key(ROOT));
		assert!(!AlphaSqrtPrice::<Runtime>::contains_key(ROOT));
	});
}

#[test]
fn limit_on_root_allows_all_or_nothing() {
	scene().block(|| {
		for attempt in [add_up_to, add_part] {
			assert_eq!(undone(|| attempt(Alice, Bob, ROOT, RAO_PER_TAO, RAO_PER_TAO)), Ok(()));
		}
		let below = RAO_PER_TAO - 1;
		assert_eq!(refused(|| add_up_to(Alice, Bob, ROOT, RAO_PER_TAO, below)), error(Error::SlippageTooHigh));
		assert_eq!(refused(|| add_part(Alice, Bob, ROOT, RAO_PER_TAO, below)), error(Error::AmountTooLow));
	});
}

#[test]
fn hotkey_becomes_a_delegate_when_somebody_else_stakes_with_a_limit() {
	scene().block(|| {
		let take = |key| Delegates::<Runtime>::try_get(hotkey(key)).ok();
		assert_eq!(add_stake(Alice, Bob, SUBNET, tao(1)), Ok(()));
		assert_eq!(add_up_to(Bob, Bob, SUBNET, RAO_PER_TAO, u64::MAX), Ok(()));
		assert_eq!(take(Bob), None);
		assert_eq!(refused(|| add_up_to(Alice, Bob, SUBNET, 0, u64::MAX)), error(Error::AmountTooLow));
		assert_eq!(add_up_to(Alice, Bob, SUBNET, RAO_PER_TAO, u64::MAX), Ok(()));
		assert_eq!(take(Bob), Some(DEFAULT_TAKE));
		// Who has a take keeps it.
		assert_eq!(call(&coldkey(Charlie), ProtocolCall::decrease_take { hotkey: hotkey(Charlie), take: 100 }), Ok(()));
		assert_eq!(add_part(Alice, Charlie, ROOT, RAO_PER_TAO, RAO_PER_TAO), Ok(()));
		assert_eq!(take(Charlie), Some(100));
	});
}

#[test]
fn coldkey_lists_every_hotkey_that_it_ever_staked_on_once() {
	scene().block(|| {
		let listed = |key| StakingHotkeys::<Runtime>::get(coldkey(key));
		assert_eq!((listed(Alice), listed(Bob)), (vec![], vec![hotkey(Bob)]));
		for on in [Charlie, Bob, Charlie] {
			assert_eq!(add_stake(Alice, on, SUBNET, tao(1)), Ok(()));
			assert_eq!(add_stake(Alice, on, ROOT, tao(1)), Ok(()));
		}
		let all = vec![hotkey(Charlie), hotkey(Bob)];
		assert_eq!(listed(Alice), all);
		// Unstaking takes nothing off the list, and staking again adds nothing.
		assert_eq!(remove_stake(Alice, Bob, ROOT, AlphaBalance::MAX), Ok(()));
		assert_eq!(remove_stake(Alice, Bob, SUBNET, AlphaBalance::MAX), Ok(()));
		assert_eq!(listed(Alice), all);
		assert_eq!(add_stake(Alice, Bob, ROOT, tao(1)), Ok(()));
		assert_eq!(listed(Alice), all);
		// What is owned is on the list already.
		assert_eq!(add_stake(Bob, Bob, SUBNET, tao(1)), Ok(()));
		assert_eq!(listed(Bob), [hotkey(Bob)]);
	});
}

#[test]
fn last_change_of_a_stake_is_told_by_its_block() {
	let mut chain = scene();
	let last = || LastColdkeyHotkeyStakeBlock::<Runtime>::get(coldkey(Alice), hotkey(Bob));
	chain.block(|| {
		assert_eq!(last(), None);
		assert_eq!(add_stake(Alice, Bob, SUBNET, tao(1)), Ok(()));
	});
	let height = chain.height();
	chain.run(2);
	chain.block(|| {
		assert_eq!(last(), Some(height.into()));
		assert_eq!(remove_stake(Alice, Bob, SUBNET, alpha_rao(RAO_PER_TAO)), Ok(()));
		assert_eq!(last(), Some(System::block_number().into()));
		assert_eq!(System::block_number(), height + 3);
	});
}

#[test]
fn stake_is_bought_at_the_price_that_the_one_before_has_left() {
	scene().block(|| {
		let mut pool = Pool::of(SUBNET);
		for (of, amount) in [(Alice, 10), (Charlie, 25), (Dave, 1)] {
			let bought = pool.buy(amount * RAO_PER_TAO);
			assert_eq!(add_stake(of, Bob, SUBNET, tao(amount)), Ok(()));
			assert_eq!((stake(Bob, of, SUBNET), Pool::of(SUBNET)), (bought, pool));
		}
		assert_eq!(free(&subnet_account(SUBNET)), pool.tao);
	});
}

#[test]
fn staking_is_for_coldkeys_only() {
	scene().block(|| {
		let (hotkey, netuid, limit_price, allow_partial) = (hotkey(Bob), SUBNET, rao(u64::MAX), false);
		let (amount_staked, amount_unstaked, amount) = (tao(1), alpha_rao(1), alpha_rao(1));
		let calls = [
			ProtocolCall::add_stake { hotkey: hotkey.clone(), netuid, amount_staked },
			ProtocolCall::add_stake_limit { hotkey: hotkey.clone(), netuid, amount_staked, limit_price, allow_partial },
			ProtocolCall::remove_stake { hotkey: hotkey.clone(), netuid, amount_unstaked },
			ProtocolCall::remove_stake_limit {
				hotkey: hotkey.clone(),
				netuid,
				amount_unstaked,
				limit_price,
				allow_partial,
			},
			ProtocolCall::remove_stake_full_limit { hotkey: hotkey.clone(), netuid, limit_price: None },
			ProtocolCall::unstake_all { hotkey: hotkey.clone() },
			ProtocolCall::unstake_all_alpha { hotkey: hotkey.clone() },
			ProtocolCall::recycle_alpha { hotkey: hotkey.clone(), amount, netuid },
			ProtocolCall::burn_alpha { hotkey: hotkey.clone(), amount, netuid },
			ProtocolCall::add_stake_burn { hotkey, netuid, amount: amount_staked, limit: None },
		];
		for asked in calls {
			assert_eq!(refused(|| root(asked)), Err(DispatchError::BadOrigin));
		}
	});
}

#[test]
fn purchase_that_would_bring_no_share_or_nothing_at_all_is_refused_by_the_trade_itself() {
	scene().block(|| {
		let buy = |tao: TaoBalance| {
			let limit = taonet_amm::LimitPrice::MAX;
			Staking::buy_stake(&hotkey(Bob), &coldkey(Alice), SUBNET, tao, limit, false).map(|_| ())
		};
		assert_eq!(refused(|| buy(rao(0))), error(Error::AmountTooLow));
		let pauper = account(1);
		let limit = taonet_amm::LimitPrice::MAX;
		let attempt = || Staking::buy_stake(&hotkey(Bob), &pauper, SUBNET, tao(1), limit, false).map(|_| ());
		assert_eq!(refused(attempt), error(Error::InsufficientBalance));
		grant(Bob, &coldkey(Bob), SUBNET, alpha_rao(1_000));
		undone(|| {
			TotalHotkeyAlpha::<Runtime>::remove(hotkey(Bob), SUBNET);
			assert_eq!(undone(|| buy(tao(1))), error(Error::InsufficientLiquidity));
		});
	});
}

/// Dividends that nobody has a share of are for whoever stakes first. Spec: economics 15.3.
#[test]
fn first_staker_gets_what_was_credited_to_the_hotkey_before() {
	scene().block(|| {
		assert_eq!(Issuance::<Runtime>::emit_alpha(SUBNET, alpha_rao(700)), Ok(()));
		assert_eq!(Staking::add_dividend(&hotkey(Bob), SUBNET, alpha_rao(700)), Ok(()));
		assert_eq!(stake(Bob, Alice, SUBNET), 0);
		let bought = Pool::of(SUBNET).buy(RAO_PER_TAO);
		assert_eq!(add_stake(Alice, Bob, SUBNET, tao(1)), Ok(()));
		assert_eq!(stake(Bob, Alice, SUBNET), bought + 700);
	});
}
