//! How a subnet's emission of one epoch is divided between its mechanisms.

use alloc::vec::Vec;
use taonet_types::AlphaBalance;

/// The emission (alpha-rao) of each of `count` mechanisms; their sum is always `total`.
///
/// `split` holds parts of 65535 for the first mechanisms, the missing ones get nothing; without it all get the same.
/// Each part is rounded down, and what remains goes to mechanism 0. A count of 0 is read as 1, for mechanism 0 always
/// exists. Spec: consensus 7, economics 11.1.
pub fn split_between_mechanisms(total: AlphaBalance, count: u8, split: Option<&[u16]>) -> Vec<AlphaBalance> {
	let count = count.max(1);
	let mut left = total.get();
	let mut parts: Vec<_> = (0..count)
		.map(|mechanism| {
			let part = match split {
				None => total.get().checked_div(u64::from(count)).unwrap_or_default(),
				Some(split) => parts_of(total.get(), split.get(usize::from(mechanism)).copied().unwrap_or_default()),
			};
			// A split of more than 65535 parts in all, which no call accepts, ends with the total.
			let part = part.min(left);
			left = left.saturating_sub(part);
			part
		})
		.collect();
	if let Some(first) = parts.first_mut() {
		// At most the total.
		*first = first.saturating_add(left);
	}
	parts.into_iter().map(AlphaBalance::new).collect()
}

/// `total × parts / 65535`, rounded down.
fn parts_of(total: u64, parts: u16) -> u64 {
	let product = u128::from(total).checked_mul(u128::from(parts));
	// A u64 times a u16 fits, and over 65535 it is at most the total.
	product.and_then(|product| product.checked_div(u128::from(u16::MAX))).unwrap_or_default() as u64
}

#[cfg(test)]
mod tests {
	use super::*;

	fn split(total: u64, count: u8, split: Option<&[u16]>) -> Vec<u64> {
		split_between_mechanisms(AlphaBalance::new(total), count, split).into_iter().map(AlphaBalance::get).collect()
	}

	#[test]
	fn first_mechanism_gets_the_remainder() {
		assert_eq!(split(1_000_001, 2, Some(&[40_000, 25_535])), [610_362, 389_639]);
		assert_eq!(split(11, 3, None), [5, 3, 3]);
	}

	#[test]
	fn mechanism_gets_nothing_when_the_split_is_shorter() {
		assert_eq!(split(1_000, 3, Some(&[0, u16::MAX])), [0, 1_000, 0]);
	}

	#[test]
	fn split_ends_with_the_total_when_it_has_too_many_parts() {
		assert_eq!(split(1_000, 3, Some(&[u16::MAX, 1_000, u16::MAX])), [1_000, 0, 0]);
	}

	#[test]
	fn everything_goes_to_the_only_mechanism() {
		assert_eq!(split(u64::MAX, 1, None), [u64::MAX]);
		assert_eq!(split(7, 0, Some(&[])), [7]);
	}
}
