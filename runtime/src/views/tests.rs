use super::{dynamic, hyperparameters, metagraph, neurons, prices, subnets};
use crate::{AccountId, Runtime};
use codec::{Compact, Encode};
use pallet_protocol::{
	types::{AxonInfo, ChainIdentityV2, SubnetIdentityV3},
	*,
};
use sp_io::TestExternalities;
use taonet_types::{
	fixed::{I32F32, U64F64},
	AlphaBalance, MechId, NetUid, NetUidStorageIndex, TaoBalance, RAO_PER_TAO,
};

const SUBNET: NetUid = NetUid::new(5);
/// The number of the last field of a selective metagraph.
const LAST_FIELD: u16 = 73;

fn account(number: u8) -> AccountId {
	AccountId::new([number; 32])
}

fn alpha(amount: u64) -> AlphaBalance {
	AlphaBalance::new(amount)
}

/// A chain with root, and a subnet on which the hotkeys 1, 2 and 3, owned by 11, 12 and 13, have registered since the last
/// epoch, in which there was only the first.
fn with_subnet(test: impl FnOnce()) {
	TestExternalities::default().execute_with(|| {
		NetworksAdded::<Runtime>::insert(NetUid::ROOT, true);
		NetworksAdded::<Runtime>::insert(SUBNET, true);
		TotalNetworks::<Runtime>::put(2);
		SubnetMechanism::<Runtime>::insert(SUBNET, 1);
		SubnetTAO::<Runtime>::insert(SUBNET, TaoBalance::new(1_000 * RAO_PER_TAO));
		SubnetAlphaIn::<Runtime>::insert(SUBNET, alpha(4_000 * RAO_PER_TAO));
		SubnetOwner::<Runtime>::insert(SUBNET, account(11));
		SubnetOwnerHotkey::<Runtime>::insert(SUBNET, account(1));
		SubnetworkN::<Runtime>::insert(SUBNET, 3);
		for (uid, hotkey, coldkey, block) in [(0u16, 1, 11, 100u64), (1, 2, 12, 101), (2, 3, 13, 102)] {
			let hotkey = account(hotkey);
			Keys::<Runtime>::insert(SUBNET, uid, &hotkey);
			Uids::<Runtime>::insert(SUBNET, &hotkey, uid);
			Owner::<Runtime>::insert(&hotkey, account(coldkey));
			BlockAtRegistration::<Runtime>::insert(SUBNET, uid, block);
		}
		Emission::<Runtime>::insert(SUBNET, vec![alpha(7)]);
		test()
	});
}

fn selective(indexes: &[u16]) -> taonet_runtime_api::metagraph::SelectiveMetagraph {
	metagraph::selective(SUBNET, MechId::MAIN, indexes).unwrap()
}

#[test]
fn selective_metagraph_answers_field_n_and_no_other_when_asked_for_n() {
	with_subnet(|| {
		let netuid_alone = [&[20u8][..], &[0; LAST_FIELD as usize]].concat();
		assert_eq!(selective(&[]).encode(), netuid_alone);
		assert_eq!(selective(&[0, LAST_FIELD + 1, u16::MAX]).encode(), netuid_alone);

		// What the answers hold must be the fields of the whole metagraph, one after the other.
		let mut fields = Compact(SUBNET).encode();
		for number in 1..=LAST_FIELD {
			let answer = selective(&[number]).encode();
			let (before, rest) = answer.split_at(usize::from(number));
			let (value, after) = rest.split_at(rest.len() - usize::from(LAST_FIELD - number));
			assert_eq!(before, [&[20u8][..], &vec![0; usize::from(number) - 1]].concat(), "before field {number}");
			assert_eq!(after, vec![0; after.len()], "after field {number}");
			assert_eq!(value[0], 1, "field {number} has no answer");
			if number <= 71 {
				fields.extend_from_slice(&value[1..]);
			}
		}
		assert_eq!(fields, metagraph::full(SUBNET, MechId::MAIN).unwrap().encode());
	});
}

#[test]
fn lists_have_one_entry_for_each_neuron_when_the_epoch_saw_fewer() {
	with_subnet(|| {
		let metagraph = metagraph::full(SUBNET, MechId::MAIN).unwrap();
		assert_eq!(metagraph.hotkeys, [account(1), account(2), account(3)]);
		assert_eq!(metagraph.coldkeys, [account(11), account(12), account(13)]);
		assert_eq!(metagraph.emission, [Compact(alpha(7)), Compact(alpha(0)), Compact(alpha(0))]);
		assert_eq!(metagraph.validator_permit, [false; 3]);
		assert_eq!(metagraph.block_at_registration, [Compact(100), Compact(101), Compact(102)]);
		assert_eq!(metagraph.axons, vec![AxonInfo::default(); 3]);
		assert_eq!(metagraph.pruning_score, [Compact(u16::MAX); 3]);
		assert_eq!((metagraph.rank, metagraph.trust), (vec![], vec![]));

		// A vector that outlived its neurons is cut.
		SubnetworkN::<Runtime>::insert(SUBNET, 1);
		Active::<Runtime>::insert(SUBNET, vec![true, true]);
		assert_eq!(metagraph::full(SUBNET, MechId::MAIN).unwrap().active, [true]);
	});
}

#[test]
fn mechanisms_share_neurons_but_not_their_own_vectors() {
	with_subnet(|| {
		let second = MechId::new(1);
		let index = NetUidStorageIndex::of(SUBNET, second).unwrap();
		LastUpdate::<Runtime>::insert(index, vec![9, 8, 7]);
		Incentive::<Runtime>::insert(index, vec![1]);
		assert_eq!(metagraph::full(SUBNET, second), None);
		assert_eq!(metagraph::of_all_mechanisms(SUBNET).len(), 1);

		MechanismCountCurrent::<Runtime>::insert(SUBNET, MechId::new(2));
		let shown = metagraph::full(SUBNET, second).unwrap();
		assert_eq!(shown.netuid, Compact(index));
		assert_eq!(shown.last_update, [Compact(9), Compact(8), Compact(7)]);
		assert_eq!(shown.incentives, [Compact(1), Compact(0), Compact(0)]);
		assert_eq!(shown.emission[0], Compact(alpha(7)));
		assert_eq!(metagraph::of_all_mechanisms(SUBNET), [metagraph::full(SUBNET, MechId::MAIN), Some(shown)]);
	});
}

#[test]
fn nothing_is_answered_about_a_subnet_that_does_not_exist() {
	with_subnet(|| {
		let missing = NetUid::new(6);
		assert_eq!(subnets::info(missing), None);
		assert_eq!(subnets::account(missing), None);
		assert_eq!(subnets::next_epoch_start_block(missing), None);
		assert_eq!(hyperparameters::settings(missing), None);
		assert_eq!(hyperparameters::list(missing), None);
		assert_eq!(dynamic::info(missing), None);
		assert_eq!(metagraph::full(missing, MechId::MAIN), None);
		assert_eq!(metagraph::selective(missing, MechId::MAIN, &[1]), None);
		assert_eq!(metagraph::state(missing), None);
		assert_eq!(neurons::all(missing), []);
		assert_eq!(neurons::all_lite(missing), []);
		assert_eq!((neurons::full(missing, 0), neurons::lite(missing, 0)), (None, None));
		assert_eq!(subnets::all(|netuid| netuid), [NetUid::ROOT, SUBNET]);
	});
}

#[test]
fn neuron_is_the_same_whether_it_is_asked_for_alone_or_with_all() {
	with_subnet(|| {
		let index = NetUidStorageIndex::try_from(SUBNET).unwrap();
		Weights::<Runtime>::insert(index, 1, vec![(0, 0), (2, 65_535)]);
		Bonds::<Runtime>::insert(index, 1, vec![(0, 3), (1, 0)]);
		TotalHotkeyAlpha::<Runtime>::insert(account(2), SUBNET, alpha(50));

		let neuron = neurons::full(SUBNET, 1).unwrap();
		assert_eq!(neuron.stake, [(account(12), Compact(alpha(50)))]);
		assert_eq!(neuron.weights, [(Compact(2), Compact(65_535))]);
		assert_eq!(neuron.bonds, [(Compact(0), Compact(3))]);
		assert_eq!(neurons::all(SUBNET)[1], neuron);
		assert_eq!(neurons::all_lite(SUBNET)[1], neurons::lite(SUBNET, 1).unwrap());
		assert_eq!(neurons::all(SUBNET).len(), 3);
		assert_eq!(neurons::full(SUBNET, 3), None);
	});
}

#[test]
fn stake_is_shown_with_what_parents_lend_and_tao_weighs() {
	with_subnet(|| {
		let tao = RAO_PER_TAO;
		// The worked example of staking 9.
		TotalHotkeyAlpha::<Runtime>::insert(account(2), SUBNET, alpha(1_000 * tao));
		TotalHotkeyAlpha::<Runtime>::insert(account(9), SUBNET, alpha(3_000 * tao));
		TotalHotkeyAlpha::<Runtime>::insert(account(9), NetUid::ROOT, alpha(10_000 * tao));
		ParentKeys::<Runtime>::insert(account(2), SUBNET, vec![(1 << 63, account(9))]);
		pallet_staking::RelatedHotkeys::<Runtime>::insert(SUBNET, account(2), ());

		let shown = metagraph::full(SUBNET, MechId::MAIN).unwrap();
		assert_eq!(shown.alpha_stake[1], Compact(alpha(2_500 * tao)));
		assert_eq!(shown.tao_stake[1], Compact(TaoBalance::new(5_000 * tao)));
		assert_eq!(shown.total_stake[1], Compact(TaoBalance::new(2_763_384_871_650)));
		assert_eq!(shown.alpha_stake[0], Compact(alpha(0)));
		assert_eq!(metagraph::state(SUBNET).unwrap().total_stake, shown.total_stake);

		let threshold = 2_763_384_871_650;
		ValidatorPermit::<Runtime>::insert(SUBNET, vec![true, true]);
		StakeThreshold::<Runtime>::put(threshold);
		// Uid 0 is the owner's, which needs no stake; uid 2 has no permit.
		assert_eq!(selective(&[72]).validators, Some(vec![Compact(0), Compact(1)]));
		StakeThreshold::<Runtime>::put(threshold + 1);
		assert_eq!(selective(&[72]).validators, Some(vec![Compact(0)]));
	});
}

#[test]
fn name_is_the_owners_when_there_is_one() {
	let text = |name: Vec<Compact<u8>>| String::from_utf8(name.into_iter().map(|byte| byte.0).collect()).unwrap();
	with_subnet(|| {
		let shown = [0, 1, 2, 5].map(|netuid| text(subnets::name(NetUid::new(netuid))));
		assert_eq!(shown, ["root", "apex", "omron", "unknown"]);
		let identity = |subnet_name: &str| SubnetIdentityV3 { subnet_name: subnet_name.into(), ..Default::default() };
		SubnetIdentitiesV3::<Runtime>::insert(SUBNET, identity(""));
		assert_eq!(text(subnets::name(SUBNET)), "unknown");
		SubnetIdentitiesV3::<Runtime>::insert(SUBNET, identity("τ-net"));
		assert_eq!(text(dynamic::info(SUBNET).unwrap().subnet_name), "τ-net");
		assert_eq!(text(subnets::symbol(SUBNET)), "\u{1D70F}");
	});
}

#[test]
fn identities_are_those_of_the_coldkeys() {
	with_subnet(|| {
		let identity = ChainIdentityV2 { name: b"validator".to_vec(), ..Default::default() };
		IdentitiesV2::<Runtime>::insert(account(12), &identity);
		assert_eq!(metagraph::full(SUBNET, MechId::MAIN).unwrap().identities, [None, Some(identity), None]);
	});
}

#[test]
fn alpha_owed_to_root_is_shown_in_tao() {
	with_subnet(|| {
		PendingServerEmission::<Runtime>::insert(SUBNET, alpha(3));
		PendingValidatorEmission::<Runtime>::insert(SUBNET, alpha(4));
		PendingRootAlphaDivs::<Runtime>::insert(SUBNET, alpha(43));
		SubnetTaoInEmission::<Runtime>::insert(SUBNET, TaoBalance::new(5));
		SubnetExcessTao::<Runtime>::insert(SUBNET, TaoBalance::new(6));
		RootAlphaDividendsPerSubnet::<Runtime>::insert(SUBNET, account(3), alpha(400));
		let shown = dynamic::info(SUBNET).unwrap();
		assert_eq!(shown.pending_alpha_emission, Compact(alpha(7)));
		// The price is a quarter.
		assert_eq!(shown.pending_root_emission, Compact(TaoBalance::new(10)));
		assert_eq!((shown.emission, shown.tao_in_emission), (Compact(11), Compact(TaoBalance::new(5))));
		let dividends = metagraph::full(SUBNET, MechId::MAIN).unwrap().tao_dividends_per_hotkey;
		assert_eq!(dividends[2], (account(3), Compact(TaoBalance::new(100))));
	});
}

#[test]
fn worth_is_rounded_down_and_stops_at_the_largest_amount() {
	let price = U64F64::from_num(0.25);
	assert_eq!(prices::worth(alpha(43), price), TaoBalance::new(10));
	assert_eq!(prices::worth(AlphaBalance::MAX, U64F64::from_num(2)), TaoBalance::MAX);
}

#[test]
fn simulated_swaps_are_those_of_the_worked_example() {
	with_subnet(|| {
		let buy = prices::tao_for_alpha(SUBNET, TaoBalance::new(10 * RAO_PER_TAO));
		assert_eq!((buy.tao_amount.get(), buy.tao_fee.get()), (9_994_964_523, 5_035_477));
		assert_eq!((buy.alpha_amount.get(), buy.alpha_slippage.get()), (39_584_215_264, 415_784_736));
		assert_eq!((buy.alpha_fee, buy.tao_slippage), (AlphaBalance::ZERO, TaoBalance::ZERO));
		let sale = prices::alpha_for_tao(SUBNET, alpha(40 * RAO_PER_TAO));
		assert_eq!((sale.alpha_amount.get(), sale.alpha_fee.get()), (39_979_858_092, 20_141_908));
		assert_eq!((sale.tao_amount.get(), sale.tao_slippage.get()), (9_896_053_816, 103_946_184));
		// More than 1000 times the reserve.
		assert_eq!(prices::tao_for_alpha(SUBNET, TaoBalance::MAX), Default::default());

		let all: Vec<_> = prices::all().iter().map(|shown| (shown.netuid.get(), shown.price)).collect();
		assert_eq!(all, [(0, RAO_PER_TAO), (5, RAO_PER_TAO / 4)]);
	});
}

#[test]
fn third_list_of_settings_has_the_names_in_their_order() {
	with_subnet(|| {
		let names: Vec<_> = hyperparameters::list(SUBNET)
			.unwrap()
			.into_iter()
			.map(|entry| String::from_utf8(entry.name).unwrap())
			.collect();
		assert_eq!(
			names.join(" "),
			"kappa immunity_period min_allowed_weights max_weights_limit tempo weights_version weights_rate_limit \
			 activity_cutoff activity_cutoff_factor registration_allowed target_regs_per_interval min_burn max_burn \
			 burn_half_life burn_increase_mult bonds_moving_avg max_regs_per_block serving_rate_limit max_validators \
			 commit_reveal_period commit_reveal_weights_enabled alpha_high alpha_low liquid_alpha_enabled \
			 alpha_sigmoid_steepness yuma_version subnet_is_active transfers_enabled bonds_reset_enabled \
			 user_liquidity_enabled owner_cut_enabled owner_cut_auto_lock_enabled min_childkey_take"
		);
	});
}

#[test]
fn settings_show_what_holds() {
	with_subnet(|| {
		Tempo::<Runtime>::insert(SUBNET, 360);
		Yuma3On::<Runtime>::insert(SUBNET, true);
		let settings = hyperparameters::settings(SUBNET).unwrap();
		// 13.889 tempos, whatever the dead setting of the same name says.
		assert_eq!(settings.activity_cutoff, Compact(5_000));
		assert_eq!(settings.yuma_version, Compact(3));
		assert_eq!((settings.alpha_low, settings.alpha_high), (Compact(45_875), Compact(58_982)));
		assert_eq!(settings.alpha_sigmoid_steepness, I32F32::from_num(1_000));
		assert!(!settings.subnet_is_active);

		MinChildkeyTake::<Runtime>::put(20);
		MinChildkeyTakePerSubnet::<Runtime>::insert(SUBNET, 10);
		let take = hyperparameters::list(SUBNET).unwrap().pop().unwrap().value;
		assert_eq!(take, taonet_runtime_api::hyperparameters::HyperparamValue::U16(Compact(20)));
	});
}

#[test]
fn history_has_a_list_for_each_subnet_with_an_entry_for_each_neuron() {
	with_subnet(|| {
		LastHotkeyEmissionOnNetuid::<Runtime>::insert(account(2), SUBNET, alpha(33));
		let state = metagraph::state(SUBNET).unwrap();
		assert_eq!(
			state.emission_history,
			[[0, 0, 0], [0, 33, 0]].map(|row| row.map(|rao| Compact(alpha(rao))).to_vec())
		);
	});
}
