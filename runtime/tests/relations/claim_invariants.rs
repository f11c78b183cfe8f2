//! What holds of root claims after every block, broken by hand: each rule is found and named. Spec: economics 19.

use crate::{
	claims::{claim, earn, grant_root},
	kit::{account, coldkey, hotkey, undone},
	words::{alpha_rao, still_scene, NOWHERE, SUBNET},
};
use frame_support::traits::Hooks;
use pallet_protocol::{
	NumRootClaim, NumStakingColdkeys, RootClaimable, RootClaimed, StakingColdkeys, StakingColdkeysByIndex,
};
use pallet_staking::{NextClaim, UnclaimedOfSubnet};
use sp_keyring::Sr25519Keyring::{Alice, Bob, Dave};
use sp_runtime::DispatchError;
use std::collections::BTreeMap;
use taonet_runtime::{BlockNumber, Runtime, Staking, TAO};
use taonet_types::{fixed::I96F32, AlphaBalance};

fn set_rate(netuid: taonet_types::NetUid, rate: i8) {
	RootClaimable::<Runtime>::mutate(hotkey(Bob), |rates| rates.insert(netuid, I96F32::from_num(rate)));
}

fn number(of: sp_keyring::Sr25519Keyring, number: u64) {
	StakingColdkeys::<Runtime>::insert(coldkey(of), number);
	StakingColdkeysByIndex::<Runtime>::insert(number, coldkey(of));
	NumStakingColdkeys::<Runtime>::put(number + 1);
}

/// A rule, and what breaks it. Alice has root stake on Bob's hotkey, and has claimed some of what it earned.
const BREACHES: [(&str, fn()); 15] = [
	("INV-8:", || {
		UnclaimedOfSubnet::<Runtime>::mutate(SUBNET, hotkey(Bob), |left| {
			*left = left.and_then(|left| left.checked_add(alpha_rao(1)));
		})
	}),
	("a hotkey's rates are stored though it has none", || {
		RootClaimable::<Runtime>::insert(
			account(1),
			BTreeMap::<taonet_types::NetUid, taonet_types::fixed::I96F32>::new(),
		);
	}),
	("a rate of root dividends is negative", || set_rate(SUBNET, -1)),
	("there is a rate of root dividends on a subnet that does not exist", || set_rate(NOWHERE, 1)),
	("there is a rate of root dividends on a subnet that does not exist", || set_rate(crate::claims::ROOT, 1)),
	("UnclaimedOfSubnet are not the rates of RootClaimable", || set_rate(crate::words::OTHER, 1)),
	("UnclaimedOfSubnet are not the rates of RootClaimable", || {
		UnclaimedOfSubnet::<Runtime>::insert(SUBNET, account(1), AlphaBalance::ZERO);
	}),
	("RootClaimed of nothing is stored", || {
		RootClaimed::<Runtime>::insert((SUBNET, hotkey(Bob), coldkey(Alice)), 0);
	}),
	("something counts as claimed by a coldkey without root stake on the hotkey", || {
		RootClaimed::<Runtime>::insert((SUBNET, hotkey(Bob), coldkey(Dave)), 1);
	}),
	("something counts as claimed that no rate has earned", || {
		RootClaimed::<Runtime>::insert((crate::words::OTHER, hotkey(Bob), coldkey(Alice)), 1);
	}),
	("INV-13: StakingColdkeys and", || StakingColdkeys::<Runtime>::insert(coldkey(Alice), 1)),
	("INV-13: the numbers of", || NumStakingColdkeys::<Runtime>::put(2)),
	("a block claims for too many coldkeys", || NumRootClaim::<Runtime>::put(51)),
	("StakingColdkeys are not those with root stake", || number(Dave, 1)),
	("NextClaim of a coldkey without root stake", || {
		NextClaim::<Runtime>::insert(coldkey(Dave), hotkey(Bob));
	}),
];

#[test]
fn broken_rules_of_claims_are_named() {
	// Nothing waits for an epoch, so that all alpha outside the pool is accounted for to the alpha-rao.
	let mut chain = still_scene();
	chain.block(|| {
		grant_root(&hotkey(Bob), &coldkey(Alice), 10 * TAO);
		earn(&hotkey(Bob), SUBNET, TAO);
		assert_eq!(claim(&coldkey(Alice), [SUBNET]), Ok(()));
	});
	let check = <Staking as Hooks<BlockNumber>>::try_state;
	chain.look(|| {
		for (rule, break_it) in BREACHES {
			assert_eq!(check(1), Ok(()), "before breaking: {rule}");
			let found = undone(|| {
				break_it();
				check(1)
			});
			match found {
				Err(DispatchError::Other(text)) => assert!(text.starts_with(rule), "{text:?} instead of {rule:?}"),
				other => panic!("{other:?} instead of {rule:?}"),
			}
		}
	});
}
