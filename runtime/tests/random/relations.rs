//! What people want to do about relations between keys: children, claims, locks, votes, and keys that give way to others.

use crate::{
	kit::{account, root, AdminCall, ProtocolCall},
	Crowd,
};
use frame_support::storage::with_storage_layer;
use pallet_protocol::{
	types::RootClaimTypeEnum, ColdkeySwapAnnouncements, Keys, Lock, StakingColdkeysByIndex, SubnetOwner, SubnetworkN,
};
use rand::{seq::IndexedRandom, Rng};
use sp_runtime::traits::{BlakeTwo256, Hash};
use std::collections::BTreeSet;
use taonet_runtime::{AccountId, AlphaAssets, Runtime, RuntimeCall, Staking, Subnets};
use taonet_types::{AlphaBalance, NetUid, TaoBalance, RAO_PER_TAO};

/// Calls about relations, each of which must succeed now and then.
pub const RELATION_CALLS: [&str; 20] = [
	"set_children",
	"set_childkey_take",
	"set_auto_parent_delegation_enabled",
	"claim_root",
	"set_root_claim_type",
	"lock_stake",
	"move_lock",
	"set_perpetual_lock",
	"set_reject_locked_alpha",
	"enable_voting_power_tracking",
	"disable_voting_power_tracking",
	"swap_hotkey",
	"swap_hotkey_v2",
	"swap_coldkey",
	"announce_coldkey_swap",
	"swap_coldkey_announced",
	"dispute_coldkey_swap",
	"clear_coldkey_swap_announcement",
	"reset_coldkey_swap",
	"terminate_lease",
];
/// The first of the coldkeys that nobody has ever seen.
const NEWCOMERS: u32 = 2_000;

/// Short waits, so that everything that has to be waited for happens in a run.
pub fn shorten_waits() {
	let settings: [RuntimeCall; 5] = [
		AdminCall::sudo_set_tx_rate_limit { tx_rate_limit: 0 }.into(),
		AdminCall::sudo_set_coldkey_swap_announcement_delay { duration: 5 }.into(),
		AdminCall::sudo_set_coldkey_swap_reannouncement_delay { duration: 2 }.into(),
		ProtocolCall::set_pending_childkey_cooldown { cooldown: 3 }.into(),
		ProtocolCall::sudo_set_tx_childkey_take_rate_limit { tx_rate_limit: 2 }.into(),
	];
	for setting in settings {
		assert_eq!(root(setting), Ok(()));
	}
}

impl Crowd {
	/// Who asks for what.
	pub fn relation(&mut self) -> (AccountId, RuntimeCall) {
		match self.dice.random_range(0..24) {
			0..6 => self.lending(),
			6..9 => self.claiming(),
			9..13 => self.locking(),
			13 => self.voting(),
			14..17 => self.hotkey_swap(),
			17..20 => self.coldkey_swap(),
			_ => self.crowdfunding(),
		}
	}

	/// The owner of a hotkey, or anybody.
	fn owner_or_anybody(&mut self, hotkey: &AccountId) -> AccountId {
		Subnets::owner_of(hotkey).unwrap_or_else(|| self.coldkey())
	}

	/// Mostly one that has a slot there.
	pub fn member(&mut self, netuid: NetUid) -> AccountId {
		let uid = self.dice.random_range(0..SubnetworkN::<Runtime>::get(netuid).max(1));
		match Keys::<Runtime>::try_get(netuid, uid) {
			Ok(hotkey) if self.chance(80) => hotkey,
			_ => self.hotkey(),
		}
	}

	fn lending(&mut self) -> (AccountId, RuntimeCall) {
		let netuid = self.netuid();
		let hotkey = self.member(netuid);
		let asked = match self.dice.random_range(0..10) {
			0..7 => {
				let children = (0..self.dice.random_range(0..4)).map(|_| {
					let proportion = self.dice.random::<u64>() >> self.dice.random_range(1..4);
					(proportion, self.member(netuid))
				});
				let children = children.collect();
				ProtocolCall::set_children { hotkey, netuid, children }
			},
			7 | 8 => ProtocolCall::set_childkey_take { hotkey, netuid, take: self.dice.random_range(0..13_000) },
			_ => {
				let (hotkey, enabled) = (self.member(NetUid::ROOT), self.chance(50));
				return (
					self.owner_or_anybody(&hotkey),
					ProtocolCall::set_auto_parent_delegation_enabled { hotkey, enabled }.into(),
				);
			},
		};
		let signer = match &asked {
			ProtocolCall::set_children { hotkey, .. } | ProtocolCall::set_childkey_take { hotkey, .. } => {
				self.owner_or_anybody(hotkey)
			},
			_ => self.coldkey(),
		};
		(signer, asked.into())
	}

	/// Mostly somebody with root stake.
	fn root_staker(&mut self) -> AccountId {
		let all: Vec<_> = StakingColdkeysByIndex::<Runtime>::iter_values().collect();
		match all.choose(&mut self.dice) {
			Some(coldkey) if !self.chance(10) => coldkey.clone(),
			_ => self.coldkey(),
		}
	}

	fn netuids(&mut self, most: usize) -> BTreeSet<NetUid> {
		let count = self.dice.random_range(0..=most);
		(0..count).map(|_| self.netuid()).collect()
	}

	fn claiming(&mut self) -> (AccountId, RuntimeCall) {
		let coldkey = self.root_staker();
		let asked = match self.dice.random_range(0..6) {
			0..4 => ProtocolCall::claim_root { subnets: self.netuids(6) },
			_ => {
				let new_root_claim_type = match self.dice.random_range(0..3) {
					0 => RootClaimTypeEnum::Swap,
					1 => RootClaimTypeEnum::Keep,
					_ => RootClaimTypeEnum::KeepSubnets { subnets: self.netuids(3) },
				};
				ProtocolCall::set_root_claim_type { new_root_claim_type }
			},
		};
		(coldkey, asked.into())
	}

	fn locking(&mut self) -> (AccountId, RuntimeCall) {
		let locks: Vec<_> = Lock::<Runtime>::iter_keys().collect();
		let (mut hotkey, mut coldkey, mut netuid) = self.position();
		let asks_for_more = self.chance(50);
		if let Some(lock) = locks.choose(&mut self.dice).filter(|_| !asks_for_more) {
			(coldkey, netuid, hotkey) = lock.clone();
		}
		let stake = Staking::stake_of(&hotkey, &coldkey, netuid).get();
		let asked = match self.dice.random_range(0..8) {
			0..4 => {
				let amount = AlphaBalance::new(stake >> self.dice.random_range(0..8));
				ProtocolCall::lock_stake { hotkey, netuid, amount }
			},
			4 | 5 => ProtocolCall::move_lock { destination_hotkey: self.member(netuid), netuid },
			6 => ProtocolCall::set_perpetual_lock { netuid, enabled: self.chance(50) },
			_ => ProtocolCall::set_reject_locked_alpha { enabled: self.chance(30) },
		};
		(coldkey, asked.into())
	}

	fn voting(&mut self) -> (AccountId, RuntimeCall) {
		let netuid = self.netuid();
		let asked = if self.chance(60) {
			ProtocolCall::enable_voting_power_tracking { netuid }
		} else {
			ProtocolCall::disable_voting_power_tracking { netuid }
		};
		(SubnetOwner::<Runtime>::get(netuid), asked.into())
	}

	fn hotkey_swap(&mut self) -> (AccountId, RuntimeCall) {
		let netuid = self.netuid();
		let hotkey = if self.chance(50) { self.member(netuid) } else { self.position().0 };
		let new_hotkey = self.hotkey();
		let netuid = self.chance(60).then_some(netuid);
		let signer = self.owner_or_anybody(&hotkey);
		let asked = if self.chance(50) {
			ProtocolCall::swap_hotkey { hotkey, new_hotkey, netuid }
		} else {
			ProtocolCall::swap_hotkey_v2 { hotkey, new_hotkey, netuid, keep_stake: self.chance(50) }
		};
		(signer, asked.into())
	}

	/// Mostly one that nobody has ever seen.
	fn newcomer(&mut self) -> AccountId {
		if self.chance(10) {
			return if self.chance(50) { self.coldkey() } else { self.hotkey() };
		}
		self.newcomers += 1;
		account(NEWCOMERS + self.newcomers)
	}

	fn coldkey_swap(&mut self) -> (AccountId, RuntimeCall) {
		let announced: Vec<_> = ColdkeySwapAnnouncements::<Runtime>::iter_keys().collect();
		let announcer = announced.choose(&mut self.dice).cloned();
		let Some(coldkey) = announcer.filter(|_| self.dice.random_ratio(7, 10)) else {
			let (old_coldkey, new_coldkey) = (self.coldkey(), self.newcomer());
			if self.chance(30) {
				let swap_cost = TaoBalance::new(self.number() >> 30);
				return (
					old_coldkey.clone(),
					ProtocolCall::swap_coldkey { old_coldkey, new_coldkey, swap_cost }.into(),
				);
			}
			let new_coldkey_hash = BlakeTwo256::hash_of(&new_coldkey);
			self.announced.insert(old_coldkey.clone(), new_coldkey);
			return (old_coldkey, ProtocolCall::announce_coldkey_swap { new_coldkey_hash }.into());
		};
		let new_coldkey = self.announced.get(&coldkey).cloned().unwrap_or_else(|| self.coldkey());
		let asked = match self.dice.random_range(0..10) {
			0..5 => ProtocolCall::swap_coldkey_announced { new_coldkey },
			5 => ProtocolCall::dispute_coldkey_swap {},
			6 | 7 => ProtocolCall::clear_coldkey_swap_announcement {},
			_ => ProtocolCall::reset_coldkey_swap { coldkey: coldkey.clone() },
		};
		(coldkey, asked.into())
	}

	/// Whoever has a new coldkey is one of the crowd.
	pub fn note_swapped(&mut self, asked: &RuntimeCall) {
		if let RuntimeCall::SubtensorModule(
			ProtocolCall::swap_coldkey { new_coldkey, .. } | ProtocolCall::swap_coldkey_announced { new_coldkey },
		) = asked
		{
			self.coldkeys.push(new_coldkey.clone());
		}
	}

	/// A subnet pays those who have staked on root, on a hotkey that somebody owns, as epochs do, but more. Answers whether it
	/// did.
	pub fn pay_root_dividend(&mut self) -> bool {
		let (hotkey, _, _) = self.position();
		let netuid = self.netuid();
		let is_owned = Subnets::owner_of(&hotkey).is_some();
		if netuid.is_root() || !is_owned || !Subnets::exists(netuid) {
			return false;
		}
		let alpha = AlphaBalance::new(self.dice.random_range(0..RAO_PER_TAO));
		let paid = with_storage_layer(|| {
			AlphaAssets::emit_alpha(netuid, alpha)?;
			Staking::accrue_root_dividend(&hotkey, netuid, alpha)
		});
		assert_eq!(paid, Ok(()));
		true
	}
}
