//! Threads that answer clients, and give way to those that make and import blocks.

use std::{panic::resume_unwind, thread};

/// How far threads give way: the nice value of Unix. A thread with it gets about a tenth of the time of one without, when both
/// want the same core; where nobody else wants it, all of it.
const NICENESS: i32 = 10;

/// Runs what starts threads, so that those and the ones they start give way to the threads of the rest of the node.
///
/// On Linux a thread begins with the niceness of the one that starts it, and only root can take it back; therefore this
/// is done in a thread of its own. On other systems niceness belongs to the whole process, and nothing is changed.
pub fn giving_way<T: Send>(start: impl FnOnce() -> T + Send) -> T {
	let started = thread::scope(|scope| {
		scope
			.spawn(|| {
				lower();
				start()
			})
			.join()
	});
	started.unwrap_or_else(|panic| resume_unwind(panic))
}

#[cfg(target_os = "linux")]
fn lower() {
	// Where it is not allowed clients are answered as they were.
	if let Err(error) = rustix::process::setpriority_process(None, NICENESS) {
		log::warn!("Threads that answer clients do not give way to those that make blocks: {error}");
	}
}

#[cfg(not(target_os = "linux"))]
const fn lower() {}

#[cfg(all(test, target_os = "linux"))]
mod tests {
	use super::*;
	use rustix::process::getpriority_process;

	#[test]
	fn threads_give_way_when_started_inside_and_only_then() {
		let before = getpriority_process(None).unwrap();
		let inside = giving_way(|| thread::spawn(|| getpriority_process(None).unwrap()).join().unwrap());
		assert_eq!(inside, NICENESS.max(before));
		assert_eq!(getpriority_process(None).unwrap(), before);
	}
}
