//! The books: how much TAO and alpha there is, and where. Spec: economics 3.1.

/// Storage of the domain.
#[frame_support::pallet_macros::pallet_section]
mod storage_issuance {
	/// TAO in existence, in RAO: the number the halving rule reads. Equal to `Balances.TotalIssuance` after every block.
	///
	/// Owner: issuance.
	#[pallet::storage]
	pub type TotalIssuance<T: Config> = StorageValue<_, TaoBalance, ValueQuery>;

	/// TAO in all pools together, root among them, in RAO.
	///
	/// Owner: issuance.
	#[pallet::storage]
	pub type TotalStake<T: Config> = StorageValue<_, TaoBalance, ValueQuery>;

	/// TAO side of a subnet's pool, in RAO; for root all TAO staked there. It lies on the subnet's account.
	///
	/// Owner: issuance.
	#[pallet::storage]
	pub type SubnetTAO<T: Config> = StorageMap<_, Identity, NetUid, TaoBalance, ValueQuery>;

	/// Alpha in the pool, in alpha-rao.
	///
	/// Owner: issuance.
	#[pallet::storage]
	pub type SubnetAlphaIn<T: Config> = StorageMap<_, Identity, NetUid, AlphaBalance, ValueQuery>;

	/// Alpha outside the pool, in alpha-rao.
	///
	/// Owner: issuance.
	#[pallet::storage]
	pub type SubnetAlphaOut<T: Config> = StorageMap<_, Identity, NetUid, AlphaBalance, ValueQuery>;

	/// Part of the alpha outside that the protocol bought and nobody owns, in alpha-rao.
	///
	/// Owner: issuance.
	#[pallet::storage]
	pub type SubnetProtocolAlpha<T: Config> = StorageMap<_, Identity, NetUid, AlphaBalance, ValueQuery>;
}
