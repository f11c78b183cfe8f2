//! Staking 4.7: why stake is not moved, in the order of the table. Each test breaks one rule and some of those that come
//! later, which must not be told.

use crate::{
	kit::{account, call, coldkey, error, hotkey, root, undone, AdminCall, ProtocolCall},
	moves::{all_four, both_on, move_stake, swap_stake, swap_stake_limit, transfer_stake, Way},
	words::{add_stake, alpha, alpha_rao, grant, refused, scene, stake, tao, Pool, FIRST, NOWHERE, OTHER, SUBNET},
};
use pallet_protocol::{Error, SubnetAlphaIn, SubnetTAO, TotalHotkeyAlpha, TotalHotkeySharesV2};
use pallet_swap::Error as PoolError;
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Dave};
use sp_runtime::{DispatchError, DispatchResult};
use taonet_runtime::{Runtime, RuntimeCall, TAO};
use taonet_share_pool::SafeFloat;
use taonet_types::{NetUid, TaoBalance};

const ROOT: NetUid = NetUid::ROOT;
/// From Bob's subnet to Charlie's.
const OVER: Way = (SUBNET, OTHER);

#[track_caller]
fn alice(asked: ProtocolCall) -> DispatchResult {
	call(&coldkey(Alice), asked)
}

/// Alice's call is refused for this reason, and changes nothing.
#[track_caller]
fn assert_refused(asked: impl IntoIterator<Item = ProtocolCall>, reason: impl Into<DispatchError>) {
	let reason = reason.into();
	for asked in asked {
		let shown = format!("{asked:?}");
		assert_eq!(refused(|| alice(asked)), Err(reason), "{shown}");
	}
}

/// Alice has a hundred alpha on Bob's hotkey on his subnet, and ten TAO there on root.
fn staked() -> crate::chain::Chain {
	let mut chain = scene();
	chain.block(|| {
		grant(Bob, &coldkey(Alice), SUBNET, alpha(100));
		assert_eq!(add_stake(Alice, Bob, ROOT, tao(10)), Ok(()));
	});
	chain
}

#[test]
fn first_something_must_change() {
	staked().block(|| {
		// Be it where there is no subnet, by a hotkey that nobody owns.
		for (on, netuid) in [(Bob, SUBNET), (Bob, ROOT), (Bob, NOWHERE), (Dave, FIRST)] {
			let (way, amount) = ((netuid, netuid), alpha(1));
			let unchanged = [
				move_stake(on, on, way, amount),
				transfer_stake(Alice, on, way, amount),
				swap_stake(on, way, amount),
				// A limit is for two subnets.
				swap_stake_limit(on, way, amount, u64::MAX, false),
				swap_stake_limit(on, way, amount, 0, true),
			];
			assert_refused(unchanged, Error::<Runtime>::SameNetuid);
		}
	});
}

#[test]
fn second_both_subnets_must_exist() {
	staked().block(|| {
		let missing = DispatchError::from(Error::<Runtime>::SubnetNotExists);
		// From a subnet that has not started, by a hotkey that nobody owns.
		for way in [(SUBNET, NOWHERE), (FIRST, NOWHERE), (NOWHERE, SUBNET), (NOWHERE, FIRST), (NOWHERE, ROOT)] {
			for on in [Bob, Dave] {
				assert_refused(all_four(on, way, TAO), missing);
			}
		}
		assert_refused(both_on(NOWHERE, TAO), missing);
	});
}

#[test]
fn third_both_subnets_must_have_started() {
	staked().block(|| {
		let waiting = DispatchError::from(Error::<Runtime>::SubtokenDisabled);
		for way in [(SUBNET, FIRST), (FIRST, SUBNET), (ROOT, FIRST), (FIRST, ROOT)] {
			for on in [Bob, Dave] {
				assert_refused(all_four(on, way, 0), waiting);
			}
		}
		assert_refused(both_on(FIRST, TAO), waiting);
		// As soon as it is started, the next reason is told.
		assert_eq!(root(AdminCall::sudo_set_subtoken_enabled { netuid: FIRST, subtoken_enabled: true }), Ok(()));
		assert_refused(all_four(Dave, (SUBNET, FIRST), 0), Error::<Runtime>::HotKeyAccountNotExists);
	});
}

#[test]
fn fourth_both_hotkeys_must_exist() {
	staked().block(|| {
		let missing = DispatchError::from(Error::<Runtime>::HotKeyAccountNotExists);
		for way in [OVER, (SUBNET, ROOT), (ROOT, SUBNET)] {
			// Nothing is there either.
			assert_refused(all_four(Dave, way, TAO), missing);
			for amount in [0, TAO] {
				assert_refused([move_stake(Bob, Dave, way, alpha_rao(amount))], missing);
			}
		}
		let (way, amount) = ((SUBNET, SUBNET), alpha(1));
		let on_one = [move_stake(Bob, Dave, way, amount), move_stake(Dave, Bob, way, amount)];
		assert_refused(on_one, missing);
		assert_refused([transfer_stake(Dave, Dave, way, amount)], missing);
		// It needs an owner and no slot.
		let hotkey = hotkey(Dave);
		assert_eq!(call(&coldkey(Dave), ProtocolCall::try_associate_hotkey { hotkey }), Ok(()));
		assert_eq!(alice(move_stake(Bob, Dave, way, amount)), Ok(()));
	});
}

/// The fifth, that there is as much, holds always: no more than that is moved.
#[test]
fn sixth_the_origin_must_be_able_to_pay() {
	staked().block(|| {
		undone(|| {
			SubnetTAO::<Runtime>::insert(SUBNET, TaoBalance::new(999_999));
			assert_refused(all_four(Bob, OVER, TAO), Error::<Runtime>::InsufficientLiquidity);
			// Nothing is worth too little as well.
			assert_refused(all_four(Bob, OVER, 0), Error::<Runtime>::InsufficientLiquidity);
		});
		// What nobody would pay a RAO for cannot be sold.
		for amount in [1, 3] {
			assert_refused(all_four(Bob, OVER, amount), Error::<Runtime>::InsufficientLiquidity);
		}
		// 100 alpha less the fee are more than a thousand times this.
		let offer = |in_pool| {
			SubnetAlphaIn::<Runtime>::insert(SUBNET, alpha_rao(in_pool));
			alice(swap_stake(Bob, OVER, alpha(100)))
		};
		let net = 100 * TAO - crate::words::swap_fee(100 * TAO);
		assert_eq!(undone(|| offer(net / 1_000)), error(Error::InsufficientLiquidity));
		assert_eq!(undone(|| offer(net / 1_000 + 1)), Ok(()));
	});
}

/// The largest amount that brings so many RAO of Bob's pool.
fn amount_for(rao: u64) -> u64 {
	let brings = |amount| Pool::of(SUBNET).sell(amount).tao;
	let mut amount = rao * 4;
	while brings(amount + 1) <= rao {
		amount += 1;
	}
	assert_eq!(brings(amount), rao);
	amount
}

#[test]
fn seventh_more_than_the_least_that_can_be_staked_must_come_out() {
	staked().block(|| {
		let too_low = DispatchError::from(Error::<Runtime>::AmountTooLow);
		let least = amount_for(500_000);
		for amount in [0, 4, least - 1, least] {
			assert_refused(all_four(Bob, OVER, amount), too_low);
			assert_refused(all_four(Bob, (SUBNET, ROOT), amount), too_low);
		}
		for asked in all_four(Bob, OVER, least + 1).into_iter().chain(all_four(Bob, (SUBNET, ROOT), least + 1)) {
			assert_eq!(undone(|| alice(asked)), Ok(()));
		}
		// Root pays without a fee.
		assert_refused(all_four(Bob, (ROOT, SUBNET), 500_000), too_low);
		for asked in all_four(Bob, (ROOT, SUBNET), 500_001) {
			assert_eq!(undone(|| alice(asked)), Ok(()));
		}
		// Nobody has anything there.
		assert_refused(all_four(Charlie, OVER, TAO), too_low);
	});
}

#[test]
fn eighth_the_limit_must_allow_all_of_it_unless_a_part_will_do() {
	staked().block(|| {
		// 2000 alpha x 1/2 / 0.49 - 4000 alpha x 1/2 = 40.8 alpha.
		let with_limit = |amount, limit| [swap_stake_limit(Bob, OVER, alpha_rao(amount), limit, false)];
		let slippage = DispatchError::from(Error::<Runtime>::SlippageTooHigh);
		assert_refused(with_limit(40_816_326_531, 490_000_000), slippage);
		assert_eq!(undone(|| alice(with_limit(40_816_326_530, 490_000_000)[0].clone())), Ok(()));
		// The price is past it: nothing may be moved.
		assert_refused(with_limit(TAO, 500_000_001), slippage);
		// Too little comes first.
		assert_refused(with_limit(amount_for(500_000), 500_000_001), Error::<Runtime>::AmountTooLow);
		assert_refused(with_limit(amount_for(500_000) + 1, 500_000_001), slippage);
	});
}

/// What can be moved at most is found out before everything else, where one side has no pool.
#[test]
fn limit_that_is_reached_already_is_told_by_the_pool_and_before_everything_else() {
	staked().block(|| {
		let exceeded = DispatchError::from(PoolError::<Runtime>::PriceLimitExceeded);
		for on in [Bob, Dave] {
			for allow_partial in [false, true] {
				let with_limit = |way, limit| [swap_stake_limit(on, way, alpha_rao(1), limit, allow_partial)];
				// A quarter of a TAO for an alpha, four alpha for a TAO.
				for limit in [250_000_000, 250_000_001, u64::MAX] {
					assert_refused(with_limit((SUBNET, ROOT), limit), exceeded);
				}
				for limit in [4_000_000_000, 4_000_000_001, u64::MAX] {
					assert_refused(with_limit((ROOT, SUBNET), limit), exceeded);
				}
			}
		}
		let just_below = |way, limit| alice(swap_stake_limit(Bob, way, alpha(1), limit, true));
		assert_eq!(undone(|| just_below((SUBNET, ROOT), 249_999_999)), Ok(()));
		assert_eq!(undone(|| just_below((ROOT, SUBNET), 3_999_999_000)), Ok(()));
		undone(|| {
			SubnetTAO::<Runtime>::insert(SUBNET, TaoBalance::new(999_999));
			let poor = swap_stake_limit(Dave, (SUBNET, ROOT), alpha_rao(1), 0, true);
			assert_refused([poor], PoolError::<Runtime>::ReservesTooLow);
		});
	});
}

#[test]
fn ninth_both_subnets_must_allow_transfers() {
	staked().block(|| {
		let forbidden = DispatchError::from(Error::<Runtime>::TransferDisallowed);
		assert_eq!(root(AdminCall::sudo_set_admin_freeze_window { window: 0 }), Ok(()));
		let forbid = |netuid| {
			assert_eq!(root(AdminCall::sudo_set_toggle_transfer { netuid, toggle: false }), Ok(()));
		};
		let give = |way, amount| [transfer_stake(Dave, Bob, way, alpha_rao(amount))];
		undone(|| {
			forbid(SUBNET);
			for way in [OVER, (SUBNET, ROOT), (ROOT, SUBNET), (SUBNET, SUBNET)] {
				assert_refused(give(way, TAO), forbidden);
			}
			// On one subnet what it is worth is looked at later, between two earlier.
			assert_refused(give((SUBNET, SUBNET), 0), forbidden);
			assert_refused(give(OVER, 0), Error::<Runtime>::AmountTooLow);
			// Not even to oneself.
			assert_refused([transfer_stake(Alice, Bob, OVER, alpha(1))], forbidden);
			assert_eq!(alice(give((ROOT, OTHER), TAO)[0].clone()), Ok(()));
		});
		forbid(OTHER);
		assert_refused(give(OVER, TAO), forbidden);
		assert_eq!(alice(give((SUBNET, SUBNET), TAO)[0].clone()), Ok(()));
	});
}

#[test]
fn stake_that_stays_on_its_subnet_must_be_worth_the_least_that_can_be_staked() {
	staked().block(|| {
		// At a quarter of a TAO.
		assert_refused(both_on(SUBNET, 1_999_999), Error::<Runtime>::AmountTooLow);
		assert_refused(both_on(SUBNET, 0), Error::<Runtime>::AmountTooLow);
		assert_refused(both_on(ROOT, 499_999), Error::<Runtime>::AmountTooLow);
		for asked in both_on(SUBNET, 2_000_000).into_iter().chain(both_on(ROOT, 500_000)) {
			assert_eq!(undone(|| alice(asked)), Ok(()));
		}
	});
}

/// Otherwise it would be a gift to those whose shares are worth nothing.
#[test]
fn stake_is_not_moved_to_where_it_would_bring_no_share() {
	staked().block(|| {
		undone(|| {
			// Somebody has shares of Charlie's hotkey, but it holds nothing.
			for netuid in [SUBNET, OTHER] {
				TotalHotkeySharesV2::<Runtime>::insert(hotkey(Charlie), netuid, SafeFloat::ONE);
				assert!(!TotalHotkeyAlpha::<Runtime>::contains_key(hotkey(Charlie), netuid));
			}
			let refuse = |way| {
				assert_refused([move_stake(Bob, Charlie, way, alpha(1))], Error::<Runtime>::InsufficientLiquidity);
			};
			refuse((SUBNET, SUBNET));
			refuse(OVER);
		});
		assert_eq!(alice(move_stake(Bob, Charlie, (SUBNET, SUBNET), alpha(1))), Ok(()));
	});
}

#[test]
fn stake_is_moved_by_signed_calls_of_whose_it_is() {
	staked().block(|| {
		for asked in all_four(Bob, OVER, TAO) {
			assert_eq!(root(asked.clone()), Err(DispatchError::BadOrigin));
			// The hotkey's owner has nothing there himself.
			assert_eq!(call(&coldkey(Bob), asked.clone()), error(Error::AmountTooLow));
			assert_eq!(call(&account(1), RuntimeCall::from(asked)), error(Error::AmountTooLow));
		}
		assert_eq!(stake(Bob, Alice, SUBNET), 100 * TAO);
	});
}
