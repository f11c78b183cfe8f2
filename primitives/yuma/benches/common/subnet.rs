//! Subnets to run epochs on; also compiled into the WASM guest, hence without `std`.

use alloc::vec::Vec;
use taonet_types::{fixed::I64F64, AlphaBalance};
use taonet_yuma::{BondRule, EpochInput, EpochParameters, LiquidAlpha, Neuron, SparseRow};

/// Validators of every subnet here.
pub const VALIDATORS: usize = 64;

/// A subnet on which epochs have run before, so that there are bonds.
pub struct Subnet {
	parameters: EpochParameters,
	neurons: Vec<Neuron>,
	weights: Vec<SparseRow>,
	bonds: Vec<SparseRow>,
}

/// The three ways in which bonds move.
pub const RULES: [(&str, BondRule); 3] = [
	("Yuma2", BondRule::Yuma2),
	("Yuma3", BondRule::Yuma3 { liquid_alpha: None }),
	(
		"Yuma3 liquid",
		BondRule::Yuma3 { liquid_alpha: Some(LiquidAlpha { low: 45_875, high: 58_982, steepness: 1000 }) },
	),
];

impl Subnet {
	/// A subnet of `neurons` neurons of which `percent` serve anybody; validators give weights to nearly all of those.
	pub fn new(neurons: usize, percent: u32, bond_rule: BondRule) -> Self {
		let mut random = Random(0x9E37_79B9_7F4A_7C15);
		let validator = |uid: usize| uid.is_multiple_of(neurons / VALIDATORS);
		let stake = |uid, random: &mut Random| {
			let alpha = random.below(1_000_000_000_000) + if validator(uid) { 1_000_000_000_000_000 } else { 0 };
			I64F64::from_num(alpha) + I64F64::from_num(random.below(1 << 40)) * I64F64::from_num(0.052)
		};
		let mut subnet = Self {
			parameters: EpochParameters {
				block: 1_000_000,
				tempo: 360,
				activity_cutoff: 5000,
				last_mechanism_step_block: 999_640,
				owner_uid: Some(0),
				kappa: 32_767,
				bonds_penalty: 65_535,
				bonds_moving_average: 900_000,
				bond_rule,
				max_allowed_validators: VALIDATORS as u16,
				stake_threshold: 1000,
				emission: AlphaBalance::new(360_000_000_000),
			},
			neurons: (0..neurons)
				.map(|uid| Neuron {
					total_stake: stake(uid, &mut random),
					last_update: 999_900,
					block_at_registration: random.below(900_000),
					validator_permit: validator(uid),
					earliest_commit: None,
				})
				.collect(),
			weights: Vec::new(),
			bonds: Vec::new(),
		};
		// Validators agree more or less on how good a miner is; 0 is one that serves nobody.
		let mut quality = |_| if random.below(100) < u64::from(percent) { 1000 + random.below(40_000) } else { 0 };
		let quality: Vec<u64> = (0..neurons).map(&mut quality).collect();
		// Opinions change from epoch to epoch, so that bonds lie above some weights and below others.
		for epoch in 0..4 {
			if epoch > 0 {
				subnet.bonds =
					taonet_yuma::run(&subnet.input()).map_or_else(|error| panic!("{error}"), |outcome| outcome.bonds);
				subnet.weights.clear();
			}
			for uid in (0..neurons).filter(|uid| validator(*uid)) {
				let mut row = SparseRow { uid: uid as u16, entries: Vec::new() };
				for (column, quality) in quality.iter().enumerate() {
					if *quality > 0 && (percent == 100 || random.below(100) < 95) {
						row.entries.push((column as u16, (quality + random.below(20_000)) as u16));
					}
				}
				subnet.weights.push(row);
			}
		}
		subnet
	}

	/// What an epoch on it reads.
	pub fn input(&self) -> EpochInput<'_> {
		EpochInput { parameters: &self.parameters, neurons: &self.neurons, weights: &self.weights, bonds: &self.bonds }
	}
}

/// Xorshift: the same numbers natively and in WASM.
struct Random(u64);

impl Random {
	fn below(&mut self, limit: u64) -> u64 {
		self.0 ^= self.0 << 13;
		self.0 ^= self.0 >> 7;
		self.0 ^= self.0 << 17;
		self.0 % limit
	}
}
