//! The epoch as a WASM runtime would call it: memory from the node's allocator, arguments and result by pointer.
#![no_std]

extern crate alloc;

#[path = "../../common/order.rs"]
mod order;
#[path = "../../common/subnet.rs"]
mod subnet;

use core::alloc::{GlobalAlloc, Layout};

extern "C" {
	fn ext_allocator_malloc_version_1(size: u32) -> *mut u8;
	fn ext_allocator_free_version_1(pointer: *mut u8);
}

struct NodeAllocator;

// SAFETY: the node's allocator gives blocks of at least the wanted size. They are aligned to eight bytes only, also where
// sixteen are asked for (numbers of 128 bits): as in the runtime's own allocator, and WASM loads need no alignment.
unsafe impl GlobalAlloc for NodeAllocator {
	unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
		ext_allocator_malloc_version_1(layout.size() as u32)
	}

	unsafe fn dealloc(&self, pointer: *mut u8, _: Layout) {
		ext_allocator_free_version_1(pointer)
	}
}

#[global_allocator]
static ALLOCATOR: NodeAllocator = NodeAllocator;

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
	core::arch::wasm32::unreachable()
}

/// Runs epochs: the argument holds the rule, the percentage, the number of neurons and that of epochs, little-endian. Answers
/// the digest of the last outcome.
///
/// # Safety
///
/// The pointer is that of so many bytes, as the node's executor passes them.
#[no_mangle]
pub unsafe extern "C" fn epochs(pointer: *const u8, length: usize) -> u64 {
	// SAFETY: the caller's word.
	let argument = unsafe { core::slice::from_raw_parts(pointer, length) };
	let [rule, percent, n0, n1, e0, e1, e2, e3] = argument.try_into().unwrap();
	let (neurons, epochs) = (u16::from_le_bytes([n0, n1]), u32::from_le_bytes([e0, e1, e2, e3]));
	let digest = alloc::boxed::Box::new(order::Order { rule, percent, neurons, epochs }.run().to_le_bytes());
	let length = digest.len() as u64;
	alloc::boxed::Box::into_raw(digest) as u64 | length << 32
}
