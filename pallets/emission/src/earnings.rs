//! What readers are told of a subnet's last epoch. Spec: economics 11.4.
//!
//! Only who earned something is named, so that what was written for the epoch before can be found and removed.

use crate::{Config, EarnersOfSubnet};
use alloc::collections::BTreeMap;
use pallet_protocol::{
	AlphaDividendsPerSubnet, LastHotkeyEmissionOnNetuid, RootAlphaDividendsPerSubnet, TotalHotkeyAlphaLastEpoch,
};
use taonet_types::{AlphaBalance, NetUid};

/// What hotkeys earned in an epoch.
pub(crate) struct Earnings<T: Config>(BTreeMap<T::AccountId, Earned>);

/// What a hotkey earned, in alpha-rao.
#[derive(Clone, Copy, Default)]
struct Earned {
	/// Its stakers, for alpha.
	for_alpha: AlphaBalance,
	/// Its stakers, for stake on root.
	for_root_stake: AlphaBalance,
	/// Both, what it took of them, and what it mined.
	all: AlphaBalance,
	/// What it had on the subnet after it was paid for alpha.
	stake: AlphaBalance,
}

impl<T: Config> Default for Earnings<T> {
	fn default() -> Self {
		Self(BTreeMap::new())
	}
}

// Sums of parts of what was set aside for the epoch.
impl<T: Config> Earnings<T> {
	/// The hotkey mined so much, or took it of a dividend.
	pub fn add(&mut self, hotkey: &T::AccountId, alpha: AlphaBalance) {
		let earned = self.of(hotkey);
		earned.all = earned.all.saturating_add(alpha);
	}

	/// Its stakers got so much for alpha, and all of its stake is `stake` now.
	pub fn add_for_alpha(&mut self, hotkey: &T::AccountId, alpha: AlphaBalance, stake: AlphaBalance) {
		self.add(hotkey, alpha);
		let earned = self.of(hotkey);
		earned.for_alpha = earned.for_alpha.saturating_add(alpha);
		earned.stake = stake;
	}

	/// Its stakers got so much for stake on root.
	pub fn add_for_root_stake(&mut self, hotkey: &T::AccountId, alpha: AlphaBalance) {
		self.add(hotkey, alpha);
		let earned = self.of(hotkey);
		earned.for_root_stake = earned.for_root_stake.saturating_add(alpha);
	}

	fn of(&mut self, hotkey: &T::AccountId) -> &mut Earned {
		self.0.entry(hotkey.clone()).or_default()
	}

	/// Writes this in the place of what is remembered of the epoch before, and answers how many hotkeys are not remembered any
	/// more. Those in both are no more than neurons and their parents.
	pub fn store(self, netuid: NetUid) -> u32 {
		let before: BTreeMap<T::AccountId, bool> = EarnersOfSubnet::<T>::iter_prefix(netuid).collect();
		let mut forgotten = 0u32;
		for hotkey in before.keys().filter(|hotkey| !self.0.contains_key(hotkey)) {
			forget::<T>(netuid, hotkey);
			forgotten = forgotten.saturating_add(1);
		}
		for (hotkey, earned) in &self.0 {
			earned.store::<T>(netuid, hotkey, before.get(hotkey).copied());
		}
		forgotten
	}
}

impl Earned {
	/// `before` says whether it had dividends, if it earned anything in the epoch before.
	fn store<T: Config>(&self, netuid: NetUid, hotkey: &T::AccountId, before: Option<bool>) {
		let has_dividends = !self.for_alpha.is_zero() || !self.for_root_stake.is_zero();
		if before != Some(has_dividends) {
			EarnersOfSubnet::<T>::insert(netuid, hotkey, has_dividends);
		}
		let had_dividends = before == Some(true);
		LastHotkeyEmissionOnNetuid::<T>::insert(hotkey, netuid, self.all);
		if !self.for_alpha.is_zero() {
			AlphaDividendsPerSubnet::<T>::insert(netuid, hotkey, self.for_alpha);
			TotalHotkeyAlphaLastEpoch::<T>::insert(hotkey, netuid, self.stake);
		} else if had_dividends {
			AlphaDividendsPerSubnet::<T>::remove(netuid, hotkey);
			TotalHotkeyAlphaLastEpoch::<T>::remove(hotkey, netuid);
		}
		if !self.for_root_stake.is_zero() {
			RootAlphaDividendsPerSubnet::<T>::insert(netuid, hotkey, self.for_root_stake);
		} else if had_dividends {
			RootAlphaDividendsPerSubnet::<T>::remove(netuid, hotkey);
		}
	}
}

/// Forgets what a hotkey earned in the subnet's last epoch.
pub(crate) fn forget<T: Config>(netuid: NetUid, hotkey: &T::AccountId) {
	EarnersOfSubnet::<T>::remove(netuid, hotkey);
	AlphaDividendsPerSubnet::<T>::remove(netuid, hotkey);
	RootAlphaDividendsPerSubnet::<T>::remove(netuid, hotkey);
	LastHotkeyEmissionOnNetuid::<T>::remove(hotkey, netuid);
	TotalHotkeyAlphaLastEpoch::<T>::remove(hotkey, netuid);
}

/// What holds after every block.
#[cfg(feature = "try-runtime")]
impl<T: Config> crate::Pallet<T> {
	pub(crate) fn check_earnings() -> Result<(), sp_runtime::TryRuntimeError> {
		use alloc::collections::BTreeSet;
		let earners: BTreeMap<_, _> =
			EarnersOfSubnet::<T>::iter().map(|(netuid, hotkey, dividends)| ((netuid, hotkey), dividends)).collect();
		let told = LastHotkeyEmissionOnNetuid::<T>::iter_keys().map(|(hotkey, netuid)| (netuid, hotkey));
		frame_support::ensure!(
			earners.keys().cloned().collect::<BTreeSet<_>>() == told.collect(),
			"EarnersOfSubnet are not those of whom LastHotkeyEmissionOnNetuid tells"
		);
		let all = AlphaDividendsPerSubnet::<T>::iter_keys()
			.chain(RootAlphaDividendsPerSubnet::<T>::iter_keys())
			.chain(TotalHotkeyAlphaLastEpoch::<T>::iter_keys().map(|(hotkey, netuid)| (netuid, hotkey)));
		for earner in all {
			frame_support::ensure!(
				earners.get(&earner) == Some(&true),
				"there is a dividend of a hotkey that did not earn any"
			);
		}
		Ok(())
	}
}
