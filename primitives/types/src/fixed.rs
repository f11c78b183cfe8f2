//! The fixed-point types of the protocol and the few operations that its rules name.
//!
//! Arithmetic is that of `substrate-fixed`: a product is rounded down (towards minus infinity), a quotient is cut towards
//! zero, a conversion to fewer fraction bits drops them. On the wire a value is a struct with the one field `bits`.
//! Spec: economics 2.2, consensus 1.1.

pub use substrate_fixed::types::{I32F32, I64F64, I96F32, U64F64, U96F32};

/// Division that answers zero where there is no quotient.
pub trait SafeDiv: Sized {
	/// The quotient cut towards zero; 0 when `divisor` is 0 **and also when the quotient cannot be written** (it does not
	/// saturate). Spec: economics 2.2.
	fn safe_div(self, divisor: Self) -> Self;
}

macro_rules! safe_div {
	($($fixed:ty),+) => {$(
		impl SafeDiv for $fixed {
			fn safe_div(self, divisor: Self) -> Self {
				self.checked_div(divisor).unwrap_or_default()
			}
		}
	)+};
}

safe_div!(I32F32, I64F64, I96F32, U64F64, U96F32);

/// `parts / 65535` as a fraction, rounded down. Spec: economics 2.2 (`pct16`).
pub fn proportion_u16(parts: u16) -> U96F32 {
	U96F32::from_num(parts).safe_div(U96F32::from_num(u16::MAX))
}

/// `parts / (2^64 - 1)` as a fraction, rounded down. Spec: economics 2.2 (`pct64`).
pub fn proportion_u64(parts: u64) -> U96F32 {
	U96F32::from_num(parts).safe_div(U96F32::from_num(u64::MAX))
}

#[cfg(test)]
mod tests {
	use super::*;
	use codec::Encode;
	use scale_info::{TypeDef, TypeInfo};

	#[test]
	fn quotient_is_zero_when_it_does_not_exist() {
		assert_eq!(I32F32::from_num(1).safe_div(I32F32::from_num(0)), 0);
		assert_eq!(I32F32::max_value().safe_div(I32F32::from_bits(1)), 0);
		assert_eq!(I32F32::from_num(-7).safe_div(I32F32::from_num(2)), I32F32::from_num(-3.5));
		// Cut towards zero, not down.
		assert_eq!(I32F32::from_num(-1).safe_div(I32F32::from_num(3)).to_bits(), -1_431_655_765);
	}

	#[test]
	fn proportion_is_one_for_all_parts_and_rounded_down_below() {
		assert_eq!(proportion_u16(u16::MAX), 1);
		assert_eq!(proportion_u64(u64::MAX), 1);
		assert_eq!(proportion_u64(971_718_665_099_567_868).to_bits(), 226_245_882);
		assert_eq!(proportion_u64((1 << 63) - 1).to_bits(), 2_147_483_647);
	}

	#[test]
	fn fixed_point_value_is_a_struct_of_its_bits_on_the_wire() {
		assert_eq!(I96F32::from_bits(12_885).encode(), 12_885i128.encode());
		for info in
			[I32F32::type_info(), I64F64::type_info(), I96F32::type_info(), U64F64::type_info(), U96F32::type_info()]
		{
			let TypeDef::Composite(composite) = &info.type_def else { panic!("{info:?} is no struct") };
			assert_eq!(composite.fields.iter().map(|field| field.name).collect::<Vec<_>>(), [Some("bits")]);
		}
	}
}
