//! What the wire names and nothing is stored in on this chain: explorers and older tools find the items, and read the defaults.

/// Storage of the domain.
#[frame_support::pallet_macros::pallet_section]
mod storage_former {
	/// Number of the next job of a queue in which stake once waited. Stake moves in the call here, so there are no jobs.
	///
	/// Owner: nobody.
	#[pallet::storage]
	pub type NextStakeJobId<T: Config> = StorageValue<_, u64, ValueQuery>;

	/// How far a search through all of [`Alpha`] for coldkeys with root stake that are not among [`StakingColdkeys`] has come.
	/// Whoever gets root stake is entered at once, so nobody searches.
	///
	/// Owner: nobody.
	#[pallet::storage]
	pub type AlphaMapLastKey<T: Config> = StorageValue<_, Option<Vec<u8>>, ValueQuery>;

	/// The same for [`AlphaV2`].
	///
	/// Owner: nobody.
	#[pallet::storage]
	pub type AlphaV2MapLastKey<T: Config> = StorageValue<_, Option<Vec<u8>>, ValueQuery>;

	/// Work that was shown for a registration, and the block. There is no registration by work.
	///
	/// Owner: nobody.
	#[pallet::storage]
	pub type UsedWork<T: Config> = StorageMap<_, Identity, Vec<u8>, u64, ValueQuery>;

	/// Registrations by work since the price was last adjusted. There are none.
	///
	/// Owner: nobody.
	#[pallet::storage]
	pub type POWRegistrationsThisInterval<T: Config> = StorageMap<_, Identity, NetUid, u16, ValueQuery>;

	/// Registrations for TAO since the price was last adjusted. Prices follow the registrations of each block.
	///
	/// Owner: nobody.
	#[pallet::storage]
	pub type BurnRegistrationsThisInterval<T: Config> = StorageMap<_, Identity, NetUid, u16, ValueQuery>;

	/// Once how long the validators' list of weights was kept. Nobody can set it.
	///
	/// Owner: nobody.
	#[pallet::storage]
	pub type ValidatorPruneLen<T: Config> =
		StorageMap<_, Identity, NetUid, u64, ValueQuery, ConstU64<{ defaults::VALIDATOR_PRUNE_LEN }>>;

	/// What neurons were to be paid in a later block: (hotkey, to it as a miner, to it as a validator). An epoch pays at once.
	///
	/// Owner: nobody.
	#[pallet::storage]
	pub type LoadedEmission<T: Config> = StorageMap<_, Identity, NetUid, Vec<(T::AccountId, u64, u64)>, OptionQuery>;

	/// Block in which a coldkey last did something limited. [`LastRateLimitedBlock`] holds it.
	///
	/// Owner: nobody.
	#[pallet::storage]
	pub type LastTxBlock<T: Config> = StorageMap<_, Identity, T::AccountId, u64, ValueQuery>;

	/// Block in which a hotkey's childkey take was last changed. [`LastRateLimitedBlock`] holds it.
	///
	/// Owner: nobody.
	#[pallet::storage]
	pub type LastTxBlockChildKeyTake<T: Config> = StorageMap<_, Identity, T::AccountId, u64, ValueQuery>;

	/// Block in which a delegate's take was last changed. [`LastRateLimitedBlock`] holds it.
	///
	/// Owner: nobody.
	#[pallet::storage]
	pub type LastTxBlockDelegateTake<T: Config> = StorageMap<_, Identity, T::AccountId, u64, ValueQuery>;

	/// Subnets created up to this block share their pool out by an older rule when they are dissolved. No subnet does.
	///
	/// Owner: nobody.
	#[pallet::storage]
	pub type TaoInRefundDeploymentBlock<T: Config> = StorageValue<_, u64, ValueQuery>;

	/// Migrations that have run, by name. None has.
	///
	/// Owner: nobody.
	#[pallet::storage]
	pub type HasMigrationRun<T: Config> = StorageMap<_, Identity, Vec<u8>, bool, ValueQuery>;
}
