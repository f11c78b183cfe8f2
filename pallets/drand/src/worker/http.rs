//! Many questions at the same time, answered in any order.

use alloc::vec::Vec;
use sp_core::offchain::{Duration, Timestamp};
use sp_io::offchain::timestamp;
use sp_runtime::offchain::http::{PendingRequest, Request, Response};

/// Longest answer that is read, in bytes. A pulse takes about 300.
const LONGEST_ANSWER: usize = 4096;
/// Milliseconds between two looks at what has been answered: the host waits for all answers or for a moment, not for the first.
const LOOK_MILLIS: u64 = 20;

/// Whether more answers are wanted.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(super) enum Wanted {
	/// More.
	More,
	/// No more.
	Enough,
}

/// Asks all at the same time and hands over each answer as it comes, with what the question was about, until enough have come
/// or `millis` are over. Whoever does not answer, or not with 200 and a short body, is passed over.
pub(super) fn ask_all<About>(
	questions: impl IntoIterator<Item = (About, alloc::string::String)>,
	millis: u64,
	mut hear: impl FnMut(About, Vec<u8>) -> Wanted,
) {
	let deadline = timestamp().add(Duration::from_millis(millis));
	let mut open: Vec<(About, PendingRequest)> =
		questions.into_iter().filter_map(|(about, url)| Some((about, ask(&url, deadline)?))).collect();
	while !open.is_empty() {
		let now = timestamp();
		let look = deadline.min(now.add(Duration::from_millis(LOOK_MILLIS)));
		let (abouts, requests): (Vec<_>, Vec<_>) = open.drain(..).unzip();
		for (about, result) in abouts.into_iter().zip(PendingRequest::try_wait_all(requests, look)) {
			match result {
				Err(unanswered) => open.push((about, unanswered)),
				Ok(Ok(response)) => {
					let Some(answer) = body(&response, deadline) else { continue };
					if hear(about, answer) == Wanted::Enough {
						return;
					}
				},
				Ok(Err(_)) => {},
			}
		}
		if now >= deadline {
			return;
		}
	}
}

fn ask(url: &str, deadline: Timestamp) -> Option<PendingRequest> {
	Request::get(url).deadline(deadline).send().ok()
}

fn body(response: &Response, deadline: Timestamp) -> Option<Vec<u8>> {
	if response.code != 200 {
		return None;
	}
	let mut body = response.body();
	body.deadline(deadline);
	let answer: Vec<u8> = body.by_ref().take(LONGEST_ANSWER).collect();
	(body.error().is_none() && answer.len() < LONGEST_ANSWER).then_some(answer)
}
