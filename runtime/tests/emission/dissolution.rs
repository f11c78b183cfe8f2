//! What becomes of what was set aside when a subnet is dissolved. Spec: economics 17.3, subnets 3.

use crate::{
	kit::{root, ProtocolCall},
	scene::{issuance, rewarded, run_epoch, set_moving_price, stake_on_root, Given, Pots},
	words::{add_stake, tao, OTHER, SUBNET},
};
use pallet_emission::EarnersOfSubnet;
use pallet_protocol::{
	AlphaDividendsPerSubnet, LastHotkeyEmissionOnNetuid, MinerBurned, PendingEpochAt, RootProp, SubnetAlphaInEmission,
	SubnetAlphaOut, SubnetAlphaOutEmission, SubnetEmaProtocolFlow, SubnetEmaTaoFlow, SubnetEpochIndex, SubnetExcessTao,
	SubnetProtocolFlow, SubnetTaoFlow, SubnetTaoInEmission, TotalHotkeyAlphaLastEpoch,
};
use pallet_subnets::Dissolutions;
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie};
use taonet_runtime::{Runtime, TAO};

fn dissolve() {
	assert_eq!(root(ProtocolCall::root_dissolve_network { netuid: SUBNET }), Ok(()));
}

/// One subnet that mines, on which TAO flows, with pots that are not empty.
fn busy() -> crate::chain::Chain {
	let mut chain = rewarded();
	chain.block(|| {
		stake_on_root(Charlie, 10_000);
		assert_eq!(add_stake(Alice, Bob, SUBNET, tao(50)), Ok(()));
	});
	chain.look(|| {
		set_moving_price(SUBNET, 24);
		set_moving_price(OTHER, 8);
	});
	run_epoch(&mut chain, SUBNET);
	chain.run(3);
	chain.look(|| {
		let Pots { owner, server, validator, root } = Pots::of(SUBNET);
		assert!([owner, server, validator, root].iter().all(|pot| *pot > 0));
	});
	chain
}

#[test]
fn dissolved_subnet_gets_nothing_more_and_runs_no_epoch() {
	let mut chain = busy();
	let index = chain.look(|| SubnetEpochIndex::<Runtime>::get(SUBNET));
	chain.block(|| {
		PendingEpochAt::<Runtime>::insert(SUBNET, 1);
		dissolve();
	});
	chain.block(|| {
		assert!(Given::to(OTHER).tao() >= TAO - 3);
		assert!([0, index].contains(&SubnetEpochIndex::<Runtime>::get(SUBNET)));
	});
}

#[test]
fn nothing_is_left_of_pots_flows_and_figures() {
	let mut chain = busy();
	chain.block(dissolve);
	let mut blocks = 0;
	while chain.look(|| Dissolutions::<Runtime>::contains_key(SUBNET)) {
		chain.run(1);
		blocks += 1;
		assert!(blocks < 50);
	}
	chain.look(|| {
		assert_eq!(Pots::of(SUBNET), Pots::default());
		assert!(!SubnetAlphaOut::<Runtime>::contains_key(SUBNET));
		let figures = [
			SubnetAlphaInEmission::<Runtime>::contains_key(SUBNET),
			SubnetAlphaOutEmission::<Runtime>::contains_key(SUBNET),
			SubnetTaoInEmission::<Runtime>::contains_key(SUBNET),
			SubnetExcessTao::<Runtime>::contains_key(SUBNET),
			SubnetEmaTaoFlow::<Runtime>::contains_key(SUBNET),
			SubnetEmaProtocolFlow::<Runtime>::contains_key(SUBNET),
			SubnetTaoFlow::<Runtime>::contains_key(SUBNET),
			SubnetProtocolFlow::<Runtime>::contains_key(SUBNET),
			RootProp::<Runtime>::contains_key(SUBNET),
			MinerBurned::<Runtime>::contains_key(SUBNET),
		];
		assert_eq!(figures, [false; 10]);
		assert_eq!(EarnersOfSubnet::<Runtime>::iter_key_prefix(SUBNET).count(), 0);
		assert_eq!(AlphaDividendsPerSubnet::<Runtime>::iter_key_prefix(SUBNET).count(), 0);
		assert!(LastHotkeyEmissionOnNetuid::<Runtime>::iter_keys().all(|(_, netuid)| netuid != SUBNET));
		assert!(TotalHotkeyAlphaLastEpoch::<Runtime>::iter_keys().all(|(_, netuid)| netuid != SUBNET));
	});
}

/// What is pending is part of the pool's worth that nobody holds, and its TAO is recycled with the rest.
#[test]
fn issuance_falls_by_what_nobody_held_and_emission_goes_on() {
	let mut chain = busy();
	let before = chain.look(issuance);
	chain.block(dissolve);
	chain.run(10);
	chain.look(|| {
		assert!(!Dissolutions::<Runtime>::contains_key(SUBNET));
		let after = issuance();
		// Eleven blocks have made TAO.
		assert!(after + 100 * TAO < before + 11 * TAO, "{before} {after}");
	});
	chain.block(|| assert!(Given::to(OTHER).tao() >= TAO - 3));
}

#[test]
fn next_subnet_of_the_number_begins_without_pots_and_flows() {
	let mut chain = busy();
	chain.block(dissolve);
	chain.run(10);
	assert_eq!(chain.register_subnet(Alice), SUBNET);
	chain.block(|| {
		assert_eq!((Pots::of(SUBNET), Given::to(SUBNET)), (Pots::default(), Given::default()));
		assert_eq!(SubnetEmaTaoFlow::<Runtime>::get(SUBNET), None);
	});
}
