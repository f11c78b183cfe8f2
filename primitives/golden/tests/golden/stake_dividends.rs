//! Inherited stake, stake weight, and the way of dividends to parents, stakers and root.

use serde::Deserialize;
use std::collections::BTreeMap;
use taonet_golden::{Differences, VectorFile, Wide};
use taonet_tokenomics::{
	dividends::{
		childkey_take, divide_dividends, split_dividend, DividendInputs, DividendParent, DividendSplit, DividendWeight,
	},
	root::tao_weight,
	stake_weight::{inherited_stake, stake_weight, HotkeyStake, Parent},
};
use taonet_types::{AlphaBalance, TaoBalance};

#[derive(Deserialize)]
struct Vectors {
	cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
	seed: u64,
	tao_weight: u64,
	ck_burn: u64,
	pending_alpha: u64,
	pending_root_alpha: u64,
	hotkeys: Vec<Hotkey>,
	/// Parent, child, proportion.
	relations: Vec<(u16, u16, u64)>,
	outputs: Vec<Output>,
	dividends_bits: Vec<(u16, Wide<u128>)>,
	alpha_dividends_bits: Vec<(u16, Wide<u128>)>,
	root_alpha_dividends_bits: Vec<(u16, Wide<u128>)>,
}

#[derive(Clone, Copy, Deserialize)]
struct Hotkey {
	hotkey: u16,
	coldkey: u16,
	alpha_stake: u64,
	root_stake: u64,
	childkey_take: u16,
}

impl Hotkey {
	fn stake(&self) -> HotkeyStake {
		HotkeyStake { alpha: AlphaBalance::new(self.alpha_stake), root: TaoBalance::new(self.root_stake) }
	}
}

#[derive(Deserialize)]
struct Output {
	hotkey: u16,
	inherited_alpha: u64,
	inherited_root: u64,
	total_stake_bits: Wide<i128>,
	dividend: u64,
	split: Vec<(u16, u64)>,
	recycled: u64,
}

/// What an output says, as it was measured or computed.
#[derive(Debug, PartialEq)]
struct Outcome {
	inherited: HotkeyStake,
	total_stake_bits: i128,
	split: Vec<(u16, u64)>,
	recycled: u64,
}

pub fn dividends(file: &VectorFile) -> Result<(), String> {
	let vectors: Vectors = file.read()?;
	let mut differences = Differences::default();
	for case in &vectors.cases {
		let hotkeys: BTreeMap<_, _> = case.hotkeys.iter().map(|hotkey| (hotkey.hotkey, *hotkey)).collect();
		let mut credits: BTreeMap<_, _> = hotkeys.keys().map(|hotkey| (*hotkey, 0u64)).collect();
		for output in &case.outputs {
			let measured = Outcome {
				inherited: HotkeyStake {
					alpha: AlphaBalance::new(output.inherited_alpha),
					root: TaoBalance::new(output.inherited_root),
				},
				total_stake_bits: output.total_stake_bits.0,
				split: output.split.clone(),
				recycled: output.recycled,
			};
			let hotkey = hotkeys.get(&output.hotkey).ok_or("an output for an unknown hotkey")?;
			let computed = outcome(case, &hotkeys, hotkey, output.dividend)?;
			differences.compare(format!("seed {}, hotkey {}", case.seed, output.hotkey), &measured, &computed);
			for (hotkey, credit) in computed.split {
				let sum = credits.entry(hotkey).or_default();
				*sum = sum.saturating_add(credit);
			}
		}
		compare_division(&mut differences, case, &hotkeys, &credits)?;
	}
	differences.result()
}

fn outcome(case: &Case, hotkeys: &BTreeMap<u16, Hotkey>, hotkey: &Hotkey, dividend: u64) -> Result<Outcome, String> {
	let mut parents = Vec::new();
	for (parent, _, proportion) in case.relations.iter().filter(|(_, child, _)| *child == hotkey.hotkey) {
		parents.push((hotkeys.get(parent).ok_or("a relation to an unknown parent")?, *proportion));
	}
	let relation = |(parent, proportion): &(&Hotkey, u64)| Parent { stake: parent.stake(), proportion: *proportion };
	let children: Vec<_> = case
		.relations
		.iter()
		.filter(|(parent, _, _)| *parent == hotkey.hotkey)
		.map(|(_, _, proportion)| *proportion)
		.collect();
	let lenders: Vec<_> = parents.iter().map(relation).collect();
	let receivers: Vec<_> = parents
		.iter()
		.map(|parent| DividendParent { parent: relation(parent), same_owner: parent.0.coldkey == hotkey.coldkey })
		.collect();
	let weight = tao_weight(case.tao_weight);
	let inputs = DividendInputs {
		dividend: AlphaBalance::new(dividend),
		stake: hotkey.stake(),
		children: &children,
		parents: &receivers,
		childkey_take: childkey_take(hotkey.childkey_take, 0, 0),
	};
	let DividendSplit { parents: shares, own, burned } = split_dividend(&inputs, weight, case.ck_burn);
	let mut split: Vec<_> =
		parents.iter().zip(shares).map(|((parent, _), share)| (parent.hotkey, share.get())).collect();
	split.push((hotkey.hotkey, own.get()));
	let inherited = inherited_stake(hotkey.stake(), &children, &lenders);
	let total_stake_bits = stake_weight(inherited, weight).to_bits();
	Ok(Outcome { inherited, total_stake_bits, split, recycled: burned.get() })
}

fn compare_division(
	differences: &mut Differences,
	case: &Case,
	hotkeys: &BTreeMap<u16, Hotkey>,
	credits: &BTreeMap<u16, u64>,
) -> Result<(), String> {
	let bits =
		|measured: &[(u16, Wide<u128>)]| measured.iter().map(|(hotkey, bits)| (*hotkey, bits.0)).collect::<Vec<_>>();
	let sums: Vec<_> = credits.iter().map(|(hotkey, credit)| (*hotkey, u128::from(*credit) << 32)).collect();
	differences.compare(format!("seed {}, dividends", case.seed), &bits(&case.dividends_bits), &sums);
	let mut weights = Vec::new();
	for (hotkey, credit) in credits {
		let hotkey = hotkeys.get(hotkey).ok_or("a credit of an unknown hotkey")?;
		weights.push(DividendWeight { weight: AlphaBalance::new(*credit), stake: hotkey.stake() });
	}
	let shares = divide_dividends(
		AlphaBalance::new(case.pending_alpha),
		AlphaBalance::new(case.pending_root_alpha),
		tao_weight(case.tao_weight),
		&weights,
	);
	let alpha: Vec<_> = credits.keys().copied().zip(shares.iter().map(|share| share.alpha.to_bits())).collect();
	let root: Vec<_> = credits.keys().copied().zip(shares.iter().map(|share| share.root.to_bits())).collect();
	differences.compare(format!("seed {}, alpha dividends", case.seed), &bits(&case.alpha_dividends_bits), &alpha);
	differences.compare(format!("seed {}, root dividends", case.seed), &bits(&case.root_alpha_dividends_bits), &root);
	Ok(())
}
