//! The program as it is used: started, asked, stopped.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

use serde_json::Value;
use std::{
	io::{BufRead, BufReader, Read, Write},
	net::TcpStream,
	process::{Child, Command, Stdio},
};
use taonet_timelock::{decrypt, randomness, verify_pulse};

fn program() -> Command {
	Command::new(env!("CARGO_BIN_EXE_taonet-beacon"))
}

/// What a command prints, without the end of its line.
fn printed(arguments: &[&str]) -> String {
	let output = program().args(arguments).output().unwrap();
	assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
	String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
}

struct Relay {
	process: Child,
	address: String,
}

impl Relay {
	fn start(arguments: &[&str]) -> Self {
		let mut process = program().arg("serve").args(arguments).stdout(Stdio::piped()).spawn().unwrap();
		let mut line = String::new();
		BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
		let address = line.trim_end().strip_prefix("http://").unwrap().to_owned();
		Self { process, address }
	}

	/// The status and the document of an answer.
	fn ask(&self, path: &str) -> (u16, Value) {
		let mut connection = TcpStream::connect(&self.address).unwrap();
		write!(connection, "GET {path} HTTP/1.0\r\nHost: {}\r\n\r\n", self.address).unwrap();
		let mut answer = String::new();
		connection.read_to_string(&mut answer).unwrap();
		let (head, body) = answer.split_once("\r\n\r\n").unwrap();
		(head.split(' ').nth(1).unwrap().parse().unwrap(), serde_json::from_str(body).unwrap())
	}
}

impl Drop for Relay {
	fn drop(&mut self) {
		let _ = self.process.kill();
		let _ = self.process.wait();
	}
}

fn bytes(value: &Value) -> Vec<u8> {
	hex::decode(value.as_str().unwrap()).unwrap()
}

#[test]
fn pulses_verify_and_open_what_was_encrypted_for_them() {
	let relay = Relay::start(&["--seed", "a test"]);
	let key = hex::decode(printed(&["public-key", "--seed", "a test"])).unwrap();
	assert_eq!(bytes(&relay.ask("/info").1["public_key"]), key);

	let (status, latest) = relay.ask("/0123abcd/public/latest");
	let (round, signature) = (latest["round"].as_u64().unwrap(), bytes(&latest["signature"]));
	assert_eq!((status, verify_pulse(&key, round, &signature)), (200, Ok(true)));
	assert_eq!(bytes(&latest["randomness"]), randomness(&signature));
	assert_eq!(relay.ask(&format!("/public/{round}")), (200, latest));

	let (status, pulse) = relay.ask("/0123abcd/public/1000");
	assert_eq!((status, pulse["round"].as_u64()), (200, Some(1000)));
	assert_eq!(
		pulse,
		serde_json::from_str::<Value>(&printed(&["pulse", "--seed", "a test", "--round", "1000"])).unwrap()
	);
	let ciphertext = printed(&["encrypt", "--seed", "a test", "--round", "1000", "--hex", "0102ff"]);
	assert_eq!(decrypt(&hex::decode(ciphertext).unwrap(), &bytes(&pulse["signature"])), Ok(vec![1, 2, 0xff]));
}

#[test]
fn rounds_are_refused_that_are_not_published() {
	let relay = Relay::start(&[]);
	let latest = relay.ask("/public/latest").1["round"].as_u64().unwrap();
	for round in [0, latest.saturating_add(1000), u64::MAX] {
		assert_eq!(relay.ask(&format!("/public/{round}")).0, 404);
	}
	for path in ["/", "/public", "/public/", "/public/-1", "/public/latest/1"] {
		assert_eq!(relay.ask(path).0, 404);
	}
	// Before the first round there is none at all.
	let relay = Relay::start(&["--genesis-time", &u64::MAX.to_string()]);
	assert_eq!(relay.ask("/public/latest").0, 404);
	assert_eq!(relay.ask("/public/1").0, 404);
}
