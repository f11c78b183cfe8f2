//! Weights that are set at once: what is checked, in which order, and what is stored. Spec: consensus 8.1, 1.3, 7.

use crate::{
	chain::Chain,
	kit::{account, call, error, hotkey, AdminCall, ProtocolCall},
	scene::{
		add_mechanism, commits_first, last_update, now, open_scene, refused, root_sets, said, scene, tempo, told,
		weights, Errors, Told, MAIN, SECOND, SUBNET,
	},
};
use codec::Compact;
use pallet_protocol::{LastUpdate, MechanismCountCurrent, ValidatorPermit, Weights};
use sp_keyring::Sr25519Keyring::{Bob, Dave, Eve, Ferdie};
use taonet_runtime::{Runtime, Staking};
use taonet_types::{MechId, NetUid};

fn limit(blocks: u64) -> AdminCall {
	AdminCall::sudo_set_weights_set_rate_limit { netuid: SUBNET, weights_set_rate_limit: blocks }
}

fn fewest(min_allowed_weights: u16) -> AdminCall {
	AdminCall::sudo_set_min_allowed_weights { netuid: SUBNET, min_allowed_weights }
}

fn threshold(min_stake: u64) -> AdminCall {
	AdminCall::sudo_set_stake_threshold { min_stake }
}

fn version(weights_version_key: u64) -> AdminCall {
	AdminCall::sudo_set_weights_version_key { netuid: SUBNET, weights_version_key }
}

#[test]
fn weights_are_stored_stretched_and_in_the_order_submitted() {
	let mut chain = open_scene();
	chain.block(|| {
		let dave = hotkey(Dave);
		let events = told(|| assert_eq!(call(&dave, said(&[(4, 1), (2, 2), (3, 3)]).set()), Ok(())));
		assert_eq!(events, [Told::WeightsSet(MAIN, 1)]);
		assert_eq!(weights(MAIN, 1), [(4, 21_845), (2, 43_690), (3, 65_535)]);
		assert_eq!(last_update(MAIN, 1), now());
	});
}

/// The examples of consensus 1.3.
#[test]
fn zeros_are_kept_when_weights_are_stretched() {
	let mut chain = open_scene();
	chain.block(|| {
		let dave = hotkey(Dave);
		for (submitted, stored) in [
			([100, 32_768, 0], [200, 65_535, 0]),
			([100, 32_769, 7], [200, 65_535, 14]),
			([60_000, 40_000, 1], [65_535, 43_690, 1]),
			([65_535, 40_000, 0], [65_535, 40_000, 0]),
			([0, 0, 0], [0, 0, 0]),
		] {
			let row =
				|values: [u16; 3]| values.into_iter().zip(2..).map(|(value, uid)| (uid, value)).collect::<Vec<_>>();
			assert_eq!(call(&dave, said(&row(submitted)).set()), Ok(()));
			assert_eq!(weights(MAIN, 1), row(stored));
		}
	});
}

#[test]
fn weights_take_the_place_of_those_before() {
	let mut chain = open_scene();
	chain.block(|| assert_eq!(call(&hotkey(Dave), said(&[(3, 1), (4, 2)]).set()), Ok(())));
	chain.block(|| {
		assert_eq!(call(&hotkey(Dave), said(&[(2, 5)]).set()), Ok(()));
		assert_eq!(weights(MAIN, 1), [(2, 65_535)]);
	});
}

#[test]
fn weights_cannot_be_set_when_they_are_committed_to_first() {
	let mut chain = scene();
	chain.block(|| {
		let weights = said(&[(3, 1)]);
		assert_eq!(refused(&hotkey(Dave), weights.set()), error(Errors::CommitRevealEnabled));
		assert_eq!(refused(&hotkey(Dave), weights.set_on_mechanism(SUBNET, 0)), error(Errors::CommitRevealEnabled));
		// Whatever else is wrong with them.
		let wrong = ProtocolCall::set_weights { netuid: SUBNET, dests: vec![9], weights: vec![], version_key: 0 };
		assert_eq!(refused(&account(1), wrong), error(Errors::CommitRevealEnabled));
	});
}

#[test]
fn root_has_no_weights() {
	let mut chain = open_scene();
	chain.block(|| {
		root_sets(commits_first(NetUid::ROOT, false));
		let refused = refused(&hotkey(Dave), said(&[(0, 1)]).set_on(NetUid::ROOT));
		assert_eq!(refused, error(Errors::CanNotSetRootNetworkWeights));
	});
}

#[test]
fn weights_are_refused_when_there_are_more_or_fewer_of_them_than_uids() {
	let mut chain = open_scene();
	chain.block(|| {
		for weights in [vec![1, 2], vec![]] {
			let call = ProtocolCall::set_weights { netuid: SUBNET, dests: vec![3], weights, version_key: 0 };
			assert_eq!(refused(&hotkey(Dave), call), error(Errors::WeightVecNotEqualSize));
		}
	});
}

#[test]
fn weights_are_refused_when_the_subnet_has_no_such_mechanism() {
	let mut chain = open_scene();
	chain.block(|| {
		// The last two have no index at all.
		for mecid in [1, 15, 16, 255] {
			let set = said(&[(3, 1)]).set_on_mechanism(SUBNET, mecid);
			assert_eq!(refused(&hotkey(Dave), set), error(Errors::MechanismDoesNotExist));
		}
	});
}

#[test]
fn weights_are_refused_when_there_are_more_of_them_than_neurons() {
	let mut chain = open_scene();
	chain.block(|| {
		let five = said(&[(0, 1), (1, 1), (2, 1), (3, 1), (4, 1)]);
		assert_eq!(call(&hotkey(Dave), five.set()), Ok(()));
		let six = said(&[(0, 1), (1, 1), (2, 1), (3, 1), (4, 1), (5, 1)]);
		assert_eq!(refused(&hotkey(Dave), six.set()), error(Errors::UidsLengthExceedUidsInSubNet));
	});
}

#[test]
fn weights_are_refused_when_the_hotkey_is_no_neuron_of_the_subnet() {
	let mut chain = open_scene();
	chain.block(|| {
		let refused = refused(&account(1), said(&[(3, 1)]).set());
		assert_eq!(refused, error(Errors::HotKeyNotRegisteredInSubNet));
	});
}

#[test]
fn weights_are_refused_when_a_rao_of_stake_is_missing() {
	let mut chain = open_scene();
	chain.block(|| {
		let dave = hotkey(Dave);
		let total = Staking::stake_weight(&dave, SUBNET).total;
		assert!(total > 0);
		root_sets(threshold(total));
		assert_eq!(call(&dave, said(&[(3, 1)]).set()), Ok(()));
		root_sets(threshold(total + 1));
		assert_eq!(refused(&dave, said(&[(3, 1)]).set()), error(Errors::NotEnoughStakeToSetWeights));
		// Not even on itself.
		assert_eq!(refused(&dave, said(&[(1, 1)]).set()), error(Errors::NotEnoughStakeToSetWeights));
	});
}

#[test]
fn owners_neuron_sets_weights_without_stake_and_permit() {
	let mut chain = Chain::local();
	chain.root(AdminCall::sudo_set_admin_freeze_window { window: 0 });
	assert_eq!(chain.start_subnet(Bob), SUBNET);
	chain.register_neuron(SUBNET, Dave);
	chain.root(commits_first(SUBNET, false));
	chain.root(limit(0));
	chain.root(tempo(SUBNET, 0));
	chain.block(|| {
		assert!(!ValidatorPermit::<Runtime>::get(SUBNET).contains(&true));
		root_sets(threshold(u64::MAX));
		assert_eq!(call(&hotkey(Bob), said(&[(0, 1), (1, 2)]).set()), Ok(()));
		assert_eq!(weights(MAIN, 0), [(0, 32_768), (1, 65_535)]);
		root_sets(threshold(0));
		assert_eq!(refused(&hotkey(Dave), said(&[(0, 1)]).set()), error(Errors::NeuronNoValidatorPermit));
	});
}

#[test]
fn weights_are_refused_when_the_validator_runs_an_old_version() {
	let mut chain = open_scene();
	chain.block(|| {
		root_sets(version(7));
		let mut weights = said(&[(3, 1)]);
		weights.version_key = 6;
		assert_eq!(refused(&hotkey(Dave), weights.set()), error(Errors::IncorrectWeightVersionKey));
		for version_key in [7, 8, u64::MAX] {
			weights.version_key = version_key;
			assert_eq!(call(&hotkey(Dave), weights.set()), Ok(()));
		}
		root_sets(version(0));
		weights.version_key = 0;
		assert_eq!(call(&hotkey(Dave), weights.set()), Ok(()));
	});
}

#[test]
fn weights_are_set_again_after_as_many_blocks_as_the_limit_says() {
	let mut chain = open_scene();
	chain.root(limit(5));
	chain.block(|| assert_eq!(call(&hotkey(Dave), said(&[(3, 1)]).set()), Ok(())));
	chain.block(|| {
		let too_fast = refused(&hotkey(Dave), said(&[(4, 1)]).set());
		assert_eq!(too_fast, error(Errors::SettingWeightsTooFast));
		// Another neuron does not wait for it.
		assert_eq!(call(&hotkey(Eve), said(&[(4, 1)]).set()), Ok(()));
	});
	chain.run(2);
	chain.block(|| {
		assert_eq!(refused(&hotkey(Dave), said(&[(4, 1)]).set()), error(Errors::SettingWeightsTooFast));
	});
	chain.block(|| assert_eq!(call(&hotkey(Dave), said(&[(4, 1)]).set()), Ok(())));
}

#[test]
fn new_neuron_waits_since_its_registration() {
	let mut chain = open_scene();
	chain.root(limit(3));
	let uid = chain.block(|| crate::scene::join(50));
	chain.run(1);
	let on_itself = || said(&[(uid, 1)]).set();
	chain.block(|| assert_eq!(refused(&account(50), on_itself()), error(Errors::SettingWeightsTooFast)));
	chain.block(|| assert_eq!(call(&account(50), on_itself()), Ok(())));
}

#[test]
fn neuron_without_a_permit_weighs_nobody_but_itself() {
	let mut chain = open_scene();
	chain.block(|| {
		let ferdie = hotkey(Ferdie);
		root_sets(fewest(4));
		for row in [&[(4, 1)][..], &[(3, 1), (4, 1)], &[]] {
			assert_eq!(refused(&ferdie, said(row).set()), error(Errors::NeuronNoValidatorPermit));
		}
		// One is enough then.
		assert_eq!(call(&ferdie, said(&[(3, 9)]).set()), Ok(()));
		assert_eq!(weights(MAIN, 3), [(3, 65_535)]);
	});
}

#[test]
fn weights_are_refused_when_a_uid_stands_there_twice() {
	let mut chain = open_scene();
	chain.block(|| {
		let refused = refused(&hotkey(Dave), said(&[(3, 1), (4, 1), (3, 1)]).set());
		assert_eq!(refused, error(Errors::DuplicateUids));
	});
}

#[test]
fn weights_are_refused_when_nobody_has_the_uid() {
	let mut chain = open_scene();
	chain.block(|| {
		for unknown in [5, u16::MAX] {
			let refused = refused(&hotkey(Dave), said(&[(unknown, 1), (4, 1)]).set());
			assert_eq!(refused, error(Errors::UidVecContainInvalidOne));
		}
	});
}

#[test]
fn weights_are_refused_when_there_are_too_few_of_them() {
	let mut chain = open_scene();
	chain.block(|| {
		root_sets(fewest(3));
		assert_eq!(refused(&hotkey(Dave), said(&[(3, 1), (4, 1)]).set()), error(Errors::WeightVecLengthIsLow));
		assert_eq!(call(&hotkey(Dave), said(&[(2, 0), (3, 1), (4, 1)]).set()), Ok(()));
		// No more than there are neurons.
		root_sets(fewest(1_000));
		assert_eq!(call(&hotkey(Dave), said(&[(0, 1), (1, 1), (2, 1), (3, 1), (4, 1)]).set()), Ok(()));
		assert_eq!(refused(&hotkey(Dave), said(&[(3, 1)]).set()), error(Errors::WeightVecLengthIsLow));
	});
}

#[test]
fn empty_weights_are_set_only_where_none_need_be() {
	let mut chain = open_scene();
	chain.block(|| {
		assert_eq!(call(&hotkey(Dave), said(&[(3, 1)]).set()), Ok(()));
		assert_eq!(refused(&hotkey(Dave), said(&[]).set()), error(Errors::WeightVecLengthIsLow));
		root_sets(fewest(0));
		assert_eq!(call(&hotkey(Dave), said(&[]).set()), Ok(()));
		assert!(!Weights::<Runtime>::contains_key(MAIN, 1));
	});
}

/// One fault after the other is mended. That of stake and that of the limit, which are checked before, have a test of their own.
#[test]
fn first_fault_is_the_one_that_is_told() {
	let mut chain = open_scene();
	chain.block(|| {
		root_sets(commits_first(NetUid::ROOT, false));
		root_sets(version(7));
		root_sets(fewest(3));
		let [stranger, miner, validator] = [account(1), hotkey(Ferdie), hotkey(Dave)];
		let set = |netuid, mecid: u8, dests: &[u16], values: usize, version_key| ProtocolCall::set_mechanism_weights {
			netuid,
			mecid: MechId::new(mecid),
			dests: dests.to_vec(),
			weights: vec![1; values],
			version_key,
		};
		let six = [9, 9, 4, 4, 4, 4];
		for (hotkey, call, reason) in [
			(&stranger, set(NetUid::ROOT, 5, &six, 5, 6), Errors::CanNotSetRootNetworkWeights),
			(&stranger, set(SUBNET, 5, &six, 5, 6), Errors::WeightVecNotEqualSize),
			(&stranger, set(SUBNET, 5, &six, 6, 6), Errors::MechanismDoesNotExist),
			(&stranger, set(SUBNET, 0, &six, 6, 6), Errors::UidsLengthExceedUidsInSubNet),
			(&stranger, set(SUBNET, 0, &[9, 9], 2, 6), Errors::HotKeyNotRegisteredInSubNet),
			(&miner, set(SUBNET, 0, &[9, 9], 2, 6), Errors::IncorrectWeightVersionKey),
			(&miner, set(SUBNET, 0, &[9, 9], 2, 7), Errors::NeuronNoValidatorPermit),
			(&validator, set(SUBNET, 0, &[9, 9], 2, 7), Errors::DuplicateUids),
			(&validator, set(SUBNET, 0, &[9, 4], 2, 7), Errors::UidVecContainInvalidOne),
			(&validator, set(SUBNET, 0, &[3, 4], 2, 7), Errors::WeightVecLengthIsLow),
		] {
			assert_eq!(refused(hotkey, call), error(reason));
		}
		assert_eq!(call(&validator, set(SUBNET, 0, &[2, 3, 4], 3, 7)), Ok(()));
	});
}

/// A batch looks at the limit only where weights are stored. Spec: satellites 10.3.
#[test]
fn limit_is_looked_at_between_version_and_permit() {
	let mut chain = open_scene();
	chain.block(|| {
		root_sets(version(7));
		root_sets(limit(1_000));
		let set = |version_key| ProtocolCall::batch_set_weights {
			netuids: vec![Compact(SUBNET)],
			weights: vec![vec![(Compact(4), Compact(1))]],
			version_keys: vec![Compact(version_key)],
		};
		for (version_key, reason) in [(6, Errors::IncorrectWeightVersionKey), (7, Errors::SettingWeightsTooFast)] {
			let events = told(|| assert_eq!(call(&hotkey(Ferdie), set(version_key)), Ok(())));
			assert_eq!(events[1], Told::BatchWeightItemFailed(SUBNET, reason.into()));
		}
	});
}

#[test]
fn stake_and_limit_are_checked_before_everything_else() {
	let mut chain = open_scene();
	chain.block(|| {
		root_sets(commits_first(NetUid::ROOT, false));
		root_sets(threshold(u64::MAX));
		root_sets(limit(1_000));
		let wrong = || ProtocolCall::set_weights { netuid: SUBNET, dests: vec![9; 9], weights: vec![], version_key: 0 };
		assert_eq!(refused(&hotkey(Ferdie), wrong()), error(Errors::NotEnoughStakeToSetWeights));
		root_sets(threshold(0));
		assert_eq!(refused(&hotkey(Ferdie), wrong()), error(Errors::SettingWeightsTooFast));
	});
}

#[test]
fn mechanisms_have_weights_and_updates_of_their_own() {
	let mut chain = open_scene();
	add_mechanism(&mut chain);
	chain.block(|| {
		assert_eq!(call(&hotkey(Eve), said(&[(3, 1)]).set()), Ok(()));
		let before = LastUpdate::<Runtime>::get(MAIN);
		assert!(LastUpdate::<Runtime>::get(SECOND).is_empty());
		let events = told(|| assert_eq!(call(&hotkey(Eve), said(&[(4, 7)]).set_on_mechanism(SUBNET, 1)), Ok(())));
		assert_eq!(events, [Told::WeightsSet(SECOND, 2)]);
		assert_eq!((weights(MAIN, 2), weights(SECOND, 2)), (vec![(3, 65_535)], vec![(4, 65_535)]));
		// Whoever comes before her is at block 0.
		assert_eq!(LastUpdate::<Runtime>::get(SECOND), [0, 0, now()]);
		assert_eq!(LastUpdate::<Runtime>::get(MAIN), before);
		assert_eq!(MechanismCountCurrent::<Runtime>::get(SUBNET).get(), 2);
	});
}

#[test]
fn limit_of_one_mechanism_is_not_that_of_the_other() {
	let mut chain = open_scene();
	add_mechanism(&mut chain);
	chain.block(|| {
		root_sets(limit(1_000));
		// Registration counts on the mechanism that was there.
		assert_eq!(refused(&hotkey(Dave), said(&[(3, 1)]).set()), error(Errors::SettingWeightsTooFast));
		let on_second = || said(&[(3, 1)]).set_on_mechanism(SUBNET, 1);
		assert_eq!(call(&hotkey(Dave), on_second()), Ok(()));
		assert_eq!(refused(&hotkey(Dave), on_second()), error(Errors::SettingWeightsTooFast));
	});
}
