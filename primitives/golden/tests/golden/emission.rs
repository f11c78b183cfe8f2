//! Block emission, the shares of subnets, and what goes into their pools.

use serde::Deserialize;
use taonet_amm::{Pool, Weights};
use taonet_golden::{Differences, VectorFile, Wide};
use taonet_tokenomics::{
	emission::{alpha_block_emission, alpha_issuance, tao_block_emission, INITIAL_BLOCK_EMISSION, MAX_ISSUANCE},
	flow::{Flow, FlowAverage, FlowParameters},
	injection::{InjectionInputs, InjectionTerms, RootProportionCap},
	power::RecordedPower,
	price_average::PriceAverage,
	root::{root_proportion, root_sell_flag, tao_weight},
	shares::{ShareInputs, ShareRule},
	tao_emission::{tao_emissions, SwitchedShare},
	taoflow::flow_shares as taoflow_shares,
};
use taonet_types::{
	fixed::{I64F64, I96F32, U64F64, U96F32},
	AlphaBalance, TaoBalance,
};

#[derive(Deserialize)]
struct BlockEmission {
	default_block_emission: u64,
	total_supply: u64,
	points: Vec<(u64, u64)>,
	switches: Vec<Switch>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Switch {
	Halving { first_issuance_after_switch: u64, before: u64, after: u64 },
	Nothing { nominal: u64, same_both_sides: u64 },
}

pub fn block_emission(file: &VectorFile) -> Result<(), String> {
	let vectors: BlockEmission = file.read()?;
	if vectors.points.is_empty() || vectors.switches.is_empty() {
		return Err("the file holds no case".to_owned());
	}
	let mut differences = Differences::default();
	differences.compare("initial emission", &vectors.default_block_emission, &INITIAL_BLOCK_EMISSION);
	differences.compare("most issuance", &vectors.total_supply, &MAX_ISSUANCE);
	let mut at = |issuance: u64, measured: u64| {
		let tao = tao_block_emission(TaoBalance::new(issuance)).get();
		let alpha = alpha_block_emission(AlphaBalance::new(issuance)).get();
		differences.compare(format!("TAO at {issuance}"), &measured, &tao);
		differences.compare(format!("alpha at {issuance}"), &measured, &alpha);
	};
	for (issuance, emission) in vectors.points {
		at(issuance, emission);
	}
	for switch in vectors.switches {
		match switch {
			Switch::Halving { first_issuance_after_switch, before, after } => {
				at(first_issuance_after_switch.saturating_sub(1), before);
				at(first_issuance_after_switch, after);
			},
			Switch::Nothing { nominal, same_both_sides } => {
				at(nominal.saturating_sub(1), same_both_sides);
				at(nominal, same_both_sides);
			},
		}
	}
	differences.result()
}

#[derive(Deserialize)]
struct Cases<T> {
	cases: Vec<T>,
}

/// Block of the last step and bits.
type Average = (u64, Wide<i128>);

fn average((block, Wide(bits)): Average) -> FlowAverage {
	FlowAverage { block, value: I64F64::from_bits(bits) }
}

#[derive(Deserialize)]
struct FlowCase {
	block: u64,
	smoothing_factor: u64,
	cutoff_bits: Wide<i128>,
	norm_exponent_bits: Wide<u128>,
	net_flow_enabled: bool,
	subnets: Vec<FlowSubnet>,
	outputs: Vec<FlowOutput>,
}

#[derive(Deserialize)]
struct FlowSubnet {
	netuid: u16,
	tao_flow: i64,
	protocol_flow: i64,
	ema_tao_flow: Option<Average>,
	ema_protocol_flow: Option<Average>,
}

#[derive(Deserialize)]
struct FlowOutput {
	netuid: u16,
	share_bits: Wide<u128>,
	ema_tao_flow: Average,
	ema_protocol_flow: Average,
	tao_flow_after: i64,
	protocol_flow_after: i64,
}

/// The state of a flow after the step that says `update`.
fn after(flow: &Flow, update: Option<FlowAverage>) -> (i64, Option<FlowAverage>) {
	match update {
		Some(_) => (0, update),
		None => (flow.counter, flow.average),
	}
}

/// The recorded shares know no fallback where no flow is positive.
pub fn flow_shares(file: &VectorFile) -> Result<(), String> {
	let vectors: Cases<FlowCase> = file.read()?;
	let mut differences = Differences::default();
	for (index, case) in vectors.cases.into_iter().enumerate() {
		let parameters = FlowParameters {
			smoothing_factor: case.smoothing_factor,
			cutoff: I64F64::from_bits(case.cutoff_bits.0),
			norm_exponent: U64F64::from_bits(case.norm_exponent_bits.0),
			net_flow_enabled: case.net_flow_enabled,
		};
		let inputs: Vec<_> = case
			.subnets
			.iter()
			.map(|subnet| ShareInputs {
				user_flow: Flow { counter: subnet.tao_flow, average: subnet.ema_tao_flow.map(average) },
				protocol_flow: Flow { counter: subnet.protocol_flow, average: subnet.ema_protocol_flow.map(average) },
				..ShareInputs::default()
			})
			.collect();
		let shares = taoflow_shares::<RecordedPower>(case.block, &parameters, &inputs);
		differences.compare(format!("case {index}, subnets"), &case.outputs.len(), &shares.len());
		for (((subnet, input), measured), computed) in case.subnets.iter().zip(&inputs).zip(&case.outputs).zip(&shares)
		{
			let at = |what: &str| format!("case {index}, subnet {}, {what}", subnet.netuid);
			differences.compare(at("netuid"), &measured.netuid, &subnet.netuid);
			differences.compare(at("share"), &measured.share_bits.0, &computed.share.to_bits());
			let user = (measured.tao_flow_after, Some(average(measured.ema_tao_flow)));
			differences.compare(at("user flow"), &user, &after(&input.user_flow, computed.user_flow));
			let protocol = (measured.protocol_flow_after, Some(average(measured.ema_protocol_flow)));
			differences.compare(at("protocol flow"), &protocol, &after(&input.protocol_flow, computed.protocol_flow));
		}
	}
	differences.result()
}

#[derive(Deserialize)]
struct PriceCase {
	block_emission: u64,
	tao_weight: u64,
	root_tao: u64,
	root_sell_flag: bool,
	subnets: Vec<PriceSubnet>,
	outputs: Vec<PriceOutput>,
}

#[derive(Deserialize)]
struct PriceSubnet {
	netuid: u16,
	moving_price_bits: Wide<i128>,
	miner_burned_bits: Wide<u128>,
	emission_enabled: bool,
	tao_reserve: u64,
	alpha_in: u64,
	alpha_out: u64,
	quote_weight: u64,
}

#[derive(Deserialize)]
struct PriceOutput {
	netuid: u16,
	share_bits: Wide<u128>,
	tao_emission_bits: Wide<u128>,
	price_bits: Wide<u128>,
	root_proportion_bits: Wide<u128>,
	tao_in_bits: Wide<u128>,
	alpha_in_bits: Wide<u128>,
	alpha_out_bits: Wide<u128>,
	excess_tao_bits: Wide<u128>,
}

/// The recorded run used the price average and the cap by root proportion.
pub fn price_shares(file: &VectorFile) -> Result<(), String> {
	let vectors: Cases<PriceCase> = file.read()?;
	let mut differences = Differences::default();
	for (index, case) in vectors.cases.iter().enumerate() {
		let inputs: Vec<_> = case
			.subnets
			.iter()
			.map(|subnet| ShareInputs {
				moving_price: I96F32::from_bits(subnet.moving_price_bits.0),
				miner_burned: U96F32::from_bits(subnet.miner_burned_bits.0),
				..ShareInputs::default()
			})
			.collect();
		let prices: Vec<_> = inputs.iter().map(|input| input.moving_price).collect();
		differences.compare(format!("case {index}, root sell flag"), &case.root_sell_flag, &root_sell_flag(&prices));
		let shares = PriceAverage::shares(1, &FlowParameters::default(), &inputs);
		let switched: Vec<_> = shares
			.iter()
			.zip(&case.subnets)
			.map(|(share, subnet)| SwitchedShare { share: share.share, emission_enabled: subnet.emission_enabled })
			.collect();
		let emissions = tao_emissions(TaoBalance::new(case.block_emission), &switched);
		differences.compare(format!("case {index}, subnets"), &case.outputs.len(), &emissions.len());
		for (((subnet, measured), share), emission) in
			case.subnets.iter().zip(&case.outputs).zip(&shares).zip(emissions)
		{
			let at = |what: &str| format!("case {index}, subnet {}, {what}", subnet.netuid);
			differences.compare(at("netuid"), &measured.netuid, &subnet.netuid);
			differences.compare(at("share"), &measured.share_bits.0, &share.share.to_bits());
			differences.compare(at("changed flows"), &(None, None), &(share.user_flow, share.protocol_flow));
			differences.compare(at("TAO emission"), &measured.tao_emission_bits.0, &emission.to_bits());
			compare_injection(&mut differences, at, case, subnet, measured, emission)?;
		}
	}
	differences.result()
}

fn compare_injection(
	differences: &mut Differences,
	at: impl Fn(&str) -> String,
	case: &PriceCase,
	subnet: &PriceSubnet,
	measured: &PriceOutput,
	tao_emission: U96F32,
) -> Result<(), String> {
	let weights = Weights::new(subnet.quote_weight).map_err(|_| at("a weight out of range"))?;
	let pool = Pool { tao: TaoBalance::new(subnet.tao_reserve), alpha: AlphaBalance::new(subnet.alpha_in), weights };
	differences.compare(at("price"), &measured.price_bits.0, &pool.price().to_bits());
	let issuance = alpha_issuance(AlphaBalance::new(subnet.alpha_in), AlphaBalance::new(subnet.alpha_out));
	let proportion = root_proportion(TaoBalance::new(case.root_tao), issuance, tao_weight(case.tao_weight));
	differences.compare(at("root proportion"), &measured.root_proportion_bits.0, &proportion.to_bits());
	let terms = InjectionTerms::of::<RootProportionCap>(&InjectionInputs {
		tao_emission,
		spot_price: pool.price(),
		alpha_emission: alpha_block_emission(issuance),
		tao_block_emission: TaoBalance::new(case.block_emission),
		root_proportion: proportion,
	});
	differences.compare(at("TAO in"), &measured.tao_in_bits.0, &terms.tao_in.to_bits());
	differences.compare(at("alpha in"), &measured.alpha_in_bits.0, &terms.alpha_in.to_bits());
	differences.compare(at("alpha out"), &measured.alpha_out_bits.0, &terms.alpha_out.to_bits());
	differences.compare(at("excess TAO"), &measured.excess_tao_bits.0, &terms.excess_tao.to_bits());
	Ok(())
}
