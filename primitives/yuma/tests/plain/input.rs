//! What an epoch reads, in the words of the specification.

use taonet_types::fixed::I64F64;

/// The entries of one neuron in stored order: column uid, value.
pub type Row = Vec<(u16, u16)>;

/// The range and the steepness of liquid alpha, where it is switched on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LiquidAlpha {
	/// Parts of 65535.
	pub low: u16,
	/// Parts of 65535.
	pub high: u16,
	/// Hundredths.
	pub steepness: i16,
}

/// One mechanism's epoch. Vectors and lists of rows are by uid; what is missing at their end is as section 4.1 says.
#[derive(Clone, Debug, Default)]
pub struct Epoch {
	pub n: usize,
	pub block: u64,
	pub tempo: u16,
	/// Blocks: what [`activity_cutoff`] gives.
	pub activity_cutoff: u64,
	pub last_mechanism_step_block: u64,
	pub owner_uid: Option<u16>,
	/// Parts of 65535.
	pub kappa: u16,
	/// Parts of 65535.
	pub bonds_penalty: u16,
	/// Millionths.
	pub bonds_moving_average: u64,
	pub liquid_alpha: Option<LiquidAlpha>,
	pub yuma3: bool,
	pub max_allowed_validators: u16,
	/// Rao.
	pub stake_threshold: u64,
	/// Rao.
	pub emission: u64,
	pub total_stake: Vec<I64F64>,
	pub last_update: Vec<u64>,
	pub block_at_registration: Vec<u64>,
	pub validator_permit: Vec<bool>,
	/// With commit-reveal only: the block of each neuron's first live commit.
	pub first_commit_block: Option<Vec<Option<u64>>>,
	pub weights: Vec<Row>,
	pub bonds: Vec<Row>,
}

impl Epoch {
	/// The same epoch with every vector exactly `n` long. Spec: consensus 4.1.
	pub fn padded(&self) -> Self {
		let n = self.n;
		let mut padded = self.clone();
		padded.total_stake.resize(n, I64F64::from_bits(0));
		padded.last_update.resize(n, 0);
		padded.block_at_registration.resize(n, 0);
		padded.validator_permit.resize(n, false);
		if let Some(blocks) = &mut padded.first_commit_block {
			blocks.resize(n, None);
		}
		padded.weights.resize(n, Row::new());
		padded.bonds.resize(n, Row::new());
		padded
	}

	pub fn is_owner(&self, uid: usize) -> bool {
		self.owner_uid.map(usize::from) == Some(uid)
	}
}

/// Blocks without an update after which a neuron is inactive. Spec: consensus 4.3 step 1.
pub fn activity_cutoff(factor_milli: u32, tempo: u16) -> u64 {
	(u64::from(factor_milli) * u64::from(tempo) / 1000).max(1)
}
