//! Counts TAO where it lies.

use crate::Config;
use core::marker::PhantomData;
use frame_support::traits::StoredMap;
use pallet_balances::AccountData;
use pallet_protocol::TotalIssuance;
use sp_runtime::DispatchError;
use taonet_types::TaoBalance;

/// The accounts of `pallet_balances`, for its `AccountStore`: kept in `Accounts`, and counted in
/// `SubtensorModule.TotalIssuance`, which is the sum of all free and reserved balances at any time.
///
/// `pallet_balances` keeps a number of its own, changed where TAO is issued or dropped: fees, dust, slashed deposits, its
/// calls `burn` and `force_set_balance`. No handler sees all of these, but none of them passes by the accounts. So the two
/// numbers are equal whenever no TAO is on its way (a fee between its withdrawal and its payment, a block's emission before
/// it is spent), that is after every extrinsic and every block. That they are equal is checked ("INV-1"), and neither
/// follows from the other: TAO that is lost on its way shows as a difference.
///
/// Spec: economics 3.1, 3.2, 3.3.
pub struct CountedAccounts<T, Accounts>(PhantomData<(T, Accounts)>);

impl<T, Accounts> StoredMap<T::AccountId, AccountData<u64>> for CountedAccounts<T, Accounts>
where
	T: Config,
	Accounts: StoredMap<T::AccountId, AccountData<u64>>,
{
	fn get(account: &T::AccountId) -> AccountData<u64> {
		Accounts::get(account)
	}

	fn try_mutate_exists<R, E: From<DispatchError>>(
		account: &T::AccountId,
		change: impl FnOnce(&mut Option<AccountData<u64>>) -> Result<R, E>,
	) -> Result<R, E> {
		Accounts::try_mutate_exists(account, |balance| {
			let before = total(balance);
			let result = change(balance)?;
			count::<T>(before, total(balance));
			Ok(result)
		})
	}
}

/// What lies on an account; nothing on one that does not exist.
fn total(balance: &Option<AccountData<u64>>) -> TaoBalance {
	TaoBalance::new(balance.as_ref().map_or(0, AccountData::total))
}

/// Counts that an account holds `after` instead of `before`.
///
/// The sum stops at 2^64 - 1, as that of `pallet_balances` does: that is 878 times what can be issued, and only benchmarks
/// hand out as much.
fn count<T: Config>(before: TaoBalance, after: TaoBalance) {
	if before != after {
		TotalIssuance::<T>::mutate(|sum| *sum = sum.saturating_sub(before).saturating_add(after));
	}
}
