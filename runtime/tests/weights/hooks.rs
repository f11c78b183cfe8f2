//! What becomes of commitments when hotkeys give way to others, mechanisms are removed, and subnets dissolved.

use crate::{
	chain::Chain,
	kit::{account, call, coldkey, error, hotkey, AdminCall, ProtocolCall},
	scene::{
		add_mechanism, commit_sealed, epoch_index, join, mechanisms, own_events, publish, refused, replace_last,
		root_sets, run_epoch, said, scene, tempo, weights, Errors, MAIN, SECOND, SUBNET, VERSION,
	},
};
use pallet_epoch::{DropReason, Event as OwnEvent, QueueRecords, QueuesOf, SweptTo};
use pallet_protocol::{TimelockedWeightCommits, Uids, WeightCommits};
use pallet_subnets::Dissolutions;
use sp_core::H256;
use sp_keyring::Sr25519Keyring::{Charlie, Dave, Eve};
use taonet_runtime::{AccountId, Runtime};
use taonet_types::{MechId, NetUid, NetUidStorageIndex};

fn commit(number: u8) -> ProtocolCall {
	ProtocolCall::commit_weights { netuid: SUBNET, commit_hash: H256::repeat_byte(number) }
}

fn commit_on_second(number: u8) -> ProtocolCall {
	let commit_hash = H256::repeat_byte(number);
	ProtocolCall::commit_mechanism_weights { netuid: SUBNET, mecid: MechId::new(1), commit_hash }
}

fn seal_on_second(hotkey: &AccountId) -> ProtocolCall {
	ProtocolCall::commit_timelocked_mechanism_weights {
		netuid: SUBNET,
		mecid: MechId::new(1),
		commit: said(&[(3, 1)]).sealed(hotkey, 5),
		reveal_round: 5,
		commit_reveal_version: VERSION,
	}
}

/// First bytes of the hashes that a hotkey has committed to, oldest first.
fn kept(index: NetUidStorageIndex, hotkey: &AccountId) -> Vec<u8> {
	let commits = WeightCommits::<Runtime>::get(index, hotkey).unwrap_or_default();
	commits.into_iter().map(|(hash, ..)| hash.0[0]).collect()
}

fn swap(netuid: Option<NetUid>, new_hotkey: AccountId) {
	let swap = ProtocolCall::swap_hotkey { hotkey: hotkey(Dave), new_hotkey, netuid };
	assert_eq!(call(&coldkey(Dave), swap), Ok(()));
}

/// What is kept of commitments beside them.
fn notes_of(netuid: NetUid) -> usize {
	let on_it = |index: &NetUidStorageIndex| index.netuid() == netuid;
	WeightCommits::<Runtime>::iter_keys().filter(|(index, _)| on_it(index)).count()
		+ TimelockedWeightCommits::<Runtime>::iter_keys().filter(|(index, _)| on_it(index)).count()
		+ QueuesOf::<Runtime>::iter_keys().filter(on_it).count()
		+ QueueRecords::<Runtime>::iter_keys().filter(|(index, _)| on_it(index)).count()
		+ SweptTo::<Runtime>::iter_keys().filter(on_it).count()
}

#[test]
fn commitments_go_with_a_hotkey_that_gives_way() {
	for netuid in [Some(SUBNET), None] {
		let mut chain = scene();
		add_mechanism(&mut chain);
		chain.block(|| {
			let dave = hotkey(Dave);
			for commitment in [commit(1), commit(2), commit_on_second(3), seal_on_second(&dave)] {
				assert_eq!(call(&dave, commitment), Ok(()));
			}
			assert_eq!(call(&hotkey(Eve), commit(4)), Ok(()));
		});
		chain.block(|| {
			let new = account(60);
			swap(netuid, new.clone());
			assert_eq!((kept(MAIN, &new), kept(SECOND, &new)), (vec![1, 2], vec![3]));
			// What is encrypted keeps its name, but counts for the new one.
			let counted = QueueRecords::<Runtime>::get(SECOND, epoch_index()).committers;
			assert_eq!(counted.into_keys().collect::<Vec<_>>(), [new]);
			assert_eq!(WeightCommits::<Runtime>::iter_key_prefix(MAIN).count(), 2);
			assert_eq!(kept(MAIN, &hotkey(Dave)), [0; 0]);
			assert_eq!(kept(MAIN, &hotkey(Eve)), [4]);
		});
	}
}

/// The hash names the hotkey that made it.
#[test]
fn commitments_that_went_with_a_swap_cannot_be_revealed_and_count_for_the_limit() {
	let mut chain = scene();
	let weights = said(&[(3, 1)]);
	chain.block(|| {
		let dave = hotkey(Dave);
		assert_eq!(call(&dave, weights.commit(&dave)), Ok(()));
		(1..10).for_each(|number| assert_eq!(call(&dave, commit(number)), Ok(())));
	});
	chain.block(|| {
		swap(Some(SUBNET), account(60));
		assert_eq!(refused(&account(60), commit(1)), error(Errors::TooManyUnrevealedCommits));
	});
	run_epoch(&mut chain);
	chain.block(|| {
		for hotkey in [account(60), hotkey(Dave)] {
			assert_eq!(refused(&hotkey, weights.reveal()), error(Errors::NoWeightsCommitFound));
		}
	});
}

#[test]
fn encrypted_weights_are_dropped_when_their_hotkey_gave_way() {
	let mut chain = scene();
	chain.block(|| {
		let sealed = said(&[(3, 1)]).sealed(&hotkey(Dave), 5);
		(0..10).for_each(|_| assert_eq!(call(&hotkey(Dave), commit_sealed(sealed.clone(), 5)), Ok(())));
		publish([5]);
	});
	chain.block(|| {
		swap(Some(SUBNET), account(60));
		let sealed = said(&[(3, 1)]).sealed(&account(60), 5);
		assert_eq!(refused(&account(60), commit_sealed(sealed, 5)), error(Errors::TooManyUnrevealedCommits));
	});
	chain.root(tempo(SUBNET, 1));
	chain.block(|| {
		let reason = DropReason::Refused(Errors::HotKeyNotRegisteredInSubNet.into());
		let drop = OwnEvent::TimelockedWeightsDropped { index: MAIN, hotkey: hotkey(Dave), reason };
		assert_eq!(own_events().first(), Some(&drop));
		assert_eq!(weights(MAIN, 1), []);
	});
}

/// The new hotkey was a neuron before, and has left some behind.
#[test]
fn newest_ten_stay_when_both_hotkeys_have_commitments() {
	let mut chain = scene();
	let new = account(60);
	chain.block(|| {
		let registration = ProtocolCall::burned_register { netuid: SUBNET, hotkey: new.clone() };
		assert_eq!(call(&coldkey(Dave), registration), Ok(()));
		(0..4).for_each(|number| assert_eq!(call(&hotkey(Dave), commit(number)), Ok(())));
	});
	chain.block(|| (10..16).for_each(|number| assert_eq!(call(&new, commit(number)), Ok(()))));
	chain.block(|| (4..8).for_each(|number| assert_eq!(call(&hotkey(Dave), commit(number)), Ok(()))));
	replace_last(&mut chain, 61);
	chain.block(|| {
		swap(Some(SUBNET), new.clone());
		assert_eq!(Uids::<Runtime>::get(SUBNET, &new), Some(1));
		assert_eq!(kept(MAIN, &new), [10, 11, 12, 13, 14, 15, 4, 5, 6, 7]);
	});
}

#[test]
fn commitments_of_a_removed_mechanism_are_forgotten() {
	let mut chain = scene();
	add_mechanism(&mut chain);
	chain.block(|| {
		let dave = hotkey(Dave);
		for commitment in [commit(1), commit_on_second(2), commit_on_second(3), seal_on_second(&dave)] {
			assert_eq!(call(&dave, commitment), Ok(()));
		}
		publish([5]);
	});
	chain.root(mechanisms(1));
	chain.block(|| {
		assert_eq!((kept(MAIN, &hotkey(Dave)), kept(SECOND, &hotkey(Dave))), (vec![1], vec![]));
		assert_eq!(TimelockedWeightCommits::<Runtime>::iter().count() + QueuesOf::<Runtime>::iter().count(), 0);
		assert!(QueueRecords::<Runtime>::iter().count() == 0 && !SweptTo::<Runtime>::contains_key(SECOND));
	});
	// It comes back without them.
	chain.root(mechanisms(2));
	chain.block(|| (0..10).for_each(|_| assert_eq!(call(&hotkey(Dave), seal_on_second(&hotkey(Dave))), Ok(()))));
	run_epoch(&mut chain);
	chain.run(1);
	chain.look(|| assert_eq!(weights(SECOND, 1), [(3, 65_535)]));
}

/// Makes blocks until nothing is left of the subnet.
fn forget(chain: &mut Chain) {
	for _ in 0..500 {
		if !chain.look(|| Dissolutions::<Runtime>::contains_key(SUBNET)) {
			return;
		}
		chain.run(1);
	}
	panic!("the subnet is never gone");
}

#[test]
fn commitments_of_a_dissolved_subnet_are_forgotten_before_its_number_is_free() {
	let mut chain = scene();
	add_mechanism(&mut chain);
	// More than a block forgets.
	for some in 0..3u32 {
		chain.block(|| {
			for number in 0..16 {
				join(100 + 16 * some + number);
			}
		});
	}
	chain.block(|| {
		let dave = hotkey(Dave);
		for commitment in [commit(1), commit_on_second(2), seal_on_second(&dave)] {
			assert_eq!(call(&dave, commitment), Ok(()));
		}
		for number in 100..148 {
			for commitment in [commit(1), commit_on_second(2)] {
				assert_eq!(call(&account(number), commitment), Ok(()));
			}
		}
		publish([5]);
	});
	run_epoch(&mut chain);
	chain.block(|| {
		for number in 100..148 {
			assert_eq!(call(&account(number), commit_sealed(vec![1].try_into().unwrap(), 5)), Ok(()));
		}
	});
	chain.block(|| {
		root_sets(ProtocolCall::root_dissolve_network { netuid: SUBNET });
		assert_eq!(refused(&hotkey(Dave), commit(1)), error(Errors::MechanismDoesNotExist));
	});
	forget(&mut chain);
	chain.look(|| assert_eq!(notes_of(SUBNET), 0));
	// Whoever gets the number begins anew.
	assert_eq!(chain.start_subnet(Charlie), SUBNET);
	chain.root(AdminCall::sudo_set_weights_set_rate_limit { netuid: SUBNET, weights_set_rate_limit: 0 });
	chain.register_neuron(SUBNET, Dave);
	chain.block(|| {
		assert_eq!(refused(&hotkey(Dave), said(&[(1, 1)]).reveal()), error(Errors::NoWeightsCommitFound));
		(0..10).for_each(|number| assert_eq!(call(&hotkey(Dave), commit(number)), Ok(())));
		let sealed = said(&[(1, 1)]).sealed(&hotkey(Charlie), 5);
		(0..10).for_each(|_| assert_eq!(call(&hotkey(Charlie), commit_sealed(sealed.clone(), 5)), Ok(())));
	});
	chain.run(11);
	chain.look(|| assert_eq!(weights(MAIN, 0), [(1, 65_535)]));
}
