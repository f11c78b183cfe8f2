//! Values that hold where nobody has set another. Storage and the constants of the metadata both come from here.
//! Spec: subnets 4, economics 18.

use frame_support::{traits::Get, PalletId};
use sp_runtime::Percent;
use taonet_types::{MechId, TaoBalance, RAO_PER_TAO};

/// Thousandths of a tempo.
pub const ACTIVITY_CUTOFF_FACTOR_MILLI: u32 = 13_889;
/// Blocks; dead.
pub const ACTIVITY_CUTOFF: u16 = 5_000;
/// Blocks; dead.
pub const ADJUSTMENT_INTERVAL: u16 = 100;
/// Blocks.
pub const ADMIN_FREEZE_WINDOW: u16 = 10;
/// Upper end of liquid alpha, a u16 proportion (0.9).
pub const ALPHA_HIGH: u16 = 58_982;
/// Lower end of liquid alpha, a u16 proportion (0.7).
pub const ALPHA_LOW: u16 = 45_875;
/// Hundredths.
pub const ALPHA_SIGMOID_STEEPNESS: i16 = 1_000;
/// Millionths.
pub const BONDS_MOVING_AVERAGE: u64 = 900_000;
/// A u16 proportion.
pub const BONDS_PENALTY: u16 = u16::MAX;
/// RAO.
pub const BURN: u64 = RAO_PER_TAO / 10;
/// Blocks.
pub const BURN_HALF_LIFE: u16 = 360;
/// 1.26 as the 64-bit floating point number next to it, in 2^-64. Spec: economics 17.1.
pub const BURN_INCREASE_MULT_BITS: u128 = 0x1428f5c28f5c29000;
/// The current version.
pub const COMMIT_REVEAL_WEIGHTS_VERSION: u16 = 4;
/// A u16 proportion (18 %).
pub const DELEGATE_TAKE: u16 = 11_796;
/// Dead.
pub const DIFFICULTY: u64 = 10_000_000;
/// Blocks; dead.
pub const DISSOLVE_NETWORK_SCHEDULE_DURATION: u32 = 36_000;
/// Blocks.
pub const EMA_PRICE_HALVING_BLOCKS: u64 = 201_600;
/// Neurons.
pub const IMMUNE_OWNER_UIDS_LIMIT: u16 = 1;
/// Blocks.
pub const IMMUNITY_PERIOD: u16 = 4_096;
/// A u16 proportion.
pub const KAPPA: u16 = 32_767;
/// Neurons.
pub const MAX_ALLOWED_UIDS: u16 = 256;
/// Neurons.
pub const MAX_ALLOWED_VALIDATORS: u16 = 128;
/// RAO.
pub const MAX_BURN: u64 = 100 * RAO_PER_TAO;
/// A u16 proportion (18 %).
pub const MAX_CHILDKEY_TAKE: u16 = 11_796;
/// Dead.
pub const MAX_DIFFICULTY: u64 = u64::MAX / 4;
/// Mechanisms.
pub const MAX_MECHANISM_COUNT: u8 = 2;
/// Root only.
pub const MAX_REGISTRATIONS_PER_BLOCK: u16 = 1;
/// Blocks; dead.
pub const MIN_ACTIVITY_CUTOFF: u16 = 360;
/// Neurons.
pub const MIN_ALLOWED_UIDS: u16 = 64;
/// Weights.
pub const MIN_ALLOWED_WEIGHTS: u16 = 1_024;
/// RAO.
pub const MIN_BURN: u64 = 500_000;
/// Dead.
pub const MIN_DIFFICULTY: u64 = 10_000_000;
/// Neurons.
pub const MIN_NON_IMMUNE_UIDS: u16 = 10;
/// RAO: 0.0005 TAO. Economics D5.
pub const MIN_STAKE: u64 = 500_000;
/// 0.000003 in 2^-32.
pub const MOVING_ALPHA_BITS: i128 = 12_885;
/// Blocks.
pub const NETWORK_IMMUNITY_PERIOD: u64 = 1_296_000;
/// Blocks.
pub const NETWORK_LOCK_REDUCTION_INTERVAL: u64 = 100_800;
/// RAO.
pub const NETWORK_MIN_LOCK_COST: u64 = 1_000 * RAO_PER_TAO;
/// Blocks.
pub const NETWORK_RATE_LIMIT: u64 = 7_200;
/// Epochs.
pub const OWNER_HYPERPARAM_RATE_LIMIT: u16 = 2;
/// Epochs.
pub const REVEAL_PERIOD_EPOCHS: u64 = 1;
/// Dead.
pub const RHO: u16 = 10;
/// Dead.
pub const SCALING_LAW_POWER: u16 = 50;
/// Blocks.
pub const SERVING_RATE_LIMIT: u64 = 50;
/// Subnets beside root.
pub const SUBNET_LIMIT: u16 = 128;
/// Parts of 2^64 - 1 (0.0527).
pub const TAO_WEIGHT: u64 = 971_718_665_099_567_868;
/// Root only.
pub const TARGET_REGISTRATIONS_PER_INTERVAL: u16 = 2;
/// Blocks.
pub const TX_DELEGATE_TAKE_RATE_LIMIT: u64 = 216_000;
/// Blocks.
pub const TX_RATE_LIMIT: u64 = 1_000;
/// Dead.
pub const VALIDATOR_PRUNE_LEN: u64 = 1;
/// Blocks.
pub const WEIGHTS_SET_RATE_LIMIT: u64 = 100;
/// Epochs.
pub const WEIGHTS_VERSION_KEY_RATE_LIMIT: u64 = 5;

/// RAO.
pub const KEY_SWAP_COST: u64 = RAO_PER_TAO / 10;
/// RAO.
pub const KEY_SWAP_ON_SUBNET_COST: u64 = RAO_PER_TAO / 1_000;
/// Blocks.
pub const LEASE_DIVIDENDS_DISTRIBUTION_INTERVAL: u32 = 100;
/// Blocks: a lock is halved in 90 days of 12-second ones.
pub const LOCK_RATE: u64 = 934_866;
/// Coldkeys a block.
pub const NUM_ROOT_CLAIM: u64 = 5;
/// Alpha-rao.
pub const ROOT_CLAIMABLE_THRESHOLD: u64 = 500_000;
/// 10^18 stands for 1 (0.00357).
pub const VOTING_POWER_EMA_ALPHA: u64 = 3_570_000_000_000_000;

/// Most RAO that the least price of a registration can be set to.
pub const MIN_BURN_UPPER_BOUND: u64 = RAO_PER_TAO;
/// Least RAO that the largest price of a registration can be set to.
pub const MAX_BURN_LOWER_BOUND: u64 = RAO_PER_TAO / 10;
/// Blocks.
pub const MIN_TEMPO: u16 = 360;
/// Blocks.
pub const MAX_TEMPO: u16 = 50_400;
/// Thousandths of a tempo.
pub const MIN_ACTIVITY_CUTOFF_FACTOR_MILLI: u32 = 1_000;
/// Thousandths of a tempo.
pub const MAX_ACTIVITY_CUTOFF_FACTOR_MILLI: u32 = 50_000;
/// Immune neurons must stay below this share when a subnet is trimmed. Spec: subnets 6.4.
pub const MAX_IMMUNE_UIDS_PERCENTAGE: Percent = Percent::from_percent(80);
/// From which the accounts of subnets are derived. Spec: economics 2.4.
pub const SUBTENSOR_PALLET_ID: PalletId = PalletId(*b"subtensr");
/// From which the account of burned TAO is derived. Spec: economics 2.4.
pub const BURN_PALLET_ID: PalletId = PalletId(*b"burntnsr");

/// A fixed amount of TAO in RAO, as the default of a storage item.
pub struct ConstTao<const RAO: u64>;

impl<const RAO: u64> Get<TaoBalance> for ConstTao<RAO> {
	fn get() -> TaoBalance {
		TaoBalance::new(RAO)
	}
}

/// A fixed number of mechanisms, as the default of a storage item.
pub struct ConstMechId<const COUNT: u8>;

impl<const COUNT: u8> Get<MechId> for ConstMechId<COUNT> {
	fn get() -> MechId {
		MechId::new(COUNT)
	}
}

/// Weight of a block's flow in its average, in parts of 2^63 - 1. Spec: economics 6.2.
pub const FLOW_EMA_SMOOTHING_FACTOR: u64 = 29_597_889_189_277;
/// The owners' part of new alpha, a u16 proportion. Spec: economics 9.2.
pub const SUBNET_OWNER_CUT: u16 = 11_796;
/// RAO that a block makes before the first halving. Spec: economics 4.
pub const BLOCK_EMISSION: u64 = 1_000_000_000;
