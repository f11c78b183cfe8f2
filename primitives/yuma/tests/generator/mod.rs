//! Whole epochs for property tests: small subnets in which everything that the rules tell apart happens often, ties and
//! extremes of every hyperparameter among it.
//!
//! The target that includes it also includes `plain`. Rows hold a column once, are in no order now and then, and name
//! uids that do not exist only in weights. Of liquid alpha, `low` is at most `high`, as the chain makes sure.
#![allow(dead_code, missing_docs, clippy::arithmetic_side_effects, clippy::indexing_slicing)]

use crate::plain::{Epoch, LiquidAlpha, Row};
use proptest::{collection::vec, option, prelude::*, sample::Index};
use taonet_types::fixed::I64F64;

/// Most neurons of a generated subnet.
pub const MOST_NEURONS: usize = 24;

/// Any epoch, also of stakes and hyperparameters that the chain does not allow.
pub fn epochs() -> impl Strategy<Value = Epoch> {
	(0..=MOST_NEURONS).prop_flat_map(epochs_of)
}

/// Epochs that can happen on a chain: the stakes are no more than the supply, and the moving average of bonds is a share.
/// No sum wraps in them.
pub fn possible_epochs() -> impl Strategy<Value = Epoch> {
	(0..=MOST_NEURONS).prop_flat_map(possible_epochs_of)
}

/// The same, of subnets of `n` neurons.
pub fn possible_epochs_of(n: usize) -> impl Strategy<Value = Epoch> {
	let possible = |epoch: &Epoch| {
		let whole = epoch.total_stake.iter().map(|stake| stake.to_bits() >> 64).sum::<i128>();
		whole < 1 << 62 && epoch.bonds_moving_average <= 1_000_000
	};
	epochs_of(n).prop_filter("more than the supply, or more than everything kept", possible)
}

fn epochs_of(n: usize) -> impl Strategy<Value = Epoch> {
	let parameters = (hyperparameters(), amount(), stakes(n), threshold(), owner(n));
	(parameters, times(n), permits(n), matrix(n, n + 2), option::weighted(0.7, matrix(n, n))).prop_map(
		move |(
			(hyperparameters, emission, total_stake, threshold, owner_uid),
			times,
			validator_permit,
			weights,
			bonds,
		)| {
			Epoch {
				n,
				block: times.block,
				last_mechanism_step_block: times.last_mechanism_step_block,
				last_update: times.last_update,
				block_at_registration: times.block_at_registration,
				first_commit_block: times.first_commit_block,
				owner_uid,
				stake_threshold: threshold.of(&total_stake),
				emission,
				total_stake,
				validator_permit,
				weights,
				bonds: bonds.unwrap_or_default(),
				..hyperparameters
			}
		},
	)
}

/// Parts of 65535.
fn parts() -> impl Strategy<Value = u16> {
	prop_oneof![
		2 => Just(u16::MAX),
		2 => Just(0),
		2 => Just(32_767),
		1 => prop::sample::select(vec![1, 2, 32_768, u16::MAX - 1]),
		4 => any::<u16>(),
	]
}

fn hyperparameters() -> impl Strategy<Value = Epoch> {
	let tempo = prop_oneof![1 => Just(0), 1 => Just(1), 6 => 2u16..40, 2 => Just(360), 1 => Just(u16::MAX)];
	let activity_cutoff = prop_oneof![6 => 1u64..60, 4 => Just(5000), 1 => Just(u64::MAX)];
	let bonds_moving_average = prop_oneof![
		5 => 0..=1_000_000u64,
		4 => Just(900_000),
		1 => Just(0),
		1 => Just(1_000_000),
		1 => prop_oneof![Just(1_000_001), Just(u64::MAX), any::<u64>()],
	];
	let validators = prop_oneof![1 => Just(0), 8 => 1..=(MOST_NEURONS as u16 + 2), 1 => Just(u16::MAX)];
	let penalty = prop_oneof![3 => Just(u16::MAX), 1 => Just(0), 4 => parts()];
	// Fifteenths: with three, five or fifteen equal stakes, some of them are exactly the minority.
	let kappa = prop_oneof![4 => parts(), 1 => (0u16..=15).prop_map(|fifteenths| fifteenths * 4369)];
	(tempo, activity_cutoff, kappa, penalty, bonds_moving_average, validators, any::<bool>(), liquid_alpha()).prop_map(
		|(tempo, cutoff, kappa, bonds_penalty, bonds_moving_average, max_allowed_validators, yuma3, liquid_alpha)| {
			Epoch {
				tempo,
				activity_cutoff: cutoff,
				kappa,
				bonds_penalty,
				bonds_moving_average,
				max_allowed_validators,
				yuma3,
				liquid_alpha,
				..Epoch::default()
			}
		},
	)
}

fn liquid_alpha() -> impl Strategy<Value = Option<LiquidAlpha>> {
	let range = prop_oneof![Just((45_875, 58_982)), (parts(), parts()).prop_map(|(a, b)| (a.min(b), a.max(b)))];
	let extremes = prop::sample::select(vec![0, 1, -1, 10, -1000, i16::MAX, i16::MIN]);
	let steepness = prop_oneof![Just(1000), extremes, any::<i16>()];
	option::weighted(0.6, (range, steepness).prop_map(|((low, high), steepness)| LiquidAlpha { low, high, steepness }))
}

fn amount() -> impl Strategy<Value = u64> {
	prop_oneof![
		1 => Just(0),
		1 => Just(1),
		4 => 2u64..1_000_000,
		4 => Just(360_000_000_000),
		1 => Just(u64::MAX),
		2 => any::<u64>(),
	]
}

/// Total stakes: now one kind for all neurons, now another.
fn stakes(n: usize) -> impl Strategy<Value = Vec<I64F64>> {
	let whole = |rao: u64| i128::from(rao) << 64;
	let fraction = (1u64..2_000_000_000_000, any::<u64>()).prop_map(move |(rao, rest)| whole(rao) | i128::from(rest));
	let kind = prop_oneof![
		// What is usual.
		6 => Just(prop_oneof![1 => Just(0), 4 => fraction].boxed()),
		// A few levels, so that many are equal.
		4 => Just((0u64..4).prop_map(move |level| whole(level * 1_000_000_000)).boxed()),
		// Less than a rao, or some of them.
		1 => Just((0i128..4).boxed()),
		1 => Just((0u64..4).prop_map(whole).boxed()),
		// One has nearly all.
		2 => Just(prop_oneof![6 => Just(whole(1)), 1 => Just(whole(21_000_000_000_000_000))].boxed()),
		// All have the same.
		2 => Just(Just(whole(1_000_000_000)).boxed()),
		// More than all supply: the sum wraps.
		1 => Just((0u64..1 << 63).prop_map(whole).boxed()),
		1 => Just(Just(whole(1 << 61)).boxed()),
		1 => Just(Just(0).boxed()),
	];
	kind.prop_flat_map(move |one| vec(one.prop_map(I64F64::from_bits), n))
}

/// Where the stake threshold is: most often at the stake of a neuron, or right above.
#[derive(Clone, Debug)]
enum Threshold {
	At(u64),
	Beside { neuron: Index, above: u64 },
}

impl Threshold {
	fn of(&self, stakes: &[I64F64]) -> u64 {
		match self {
			Self::Beside { neuron, above } if !stakes.is_empty() => {
				let stake: u64 = stakes[neuron.index(stakes.len())].saturating_to_num();
				stake.saturating_add(*above)
			},
			Self::Beside { above, .. } => *above,
			Self::At(rao) => *rao,
		}
	}
}

fn threshold() -> impl Strategy<Value = Threshold> {
	prop_oneof![
		6 => Just(Threshold::At(0)),
		3 => (any::<Index>(), 0u64..2).prop_map(|(neuron, above)| Threshold::Beside { neuron, above }),
		1 => any::<u64>().prop_map(Threshold::At),
	]
}

fn owner(n: usize) -> BoxedStrategy<Option<u16>> {
	match n {
		0 => Just(None).boxed(),
		_ => option::of(0..n as u16).boxed(),
	}
}

/// All blocks of an epoch, close to each other so that they are often equal.
#[derive(Clone, Debug)]
struct Times {
	block: u64,
	last_mechanism_step_block: u64,
	last_update: Vec<u64>,
	block_at_registration: Vec<u64>,
	first_commit_block: Option<Vec<Option<u64>>>,
}

fn times(n: usize) -> impl Strategy<Value = Times> {
	let block =
		prop_oneof![1 => 0u64..50, 8 => 1_000u64..1_100, 2 => 5_000_000u64..6_000_000, 1 => u64::MAX - 50..=u64::MAX];
	block.prop_flat_map(move |block| {
		// Mostly registered long ago and updated lately, so that most weights count.
		let lately = || {
			prop_oneof![6 => 0u64..10, 4 => 0u64..80, 1 => Just(6_000)].prop_map(move |ago| block.saturating_sub(ago))
		};
		let before = || prop_oneof![6 => (60u64..200).prop_map(move |ago| block.saturating_sub(ago)), 2 => lately()];
		let last = prop_oneof![1 => Just(0), 6 => lately(), 1 => Just(u64::MAX)];
		let update = prop_oneof![1 => Just(0), 12 => lately(), 1 => Just(block.saturating_add(1))];
		let registration = prop_oneof![2 => Just(0), 12 => before(), 1 => any::<u64>()];
		let commits = option::weighted(0.3, vec(option::weighted(0.4, prop_oneof![lately(), before()]), n));
		(last, vec(update, n), vec(registration, n), commits).prop_map(
			move |(last_mechanism_step_block, last_update, block_at_registration, first_commit_block)| Times {
				block,
				last_mechanism_step_block,
				last_update,
				block_at_registration,
				first_commit_block,
			},
		)
	})
}

/// Permits, or fewer than there are neurons.
fn permits(n: usize) -> impl Strategy<Value = Vec<bool>> {
	prop_oneof![
		3 => vec(any::<bool>(), n),
		3 => vec(Just(true), n),
		1 => vec(prop::bool::weighted(0.8), 0..=n),
		1 => Just(vec![]),
	]
}

/// A value of an entry: of few levels, or any.
fn entry() -> BoxedStrategy<BoxedStrategy<u16>> {
	let levels = prop::sample::select(vec![0, 1, 16_384, 32_768, u16::MAX]);
	let any = prop_oneof![1 => Just(0), 1 => Just(u16::MAX), 6 => any::<u16>()];
	prop_oneof![
		2 => Just(levels.boxed()),
		4 => Just(any.boxed()),
		1 => Just(Just(u16::MAX).boxed()),
		// Rows that differ little: consensus clips little.
		2 => Just((60_000..=u16::MAX).boxed()),
	]
	.boxed()
}

/// `n` rows with entries on uids below `columns`. Rows without entries occur.
fn matrix(n: usize, columns: usize) -> impl Strategy<Value = Vec<Row>> {
	let density = prop::sample::select(vec![0.15, 0.5, 0.9, 0.999]);
	(density, entry(), any::<bool>()).prop_flat_map(move |(density, entry, unsorted)| {
		let row = (vec(option::weighted(density, entry), columns), order(columns, unsorted))
			.prop_map(|(cells, order)| order.into_iter().filter_map(|j| Some((j, cells[usize::from(j)]?))).collect());
		vec(prop_oneof![1 => Just(Row::new()), 9 => row], n)
	})
}

/// The order in which a row lists its columns.
fn order(columns: usize, unsorted: bool) -> BoxedStrategy<Vec<u16>> {
	let ascending: Vec<u16> = (0..columns as u16).collect();
	let descending: Vec<u16> = ascending.iter().rev().copied().collect();
	if unsorted {
		let any = Just(ascending.clone()).prop_shuffle();
		prop_oneof![2 => Just(ascending), 4 => any, 1 => Just(descending)].boxed()
	} else {
		Just(ascending).boxed()
	}
}
