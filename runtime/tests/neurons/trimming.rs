//! Subnets 6.4: fewer slots, and new uids for those who stay.

use crate::{
	chain::Chain,
	kit::{account, call, coldkey, events, hotkey, root, AdminCall, ProtocolCall},
	words::{
		accounts, assert_refused, full_subnet, hotkeys, index, join, mechanisms, root_sets, set_emission,
		set_registration_blocks, small_subnet, state, uid,
	},
};
use frame_support::traits::Get;
use pallet_chain_parameters::{TrimmingBlocks, TrimmingInterval};
use pallet_protocol::{
	types::{AxonInfo, NeuronCertificate, PrometheusInfo, TransactionType},
	Active, Axons, BlockAtRegistration, Bonds, Consensus, Dividends, Emission, Error, Event, Incentive,
	IsNetworkMember, LastUpdate, MaxAllowedUids, NeuronCertificates, Prometheus, StakeWeight, SubnetworkN,
	TransactionKeyLastBlock, ValidatorPermit, ValidatorTrust, Weights,
};
use sp_keyring::Sr25519Keyring::{Bob, Charlie};
use sp_runtime::{traits::BadOrigin, DispatchError};
use taonet_runtime::{genesis_presets, Runtime, System};
use taonet_types::{AlphaBalance, NetUid};

fn trimming(netuid: NetUid, max_n: u16) -> AdminCall {
	AdminCall::sudo_trim_to_max_allowed_uids { netuid, max_n }
}

/// A [`full_subnet`] in which nothing but being the owner's protects a neuron, and what each one got.
fn earning_subnet(emission: &[u64]) -> (Chain, NetUid) {
	let (mut chain, netuid) = full_subnet(u16::try_from(emission.len()).unwrap());
	chain.block(|| {
		root_sets(AdminCall::sudo_set_immunity_period { netuid, immunity_period: 0 });
		set_emission(netuid, emission);
	});
	(chain, netuid)
}

/// Root's refusal.
#[track_caller]
fn assert_root_refused(asked: AdminCall, reason: impl Into<DispatchError>) {
	let before = state();
	assert_eq!(root(asked), Err(reason.into()));
	assert!(state() == before, "a refused call leaves something behind");
}

#[test]
fn those_with_the_smallest_emission_leave_and_the_others_move_up() {
	let (mut chain, netuid) = earning_subnet(&[0, 5, 3, 3, 9, 1, 3, 7]);
	// Of those with 3, the highest uids go.
	let stay = [0, 1, 2, 4, 7];
	chain.block(|| {
		root_sets(trimming(netuid, 5));
		assert_eq!(SubnetworkN::<Runtime>::get(netuid), 5);
		assert_eq!(MaxAllowedUids::<Runtime>::get(netuid), 5);
		assert!(events().iter().any(|event| matches!(event, Event::MaxAllowedUidsSet(at, 5) if *at == netuid)));
		assert_eq!(hotkeys(netuid), accounts(&stay));
		for (new, hotkey) in (0..).zip(accounts(&stay)) {
			assert_eq!(uid(netuid, &hotkey), Some(new));
		}
		for gone in accounts(&[3, 5, 6]) {
			assert_eq!(uid(netuid, &gone), None);
			assert!(!IsNetworkMember::<Runtime>::contains_key(&gone, netuid));
		}
	});
}

/// Values that tell whose they are.
fn marked<V>(mark: impl Fn(u16) -> V) -> Vec<V> {
	(0..8).map(mark).collect()
}

#[test]
fn everything_that_is_kept_by_uid_follows_its_neuron() {
	let (mut chain, netuid) = earning_subnet(&[0, 5, 3, 3, 9, 1, 3, 7]);
	let stay = [0, 1, 2, 4, 7];
	let kept = |mark: fn(u16) -> u16| stay.map(mark).to_vec();
	chain.block(|| {
		Active::<Runtime>::insert(netuid, marked(|uid| uid % 3 == 1));
		Consensus::<Runtime>::insert(netuid, marked(|uid| 100 + uid));
		Dividends::<Runtime>::insert(netuid, marked(|uid| 200 + uid));
		ValidatorTrust::<Runtime>::insert(netuid, marked(|uid| 300 + uid));
		ValidatorPermit::<Runtime>::insert(netuid, marked(|uid| uid % 2 == 0));
		// A list that no epoch has filled yet.
		StakeWeight::<Runtime>::insert(netuid, vec![400, 401, 402, 403, 404, 405]);
		set_registration_blocks(netuid, &marked(|uid| u64::from(uid) + 1));
		for index in mechanisms(netuid) {
			Incentive::<Runtime>::insert(index, marked(|uid| 600 + uid + u16::from(index.mecid().get())));
			LastUpdate::<Runtime>::insert(index, marked(|uid| 700 + u64::from(uid)));
		}
		LastUpdate::<Runtime>::insert(index(netuid, 1), vec![1, 2, 3]);

		root_sets(trimming(netuid, 5));

		assert_eq!(Active::<Runtime>::get(netuid), stay.map(|uid| uid % 3 == 1));
		let emission = [0, 5, 3, 9, 7].map(AlphaBalance::new);
		assert_eq!(Emission::<Runtime>::get(netuid), emission);
		assert_eq!(Consensus::<Runtime>::get(netuid), kept(|uid| 100 + uid));
		assert_eq!(Dividends::<Runtime>::get(netuid), kept(|uid| 200 + uid));
		assert_eq!(ValidatorTrust::<Runtime>::get(netuid), kept(|uid| 300 + uid));
		assert_eq!(ValidatorPermit::<Runtime>::get(netuid), stay.map(|uid| uid % 2 == 0));
		assert_eq!(StakeWeight::<Runtime>::get(netuid), [400, 401, 402, 404]);
		assert_eq!(Incentive::<Runtime>::get(index(netuid, 0)), kept(|uid| 600 + uid));
		assert_eq!(Incentive::<Runtime>::get(index(netuid, 1)), kept(|uid| 601 + uid));
		assert_eq!(LastUpdate::<Runtime>::get(index(netuid, 0)), stay.map(|uid| 700 + u64::from(uid)));
		assert_eq!(LastUpdate::<Runtime>::get(index(netuid, 1)), [1, 2, 3]);
		let registered: Vec<u64> = (0..5).map(|uid| BlockAtRegistration::<Runtime>::get(netuid, uid)).collect();
		assert_eq!(registered, stay.map(|uid| u64::from(uid) + 1));
		assert_eq!(BlockAtRegistration::<Runtime>::iter_prefix(netuid).count(), 5);
	});
}

#[test]
fn rows_and_the_neurons_in_them_get_the_new_uids() {
	let (mut chain, netuid) = earning_subnet(&[0, 5, 3, 3, 9, 1, 3, 7]);
	let new_uid = |old: u16| [0, 1, 2, 4, 7].iter().position(|stays| *stays == old).map(|new| new as u16);
	// Of each neuron on all others, with a mark of both, of the map and of the mechanism.
	let row = |validator: u16, mark: u16| -> Vec<(u16, u16)> {
		(0..8).filter(|uid| *uid != validator).map(|uid| (uid, mark + 10 * validator + uid)).collect()
	};
	chain.block(|| {
		ValidatorPermit::<Runtime>::insert(netuid, vec![true; 8]);
		for index in mechanisms(netuid) {
			let mark = 1_000 * u16::from(index.mecid().get());
			for validator in 0..8 {
				Weights::<Runtime>::insert(index, validator, row(validator, mark));
				Bonds::<Runtime>::insert(index, validator, row(validator, mark + 500));
			}
			// What speaks of nobody who stays says nothing any more.
			Weights::<Runtime>::insert(index, 2, vec![(3, 1), (5, 1)]);
		}
		root_sets(trimming(netuid, 5));
		for index in mechanisms(netuid) {
			let mark = 1_000 * u16::from(index.mecid().get());
			for (new, old) in (0..).zip([0, 1, 2, 4, 7]) {
				let renumbered = |mark: u16| -> Vec<(u16, u16)> {
					row(old, mark).into_iter().filter_map(|(uid, value)| Some((new_uid(uid)?, value))).collect()
				};
				assert_eq!(Bonds::<Runtime>::get(index, new), renumbered(mark + 500));
				if old != 2 {
					assert_eq!(Weights::<Runtime>::get(index, new), renumbered(mark));
				}
			}
			assert!(Weights::<Runtime>::get(index, 2).is_empty());
			assert_eq!(Bonds::<Runtime>::iter_prefix(index).count(), 5);
		}
	});
}

#[test]
fn nothing_is_served_by_those_who_left() {
	let (mut chain, netuid) = earning_subnet(&[9, 2, 1, 3]);
	chain.block(|| {
		for number in [1, 2] {
			Axons::<Runtime>::insert(netuid, account(number), AxonInfo::default());
			NeuronCertificates::<Runtime>::insert(netuid, account(number), NeuronCertificate::default());
			Prometheus::<Runtime>::insert(netuid, account(number), PrometheusInfo::default());
		}
		root_sets(trimming(netuid, 3));
		for (number, serves) in [(1, true), (2, false)] {
			assert_eq!(Axons::<Runtime>::contains_key(netuid, account(number)), serves);
			assert_eq!(NeuronCertificates::<Runtime>::contains_key(netuid, account(number)), serves);
			assert_eq!(Prometheus::<Runtime>::contains_key(netuid, account(number)), serves);
		}
	});
}

#[test]
fn immune_and_protected_neurons_stay_whatever_they_got() {
	let (mut chain, netuid) = full_subnet(8);
	chain.run(20);
	chain.block(|| {
		root_sets(AdminCall::sudo_set_immunity_period { netuid, immunity_period: 10 });
		let now = u64::from(System::block_number());
		// Uid 6 is immune, uid 5 is just too old for that.
		set_registration_blocks(netuid, &[1, 1, 1, 1, 1, now - 10, now - 9, 1]);
		set_emission(netuid, &[0, 1, 2, 3, 4, 0, 0, 7]);
		root_sets(trimming(netuid, 4));
		assert_eq!(hotkeys(netuid), accounts(&[0, 4, 6, 7]));
	});
}

#[test]
fn trimming_is_refused_when_four_fifths_of_the_slots_would_be_of_immune_neurons() {
	let (mut chain, netuid) = full_subnet(10);
	chain.run(20);
	chain.block(|| {
		root_sets(AdminCall::sudo_set_immunity_period { netuid, immunity_period: 10 });
		let now = u64::from(System::block_number());
		// The owner's, and three immune ones: four.
		set_registration_blocks(netuid, &[1, now, now, now, 1, 1, 1, 1, 1, 1]);
		assert_root_refused(trimming(netuid, 5), Error::<Runtime>::TrimmingWouldExceedMaxImmunePercentage);
		assert_root_refused(trimming(netuid, 4), Error::<Runtime>::TrimmingWouldExceedMaxImmunePercentage);
		root_sets(trimming(netuid, 6));
		assert_eq!(hotkeys(netuid), accounts(&[0, 1, 2, 3, 4, 5]));
	});
}

#[test]
fn immune_neurons_do_not_matter_when_nobody_has_to_leave() {
	let (mut chain, netuid) = small_subnet(10);
	chain.block(|| {
		(1..4).for_each(|number| {
			join(netuid, number);
		});
		let before = hotkeys(netuid);
		// All four are immune.
		root_sets(trimming(netuid, 4));
		assert_eq!(hotkeys(netuid), before);
		assert_eq!(MaxAllowedUids::<Runtime>::get(netuid), 4);
	});
}

#[test]
fn slots_can_be_trimmed_between_the_least_and_the_most_allowed_ones() {
	let (mut chain, netuid) = earning_subnet(&[9, 1, 2, 3, 4, 5, 6, 7]);
	chain.block(|| {
		root_sets(AdminCall::sudo_set_min_allowed_uids { netuid, min_allowed_uids: 5 });
		assert_root_refused(trimming(netuid, 9), Error::<Runtime>::InvalidValue);
		assert_root_refused(trimming(netuid, 4), Error::<Runtime>::InvalidValue);
		root_sets(trimming(netuid, 8));
		assert_eq!(SubnetworkN::<Runtime>::get(netuid), 8);
		root_sets(trimming(netuid, 5));
		assert_eq!(hotkeys(netuid), accounts(&[0, 4, 5, 6, 7]));
	});
}

#[test]
fn trimming_is_for_the_owner_and_for_root() {
	let (mut chain, netuid) = earning_subnet(&[9, 1, 2, 3, 4, 5, 6, 7]);
	let missing = NetUid::new(99);
	chain.block(|| {
		assert_refused(&coldkey(Charlie), trimming(netuid, 7), BadOrigin);
		assert_refused(&hotkey(Bob), trimming(netuid, 7), BadOrigin);
		assert_refused(&coldkey(Bob), trimming(missing, 7), BadOrigin);
		assert_root_refused(trimming(missing, 7), Error::<Runtime>::SubnetNotExists);
		assert_eq!(call(&coldkey(Bob), trimming(netuid, 7)), Ok(()));
		root_sets(trimming(netuid, 6));
	});
}

#[test]
fn owner_has_to_wait_between_two_trimmings_but_root_does_not() {
	let (mut chain, netuid) = earning_subnet(&[9, 1, 2, 3, 4, 5, 6, 7]);
	let last =
		|| TransactionKeyLastBlock::<Runtime>::get((coldkey(Bob), netuid, TransactionType::MaxUidsTrimming.number()));
	chain.block(|| {
		TrimmingBlocks::<Runtime>::put(5);
		root_sets(trimming(netuid, 7));
		// Root's did not count, nor does one that fails.
		assert_refused(&coldkey(Bob), trimming(netuid, 100), Error::<Runtime>::InvalidValue);
		assert_eq!(last(), 0);
		assert_eq!(call(&coldkey(Bob), trimming(netuid, 6)), Ok(()));
		assert_eq!(last(), u64::from(System::block_number()));
	});
	let trimmed = chain.height();
	// The wait comes before what is wrong with the number.
	chain.block(|| assert_refused(&coldkey(Bob), trimming(netuid, 100), Error::<Runtime>::TxRateLimitExceeded));
	chain.run_to(trimmed + 3);
	chain.block(|| {
		assert_refused(&coldkey(Bob), trimming(netuid, 5), Error::<Runtime>::TxRateLimitExceeded);
		root_sets(trimming(netuid, 5));
	});
	chain.block(|| assert_eq!(call(&coldkey(Bob), trimming(netuid, 4)), Ok(())));
}

#[test]
fn owner_waits_thirty_days_on_a_slow_chain_and_a_block_on_a_fast_one() {
	for (preset, blocks) in [(genesis_presets::LOCAL_12S, 216_000), (genesis_presets::LOCAL, 1)] {
		Chain::from_preset(preset).look(|| assert_eq!(TrimmingInterval::<Runtime>::get(), blocks));
	}
}

#[test]
fn nobody_trims_shortly_before_an_epoch() {
	let (mut chain, netuid) = earning_subnet(&[9, 1, 2, 3, 4, 5, 6, 7]);
	chain.block(|| {
		// An epoch is never further away than the tempo, which is 10.
		root_sets(AdminCall::sudo_set_admin_freeze_window { window: 11 });
		let frozen = || DispatchError::from(Error::<Runtime>::AdminActionProhibitedDuringWeightsWindow);
		assert_root_refused(trimming(netuid, 1_000), frozen());
		assert_refused(&coldkey(Bob), trimming(netuid, 7), frozen());
		assert_refused(&coldkey(Charlie), trimming(netuid, 7), BadOrigin);
	});
}

#[test]
fn trimmed_subnet_is_full_for_newcomers() {
	let (mut chain, netuid) = earning_subnet(&[9, 1, 2, 3]);
	chain.block(|| {
		root_sets(AdminCall::sudo_set_min_non_immune_uids { netuid, min: 0 });
		root_sets(trimming(netuid, 3));
		assert_eq!(hotkeys(netuid), accounts(&[0, 2, 3]));
		// In place of the one who got least.
		assert_eq!(join(netuid, 1), 1);
		assert_eq!(hotkeys(netuid), accounts(&[0, 1, 3]));
		root_sets(AdminCall::sudo_set_max_allowed_uids { netuid, max_allowed_uids: 4 });
		assert_eq!(join(netuid, 9), 3);
	});
}

#[test]
fn subnet_cannot_be_trimmed_to_nothing() {
	let (mut chain, netuid) = earning_subnet(&[9, 1]);
	chain.block(|| {
		// The owner's neuron is all of the one slot.
		assert_root_refused(trimming(netuid, 1), Error::<Runtime>::TrimmingWouldExceedMaxImmunePercentage);
		assert_root_refused(trimming(netuid, 0), Error::<Runtime>::TrimmingWouldExceedMaxImmunePercentage);
	});
}

#[test]
fn trimming_is_refused_on_a_subnet_that_is_being_dissolved() {
	let (mut chain, netuid) = earning_subnet(&[9, 1, 2, 3]);
	chain.block(|| {
		root_sets(ProtocolCall::root_dissolve_network { netuid });
		assert_root_refused(trimming(netuid, 3), Error::<Runtime>::SubnetNotExists);
		assert_refused(&coldkey(Bob), trimming(netuid, 3), BadOrigin);
	});
}
