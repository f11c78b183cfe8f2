//! Delegates: who stakes on them, where they validate, what they bring.

use super::{compact, prices, stake};
use crate::{AccountId, Aura, Runtime, Staking, Subnets, Swap, TAO};
use alloc::{collections::BTreeMap, vec::Vec};
use codec::Compact;
use pallet_protocol::{
	AlphaDividendsPerSubnet, AlphaV2, Delegates, IsNetworkMember, Owner, StakingHotkeys, Tempo, TotalHotkeyAlpha, Uids,
	ValidatorPermit,
};
use taonet_runtime_api::delegate_info::{DelegateInfo, Position};
use taonet_types::{AlphaBalance, NetUid, TaoBalance};

const MILLIS_PER_DAY: u128 = 86_400_000;
/// On root one alpha is one RAO.
const THOUSAND_TAO: AlphaBalance = AlphaBalance::new(1_000 * TAO);

/// All delegates.
pub fn all() -> Vec<DelegateInfo> {
	Delegates::<Runtime>::iter_keys().map(|hotkey| info(&hotkey)).collect()
}

/// The delegate; nothing when the hotkey is none.
pub fn of(hotkey: &AccountId) -> Option<DelegateInfo> {
	Delegates::<Runtime>::contains_key(hotkey).then(|| info(hotkey))
}

/// The delegates on which a coldkey has stake, once for each subnet, with the stake there.
pub fn with_stake_of(coldkey: &AccountId) -> Vec<(DelegateInfo, Position)> {
	let mut found = Vec::new();
	for hotkey in StakingHotkeys::<Runtime>::get(coldkey) {
		let positions = stake::positions(&hotkey, coldkey);
		// Nearly all hotkeys of a long list have nothing any more, and to tell all about a delegate costs much.
		if positions.is_empty() {
			continue;
		}
		if let Some(delegate) = of(&hotkey) {
			found.extend(shown(positions).into_iter().map(|position| (delegate.clone(), position)));
		}
	}
	found
}

fn info(hotkey: &AccountId) -> DelegateInfo {
	let registrations = registrations(hotkey);
	let permits: Vec<_> = registrations.iter().copied().filter(|netuid| has_permit(hotkey, *netuid)).collect();
	let returns = DailyReturns::of(hotkey);
	DelegateInfo {
		delegate_ss58: hotkey.clone(),
		take: Compact(Delegates::<Runtime>::get(hotkey)),
		nominators: nominators(hotkey),
		owner_ss58: Owner::<Runtime>::get(hotkey),
		registrations: compact(registrations),
		validator_permits: compact(permits),
		return_per_1000: Compact(returns.per_1000_tao(hotkey)),
		// What cannot be counted is shown as the largest amount.
		total_daily_return: Compact(returns.for_alpha.saturating_add(returns.for_root).get()),
	}
}

/// Everybody who has stake on the hotkey, by coldkey, and how much on which subnet.
fn nominators(hotkey: &AccountId) -> Vec<(AccountId, Vec<Position>)> {
	let mut nominators = BTreeMap::<AccountId, Vec<(NetUid, AlphaBalance)>>::new();
	for (coldkey, netuid) in AlphaV2::<Runtime>::iter_key_prefix((hotkey,)) {
		if let Some(stake) = stake::live(hotkey, &coldkey, netuid) {
			nominators.entry(coldkey).or_default().push((netuid, stake));
		}
	}
	nominators
		.into_iter()
		.map(|(coldkey, mut positions)| {
			// Keys come by the low byte first.
			positions.sort_unstable();
			(coldkey, shown(positions))
		})
		.collect()
}

/// Stakes as the wire lists them.
fn shown(positions: Vec<(NetUid, AlphaBalance)>) -> Vec<Position> {
	positions.into_iter().map(|(netuid, stake)| (Compact(netuid), Compact(stake.get()))).collect()
}

/// The live subnets on which the hotkey has a slot, by netuid.
fn registrations(hotkey: &AccountId) -> Vec<NetUid> {
	let mut netuids: Vec<NetUid> = IsNetworkMember::<Runtime>::iter_prefix(hotkey)
		.filter(|(netuid, is_member)| *is_member && Subnets::exists(*netuid))
		.map(|(netuid, _)| netuid)
		.collect();
	netuids.sort_unstable();
	netuids
}

fn has_permit(hotkey: &AccountId, netuid: NetUid) -> bool {
	let permits = ValidatorPermit::<Runtime>::get(netuid);
	Uids::<Runtime>::get(netuid, hotkey).and_then(|uid| permits.get(usize::from(uid)).copied()).unwrap_or_default()
}

/// RAO a day that the stakers of a hotkey get if epochs go on like the last ones.
struct DailyReturns {
	/// For alpha.
	for_alpha: TaoBalance,
	/// For stake on root.
	for_root: TaoBalance,
}

impl DailyReturns {
	fn of(hotkey: &AccountId) -> Self {
		let mut returns = Self { for_alpha: TaoBalance::ZERO, for_root: TaoBalance::ZERO };
		for netuid in paying_subnets(hotkey) {
			let alpha = AlphaDividendsPerSubnet::<Runtime>::get(netuid, hotkey);
			let for_alpha = prices::worth(alpha, Swap::price(netuid));
			let for_root = stake::root_dividends(hotkey, netuid);
			// What cannot be counted is shown as the largest amount.
			returns.for_alpha = returns.for_alpha.saturating_add(daily(for_alpha, netuid));
			returns.for_root = returns.for_root.saturating_add(daily(for_root, netuid));
		}
		returns
	}

	fn per_1000_tao(&self, hotkey: &AccountId) -> u64 {
		stake::part(self.for_root.get(), THOUSAND_TAO, Staking::total_stake_of(hotkey, NetUid::ROOT))
	}
}

/// The live subnets that may have paid something for stake on the hotkey: all for stake on root, for alpha its own.
fn paying_subnets(hotkey: &AccountId) -> Vec<NetUid> {
	if Staking::total_stake_of(hotkey, NetUid::ROOT).is_zero() {
		TotalHotkeyAlpha::<Runtime>::iter_key_prefix(hotkey).filter(|netuid| Subnets::exists(*netuid)).collect()
	} else {
		Subnets::subnets()
	}
}

/// RAO a day of RAO an epoch, rounded down; nothing where epochs never run.
fn daily(per_epoch: TaoBalance, netuid: NetUid) -> TaoBalance {
	let epoch_millis = u128::from(Aura::slot_duration()).saturating_mul(Tempo::<Runtime>::get(netuid).into());
	// 64 and 27 bits.
	let per_day = u128::from(per_epoch.get()).saturating_mul(MILLIS_PER_DAY).checked_div(epoch_millis);
	TaoBalance::new(per_day.map_or(0, |rao| rao.try_into().unwrap_or(u64::MAX)))
}
