//! What epochs ask of validators. Spec: consensus 8.

/// Storage of the domain.
#[frame_support::pallet_macros::pallet_section]
mod storage_epoch {
	/// Least stake weight with which weights can be set, in alpha-rao.
	///
	/// Owner: epoch.
	#[pallet::storage]
	pub type StakeThreshold<T: Config> = StorageValue<_, u64, ValueQuery>;
}
