//! What holds after every block, broken by hand: each rule is found and named. Spec: staking 16, economics 19.

use crate::{
	chain::Chain,
	kit::{account, call, coldkey, hotkey, undone, ProtocolCall},
	words::{add_stake, alpha_rao, still_scene, tao, FIRST, NOWHERE, SUBNET},
};
use frame_support::traits::Hooks;
use frame_system::DecRefStatus;
use pallet_issuance::AlphaBurned;
use pallet_protocol::{
	Alpha, AlphaV2, AutoStakeDestination, NetworksAdded, OwnedHotkeys, Owner, PendingOwnerCut, PendingRootAlphaDivs,
	PendingServerEmission, PendingValidatorEmission, StakingHotkeys, SubnetAlphaOut, SubnetProtocolAlpha,
	TotalHotkeyAlpha, TotalHotkeyShares, TotalHotkeySharesV2,
};
use pallet_staking::{AutoStakersOfSubnet, HoldersOfSubnet, HotkeysOfSubnet, PositionsOfColdkey};
use pallet_subnets::StakedBefore;
use sp_keyring::Sr25519Keyring::{Alice, Bob, Dave};
use sp_runtime::DispatchError;
use taonet_runtime::{AccountId, BlockNumber, Emission, Runtime, Staking, System};
use taonet_share_pool::SafeFloat;
use taonet_types::{fixed::U64F64, AlphaBalance, NetUid};

const ROOT: NetUid = NetUid::ROOT;

/// A rule, and what breaks it.
type Breach = (&'static str, fn());

/// Alice has stake on Bob's hotkey on root and a subnet, where her earnings are staked on it too.
fn staked() -> Chain {
	let mut chain = still_scene();
	chain.block(|| {
		assert_eq!(add_stake(Alice, Bob, SUBNET, tao(1)), Ok(()));
		assert_eq!(add_stake(Alice, Bob, ROOT, tao(1)), Ok(()));
		let choice = ProtocolCall::set_coldkey_auto_stake_hotkey { netuid: SUBNET, hotkey: hotkey(Bob) };
		assert_eq!(call(&coldkey(Alice), choice), Ok(()));
	});
	chain
}

/// Staking's rules, and then those of emission, which knows what is set aside of the alpha outside.
fn check(number: BlockNumber) -> Result<(), DispatchError> {
	<Staking as Hooks<BlockNumber>>::try_state(number)?;
	<Emission as Hooks<BlockNumber>>::try_state(number)
}

/// Breaks each rule and looks whether the pallets say so, and nothing else.
fn assert_named(breaches: &[Breach]) {
	staked().look(|| {
		for (rule, break_it) in breaches {
			assert_eq!(check(1), Ok(()), "before breaking: {rule}");
			let found = undone(|| {
				break_it();
				check(1)
			});
			match found {
				Err(DispatchError::Other(text)) => {
					let named = text == *rule || (rule.starts_with("INV") && text.starts_with(rule));
					assert!(named, "{text:?} instead of {rule:?}");
				},
				other => panic!("{other:?} instead of {rule:?}"),
			}
		}
	});
}

fn one() -> AlphaBalance {
	alpha_rao(1)
}

fn raise(stake: &mut AlphaBalance) {
	*stake = stake.checked_add(one()).unwrap();
}

/// A share that is worth nothing.
fn speck() -> SafeFloat {
	SafeFloat::new(1, -30).unwrap()
}

/// Alice's share on the subnet.
fn alices() -> (AccountId, AccountId, NetUid) {
	(hotkey(Bob), coldkey(Alice), SUBNET)
}

#[test]
fn stake_that_no_alpha_stands_for_is_named() {
	assert_named(&[
		("INV-12: SubnetAlphaOut", || TotalHotkeyAlpha::<Runtime>::mutate(hotkey(Bob), ROOT, raise)),
		("INV-12: SubnetAlphaOut", || TotalHotkeyAlpha::<Runtime>::remove(hotkey(Bob), ROOT)),
		("INV-12: SubnetAlphaOut", || SubnetAlphaOut::<Runtime>::mutate(ROOT, raise)),
		// All that is outside is staked.
		("INV-8:", || TotalHotkeyAlpha::<Runtime>::mutate(hotkey(Bob), SUBNET, raise)),
		("INV-8:", || TotalHotkeyAlpha::<Runtime>::insert(account(1), SUBNET, one())),
		("INV-8:", || SubnetProtocolAlpha::<Runtime>::insert(SUBNET, one())),
		("INV-8:", || AlphaBurned::<Runtime>::insert(SUBNET, one())),
		("INV-8:", || AlphaBurned::<Runtime>::insert(FIRST, one())),
		("INV-8:", || SubnetAlphaOut::<Runtime>::insert(SUBNET, one())),
		// Nothing waits for the next epoch.
		("INV-8:", || PendingServerEmission::<Runtime>::insert(SUBNET, one())),
		("INV-8:", || PendingValidatorEmission::<Runtime>::insert(SUBNET, one())),
		("INV-8:", || PendingRootAlphaDivs::<Runtime>::insert(SUBNET, one())),
		("INV-8:", || PendingOwnerCut::<Runtime>::insert(SUBNET, one())),
		// Also where no subnet is.
		("INV-8:", || TotalHotkeyAlpha::<Runtime>::insert(hotkey(Bob), NOWHERE, one())),
	]);
}

#[test]
fn alpha_outside_may_be_nobodys() {
	staked().look(|| {
		SubnetAlphaOut::<Runtime>::mutate(SUBNET, raise);
		SubnetProtocolAlpha::<Runtime>::insert(SUBNET, one());
		assert_eq!(check(1), Ok(()));
	});
}

#[test]
fn shares_without_a_sum_or_of_nothing_are_named() {
	assert_named(&[
		("a share of nothing is stored", || AlphaV2::<Runtime>::insert(alices(), SafeFloat::ZERO)),
		("INV-10: there is a share", || TotalHotkeySharesV2::<Runtime>::remove(hotkey(Bob), SUBNET)),
		("INV-10: there is a share", || {
			AlphaV2::<Runtime>::insert((hotkey(Bob), coldkey(Alice), NOWHERE), SafeFloat::ONE)
		}),
		("INV-10: shares are worth more", || {
			TotalHotkeySharesV2::<Runtime>::insert(hotkey(Bob), SUBNET, SafeFloat::ONE)
		}),
		("INV-10: shares are worth more", || {
			AlphaV2::<Runtime>::mutate(alices(), |share| *share = share.plus(SafeFloat::from(1_000)))
		}),
	]);
}

#[test]
fn indices_that_do_not_follow_the_shares_are_named() {
	let (holders, hotkeys) =
		("HoldersOfSubnet are not those who have shares", "HotkeysOfSubnet are not those with stake");
	let positions = "PositionsOfColdkey are not the shares";
	assert_named(&[
		(holders, || HoldersOfSubnet::<Runtime>::remove((SUBNET, hotkey(Bob), coldkey(Alice)))),
		(holders, || HoldersOfSubnet::<Runtime>::insert((SUBNET, hotkey(Bob), coldkey(Bob)), ())),
		(holders, || HoldersOfSubnet::<Runtime>::insert((NOWHERE, hotkey(Bob), coldkey(Alice)), ())),
		(holders, || AlphaV2::<Runtime>::remove(alices())),
		(holders, || AlphaV2::<Runtime>::insert((hotkey(Bob), coldkey(Bob), SUBNET), speck())),
		(positions, || PositionsOfColdkey::<Runtime>::remove((coldkey(Alice), SUBNET, hotkey(Bob)))),
		(positions, || PositionsOfColdkey::<Runtime>::insert((coldkey(Alice), FIRST, hotkey(Bob)), ())),
		(hotkeys, || HotkeysOfSubnet::<Runtime>::remove(SUBNET, hotkey(Bob))),
		(hotkeys, || HotkeysOfSubnet::<Runtime>::insert(SUBNET, account(1), ())),
		(hotkeys, || TotalHotkeySharesV2::<Runtime>::insert(account(1), SUBNET, SafeFloat::ONE)),
		(hotkeys, || {
			AlphaV2::<Runtime>::remove(alices());
			HoldersOfSubnet::<Runtime>::remove((SUBNET, hotkey(Bob), coldkey(Alice)));
			PositionsOfColdkey::<Runtime>::remove((coldkey(Alice), SUBNET, hotkey(Bob)));
			TotalHotkeyAlpha::<Runtime>::remove(hotkey(Bob), SUBNET);
			TotalHotkeySharesV2::<Runtime>::remove(hotkey(Bob), SUBNET);
		}),
	]);
}

#[test]
fn index_that_does_not_follow_the_auto_stakers_is_named() {
	let rule = "AutoStakersOfSubnet is not AutoStakeDestination";
	assert_named(&[
		(rule, || AutoStakersOfSubnet::<Runtime>::remove((SUBNET, hotkey(Bob), coldkey(Alice)))),
		(rule, || AutoStakersOfSubnet::<Runtime>::insert((SUBNET, hotkey(Dave), coldkey(Alice)), ())),
		(rule, || AutoStakeDestination::<Runtime>::remove(coldkey(Alice), SUBNET)),
		(rule, || AutoStakeDestination::<Runtime>::insert(coldkey(Alice), SUBNET, hotkey(Dave))),
		(rule, || AutoStakeDestination::<Runtime>::insert(coldkey(Alice), FIRST, hotkey(Bob))),
	]);
}

#[test]
fn stake_on_a_subnet_that_does_not_exist_is_named() {
	let rule = "there is stake on a subnet that does not exist";
	assert_named(&[
		(rule, || NetworksAdded::<Runtime>::remove(SUBNET)),
		(rule, || {
			TotalHotkeySharesV2::<Runtime>::insert(hotkey(Bob), NOWHERE, SafeFloat::ONE);
			HotkeysOfSubnet::<Runtime>::insert(NOWHERE, hotkey(Bob), ());
		}),
		(rule, || {
			AutoStakeDestination::<Runtime>::insert(coldkey(Alice), NOWHERE, hotkey(Bob));
			AutoStakersOfSubnet::<Runtime>::insert((NOWHERE, hotkey(Bob), coldkey(Alice)), ());
		}),
	]);
}

#[test]
fn lists_of_hotkeys_that_do_not_agree_with_owners_and_stakers_are_named() {
	let owned = "S-6: OwnedHotkeys are not those that Owner names";
	let staked = "StakingHotkeys are not those owned and those staked to before";
	assert_named(&[
		(owned, || Owner::<Runtime>::insert(account(1), coldkey(Bob))),
		(owned, || Owner::<Runtime>::remove(hotkey(Bob))),
		(owned, || Owner::<Runtime>::insert(hotkey(Bob), coldkey(Alice))),
		(owned, || OwnedHotkeys::<Runtime>::remove(coldkey(Bob))),
		(owned, || OwnedHotkeys::<Runtime>::append(coldkey(Alice), hotkey(Bob))),
		("S-6: a hotkey is listed twice in OwnedHotkeys", || {
			OwnedHotkeys::<Runtime>::append(coldkey(Bob), hotkey(Bob))
		}),
		("a hotkey is listed twice in StakingHotkeys", || {
			StakingHotkeys::<Runtime>::append(coldkey(Alice), hotkey(Bob))
		}),
		(staked, || StakedBefore::<Runtime>::remove(coldkey(Alice), hotkey(Bob))),
		(staked, || StakedBefore::<Runtime>::insert(coldkey(Dave), hotkey(Bob), ())),
		(staked, || StakingHotkeys::<Runtime>::append(coldkey(Dave), hotkey(Bob))),
		(staked, || StakingHotkeys::<Runtime>::remove(coldkey(Alice))),
		(staked, || StakingHotkeys::<Runtime>::remove(coldkey(Bob))),
		("StakedBefore names an owner", || StakedBefore::<Runtime>::insert(coldkey(Bob), hotkey(Bob), ())),
		("S-6: a share on a hotkey that is not in StakingHotkeys", || {
			AlphaV2::<Runtime>::insert((hotkey(Bob), coldkey(Dave), SUBNET), speck());
			HoldersOfSubnet::<Runtime>::insert((SUBNET, hotkey(Bob), coldkey(Dave)), ());
			PositionsOfColdkey::<Runtime>::insert((coldkey(Dave), SUBNET, hotkey(Bob)), ());
		}),
	]);
}

#[test]
fn staker_whose_account_can_be_forgotten_is_named() {
	assert_named(&[("the account of a staker can be forgotten", || {
		// Alice has TAO, too.
		assert!(System::dec_sufficients(&coldkey(Alice)) == DecRefStatus::Exists);
	})]);
}

#[test]
fn anything_in_the_old_maps_is_named() {
	let rule = "something is stored in Alpha or TotalHotkeyShares";
	assert_named(&[
		(rule, || Alpha::<Runtime>::insert(alices(), U64F64::from_num(1))),
		(rule, || TotalHotkeyShares::<Runtime>::insert(hotkey(Bob), SUBNET, U64F64::from_num(1))),
	]);
}
