//! Dividends of a hotkey that others lend to. Spec: economics 11.2, staking 8.2.

use crate::{
	chain::Chain,
	kit::{call, coldkey, events, hotkey, root, AdminCall, ProtocolCall},
	scene::{on_hotkey, recycled, rewarded, run_epoch, run_up_to_epoch, Pots, DUST, PARTS},
	words::{alpha, grant, SUBNET},
};
use pallet_protocol::{ChildKeys, Event, ParentKeys};
use sp_keyring::Sr25519Keyring::{Alice, Charlie};
use taonet_runtime::{Runtime, Staking};

const ALL: u64 = u64::MAX;

/// Alice, who has no neuron, has three times Charlie's stake on her hotkey and lends such a part of it to his.
fn lent(part: u64) -> Chain {
	let mut chain = rewarded();
	chain.block(|| {
		assert_eq!(root(ProtocolCall::set_pending_childkey_cooldown { cooldown: 0 }), Ok(()));
		let claims = ProtocolCall::try_associate_hotkey { hotkey: hotkey(Alice) };
		assert_eq!(call(&coldkey(Alice), claims), Ok(()));
		grant(Alice, &coldkey(Alice), SUBNET, alpha(3_000));
		let children = vec![(part, hotkey(Charlie))];
		let chooses = ProtocolCall::set_children { hotkey: hotkey(Alice), netuid: SUBNET, children };
		assert_eq!(call(&coldkey(Alice), chooses), Ok(()));
	});
	chain
}

/// What child and parent earn by the next epoch, and what had gathered for validators.
fn earned(chain: &mut Chain) -> ([u64; 2], u64) {
	run_up_to_epoch(chain, SUBNET);
	let figures = || [Charlie, Alice].map(|key| on_hotkey(key, SUBNET));
	let before = chain.look(figures);
	let pots = chain.look(|| Pots::of(SUBNET)).plus(PARTS);
	let after = chain.block(figures);
	([after[0] - before[0], after[1] - before[1]], pots.validator)
}

#[test]
fn children_that_wait_take_effect_in_the_block_of_the_epoch() {
	let mut chain = lent(ALL);
	run_up_to_epoch(&mut chain, SUBNET);
	chain.look(|| assert!(ChildKeys::<Runtime>::get(hotkey(Alice), SUBNET).is_empty()));
	chain.block(|| {
		let children = vec![(ALL, hotkey(Charlie))];
		assert_eq!(ChildKeys::<Runtime>::get(hotkey(Alice), SUBNET), children);
		assert_eq!(ParentKeys::<Runtime>::get(hotkey(Charlie), SUBNET), [(ALL, hotkey(Alice))]);
		assert!(events().contains(&Event::SetChildren(hotkey(Alice), SUBNET, children)));
		// This epoch has not counted it.
		assert_eq!(on_hotkey(Alice, SUBNET), alpha(3_000).get());
	});
}

#[test]
fn parent_gets_the_part_of_what_it_lends() {
	let mut chain = lent(1 << 63);
	run_epoch(&mut chain, SUBNET);
	run_up_to_epoch(&mut chain, SUBNET);
	let stakes = chain.look(|| [Charlie, Alice].map(|key| on_hotkey(key, SUBNET) as f64));
	let ([child, parent], all) = earned(&mut chain);
	let part = stakes[1] / 2.0 / (stakes[0] + stakes[1] / 2.0);
	assert!((parent as f64 / all as f64 - part).abs() < 1e-6, "{parent} {all} {part}");
	assert!(all - child - parent < DUST);
	// Alice alone has staked on the parent, and the take is hers as well.
	chain.look(|| {
		let stake = Staking::stake_of(&hotkey(Alice), &coldkey(Alice), SUBNET);
		assert!(on_hotkey(Alice, SUBNET) - stake.get() <= 1);
	});
}

#[test]
fn child_takes_its_part_of_what_parents_of_others_get() {
	let mut chain = lent(1 << 63);
	chain.block(|| {
		let takes = ProtocolCall::set_childkey_take { hotkey: hotkey(Charlie), netuid: SUBNET, take: 11_796 };
		assert_eq!(call(&coldkey(Charlie), takes), Ok(()));
	});
	run_epoch(&mut chain, SUBNET);
	run_up_to_epoch(&mut chain, SUBNET);
	let stakes = chain.look(|| [Charlie, Alice].map(|key| on_hotkey(key, SUBNET) as f64));
	let ([child, parent], all) = earned(&mut chain);
	let part = stakes[1] / 2.0 / (stakes[0] + stakes[1] / 2.0) * (1.0 - 11_796.0 / 65_535.0);
	assert!((parent as f64 / all as f64 - part).abs() < 1e-6, "{parent} {all} {part}");
	assert!(all - child - parent < DUST);
}

/// Half of the parent's part is recycled, and validators are paid so much less.
#[test]
fn what_is_burned_of_parents_parts_is_recycled_and_paid_by_validators() {
	let mut chain = lent(1 << 63);
	chain.root(AdminCall::sudo_set_ck_burn { burn: ALL / 2 });
	run_epoch(&mut chain, SUBNET);
	run_up_to_epoch(&mut chain, SUBNET);
	let stakes = chain.look(|| [Charlie, Alice].map(|key| on_hotkey(key, SUBNET) as f64));
	let before = chain.look(|| recycled(SUBNET));
	let ([child, parent], all) = earned(&mut chain);
	let gone = chain.look(|| recycled(SUBNET)) - before;
	let gross = stakes[1] / 2.0 / (stakes[0] + stakes[1] / 2.0);
	// Of a weight that is about what there is for validators.
	assert!((gone as f64 / all as f64 - gross / 2.0).abs() < 1e-4, "{gone} {all} {gross}");
	assert!(all - child - parent - gone < DUST, "{all} {child} {parent} {gone}");
	assert!(parent < child);
}

#[test]
fn lent_stake_counts_for_the_child_alone() {
	let mut chain = lent(ALL);
	run_epoch(&mut chain, SUBNET);
	chain.look(|| {
		let weights = [Charlie, Alice].map(|key| Staking::stake_weight(&hotkey(key), SUBNET).total);
		let stakes = [Charlie, Alice].map(|key| on_hotkey(key, SUBNET));
		assert!(weights[0].abs_diff(stakes[0] + stakes[1]) < DUST && weights[1] < DUST, "{weights:?}");
	});
	let ([child, parent], all) = earned(&mut chain);
	assert!(parent > 2 * child && all - child - parent < DUST);
}
