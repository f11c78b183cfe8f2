//! Stake.

use crate::{rules, AccountId, Commitments, Crowdloan, Emission, Epochs, Leasing, Runtime};
use frame_support::parameter_types;
use pallet_protocol::defaults;
use pallet_staking::hooks::OnKeysSwapped;
use pallet_subnets::hooks::Cleared;
use taonet_types::{NetUid, TaoBalance};

parameter_types! {
	/// Least amount that can be staked: 0.0005 TAO. Economics D5.
	pub const MinStake: TaoBalance = TaoBalance::new(defaults::MIN_STAKE);
}

impl pallet_staking::Config for Runtime {
	type MinStake = MinStake;
	type ShareSums = rules::ShareSums;
	type ClaimRules = rules::ClaimRules;
	type OnKeysSwapped = (Commitments, Emission, Epochs, Leasing, Crowdloans);
}

/// Crowdloans know coldkeys, but nothing of swaps.
pub struct Crowdloans;

impl OnKeysSwapped<AccountId> for Crowdloans {
	fn hotkey_swapped(_: NetUid, _: &AccountId, _: &AccountId, _: bool) {}

	fn coldkey_swapped(old: &AccountId, new: &AccountId, limit: u32) -> Cleared {
		let (visited, unfinished) = Crowdloan::rename_account(old, new, limit);
		Cleared { visited, unfinished }
	}
}
