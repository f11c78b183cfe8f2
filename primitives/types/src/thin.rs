//! Types that are a bare number on the wire.

/// Declares a number type whose bytes *and type information* are those of the bare number.
///
/// A derived `TypeInfo` would show a struct with one unnamed field, which Python clients then demand and return as a
/// tuple. The metadata still reads the name in `typeName`, which is the text of the source.
macro_rules! thin_number {
	($(#[$doc:meta])* $name:ident($inner:ty)) => {
		$(#[$doc])*
		#[derive(
			Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash,
			codec::Encode, codec::Decode, codec::DecodeWithMemTracking, codec::MaxEncodedLen, codec::CompactAs,
			serde::Serialize, serde::Deserialize,
		)]
		#[serde(transparent)]
		pub struct $name($inner);

		impl $name {
			/// The number as this type.
			pub const fn new(number: $inner) -> Self {
				Self(number)
			}

			/// The bare number.
			pub const fn get(self) -> $inner {
				self.0
			}
		}

		impl From<$inner> for $name {
			fn from(number: $inner) -> Self {
				Self(number)
			}
		}

		impl From<$name> for $inner {
			fn from(number: $name) -> Self {
				number.0
			}
		}

		impl core::fmt::Display for $name {
			fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
				self.0.fmt(f)
			}
		}

		impl scale_info::TypeInfo for $name {
			type Identity = <$inner as scale_info::TypeInfo>::Identity;

			fn type_info() -> scale_info::Type {
				<$inner as scale_info::TypeInfo>::type_info()
			}
		}
	};
}

pub(crate) use thin_number;
