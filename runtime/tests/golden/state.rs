//! The state of the chain, as the documents describe it.

use crate::{
	documents::{Account, Sequence, Share, State, Subnet},
	reference::{account, number, Balances, Reference, Staking, System, AUTHOR},
};
use frame_support::traits::fungible::Mutate;
use pallet_issuance::{Pallet as Issuance, TotalAlphaIssuance};
use pallet_protocol::*;
use pallet_swap::{Balancer, FeeRate, PalSwapInitialized, SwapBalancer};
use sp_runtime::{AccountId32, Perquintill};
use std::collections::BTreeMap;
use taonet_share_pool::SafeFloat;
use taonet_types::{AlphaBalance, NetUid, TaoBalance};

/// Figures of a state, by what they say.
pub type Figures = BTreeMap<String, i128>;

/// What a coldkey has on a hotkey.
pub fn stake_of(hotkey: Account, coldkey: Account, netuid: NetUid) -> AlphaBalance {
	Staking::stake_of(&account(hotkey), &account(coldkey), netuid)
}

/// Writes the state in which the calls begin: the hotkeys that somebody owns, the subnets, and TAO on accounts.
pub fn write(sequence: &Sequence) -> Result<(), String> {
	let initial = &sequence.initial;
	if !initial.state.positions.is_empty() || !initial.state.pools.is_empty() {
		return Err("the file begins with stake, which is not read".to_owned());
	}
	for (hotkey, coldkey) in &sequence.owners {
		let (hotkey, coldkey) = (account(*hotkey), account(*coldkey));
		Owner::<Reference>::insert(&hotkey, &coldkey);
		OwnedHotkeys::<Reference>::append(&coldkey, &hotkey);
		StakingHotkeys::<Reference>::append(&coldkey, &hotkey);
	}
	for subnet in &initial.subnets_full {
		write_subnet(subnet);
	}
	for (netuid, tao, alpha_in, alpha_out, flow, weight) in initial.state.subnets.iter().copied() {
		write_pool(netuid, TaoBalance::new(tao), AlphaBalance::new(alpha_in), AlphaBalance::new(alpha_out))?;
		SubnetTaoFlow::<Reference>::insert(netuid, flow);
		SwapBalancer::<Reference>::insert(netuid, Balancer { quote: Perquintill::from_parts(weight) });
		PalSwapInitialized::<Reference>::insert(netuid, true);
	}
	for (coldkey, tao) in &initial.state.balances {
		Balances::set_balance(&account(*coldkey), *tao);
	}
	// All else that is issued lies where no call of the sequence reaches it.
	let elsewhere = initial.state.global.balances_total_issuance.checked_sub(Balances::total_issuance());
	Balances::set_balance(&account(Account::MAX), elsewhere.ok_or("the accounts hold more than is issued")?);
	System::set_block_number(initial.state.global.block);
	Ok(())
}

fn write_subnet(subnet: &Subnet) {
	let netuid = subnet.netuid;
	NetworksAdded::<Reference>::insert(netuid, true);
	TotalNetworks::<Reference>::mutate(|subnets| *subnets = subnets.saturating_add(1));
	SubnetMechanism::<Reference>::insert(netuid, subnet.hyper.mechanism);
	SubtokenEnabled::<Reference>::insert(netuid, subnet.hyper.subtoken_enabled);
	SubnetOwner::<Reference>::insert(netuid, account(subnet.hyper.owner_coldkey));
	SubnetOwnerHotkey::<Reference>::insert(netuid, account(subnet.hyper.owner_hotkey));
	FeeRate::<Reference>::insert(netuid, subnet.hyper.swap_fee_rate);
	Balances::set_balance(&Issuance::<Reference>::subnet_account(netuid), subnet.subnet_account_balance);
}

fn write_pool(netuid: NetUid, tao: TaoBalance, alpha_in: AlphaBalance, alpha_out: AlphaBalance) -> Result<(), String> {
	let issued = alpha_in.checked_add(alpha_out).ok_or("more alpha than can be counted")?;
	SubnetTAO::<Reference>::insert(netuid, tao);
	SubnetAlphaIn::<Reference>::insert(netuid, alpha_in);
	SubnetAlphaOut::<Reference>::insert(netuid, alpha_out);
	TotalAlphaIssuance::<Reference>::insert(netuid, issued);
	TotalStake::<Reference>::try_mutate(|sum| {
		*sum = sum.checked_add(tao).ok_or("more TAO than can be counted")?;
		Ok(())
	})
}

/// What the document says of a state.
pub fn recorded(state: &State) -> Figures {
	let mut figures = Figures::new();
	for (netuid, tao, alpha_in, alpha_out, flow, weight) in state.subnets.iter().copied() {
		figures.extend(subnet(netuid, tao, alpha_in, alpha_out, flow, weight));
	}
	for (hotkey, coldkey, netuid, value, share) in &state.positions {
		figures.extend(position(*hotkey, *coldkey, *netuid, *value, *share));
	}
	for (hotkey, netuid, value, shares) in &state.pools {
		figures.extend(pool(*hotkey, *netuid, *value, *shares));
	}
	figures.extend(state.balances.iter().map(|(coldkey, tao)| balance(*coldkey, *tao)));
	let global = &state.global;
	figures.extend([
		("total issuance".to_owned(), global.total_issuance.into()),
		("total issuance of Balances".to_owned(), global.balances_total_issuance.into()),
		("total stake".to_owned(), global.total_stake.into()),
		("block".to_owned(), global.block.into()),
		("block emission".to_owned(), global.block_emission.into()),
		("balance of the author".to_owned(), global.block_author_balance.into()),
	]);
	figures
}

/// What is in storage, with the balances of these accounts.
pub fn stored(accounts: impl Iterator<Item = Account>) -> Figures {
	let mut figures = Figures::new();
	for netuid in NetworksAdded::<Reference>::iter_keys() {
		let tao = SubnetTAO::<Reference>::get(netuid).get();
		let alpha_in = SubnetAlphaIn::<Reference>::get(netuid).get();
		let alpha_out = SubnetAlphaOut::<Reference>::get(netuid).get();
		let weight = SwapBalancer::<Reference>::get(netuid).quote.deconstruct();
		figures.extend(subnet(netuid, tao, alpha_in, alpha_out, SubnetTaoFlow::<Reference>::get(netuid), weight));
	}
	for ((hotkey, coldkey, netuid), share) in AlphaV2::<Reference>::iter() {
		let value = Staking::stake_of(&hotkey, &coldkey, netuid).get();
		figures.extend(position(number(&hotkey), number(&coldkey), netuid, value, written(share)));
	}
	for (hotkey, netuid) in pools() {
		let value = TotalHotkeyAlpha::<Reference>::get(&hotkey, netuid).get();
		let shares = written(TotalHotkeySharesV2::<Reference>::get(&hotkey, netuid));
		figures.extend(pool(number(&hotkey), netuid, value, shares));
	}
	let free = |number| Balances::free_balance(account(number));
	figures.extend(accounts.map(|coldkey| balance(coldkey, free(coldkey))));
	figures.extend([
		("total issuance".to_owned(), TotalIssuance::<Reference>::get().get().into()),
		("total issuance of Balances".to_owned(), Balances::total_issuance().into()),
		("block".to_owned(), System::block_number().into()),
		("balance of the author".to_owned(), free(AUTHOR).into()),
	]);
	figures
}

/// Where a hotkey holds something, or somebody has a share of nothing.
fn pools() -> impl Iterator<Item = (AccountId32, NetUid)> {
	let mut pools: Vec<_> = TotalHotkeyAlpha::<Reference>::iter_keys().collect();
	pools.extend(TotalHotkeySharesV2::<Reference>::iter_keys());
	pools.sort_unstable();
	pools.dedup();
	pools.into_iter()
}

fn written(share: SafeFloat) -> Share {
	(taonet_golden::Wide(share.mantissa()), share.exponent())
}

fn subnet(netuid: NetUid, tao: u64, alpha_in: u64, alpha_out: u64, flow: i64, weight: u64) -> Figures {
	let named = |what: &str, figure: i128| (format!("subnet {netuid}, {what}"), figure);
	Figures::from([
		named("TAO in the pool", tao.into()),
		named("alpha in the pool", alpha_in.into()),
		named("alpha outside", alpha_out.into()),
		named("flow", flow.into()),
		named("weight", weight.into()),
	])
}

fn position(hotkey: Account, coldkey: Account, netuid: NetUid, value: u64, share: Share) -> Figures {
	shared(&format!("subnet {netuid}, stake of {coldkey} on {hotkey}"), value, share)
}

fn pool(hotkey: Account, netuid: NetUid, value: u64, shares: Share) -> Figures {
	shared(&format!("subnet {netuid}, all stake on {hotkey}"), value, shares)
}

fn shared(what: &str, value: u64, (mantissa, exponent): Share) -> Figures {
	// Below 10^21.
	let mantissa = i128::try_from(mantissa.0).unwrap_or(i128::MAX);
	Figures::from([
		(format!("{what}, worth"), value.into()),
		(format!("{what}, mantissa of the shares"), mantissa),
		(format!("{what}, exponent of the shares"), exponent.into()),
	])
}

fn balance(coldkey: Account, tao: u64) -> (String, i128) {
	(format!("balance of {coldkey}"), tao.into())
}
