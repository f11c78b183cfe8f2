//! Calls too large to be stored where they are scheduled.

use super::deposit;
use crate::{AccountId, Balance, Balances, Hash, Preimage, Runtime, RuntimeEvent, RuntimeHoldReason};
use alloc::borrow::Cow;
use frame_support::{
	parameter_types,
	traits::{fungible::HoldConsideration, FetchResult, LinearStoragePrice, QueryPreimage, StorePreimage},
};
use frame_system::EnsureRoot;
use sp_runtime::{
	traits::{BlakeTwo256, Hash as _},
	DispatchError,
};

parameter_types! {
	/// Held for a preimage: two items of 64 bytes.
	pub const PreimageBaseDeposit: Balance = deposit(2, 64);
	/// Held for each of its bytes.
	pub const PreimageByteDeposit: Balance = deposit(0, 1);
	/// The reason shown for it.
	pub const PreimageHoldReason: RuntimeHoldReason =
		RuntimeHoldReason::Preimage(pallet_preimage::HoldReason::Preimage);
}

impl pallet_preimage::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = pallet_preimage::weights::SubstrateWeight<Runtime>;
	type Currency = Balances;
	type ManagerOrigin = EnsureRoot<AccountId>;
	type Consideration = HoldConsideration<
		AccountId,
		Balances,
		PreimageHoldReason,
		LinearStoragePrice<PreimageBaseDeposit, PreimageByteDeposit, Balance>,
	>;
}

/// Preimages that count each time that one is kept. The pallet counts the first `note` alone, since the scheduler requests what
/// it has noted besides. Else whoever creates a crowdloan with a call that root has scheduled, and dissolves it, would take the
/// call away from root.
pub struct CountedPreimages;

impl QueryPreimage for CountedPreimages {
	type H = BlakeTwo256;

	fn len(hash: &Hash) -> Option<u32> {
		<Preimage as QueryPreimage>::len(hash)
	}

	fn fetch(hash: &Hash, len: Option<u32>) -> FetchResult {
		<Preimage as QueryPreimage>::fetch(hash, len)
	}

	fn is_requested(hash: &Hash) -> bool {
		Preimage::is_requested(hash)
	}

	fn request(hash: &Hash) {
		Preimage::request(hash)
	}

	/// Nothing, if root has taken the request back already: the pallet takes that for a flaw.
	fn unrequest(hash: &Hash) {
		if Self::is_requested(hash) {
			Preimage::unrequest(hash)
		}
	}
}

impl StorePreimage for CountedPreimages {
	const MAX_LENGTH: usize = <Preimage as StorePreimage>::MAX_LENGTH;

	fn note(bytes: Cow<[u8]>) -> Result<Hash, DispatchError> {
		let was_requested = Self::is_requested(&BlakeTwo256::hash(&bytes));
		let hash = Preimage::note(bytes)?;
		if was_requested {
			Self::request(&hash);
		}
		Ok(hash)
	}
}
