//! Creating a subnet. Spec: subnets 2.1 to 2.3, economics 17.2.

use crate::{
	chain::{free, last_fee, send, send_ok, Chain},
	kit::{account, call, coldkey, endow, error, events, hotkey, root, AdminCall, ProtocolCall},
	words::{
		alpha, dissolve, is_dissolving, issuance, keep_cost_low, limit_subnets, refused, register, set_balance,
		subnet_account, tao, EXISTENTIAL_DEPOSIT, FIRST, NEXT, SUBNET,
	},
};
use frame_support::traits::{LockableCurrency, WithdrawReasons};
use pallet_issuance::TotalAlphaIssuance;
use pallet_protocol::{
	types::{RateLimitKey, SubnetIdentityV3},
	Active, ActivityCutoff, BlockAtRegistration, Burn, Consensus, Delegates, Dividends, Emission, Error, Event,
	FirstEmissionBlockNumber, ImmunityPeriod, Incentive, IsNetworkMember, Kappa, Keys, LargestLocked, LastEpochBlock,
	LastRateLimitedBlock, LastUpdate, MaxAllowedUids, MaxAllowedValidators, MinAllowedWeights, NetworkLastLockCost,
	NetworkRegisteredAt, NetworkRegistrationAllowed, NetworkRegistrationStartBlock, NetworksAdded, OwnedHotkeys, Owner,
	RAORecycledForRegistration, RegisteredSubnetCounter, RegistrationsThisBlock, RegistrationsThisInterval,
	StakeWeight, StakingHotkeys, SubnetAlphaIn, SubnetAlphaOut, SubnetEmissionEnabled, SubnetIdentitiesV3,
	SubnetLocked, SubnetMechanism, SubnetOwner, SubnetOwnerHotkey, SubnetTAO, SubnetVolume, SubnetworkN,
	SubtokenEnabled, Tempo, TotalNetworks, TotalStake, Uids, ValidatorPermit, ValidatorTrust, Yuma3On,
};
use pallet_swap::{AlphaSqrtPrice, PalSwapInitialized, SwapBalancer};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave, Eve};
use sp_runtime::{
	transaction_validity::{InvalidTransaction, TransactionValidityError},
	DispatchError,
};
use taonet_amm::Weights;
use taonet_runtime::{
	genesis_presets as presets, AlphaAssets, Balances, Runtime, RuntimeOrigin, Subnets, SubtensorModule, Swap,
};
use taonet_types::{fixed::U64F64, AlphaBalance, NetUid, NetUidStorageIndex, TaoBalance, RAO_PER_TAO};

/// What the first subnet costs, in RAO.
const COST: u64 = 1_000 * RAO_PER_TAO;

fn identity(name: &[u8]) -> SubnetIdentityV3 {
	SubnetIdentityV3 { subnet_name: name.to_vec(), ..Default::default() }
}

fn register_with_identity(owner: Sr25519Keyring, identity: Option<SubnetIdentityV3>) -> sp_runtime::DispatchResult {
	call(&coldkey(owner), ProtocolCall::register_network_with_identity { hotkey: hotkey(owner), identity })
}

#[test]
fn subnet_is_entered_in_the_register_for_its_creator() {
	let mut chain = Chain::local();
	chain.run(4);
	assert_eq!(chain.register_subnet(Bob), SUBNET);
	chain.look(|| {
		assert_eq!(Subnets::subnets(), [0, 1, 2].map(NetUid::new));
		assert_eq!(TotalNetworks::<Runtime>::get(), 3);
		assert!(NetworksAdded::<Runtime>::get(SUBNET));
		assert_eq!(NetworkRegisteredAt::<Runtime>::get(SUBNET), 5);
		assert_eq!(RegisteredSubnetCounter::<Runtime>::get(SUBNET), 1);
		assert_eq!(SubnetMechanism::<Runtime>::get(SUBNET), 1);
		assert_eq!(SubnetOwner::<Runtime>::get(SUBNET), coldkey(Bob));
		assert_eq!(SubnetOwnerHotkey::<Runtime>::get(SUBNET), hotkey(Bob));
		assert_eq!(LastRateLimitedBlock::<Runtime>::get(RateLimitKey::NetworkLastRegistered), 5);
		assert_eq!(SubnetEmissionEnabled::<Runtime>::try_get(SUBNET), Ok(true));
		assert_eq!(FirstEmissionBlockNumber::<Runtime>::get(SUBNET), None);
		assert!(!SubtokenEnabled::<Runtime>::get(SUBNET));
		assert_eq!(SubnetIdentitiesV3::<Runtime>::get(SUBNET), None);
	});
}

#[test]
fn first_neuron_of_a_subnet_is_its_creators_hotkey() {
	let mut chain = Chain::local();
	chain.run(4);
	chain.register_subnet(Bob);
	chain.look(|| {
		assert_eq!(SubnetworkN::<Runtime>::get(SUBNET), 1);
		assert_eq!(Keys::<Runtime>::iter_prefix(SUBNET).collect::<Vec<_>>(), [(0, hotkey(Bob))]);
		assert_eq!(Uids::<Runtime>::get(SUBNET, hotkey(Bob)), Some(0));
		assert!(IsNetworkMember::<Runtime>::get(hotkey(Bob), SUBNET));
		assert_eq!(BlockAtRegistration::<Runtime>::get(SUBNET, 0), 5);
		assert_eq!(Active::<Runtime>::get(SUBNET), [true]);
		assert_eq!(Emission::<Runtime>::get(SUBNET), [AlphaBalance::ZERO]);
		assert_eq!(Consensus::<Runtime>::get(SUBNET), [0]);
		assert_eq!(Dividends::<Runtime>::get(SUBNET), [0]);
		assert_eq!(ValidatorTrust::<Runtime>::get(SUBNET), [0]);
		assert_eq!(ValidatorPermit::<Runtime>::get(SUBNET), [false]);
		assert!(!StakeWeight::<Runtime>::contains_key(SUBNET));
		let main = NetUidStorageIndex::new(2);
		assert_eq!(Incentive::<Runtime>::get(main), [0]);
		assert_eq!(LastUpdate::<Runtime>::get(main), [5]);
		// It is a seat that nobody has registered for: no price was paid, and none rises.
		assert_eq!(RegistrationsThisBlock::<Runtime>::get(SUBNET), 0);
		assert_eq!(Burn::<Runtime>::get(SUBNET), tao(1));
		assert!(!Delegates::<Runtime>::contains_key(hotkey(Bob)));
	});
}

#[test]
fn hotkey_is_claimed_for_the_creator_of_a_subnet() {
	let mut chain = Chain::local();
	chain.register_subnet(Bob);
	chain.look(|| {
		assert_eq!(Owner::<Runtime>::get(hotkey(Bob)), coldkey(Bob));
		assert_eq!(OwnedHotkeys::<Runtime>::get(coldkey(Bob)), [hotkey(Bob)]);
		assert_eq!(StakingHotkeys::<Runtime>::get(coldkey(Bob)), [hotkey(Bob)]);
	});
}

#[test]
fn hotkey_of_the_caller_can_be_the_first_neuron_of_several_subnets() {
	let mut chain = Chain::local();
	chain.block(|| {
		assert_eq!(call(&coldkey(Bob), ProtocolCall::try_associate_hotkey { hotkey: hotkey(Bob) }), Ok(()));
	});
	assert_eq!((chain.register_subnet(Bob), chain.register_subnet(Bob)), (SUBNET, NEXT));
	chain.look(|| {
		assert_eq!(OwnedHotkeys::<Runtime>::get(coldkey(Bob)), [hotkey(Bob)]);
		for netuid in [SUBNET, NEXT] {
			assert_eq!(Uids::<Runtime>::get(netuid, hotkey(Bob)), Some(0));
		}
	});
}

#[test]
fn new_subnet_has_the_values_of_the_specification() {
	let mut chain = Chain::local();
	chain.register_subnet(Bob);
	chain.look(|| {
		// Written out, even where they are storage's defaults.
		assert_eq!(SubnetworkN::<Runtime>::try_get(SUBNET), Ok(1));
		assert_eq!(Tempo::<Runtime>::try_get(SUBNET), Ok(10));
		assert_eq!(NetworkRegistrationAllowed::<Runtime>::try_get(SUBNET), Ok(true));
		assert_eq!(MaxAllowedUids::<Runtime>::try_get(SUBNET), Ok(256));
		assert_eq!(MaxAllowedValidators::<Runtime>::try_get(SUBNET), Ok(64));
		assert_eq!(MinAllowedWeights::<Runtime>::try_get(SUBNET), Ok(1));
		assert_eq!(ImmunityPeriod::<Runtime>::try_get(SUBNET), Ok(5_000));
		assert_eq!(Yuma3On::<Runtime>::try_get(SUBNET), Ok(true));
		assert_eq!(Burn::<Runtime>::try_get(SUBNET), Ok(tao(1)));
		assert_eq!(Kappa::<Runtime>::try_get(SUBNET), Ok(32_767));
		assert_eq!(ActivityCutoff::<Runtime>::try_get(SUBNET), Ok(5_000));
		assert_eq!(RegistrationsThisInterval::<Runtime>::try_get(SUBNET), Ok(0));
	});
}

#[test]
fn registration_tells_what_it_sets_and_the_new_subnet_last() {
	let mut chain = Chain::local();
	chain.block(|| {
		let before = events().len();
		assert_eq!(register(Bob), Ok(()));
		let mut told = events().split_off(before);
		assert_eq!(told.pop(), Some(Event::NetworkAdded(SUBNET, 1)));
		let expected = [
			Event::TempoSet(SUBNET, 10),
			Event::RegistrationAllowed(SUBNET, true),
			Event::MaxAllowedUidsSet(SUBNET, 256),
			Event::MaxAllowedValidatorsSet(SUBNET, 64),
			Event::MinAllowedWeightSet(SUBNET, 1),
			Event::ImmunityPeriodSet(SUBNET, 5_000),
			Event::BurnSet(SUBNET, tao(1)),
			Event::KappaSet(SUBNET, 32_767),
			Event::ActivityCutoffSet(SUBNET, 5_000),
			Event::RAORecycledForRegistrationSet(SUBNET, TaoBalance::ZERO),
		];
		for event in &expected {
			assert!(told.contains(event), "{event:?} is missing");
		}
		assert_eq!(told.len(), expected.len(), "{told:?}");
	});
}

#[test]
fn first_epoch_is_counted_from_an_offset_by_netuid() {
	let mut chain = Chain::from_preset(presets::LOCAL_12S);
	chain.block(keep_cost_low);
	for netuid in 2..17 {
		assert_eq!(chain.register_subnet(Alice), NetUid::new(netuid));
	}
	// The example: subnet 17 made at block 5000 with tempo 360. Spec: consensus 3.2.
	chain.skip_to(4_999);
	let netuid = chain.register_subnet(Alice);
	chain.look(|| {
		assert_eq!((netuid, Tempo::<Runtime>::get(netuid)), (NetUid::new(17), 360));
		assert_eq!(LastEpochBlock::<Runtime>::get(netuid), 4_983);
		assert_eq!(Subnets::next_epoch_block(netuid), Some(5_343));
	});
}

#[test]
fn cost_is_the_pool_of_the_subnet_when_it_is_the_least() {
	let mut chain = Chain::local();
	let (before, issued) = chain.look(|| (free(&coldkey(Bob)), issuance()));
	chain.register_subnet(Bob);
	chain.look(|| {
		assert_eq!(before - free(&coldkey(Bob)), COST);
		assert_eq!(free(&subnet_account(SUBNET)), COST);
		assert_eq!(issuance(), issued);
		// As much alpha as TAO, since the price of the only other subnet is one.
		assert_eq!(SubnetTAO::<Runtime>::get(SUBNET), tao(1_000));
		assert_eq!(SubnetAlphaIn::<Runtime>::get(SUBNET), alpha(1_000));
		assert_eq!(SubnetAlphaOut::<Runtime>::try_get(SUBNET), Ok(AlphaBalance::ZERO));
		assert_eq!(TotalAlphaIssuance::<Runtime>::get(SUBNET), alpha(1_000));
		assert_eq!(TotalStake::<Runtime>::get(), tao(1_010));
		assert_eq!(SubnetVolume::<Runtime>::get(SUBNET), 0);
		assert_eq!(SubnetLocked::<Runtime>::get(SUBNET), tao(1_000));
		assert_eq!(LargestLocked::<Runtime>::get(SUBNET), tao(1_000));
		assert_eq!(NetworkLastLockCost::<Runtime>::get(), tao(1_000));
		assert_eq!(RAORecycledForRegistration::<Runtime>::get(SUBNET), TaoBalance::ZERO);
		assert_eq!(SwapBalancer::<Runtime>::get(SUBNET).weights(), Some(Weights::EQUAL));
		assert!(PalSwapInitialized::<Runtime>::get(SUBNET));
		assert!(!AlphaSqrtPrice::<Runtime>::contains_key(SUBNET));
	});
}

/// The example of subnets 2.2: paid 2500 TAO, median price 0.02.
#[test]
fn cost_above_the_least_is_recycled() {
	let mut chain = Chain::local();
	chain.root(AdminCall::sudo_set_network_min_lock_cost { lock_cost: tao(1_250) });
	chain.block(|| {
		assert_eq!(register(Bob), Ok(()));
		assert_eq!(root(AdminCall::sudo_set_network_min_lock_cost { lock_cost: tao(1_000) }), Ok(()));
		assert_eq!(AlphaAssets::inject(FIRST, TaoBalance::ZERO, alpha(490)), Ok(()));
		assert_eq!(AlphaAssets::inject(SUBNET, TaoBalance::ZERO, alpha(61_250)), Ok(()));
		for netuid in [FIRST, SUBNET] {
			assert_eq!(Swap::price(netuid), U64F64::from_bits(368_934_881_474_191_032));
		}

		let (before, issued) = (free(&coldkey(Alice)), issuance());
		assert_eq!(register(Alice), Ok(()));
		assert_eq!(before - free(&coldkey(Alice)), 2_500 * RAO_PER_TAO);
		assert_eq!(free(&subnet_account(NEXT)), 1_000 * RAO_PER_TAO);
		assert_eq!(issued - issuance(), 1_500 * RAO_PER_TAO);
		assert_eq!(SubnetTAO::<Runtime>::get(NEXT), tao(1_000));
		assert_eq!(SubnetAlphaIn::<Runtime>::get(NEXT), alpha(50_000));
		assert_eq!(TotalAlphaIssuance::<Runtime>::get(NEXT), alpha(50_000));
		assert_eq!(TotalStake::<Runtime>::get(), tao(10 + 1_250 + 1_000));
		assert_eq!(SubnetLocked::<Runtime>::get(NEXT), tao(2_500));
		assert_eq!(LargestLocked::<Runtime>::get(NEXT), tao(2_500));
		assert_eq!(NetworkLastLockCost::<Runtime>::get(), tao(2_500));
		assert_eq!(RAORecycledForRegistration::<Runtime>::get(NEXT), tao(1_500));
		assert!(events().contains(&Event::RAORecycledForRegistrationSet(NEXT, tao(1_500))));
	});
}

#[test]
fn creator_keeps_the_existential_deposit_and_pays_less_when_that_is_all() {
	for (balance, paid) in [
		(COST, COST - EXISTENTIAL_DEPOSIT),
		(COST + EXISTENTIAL_DEPOSIT - 1, COST - 1),
		(COST + EXISTENTIAL_DEPOSIT, COST),
	] {
		let (poor, key) = (account(1), account(2));
		Chain::local().block(|| {
			set_balance(&poor, balance);
			let issued = issuance();
			assert_eq!(call(&poor, ProtocolCall::register_network { hotkey: key.clone() }), Ok(()));
			assert_eq!(free(&poor), EXISTENTIAL_DEPOSIT);
			assert_eq!(free(&subnet_account(SUBNET)), paid);
			assert_eq!(issuance(), issued);
			// The pool does not book more than was paid.
			assert_eq!(SubnetTAO::<Runtime>::get(SUBNET).get(), paid);
			assert_eq!(SubnetAlphaIn::<Runtime>::get(SUBNET).get(), paid);
			assert_eq!(SubnetLocked::<Runtime>::get(SUBNET).get(), paid);
			assert_eq!(NetworkLastLockCost::<Runtime>::get().get(), paid);
		});
	}
}

#[test]
fn registration_fails_when_the_cost_cannot_be_paid() {
	Chain::local().block(|| {
		let (poor, rich) = (account(1), account(2));
		let ask = |who| call(who, ProtocolCall::register_network { hotkey: account(3) });
		set_balance(&poor, COST - 1);
		assert_eq!(refused(|| ask(&poor)), error(Error::CannotAffordLockCost));
		// What is locked cannot be paid with.
		set_balance(&rich, 2 * COST);
		Balances::set_lock(*b"for test", &rich, COST + 1, WithdrawReasons::all());
		assert_eq!(refused(|| ask(&rich)), error(Error::CannotAffordLockCost));
		Balances::set_lock(*b"for test", &rich, COST, WithdrawReasons::all());
		assert_eq!(ask(&rich), Ok(()));
	});
}

#[test]
fn registration_costs_nothing_when_the_least_cost_is_nothing() {
	let mut chain = Chain::local();
	chain.root(AdminCall::sudo_set_network_min_lock_cost { lock_cost: TaoBalance::ZERO });
	chain.block(|| {
		NetworkLastLockCost::<Runtime>::put(TaoBalance::ZERO);
		let penniless = account(1);
		assert_eq!(call(&penniless, ProtocolCall::register_network { hotkey: account(2) }), Ok(()));
		assert_eq!(SubnetTAO::<Runtime>::get(SUBNET), TaoBalance::ZERO);
		assert_eq!(SubnetAlphaIn::<Runtime>::get(SUBNET), AlphaBalance::ZERO);
		assert_eq!(free(&subnet_account(SUBNET)), 0);
	});
	// Nothing is left of it either.
	chain.block(|| assert_eq!(dissolve(SUBNET), Ok(())));
	chain.run(2);
	chain.look(|| assert!(!is_dissolving(SUBNET)));
}

#[test]
fn account_of_a_subnet_keeps_the_existential_deposit_when_the_pool_gets_less() {
	for least in [0, 100] {
		let mut chain = Chain::local();
		chain.register_subnet(Bob);
		chain.root(AdminCall::sudo_set_network_min_lock_cost { lock_cost: TaoBalance::new(least) });
		chain.block(|| {
			let (cost, before, issued) = (Subnets::lock_cost().get(), free(&coldkey(Alice)), issuance());
			assert!(cost > COST);
			assert_eq!(register(Alice), Ok(()));
			assert_eq!(before - free(&coldkey(Alice)), cost);
			assert_eq!(free(&subnet_account(NEXT)), EXISTENTIAL_DEPOSIT);
			assert_eq!(issued - issuance(), cost - EXISTENTIAL_DEPOSIT);
			assert_eq!(RAORecycledForRegistration::<Runtime>::get(NEXT).get(), cost - EXISTENTIAL_DEPOSIT);
			assert_eq!(SubnetTAO::<Runtime>::get(NEXT).get(), least);
		});
	}
}

#[test]
fn payment_and_fee_of_an_extrinsic_are_all_accounted_for() {
	let mut chain = Chain::local();
	chain.register_subnet(Bob);
	chain.block(|| {
		let (cost, before, issued) = (Subnets::lock_cost().get(), free(&coldkey(Alice)), issuance());
		send_ok(Alice, ProtocolCall::register_network { hotkey: hotkey(Alice) });
		let fee = last_fee();
		assert!(fee > 0);
		assert_eq!(before - free(&coldkey(Alice)), cost + fee);
		assert_eq!(free(&subnet_account(NEXT)), COST);
		assert_eq!(issued - issuance(), cost - COST + fee);
	});
}

#[test]
fn largest_settings_refuse_registrations_and_overflow_nowhere() {
	let mut chain = Chain::local();
	chain.register_subnet(Bob);
	chain.block(|| {
		assert_eq!(root(AdminCall::sudo_set_network_rate_limit { rate_limit: u64::MAX }), Ok(()));
		assert_eq!(refused(|| register(Alice)), error(Error::NetworkTxRateLimitExceeded));
		assert_eq!(root(AdminCall::sudo_set_network_rate_limit { rate_limit: 0 }), Ok(()));
		limit_subnets(0);
		assert_eq!(root(AdminCall::sudo_set_network_immunity_period { immunity_period: u64::MAX }), Ok(()));
		assert_eq!(refused(|| register(Alice)), error(Error::SubnetLimitReached));
		limit_subnets(u16::MAX);
		assert_eq!(root(AdminCall::sudo_set_network_min_lock_cost { lock_cost: TaoBalance::MAX }), Ok(()));
		assert_eq!(root(AdminCall::sudo_set_lock_reduction_interval { interval: u64::MAX }), Ok(()));
		assert_eq!(Subnets::lock_cost(), TaoBalance::MAX);
		assert_eq!(refused(|| register(Alice)), error(Error::CannotAffordLockCost));
		assert_eq!(root(AdminCall::sudo_set_start_call_delay { delay: u64::MAX }), Ok(()));
		let start = || call(&coldkey(Bob), ProtocolCall::start_call { netuid: SUBNET });
		assert_eq!(refused(start), error(Error::NeedWaitingMoreBlocksToStarCall));
	});
}

#[test]
fn registration_names_the_first_obstacle_in_the_order_of_the_specification() {
	let mut chain = Chain::local();
	chain.block(|| {
		assert_eq!(call(&coldkey(Alice), ProtocolCall::try_associate_hotkey { hotkey: hotkey(Alice) }), Ok(()));
		assert_eq!(register(Bob), Ok(()));
		assert_eq!(root(AdminCall::sudo_set_network_rate_limit { rate_limit: 100 }), Ok(()));
		limit_subnets(2);
		set_balance(&coldkey(Eve), COST);
		NetworkRegistrationStartBlock::<Runtime>::put(3);
	});
	let too_long = Some(identity(&[b'x'; 257]));
	let ask = |hotkey| {
		let identity = too_long.clone();
		refused(|| call(&coldkey(Eve), ProtocolCall::register_network_with_identity { hotkey, identity }))
	};
	// Obstacles are removed one after another; those behind are all still there.
	chain.block(|| {
		assert_eq!(ask(hotkey(Alice)), error(Error::NonAssociatedColdKey));
		for netuid in [0, 1, 2, 77] {
			assert_eq!(ask(subnet_account(NetUid::new(netuid))), error(Error::CannotUseSystemAccount));
		}
		assert_eq!(ask(hotkey(Eve)), error(Error::SubNetRegistrationDisabled));
	});
	chain.block(|| {
		assert_eq!(ask(hotkey(Eve)), error(Error::NetworkTxRateLimitExceeded));
		assert_eq!(root(AdminCall::sudo_set_network_rate_limit { rate_limit: 2 }), Ok(()));
		assert_eq!(ask(hotkey(Eve)), error(Error::SubnetLimitReached));
		limit_subnets(3);
		assert_eq!(ask(hotkey(Eve)), error(Error::CannotAffordLockCost));
		set_balance(&coldkey(Eve), 2 * COST);
		assert_eq!(ask(hotkey(Eve)), error(Error::InvalidIdentity));
		assert_eq!(register(Eve), Ok(()));
	});
}

#[test]
fn registration_is_for_coldkeys_only() {
	Chain::local().block(|| {
		let calls = || {
			let hotkey = hotkey(Bob);
			[
				ProtocolCall::register_network { hotkey: hotkey.clone() },
				ProtocolCall::register_network_with_identity { hotkey, identity: None },
			]
		};
		for call in calls() {
			assert_eq!(root(call), Err(DispatchError::BadOrigin));
		}
		let nobody = SubtensorModule::register_network(RuntimeOrigin::none(), hotkey(Bob));
		assert_eq!(nobody.map_err(|refused| refused.error), Err(DispatchError::BadOrigin));
	});
}

#[test]
fn rate_limit_counts_blocks_since_anybodys_registration() {
	let mut chain = Chain::local();
	// A chain on which none was registered has nothing to wait for.
	chain.root(AdminCall::sudo_set_network_rate_limit { rate_limit: 7_200 });
	chain.run_to(9);
	chain.register_subnet(Bob);
	chain.root(AdminCall::sudo_set_network_rate_limit { rate_limit: 100 });
	chain.skip_to(108);
	chain.block(|| {
		for who in [Bob, Charlie] {
			assert_eq!(refused(|| register(who)), error(Error::NetworkTxRateLimitExceeded));
			assert_eq!(refused(|| register_with_identity(who, None)), error(Error::NetworkTxRateLimitExceeded));
		}
	});
	chain.block(|| assert_eq!(register(Charlie), Ok(())));
	assert_eq!(chain.height(), 110);
}

#[test]
fn several_subnets_can_be_registered_in_a_block_without_a_rate_limit() {
	let mut chain = Chain::local();
	chain.block(|| {
		for _ in 0..3 {
			assert_eq!(register(Alice), Ok(()));
		}
		assert_eq!(Subnets::subnets(), [0, 1, 2, 3, 4].map(NetUid::new));
		// 1000, 2000 and 4000 TAO: each doubles the next.
		assert_eq!(NetworkLastLockCost::<Runtime>::get(), tao(4_000));
		assert_eq!(SubnetTAO::<Runtime>::get(NetUid::new(4)), tao(1_000));
	});
}

#[test]
fn registration_is_kept_out_of_blocks_while_the_rate_limit_lasts() {
	let mut chain = Chain::local();
	chain.register_subnet(Bob);
	chain.root(AdminCall::sudo_set_network_rate_limit { rate_limit: 100 });
	chain.block(|| {
		let answer = send(Charlie, ProtocolCall::register_network { hotkey: hotkey(Charlie) });
		assert_eq!(answer, Err(TransactionValidityError::Invalid(InvalidTransaction::Custom(6))));
	});
}

#[test]
fn registration_is_refused_until_the_start_block() {
	let mut chain = Chain::local();
	chain.look(|| NetworkRegistrationStartBlock::<Runtime>::put(3));
	chain.run(1);
	chain.block(|| assert_eq!(refused(|| register(Bob)), error(Error::SubNetRegistrationDisabled)));
	chain.block(|| assert_eq!(register(Bob), Ok(())));
}

#[test]
fn identity_is_stored_and_told_when_one_is_given() {
	let mut chain = Chain::local();
	chain.block(|| {
		assert_eq!(register_with_identity(Bob, Some(identity(b"taonet"))), Ok(()));
		assert_eq!(SubnetIdentitiesV3::<Runtime>::get(SUBNET), Some(identity(b"taonet")));
		assert!(events().ends_with(&[Event::SubnetIdentitySet(SUBNET), Event::NetworkAdded(SUBNET, 1)]));
	});
	chain.block(|| {
		assert_eq!(register_with_identity(Alice, None), Ok(()));
		assert_eq!(SubnetIdentitiesV3::<Runtime>::get(NEXT), None);
		assert!(!events().contains(&Event::SubnetIdentitySet(NEXT)));
	});
}

#[test]
fn subnet_limit_does_not_count_root() {
	let mut chain = Chain::local();
	chain.block(|| limit_subnets(1));
	// There is netuid 1 already, and it is immune.
	chain.block(|| assert_eq!(refused(|| register(Bob)), error(Error::SubnetLimitReached)));
	chain.block(|| limit_subnets(2));
	chain.register_subnet(Bob);
	chain.block(|| assert_eq!(refused(|| register(Bob)), error(Error::SubnetLimitReached)));
}

/// What is put beside the TAO of a new pool, after these pools: (TAO, alpha).
fn alpha_of_a_new_pool(pools: &[(u64, u64)]) -> AlphaBalance {
	let mut chain = Chain::local();
	chain.block(|| {
		keep_cost_low();
		endow(&coldkey(Dave), 100_000);
		assert_eq!(dissolve(FIRST), Ok(()));
	});
	for (tao_in_pool, alpha_in_pool) in pools {
		chain.root(AdminCall::sudo_set_network_min_lock_cost { lock_cost: tao(*tao_in_pool) });
		let netuid = chain.register_subnet(Dave);
		chain.block(|| {
			// The books are written as if somebody had traded.
			let in_pool = alpha(*alpha_in_pool);
			SubnetAlphaIn::<Runtime>::insert(netuid, in_pool);
			TotalAlphaIssuance::<Runtime>::insert(netuid, in_pool);
		});
	}
	chain.root(AdminCall::sudo_set_network_min_lock_cost { lock_cost: tao(1_000) });
	let netuid = chain.register_subnet(Dave);
	chain.look(|| SubnetAlphaIn::<Runtime>::get(netuid))
}

#[test]
fn new_pool_has_the_median_price_of_the_others() {
	// Nobody: one.
	assert_eq!(alpha_of_a_new_pool(&[]), alpha(1_000));
	// 0.25.
	assert_eq!(alpha_of_a_new_pool(&[(1_000, 4_000)]), alpha(4_000));
	// 0.25 and 1: the mean is 0.625.
	assert_eq!(alpha_of_a_new_pool(&[(1_000, 4_000), (1_000, 1_000)]), alpha(1_600));
	// 0.25, 2 and 0.5, in no order.
	assert_eq!(alpha_of_a_new_pool(&[(1_000, 4_000), (1_000, 500), (1_000, 2_000)]), alpha(2_000));
	// 0.25, 2, 0.5 and 1: the two in the middle are 0.5 and 1.
	let four = [(1_000, 4_000), (1_000, 500), (1_000, 2_000), (1_000, 1_000)];
	assert_eq!(alpha_of_a_new_pool(&four).get(), 1_333_333_333_333);
}

#[test]
fn pools_without_a_price_do_not_count_for_the_median() {
	assert_eq!(alpha_of_a_new_pool(&[(1_000, 0), (1_000, 4_000), (1_000, 0)]), alpha(4_000));
}
