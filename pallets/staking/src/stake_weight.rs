//! What stands behind a hotkey: in consensus, and when its dividend is split. Spec: staking 9, economics 11.2.

use crate::{Config, Pallet, RelatedHotkeys, Subnets};
use alloc::{
	collections::{BTreeMap, BTreeSet},
	vec::Vec,
};
use pallet_protocol::{ChildKeys, ParentKeys, TaoWeight};
use taonet_tokenomics::{
	dividends::{DividendInputs, DividendParent},
	root::tao_weight,
	stake_weight::{inherited_stake, stake_weight, HotkeyStake, Parent},
};
use taonet_types::{fixed::I64F64, AlphaBalance, NetUid, TaoBalance};

/// What stands behind a hotkey on a subnet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StakeWeight {
	/// Stake of everybody on the hotkey, less what it lends to children and with what parents lend to it. Everybody keeps
	/// what he has staked.
	pub inherited: HotkeyStake,
	/// Its alpha and weighted TAO, in alpha-rao, rounded down.
	pub total: u64,
}

/// What hotkeys weigh in the consensus of a subnet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StakeWeights {
	/// The alpha and weighted TAO of each, in alpha-rao, rounded down to 2^-64. Rounded down to a whole number it is
	/// [`StakeWeight::total`].
	pub totals: Vec<I64F64>,
	/// How many other hotkeys lend to them: their stake was read beside that of the hotkeys asked about.
	pub lenders: u32,
}

/// Who has a part in the dividend of a hotkey on a subnet, and by what. Spec: economics 11.2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DividendSources<AccountId> {
	/// All of the hotkey's own stake.
	pub stake: HotkeyStake,
	/// The parts of it that its children borrow, in parts of 2^64 - 1.
	pub children: Vec<u64>,
	/// Its parents in stored order.
	pub parents: Vec<AccountId>,
	/// What they lend, in the same order.
	pub lent: Vec<DividendParent>,
	/// Its childkey take in force, a u16 proportion.
	pub childkey_take: u16,
}

impl<AccountId> DividendSources<AccountId> {
	/// What [`taonet_tokenomics::dividends::split_dividend`] needs to split `dividend`, in alpha-rao: a weight, not an amount that
	/// is paid.
	pub fn inputs(&self, dividend: AlphaBalance) -> DividendInputs<'_> {
		let Self { stake, children, lent, childkey_take, .. } = self;
		DividendInputs { dividend, stake: *stake, children, parents: lent, childkey_take: *childkey_take }
	}
}

impl<T: Config> Pallet<T> {
	/// What a hotkey weighs in the consensus of a subnet. It reads as many hotkeys more as lend to this one.
	/// Spec: staking 9, consensus 4.2.
	pub fn stake_weight(hotkey: &T::AccountId, netuid: NetUid) -> StakeWeight {
		let own = Self::own_stake(hotkey, netuid);
		let inherited = Self::inherited(own, hotkey, netuid, |lender| Self::own_stake(lender, netuid));
		StakeWeight { inherited, total: Self::weight_of(inherited) }
	}

	/// What each of these hotkeys weighs in the consensus of a subnet, in their order. The stake of each of them
	/// and of each hotkey that lends to any is read once. Spec: consensus 4.2.
	pub fn stake_weights(netuid: NetUid, hotkeys: &[T::AccountId]) -> StakeWeights {
		let tao_weight = tao_weight(TaoWeight::<T>::get());
		let (inherited, lenders) = Self::inherited_by_each(netuid, hotkeys, |_| true);
		let totals = inherited.into_iter().map(|inherited| stake_weight(inherited, tao_weight)).collect();
		StakeWeights { totals, lenders }
	}

	/// [`Self::stake_weight`] of each of these hotkeys, in their order, read as [`Self::stake_weights`] does. Who lends and who
	/// borrows is asked only of those that do either, as long as there are no more of them on the subnet than hotkeys here.
	pub fn stakes_behind(netuid: NetUid, hotkeys: &[T::AccountId]) -> Vec<StakeWeight> {
		let tao_weight = tao_weight(TaoWeight::<T>::get());
		let most = hotkeys.len();
		let related: BTreeSet<_> = RelatedHotkeys::<T>::iter_key_prefix(netuid).take(most.saturating_add(1)).collect();
		let is_related = |hotkey: &T::AccountId| related.len() > most || related.contains(hotkey);
		let (inherited, _) = Self::inherited_by_each(netuid, hotkeys, is_related);
		let with_total =
			|inherited| StakeWeight { inherited, total: stake_weight(inherited, tao_weight).saturating_to_num() };
		inherited.into_iter().map(with_total).collect()
	}

	/// What each of the hotkeys inherits, and how many others lend to them. None that is not `related` lends or borrows anything.
	fn inherited_by_each(
		netuid: NetUid,
		hotkeys: &[T::AccountId],
		related: impl Fn(&T::AccountId) -> bool,
	) -> (Vec<HotkeyStake>, u32) {
		let own: Vec<HotkeyStake> = hotkeys.iter().map(|hotkey| Self::own_stake(hotkey, netuid)).collect();
		// Whoever lends is often a neuron, or lends to several.
		let mut known: BTreeMap<T::AccountId, HotkeyStake> = hotkeys.iter().cloned().zip(own.iter().copied()).collect();
		let mut lenders = 0u32;
		let mut stake_of = |lender: &T::AccountId| {
			known.get(lender).copied().unwrap_or_else(|| {
				let stake = Self::own_stake(lender, netuid);
				known.insert(lender.clone(), stake);
				// No more than all neurons have parents.
				lenders = lenders.saturating_add(1);
				stake
			})
		};
		let inherited = hotkeys.iter().zip(own).map(|(hotkey, own)| match related(hotkey) {
			true => Self::inherited(own, hotkey, netuid, &mut stake_of),
			false => own,
		});
		(inherited.collect(), lenders)
	}

	/// Who has a part in a hotkey's dividend. It reads as many hotkeys more as lend to this one, at most
	/// [`MOST_PARENTS`](crate::MOST_PARENTS). Spec: economics 11.2.
	pub fn dividend_sources(hotkey: &T::AccountId, netuid: NetUid) -> DividendSources<T::AccountId> {
		// A hotkey without an owner counts as one of nobody, like all others without one.
		let owner = Subnets::<T>::owner_of(hotkey);
		let (mut parents, mut lent) = (Vec::new(), Vec::new());
		for (proportion, parent) in ParentKeys::<T>::get(hotkey, netuid) {
			lent.push(DividendParent {
				parent: Parent { stake: Self::own_stake(&parent, netuid), proportion },
				same_owner: Subnets::<T>::owner_of(&parent) == owner,
			});
			parents.push(parent);
		}
		DividendSources {
			stake: Self::own_stake(hotkey, netuid),
			children: Self::lent_parts(hotkey, netuid),
			parents,
			lent,
			childkey_take: Self::childkey_take(hotkey, netuid),
		}
	}

	/// What everybody together has on a hotkey, on the subnet and on root, be it lent or not.
	pub fn own_stake(hotkey: &T::AccountId, netuid: NetUid) -> HotkeyStake {
		HotkeyStake {
			alpha: Self::total_stake_of(hotkey, netuid),
			// On root one alpha is one RAO.
			root: TaoBalance::new(Self::total_stake_of(hotkey, NetUid::ROOT).get()),
		}
	}

	/// What a hotkey would weigh if nobody lent anything: its alpha and weighted TAO, in alpha-rao, rounded down.
	pub(crate) fn own_weight(hotkey: &T::AccountId, netuid: NetUid) -> u64 {
		Self::weight_of(Self::own_stake(hotkey, netuid))
	}

	fn weight_of(stake: HotkeyStake) -> u64 {
		stake_weight(stake, tao_weight(TaoWeight::<T>::get())).saturating_to_num()
	}

	/// The parts of its stake that a hotkey lends, in parts of 2^64 - 1.
	fn lent_parts(hotkey: &T::AccountId, netuid: NetUid) -> Vec<u64> {
		ChildKeys::<T>::get(hotkey, netuid).into_iter().map(|(proportion, _)| proportion).collect()
	}

	/// What a hotkey inherits; `stake_of` answers what everybody has on a hotkey that lends to it.
	fn inherited(
		own: HotkeyStake,
		hotkey: &T::AccountId,
		netuid: NetUid,
		mut stake_of: impl FnMut(&T::AccountId) -> HotkeyStake,
	) -> HotkeyStake {
		// On root nothing is lent.
		if netuid.is_root() {
			return own;
		}
		let parents = ParentKeys::<T>::get(hotkey, netuid).into_iter();
		let lenders =
			parents.map(|(proportion, parent)| Parent { stake: stake_of(&parent), proportion }).collect::<Vec<_>>();
		inherited_stake(own, &Self::lent_parts(hotkey, netuid), &lenders)
	}
}
