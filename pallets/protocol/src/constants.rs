//! Constants of the metadata. They say what holds where nobody has set another value.

/// The constants.
#[frame_support::pallet_macros::pallet_section]
mod constants {
	#[pallet::extra_constants]
	impl<T: Config> Pallet<T> {
		/// RAO that a chain begins with before its genesis says who owns some.
		#[pallet::constant_name(InitialIssuance)]
		fn initial_issuance() -> u64 {
			0
		}

		/// Least number of weights.
		#[pallet::constant_name(InitialMinAllowedWeights)]
		fn initial_min_allowed_weights() -> u16 {
			defaults::MIN_ALLOWED_WEIGHTS
		}

		/// Dead: a share of emission follows from what is staked.
		#[pallet::constant_name(InitialEmissionValue)]
		fn initial_emission_value() -> u16 {
			0
		}

		/// Blocks between two epochs of a new subnet.
		#[pallet::constant_name(InitialTempo)]
		fn initial_tempo() -> u16 {
			T::InitialTempo::get()
		}

		/// Dead: there is no proof of work.
		#[pallet::constant_name(InitialDifficulty)]
		fn initial_difficulty() -> u64 {
			defaults::DIFFICULTY
		}

		/// Dead: there is no proof of work.
		#[pallet::constant_name(InitialMaxDifficulty)]
		fn initial_max_difficulty() -> u64 {
			defaults::MAX_DIFFICULTY
		}

		/// Dead: there is no proof of work.
		#[pallet::constant_name(InitialMinDifficulty)]
		fn initial_min_difficulty() -> u64 {
			defaults::MIN_DIFFICULTY
		}

		/// RAO recycled for registrations.
		#[pallet::constant_name(InitialRAORecycledForRegistration)]
		fn initial_rao_recycled_for_registration() -> u64 {
			0
		}

		/// Price of a registration, in RAO.
		#[pallet::constant_name(InitialBurn)]
		fn initial_burn() -> u64 {
			defaults::BURN
		}

		/// Largest price of a registration, in RAO.
		#[pallet::constant_name(InitialMaxBurn)]
		fn initial_max_burn() -> u64 {
			defaults::MAX_BURN
		}

		/// Least price of a registration, in RAO.
		#[pallet::constant_name(InitialMinBurn)]
		fn initial_min_burn() -> u64 {
			defaults::MIN_BURN
		}

		/// Least amount that can be staked, in RAO.
		#[pallet::constant_name(InitialMinStake)]
		fn initial_min_stake() -> u64 {
			defaults::MIN_STAKE
		}

		/// Bound of the least price, in RAO.
		#[pallet::constant_name(MinBurnUpperBound)]
		fn min_burn_upper_bound() -> u64 {
			defaults::MIN_BURN_UPPER_BOUND
		}

		/// Bound of the largest price, in RAO.
		#[pallet::constant_name(MaxBurnLowerBound)]
		fn max_burn_lower_bound() -> u64 {
			defaults::MAX_BURN_LOWER_BOUND
		}

		/// Least tempo that an owner can set, in blocks.
		#[pallet::constant_name(MinTempo)]
		fn min_tempo() -> u16 {
			defaults::MIN_TEMPO
		}

		/// Largest tempo that an owner can set, in blocks.
		#[pallet::constant_name(MaxTempo)]
		fn max_tempo() -> u16 {
			defaults::MAX_TEMPO
		}

		/// Least activity cutoff, in thousandths of a tempo.
		#[pallet::constant_name(MinActivityCutoffFactorMilli)]
		fn min_activity_cutoff_factor_milli() -> u32 {
			defaults::MIN_ACTIVITY_CUTOFF_FACTOR_MILLI
		}

		/// Largest activity cutoff, in thousandths of a tempo.
		#[pallet::constant_name(MaxActivityCutoffFactorMilli)]
		fn max_activity_cutoff_factor_milli() -> u32 {
			defaults::MAX_ACTIVITY_CUTOFF_FACTOR_MILLI
		}

		/// Dead: prices move with every block.
		#[pallet::constant_name(InitialAdjustmentInterval)]
		fn initial_adjustment_interval() -> u16 {
			defaults::ADJUSTMENT_INTERVAL
		}

		/// Weight of old bonds, in millionths.
		#[pallet::constant_name(InitialBondsMovingAverage)]
		fn initial_bonds_moving_average() -> u64 {
			defaults::BONDS_MOVING_AVERAGE
		}

		/// Penalty of bonds above consensus, a u16 proportion.
		#[pallet::constant_name(InitialBondsPenalty)]
		fn initial_bonds_penalty() -> u16 {
			defaults::BONDS_PENALTY
		}

		/// Whether bonds can be reset.
		#[pallet::constant_name(InitialBondsResetOn)]
		fn initial_bonds_reset_on() -> bool {
			false
		}

		/// A third of the registrations on root between two of its epochs.
		#[pallet::constant_name(InitialTargetRegistrationsPerInterval)]
		fn initial_target_registrations_per_interval() -> u16 {
			defaults::TARGET_REGISTRATIONS_PER_INTERVAL
		}

		/// Dead.
		#[pallet::constant_name(InitialRho)]
		fn initial_rho() -> u16 {
			defaults::RHO
		}

		/// Steepness of liquid alpha's curve, in hundredths.
		#[pallet::constant_name(InitialAlphaSigmoidSteepness)]
		fn initial_alpha_sigmoid_steepness() -> i16 {
			defaults::ALPHA_SIGMOID_STEEPNESS
		}

		/// Share of stake that makes consensus, a u16 proportion.
		#[pallet::constant_name(InitialKappa)]
		fn initial_kappa() -> u16 {
			defaults::KAPPA
		}

		/// Bound below which the largest number of neurons cannot be set.
		#[pallet::constant_name(InitialMinAllowedUids)]
		fn initial_min_allowed_uids() -> u16 {
			defaults::MIN_ALLOWED_UIDS
		}

		/// Most neurons.
		#[pallet::constant_name(InitialMaxAllowedUids)]
		fn initial_max_allowed_uids() -> u16 {
			defaults::MAX_ALLOWED_UIDS
		}

		/// Dead.
		#[pallet::constant_name(InitialValidatorPruneLen)]
		fn initial_validator_prune_len() -> u64 {
			defaults::VALIDATOR_PRUNE_LEN
		}

		/// Dead.
		#[pallet::constant_name(InitialScalingLawPower)]
		fn initial_scaling_law_power() -> u16 {
			defaults::SCALING_LAW_POWER
		}

		/// Blocks in which a new neuron is not replaced.
		#[pallet::constant_name(InitialImmunityPeriod)]
		fn initial_immunity_period() -> u16 {
			defaults::IMMUNITY_PERIOD
		}

		/// Dead; blocks.
		#[pallet::constant_name(InitialActivityCutoff)]
		fn initial_activity_cutoff() -> u16 {
			defaults::ACTIVITY_CUTOFF
		}

		/// Most registrations on root in one block.
		#[pallet::constant_name(InitialMaxRegistrationsPerBlock)]
		fn initial_max_registrations_per_block() -> u16 {
			defaults::MAX_REGISTRATIONS_PER_BLOCK
		}

		/// Shown as the pruning score of every neuron; none is kept.
		#[pallet::constant_name(InitialPruningScore)]
		fn initial_pruning_score() -> u16 {
			u16::MAX
		}

		/// Most neurons with a validator permit.
		#[pallet::constant_name(InitialMaxAllowedValidators)]
		fn initial_max_allowed_validators() -> u16 {
			defaults::MAX_ALLOWED_VALIDATORS
		}

		/// Take of a new delegate, a u16 proportion.
		#[pallet::constant_name(InitialDefaultDelegateTake)]
		fn initial_default_delegate_take() -> u16 {
			defaults::DELEGATE_TAKE
		}

		/// Least take of a delegate, a u16 proportion.
		#[pallet::constant_name(InitialMinDelegateTake)]
		fn initial_min_delegate_take() -> u16 {
			0
		}

		/// Least version that weights must carry.
		#[pallet::constant_name(InitialWeightsVersionKey)]
		fn initial_weights_version_key() -> u64 {
			0
		}

		/// Blocks between two announcements of an address.
		#[pallet::constant_name(InitialServingRateLimit)]
		fn initial_serving_rate_limit() -> u64 {
			defaults::SERVING_RATE_LIMIT
		}

		/// Blocks between two swaps of hotkeys.
		#[pallet::constant_name(InitialTxRateLimit)]
		fn initial_tx_rate_limit() -> u64 {
			defaults::TX_RATE_LIMIT
		}

		/// Blocks after a change of a take in which it cannot be raised.
		#[pallet::constant_name(InitialTxDelegateTakeRateLimit)]
		fn initial_tx_delegate_take_rate_limit() -> u64 {
			defaults::TX_DELEGATE_TAKE_RATE_LIMIT
		}

		/// Dead: prices move with every block.
		#[pallet::constant_name(InitialAdjustmentAlpha)]
		fn initial_adjustment_alpha() -> u64 {
			0
		}

		/// Blocks in which a new subnet is not pruned.
		#[pallet::constant_name(InitialNetworkImmunityPeriod)]
		fn initial_network_immunity_period() -> u64 {
			defaults::NETWORK_IMMUNITY_PERIOD
		}

		/// Least cost of creating a subnet, in RAO.
		#[pallet::constant_name(InitialNetworkMinLockCost)]
		fn initial_network_min_lock_cost() -> u64 {
			defaults::NETWORK_MIN_LOCK_COST
		}

		/// The owners' part of new alpha, a u16 proportion.
		#[pallet::constant_name(InitialSubnetOwnerCut)]
		fn initial_subnet_owner_cut() -> u16 {
			defaults::SUBNET_OWNER_CUT
		}

		/// Blocks in which that cost falls from twice to once the last one.
		#[pallet::constant_name(InitialNetworkLockReductionInterval)]
		fn initial_network_lock_reduction_interval() -> u64 {
			defaults::NETWORK_LOCK_REDUCTION_INTERVAL
		}

		/// Blocks between two creations of subnets.
		#[pallet::constant_name(InitialNetworkRateLimit)]
		fn initial_network_rate_limit() -> u64 {
			defaults::NETWORK_RATE_LIMIT
		}

		/// Upper end of liquid alpha, a u16 proportion.
		#[pallet::constant_name(AlphaHigh)]
		fn alpha_high() -> u16 {
			defaults::ALPHA_HIGH
		}

		/// Lower end of liquid alpha, a u16 proportion.
		#[pallet::constant_name(AlphaLow)]
		fn alpha_low() -> u16 {
			defaults::ALPHA_LOW
		}

		/// Whether liquid alpha is on.
		#[pallet::constant_name(LiquidAlphaOn)]
		fn liquid_alpha_on() -> bool {
			false
		}

		/// What storage says where nobody has chosen; every new subnet runs Yuma 3.
		#[pallet::constant_name(Yuma3On)]
		fn yuma3_on() -> bool {
			false
		}

		/// Dead; blocks.
		#[pallet::constant_name(InitialDissolveNetworkScheduleDuration)]
		fn initial_dissolve_network_schedule_duration() -> u32 {
			defaults::DISSOLVE_NETWORK_SCHEDULE_DURATION
		}

		/// How much TAO on root counts beside alpha, in parts of 2^64 - 1.
		#[pallet::constant_name(InitialTaoWeight)]
		fn initial_tao_weight() -> u64 {
			defaults::TAO_WEIGHT
		}

		/// Blocks after which a moving price has half its full weight.
		#[pallet::constant_name(InitialEmaPriceHalvingPeriod)]
		fn initial_ema_price_halving_period() -> u64 {
			defaults::EMA_PRICE_HALVING_BLOCKS
		}

		/// Blocks before a new subnet may be started.
		#[pallet::constant_name(InitialStartCallDelay)]
		fn initial_start_call_delay() -> u64 {
			0
		}

		/// Most epochs in one block.
		#[pallet::constant_name(InitialMaxEpochsPerBlock)]
		fn initial_max_epochs_per_block() -> u8 {
			T::InitialMaxEpochsPerBlock::get()
		}

		/// Immune neurons must stay below this share when a subnet is trimmed.
		#[pallet::constant_name(MaxImmuneUidsPercentage)]
		fn max_immune_uids_percentage() -> Percent {
			defaults::MAX_IMMUNE_UIDS_PERCENTAGE
		}

		/// From which the accounts of subnets are derived.
		#[pallet::constant_name(SubtensorPalletId)]
		fn subtensor_pallet_id() -> PalletId {
			defaults::SUBTENSOR_PALLET_ID
		}

		/// From which the account of burned TAO is derived.
		#[pallet::constant_name(BurnAccountId)]
		fn burn_account_id() -> PalletId {
			defaults::BURN_PALLET_ID
		}

		/// Least childkey take, a u16 proportion.
		#[pallet::constant_name(InitialMinChildKeyTake)]
		fn initial_min_childkey_take() -> u16 {
			0
		}

		/// Childkey take of who has set none, a u16 proportion.
		#[pallet::constant_name(InitialDefaultChildKeyTake)]
		fn initial_default_childkey_take() -> u16 {
			0
		}

		/// Largest childkey take, a u16 proportion.
		#[pallet::constant_name(InitialMaxChildKeyTake)]
		fn initial_max_childkey_take() -> u16 {
			defaults::MAX_CHILDKEY_TAKE
		}

		/// Blocks after a change of a childkey take in which it cannot be raised.
		#[pallet::constant_name(InitialTxChildKeyTakeRateLimit)]
		fn initial_tx_childkey_take_rate_limit() -> u64 {
			T::Waits::childkey_take()
		}

		/// Blocks from the announcement of a coldkey swap to the swap.
		#[pallet::constant_name(InitialColdkeySwapAnnouncementDelay)]
		fn initial_coldkey_swap_announcement_delay() -> u32 {
			T::Waits::coldkey_swap_announcement()
		}

		/// Blocks after which a coldkey swap that came due can be announced anew, or cleared.
		#[pallet::constant_name(InitialColdkeySwapReannouncementDelay)]
		fn initial_coldkey_swap_reannouncement_delay() -> u32 {
			T::Waits::coldkey_swap_reannouncement()
		}

		/// Blocks between two payments of a lease's dividends.
		#[pallet::constant_name(LeaseDividendsDistributionInterval)]
		fn lease_dividends_distribution_interval() -> u32 {
			defaults::LEASE_DIVIDENDS_DISTRIBUTION_INTERVAL
		}

		/// RAO that the swap of a key costs.
		#[pallet::constant_name(KeySwapCost)]
		fn key_swap_cost() -> u64 {
			defaults::KEY_SWAP_COST
		}

		/// RAO that the swap of a hotkey on one subnet costs.
		#[pallet::constant_name(KeySwapOnSubnetCost)]
		fn key_swap_on_subnet_cost() -> u64 {
			defaults::KEY_SWAP_ON_SUBNET_COST
		}

		/// Blocks between two swaps of a hotkey on one subnet by the same coldkey.
		#[pallet::constant_name(HotkeySwapOnSubnetInterval)]
		fn hotkey_swap_on_subnet_interval() -> u64 {
			T::Waits::hotkey_swap_on_subnet()
		}
	}
}
