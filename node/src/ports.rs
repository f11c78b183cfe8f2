//! Looks whether the ports are free before anything starts.
//!
//! Left to themselves the parts of a node react each in its own way: the RPC server moves to a port that nobody asked for, the
//! network shares its port with the stranger or goes on without listening.

use sc_network::multiaddr::{Multiaddr, Protocol};
use sc_service::Configuration;
use std::{
	io::ErrorKind,
	net::{IpAddr, SocketAddr, TcpListener},
};

/// Fails with the first port that is taken. From then on the RPC server keeps to the ports it was given.
pub fn ensure_free(config: &mut Configuration) -> Result<(), String> {
	for endpoint in config.rpc.addr.iter_mut().flatten() {
		endpoint.retry_random_port = false;
		if !endpoint.is_optional {
			ensure_port_is_free(endpoint.listen_addr, "JSON-RPC", "--rpc-port")?;
		}
	}
	if let Some(prometheus) = &config.prometheus_config {
		ensure_port_is_free(prometheus.port, "Prometheus", "--prometheus-port")?;
	}
	for address in config.network.listen_addresses.iter().filter_map(tcp_address) {
		ensure_port_is_free(address, "peer-to-peer", "--port")?;
	}
	Ok(())
}

fn ensure_port_is_free(address: SocketAddr, purpose: &str, option: &str) -> Result<(), String> {
	match TcpListener::bind(address) {
		Err(error) if error.kind() == ErrorKind::AddrInUse => Err(format!(
			"port {} for {purpose} is taken by another program. Stop that program or choose another port with {option}.",
			address.port(),
		)),
		Err(error) if error.kind() == ErrorKind::PermissionDenied => Err(format!(
			"port {} for {purpose} may not be opened by this user. Choose another port with {option}.",
			address.port(),
		)),
		// Other failures (a machine without IPv6, say) are for the server itself to judge.
		Ok(_) | Err(_) => Ok(()),
	}
}

fn tcp_address(address: &Multiaddr) -> Option<SocketAddr> {
	let mut parts = address.iter();
	let ip = match parts.next()? {
		Protocol::Ip4(ip) => IpAddr::V4(ip),
		Protocol::Ip6(ip) => IpAddr::V6(ip),
		_ => return None,
	};
	match parts.next()? {
		Protocol::Tcp(port) => Some(SocketAddr::new(ip, port)),
		_ => None,
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn port_is_refused_when_another_program_listens_on_it() {
		let other = TcpListener::bind("127.0.0.1:0").expect("some port is free");
		let address = other.local_addr().expect("is bound");
		let error = ensure_port_is_free(address, "JSON-RPC", "--rpc-port").expect_err("is taken");
		assert!(error.contains(&format!("port {} for JSON-RPC is taken", address.port())), "{error}");
		drop(other);
		ensure_port_is_free(address, "JSON-RPC", "--rpc-port").expect("is free again");
	}

	#[test]
	fn tcp_address_is_found_in_a_multiaddress() {
		let parse = |text: &str| tcp_address(&text.parse().expect("is a multiaddress"));
		assert_eq!(parse("/ip4/0.0.0.0/tcp/30333"), Some(SocketAddr::from(([0, 0, 0, 0], 30333))));
		assert_eq!(parse("/ip6/::1/tcp/30333/ws"), Some("[::1]:30333".parse().expect("is an address")));
		assert_eq!(parse("/dns/example.org/tcp/30333"), None);
	}
}
