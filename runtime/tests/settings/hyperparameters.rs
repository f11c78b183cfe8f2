//! The settings of a subnet as the runtime API shows them. Spec: subnets 4.

use crate::{
	kit::{root, AdminCall, ProtocolCall},
	scene::{with_subnets, Scene, FAST, MISSING},
};
use codec::Compact;
use taonet_runtime::{Runtime, RuntimeCall};
use taonet_runtime_api::{
	hyperparameters::{HyperparamEntry, HyperparamValue, SubnetHyperparams, SubnetHyperparamsV2},
	metagraph::Metagraph,
	subnet_info::runtime_decl_for_subnet_info_runtime_api::SubnetInfoRuntimeApiV2 as _,
};
use taonet_types::{
	fixed::{I32F32, U64F64},
	NetUid, TaoBalance,
};
use HyperparamValue::{Bool, TaoBalance as Rao, I32F32 as Fraction, U16, U32, U64, U64F64 as Factor};

/// Gives everything that is shown a value of its own.
fn set_everything(netuid: NetUid) {
	let calls: Vec<RuntimeCall> = vec![
		AdminCall::sudo_set_rho { netuid, rho: 101 }.into(),
		AdminCall::sudo_set_kappa { netuid, kappa: 102 }.into(),
		AdminCall::sudo_set_immunity_period { netuid, immunity_period: 103 }.into(),
		AdminCall::sudo_set_min_allowed_weights { netuid, min_allowed_weights: 104 }.into(),
		AdminCall::sudo_set_tempo { netuid, tempo: 361 }.into(),
		AdminCall::sudo_set_min_difficulty { netuid, min_difficulty: 106 }.into(),
		AdminCall::sudo_set_max_difficulty { netuid, max_difficulty: 107 }.into(),
		AdminCall::sudo_set_weights_version_key { netuid, weights_version_key: 108 }.into(),
		AdminCall::sudo_set_weights_set_rate_limit { netuid, weights_set_rate_limit: 109 }.into(),
		AdminCall::sudo_set_adjustment_interval { netuid, adjustment_interval: 110 }.into(),
		AdminCall::sudo_set_activity_cutoff { netuid, activity_cutoff: 777 }.into(),
		ProtocolCall::set_activity_cutoff_factor { netuid, factor_milli: 2_500 }.into(),
		AdminCall::sudo_set_network_registration_allowed { netuid, registration_allowed: false }.into(),
		AdminCall::sudo_set_target_registrations_per_interval { netuid, target_registrations_per_interval: 113 }.into(),
		AdminCall::sudo_set_min_burn { netuid, min_burn: TaoBalance::new(114) }.into(),
		AdminCall::sudo_set_max_burn { netuid, max_burn: TaoBalance::new(1_150_000_000) }.into(),
		AdminCall::sudo_set_burn_half_life { netuid, burn_half_life: 116 }.into(),
		AdminCall::sudo_set_burn_increase_mult { netuid, burn_increase_mult: U64F64::from_num(1.5) }.into(),
		AdminCall::sudo_set_bonds_moving_average { netuid, bonds_moving_average: 118 }.into(),
		AdminCall::sudo_set_max_registrations_per_block { netuid, max_registrations_per_block: 119 }.into(),
		AdminCall::sudo_set_serving_rate_limit { netuid, serving_rate_limit: 120 }.into(),
		AdminCall::sudo_set_max_allowed_validators { netuid, max_allowed_validators: 121 }.into(),
		AdminCall::sudo_set_adjustment_alpha { netuid, adjustment_alpha: 122 }.into(),
		AdminCall::sudo_set_difficulty { netuid, difficulty: 123 }.into(),
		AdminCall::sudo_set_commit_reveal_weights_interval { netuid, interval: 24 }.into(),
		AdminCall::sudo_set_commit_reveal_weights_enabled { netuid, enabled: false }.into(),
		AdminCall::sudo_set_liquid_alpha_enabled { netuid, enabled: true }.into(),
		AdminCall::sudo_set_alpha_values { netuid, alpha_low: 20_126, alpha_high: 30_127 }.into(),
		AdminCall::sudo_set_alpha_sigmoid_steepness { netuid, steepness: -128 }.into(),
		AdminCall::sudo_set_yuma3_enabled { netuid, enabled: false }.into(),
		AdminCall::sudo_set_subtoken_enabled { netuid, subtoken_enabled: true }.into(),
		AdminCall::sudo_set_toggle_transfer { netuid, toggle: false }.into(),
		AdminCall::sudo_set_bonds_reset_enabled { netuid, enabled: true }.into(),
		AdminCall::sudo_set_owner_cut_enabled { netuid, enabled: false }.into(),
		AdminCall::sudo_set_owner_cut_auto_lock_enabled { netuid, enabled: true }.into(),
		AdminCall::sudo_set_min_childkey_take_per_subnet { netuid, take: 133 }.into(),
		AdminCall::sudo_set_max_allowed_uids { netuid, max_allowed_uids: 134 }.into(),
	];
	for call in calls {
		assert_eq!(root(call.clone()), Ok(()), "{call:?}");
	}
}

fn rao(amount: u64) -> Compact<TaoBalance> {
	Compact(TaoBalance::new(amount))
}

/// What [`set_everything`] makes clients see. 2500 thousandths of 361 blocks are 902, whatever the dead cutoff says.
fn everything() -> SubnetHyperparamsV2 {
	SubnetHyperparamsV2 {
		rho: Compact(101),
		kappa: Compact(102),
		immunity_period: Compact(103),
		min_allowed_weights: Compact(104),
		max_weights_limit: Compact(65_535),
		tempo: Compact(361),
		min_difficulty: Compact(106),
		max_difficulty: Compact(107),
		weights_version: Compact(108),
		weights_rate_limit: Compact(109),
		adjustment_interval: Compact(110),
		activity_cutoff: Compact(902),
		registration_allowed: false,
		target_regs_per_interval: Compact(113),
		min_burn: rao(114),
		max_burn: rao(1_150_000_000),
		bonds_moving_avg: Compact(118),
		max_regs_per_block: Compact(119),
		serving_rate_limit: Compact(120),
		max_validators: Compact(121),
		adjustment_alpha: Compact(122),
		difficulty: Compact(123),
		commit_reveal_period: Compact(24),
		commit_reveal_weights_enabled: false,
		alpha_high: Compact(30_127),
		alpha_low: Compact(20_126),
		liquid_alpha_enabled: true,
		alpha_sigmoid_steepness: I32F32::from_num(-128),
		yuma_version: Compact(2),
		subnet_is_active: true,
		transfers_enabled: false,
		bonds_reset_enabled: true,
		user_liquidity_enabled: false,
	}
}

/// A list of version 3 as text and values.
fn entries(netuid: NetUid) -> Vec<(String, HyperparamValue)> {
	let list = Runtime::get_subnet_hyperparams_v3(netuid).expect("the subnet exists");
	let readable = |HyperparamEntry { name, value }| (String::from_utf8(name).expect("is text"), value);
	list.into_iter().map(readable).collect()
}

fn shown(names_and_values: Vec<(&str, HyperparamValue)>) -> Vec<(String, HyperparamValue)> {
	names_and_values.into_iter().map(|(name, value)| (name.to_string(), value)).collect()
}

#[test]
fn settings_are_shown_as_they_were_set_in_versions_1_and_2() {
	with_subnets(&FAST, |Scene { netuid, .. }| {
		set_everything(netuid);
		assert_eq!(Runtime::get_subnet_hyperparams_v2(netuid), Some(everything()));
		// Version 1 has the same fields, without the last six.
		assert_eq!(Runtime::get_subnet_hyperparams(netuid), Some(SubnetHyperparams::from(everything())));
	});
}

#[test]
fn settings_are_shown_as_they_were_set_in_version_3() {
	with_subnets(&FAST, |Scene { netuid, .. }| {
		set_everything(netuid);
		let expected = shown(vec![
			("kappa", U16(Compact(102))),
			("immunity_period", U16(Compact(103))),
			("min_allowed_weights", U16(Compact(104))),
			("max_weights_limit", U16(Compact(65_535))),
			("tempo", U16(Compact(361))),
			("weights_version", U64(Compact(108))),
			("weights_rate_limit", U64(Compact(109))),
			("activity_cutoff", U64(Compact(902))),
			("activity_cutoff_factor", U32(Compact(2_500))),
			("registration_allowed", Bool(false)),
			("target_regs_per_interval", U16(Compact(113))),
			("min_burn", Rao(rao(114))),
			("max_burn", Rao(rao(1_150_000_000))),
			("burn_half_life", U16(Compact(116))),
			("burn_increase_mult", Factor(U64F64::from_bits(3 << 63))),
			("bonds_moving_avg", U64(Compact(118))),
			("max_regs_per_block", U16(Compact(119))),
			("serving_rate_limit", U64(Compact(120))),
			("max_validators", U16(Compact(121))),
			("commit_reveal_period", U64(Compact(24))),
			("commit_reveal_weights_enabled", Bool(false)),
			("alpha_high", U16(Compact(30_127))),
			("alpha_low", U16(Compact(20_126))),
			("liquid_alpha_enabled", Bool(true)),
			("alpha_sigmoid_steepness", Fraction(I32F32::from_num(-128))),
			("yuma_version", U16(Compact(2))),
			("subnet_is_active", Bool(true)),
			("transfers_enabled", Bool(false)),
			("bonds_reset_enabled", Bool(true)),
			("user_liquidity_enabled", Bool(false)),
			("owner_cut_enabled", Bool(false)),
			("owner_cut_auto_lock_enabled", Bool(true)),
			("min_childkey_take", U16(Compact(133))),
		]);
		assert_eq!(entries(netuid), expected);
	});
}

/// What the spec's table calls the default, and what a new subnet gets instead.
#[test]
fn new_subnet_shows_the_values_of_the_spec() {
	with_subnets(&FAST, |Scene { second, .. }| {
		let expected = shown(vec![
			("kappa", U16(Compact(32_767))),
			("immunity_period", U16(Compact(5_000))),
			("min_allowed_weights", U16(Compact(1))),
			("max_weights_limit", U16(Compact(65_535))),
			("tempo", U16(Compact(10))),
			("weights_version", U64(Compact(0))),
			("weights_rate_limit", U64(Compact(100))),
			("activity_cutoff", U64(Compact(138))),
			("activity_cutoff_factor", U32(Compact(13_889))),
			("registration_allowed", Bool(true)),
			("target_regs_per_interval", U16(Compact(2))),
			("min_burn", Rao(rao(500_000))),
			("max_burn", Rao(rao(100_000_000_000))),
			("burn_half_life", U16(Compact(360))),
			("burn_increase_mult", Factor(U64F64::from_bits(0x1428f5c28f5c29000))),
			("bonds_moving_avg", U64(Compact(900_000))),
			("max_regs_per_block", U16(Compact(1))),
			("serving_rate_limit", U64(Compact(50))),
			("max_validators", U16(Compact(64))),
			("commit_reveal_period", U64(Compact(1))),
			("commit_reveal_weights_enabled", Bool(true)),
			("alpha_high", U16(Compact(58_982))),
			("alpha_low", U16(Compact(45_875))),
			("liquid_alpha_enabled", Bool(false)),
			("alpha_sigmoid_steepness", Fraction(I32F32::from_num(1_000))),
			("yuma_version", U16(Compact(3))),
			("subnet_is_active", Bool(false)),
			("transfers_enabled", Bool(true)),
			("bonds_reset_enabled", Bool(false)),
			("user_liquidity_enabled", Bool(false)),
			("owner_cut_enabled", Bool(true)),
			("owner_cut_auto_lock_enabled", Bool(false)),
			("min_childkey_take", U16(Compact(0))),
		]);
		assert_eq!(entries(second), expected);
		let old = Runtime::get_subnet_hyperparams(second).expect("the subnet exists");
		let dead = [old.min_difficulty, old.max_difficulty, old.difficulty, old.adjustment_alpha].map(|shown| shown.0);
		assert_eq!(dead, [10_000_000, u64::MAX / 4, 10_000_000, 0]);
		assert_eq!((old.rho, old.adjustment_interval), (Compact(10), Compact(100)));
	});
}

/// The metagraph shows most of them again.
#[test]
fn settings_are_shown_in_the_metagraph() {
	with_subnets(&FAST, |Scene { netuid, .. }| {
		set_everything(netuid);
		let shown: Metagraph = Runtime::get_metagraph(netuid).expect("the subnet exists");
		let all = everything();
		assert_eq!((shown.rho, shown.kappa, shown.tempo), (all.rho, all.kappa, all.tempo));
		assert_eq!(
			(shown.min_allowed_weights, shown.max_weights_limit, shown.weights_version, shown.weights_rate_limit),
			(all.min_allowed_weights, all.max_weights_limit, all.weights_version, all.weights_rate_limit)
		);
		assert_eq!((shown.activity_cutoff, shown.immunity_period), (all.activity_cutoff, all.immunity_period));
		assert_eq!((shown.max_validators, shown.max_uids), (all.max_validators, Compact(134)));
		assert_eq!(
			(shown.difficulty, shown.min_difficulty, shown.max_difficulty),
			(all.difficulty, all.min_difficulty, all.max_difficulty)
		);
		assert_eq!((shown.registration_allowed, shown.pow_registration_allowed), (false, true));
		assert_eq!((shown.min_burn, shown.max_burn), (all.min_burn, all.max_burn));
		assert_eq!(
			(shown.adjustment_alpha, shown.adjustment_interval),
			(all.adjustment_alpha, all.adjustment_interval)
		);
		assert_eq!(
			(shown.target_regs_per_interval, shown.max_regs_per_block),
			(all.target_regs_per_interval, all.max_regs_per_block)
		);
		assert_eq!(shown.serving_rate_limit, all.serving_rate_limit);
		assert_eq!(
			(shown.commit_reveal_weights_enabled, shown.commit_reveal_period),
			(all.commit_reveal_weights_enabled, all.commit_reveal_period)
		);
		assert_eq!(
			(shown.liquid_alpha_enabled, shown.alpha_high, shown.alpha_low),
			(all.liquid_alpha_enabled, all.alpha_high, all.alpha_low)
		);
		assert_eq!(shown.bonds_moving_avg, all.bonds_moving_avg);
	});
}

#[test]
fn subnet_in_short_shows_its_settings() {
	with_subnets(&FAST, |Scene { netuid, .. }| {
		set_everything(netuid);
		let (old, new) = (Runtime::get_subnet_info(netuid).unwrap(), Runtime::get_subnet_info_v2(netuid).unwrap());
		let all = everything();
		assert_eq!((new.rho, new.kappa, new.difficulty), (all.rho, all.kappa, all.difficulty));
		assert_eq!((new.immunity_period, new.max_allowed_validators), (all.immunity_period, all.max_validators));
		assert_eq!(
			(new.min_allowed_weights, new.max_weights_limit, new.tempo),
			(all.min_allowed_weights, all.max_weights_limit, all.tempo)
		);
		assert_eq!((new.max_allowed_uids, new.scaling_law_power), (Compact(134), Compact(50)));
		assert_eq!(
			(old.rho, old.kappa, old.tempo, old.max_allowed_uids, old.difficulty),
			(new.rho, new.kappa, new.tempo, new.max_allowed_uids, new.difficulty)
		);
	});
}

#[test]
fn cutoff_is_a_block_at_least() {
	with_subnets(&FAST, |Scene { netuid, .. }| {
		assert_eq!(root(AdminCall::sudo_set_tempo { netuid, tempo: 0 }), Ok(()));
		assert_eq!(Runtime::get_subnet_hyperparams(netuid).unwrap().activity_cutoff, Compact(1));
	});
}

#[test]
fn nothing_is_shown_of_a_subnet_that_does_not_exist() {
	with_subnets(&FAST, |_| {
		assert_eq!(Runtime::get_subnet_hyperparams(MISSING), None);
		assert_eq!(Runtime::get_subnet_hyperparams_v2(MISSING), None);
		assert_eq!(Runtime::get_subnet_hyperparams_v3(MISSING), None);
	});
}
