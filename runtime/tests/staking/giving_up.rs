//! Staking 6.9, 6.10: stake is given up for nothing.

use crate::{
	chain::{free, send_ok},
	kit::{call, coldkey, error, hotkey, root, undone, ProtocolCall},
	words::{
		add_stake, alpha, alpha_rao, grant, rao, refused, require_of_nominators, scene, stake, tao, told, Books, Pool,
		FIRST, NOWHERE, SUBNET,
	},
};
use pallet_issuance::{AlphaBurned, AlphaRecycled, TotalAlphaIssuance};
use pallet_protocol::{Delegates, Error, Event, LastColdkeyHotkeyStakeBlock, Owner, SubnetAlphaOut};
use pallet_swap::Error as PoolError;
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Dave};
use sp_runtime::DispatchResult;
use taonet_runtime::Runtime;
use taonet_types::{NetUid, RAO_PER_TAO};

const ROOT: NetUid = NetUid::ROOT;
/// Either way to give up alpha of Alice's.
const WAYS: [fn(Sr25519Keyring, NetUid, u64) -> DispatchResult; 2] = [recycle, burn];

fn recycle(on: Sr25519Keyring, netuid: NetUid, amount: u64) -> DispatchResult {
	call(&coldkey(Alice), ProtocolCall::recycle_alpha { hotkey: hotkey(on), amount: alpha_rao(amount), netuid })
}

fn burn(on: Sr25519Keyring, netuid: NetUid, amount: u64) -> DispatchResult {
	call(&coldkey(Alice), ProtocolCall::burn_alpha { hotkey: hotkey(on), amount: alpha_rao(amount), netuid })
}

fn add_and_burn(on: Sr25519Keyring, netuid: NetUid, amount: u64, limit: Option<u64>) -> DispatchResult {
	let (amount, limit) = (rao(amount), limit.map(rao));
	call(&coldkey(Alice), ProtocolCall::add_stake_burn { hotkey: hotkey(on), netuid, amount, limit })
}

fn books() -> Books {
	Books::of(&hotkey(Bob), &coldkey(Alice), SUBNET)
}

/// Alpha-rao of the subnet that were recycled, were burned, and are issued.
fn counters() -> (u64, u64, u64) {
	let issued = TotalAlphaIssuance::<Runtime>::get(SUBNET).get();
	(AlphaRecycled::<Runtime>::get(SUBNET).get(), AlphaBurned::<Runtime>::get(SUBNET).get(), issued)
}

fn recycled(amount: u64) -> Event<Runtime> {
	Event::AlphaRecycled(coldkey(Alice), hotkey(Bob), alpha_rao(amount), SUBNET)
}

fn burned(amount: u64) -> Event<Runtime> {
	Event::AlphaBurned(coldkey(Alice), hotkey(Bob), alpha_rao(amount), SUBNET)
}

#[test]
fn recycled_alpha_leaves_the_issuance_and_moves_no_tao() {
	scene().block(|| {
		grant(Bob, &coldkey(Alice), SUBNET, alpha(5));
		LastColdkeyHotkeyStakeBlock::<Runtime>::remove(coldkey(Alice), hotkey(Bob));
		let (before, counted) = (books(), counters());
		let two = 2 * RAO_PER_TAO;
		let told = told(|| assert_eq!(recycle(Bob, SUBNET, two), Ok(())));
		let after = Books {
			stake: before.stake - two,
			on_hotkey: before.on_hotkey - two,
			outside: before.outside - two,
			..before
		};
		assert_eq!((books(), told), (after, vec![recycled(two)]));
		assert_eq!(counters(), (counted.0 + two, counted.1, counted.2 - two));
		assert_eq!(LastColdkeyHotkeyStakeBlock::<Runtime>::get(coldkey(Alice), hotkey(Bob)), None);
	});
}

#[test]
fn burned_alpha_stays_issued_and_belongs_to_nobody() {
	scene().block(|| {
		grant(Bob, &coldkey(Alice), SUBNET, alpha(5));
		let (before, counted) = (books(), counters());
		let two = 2 * RAO_PER_TAO;
		let told = told(|| assert_eq!(burn(Bob, SUBNET, two), Ok(())));
		let after = Books { stake: before.stake - two, on_hotkey: before.on_hotkey - two, ..before };
		assert_eq!((books(), told), (after, vec![burned(two)]));
		assert_eq!(counters(), (counted.0, counted.1 + two, counted.2));
	});
}

#[test]
fn asking_for_more_than_there_is_gives_up_everything() {
	scene().block(|| {
		grant(Bob, &coldkey(Alice), SUBNET, alpha(5));
		for (give_up, event) in [(WAYS[0], recycled(5 * RAO_PER_TAO)), (WAYS[1], burned(5 * RAO_PER_TAO))] {
			for asked in [5 * RAO_PER_TAO, 5 * RAO_PER_TAO + 1, u64::MAX] {
				undone(|| {
					assert_eq!(told(|| assert_eq!(give_up(Bob, SUBNET, asked), Ok(()))), std::slice::from_ref(&event));
					assert_eq!(stake(Bob, Alice, SUBNET), 0);
				});
			}
		}
	});
}

#[test]
fn giving_up_nothing_succeeds() {
	scene().block(|| {
		// There is no stake, or none is asked for.
		for (on_hotkey, asked) in [(0, RAO_PER_TAO), (RAO_PER_TAO, 0)] {
			grant(Bob, &coldkey(Alice), SUBNET, alpha_rao(on_hotkey));
			let before = (books(), counters());
			for (give_up, event) in [(WAYS[0], recycled(0)), (WAYS[1], burned(0))] {
				assert_eq!(told(|| assert_eq!(give_up(Bob, SUBNET, asked), Ok(()))), [event]);
				assert_eq!((books(), counters()), before);
			}
		}
	});
}

#[test]
fn errors_of_giving_up_come_in_their_order() {
	scene().block(|| {
		assert_eq!(add_stake(Alice, Bob, ROOT, tao(1)), Ok(()));
		grant(Bob, &coldkey(Alice), SUBNET, alpha(5));
		for give_up in WAYS {
			let attempt = |on, netuid, amount| refused(|| give_up(on, netuid, amount));
			assert_eq!(attempt(Dave, NOWHERE, 1), error(Error::SubnetNotExists));
			assert_eq!(attempt(Dave, ROOT, 1), error(Error::CannotBurnOrRecycleOnRootSubnet));
			assert_eq!(attempt(Dave, FIRST, 1), error(Error::SubtokenDisabled));
			undone(|| {
				SubnetAlphaOut::<Runtime>::insert(SUBNET, alpha_rao(1_000));
				Owner::<Runtime>::remove(hotkey(Bob));
				assert_eq!(attempt(Bob, SUBNET, 1_001), error(Error::HotKeyAccountNotExists));
				Owner::<Runtime>::insert(hotkey(Bob), coldkey(Bob));
				assert_eq!(attempt(Bob, SUBNET, 1_001), error(Error::InsufficientLiquidity));
				assert_eq!(give_up(Bob, SUBNET, 1_000), Ok(()));
			});
		}
		assert_eq!(root(ProtocolCall::root_dissolve_network { netuid: SUBNET }), Ok(()));
		for give_up in WAYS {
			assert_eq!(refused(|| give_up(Bob, SUBNET, 1)), error(Error::SubnetNotExists));
		}
	});
}

#[test]
fn buying_and_burning_leaves_the_alpha_outside_and_nobody_with_it() {
	scene().block(|| {
		let (before, counted) = (books(), counters());
		let (net, fee, bought) = (9_994_964_523, 5_035_477, 39_584_215_264);
		let told = told(|| assert_eq!(add_and_burn(Bob, SUBNET, 10 * RAO_PER_TAO, None), Ok(())));
		let after = Books {
			free: before.free - 10 * RAO_PER_TAO,
			pool: Pool { tao: before.pool.tao + net, alpha: before.pool.alpha - bought },
			outside: before.outside + bought,
			account: before.account + net,
			issuance: before.issuance - fee,
			total_stake: before.total_stake + net,
			flow: before.flow + i64::try_from(net).unwrap(),
			volume: before.volume + 10 * u128::from(RAO_PER_TAO),
			..before
		};
		assert_eq!((books(), counters()), (after, (counted.0, counted.1 + bought, counted.2)));
		let expected = [
			Event::StakeAdded(coldkey(Alice), hotkey(Bob), tao(10), alpha_rao(bought), SUBNET, fee),
			burned(bought),
			Event::AddStakeBurn { netuid: SUBNET, hotkey: hotkey(Bob), amount: tao(10), alpha: alpha_rao(bought) },
		];
		assert_eq!(told, expected);
	});
}

#[test]
fn buying_and_burning_works_in_an_extrinsic() {
	scene().block(|| {
		let burning =
			ProtocolCall::add_stake_burn { hotkey: hotkey(Bob), netuid: SUBNET, amount: tao(10), limit: None };
		let before = free(&coldkey(Alice));
		send_ok(Alice, burning);
		assert_eq!(free(&coldkey(Alice)), before - 10 * RAO_PER_TAO - crate::chain::last_fee());
		assert_eq!(counters().1, 39_584_215_264);
	});
}

/// What was there before is not burned with it, whoever has it.
#[test]
fn buying_and_burning_touches_no_other_stake() {
	scene().block(|| {
		grant(Bob, &coldkey(Dave), SUBNET, alpha_rao(7_777_777_777));
		grant(Bob, &coldkey(Alice), SUBNET, alpha_rao(3_333_333_333));
		let bought = Pool::of(SUBNET).buy(RAO_PER_TAO);
		assert_eq!(add_and_burn(Bob, SUBNET, RAO_PER_TAO, None), Ok(()));
		assert_eq!(counters().1, bought);
		let left = [Dave, Alice].map(|of| stake(Bob, of, SUBNET));
		// A deposit and a withdrawal cost an alpha-rao at most.
		assert!(left[0].abs_diff(7_777_777_777) <= 1 && left[1].abs_diff(3_333_333_333) <= 1, "{left:?}");
	});
}

#[test]
fn buying_and_burning_with_a_limit_takes_all_or_nothing() {
	const LIMIT: Option<u64> = Some(252_500_000);
	scene().block(|| {
		assert_eq!(refused(|| add_and_burn(Bob, SUBNET, 4_990_074_853, LIMIT)), error(Error::SlippageTooHigh));
		let passed = refused(|| add_and_burn(Bob, SUBNET, RAO_PER_TAO, Some(250_000_000)));
		assert_eq!(passed, Err(PoolError::<Runtime>::PriceLimitExceeded.into()));
		assert!(!Delegates::<Runtime>::contains_key(hotkey(Bob)));
		assert_eq!(add_and_burn(Bob, SUBNET, 4_990_074_852, LIMIT), Ok(()));
		assert_eq!(stake(Bob, Alice, SUBNET), 0);
		// As with any purchase by a nominator that has a limit.
		assert!(Delegates::<Runtime>::contains_key(hotkey(Bob)));
	});
}

#[test]
fn buying_and_burning_is_refused_where_staking_is_and_on_root() {
	scene().block(|| {
		let attempt = |on, netuid, amount| refused(|| add_and_burn(on, netuid, amount, None));
		assert_eq!(attempt(Bob, NOWHERE, RAO_PER_TAO), error(Error::SubnetNotExists));
		assert_eq!(attempt(Bob, FIRST, RAO_PER_TAO), error(Error::SubtokenDisabled));
		assert_eq!(attempt(Bob, SUBNET, 500_250), error(Error::AmountTooLow));
		assert_eq!(attempt(Dave, SUBNET, RAO_PER_TAO), error(Error::HotKeyAccountNotExists));
		assert_eq!(attempt(Bob, ROOT, RAO_PER_TAO), error(Error::CannotBurnOrRecycleOnRootSubnet));
	});
}

#[test]
fn neither_minimum_of_a_nomination_counts_for_what_is_given_up() {
	scene().block(|| {
		require_of_nominators(200_000_000);
		assert_eq!(add_and_burn(Bob, SUBNET, 500_251, None), Ok(()));
		assert_eq!(add_and_burn(Bob, SUBNET, 500_251, Some(u64::MAX)), Ok(()));
		grant(Bob, &coldkey(Alice), SUBNET, alpha(5));
		for give_up in WAYS {
			// 1000 alpha-rao stay, worth 250 RAO.
			undone(|| {
				let all_but = stake(Bob, Alice, SUBNET) - 1_000;
				assert_eq!(give_up(Bob, SUBNET, all_but), Ok(()));
				assert_eq!(stake(Bob, Alice, SUBNET), 1_000);
			});
		}
	});
}
