//! What stakers on root get: TAO, and no alpha unless they want it. Spec: economics 7, 11.3, 12.

use crate::{
	chain::Chain,
	kit::{call, coldkey, events, hotkey, ProtocolCall},
	scene::{on_hotkey, rewarded, run_epoch, run_up_to_epoch, set_moving_price, stake_on_root, Pots},
	words::{stake, OTHER, SUBNET},
};
use pallet_protocol::{
	types::RootClaimTypeEnum::{self, Keep},
	AlphaV2, Event, RootAlphaDividendsPerSubnet, RootClaimable, SubnetProtocolFlow, SubnetRootSellTao, SubnetTAO,
	SubnetTaoInEmission,
};
use pallet_staking::UnclaimedOfSubnet;
use sp_keyring::Sr25519Keyring::{Alice, Charlie};
use std::collections::BTreeSet;
use taonet_runtime::{Runtime, Staking, TAO};
use taonet_types::NetUid;

const ROOT: NetUid = NetUid::ROOT;

/// Alice has 100 000 TAO on root on the validator's hotkey, root is paid, and so many coldkeys are claimed for in each block.
fn chain_with_root_stake(claims: u64) -> Chain {
	let mut chain = rewarded();
	chain.block(|| {
		stake_on_root(Charlie, 100_000);
		assert_eq!(crate::kit::root(ProtocolCall::sudo_set_num_root_claims { new_value: claims }), Ok(()));
	});
	chain.look(|| {
		set_moving_price(SUBNET, 24);
		set_moving_price(OTHER, 8);
	});
	chain
}

fn choose(new_root_claim_type: RootClaimTypeEnum) {
	assert_eq!(call(&coldkey(Alice), ProtocolCall::set_root_claim_type { new_root_claim_type }), Ok(()));
}

/// Alpha-rao that nobody has claimed.
fn unclaimed() -> u64 {
	UnclaimedOfSubnet::<Runtime>::get(SUBNET, hotkey(Charlie)).map_or(0, |alpha| alpha.get())
}

/// On which subnets somebody has a share.
fn subnets_of_alice() -> BTreeSet<NetUid> {
	AlphaV2::<Runtime>::iter_keys().filter(|(_, of, _)| *of == coldkey(Alice)).map(|(_, _, netuid)| netuid).collect()
}

#[test]
fn root_dividend_accrues_to_those_who_stake_on_root_and_the_take_to_the_validator() {
	let mut chain = chain_with_root_stake(0);
	run_up_to_epoch(&mut chain, SUBNET);
	let before = chain.look(|| (Pots::of(SUBNET), on_hotkey(Charlie, SUBNET)));
	chain.block(|| {
		let told = RootAlphaDividendsPerSubnet::<Runtime>::get(SUBNET, hotkey(Charlie)).get();
		// One block more than before.
		let all = told * 65_535 / (65_535 - 11_796);
		assert!(all > before.0.root && all < before.0.root * 2, "{all} {:?}", before.0);
		assert_eq!(unclaimed(), told);
		assert!(RootClaimable::<Runtime>::get(hotkey(Charlie))[&SUBNET] > 0);
		let owed = Staking::owed(&hotkey(Charlie), &coldkey(Alice), SUBNET).get();
		// The rate has 32 binary digits.
		assert!(told >= owed && told - owed < 100_000, "{told} {owed}");
		// Alpha dividends, their take, and the take of root's.
		let paid = on_hotkey(Charlie, SUBNET) - before.1;
		assert!(paid > before.0.validator + (all - told) - 1_000);
		assert_eq!(subnets_of_alice(), BTreeSet::from([ROOT]));
	});
}

#[test]
fn block_claims_for_who_stakes_on_root_and_sells() {
	let mut chain = chain_with_root_stake(5);
	run_up_to_epoch(&mut chain, SUBNET);
	// Their hotkey validates on the other subnet as well.
	let sold = |netuid| SubnetRootSellTao::<Runtime>::get(netuid).get();
	let all_sold = move || sold(SUBNET) + sold(OTHER);
	let staked = || (stake(Charlie, Alice, ROOT), SubnetTAO::<Runtime>::get(ROOT).get());
	let before = chain.look(staked);
	let then = chain.block(|| {
		assert!(events().contains(&Event::RootClaimed { coldkey: coldkey(Alice) }));
		assert!(sold(SUBNET) > TAO / 10, "{}", sold(SUBNET));
		assert_eq!(staked(), (before.0 + all_sold(), before.1 + all_sold()));
		assert!(unclaimed() < 100_000);
		staked()
	});
	chain.block(|| {
		assert!(!SubnetRootSellTao::<Runtime>::contains_key(SUBNET));
		assert_eq!(staked(), (then.0 + all_sold(), then.1 + all_sold()));
	});
}

#[test]
fn sale_of_root_dividends_is_the_protocols_outflow() {
	let mut chain = chain_with_root_stake(5);
	run_epoch(&mut chain, SUBNET);
	chain.block(|| ());
	run_up_to_epoch(&mut chain, SUBNET);
	chain.block(|| {
		let sold = SubnetRootSellTao::<Runtime>::get(SUBNET).get();
		let given = crate::scene::Given::to(SUBNET).tao();
		assert!(sold > 0);
		assert_eq!(SubnetProtocolFlow::<Runtime>::get(SUBNET), given as i64 - sold as i64);
		assert!(SubnetTaoInEmission::<Runtime>::get(SUBNET).get() > 0);
	});
}

#[test]
fn nothing_is_claimed_before_somebody_asks_where_blocks_do_not_claim() {
	let mut chain = chain_with_root_stake(0);
	run_epoch(&mut chain, SUBNET);
	let before = chain.look(|| stake(Charlie, Alice, ROOT));
	chain.run(5);
	chain.block(|| {
		assert_eq!(stake(Charlie, Alice, ROOT), before);
		let claims = ProtocolCall::claim_root { subnets: BTreeSet::from([SUBNET]) };
		assert_eq!(call(&coldkey(Alice), claims), Ok(()));
		let sold = SubnetRootSellTao::<Runtime>::get(SUBNET).get();
		assert!(sold > TAO / 10);
		assert_eq!(stake(Charlie, Alice, ROOT), before + sold);
		assert_eq!(subnets_of_alice(), BTreeSet::from([ROOT]));
	});
}

/// Whatever happens on the subnets, they get TAO, never less of it, and never any alpha.
#[test]
fn stakers_on_root_have_tao_alone() {
	let mut chain = chain_with_root_stake(5);
	let (mut last, mut rises) = (chain.look(|| stake(Charlie, Alice, ROOT)), 0);
	for _ in 0..45 {
		chain.block(|| {
			let root = stake(Charlie, Alice, ROOT);
			assert!(root >= last);
			rises += u32::from(root > last);
			last = root;
			assert_eq!(subnets_of_alice(), BTreeSet::from([ROOT]));
		});
	}
	assert!(rises >= 4, "{rises}");
	assert!(last > 100_000 * TAO + TAO);
}

#[test]
fn who_wants_alpha_keeps_it() {
	let mut chain = chain_with_root_stake(5);
	chain.block(|| choose(Keep));
	run_epoch(&mut chain, SUBNET);
	chain.look(|| {
		assert!(stake(Charlie, Alice, SUBNET) > TAO);
		assert_eq!(stake(Charlie, Alice, ROOT), 100_000 * TAO);
		assert!(!SubnetRootSellTao::<Runtime>::contains_key(SUBNET));
	});
}

#[test]
fn root_gets_nothing_while_prices_are_low() {
	let mut chain = chain_with_root_stake(0);
	run_epoch(&mut chain, SUBNET);
	let before = chain.look(unclaimed);
	assert!(before > 0);
	chain.look(|| {
		set_moving_price(SUBNET, 8);
		set_moving_price(OTHER, 7);
	});
	run_epoch(&mut chain, SUBNET);
	chain.look(|| {
		assert_eq!(unclaimed(), before);
		assert!(!RootAlphaDividendsPerSubnet::<Runtime>::contains_key(SUBNET, hotkey(Charlie)));
		// The validator's own alpha earns all the same.
		assert!(pallet_protocol::AlphaDividendsPerSubnet::<Runtime>::get(SUBNET, hotkey(Charlie)).get() > TAO);
	});
}
