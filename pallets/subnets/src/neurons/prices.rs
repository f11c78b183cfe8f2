//! What a registration costs: the price falls with every block and rises with every registration. Spec: subnets 5.2, 5.3.

use crate::{Config, Pallet};
use alloc::collections::BTreeMap;
use frame_support::{
	traits::Get,
	weights::{constants::WEIGHT_REF_TIME_PER_MICROS, Weight},
};
use pallet_protocol::{
	now, Burn, BurnHalfLife, BurnIncreaseMult, MaxBurn, MinBurn, RegistrationsThisBlock, RegistrationsThisInterval,
};
use taonet_tokenomics::registration_price::{decay_factor, price_after_block, price_after_registration, PriceLimits};
use taonet_types::NetUid;

/// Whether a subnet is live, and half-life, price and its two limits.
const READS_FOR_EACH_SUBNET: u64 = 5;
/// Finding the factor of a half-life: 32 powers, each of at most 31 products. Chosen too high rather than too low.
const FACTOR_WEIGHT: Weight = Weight::from_parts(WEIGHT_REF_TIME_PER_MICROS.saturating_mul(20), 0);
/// What the test of whether root's epoch is due reads, and the counter that it resets.
const READS_FOR_ROOT: u64 = 5;

impl<T: Config> Pallet<T> {
	/// Lets the prices of these subnets, which are all, fall, root's too, and begins to count registrations anew. The first step of
	/// a block.
	pub fn decay_prices_and_reset_counters(subnets: &[NetUid]) -> Weight {
		let now = now::<T>();
		let mut writes = 0u64;
		// Most subnets have the same half-life.
		let mut factors = BTreeMap::new();
		for netuid in subnets {
			let (price, limits) = (Burn::<T>::get(netuid), Self::price_limits(*netuid));
			let next = if now > 1 {
				let half_life = BurnHalfLife::<T>::get(netuid);
				let factor = factors.entry(half_life).or_insert_with(|| decay_factor(half_life));
				price_after_block(price, *factor, limits)
			} else {
				limits.clamp(price)
			};
			if next != price {
				Burn::<T>::insert(netuid, next);
				writes = writes.saturating_add(1);
			}
		}
		// An entry for each subnet that was registered on in the last block.
		let counters = RegistrationsThisBlock::<T>::drain().count() as u64;
		if Self::is_due(NetUid::ROOT, now) {
			RegistrationsThisInterval::<T>::remove(NetUid::ROOT);
			writes = writes.saturating_add(1);
		}
		let reads = (subnets.len() as u64).saturating_mul(READS_FOR_EACH_SUBNET).saturating_add(READS_FOR_ROOT);
		FACTOR_WEIGHT.saturating_mul(factors.len() as u64).saturating_add(
			T::DbWeight::get().reads_writes(reads.saturating_add(counters), writes.saturating_add(counters)),
		)
	}

	/// Lets the price of the next registration jump.
	pub(super) fn raise_price(netuid: NetUid) {
		let (increase, limits) = (BurnIncreaseMult::<T>::get(netuid), Self::price_limits(netuid));
		Burn::<T>::mutate(netuid, |price| *price = price_after_registration(*price, increase, limits));
	}

	/// Between what the price moves.
	pub(crate) fn price_limits(netuid: NetUid) -> PriceLimits {
		PriceLimits { min: MinBurn::<T>::get(netuid), max: MaxBurn::<T>::get(netuid) }
	}
}
