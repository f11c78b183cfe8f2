//! Writes the state at block 1.

use super::document::{Hyperparameters, Initial, Neurons, Relations, Settings, Subnet};
use crate::{
	documents::Account,
	reference::{account, Balances, Reference, Staking, Subnets, System, AUTHOR},
};
use frame_support::traits::fungible::Mutate;
use pallet_issuance::{Pallet as Issuance, TotalAlphaIssuance};
use pallet_protocol::{types::TransactionType, *};
use pallet_staking::RelatedHotkeys;
use pallet_swap::{Balancer, FeeRate, PalSwapInitialized, SwapBalancer};
use sp_runtime::{DispatchError, Perquintill};
use taonet_types::{
	fixed::{I96F32, U64F64, U96F32},
	AlphaBalance, NetUid, NetUidStorageIndex,
};

/// Writes all of it. Accounts that are named nowhere have no figure to compare either: all TAO that is issued beside what the
/// document tells lies on one account more.
pub fn write(initial: &Initial, root_first: bool) -> Result<(), String> {
	System::set_block_number(initial.global.block);
	write_settings(&initial.settings)?;
	for subnet in &initial.subnets {
		write_subnet(subnet).map_err(|error| format!("subnet {}: {error:?}", subnet.netuid))?;
	}
	write_thresholds(initial);
	for (hotkey, coldkey, netuid, alpha, _) in &initial.positions {
		let increased = Staking::increase(&account(*hotkey), &account(*coldkey), *netuid, AlphaBalance::new(*alpha));
		increased.map_err(|error| format!("stake on {hotkey} cannot be written: {error:?}"))?;
	}
	number_root_stakers(&initial.settings.staking_coldkeys_by_index);
	for subnet in &initial.subnets {
		write_relations(subnet.netuid, &subnet.relations, root_first);
	}
	write_balances(initial)
}

fn write_settings(settings: &Settings) -> Result<(), String> {
	let constants = (
		settings.existential_deposit,
		settings.default_min_stake,
		settings.block_author,
		settings.root_claim_type_default.as_str(),
	);
	if constants != (1, 2_000_000, AUTHOR, "Swap") {
		return Err(format!("the reference has other constants than {constants:?}"));
	}
	for (hotkey, coldkey) in &settings.owners {
		let created = Subnets::create_account(&account(*coldkey), &account(*hotkey));
		created.map_err(|error| format!("{hotkey} cannot be given to {coldkey}: {error:?}"))?;
	}
	for (hotkey, take) in &settings.delegate_takes {
		Delegates::<Reference>::insert(account(*hotkey), take);
	}
	CKBurn::<Reference>::put(settings.ck_burn);
	MaxEpochsPerBlock::<Reference>::put(settings.max_epochs_per_block);
	NetTaoFlowEnabled::<Reference>::put(settings.net_tao_flow_enabled);
	NominatorMinRequiredStake::<Reference>::put(settings.nominator_min_stake);
	NumRootClaim::<Reference>::put(settings.num_root_claim);
	StakeThreshold::<Reference>::put(settings.stake_threshold);
	SubnetMovingAlpha::<Reference>::put(I96F32::from_bits(settings.subnet_moving_alpha_bits.0));
	SubnetOwnerCut::<Reference>::put(settings.subnet_owner_cut);
	TaoWeight::<Reference>::put(settings.tao_weight);
	Ok(())
}

fn write_thresholds(initial: &Initial) {
	let netuids = initial.subnets.iter().map(|subnet| subnet.netuid).filter(|netuid| !netuid.is_root());
	for (netuid, bits) in netuids.zip(&initial.settings.root_claimable_threshold_bits) {
		RootClaimableThreshold::<Reference>::insert(netuid, I96F32::from_bits(bits.0));
	}
}

fn write_subnet(subnet: &Subnet) -> Result<(), DispatchError> {
	let netuid = subnet.netuid;
	NetworksAdded::<Reference>::insert(netuid, true);
	TotalNetworks::<Reference>::mutate(|subnets| *subnets = subnets.saturating_add(1));
	NetworkRegisteredAt::<Reference>::insert(netuid, 0);
	write_hyperparameters(netuid, &subnet.hyper);
	write_neurons(netuid, &subnet.neurons)?;
	write_schedule(subnet);
	write_pool(subnet);
	write_emission(subnet);
	Balances::set_balance(&Issuance::<Reference>::subnet_account(netuid), subnet.subnet_account_balance);
	Ok(())
}

fn write_hyperparameters(netuid: NetUid, hyper: &Hyperparameters) {
	SubnetMechanism::<Reference>::insert(netuid, hyper.mechanism);
	SubnetOwner::<Reference>::insert(netuid, account(hyper.owner_coldkey));
	SubnetOwnerHotkey::<Reference>::insert(netuid, account(hyper.owner_hotkey));
	SubtokenEnabled::<Reference>::insert(netuid, hyper.subtoken_enabled);
	FirstEmissionBlockNumber::<Reference>::set(netuid, hyper.first_emission_block);
	NetworkRegistrationAllowed::<Reference>::insert(netuid, hyper.network_registration_allowed);
	MaxAllowedUids::<Reference>::insert(netuid, hyper.max_allowed_uids);
	MaxAllowedValidators::<Reference>::insert(netuid, hyper.max_allowed_validators);
	ImmunityPeriod::<Reference>::insert(netuid, hyper.immunity_period);
	BurnHalfLife::<Reference>::insert(netuid, hyper.burn_half_life);
	BurnIncreaseMult::<Reference>::insert(netuid, U64F64::from_bits(hyper.burn_increase_mult_bits.0));
	MinBurn::<Reference>::insert(netuid, hyper.min_burn);
	MaxBurn::<Reference>::insert(netuid, hyper.max_burn);
	FeeRate::<Reference>::insert(netuid, hyper.swap_fee_rate);
	EMAPriceHalvingBlocks::<Reference>::insert(netuid, hyper.ema_price_halving_blocks);
	OwnerCutEnabled::<Reference>::insert(netuid, hyper.owner_cut_enabled);
	RecycleOrBurn::<Reference>::insert(netuid, hyper.recycle_or_burn);
	Tempo::<Reference>::insert(netuid, hyper.tempo);
	ActivityCutoffFactorMilli::<Reference>::insert(netuid, hyper.activity_cutoff_factor_milli);
	AlphaSigmoidSteepness::<Reference>::insert(netuid, hyper.alpha_sigmoid_steepness);
	AlphaValues::<Reference>::insert(netuid, (hyper.alpha_low, hyper.alpha_high));
	BondsMovingAverage::<Reference>::insert(netuid, hyper.bonds_moving_average);
	BondsPenalty::<Reference>::insert(netuid, hyper.bonds_penalty);
	Kappa::<Reference>::insert(netuid, hyper.kappa);
	LiquidAlphaOn::<Reference>::insert(netuid, hyper.liquid_alpha_on);
	Yuma3On::<Reference>::insert(netuid, hyper.yuma3_on);
	// Weights were set without a commitment, by five entries, and in two blocks running.
	CommitRevealWeightsEnabled::<Reference>::insert(netuid, false);
	MinAllowedWeights::<Reference>::insert(netuid, 1);
	WeightsSetRateLimit::<Reference>::insert(netuid, 0);
}

fn write_neurons(netuid: NetUid, neurons: &Neurons) -> Result<(), DispatchError> {
	let index = NetUidStorageIndex::new(netuid.get());
	for hotkey in &neurons.hotkeys {
		Subnets::append_neuron(netuid, &account(*hotkey))?;
	}
	for (uid, block) in (0..).zip(&neurons.block_at_registration) {
		BlockAtRegistration::<Reference>::insert(netuid, uid, block);
	}
	Active::<Reference>::insert(netuid, &neurons.active);
	Consensus::<Reference>::insert(netuid, &neurons.consensus);
	Dividends::<Reference>::insert(netuid, &neurons.dividends);
	pallet_protocol::Emission::<Reference>::insert(netuid, &neurons.emission);
	Incentive::<Reference>::insert(index, &neurons.incentive);
	LastUpdate::<Reference>::insert(index, &neurons.last_update);
	StakeWeight::<Reference>::insert(netuid, &neurons.stake_weight);
	ValidatorPermit::<Reference>::insert(netuid, &neurons.validator_permit);
	ValidatorTrust::<Reference>::insert(netuid, &neurons.validator_trust);
	for (uid, row) in &neurons.weights {
		Weights::<Reference>::insert(index, uid, row);
	}
	for (uid, row) in neurons.bonds.iter().filter(|(_, row)| !row.is_empty()) {
		Bonds::<Reference>::insert(index, uid, row);
	}
	Ok(())
}

fn write_schedule(subnet: &Subnet) {
	let netuid = subnet.netuid;
	BlocksSinceLastStep::<Reference>::insert(netuid, subnet.blocks_since_last_step);
	LastEpochBlock::<Reference>::insert(netuid, subnet.last_epoch_block);
	LastMechansimStepBlock::<Reference>::insert(netuid, subnet.last_mechanism_step_block);
	SubnetEpochIndex::<Reference>::insert(netuid, subnet.epoch_index);
}

fn write_pool(subnet: &Subnet) {
	let netuid = subnet.netuid;
	SubnetTAO::<Reference>::insert(netuid, subnet.tao);
	SubnetAlphaOut::<Reference>::insert(netuid, subnet.alpha_out);
	SubnetVolume::<Reference>::insert(netuid, subnet.volume.0);
	TotalStake::<Reference>::mutate(|sum| *sum = sum.saturating_add(subnet.tao));
	if netuid.is_root() {
		// It has no pool, and what trades on it brought is left out.
		return;
	}
	SubnetAlphaIn::<Reference>::insert(netuid, subnet.alpha_in);
	TotalAlphaIssuance::<Reference>::insert(netuid, subnet.alpha_in.saturating_add(subnet.alpha_out));
	SubnetProtocolAlpha::<Reference>::insert(netuid, subnet.protocol_alpha);
	SubnetTaoFlow::<Reference>::insert(netuid, subnet.tao_flow);
	SubnetProtocolFlow::<Reference>::insert(netuid, subnet.protocol_flow);
	SubnetMovingPrice::<Reference>::insert(netuid, I96F32::from_bits(subnet.moving_price_bits.0));
	SwapBalancer::<Reference>::insert(netuid, Balancer { quote: Perquintill::from_parts(subnet.quote_weight) });
	PalSwapInitialized::<Reference>::insert(netuid, true);
}

fn write_emission(subnet: &Subnet) {
	let netuid = subnet.netuid;
	SubnetEmissionEnabled::<Reference>::insert(netuid, subnet.emission_enabled);
	Burn::<Reference>::insert(netuid, subnet.burn);
	SubnetTaoInEmission::<Reference>::insert(netuid, subnet.tao_in_emission);
	SubnetAlphaInEmission::<Reference>::insert(netuid, subnet.alpha_in_emission);
	SubnetAlphaOutEmission::<Reference>::insert(netuid, subnet.alpha_out_emission);
	SubnetExcessTao::<Reference>::insert(netuid, subnet.excess_tao);
	SubnetRootSellTao::<Reference>::insert(netuid, subnet.root_sell_tao);
	RootProp::<Reference>::insert(netuid, U96F32::from_bits(subnet.root_prop_bits.0));
	MinerBurned::<Reference>::insert(netuid, U96F32::from_bits(subnet.miner_burned_bits.0));
	if netuid.is_root() {
		// Nothing gathers for it.
		return;
	}
	PendingServerEmission::<Reference>::insert(netuid, subnet.pending_server);
	PendingValidatorEmission::<Reference>::insert(netuid, subnet.pending_validator);
	PendingRootAlphaDivs::<Reference>::insert(netuid, subnet.pending_root_alpha);
	PendingOwnerCut::<Reference>::insert(netuid, subnet.pending_owner_cut);
}

/// Lets the coldkeys with root stake have the recorded numbers.
fn number_root_stakers(coldkeys: &[Account]) {
	for (number, coldkey) in (0..).zip(coldkeys) {
		StakingColdkeys::<Reference>::insert(account(*coldkey), number);
		StakingColdkeysByIndex::<Reference>::insert(number, account(*coldkey));
	}
}

fn write_relations(netuid: NetUid, relations: &Relations, root_first: bool) {
	for (child, parents) in &relations.parents {
		for (proportion, parent) in parents {
			let (child, parent) = (account(*child), account(*parent));
			ParentKeys::<Reference>::append(&child, netuid, (*proportion, &parent));
			ChildKeys::<Reference>::append(&parent, netuid, (*proportion, &child));
			RelatedHotkeys::<Reference>::insert(netuid, &child, ());
			RelatedHotkeys::<Reference>::insert(netuid, &parent, ());
			if root_first {
				let kind = TransactionType::SetChildren.number();
				TransactionKeyLastBlock::<Reference>::insert((&parent, netuid, kind), 1);
			}
		}
	}
}

fn write_balances(initial: &Initial) -> Result<(), String> {
	for (coldkey, tao) in &initial.balances {
		Balances::set_balance(&account(*coldkey), *tao);
	}
	Balances::set_balance(&account(AUTHOR), initial.global.block_author_balance);
	let elsewhere = initial.global.balances_total_issuance.checked_sub(Balances::total_issuance());
	Balances::set_balance(&account(Account::MAX), elsewhere.ok_or("the accounts hold more than is issued")?);
	Ok(())
}
