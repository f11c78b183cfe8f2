//! Relations, and the way of dividends to parents and stakers, out of storage.
//!
//! The recorded relations were written without a call, and some are against the rules of calls; they are written here as they
//! are, in their order.

use crate::reference::{account, number, Reference, Staking};
use pallet_protocol::{ChildKeys, ChildkeyTake, Owner, ParentKeys, SubnetAlphaOut, TaoWeight, TotalHotkeyAlpha};
use serde::Deserialize;
use std::collections::BTreeMap;
use taonet_golden::{Differences, VectorFile, Wide};
use taonet_tokenomics::{
	dividends::{divide_dividends, split_dividend, DividendWeight},
	root::tao_weight,
	stake_weight::stake_weight,
};
use taonet_types::{fixed::U96F32, AlphaBalance, NetUid};

const SUBNET: NetUid = NetUid::new(1);

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
	relations: Vec<(u64, u64, u64)>,
	outputs: Vec<Output>,
	dividends_bits: Vec<(u64, Wide<u128>)>,
	alpha_dividends_bits: Vec<(u64, Wide<u128>)>,
	root_alpha_dividends_bits: Vec<(u64, Wide<u128>)>,
}

#[derive(Deserialize)]
struct Hotkey {
	hotkey: u64,
	coldkey: u64,
	alpha_stake: u64,
	root_stake: u64,
	childkey_take: u16,
}

#[derive(Deserialize)]
struct Output {
	hotkey: u64,
	inherited_alpha: u64,
	inherited_root: u64,
	total_stake_bits: Wide<i128>,
	dividend: u64,
	split: Vec<(u64, u64)>,
	recycled: u64,
}

/// What stands behind a hotkey, and how its dividend is split.
#[derive(Debug, PartialEq)]
struct Outcome {
	inherited_alpha: u64,
	inherited_root: u64,
	total_stake_bits: i128,
	/// The same, as consensus reads it.
	total: u64,
	split: Vec<(u64, u64)>,
	recycled: u64,
}

pub fn dividends(file: &VectorFile) -> Result<(), String> {
	let vectors: Vectors = file.read()?;
	let mut differences = Differences::default();
	for case in &vectors.cases {
		sp_io::TestExternalities::new_empty().execute_with(|| replay(case, &mut differences))?;
	}
	differences.result()
}

fn replay(case: &Case, differences: &mut Differences) -> Result<(), String> {
	write(case)?;
	let weight = tao_weight(TaoWeight::<Reference>::get());
	let mut credits: BTreeMap<_, _> = case.hotkeys.iter().map(|hotkey| (hotkey.hotkey, 0u64)).collect();
	for output in &case.outputs {
		let computed = outcome(output, weight, case.ck_burn);
		let total = u64::try_from(output.total_stake_bits.0 >> 64).map_err(|_| "a negative stake")?;
		let measured = Outcome {
			inherited_alpha: output.inherited_alpha,
			inherited_root: output.inherited_root,
			total_stake_bits: output.total_stake_bits.0,
			total,
			split: output.split.clone(),
			recycled: output.recycled,
		};
		differences.compare(format!("seed {}, hotkey {}", case.seed, output.hotkey), &measured, &computed);
		for (hotkey, credit) in computed.split {
			let sum = credits.entry(hotkey).or_default();
			*sum = sum.saturating_add(credit);
		}
	}
	compare_division(case, weight, &credits, differences);
	Ok(())
}

/// Writes who owns and holds what, and who lends to whom.
fn write(case: &Case) -> Result<(), String> {
	TaoWeight::<Reference>::put(case.tao_weight);
	for hotkey in &case.hotkeys {
		let (account_of, coldkey) = (account(hotkey.hotkey), account(hotkey.coldkey));
		Owner::<Reference>::insert(&account_of, &coldkey);
		ChildkeyTake::<Reference>::insert(&account_of, SUBNET, hotkey.childkey_take);
		for (netuid, amount) in [(SUBNET, hotkey.alpha_stake), (NetUid::ROOT, hotkey.root_stake)] {
			let alpha = AlphaBalance::new(amount);
			SubnetAlphaOut::<Reference>::mutate(netuid, |outside| *outside = outside.saturating_add(alpha));
			let increased = Staking::increase(&account_of, &coldkey, netuid, alpha);
			increased.map_err(|error| format!("stake cannot be written: {error:?}"))?;
			if TotalHotkeyAlpha::<Reference>::get(&account_of, netuid) != alpha {
				return Err("what was staked is not what there is".to_owned());
			}
		}
	}
	for (parent, child, proportion) in &case.relations {
		let (parent, child) = (account(*parent), account(*child));
		ChildKeys::<Reference>::append(&parent, SUBNET, (*proportion, &child));
		ParentKeys::<Reference>::append(&child, SUBNET, (*proportion, &parent));
	}
	Ok(())
}

fn outcome(output: &Output, weight: U96F32, ck_burn: u64) -> Outcome {
	let hotkey = account(output.hotkey);
	let behind = Staking::stake_weight(&hotkey, SUBNET);
	let sources = Staking::dividend_sources(&hotkey, SUBNET);
	let divided = split_dividend(&sources.inputs(AlphaBalance::new(output.dividend)), weight, ck_burn);
	let credits = divided.parents.into_iter().map(AlphaBalance::get);
	let mut split: Vec<_> = sources.parents.iter().map(number).zip(credits).collect();
	split.push((output.hotkey, divided.own.get()));
	Outcome {
		inherited_alpha: behind.inherited.alpha.get(),
		inherited_root: behind.inherited.root.get(),
		total_stake_bits: stake_weight(behind.inherited, weight).to_bits(),
		total: behind.total,
		split,
		recycled: divided.burned.get(),
	}
}

fn compare_division(case: &Case, weight: U96F32, credits: &BTreeMap<u64, u64>, differences: &mut Differences) {
	let bits =
		|measured: &[(u64, Wide<u128>)]| measured.iter().map(|(hotkey, bits)| (*hotkey, bits.0)).collect::<Vec<_>>();
	let sums: Vec<_> = credits.iter().map(|(hotkey, credit)| (*hotkey, u128::from(*credit) << 32)).collect();
	differences.compare(format!("seed {}, dividends", case.seed), &bits(&case.dividends_bits), &sums);
	let weights: Vec<_> = credits
		.iter()
		.map(|(hotkey, credit)| DividendWeight {
			weight: AlphaBalance::new(*credit),
			stake: Staking::own_stake(&account(*hotkey), SUBNET),
		})
		.collect();
	let [alpha, root] = [case.pending_alpha, case.pending_root_alpha].map(AlphaBalance::new);
	let shares = divide_dividends(alpha, root, weight, &weights);
	let alpha: Vec<_> = credits.keys().copied().zip(shares.iter().map(|share| share.alpha.to_bits())).collect();
	let root: Vec<_> = credits.keys().copied().zip(shares.iter().map(|share| share.root.to_bits())).collect();
	differences.compare(format!("seed {}, alpha dividends", case.seed), &bits(&case.alpha_dividends_bits), &alpha);
	differences.compare(format!("seed {}, root dividends", case.seed), &bits(&case.root_alpha_dividends_bits), &root);
}
