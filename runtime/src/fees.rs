//! The price of an extrinsic and where it goes.

use crate::{
	alpha_payable::{paying_stake, PayingStake},
	extensions::priced,
	AccountId, Aura, Balance, Balances, Runtime, RuntimeCall, Staking, System, TransactionPayment, UncheckedExtrinsic,
};
use frame_support::{
	dispatch::{DispatchInfo, GetDispatchInfo},
	traits::{
		fungible::{Balanced, Credit},
		FindAuthor, OnUnbalanced,
	},
	weights::{WeightToFeeCoefficient, WeightToFeeCoefficients, WeightToFeePolynomial},
};
use pallet_transaction_payment::{FeeDetails, FungibleAdapter, OnChargeTransaction, RuntimeDispatchInfo, TxCreditHold};
use sp_core::crypto::ByteArray;
use sp_runtime::{
	traits::{DispatchInfoOf, ExtrinsicLike, PostDispatchInfoOf},
	transaction_validity::{InvalidTransaction, TransactionValidityError},
	Perbill,
};
use taonet_types::TaoBalance;

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

/// An extrinsic whose fee somebody asks for before it is sent.
pub struct Quoted(pub UncheckedExtrinsic);

impl ExtrinsicLike for Quoted {
	fn is_bare(&self) -> bool {
		self.0.is_bare()
	}
}

impl GetDispatchInfo for Quoted {
	fn get_dispatch_info(&self) -> DispatchInfo {
		priced(&self.0.function, &self.0.get_dispatch_info())
	}
}

/// What a call of so many bytes weighs and costs without its extensions, and what the fee is made of.
pub fn quoted_call(call: &RuntimeCall, length: u32) -> (RuntimeDispatchInfo<Balance>, FeeDetails<Balance>) {
	let info = priced(call, &call.get_dispatch_info());
	let partial_fee = TransactionPayment::compute_fee(length, &info, 0);
	let dispatch_info = RuntimeDispatchInfo { weight: info.total_weight(), class: info.class, partial_fee };
	(dispatch_info, TransactionPayment::compute_fee_details(length, &info, 0))
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

/// How fees are paid in TAO.
type InTao = FungibleAdapter<Balances, RecycleFeeTipAuthor>;

/// Charges fees in TAO, or else in the stake that the call touches (economics §16.2).
///
/// What is paid with stake is the fee before dispatch, tip included, at the price of then. All of it is recycled, since the
/// specification knows no tip there, and nothing is given back afterwards.
pub struct TaoOrAlpha;

/// How a fee was paid.
pub enum Payment {
	/// In TAO: the tip, which is not the author's yet. The fee is held by pallet TransactionPayment.
	InTao(<InTao as OnChargeTransaction<Runtime>>::LiquidityInfo),
	/// In alpha, which was sold for so many RAO.
	InAlpha(TaoBalance),
}

impl Default for Payment {
	fn default() -> Self {
		Self::InTao(None)
	}
}

/// The stake that can pay for the call, and the fee in RAO that it has to pay.
fn stake_for(payer: &AccountId, call: &RuntimeCall, fee_with_tip: Balance) -> Option<(PayingStake, TaoBalance)> {
	let stake = paying_stake(payer, call)?;
	// What the call declares is part of the fee.
	let fee = fee_with_tip.saturating_sub(TransactionPayment::weight_to_fee(stake.unused));
	Some((stake, TaoBalance::new(fee)))
}

impl TxCreditHold<Runtime> for TaoOrAlpha {
	type Credit = <InTao as TxCreditHold<Runtime>>::Credit;
}

impl OnChargeTransaction<Runtime> for TaoOrAlpha {
	type Balance = Balance;
	type LiquidityInfo = Payment;

	fn withdraw_fee(
		payer: &AccountId,
		call: &RuntimeCall,
		info: &DispatchInfoOf<RuntimeCall>,
		fee_with_tip: Balance,
		tip: Balance,
	) -> Result<Payment, TransactionValidityError> {
		let in_tao = <InTao as OnChargeTransaction<Runtime>>::withdraw_fee(payer, call, info, fee_with_tip, tip);
		in_tao.map(Payment::InTao).or_else(|refused| {
			let (PayingStake { hotkey, netuid, .. }, fee) = stake_for(payer, call, fee_with_tip).ok_or(refused)?;
			let paid = Staking::pay_fee_in_alpha(&hotkey, payer, netuid, fee);
			Ok(Payment::InAlpha(paid.map_err(|_| InvalidTransaction::Payment)?))
		})
	}

	fn can_withdraw_fee(
		payer: &AccountId,
		call: &RuntimeCall,
		info: &DispatchInfoOf<RuntimeCall>,
		fee_with_tip: Balance,
		tip: Balance,
	) -> Result<(), TransactionValidityError> {
		let in_tao = <InTao as OnChargeTransaction<Runtime>>::can_withdraw_fee(payer, call, info, fee_with_tip, tip);
		in_tao.or_else(|refused| {
			let (PayingStake { hotkey, netuid, .. }, fee) = stake_for(payer, call, fee_with_tip).ok_or(refused)?;
			Staking::fee_in_alpha(&hotkey, payer, netuid, fee).map(|_| ()).ok_or(refused)
		})
	}

	fn correct_and_deposit_fee(
		payer: &AccountId,
		info: &DispatchInfoOf<RuntimeCall>,
		post_info: &PostDispatchInfoOf<RuntimeCall>,
		corrected_fee_with_tip: Balance,
		tip: Balance,
		payment: Payment,
	) -> Result<(), TransactionValidityError> {
		match payment {
			Payment::InTao(held) => <InTao as OnChargeTransaction<Runtime>>::correct_and_deposit_fee(
				payer,
				info,
				post_info,
				corrected_fee_with_tip,
				tip,
				held,
			),
			Payment::InAlpha(_) => Ok(()),
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn endow_account(account: &AccountId, amount: Balance) {
		<InTao as OnChargeTransaction<Runtime>>::endow_account(account, amount);
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn minimum_balance() -> Balance {
		<InTao as OnChargeTransaction<Runtime>>::minimum_balance()
	}
}
