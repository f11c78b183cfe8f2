//! The price of an extrinsic and where it goes.

use crate::{AccountId, Aura, Balance, Balances, Runtime, System};
use frame_support::{
	traits::{
		fungible::{Balanced, Credit},
		FindAuthor, OnUnbalanced,
	},
	weights::{WeightToFeeCoefficient, WeightToFeeCoefficients, WeightToFeePolynomial},
};
use sp_core::crypto::ByteArray;
use sp_runtime::Perbill;

/// Price of computation: 0.0005 RAO for a picosecond of the reference machine, to the nearest RAO, halves down
/// (economics §16.1). 10¹² ps cost 0.5 TAO.
pub struct WeightToFee;

impl WeightToFeePolynomial for WeightToFee {
	type Balance = Balance;

	fn polynomial() -> WeightToFeeCoefficients<Balance> {
		core::iter::once(WeightToFeeCoefficient {
			degree: 1,
			negative: false,
			coeff_integer: 0,
			coeff_frac: Perbill::from_parts(500_000),
		})
		.collect()
	}
}

/// Account of the author of the current block; none outside a block or where the digest names no known authority.
pub fn block_author() -> Option<AccountId> {
	let digest = System::digest();
	let pre_runtime = digest.logs.iter().filter_map(|log| log.as_pre_runtime());
	let index = Aura::find_author(pre_runtime)?;
	let authorities = pallet_aura::Authorities::<Runtime>::get();
	let authority = authorities.get(usize::try_from(index).ok()?)?;
	AccountId::from_slice(&authority.to_raw_vec()).ok()
}

/// Recycles the fee and gives the tip to the author (economics §16.3, D2).
///
/// Recycled means: it leaves the issuance. A tip goes the same way where the author is unknown or cannot receive it
/// (an account that does not exist yet cannot be opened with less than the existential deposit).
pub struct RecycleFeeTipAuthor;

impl OnUnbalanced<Credit<AccountId, Balances>> for RecycleFeeTipAuthor {
	fn on_unbalanceds(mut fee_then_tip: impl Iterator<Item = Credit<AccountId, Balances>>) {
		// To drop a credit is to lower `Balances.TotalIssuance` by its amount. `SubtensorModule.TotalIssuance` fell when it
		// was withdrawn (`pallet_issuance::CountedAccounts`).
		drop(fee_then_tip.next());
		if let (Some(tip), Some(author)) = (fee_then_tip.next(), block_author()) {
			drop(Balances::resolve(&author, tip));
		}
	}
}
