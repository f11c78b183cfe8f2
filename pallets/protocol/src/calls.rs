//! What people can ask of the protocol. Each call checks who asks and hands over to its domain.

/// The calls.
#[frame_support::pallet_macros::pallet_section]
mod calls {
	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Stakes RAO on a hotkey: buys alpha of the subnet at whatever price the pool asks. Spec: staking 6.1.
		///
		/// Answers `InsufficientLiquidity`, `SubnetNotExists`, `SubtokenDisabled`, `AmountTooLow`, `NotEnoughBalanceToStake`,
		/// `HotKeyAccountNotExists`.
		#[pallet::call_index(2)]
		#[pallet::weight(weights::trading(T::WeightInfo::add_stake(), 2))]
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
		#[pallet::weight(weights::leaving(T::WeightInfo::remove_stake(), weights::TRADES_TO_REMOVE))]
		pub fn remove_stake(
			origin: OriginFor<T>,
			hotkey: T::AccountId,
			netuid: NetUid,
			amount_unstaked: AlphaBalance,
		) -> DispatchResultWithPostInfo {
			let rest_was_sold = T::Staking::remove_stake(ensure_signed(origin)?, hotkey, netuid, amount_unstaked)?;
			Ok(Some(weights::left(T::WeightInfo::remove_stake(), weights::TRADES_TO_REMOVE, rest_was_sold)).into())
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
		#[pallet::weight(T::WeightInfo::register_network(SubnetLimit::<T>::get().into()))]
		pub fn register_network(origin: OriginFor<T>, hotkey: T::AccountId) -> DispatchResultWithPostInfo {
			let subnets = TotalNetworks::<T>::get().into();
			T::Subnets::register_network(ensure_signed(origin)?, hotkey, None)?;
			Ok(Some(T::WeightInfo::register_network(subnets)).into())
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
		#[pallet::weight(T::WeightInfo::register_network_with_identity(SubnetLimit::<T>::get().into()))]
		pub fn register_network_with_identity(
			origin: OriginFor<T>,
			hotkey: T::AccountId,
			identity: Option<SubnetIdentityOfV3>,
		) -> DispatchResultWithPostInfo {
			let subnets = TotalNetworks::<T>::get().into();
			T::Subnets::register_network(ensure_signed(origin)?, hotkey, identity)?;
			Ok(Some(T::WeightInfo::register_network_with_identity(subnets)).into())
		}

		/// Unstakes all that the caller has on a hotkey, on root and on every subnet where alpha can be sold; what cannot be
		/// unstaked stays. Spec: staking 6.6.
		///
		/// Answers `HotKeyAccountNotExists`.
		#[pallet::call_index(83)]
		#[pallet::weight(weights::unstake_all::<T>(TotalNetworks::<T>::get().into()))]
		pub fn unstake_all(origin: OriginFor<T>, hotkey: T::AccountId) -> DispatchResultWithPostInfo {
			let positions = T::Staking::unstake_all(ensure_signed(origin)?, hotkey)?;
			let measured = T::WeightInfo::unstake_all(positions.0);
			Ok(Some(weights::unstaking_all(measured, positions)).into())
		}

		/// Unstakes all that the caller has on a hotkey, on every subnet but root where alpha can be sold, and stakes the TAO on the
		/// same hotkey on root. Spec: staking 6.7.
		///
		/// Answers `HotKeyAccountNotExists`, `AmountTooLow` (nothing was unstaked, or too little for a nominator).
		#[pallet::call_index(84)]
		#[pallet::weight(weights::unstake_all_alpha::<T>(TotalNetworks::<T>::get().into()))]
		pub fn unstake_all_alpha(origin: OriginFor<T>, hotkey: T::AccountId) -> DispatchResultWithPostInfo {
			let positions = T::Staking::unstake_all_alpha(ensure_signed(origin)?, hotkey)?;
			let measured = T::WeightInfo::unstake_all_alpha(positions.0);
			Ok(Some(weights::unstaking_all(measured, positions)).into())
		}

		/// Moves at most `alpha_amount` alpha-rao of the caller's stake to another hotkey, to another subnet, or both. Between two
		/// subnets they are sold on one and bought on the other. Spec: staking 6.8.
		///
		/// Answers `SameNetuid`, `SubnetNotExists`, `SubtokenDisabled`, `HotKeyAccountNotExists`, `NotEnoughStakeToWithdraw`,
		/// `InsufficientLiquidity`, `AmountTooLow`.
		#[pallet::call_index(85)]
		#[pallet::weight(weights::leaving(T::WeightInfo::move_stake(), weights::TRADES_TO_MOVE))]
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
			Ok(Some(weights::left(T::WeightInfo::move_stake(), weights::TRADES_TO_MOVE, rest_was_sold)).into())
		}

		/// Gives at most `alpha_amount` alpha-rao of the caller's stake to another coldkey, on the same hotkey. Between two subnets
		/// they are sold on one and bought on the other. Spec: staking 6.8.
		///
		/// Answers `SameNetuid`, `SubnetNotExists`, `SubtokenDisabled`, `HotKeyAccountNotExists`, `NotEnoughStakeToWithdraw`,
		/// `InsufficientLiquidity`, `AmountTooLow`, `TransferDisallowed`.
		#[pallet::call_index(86)]
		#[pallet::weight(weights::leaving(T::WeightInfo::transfer_stake(), weights::TRADES_TO_MOVE))]
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
			Ok(Some(weights::left(T::WeightInfo::transfer_stake(), weights::TRADES_TO_MOVE, rest_was_sold)).into())
		}

		/// Moves at most `alpha_amount` alpha-rao of the caller's stake to another subnet, on the same hotkey: they are sold on one
		/// and bought on the other, at whatever prices. Spec: staking 6.8.
		///
		/// Answers `SameNetuid`, `SubnetNotExists`, `SubtokenDisabled`, `HotKeyAccountNotExists`, `NotEnoughStakeToWithdraw`,
		/// `InsufficientLiquidity`, `AmountTooLow`.
		#[pallet::call_index(87)]
		#[pallet::weight(weights::leaving(T::WeightInfo::swap_stake(), weights::TRADES_TO_MOVE))]
		pub fn swap_stake(
			origin: OriginFor<T>,
			hotkey: T::AccountId,
			origin_netuid: NetUid,
			destination_netuid: NetUid,
			alpha_amount: AlphaBalance,
		) -> DispatchResultWithPostInfo {
			let netuids = (origin_netuid, destination_netuid);
			let rest_was_sold = T::Staking::swap_stake(ensure_signed(origin)?, hotkey, netuids, alpha_amount)?;
			Ok(Some(weights::left(T::WeightInfo::swap_stake(), weights::TRADES_TO_MOVE, rest_was_sold)).into())
		}

		/// Stakes as `add_stake` does, as long as the price is below `limit_price`, in RAO of TAO for one whole alpha. Of an amount
		/// that would lift it higher only the part up to the limit is staked if `allow_partial`, else nothing. Spec: staking 6.2.
		///
		/// Answers as `add_stake`, and `Swap::PriceLimitExceeded` (the price is there already), `Swap::ReservesTooLow`,
		/// `SlippageTooHigh`.
		#[pallet::call_index(88)]
		#[pallet::weight(weights::trading(T::WeightInfo::add_stake_limit(), 3))]
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
		#[pallet::weight(weights::leaving(T::WeightInfo::remove_stake_limit(), weights::TRADES_TO_REMOVE + 1))]
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
			Ok(Some(weights::left(T::WeightInfo::remove_stake_limit(), weights::TRADES_TO_REMOVE + 1, rest_was_sold))
				.into())
		}

		/// Moves stake to another subnet as `swap_stake` does, as long as one alpha of the origin brings at least `limit_price`
		/// billionths of an alpha of the destination. The limit bounds the amount; of more only that part is moved if
		/// `allow_partial`, else nothing. Spec: staking 6.8.
		///
		/// Answers as `swap_stake`, and `SlippageTooHigh`, `Swap::PriceLimitExceeded`, `Swap::ReservesTooLow`.
		#[pallet::call_index(90)]
		#[pallet::weight(weights::leaving(T::WeightInfo::swap_stake_limit(), weights::TRADES_TO_MOVE + 1))]
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
			Ok(Some(weights::left(T::WeightInfo::swap_stake_limit(), weights::TRADES_TO_MOVE + 1, rest_was_sold))
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

		/// Gives up at most `amount` alpha-rao of the caller's stake: they are recycled, and can be emitted again.
		/// Spec: staking 6.9.
		///
		/// Answers `SubnetNotExists`, `CannotBurnOrRecycleOnRootSubnet`, `SubtokenDisabled`, `HotKeyAccountNotExists`,
		/// `InsufficientLiquidity`.
		#[pallet::call_index(101)]
		#[pallet::weight(T::WeightInfo::recycle_alpha())]
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
		#[pallet::weight(T::WeightInfo::burn_alpha())]
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
		#[pallet::weight(weights::leaving(T::WeightInfo::remove_stake_limit(), weights::TRADES_TO_REMOVE + 1))]
		pub fn remove_stake_full_limit(
			origin: OriginFor<T>,
			hotkey: T::AccountId,
			netuid: NetUid,
			limit_price: Option<TaoBalance>,
		) -> DispatchResultWithPostInfo {
			let rest_was_sold =
				T::Staking::remove_stake_full_limit(ensure_signed(origin)?, hotkey, netuid, limit_price)?;
			Ok(Some(weights::left(T::WeightInfo::remove_stake_limit(), weights::TRADES_TO_REMOVE + 1, rest_was_sold))
				.into())
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

		/// Removes a subnet. Root only. Spec: subnets 3.
		///
		/// Answers `SubnetNotExists`.
		#[pallet::call_index(120)]
		#[pallet::weight(weights::cautious::<T>(200, 200))]
		pub fn root_dissolve_network(origin: OriginFor<T>, netuid: NetUid) -> DispatchResult {
			ensure_root(origin)?;
			T::Subnets::dissolve_network(netuid)
		}

		/// Buys alpha as `add_stake` does, or with a limit as `add_stake_limit` that allows no part, and burns it.
		/// Spec: staking 6.10.
		///
		/// Answers as those calls, and `CannotBurnOrRecycleOnRootSubnet`.
		#[pallet::call_index(132)]
		#[pallet::weight(weights::trading(T::WeightInfo::add_stake_burn(), 3))]
		pub fn add_stake_burn(
			origin: OriginFor<T>,
			hotkey: T::AccountId,
			netuid: NetUid,
			amount: TaoBalance,
			limit: Option<TaoBalance>,
		) -> DispatchResult {
			T::Staking::add_stake_burn(ensure_signed(origin)?, hotkey, netuid, amount, limit)
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
	}
}
