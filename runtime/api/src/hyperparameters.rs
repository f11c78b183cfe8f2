//! The settings of a subnet. Bounds, defaults and who may change them: spec, subnets 4. Those called dead are stored and
//! shown, and affect nothing.

use alloc::vec::Vec;
use codec::{Compact, Decode, Encode};
use scale_info::TypeInfo;
use taonet_types::{
	fixed::{I32F32, U64F64},
	TaoBalance,
};

/// Declares versions 1 and 2 of the list: the second is the first with more fields.
macro_rules! hyperparameters {
	(
		$($(#[$doc:meta])* $field:ident: $type:ty,)*
		;
		$($(#[$added_doc:meta])* $added:ident: $added_type:ty,)*
	) => {
		/// The settings of a subnet, version 1.
		#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
		pub struct SubnetHyperparams {
			$($(#[$doc])* pub $field: $type,)*
		}

		/// The settings of a subnet, version 2: those of version 1 and six more.
		#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
		pub struct SubnetHyperparamsV2 {
			$($(#[$doc])* pub $field: $type,)*
			$($(#[$added_doc])* pub $added: $added_type,)*
		}

		/// Version 1 of the same settings.
		impl From<SubnetHyperparamsV2> for SubnetHyperparams {
			fn from(settings: SubnetHyperparamsV2) -> Self {
				Self { $($field: settings.$field,)* }
			}
		}
	};
}

hyperparameters! {
	/// Dead.
	rho: Compact<u16>,
	/// Majority of stake that consensus follows, u16 proportion.
	kappa: Compact<u16>,
	/// Blocks for which a new neuron is not replaced.
	immunity_period: Compact<u16>,
	/// Fewest weights that a validator may set.
	min_allowed_weights: Compact<u16>,
	/// Dead.
	max_weights_limit: Compact<u16>,
	/// Blocks from one epoch to the next.
	tempo: Compact<u16>,
	/// Dead.
	min_difficulty: Compact<u64>,
	/// Dead.
	max_difficulty: Compact<u64>,
	/// Lowest version key that weights must carry.
	weights_version: Compact<u64>,
	/// Blocks that must lie between two sets of weights of a neuron.
	weights_rate_limit: Compact<u64>,
	/// Dead.
	adjustment_interval: Compact<u16>,
	/// Blocks after which a validator that set no weights stops counting. Spec: consensus 4.3 step 1.
	activity_cutoff: Compact<u64>,
	/// Whether neurons may register.
	registration_allowed: bool,
	/// Registrations on root that one interval is meant for; dead elsewhere.
	target_regs_per_interval: Compact<u16>,
	/// Lowest price of a registration, in RAO.
	min_burn: Compact<TaoBalance>,
	/// Highest price of a registration, in RAO.
	max_burn: Compact<TaoBalance>,
	/// Part of a bond that stays from one epoch to the next, in millionths.
	bonds_moving_avg: Compact<u64>,
	/// Registrations on root that one block allows; dead elsewhere.
	max_regs_per_block: Compact<u16>,
	/// Blocks that must lie between two announcements of where a neuron serves; 0 for no limit.
	serving_rate_limit: Compact<u64>,
	/// Most neurons whose weights count.
	max_validators: Compact<u16>,
	/// Dead.
	adjustment_alpha: Compact<u64>,
	/// Dead.
	difficulty: Compact<u64>,
	/// Epochs from the commit of weights to their reveal.
	commit_reveal_period: Compact<u64>,
	/// Whether weights are committed first and revealed later.
	commit_reveal_weights_enabled: bool,
	/// Highest rate of liquid alpha, u16 proportion.
	alpha_high: Compact<u16>,
	/// Lowest rate of liquid alpha, u16 proportion.
	alpha_low: Compact<u16>,
	/// Whether bonds move at a rate of their own for each pair (liquid alpha). Spec: consensus 5.3.
	liquid_alpha_enabled: bool,
	;
	/// Steepness of liquid alpha, in hundredths. Spec: consensus 5.3.
	alpha_sigmoid_steepness: I32F32,
	/// How bonds and dividends are computed: 3 or 2. Spec: consensus 5.
	yuma_version: Compact<u16>,
	/// Whether alpha may be staked: since the owner's `start_call`, or root's word.
	subnet_is_active: bool,
	/// Whether stake may be transferred to another coldkey.
	transfers_enabled: bool,
	/// Whether a neuron may ask for a reset of its bonds.
	bonds_reset_enabled: bool,
	/// Always false: only the protocol provides liquidity. Spec: economics 14.
	user_liquidity_enabled: bool,
}

/// One setting of a subnet in version 3, a list that can grow.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct HyperparamEntry {
	/// The name, ASCII.
	pub name: Vec<u8>,
	/// The value.
	pub value: HyperparamValue,
}

/// The value of a setting.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub enum HyperparamValue {
	/// A switch.
	#[codec(index = 0)]
	Bool(bool),
	/// A number.
	#[codec(index = 1)]
	U16(Compact<u16>),
	/// A number.
	#[codec(index = 2)]
	U32(Compact<u32>),
	/// A number.
	#[codec(index = 3)]
	U64(Compact<u64>),
	/// A number.
	#[codec(index = 4)]
	U128(Compact<u128>),
	/// An amount in RAO.
	#[codec(index = 5)]
	TaoBalance(Compact<TaoBalance>),
	/// A fraction.
	#[codec(index = 6)]
	I32F32(I32F32),
	/// A fraction.
	#[codec(index = 7)]
	U64F64(U64F64),
}
