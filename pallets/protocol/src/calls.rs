//! What people can ask of the protocol. Each call checks who asks and hands over to its domain.

/// The calls.
#[frame_support::pallet_macros::pallet_section]
mod calls {
	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Sets what the signing hotkey thinks of the neurons of a subnet, on mechanism 0. Free; its limits are checked before it
		/// enters a block. Spec: consensus 8.1.
		///
		/// Answers `CanNotSetRootNetworkWeights`, `WeightVecNotEqualSize`, `MechanismDoesNotExist`, `UidsLengthExceedUidsInSubNet`,
		/// `HotKeyNotRegisteredInSubNet`, `NotEnoughStakeToSetWeights`, `IncorrectWeightVersionKey`, `SettingWeightsTooFast`,
		/// `NeuronNoValidatorPermit`, `DuplicateUids`, `UidVecContainInvalidOne`, `WeightVecLengthIsLow`, `CommitRevealEnabled`.
		#[pallet::call_index(0)]
		#[pallet::weight((weights::per_uid(T::WeightInfo::set_weights(), dests.len()), DispatchClass::Normal, Pays::No))]
		pub fn set_weights(
			origin: OriginFor<T>,
			netuid: NetUid,
			dests: Vec<u16>,
			weights: Vec<u16>,
			version_key: u64,
		) -> DispatchResult {
			T::Epochs::set_weights(ensure_signed(origin)?, netuid, MechId::MAIN, dests, weights, version_key)
		}

		/// Stakes RAO on a hotkey: buys alpha of the subnet at whatever price the pool asks. Spec: staking 6.1.
		///
		/// Answers `InsufficientLiquidity`, `SubnetNotExists`, `SubtokenDisabled`, `AmountTooLow`, `NotEnoughBalanceToStake`,
		/// `HotKeyAccountNotExists`.
		#[pallet::call_index(2)]
		#[pallet::weight(weights::on::<T>(weights::trading(T::WeightInfo::add_stake(), 2), &[*netuid]))]
		pub fn add_stake(
			origin: OriginFor<T>,
			hotkey: T::AccountId,
			netuid: NetUid,
			amount_staked: TaoBalance,
		) -> DispatchResult {
			T::Staking::add_stake(ensure_signed(origin)?, hotkey, netuid, amount_staked)
		}

		/// Unstakes alpha-rao from a hotkey, at most what is there, and sells them at whatever price the pool pays. What is left of
		/// a nomination that is then too small goes too. Spec: staking 6.3.
		///
		/// Answers `SubtokenDisabled` (also where there is no subnet), `InsufficientLiquidity`, `AmountTooLow`,
		/// `HotKeyAccountNotExists`.
		#[pallet::call_index(3)]
		#[pallet::weight(weights::on::<T>(weights::leaving(T::WeightInfo::remove_stake(), weights::TRADES_TO_REMOVE), &[*netuid]))]
		pub fn remove_stake(
			origin: OriginFor<T>,
			hotkey: T::AccountId,
			netuid: NetUid,
			amount_unstaked: AlphaBalance,
		) -> DispatchResultWithPostInfo {
			let rest_was_sold = T::Staking::remove_stake(ensure_signed(origin)?, hotkey, netuid, amount_unstaked)?;
			Ok(Some(weights::on::<T>(
				weights::left(T::WeightInfo::remove_stake(), weights::TRADES_TO_REMOVE, rest_was_sold),
				&[netuid],
			))
			.into())
		}

		/// Announces where the signing hotkey serves requests. Free; its limits are checked before it enters a block.
		///
		/// Answers `SubnetNotExists`, `HotKeyNotRegisteredInNetwork`, `InvalidIpType`, `InvalidIpAddress`, `ServingRateLimitExceeded`,
		/// `InvalidPort`.
		#[pallet::call_index(4)]
		#[pallet::weight((T::WeightInfo::serve_axon(), DispatchClass::Normal, Pays::No))]
		pub fn serve_axon(
			origin: OriginFor<T>,
			netuid: NetUid,
			version: u32,
			ip: u128,
			port: u16,
			ip_type: u8,
			protocol: u8,
			placeholder1: u8,
			placeholder2: u8,
		) -> DispatchResult {
			let axon = AxonInfo { block: now::<T>(), version, ip, port, ip_type, protocol, placeholder1, placeholder2 };
			T::Subnets::serve_axon(ensure_signed(origin)?, netuid, axon, None)
		}

		/// Announces where the signing hotkey serves its measurements. Free; its limits are checked before it enters a block.
		///
		/// Answers as `serve_axon`.
		#[pallet::call_index(5)]
		#[pallet::weight((T::WeightInfo::serve_prometheus(), DispatchClass::Normal, Pays::No))]
		pub fn serve_prometheus(
			origin: OriginFor<T>,
			netuid: NetUid,
			version: u32,
			ip: u128,
			port: u16,
			ip_type: u8,
		) -> DispatchResult {
			let prometheus = PrometheusInfo { block: now::<T>(), version, ip, port, ip_type };
			T::Subnets::serve_prometheus(ensure_signed(origin)?, netuid, prometheus)
		}

		/// Registers a hotkey as `burned_register` does; what it says about proof of work is ignored. Kept for old clients.
		#[pallet::call_index(6)]
		#[pallet::weight(weights::registration::<T>())]
		pub fn register(
			origin: OriginFor<T>,
			netuid: NetUid,
			block_number: u64,
			nonce: u64,
			work: Vec<u8>,
			hotkey: T::AccountId,
			coldkey: T::AccountId,
		) -> DispatchResultWithPostInfo {
			let _ = (block_number, nonce, work, coldkey);
			let neurons_before = SubnetworkN::<T>::get(netuid);
			T::Subnets::register_neuron(ensure_signed(origin)?, netuid, hotkey, None)?;
			Ok(Some(weights::registration_done::<T>(netuid, neurons_before)).into())
		}

		/// Registers a hotkey on a subnet against the price of the moment. Spec: subnets 5.1.
		///
		/// Answers `RegistrationNotPermittedOnRootSubnet`, `SubnetNotExists`, `SubNetRegistrationDisabled`,
		/// `HotKeyAlreadyRegisteredInSubNet`, `NotEnoughBalanceToStake`, `NonAssociatedColdKey`, `NoNeuronIdAvailable`, and the errors
		/// of a swap.
		#[pallet::call_index(7)]
		#[pallet::weight(weights::registration::<T>())]
		pub fn burned_register(
			origin: OriginFor<T>,
			netuid: NetUid,
			hotkey: T::AccountId,
		) -> DispatchResultWithPostInfo {
			let neurons_before = SubnetworkN::<T>::get(netuid);
			T::Subnets::register_neuron(ensure_signed(origin)?, netuid, hotkey, None)?;
			Ok(Some(weights::registration_done::<T>(netuid, neurons_before)).into())
		}

		/// Announces as `serve_axon` does, with a certificate: a byte for the kind of key and a key of up to 64 bytes. A longer
		/// one is ignored, and the call is not free then.
		#[pallet::call_index(40)]
		#[pallet::weight((
			T::WeightInfo::serve_axon_tls(),
			DispatchClass::Normal,
			// What is too long to be a certificate is not carried for nothing.
			if certificate.len() > MAX_CERTIFICATE_BYTES { Pays::Yes } else { Pays::No },
		))]
		pub fn serve_axon_tls(
			origin: OriginFor<T>,
			netuid: NetUid,
			version: u32,
			ip: u128,
			port: u16,
			ip_type: u8,
			protocol: u8,
			placeholder1: u8,
			placeholder2: u8,
			certificate: Vec<u8>,
		) -> DispatchResult {
			let axon = AxonInfo { block: now::<T>(), version, ip, port, ip_type, protocol, placeholder1, placeholder2 };
			T::Subnets::serve_axon(ensure_signed(origin)?, netuid, axon, Some(certificate))
		}

		/// Creates a subnet for the signer with `hotkey` as its first neuron, against the lock cost of the moment. Spec: subnets 2.
		///
		/// Answers `NonAssociatedColdKey`, `CannotUseSystemAccount`, `SubNetRegistrationDisabled`, `NetworkTxRateLimitExceeded`,
		/// `SubnetLimitReached`, `CannotAffordLockCost`.
		#[pallet::call_index(59)]
		#[pallet::weight(weights::creating::<T>(T::WeightInfo::register_network(SubnetLimit::<T>::get().into())))]
		pub fn register_network(origin: OriginFor<T>, hotkey: T::AccountId) -> DispatchResultWithPostInfo {
			let subnets = TotalNetworks::<T>::get().into();
			T::Subnets::register_network(ensure_signed(origin)?, hotkey, None)?;
			Ok(Some(weights::creating::<T>(T::WeightInfo::register_network(subnets))).into())
		}

		/// Removes a subnet. Root only; `coldkey` is ignored. Spec: subnets 3.
		///
		/// Answers `SubnetNotExists`.
		#[pallet::call_index(61)]
		#[pallet::weight(weights::cautious::<T>(200, 200))]
		pub fn dissolve_network(origin: OriginFor<T>, coldkey: T::AccountId, netuid: NetUid) -> DispatchResult {
			ensure_root(origin)?;
			let _ = coldkey;
			T::Subnets::dissolve_network(netuid)
		}

		/// Gives a hotkey a seat on root. Spec: subnets 5.3.
		///
		/// Answers `RootNetworkDoesNotExist`, `TooManyRegistrationsThisBlock`, `TooManyRegistrationsThisInterval`,
		/// `HotKeyAlreadyRegisteredInSubNet`, `NonAssociatedColdKey`, `StakeTooLowForRoot`.
		#[pallet::call_index(62)]
		#[pallet::weight(T::WeightInfo::root_register())]
		pub fn root_register(origin: OriginFor<T>, hotkey: T::AccountId) -> DispatchResult {
			T::Subnets::root_register(ensure_signed(origin)?, hotkey)
		}

		/// Lowers the part of dividends that a hotkey keeps for its owner, a u16 proportion. Free when it succeeds. Spec: staking 3.
		///
		/// Answers `DelegateTakeTooLow`, `DelegateTakeTooHigh`, `HotKeyAccountNotExists`, `NonAssociatedColdKey`.
		#[pallet::call_index(65)]
		#[pallet::weight(T::WeightInfo::decrease_take())]
		pub fn decrease_take(origin: OriginFor<T>, hotkey: T::AccountId, take: u16) -> DispatchResultWithPostInfo {
			T::Staking::decrease_take(ensure_signed(origin)?, hotkey, take)?;
			Ok(Pays::No.into())
		}

		/// Raises the part of dividends that a hotkey keeps for its owner, a u16 proportion, once in `TxDelegateTakeRateLimit`
		/// blocks. Free when it succeeds. Spec: staking 3.
		///
		/// Answers as `decrease_take`, and `DelegateTxRateLimitExceeded`.
		#[pallet::call_index(66)]
		#[pallet::weight(T::WeightInfo::increase_take())]
		pub fn increase_take(origin: OriginFor<T>, hotkey: T::AccountId, take: u16) -> DispatchResultWithPostInfo {
			T::Staking::increase_take(ensure_signed(origin)?, hotkey, take)?;
			Ok(Pays::No.into())
		}

		/// Lends stake of a hotkey on a subnet to at most 5 other hotkeys, each with its part of 2^64 - 1; an empty list takes it
		/// back. Takes effect after `PendingChildKeyCooldown` blocks, or at once on a subnet that has not started. Spec: staking 8.1.
		///
		/// Answers `TxRateLimitExceeded`, `RegistrationNotPermittedOnRootSubnet`, `SubnetNotExists`, `NonAssociatedColdKey`,
		/// `DuplicateChild`, `InvalidChild`, `TooManyChildren`, `ProportionOverflow`, `ChildParentInconsistency`,
		/// `NotEnoughStakeToSetChildkeys`.
		#[pallet::call_index(67)]
		#[pallet::weight(T::WeightInfo::set_children())]
		pub fn set_children(
			origin: OriginFor<T>,
			hotkey: T::AccountId,
			netuid: NetUid,
			children: Vec<(u64, T::AccountId)>,
		) -> DispatchResult {
			T::Staking::set_children(ensure_signed(origin)?, hotkey, netuid, children)
		}

		/// Describes the signing coldkey, which must own a registered hotkey. Spec: subnets 8.2.
		///
		/// Answers `HotKeyNotRegisteredInNetwork`, `InvalidIdentity`.
		#[pallet::call_index(68)]
		#[pallet::weight(T::WeightInfo::set_identity())]
		pub fn set_identity(
			origin: OriginFor<T>,
			name: Vec<u8>,
			url: Vec<u8>,
			github_repo: Vec<u8>,
			image: Vec<u8>,
			discord: Vec<u8>,
			description: Vec<u8>,
			additional: Vec<u8>,
		) -> DispatchResult {
			let identity = ChainIdentityV2 { name, url, github_repo, image, discord, description, additional };
			T::Subnets::set_identity(ensure_signed(origin)?, identity)
		}

		/// Sets the blocks after a change of a childkey take in which it cannot be raised; 0 for no limit. Root.
		#[pallet::call_index(69)]
		#[pallet::weight(weights::cautious::<T>(1, 1))]
		pub fn sudo_set_tx_childkey_take_rate_limit(origin: OriginFor<T>, tx_rate_limit: u64) -> DispatchResult {
			ensure_root(origin)?;
			T::Staking::set_childkey_take_rate_limit(tx_rate_limit);
			Ok(())
		}

		/// Puts another hotkey of the caller in the place of a hotkey, on one subnet or on all of them, for KeySwapOnSubnetCost or
		/// KeySwapCost RAO, which are recycled. Everything goes with it: neurons, stake, children, parents, locks, root dividends. Where
		/// many have staked on it their stake follows in the next blocks, and counts for the new hotkey at once. Spec: staking 12.
		///
		/// Answers `NonAssociatedColdKey`, `NewHotKeyIsSameWithOld`, `HotKeySetTxRateLimitExceeded`, `HotKeyAlreadyRegisteredInSubNet`,
		/// `NewHotKeyNotCleanForRootSwap`, `SubnetNotExists`, `HotKeySwapOnSubnetIntervalNotPassed`, `CannotUseSystemAccount`,
		/// `NotEnoughBalanceToPaySwapHotKey`.
		#[pallet::call_index(70)]
		#[pallet::weight(weights::swap_hotkey::<T>(*netuid))]
		pub fn swap_hotkey(
			origin: OriginFor<T>,
			hotkey: T::AccountId,
			new_hotkey: T::AccountId,
			netuid: Option<NetUid>,
		) -> DispatchResult {
			T::Staking::swap_hotkey(ensure_signed(origin)?, (hotkey, new_hotkey), netuid, false)
		}

		/// Puts another coldkey in the place of a coldkey, without an announcement, and recycles `swap_cost` RAO of it. Root.
		/// Spec: staking 11.
		///
		/// Answers `NotEnoughBalanceToPaySwapColdKey`, `ColdKeyAlreadyAssociated`, `NewColdKeyIsHotkey`, `ActiveLockExists`.
		#[pallet::call_index(71)]
		#[pallet::weight(weights::swap_coldkey::<T>())]
		pub fn swap_coldkey(
			origin: OriginFor<T>,
			old_coldkey: T::AccountId,
			new_coldkey: T::AccountId,
			swap_cost: TaoBalance,
		) -> DispatchResult {
			ensure_root(origin)?;
			T::Staking::swap_coldkey(old_coldkey, new_coldkey, swap_cost)
		}

		/// As `swap_hotkey`; with `keep_stake` stake, root dividends and voting power stay with the old hotkey, which remains the
		/// caller's. Spec: staking 12.
		///
		/// Answers `NonAssociatedColdKey`, `NewHotKeyIsSameWithOld`, `HotKeySetTxRateLimitExceeded`, `HotKeyAlreadyRegisteredInSubNet`,
		/// `NewHotKeyNotCleanForRootSwap`, `SubnetNotExists`, `HotKeySwapOnSubnetIntervalNotPassed`, `CannotUseSystemAccount`,
		/// `NotEnoughBalanceToPaySwapHotKey`.
		#[pallet::call_index(72)]
		#[pallet::weight(weights::swap_hotkey::<T>(*netuid))]
		pub fn swap_hotkey_v2(
			origin: OriginFor<T>,
			hotkey: T::AccountId,
			new_hotkey: T::AccountId,
			netuid: Option<NetUid>,
			keep_stake: bool,
		) -> DispatchResult {
			T::Staking::swap_hotkey(ensure_signed(origin)?, (hotkey, new_hotkey), netuid, keep_stake)
		}

		/// Does nothing: a coldkey swap is announced with `announce_coldkey_swap`. Answers `Deprecated`.
		#[pallet::call_index(73)]
		#[pallet::weight(weights::cautious::<T>(0, 0))]
		pub fn schedule_swap_coldkey(origin: OriginFor<T>, new_coldkey: T::AccountId) -> DispatchResult {
			ensure_signed(origin)?;
			let _ = new_coldkey;
			Err(Error::<T>::Deprecated.into())
		}

		/// Sets the part of the dividends for borrowed stake that a hotkey keeps for its owner on a subnet, a u16 proportion.
		/// Spec: staking 8.3.
		///
		/// Answers `NonAssociatedColdKey`, `SubnetNotExists`, `InvalidChildkeyTake`, `TxChildkeyTakeRateLimitExceeded`.
		#[pallet::call_index(75)]
		#[pallet::weight(weights::cautious::<T>(10, 4))]
		pub fn set_childkey_take(
			origin: OriginFor<T>,
			hotkey: T::AccountId,
			netuid: NetUid,
			take: u16,
		) -> DispatchResult {
			T::Staking::set_childkey_take(ensure_signed(origin)?, hotkey, netuid, take)
		}

		/// Sets the least childkey take of the chain, a u16 proportion. Those below keep theirs, but count as this. Root.
		#[pallet::call_index(76)]
		#[pallet::weight(weights::cautious::<T>(1, 1))]
		pub fn sudo_set_min_childkey_take(origin: OriginFor<T>, take: u16) -> DispatchResult {
			ensure_root(origin)?;
			T::Staking::set_min_childkey_take(take);
			Ok(())
		}

		/// Sets the largest childkey take of the chain, a u16 proportion. Those above keep theirs. Root.
		#[pallet::call_index(77)]
		#[pallet::weight(weights::cautious::<T>(1, 1))]
		pub fn sudo_set_max_childkey_take(origin: OriginFor<T>, take: u16) -> DispatchResult {
			ensure_root(origin)?;
			T::Staking::set_max_childkey_take(take);
			Ok(())
		}

		/// Describes a subnet, by its owner. Spec: subnets 8.2.
		///
		/// Answers `NotSubnetOwner`, `InvalidIdentity`.
		#[pallet::call_index(78)]
		#[pallet::weight(T::WeightInfo::set_subnet_identity())]
		pub fn set_subnet_identity(
			origin: OriginFor<T>,
			netuid: NetUid,
			subnet_name: Vec<u8>,
			github_repo: Vec<u8>,
			subnet_contact: Vec<u8>,
			subnet_url: Vec<u8>,
			discord: Vec<u8>,
			description: Vec<u8>,
			logo_url: Vec<u8>,
			additional: Vec<u8>,
		) -> DispatchResult {
			let identity = SubnetIdentityV3 {
				subnet_name,
				github_repo,
				subnet_contact,
				subnet_url,
				discord,
				description,
				logo_url,
				additional,
			};
			T::Subnets::set_subnet_identity(ensure_signed(origin)?, netuid, identity)
		}

		/// Creates a subnet as `register_network` does, with a description of it. Answers `InvalidIdentity` too.
		#[pallet::call_index(79)]
		#[pallet::weight(weights::creating::<T>(T::WeightInfo::register_network_with_identity(SubnetLimit::<T>::get().into())))]
		pub fn register_network_with_identity(
			origin: OriginFor<T>,
			hotkey: T::AccountId,
			identity: Option<SubnetIdentityOfV3>,
		) -> DispatchResultWithPostInfo {
			let subnets = TotalNetworks::<T>::get().into();
			T::Subnets::register_network(ensure_signed(origin)?, hotkey, identity)?;
			Ok(Some(weights::creating::<T>(T::WeightInfo::register_network_with_identity(subnets))).into())
		}

		/// Sets the signing hotkey's weights on mechanism 0 of several subnets. What fails on one subnet is told by events and
		/// does not stop the others. Free. Spec: consensus 8.1.
		///
		/// Answers `InputLengthsUnequal`.
		#[pallet::call_index(80)]
		#[pallet::weight((weights::batch(T::WeightInfo::set_weights(), netuids.len()), DispatchClass::Normal, Pays::No))]
		pub fn batch_set_weights(
			origin: OriginFor<T>,
			netuids: Vec<Compact<NetUid>>,
			weights: Vec<Vec<(Compact<u16>, Compact<u16>)>>,
			version_keys: Vec<Compact<u64>>,
		) -> DispatchResult {
			T::Epochs::batch_set_weights(ensure_signed(origin)?, netuids, weights, version_keys)
		}

		/// Unstakes all that the caller has on a hotkey, on root and on every subnet where alpha can be sold; what cannot be
		/// unstaked stays. Spec: staking 6.6.
		///
		/// Answers `HotKeyAccountNotExists`.
		#[pallet::call_index(83)]
		#[pallet::weight(weights::on::<T>(weights::unstake_all::<T>(TotalNetworks::<T>::get().into()), &[NetUid::ROOT]))]
		pub fn unstake_all(origin: OriginFor<T>, hotkey: T::AccountId) -> DispatchResultWithPostInfo {
			let positions = T::Staking::unstake_all(ensure_signed(origin)?, hotkey)?;
			let measured = T::WeightInfo::unstake_all(positions.0);
			Ok(Some(weights::on::<T>(weights::unstaking_all(measured, positions), &[NetUid::ROOT])).into())
		}

		/// Unstakes all that the caller has on a hotkey, on every subnet but root where alpha can be sold, and stakes the TAO on the
		/// same hotkey on root. Spec: staking 6.7.
		///
		/// Answers `HotKeyAccountNotExists`, `AmountTooLow` (nothing was unstaked, or too little for a nominator).
		#[pallet::call_index(84)]
		#[pallet::weight(weights::on::<T>(weights::unstake_all_alpha::<T>(TotalNetworks::<T>::get().into()), &[NetUid::ROOT]))]
		pub fn unstake_all_alpha(origin: OriginFor<T>, hotkey: T::AccountId) -> DispatchResultWithPostInfo {
			let positions = T::Staking::unstake_all_alpha(ensure_signed(origin)?, hotkey)?;
			let measured = T::WeightInfo::unstake_all_alpha(positions.0);
			Ok(Some(weights::on::<T>(weights::unstaking_all(measured, positions), &[NetUid::ROOT])).into())
		}

		/// Moves at most `alpha_amount` alpha-rao of the caller's stake to another hotkey, to another subnet, or both. Between two
		/// subnets they are sold on one and bought on the other. Spec: staking 6.8.
		///
		/// Answers `SameNetuid`, `SubnetNotExists`, `SubtokenDisabled`, `HotKeyAccountNotExists`, `NotEnoughStakeToWithdraw`,
		/// `InsufficientLiquidity`, `AmountTooLow`.
		#[pallet::call_index(85)]
		#[pallet::weight(weights::on::<T>(weights::leaving(T::WeightInfo::move_stake(), weights::TRADES_TO_MOVE), &[*origin_netuid, *destination_netuid]))]
		pub fn move_stake(
			origin: OriginFor<T>,
			origin_hotkey: T::AccountId,
			destination_hotkey: T::AccountId,
			origin_netuid: NetUid,
			destination_netuid: NetUid,
			alpha_amount: AlphaBalance,
		) -> DispatchResultWithPostInfo {
			let hotkeys = (origin_hotkey, destination_hotkey);
			let netuids = (origin_netuid, destination_netuid);
			let rest_was_sold = T::Staking::move_stake(ensure_signed(origin)?, hotkeys, netuids, alpha_amount)?;
			Ok(Some(weights::on::<T>(
				weights::left(T::WeightInfo::move_stake(), weights::TRADES_TO_MOVE, rest_was_sold),
				&[origin_netuid, destination_netuid],
			))
			.into())
		}

		/// Gives at most `alpha_amount` alpha-rao of the caller's stake to another coldkey, on the same hotkey. Between two subnets
		/// they are sold on one and bought on the other. Spec: staking 6.8.
		///
		/// Answers `SameNetuid`, `SubnetNotExists`, `SubtokenDisabled`, `HotKeyAccountNotExists`, `NotEnoughStakeToWithdraw`,
		/// `InsufficientLiquidity`, `AmountTooLow`, `TransferDisallowed`.
		#[pallet::call_index(86)]
		#[pallet::weight(weights::on::<T>(weights::leaving(T::WeightInfo::transfer_stake(), weights::TRADES_TO_MOVE), &[*origin_netuid, *destination_netuid]))]
		pub fn transfer_stake(
			origin: OriginFor<T>,
			destination_coldkey: T::AccountId,
			hotkey: T::AccountId,
			origin_netuid: NetUid,
			destination_netuid: NetUid,
			alpha_amount: AlphaBalance,
		) -> DispatchResultWithPostInfo {
			let coldkeys = (ensure_signed(origin)?, destination_coldkey);
			let rest_was_sold =
				T::Staking::transfer_stake(coldkeys, hotkey, (origin_netuid, destination_netuid), alpha_amount)?;
			Ok(Some(weights::on::<T>(
				weights::left(T::WeightInfo::transfer_stake(), weights::TRADES_TO_MOVE, rest_was_sold),
				&[origin_netuid, destination_netuid],
			))
			.into())
		}

		/// Moves at most `alpha_amount` alpha-rao of the caller's stake to another subnet, on the same hotkey: they are sold on one
		/// and bought on the other, at whatever prices. Spec: staking 6.8.
		///
		/// Answers `SameNetuid`, `SubnetNotExists`, `SubtokenDisabled`, `HotKeyAccountNotExists`, `NotEnoughStakeToWithdraw`,
		/// `InsufficientLiquidity`, `AmountTooLow`.
		#[pallet::call_index(87)]
		#[pallet::weight(weights::on::<T>(weights::leaving(T::WeightInfo::swap_stake(), weights::TRADES_TO_MOVE), &[*origin_netuid, *destination_netuid]))]
		pub fn swap_stake(
			origin: OriginFor<T>,
			hotkey: T::AccountId,
			origin_netuid: NetUid,
			destination_netuid: NetUid,
			alpha_amount: AlphaBalance,
		) -> DispatchResultWithPostInfo {
			let netuids = (origin_netuid, destination_netuid);
			let rest_was_sold = T::Staking::swap_stake(ensure_signed(origin)?, hotkey, netuids, alpha_amount)?;
			Ok(Some(weights::on::<T>(
				weights::left(T::WeightInfo::swap_stake(), weights::TRADES_TO_MOVE, rest_was_sold),
				&[origin_netuid, destination_netuid],
			))
			.into())
		}

		/// Stakes as `add_stake` does, as long as the price is below `limit_price`, in RAO of TAO for one whole alpha. Of an amount
		/// that would lift it higher only the part up to the limit is staked if `allow_partial`, else nothing. Spec: staking 6.2.
		///
		/// Answers as `add_stake`, and `Swap::PriceLimitExceeded` (the price is there already), `Swap::ReservesTooLow`,
		/// `SlippageTooHigh`.
		#[pallet::call_index(88)]
		#[pallet::weight(weights::on::<T>(weights::trading(T::WeightInfo::add_stake_limit(), 3), &[*netuid]))]
		pub fn add_stake_limit(
			origin: OriginFor<T>,
			hotkey: T::AccountId,
			netuid: NetUid,
			amount_staked: TaoBalance,
			limit_price: TaoBalance,
			allow_partial: bool,
		) -> DispatchResult {
			let coldkey = ensure_signed(origin)?;
			T::Staking::add_stake_limit(coldkey, hotkey, netuid, amount_staked, limit_price, allow_partial)
		}

		/// Unstakes as `remove_stake` does, as long as the price is above `limit_price`, in RAO of TAO for one whole alpha. Of an
		/// amount that would press it lower only the part down to the limit is unstaked if `allow_partial`, else nothing.
		/// Spec: staking 6.4.
		///
		/// Answers as `remove_stake`, and `Swap::PriceLimitExceeded` (the price is there already), `Swap::ReservesTooLow`,
		/// `SlippageTooHigh`.
		#[pallet::call_index(89)]
		#[pallet::weight(weights::on::<T>(weights::leaving(T::WeightInfo::remove_stake_limit(), weights::TRADES_TO_REMOVE + 1), &[*netuid]))]
		pub fn remove_stake_limit(
			origin: OriginFor<T>,
			hotkey: T::AccountId,
			netuid: NetUid,
			amount_unstaked: AlphaBalance,
			limit_price: TaoBalance,
			allow_partial: bool,
		) -> DispatchResultWithPostInfo {
			let coldkey = ensure_signed(origin)?;
			let rest_was_sold =
				T::Staking::remove_stake_limit(coldkey, hotkey, netuid, amount_unstaked, limit_price, allow_partial)?;
			Ok(Some(weights::on::<T>(
				weights::left(T::WeightInfo::remove_stake_limit(), weights::TRADES_TO_REMOVE + 1, rest_was_sold),
				&[netuid],
			))
			.into())
		}

		/// Moves stake to another subnet as `swap_stake` does, as long as one alpha of the origin brings at least `limit_price`
		/// billionths of an alpha of the destination. The limit bounds the amount; of more only that part is moved if
		/// `allow_partial`, else nothing. Spec: staking 6.8.
		///
		/// Answers as `swap_stake`, and `SlippageTooHigh`, `Swap::PriceLimitExceeded`, `Swap::ReservesTooLow`.
		#[pallet::call_index(90)]
		#[pallet::weight(weights::on::<T>(weights::leaving(T::WeightInfo::swap_stake_limit(), weights::TRADES_TO_MOVE + 1), &[*origin_netuid, *destination_netuid]))]
		pub fn swap_stake_limit(
			origin: OriginFor<T>,
			hotkey: T::AccountId,
			origin_netuid: NetUid,
			destination_netuid: NetUid,
			alpha_amount: AlphaBalance,
			limit_price: TaoBalance,
			allow_partial: bool,
		) -> DispatchResultWithPostInfo {
			let coldkey = ensure_signed(origin)?;
			let netuids = (origin_netuid, destination_netuid);
			let rest_was_sold =
				T::Staking::swap_stake_limit(coldkey, hotkey, netuids, alpha_amount, limit_price, allow_partial)?;
			Ok(Some(weights::on::<T>(
				weights::left(T::WeightInfo::swap_stake_limit(), weights::TRADES_TO_MOVE + 1, rest_was_sold),
				&[origin_netuid, destination_netuid],
			))
			.into())
		}

		/// Claims a hotkey that nobody has claimed; does nothing if somebody has.
		///
		/// Answers `CannotUseSystemAccount`.
		#[pallet::call_index(91)]
		#[pallet::weight(T::WeightInfo::try_associate_hotkey())]
		pub fn try_associate_hotkey(origin: OriginFor<T>, hotkey: T::AccountId) -> DispatchResult {
			T::Subnets::try_associate_hotkey(ensure_signed(origin)?, hotkey)
		}

		/// Starts a subnet: from the next block on it can receive emission, and its alpha can be traded. Spec: subnets 2.6.
		///
		/// Answers `SubnetNotExists`, `BadOrigin` (not the owner), `FirstEmissionBlockNumberAlreadySet`,
		/// `NeedWaitingMoreBlocksToStarCall`.
		#[pallet::call_index(92)]
		#[pallet::weight(T::WeightInfo::start_call())]
		pub fn start_call(origin: OriginFor<T>, netuid: NetUid) -> DispatchResult {
			T::Subnets::start_call(ensure_signed(origin)?, netuid)
		}

		/// Commits the signing hotkey to weights on mechanism 0, by the hash of what it will reveal. Free. Spec: consensus 8.2.
		///
		/// Answers `MechanismDoesNotExist`, `CommitRevealDisabled`, `HotKeyNotRegisteredInSubNet`, `CommittingWeightsTooFast`,
		/// `TooManyUnrevealedCommits`.
		#[pallet::call_index(96)]
		#[pallet::weight((T::WeightInfo::commit_weights(), DispatchClass::Normal, Pays::No))]
		pub fn commit_weights(origin: OriginFor<T>, netuid: NetUid, commit_hash: H256) -> DispatchResult {
			T::Epochs::commit_weights(ensure_signed(origin)?, netuid, MechId::MAIN, commit_hash)
		}

		/// Reveals weights on mechanism 0 that the signing hotkey committed to. Free. Spec: consensus 8.3.
		///
		/// Answers `CanNotSetRootNetworkWeights`, `WeightVecNotEqualSize`, `MechanismDoesNotExist`, `UidsLengthExceedUidsInSubNet`,
		/// `HotKeyNotRegisteredInSubNet`, `NotEnoughStakeToSetWeights`, `IncorrectWeightVersionKey`, `SettingWeightsTooFast`,
		/// `NeuronNoValidatorPermit`, `DuplicateUids`, `UidVecContainInvalidOne`, `WeightVecLengthIsLow`, `CommitRevealDisabled`,
		/// `NoWeightsCommitFound`, `ExpiredWeightCommit`, `InvalidRevealCommitHashNotMatch`, `RevealTooEarly`.
		#[pallet::call_index(97)]
		#[pallet::weight((weights::per_uid(T::WeightInfo::reveal_weights(), uids.len()), DispatchClass::Normal, Pays::No))]
		pub fn reveal_weights(
			origin: OriginFor<T>,
			netuid: NetUid,
			uids: Vec<u16>,
			values: Vec<u16>,
			salt: Vec<u16>,
			version_key: u64,
		) -> DispatchResult {
			let revealed = RevealedWeights { uids, values, salt, version_key };
			T::Epochs::reveal_weights(ensure_signed(origin)?, netuid, MechId::MAIN, revealed)
		}

		/// Reveals several weights on mechanism 0 of a subnet, in order; the last ones count. Nothing is revealed if one of them
		/// cannot be. Free. Spec: consensus 8.3.
		///
		/// Answers `CanNotSetRootNetworkWeights`, `WeightVecNotEqualSize`, `MechanismDoesNotExist`, `UidsLengthExceedUidsInSubNet`,
		/// `HotKeyNotRegisteredInSubNet`, `NotEnoughStakeToSetWeights`, `IncorrectWeightVersionKey`, `SettingWeightsTooFast`,
		/// `NeuronNoValidatorPermit`, `DuplicateUids`, `UidVecContainInvalidOne`, `WeightVecLengthIsLow`, `InputLengthsUnequal`,
		/// `CommitRevealDisabled`, `NoWeightsCommitFound`, `ExpiredWeightCommit`, `InvalidRevealCommitHashNotMatch`,
		/// `RevealTooEarly`.
		#[pallet::call_index(98)]
		#[pallet::weight((weights::batch(T::WeightInfo::reveal_weights(), uids_list.len()), DispatchClass::Normal, Pays::No))]
		pub fn batch_reveal_weights(
			origin: OriginFor<T>,
			netuid: NetUid,
			uids_list: Vec<Vec<u16>>,
			values_list: Vec<Vec<u16>>,
			salts_list: Vec<Vec<u16>>,
			version_keys: Vec<u64>,
		) -> DispatchResult {
			let hotkey = ensure_signed(origin)?;
			T::Epochs::batch_reveal_weights(hotkey, netuid, uids_list, values_list, salts_list, version_keys)
		}

		/// Commits the signing hotkey to weights on mechanism 0 of several subnets. What fails on one subnet is told by events
		/// and does not stop the others. Free. Spec: consensus 8.2.
		///
		/// Answers `InputLengthsUnequal`.
		#[pallet::call_index(100)]
		#[pallet::weight((weights::batch(T::WeightInfo::commit_weights(), netuids.len()), DispatchClass::Normal, Pays::No))]
		pub fn batch_commit_weights(
			origin: OriginFor<T>,
			netuids: Vec<Compact<NetUid>>,
			commit_hashes: Vec<H256>,
		) -> DispatchResult {
			T::Epochs::batch_commit_weights(ensure_signed(origin)?, netuids, commit_hashes)
		}

		/// Gives up at most `amount` alpha-rao of the caller's stake: they are recycled, and can be emitted again.
		/// Spec: staking 6.9.
		///
		/// Answers `SubnetNotExists`, `CannotBurnOrRecycleOnRootSubnet`, `SubtokenDisabled`, `HotKeyAccountNotExists`,
		/// `InsufficientLiquidity`.
		#[pallet::call_index(101)]
		#[pallet::weight(weights::on::<T>(T::WeightInfo::recycle_alpha(), &[*netuid]))]
		pub fn recycle_alpha(
			origin: OriginFor<T>,
			hotkey: T::AccountId,
			amount: AlphaBalance,
			netuid: NetUid,
		) -> DispatchResult {
			T::Staking::recycle_alpha(ensure_signed(origin)?, hotkey, netuid, amount)
		}

		/// Gives up at most `amount` alpha-rao of the caller's stake: they are burned, and stay issued. Spec: staking 6.9.
		///
		/// Answers `SubnetNotExists`, `CannotBurnOrRecycleOnRootSubnet`, `SubtokenDisabled`, `HotKeyAccountNotExists`,
		/// `InsufficientLiquidity`.
		#[pallet::call_index(102)]
		#[pallet::weight(weights::on::<T>(T::WeightInfo::burn_alpha(), &[*netuid]))]
		pub fn burn_alpha(
			origin: OriginFor<T>,
			hotkey: T::AccountId,
			amount: AlphaBalance,
			netuid: NetUid,
		) -> DispatchResult {
			T::Staking::burn_alpha(ensure_signed(origin)?, hotkey, netuid, amount)
		}

		/// Unstakes all that the caller has on a hotkey on a subnet: as `remove_stake`, or with a limit as `remove_stake_limit` that
		/// allows no part. Spec: staking 6.5.
		#[pallet::call_index(103)]
		#[pallet::weight(weights::on::<T>(weights::leaving(T::WeightInfo::remove_stake_limit(), weights::TRADES_TO_REMOVE + 1), &[*netuid]))]
		pub fn remove_stake_full_limit(
			origin: OriginFor<T>,
			hotkey: T::AccountId,
			netuid: NetUid,
			limit_price: Option<TaoBalance>,
		) -> DispatchResultWithPostInfo {
			let rest_was_sold =
				T::Staking::remove_stake_full_limit(ensure_signed(origin)?, hotkey, netuid, limit_price)?;
			Ok(Some(weights::on::<T>(
				weights::left(T::WeightInfo::remove_stake_limit(), weights::TRADES_TO_REMOVE + 1, rest_was_sold),
				&[netuid],
			))
			.into())
		}

		/// Sets the blocks from the choice of children to the end of its cooldown. Root.
		#[pallet::call_index(109)]
		#[pallet::weight(weights::cautious::<T>(0, 1))]
		pub fn set_pending_childkey_cooldown(origin: OriginFor<T>, cooldown: u64) -> DispatchResult {
			ensure_root(origin)?;
			T::Staking::set_pending_childkey_cooldown(cooldown);
			Ok(())
		}

		/// Creates a subnet with what a crowdloan has raised, and leases it to the crowdloan's creator. Only as the call of a
		/// crowdloan that is being finalised. Spec: subnets 10.
		///
		/// Answers `Crowdloan.InvalidCrowdloanId`, `InvalidLeaseBeneficiary`, `LeaseCannotEndInThePast`, and as `register_network`.
		#[pallet::call_index(110)]
		#[pallet::weight(weights::register_leased_network::<T>())]
		pub fn register_leased_network(
			origin: OriginFor<T>,
			emissions_share: Percent,
			end_block: Option<BlockNumberFor<T>>,
		) -> DispatchResult {
			T::Leasing::register_leased_network(ensure_signed(origin)?, emissions_share, end_block)
		}

		/// Ends a lease whose time is over: its beneficiary becomes the subnet's owner, with one of its hotkeys. Spec: subnets 10.
		///
		/// Answers `LeaseDoesNotExist`, `ExpectedBeneficiaryOrigin`, `LeaseHasNoEndBlock`, `LeaseHasNotEnded`,
		/// `BeneficiaryDoesNotOwnHotkey`.
		#[pallet::call_index(111)]
		#[pallet::weight(weights::terminate_lease::<T>())]
		pub fn terminate_lease(origin: OriginFor<T>, lease_id: LeaseId, hotkey: T::AccountId) -> DispatchResult {
			T::Leasing::terminate_lease(ensure_signed(origin)?, lease_id, hotkey)
		}

		/// Gives a subnet's alpha another symbol of the table. Owner or root. Spec: subnets 9.
		///
		/// Answers `SubnetNotExists`, `BadOrigin`, `SymbolDoesNotExist`, `SymbolAlreadyInUse`.
		#[pallet::call_index(112)]
		#[pallet::weight(T::WeightInfo::update_symbol(SubnetLimit::<T>::get().into()))]
		pub fn update_symbol(origin: OriginFor<T>, netuid: NetUid, symbol: Vec<u8>) -> DispatchResultWithPostInfo {
			let subnets = TotalNetworks::<T>::get().into();
			T::Subnets::update_symbol(origin, netuid, symbol)?;
			Ok(Some(T::WeightInfo::update_symbol(subnets)).into())
		}

		/// Commits the signing hotkey to weights on mechanism 0 that are encrypted for a round of drand, with which the chain
		/// itself reveals them. Free. Spec: consensus 8.4.
		///
		/// Answers `MechanismDoesNotExist`, `CommitRevealDisabled`, `IncorrectCommitRevealVersion`, `HotKeyNotRegisteredInSubNet`,
		/// `CommittingWeightsTooFast`, `TooManyUnrevealedCommits`.
		#[pallet::call_index(113)]
		#[pallet::weight((T::WeightInfo::commit_timelocked_weights(), DispatchClass::Normal, Pays::No))]
		pub fn commit_timelocked_weights(
			origin: OriginFor<T>,
			netuid: NetUid,
			commit: WeightCiphertext,
			reveal_round: u64,
			commit_reveal_version: u16,
		) -> DispatchResult {
			let timelocked = TimelockedWeights { ciphertext: commit, reveal_round, version: commit_reveal_version };
			T::Epochs::commit_timelocked_weights(ensure_signed(origin)?, netuid, MechId::MAIN, timelocked)
		}

		/// Names the hotkey on which what the caller's miners earn on a subnet is staked. Spec: staking 7.
		///
		/// Answers `SubnetNotExists`, `HotKeyNotRegisteredInSubNet`, `SameAutoStakeHotkeyAlreadySet`.
		#[pallet::call_index(114)]
		#[pallet::weight(T::WeightInfo::set_coldkey_auto_stake_hotkey())]
		pub fn set_coldkey_auto_stake_hotkey(
			origin: OriginFor<T>,
			netuid: NetUid,
			hotkey: T::AccountId,
		) -> DispatchResult {
			T::Staking::set_auto_stake_hotkey(ensure_signed(origin)?, netuid, hotkey)
		}

		/// `commit_weights` for any mechanism of the subnet.
		#[pallet::call_index(115)]
		#[pallet::weight((T::WeightInfo::commit_weights(), DispatchClass::Normal, Pays::No))]
		pub fn commit_mechanism_weights(
			origin: OriginFor<T>,
			netuid: NetUid,
			mecid: MechId,
			commit_hash: H256,
		) -> DispatchResult {
			T::Epochs::commit_weights(ensure_signed(origin)?, netuid, mecid, commit_hash)
		}

		/// `reveal_weights` for any mechanism of the subnet.
		#[pallet::call_index(116)]
		#[pallet::weight((weights::per_uid(T::WeightInfo::reveal_weights(), uids.len()), DispatchClass::Normal, Pays::No))]
		pub fn reveal_mechanism_weights(
			origin: OriginFor<T>,
			netuid: NetUid,
			mecid: MechId,
			uids: Vec<u16>,
			values: Vec<u16>,
			salt: Vec<u16>,
			version_key: u64,
		) -> DispatchResult {
			let revealed = RevealedWeights { uids, values, salt, version_key };
			T::Epochs::reveal_weights(ensure_signed(origin)?, netuid, mecid, revealed)
		}

		/// `commit_timelocked_mechanism_weights` by clients that speak version 4.
		#[pallet::call_index(117)]
		#[pallet::weight((T::WeightInfo::commit_timelocked_weights(), DispatchClass::Normal, Pays::No))]
		pub fn commit_crv3_mechanism_weights(
			origin: OriginFor<T>,
			netuid: NetUid,
			mecid: MechId,
			commit: WeightCiphertext,
			reveal_round: u64,
		) -> DispatchResult {
			let timelocked = TimelockedWeights {
				ciphertext: commit,
				reveal_round,
				version: defaults::COMMIT_REVEAL_WEIGHTS_VERSION,
			};
			T::Epochs::commit_timelocked_weights(ensure_signed(origin)?, netuid, mecid, timelocked)
		}

		/// `commit_timelocked_weights` for any mechanism of the subnet.
		#[pallet::call_index(118)]
		#[pallet::weight((T::WeightInfo::commit_timelocked_weights(), DispatchClass::Normal, Pays::No))]
		pub fn commit_timelocked_mechanism_weights(
			origin: OriginFor<T>,
			netuid: NetUid,
			mecid: MechId,
			commit: WeightCiphertext,
			reveal_round: u64,
			commit_reveal_version: u16,
		) -> DispatchResult {
			let timelocked = TimelockedWeights { ciphertext: commit, reveal_round, version: commit_reveal_version };
			T::Epochs::commit_timelocked_weights(ensure_signed(origin)?, netuid, mecid, timelocked)
		}

		/// `set_weights` for any mechanism of the subnet.
		#[pallet::call_index(119)]
		#[pallet::weight((weights::per_uid(T::WeightInfo::set_weights(), dests.len()), DispatchClass::Normal, Pays::No))]
		pub fn set_mechanism_weights(
			origin: OriginFor<T>,
			netuid: NetUid,
			mecid: MechId,
			dests: Vec<u16>,
			weights: Vec<u16>,
			version_key: u64,
		) -> DispatchResult {
			T::Epochs::set_weights(ensure_signed(origin)?, netuid, mecid, dests, weights, version_key)
		}

		/// Removes a subnet. Root only. Spec: subnets 3.
		///
		/// Answers `SubnetNotExists`.
		#[pallet::call_index(120)]
		#[pallet::weight(weights::cautious::<T>(200, 200))]
		pub fn root_dissolve_network(origin: OriginFor<T>, netuid: NetUid) -> DispatchResult {
			ensure_root(origin)?;
			T::Subnets::dissolve_network(netuid)
		}

		/// Pays the caller what its stake on root has earned on 1 to 5 subnets. Where it has root stake on very many hotkeys, the
		/// next call goes on where this one ended. Spec: economics 12.5.
		///
		/// Answers `InvalidSubnetNumber`.
		#[pallet::call_index(121)]
		#[pallet::weight(weights::claim_root::<T>(weights::MOST_RATES_CLAIMED))]
		pub fn claim_root(origin: OriginFor<T>, subnets: BTreeSet<NetUid>) -> DispatchResultWithPostInfo {
			let rates = T::Staking::claim_root(ensure_signed(origin)?, subnets)?;
			Ok(Some(weights::claim_root::<T>(rates)).into())
		}

		/// Chooses how the caller receives what its stake on root earns: as TAO on root, as alpha, or as alpha of some subnets.
		/// Spec: economics 12.5.
		///
		/// Answers `InvalidSubnetNumber`.
		#[pallet::call_index(122)]
		#[pallet::weight(weights::cautious::<T>(1, 2))]
		pub fn set_root_claim_type(origin: OriginFor<T>, new_root_claim_type: RootClaimTypeEnum) -> DispatchResult {
			T::Staking::set_root_claim_type(ensure_signed(origin)?, new_root_claim_type)
		}

		/// Sets for how many coldkeys a block claims root dividends without their asking, at most 50; 0 for none. Root.
		///
		/// Answers `InvalidNumRootClaim`.
		#[pallet::call_index(123)]
		#[pallet::weight(weights::cautious::<T>(0, 1))]
		pub fn sudo_set_num_root_claims(origin: OriginFor<T>, new_value: u64) -> DispatchResult {
			ensure_root(origin)?;
			T::Staking::set_num_root_claims(new_value)
		}

		/// Sets the alpha-rao of a subnet below which root dividends are not claimed, at most 10 000 000. Owner or root.
		///
		/// Answers `BadOrigin`, `InvalidRootClaimThreshold`.
		#[pallet::call_index(124)]
		#[pallet::weight(weights::cautious::<T>(3, 1))]
		pub fn sudo_set_root_claim_threshold(origin: OriginFor<T>, netuid: NetUid, new_value: u64) -> DispatchResult {
			T::Staking::set_root_claim_threshold(origin, netuid, new_value)
		}

		/// Announces that another coldkey will take the caller's place, for KeySwapCost RAO, which are recycled. From then on the
		/// caller can do nothing but swap, dispute, announce anew or clear the announcement. `new_coldkey_hash` is BlakeTwo256 of the
		/// new coldkey. Spec: staking 11.
		///
		/// Answers `NotEnoughBalanceToPaySwapColdKey`, `ColdkeySwapReannouncedTooEarly`.
		#[pallet::call_index(125)]
		#[pallet::weight(weights::cautious::<T>(6, 5))]
		pub fn announce_coldkey_swap(origin: OriginFor<T>, new_coldkey_hash: T::Hash) -> DispatchResult {
			T::Staking::announce_coldkey_swap(ensure_signed(origin)?, new_coldkey_hash)
		}

		/// Puts the announced coldkey in the place of the caller's: it gets the balance, hotkeys, stake, subnets and everything else.
		/// Where there is very much it follows in the next blocks. Spec: staking 11.
		///
		/// Answers `ColdkeySwapAnnouncementNotFound`, `AnnouncedColdkeyHashDoesNotMatch`, `ColdkeySwapTooEarly`,
		/// `ColdKeyAlreadyAssociated`, `NewColdKeyIsHotkey`, `ActiveLockExists`.
		#[pallet::call_index(126)]
		#[pallet::weight(weights::swap_coldkey::<T>())]
		pub fn swap_coldkey_announced(origin: OriginFor<T>, new_coldkey: T::AccountId) -> DispatchResult {
			T::Staking::swap_coldkey_announced(ensure_signed(origin)?, new_coldkey)
		}

		/// Disputes the swap that was announced for the caller. All its calls are refused until root resets the swap.
		/// Spec: staking 11.
		///
		/// Answers `ColdkeySwapAnnouncementNotFound`, `ColdkeySwapAlreadyDisputed`.
		#[pallet::call_index(127)]
		#[pallet::weight(weights::cautious::<T>(2, 1))]
		pub fn dispute_coldkey_swap(origin: OriginFor<T>) -> DispatchResult {
			T::Staking::dispute_coldkey_swap(ensure_signed(origin)?)
		}

		/// Forgets announcement and dispute of a coldkey's swap. Root. Spec: staking 11.
		#[pallet::call_index(128)]
		#[pallet::weight(weights::cautious::<T>(0, 2))]
		pub fn reset_coldkey_swap(origin: OriginFor<T>, coldkey: T::AccountId) -> DispatchResult {
			ensure_root(origin)?;
			T::Staking::reset_coldkey_swap(coldkey);
			Ok(())
		}

		/// Tracks voting power on a subnet from now on. Owner or root. Spec: staking 13.
		///
		/// Answers `BadOrigin`.
		#[pallet::call_index(129)]
		#[pallet::weight(weights::cautious::<T>(3, 2))]
		pub fn enable_voting_power_tracking(origin: OriginFor<T>, netuid: NetUid) -> DispatchResult {
			T::Staking::enable_voting_power_tracking(origin, netuid)
		}

		/// Tracks voting power on a subnet no longer, from 100 800 blocks on. Owner or root. Spec: staking 13.
		///
		/// Answers `BadOrigin`, `VotingPowerTrackingNotEnabled`.
		#[pallet::call_index(130)]
		#[pallet::weight(weights::cautious::<T>(3, 1))]
		pub fn disable_voting_power_tracking(origin: OriginFor<T>, netuid: NetUid) -> DispatchResult {
			T::Staking::disable_voting_power_tracking(origin, netuid)
		}

		/// Sets the weight of a new value in the average that is voting power on a subnet, 10^18 standing for 1. Root.
		///
		/// Answers `SubnetNotExists`, `InvalidVotingPowerEmaAlpha`.
		#[pallet::call_index(131)]
		#[pallet::weight(weights::cautious::<T>(1, 1))]
		pub fn sudo_set_voting_power_ema_alpha(origin: OriginFor<T>, netuid: NetUid, alpha: u64) -> DispatchResult {
			ensure_root(origin)?;
			T::Staking::set_voting_power_ema_alpha(netuid, alpha)
		}

		/// Buys alpha as `add_stake` does, or with a limit as `add_stake_limit` that allows no part, and burns it.
		/// Spec: staking 6.10.
		///
		/// Answers as those calls, and `CannotBurnOrRecycleOnRootSubnet`.
		#[pallet::call_index(132)]
		#[pallet::weight(weights::on::<T>(weights::trading(T::WeightInfo::add_stake_burn(), 3), &[*netuid]))]
		pub fn add_stake_burn(
			origin: OriginFor<T>,
			hotkey: T::AccountId,
			netuid: NetUid,
			amount: TaoBalance,
			limit: Option<TaoBalance>,
		) -> DispatchResult {
			T::Staking::add_stake_burn(ensure_signed(origin)?, hotkey, netuid, amount, limit)
		}

		/// Takes back the announcement of a coldkey swap, some time after it came due. Spec: staking 11.
		///
		/// Answers `ColdkeySwapAnnouncementNotFound`, `ColdkeySwapClearTooEarly`.
		#[pallet::call_index(133)]
		#[pallet::weight(weights::cautious::<T>(3, 1))]
		pub fn clear_coldkey_swap_announcement(origin: OriginFor<T>) -> DispatchResult {
			T::Staking::clear_coldkey_swap_announcement(ensure_signed(origin)?)
		}

		/// Registers a hotkey as `burned_register` does, at a price of at most `limit_price` RAO. Answers
		/// `RegistrationPriceLimitExceeded` too.
		#[pallet::call_index(134)]
		#[pallet::weight(weights::registration::<T>())]
		pub fn register_limit(
			origin: OriginFor<T>,
			netuid: NetUid,
			hotkey: T::AccountId,
			limit_price: u64,
		) -> DispatchResultWithPostInfo {
			let neurons_before = SubnetworkN::<T>::get(netuid);
			T::Subnets::register_neuron(ensure_signed(origin)?, netuid, hotkey, Some(TaoBalance::new(limit_price)))?;
			Ok(Some(weights::registration_done::<T>(netuid, neurons_before)).into())
		}

		/// Chooses whether a hotkey with a seat on root lends all its stake to the owner's hotkey of each new subnet.
		/// Spec: staking 8.4.
		///
		/// Answers `NonAssociatedColdKey`, `HotKeyNotRegisteredInSubNet`.
		#[pallet::call_index(135)]
		#[pallet::weight(weights::cautious::<T>(2, 1))]
		pub fn set_auto_parent_delegation_enabled(
			origin: OriginFor<T>,
			hotkey: T::AccountId,
			enabled: bool,
		) -> DispatchResult {
			T::Staking::set_auto_parent_delegation(ensure_signed(origin)?, hotkey, enabled)
		}

		/// Locks alpha-rao of the caller on a subnet, on whichever hotkeys they are, in favour of one hotkey. They cannot be
		/// unstaked or moved to another subnet, and build conviction. Spec: staking 10.5.
		///
		/// Answers `AmountTooLow`, `HotKeyAccountNotExists`, `SubnetNotExists`, `LockHotkeyMismatch`, `InsufficientStakeForLock`.
		#[pallet::call_index(136)]
		#[pallet::weight(weights::lock_stake::<T>())]
		pub fn lock_stake(
			origin: OriginFor<T>,
			hotkey: T::AccountId,
			netuid: NetUid,
			amount: AlphaBalance,
		) -> DispatchResult {
			T::Staking::lock_stake(ensure_signed(origin)?, hotkey, netuid, amount)
		}

		/// Gives the caller's lock on a subnet to another hotkey. Conviction is kept only if both hotkeys have the same owner.
		/// Spec: staking 10.5.
		///
		/// Answers `HotKeyAccountNotExists`, `NoExistingLock`.
		#[pallet::call_index(137)]
		#[pallet::weight(weights::cautious::<T>(14, 8))]
		pub fn move_lock(origin: OriginFor<T>, destination_hotkey: T::AccountId, netuid: NetUid) -> DispatchResult {
			T::Staking::move_lock(ensure_signed(origin)?, destination_hotkey, netuid)
		}

		/// Chooses whether the caller's lock on a subnet, present or future, stays as it is or decays. Spec: staking 10.5.
		#[pallet::call_index(138)]
		#[pallet::weight(weights::cautious::<T>(10, 6))]
		pub fn set_perpetual_lock(origin: OriginFor<T>, netuid: NetUid, enabled: bool) -> DispatchResult {
			T::Staking::set_perpetual_lock(ensure_signed(origin)?, netuid, enabled)
		}

		/// Sets the blocks between two epochs, by the owner; the present period starts anew.
		///
		/// Answers `BadOrigin`, `TempoOutOfBounds`, `AdminActionProhibitedDuringWeightsWindow`, `TxRateLimitExceeded`.
		#[pallet::call_index(139)]
		#[pallet::weight(weights::cautious::<T>(8, 4))]
		pub fn set_tempo(origin: OriginFor<T>, netuid: NetUid, tempo: u16) -> DispatchResult {
			T::Subnets::set_tempo(ensure_signed(origin)?, netuid, tempo)
		}

		/// Sets how long a silent validator counts, in thousandths of a tempo. Owner or root.
		///
		/// Answers `BadOrigin`, `SubnetNotExists` (to root), `ActivityCutoffFactorMilliOutOfBounds`,
		/// `AdminActionProhibitedDuringWeightsWindow`, `TxRateLimitExceeded`.
		#[pallet::call_index(140)]
		#[pallet::weight(weights::cautious::<T>(8, 4))]
		pub fn set_activity_cutoff_factor(origin: OriginFor<T>, netuid: NetUid, factor_milli: u32) -> DispatchResult {
			T::Subnets::set_activity_cutoff_factor(origin, netuid, factor_milli)
		}

		/// Asks for an epoch after the freeze window, by the owner.
		///
		/// Answers `BadOrigin`, `DynamicTempoBlockedByCommitReveal`, `EpochTriggerAlreadyPending`, `AutoEpochAlreadyImminent`,
		/// `TxRateLimitExceeded`.
		#[pallet::call_index(141)]
		#[pallet::weight(weights::cautious::<T>(12, 4))]
		pub fn trigger_epoch(origin: OriginFor<T>, netuid: NetUid) -> DispatchResult {
			T::Subnets::trigger_epoch(ensure_signed(origin)?, netuid)
		}

		/// Chooses whether the caller rejects locked alpha that others transfer to it, as everybody does at first.
		/// Spec: staking 10.5.
		#[pallet::call_index(142)]
		#[pallet::weight(weights::cautious::<T>(1, 1))]
		pub fn set_reject_locked_alpha(origin: OriginFor<T>, enabled: bool) -> DispatchResult {
			T::Staking::set_reject_locked_alpha(ensure_signed(origin)?, enabled)
		}
	}
}
