//! How long the protocol's calls take, each at its worst.
//!
//! A crate of its own, above the domains that the calls need. The scene is set by writing storage directly where calls
//! would take too long; what is measured is the call alone. `scripts/weights.sh` runs it and writes the runtime's weights.

#![cfg_attr(not(feature = "std"), no_std)]
#![cfg(feature = "runtime-benchmarks")]

extern crate alloc;

mod scene;

use alloc::vec;
use frame_benchmarking::v2::*;
use frame_system::RawOrigin;
use pallet_protocol::{
	types::{ChainIdentityV2, SubnetIdentityV3},
	Call, *,
};
use taonet_types::NetUid;

/// What must be there to measure the protocol's calls.
pub trait Config: pallet_subnets::Config {}

/// The calls belong to `pallet_protocol`.
pub struct Pallet<T: Config>(pallet_protocol::Pallet<T>);

/// An IPv4 address that may be announced.
const IP: u128 = 0x08_08_08_08;

#[benchmarks]
mod benchmarks {
	use super::*;

	/// There are so many subnets, and no room for more: the cheapest one has to go.
	#[benchmark]
	fn register_network(s: Linear<1, 128>) {
		let coldkey = scene::rich::<T>(0);
		let hotkey = account("hotkey", 0, 0);
		scene::subnets::<T>(s);
		#[extrinsic_call]
		_(RawOrigin::Signed(coldkey), hotkey);
		assert_eq!(u32::from(TotalNetworks::<T>::get()), s.saturating_add(1));
	}

	/// The same, with the longest description.
	#[benchmark]
	fn register_network_with_identity(s: Linear<1, 128>) {
		let coldkey = scene::rich::<T>(0);
		let hotkey = account("hotkey", 0, 0);
		scene::subnets::<T>(s);
		#[extrinsic_call]
		_(RawOrigin::Signed(coldkey), hotkey, Some(scene::longest_subnet_identity()));
		assert_eq!(SubnetIdentitiesV3::<T>::iter().count(), 1);
	}

	#[benchmark]
	fn start_call() {
		let coldkey = scene::rich::<T>(0);
		let netuid = scene::subnet::<T>(&coldkey);
		#[extrinsic_call]
		_(RawOrigin::Signed(coldkey), netuid);
		assert!(SubtokenEnabled::<T>::get(netuid));
	}

	#[benchmark]
	fn set_subnet_identity() {
		let coldkey = scene::rich::<T>(0);
		let netuid = scene::subnet::<T>(&coldkey);
		let SubnetIdentityV3 {
			subnet_name,
			github_repo,
			subnet_contact,
			subnet_url,
			discord,
			description,
			logo_url,
			additional,
		} = scene::longest_subnet_identity();
		#[extrinsic_call]
		_(
			RawOrigin::Signed(coldkey),
			netuid,
			subnet_name,
			github_repo,
			subnet_contact,
			subnet_url,
			discord,
			description,
			logo_url,
			additional,
		);
		assert!(SubnetIdentitiesV3::<T>::contains_key(netuid));
	}

	/// Every other subnet is asked for its symbol.
	#[benchmark]
	fn update_symbol(s: Linear<1, 128>) {
		let coldkey = scene::rich::<T>(0);
		scene::subnets::<T>(s);
		let netuid = NetUid::new(SubnetLimit::<T>::get());
		SubnetOwner::<T>::insert(netuid, &coldkey);
		let symbol = "\u{0DB0}".as_bytes().to_vec();
		#[extrinsic_call]
		_(RawOrigin::Signed(coldkey), netuid, symbol.clone());
		assert_eq!(TokenSymbol::<T>::get(netuid), symbol);
	}

	/// All slots are taken, the pool's power is at its slowest, and everybody has a weight on the one who goes.
	#[benchmark]
	fn burned_register() {
		let coldkey = scene::rich::<T>(0);
		let netuid = scene::full_subnet::<T>();
		let hotkey: T::AccountId = account("newcomer", 0, 0);
		#[extrinsic_call]
		_(RawOrigin::Signed(coldkey), netuid, hotkey.clone());
		assert!(Uids::<T>::contains_key(netuid, hotkey));
	}

	/// A slot is free, and the pool's power is at its slowest.
	#[benchmark]
	fn burned_register_in_free_slot() {
		let coldkey = scene::rich::<T>(0);
		let netuid = scene::subnet::<T>(&scene::rich::<T>(1));
		scene::slow_pool::<T>(netuid);
		let hotkey: T::AccountId = account("newcomer", 0, 0);
		#[extrinsic_call]
		burned_register(RawOrigin::Signed(coldkey), netuid, hotkey.clone());
		assert!(Uids::<T>::contains_key(netuid, hotkey));
	}

	/// All seats are taken, by hotkeys with less stake.
	#[benchmark]
	fn root_register() {
		let coldkey = scene::rich::<T>(0);
		let hotkey: T::AccountId = account("newcomer", 0, 0);
		scene::full_root::<T>(&hotkey);
		#[extrinsic_call]
		_(RawOrigin::Signed(coldkey), hotkey.clone());
		assert!(Uids::<T>::contains_key(NetUid::ROOT, hotkey));
	}

	#[benchmark]
	fn serve_axon() {
		let coldkey = scene::rich::<T>(0);
		let netuid = scene::subnet::<T>(&coldkey);
		let hotkey = Keys::<T>::get(netuid, 0);
		#[extrinsic_call]
		_(RawOrigin::Signed(hotkey.clone()), netuid, 1, IP, 8091, 4, 4, 0, 0);
		assert!(Axons::<T>::contains_key(netuid, hotkey));
	}

	#[benchmark]
	fn serve_axon_tls() {
		let coldkey = scene::rich::<T>(0);
		let netuid = scene::subnet::<T>(&coldkey);
		let hotkey = Keys::<T>::get(netuid, 0);
		#[extrinsic_call]
		_(RawOrigin::Signed(hotkey.clone()), netuid, 1, IP, 8091, 4, 4, 0, 0, vec![7; 65]);
		assert!(NeuronCertificates::<T>::contains_key(netuid, hotkey));
	}

	#[benchmark]
	fn serve_prometheus() {
		let coldkey = scene::rich::<T>(0);
		let netuid = scene::subnet::<T>(&coldkey);
		let hotkey = Keys::<T>::get(netuid, 0);
		#[extrinsic_call]
		_(RawOrigin::Signed(hotkey.clone()), netuid, 1, IP, 8091, 4);
		assert!(Prometheus::<T>::contains_key(netuid, hotkey));
	}

	/// The coldkey owns many hotkeys already.
	#[benchmark]
	fn try_associate_hotkey() {
		let coldkey = scene::rich::<T>(0);
		scene::many_hotkeys::<T>(&coldkey);
		let hotkey: T::AccountId = account("newcomer", 0, 0);
		#[extrinsic_call]
		_(RawOrigin::Signed(coldkey), hotkey.clone());
		assert!(Owner::<T>::contains_key(hotkey));
	}

	/// The coldkey owns many hotkeys, the last of which is registered.
	#[benchmark]
	fn set_identity() {
		let coldkey = scene::rich::<T>(0);
		scene::many_hotkeys::<T>(&coldkey);
		scene::subnet::<T>(&coldkey);
		let ChainIdentityV2 { name, url, github_repo, image, discord, description, additional } =
			scene::longest_identity();
		#[extrinsic_call]
		_(RawOrigin::Signed(coldkey.clone()), name, url, github_repo, image, discord, description, additional);
		assert!(IdentitiesV2::<T>::contains_key(coldkey));
	}
}
