//! The stake that chains begin with. Spec: subnets 11, economics 3.3.

use crate::{
	chain::{free, Chain},
	kit::{account, call, coldkey, hotkey, root, AdminCall, ProtocolCall},
	words::{alpha, alpha_rao, rao, Pool, FIRST, NOWHERE},
};
use pallet_protocol::{
	AlphaV2, LastColdkeyHotkeyStakeBlock, NominatorMinRequiredStake, StakingHotkeys, SubnetAlphaOut, TotalHotkeyAlpha,
};
use pallet_staking::{GenesisStake, HoldersOfSubnet, HotkeysOfSubnet};
use serde_json::{json, Value};
use sp_keyring::Sr25519Keyring::{Alice, Charlie};
use taonet_runtime::{
	genesis_presets::{self as presets, NOBODY},
	AccountId, Runtime, Staking,
};
use taonet_types::{AlphaBalance, NetUid, RAO_PER_TAO};

/// The local network with this stake instead of its own, and so much alpha outside the first subnet's pool.
fn local_with(stakes: Vec<GenesisStake<AccountId>>, outside: AlphaBalance) -> Chain {
	let mut patch = presets::patch(presets::LOCAL).expect("the preset exists");
	*patch.pointer_mut("/staking/stakes").expect("has stakes") = serde_json::to_value(stakes).expect("is plain data");
	let pool = patch.pointer_mut("/subnets/subnets/1/pool").expect("has a pool");
	pool["alphaOutside"] = json!(outside);
	Chain::from_patch(patch)
}

fn on_nobodys_hotkey(coldkey: AccountId, alpha: AlphaBalance) -> GenesisStake<AccountId> {
	GenesisStake { hotkey: NOBODY, coldkey, netuid: FIRST, alpha }
}

#[test]
fn development_chains_begin_with_one_alpha_staked_by_nobody() {
	for preset in [presets::DEV, presets::LOCAL, presets::LOCAL_12S] {
		Chain::from_preset(preset).look(|| {
			assert_eq!(AlphaV2::<Runtime>::iter_keys().collect::<Vec<_>>(), [(NOBODY, NOBODY, FIRST)]);
			assert_eq!(Staking::stake_of(&NOBODY, &NOBODY, FIRST), alpha(1));
			assert_eq!(Staking::total_stake_of(&NOBODY, FIRST), SubnetAlphaOut::<Runtime>::get(FIRST));
			assert_eq!(HoldersOfSubnet::<Runtime>::iter_keys().collect::<Vec<_>>(), [(FIRST, NOBODY, NOBODY)]);
			assert_eq!(HotkeysOfSubnet::<Runtime>::iter_keys().collect::<Vec<_>>(), [(FIRST, NOBODY)]);
			assert_eq!(StakingHotkeys::<Runtime>::get(NOBODY), [NOBODY]);
			assert_eq!(LastColdkeyHotkeyStakeBlock::<Runtime>::get(NOBODY, NOBODY), None);
			// What clients expect: no least nomination.
			assert_eq!(NominatorMinRequiredStake::<Runtime>::get(), 0);
		});
	}
}

#[test]
fn production_chains_begin_without_stake_and_demand_a_tenth_of_a_tao_of_nominators() {
	Chain::from_preset(presets::PRODUCTION).look(|| {
		assert_eq!(TotalHotkeyAlpha::<Runtime>::iter_keys().next(), None);
		assert_eq!(NominatorMinRequiredStake::<Runtime>::get(), 200_000_000);
		assert_eq!(Staking::least_nomination(), rao(100_000_000));
	});
}

#[test]
fn stake_of_a_genesis_can_be_unstaked() {
	let stakes = [(coldkey(Alice), 3), (NOBODY, 1), (coldkey(Charlie), 6)];
	let stakes = stakes.map(|(coldkey, whole)| on_nobodys_hotkey(coldkey, alpha(whole)));
	let mut chain = local_with(stakes.to_vec(), alpha(10));
	chain.run(1);
	chain.block(|| {
		assert_eq!(root(AdminCall::sudo_set_admin_freeze_window { window: 0 }), Ok(()));
		let enable = AdminCall::sudo_set_subtoken_enabled { netuid: FIRST, subtoken_enabled: true };
		assert_eq!(root(enable), Ok(()));
		assert_eq!(StakingHotkeys::<Runtime>::get(coldkey(Alice)), [NOBODY]);
		let (before, brings) = (free(&coldkey(Alice)), Pool::of(FIRST).sell(3 * RAO_PER_TAO).tao);
		let amount_unstaked = alpha(3);
		let removed =
			call(&coldkey(Alice), ProtocolCall::remove_stake { hotkey: NOBODY, netuid: FIRST, amount_unstaked });
		assert_eq!(removed, Ok(()));
		assert_eq!(free(&coldkey(Alice)), before + brings);
		let left = [NOBODY, coldkey(Alice), coldkey(Charlie)];
		let left = left.map(|coldkey| Staking::stake_of(&NOBODY, &coldkey, FIRST).get() / RAO_PER_TAO);
		assert_eq!(left, [1, 0, 6]);
	});
}

#[test]
#[should_panic(expected = "genesis stake on 1: Err(Module")]
fn stake_on_a_hotkey_that_nobody_owns_is_no_genesis() {
	local_with(vec![GenesisStake { hotkey: hotkey(Alice), ..on_nobodys_hotkey(coldkey(Alice), alpha(1)) }], alpha(1));
}

#[test]
#[should_panic(expected = "genesis stake on 9: Err(Module")]
fn stake_on_a_subnet_that_does_not_exist_is_no_genesis() {
	local_with(vec![GenesisStake { netuid: NOWHERE, ..on_nobodys_hotkey(coldkey(Alice), alpha(1)) }], alpha(1));
}

#[test]
#[should_panic(expected = "genesis stake on 1: Err(Module")]
fn stake_that_cannot_be_counted_is_no_genesis() {
	let most = on_nobodys_hotkey(account(1), AlphaBalance::MAX);
	local_with(vec![most, on_nobodys_hotkey(account(2), alpha_rao(1))], alpha(1));
}

#[test]
#[should_panic(expected = "INV-8")]
fn stake_that_no_alpha_stands_for_is_found_after_the_first_block() {
	local_with(vec![on_nobodys_hotkey(account(1), alpha_rao(RAO_PER_TAO + 1))], alpha(1)).run(1);
}

/// The names that who writes a genesis uses.
#[test]
fn stake_of_a_genesis_is_written_as_plain_text() {
	let text = json!({ "hotkey": NOBODY, "coldkey": coldkey(Alice), "netuid": 1, "alpha": 5 });
	let stake: GenesisStake<AccountId> = serde_json::from_value(text.clone()).expect("is complete");
	assert_eq!(stake, GenesisStake { netuid: NetUid::new(1), ..on_nobodys_hotkey(coldkey(Alice), alpha_rao(5)) });
	assert_eq!(serde_json::to_value(stake).expect("is plain data"), text);
	let mut wrong = text;
	wrong["amount"] = Value::from(1);
	assert!(serde_json::from_value::<GenesisStake<AccountId>>(wrong).is_err());
}
