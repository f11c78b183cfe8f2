//! Subnets 6.1 to 6.3: what a newcomer finds in its slot, and whose slot that is.

use crate::{
	chain::Chain,
	kit::{account, call, coldkey, endow, hotkey, AdminCall, ProtocolCall},
	words::{
		accounts, assert_refused, full_subnet, hotkeys, index, join, mechanisms, registration, root_sets, set_emission,
		set_registration_blocks, small_subnet, uid,
	},
};
use pallet_protocol::{
	types::{AxonInfo, NeuronCertificate, PrometheusInfo},
	Active, Axons, BlockAtRegistration, Bonds, Consensus, Dividends, Emission, Error, Incentive, IsNetworkMember, Keys,
	LastUpdate, NeuronCertificates, OwnedHotkeys, Owner, Prometheus, StakeWeight, SubnetOwnerHotkey, SubnetworkN,
	ValidatorPermit, ValidatorTrust, Weights,
};
use sp_keyring::Sr25519Keyring::{Bob, Charlie};
use taonet_runtime::{AlphaAssets, Runtime, Staking, System};
use taonet_types::{AlphaBalance, MechId, NetUid};

fn alpha(amounts: &[u64]) -> Vec<AlphaBalance> {
	amounts.iter().map(|amount| AlphaBalance::new(*amount)).collect()
}

fn now() -> u64 {
	System::block_number().into()
}

#[test]
fn newcomer_gets_a_value_in_every_list_of_every_mechanism() {
	let (mut chain, netuid) = small_subnet(4);
	chain.block(|| join(netuid, 1));
	chain.root(AdminCall::sudo_set_mechanism_count { netuid, mechanism_count: MechId::new(2) });
	let founded = chain.look(|| BlockAtRegistration::<Runtime>::get(netuid, 0));
	chain.block(|| {
		// As an epoch would write them.
		StakeWeight::<Runtime>::insert(netuid, vec![8, 9]);
		Active::<Runtime>::insert(netuid, vec![false, false]);
		Emission::<Runtime>::insert(netuid, alpha(&[5, 6]));
		Consensus::<Runtime>::insert(netuid, vec![1, 2]);
		Dividends::<Runtime>::insert(netuid, vec![3, 4]);
		ValidatorTrust::<Runtime>::insert(netuid, vec![5, 6]);
		ValidatorPermit::<Runtime>::insert(netuid, vec![true, true]);
		Incentive::<Runtime>::insert(index(netuid, 0), vec![7, 7]);

		assert_eq!(join(netuid, 2), 2);
		assert_eq!(SubnetworkN::<Runtime>::get(netuid), 3);
		assert_eq!(Active::<Runtime>::get(netuid), [false, false, true]);
		assert_eq!(Emission::<Runtime>::get(netuid), alpha(&[5, 6, 0]));
		assert_eq!(Consensus::<Runtime>::get(netuid), [1, 2, 0]);
		assert_eq!(Dividends::<Runtime>::get(netuid), [3, 4, 0]);
		assert_eq!(ValidatorTrust::<Runtime>::get(netuid), [5, 6, 0]);
		assert_eq!(ValidatorPermit::<Runtime>::get(netuid), [true, true, false]);
		assert_eq!(Incentive::<Runtime>::get(index(netuid, 0)), [7, 7, 0]);
		assert_eq!(LastUpdate::<Runtime>::get(index(netuid, 0)), [founded, now() - 2, now()]);
		// The second mechanism has begun without values for those who were there.
		assert_eq!(Incentive::<Runtime>::get(index(netuid, 1)), [0, 0, 0]);
		assert_eq!(LastUpdate::<Runtime>::get(index(netuid, 1)), [0, 0, now()]);
		// Only an epoch makes this one longer.
		assert_eq!(StakeWeight::<Runtime>::get(netuid), [8, 9]);
		assert_eq!(BlockAtRegistration::<Runtime>::get(netuid, 2), now());
	});
}

#[test]
fn newcomer_finds_nothing_of_the_one_it_replaces() {
	let (mut chain, netuid) = full_subnet(4);
	let old = account(2);
	chain.run(2);
	chain.block(|| {
		Active::<Runtime>::insert(netuid, vec![false; 4]);
		set_emission(netuid, &[9, 5, 1, 5]);
		Consensus::<Runtime>::insert(netuid, vec![11, 12, 13, 14]);
		Dividends::<Runtime>::insert(netuid, vec![11, 12, 13, 14]);
		ValidatorTrust::<Runtime>::insert(netuid, vec![11, 12, 13, 14]);
		StakeWeight::<Runtime>::insert(netuid, vec![11, 12, 13, 14]);
		ValidatorPermit::<Runtime>::insert(netuid, vec![true; 4]);
		for index in mechanisms(netuid) {
			Incentive::<Runtime>::insert(index, vec![21, 22, 23, 24]);
			LastUpdate::<Runtime>::insert(index, vec![1, 2, 3, 4]);
			for validator in 0..4 {
				Weights::<Runtime>::insert(index, validator, vec![(1, 100 + validator), (2, 200), (3, 300)]);
				Bonds::<Runtime>::insert(index, validator, vec![(2, 7), (3, 8)]);
			}
		}
		Axons::<Runtime>::insert(netuid, &old, AxonInfo::default());
		NeuronCertificates::<Runtime>::insert(netuid, &old, NeuronCertificate::default());
		Prometheus::<Runtime>::insert(netuid, &old, PrometheusInfo::default());
		// Its own dividends, say.
		assert_eq!(AlphaAssets::emit_alpha(netuid, AlphaBalance::new(77)), Ok(()));
		assert_eq!(Staking::increase(&old, &coldkey(Charlie), netuid, AlphaBalance::new(77)), Ok(()));

		assert_eq!(join(netuid, 9), 2);

		assert_eq!(hotkeys(netuid), accounts(&[0, 1, 9, 3]));
		assert_eq!(uid(netuid, &old), None);
		assert!(!IsNetworkMember::<Runtime>::contains_key(&old, netuid));
		assert!(IsNetworkMember::<Runtime>::get(account(9), netuid));
		assert_eq!(BlockAtRegistration::<Runtime>::get(netuid, 2), now());
		assert_eq!(SubnetworkN::<Runtime>::get(netuid), 4);

		assert_eq!(Active::<Runtime>::get(netuid), [false, false, true, false]);
		assert_eq!(Emission::<Runtime>::get(netuid), alpha(&[9, 5, 0, 5]));
		assert_eq!(Consensus::<Runtime>::get(netuid), [11, 12, 0, 14]);
		assert_eq!(Dividends::<Runtime>::get(netuid), [11, 12, 0, 14]);
		assert_eq!(ValidatorTrust::<Runtime>::get(netuid), [11, 12, 0, 14]);
		assert_eq!(StakeWeight::<Runtime>::get(netuid), [11, 12, 0, 14]);
		assert_eq!(ValidatorPermit::<Runtime>::get(netuid), [true, true, false, true]);
		for index in mechanisms(netuid) {
			assert_eq!(Incentive::<Runtime>::get(index), [21, 22, 0, 24]);
			assert_eq!(LastUpdate::<Runtime>::get(index), [1, 2, now(), 4]);
			assert!(!Weights::<Runtime>::contains_key(index, 2));
			assert!(!Bonds::<Runtime>::contains_key(index, 2));
			for validator in [0, 1, 3] {
				// The entry stays, at zero.
				assert_eq!(Weights::<Runtime>::get(index, validator), [(1, 100 + validator), (2, 0), (3, 300)]);
				// The epoch masks these.
				assert_eq!(Bonds::<Runtime>::get(index, validator), [(2, 7), (3, 8)]);
			}
		}
		assert!(!Axons::<Runtime>::contains_key(netuid, &old));
		assert!(!NeuronCertificates::<Runtime>::contains_key(netuid, &old));
		assert!(!Prometheus::<Runtime>::contains_key(netuid, &old));
		// What belongs to the hotkey and not to its slot stays.
		assert_eq!(Staking::stake_of(&old, &coldkey(Charlie), netuid), AlphaBalance::new(77));
		assert_eq!(Owner::<Runtime>::get(&old), coldkey(Charlie));
	});
	// It may come back.
	chain.block(|| {
		set_emission(netuid, &[9, 5, 5, 0]);
		assert_eq!(join(netuid, 2), 3);
	});
}

#[test]
fn rows_of_other_subnets_are_left_alone_when_a_neuron_is_replaced() {
	let (mut chain, netuid) = full_subnet(2);
	let other = NetUid::new(1);
	chain.block(|| {
		join(other, 1);
		ValidatorPermit::<Runtime>::insert(other, vec![false, true]);
		Weights::<Runtime>::insert(index(other, 0), 1, vec![(1, 500)]);
		Bonds::<Runtime>::insert(index(other, 0), 1, vec![(1, 500)]);
		Axons::<Runtime>::insert(other, account(1), AxonInfo::default());
		assert_eq!(join(netuid, 9), 1);
		assert_eq!(Weights::<Runtime>::get(index(other, 0), 1), [(1, 500)]);
		assert_eq!(Bonds::<Runtime>::get(index(other, 0), 1), [(1, 500)]);
		assert_eq!(ValidatorPermit::<Runtime>::get(other), [false, true]);
		assert!(Axons::<Runtime>::contains_key(other, account(1)));
		assert!(IsNetworkMember::<Runtime>::get(account(1), other));
		assert_eq!(uid(other, &account(1)), Some(1));
	});
}

/// The example of the specification, with blocks counted from now: uid 0 is the owner's, 1 and 2 got 50 alpha each, 2 is the
/// older one, and 3 is young.
fn example() -> (Chain, NetUid) {
	let (mut chain, netuid) = full_subnet(4);
	chain.run(20);
	chain.block(|| {
		root_sets(AdminCall::sudo_set_immunity_period { netuid, immunity_period: 10 });
		set_emission(netuid, &[0, 50, 50, 0]);
		set_registration_blocks(netuid, &[1, 3, 2, now() - 5]);
	});
	(chain, netuid)
}

#[test]
fn oldest_of_those_who_got_least_is_replaced_when_enough_are_free() {
	let (mut chain, netuid) = example();
	chain.block(|| {
		root_sets(AdminCall::sudo_set_min_non_immune_uids { netuid, min: 1 });
		assert_eq!(join(netuid, 9), 2);
	});
}

#[test]
fn immune_neuron_is_replaced_when_too_few_are_free() {
	for min in [2, 10] {
		let (mut chain, netuid) = example();
		chain.block(|| {
			root_sets(AdminCall::sudo_set_min_non_immune_uids { netuid, min });
			assert_eq!(join(netuid, 9), 3);
			// The newcomer is immune in turn.
			assert_eq!(join(netuid, 10), 3);
		});
	}
}

#[test]
fn nobody_is_replaced_when_too_few_are_free_and_none_is_immune() {
	let (mut chain, netuid) = example();
	chain.block(|| {
		root_sets(AdminCall::sudo_set_immunity_period { netuid, immunity_period: 0 });
		// Three are free now.
		root_sets(AdminCall::sudo_set_min_non_immune_uids { netuid, min: 3 });
		assert_refused(&coldkey(Charlie), registration(netuid, 9), Error::<Runtime>::NoNeuronIdAvailable);
		root_sets(AdminCall::sudo_set_min_non_immune_uids { netuid, min: 2 });
		assert_eq!(join(netuid, 9), 3);
	});
}

#[test]
fn neuron_is_immune_until_its_period_is_over() {
	let (mut chain, netuid) = full_subnet(3);
	chain.block(|| {
		root_sets(AdminCall::sudo_set_min_non_immune_uids { netuid, min: 0 });
		root_sets(AdminCall::sudo_set_immunity_period { netuid, immunity_period: 4 });
		set_emission(netuid, &[0, 5, 9]);
		// Uid 1 is free in the next block, uid 2 in the one after it.
		set_registration_blocks(netuid, &[0, now() - 3, now() - 2]);
	});
	chain.block(|| {
		let registered = BlockAtRegistration::<Runtime>::get(netuid, 1);
		assert_eq!(now() - registered, 4);
		assert_eq!(join(netuid, 8), 1);
		// Now all but the owner's are immune, and the newcomer got least.
		assert_eq!(join(netuid, 9), 1);
	});
	chain.block(|| {
		set_emission(netuid, &[0, 5, 9]);
		// Uid 2 got more, but nothing protects it any more.
		assert_eq!(join(netuid, 10), 2);
	});
}

#[test]
fn order_is_emission_then_age_then_uid() {
	for immunity_period in [0, u16::MAX] {
		for (emission, blocks, leaves) in [
			([0, 3, 2, 4], [1, 1, 1, 1], 2),
			([0, 2, 2, 2], [1, 3, 4, 2], 3),
			([0, 2, 2, 2], [1, 3, 2, 2], 2),
			([0, 2, 2, 2], [1, 3, 3, 3], 1),
			([9, 0, 0, 0], [1, 3, 3, 2], 3),
		] {
			let (mut chain, netuid) = full_subnet(4);
			chain.block(|| {
				root_sets(AdminCall::sudo_set_min_non_immune_uids { netuid, min: 0 });
				root_sets(AdminCall::sudo_set_immunity_period { netuid, immunity_period });
				set_emission(netuid, &emission);
				set_registration_blocks(netuid, &blocks);
				assert_eq!(join(netuid, 9), leaves, "{emission:?} {blocks:?} immunity {immunity_period}");
			});
		}
	}
}

#[test]
fn last_of_many_is_replaced_when_it_got_least() {
	let (mut chain, netuid) = full_subnet(128);
	chain.block(|| {
		root_sets(AdminCall::sudo_set_min_non_immune_uids { netuid, min: 0 });
		root_sets(AdminCall::sudo_set_immunity_period { netuid, immunity_period: 0 });
		let emission: Vec<u64> = (0..128).map(|uid| 1_000 - uid).collect();
		set_emission(netuid, &emission);
		assert_eq!(join(netuid, 500), 127);
		assert_eq!(join(netuid, 501), 127);
	});
}

/// Neurons of Bob, who owns the subnet, in slots 0 and 2, and one of Charlie in slot 1; nobody is immune, and the owner's got
/// less.
fn owners_subnet() -> (Chain, NetUid) {
	let (mut chain, netuid) = small_subnet(3);
	chain.block(|| join(netuid, 1));
	chain.block(|| {
		assert_eq!(call(&coldkey(Bob), registration(netuid, 2)), Ok(()));
		root_sets(AdminCall::sudo_set_min_non_immune_uids { netuid, min: 0 });
		root_sets(AdminCall::sudo_set_immunity_period { netuid, immunity_period: 0 });
		set_emission(netuid, &[0, 7, 3]);
	});
	(chain, netuid)
}

#[test]
fn oldest_neuron_of_the_owner_is_never_replaced() {
	let (mut chain, netuid) = owners_subnet();
	chain.block(|| {
		// The second one is not protected.
		assert_eq!(join(netuid, 9), 2);
		set_emission(netuid, &[0, 7, 8]);
		assert_eq!(join(netuid, 10), 1);
		assert_eq!(uid(netuid, &hotkey(Bob)), Some(0));
	});
}

#[test]
fn as_many_neurons_of_the_owner_are_protected_as_the_limit_says() {
	let (mut chain, netuid) = owners_subnet();
	chain.block(|| {
		root_sets(AdminCall::sudo_set_owner_immune_neuron_limit { netuid, immune_neurons: 2 });
		assert_eq!(join(netuid, 9), 1);
	});
}

#[test]
fn nobody_is_replaced_when_all_neurons_are_the_owners() {
	let (mut chain, netuid) = small_subnet(2);
	chain.block(|| {
		assert_eq!(call(&coldkey(Bob), registration(netuid, 1)), Ok(()));
		root_sets(AdminCall::sudo_set_min_non_immune_uids { netuid, min: 0 });
		root_sets(AdminCall::sudo_set_owner_immune_neuron_limit { netuid, immune_neurons: 10 });
		assert_refused(&coldkey(Charlie), registration(netuid, 9), Error::<Runtime>::NoNeuronIdAvailable);
		// Not even by the owner.
		assert_refused(&coldkey(Bob), registration(netuid, 9), Error::<Runtime>::NoNeuronIdAvailable);
	});
}

#[test]
fn named_hotkey_is_protected_instead_of_the_owners_youngest() {
	let (mut chain, netuid) = owners_subnet();
	let named = account(1);
	chain.block(|| {
		root_sets(AdminCall::sudo_set_sn_owner_hotkey { netuid, hotkey: named.clone() });
		assert_eq!(SubnetOwnerHotkey::<Runtime>::get(netuid), named);
		set_emission(netuid, &[3, 0, 5]);
		// Charlie's neuron takes the only place, so that the owner's oldest has none.
		assert_eq!(join(netuid, 9), 0);
		assert_eq!(uid(netuid, &named), Some(1));
	});
	let (mut chain, netuid) = owners_subnet();
	chain.block(|| {
		root_sets(AdminCall::sudo_set_sn_owner_hotkey { netuid, hotkey: named.clone() });
		root_sets(AdminCall::sudo_set_owner_immune_neuron_limit { netuid, immune_neurons: 2 });
		// With two places it is the second of the owner's that loses its.
		assert_eq!(join(netuid, 9), 2);
	});
}

#[test]
fn named_hotkey_protects_nobody_when_it_has_no_slot() {
	let (mut chain, netuid) = owners_subnet();
	chain.block(|| {
		root_sets(AdminCall::sudo_set_sn_owner_hotkey { netuid, hotkey: account(77) });
		set_emission(netuid, &[0, 7, 3]);
		assert_eq!(join(netuid, 9), 2);
		assert_eq!(uid(netuid, &hotkey(Bob)), Some(0));
	});
}

#[test]
fn neuron_is_free_when_its_coldkey_owns_another_subnet() {
	let (mut chain, netuid) = full_subnet(2);
	chain.register_subnet(Charlie);
	chain.block(|| {
		root_sets(AdminCall::sudo_set_min_non_immune_uids { netuid, min: 0 });
		root_sets(AdminCall::sudo_set_immunity_period { netuid, immunity_period: 0 });
		assert_eq!(join(netuid, 9), 1);
	});
}

#[test]
fn replacement_pays_like_any_registration() {
	let (mut chain, netuid) = full_subnet(2);
	chain.block(|| {
		let poor = account(300);
		assert_refused(&poor, registration(netuid, 9), Error::<Runtime>::NotEnoughBalanceToStake);
		endow(&poor, 10);
		assert_eq!(call(&poor, registration(netuid, 9)), Ok(()));
		assert_eq!(Keys::<Runtime>::get(netuid, 1), account(9));
		assert_eq!(OwnedHotkeys::<Runtime>::get(&poor), [account(9)]);
	});
}

#[test]
fn replaced_hotkey_cannot_serve() {
	let (mut chain, netuid) = full_subnet(2);
	chain.block(|| {
		let serve = ProtocolCall::serve_prometheus { netuid, version: 1, ip: 1, port: 1, ip_type: 4 };
		assert_eq!(call(&account(1), serve.clone()), Ok(()));
		join(netuid, 9);
		assert_refused(&account(1), serve.clone(), Error::<Runtime>::HotKeyNotRegisteredInNetwork);
		assert_eq!(call(&account(9), serve), Ok(()));
	});
}
