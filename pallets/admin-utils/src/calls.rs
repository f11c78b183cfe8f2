//! One call for each value.
//!
//! What each says of who may set it means:
//!
//! * *owner or root*: the owner of the subnet, once in `OwnerHyperparamRateLimit` tempos for each parameter, or root.
//!   Neither in the freeze window before an epoch. Answers `BadOrigin`, `TxRateLimitExceeded`,
//!   `AdminActionProhibitedDuringWeightsWindow`, `SubnetDoesNotExist`, in this order, and then what the call names.
//! * *root*: answers `BadOrigin`, where there is a netuid `SubnetDoesNotExist`, and then what the call names.
//! * *root, outside of the freeze window*: also `AdminActionProhibitedDuringWeightsWindow`, before
//!   `SubnetDoesNotExist`.

/// The calls.
#[frame_support::pallet_macros::pallet_section]
mod calls {
	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Replaces those who make blocks. Root. Answers `InvalidValue` (nobody).
		#[pallet::call_index(0)]
		#[pallet::weight(cautious::<T>(2, 3))]
		pub fn swap_authorities(
			origin: OriginFor<T>,
			new_authorities: BoundedVec<<T as Config>::AuthorityId, T::MaxAuthorities>,
		) -> DispatchResult {
			ensure_root(origin)?;
			ensure!(!new_authorities.is_empty(), Error::<T>::InvalidValue);
			T::Authors::replace(new_authorities);
			Ok(())
		}

		/// Sets the largest take of delegates, a u16 proportion; what they take already stays. Root.
		#[pallet::call_index(1)]
		#[pallet::weight(cautious::<T>(4, 4))]
		pub fn sudo_set_default_take(origin: OriginFor<T>, default_take: u16) -> DispatchResult {
			ensure_root(origin)?;
			Staking::<T>::store_max_delegate_take(default_take);
			Ok(())
		}

		/// Sets the blocks between two swaps of hotkeys by one coldkey. Root.
		#[pallet::call_index(2)]
		#[pallet::weight(cautious::<T>(4, 4))]
		pub fn sudo_set_tx_rate_limit(origin: OriginFor<T>, tx_rate_limit: u64) -> DispatchResult {
			ensure_root(origin)?;
			Subnets::<T>::store_tx_rate_limit(tx_rate_limit);
			Ok(())
		}

		/// Sets the blocks between two announcements of one neuron's address; 0 for no limit. Owner or root.
		#[pallet::call_index(3)]
		#[pallet::weight(cautious::<T>(14, 6))]
		pub fn sudo_set_serving_rate_limit(
			origin: OriginFor<T>,
			netuid: NetUid,
			serving_rate_limit: u64,
		) -> DispatchResult {
			Self::owner_sets(origin, netuid, Hyperparameter::ServingRateLimit)?;
			Subnets::<T>::store_serving_rate_limit(netuid, serving_rate_limit);
			Ok(())
		}

		/// Sets the least difficulty, which has no effect. Root, outside of the freeze window.
		#[pallet::call_index(4)]
		#[pallet::weight(cautious::<T>(10, 4))]
		pub fn sudo_set_min_difficulty(origin: OriginFor<T>, netuid: NetUid, min_difficulty: u64) -> DispatchResult {
			Self::root_sets_outside_window(origin, netuid)?;
			Subnets::<T>::store_min_difficulty(netuid, min_difficulty);
			Ok(())
		}

		/// Sets the largest difficulty, which has no effect. Owner or root.
		#[pallet::call_index(5)]
		#[pallet::weight(cautious::<T>(14, 6))]
		pub fn sudo_set_max_difficulty(origin: OriginFor<T>, netuid: NetUid, max_difficulty: u64) -> DispatchResult {
			Self::owner_sets(origin, netuid, Hyperparameter::MaxDifficulty)?;
			Subnets::<T>::store_max_difficulty(netuid, max_difficulty);
			Ok(())
		}

		/// Sets the least version that weights must carry. Owner, once in `WeightsVersionKeyRateLimit` tempos, or root;
		/// not in the freeze window. Answers as for *owner or root*.
		#[pallet::call_index(6)]
		#[pallet::weight(cautious::<T>(14, 6))]
		pub fn sudo_set_weights_version_key(
			origin: OriginFor<T>,
			netuid: NetUid,
			weights_version_key: u64,
		) -> DispatchResult {
			Self::owner_does(origin, netuid, RateLimit::WeightsVersionKey)?;
			Self::ensure_exists(netuid)?;
			Subnets::<T>::store_weights_version_key(netuid, weights_version_key);
			Ok(())
		}

		/// Sets the blocks between two weight settings of one neuron. Root.
		#[pallet::call_index(7)]
		#[pallet::weight(cautious::<T>(8, 4))]
		pub fn sudo_set_weights_set_rate_limit(
			origin: OriginFor<T>,
			netuid: NetUid,
			weights_set_rate_limit: u64,
		) -> DispatchResult {
			Self::root_sets(origin, netuid)?;
			Subnets::<T>::store_weights_set_rate_limit(netuid, weights_set_rate_limit);
			Ok(())
		}

		/// Sets the blocks between two adjustments, which has no effect. Root.
		#[pallet::call_index(8)]
		#[pallet::weight(cautious::<T>(8, 4))]
		pub fn sudo_set_adjustment_interval(
			origin: OriginFor<T>,
			netuid: NetUid,
			adjustment_interval: u16,
		) -> DispatchResult {
			Self::root_sets(origin, netuid)?;
			Subnets::<T>::store_adjustment_interval(netuid, adjustment_interval);
			Ok(())
		}

		/// Sets the weight of adjustments, which has no effect. Owner or root.
		#[pallet::call_index(9)]
		#[pallet::weight(cautious::<T>(14, 6))]
		pub fn sudo_set_adjustment_alpha(
			origin: OriginFor<T>,
			netuid: NetUid,
			adjustment_alpha: u64,
		) -> DispatchResult {
			Self::owner_sets(origin, netuid, Hyperparameter::AdjustmentAlpha)?;
			Subnets::<T>::store_adjustment_alpha(netuid, adjustment_alpha);
			Ok(())
		}

		/// Sets the blocks after its registration in which a neuron is not replaced. Owner or root.
		#[pallet::call_index(13)]
		#[pallet::weight(cautious::<T>(14, 6))]
		pub fn sudo_set_immunity_period(origin: OriginFor<T>, netuid: NetUid, immunity_period: u16) -> DispatchResult {
			Self::owner_sets(origin, netuid, Hyperparameter::ImmunityPeriod)?;
			Subnets::<T>::store_immunity_period(netuid, immunity_period);
			Ok(())
		}

		/// Sets the least number of weights that a validator must set. Owner or root.
		#[pallet::call_index(14)]
		#[pallet::weight(cautious::<T>(14, 6))]
		pub fn sudo_set_min_allowed_weights(
			origin: OriginFor<T>,
			netuid: NetUid,
			min_allowed_weights: u16,
		) -> DispatchResult {
			Self::owner_sets(origin, netuid, Hyperparameter::MinAllowedWeights)?;
			Subnets::<T>::store_min_allowed_weights(netuid, min_allowed_weights);
			Ok(())
		}

		/// Sets the most neurons. Owner or root.
		///
		/// Answers `MaxAllowedUidsLessThanMinAllowedUids`, `MaxAllowedUIdsLessThanCurrentUIds`,
		/// `MaxAllowedUidsGreaterThanDefaultMaxAllowedUids`, `TooManyUIDsPerMechanism` (of `SubtensorModule`).
		#[pallet::call_index(15)]
		#[pallet::weight(cautious::<T>(17, 6))]
		pub fn sudo_set_max_allowed_uids(
			origin: OriginFor<T>,
			netuid: NetUid,
			max_allowed_uids: u16,
		) -> DispatchResult {
			Self::owner_sets(origin, netuid, Hyperparameter::MaxAllowedUids)?;
			ensure!(
				max_allowed_uids >= MinAllowedUids::<T>::get(netuid),
				Error::<T>::MaxAllowedUidsLessThanMinAllowedUids
			);
			ensure!(max_allowed_uids >= SubnetworkN::<T>::get(netuid), Error::<T>::MaxAllowedUIdsLessThanCurrentUIds);
			ensure!(
				max_allowed_uids <= defaults::MAX_ALLOWED_UIDS,
				Error::<T>::MaxAllowedUidsGreaterThanDefaultMaxAllowedUids
			);
			Subnets::<T>::ensure_uids_fit(max_allowed_uids, MechanismCountCurrent::<T>::get(netuid))?;
			Subnets::<T>::store_max_allowed_uids(netuid, max_allowed_uids);
			Ok(())
		}

		/// Sets the share of stake whose agreement makes consensus, a u16 proportion. Root.
		#[pallet::call_index(16)]
		#[pallet::weight(cautious::<T>(8, 4))]
		pub fn sudo_set_kappa(origin: OriginFor<T>, netuid: NetUid, kappa: u16) -> DispatchResult {
			Self::root_sets(origin, netuid)?;
			Subnets::<T>::store_kappa(netuid, kappa);
			Ok(())
		}

		/// Sets rho, which has no effect. Owner or root.
		#[pallet::call_index(17)]
		#[pallet::weight(cautious::<T>(14, 6))]
		pub fn sudo_set_rho(origin: OriginFor<T>, netuid: NetUid, rho: u16) -> DispatchResult {
			Self::owner_sets(origin, netuid, Hyperparameter::Rho)?;
			Subnets::<T>::store_rho(netuid, rho);
			Ok(())
		}

		/// Sets the activity cutoff in blocks, which has no effect (see `SubtensorModule.set_activity_cutoff_factor`).
		/// Owner or root. Answers `ActivityCutoffTooLow` (of `SubtensorModule`).
		#[pallet::call_index(18)]
		#[pallet::weight(cautious::<T>(15, 6))]
		pub fn sudo_set_activity_cutoff(origin: OriginFor<T>, netuid: NetUid, activity_cutoff: u16) -> DispatchResult {
			Self::owner_sets(origin, netuid, Hyperparameter::ActivityCutoff)?;
			ensure!(activity_cutoff >= MinActivityCutoff::<T>::get(), ProtocolError::<T>::ActivityCutoffTooLow);
			Subnets::<T>::store_activity_cutoff(netuid, activity_cutoff);
			Ok(())
		}

		/// Sets whether neurons can be registered. Root.
		#[pallet::call_index(19)]
		#[pallet::weight(cautious::<T>(8, 4))]
		pub fn sudo_set_network_registration_allowed(
			origin: OriginFor<T>,
			netuid: NetUid,
			registration_allowed: bool,
		) -> DispatchResult {
			Self::root_sets(origin, netuid)?;
			Subnets::<T>::store_network_registration_allowed(netuid, registration_allowed);
			Ok(())
		}

		/// Always answers `POWRegistrationDisabled`. Kept for old clients.
		#[pallet::call_index(20)]
		#[pallet::weight(cautious::<T>(0, 0))]
		pub fn sudo_set_network_pow_registration_allowed(
			origin: OriginFor<T>,
			netuid: NetUid,
			registration_allowed: bool,
		) -> DispatchResult {
			let _ = (origin, netuid, registration_allowed);
			Err(Error::<T>::POWRegistrationDisabled.into())
		}

		/// Sets a third of the registrations on root between two of its epochs; no effect elsewhere. Root, outside of
		/// the freeze window.
		#[pallet::call_index(21)]
		#[pallet::weight(cautious::<T>(10, 4))]
		pub fn sudo_set_target_registrations_per_interval(
			origin: OriginFor<T>,
			netuid: NetUid,
			target_registrations_per_interval: u16,
		) -> DispatchResult {
			Self::root_sets_outside_window(origin, netuid)?;
			Subnets::<T>::store_target_registrations_per_interval(netuid, target_registrations_per_interval);
			Ok(())
		}

		/// Sets the least price of a registration, in RAO: below 1 TAO and below the largest price. Owner or root.
		/// Answers `ValueNotInBounds`.
		#[pallet::call_index(22)]
		#[pallet::weight(cautious::<T>(15, 6))]
		pub fn sudo_set_min_burn(origin: OriginFor<T>, netuid: NetUid, min_burn: TaoBalance) -> DispatchResult {
			Self::owner_sets(origin, netuid, Hyperparameter::MinBurn)?;
			let bound = TaoBalance::new(defaults::MIN_BURN_UPPER_BOUND).min(MaxBurn::<T>::get(netuid));
			ensure!(min_burn < bound, Error::<T>::ValueNotInBounds);
			Subnets::<T>::store_min_burn(netuid, min_burn);
			Ok(())
		}

		/// Sets the largest price of a registration, in RAO: above 0.1 TAO and above the least price. Owner or root.
		/// Answers `ValueNotInBounds`.
		#[pallet::call_index(23)]
		#[pallet::weight(cautious::<T>(15, 6))]
		pub fn sudo_set_max_burn(origin: OriginFor<T>, netuid: NetUid, max_burn: TaoBalance) -> DispatchResult {
			Self::owner_sets(origin, netuid, Hyperparameter::MaxBurn)?;
			let bound = TaoBalance::new(defaults::MAX_BURN_LOWER_BOUND).max(MinBurn::<T>::get(netuid));
			ensure!(max_burn > bound, Error::<T>::ValueNotInBounds);
			Subnets::<T>::store_max_burn(netuid, max_burn);
			Ok(())
		}

		/// Sets the difficulty, which has no effect. Root, outside of the freeze window.
		#[pallet::call_index(24)]
		#[pallet::weight(cautious::<T>(10, 4))]
		pub fn sudo_set_difficulty(origin: OriginFor<T>, netuid: NetUid, difficulty: u64) -> DispatchResult {
			Self::root_sets_outside_window(origin, netuid)?;
			Subnets::<T>::store_difficulty(netuid, difficulty);
			Ok(())
		}

		/// Sets the most neurons with a validator permit. Root, outside of the freeze window. Answers
		/// `MaxValidatorsLargerThanMaxUIds`.
		#[pallet::call_index(25)]
		#[pallet::weight(cautious::<T>(11, 4))]
		pub fn sudo_set_max_allowed_validators(
			origin: OriginFor<T>,
			netuid: NetUid,
			max_allowed_validators: u16,
		) -> DispatchResult {
			Self::root_sets_outside_window(origin, netuid)?;
			ensure!(
				max_allowed_validators <= MaxAllowedUids::<T>::get(netuid),
				Error::<T>::MaxValidatorsLargerThanMaxUIds
			);
			Subnets::<T>::store_max_allowed_validators(netuid, max_allowed_validators);
			Ok(())
		}

		/// Sets the weight of old bonds in the moving average, in millionths. Owner (at most 975000) or root. Answers
		/// `BondsMovingAverageMaxReached`.
		#[pallet::call_index(26)]
		#[pallet::weight(cautious::<T>(14, 6))]
		pub fn sudo_set_bonds_moving_average(
			origin: OriginFor<T>,
			netuid: NetUid,
			bonds_moving_average: u64,
		) -> DispatchResult {
			let authority = Self::owner_sets(origin, netuid, Hyperparameter::BondsMovingAverage)?;
			ensure!(
				authority == Authority::Root || bonds_moving_average <= bounds::OWNERS_BONDS_MOVING_AVERAGE,
				Error::<T>::BondsMovingAverageMaxReached
			);
			Subnets::<T>::store_bonds_moving_average(netuid, bonds_moving_average);
			Ok(())
		}

		/// Sets the most registrations on root in one block; no effect elsewhere. Root, outside of the freeze window.
		#[pallet::call_index(27)]
		#[pallet::weight(cautious::<T>(10, 4))]
		pub fn sudo_set_max_registrations_per_block(
			origin: OriginFor<T>,
			netuid: NetUid,
			max_registrations_per_block: u16,
		) -> DispatchResult {
			Self::root_sets_outside_window(origin, netuid)?;
			Subnets::<T>::store_max_registrations_per_block(netuid, max_registrations_per_block);
			Ok(())
		}

		/// Sets the owners' part of new alpha, a u16 proportion. Root.
		#[pallet::call_index(28)]
		#[pallet::weight(cautious::<T>(4, 4))]
		pub fn sudo_set_subnet_owner_cut(origin: OriginFor<T>, subnet_owner_cut: u16) -> DispatchResult {
			ensure_root(origin)?;
			Emission::<T>::set_subnet_owner_cut(subnet_owner_cut);
			Ok(())
		}

		/// Sets the least blocks between two creations of subnets, on the whole chain; 0 for no limit. Root.
		#[pallet::call_index(29)]
		#[pallet::weight(cautious::<T>(4, 4))]
		pub fn sudo_set_network_rate_limit(origin: OriginFor<T>, rate_limit: u64) -> DispatchResult {
			ensure_root(origin)?;
			Subnets::<T>::store_network_rate_limit(rate_limit);
			Ok(())
		}

		/// Sets the blocks between two epochs, 0 for none; the present period starts anew. Root, outside of the freeze
		/// window. Owners use `SubtensorModule.set_tempo`.
		#[pallet::call_index(30)]
		#[pallet::weight(cautious::<T>(10, 5))]
		pub fn sudo_set_tempo(origin: OriginFor<T>, netuid: NetUid, tempo: u16) -> DispatchResult {
			Self::root_sets_outside_window(origin, netuid)?;
			Subnets::<T>::change_tempo(netuid, tempo);
			Ok(())
		}

		/// Always answers `Deprecated`. Kept for old clients.
		#[pallet::call_index(33)]
		#[pallet::weight(cautious::<T>(0, 0))]
		pub fn sudo_set_total_issuance(origin: OriginFor<T>, total_issuance: TaoBalance) -> DispatchResult {
			let _ = (origin, total_issuance);
			Err(Error::<T>::Deprecated.into())
		}

		/// Sets the blocks after its creation in which a subnet is never pruned. Root.
		#[pallet::call_index(35)]
		#[pallet::weight(cautious::<T>(4, 4))]
		pub fn sudo_set_network_immunity_period(origin: OriginFor<T>, immunity_period: u64) -> DispatchResult {
			ensure_root(origin)?;
			Subnets::<T>::store_network_immunity_period(immunity_period);
			Ok(())
		}

		/// Sets the least cost of creating a subnet, in RAO. Root.
		#[pallet::call_index(36)]
		#[pallet::weight(cautious::<T>(4, 4))]
		pub fn sudo_set_network_min_lock_cost(origin: OriginFor<T>, lock_cost: TaoBalance) -> DispatchResult {
			ensure_root(origin)?;
			Subnets::<T>::store_network_min_lock_cost(lock_cost);
			Ok(())
		}

		/// Sets the most live subnets, root not counted. Root.
		#[pallet::call_index(37)]
		#[pallet::weight(cautious::<T>(4, 4))]
		pub fn sudo_set_subnet_limit(origin: OriginFor<T>, max_subnets: u16) -> DispatchResult {
			ensure_root(origin)?;
			Subnets::<T>::store_subnet_limit(max_subnets);
			Ok(())
		}

		/// Sets the blocks in which the cost of creating a subnet falls from twice to once the last one. Root.
		#[pallet::call_index(38)]
		#[pallet::weight(cautious::<T>(4, 4))]
		pub fn sudo_set_lock_reduction_interval(origin: OriginFor<T>, interval: u64) -> DispatchResult {
			ensure_root(origin)?;
			Subnets::<T>::store_network_lock_reduction_interval(interval);
			Ok(())
		}

		/// Sets how much is said to have been recycled on a subnet, in RAO; it moves no money. Root.
		#[pallet::call_index(39)]
		#[pallet::weight(cautious::<T>(8, 4))]
		pub fn sudo_set_rao_recycled(origin: OriginFor<T>, netuid: NetUid, rao_recycled: TaoBalance) -> DispatchResult {
			Self::root_sets(origin, netuid)?;
			Subnets::<T>::store_rao_recycled_for_registration(netuid, rao_recycled);
			Ok(())
		}

		/// Sets the least stake weight with which weights can be set, in alpha-rao. Root.
		#[pallet::call_index(42)]
		#[pallet::weight(cautious::<T>(4, 4))]
		pub fn sudo_set_stake_threshold(origin: OriginFor<T>, min_stake: u64) -> DispatchResult {
			ensure_root(origin)?;
			Staking::<T>::store_stake_threshold(min_stake);
			Ok(())
		}

		/// Sets the least worth of a nominator's stake, in millionths of the least amount that can be staked. When it rises,
		/// the blocks that follow unstake what is worth less, step by step. Root.
		#[pallet::call_index(43)]
		#[pallet::weight(cautious::<T>(6, 6))]
		pub fn sudo_set_nominator_min_required_stake(origin: OriginFor<T>, min_stake: u64) -> DispatchResult {
			ensure_root(origin)?;
			Staking::<T>::store_nominator_min_required_stake(min_stake);
			Ok(())
		}

		/// Sets the blocks after a change of a delegate's take in which it cannot be increased; 0 for no limit. Root.
		#[pallet::call_index(45)]
		#[pallet::weight(cautious::<T>(4, 4))]
		pub fn sudo_set_tx_delegate_take_rate_limit(origin: OriginFor<T>, tx_rate_limit: u64) -> DispatchResult {
			ensure_root(origin)?;
			Staking::<T>::store_tx_delegate_take_rate_limit(tx_rate_limit);
			Ok(())
		}

		/// Sets the least take of delegates, a u16 proportion; what they take already stays. Root.
		#[pallet::call_index(46)]
		#[pallet::weight(cautious::<T>(4, 4))]
		pub fn sudo_set_min_delegate_take(origin: OriginFor<T>, take: u16) -> DispatchResult {
			ensure_root(origin)?;
			Staking::<T>::store_min_delegate_take(take);
			Ok(())
		}

		/// Sets whether weights are committed first and revealed later. Owner or root.
		#[pallet::call_index(49)]
		#[pallet::weight(cautious::<T>(14, 6))]
		pub fn sudo_set_commit_reveal_weights_enabled(
			origin: OriginFor<T>,
			netuid: NetUid,
			enabled: bool,
		) -> DispatchResult {
			Self::owner_sets(origin, netuid, Hyperparameter::CommitRevealEnabled)?;
			Subnets::<T>::store_commit_reveal_weights_enabled(netuid, enabled);
			Ok(())
		}

		/// Sets whether bonds move faster where weights disagree with consensus. Owner or root.
		#[pallet::call_index(50)]
		#[pallet::weight(cautious::<T>(14, 6))]
		pub fn sudo_set_liquid_alpha_enabled(origin: OriginFor<T>, netuid: NetUid, enabled: bool) -> DispatchResult {
			Self::owner_sets(origin, netuid, Hyperparameter::LiquidAlphaEnabled)?;
			Subnets::<T>::store_liquid_alpha_on(netuid, enabled);
			Ok(())
		}

		/// Sets least and largest alpha of liquid alpha, u16 proportions of 1638 or more. Owner or root.
		///
		/// Answers `LiquidAlphaDisabled`, `AlphaHighTooLow`, `AlphaLowOutOfRange` (of `SubtensorModule`).
		#[pallet::call_index(51)]
		#[pallet::weight(cautious::<T>(15, 6))]
		pub fn sudo_set_alpha_values(
			origin: OriginFor<T>,
			netuid: NetUid,
			alpha_low: u16,
			alpha_high: u16,
		) -> DispatchResult {
			Self::owner_sets(origin, netuid, Hyperparameter::AlphaValues)?;
			ensure!(LiquidAlphaOn::<T>::get(netuid), ProtocolError::<T>::LiquidAlphaDisabled);
			ensure!(alpha_high >= bounds::LEAST_ALPHA, ProtocolError::<T>::AlphaHighTooLow);
			ensure!((bounds::LEAST_ALPHA..=alpha_high).contains(&alpha_low), ProtocolError::<T>::AlphaLowOutOfRange);
			Subnets::<T>::store_alpha_values(netuid, (alpha_low, alpha_high));
			Ok(())
		}

		/// Sets a number of blocks that has no effect: subnets are dissolved without a schedule. Root.
		#[pallet::call_index(55)]
		#[pallet::weight(cautious::<T>(4, 4))]
		pub fn sudo_set_dissolve_network_schedule_duration(
			origin: OriginFor<T>,
			duration: BlockNumberFor<T>,
		) -> DispatchResult {
			ensure_root(origin)?;
			Subnets::<T>::store_dissolve_network_schedule_duration(duration);
			Ok(())
		}

		/// Sets the epochs between a commit and its reveal, 1 to 100. Owner or root.
		///
		/// Answers `RevealPeriodTooSmall`, `RevealPeriodTooLarge` (of `SubtensorModule`).
		#[pallet::call_index(57)]
		#[pallet::weight(cautious::<T>(14, 6))]
		pub fn sudo_set_commit_reveal_weights_interval(
			origin: OriginFor<T>,
			netuid: NetUid,
			interval: u64,
		) -> DispatchResult {
			Self::owner_sets(origin, netuid, Hyperparameter::WeightCommitInterval)?;
			ensure!(interval >= bounds::LEAST_REVEAL_PERIOD, ProtocolError::<T>::RevealPeriodTooSmall);
			ensure!(interval <= bounds::LARGEST_REVEAL_PERIOD, ProtocolError::<T>::RevealPeriodTooLarge);
			Subnets::<T>::store_reveal_period_epochs(netuid, interval);
			Ok(())
		}

		/// Replaces those who finalize blocks, `in_blocks` blocks from now. Root.
		///
		/// `forced` is the last final block, when finality stands still and the present ones cannot agree to the
		/// change. Answers `InvalidValue` (nobody, more than 32, one twice or without weight, weights or a block that
		/// cannot be counted), `ChangePending`, `TooSoon` (of `Grandpa`).
		#[pallet::call_index(59)]
		#[pallet::weight(cautious::<T>(3, 3))]
		pub fn schedule_grandpa_change(
			origin: OriginFor<T>,
			next_authorities: AuthorityList,
			in_blocks: BlockNumberFor<T>,
			forced: Option<BlockNumberFor<T>>,
		) -> DispatchResult {
			ensure_root(origin)?;
			ensure!(Self::can_finalize(&next_authorities), Error::<T>::InvalidValue);
			ensure!(Self::can_be_numbered(in_blocks), Error::<T>::InvalidValue);
			T::Finality::schedule(next_authorities, in_blocks, forced)
		}

		/// Sets how far weights above consensus earn no bonds, a u16 proportion. Owner or root.
		#[pallet::call_index(60)]
		#[pallet::weight(cautious::<T>(14, 6))]
		pub fn sudo_set_bonds_penalty(origin: OriginFor<T>, netuid: NetUid, bonds_penalty: u16) -> DispatchResult {
			Self::owner_sets(origin, netuid, Hyperparameter::BondsPenalty)?;
			Subnets::<T>::store_bonds_penalty(netuid, bonds_penalty);
			Ok(())
		}

		/// Sets whether stake can be transferred to another coldkey. Owner or root.
		#[pallet::call_index(61)]
		#[pallet::weight(cautious::<T>(14, 6))]
		pub fn sudo_set_toggle_transfer(origin: OriginFor<T>, netuid: NetUid, toggle: bool) -> DispatchResult {
			Self::owner_sets(origin, netuid, Hyperparameter::TransferEnabled)?;
			Subnets::<T>::store_transfer_toggle(netuid, toggle);
			Ok(())
		}

		/// Sets the weight of a new price in the moving average of prices. Root.
		#[pallet::call_index(63)]
		#[pallet::weight(cautious::<T>(2, 2))]
		pub fn sudo_set_subnet_moving_alpha(origin: OriginFor<T>, alpha: I96F32) -> DispatchResult {
			ensure_root(origin)?;
			Swap::<T>::set_moving_alpha(alpha);
			Ok(())
		}

		/// Names the hotkey of a subnet whose slot is never taken. Owner or root, each once in 50400 blocks together;
		/// at any time.
		///
		/// Answers `BadOrigin`, `SubnetNotExists`, `TxRateLimitExceeded`, `CannotUseSystemAccount` (of
		/// `SubtensorModule`).
		#[pallet::call_index(64)]
		#[pallet::weight(cautious::<T>(12, 6))]
		pub fn sudo_set_subnet_owner_hotkey(
			origin: OriginFor<T>,
			netuid: NetUid,
			hotkey: <T as frame_system::Config>::AccountId,
		) -> DispatchResult {
			Subnets::<T>::set_owner_hotkey(origin, netuid, hotkey)
		}

		/// Sets the blocks after which a subnet's moving price has half its full weight. Root.
		#[pallet::call_index(65)]
		#[pallet::weight(cautious::<T>(6, 2))]
		pub fn sudo_set_ema_price_halving_period(
			origin: OriginFor<T>,
			netuid: NetUid,
			ema_halving: u64,
		) -> DispatchResult {
			Self::root_sets(origin, netuid)?;
			Swap::<T>::set_ema_price_halving_blocks(netuid, ema_halving);
			Ok(())
		}

		/// Sets whether a subnet's alpha can be bought and sold. Root, outside of the freeze window.
		#[pallet::call_index(66)]
		#[pallet::weight(cautious::<T>(10, 4))]
		pub fn sudo_set_subtoken_enabled(
			origin: OriginFor<T>,
			netuid: NetUid,
			subtoken_enabled: bool,
		) -> DispatchResult {
			Self::root_sets_outside_window(origin, netuid)?;
			Subnets::<T>::store_subtoken_enabled(netuid, subtoken_enabled);
			Ok(())
		}

		/// The same as `sudo_set_subnet_owner_hotkey`.
		#[pallet::call_index(67)]
		#[pallet::weight(cautious::<T>(12, 6))]
		pub fn sudo_set_sn_owner_hotkey(
			origin: OriginFor<T>,
			netuid: NetUid,
			hotkey: <T as frame_system::Config>::AccountId,
		) -> DispatchResult {
			Subnets::<T>::set_owner_hotkey(origin, netuid, hotkey)
		}

		/// Sets the steepness of liquid alpha's curve, in hundredths. Owner (not negative) or root. Answers
		/// `NegativeSigmoidSteepness`.
		#[pallet::call_index(68)]
		#[pallet::weight(cautious::<T>(14, 6))]
		pub fn sudo_set_alpha_sigmoid_steepness(
			origin: OriginFor<T>,
			netuid: NetUid,
			steepness: i16,
		) -> DispatchResult {
			let authority = Self::owner_sets(origin, netuid, Hyperparameter::AlphaSigmoidSteepness)?;
			ensure!(authority == Authority::Root || steepness >= 0, Error::<T>::NegativeSigmoidSteepness);
			Subnets::<T>::store_alpha_sigmoid_steepness(netuid, steepness);
			Ok(())
		}

		/// Sets whether bonds follow the rules of Yuma 3. Owner or root.
		#[pallet::call_index(69)]
		#[pallet::weight(cautious::<T>(14, 6))]
		pub fn sudo_set_yuma3_enabled(origin: OriginFor<T>, netuid: NetUid, enabled: bool) -> DispatchResult {
			Self::owner_sets(origin, netuid, Hyperparameter::Yuma3Enabled)?;
			Subnets::<T>::store_yuma3_on(netuid, enabled);
			Self::deposit_event(Event::Yuma3EnableToggled { netuid, enabled });
			Ok(())
		}

		/// Sets whether a neuron may ask for its bonds to be reset. Owner or root.
		#[pallet::call_index(70)]
		#[pallet::weight(cautious::<T>(15, 7))]
		pub fn sudo_set_bonds_reset_enabled(origin: OriginFor<T>, netuid: NetUid, enabled: bool) -> DispatchResult {
			Self::owner_sets(origin, netuid, Hyperparameter::BondsResetEnabled)?;
			Subnets::<T>::store_bonds_reset_on(netuid, enabled);
			Self::deposit_event(Event::BondsResetToggled { netuid, enabled });
			Ok(())
		}

		/// Sets the version of commit-reveal that the chain takes. Root.
		#[pallet::call_index(71)]
		#[pallet::weight(cautious::<T>(4, 4))]
		pub fn sudo_set_commit_reveal_version(origin: OriginFor<T>, version: u16) -> DispatchResult {
			ensure_root(origin)?;
			Subnets::<T>::store_commit_reveal_weights_version(version);
			Ok(())
		}

		/// Sets how many of the owner's neurons are never replaced, 1 to 10. Owner or root. Answers `InvalidValue` (of
		/// `SubtensorModule`).
		#[pallet::call_index(72)]
		#[pallet::weight(cautious::<T>(14, 6))]
		pub fn sudo_set_owner_immune_neuron_limit(
			origin: OriginFor<T>,
			netuid: NetUid,
			immune_neurons: u16,
		) -> DispatchResult {
			Self::owner_sets(origin, netuid, Hyperparameter::ImmuneNeuronLimit)?;
			ensure!(bounds::IMMUNE_OWNER_UIDS.contains(&immune_neurons), ProtocolError::<T>::InvalidValue);
			Subnets::<T>::store_immune_owner_uids_limit(netuid, immune_neurons);
			Ok(())
		}

		/// Sets the part of what parents of child keys earn that is recycled, in parts of 2^64 - 1. Root.
		#[pallet::call_index(73)]
		#[pallet::weight(cautious::<T>(4, 4))]
		pub fn sudo_set_ck_burn(origin: OriginFor<T>, burn: u64) -> DispatchResult {
			ensure_root(origin)?;
			Emission::<T>::set_ck_burn(burn);
			Ok(())
		}

		/// Sets the blocks before an epoch in which hyperparameters stand still. Root.
		#[pallet::call_index(74)]
		#[pallet::weight(cautious::<T>(4, 4))]
		pub fn sudo_set_admin_freeze_window(origin: OriginFor<T>, window: u16) -> DispatchResult {
			ensure_root(origin)?;
			Subnets::<T>::store_admin_freeze_window(window);
			Ok(())
		}

		/// Sets the epochs between two changes of one hyperparameter by the owner. Root.
		#[pallet::call_index(75)]
		#[pallet::weight(cautious::<T>(4, 4))]
		pub fn sudo_set_owner_hparam_rate_limit(origin: OriginFor<T>, epochs: u16) -> DispatchResult {
			ensure_root(origin)?;
			Subnets::<T>::store_owner_hyperparam_rate_limit(epochs);
			Ok(())
		}

		/// Sets the number of mechanisms of a subnet; they share evenly again. Owner, once in 7200 blocks (1 on a fast
		/// chain), or root; not in the freeze window.
		///
		/// Answers `BadOrigin`, `TxRateLimitExceeded`, `AdminActionProhibitedDuringWeightsWindow`,
		/// `MechanismDoesNotExist` (no such subnet), `InvalidValue`, `TooManyUIDsPerMechanism`, all of
		/// `SubtensorModule`.
		#[pallet::call_index(76)]
		#[pallet::weight(cautious::<T>(600, 600))]
		pub fn sudo_set_mechanism_count(
			origin: OriginFor<T>,
			netuid: NetUid,
			mechanism_count: MechId,
		) -> DispatchResult {
			Self::owner_does(origin, netuid, RateLimit::MechanismCount)?;
			ensure!(Subnets::<T>::exists(netuid), ProtocolError::<T>::MechanismDoesNotExist);
			Subnets::<T>::set_mechanism_count(netuid, mechanism_count)
		}

		/// Sets how emission is split between mechanisms, u16 proportions that make 65535; none: evenly. Owner, once in
		/// 7200 blocks (1 on a fast chain), or root; not in the freeze window.
		///
		/// Answers as for *owner or root*, and `InvalidValue` (of `SubtensorModule`).
		#[pallet::call_index(77)]
		#[pallet::weight(cautious::<T>(14, 5))]
		pub fn sudo_set_mechanism_emission_split(
			origin: OriginFor<T>,
			netuid: NetUid,
			maybe_split: Option<Vec<u16>>,
		) -> DispatchResult {
			Self::owner_does(origin, netuid, RateLimit::MechanismSplit)?;
			Self::ensure_exists(netuid)?;
			Subnets::<T>::set_mechanism_split(netuid, maybe_split)
		}

		/// Sets the most neurons, and removes those that earned least where there are more. Owner, once in 216000 blocks
		/// (1 on a fast chain), or root; not in the freeze window.
		///
		/// Answers `BadOrigin`, `TxRateLimitExceeded`, `AdminActionProhibitedDuringWeightsWindow`, `SubnetNotExists`,
		/// `InvalidValue`, `TrimmingWouldExceedMaxImmunePercentage`, all of `SubtensorModule`.
		#[pallet::call_index(78)]
		#[pallet::weight(cautious::<T>(4_000, 4_000))]
		pub fn sudo_trim_to_max_allowed_uids(origin: OriginFor<T>, netuid: NetUid, max_n: u16) -> DispatchResult {
			Self::owner_does(origin, netuid, RateLimit::Trimming)?;
			Subnets::<T>::trim_to(netuid, max_n)
		}

		/// Sets the bound below which the most neurons cannot be set: below that number and below the number of
		/// neurons. Root, outside of the freeze window.
		///
		/// Answers `MinAllowedUidsGreaterThanMaxAllowedUids`, `MinAllowedUidsGreaterThanCurrentUids`.
		#[pallet::call_index(79)]
		#[pallet::weight(cautious::<T>(12, 4))]
		pub fn sudo_set_min_allowed_uids(
			origin: OriginFor<T>,
			netuid: NetUid,
			min_allowed_uids: u16,
		) -> DispatchResult {
			Self::root_sets_outside_window(origin, netuid)?;
			ensure!(
				min_allowed_uids < MaxAllowedUids::<T>::get(netuid),
				Error::<T>::MinAllowedUidsGreaterThanMaxAllowedUids
			);
			ensure!(min_allowed_uids < SubnetworkN::<T>::get(netuid), Error::<T>::MinAllowedUidsGreaterThanCurrentUids);
			Subnets::<T>::store_min_allowed_uids(netuid, min_allowed_uids);
			Ok(())
		}

		/// Sets what becomes of the owner's and the protocol's share of incentives. Owner or root.
		#[pallet::call_index(80)]
		#[pallet::weight(cautious::<T>(12, 4))]
		pub fn sudo_set_recycle_or_burn(
			origin: OriginFor<T>,
			netuid: NetUid,
			recycle_or_burn: RecycleOrBurnEnum,
		) -> DispatchResult {
			Self::owner_sets(origin, netuid, Hyperparameter::RecycleOrBurn)?;
			Subnets::<T>::store_recycle_or_burn(netuid, recycle_or_burn);
			Ok(())
		}

		/// Sets the smoothed flow, in RAO a block, above which a subnet gets TAO, unless a subnet's flow is lower still. Root.
		#[pallet::call_index(81)]
		#[pallet::weight(cautious::<T>(4, 4))]
		pub fn sudo_set_tao_flow_cutoff(origin: OriginFor<T>, flow_cutoff: I64F64) -> DispatchResult {
			ensure_root(origin)?;
			Emission::<T>::set_tao_flow_cutoff(flow_cutoff);
			Ok(())
		}

		/// Sets the power to which flows are raised before they are compared, 1 to 2. Root. Answers `InvalidValue`.
		#[pallet::call_index(82)]
		#[pallet::weight(cautious::<T>(4, 4))]
		pub fn sudo_set_tao_flow_normalization_exponent(origin: OriginFor<T>, exponent: U64F64) -> DispatchResult {
			ensure_root(origin)?;
			ensure!(bounds::FLOW_NORM_EXPONENT.contains(&exponent), Error::<T>::InvalidValue);
			Emission::<T>::set_flow_norm_exponent(exponent);
			Ok(())
		}

		/// Sets the weight of a block's flow in the smoothed one, in parts of 2^63 - 1. Root.
		#[pallet::call_index(83)]
		#[pallet::weight(cautious::<T>(4, 4))]
		pub fn sudo_set_tao_flow_smoothing_factor(origin: OriginFor<T>, smoothing_factor: u64) -> DispatchResult {
			ensure_root(origin)?;
			Emission::<T>::set_flow_smoothing_factor(smoothing_factor);
			Ok(())
		}

		/// Sets the number of neurons without immunity that are kept before immune ones are replaced. Root.
		#[pallet::call_index(84)]
		#[pallet::weight(cautious::<T>(8, 4))]
		pub fn sudo_set_min_non_immune_uids(origin: OriginFor<T>, netuid: NetUid, min: u16) -> DispatchResult {
			Self::root_sets(origin, netuid)?;
			Subnets::<T>::store_min_non_immune_uids(netuid, min);
			Ok(())
		}

		/// Sets the blocks after its creation before a subnet may be started. Root.
		#[pallet::call_index(85)]
		#[pallet::weight(cautious::<T>(4, 4))]
		pub fn sudo_set_start_call_delay(origin: OriginFor<T>, delay: u64) -> DispatchResult {
			ensure_root(origin)?;
			Subnets::<T>::store_start_call_delay(delay);
			Ok(())
		}

		/// Sets the blocks from the announcement of a coldkey swap to the swap; what is announced already keeps its block. Root.
		#[pallet::call_index(86)]
		#[pallet::weight(cautious::<T>(4, 4))]
		pub fn sudo_set_coldkey_swap_announcement_delay(
			origin: OriginFor<T>,
			duration: BlockNumberFor<T>,
		) -> DispatchResult {
			ensure_root(origin)?;
			Staking::<T>::store_coldkey_swap_announcement_delay(duration);
			Ok(())
		}

		/// Sets the blocks after which a coldkey swap that came due can be announced anew, or cleared. Root.
		#[pallet::call_index(87)]
		#[pallet::weight(cautious::<T>(4, 4))]
		pub fn sudo_set_coldkey_swap_reannouncement_delay(
			origin: OriginFor<T>,
			duration: BlockNumberFor<T>,
		) -> DispatchResult {
			ensure_root(origin)?;
			Staking::<T>::store_coldkey_swap_reannouncement_delay(duration);
			Ok(())
		}

		/// Sets the most mechanisms that a subnet can be given, 1 to 16. Root. Answers `InvalidValue` (of
		/// `SubtensorModule`).
		#[pallet::call_index(88)]
		#[pallet::weight(cautious::<T>(2, 2))]
		pub fn sudo_set_max_mechanism_count(origin: OriginFor<T>, max_mechanism_count: MechId) -> DispatchResult {
			ensure_root(origin)?;
			Subnets::<T>::set_max_mechanism_count(max_mechanism_count)
		}

		/// Sets the blocks in which the price of a registration halves, 1 to 36100. Owner or root. Answers
		/// `NotPermittedOnRootSubnet`, `InvalidValue`.
		#[pallet::call_index(89)]
		#[pallet::weight((cautious::<T>(15, 7), DispatchClass::Operational))]
		pub fn sudo_set_burn_half_life(origin: OriginFor<T>, netuid: NetUid, burn_half_life: u16) -> DispatchResult {
			Self::owner_sets(origin, netuid, Hyperparameter::BurnHalfLife)?;
			Self::ensure_not_root(netuid)?;
			ensure!(bounds::BURN_HALF_LIFE.contains(&burn_half_life), Error::<T>::InvalidValue);
			Subnets::<T>::store_burn_half_life(netuid, burn_half_life);
			Self::deposit_event(Event::BurnHalfLifeSet { netuid, burn_half_life });
			Ok(())
		}

		/// Sets the factor by which a registration raises the price of the next one, 1 to 3. Owner or root. Answers
		/// `NotPermittedOnRootSubnet`, `InvalidValue`.
		#[pallet::call_index(90)]
		#[pallet::weight((cautious::<T>(15, 7), DispatchClass::Operational))]
		pub fn sudo_set_burn_increase_mult(
			origin: OriginFor<T>,
			netuid: NetUid,
			burn_increase_mult: U64F64,
		) -> DispatchResult {
			Self::owner_sets(origin, netuid, Hyperparameter::BurnIncreaseMult)?;
			Self::ensure_not_root(netuid)?;
			ensure!(bounds::BURN_INCREASE_MULT.contains(&burn_increase_mult), Error::<T>::InvalidValue);
			Subnets::<T>::store_burn_increase_mult(netuid, burn_increase_mult);
			Self::deposit_event(Event::BurnIncreaseMultSet { netuid, burn_increase_mult });
			Ok(())
		}

		/// Sets whether the protocol's flow into a subnet is subtracted from that of the users. Root.
		#[pallet::call_index(91)]
		#[pallet::weight(cautious::<T>(4, 4))]
		pub fn sudo_set_net_tao_flow_enabled(origin: OriginFor<T>, enabled: bool) -> DispatchResult {
			ensure_root(origin)?;
			Emission::<T>::set_net_tao_flow_enabled(enabled);
			Ok(())
		}

		/// Sets whether the owner gets a part of the emission. Owner or root, without a rate limit. Answers
		/// `NotPermittedOnRootSubnet`.
		#[pallet::call_index(92)]
		#[pallet::weight((cautious::<T>(10, 2), DispatchClass::Operational))]
		pub fn sudo_set_owner_cut_enabled(origin: OriginFor<T>, netuid: NetUid, enabled: bool) -> DispatchResult {
			Self::owner_sets_at_will(origin, netuid)?;
			Self::ensure_not_root(netuid)?;
			Subnets::<T>::store_owner_cut_enabled(netuid, enabled);
			Ok(())
		}

		/// Sets the least take of child keys on a subnet, a u16 proportion between the chain's least and largest. Owner
		/// or root. Answers `InvalidValue`.
		#[pallet::call_index(93)]
		#[pallet::weight(cautious::<T>(16, 6))]
		pub fn sudo_set_min_childkey_take_per_subnet(
			origin: OriginFor<T>,
			netuid: NetUid,
			take: u16,
		) -> DispatchResult {
			Self::owner_sets(origin, netuid, Hyperparameter::MinChildkeyTake)?;
			let allowed = MinChildkeyTake::<T>::get()..=MaxChildkeyTake::<T>::get();
			ensure!(allowed.contains(&take), Error::<T>::InvalidValue);
			Subnets::<T>::store_min_childkey_take_per_subnet(netuid, take);
			Ok(())
		}

		/// Sets whether TAO is emitted to a subnet. Root. Answers `NotPermittedOnRootSubnet`.
		#[pallet::call_index(94)]
		#[pallet::weight(cautious::<T>(8, 4))]
		pub fn sudo_set_subnet_emission_enabled(origin: OriginFor<T>, netuid: NetUid, enabled: bool) -> DispatchResult {
			Self::root_sets(origin, netuid)?;
			Self::ensure_not_root(netuid)?;
			Subnets::<T>::store_subnet_emission_enabled(netuid, enabled);
			Self::deposit_event(Event::SubnetEmissionEnabledSet { netuid, enabled });
			Ok(())
		}

		/// Sets whether the owner's part is locked as it is paid. Owner or root, without a rate limit. Answers
		/// `NotPermittedOnRootSubnet`.
		#[pallet::call_index(95)]
		#[pallet::weight((cautious::<T>(10, 2), DispatchClass::Operational))]
		pub fn sudo_set_owner_cut_auto_lock_enabled(
			origin: OriginFor<T>,
			netuid: NetUid,
			enabled: bool,
		) -> DispatchResult {
			Self::owner_sets_at_will(origin, netuid)?;
			Self::ensure_not_root(netuid)?;
			Subnets::<T>::store_owner_cut_auto_lock_enabled(netuid, enabled);
			Ok(())
		}

		/// Sets how many epochs may run in one block, at least 1; the others wait. Root. Answers `ValueNotInBounds`.
		#[pallet::call_index(96)]
		#[pallet::weight(cautious::<T>(4, 4))]
		pub fn sudo_set_max_epochs_per_block(origin: OriginFor<T>, max_epochs_per_block: u8) -> DispatchResult {
			ensure_root(origin)?;
			ensure!(max_epochs_per_block > 0, Error::<T>::ValueNotInBounds);
			Subnets::<T>::store_max_epochs_per_block(max_epochs_per_block);
			Ok(())
		}
	}
}
