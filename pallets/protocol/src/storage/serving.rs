//! Where neurons can be reached. Spec: subnets 7.

/// Storage of the domain.
#[frame_support::pallet_macros::pallet_section]
mod storage_serving {
	/// Where the neuron of a hotkey serves requests.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type Axons<T: Config> =
		StorageDoubleMap<_, Identity, NetUid, Blake2_128Concat, T::AccountId, AxonInfo, OptionQuery>;

	/// Certificate for encrypted requests to the neuron of a hotkey.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type NeuronCertificates<T: Config> =
		StorageDoubleMap<_, Identity, NetUid, Blake2_128Concat, T::AccountId, NeuronCertificate, OptionQuery>;

	/// Where the neuron of a hotkey serves its measurements.
	///
	/// Owner: subnets.
	#[pallet::storage]
	pub type Prometheus<T: Config> =
		StorageDoubleMap<_, Identity, NetUid, Blake2_128Concat, T::AccountId, PrometheusInfo, OptionQuery>;
}
