//! What calls cost.
//!
//! The calls that people use most are measured: `pallets/protocol/benchmarking`, `scripts/weights.sh`. All others pay a
//! [`cautious`] weight that is no measurement.

use crate::{defaults, Config, SubnetworkN, TotalNetworks};
use frame_support::{
	traits::Get,
	weights::{constants::WEIGHT_REF_TIME_PER_MICROS, Weight},
};
use taonet_types::NetUid;

/// Measured weights, each at its worst. `subnets` is the number of live subnets beside root.
#[allow(missing_docs)]
pub trait WeightInfo {
	fn register_network(subnets: u32) -> Weight;
	fn register_network_with_identity(subnets: u32) -> Weight;
	fn start_call() -> Weight;
	fn set_subnet_identity() -> Weight;
	fn update_symbol(subnets: u32) -> Weight;
	/// In place of another neuron.
	fn burned_register() -> Weight;
	/// In a slot that was free.
	fn burned_register_in_free_slot() -> Weight;
	fn root_register() -> Weight;
	fn serve_axon() -> Weight;
	fn serve_axon_tls() -> Weight;
	fn serve_prometheus() -> Weight;
	fn try_associate_hotkey() -> Weight;
	fn set_identity() -> Weight;
	fn add_stake() -> Weight;
	fn add_stake_limit() -> Weight;
	fn remove_stake() -> Weight;
	fn remove_stake_limit() -> Weight;
	fn unstake_all(subnets: u32) -> Weight;
	fn unstake_all_alpha(subnets: u32) -> Weight;
	fn move_stake() -> Weight;
	fn transfer_stake() -> Weight;
	fn swap_stake() -> Weight;
	fn swap_stake_limit() -> Weight;
	fn recycle_alpha() -> Weight;
	fn burn_alpha() -> Weight;
	fn add_stake_burn() -> Weight;
	fn increase_take() -> Weight;
	fn decrease_take() -> Weight;
	fn set_coldkey_auto_stake_hotkey() -> Weight;
	fn set_children() -> Weight;
	/// On all subnets, without the stake.
	fn swap_hotkey(subnets: u32) -> Weight;
	/// On one, without the stake.
	fn swap_hotkey_on_subnet() -> Weight;
	/// Without hotkeys and stake.
	fn swap_coldkey_announced(subnets: u32) -> Weight;
	/// `rates` are those of hotkeys on which there is root stake; each is claimed.
	fn claim_root(rates: u32) -> Weight;
	/// On as many neurons as a subnet can have.
	fn set_weights() -> Weight;
	fn commit_weights() -> Weight;
	/// On as many neurons as a subnet can have.
	fn reveal_weights() -> Weight;
	/// With as long a ciphertext as there can be.
	fn commit_timelocked_weights() -> Weight;
}

/// Nothing costs anything: for tests of what is not called through a call.
impl WeightInfo for () {
	fn register_network(_: u32) -> Weight {
		Weight::zero()
	}
	fn register_network_with_identity(_: u32) -> Weight {
		Weight::zero()
	}
	fn start_call() -> Weight {
		Weight::zero()
	}
	fn set_subnet_identity() -> Weight {
		Weight::zero()
	}
	fn update_symbol(_: u32) -> Weight {
		Weight::zero()
	}
	fn burned_register() -> Weight {
		Weight::zero()
	}
	fn burned_register_in_free_slot() -> Weight {
		Weight::zero()
	}
	fn root_register() -> Weight {
		Weight::zero()
	}
	fn serve_axon() -> Weight {
		Weight::zero()
	}
	fn serve_axon_tls() -> Weight {
		Weight::zero()
	}
	fn serve_prometheus() -> Weight {
		Weight::zero()
	}
	fn try_associate_hotkey() -> Weight {
		Weight::zero()
	}
	fn set_identity() -> Weight {
		Weight::zero()
	}
	fn add_stake() -> Weight {
		Weight::zero()
	}
	fn add_stake_limit() -> Weight {
		Weight::zero()
	}
	fn remove_stake() -> Weight {
		Weight::zero()
	}
	fn remove_stake_limit() -> Weight {
		Weight::zero()
	}
	fn unstake_all(_: u32) -> Weight {
		Weight::zero()
	}
	fn unstake_all_alpha(_: u32) -> Weight {
		Weight::zero()
	}
	fn move_stake() -> Weight {
		Weight::zero()
	}
	fn transfer_stake() -> Weight {
		Weight::zero()
	}
	fn swap_stake() -> Weight {
		Weight::zero()
	}
	fn swap_stake_limit() -> Weight {
		Weight::zero()
	}
	fn recycle_alpha() -> Weight {
		Weight::zero()
	}
	fn burn_alpha() -> Weight {
		Weight::zero()
	}
	fn add_stake_burn() -> Weight {
		Weight::zero()
	}
	fn increase_take() -> Weight {
		Weight::zero()
	}
	fn decrease_take() -> Weight {
		Weight::zero()
	}
	fn set_coldkey_auto_stake_hotkey() -> Weight {
		Weight::zero()
	}
	fn set_children() -> Weight {
		Weight::zero()
	}
	fn swap_hotkey(_: u32) -> Weight {
		Weight::zero()
	}
	fn swap_hotkey_on_subnet() -> Weight {
		Weight::zero()
	}
	fn swap_coldkey_announced(_: u32) -> Weight {
		Weight::zero()
	}
	fn claim_root(_: u32) -> Weight {
		Weight::zero()
	}
	fn set_weights() -> Weight {
		Weight::zero()
	}
	fn commit_weights() -> Weight {
		Weight::zero()
	}
	fn reveal_weights() -> Weight {
		Weight::zero()
	}
	fn commit_timelocked_weights() -> Weight {
		Weight::zero()
	}
}

/// A weight chosen to be too high rather than too low, for a call that is not measured: 200 microseconds and so many
/// reads and writes of the database.
pub fn cautious<T: frame_system::Config>(reads: u64, writes: u64) -> Weight {
	Weight::from_parts(WEIGHT_REF_TIME_PER_MICROS.saturating_mul(200), 0)
		.saturating_add(T::DbWeight::get().reads_writes(reads, writes))
}

/// What a trade in a pool can take beyond what a usual one does; the weight of a call counts it for each trade, besides what
/// was measured.
///
/// A usual trade takes a few microseconds. A trader can choose amounts whose power must be computed to all digits: measured
/// on a busy machine, about 100 microseconds natively and up to 200 in WASM (under V8, not in the node) where the pool's
/// weights are near one half, as they are unless liquidity is added lopsidedly, and 180 and 450 where one is near 0.01.
pub const TRADE_WEIGHT: Weight = Weight::from_parts(WEIGHT_REF_TIME_PER_MICROS.saturating_mul(500), 0);

/// The most that a registration can cost: somebody has to be replaced.
pub fn registration<T: Config>() -> Weight {
	T::WeightInfo::burned_register().saturating_add(TRADE_WEIGHT)
}

/// What a registration has cost, before which the subnet had so many neurons.
pub fn registration_done<T: Config>(netuid: NetUid, neurons_before: u16) -> Weight {
	if SubnetworkN::<T>::get(netuid) > neurons_before {
		T::WeightInfo::burned_register_in_free_slot().saturating_add(TRADE_WEIGHT)
	} else {
		registration::<T>()
	}
}

/// A call that trades so many times: what was measured with usual trades, and for each what the slowest takes beyond.
pub fn trading(measured: Weight, trades: u64) -> Weight {
	measured.saturating_add(TRADE_WEIGHT.saturating_mul(trades))
}

/// Powers that are computed to sell what is left of a nomination: the sale, and that of its fee.
pub const TRADES_OF_A_REST: u64 = 2;

/// A call that trades so many times, and at most sells a rest besides.
pub fn leaving(measured: Weight, trades: u64) -> Weight {
	trading(measured, trades.saturating_add(TRADES_OF_A_REST))
}

/// What such a call has cost.
pub fn left(measured: Weight, trades: u64, rest_was_sold: bool) -> Weight {
	if rest_was_sold {
		leaving(measured, trades)
	} else {
		trading(measured, trades)
	}
}

/// What unstaking from so many subnets costs where rests are sold on so many of them: on each what `remove_stake` does.
pub fn unstaking_all(measured: Weight, (subnets, rests): (u32, u32)) -> Weight {
	let trades = u64::from(subnets).saturating_mul(TRADES_TO_REMOVE);
	trading(measured, trades.saturating_add(u64::from(rests).saturating_mul(TRADES_OF_A_REST)))
}

/// The most that `unstake_all` costs where there is stake on so many subnets.
pub fn unstake_all<T: Config>(subnets: u32) -> Weight {
	unstaking_all(T::WeightInfo::unstake_all(subnets), (subnets, subnets))
}

/// The most that `unstake_all_alpha` costs where there is stake on so many subnets. What is staked on root needs no pool.
pub fn unstake_all_alpha<T: Config>(subnets: u32) -> Weight {
	unstaking_all(T::WeightInfo::unstake_all_alpha(subnets), (subnets, subnets))
}

/// Powers that are computed to unstake: to try it out, the sale, and that of its fee.
pub const TRADES_TO_REMOVE: u64 = 3;
/// Powers that are computed to move stake between two pools: to try it out, the sale, that of its fee, and the purchase.
pub const TRADES_TO_MOVE: u64 = 4;

/// Entries that follow a swapped key at once; the rest follows in the next blocks.
pub const ENTRIES_SWAPPED_AT_ONCE: u32 = 500;
/// Reads, and writes, for such an entry: the stake of a coldkey on a hotkey of a subnet is the dearest; on root it counts as
/// more than one. Chosen too high rather than too low.
pub const ACCESSES_PER_SWAPPED_ENTRY: u64 = 14;
/// Most rates that one call of `claim_root` looks at.
pub const MOST_RATES_CLAIMED: u32 = 256;
/// Most contributors of a crowdloan, who share a lease.
pub const MOST_LEASE_CONTRIBUTORS: u64 = 500;
/// Positions of a coldkey on a subnet that are added up where it has a lock there.
pub const POSITIONS_ADDED_UP: u64 = 8;
/// Reads for one of them: what the hotkey holds, into how many shares, and the share.
const READS_PER_POSITION: u64 = 4;
/// Reads, and writes, of a lock and of the sum that it is part of.
const ACCESSES_PER_LOCK: u64 = 6;

/// The most that entries which follow a swapped key at once cost.
fn entries_swapped<T: Config>() -> Weight {
	let accesses = ACCESSES_PER_SWAPPED_ENTRY.saturating_mul(ENTRIES_SWAPPED_AT_ONCE.into());
	T::DbWeight::get().reads_writes(accesses, accesses)
}

/// The most that the swap of a hotkey costs.
pub fn swap_hotkey<T: Config>(netuid: Option<NetUid>) -> Weight {
	let measured = match netuid {
		Some(_) => T::WeightInfo::swap_hotkey_on_subnet(),
		None => T::WeightInfo::swap_hotkey(TotalNetworks::<T>::get().into()),
	};
	measured.saturating_add(entries_swapped::<T>())
}

/// The most that the swap of a coldkey costs.
pub fn swap_coldkey<T: Config>() -> Weight {
	T::WeightInfo::swap_coldkey_announced(TotalNetworks::<T>::get().into()).saturating_add(entries_swapped::<T>())
}

/// What claims cost: each may sell what it claims.
pub fn claim_root<T: Config>(rates: u32) -> Weight {
	trading(T::WeightInfo::claim_root(rates), rates.into())
}

/// Reads, and writes, with which a seat on root begins to lend to the owner of a new subnet. Chosen too high rather than too low.
const ACCESSES_PER_SEAT: u64 = 20;

/// What it costs to create a subnet where so much was measured without anybody on root.
pub fn creating<T: Config>(measured: Weight) -> Weight {
	let seats = u64::from(SubnetworkN::<T>::get(NetUid::ROOT)).saturating_mul(ACCESSES_PER_SEAT);
	measured.saturating_add(T::DbWeight::get().reads_writes(seats, seats))
}

/// What a subnet and shares in its lease cost.
pub fn register_leased_network<T: Config>() -> Weight {
	let registration = creating::<T>(T::WeightInfo::register_network(TotalNetworks::<T>::get().into()));
	registration.saturating_add(for_contributors::<T>(6))
}

/// What it costs to end a lease.
pub fn terminate_lease<T: Config>() -> Weight {
	// Each contributor may be paid twice: what is left of the last payment, and what was set aside since.
	cautious::<T>(30, 30).saturating_add(for_contributors::<T>(36))
}

/// So many reads and writes for each contributor that there may be.
fn for_contributors<T: Config>(accesses: u64) -> Weight {
	let all = MOST_LEASE_CONTRIBUTORS.saturating_mul(accesses);
	T::DbWeight::get().reads_writes(all, all)
}

/// What a lock costs, all stake of the coldkey on the subnet added up.
pub fn lock_stake<T: Config>() -> Weight {
	cautious::<T>(14, 8).saturating_add(positions_added_up::<T>())
}

/// What it costs to add up what a coldkey has on a subnet.
pub fn positions_added_up<T: Config>() -> Weight {
	T::DbWeight::get().reads(POSITIONS_ADDED_UP.saturating_mul(READS_PER_POSITION))
}

/// What a call costs that changes stake on these subnets, where there may be a lock: on root, it counts what the stake has
/// earned on each subnet.
pub fn on<T: Config>(measured: Weight, netuids: &[NetUid]) -> Weight {
	let lock =
		T::DbWeight::get().reads_writes(ACCESSES_PER_LOCK, ACCESSES_PER_LOCK).saturating_add(positions_added_up::<T>());
	netuids.iter().fold(measured, |sum, netuid| {
		let rates = if netuid.is_root() { u64::from(TotalNetworks::<T>::get()) } else { 0 };
		sum.saturating_add(lock).saturating_add(T::DbWeight::get().reads_writes(rates, rates))
	})
}

/// The weight of a call about the weights of so many neurons, given that of the most a subnet can have: more are refused,
/// but have to be decoded.
pub fn per_uid(most: Weight, uids: usize) -> Weight {
	let whole = (uids as u64).div_ceil(defaults::MAX_ALLOWED_UIDS.into());
	most.saturating_mul(whole.max(1))
}

/// The weight of so many calls in one.
pub fn batch(one: Weight, count: usize) -> Weight {
	one.saturating_mul((count as u64).max(1))
}
