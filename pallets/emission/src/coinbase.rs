//! What a block makes, and who gets it: TAO into the subnets' pools, alpha into their pots. Spec: economics 4, 6 to 9.
//!
//! A subnet's terms follow from what is stored before any subnet is given something. TAO that finds no place is recycled at
//! the end, so that a block never adds more to the issuance than the halving curve says (INV-5).

use crate::{Config, Issuance, Pallet, Staking, WeightInfo};
use alloc::vec::Vec;
use codec::FullCodec;
use frame_support::{
	storage::StorageMap,
	traits::{Get, Imbalance},
	weights::Weight,
};
use pallet_issuance::CreditOf;
use pallet_protocol::{
	weights::TRADE_WEIGHT, BlockEmission, FirstEmissionBlockNumber, NetworkRegistrationAllowed, SubnetAlphaInEmission,
	SubnetAlphaOutEmission, SubnetExcessTao, SubnetOwnerCut, SubnetTAO, SubnetTaoInEmission, SubtokenEnabled,
	TaoWeight, TotalIssuance,
};
use taonet_tokenomics::{emission::tao_block_emission, root::tao_weight};
use taonet_types::{fixed::U96F32, NetUid, TaoBalance};

/// What the coinbase of a block did.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Coinbase {
	/// Subnets that TAO and alpha are emitted to, by netuid. Spec: economics 6.1.
	pub eligible: Vec<NetUid>,
	/// What it took, with what [`Pallet::update_prices`] will.
	pub weight: Weight,
}

/// What is the same for all subnets of a block.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Block {
	/// All TAO on root, in RAO.
	pub root_tao: TaoBalance,
	/// The weight of one RAO on root against one alpha-rao.
	pub tao_weight: U96F32,
	/// RAO that a block makes after this one's have been made.
	pub tao_block_emission: TaoBalance,
	/// The owners' part of new alpha, a u16 proportion.
	pub owner_cut: u16,
	/// Whether root is paid.
	pub root_sells: bool,
}

/// What is read of a subnet that gets nothing, and what it loses in the first such block.
const IDLE_READS: u64 = 8;
const IDLE_WRITES: u64 = 4;
impl<T: Config> Pallet<T> {
	/// Makes the TAO of a block, divides it among those of the live subnets that are eligible, puts it into their pools or buys alpha for the protocol
	/// with it, and sets their new alpha aside until the next epoch. Forgets what claims of the last block were sold for.
	///
	/// Nothing fails: what cannot be done is told by an event, and its TAO is recycled.
	pub fn emit_block(subnets: &[NetUid]) -> Coinbase {
		Staking::<T>::forget_sold_claims(count(subnets));
		let others = subnets.iter().copied().filter(|netuid| !netuid.is_root());
		let (eligible, idle): (Vec<_>, Vec<_>) = others.partition(|netuid| Self::is_eligible(*netuid));
		idle.iter().for_each(|netuid| Self::clear_figures(*netuid));

		let mut credit = Self::mint();
		let minted = TaoBalance::new(credit.peek());
		let division = Self::divide(minted, &eligible);
		let block = Block {
			root_tao: SubnetTAO::<T>::get(NetUid::ROOT),
			tao_weight: tao_weight(TaoWeight::<T>::get()),
			// On no account yet, and so not counted yet. All TAO there can be fits many times.
			tao_block_emission: tao_block_emission(TotalIssuance::<T>::get().saturating_add(minted)),
			owner_cut: SubnetOwnerCut::<T>::get(),
			root_sells: division.root_sells,
		};
		let plans: Vec<_> =
			eligible.iter().zip(division.tao).map(|(netuid, tao)| Self::plan(*netuid, tao, &block)).collect();
		let mut purchases = 0u64;
		for plan in &plans {
			let injected = Self::inject(plan, &mut credit);
			Self::set_aside(plan, injected, &block);
			// At most one for each subnet.
			purchases = purchases.saturating_add(u64::from(!plan.terms.whole_excess_tao().is_zero()));
		}
		Issuance::<T>::recycle_credit(credit);
		Coinbase { weight: Self::coinbase_weight(count(&eligible), count(&idle), purchases), eligible }
	}

	/// The TAO of a block by the halving curve. It counts as issued when it lies on an account. Spec: economics 4.
	fn mint() -> CreditOf<T> {
		let credit = Issuance::<T>::mint(tao_block_emission(TotalIssuance::<T>::get()));
		BlockEmission::<T>::put(credit.peek());
		credit
	}

	/// Whether TAO and alpha are emitted to a live subnet other than root: it was started, its alpha can be traded, and neurons
	/// can register. Spec: economics 6.1.
	fn is_eligible(netuid: NetUid) -> bool {
		FirstEmissionBlockNumber::<T>::contains_key(netuid)
			&& SubtokenEnabled::<T>::get(netuid)
			&& NetworkRegistrationAllowed::<T>::get(netuid)
	}

	/// What readers are told of the last block's emission is not true of a subnet that got none in this one.
	fn clear_figures(netuid: NetUid) {
		clear::<SubnetAlphaOutEmission<T>, _>(netuid);
		clear::<SubnetAlphaInEmission<T>, _>(netuid);
		clear::<SubnetTaoInEmission<T>, _>(netuid);
		clear::<SubnetExcessTao<T>, _>(netuid);
	}

	/// What a coinbase and the averages of its prices take with so many subnets, of which so many had alpha bought.
	fn coinbase_weight(eligible: u32, idle: u32, purchases: u64) -> Weight {
		let idle = u64::from(idle);
		// A few hundred subnets.
		let (reads, writes) = (idle.saturating_mul(IDLE_READS), idle.saturating_mul(IDLE_WRITES));
		<T as Config>::WeightInfo::coinbase(eligible)
			.saturating_add(T::DbWeight::get().reads_writes(reads, writes))
			.saturating_add(TRADE_WEIGHT.saturating_mul(purchases))
	}
}

/// As many as there are, of which there are never more than netuids.
pub(crate) fn count(netuids: &[NetUid]) -> u32 {
	u32::try_from(netuids.len()).unwrap_or(u32::MAX)
}

/// Writes a figure of a subnet unless it is stored already, as most of those of the block before are.
pub(crate) fn note<Map, Figure>(netuid: NetUid, figure: Figure)
where
	Map: StorageMap<NetUid, Figure, Query = Figure>,
	Figure: FullCodec + PartialEq,
{
	if Map::get(netuid) != figure {
		Map::insert(netuid, figure);
	}
}

/// Removes a figure of a subnet if there is one.
fn clear<Map: StorageMap<NetUid, Figure>, Figure: FullCodec>(netuid: NetUid) {
	if Map::contains_key(netuid) {
		Map::remove(netuid);
	}
}
