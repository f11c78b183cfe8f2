//! What holds after every block, broken by hand: each rule is found and named. Spec: economics 19, subnets 6.5, staking 16.
//!
//! The rules about neurons and settings are broken in the suites of those.

use crate::{
	chain::Chain,
	kit::{account, coldkey, hotkey, undone},
	words::{alpha, dissolve, set_balance, subnet_account, tao, FIRST, SUBNET},
};
use frame_support::traits::{Hooks, TryState, TryStateSelect};
use pallet_issuance::{AlphaBurned, TotalAlphaIssuance};
use pallet_protocol::{
	NetworkRegisteredAt, NetworksAdded, OwnedHotkeys, Owner, StakingHotkeys, SubnetAlphaIn, SubnetAlphaOut,
	SubnetMechanism, SubnetOwner, SubnetOwnerHotkey, SubnetProtocolAlpha, SubnetTAO, TokenSymbol, TotalIssuance,
	TotalNetworks, TotalStake,
};
use pallet_subnets::{Dissolution, Dissolutions, Stage};
use sp_keyring::Sr25519Keyring::{Alice, Bob};
use sp_runtime::DispatchError;
use taonet_runtime::{AllPalletsWithSystem, AlphaAssets, BlockNumber, Runtime, Subnets};
use taonet_types::{AlphaBalance, NetUid, TaoBalance};

const ROOT: NetUid = NetUid::ROOT;

/// A rule, and what breaks it.
type Breach = (&'static str, fn());

/// On a chain with a registered subnet, breaks each rule and looks whether the pallet says so, and nothing else.
fn assert_named<P: Hooks<BlockNumber>>(breaches: &[Breach]) {
	let mut chain = Chain::local();
	chain.register_subnet(Bob);
	chain.look(|| {
		for (rule, break_it) in breaches {
			assert_eq!(P::try_state(1), Ok(()), "before breaking: {rule}");
			let found = undone(|| {
				break_it();
				P::try_state(1)
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

#[test]
fn broken_books_are_named_by_their_rule() {
	assert_named::<AlphaAssets>(&[
		("INV-1:", || TotalIssuance::<Runtime>::mutate(|sum| *sum = sum.saturating_add(TaoBalance::new(1)))),
		("INV-1:", || TotalIssuance::<Runtime>::mutate(|sum| *sum = sum.saturating_sub(TaoBalance::new(1)))),
		("INV-2:", || set_balance(&account(1), tao(21_000_000).get())),
		("INV-3:", || TotalStake::<Runtime>::mutate(|sum| *sum = sum.saturating_add(TaoBalance::new(1)))),
		("INV-3:", || SubnetTAO::<Runtime>::remove(FIRST)),
		("INV-4:", || set_balance(&subnet_account(SUBNET), tao(1_000).get() - 1)),
		("INV-7:", || SubnetAlphaIn::<Runtime>::insert(SUBNET, AlphaBalance::new(1))),
		("INV-7:", || SubnetAlphaOut::<Runtime>::insert(SUBNET, AlphaBalance::new(1))),
		("INV-7:", || TotalAlphaIssuance::<Runtime>::insert(SUBNET, AlphaBalance::ZERO)),
		// Of a subnet that is gone, too.
		("INV-7:", || SubnetAlphaIn::<Runtime>::insert(NetUid::new(9), AlphaBalance::new(1))),
		// There is one alpha outside.
		("INV-8:", || SubnetProtocolAlpha::<Runtime>::insert(FIRST, AlphaBalance::new(alpha(1).get() + 1))),
		("INV-8:", || AlphaBurned::<Runtime>::insert(FIRST, AlphaBalance::new(alpha(1).get() + 1))),
		("INV-8:", || {
			SubnetProtocolAlpha::<Runtime>::insert(FIRST, alpha(1));
			AlphaBurned::<Runtime>::insert(FIRST, AlphaBalance::new(1));
		}),
		("INV-12: SubnetAlphaOut", || SubnetAlphaOut::<Runtime>::insert(ROOT, AlphaBalance::new(1))),
		("INV-12: SubnetAlphaOut", || {
			set_balance(&subnet_account(ROOT), tao(1).get());
			SubnetTAO::<Runtime>::insert(ROOT, tao(1));
			TotalStake::<Runtime>::mutate(|sum| *sum = sum.saturating_add(tao(1)));
		}),
		("INV-12: root has alpha", || SubnetAlphaIn::<Runtime>::insert(ROOT, AlphaBalance::new(1))),
		("INV-12: root has alpha", || TotalAlphaIssuance::<Runtime>::insert(ROOT, AlphaBalance::new(1))),
	]);
}

#[test]
fn books_hold_at_the_limits_of_their_rules() {
	let mut chain = Chain::local();
	chain.look(|| {
		let rest = 21_000_000_000_000_000 - taonet_runtime::Balances::total_issuance();
		set_balance(&account(1), rest);
		SubnetProtocolAlpha::<Runtime>::insert(FIRST, alpha(1));
		assert_eq!(<AlphaAssets as Hooks<BlockNumber>>::try_state(1), Ok(()));
	});
}

/// A dissolution with this pot, of which so much is paid.
fn dissolution(pot: TaoBalance, paid: TaoBalance) -> Dissolution {
	Dissolution { stage: Stage::Paying, pot, weight: 1, paid }
}

#[test]
fn broken_register_is_named_by_its_rule() {
	assert_named::<Subnets>(&[
		("NetworksAdded holds false", || NetworksAdded::<Runtime>::insert(NetUid::new(7), false)),
		("TotalNetworks is not the number of subnets", || TotalNetworks::<Runtime>::put(2)),
		("TotalNetworks is not the number of subnets", || NetworksAdded::<Runtime>::remove(SUBNET)),
		("a netuid does not fit a storage index", || {
			NetworksAdded::<Runtime>::insert(NetUid::new(4_096), true);
			TotalNetworks::<Runtime>::put(4);
		}),
		("a subnet was never registered", || NetworkRegisteredAt::<Runtime>::remove(SUBNET)),
		("a subnet has no owner", || SubnetOwner::<Runtime>::remove(SUBNET)),
		("a subnet has no owner hotkey", || SubnetOwnerHotkey::<Runtime>::remove(SUBNET)),
		("a subnet has a wrong mechanism", || SubnetMechanism::<Runtime>::insert(SUBNET, 0)),
		("a subnet has a wrong mechanism", || SubnetMechanism::<Runtime>::insert(SUBNET, 2)),
		("a subnet has a wrong mechanism", || SubnetMechanism::<Runtime>::insert(ROOT, 1)),
		("something is left of a subnet that is gone", || NetworkRegisteredAt::<Runtime>::insert(NetUid::new(9), 1)),
		("something is left of a subnet that is gone", || SubnetOwner::<Runtime>::insert(NetUid::new(9), coldkey(Bob))),
		("two subnets have the same symbol", || TokenSymbol::<Runtime>::insert(SUBNET, "α".as_bytes().to_vec())),
	]);
}

#[test]
fn subnets_may_share_the_symbols_that_stand_for_none() {
	let mut chain = Chain::local();
	chain.register_subnet(Bob);
	chain.look(|| {
		for shared in ["\u{1D70F}", "Τ"] {
			for netuid in [FIRST, SUBNET] {
				TokenSymbol::<Runtime>::insert(netuid, shared.as_bytes().to_vec());
			}
			assert_eq!(<Subnets as Hooks<BlockNumber>>::try_state(1), Ok(()));
		}
	});
}

#[test]
fn hotkeys_that_do_not_agree_with_their_owners_are_named() {
	assert_named::<Subnets>(&[
		("an owner does not list its hotkey", || Owner::<Runtime>::insert(account(1), coldkey(Bob))),
		("an owner does not list its hotkey", || OwnedHotkeys::<Runtime>::remove(coldkey(Bob))),
		("an owner cannot find stake on its hotkey", || StakingHotkeys::<Runtime>::remove(coldkey(Bob))),
		("a coldkey lists a hotkey twice", || OwnedHotkeys::<Runtime>::append(coldkey(Bob), hotkey(Bob))),
		("a coldkey lists a hotkey of another one", || OwnedHotkeys::<Runtime>::append(coldkey(Alice), hotkey(Bob))),
		("a coldkey lists a hotkey of another one", || OwnedHotkeys::<Runtime>::append(coldkey(Alice), account(1))),
	]);
}

#[test]
fn dissolutions_that_cannot_be_completed_are_named() {
	assert_named::<Subnets>(&[
		("a subnet is live and being dissolved", || {
			Dissolutions::<Runtime>::insert(SUBNET, dissolution(tao(1), tao(0)));
		}),
		("a dissolution paid more than its pot", || {
			Dissolutions::<Runtime>::insert(NetUid::new(9), dissolution(tao(1), tao(2)));
		}),
		("a dissolution cannot be paid", || {
			Dissolutions::<Runtime>::insert(NetUid::new(9), dissolution(TaoBalance::new(501), tao(0)));
		}),
		("a dissolution cannot be paid", || {
			assert_eq!(dissolve(SUBNET), Ok(()));
			set_balance(&subnet_account(SUBNET), tao(1_000).get() - 501);
		}),
	]);
}

/// The chain of the tests asks every pallet by its name; were one not asked, no test would notice.
#[test]
fn every_pallet_is_asked_by_the_name_that_it_has() {
	let mut chain = Chain::local();
	chain.look(|| {
		TotalStake::<Runtime>::kill();
		TotalNetworks::<Runtime>::kill();
		for (pallet, rule) in [("AlphaAssets", "INV-3:"), ("Subnets", "TotalNetworks is not")] {
			let only = TryStateSelect::Only(vec![pallet.as_bytes().to_vec()]);
			let found = <AllPalletsWithSystem as TryState<BlockNumber>>::try_state(1, only);
			assert!(matches!(found, Err(DispatchError::Other(text)) if text.starts_with(rule)), "{found:?}");
		}
	});
}
