//! What the pools' trade leaves behind: volumes, flows, prices. Spec: economics 6.2, 13.2, 14.4.

/// Storage of the domain.
#[frame_support::pallet_macros::pallet_section]
mod storage_market {
	/// TAO traded on a subnet since its creation, in RAO, both directions added.
	///
	/// Owner: swap.
	#[pallet::storage]
	pub type SubnetVolume<T: Config> = StorageMap<_, Identity, NetUid, u128, ValueQuery>;

	/// TAO that users brought into a subnet less what they took out, since it was last read, in RAO.
	///
	/// Owner: swap.
	#[pallet::storage]
	pub type SubnetTaoFlow<T: Config> = StorageMap<_, Identity, NetUid, i64, ValueQuery>;

	/// Moving average of the price, TAO for one alpha. It decides which subnet is pruned.
	///
	/// Owner: swap.
	#[pallet::storage]
	pub type SubnetMovingPrice<T: Config> = StorageMap<_, Identity, NetUid, I96F32, ValueQuery>;

	/// Weight of a new price in the moving average: 0.000003.
	///
	/// Owner: swap.
	#[pallet::storage]
	pub type SubnetMovingAlpha<T: Config> = StorageValue<_, I96F32, ValueQuery, DefaultMovingAlpha>;

	/// Blocks after which a subnet's moving average has half its full weight.
	///
	/// Owner: swap.
	#[pallet::storage]
	pub type EMAPriceHalvingBlocks<T: Config> =
		StorageMap<_, Identity, NetUid, u64, ValueQuery, ConstU64<{ defaults::EMA_PRICE_HALVING_BLOCKS }>>;
}
