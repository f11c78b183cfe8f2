//! What people want to do about stake.

use crate::{
	kit::{call, ProtocolCall},
	leaving::Position,
	Crowd, SLOTS,
};
use frame_support::storage::with_storage_layer;
use pallet_protocol::{AlphaV2, Delegates, Keys};
use rand::{seq::IndexedRandom, Rng};
use taonet_runtime::{AccountId, AlphaAssets, Runtime, Staking, Subnets, Swap};
use taonet_types::{AlphaBalance, NetUid, TaoBalance, RAO_PER_TAO};

/// Less than the largest take by so much that it can be increased.
const LOWERED_TAKE: u16 = 10_000;
/// Hotkeys on which most people stake.
const DELEGATES: usize = 8;
/// Calls about stake, each of which must succeed now and then.
pub const STAKE_CALLS: [&str; 17] = [
	"add_stake",
	"add_stake_limit",
	"add_stake_burn",
	"remove_stake",
	"remove_stake_limit",
	"remove_stake_full_limit",
	"unstake_all",
	"unstake_all_alpha",
	"move_stake",
	"transfer_stake",
	"swap_stake",
	"swap_stake_limit",
	"recycle_alpha",
	"burn_alpha",
	"increase_take",
	"decrease_take",
	"set_coldkey_auto_stake_hotkey",
];

impl Crowd {
	/// Mostly where somebody has stake.
	pub fn position(&mut self) -> Position {
		match self.positions.choose(&mut self.dice).cloned() {
			Some(position) if !self.chance(10) => position,
			_ => (self.hotkey(), self.coldkey(), self.netuid()),
		}
	}

	/// Mostly one of a few hotkeys, so that they get many nominators.
	fn delegate(&mut self) -> AccountId {
		if self.chance(20) {
			return self.hotkey();
		}
		self.hotkeys[..DELEGATES].choose(&mut self.dice).expect("there are some").clone()
	}

	/// Mostly a few TAO, or much less.
	fn tao(&mut self) -> TaoBalance {
		if self.chance(5) {
			return TaoBalance::new(self.number());
		}
		TaoBalance::new(self.dice.random_range(0..100 * RAO_PER_TAO) >> self.dice.random_range(0..12))
	}

	/// Mostly a part of what somebody has, or all of it.
	fn part_of(&mut self, stake: AlphaBalance) -> AlphaBalance {
		AlphaBalance::new(match self.dice.random_range(0..10) {
			0 => self.number(),
			1..4 => stake.get(),
			_ => self.dice.random_range(0..=stake.get()),
		})
	}

	/// Mostly near to the price of now.
	fn limit(&mut self, price: u128) -> TaoBalance {
		let percent: u128 = self.dice.random_range(80..120);
		TaoBalance::new(if self.chance(10) { self.number() } else { u64::try_from(price * percent / 100).unwrap_or(0) })
	}

	pub fn adding(&mut self) -> ProtocolCall {
		let (hotkey, netuid, amount_staked) = (self.delegate(), self.netuid(), self.tao());
		let limit_price = self.limit(Swap::rao_per_alpha(netuid).into());
		match self.dice.random_range(0..8) {
			0..4 => ProtocolCall::add_stake { hotkey, netuid, amount_staked },
			4..7 => {
				let allow_partial = self.chance(70);
				ProtocolCall::add_stake_limit { hotkey, netuid, amount_staked, limit_price, allow_partial }
			},
			_ => {
				let limit = self.chance(50).then_some(limit_price);
				ProtocolCall::add_stake_burn { hotkey, netuid, amount: amount_staked, limit }
			},
		}
	}

	fn removing(&mut self, hotkey: AccountId, netuid: NetUid, stake: AlphaBalance) -> ProtocolCall {
		let amount_unstaked = self.part_of(stake);
		let limit_price = self.limit(Swap::rao_per_alpha(netuid).into());
		match self.dice.random_range(0..8) {
			0..3 => ProtocolCall::remove_stake { hotkey, netuid, amount_unstaked },
			3 | 4 => {
				let allow_partial = self.chance(70);
				ProtocolCall::remove_stake_limit { hotkey, netuid, amount_unstaked, limit_price, allow_partial }
			},
			5 => {
				let limit_price = self.chance(50).then_some(limit_price);
				ProtocolCall::remove_stake_full_limit { hotkey, netuid, limit_price }
			},
			6 => ProtocolCall::unstake_all { hotkey },
			_ => ProtocolCall::unstake_all_alpha { hotkey },
		}
	}

	fn moving(&mut self, hotkey: AccountId, origin_netuid: NetUid, stake: AlphaBalance) -> ProtocolCall {
		let alpha_amount = self.part_of(stake);
		let destination_netuid = if self.chance(30) { origin_netuid } else { self.netuid() };
		match self.dice.random_range(0..4) {
			0 => ProtocolCall::move_stake {
				origin_hotkey: hotkey,
				destination_hotkey: self.delegate(),
				origin_netuid,
				destination_netuid,
				alpha_amount,
			},
			1 => {
				let destination_coldkey = if self.chance(90) { self.coldkey() } else { self.hotkey() };
				ProtocolCall::transfer_stake {
					destination_coldkey,
					hotkey,
					origin_netuid,
					destination_netuid,
					alpha_amount,
				}
			},
			2 => ProtocolCall::swap_stake { hotkey, origin_netuid, destination_netuid, alpha_amount },
			_ => {
				let prices = [origin_netuid, destination_netuid].map(|netuid| u128::from(Swap::rao_per_alpha(netuid)));
				let limit_price = self.limit(prices[0] * u128::from(RAO_PER_TAO) / prices[1].max(1));
				let allow_partial = self.chance(70);
				ProtocolCall::swap_stake_limit {
					hotkey,
					origin_netuid,
					destination_netuid,
					alpha_amount,
					limit_price,
					allow_partial,
				}
			},
		}
	}

	fn giving_up(&mut self, hotkey: AccountId, netuid: NetUid, stake: AlphaBalance) -> ProtocolCall {
		let amount = self.part_of(stake);
		if self.chance(50) {
			ProtocolCall::recycle_alpha { hotkey, amount, netuid }
		} else {
			ProtocolCall::burn_alpha { hotkey, amount, netuid }
		}
	}

	fn delegation(&mut self) -> ProtocolCall {
		let (hotkey, netuid) = (self.hotkey(), self.netuid());
		let take = Delegates::<Runtime>::get(&hotkey);
		match self.dice.random_range(0..3) {
			0 => {
				// Most take as much as they may.
				let lowered = Delegates::<Runtime>::iter().find(|(_, take)| *take < LOWERED_TAKE);
				let (hotkey, take) = lowered.unwrap_or((hotkey, take));
				ProtocolCall::increase_take { hotkey, take: take.saturating_add(self.dice.random_range(0..2_000)) }
			},
			1 => ProtocolCall::decrease_take { hotkey, take: take.saturating_sub(self.dice.random_range(0..4_000)) },
			_ => {
				let hotkey = Keys::<Runtime>::get(netuid, self.dice.random_range(0..SLOTS));
				ProtocolCall::set_coldkey_auto_stake_hotkey { netuid, hotkey }
			},
		}
	}

	/// What the coldkey, or anybody, may want to do about stake.
	pub fn stake_call(&mut self, (hotkey, coldkey, netuid): Position) -> ProtocolCall {
		let stake = Staking::stake_of(&hotkey, &coldkey, netuid);
		match self.dice.random_range(0..20) {
			0..10 => self.adding(),
			10..13 => self.removing(hotkey, netuid, stake),
			13..18 => self.moving(hotkey, netuid, stake),
			18 => self.giving_up(hotkey, netuid, stake),
			_ => self.delegation(),
		}
	}

	/// A subnet pays a hotkey on which somebody has staked, at most an eighth of what it has, as epochs do, but more.
	/// Answers whether it did.
	pub fn pay_dividend(&mut self) -> bool {
		let (hotkey, coldkey, netuid) = self.position();
		let is_owned = !Staking::stake_of(&hotkey, &coldkey, netuid).is_zero();
		if netuid.is_root() || !is_owned || !Subnets::exists(netuid) {
			return false;
		}
		let most = Staking::total_stake_of(&hotkey, netuid).get() / 8;
		let alpha = AlphaBalance::new(self.dice.random_range(0..=most.min(10 * RAO_PER_TAO)));
		let paid = with_storage_layer(|| {
			AlphaAssets::emit_alpha(netuid, alpha)?;
			Staking::add_dividend(&hotkey, netuid, alpha)
		});
		assert_eq!(paid, Ok(()));
		true
	}

	/// Everybody stakes here and there and is paid dividends, so that there is much to unstake in the end.
	pub fn stake_much(&mut self) {
		for _ in 0..300 {
			// Whatever is answered.
			let _ = call(&self.coldkey(), self.adding());
		}
		self.positions = AlphaV2::<Runtime>::iter_keys().collect();
		for _ in 0..100 {
			self.pay_dividend();
		}
	}
}
