//! Removing a subnet. Spec: subnets 3, economics 17.3. Who holds alpha is paid in `holders`.

use crate::{
	chain::{free, Chain},
	kit::{account, call, coldkey, describe_subnet, endow, error, events, hotkey, root, AdminCall, ProtocolCall},
	words::{
		alpha, dissolve, is_about, is_dissolving, issuance, items, keep_cost_low, refused, register, setters, stored,
		subnet_account, tao, FIRST, NEXT, SUBNET,
	},
};
use frame_support::traits::Hooks;
use pallet_emission::DISSOLUTION_ENTRIES_PER_BLOCK;
use pallet_protocol::{
	types::SubnetIdentityV3, Axons, Bonds, Error, Event, Keys, NetworksAdded, Prometheus, RegisteredSubnetCounter,
	SubnetAlphaIn, SubnetIdentitiesV3, SubnetMovingPrice, SubnetOwner, SubnetTAO, SubnetworkN, TotalNetworks,
	TotalStake, Uids, ValidatorPermit, Weights,
};
use pallet_subnets::{Dissolution, Dissolutions, Stage};
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Dave};
use sp_runtime::{DispatchError, DispatchResult};
use std::collections::BTreeSet;
use taonet_runtime::{
	genesis_presets::NOBODY, AlphaAssets, Balance, BlockNumber, Runtime, RuntimeCall, RuntimeEvent, Subnets, Swap,
	System,
};
use taonet_types::{fixed::U64F64, MechId, NetUid, NetUidStorageIndex, TaoBalance};

type SwapError = pallet_swap::Error<Runtime>;
type AdminError = pallet_admin_utils::Error<Runtime>;

/// What the domain told of its own in this block.
fn told() -> Vec<pallet_subnets::Event<Runtime>> {
	let of_subnets = |record: frame_system::EventRecord<RuntimeEvent, _>| match record.event {
		RuntimeEvent::Subnets(event) => Some(event),
		_ => None,
	};
	System::events().into_iter().filter_map(of_subnets).collect()
}

/// That a dissolution is complete, in which nobody held anything.
fn dissolved(netuid: NetUid, recycled: Balance) -> pallet_subnets::Event<Runtime> {
	pallet_subnets::Event::SubnetDissolved { netuid, paid: TaoBalance::ZERO, recycled: TaoBalance::new(recycled) }
}

/// Registers so many hotkeys of Alice on a subnet.
fn register_neurons(netuid: NetUid, count: u32) {
	for number in 0..count {
		let hotkey = account(number);
		assert_eq!(call(&coldkey(Alice), ProtocolCall::burned_register { netuid, hotkey }), Ok(()));
	}
}

/// Gives every neuron a permit, a row of weights and one of bonds, on mechanism 0.
fn fill_rows(netuid: NetUid) {
	let index = NetUidStorageIndex::of(netuid, MechId::MAIN).unwrap();
	let n = SubnetworkN::<Runtime>::get(netuid);
	ValidatorPermit::<Runtime>::insert(netuid, vec![true; n.into()]);
	for uid in 0..n {
		Weights::<Runtime>::insert(index, uid, vec![(0, u16::MAX)]);
		Bonds::<Runtime>::insert(index, uid, vec![(0, 1)]);
	}
}

/// What there is for each neuron of a subnet, as dissolutions count it.
fn entries(netuid: NetUid) -> usize {
	let index = NetUidStorageIndex::of(netuid, MechId::MAIN).unwrap();
	Keys::<Runtime>::iter_prefix(netuid).count()
		+ Weights::<Runtime>::iter_prefix(index).count()
		+ Bonds::<Runtime>::iter_prefix(index).count()
}

fn check_invariants(number: BlockNumber) {
	assert_eq!(<Subnets as Hooks<BlockNumber>>::try_state(number), Ok(()));
	assert_eq!(<Swap as Hooks<BlockNumber>>::try_state(number), Ok(()));
	assert_eq!(<AlphaAssets as Hooks<BlockNumber>>::try_state(number), Ok(()));
}

#[test]
fn subnet_is_taken_from_the_list_at_once() {
	let mut chain = Chain::local();
	chain.register_subnet(Bob);
	chain.block(|| {
		let before = events().len();
		assert_eq!(dissolve(SUBNET), Ok(()));
		assert_eq!(events().split_off(before), [Event::NetworkRemoved(SUBNET)]);
		assert!(!NetworksAdded::<Runtime>::contains_key(SUBNET));
		assert_eq!(TotalNetworks::<Runtime>::get(), 2);
		// The pool is closed; what was in it is still on the subnet's account.
		assert!(!SubnetTAO::<Runtime>::contains_key(SUBNET));
		assert_eq!(TotalStake::<Runtime>::get(), tao(10));
		assert_eq!(free(&subnet_account(SUBNET)), tao(1_000).get());
		let expected = Dissolution {
			stage: Stage::Weighing { from: None },
			pot: tao(1_000),
			weight: 1_000_000_000_000,
			paid: TaoBalance::ZERO,
		};
		assert_eq!(Dissolutions::<Runtime>::get(SUBNET), Some(expected));
	});
}

#[test]
fn description_of_a_subnet_goes_with_it() {
	let mut chain = Chain::local();
	chain.block(|| {
		let (hotkey, identity) = (hotkey(Bob), Some(SubnetIdentityV3::default()));
		let asked = ProtocolCall::register_network_with_identity { hotkey, identity };
		assert_eq!(call(&coldkey(Bob), asked), Ok(()));
		let before = events().len();
		assert_eq!(dissolve(SUBNET), Ok(()));
		assert_eq!(events().split_off(before), [Event::SubnetIdentityRemoved(SUBNET), Event::NetworkRemoved(SUBNET)]);
		assert_eq!(SubnetIdentitiesV3::<Runtime>::get(SUBNET), None);
	});
}

#[test]
fn only_root_can_remove_a_subnet() {
	let mut chain = Chain::local();
	chain.register_subnet(Bob);
	chain.block(|| {
		let calls = |netuid| {
			[
				ProtocolCall::dissolve_network { coldkey: coldkey(Bob), netuid },
				ProtocolCall::root_dissolve_network { netuid },
			]
		};
		for who in [Bob, Charlie] {
			for asked in calls(SUBNET).into_iter().chain(calls(NEXT)) {
				assert_eq!(refused(|| call(&coldkey(who), asked)), Err(DispatchError::BadOrigin));
			}
		}
		for netuid in [NetUid::ROOT, NEXT, NetUid::new(u16::MAX)] {
			for asked in calls(netuid) {
				assert_eq!(refused(|| root(asked)), error(Error::SubnetNotExists));
			}
		}
		let [old, _] = calls(SUBNET);
		assert_eq!(root(old), Ok(()));
		for asked in calls(SUBNET) {
			assert_eq!(refused(|| root(asked)), error(Error::SubnetNotExists));
		}
	});
	// Nor is there anything to remove when it is gone.
	chain.run(1);
	chain.block(|| assert_eq!(refused(|| dissolve(SUBNET)), error(Error::SubnetNotExists)));
}

#[test]
fn coldkey_in_the_older_call_is_ignored() {
	let mut chain = Chain::local();
	chain.register_subnet(Bob);
	let netuid = SUBNET;
	chain.root(ProtocolCall::dissolve_network { coldkey: coldkey(Dave), netuid });
	chain.look(|| assert!(!Subnets::exists(SUBNET)));
}

#[test]
fn all_money_of_a_subnet_without_holders_is_recycled() {
	let mut chain = Chain::local();
	chain.register_subnet(Bob);
	// The pool is traded with, and somebody leaves TAO on the account.
	chain.register_neuron(SUBNET, Charlie);
	chain.block(|| endow(&subnet_account(SUBNET), 5));
	let (pot, lies_there, issued) =
		chain.look(|| (SubnetTAO::<Runtime>::get(SUBNET).get(), free(&subnet_account(SUBNET)), issuance()));
	assert_eq!(lies_there, pot + tao(5).get());
	let others = chain.look(|| [Alice, Bob, Charlie].map(|who| free(&coldkey(who))));
	chain.block(|| assert_eq!(dissolve(SUBNET), Ok(())));
	chain.look(|| assert_eq!(issuance(), issued));
	// More comes while it goes on.
	let extra = chain.block(|| {
		assert!(!is_dissolving(SUBNET), "it was done at the beginning of the block");
		assert_eq!(told(), [dissolved(SUBNET, lies_there)]);
		assert_eq!(issued - issuance(), lies_there);
		free(&subnet_account(SUBNET))
	});
	assert_eq!(extra, 0);
	chain.look(|| {
		// The creator gets nothing back.
		assert_eq!([Alice, Bob, Charlie].map(|who| free(&coldkey(who))), others);
		assert!(!System::account_exists(&subnet_account(SUBNET)));
	});
}

#[test]
fn tao_that_comes_during_the_removal_is_recycled_too() {
	let mut chain = Chain::local();
	chain.register_subnet(Bob);
	chain.block(|| {
		assert_eq!(dissolve(SUBNET), Ok(()));
		endow(&subnet_account(SUBNET), 7);
	});
	let issued = chain.look(issuance);
	chain.run(1);
	chain.look(|| {
		assert_eq!(told(), [dissolved(SUBNET, tao(1_007).get())]);
		assert_eq!(issued - issuance(), tao(1_007).get());
	});
}

#[test]
fn subnet_of_genesis_can_be_removed_like_any_other() {
	let mut chain = Chain::local();
	let issued = chain.look(issuance);
	chain.block(|| {
		assert_eq!(dissolve(FIRST), Ok(()));
		// 10 alpha in the pool. The one outside is the zero account's, and is added up next.
		assert_eq!(Dissolutions::<Runtime>::get(FIRST).map(|dissolution| dissolution.weight), Some(10_000_000_000));
	});
	chain.run(1);
	chain.look(|| {
		// One of eleven parts of 10 TAO.
		let (paid, recycled) = (TaoBalance::new(909_090_909), TaoBalance::new(9_090_909_091));
		assert_eq!(told(), [pallet_subnets::Event::SubnetDissolved { netuid: FIRST, paid, recycled }]);
		assert_eq!(issued - issuance(), recycled.get());
		assert_eq!(free(&NOBODY), paid.get());
		assert_eq!(Subnets::subnets(), [NetUid::ROOT]);
	});
	assert_eq!(chain.register_subnet(Bob), FIRST);
	chain.look(|| assert_eq!(RegisteredSubnetCounter::<Runtime>::get(FIRST), 2));
}

/// Calls about a subnet and what is answered while it is being removed, to its owner (who is a neuron too).
fn calls_of_the_owner(netuid: NetUid) -> Vec<(ProtocolCall, DispatchResult)> {
	let (not_there, not_owner) = (error(Error::SubnetNotExists), error(Error::NotSubnetOwner));
	let no_right = Err(DispatchError::BadOrigin);
	let hotkey = account(1);
	let register = ProtocolCall::register {
		netuid,
		block_number: 1,
		nonce: 0,
		work: vec![],
		hotkey: hotkey.clone(),
		coldkey: account(2),
	};
	let serve_tls = ProtocolCall::serve_axon_tls {
		netuid,
		version: 1,
		ip: 1,
		port: 1,
		ip_type: 4,
		protocol: 0,
		placeholder1: 0,
		placeholder2: 0,
		certificate: vec![1, 2],
	};
	let serve = ProtocolCall::serve_axon {
		netuid,
		version: 1,
		ip: 1,
		port: 1,
		ip_type: 4,
		protocol: 0,
		placeholder1: 0,
		placeholder2: 0,
	};
	let describe = describe_subnet(netuid, SubnetIdentityV3::default());
	vec![
		(ProtocolCall::start_call { netuid }, not_there),
		(ProtocolCall::burned_register { netuid, hotkey: hotkey.clone() }, not_there),
		(ProtocolCall::register_limit { netuid, hotkey, limit_price: u64::MAX }, not_there),
		(register, not_there),
		(ProtocolCall::update_symbol { netuid, symbol: "δ".into() }, not_there),
		(describe, not_owner),
		(ProtocolCall::set_tempo { netuid, tempo: 360 }, no_right),
		(ProtocolCall::trigger_epoch { netuid }, no_right),
		(ProtocolCall::set_activity_cutoff_factor { netuid, factor_milli: 1_000 }, no_right),
		(serve, not_there),
		(serve_tls, not_there),
		(ProtocolCall::serve_prometheus { netuid, version: 1, ip: 1, port: 1, ip_type: 4 }, not_there),
	]
}

#[test]
fn calls_about_a_subnet_are_refused_while_it_is_being_removed() {
	let mut chain = Chain::local();
	chain.root(AdminCall::sudo_set_admin_freeze_window { window: 0 });
	chain.register_subnet(Bob);
	chain.block(|| {
		assert_eq!(call(&coldkey(Bob), ProtocolCall::burned_register { netuid: SUBNET, hotkey: coldkey(Bob) }), Ok(()));
		assert_eq!(dissolve(SUBNET), Ok(()));
		// Nothing of it is forgotten yet.
		assert_eq!((entries(SUBNET), SubnetOwner::<Runtime>::get(SUBNET)), (2, coldkey(Bob)));
		for (asked, answer) in calls_of_the_owner(SUBNET) {
			let shown = format!("{asked:?}");
			assert_eq!(refused(|| call(&coldkey(Bob), asked)), answer, "{shown}");
		}
		for asked in setters(SUBNET) {
			let shown = format!("{asked:?}");
			let by_owner = refused(|| call(&coldkey(Bob), asked.clone()));
			assert_eq!(by_owner, Err(DispatchError::BadOrigin), "{shown}");
			let not_there = [
				Err(AdminError::SubnetDoesNotExist.into()),
				error(Error::SubnetNotExists),
				error(Error::MechanismDoesNotExist),
			];
			assert!(not_there.contains(&refused(|| root(asked))), "{shown}");
		}
		let rate = pallet_swap::Call::<Runtime>::set_fee_rate { netuid: SUBNET, rate: 1 };
		assert_eq!(refused(|| root(rate)), Err(SwapError::MechanismDoesNotExist.into()));
		let factor = ProtocolCall::set_activity_cutoff_factor { netuid: SUBNET, factor_milli: 1_000 };
		assert_eq!(refused(|| root(factor)), error(Error::SubnetNotExists));
		assert_eq!(Swap::price(SUBNET), U64F64::from_num(1), "a netuid without a subnet");
	});
}

/// So that the list above grows with the calls.
#[test]
fn setters_of_one_subnet_are_all_in_the_list() {
	use frame_support::traits::{GetCallMetadata, GetCallName};
	let listed: Vec<_> =
		setters(SUBNET).into_iter().map(|call| RuntimeCall::from(call).get_call_metadata().function_name).collect();
	let of_the_chain = [
		"swap_authorities",
		"sudo_set_tx_rate_limit",
		"sudo_set_network_pow_registration_allowed",
		"sudo_set_network_rate_limit",
		"sudo_set_total_issuance",
		"sudo_set_network_immunity_period",
		"sudo_set_network_min_lock_cost",
		"sudo_set_subnet_limit",
		"sudo_set_lock_reduction_interval",
		"sudo_set_dissolve_network_schedule_duration",
		"schedule_grandpa_change",
		"sudo_set_subnet_moving_alpha",
		"sudo_set_commit_reveal_version",
		"sudo_set_admin_freeze_window",
		"sudo_set_owner_hparam_rate_limit",
		"sudo_set_start_call_delay",
		"sudo_set_max_mechanism_count",
		"sudo_set_default_take",
		"sudo_set_min_delegate_take",
		"sudo_set_tx_delegate_take_rate_limit",
		"sudo_set_nominator_min_required_stake",
		"sudo_set_stake_threshold",
		"sudo_set_coldkey_swap_announcement_delay",
		"sudo_set_coldkey_swap_reannouncement_delay",
		"sudo_set_subnet_owner_cut",
		"sudo_set_ck_burn",
		"sudo_set_tao_flow_cutoff",
		"sudo_set_tao_flow_normalization_exponent",
		"sudo_set_tao_flow_smoothing_factor",
		"sudo_set_net_tao_flow_enabled",
		"sudo_set_max_epochs_per_block",
	];
	for name in AdminCall::get_call_names() {
		assert!(listed.contains(name) || of_the_chain.contains(name), "{name} is in no list");
	}
}

#[test]
fn full_subnet_is_forgotten_step_by_step_and_no_step_exceeds_its_limit() {
	let mut chain = Chain::local();
	chain.register_subnet(Bob);
	chain.block(|| {
		register_neurons(SUBNET, 255);
		fill_rows(SUBNET);
	});
	let limit = 37;
	let steps = chain.look(|| {
		assert_eq!((SubnetworkN::<Runtime>::get(SUBNET), entries(SUBNET)), (256, 768));
		let serve = ProtocolCall::serve_prometheus { netuid: SUBNET, version: 1, ip: 1, port: 1, ip_type: 4 };
		for number in 0..255 {
			assert_eq!(call(&account(number), serve.clone()), Ok(()));
		}
		assert_eq!(dissolve(SUBNET), Ok(()));
		let mut steps = 0;
		while is_dissolving(SUBNET) {
			let before = entries(SUBNET);
			Subnets::continue_dissolutions(limit);
			let visited = before - entries(SUBNET);
			assert!(visited <= limit as usize, "{visited} entries in step {steps}");
			check_invariants(3);
			// Whoever has left cannot be reached any more.
			assert_eq!(Prometheus::<Runtime>::iter_prefix(SUBNET).count(), {
				let left = |number: &u32| Uids::<Runtime>::contains_key(SUBNET, account(*number));
				(0..255).filter(left).count()
			});
			steps += 1;
		}
		assert_eq!(entries(SUBNET), 0);
		steps
	});
	// 768 entries, and a step each for finding that nobody holds alpha, for paying nobody, and for what remains.
	let least = 768_u32.div_ceil(limit);
	assert!((least..=least + 2).contains(&steps), "{steps} steps");
}

#[test]
fn removal_comes_to_its_end_even_with_a_single_entry_at_a_time() {
	let mut chain = Chain::local();
	chain.register_subnet(Bob);
	chain.look(|| {
		assert_eq!(dissolve(SUBNET), Ok(()));
		let before = stored();
		Subnets::continue_dissolutions(0);
		assert!(stored() == before, "something was done without leave");
		let mut stages = vec![];
		while let Some(dissolution) = Dissolutions::<Runtime>::get(SUBNET) {
			stages.push(dissolution.stage);
			Subnets::continue_dissolutions(1);
			check_invariants(1);
		}
		// Clearing takes one step for the neuron, and one to find that there is nothing else.
		use Stage::{Clearing, Paying, Settling, Weighing};
		assert_eq!(stages, [Weighing { from: None }, Paying, Clearing, Clearing, Settling]);
	});
}

#[test]
fn removal_of_a_full_subnet_takes_several_blocks_in_which_its_number_is_not_given_out() {
	let mut chain = Chain::local();
	chain.block(keep_cost_low);
	chain.register_subnet(Bob);
	chain.block(|| {
		register_neurons(SUBNET, 255);
		fill_rows(SUBNET);
	});
	let issued = chain.look(issuance);
	let pot = chain.look(|| SubnetTAO::<Runtime>::get(SUBNET).get());
	chain.block(|| assert_eq!(dissolve(SUBNET), Ok(())));
	chain.block(|| {
		assert!(is_dissolving(SUBNET));
		assert_eq!((issuance(), told()), (issued, vec![]));
		assert_eq!(register(Charlie), Ok(()));
		assert_eq!(Subnets::subnets(), [NetUid::ROOT, FIRST, NEXT]);
	});
	let mut blocks = 1;
	while chain.look(|| is_dissolving(SUBNET)) {
		chain.look(|| assert_eq!(issuance(), issued));
		chain.run(1);
		blocks += 1;
	}
	// 768 entries, and two steps in which nobody is weighed and nobody is paid.
	assert_eq!(blocks, 770_u32.div_ceil(DISSOLUTION_ENTRIES_PER_BLOCK));
	chain.look(|| {
		assert_eq!(told(), [dissolved(SUBNET, pot)]);
		assert_eq!(issued - issuance(), pot);
	});
	assert_eq!(chain.register_subnet(Charlie), SUBNET);
}

#[test]
fn number_is_not_given_out_before_the_removal_is_complete() {
	let mut chain = Chain::local();
	chain.block(keep_cost_low);
	chain.register_subnet(Bob);
	chain.run(1);
	chain.block(|| {
		assert_eq!(dissolve(SUBNET), Ok(()));
		assert_eq!(register(Charlie), Ok(()));
		assert_eq!(Subnets::subnets(), [NetUid::ROOT, FIRST, NEXT]);
	});
	chain.run(1);
	chain.block(|| {
		assert_eq!(register(Charlie), Ok(()));
		assert_eq!(Subnets::subnets(), [NetUid::ROOT, FIRST, SUBNET, NEXT]);
		assert_eq!(RegisteredSubnetCounter::<Runtime>::get(SUBNET), 2);
		assert_eq!(RegisteredSubnetCounter::<Runtime>::get(NEXT), 1);
	});
}

#[test]
fn several_removals_share_the_limit_and_the_lowest_number_comes_first() {
	let mut chain = Chain::local();
	chain.block(keep_cost_low);
	let netuids = [2, 3, 4, 5].map(NetUid::new);
	for netuid in netuids {
		assert_eq!(chain.register_subnet(Alice), netuid);
		chain.block(|| register_neurons(netuid, 20));
	}
	chain.block(|| {
		netuids.into_iter().for_each(fill_rows);
		// 63 entries each, on each of which somebody left some TAO.
		for (extra, netuid) in (1..).zip(netuids) {
			endow(&subnet_account(netuid), extra);
		}
		// Begun in another order.
		for netuid in [4, 2, 3] {
			assert_eq!(dissolve(NetUid::new(netuid)), Ok(()));
		}
	});
	chain.look(|| {
		let all_entries = || netuids.map(entries);
		assert_eq!(all_entries(), [63; 4]);
		let (issued, mut completed) = (issuance(), vec![]);
		let going = || netuids.into_iter().filter(|netuid| is_dissolving(*netuid)).collect::<Vec<_>>();
		let worth = netuids.map(|netuid| free(&subnet_account(netuid)));
		while !going().is_empty() {
			let (before, were_going) = (all_entries(), going());
			Subnets::continue_dissolutions(40);
			let after = all_entries();
			let visited: usize = before.iter().zip(after).map(|(before, after)| before - after).sum();
			assert!(visited <= 40);
			// Nothing of a later one is touched as long as an earlier one is not done.
			for (netuid, entries) in netuids.into_iter().zip(after) {
				assert!(going()
					.first()
					.is_none_or(|first| netuid <= *first || !is_dissolving(netuid) || entries == 63));
			}
			completed.extend(were_going.into_iter().filter(|netuid| !is_dissolving(*netuid)));
			check_invariants(1);
		}
		assert_eq!(completed, [2, 3, 4].map(NetUid::new));
		assert_eq!(issued - issuance(), worth[..3].iter().sum::<Balance>());
		assert_eq!(entries(NetUid::new(5)), 63, "the live one keeps everything");
		assert_eq!(free(&subnet_account(NetUid::new(5))), worth[3]);
	});
}

#[test]
fn removal_leaves_other_subnets_alone() {
	let mut chain = Chain::local();
	chain.block(keep_cost_low);
	// Netuids that share a byte, or that differ from one another as storage indices of mechanisms do.
	chain.register_subnet(Bob);
	chain.register_subnet(Bob);
	chain.block(|| {
		for netuid in [FIRST, SUBNET, NEXT] {
			register_neurons(netuid, 10);
			fill_rows(netuid);
			SubnetMovingPrice::<Runtime>::insert(netuid, taonet_types::fixed::I96F32::from_num(1));
		}
		for (netuid, number) in [(SUBNET, 1), (NEXT, 1), (FIRST, 2)] {
			let serve = ProtocolCall::serve_axon {
				netuid,
				version: 1,
				ip: 1,
				port: 1,
				ip_type: 4,
				protocol: 0,
				placeholder1: 0,
				placeholder2: 0,
			};
			assert_eq!(call(&account(number), serve), Ok(()));
		}
	});
	chain.look(|| {
		let before = stored();
		assert_eq!(dissolve(SUBNET), Ok(()));
		while is_dissolving(SUBNET) {
			Subnets::continue_dissolutions(500);
		}
		let after = stored();
		let gone: Vec<_> = before.keys().filter(|key| !after.contains_key(*key)).collect();
		assert!(gone.len() > 100, "much was there");
		for key in gone {
			assert!(is_about(SUBNET, &key[32..]), "{key:?} is another's");
		}
		for netuid in [FIRST, NEXT] {
			assert_eq!(entries(netuid), 33);
			assert_eq!(Axons::<Runtime>::iter_prefix(netuid).count(), 1);
		}
		let changed: BTreeSet<_> = items()
			.into_iter()
			.filter(|item| {
				let own = after.iter().filter(|(key, _)| key.starts_with(&item.prefix));
				own.into_iter().any(|(key, value)| before.get(key).is_some_and(|old| old != value))
			})
			.map(|item| item.name)
			.collect();
		let expected = [
			"Balances.TotalIssuance",
			"Subnets.SlotsOfColdkey",
			"SubtensorModule.TotalIssuance",
			"SubtensorModule.TotalNetworks",
			"SubtensorModule.TotalStake",
			"System.EventCount",
			"System.Events",
		];
		assert_eq!(changed, expected.map(String::from).into());
	});
}

#[test]
fn pot_of_a_traded_pool_is_shared_by_all_alpha_that_has_a_part_in_it() {
	let mut chain = Chain::local();
	chain.register_subnet(Bob);
	chain.block(|| {
		assert_eq!(AlphaAssets::emit_alpha(SUBNET, alpha(30)), Ok(()));
		pallet_protocol::SubnetProtocolAlpha::<Runtime>::insert(SUBNET, alpha(20));
		let in_pool = u128::from(SubnetAlphaIn::<Runtime>::get(SUBNET).get());
		assert_eq!(dissolve(SUBNET), Ok(()));
		// What is in the pool and what the protocol bought; nobody holds the other 10.
		let dissolution = Dissolutions::<Runtime>::get(SUBNET).unwrap();
		assert_eq!(dissolution.weight, in_pool + 20_000_000_000);
	});
	chain.run(1);
	chain.look(|| assert!(!is_dissolving(SUBNET)));
}

#[test]
fn removal_costs_weight_by_what_it_visits() {
	let mut chain = Chain::local();
	chain.register_subnet(Bob);
	chain.block(|| register_neurons(SUBNET, 50));
	chain.look(|| {
		let idle = Subnets::continue_dissolutions(40);
		assert_eq!(dissolve(SUBNET), Ok(()));
		let busy = Subnets::continue_dissolutions(40);
		let entry = <Runtime as frame_system::Config>::DbWeight::get().reads_writes(1, 1);
		assert!(busy.ref_time() >= idle.ref_time() + 40 * entry.ref_time());
	});
}

#[test]
fn seats_on_root_stay_whatever_subnet_is_removed() {
	let mut chain = Chain::local();
	chain.block(|| {
		assert_eq!(call(&coldkey(Bob), ProtocolCall::root_register { hotkey: hotkey(Bob) }), Ok(()));
		assert_eq!(dissolve(FIRST), Ok(()));
	});
	chain.run(1);
	chain.look(|| {
		assert_eq!(Uids::<Runtime>::get(NetUid::ROOT, hotkey(Bob)), Some(0));
	});
}
