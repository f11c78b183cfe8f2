//! Alpha outside the pools made and destroyed. Spec: economics 3.2.

use crate::{AlphaBurned, AlphaRecycled, Config, Pallet, TotalAlphaIssuance};
use frame_support::ensure;
use pallet_protocol::{Error, SubnetAlphaOut, SubnetProtocolAlpha};
use sp_runtime::DispatchResult;
use taonet_types::{AlphaBalance, NetUid};

impl<T: Config> Pallet<T> {
	/// Makes alpha outside the pool, for those whom the subnet pays.
	///
	/// * `SubnetNotExists`: root has no alpha.
	/// * `Overflow`: a sum does not fit.
	pub fn emit_alpha(netuid: NetUid, alpha: AlphaBalance) -> DispatchResult {
		ensure!(!netuid.is_root(), Error::<T>::SubnetNotExists);
		let outside = SubnetAlphaOut::<T>::get(netuid).checked_add(alpha).ok_or(Error::<T>::Overflow)?;
		let issued = TotalAlphaIssuance::<T>::get(netuid).checked_add(alpha).ok_or(Error::<T>::Overflow)?;
		SubnetAlphaOut::<T>::insert(netuid, outside);
		TotalAlphaIssuance::<T>::insert(netuid, issued);
		Ok(())
	}

	/// Destroys alpha outside the pool: it leaves the issuance and can be emitted again. Whose it was is the caller's
	/// concern.
	///
	/// * `CannotBurnOrRecycleOnRootSubnet`: root has no alpha.
	/// * `InsufficientLiquidity`: there is less alpha outside.
	/// * `Overflow`: a sum does not fit.
	pub fn recycle_alpha(netuid: NetUid, alpha: AlphaBalance) -> DispatchResult {
		ensure!(!netuid.is_root(), Error::<T>::CannotBurnOrRecycleOnRootSubnet);
		let outside = SubnetAlphaOut::<T>::get(netuid).checked_sub(alpha).ok_or(Error::<T>::InsufficientLiquidity)?;
		// Not less than what lies outside (INV-7).
		let issued =
			TotalAlphaIssuance::<T>::get(netuid).checked_sub(alpha).ok_or(Error::<T>::InsufficientLiquidity)?;
		let recycled = AlphaRecycled::<T>::get(netuid).checked_add(alpha).ok_or(Error::<T>::Overflow)?;
		SubnetAlphaOut::<T>::insert(netuid, outside);
		TotalAlphaIssuance::<T>::insert(netuid, issued);
		AlphaRecycled::<T>::insert(netuid, recycled);
		Ok(())
	}

	/// Books that nobody owns this alpha outside the pool any more. It stays issued. Whose it was is the caller's concern.
	///
	/// * `CannotBurnOrRecycleOnRootSubnet`: root has no alpha.
	/// * `InsufficientLiquidity`: there is less alpha outside that was not burned yet.
	/// * `Overflow`: a sum does not fit.
	pub fn burn_alpha(netuid: NetUid, alpha: AlphaBalance) -> DispatchResult {
		ensure!(!netuid.is_root(), Error::<T>::CannotBurnOrRecycleOnRootSubnet);
		let burned = AlphaBurned::<T>::get(netuid).checked_add(alpha).ok_or(Error::<T>::Overflow)?;
		ensure!(burned <= SubnetAlphaOut::<T>::get(netuid), Error::<T>::InsufficientLiquidity);
		AlphaBurned::<T>::insert(netuid, burned);
		Ok(())
	}
	/// Books that this alpha outside the pool, which the protocol bought, is nobody's.
	///
	/// * `SubnetNotExists`: root has no alpha.
	/// * `InsufficientLiquidity`: there is less alpha outside.
	/// * `Overflow`: a sum does not fit.
	pub fn book_protocol_alpha(netuid: NetUid, alpha: AlphaBalance) -> DispatchResult {
		ensure!(!netuid.is_root(), Error::<T>::SubnetNotExists);
		let bought = SubnetProtocolAlpha::<T>::get(netuid).checked_add(alpha).ok_or(Error::<T>::Overflow)?;
		ensure!(bought <= SubnetAlphaOut::<T>::get(netuid), Error::<T>::InsufficientLiquidity);
		SubnetProtocolAlpha::<T>::insert(netuid, bought);
		Ok(())
	}
}
