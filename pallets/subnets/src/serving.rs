//! Where neurons can be reached. Spec: subnets 7.
//!
//! These calls are free, so their rules are checked before they enter a block, too, by the same functions.

use crate::{Config, Error, Pallet, Protocol, ProtocolEvent};
use alloc::vec::Vec;
use core::net::{Ipv4Addr, Ipv6Addr};
use frame_support::{dispatch::DispatchResult, ensure};
use pallet_protocol::{
	domains::ServingCalls,
	now,
	types::{AxonInfo, NeuronCertificate, PrometheusInfo},
	Axons, NeuronCertificates, Prometheus, ServingRateLimit, Uids,
};
use taonet_types::NetUid;

impl<T: Config> ServingCalls<T> for Pallet<T> {
	fn serve_axon(
		hotkey: T::AccountId,
		netuid: NetUid,
		axon: AxonInfo,
		certificate: Option<Vec<u8>>,
	) -> DispatchResult {
		Self::check_serve_axon(&hotkey, netuid, &axon)?;
		Axons::<T>::insert(netuid, &hotkey, axon);
		if let Some(certificate) = certificate.and_then(certificate_from) {
			NeuronCertificates::<T>::insert(netuid, &hotkey, certificate);
		}
		Protocol::<T>::deposit_event(ProtocolEvent::AxonServed(netuid, hotkey));
		Ok(())
	}

	fn serve_prometheus(hotkey: T::AccountId, netuid: NetUid, prometheus: PrometheusInfo) -> DispatchResult {
		Self::check_serve_prometheus(&hotkey, netuid, &prometheus)?;
		Prometheus::<T>::insert(netuid, &hotkey, prometheus);
		Protocol::<T>::deposit_event(ProtocolEvent::PrometheusServed(netuid, hotkey));
		Ok(())
	}
}

impl<T: Config> Pallet<T> {
	/// Whether a hotkey may announce its axon in this block.
	///
	/// # Errors
	///
	/// In this order: `SubnetNotExists`, `HotKeyNotRegisteredInNetwork`, `InvalidIpType`, `InvalidIpAddress`,
	/// `ServingRateLimitExceeded`, `InvalidPort`.
	pub fn check_serve_axon(hotkey: &T::AccountId, netuid: NetUid, axon: &AxonInfo) -> DispatchResult {
		Self::ensure_exists(netuid)?;
		Self::ensure_may_serve(hotkey, netuid)?;
		check_address::<T>(axon.ip_type, axon.ip)?;
		Self::ensure_served_long_ago(netuid, Axons::<T>::get(netuid, hotkey).map(|last| last.block))?;
		ensure!(axon.port != 0, Error::<T>::InvalidPort);
		Ok(())
	}

	/// Whether a hotkey may announce in this block where it serves its measurements. The address must not be zero.
	///
	/// # Errors
	///
	/// In this order: `SubnetNotExists`, `InvalidIpType`, `InvalidIpAddress`, `HotKeyNotRegisteredInNetwork`,
	/// `ServingRateLimitExceeded`, `InvalidPort`.
	pub fn check_serve_prometheus(
		hotkey: &T::AccountId,
		netuid: NetUid,
		prometheus: &PrometheusInfo,
	) -> DispatchResult {
		Self::ensure_exists(netuid)?;
		check_address::<T>(prometheus.ip_type, prometheus.ip)?;
		ensure!(prometheus.ip != 0, Error::<T>::InvalidIpAddress);
		Self::ensure_may_serve(hotkey, netuid)?;
		Self::ensure_served_long_ago(netuid, Prometheus::<T>::get(netuid, hotkey).map(|last| last.block))?;
		ensure!(prometheus.port != 0, Error::<T>::InvalidPort);
		Ok(())
	}

	fn ensure_may_serve(hotkey: &T::AccountId, netuid: NetUid) -> Result<(), Error<T>> {
		ensure!(Uids::<T>::contains_key(netuid, hotkey), Error::<T>::HotKeyNotRegisteredInNetwork);
		Ok(())
	}

	/// Whether `ServingRateLimit` blocks have passed since the last announcement, if there was one.
	fn ensure_served_long_ago(netuid: NetUid, last: Option<u64>) -> Result<(), Error<T>> {
		// No announcement is later than this block.
		let passed = last.is_none_or(|last| now::<T>().saturating_sub(last) >= ServingRateLimit::<T>::get(netuid));
		ensure!(passed, Error::<T>::ServingRateLimitExceeded);
		Ok(())
	}

	/// Forgets where a hotkey that leaves the subnet can be reached.
	pub(crate) fn forget_serving(netuid: NetUid, hotkey: &T::AccountId) {
		Axons::<T>::remove(netuid, hotkey);
		NeuronCertificates::<T>::remove(netuid, hotkey);
		Prometheus::<T>::remove(netuid, hotkey);
	}
}

/// The certificate in the bytes of a call: one that says which kind of key it is, and up to 64 of the key. Nothing where there
/// are none or more. Spec: subnets 7.
fn certificate_from(bytes: Vec<u8>) -> Option<NeuronCertificate> {
	let (algorithm, key) = bytes.split_first()?;
	Some(NeuronCertificate { public_key: key.to_vec().try_into().ok()?, algorithm: *algorithm })
}

/// Addresses that nobody else can reach are refused; private ones are not, and zero is an axon's way to say "none".
fn check_address<T>(ip_type: u8, ip: u128) -> Result<(), Error<T>> {
	let reachable = match ip_type {
		4 => ip < u128::from(u32::MAX) && ip != u128::from(Ipv4Addr::LOCALHOST.to_bits()),
		6 => ip != u128::MAX && ip != Ipv6Addr::LOCALHOST.to_bits(),
		_ => return Err(Error::InvalidIpType),
	};
	ensure!(reachable, Error::InvalidIpAddress);
	Ok(())
}

#[cfg(test)]
mod tests {
	use super::*;

	fn is_accepted(ip_type: u8, ip: u128) -> bool {
		match check_address::<()>(ip_type, ip) {
			Ok(()) => true,
			Err(Error::InvalidIpAddress) => false,
			Err(_) => panic!("type {ip_type} is not an IP type"),
		}
	}

	#[test]
	fn address_is_accepted_unless_nobody_else_can_reach_it() {
		let v4 = |text: &str| u128::from(text.parse::<Ipv4Addr>().unwrap().to_bits());
		for ip in ["0.0.0.0", "10.0.0.1", "192.168.1.1", "127.0.0.2", "8.8.8.8", "255.255.255.254"] {
			assert!(is_accepted(4, v4(ip)), "{ip}");
		}
		assert!(!is_accepted(4, v4("127.0.0.1")));
		assert!(!is_accepted(4, v4("255.255.255.255")));
		assert!(!is_accepted(4, 1 << 32));

		let v6 = |text: &str| text.parse::<Ipv6Addr>().unwrap().to_bits();
		for ip in ["::", "::2", "fe80::1", "2001:db8::1"] {
			assert!(is_accepted(6, v6(ip)), "{ip}");
		}
		assert!(!is_accepted(6, v6("::1")));
		assert!(!is_accepted(6, u128::MAX));
	}

	#[test]
	fn address_is_refused_when_its_type_is_neither_4_nor_6() {
		for ip_type in [0, 1, 5, 7, 255] {
			assert!(matches!(check_address::<()>(ip_type, 1), Err(Error::InvalidIpType)));
		}
	}

	#[test]
	fn certificate_is_a_byte_for_its_kind_and_up_to_64_of_the_key() {
		let certificate = certificate_from([&[4][..], &[7; 64]].concat()).unwrap();
		assert_eq!((certificate.algorithm, certificate.public_key.into_inner()), (4, [7; 64].to_vec()));
		assert!(certificate_from([4].to_vec()).unwrap().public_key.is_empty());
	}

	#[test]
	fn certificate_is_ignored_when_it_is_empty_or_too_long() {
		assert_eq!(certificate_from(Vec::new()), None);
		assert_eq!(certificate_from([7; 66].to_vec()), None);
	}
}
