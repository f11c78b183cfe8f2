//! Claiming for a coldkey, and for whom a block claims. Spec: economics 12.5.

use super::claiming::Claim;
use crate::{Config, NextClaim, Pallet, PositionsOfColdkey, Protocol, ProtocolEvent};
use alloc::{collections::BTreeSet, vec::Vec};
use frame_support::{traits::Get, weights::Weight};
use pallet_protocol::{weights::TRADE_WEIGHT, NumRootClaim, NumStakingColdkeys, RootClaimType, StakingColdkeysByIndex};
use taonet_tokenomics::root_claims::chosen_indices;
use taonet_types::NetUid;

/// Most rates that a block looks at of its own accord, those of its first hotkey always.
const MOST_RATES_A_BLOCK: u32 = 256;
/// Most claims that a block pays of its own accord, those on the first hotkey where there are any always.
const MOST_CLAIMS_A_BLOCK: u32 = 32;

/// Reads of the database to choose a coldkey and to find its hotkeys. Chosen, not measured.
const READS_PER_COLDKEY: u64 = 8;
/// Reads, and writes, for a rate: what is claimed of it, and counting that root stake came. Chosen, not measured.
const READS_PER_RATE: u64 = 6;
const WRITES_PER_RATE: u64 = 1;
/// Reads, and writes, for a claim that is paid. Chosen too high rather than too low.
const ACCESSES_PER_CLAIM: u64 = 25;

/// Rules in which this chain and the reference part. They decide about a RAO, or an alpha-rao, here and there.
pub trait ClaimRules<T: Config> {
	/// Whether a watermark is forgotten with its share, be it that roundings had counted more as claimed than was earned.
	const FORGETS_WATERMARKS: bool;

	/// The hotkeys on which a coldkey has root stake, in the order in which claims come to them: those after `last`, and then
	/// those up to it. Sales move prices, so that the order matters.
	fn root_hotkeys(coldkey: &T::AccountId, last: Option<T::AccountId>) -> impl Iterator<Item = T::AccountId>;
}

/// The rules in force. Nothing is left of a share that is gone. Hotkeys come as they are stored in [`PositionsOfColdkey`], and
/// are read one by one, so that it does not matter how many a coldkey has. The reference leaves alpha-rao too many in watermarks,
/// and goes through the list of all hotkeys on which a coldkey ever staked.
pub struct BoundedClaims;

impl<T: Config> ClaimRules<T> for BoundedClaims {
	const FORGETS_WATERMARKS: bool = true;

	fn root_hotkeys(coldkey: &T::AccountId, last: Option<T::AccountId>) -> impl Iterator<Item = T::AccountId> {
		let key = move |hotkey| PositionsOfColdkey::<T>::hashed_key_for((coldkey, NetUid::ROOT, hotkey));
		let all = || PositionsOfColdkey::<T>::iter_key_prefix((coldkey, NetUid::ROOT));
		let last = last.map(key);
		let after = match &last {
			Some(last) => PositionsOfColdkey::<T>::iter_key_prefix_from((coldkey, NetUid::ROOT), last.clone()),
			None => all(),
		};
		let up_to = last.map(|last| all().take_while(move |hotkey| key(hotkey.clone()) <= last));
		after.chain(up_to.into_iter().flatten())
	}
}

/// How much may still be done in one go. The rates of one hotkey, and the claims on it, are never parted, or the subnets with
/// the last numbers might never have their turn: where there are more of them than may be, it is done if it is the first.
pub(super) struct Allowance {
	most_rates: u32,
	most_claims: u32,
	rates: u32,
	claims: u32,
}

impl Allowance {
	/// Nothing was done yet.
	pub fn new(most_rates: u32, most_claims: u32) -> Self {
		Self { most_rates, most_claims, rates: 0, claims: 0 }
	}

	/// Rates that were looked at; a hotkey without any counts as one.
	pub fn rates(&self) -> u32 {
		self.rates
	}

	/// Whether a hotkey with so many rates can be looked at.
	pub fn allows_rates(&self, rates: u32) -> bool {
		self.rates == 0 || self.rates.saturating_add(rates.max(1)) <= self.most_rates
	}

	/// Counts so many rates of a hotkey.
	pub fn use_rates(&mut self, rates: u32) {
		self.rates = self.rates.saturating_add(rates.max(1));
	}

	/// Whether so many claims can be paid.
	pub fn allows_claims(&self, claims: u32) -> bool {
		self.claims == 0 || self.claims.saturating_add(claims) <= self.most_claims
	}

	/// Counts so many claims.
	pub fn use_claims(&mut self, claims: u32) {
		self.claims = self.claims.saturating_add(claims);
	}
}

impl<T: Config> Pallet<T> {
	/// Claims for the coldkeys whose turn it is by the hash of the parent block, on all subnets. Spec: economics 12.5.
	pub fn claim_automatically(parent_hash: [u8; 32]) -> Weight {
		let indices = chosen_indices(parent_hash, NumRootClaim::<T>::get(), NumStakingColdkeys::<T>::get());
		// All before the first of them is claimed for.
		let coldkeys: Vec<T::AccountId> = indices.iter().filter_map(StakingColdkeysByIndex::<T>::get).collect();
		let mut allowance = Allowance::new(MOST_RATES_A_BLOCK, MOST_CLAIMS_A_BLOCK);
		for coldkey in coldkeys {
			if Self::claim_for(&coldkey, None, &mut allowance) {
				Protocol::<T>::deposit_event(ProtocolEvent::RootClaimed { coldkey });
			}
		}
		Self::weight_of_claims(indices.len(), &allowance)
	}

	fn weight_of_claims(coldkeys: usize, allowance: &Allowance) -> Weight {
		let coldkeys = u64::try_from(coldkeys).unwrap_or(u64::MAX);
		let (rates, claims) = (u64::from(allowance.rates), u64::from(allowance.claims));
		let accesses = claims.saturating_mul(ACCESSES_PER_CLAIM);
		let reads = coldkeys
			.saturating_mul(READS_PER_COLDKEY)
			.saturating_add(rates.saturating_mul(READS_PER_RATE))
			.saturating_add(accesses)
			// How many are chosen, out of how many.
			.saturating_add(2);
		let writes = coldkeys.saturating_add(rates.saturating_mul(WRITES_PER_RATE)).saturating_add(accesses);
		T::DbWeight::get().reads_writes(reads, writes).saturating_add(TRADE_WEIGHT.saturating_mul(claims))
	}

	/// Pays what is due to a coldkey on the subnets that are named, or on all, hotkey by hotkey as far as is allowed, and
	/// answers whether that was anything. It begins where it stopped the last time, and comes round to there again.
	pub(super) fn claim_for(
		coldkey: &T::AccountId,
		netuids: Option<&BTreeSet<NetUid>>,
		allowance: &mut Allowance,
	) -> bool {
		let claim = Claim { coldkey, claim_type: RootClaimType::<T>::get(coldkey), netuids };
		let mut last = NextClaim::<T>::get(coldkey);
		let mut has_claimed = false;
		for hotkey in T::ClaimRules::root_hotkeys(coldkey, last.clone()) {
			let in_its_place = Self::let_root_share_follow(&hotkey, coldkey);
			match Self::claim_on(in_its_place.as_ref().unwrap_or(&hotkey), &claim, allowance) {
				Some(claimed) => has_claimed |= claimed,
				None => {
					if let Some(last) = last {
						NextClaim::<T>::insert(coldkey, last);
					}
					return has_claimed;
				},
			}
			// The one in its place has another turn where it is listed itself.
			if in_its_place.is_none() {
				last = Some(hotkey);
			}
		}
		NextClaim::<T>::remove(coldkey);
		has_claimed
	}

	/// Where the hotkey gave way to another on root, lets the coldkey's share follow and answers the other.
	fn let_root_share_follow(hotkey: &T::AccountId, coldkey: &T::AccountId) -> Option<T::AccountId> {
		let transit = Self::transit_from(hotkey, NetUid::ROOT).filter(|transit| transit.factor.is_some())?;
		Self::follow_share(NetUid::ROOT, hotkey, coldkey, &transit);
		Some(transit.hotkey)
	}
}
