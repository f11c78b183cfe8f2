//! Staking 4.3, 6.8: stake goes to another hotkey, coldkey or subnet. What is refused is in `move_order`, the least that a
//! nominator must have in `move_minimums`.

use crate::{
	chain::free,
	kit::{call, coldkey, hotkey, root, undone, AdminCall, ProtocolCall},
	moves::{all_four, both_on, move_stake, swap_stake, swap_stake_limit, transfer_stake},
	words::{
		add_stake, alpha, alpha_of, alpha_rao, grant, rao, scene, set_balance, stake, stored, subnet_account, swap_fee,
		tao, told, Books, Pool, OTHER, SUBNET,
	},
};
use pallet_protocol::{
	AlphaV2, Delegates, Event, LastColdkeyHotkeyStakeBlock, StakingHotkeys, SubnetAlphaOut, SubnetTAO, SubnetTaoFlow,
	TotalHotkeyAlpha,
};
use sp_keyring::Sr25519Keyring::{self, Alice, AliceStash, Bob, Charlie, Dave};
use taonet_runtime::{AccountId, Balances, Runtime, Staking, System, TAO};
use taonet_types::NetUid;

const ROOT: NetUid = NetUid::ROOT;
/// From Bob's subnet to Charlie's.
const OVER: (NetUid, NetUid) = (SUBNET, OTHER);
/// Has no TAO.
const PAUPER: Sr25519Keyring = AliceStash;

/// Dispatches for Alice.
#[track_caller]
fn alice(asked: ProtocolCall) {
	let shown = format!("{asked:?}");
	assert_eq!(call(&coldkey(Alice), asked), Ok(()), "{shown}");
}

fn books(of: Sr25519Keyring, on: Sr25519Keyring, netuid: NetUid) -> Books {
	Books::of(&hotkey(on), &coldkey(of), netuid)
}

/// Where the key's stake on a hotkey of the other one was last changed.
fn last_change(of: Sr25519Keyring, on: Sr25519Keyring) -> Option<u64> {
	LastColdkeyHotkeyStakeBlock::<Runtime>::get(coldkey(of), hotkey(on))
}

fn now() -> u64 {
	System::block_number().into()
}

fn is_delegate(owner: Sr25519Keyring) -> bool {
	Delegates::<Runtime>::contains_key(hotkey(owner))
}

/// Between two subnets: alpha is sold on one as by the worked example of economics 14.4, and what it brings is spent on the
/// other, without another fee.
#[test]
fn swap_sells_on_one_subnet_and_buys_on_the_other_for_one_fee() {
	let mut chain = scene();
	chain.block(|| {
		grant(Bob, &coldkey(Alice), SUBNET, alpha(100));
		let (before, before_there) = (books(Alice, Bob, SUBNET), books(Alice, Bob, OTHER));
		let (mut from, mut to) = (before.pool, before_there.pool);
		let sold = from.sell(40 * TAO);
		assert_eq!((sold.tao, sold.fee), (9_896_053_816, 20_141_908));
		let bought = to.buy_free(sold.tao);

		let events = told(|| alice(swap_stake(Bob, OVER, alpha(40))));
		let (who, on) = (coldkey(Alice), hotkey(Bob));
		let (paid, net) = (rao(sold.tao), alpha_rao(40 * TAO - sold.fee));
		assert_eq!(
			events,
			[
				Event::StakeRemoved(who.clone(), on.clone(), paid, net, SUBNET, sold.fee),
				Event::StakeAdded(who.clone(), on.clone(), paid, alpha_rao(bought), OTHER, 0),
				Event::StakeSwapped(who, on, SUBNET, OTHER, paid),
			]
		);
		let issuance = before.issuance - sold.fee_tao;
		let total_stake = before.total_stake - sold.fee_tao;
		let signed = |tao: u64| i64::try_from(tao).unwrap();
		let expected = Books {
			stake: 60 * TAO,
			on_hotkey: 60 * TAO,
			pool: from,
			outside: before.outside - 40 * TAO,
			account: before.account - sold.tao - sold.fee_tao,
			issuance,
			total_stake,
			flow: before.flow - signed(sold.tao + sold.fee_tao),
			volume: before.volume + u128::from(sold.tao + sold.fee_tao),
			..before
		};
		assert_eq!(books(Alice, Bob, SUBNET), expected);
		let expected = Books {
			stake: bought,
			on_hotkey: bought,
			pool: to,
			outside: before_there.outside + bought,
			account: before_there.account + sold.tao,
			issuance,
			total_stake,
			flow: before_there.flow + signed(sold.tao),
			volume: before_there.volume + u128::from(sold.tao),
			..before_there
		};
		assert_eq!(books(Alice, Bob, OTHER), expected);
		assert_eq!(StakingHotkeys::<Runtime>::get(coldkey(Alice)), [hotkey(Bob)]);
		assert_eq!(last_change(Alice, Bob), Some(now()));
	});
}

#[test]
fn each_of_the_four_calls_trades_alike_and_tells_where_the_stake_went() {
	let mut chain = scene();
	chain.block(|| {
		grant(Bob, &coldkey(Alice), SUBNET, alpha(100));
		let (mut from, mut to) = (Pool::of(SUBNET), Pool::of(OTHER));
		let sold = from.sell(7 * TAO);
		let bought = to.buy_free(sold.tao);
		let (who, on, paid) = (coldkey(Alice), hotkey(Bob), rao(sold.tao));
		let ends = [
			(Alice, Charlie, Event::StakeMoved(who.clone(), on.clone(), SUBNET, hotkey(Charlie), OTHER, paid)),
			(Dave, Bob, Event::StakeTransferred(who.clone(), coldkey(Dave), on.clone(), SUBNET, OTHER, paid)),
			(Alice, Bob, Event::StakeSwapped(who.clone(), on.clone(), SUBNET, OTHER, paid)),
			(Alice, Bob, Event::StakeSwapped(who.clone(), on.clone(), SUBNET, OTHER, paid)),
		];
		let balances = [Alice, Dave].map(|key| free(&coldkey(key)));
		for (asked, (owner, staked_on, end)) in all_four(Bob, OVER, 7 * TAO).into_iter().zip(ends) {
			undone(|| {
				let events = told(|| alice(asked));
				let [removed, added, moved] = events.as_slice() else { panic!("{events:?}") };
				let net = alpha_rao(7 * TAO - sold.fee);
				assert_eq!(*removed, Event::StakeRemoved(who.clone(), on.clone(), paid, net, SUBNET, sold.fee));
				let (there, alpha_there) = (hotkey(staked_on), alpha_rao(bought));
				assert_eq!(*added, Event::StakeAdded(coldkey(owner), there, paid, alpha_there, OTHER, 0));
				assert_eq!(*moved, end);
				assert_eq!((stake(Bob, Alice, SUBNET), stake(staked_on, owner, OTHER)), (93 * TAO, bought));
				assert_eq!((Pool::of(SUBNET), Pool::of(OTHER)), (from, to));
				// Nobody has paid or got any TAO.
				assert_eq!([Alice, Dave].map(|key| free(&coldkey(key))), balances);
				assert_eq!((last_change(Alice, Bob), last_change(owner, staked_on)), (Some(now()), Some(now())));
				assert!(StakingHotkeys::<Runtime>::get(coldkey(owner)).contains(&hotkey(staked_on)));
			});
		}
	});
}

#[test]
fn fee_is_charged_at_the_destination_when_stake_comes_from_root() {
	let mut chain = scene();
	chain.block(|| {
		assert_eq!(add_stake(Alice, Bob, ROOT, tao(10)), Ok(()));
		let (before, before_there) = (books(Alice, Bob, ROOT), books(Alice, Bob, SUBNET));
		let (fee, mut to) = (swap_fee(4 * TAO), before_there.pool);
		let bought = to.buy(4 * TAO);
		let events = told(|| alice(swap_stake(Bob, (ROOT, SUBNET), alpha(4))));
		let (who, on) = (coldkey(Alice), hotkey(Bob));
		assert_eq!(
			events,
			[
				Event::StakeRemoved(who.clone(), on.clone(), tao(4), alpha(4), ROOT, 0),
				Event::StakeAdded(who.clone(), on.clone(), tao(4), alpha_rao(bought), SUBNET, fee),
				Event::StakeSwapped(who, on, ROOT, SUBNET, tao(4)),
			]
		);
		assert_eq!((stake(Bob, Alice, ROOT), stake(Bob, Alice, SUBNET)), (6 * TAO, bought));
		assert_eq!((free(&coldkey(Alice)), Balances::total_issuance()), (before.free, before.issuance - fee));
		assert_eq!(Pool::of(SUBNET), to);
		assert_eq!(free(&subnet_account(SUBNET)), before_there.account + 4 * TAO - fee);
		assert_eq!(free(&subnet_account(ROOT)), before.account - 4 * TAO);
		// Root has no flow.
		assert_eq!(SubnetTaoFlow::<Runtime>::get(SUBNET) - before_there.flow, i64::try_from(4 * TAO - fee).unwrap());
		assert!(!SubnetTaoFlow::<Runtime>::contains_key(ROOT));
	});
}

#[test]
fn fee_is_charged_at_the_origin_when_stake_goes_to_root() {
	let mut chain = scene();
	chain.block(|| {
		grant(Bob, &coldkey(Alice), SUBNET, alpha(100));
		let issuance = Balances::total_issuance();
		let sold = Pool::of(SUBNET).sell(40 * TAO);
		let events = told(|| alice(swap_stake(Bob, (SUBNET, ROOT), alpha(40))));
		let expected = Event::StakeAdded(coldkey(Alice), hotkey(Bob), rao(sold.tao), alpha_rao(sold.tao), ROOT, 0);
		assert_eq!(events[1], expected);
		assert_eq!((stake(Bob, Alice, SUBNET), stake(Bob, Alice, ROOT)), (60 * TAO, sold.tao));
		assert_eq!(SubnetTAO::<Runtime>::get(ROOT), rao(sold.tao));
		assert_eq!(SubnetAlphaOut::<Runtime>::get(ROOT), alpha_rao(sold.tao));
		assert_eq!(issuance - Balances::total_issuance(), sold.fee_tao);
	});
}

#[test]
fn root_stake_goes_to_another_hotkey_or_coldkey_one_to_one() {
	let mut chain = scene();
	chain.block(|| {
		assert_eq!(add_stake(Alice, Bob, ROOT, tao(10)), Ok(()));
		let (issuance, on_root) = (Balances::total_issuance(), SubnetTAO::<Runtime>::get(ROOT));
		alice(move_stake(Bob, Charlie, (ROOT, ROOT), alpha(3)));
		alice(transfer_stake(Dave, Bob, (ROOT, ROOT), alpha(2)));
		assert_eq!((stake(Bob, Alice, ROOT), stake(Charlie, Alice, ROOT)), (5 * TAO, 3 * TAO));
		assert_eq!(stake(Bob, Dave, ROOT), 2 * TAO);
		assert_eq!((Balances::total_issuance(), SubnetTAO::<Runtime>::get(ROOT)), (issuance, on_root));
		// And the least is half a thousandth of a TAO here too.
		for asked in both_on(ROOT, 500_000) {
			alice(asked);
		}
	});
}

#[test]
fn stake_that_stays_on_its_subnet_is_not_traded() {
	let mut chain = scene();
	chain.block(|| {
		grant(Bob, &coldkey(Alice), SUBNET, alpha(100));
		let before = books(Alice, Bob, SUBNET);
		let held = TotalHotkeyAlpha::<Runtime>::iter().map(|(_, _, alpha)| alpha.get()).sum::<u64>();
		// Seven alpha-rao and more at 0.25 TAO.
		let (amount, worth) = (alpha_rao(10 * TAO + 7), rao(2_500_000_001));
		let (who, on) = (coldkey(Alice), hotkey(Bob));
		let removed = Event::StakeRemoved(who.clone(), on.clone(), worth, amount, SUBNET, 0);
		let ends = [
			(Alice, Charlie, Event::StakeMoved(who.clone(), on.clone(), SUBNET, hotkey(Charlie), SUBNET, worth)),
			(Dave, Bob, Event::StakeTransferred(who.clone(), coldkey(Dave), on.clone(), SUBNET, SUBNET, worth)),
		];
		for (asked, (owner, staked_on, end)) in both_on(SUBNET, amount.get()).into_iter().zip(ends) {
			undone(|| {
				let events = told(|| alice(asked));
				let added = Event::StakeAdded(coldkey(owner), hotkey(staked_on), worth, amount, SUBNET, 0);
				assert_eq!(events, [removed.clone(), added, end]);
				assert_eq!(stake(Bob, Alice, SUBNET), 100 * TAO - amount.get());
				assert_eq!(stake(staked_on, owner, SUBNET), amount.get());
				assert!(StakingHotkeys::<Runtime>::get(coldkey(owner)).contains(&hotkey(staked_on)));
				// Nothing but the shares has changed: no pool, no balance, no flow, no volume.
				let now = books(Alice, Bob, SUBNET);
				assert_eq!(now, Books { stake: now.stake, on_hotkey: now.on_hotkey, ..before.clone() });
				assert_eq!(TotalHotkeyAlpha::<Runtime>::iter().map(|(_, _, alpha)| alpha.get()).sum::<u64>(), held);
			});
		}
	});
}

#[test]
fn block_of_the_last_change_is_the_receivers_when_stake_stays_on_its_subnet() {
	let mut chain = scene();
	chain.block(|| {
		grant(Bob, &coldkey(Alice), SUBNET, alpha(100));
		for (asked, owner, staked_on) in
			[(both_on(SUBNET, TAO)[0].clone(), Alice, Charlie), (both_on(SUBNET, TAO)[1].clone(), Dave, Bob)]
		{
			alice(asked);
			assert_eq!((last_change(Alice, Bob), last_change(owner, staked_on)), (None, Some(now())));
		}
	});
}

#[test]
fn more_than_there_is_moves_all_of_it() {
	let mut chain = scene();
	chain.block(|| {
		grant(Bob, &coldkey(Alice), SUBNET, alpha(100));
		let calls = all_four(Bob, OVER, u64::MAX).into_iter().chain(both_on(SUBNET, u64::MAX));
		for asked in calls.chain(all_four(Bob, OVER, 100 * TAO + 1)) {
			undone(|| {
				alice(asked);
				assert_eq!(stake(Bob, Alice, SUBNET), 0);
				assert!(!AlphaV2::<Runtime>::contains_key((hotkey(Bob), coldkey(Alice), SUBNET)));
			});
		}
		// Of several nominators only the caller's.
		grant(Bob, &coldkey(Dave), SUBNET, alpha(5));
		alice(swap_stake(Bob, OVER, alpha_rao(u64::MAX)));
		assert_eq!((stake(Bob, Alice, SUBNET), stake(Bob, Dave, SUBNET)), (0, 5 * TAO));
	});
}

#[test]
fn coldkey_without_an_account_gets_one_and_keeps_the_existential_deposit() {
	let mut chain = scene();
	chain.block(|| {
		grant(Bob, &coldkey(Alice), SUBNET, alpha(100));
		let (mut from, mut to) = (Pool::of(SUBNET), Pool::of(OTHER));
		let sold = from.sell(40 * TAO);
		let before = free(&coldkey(Alice));
		let events = told(|| alice(transfer_stake(PAUPER, Bob, OVER, alpha(40))));
		let bought = to.buy_free(sold.tao - 500);
		let (pauper, on) = (coldkey(PAUPER), hotkey(Bob));
		assert_eq!(events[1], Event::StakeAdded(pauper, on, rao(sold.tao - 500), alpha_rao(bought), OTHER, 0));
		// The event tells what was moved, not what was staked.
		let (to, moved) = (coldkey(PAUPER), rao(sold.tao));
		assert_eq!(events[2], Event::StakeTransferred(coldkey(Alice), to, hotkey(Bob), SUBNET, OTHER, moved));
		assert_eq!((free(&coldkey(PAUPER)), stake(Bob, PAUPER, OTHER)), (500, bought));
		assert_eq!(free(&coldkey(Alice)), before);
	});
}

#[test]
fn coldkey_without_tao_keeps_the_existential_deposit_of_what_it_moves() {
	let mut chain = scene();
	chain.block(|| {
		grant(Bob, &coldkey(PAUPER), SUBNET, alpha(100));
		let sold = Pool::of(SUBNET).sell(40 * TAO);
		undone(|| {
			let (mut there, staked) = (Pool::of(OTHER), sold.tao - 500);
			assert_eq!(call(&coldkey(PAUPER), swap_stake(Bob, OVER, alpha(40))), Ok(()));
			assert_eq!((free(&coldkey(PAUPER)), stake(Bob, PAUPER, OTHER)), (500, there.buy_free(staked)));
		});
		// What goes to somebody else goes whole.
		let mut there = Pool::of(OTHER);
		assert_eq!(call(&coldkey(PAUPER), transfer_stake(Dave, Bob, OVER, alpha(40))), Ok(()));
		assert_eq!((free(&coldkey(PAUPER)), stake(Bob, Dave, OTHER)), (0, there.buy_free(sold.tao)));
	});
}

#[test]
fn frozen_tao_of_the_giver_does_not_hold_a_transfer_back() {
	let mut chain = scene();
	chain.block(|| {
		grant(Bob, &coldkey(PAUPER), SUBNET, alpha(100));
		// It has an account that it must keep.
		set_balance(&coldkey(PAUPER), 500);
		System::inc_consumers(&coldkey(PAUPER)).unwrap();
		assert_eq!(call(&coldkey(PAUPER), transfer_stake(Dave, Bob, OVER, alpha(40))), Ok(()));
		assert_eq!(free(&coldkey(PAUPER)), 500);
		System::dec_consumers(&coldkey(PAUPER));
	});
}

/// 2000 alpha x 1/2 / 0.499999999 - 4000 alpha x 1/2 = 4000 alpha-rao may be moved. Sold without the fee of two, they bring
/// 999 RAO.
#[test]
fn proceeds_that_are_too_small_to_be_staked_stay_with_the_coldkey() {
	let mut chain = scene();
	chain.block(|| {
		grant(Bob, &coldkey(Alice), SUBNET, alpha(100));
		let before = books(Alice, Bob, SUBNET);
		let events = told(|| alice(swap_stake_limit(Bob, OVER, alpha(100), 499_999_999, true)));
		let (who, on) = (coldkey(Alice), hotkey(Bob));
		assert_eq!(
			events,
			[
				Event::StakeRemoved(who.clone(), on.clone(), rao(999), alpha_rao(3_998), SUBNET, 2),
				Event::StakeSwapped(who, on, SUBNET, OTHER, rao(999)),
			]
		);
		assert_eq!(free(&coldkey(Alice)), before.free + 999);
		assert_eq!((stake(Bob, Alice, SUBNET), stake(Bob, Alice, OTHER)), (100 * TAO - 4_000, 0));
		assert!(!is_delegate(Bob), "nothing was staked");
		// Nobody would pay a RAO for the fee: it is recycled as alpha.
		assert_eq!(SubnetAlphaOut::<Runtime>::get(SUBNET).get(), before.outside - 4_000);
		assert_eq!(alpha_of(SUBNET), before.pool.alpha + before.outside - 2);
		assert_eq!(Balances::total_issuance(), before.issuance);
	});
}

#[test]
fn limit_moves_the_most_that_it_allows_or_refuses_more() {
	let mut chain = scene();
	chain.block(|| {
		grant(Bob, &coldkey(Alice), SUBNET, alpha(1_000));
		// 2000 alpha x 1/2 / 0.4 - 4000 alpha x 1/2 = 500 alpha.
		let moved = |amount, allow_partial| {
			undone(|| {
				alice(swap_stake_limit(Bob, OVER, amount, 400_000_000, allow_partial));
				1_000 * TAO - stake(Bob, Alice, SUBNET)
			})
		};
		assert_eq!(moved(alpha(499), false), 499 * TAO);
		assert_eq!(moved(alpha(500), false), 500 * TAO);
		assert_eq!(moved(alpha(499), true), 499 * TAO);
		assert_eq!(moved(alpha(501), true), 500 * TAO);
		assert_eq!(moved(alpha_rao(u64::MAX), true), 500 * TAO);
	});
}

/// The limit bounds what an alpha brings on average. The trades themselves have no limit, and the fee comes off.
#[test]
fn limit_between_pools_is_met_on_average_but_for_the_fee() {
	let mut chain = scene();
	chain.block(|| {
		grant(Bob, &coldkey(Alice), SUBNET, alpha(1_000));
		alice(swap_stake_limit(Bob, OVER, alpha(1_000), 400_000_000, true));
		let (sold, bought) = (1_000 * TAO - stake(Bob, Alice, SUBNET), stake(Bob, Alice, OTHER));
		// 0.4 alpha for each, less five hundredths of a percent.
		assert_eq!((sold, bought), (500 * TAO, 199_919_424_249));
	});
}

/// From and to root a limit is that of a purchase or a sale: the price stops there.
#[test]
fn limit_from_or_to_root_stops_the_price() {
	let mut chain = scene();
	chain.block(|| {
		assert_eq!(add_stake(Alice, Bob, ROOT, tao(1_000)), Ok(()));
		grant(Bob, &coldkey(Alice), SUBNET, alpha(1_000));
		let price = || 1_000_000_000 * u128::from(Pool::of(SUBNET).tao) / u128::from(Pool::of(SUBNET).alpha);
		undone(|| {
			// At least 3.2 alpha for a TAO: at most 0.3125 TAO for an alpha.
			alice(swap_stake_limit(Bob, (ROOT, SUBNET), alpha(1_000), 3_200_000_000, true));
			assert!((312_499_990..=312_500_000).contains(&price()), "{}", price());
			// 1000 TAO and 4000 alpha become 1118.03 TAO and 3577.7 alpha.
			let paid = 1_000 * TAO - stake(Bob, Alice, ROOT);
			assert!((118_030_000_000..118_200_000_000).contains(&paid), "{paid}");
		});
		undone(|| {
			alice(swap_stake_limit(Bob, (SUBNET, ROOT), alpha(1_000), 200_000_000, true));
			// The fee is sold beyond.
			assert!((199_900_000..=200_000_001).contains(&price()), "{}", price());
			// 1000 TAO and 4000 alpha become 894.4 TAO and 4472.1 alpha.
			let sold = 1_000 * TAO - stake(Bob, Alice, SUBNET);
			assert!((472_100_000_000..472_500_000_000).contains(&sold), "{sold}");
		});
		// None at all.
		for way in [(ROOT, SUBNET), (SUBNET, ROOT), OVER] {
			undone(|| {
				alice(swap_stake_limit(Bob, way, alpha(1_000), 0, false));
				assert_eq!(stake(Bob, Alice, way.0), 0);
			});
		}
	});
}

#[test]
fn nothing_moves_when_the_price_is_past_the_limit_and_a_part_would_do() {
	let mut chain = scene();
	chain.block(|| {
		grant(Bob, &coldkey(Alice), SUBNET, alpha(100));
		let balance = free(&coldkey(Alice));
		let events = told(|| alice(swap_stake_limit(Bob, OVER, alpha(100), 500_000_001, true)));
		assert_eq!(events.last(), Some(&Event::StakeSwapped(coldkey(Alice), hotkey(Bob), SUBNET, OTHER, rao(0))));
		assert_eq!((stake(Bob, Alice, SUBNET), stake(Bob, Alice, OTHER)), (100 * TAO, 0));
		assert_eq!(free(&coldkey(Alice)), balance);
	});
}

#[test]
fn hotkey_becomes_a_delegate_when_somebody_elses_stake_comes_from_another_subnet() {
	let mut chain = scene();
	chain.block(|| {
		grant(Bob, &coldkey(Alice), SUBNET, alpha(100));
		grant(Bob, &coldkey(Bob), SUBNET, alpha(100));
		// Where it is moved to.
		let [moved, given, swapped, limited] = all_four(Bob, OVER, TAO);
		for (asked, delegate) in [(moved, Charlie), (given, Bob), (swapped, Bob), (limited, Bob)] {
			undone(|| {
				alice(asked);
				for key in [Bob, Charlie] {
					assert_eq!(is_delegate(key), key == delegate, "{key:?}");
				}
			});
		}
		// Not on one subnet.
		for asked in both_on(SUBNET, TAO) {
			undone(|| {
				alice(asked);
				assert!(!is_delegate(Bob) && !is_delegate(Charlie));
			});
		}
		let bob = |asked| assert_eq!(call(&coldkey(Bob), asked), Ok(()));
		// Not for its owner, and who that is, is asked where the stake arrives.
		undone(|| {
			bob(swap_stake(Bob, OVER, alpha(1)));
			alice(transfer_stake(Bob, Bob, OVER, alpha(1)));
			assert!(!is_delegate(Bob));
			bob(transfer_stake(Alice, Bob, OVER, alpha(1)));
			assert!(is_delegate(Bob));
		});
		// One that has a take keeps it.
		Delegates::<Runtime>::insert(hotkey(Bob), 3);
		alice(swap_stake(Bob, OVER, alpha(1)));
		assert_eq!(Delegates::<Runtime>::get(hotkey(Bob)), 3);
	});
}

#[test]
fn owner_of_a_subnet_may_forbid_transfers_and_nothing_else() {
	let mut chain = scene();
	chain.root(AdminCall::sudo_set_admin_freeze_window { window: 0 });
	chain.block(|| {
		grant(Bob, &coldkey(Alice), SUBNET, alpha(100));
		assert_eq!(add_stake(Alice, Bob, ROOT, tao(10)), Ok(()));
		let toggle = |netuid, toggle| AdminCall::sudo_set_toggle_transfer { netuid, toggle };
		assert_eq!(call(&coldkey(Bob), toggle(SUBNET, false)), Ok(()));
		for asked in all_four(Bob, OVER, TAO).into_iter().chain(both_on(SUBNET, TAO)) {
			if !matches!(asked, ProtocolCall::transfer_stake { .. }) {
				undone(|| alice(asked));
			}
		}
		// Elsewhere one may.
		alice(transfer_stake(Dave, Bob, (ROOT, ROOT), alpha(1)));
		alice(transfer_stake(Dave, Bob, (ROOT, OTHER), alpha(1)));
		assert_eq!(root(toggle(SUBNET, true)), Ok(()));
		alice(transfer_stake(Dave, Bob, OVER, alpha(1)));
	});
}

#[test]
fn move_to_the_same_hotkey_or_coldkey_is_a_swap() {
	let mut chain = scene();
	chain.block(|| {
		grant(Bob, &coldkey(Alice), SUBNET, alpha(100));
		let ends = [move_stake(Bob, Bob, OVER, alpha(9)), transfer_stake(Alice, Bob, OVER, alpha(9))].map(|asked| {
			undone(|| {
				alice(asked);
				(stake(Bob, Alice, SUBNET), stake(Bob, Alice, OTHER), free(&coldkey(Alice)))
			})
		});
		alice(swap_stake(Bob, OVER, alpha(9)));
		let swapped = (stake(Bob, Alice, SUBNET), stake(Bob, Alice, OTHER), free(&coldkey(Alice)));
		assert_eq!(ends, [swapped; 2]);
	});
}

#[test]
fn stake_of_others_is_worth_the_same_after_a_move() {
	let mut chain = scene();
	chain.block(|| {
		let others: Vec<(AccountId, NetUid)> =
			[SUBNET, OTHER].into_iter().flat_map(|netuid| [(coldkey(Bob), netuid), (coldkey(Dave), netuid)]).collect();
		for (place, (who, netuid)) in (1..).zip(&others) {
			grant(Bob, who, *netuid, alpha_rao(place * 1_234_567_891));
		}
		grant(Bob, &coldkey(Alice), SUBNET, alpha(100));
		let worth = || {
			let of = |(who, netuid): &(AccountId, NetUid)| Staking::stake_of(&hotkey(Bob), who, *netuid).get();
			others.iter().map(of).collect::<Vec<_>>()
		};
		let before = worth();
		for asked in all_four(Bob, OVER, 7_777_777_777).into_iter().chain(both_on(SUBNET, 3_333_333_333)) {
			let dave = stake(Bob, Dave, SUBNET);
			let to_dave = matches!(asked, ProtocolCall::transfer_stake { .. });
			let state = stored();
			undone(|| {
				alice(asked);
				let mut after = worth();
				if to_dave {
					// What was given to him.
					assert!(stake(Bob, Dave, SUBNET) >= dave);
					(after[1], after[3]) = (before[1], before[3]);
				}
				for (before, after) in before.iter().zip(after) {
					assert!(before.abs_diff(after) <= 1, "{before} became {after}");
				}
			});
			assert!(stored() == state);
		}
	});
}
