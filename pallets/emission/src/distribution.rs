//! Who is paid how much of what an epoch divides. Spec: economics 11.1 to 11.3.

use crate::{Config, Pallet, Staking};
use alloc::{collections::BTreeMap, vec::Vec};
use pallet_protocol::{CKBurn, Delegates, TaoWeight};
use taonet_tokenomics::{
	dividends::{
		divide_dividends, split_dividend, split_take, ChildkeyBurn, ChildkeyBurnRule, DividendShare, DividendWeight,
		TakeSplit,
	},
	incentives::{validator_alpha, EpochPot, EpochResult, IncentiveRule},
	root::tao_weight,
};
use taonet_types::{AlphaBalance, NetUid};

/// What is paid to whom, in alpha-rao. Together no more than had gathered, and no less but for what roundings lose, which is
/// nobody's.
pub(crate) struct Payouts<AccountId> {
	/// For the subnet's owner.
	pub owner_cut: AlphaBalance,
	/// What `CKBurn` takes from the validators' part: it is recycled.
	pub recycled: AlphaBalance,
	/// What hotkeys have mined, by account; what is withheld from the owner's among them.
	pub incentives: Vec<(AccountId, AlphaBalance)>,
	/// What hotkeys and their stakers get for their stake, by account; an entry for every neuron and every parent.
	pub dividends: Vec<Dividend<AccountId>>,
	/// Parents that were looked at, each as often as it lends.
	pub parents: u32,
}

/// The dividend of a hotkey, in alpha-rao.
pub(crate) struct Dividend<AccountId> {
	pub hotkey: AccountId,
	/// For alpha stake.
	pub alpha: TakeSplit,
	/// For stake on root.
	pub root: TakeSplit,
}

/// The weights by which dividends are divided.
struct Credits<AccountId> {
	of: BTreeMap<AccountId, DividendWeight>,
	/// What `CKBurn` takes, before a rule has settled it.
	burned: AlphaBalance,
	parents: u32,
}

impl<T: Config> Pallet<T> {
	/// Divides what had gathered by what the epoch found. Nothing is paid yet, so that all stakes are as they were before.
	pub(crate) fn payouts(
		netuid: NetUid,
		pot: &EpochPot,
		owner_cut: AlphaBalance,
		results: &[(T::AccountId, EpochResult)],
	) -> Payouts<T::AccountId> {
		let found: Vec<EpochResult> = results.iter().map(|(_, result)| *result).collect();
		let payable = T::Incentives::payable(pot, &found);
		let credits = Self::credits(netuid, results);
		let ChildkeyBurn { recycled, validator_alpha } =
			T::ChildkeyBurn::settle(credits.burned, validator_alpha(pot, &payable));
		let weights: Vec<DividendWeight> = credits.of.values().copied().collect();
		let shares = divide_dividends(validator_alpha, pot.root, tao_weight(TaoWeight::<T>::get()), &weights);
		let dividends = credits.of.into_keys().zip(shares).map(|(hotkey, share)| Self::dividend(hotkey, share));
		Payouts {
			owner_cut,
			recycled,
			incentives: results.iter().map(|(hotkey, _)| hotkey.clone()).zip(payable).collect(),
			dividends: dividends.collect(),
			parents: credits.parents,
		}
	}

	/// Splits the dividends of the neurons between them and those who lend to them.
	fn credits(netuid: NetUid, results: &[(T::AccountId, EpochResult)]) -> Credits<T::AccountId> {
		let (weight, ck_burn) = (tao_weight(TaoWeight::<T>::get()), CKBurn::<T>::get());
		let of = results.iter().map(|(hotkey, _)| (hotkey.clone(), DividendWeight::default())).collect();
		let mut credits = Credits { of, burned: AlphaBalance::ZERO, parents: 0 };
		for (hotkey, result) in results.iter().filter(|(_, result)| !result.dividend.is_zero()) {
			let sources = Staking::<T>::dividend_sources(hotkey, netuid);
			let split = split_dividend(&sources.inputs(result.dividend), weight, ck_burn);
			for ((parent, lent), credit) in sources.parents.into_iter().zip(sources.lent).zip(split.parents) {
				credits.add(parent, DividendWeight { weight: credit, stake: lent.parent.stake });
				credits.parents = credits.parents.saturating_add(1);
			}
			credits.add(hotkey.clone(), DividendWeight { weight: split.own, stake: sources.stake });
			// Stops at the limit as credits do: all are parts of the dividends.
			credits.burned = credits.burned.saturating_add(split.burned);
		}
		credits
	}

	fn dividend(hotkey: T::AccountId, share: DividendShare) -> Dividend<T::AccountId> {
		if share == DividendShare::default() {
			let nothing = split_take(share.alpha, 0);
			return Dividend { hotkey, alpha: nothing, root: nothing };
		}
		let take = Delegates::<T>::get(&hotkey);
		Dividend { hotkey, alpha: split_take(share.alpha, take), root: split_take(share.root, take) }
	}
}

impl<AccountId: Ord> Credits<AccountId> {
	fn add(&mut self, hotkey: AccountId, credit: DividendWeight) {
		let entry = self.of.entry(hotkey).or_default();
		// Dividends sum to no more than what had gathered.
		entry.weight = entry.weight.saturating_add(credit.weight);
		// The same each time.
		entry.stake = credit.stake;
	}
}
