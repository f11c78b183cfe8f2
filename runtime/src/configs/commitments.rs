//! What neurons publish of themselves.

use super::epoch::StoredPulses;
use crate::Runtime;
use frame_support::traits::ConstU32;

impl pallet_commitments::Config for Runtime {
	type MaxFields = ConstU32<3>;
	type Pulses = StoredPulses;
	type WeightInfo = crate::weights::commitments::Measured;
}
