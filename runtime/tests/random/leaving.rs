//! Everybody unstakes everything, and only dust remains.

use crate::{
	chain::Chain,
	crowdloans::{end_leases, give_up_crowdloans},
	kit::{call, root, ProtocolCall},
	put_right,
};
use pallet_issuance::AlphaBurned;
use pallet_protocol::{
	defaults::LOCK_RATE, AlphaV2, DecayingLock, LastMechansimStepBlock, NetworkRegisteredAt, PendingOwnerCut,
	PendingRootAlphaDivs, PendingServerEmission, PendingValidatorEmission, RootClaimable, StakingColdkeysByIndex,
	SubnetAlphaIn, SubnetAlphaOut, SubnetProtocolAlpha, SubtokenEnabled, TotalHotkeyAlpha,
};
use pallet_staking::{ChildrenInTurn, ColdkeyTransits, HotkeyTransits, Sweep, UnclaimedOfSubnet};
use pallet_subnets::Dissolutions;
use std::{
	collections::{BTreeMap, BTreeSet},
	fmt,
};
use taonet_runtime::{AccountId, Runtime, Staking, Subnets, Swap, System};
use taonet_types::{AlphaBalance, NetUid, RAO_PER_TAO};

/// Where somebody has a share: hotkey, coldkey, subnet.
pub type Position = (AccountId, AccountId, NetUid);

/// Most blocks until what was begun is finished.
const PATIENCE: u32 = 100;

/// How everybody got out.
#[derive(Default)]
pub struct Farewell {
	pub positions: usize,
	/// Pairs of hotkey and coldkey that left by one call, and positions that did not.
	at_once: usize,
	one_by_one: usize,
	/// Positions for which nobody would have paid a RAO.
	worthless: usize,
	pools: usize,
	dust: u64,
}

impl fmt::Display for Farewell {
	fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
		let Self { positions, at_once, one_by_one, worthless, pools, dust } = self;
		write!(to, "{positions} positions: {at_once} pairs left at once, {one_by_one} positions one by one, ")?;
		write!(to, "{worthless} were worth nothing; {dust} alpha-rao remain in {pools} pools")
	}
}

fn positions() -> Vec<Position> {
	AlphaV2::<Runtime>::iter_keys().collect()
}

fn stake_of((hotkey, coldkey, netuid): &Position) -> AlphaBalance {
	Staking::stake_of(hotkey, coldkey, *netuid)
}

/// Alpha that a block makes outside a pool is never more than this, in alpha-rao.
const MOST_MADE: u64 = RAO_PER_TAO;
/// Alpha-rao of it that are left over where it is divided among the four pots, at most.
const MOST_LEFT_OVER: u64 = 3;

/// What is known of a subnet's alpha since the block before.
#[derive(Clone, Copy, Default)]
struct Known {
	/// Which subnet of that number it is.
	registered_at: u64,
	/// Nobody's for good.
	lost: u64,
	/// Set aside for the next epoch.
	pots: u64,
}

/// Whose the alpha outside the pools is.
#[derive(Default)]
pub struct AlphaBooks(BTreeMap<NetUid, Known>);

impl AlphaBooks {
	/// Makes a block, and checks what has become of alpha in it.
	pub fn block<R>(&mut self, chain: &mut Chain, work: impl FnOnce() -> R) -> R {
		let answer = chain.block(work);
		chain.look(|| self.check());
		answer
	}

	/// Alpha outside each live pool is somebody's stake, was earned on root and not claimed, waits for the next epoch, was bought
	/// by the protocol or was burned. The rest is nobody's: an epoch loses some, by rounding or where nobody can be paid, but
	/// never more than what had gathered for it. Nothing else does, but for what is left over where a block sets some aside.
	pub fn check(&mut self) {
		let mut staked = BTreeMap::<NetUid, u64>::new();
		for (_, netuid, stake) in TotalHotkeyAlpha::<Runtime>::iter() {
			*staked.entry(netuid).or_default() += stake.get();
		}
		let outside = |netuid| SubnetAlphaOut::<Runtime>::get(netuid).get();
		let on = |netuid| staked.get(&netuid).copied().unwrap_or_default();
		assert_eq!(outside(NetUid::ROOT), on(NetUid::ROOT), "alpha of root");
		for netuid in Subnets::subnets().into_iter().filter(|netuid| !netuid.is_root()) {
			let pots = pots(netuid);
			let owned = on(netuid) + unclaimed(netuid) + pots + nobodys(netuid);
			let lost = outside(netuid).checked_sub(owned).unwrap_or_else(|| panic!("too little alpha of {netuid:?}"));
			let registered_at = NetworkRegisteredAt::<Runtime>::get(netuid);
			let is_same = |known: &&Known| known.registered_at == registered_at;
			let before = self.0.get(&netuid).filter(is_same).copied().unwrap_or_default();
			let was_paid = LastMechansimStepBlock::<Runtime>::get(netuid) == u64::from(System::block_number());
			let most = before.lost + if was_paid { before.pots + MOST_MADE } else { MOST_LEFT_OVER };
			assert!((before.lost..=most).contains(&lost), "{lost} alpha-rao of {netuid:?} are lost, {most} at most");
			self.0.insert(netuid, Known { registered_at, lost, pots });
		}
	}
}

/// What was earned on root and not claimed.
fn unclaimed(netuid: NetUid) -> u64 {
	UnclaimedOfSubnet::<Runtime>::iter_prefix_values(netuid).map(AlphaBalance::get).sum()
}

/// What waits for the next epoch.
fn pots(netuid: NetUid) -> u64 {
	let pots = [
		PendingServerEmission::<Runtime>::get(netuid),
		PendingValidatorEmission::<Runtime>::get(netuid),
		PendingRootAlphaDivs::<Runtime>::get(netuid),
		PendingOwnerCut::<Runtime>::get(netuid),
	];
	pots.map(AlphaBalance::get).iter().sum()
}

/// What the protocol bought, and what was burned.
fn nobodys(netuid: NetUid) -> u64 {
	SubnetProtocolAlpha::<Runtime>::get(netuid).get() + AlphaBurned::<Runtime>::get(netuid).get()
}

/// Everybody unstakes everything. All subnets are live and started, and nominations have no least worth.
///
/// What remains is rounding dust. A value is rounded down, so that whoever leaves keeps a share worth less than one
/// alpha-rao. The sum of shares exceeds them by at most 2 x 10^-20 of the largest sum for each deposit and withdrawal
/// (`taonet_share_pool::Pool`): with up to 10^16 shares and 1000 operations on one hotkey on one subnet by 0.2 shares, worth
/// less than one alpha-rao as long as dividends have not made five of one. What is left of a hotkey's stake is therefore at
/// most one alpha-rao for each who has ever had a share in it: S-1 of the specification (staking 16), with everybody gone.
pub fn everybody_leaves(chain: &mut Chain, alpha: &mut AlphaBooks) -> Farewell {
	let mut farewell = Farewell::default();
	let mut owners = BTreeMap::<(AccountId, NetUid), u64>::new();
	chain.block(|| {
		let all = positions();
		farewell.positions = all.len();
		all.iter().for_each(|(hotkey, _, netuid)| *owners.entry((hotkey.clone(), *netuid)).or_default() += 1);
		receive_payments(&all);
		leave_at_once(&all, &mut farewell);
		all.iter().for_each(|position| leave(position, &mut farewell));
	});
	chain.look(|| {
		alpha.check();
		for (hotkey, netuid, dust) in TotalHotkeyAlpha::<Runtime>::iter() {
			let shares = owners.get(&(hotkey, netuid)).copied().unwrap_or_default();
			assert!(dust.get() <= shares, "{dust} alpha-rao of {shares} remain on subnet {netuid}");
			farewell.pools += 1;
			farewell.dust += dust.get();
		}
		for position in positions() {
			assert_eq!(stake_of(&position), AlphaBalance::ZERO, "{position:?} could not leave");
		}
	});
	farewell
}

/// Subnets are dissolved, and small nominations swept. After that all subnets are live and started, and nominations have no
/// least worth.
pub fn finish_what_was_begun(chain: &mut Chain, alpha: &mut AlphaBooks, coldkeys: &[AccountId]) {
	let is_finished = || {
		Sweep::<Runtime>::get().is_none()
			&& HotkeyTransits::<Runtime>::iter_keys().next().is_none()
			&& ColdkeyTransits::<Runtime>::iter_keys().next().is_none()
			&& ChildrenInTurn::<Runtime>::iter_keys().next().is_none()
			&& pallet_leasing::Payouts::<Runtime>::iter_keys().next().is_none()
			&& Dissolutions::<Runtime>::iter_keys().next().is_none()
			&& Subnets::subnets().into_iter().all(SubtokenEnabled::<Runtime>::get)
	};
	for _ in 0..PATIENCE {
		alpha.block(chain, || put_right(coldkeys, 0));
		if chain.look(is_finished) {
			return;
		}
	}
	panic!("something that goes on over blocks never ends, or a subnet is not started");
}

/// What holds people back comes to its end as it does for everybody who waits: root dividends are claimed, crowdloans are given
/// up, leases end, and locks decay. Nothing is left of them after so many lifetimes of a lock that the decay is down to its
/// least factor, e^-40.
pub fn clear_obstacles(chain: &mut Chain, alpha: &mut AlphaBooks) {
	let claims = alpha.block(chain, claim_everything);
	let crowdloans = alpha.block(chain, give_up_crowdloans);
	alpha.block(chain, let_locks_decay);
	chain.skip_to(chain.height() + 41 * u32::try_from(LOCK_RATE).expect("is a number of blocks"));
	let leases = alpha.block(chain, end_leases);
	println!("{claims} coldkeys claimed, {crowdloans} crowdloans were given up, {leases} leases ended");
}

/// Everybody with root stake claims on all subnets on which something was earned.
fn claim_everything() -> usize {
	let earned: BTreeSet<NetUid> = RootClaimable::<Runtime>::iter_values()
		.flat_map(|rates| rates.into_keys())
		.filter(|netuid| Subnets::exists(*netuid))
		.collect();
	let coldkeys: Vec<_> = StakingColdkeysByIndex::<Runtime>::iter_values().collect();
	for coldkey in &coldkeys {
		for netuid in &earned {
			assert_eq!(call(coldkey, ProtocolCall::claim_root { subnets: [*netuid].into() }), Ok(()));
		}
	}
	coldkeys.len()
}

fn let_locks_decay() {
	let perpetual: Vec<_> = DecayingLock::<Runtime>::iter().filter(|(_, _, decays)| !decays).collect();
	for (coldkey, netuid, _) in perpetual {
		assert_eq!(call(&coldkey, ProtocolCall::set_perpetual_lock { netuid, enabled: false }), Ok(()));
	}
}

/// Less than the existential deposit cannot be paid to an account that does not exist.
fn receive_payments(positions: &[Position]) {
	for (_, coldkey, _) in positions {
		if System::providers(coldkey) == 0 {
			let who = coldkey.clone().into();
			let new_free = RAO_PER_TAO;
			assert_eq!(root(pallet_balances::Call::<Runtime>::force_set_balance { who, new_free }), Ok(()));
		}
	}
}

/// Every other coldkey leaves every other hotkey by one call.
fn leave_at_once(positions: &[Position], farewell: &mut Farewell) {
	let pairs: BTreeSet<_> = positions.iter().map(|(hotkey, coldkey, _)| (hotkey.clone(), coldkey.clone())).collect();
	for (hotkey, coldkey) in pairs.into_iter().step_by(2) {
		assert_eq!(call(&coldkey, ProtocolCall::unstake_all { hotkey }), Ok(()));
		farewell.at_once += 1;
	}
}

/// A coldkey leaves a hotkey on one subnet. Where it has more than a pool takes at once, in several steps; for what is worth
/// less than one RAO nobody pays anything, and it can only be given up.
fn leave(position: &Position, farewell: &mut Farewell) {
	let (hotkey, coldkey, netuid) = position.clone();
	farewell.one_by_one += usize::from(!stake_of(position).is_zero());
	while !stake_of(position).is_zero() {
		let most = SubnetAlphaIn::<Runtime>::get(netuid).get().saturating_mul(1000);
		let amount_unstaked = if netuid.is_root() { AlphaBalance::MAX } else { AlphaBalance::new(most) };
		let before = stake_of(position);
		let left = call(&coldkey, ProtocolCall::remove_stake { hotkey: hotkey.clone(), netuid, amount_unstaked });
		if left.is_ok() {
			assert!(stake_of(position) < before);
			continue;
		}
		let worth = u128::from(before.get()) * u128::from(Swap::rao_per_alpha(netuid)) / u128::from(RAO_PER_TAO);
		assert!(worth <= 1, "{position:?} cannot leave with {worth} RAO: {left:?}");
		let give_up = ProtocolCall::recycle_alpha { hotkey: hotkey.clone(), amount: before, netuid };
		assert_eq!(call(&coldkey, give_up), Ok(()), "{position:?} cannot even give up {before:?}");
		farewell.worthless += 1;
	}
}
