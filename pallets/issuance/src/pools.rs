//! The books of the pools: TAO and alpha on either side. Spec: economics 8.3, 14.4, 17.2, 17.3.
//!
//! Nothing here moves TAO from account to account: whoever trades does that, and books it here.

use crate::{AlphaBurned, AlphaRecycled, Config, Pallet, TotalAlphaIssuance};
use frame_support::ensure;
use pallet_protocol::{Error, SubnetAlphaIn, SubnetAlphaOut, SubnetProtocolAlpha, SubnetTAO, TotalStake};
use sp_runtime::DispatchResult;
use taonet_types::{AlphaBalance, NetUid, TaoBalance};

impl<T: Config> Pallet<T> {
	/// Opens the pool of a new subnet with TAO that lies on the subnet's account and alpha that is made for it.
	///
	/// * `SubnetNotExists`: root has no pool.
	/// * `Overflow`: a sum does not fit.
	pub fn open_pool(netuid: NetUid, tao: TaoBalance, alpha: AlphaBalance) -> DispatchResult {
		Self::inject(netuid, tao, alpha)?;
		// Written, so that who lists the map finds the subnet.
		SubnetAlphaOut::<T>::insert(netuid, AlphaBalance::ZERO);
		Ok(())
	}

	/// Adds TAO that lies on the subnet's account, and alpha that is made for it, to the pool.
	///
	/// * `SubnetNotExists`: root has no pool.
	/// * `Overflow`: a sum does not fit.
	pub fn inject(netuid: NetUid, tao: TaoBalance, alpha: AlphaBalance) -> DispatchResult {
		ensure!(!netuid.is_root(), Error::<T>::SubnetNotExists);
		let in_pool = SubnetAlphaIn::<T>::get(netuid).checked_add(alpha).ok_or(Error::<T>::Overflow)?;
		let issued = TotalAlphaIssuance::<T>::get(netuid).checked_add(alpha).ok_or(Error::<T>::Overflow)?;
		Self::raise_pool_tao(netuid, tao)?;
		SubnetAlphaIn::<T>::insert(netuid, in_pool);
		TotalAlphaIssuance::<T>::insert(netuid, issued);
		Ok(())
	}

	/// Books that `tao` was paid into the pool for `alpha` out of it, the fee not among them. On root nothing is taken
	/// out of a pool: the alpha stands for the TAO.
	///
	/// * `InsufficientLiquidity`: the pool holds less alpha.
	/// * `Overflow`: a sum does not fit.
	pub fn book_buy(netuid: NetUid, tao: TaoBalance, alpha: AlphaBalance) -> DispatchResult {
		let outside = SubnetAlphaOut::<T>::get(netuid).checked_add(alpha).ok_or(Error::<T>::Overflow)?;
		if netuid.is_root() {
			Self::raise_pool_tao(netuid, tao)?;
		} else {
			let in_pool =
				SubnetAlphaIn::<T>::get(netuid).checked_sub(alpha).ok_or(Error::<T>::InsufficientLiquidity)?;
			Self::raise_pool_tao(netuid, tao)?;
			SubnetAlphaIn::<T>::insert(netuid, in_pool);
		}
		SubnetAlphaOut::<T>::insert(netuid, outside);
		Ok(())
	}

	/// Books that `alpha` was put into the pool for `tao` out of it, the fee not among them. On root nothing is put into
	/// a pool: the alpha stood for the TAO.
	///
	/// * `InsufficientLiquidity`: there is less alpha outside, or less TAO in the pool.
	/// * `InsufficientBalance`: less TAO than that was staked on root.
	/// * `Overflow`: a sum does not fit.
	pub fn book_sell(netuid: NetUid, alpha: AlphaBalance, tao: TaoBalance) -> DispatchResult {
		let outside = SubnetAlphaOut::<T>::get(netuid).checked_sub(alpha).ok_or(Error::<T>::InsufficientLiquidity)?;
		if netuid.is_root() {
			ensure!(tao <= SubnetTAO::<T>::get(netuid), Error::<T>::InsufficientBalance);
			Self::lower_pool_tao(netuid, tao)?;
		} else {
			let in_pool = SubnetAlphaIn::<T>::get(netuid).checked_add(alpha).ok_or(Error::<T>::Overflow)?;
			Self::lower_pool_tao(netuid, tao)?;
			SubnetAlphaIn::<T>::insert(netuid, in_pool);
		}
		SubnetAlphaOut::<T>::insert(netuid, outside);
		Ok(())
	}

	/// Takes all TAO out of the books of a pool and answers how much that was. It still lies on the subnet's account, to
	/// be paid out. The alpha stays in the books until [`Self::forget_pool`].
	pub fn close_pool(netuid: NetUid) -> TaoBalance {
		let pot = SubnetTAO::<T>::take(netuid);
		// The sum over all pools is never less than one of them (INV-3).
		TotalStake::<T>::mutate(|sum| *sum = sum.saturating_sub(pot));
		pot
	}

	/// Removes everything that the books say about a subnet, so that the next one with its number begins anew.
	pub fn forget_pool(netuid: NetUid) {
		Self::close_pool(netuid);
		SubnetAlphaIn::<T>::remove(netuid);
		SubnetAlphaOut::<T>::remove(netuid);
		SubnetProtocolAlpha::<T>::remove(netuid);
		TotalAlphaIssuance::<T>::remove(netuid);
		AlphaBurned::<T>::remove(netuid);
		AlphaRecycled::<T>::remove(netuid);
	}

	/// Books TAO into a pool.
	fn raise_pool_tao(netuid: NetUid, tao: TaoBalance) -> DispatchResult {
		let pool = SubnetTAO::<T>::get(netuid).checked_add(tao).ok_or(Error::<T>::Overflow)?;
		let all = TotalStake::<T>::get().checked_add(tao).ok_or(Error::<T>::Overflow)?;
		Self::set_pool_tao(netuid, pool, all);
		Ok(())
	}

	/// Books TAO out of a pool.
	fn lower_pool_tao(netuid: NetUid, tao: TaoBalance) -> DispatchResult {
		let pool = SubnetTAO::<T>::get(netuid).checked_sub(tao).ok_or(Error::<T>::InsufficientLiquidity)?;
		let all = TotalStake::<T>::get().checked_sub(tao).ok_or(Error::<T>::InsufficientLiquidity)?;
		Self::set_pool_tao(netuid, pool, all);
		Ok(())
	}

	/// Writes the TAO of a pool and that of all pools.
	fn set_pool_tao(netuid: NetUid, pool: TaoBalance, all: TaoBalance) {
		SubnetTAO::<T>::insert(netuid, pool);
		TotalStake::<T>::put(all);
	}
}
