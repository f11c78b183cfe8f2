//! Shares by the smoothed net flow of TAO: the rule in force.

use crate::{
	amounts::{LARGEST_I32F32, ONE_I64F64, ONE_U64F64},
	flow::{smoothing, Flow, FlowAverage, FlowParameters},
	power::{square_root, GuardedPower, RecordedPower, ScorePower},
	price_average::price_parts,
	shares::{parts_of_sum, ShareInputs, ShareRule, SubnetShare},
};
use alloc::vec::Vec;
use taonet_types::fixed::{SafeDiv, I64F64, U64F64};

const ZERO: I64F64 = I64F64::from_bits(0);

/// The rule in force (NEW of D1). A subnet that more TAO leaves than enters gets nothing. Where no subnet has a positive
/// score, shares follow the moving price, without what owners withheld (D1b). Spec: economics 6.2.
///
/// The power is [`RecordedPower`], by which a vanishing score can get the largest share; [`GuardedTaoflow`] mends it.
#[derive(Clone, Copy, Debug)]
pub struct Taoflow;

impl ShareRule for Taoflow {
	fn shares(block: u64, parameters: &FlowParameters, subnets: &[ShareInputs]) -> Vec<SubnetShare> {
		with_fallback(flow_shares::<RecordedPower>(block, parameters, subnets), subnets)
	}
}

/// [`Taoflow`] with [`GuardedPower`]: more flow never means a smaller share. It differs from the rules of economics 6.2
/// only for scores that are too small to be raised to a power, to which it gives nothing.
#[derive(Clone, Copy, Debug)]
pub struct GuardedTaoflow;

impl ShareRule for GuardedTaoflow {
	fn shares(block: u64, parameters: &FlowParameters, subnets: &[ShareInputs]) -> Vec<SubnetShare> {
		with_fallback(flow_shares::<GuardedPower>(block, parameters, subnets), subnets)
	}
}

/// D1b: where all shares are zero, those of the moving price. The rule says "where all scores are zero", which differs only
/// where `1 / max(score)` cannot be written, that is for a largest score of 2^-64 RAO.
fn with_fallback(mut shares: Vec<SubnetShare>, subnets: &[ShareInputs]) -> Vec<SubnetShare> {
	if shares.iter().all(|subnet| subnet.share == 0) {
		for (subnet, share) in shares.iter_mut().zip(price_parts(subnets)) {
			subnet.share = share;
		}
	}
	shares
}

/// Taoflow without the fallback D1b: all shares are zero where no subnet has a positive score. Spec: economics 6.2.
pub fn flow_shares<Power: ScorePower>(
	block: u64,
	parameters: &FlowParameters,
	subnets: &[ShareInputs],
) -> Vec<SubnetShare> {
	let weight = smoothing(parameters.smoothing_factor);
	let averages: Vec<_> = subnets
		.iter()
		.map(|subnet| Averages {
			user: subnet.user_flow.advanced_by(block, weight).value,
			protocol: subnet.protocol_flow.advanced_by(block, weight).value,
		})
		.collect();
	let scores = scores(&averages, parameters.net_flow_enabled);
	let shares = normalise::<Power>(&clip(&scores, parameters.cutoff), parameters.norm_exponent);
	let update = |flow: &Flow, value| flow.is_due(block).then_some(FlowAverage { block, value });
	subnets
		.iter()
		.zip(averages)
		.zip(shares)
		.map(|((subnet, average), share)| SubnetShare {
			share,
			user_flow: update(&subnet.user_flow, average.user),
			protocol_flow: update(&subnet.protocol_flow, average.protocol),
		})
		.collect()
}

/// The averages of one subnet after this block's step.
struct Averages {
	user: I64F64,
	protocol: I64F64,
}

/// The users' flow, less (with net flow) what the protocol paid, as far as all users together brought as much.
fn scores(averages: &[Averages], net_flow_enabled: bool) -> Vec<I64F64> {
	if !net_flow_enabled {
		return averages.iter().map(|average| average.user).collect();
	}
	// Sums stop at the limit of the type, as sums of the rules do.
	let positive = |sum: I64F64, value: I64F64| sum.saturating_add(value.max(ZERO));
	let users = averages.iter().map(|average| average.user).fold(ZERO, positive);
	let protocol = averages.iter().map(|average| average.protocol).fold(ZERO, positive);
	// Division by zero gives zero.
	let part = users.safe_div(protocol).min(ONE_I64F64);
	averages
		.iter()
		.map(|average| {
			let cost = if average.protocol > ZERO { part.saturating_mul(average.protocol) } else { average.protocol };
			average.user.saturating_sub(cost)
		})
		.collect()
}

/// How far each score lies above the cutoff (or above the lowest score, where all lie above a negative cutoff).
fn clip(scores: &[I64F64], cutoff: I64F64) -> Vec<U64F64> {
	let lowest = scores.iter().fold(ZERO, |lowest, score| lowest.min(*score));
	let limit = cutoff.max(lowest);
	scores.iter().map(|score| U64F64::saturating_from_num(score.saturating_sub(limit))).collect()
}

/// Scores as parts of a whole: brought to the range in which powers are computed, raised to `exponent`, and divided by
/// their sum.
fn normalise<Power: ScorePower>(scores: &[U64F64], exponent: U64F64) -> Vec<U64F64> {
	let scaled = scale(scores, ONE_U64F64.safe_div(largest(scores)));
	let scaled = scale(&scaled, range_factor(&scaled));
	let weights: Vec<_> = scaled.iter().map(|score| Power::power(*score, exponent)).collect();
	parts_of_sum(&weights)
}

fn largest(scores: &[U64F64]) -> U64F64 {
	scores.iter().fold(U64F64::from_bits(0), |largest, score| largest.max(*score))
}

fn scale(scores: &[U64F64], factor: U64F64) -> Vec<U64F64> {
	scores.iter().map(|score| score.saturating_mul(factor)).collect()
}

/// The factor that brings squares of all scores together to about [`LARGEST_I32F32`]; 1 where they are too small for it.
fn range_factor(scores: &[U64F64]) -> U64F64 {
	let largest = largest(scores);
	// More subnets than a `u64` counts do not exist.
	let count = U64F64::saturating_from_num(scores.len() as u64);
	let squares = count.saturating_mul(largest.saturating_mul(largest));
	if squares < LARGEST_I32F32.safe_div(U64F64::saturating_from_num(u64::MAX)) {
		return ONE_U64F64;
	}
	square_root(LARGEST_I32F32.safe_div(squares))
}

#[cfg(test)]
mod tests {
	use super::*;
	use taonet_types::fixed::I96F32;

	/// A subnet whose average is `value` RAO already in block 1.
	fn with_average(value: i64) -> ShareInputs {
		let average = Some(FlowAverage { block: 1, value: I64F64::from_num(value) });
		ShareInputs { user_flow: Flow { counter: 0, average }, ..ShareInputs::default() }
	}

	fn share_bits(shares: &[SubnetShare]) -> Vec<u128> {
		shares.iter().map(|subnet| subnet.share.to_bits()).collect()
	}

	#[test]
	fn shares_follow_the_flow_in_the_worked_example() {
		let subnets = [300_000_000, 100_000_000, -50_000_000].map(with_average);
		let shares = Taoflow::shares(1, &FlowParameters::default(), &subnets);
		assert_eq!(share_bits(&shares), [13_835_057_984_999_722_924, 4_611_686_088_709_828_691, 0]);
		let scaled = [U64F64::from_num(1), U64F64::from_num(1) / 3, U64F64::from_num(0)];
		assert!((range_factor(&scaled).to_num::<f64>() - 26_754.959_6).abs() < 1e-4);
	}

	#[test]
	fn shares_fall_back_to_the_moving_price_when_no_score_is_positive() {
		let price = |subnet: ShareInputs, price: f64| ShareInputs {
			moving_price: I96F32::from_num(price),
			miner_burned: taonet_types::fixed::U96F32::from_num(1),
			..subnet
		};
		let subnets = [price(with_average(-5), 0.75), price(with_average(0), 0.25)];
		assert_eq!(share_bits(&flow_shares::<RecordedPower>(1, &FlowParameters::default(), &subnets)), [0, 0]);
		let shares = Taoflow::shares(1, &FlowParameters::default(), &subnets);
		assert_eq!(share_bits(&shares), [3 << 62, 1 << 62]);
	}

	/// The fault that [`GuardedTaoflow`] mends: 62 RAO that entered in one block are an average of 0.0002 RAO.
	#[test]
	fn vanishing_flow_takes_all_shares_unless_guarded() {
		let dust = Flow { counter: 62, average: None };
		let mut subnets = vec![with_average(1_000_000_000); 127];
		subnets.push(ShareInputs { user_flow: dust, ..ShareInputs::default() });
		let part = |shares: Vec<SubnetShare>| shares.last().unwrap().share.to_num::<f64>();
		assert!(part(Taoflow::shares(1, &FlowParameters::default(), &subnets)) > 0.999);
		assert_eq!(part(GuardedTaoflow::shares(1, &FlowParameters::default(), &subnets)), 0.0);
	}

	#[test]
	fn nobody_gets_a_share_when_flows_and_prices_are_zero() {
		let shares = Taoflow::shares(1, &FlowParameters::default(), &[with_average(0), with_average(-1)]);
		assert_eq!(share_bits(&shares), [0, 0]);
		assert!(Taoflow::shares(1, &FlowParameters::default(), &[]).is_empty());
	}

	#[test]
	fn averages_are_handed_back_when_the_block_is_new() {
		let subnets = [with_average(10)];
		let same = Taoflow::shares(1, &FlowParameters::default(), &subnets);
		// The protocol's flow has no average yet.
		assert_eq!((same[0].user_flow, same[0].protocol_flow.map(|average| average.block)), (None, Some(1)));
		let next = Taoflow::shares(2, &FlowParameters::default(), &subnets);
		assert_eq!(next[0].user_flow.map(|average| average.block), Some(2));
	}

	#[test]
	fn protocol_cost_is_subtracted_as_far_as_users_brought_as_much() {
		let average = |user: i64, protocol: i64| Averages { user: user.into(), protocol: protocol.into() };
		// Users brought 100 in all, the protocol 200: half of the cost counts, an outflow of the protocol in full.
		let averages = [average(80, 120), average(20, 80), average(-10, -30)];
		assert_eq!(scores(&averages, true), [20, -20, 20].map(I64F64::from_num));
		assert_eq!(scores(&averages, false), [80, 20, -10].map(I64F64::from_num));
	}

	/// The library takes a number from 2^31 to 2^32 for less than a zero of type `i32`.
	#[test]
	fn protocol_cost_counts_in_part_whatever_its_size() {
		let average = |user: i64, protocol: i64| Averages { user: user.into(), protocol: protocol.into() };
		let half = |cost: i64| scores(&[average(cost / 2, cost)], true);
		for cost in [2, 1 << 31, 3_000_000_000, (1 << 32) - 2, 1 << 32, 1 << 40] {
			assert_eq!(half(cost), [ZERO], "{cost}");
		}
	}

	#[test]
	fn scores_are_measured_from_the_lowest_one_when_the_cutoff_lies_below() {
		let scores = [5, -3, 0].map(I64F64::from_num);
		assert_eq!(clip(&scores, I64F64::from_num(-100)), [8, 0, 3].map(U64F64::from_num));
		assert_eq!(clip(&scores, I64F64::from_num(-1)), [6, 0, 1].map(U64F64::from_num));
		assert_eq!(clip(&scores, I64F64::from_num(4)), [1, 0, 0].map(U64F64::from_num));
	}
}
