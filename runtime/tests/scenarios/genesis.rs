use crate::chain::{free, Chain};
use frame_support::traits::{Get, PalletsInfoAccess};
use sp_core::{crypto::Ss58Codec, ed25519, sr25519, Pair};
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Dave, Eve, Ferdie, One, Two};
use sp_runtime::traits::IdentifyAccount;
use taonet_runtime::{
	genesis_presets::{self as presets, ALITH, BALTATHAR, MODEST, RICH},
	AccountId, AllPalletsWithSystem, AlphaAssets, Aura, Balances, Grandpa, Runtime, TAO,
};
use taonet_types::NetUid;

fn sr25519_key(name: &str) -> sr25519::Public {
	sr25519::Pair::from_string(&format!("//{name}"), None).expect("is a derivation path").public()
}

fn ed25519_key(name: &str) -> ed25519::Public {
	ed25519::Pair::from_string(&format!("//{name}"), None).expect("is a derivation path").public()
}

fn aura_keys() -> Vec<sr25519::Public> {
	pallet_aura::Authorities::<Runtime>::get().into_iter().map(Into::into).collect()
}

fn grandpa_keys() -> Vec<ed25519::Public> {
	Grandpa::grandpa_authorities().into_iter().map(|(key, _)| key.into()).collect()
}

#[test]
fn local_chain_has_the_authorities_one_two_three() {
	let names = ["One", "Two", "Three"];
	Chain::local().look(|| {
		assert_eq!(aura_keys(), names.map(sr25519_key));
		assert_eq!(grandpa_keys(), names.map(ed25519_key));
	});
}

#[test]
fn dev_chain_has_the_single_authority_one() {
	Chain::from_preset(presets::DEV).look(|| {
		assert_eq!(aura_keys(), [sr25519_key("One")]);
		assert_eq!(grandpa_keys(), [ed25519_key("One")]);
	});
}

#[test]
fn local_chain_endows_the_development_accounts_and_nobody_else() {
	let three = AccountId::from(sr25519::Public::from(sr25519_key("Three")).into_account());
	Chain::local().look(|| {
		for rich in [Alice, Bob, Charlie] {
			assert_eq!(free(&rich.to_account_id()), 1_000_000 * TAO);
		}
		let modest = [Dave, Eve, Ferdie, One, Two].map(|key| key.to_account_id());
		for account in modest.into_iter().chain([three, ALITH, BALTATHAR]) {
			assert_eq!(free(&account), 2_000 * TAO);
		}
		// The pool of netuid 1.
		assert_eq!(free(&AlphaAssets::subnet_account(NetUid::new(1))), 10 * TAO);
		assert_eq!(Balances::total_issuance(), 3 * RICH + 8 * MODEST + 10 * TAO);
	});
}

#[test]
fn evm_development_accounts_have_their_known_addresses() {
	assert_eq!(ALITH.to_ss58check(), "5Fghzk1AJt88PeFEzuRfXzbPchiBbsVGTTXcdx599VdZzkTA");
	assert_eq!(BALTATHAR.to_ss58check(), "5GeqNhKWj1KG78VHzbmo3ZjZgUTrCuWeamdgiA114XHGdaEr");
}

#[test]
fn alice_is_sudo_on_local_chains() {
	for preset in [presets::DEV, presets::LOCAL, presets::LOCAL_12S] {
		Chain::from_preset(preset).look(|| {
			assert_eq!(pallet_sudo::Key::<Runtime>::get(), Some(Alice.to_account_id()));
		});
	}
}

#[test]
fn slot_follows_the_preset() {
	let slots =
		[(presets::DEV, 250), (presets::LOCAL, 250), (presets::LOCAL_12S, 12_000), (presets::PRODUCTION, 12_000)];
	for (preset, millis) in slots {
		Chain::from_preset(preset).look(|| {
			assert_eq!(Aura::slot_duration(), millis);
			assert_eq!(<Runtime as pallet_timestamp::Config>::MinimumPeriod::get(), millis / 2);
		});
	}
}

#[test]
fn production_chain_holds_no_development_keys() {
	Chain::from_preset(presets::PRODUCTION).look(|| {
		assert!(aura_keys().is_empty() && grandpa_keys().is_empty());
		assert_eq!(pallet_sudo::Key::<Runtime>::get(), None);
		assert_eq!(Balances::total_issuance(), 0);
	});
}

#[test]
fn production_chain_lacks_authorities_until_it_is_filled_in() {
	for preset in [presets::DEV, presets::LOCAL, presets::LOCAL_12S] {
		assert!(Chain::from_preset(preset).look(presets::has_authorities));
	}
	Chain::from_preset(presets::PRODUCTION).look(|| {
		assert!(!presets::has_authorities());
		let [(author, voter), ..] = presets::development_authorities();
		pallet_aura::Authorities::<Runtime>::put(sp_runtime::BoundedVec::truncate_from(vec![author]));
		assert!(!presets::has_authorities());
		for (weight, enough) in [(0, false), (1, true)] {
			pallet_grandpa::Authorities::<Runtime>::put(sp_runtime::WeakBoundedVec::force_from(
				vec![(voter.clone(), weight)],
				None,
			));
			assert_eq!(presets::has_authorities(), enough);
		}
	});
}

#[test]
fn blocks_can_be_made_on_every_development_preset() {
	for preset in [presets::DEV, presets::LOCAL, presets::LOCAL_12S] {
		let mut chain = Chain::from_preset(preset);
		let issuance = chain.look(Balances::total_issuance);
		for _ in 0..3 {
			chain.block(|| ());
		}
		chain.look(|| {
			assert_eq!(taonet_runtime::System::block_number(), 3);
			assert_eq!(Balances::total_issuance(), issuance);
		});
	}
}

#[test]
fn pallets_stand_at_their_wire_indices_and_run_in_their_order() {
	let order = AllPalletsWithSystem::infos().into_iter().map(|info| (info.index, info.name)).collect::<Vec<_>>();
	assert_eq!(
		order,
		[
			(0, "System"),
			(1, "RandomnessCollectiveFlip"),
			(2, "Timestamp"),
			(3, "Aura"),
			(4, "Grandpa"),
			(5, "Balances"),
			(6, "TransactionPayment"),
			(40, "ChainParameters"),
			(7, "SubtensorModule"),
			(31, "AlphaAssets"),
			(28, "Swap"),
			(41, "Subnets"),
			(42, "Staking"),
			(43, "Epochs"),
			(45, "Leasing"),
			(44, "Emission"),
			(11, "Utility"),
			(12, "Sudo"),
			(13, "Multisig"),
			(14, "Preimage"),
			(15, "Scheduler"),
			(16, "Proxy"),
			(18, "Commitments"),
			(19, "AdminUtils"),
			(20, "SafeMode"),
			(26, "Drand"),
			(27, "Crowdloan"),
			(30, "MevShield"),
		]
	);
}
