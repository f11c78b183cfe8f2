//! The subnets that chains begin with. Spec: subnets 11, economics 3.3.

use crate::{
	chain::{free, Chain},
	kit::{coldkey, hotkey},
	small_runtime::{genesis, person, subnet},
	words::{alpha, stored, subnet_account, tao, FIRST},
};
use frame_support::{StorageHasher, Twox128};
use pallet_issuance::TotalAlphaIssuance;
use pallet_protocol::{
	Active, AlphaV2, BlockAtRegistration, Delegates, FirstEmissionBlockNumber, IdentitiesV2, IsNetworkMember, Keys,
	LargestLocked, LastEpochBlock, LastRateLimitedBlock, LastUpdate, MaxAllowedUids, MaxAllowedValidators,
	MinAllowedWeights, NetworkRateLimit, NetworkRegisteredAt, NetworkRegistrationAllowed, NetworksAdded, OwnedHotkeys,
	Owner, RegisteredSubnetCounter, StakingHotkeys, SubnetAlphaIn, SubnetAlphaOut, SubnetEmissionEnabled,
	SubnetIdentitiesV3, SubnetLocked, SubnetMechanism, SubnetOwner, SubnetOwnerHotkey, SubnetTAO, SubnetworkN,
	SubtokenEnabled, TargetRegistrationsPerInterval, Tempo, TokenSymbol, TotalIssuance, TotalNetworks, TotalStake,
	Uids, ValidatorPermit, Yuma3On,
};
use pallet_subnets::GenesisNeuron;
use pallet_swap::{PalSwapInitialized, SwapBalancer};
use sp_keyring::Sr25519Keyring::Alice;
use taonet_amm::Weights;
use taonet_runtime::{
	genesis_presets::{self as presets, ALICE_HOTKEY, NOBODY},
	AccountId, Balances, Runtime, Staking, Subnets, Swap,
};
use taonet_types::{fixed::U64F64, AlphaBalance, NetUid, NetUidStorageIndex, TaoBalance};

const ROOT: NetUid = NetUid::ROOT;
const DEVELOPMENT: [&str; 3] = [presets::DEV, presets::LOCAL, presets::LOCAL_12S];

/// Looks at the first state of each of these presets.
fn look_at(presets: &[&str], look: impl Fn(&str)) {
	for preset in presets {
		Chain::from_preset(preset).look(|| look(preset));
	}
}

#[test]
fn development_chains_begin_with_root_and_one_subnet() {
	look_at(&DEVELOPMENT, |_| {
		assert_eq!(Subnets::subnets(), [ROOT, FIRST]);
		assert_eq!(TotalNetworks::<Runtime>::get(), 2);
		for netuid in [ROOT, FIRST] {
			assert_eq!(NetworkRegisteredAt::<Runtime>::try_get(netuid), Ok(0));
			assert_eq!(RegisteredSubnetCounter::<Runtime>::get(netuid), 1);
			assert_eq!(FirstEmissionBlockNumber::<Runtime>::get(netuid), None);
			assert_eq!(SubnetIdentitiesV3::<Runtime>::get(netuid), None);
			assert!(NetworkRegistrationAllowed::<Runtime>::get(netuid));
			assert_eq!((Tempo::<Runtime>::get(netuid), LastEpochBlock::<Runtime>::get(netuid)), (100, 0));
			assert_eq!(MaxAllowedValidators::<Runtime>::get(netuid), 64);
			assert_eq!(MinAllowedWeights::<Runtime>::get(netuid), 0);
		}
		assert_eq!([ROOT, FIRST].map(TokenSymbol::<Runtime>::get), ["Τ".as_bytes(), "α".as_bytes()]);
	});
}

#[test]
fn root_has_64_seats_and_no_pool() {
	look_at(&presets::NAMES, |_| {
		assert_eq!(MaxAllowedUids::<Runtime>::get(ROOT), 64);
		assert_eq!(TargetRegistrationsPerInterval::<Runtime>::get(ROOT), 1);
		assert_eq!(SubnetworkN::<Runtime>::get(ROOT), 0);
		// Without it nobody could stake there.
		assert!(SubtokenEnabled::<Runtime>::get(ROOT));
		assert_eq!(SubnetMechanism::<Runtime>::get(ROOT), 0);
		assert_eq!(SubnetTAO::<Runtime>::get(ROOT), TaoBalance::ZERO);
		assert_eq!(SubnetAlphaIn::<Runtime>::get(ROOT), AlphaBalance::ZERO);
		assert!(!PalSwapInitialized::<Runtime>::contains_key(ROOT));
		assert_eq!(Swap::price(ROOT), U64F64::from_num(1));
	});
}

#[test]
fn root_is_alices_on_fast_chains_and_nobodys_on_slow_ones() {
	assert_eq!(ALICE_HOTKEY, hotkey(Alice));
	let owners = || (SubnetOwner::<Runtime>::try_get(ROOT), SubnetOwnerHotkey::<Runtime>::try_get(ROOT));
	look_at(&[presets::DEV, presets::LOCAL], |_| assert_eq!(owners(), (Ok(coldkey(Alice)), Ok(hotkey(Alice)))));
	look_at(&[presets::LOCAL_12S, presets::PRODUCTION], |_| assert_eq!(owners(), (Ok(NOBODY), Ok(NOBODY))));
}

#[test]
fn first_subnet_has_a_pool_whose_tao_lies_on_its_account() {
	look_at(&DEVELOPMENT, |_| {
		assert_eq!(free(&subnet_account(FIRST)), tao(10).get());
		assert_eq!(SubnetTAO::<Runtime>::get(FIRST), tao(10));
		assert_eq!(TotalStake::<Runtime>::get(), tao(10));
		assert_eq!(SubnetAlphaIn::<Runtime>::get(FIRST), alpha(10));
		assert_eq!(SubnetAlphaOut::<Runtime>::get(FIRST), alpha(1));
		assert_eq!(TotalAlphaIssuance::<Runtime>::get(FIRST), alpha(11));
		assert_eq!(TotalIssuance::<Runtime>::get().get(), Balances::total_issuance());
		assert_eq!(SubnetMechanism::<Runtime>::get(FIRST), 1);
		assert_eq!(SwapBalancer::<Runtime>::get(FIRST).weights(), Some(Weights::EQUAL));
		assert!(PalSwapInitialized::<Runtime>::get(FIRST));
		assert_eq!(Swap::price(FIRST), U64F64::from_num(1));
		assert_eq!(SubnetLocked::<Runtime>::get(FIRST).get(), 1);
		assert_eq!(LargestLocked::<Runtime>::get(FIRST).get(), 1);
		assert_eq!(MaxAllowedUids::<Runtime>::get(FIRST), 256);
		assert!(!SubtokenEnabled::<Runtime>::get(FIRST), "it is not started");
		assert!(SubnetEmissionEnabled::<Runtime>::get(FIRST));
		assert!(!Yuma3On::<Runtime>::get(FIRST), "only registered subnets begin with it");
	});
}

#[test]
fn first_subnet_is_nobodys_who_is_its_only_neuron() {
	look_at(&DEVELOPMENT, |_| {
		assert_eq!(NOBODY, AccountId::new([0; 32]));
		assert_eq!(SubnetOwner::<Runtime>::try_get(FIRST), Ok(NOBODY));
		assert_eq!(SubnetOwnerHotkey::<Runtime>::try_get(FIRST), Ok(NOBODY));
		assert_eq!(SubnetworkN::<Runtime>::get(FIRST), 1);
		assert_eq!(Keys::<Runtime>::iter().collect::<Vec<_>>(), [(FIRST, 0, NOBODY)]);
		assert_eq!(Uids::<Runtime>::get(FIRST, NOBODY), Some(0));
		assert!(IsNetworkMember::<Runtime>::get(NOBODY, FIRST));
		assert_eq!(BlockAtRegistration::<Runtime>::try_get(FIRST, 0), Ok(0));
		assert_eq!(Owner::<Runtime>::iter().collect::<Vec<_>>(), [(NOBODY, NOBODY)]);
		assert_eq!(OwnedHotkeys::<Runtime>::get(NOBODY), [NOBODY]);
		assert_eq!(Active::<Runtime>::get(FIRST), [true]);
		assert_eq!(ValidatorPermit::<Runtime>::get(FIRST), [false]);
		assert_eq!(LastUpdate::<Runtime>::get(NetUidStorageIndex::new(1)), [0]);
	});
}

#[test]
fn alpha_outside_the_first_pool_is_staked_by_nobody() {
	look_at(&DEVELOPMENT, |_| {
		assert_eq!(AlphaV2::<Runtime>::iter_keys().collect::<Vec<_>>(), [(NOBODY, NOBODY, FIRST)]);
		assert_eq!(Staking::stake_of(&NOBODY, &NOBODY, FIRST), alpha(1));
		assert_eq!(Staking::total_stake_of(&NOBODY, FIRST), SubnetAlphaOut::<Runtime>::get(FIRST));
		assert_eq!(StakingHotkeys::<Runtime>::iter().collect::<Vec<_>>(), [(NOBODY, vec![NOBODY])]);
	});
	look_at(&[presets::PRODUCTION], |_| assert_eq!(AlphaV2::<Runtime>::iter_keys().count(), 0));
}

#[test]
fn nobody_is_a_delegate_or_describes_itself_at_the_beginning() {
	look_at(&presets::NAMES, |_| {
		assert_eq!(Delegates::<Runtime>::iter().count(), 0);
		assert_eq!(IdentitiesV2::<Runtime>::iter().count(), 0);
		assert_eq!(LastRateLimitedBlock::<Runtime>::iter().count(), 0);
	});
}

#[test]
fn production_chain_begins_with_root_alone() {
	Chain::from_preset(presets::PRODUCTION).look(|| {
		assert_eq!(NetworksAdded::<Runtime>::iter().collect::<Vec<_>>(), [(ROOT, true)]);
		assert_eq!(TotalNetworks::<Runtime>::get(), 1);
		assert_eq!(Tempo::<Runtime>::get(ROOT), 100);
		assert_eq!(TokenSymbol::<Runtime>::get(ROOT), "Τ".as_bytes());
		assert_eq!((TotalIssuance::<Runtime>::get(), TotalStake::<Runtime>::get()), Default::default());
	});
}

#[test]
fn subnets_can_be_registered_at_will_on_development_chains_only() {
	look_at(&DEVELOPMENT, |_| assert_eq!(NetworkRateLimit::<Runtime>::get(), 0));
	look_at(&[presets::PRODUCTION], |_| assert_eq!(NetworkRateLimit::<Runtime>::get(), 7_200));
}

#[test]
fn first_states_of_fast_chains_differ_in_their_authorities_only() {
	let [dev, local] = [presets::DEV, presets::LOCAL].map(|preset| Chain::from_preset(preset).look(stored));
	let about_subnets = |mut state: std::collections::BTreeMap<Vec<u8>, Vec<u8>>| {
		state.retain(|key, _| !key.starts_with(&Twox128::hash(b"Aura")));
		state.retain(|key, _| !key.starts_with(&Twox128::hash(b"Grandpa")));
		state
	};
	assert!(about_subnets(dev) == about_subnets(local));
}

#[test]
#[should_panic(expected = "genesis subnet 5")]
fn genesis_is_refused_when_a_number_is_used_twice() {
	let five = subnet(NetUid::new(5), 1_000, 1_000, 0);
	genesis(vec![five.clone(), five]);
}

#[test]
#[should_panic(expected = "genesis subnet 0")]
fn genesis_is_refused_when_root_has_a_pool() {
	genesis(vec![subnet(ROOT, 1_000, 1_000, 0)]);
}

#[test]
#[should_panic(expected = "genesis subnet 5")]
fn genesis_is_refused_when_a_neuron_is_named_twice() {
	let mut five = subnet(NetUid::new(5), 1_000, 1_000, 0);
	five.neurons = vec![GenesisNeuron { hotkey: person(1), coldkey: person(2) }; 2];
	genesis(vec![five]);
}
