//! What coldkeys have staked.

use super::{prices, subnets};
use crate::{AccountId, Runtime, Staking, Subnets, Swap};
use alloc::{
	collections::{BTreeMap, BTreeSet},
	vec::Vec,
};
use codec::Compact;
use pallet_protocol::{AlphaDividendsPerSubnet, IsNetworkMember, RootAlphaDividendsPerSubnet, StakingHotkeys};
use taonet_amm::Market;
use taonet_runtime_api::stake_info::{StakeAvailability, StakeInfo, MAX_COLDKEYS};
use taonet_types::{AlphaBalance, NetUid, TaoBalance};

/// The stake of a coldkey on a hotkey; nothing where it is worth nothing or the subnet is not live.
pub fn live(hotkey: &AccountId, coldkey: &AccountId, netuid: NetUid) -> Option<AlphaBalance> {
	let stake = Staking::stake_of(hotkey, coldkey, subnets::live(netuid)?);
	// A speck of a share may be left of a stake that was taken away.
	(!stake.is_zero()).then_some(stake)
}

/// The live subnets on which a coldkey has stake on a hotkey, by netuid, with the stake.
pub fn positions(hotkey: &AccountId, coldkey: &AccountId) -> Vec<(NetUid, AlphaBalance)> {
	let netuids = Staking::positions_of(hotkey, coldkey).into_iter();
	netuids.filter_map(|netuid| Some((netuid, live(hotkey, coldkey, netuid)?))).collect()
}

/// All stakes of a coldkey.
pub fn of_coldkey(coldkey: &AccountId) -> Vec<StakeInfo> {
	StakingHotkeys::<Runtime>::get(coldkey)
		.iter()
		.flat_map(|hotkey| positions(hotkey, coldkey).into_iter().map(|(netuid, _)| on_hotkey(hotkey, coldkey, netuid)))
		.collect()
}

/// All stakes of each coldkey.
pub fn of_coldkeys(coldkeys: Vec<AccountId>) -> Vec<(AccountId, Vec<StakeInfo>)> {
	coldkeys
		.into_iter()
		.take(MAX_COLDKEYS)
		.map(|coldkey| {
			let stakes = of_coldkey(&coldkey);
			(coldkey, stakes)
		})
		.collect()
}

/// The stake of a coldkey on a hotkey of a subnet, zero where there is none.
pub fn on_hotkey(hotkey: &AccountId, coldkey: &AccountId, netuid: NetUid) -> StakeInfo {
	let none = StakeInfo {
		hotkey: hotkey.clone(),
		coldkey: coldkey.clone(),
		netuid: Compact(netuid),
		stake: Compact(AlphaBalance::ZERO),
		locked: Compact(0),
		emission: Compact(AlphaBalance::ZERO),
		tao_emission: Compact(TaoBalance::ZERO),
		drain: Compact(0),
		is_registered: false,
	};
	if subnets::live(netuid).is_none() {
		return none;
	}
	let part_on = |staked_on: NetUid, earned: u64| {
		let stake = Staking::stake_of(hotkey, coldkey, staked_on);
		part(earned, stake, Staking::total_stake_of(hotkey, staked_on))
	};
	let for_alpha = AlphaDividendsPerSubnet::<Runtime>::get(netuid, hotkey);
	let for_root = root_dividends(hotkey, netuid);
	StakeInfo {
		stake: Compact(Staking::stake_of(hotkey, coldkey, netuid)),
		emission: Compact(AlphaBalance::new(part_on(netuid, for_alpha.get()))),
		tao_emission: Compact(TaoBalance::new(part_on(NetUid::ROOT, for_root.get()))),
		is_registered: IsNetworkMember::<Runtime>::get(hotkey, netuid),
		..none
	}
}

/// What the alpha is worth that stakers on root got through a hotkey in a subnet's last epoch.
pub fn root_dividends(hotkey: &AccountId, netuid: NetUid) -> TaoBalance {
	prices::worth(RootAlphaDividendsPerSubnet::<Runtime>::get(netuid, hotkey), Swap::price(netuid))
}

/// `earned x stake / total`, rounded down: what goes to one who has `stake` of `total`; nothing where there is no stake.
pub fn part(earned: u64, stake: AlphaBalance, total: AlphaBalance) -> u64 {
	// The product of two u64 fits.
	let part = u128::from(earned).saturating_mul(stake.get().into()).checked_div(total.get().into());
	part.map_or(0, |part| part.try_into().unwrap_or(u64::MAX))
}

/// What each coldkey has on the subnets that are asked for. Spec: staking 10.4.
pub fn availability(
	coldkeys: Vec<AccountId>,
	netuids: Option<Vec<NetUid>>,
) -> BTreeMap<AccountId, BTreeMap<NetUid, StakeAvailability>> {
	let live = Subnets::subnets();
	let asked = match netuids.map(BTreeSet::from_iter) {
		Some(netuids) => live.into_iter().filter(|netuid| netuids.contains(netuid)).collect(),
		None => live,
	};
	coldkeys
		.into_iter()
		.take(MAX_COLDKEYS)
		.map(|coldkey| {
			let totals = totals(&coldkey);
			let available = |netuid: &NetUid| {
				let total = totals.get(netuid).copied().unwrap_or_default();
				let locked = Staking::lock_of(&coldkey, *netuid).map(|lock| lock.locked_mass).unwrap_or_default();
				let available = total.saturating_sub(locked);
				let [total, locked, available] = [total, locked, available].map(Compact);
				(*netuid, StakeAvailability { total, locked, available })
			};
			let shown = asked.iter().map(available).collect();
			(coldkey, shown)
		})
		.collect()
}

/// The stake of a coldkey on all hotkeys, where there is any.
fn totals(coldkey: &AccountId) -> BTreeMap<NetUid, AlphaBalance> {
	let mut totals = BTreeMap::<NetUid, AlphaBalance>::new();
	for hotkey in StakingHotkeys::<Runtime>::get(coldkey) {
		for (netuid, stake) in positions(&hotkey, coldkey) {
			let total = totals.entry(netuid).or_default();
			// All of it is part of the subnet's alpha.
			*total = total.saturating_add(stake);
		}
	}
	totals
}

/// The fee of the swap on the way from one subnet to another, in the unit of what is taken; none stands for TAO on the
/// coldkey. It is paid at the origin, or at the destination by what comes from root or from the coldkey.
/// Spec: staking 6.8.
pub fn fee(origin: Option<NetUid>, destination: Option<NetUid>, amount: u64) -> u64 {
	if origin == destination {
		return 0;
	}
	let pays = match (origin, destination) {
		(Some(NetUid::ROOT) | None, Some(destination)) => destination,
		(Some(origin), _) => origin,
		(None, None) => return 0,
	};
	match Swap::market(pays) {
		Market::Dynamic(_) => Swap::fee_rate(pays).of_gross(amount),
		Market::Stable => 0,
	}
}
