//! Why a call is refused.
//!
//! A client knows an error by its number and shows a person the name and the doc line, which is one sentence: what was
//! wrong, and what to do about it. The numbers are those of the wire: an error that no rule of this chain raises stays
//! declared, so that no client takes its number for something else.

#[frame_support::pallet_macros::pallet_section]
mod errors {
	/// Why a call is refused.
	#[pallet::error]
	pub enum Error<T> {
		/// This chain has no root network (netuid 0) to register on; its genesis would have to create it.
		#[codec(index = 0)]
		RootNetworkDoesNotExist,
		/// The IP type is neither 4 nor 6; name the version of the address.
		#[codec(index = 1)]
		InvalidIpType,
		/// The IP address does not fit its type, is loopback or all ones, or for Prometheus zero; give one that others
		/// can reach.
		#[codec(index = 2)]
		InvalidIpAddress,
		/// The port is 0; give the port on which the neuron listens.
		#[codec(index = 3)]
		InvalidPort,
		/// The hotkey has no uid on this subnet; register it there first.
		#[codec(index = 4)]
		HotKeyNotRegisteredInSubNet,
		/// No coldkey owns this hotkey; check the address, or associate or register the hotkey first.
		#[codec(index = 5)]
		HotKeyAccountNotExists,
		/// The hotkey is not registered on this network (for an identity: none of the coldkey's is, on any); register
		/// it first.
		#[codec(index = 6)]
		HotKeyNotRegisteredInNetwork,
		/// Another coldkey owns the hotkey, or none does; sign with its coldkey or use another hotkey.
		#[codec(index = 7)]
		NonAssociatedColdKey,
		/// This chain never raises it; it meant that the hotkey has too little stake for the call.
		#[codec(index = 8)]
		NotEnoughStake,
		/// The amount exceeds the coldkey's stake on this hotkey and subnet; ask for less.
		#[codec(index = 9)]
		NotEnoughStakeToWithdraw,
		/// The hotkey's stake weight on this subnet is below StakeThreshold; add stake before sending weights.
		#[codec(index = 10)]
		NotEnoughStakeToSetWeights,
		/// The hotkey's total stake is below StakeThreshold; add stake first (taking all children away needs none).
		#[codec(index = 11)]
		NotEnoughStakeToSetChildkeys,
		/// The coldkey's balance is below the amount to stake or the price of the registration; top it up or stake
		/// less.
		#[codec(index = 12)]
		NotEnoughBalanceToStake,
		/// The balance could not be withdrawn, for instance because a part is held or frozen; free it or ask for less.
		#[codec(index = 13)]
		BalanceWithdrawalError,
		/// This chain never raises it; it meant that paying would leave the account without any balance.
		#[codec(index = 14)]
		ZeroBalanceAfterWithdrawn,
		/// The neuron has no validator permit, so it may only weight itself; get more stake and wait for the next
		/// epoch.
		#[codec(index = 15)]
		NeuronNoValidatorPermit,
		/// The lists of uids and weights differ in length; give one weight for each uid.
		#[codec(index = 16)]
		WeightVecNotEqualSize,
		/// A uid stands in the list twice; name each uid once.
		#[codec(index = 17)]
		DuplicateUids,
		/// A uid in the list belongs to no neuron of this subnet; remove it.
		#[codec(index = 18)]
		UidVecContainInvalidOne,
		/// The list has fewer uids than MinAllowedWeights of this subnet asks for; weight more neurons.
		#[codec(index = 19)]
		WeightVecLengthIsLow,
		/// Root accepts no more registrations in this block (MaxRegistrationsPerBlock); try again in the next one.
		#[codec(index = 20)]
		TooManyRegistrationsThisBlock,
		/// The hotkey is already registered on this subnet; use another hotkey.
		#[codec(index = 21)]
		HotKeyAlreadyRegisteredInSubNet,
		/// The new hotkey is the old one; name a different hotkey.
		#[codec(index = 22)]
		NewHotKeyIsSameWithOld,
		/// The new hotkey already has root stake or root dividends; swap to a hotkey that has neither.
		#[codec(index = 23)]
		NewHotKeyNotCleanForRootSwap,
		/// This chain never raises it; it meant that a proof of work was made for a block too old or yet to come.
		#[codec(index = 24)]
		InvalidWorkBlock,
		/// This chain never raises it; it meant that a proof of work did not meet the subnet's difficulty.
		#[codec(index = 25)]
		InvalidDifficulty,
		/// This chain never raises it; it meant that a proof of work did not match its block and hotkey.
		#[codec(index = 26)]
		InvalidSeal,
		/// This chain never raises it; it meant that one weight was above the subnet's MaxWeightsLimit.
		#[codec(index = 27)]
		MaxWeightExceeded,
		/// This chain never raises it; it meant that the hotkey already is a delegate.
		#[codec(index = 28)]
		HotKeyAlreadyDelegate,
		/// Fewer than WeightsSetRateLimit blocks have passed since the neuron last set weights or registered; wait.
		#[codec(index = 29)]
		SettingWeightsTooFast,
		/// The version key is below the subnet's WeightsVersionKey; update the validator's software.
		#[codec(index = 30)]
		IncorrectWeightVersionKey,
		/// Fewer than ServingRateLimit blocks have passed since the hotkey last served on this subnet; wait.
		#[codec(index = 31)]
		ServingRateLimitExceeded,
		/// The list has more uids than the subnet has neurons; shorten it.
		#[codec(index = 32)]
		UidsLengthExceedUidsInSubNet,
		/// Somebody registered a subnet less than NetworkRateLimit blocks ago, one limit for the whole chain; wait.
		#[codec(index = 33)]
		NetworkTxRateLimitExceeded,
		/// The take was changed within the last TxDelegateTakeRateLimit blocks; wait before increasing it.
		#[codec(index = 34)]
		DelegateTxRateLimitExceeded,
		/// The coldkey swapped a key within the last TxRateLimit blocks; wait before swapping a hotkey.
		#[codec(index = 35)]
		HotKeySetTxRateLimitExceeded,
		/// This chain never raises it; it meant that the hotkey's stake was changed too often.
		#[codec(index = 36)]
		StakingRateLimitExceeded,
		/// Registration is closed, on this subnet or (until NetworkRegistrationStartBlock) for new ones; wait or choose
		/// another.
		#[codec(index = 37)]
		SubNetRegistrationDisabled,
		/// Root accepts no more registrations in this interval (3 * TargetRegistrationsPerInterval); try again after
		/// it.
		#[codec(index = 38)]
		TooManyRegistrationsThisInterval,
		/// This chain never raises it; it meant that the call must be signed by the hotkey.
		#[codec(index = 39)]
		TransactorAccountShouldBeHotKey,
		/// This chain has no faucet; have TAO transferred to the account instead.
		#[codec(index = 40)]
		FaucetDisabled,
		/// The signer does not own this subnet; sign with the owner's coldkey.
		#[codec(index = 41)]
		NotSubnetOwner,
		/// The call does not work on root (netuid 0): register there with root_register, and set children on other
		/// subnets.
		#[codec(index = 42)]
		RegistrationNotPermittedOnRootSubnet,
		/// Root is full, and the hotkey's root stake does not exceed that of its lowest member; stake more on root
		/// first.
		#[codec(index = 43)]
		StakeTooLowForRoot,
		/// This chain never raises it (see SubnetLimitReached); it meant that every subnet is immune to pruning.
		#[codec(index = 44)]
		AllNetworksInImmunity,
		/// The coldkey cannot pay for the swap (KeySwapCost, on one subnet KeySwapOnSubnetCost); top up its balance.
		#[codec(index = 45)]
		NotEnoughBalanceToPaySwapHotKey,
		/// This chain never raises it; it meant that the call works on root (netuid 0) only.
		#[codec(index = 46)]
		NotRootSubnet,
		/// Root (netuid 0) takes no weights; name another subnet.
		#[codec(index = 47)]
		CanNotSetRootNetworkWeights,
		/// All uids of the subnet are taken and none may be replaced now; try later or on another subnet.
		#[codec(index = 48)]
		NoNeuronIdAvailable,
		/// The take is below MinDelegateTake, or not above (to increase) or below (to decrease) the current one; choose
		/// another.
		#[codec(index = 49)]
		DelegateTakeTooLow,
		/// The take is above MaxDelegateTake; choose a lower one.
		#[codec(index = 50)]
		DelegateTakeTooHigh,
		/// The hotkey has no such commit here; commit first, then reveal the same uids, values, salt and version key.
		#[codec(index = 51)]
		NoWeightsCommitFound,
		/// The revealed weights match no commit; reveal exactly the uids, values, salt and version key that were
		/// committed.
		#[codec(index = 52)]
		InvalidRevealCommitHashNotMatch,
		/// This subnet takes weights by commit and reveal only; commit them instead of setting them.
		#[codec(index = 53)]
		CommitRevealEnabled,
		/// Commit and reveal is off on this subnet; set the weights directly.
		#[codec(index = 54)]
		CommitRevealDisabled,
		/// Liquid alpha is off on this subnet; switch it on before setting its alpha values.
		#[codec(index = 55)]
		LiquidAlphaDisabled,
		/// alpha_high is below 1638 (of 65535); choose a higher one.
		#[codec(index = 56)]
		AlphaHighTooLow,
		/// alpha_low is below 1638 (of 65535) or above alpha_high; choose one in between.
		#[codec(index = 57)]
		AlphaLowOutOfRange,
		/// The new coldkey already owns hotkeys or has staked; swap to a coldkey that never did.
		#[codec(index = 58)]
		ColdKeyAlreadyAssociated,
		/// The coldkey cannot pay for the swap (to announce one: KeySwapCost); top up its balance.
		#[codec(index = 59)]
		NotEnoughBalanceToPaySwapColdKey,
		/// The hotkey stands in its own list of children; remove it.
		#[codec(index = 60)]
		InvalidChild,
		/// A child stands in the list twice; name each child once.
		#[codec(index = 61)]
		DuplicateChild,
		/// The children's proportions add up to more than 100 % (2^64 - 1); lower them.
		#[codec(index = 62)]
		ProportionOverflow,
		/// A hotkey can have at most 5 children on a subnet; shorten the list.
		#[codec(index = 63)]
		TooManyChildren,
		/// The call has a rate limit and was made too recently; try again some blocks later.
		#[codec(index = 64)]
		TxRateLimitExceeded,
		/// The coldkey has not announced a swap; call announce_coldkey_swap first.
		#[codec(index = 65)]
		ColdkeySwapAnnouncementNotFound,
		/// The announced swap is not due yet; wait for the block stored in ColdkeySwapAnnouncements.
		#[codec(index = 66)]
		ColdkeySwapTooEarly,
		/// An announcement can be replaced ColdkeySwapReannouncementDelay blocks after its swap came due; wait.
		#[codec(index = 67)]
		ColdkeySwapReannouncedTooEarly,
		/// The new coldkey is not the one whose hash was announced; name that one.
		#[codec(index = 68)]
		AnnouncedColdkeyHashDoesNotMatch,
		/// The swap is disputed already; only root can reset it.
		#[codec(index = 69)]
		ColdkeySwapAlreadyDisputed,
		/// The new coldkey is in use as a hotkey; name another account.
		#[codec(index = 70)]
		NewColdKeyIsHotkey,
		/// The take is above MaxChildkeyTake or below the minimum of the chain or the subnet; choose one in between.
		#[codec(index = 71)]
		InvalidChildkeyTake,
		/// The childkey take was set less than TxChildkeyTakeRateLimit blocks ago; wait before raising it.
		#[codec(index = 72)]
		TxChildkeyTakeRateLimitExceeded,
		/// A text of the identity is too long, or the EVM signature is malformed; shorten the text, or sign again.
		#[codec(index = 73)]
		InvalidIdentity,
		/// The subnet has no such mechanism, or does not exist; check netuid and mecid.
		#[codec(index = 74)]
		MechanismDoesNotExist,
		/// Part of the coldkey's alpha on this subnet is locked, and the amount exceeds the rest; ask for less.
		#[codec(index = 75)]
		StakeUnavailable,
		/// There is no such subnet, or the call does not apply to root; check the netuid.
		#[codec(index = 76)]
		SubnetNotExists,
		/// The hotkey already has 10 commits waiting; reveal some, or (timelocked) wait for the next epoch.
		#[codec(index = 77)]
		TooManyUnrevealedCommits,
		/// The commit has expired; commit again, and reveal exactly RevealPeriodEpochs epochs later.
		#[codec(index = 78)]
		ExpiredWeightCommit,
		/// A commit can be revealed exactly RevealPeriodEpochs epochs later; wait, or commit again if that epoch is
		/// over.
		#[codec(index = 79)]
		RevealTooEarly,
		/// The lists of the batch differ in length; give each list one entry for every item.
		#[codec(index = 80)]
		InputLengthsUnequal,
		/// Fewer than WeightsSetRateLimit blocks have passed since the neuron last committed or registered; wait.
		#[codec(index = 81)]
		CommittingWeightsTooFast,
		/// The amount, what it is worth in TAO, or the nomination that results is below the minimum; ask for more, or
		/// unstake all.
		#[codec(index = 82)]
		AmountTooLow,
		/// The subnet's pool cannot carry out an exchange of this size; ask for less or try later.
		#[codec(index = 83)]
		InsufficientLiquidity,
		/// The whole amount cannot be traded within the limit price; ease the limit, ask for less or set allow_partial.
		#[codec(index = 84)]
		SlippageTooHigh,
		/// A subnet involved has stake transfers switched off (TransferToggle); unstake and transfer TAO instead.
		#[codec(index = 85)]
		TransferDisallowed,
		/// The activity cutoff is below MinActivityCutoff blocks; choose a higher one.
		#[codec(index = 86)]
		ActivityCutoffTooLow,
		/// This chain never raises it; it meant that the call was switched off.
		#[codec(index = 87)]
		CallDisabled,
		/// The subnet has been started already; nothing is left to do.
		#[codec(index = 88)]
		FirstEmissionBlockNumberAlreadySet,
		/// The subnet was registered less than StartCallDelay blocks ago; wait before starting it.
		#[codec(index = 89)]
		NeedWaitingMoreBlocksToStarCall,
		/// This chain never raises it (see InsufficientLiquidity); it meant that less alpha exists outside the pool.
		#[codec(index = 90)]
		NotEnoughAlphaOutToRecycle,
		/// Root (netuid 0) has no alpha to burn or recycle; name another subnet.
		#[codec(index = 91)]
		CannotBurnOrRecycleOnRootSubnet,
		/// No public key can be recovered from the EVM signature; sign the message again.
		#[codec(index = 92)]
		UnableToRecoverPublicKey,
		/// The EVM key did not sign this hotkey and block number; sign the message for them with that key.
		#[codec(index = 93)]
		InvalidRecoveredPublicKey,
		/// The subnet does not exist, or its alpha cannot be traded before its owner makes start_call; check the netuid
		/// or wait.
		#[codec(index = 94)]
		SubtokenDisabled,
		/// The coldkey swapped a hotkey on this subnet within the last HotkeySwapOnSubnetInterval blocks; wait.
		#[codec(index = 95)]
		HotKeySwapOnSubnetIntervalNotPassed,
		/// Origin and destination are the same coldkey, hotkey and subnet; change at least one.
		#[codec(index = 96)]
		SameNetuid,
		/// The account's spendable balance does not cover the amount; top it up or ask for less.
		#[codec(index = 97)]
		InsufficientBalance,
		/// Only the creator of the crowdloan can lease a subnet with it; finalize it with that account.
		#[codec(index = 98)]
		InvalidLeaseBeneficiary,
		/// The lease's end block is not in the future; name a later block, or none for a lease without end.
		#[codec(index = 99)]
		LeaseCannotEndInThePast,
		/// The subnet just registered for the lease was not found; this is a fault of the chain, so report it.
		#[codec(index = 100)]
		LeaseNetuidNotFound,
		/// There is no lease with this id; look it up in SubnetUidToLeaseId.
		#[codec(index = 101)]
		LeaseDoesNotExist,
		/// The lease has no end block, so it cannot be terminated.
		#[codec(index = 102)]
		LeaseHasNoEndBlock,
		/// The lease has not reached its end block; wait for it.
		#[codec(index = 103)]
		LeaseHasNotEnded,
		/// A result does not fit its type; use smaller numbers, or report a fault of the chain if they are small.
		#[codec(index = 104)]
		Overflow,
		/// The lease's beneficiary does not own this hotkey; name one that it owns.
		#[codec(index = 105)]
		BeneficiaryDoesNotOwnHotkey,
		/// Only the beneficiary of the lease can terminate it; sign with that coldkey.
		#[codec(index = 106)]
		ExpectedBeneficiaryOrigin,
		/// The subnet's next epoch is less than AdminFreezeWindow blocks away, or triggered; repeat the call after it.
		#[codec(index = 107)]
		AdminActionProhibitedDuringWeightsWindow,
		/// The symbol is not in the protocol's table of token symbols; choose one from there.
		#[codec(index = 108)]
		SymbolDoesNotExist,
		/// A subnet uses this symbol already; choose another.
		#[codec(index = 109)]
		SymbolAlreadyInUse,
		/// The commit-reveal version is not CommitRevealWeightsVersion; update the client.
		#[codec(index = 110)]
		IncorrectCommitRevealVersion,
		/// The drand round is below LastStoredRound, so anyone can open the commit already; encrypt for a later round.
		#[codec(index = 111)]
		InvalidRevealRound,
		/// The reveal period is above 100 epochs; choose a shorter one.
		#[codec(index = 112)]
		RevealPeriodTooLarge,
		/// The reveal period is 0; choose at least 1 epoch.
		#[codec(index = 113)]
		RevealPeriodTooSmall,
		/// The value is outside of what this parameter allows; choose another.
		#[codec(index = 114)]
		InvalidValue,
		/// SubnetLimit subnets exist and all are immune to pruning; wait until the immunity of one ends.
		#[codec(index = 115)]
		SubnetLimitReached,
		/// The coldkey's balance does not cover the cost of a new subnet; top it up, or wait for the cost to fall.
		#[codec(index = 116)]
		CannotAffordLockCost,
		/// The neuron's EVM key was set too recently, or the chain is younger than the rate limit; wait.
		#[codec(index = 117)]
		EvmKeyAssociateRateLimitExceeded,
		/// This hotkey already is the coldkey's auto-stake destination on the subnet; nothing is left to do.
		#[codec(index = 118)]
		SameAutoStakeHotkeyAlreadySet,
		/// This chain never raises it; it meant that trimming failed to clear the subnet's map of uids.
		#[codec(index = 119)]
		UidMapCouldNotBeCleared,
		/// Immune neurons would be MaxImmuneUidsPercentage or more of those left; trim to more uids, or wait.
		#[codec(index = 120)]
		TrimmingWouldExceedMaxImmunePercentage,
		/// A listed child is a parent of this hotkey on the subnet; remove it from the list.
		#[codec(index = 121)]
		ChildParentInconsistency,
		/// More than 50 automatic root claims per block were asked for; choose at most 50.
		#[codec(index = 122)]
		InvalidNumRootClaim,
		/// The root claim threshold is above 10_000_000 alpha-rao; choose a lower one.
		#[codec(index = 123)]
		InvalidRootClaimThreshold,
		/// claim_root takes 1 to 5 subnets, the claim type KeepSubnets at least one; change the set.
		#[codec(index = 124)]
		InvalidSubnetNumber,
		/// MaxAllowedUids times the number of mechanisms would exceed 256; lower one of the two.
		#[codec(index = 125)]
		TooManyUIDsPerMechanism,
		/// Voting power is not tracked on this subnet; there is nothing to switch off.
		#[codec(index = 126)]
		VotingPowerTrackingNotEnabled,
		/// The EMA factor is above 10^18, which stands for 1; choose a lower one.
		#[codec(index = 127)]
		InvalidVotingPowerEmaAlpha,
		/// The call is retired and does nothing; to swap a coldkey use announce_coldkey_swap.
		#[codec(index = 128)]
		Deprecated,
		/// This chain never raises it; it meant that add_stake_burn was called too often on this subnet.
		#[codec(index = 129)]
		AddStakeBurnRateLimitExceeded,
		/// The coldkey has announced its swap and can do nothing else; carry out, dispute or clear the swap first.
		#[codec(index = 130)]
		ColdkeySwapAnnounced,
		/// The coldkey's swap is disputed and all its calls are refused; only root can reset the swap.
		#[codec(index = 131)]
		ColdkeySwapDisputed,
		/// An announcement can be cleared only some time after its swap came due (7200 blocks by default); wait.
		#[codec(index = 132)]
		ColdkeySwapClearTooEarly,
		/// This chain never raises it; it meant that the call was switched off for a time.
		#[codec(index = 133)]
		DisabledTemporarily,
		/// The registration price (Burn) is above the given limit; raise the limit, or wait for the price to fall.
		#[codec(index = 134)]
		RegistrationPriceLimitExceeded,
		/// The coldkey, or the receiver of a transfer, has a lock for another hotkey on this subnet; use that hotkey or
		/// move_lock.
		#[codec(index = 135)]
		LockHotkeyMismatch,
		/// The coldkey has less alpha on this subnet than would be locked; stake more or lock less.
		#[codec(index = 136)]
		InsufficientStakeForLock,
		/// The coldkey has no lock on this subnet; lock stake first.
		#[codec(index = 137)]
		NoExistingLock,
		/// The new coldkey has locked stake; swap to a coldkey without locks.
		#[codec(index = 138)]
		ActiveLockExists,
		/// The hotkey is the account of a subnet, which nobody can use; name another hotkey.
		#[codec(index = 139)]
		CannotUseSystemAccount,
		/// This chain never raises it; it meant that more was to be unlocked than is locked.
		#[codec(index = 140)]
		UnlockAmountTooHigh,
		/// The tempo is not between MinTempo and MaxTempo blocks; choose one in between.
		#[codec(index = 141)]
		TempoOutOfBounds,
		/// The factor is not between MinActivityCutoffFactorMilli and MaxActivityCutoffFactorMilli; choose one in
		/// between.
		#[codec(index = 142)]
		ActivityCutoffFactorMilliOutOfBounds,
		/// An epoch of this subnet is already due at PendingEpochAt; wait for it.
		#[codec(index = 143)]
		EpochTriggerAlreadyPending,
		/// The next regular epoch is less than AdminFreezeWindow blocks away; wait for it.
		#[codec(index = 144)]
		AutoEpochAlreadyImminent,
		/// An epoch cannot be triggered while commit and reveal is on; switch it off on this subnet first.
		#[codec(index = 145)]
		DynamicTempoBlockedByCommitReveal,
		/// The amount includes locked alpha, which the receiver rejects; send less, or let it call
		/// set_reject_locked_alpha(false).
		#[codec(index = 146)]
		AccountRejectsLockedAlpha,
	}
}
