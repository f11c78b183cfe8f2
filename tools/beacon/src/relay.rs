//! What a relay answers.

use serde_json::{json, Value};
use std::time::{SystemTime, UNIX_EPOCH};
use taonet_timelock::{randomness, Beacon};
use tiny_http::{Header, Request, Response, Server};

/// When rounds are published, in seconds.
pub struct Schedule {
	/// When round 1 is, since 1970.
	pub genesis_time: u64,
	/// From one round to the next; at least 1.
	pub period: u64,
}

impl Schedule {
	/// The latest round at a time; none before the first.
	fn round_at(&self, time: u64) -> Option<u64> {
		time.checked_sub(self.genesis_time)?.checked_div(self.period)?.checked_add(1)
	}

	fn latest(&self) -> Option<u64> {
		self.round_at(SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs())
	}
}

/// Answers requests until the process ends.
pub fn serve(server: &Server, beacon: &Beacon, schedule: &Schedule) {
	for request in server.incoming_requests() {
		let (status, body) = answer(&request, beacon, schedule);
		let mut response = Response::from_string(body.to_string()).with_status_code(status);
		if let Ok(header) = Header::from_bytes("Content-Type", "application/json") {
			response.add_header(header);
		}
		// The one who asked may have gone.
		let _ = request.respond(response);
	}
}

fn answer(request: &Request, beacon: &Beacon, schedule: &Schedule) -> (u16, Value) {
	let path = request.url().split('?').next().unwrap_or_default();
	let mut parts = path.rsplit('/');
	match (parts.next(), parts.next(), schedule.latest()) {
		(Some("info"), _, _) => (200, info(beacon, schedule)),
		(Some("latest"), Some("public"), Some(latest)) => (200, pulse(beacon, latest)),
		(Some(round), Some("public"), latest) => match round.parse::<u64>() {
			Ok(round) if round > 0 && Some(round) <= latest => (200, pulse(beacon, round)),
			Ok(_) => (404, json!({ "error": "this round is not published yet" })),
			Err(_) => (404, json!({ "error": "no such round" })),
		},
		_ => (404, json!({ "error": "ask for /info, /public/latest or /public/<round>" })),
	}
}

/// The pulse of a round as drand's relays write it.
pub fn pulse(beacon: &Beacon, round: u64) -> Value {
	let signature = beacon.signature(round);
	json!({
		"round": round,
		"randomness": hex::encode(randomness(&signature)),
		"signature": hex::encode(signature),
	})
}

fn info(beacon: &Beacon, schedule: &Schedule) -> Value {
	json!({
		"public_key": hex::encode(beacon.public_key()),
		"period": schedule.period,
		"genesis_time": schedule.genesis_time,
		"schemeID": "bls-unchained-g1-rfc9380",
		"metadata": { "beaconID": "taonet" },
	})
}
