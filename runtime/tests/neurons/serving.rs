//! Subnets 7: where neurons can be reached.

use crate::{
	chain::Chain,
	kit::{account, call, coldkey, events, AdminCall, ProtocolCall},
	words::{assert_refused, full_subnet, join, root_sets, state},
};
use pallet_protocol::{
	types::{AxonInfo, NeuronCertificate, PrometheusInfo},
	Axons, Error, Event, NeuronCertificates, Prometheus,
};
use sp_keyring::Sr25519Keyring::Charlie;
use sp_runtime::{
	traits::{BadOrigin, Dispatchable},
	DispatchError,
};
use std::net::{Ipv4Addr, Ipv6Addr};
use taonet_runtime::{AccountId, Runtime, RuntimeCall, RuntimeOrigin, System};
use taonet_types::NetUid;

/// What a neuron announces.
#[derive(Clone, Copy)]
struct Address {
	ip: u128,
	ip_type: u8,
	port: u16,
}

/// One that nothing is wrong with.
const GOOD: Address = Address { ip: 0x0808_0808, ip_type: 4, port: 8091 };
/// Loopback.
const BAD_IP: Address = Address { ip: 0x7f00_0001, ..GOOD };
const NO_PORT: Address = Address { port: 0, ..GOOD };

fn axon(netuid: NetUid, address: Address) -> ProtocolCall {
	let Address { ip, ip_type, port } = address;
	ProtocolCall::serve_axon { netuid, version: 10, ip, port, ip_type, protocol: 4, placeholder1: 1, placeholder2: 2 }
}

fn axon_tls(netuid: NetUid, address: Address, certificate: &[u8]) -> ProtocolCall {
	let Address { ip, ip_type, port } = address;
	ProtocolCall::serve_axon_tls {
		netuid,
		version: 10,
		ip,
		port,
		ip_type,
		protocol: 4,
		placeholder1: 1,
		placeholder2: 2,
		certificate: certificate.to_vec(),
	}
}

fn prometheus(netuid: NetUid, address: Address) -> ProtocolCall {
	let Address { ip, ip_type, port } = address;
	ProtocolCall::serve_prometheus { netuid, version: 10, ip, port, ip_type }
}

/// All ways to announce something.
fn ways(netuid: NetUid, address: Address) -> [ProtocolCall; 3] {
	[axon(netuid, address), axon_tls(netuid, address, &[1, 2]), prometheus(netuid, address)]
}

fn now() -> u64 {
	System::block_number().into()
}

/// A subnet with the neuron that serves.
fn scene() -> (Chain, NetUid, AccountId) {
	let (chain, netuid) = full_subnet(3);
	(chain, netuid, account(1))
}

fn v4(text: &str) -> Address {
	Address { ip: u32::from(text.parse::<Ipv4Addr>().unwrap()).into(), ..GOOD }
}

fn v6(text: &str) -> Address {
	Address { ip: text.parse::<Ipv6Addr>().unwrap().into(), ip_type: 6, ..GOOD }
}

#[test]
fn axon_is_stored_with_the_block_of_its_announcement() {
	let (mut chain, netuid, hotkey) = scene();
	chain.block(|| {
		assert_eq!(call(&hotkey, axon(netuid, GOOD)), Ok(()));
		let expected = AxonInfo {
			block: now(),
			version: 10,
			ip: 0x0808_0808,
			port: 8091,
			ip_type: 4,
			protocol: 4,
			placeholder1: 1,
			placeholder2: 2,
		};
		assert_eq!(Axons::<Runtime>::iter().collect::<Vec<_>>(), [(netuid, hotkey.clone(), expected)]);
		assert_eq!(NeuronCertificates::<Runtime>::iter().count() + Prometheus::<Runtime>::iter().count(), 0);
		let told = events().pop();
		assert!(matches!(&told, Some(Event::AxonServed(at, who)) if *at == netuid && *who == hotkey), "{told:?}");
	});
}

#[test]
fn prometheus_is_stored_with_the_block_of_its_announcement() {
	let (mut chain, netuid, hotkey) = scene();
	chain.block(|| {
		assert_eq!(call(&hotkey, prometheus(netuid, v6("2001:db8::1"))), Ok(()));
		let ip = 0x2001_0db8_0000_0000_0000_0000_0000_0001;
		let expected = PrometheusInfo { block: now(), version: 10, ip, port: 8091, ip_type: 6 };
		assert_eq!(Prometheus::<Runtime>::iter().collect::<Vec<_>>(), [(netuid, hotkey.clone(), expected)]);
		assert_eq!(NeuronCertificates::<Runtime>::iter().count() + Axons::<Runtime>::iter().count(), 0);
		let told = events().pop();
		assert!(matches!(&told, Some(Event::PrometheusServed(at, who)) if *at == netuid && *who == hotkey), "{told:?}");
	});
}

#[test]
fn certificate_is_stored_with_the_axon() {
	let (mut chain, netuid, hotkey) = scene();
	chain.block(|| {
		let bytes: Vec<u8> = (0..65).collect();
		assert_eq!(call(&hotkey, axon_tls(netuid, GOOD, &bytes)), Ok(()));
		let expected = NeuronCertificate { algorithm: 0, public_key: bytes[1..].to_vec().try_into().unwrap() };
		assert_eq!(NeuronCertificates::<Runtime>::get(netuid, &hotkey), Some(expected));
		assert_eq!(Axons::<Runtime>::get(netuid, &hotkey).unwrap().block, now());
		assert!(matches!(events().pop(), Some(Event::AxonServed(..))));
	});
}

#[test]
fn certificate_of_a_bad_length_is_ignored_and_the_axon_is_stored() {
	let (mut chain, netuid, hotkey) = scene();
	chain.block(|| {
		root_sets(AdminCall::sudo_set_serving_rate_limit { netuid, serving_rate_limit: 0 });
		for certificate in [&[][..], &[7; 66], &[7; 5_000]] {
			Axons::<Runtime>::remove(netuid, &hotkey);
			assert_eq!(call(&hotkey, axon_tls(netuid, GOOD, certificate)), Ok(()));
			assert!(Axons::<Runtime>::contains_key(netuid, &hotkey));
			assert_eq!(NeuronCertificates::<Runtime>::get(netuid, &hotkey), None);
		}
	});
}

#[test]
fn earlier_certificate_stays_until_a_good_one_follows() {
	let (mut chain, netuid, hotkey) = scene();
	chain.block(|| {
		root_sets(AdminCall::sudo_set_serving_rate_limit { netuid, serving_rate_limit: 0 });
		let stored = || NeuronCertificates::<Runtime>::get(netuid, &hotkey).unwrap().algorithm;
		assert_eq!(call(&hotkey, axon_tls(netuid, GOOD, &[1])), Ok(()));
		assert_eq!(call(&hotkey, axon(netuid, v4("9.9.9.9"))), Ok(()));
		assert_eq!(call(&hotkey, axon_tls(netuid, GOOD, &[])), Ok(()));
		assert_eq!(stored(), 1);
		assert_eq!(call(&hotkey, axon_tls(netuid, GOOD, &[2, 3])), Ok(()));
		assert_eq!(stored(), 2);
	});
}

#[test]
fn axon_is_refused_for_the_first_reason_that_applies() {
	let (mut chain, netuid, hotkey) = scene();
	chain.block(|| assert_eq!(call(&hotkey, axon(netuid, GOOD)), Ok(())));
	chain.block(|| {
		// Everything is wrong at first, and is mended one by one. The rate limit is not over.
		let stranger = account(100);
		for way in [|netuid, address| axon(netuid, address), |netuid, address| axon_tls(netuid, address, &[1])] {
			let all_wrong = Address { ip: u128::MAX, ip_type: 7, port: 0 };
			assert_refused(&stranger, way(NetUid::new(99), all_wrong), Error::<Runtime>::SubnetNotExists);
			assert_refused(&stranger, way(netuid, all_wrong), Error::<Runtime>::HotKeyNotRegisteredInNetwork);
			assert_refused(&hotkey, way(netuid, all_wrong), Error::<Runtime>::InvalidIpType);
			assert_refused(&hotkey, way(netuid, Address { port: 0, ..BAD_IP }), Error::<Runtime>::InvalidIpAddress);
			assert_refused(&hotkey, way(netuid, NO_PORT), Error::<Runtime>::ServingRateLimitExceeded);
		}
	});
	chain.run(50);
	chain.block(|| {
		for way in [axon(netuid, NO_PORT), axon_tls(netuid, NO_PORT, &[1])] {
			assert_refused(&hotkey, way, Error::<Runtime>::InvalidPort);
		}
		assert_eq!(call(&hotkey, axon(netuid, Address { port: 1, ..GOOD })), Ok(()));
	});
}

#[test]
fn prometheus_is_refused_for_the_first_reason_that_applies() {
	let (mut chain, netuid, hotkey) = scene();
	chain.block(|| assert_eq!(call(&hotkey, prometheus(netuid, GOOD)), Ok(())));
	chain.block(|| {
		let stranger = account(100);
		let all_wrong = Address { ip: u128::MAX, ip_type: 7, port: 0 };
		let refused = |who: &AccountId, at: NetUid, address: Address, reason: Error<Runtime>| {
			assert_refused(who, prometheus(at, address), reason);
		};
		refused(&stranger, NetUid::new(99), all_wrong, Error::SubnetNotExists);
		refused(&stranger, netuid, all_wrong, Error::InvalidIpType);
		refused(&stranger, netuid, Address { port: 0, ..BAD_IP }, Error::InvalidIpAddress);
		refused(&stranger, netuid, NO_PORT, Error::HotKeyNotRegisteredInNetwork);
		refused(&hotkey, netuid, NO_PORT, Error::ServingRateLimitExceeded);
	});
	chain.run(50);
	chain.block(|| {
		assert_refused(&hotkey, prometheus(netuid, NO_PORT), Error::<Runtime>::InvalidPort);
		assert_eq!(call(&hotkey, prometheus(netuid, Address { port: u16::MAX, ..GOOD })), Ok(()));
	});
}

#[test]
fn address_must_be_one_that_others_can_reach() {
	let (mut chain, netuid, hotkey) = scene();
	chain.block(|| {
		root_sets(AdminCall::sudo_set_serving_rate_limit { netuid, serving_rate_limit: 0 });
		// Networks of one's own are allowed.
		for address in [
			v4("10.0.0.1"),
			v4("172.16.0.1"),
			v4("192.168.1.1"),
			v4("100.64.0.1"),
			v4("169.254.1.1"),
			v4("127.0.0.0"),
			v4("127.0.0.2"),
			v4("0.0.0.1"),
			v4("255.255.255.254"),
			v6("::2"),
			v6("fd00::1"),
			v6("fe80::1"),
			v6("::ffff:127.0.0.1"),
			v6("ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe"),
		] {
			for way in ways(netuid, address) {
				assert_eq!(call(&hotkey, way), Ok(()));
			}
		}
		let beyond_v4 = Address { ip: 1 << 32, ..GOOD };
		for address in [
			v4("127.0.0.1"),
			v4("255.255.255.255"),
			beyond_v4,
			v6("::1"),
			v6("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
		] {
			for way in ways(netuid, address) {
				assert_refused(&hotkey, way, Error::<Runtime>::InvalidIpAddress);
			}
		}
		for ip_type in [0, 3, 5, 7, 255] {
			for way in ways(netuid, Address { ip_type, ..GOOD }) {
				assert_refused(&hotkey, way, Error::<Runtime>::InvalidIpType);
			}
		}
	});
}

#[test]
fn address_zero_withdraws_an_axon_but_is_none_for_prometheus() {
	let (mut chain, netuid, hotkey) = scene();
	chain.block(|| {
		root_sets(AdminCall::sudo_set_serving_rate_limit { netuid, serving_rate_limit: 0 });
		for zero in [v4("0.0.0.0"), v6("::")] {
			assert_eq!(call(&hotkey, axon(netuid, zero)), Ok(()));
			assert_eq!(Axons::<Runtime>::get(netuid, &hotkey).unwrap().ip, 0);
			assert_eq!(call(&hotkey, axon_tls(netuid, zero, &[1])), Ok(()));
			assert_refused(&hotkey, prometheus(netuid, zero), Error::<Runtime>::InvalidIpAddress);
		}
	});
}

#[test]
fn announcements_of_one_kind_are_so_many_blocks_apart() {
	let (mut chain, netuid, hotkey) = scene();
	let other_subnet = NetUid::new(1);
	let too_fast = || DispatchError::from(Error::<Runtime>::ServingRateLimitExceeded);
	chain.block(|| {
		assert_eq!(join(other_subnet, 1), 1);
		assert_eq!(call(&hotkey, axon(netuid, GOOD)), Ok(()));
		assert_refused(&hotkey, axon(netuid, GOOD), too_fast());
		assert_refused(&hotkey, axon_tls(netuid, GOOD, &[1]), too_fast());
		// Each kind, subnet and hotkey has its own.
		assert_eq!(call(&hotkey, prometheus(netuid, GOOD)), Ok(()));
		assert_refused(&hotkey, prometheus(netuid, GOOD), too_fast());
		assert_eq!(call(&hotkey, axon(other_subnet, GOOD)), Ok(()));
		assert_eq!(call(&account(2), axon(netuid, GOOD)), Ok(()));
	});
	let first = chain.height();
	chain.run_to(first + 48);
	chain.block(|| {
		assert_refused(&hotkey, axon(netuid, GOOD), too_fast());
		assert_refused(&hotkey, prometheus(netuid, GOOD), too_fast());
	});
	chain.block(|| {
		assert_eq!(now(), u64::from(first) + 50);
		assert_eq!(call(&hotkey, axon_tls(netuid, GOOD, &[1])), Ok(()));
		assert_eq!(call(&hotkey, prometheus(netuid, GOOD)), Ok(()));
		assert_refused(&hotkey, axon(netuid, GOOD), too_fast());
	});
}

#[test]
fn limit_is_that_of_the_subnet_at_the_moment() {
	let (mut chain, netuid, hotkey) = scene();
	let set = |serving_rate_limit| AdminCall::sudo_set_serving_rate_limit { netuid, serving_rate_limit };
	chain.block(|| {
		assert_eq!(call(&hotkey, axon(netuid, GOOD)), Ok(()));
		root_sets(set(1));
		assert_refused(&hotkey, axon(netuid, GOOD), Error::<Runtime>::ServingRateLimitExceeded);
		root_sets(set(0));
		assert_eq!(call(&hotkey, axon(netuid, GOOD)), Ok(()));
		root_sets(set(1));
	});
	chain.block(|| {
		assert_eq!(call(&hotkey, axon(netuid, GOOD)), Ok(()));
		root_sets(set(u64::MAX));
	});
	chain.block(|| assert_refused(&hotkey, axon(netuid, GOOD), Error::<Runtime>::ServingRateLimitExceeded));
}

#[test]
fn later_announcement_takes_the_place_of_the_earlier_one() {
	let (mut chain, netuid, hotkey) = scene();
	chain.block(|| {
		assert_eq!(call(&hotkey, axon(netuid, GOOD)), Ok(()));
		assert_eq!(call(&hotkey, prometheus(netuid, GOOD)), Ok(()));
	});
	chain.run(50);
	chain.block(|| {
		assert_eq!(call(&hotkey, axon(netuid, v4("1.2.3.4"))), Ok(()));
		assert_eq!(call(&hotkey, prometheus(netuid, v4("1.2.3.5"))), Ok(()));
		let (axon, prometheus) =
			(Axons::<Runtime>::get(netuid, &hotkey).unwrap(), Prometheus::<Runtime>::get(netuid, &hotkey).unwrap());
		assert_eq!((axon.ip, axon.block), (0x0102_0304, now()));
		assert_eq!((prometheus.ip, prometheus.block), (0x0102_0305, now()));
	});
}

#[test]
fn hotkey_serves_where_it_is_registered_and_its_coldkey_nowhere() {
	let (mut chain, netuid, hotkey) = scene();
	chain.block(|| {
		for way in ways(netuid, GOOD) {
			assert_refused(&coldkey(Charlie), way, Error::<Runtime>::HotKeyNotRegisteredInNetwork);
		}
		for way in ways(NetUid::new(1), GOOD) {
			assert_refused(&hotkey, way, Error::<Runtime>::HotKeyNotRegisteredInNetwork);
		}
		// A member of root may serve there.
		assert_eq!(call(&coldkey(Charlie), ProtocolCall::root_register { hotkey: hotkey.clone() }), Ok(()));
		assert_eq!(call(&hotkey, axon(NetUid::ROOT, GOOD)), Ok(()));
	});
}

#[test]
fn nobody_serves_on_a_subnet_that_is_being_dissolved() {
	let (mut chain, netuid, hotkey) = scene();
	chain.block(|| {
		root_sets(ProtocolCall::root_dissolve_network { netuid });
		for way in ways(netuid, GOOD) {
			assert_refused(&hotkey, way, Error::<Runtime>::SubnetNotExists);
		}
	});
	chain.run(5);
	chain.block(|| {
		for way in ways(netuid, GOOD) {
			assert_refused(&hotkey, way, Error::<Runtime>::SubnetNotExists);
		}
	});
}

#[test]
fn announcement_must_be_signed() {
	let (mut chain, netuid, _) = scene();
	chain.block(|| {
		let before = state();
		for way in ways(netuid, GOOD) {
			for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
				let way: RuntimeCall = way.clone().into();
				assert_eq!(way.dispatch(origin).unwrap_err().error, DispatchError::from(BadOrigin));
			}
		}
		assert_eq!(state(), before);
	});
}
