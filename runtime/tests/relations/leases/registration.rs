//! Leasing a subnet, and why it is refused.

use super::scene::{
	crowd, cut, finalize, lease_call, leased, proxies, raise, small_lease, stake_of, the_lease, CrowdloanCall, COST,
	LEASE, PROXY_DEPOSIT, SUBNET, TAO,
};
use crate::{
	chain::{free, Chain},
	kit::{account, call, coldkey, error, root, undone, AdminCall, ProtocolCall},
	words::{rao, refused, set_balance, told},
};
use codec::Encode;
use pallet_crowdloan::CurrentCrowdloanId;
use pallet_protocol::{
	Delegates, Error, Event, NetworkLastLockCost, NextSubnetLeaseId, Owner, SubnetLeaseShares, SubnetLeases,
	SubnetOwner, SubnetOwnerHotkey, SubnetUidToLeaseId, SubtokenEnabled, Uids,
};
use sp_io::hashing::blake2_256;
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Dave, Eve};
use sp_runtime::{DispatchResult, Percent};
use taonet_runtime::{AccountId, Balances, ProxyType, Runtime, RuntimeCall, RuntimeEvent, System};
use taonet_types::fixed::U64F64;

type ProxyCall = pallet_proxy::Call<Runtime>;

fn derived(named: impl Encode) -> AccountId {
	AccountId::new(named.using_encoded(blake2_256))
}

/// The example of subnets 10: Bob has raised 500 TAO, Charlie 600, Dave 400; the subnet costs 1000.06.
#[test]
fn what_is_left_over_is_divided_by_shares_to_the_digit() {
	let mut chain = Chain::local();
	let cost = 1_000_060_000_000;
	let others = [(coldkey(Charlie), 600 * TAO), (coldkey(Dave), 400 * TAO)];
	chain.block(|| {
		let lock_cost = rao(cost - PROXY_DEPOSIT);
		assert_eq!(root(AdminCall::sudo_set_network_min_lock_cost { lock_cost }), Ok(()));
		NetworkLastLockCost::<Runtime>::put(lock_cost);
	});
	raise(&mut chain, 500 * TAO, &others, lease_call(30, None));
	let balances = || [Charlie, Dave, Bob].map(|key| free(&coldkey(key)));
	let before = chain.look(balances);
	chain.block(|| assert_eq!(finalize(), Ok(())));
	chain.look(|| {
		let refunds = [199_975_999_999, 133_317_333_333, 166_646_666_668];
		assert_eq!(balances(), [0, 1, 2].map(|index| before[index] + refunds[index]));
		assert_eq!(the_lease().cost, rao(cost));
		let share = |of| SubnetLeaseShares::<Runtime>::get(LEASE, coldkey(of));
		let part = |amount: u64| U64F64::from_num(amount) / U64F64::from_num(1_500);
		assert_eq!([Charlie, Dave].map(share), [part(600), part(400)]);
		assert!(!SubnetLeaseShares::<Runtime>::contains_key(LEASE, coldkey(Bob)));
	});
}

#[test]
fn subnet_belongs_to_accounts_that_nobody_has_keys_of() {
	let mut chain = Chain::local();
	let end_block = Some(5_000);
	raise(&mut chain, 1_200 * TAO, &[(coldkey(Charlie), 300 * TAO)], lease_call(30, end_block));
	chain.block(|| {
		let news = told(|| assert_eq!(finalize(), Ok(())));
		let lease = the_lease();
		let keys = (derived(("leasing/coldkey", 0u32)), derived(("leasing/hotkey", 0u32)));
		assert_eq!((&lease.coldkey, &lease.hotkey), (&keys.0, &keys.1));
		assert_eq!((&lease.beneficiary, lease.netuid), (&coldkey(Bob), SUBNET));
		assert_eq!((lease.emissions_share, lease.end_block), (Percent::from_percent(30), end_block));
		assert_eq!(lease.cost, rao(COST));
		assert_eq!(SubnetUidToLeaseId::<Runtime>::get(SUBNET), Some(LEASE));
		assert_eq!(NextSubnetLeaseId::<Runtime>::get(), 1);
		assert_eq!(SubnetOwner::<Runtime>::get(SUBNET), lease.coldkey);
		assert_eq!(SubnetOwnerHotkey::<Runtime>::get(SUBNET), lease.hotkey);
		assert_eq!(Owner::<Runtime>::get(&lease.hotkey), lease.coldkey);
		assert_eq!(Uids::<Runtime>::get(SUBNET, &lease.hotkey), Some(0));
		assert_eq!(Delegates::<Runtime>::try_get(&lease.hotkey), Ok(0));
		assert_eq!((free(&lease.coldkey), Balances::reserved_balance(&lease.coldkey)), (0, PROXY_DEPOSIT));
		assert!([&lease.coldkey, &lease.hotkey].iter().all(|key| System::providers(key) == 1));
		let (beneficiary, lease_id, netuid) = (coldkey(Bob), LEASE, SUBNET);
		let created = Event::SubnetLeaseCreated { beneficiary, lease_id, netuid, end_block };
		assert_eq!(news.last(), Some(&created));
	});
}

#[test]
fn subnet_is_leased_in_the_call_of_a_crowdloan_alone_and_to_its_creator() {
	let mut chain = Chain::local();
	let nobody_raises = Err(pallet_crowdloan::Error::<Runtime>::InvalidCrowdloanId.into());
	chain.block(|| assert_eq!(refused(|| call(&coldkey(Bob), lease_call(30, None))), nobody_raises));
	raise(&mut chain, 1_200 * TAO, &[(coldkey(Charlie), 300 * TAO)], lease_call(30, None));
	chain.block(|| {
		assert_eq!(refused(|| call(&coldkey(Bob), lease_call(30, None))), nobody_raises);
		undone(|| {
			CurrentCrowdloanId::<Runtime>::put(0);
			let answer = refused(|| call(&coldkey(Charlie), lease_call(30, None)));
			assert_eq!(answer, error(Error::InvalidLeaseBeneficiary));
		});
	});
}

#[test]
fn whatever_fails_leaves_everything_as_it_was() {
	let others = [(coldkey(Charlie), 300 * TAO)];
	let answer = |own, others: &[_], end_block, prepare: fn()| {
		let mut chain = Chain::local();
		raise(&mut chain, own, others, lease_call(30, end_block));
		chain.block(|| {
			prepare();
			refused(finalize)
		})
	};
	let past = error(Error::LeaseCannotEndInThePast);
	// It is finalized in block 2.
	assert_eq!(answer(1_200 * TAO, &others, Some(2), || ()), past);
	assert_eq!(answer(1_200 * TAO, &others, Some(0), || ()), past);
	let last_number = || NextSubnetLeaseId::<Runtime>::put(u32::MAX);
	assert_eq!(answer(1_200 * TAO, &others, Some(3), last_number), error(Error::Overflow));
	let poor = answer(20 * TAO, &[(coldkey(Charlie), 20 * TAO)], None, || ());
	assert_eq!(poor, error(Error::CannotAffordLockCost));
	// Enough for the subnet, but not for the proxy's deposit.
	let nearly = answer(20 * TAO, &[(coldkey(Charlie), 980 * TAO + PROXY_DEPOSIT - 1)], None, || ());
	assert_eq!(nearly, Err(pallet_balances::Error::<Runtime>::InsufficientBalance.into()));
}

#[test]
fn subnet_can_be_leased_although_somebody_owns_the_hotkey_that_was_foreseen() {
	let mut chain = Chain::local();
	let foreseen = derived(("leasing/hotkey", 0u32));
	chain.block(|| {
		let claim = ProtocolCall::try_associate_hotkey { hotkey: foreseen.clone() };
		assert_eq!(call(&coldkey(Eve), claim), Ok(()));
	});
	raise(&mut chain, 1_200 * TAO, &[(coldkey(Charlie), 300 * TAO)], lease_call(30, None));
	chain.block(|| {
		assert_eq!(finalize(), Ok(()));
		let hotkey = the_lease().hotkey;
		assert_eq!(hotkey, derived(("leasing/hotkey", 0u32, System::parent_hash())));
		assert_ne!(hotkey, foreseen);
		assert_eq!(Owner::<Runtime>::get(foreseen), coldkey(Eve));
	});
}

#[test]
fn refund_that_opens_no_account_goes_to_the_beneficiary() {
	let mut chain = Chain::local();
	let gone = account(1);
	chain.block(|| set_balance(&gone, TAO / 10));
	// A millionth of 1000 TAO is left over, of which the account has put in a ten-thousandth: 99 RAO.
	raise(&mut chain, COST - TAO / 10 + TAO / 1_000, &[(gone.clone(), TAO / 10)], lease_call(30, None));
	chain.block(|| {
		assert!(!System::account_exists(&gone));
		let before = free(&coldkey(Bob));
		assert_eq!(finalize(), Ok(()));
		assert_eq!((free(&gone), free(&coldkey(Bob))), (0, before + TAO / 1_000));
		assert!(SubnetLeaseShares::<Runtime>::contains_key(LEASE, &gone));
	});
}

#[test]
fn leases_have_numbers_of_their_own() {
	let mut chain = small_lease(None);
	chain.block(|| {
		let create = CrowdloanCall::create {
			deposit: rao(3_000 * TAO),
			min_contribution: rao(TAO / 10),
			cap: rao(3_001 * TAO),
			end: 1_000,
			call: Some(Box::new(lease_call(100, None))),
			target_address: None,
		};
		assert_eq!(call(&coldkey(Alice), create), Ok(()));
		let contribute = CrowdloanCall::contribute { crowdloan_id: 1, amount: rao(TAO) };
		assert_eq!(call(&coldkey(Bob), contribute), Ok(()));
	});
	chain.block(|| {
		let finalize = CrowdloanCall::finalize { crowdloan_id: 1 };
		assert_eq!(call(&coldkey(Alice), finalize), Ok(()));
		let second = SubnetLeases::<Runtime>::get(1).unwrap();
		assert_eq!(second.coldkey, derived(("leasing/coldkey", 1u32)));
		assert_ne!(second.netuid, SUBNET);
		assert_eq!(SubnetUidToLeaseId::<Runtime>::get(second.netuid), Some(1));
	});
}

/// What became of the call of a proxy.
fn as_proxy(of: AccountId, call_of_it: impl Into<RuntimeCall>) -> DispatchResult {
	let call_of_it = Box::new(call_of_it.into());
	let proxy = ProxyCall::proxy { real: of.into(), force_proxy_type: None, call: call_of_it };
	assert_eq!(call(&coldkey(Bob), proxy), Ok(()));
	let mut results = System::events().into_iter().rev().filter_map(|record| match record.event {
		RuntimeEvent::Proxy(pallet_proxy::Event::ProxyExecuted { result }) => Some(result),
		_ => None,
	});
	results.next().expect("the event tells")
}

#[test]
fn beneficiary_starts_the_subnet_and_sets_it_up_and_touches_no_money() {
	let mut chain = small_lease(None);
	chain.block(|| {
		let lease = the_lease();
		assert_eq!(proxies(&lease.coldkey), [coldkey(Bob)]);
		let proxy = pallet_proxy::Proxies::<Runtime>::get(&lease.coldkey).0.pop().unwrap();
		assert_eq!((proxy.proxy_type, proxy.delay), (ProxyType::SubnetLeaseBeneficiary, 0));
		assert_eq!(as_proxy(lease.coldkey.clone(), ProtocolCall::start_call { netuid: SUBNET }), Ok(()));
		assert!(SubtokenEnabled::<Runtime>::get(SUBNET));
		let filtered = Err(frame_system::Error::<Runtime>::CallFiltered.into());
		let immunity = AdminCall::sudo_set_immunity_period { netuid: SUBNET, immunity_period: 77 };
		assert_ne!(as_proxy(lease.coldkey.clone(), immunity), filtered);

		cut(100 * TAO);
		set_balance(&lease.coldkey, 9 * TAO);
		let everything =
			pallet_balances::Call::<Runtime>::transfer_all { dest: coldkey(Bob).into(), keep_alive: false };
		let stake = ProtocolCall::transfer_stake {
			destination_coldkey: coldkey(Bob),
			hotkey: lease.hotkey.clone(),
			origin_netuid: SUBNET,
			destination_netuid: SUBNET,
			alpha_amount: crate::words::alpha(1),
		};
		let hotkey = AdminCall::sudo_set_subnet_owner_hotkey { netuid: SUBNET, hotkey: coldkey(Eve) };
		let proxy = ProxyCall::remove_proxies {};
		for forbidden in [RuntimeCall::from(everything), stake.into(), hotkey.into(), proxy.into()] {
			assert_eq!(as_proxy(lease.coldkey.clone(), forbidden), filtered);
		}
		assert_eq!((free(&lease.coldkey), stake_of(&lease.coldkey)), (9 * TAO, 100 * TAO));
	});
}

#[test]
fn lease_of_as_many_contributors_as_there_can_be_is_created_at_once() {
	let others: Vec<_> = crowd().into_iter().map(|contributor| (contributor, 2 * TAO)).collect();
	let mut chain = leased(602 * TAO, &others, 50, None);
	chain.look(|| {
		assert_eq!(SubnetLeaseShares::<Runtime>::iter_prefix(LEASE).count(), 499);
		// Of 1600 TAO raised.
		let left_over = u128::from(1_600 * TAO - COST);
		let share = (2_u128 << 64) / 1_600;
		let refund = u64::try_from((left_over * share) >> 64).unwrap();
		assert!(others.iter().all(|(contributor, _)| free(contributor) == TAO + refund));
	});
}

/// In a batch the lease could fail, and the creator would keep what was raised for it.
#[test]
fn lease_inside_of_another_call_is_not_made_and_contributors_take_their_money_back() {
	for wrap in [
		|calls| pallet_utility::Call::<Runtime>::batch { calls }.into(),
		|calls| pallet_utility::Call::<Runtime>::force_batch { calls }.into(),
	] as [fn(Vec<RuntimeCall>) -> RuntimeCall; 2]
	{
		// A lease that cannot be made: it ends in the past.
		let mut chain = Chain::local();
		raise(&mut chain, 500 * TAO, &[(coldkey(Charlie), 600 * TAO)], wrap(vec![lease_call(30, Some(1))]));
		chain.block(|| {
			assert_eq!(refused(finalize), Err(pallet_crowdloan::Error::<Runtime>::CallUnavailable.into()));
			assert_eq!(call(&coldkey(Charlie), CrowdloanCall::withdraw { crowdloan_id: 0 }), Ok(()));
		});
	}
}
