//! Weights of `pallet_drand`.

use crate::Config;
use alloc::vec::Vec;
use codec::Decode;
use core::marker::PhantomData;
use frame_benchmarking::v2::*;
use frame_support::BoundedVec;
use frame_system::RawOrigin;
use hex_literal::hex;
use pallet_drand::{
	BeaconConfig, BeaconConfiguration, BeaconConfigurationPayload, LastStoredRound, OldestStoredRound, Pallet as Drand,
	Pulse, Pulses, PulsesPayload, RoundNumber, KEPT_PULSES,
};
use sp_runtime::traits::{TrailingZeroInput, Zero};

/// Pulses of drand.
pub struct Pallet<T: Config>(PhantomData<T>);

/// Key of a beacon that `tests/beacon.rs` makes.
pub const PUBLIC_KEY: [u8; 96] = hex!(
	"a9ca5c1128a5c5142ce6a37f6887ad889d55ae1bf7834625c37e8f3b73a2241d470e69db3f6911bb5afc8b4c071394ac"
	"0c31bc7921a430dd3c6fb67583053aa259b12c616f032abaf27bd950606809bada261787c37190b82f836a94c5a51a81"
);
/// A round long after the first one.
pub const FIRST_ROUND: RoundNumber = 1_000_001;
/// What it signed from [`FIRST_ROUND`] on.
pub const SIGNATURES: [[u8; 48]; 4] = [
	hex!("872e5963ca67b31caa81dd8219ec9617d85bfe5f50eced5c5f096044296d13b64c907ad54f8fc78c023336c8f92dac4a"),
	hex!("b05c622dbe8f6790ff4c8b1d081314414d4f8bf6066577fd023a9ee542ea7b7fe11f196aba5680f54cb33fc7ffea4570"),
	hex!("b32cecdd66706bba7d242d7952e6869f2af0df96a584a1f89178c61d7d6ea9026aa1345321cf58111e845cb6472f5040"),
	hex!("a207ae4a1d99defcb7e95f650b424d15bef6a3ecb9f949d9c7750bf22a491e5de206eb61a1d1faac7aedf0c3691f449c"),
];

/// The beacon's pulses, from [`FIRST_ROUND`] on.
pub(crate) fn pulses() -> impl Iterator<Item = Pulse> {
	(FIRST_ROUND..).zip(SIGNATURES).map(|(round, signature)| Pulse {
		round,
		randomness: BoundedVec::truncate_from(sp_io::hashing::sha2_256(&signature).to_vec()),
		signature: BoundedVec::truncate_from(signature.to_vec()),
	})
}

fn beacon() -> BeaconConfiguration {
	BeaconConfiguration { public_key: BoundedVec::truncate_from(PUBLIC_KEY.to_vec()), ..Default::default() }
}

/// Nobody looks at it here.
fn public<Public: Decode>() -> Public {
	let decoded = Public::decode(&mut TrailingZeroInput::zeroes());
	assert!(decoded.is_ok());
	decoded.unwrap_or_else(|_| unreachable!("asserted"))
}

#[benchmarks]
mod benchmarks {
	use super::*;

	/// Pulses of the beacon, after a time without any in which so many have become too old.
	#[benchmark]
	fn write_pulse(p: Linear<1, 4>, d: Linear<0, 100>) {
		BeaconConfig::<T>::put(beacon());
		let pulses: Vec<Pulse> = pulses().take(usize::try_from(p).unwrap_or(0)).collect();
		let last = FIRST_ROUND.saturating_add(p.into()).saturating_sub(1);
		LastStoredRound::<T>::put(FIRST_ROUND.saturating_sub(1));
		let oldest = last.saturating_add(1).saturating_sub(KEPT_PULSES);
		let too_old = oldest.saturating_sub(d.into());
		OldestStoredRound::<T>::put(too_old);
		for round in too_old..oldest {
			Pulses::<T>::set(round, pulses.first().cloned());
		}
		let pulses_payload = PulsesPayload { block_number: Zero::zero(), pulses, public: public::<T::Public>() };
		#[block]
		{
			assert!(Drand::<T>::write_pulse(RawOrigin::None.into(), pulses_payload, None).is_ok());
		}
		assert_eq!((LastStoredRound::<T>::get(), OldestStoredRound::<T>::get()), (last, oldest));
	}

	#[benchmark]
	fn set_beacon_config() {
		let config_payload =
			BeaconConfigurationPayload { block_number: Zero::zero(), config: beacon(), public: public::<T::Public>() };
		#[block]
		{
			assert_eq!(Drand::<T>::set_beacon_config(RawOrigin::Root.into(), config_payload, None), Ok(()));
		}
		assert_eq!(BeaconConfig::<T>::get(), beacon());
	}

	#[benchmark]
	fn set_oldest_stored_round() {
		LastStoredRound::<T>::put(10);
		#[block]
		{
			assert_eq!(Drand::<T>::set_oldest_stored_round(RawOrigin::Root.into(), 9), Ok(()));
		}
		assert_eq!(OldestStoredRound::<T>::get(), 9);
	}
}
