//! TAO made, moved and destroyed. Spec: economics 3.2.

use crate::{Config, Pallet};
use frame_support::{
	ensure,
	traits::{
		fungible::{Balanced, Credit, Inspect, Mutate},
		tokens::{Fortitude, Precision, Preservation},
		Imbalance,
	},
};
use pallet_protocol::{Error, SubnetTAO};
use sp_runtime::{DispatchError, DispatchResult, TokenError};
use taonet_tokenomics::emission::MAX_ISSUANCE;
use taonet_types::{NetUid, TaoBalance};

/// TAO that lies on no account: newly made, or taken from one account and not yet on another. When it is dropped, it
/// leaves the issuance.
///
/// A credit is not in storage. One that is spent in a storage layer is spent even if that layer is undone, and its TAO is
/// then lost: spend it where nothing undoes it, or mint it in the same layer.
pub type CreditOf<T> = Credit<<T as frame_system::Config>::AccountId, <T as Config>::Currency>;

impl<T: Config> Pallet<T> {
	/// What `account` can pay, in RAO: its free balance less what is frozen; less the existential deposit if it is to
	/// stay alive, which is the case in any event while something else depends on it.
	pub fn spendable(account: &T::AccountId, keep_alive: bool) -> TaoBalance {
		let preservation = if keep_alive { Preservation::Preserve } else { Preservation::Expendable };
		TaoBalance::new(T::Currency::reducible_balance(account, preservation, Fortitude::Polite))
	}

	/// Makes TAO: `amount`, or as much of it as may still be issued.
	pub fn mint(amount: TaoBalance) -> CreditOf<T> {
		let room = MAX_ISSUANCE.saturating_sub(T::Currency::total_issuance());
		T::Currency::issue(amount.get().min(room))
	}

	/// Takes `part` off the credit and puts it on `account`. The credit keeps all of its TAO when that fails.
	///
	/// * `InsufficientBalance`: the credit is less than `part`.
	/// * `Token::CannotCreate`: the account does not exist, and `part` is below the existential deposit.
	pub fn spend(credit: &mut CreditOf<T>, part: TaoBalance, account: &T::AccountId) -> DispatchResult {
		ensure!(part.get() <= credit.peek(), Error::<T>::InsufficientBalance);
		if part.is_zero() {
			return Ok(());
		}
		T::Currency::resolve(account, credit.extract(part.get())).map_err(|refused| {
			credit.subsume(refused);
			TokenError::CannotCreate.into()
		})
	}

	/// Destroys the TAO of a credit: it leaves the issuance and can be minted again.
	pub fn recycle_credit(credit: CreditOf<T>) {
		drop(credit);
	}

	/// Destroys TAO of an account, which stays alive: it leaves the issuance and can be minted again.
	///
	/// * `InsufficientBalance`: more than the account can pay and stay alive.
	/// * `BalanceWithdrawalError`: the balance cannot be withdrawn.
	pub fn recycle(account: &T::AccountId, amount: TaoBalance) -> DispatchResult {
		ensure!(amount <= Self::spendable(account, true), Error::<T>::InsufficientBalance);
		if amount.is_zero() {
			return Ok(());
		}
		let credit =
			T::Currency::withdraw(account, amount.get(), Precision::Exact, Preservation::Preserve, Fortitude::Polite)
				.map_err(|_| Error::<T>::BalanceWithdrawalError)?;
		Self::recycle_credit(credit);
		Ok(())
	}

	/// Destroys all TAO that an account can pay, and with it the account, and answers how much that was. For the account of a
	/// dissolved subnet, of which nothing is to be left.
	///
	/// * `BalanceWithdrawalError`: the balance cannot be withdrawn.
	pub fn recycle_all(account: &T::AccountId) -> Result<TaoBalance, DispatchError> {
		let amount = Self::spendable(account, false);
		let credit =
			T::Currency::withdraw(account, amount.get(), Precision::Exact, Preservation::Expendable, Fortitude::Polite)
				.map_err(|_| Error::<T>::BalanceWithdrawalError)?;
		Self::recycle_credit(credit);
		Ok(amount)
	}

	/// Moves TAO of an account to where nobody can spend it. It stays issued. Fails as [`Self::transfer`] does.
	pub fn burn(account: &T::AccountId, amount: TaoBalance) -> DispatchResult {
		Self::transfer(account, &Self::burn_account(), amount)
	}

	/// Moves TAO. An account left with less than the existential deposit is removed, and the rest is recycled.
	///
	/// * `InsufficientBalance`: more than the account can pay.
	/// * `Token::BelowMinimum`: the receiver does not exist, and the amount is below the existential deposit.
	pub fn transfer(from: &T::AccountId, to: &T::AccountId, amount: TaoBalance) -> DispatchResult {
		ensure!(amount <= Self::spendable(from, false), Error::<T>::InsufficientBalance);
		Self::move_tao(from, to, amount, Preservation::Expendable)
	}

	/// Moves all TAO that an account can pay, and answers how much that was. Nothing happens if it can pay none.
	///
	/// Fails as [`Self::transfer`] does.
	pub fn transfer_all(from: &T::AccountId, to: &T::AccountId) -> Result<TaoBalance, DispatchError> {
		let amount = Self::spendable(from, false);
		Self::move_tao(from, to, amount, Preservation::Expendable)?;
		Ok(amount)
	}

	/// Moves `amount` to the account of a subnet, or as much of it as `from` can pay and stay alive, and answers how much
	/// that was: up to the existential deposit less than asked for if `from` owns no more than that.
	///
	/// * `SubnetNotExists`: there is no such subnet.
	/// * `InsufficientBalance`: `from` can pay nothing.
	/// * `Token::BelowMinimum`: the subnet's account does not exist, and the amount is below the existential deposit.
	pub fn pay_into_subnet(
		netuid: NetUid,
		from: &T::AccountId,
		amount: TaoBalance,
	) -> Result<TaoBalance, DispatchError> {
		ensure!(Self::is_live(netuid), Error::<T>::SubnetNotExists);
		if amount.is_zero() {
			return Ok(amount);
		}
		let paid = amount.min(Self::spendable(from, true));
		ensure!(!paid.is_zero(), Error::<T>::InsufficientBalance);
		Self::move_tao(from, &Self::subnet_account(netuid), paid, Preservation::Preserve)?;
		Ok(paid)
	}

	/// Moves TAO from the account of a subnet, dissolved or not, and answers how much that was. As long as the books say that
	/// TAO of the pool lies there, the account must not be reaped: the payment is then up to the existential deposit less
	/// than asked for, which is what the account keeps from there on.
	///
	/// Fails as [`Self::transfer`] does.
	pub fn pay_from_subnet(netuid: NetUid, to: &T::AccountId, amount: TaoBalance) -> Result<TaoBalance, DispatchError> {
		let account = Self::subnet_account(netuid);
		let paid =
			if SubnetTAO::<T>::get(netuid).is_zero() { amount } else { amount.min(Self::spendable(&account, true)) };
		Self::transfer(&account, to, paid)?;
		Ok(paid)
	}

	/// Moves TAO that is known to be there; of nothing, nothing is said.
	fn move_tao(from: &T::AccountId, to: &T::AccountId, amount: TaoBalance, fate: Preservation) -> DispatchResult {
		if amount.is_zero() {
			return Ok(());
		}
		T::Currency::transfer(from, to, amount.get(), fate).map(|_| ())
	}
}
