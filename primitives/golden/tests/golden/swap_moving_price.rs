//! One step of a subnet's moving price.

use serde::Deserialize;
use taonet_amm::{Pool, Weights};
use taonet_golden::{Differences, VectorFile, Wide};
use taonet_tokenomics::price::{moving_price as step, MovingPriceInputs};
use taonet_types::{fixed::I96F32, AlphaBalance, TaoBalance};

#[derive(Deserialize)]
struct Vectors {
	cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
	i: u64,
	tao: u64,
	alpha_in: u64,
	quote_weight: u64,
	block: u64,
	first_emission_block: Option<u64>,
	halving_blocks: u64,
	subnet_moving_alpha_bits: Wide<i128>,
	price_bits: Wide<u128>,
	moving_price_bits_before: Wide<i128>,
	moving_price_bits_after: Wide<i128>,
}

pub fn moving_price(file: &VectorFile) -> Result<(), String> {
	let vectors: Vectors = file.read()?;
	let mut differences = Differences::default();
	for case in vectors.cases {
		let weights = Weights::new(case.quote_weight).map_err(|_| format!("case {}: a weight out of range", case.i))?;
		let pool = Pool { tao: TaoBalance::new(case.tao), alpha: AlphaBalance::new(case.alpha_in), weights };
		differences.compare(format!("case {}, price", case.i), &case.price_bits.0, &pool.price().to_bits());
		let after = step(&MovingPriceInputs {
			block: case.block,
			first_emission_block: case.first_emission_block,
			halving_blocks: case.halving_blocks,
			subnet_moving_alpha: I96F32::from_bits(case.subnet_moving_alpha_bits.0),
			spot_price: pool.price(),
			moving_price: I96F32::from_bits(case.moving_price_bits_before.0),
		});
		differences.compare(format!("case {}", case.i), &case.moving_price_bits_after.0, &after.to_bits());
	}
	differences.result()
}
