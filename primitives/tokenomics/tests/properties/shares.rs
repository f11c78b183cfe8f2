//! Averages of flows, share rules, and the TAO that follows from shares.

use crate::exact::{is_near, scaled, unit, whole, Exact};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, Zero};
use proptest::{collection::vec, option, prelude::*};
use taonet_tokenomics::{
	flow::{Flow, FlowAverage, FlowParameters},
	power::{GuardedPower, ScorePower},
	price_average::PriceAverage,
	shares::{ShareInputs, ShareRule, SubnetShare},
	tao_emission::{tao_emissions, SwitchedShare},
	taoflow::{flow_shares, GuardedTaoflow, Taoflow},
};
use taonet_types::{
	fixed::{I64F64, I96F32, U64F64, U96F32},
	TaoBalance,
};

const BLOCK: u64 = 1_000;

fn any_flow() -> impl Strategy<Value = Flow> {
	let average = (prop_oneof![Just(BLOCK), any::<u64>()], any_bits())
		.prop_map(|(block, bits)| FlowAverage { block, value: I64F64::from_bits(bits) });
	(any::<i64>(), option::of(average)).prop_map(|(counter, average)| Flow { counter, average })
}

fn any_bits() -> impl Strategy<Value = i128> {
	prop_oneof![
		any::<i128>(),
		any::<i64>().prop_map(|rao| i128::from(rao) << 64),
		-1_000..1_000i128,
		Just(i128::MAX),
		Just(i128::MIN),
		Just(0),
	]
}

fn any_inputs() -> impl Strategy<Value = ShareInputs> {
	(any_flow(), any_flow(), any_bits(), any::<u128>()).prop_map(|(user_flow, protocol_flow, price, burned)| {
		ShareInputs {
			user_flow,
			protocol_flow,
			moving_price: I96F32::from_bits(price),
			miner_burned: U96F32::from_bits(burned),
		}
	})
}

fn any_parameters() -> impl Strategy<Value = FlowParameters> {
	let exponent = prop_oneof![1u128 << 64..=1 << 65, any::<u128>()];
	(any::<u64>(), any_bits(), exponent, any::<bool>()).prop_map(|(smoothing_factor, cutoff, exponent, net)| {
		FlowParameters {
			smoothing_factor,
			cutoff: I64F64::from_bits(cutoff),
			norm_exponent: U64F64::from_bits(exponent),
			net_flow_enabled: net,
		}
	})
}

/// A subnet whose average is `bits / 2^64` RAO in this block already.
fn with_average(bits: i128) -> ShareInputs {
	let average = Some(FlowAverage { block: BLOCK, value: I64F64::from_bits(bits) });
	ShareInputs { user_flow: Flow { counter: 5, average }, ..ShareInputs::default() }
}

/// Averages that flows of real amounts lead to, with ties.
fn real_averages(sizes: std::ops::Range<usize>) -> impl Strategy<Value = Vec<i128>> {
	let bits = prop_oneof![
		3 => (-1_000_000_000_000i64..1_000_000_000_000).prop_map(|rao| i128::from(rao) << 64),
		2 => -1i128 << 94..1 << 94,
		1 => Just(0),
		1 => Just(7 << 64),
	];
	vec(bits, sizes)
}

fn sum(shares: &[SubnetShare]) -> BigRational {
	shares.iter().map(|subnet| subnet.share.exact()).sum()
}

/// A subnet with averages of users' and protocol's flow in this block already.
fn with_averages((user, protocol): (i128, i128)) -> ShareInputs {
	ShareInputs { protocol_flow: with_average(protocol).user_flow, ..with_average(user) }
}

/// Averages of users' and protocol's flow of some subnets, with much and with little protocol flow.
fn real_flows() -> impl Strategy<Value = Vec<(i128, i128)>> {
	(1..20usize, 0..8u32).prop_flat_map(|(count, cut)| {
		let protocol = real_averages(count..count + 1);
		(real_averages(count..count + 1), protocol).prop_map(move |(user, protocol)| {
			user.into_iter().zip(protocol.into_iter().map(|bits| bits >> cut)).collect()
		})
	})
}

/// The scores by exact arithmetic, in RAO: the users' flow, and with net flow less what the protocol paid, as far as all
/// users together brought as much.
fn exact_scores(flows: &[(i128, i128)], net_flow_enabled: bool) -> Vec<BigRational> {
	let positive = |sum: BigRational, bits: i128| sum + scaled(bits.max(0), 64);
	let users = flows.iter().map(|flow| flow.0).fold(whole(0), positive);
	let protocol = flows.iter().map(|flow| flow.1).fold(whole(0), positive);
	let part = if protocol > whole(0) { (users / protocol).min(whole(1)) } else { whole(0) };
	let cost = |protocol: i128| if protocol > 0 { &part * scaled(protocol, 64) } else { scaled(protocol, 64) };
	let counted = |bits| if net_flow_enabled { cost(bits) } else { whole(0) };
	flows.iter().map(|(user, protocol)| scaled(*user, 64) - counted(*protocol)).collect()
}

/// By how much a score may exceed the exact one: the part of the cost that counts is cut, and so is the product.
fn score_slack(protocol: i128) -> BigRational {
	(scaled(protocol.max(0), 64) + whole(1)) * unit(64)
}

fn net_parameters(net_flow_enabled: bool) -> FlowParameters {
	FlowParameters { net_flow_enabled, ..FlowParameters::default() }
}

/// INV-15, and nothing is lost but rounding.
fn check_sum(shares: &[SubnetShare]) -> Result<(), TestCaseError> {
	let sum = sum(shares);
	if !sum.is_zero() {
		let slack = whole(shares.len()) * unit(60);
		prop_assert!(is_near(&sum, &whole(1), &slack), "sum {sum}");
	}
	Ok(())
}

fn parameters(exponent: u128) -> FlowParameters {
	FlowParameters { norm_exponent: U64F64::from_bits(exponent), ..FlowParameters::default() }
}

/// The shares of `scores` by exact arithmetic, for a whole exponent.
fn exact_shares(scores: &[BigRational], exponent: i32) -> Vec<BigRational> {
	let weights: Vec<_> = scores.iter().map(|score| score.max(&whole(0)).pow(exponent)).collect();
	let sum: BigRational = weights.iter().sum();
	weights.into_iter().map(|weight| if sum.is_zero() { whole(0) } else { weight / &sum }).collect()
}

fn part_of_one(count: u32) -> BigRational {
	BigRational::new(1.into(), count.into())
}

proptest! {
	#[test]
	fn average_is_exact_to_its_resolution(counter: i64, old in -1i128 << 126..1 << 126, factor in 0..=i64::MAX as u64) {
		let flow = Flow { counter, average: Some(FlowAverage { block: BLOCK - 1, value: I64F64::from_bits(old) }) };
		let computed = flow.advanced(BLOCK, factor);
		let weight = BigRational::new(factor.into(), i64::MAX.into());
		let (old, counter) = (scaled(old, 64), whole(counter));
		let exact = (whole(1) - &weight) * &old + weight * &counter;
		// The weight is cut, and two products are rounded.
		let tolerance = (old.abs() + counter.abs() + whole(3)) * unit(64);
		prop_assert_eq!(computed.block, BLOCK);
		prop_assert!(is_near(&computed.value.exact(), &exact, &tolerance));
	}

	#[test]
	fn shares_sum_to_one_for_all_flows(parameters in any_parameters(), inputs in vec(any_inputs(), 0..20)) {
		for shares in [
			flow_shares::<GuardedPower>(BLOCK, &parameters, &inputs),
			flow_shares::<taonet_tokenomics::power::RecordedPower>(BLOCK, &parameters, &inputs),
		] {
			prop_assert_eq!(shares.len(), inputs.len());
			check_sum(&shares)?;
		}
	}

	#[test]
	fn rules_never_panic_and_say_which_averages_change(parameters in any_parameters(), inputs in vec(any_inputs(), 0..20)) {
		for (rule, advances) in [
			(Taoflow::shares as fn(u64, &FlowParameters, &[ShareInputs]) -> Vec<SubnetShare>, true),
			(GuardedTaoflow::shares, true),
			(PriceAverage::shares, false),
		] {
			for (subnet, input) in rule(BLOCK, &parameters, &inputs).iter().zip(&inputs) {
				for (update, flow) in [(subnet.user_flow, input.user_flow), (subnet.protocol_flow, input.protocol_flow)] {
					let is_new = flow.average.is_none_or(|average| average.block != BLOCK);
					prop_assert_eq!(update.map(|average| average.block), (advances && is_new).then_some(BLOCK));
				}
			}
		}
	}

	#[test]
	fn shares_by_price_sum_to_one(subnets in vec((0..1i128 << 70, prop_oneof![0..1u128 << 33, any::<u128>()]), 0..20)) {
		let inputs: Vec<_> = subnets
			.into_iter()
			.map(|(price, burned)| ShareInputs {
				moving_price: I96F32::from_bits(price), miner_burned: U96F32::from_bits(burned), ..ShareInputs::default()
			})
			.collect();
		check_sum(&PriceAverage::shares(BLOCK, &FlowParameters::default(), &inputs))?;
		check_sum(&Taoflow::shares(BLOCK, &FlowParameters::default(), &inputs))?;
	}

	#[test]
	fn subnet_gets_nothing_when_more_left_than_came(flows in real_flows(), net: bool) {
		let scores = exact_scores(&flows, net);
		prop_assume!(scores.iter().any(|score| *score >= whole(1)));
		let inputs: Vec<_> = flows.iter().copied().map(with_averages).collect();
		let shares = Taoflow::shares(BLOCK, &net_parameters(net), &inputs);
		for ((score, (_, protocol)), subnet) in scores.iter().zip(&flows).zip(&shares) {
			let slack = if net { score_slack(*protocol) } else { whole(0) };
			prop_assert!(score + slack > whole(0) || subnet.share == 0, "score {score}, share {}", subnet.share);
		}
		prop_assert!(!sum(&shares).is_zero());
	}

	#[test]
	fn shares_are_near_the_exact_parts_of_the_net_flow(flows in real_flows(), net: bool) {
		let scores = exact_scores(&flows, net);
		prop_assume!(scores.iter().any(|score| *score >= whole(1)));
		let inputs: Vec<_> = flows.iter().copied().map(with_averages).collect();
		let shares = flow_shares::<GuardedPower>(BLOCK, &net_parameters(net), &inputs);
		// All scores may be too large by their slack, which counts against a sum of at least 1 RAO.
		let slack: BigRational = flows.iter().map(|(_, protocol)| score_slack(*protocol)).sum();
		let tolerance = part_of_one(1_000_000) + slack / scores.iter().filter(|score| score.is_positive()).sum::<BigRational>();
		for (subnet, exact) in shares.iter().zip(exact_shares(&scores, 1)) {
			prop_assert!(is_near(&subnet.share.exact(), &exact, &tolerance), "{} instead of {exact}", subnet.share);
		}
	}

	#[test]
	fn shares_are_near_the_exact_parts_of_the_flow(averages in real_averages(1..20)) {
		let inputs: Vec<_> = averages.iter().copied().map(with_average).collect();
		let scores: Vec<_> = averages.iter().map(|bits| scaled(*bits, 64)).collect();
		// The exponential has 31 terms only, so that powers near the limit are up to 2 % too small. Exponent 1 stays away
		// from there.
		for (exponent, tolerance) in [(1, part_of_one(1_000_000)), (2, part_of_one(50))] {
			let shares = flow_shares::<GuardedPower>(BLOCK, &parameters((exponent as u128) << 64), &inputs);
			for (subnet, exact) in shares.iter().zip(exact_shares(&scores, exponent)) {
				prop_assert!(is_near(&subnet.share.exact(), &exact, &tolerance), "{} instead of {exact}", subnet.share);
			}
		}
	}

	#[test]
	fn recorded_and_guarded_shares_agree_when_no_flow_vanishes(
		averages in vec((1_000..1_000_000_000_000i128).prop_map(|rao| rao << 64), 0..20),
	) {
		let inputs: Vec<_> = averages.into_iter().map(with_average).collect();
		let parameters = FlowParameters::default();
		prop_assert_eq!(
			Taoflow::shares(BLOCK, &parameters, &inputs), GuardedTaoflow::shares(BLOCK, &parameters, &inputs)
		);
	}

	#[test]
	fn more_flow_is_never_a_smaller_share(
		averages in real_averages(2..20), more in prop_oneof![0..1i128 << 60, 0..1i128 << 100], exponent in 1u128 << 64..=1 << 65,
	) {
		let inputs: Vec<_> = averages.iter().copied().map(with_average).collect();
		let shares = flow_shares::<GuardedPower>(BLOCK, &parameters(exponent), &inputs);
		// Logarithms have 32 bits, so equal powers may differ by a few of them.
		let slack = unit(26);
		for (a, share_a) in averages.iter().zip(&shares) {
			for (b, share_b) in averages.iter().zip(&shares) {
				prop_assert!(a > b || share_a.share.exact() <= share_b.share.exact() + &slack);
			}
		}
		let mut raised = inputs.clone();
		raised[0] = with_average(averages[0] + more);
		let after = flow_shares::<GuardedPower>(BLOCK, &parameters(exponent), &raised);
		prop_assert!(after[0].share.exact() + slack >= shares[0].share.exact());
	}

	#[test]
	fn guarded_power_never_falls_for_a_larger_value(a in 0..1u128 << 80, b in 0..1u128 << 80, exponent in 1u128 << 64..=1 << 65) {
		let power = |bits| GuardedPower::power(U64F64::from_bits(bits), U64F64::from_bits(exponent)).exact();
		let (low, high) = (power(a.min(b)), power(a.max(b)));
		prop_assert!(low <= &high * (whole(1) + unit(26)) + unit(31), "{low} above {high}");
	}

	#[test]
	fn emission_is_given_to_enabled_subnets_and_never_exceeds_what_was_minted(
		minted in prop_oneof![0..=1_000_000_000u64, any::<u64>()],
		subnets in vec((1u64.., any::<bool>()), 0..20),
	) {
		// Shares as a rule gives them.
		let inputs: Vec<_> = subnets
			.iter()
			.map(|(price, _)| ShareInputs { moving_price: I96F32::from_bits(i128::from(*price)), ..ShareInputs::default() })
			.collect();
		let shares = PriceAverage::shares(BLOCK, &FlowParameters::default(), &inputs);
		let switched: Vec<_> = shares
			.iter()
			.zip(&subnets)
			.map(|(subnet, (_, enabled))| SwitchedShare { share: subnet.share, emission_enabled: *enabled })
			.collect();
		let emissions = tao_emissions(TaoBalance::new(minted), &switched);
		let sum: BigRational = emissions.iter().map(|emission| emission.exact()).sum();
		prop_assert!(sum <= whole(minted));
		let enabled: BigInt = subnets.iter().filter(|(_, enabled)| *enabled).map(|(price, _)| *price).sum();
		for (emission, (price, is_enabled)) in emissions.iter().zip(&subnets) {
			let exact = if *is_enabled { whole(minted) * BigRational::new((*price).into(), enabled.clone()) } else { whole(0) };
			// Shares have 64 bits, and the enabled ones may be a vanishing part of all.
			let part = BigRational::new(subnets.iter().map(|(price, _)| BigInt::from(*price)).sum(), enabled.clone().max(1.into()));
			let tolerance = unit(31) + whole(minted) * unit(64) * part * whole(subnets.len() + 2);
			prop_assert!(is_near(&emission.exact(), &exact, &tolerance));
		}
	}

	#[test]
	fn emission_never_panics_for_impossible_shares(minted: u64, subnets in vec((any::<u128>(), any::<bool>()), 0..20)) {
		let switched: Vec<_> = subnets
			.into_iter()
			.map(|(bits, emission_enabled)| SwitchedShare { share: U64F64::from_bits(bits), emission_enabled })
			.collect();
		prop_assert_eq!(tao_emissions(TaoBalance::new(minted), &switched).len(), switched.len());
	}
}
