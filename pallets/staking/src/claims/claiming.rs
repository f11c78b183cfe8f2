//! What is due to a coldkey on one hotkey, and paying it. Spec: economics 12.4.

use super::turns::Allowance;
use crate::{dissolution::count, Config, Error, Issuance, Pallet, Subnets, Swap};
use alloc::{collections::BTreeSet, vec::Vec};
use frame_support::{dispatch::DispatchResult, ensure, storage::with_storage_layer};
use pallet_protocol::{types::RootClaimTypeEnum, RootClaimable, RootClaimableThreshold, SubnetRootSellTao};
use sp_runtime::DispatchError;
use taonet_amm::{Sell, Side};
use taonet_tokenomics::root_claims::claimable;
use taonet_types::{fixed::I96F32, AlphaBalance, NetUid, TaoBalance};

/// What a coldkey can claim on a subnet.
struct Due {
	netuid: NetUid,
	alpha: AlphaBalance,
	/// As alpha, or sold.
	is_kept: bool,
}

/// For whom, how and on which subnets is claimed; on all where none are named.
pub(super) struct Claim<'a, AccountId> {
	pub coldkey: &'a AccountId,
	pub claim_type: RootClaimTypeEnum,
	pub netuids: Option<&'a BTreeSet<NetUid>>,
}

impl<T: Config> Pallet<T> {
	/// Pays what is due to a coldkey on one hotkey, and answers whether that was anything; none, and nothing is done, where more
	/// would have to be done than is allowed.
	pub(super) fn claim_on(
		hotkey: &T::AccountId,
		claim: &Claim<T::AccountId>,
		allowance: &mut Allowance,
	) -> Option<bool> {
		Self::gather_share(hotkey, claim.coldkey, NetUid::ROOT);
		let rates = RootClaimable::<T>::get(hotkey);
		let all = u32::try_from(rates.len()).unwrap_or(u32::MAX);
		if !allowance.allows_rates(all) {
			return None;
		}
		let is_asked = |netuid: &NetUid| claim.netuids.is_none_or(|netuids| netuids.contains(netuid));
		let asked: Vec<_> = rates.into_iter().filter(|(netuid, _)| is_asked(netuid)).collect();
		let dues = Self::dues(hotkey, claim, &asked);
		// TAO that is staked moves the watermarks of all rates.
		let visited = if dues.iter().all(|due| due.is_kept) { count(&asked) } else { all };
		allowance.use_rates(visited);
		if !allowance.allows_claims(count(&dues)) {
			return None;
		}
		allowance.use_claims(count(&dues));
		Some(Self::pay(hotkey, claim.coldkey, &dues))
	}

	fn dues(hotkey: &T::AccountId, claim: &Claim<T::AccountId>, rates: &[(NetUid, I96F32)]) -> Vec<Due> {
		let stake = Self::stake_of(hotkey, claim.coldkey, NetUid::ROOT);
		let due = |&(netuid, rate): &(NetUid, I96F32)| {
			let owed = Self::owed_by(rate, stake, (netuid, hotkey, claim.coldkey));
			let alpha = claimable(owed, RootClaimableThreshold::<T>::get(netuid));
			let is_kept = match &claim.claim_type {
				RootClaimTypeEnum::Swap => false,
				RootClaimTypeEnum::Keep => true,
				RootClaimTypeEnum::KeepSubnets { subnets } => subnets.contains(&netuid),
			};
			Due { netuid, alpha: alpha.min(Self::unclaimed(hotkey, netuid)), is_kept }
		};
		// On a subnet that is being dissolved nothing can be claimed any more.
		let live = rates.iter().filter(|(netuid, _)| Subnets::<T>::exists(*netuid));
		live.map(due).filter(|due| !due.alpha.is_zero()).collect()
	}

	/// Pays all of this that can be paid, one whether or not another fails. The TAO it is sold for is staked at the end, all
	/// at once: the same as staking it after every sale but for the rounding of a watermark.
	fn pay(hotkey: &T::AccountId, coldkey: &T::AccountId, dues: &[Due]) -> bool {
		let paid = with_storage_layer(|| -> Result<usize, DispatchError> {
			let paid: Vec<TaoBalance> =
				dues.iter().filter_map(|due| with_storage_layer(|| Self::pay_one(hotkey, coldkey, due)).ok()).collect();
			// All TAO there is fits many times.
			let sum = paid.iter().fold(TaoBalance::ZERO, |sum, tao| sum.saturating_add(*tao));
			Self::stake_sold_claims(hotkey, coldkey, sum)?;
			Ok(paid.len())
		});
		paid.is_ok_and(|paid| paid > 0)
	}

	/// Answers the TAO, which lies on root's account and is not in the books there yet.
	fn pay_one(hotkey: &T::AccountId, coldkey: &T::AccountId, due: &Due) -> Result<TaoBalance, DispatchError> {
		let Due { netuid, alpha, is_kept } = *due;
		if is_kept {
			ensure!(Self::pool_meant_by(hotkey, netuid).accepts(alpha), Error::<T>::InsufficientLiquidity);
			Self::count_claimed(netuid, hotkey, coldkey, alpha)?;
			Self::increase(hotkey, coldkey, netuid, alpha)?;
			return Ok(TaoBalance::ZERO);
		}
		let sale = Swap::<T>::sell(netuid, alpha, Sell::OPEN_LIMIT, true)?.trade;
		// What the limit of all prices leaves unsold can be claimed another time.
		Self::count_claimed(netuid, hotkey, coldkey, sale.paid_in)?;
		let root = Issuance::<T>::subnet_account(NetUid::ROOT);
		let tao = Issuance::<T>::pay_from_subnet(netuid, &root, sale.paid_out)?;
		ensure!(!tao.is_zero(), Error::<T>::AmountTooLow);
		// The sales of 878 times all TAO would fill it.
		SubnetRootSellTao::<T>::mutate(netuid, |sold| *sold = sold.saturating_add(tao));
		Ok(tao)
	}

	fn stake_sold_claims(hotkey: &T::AccountId, coldkey: &T::AccountId, tao: TaoBalance) -> DispatchResult {
		if tao.is_zero() {
			return Ok(());
		}
		// On root one alpha is one TAO.
		let alpha = AlphaBalance::new(tao.get());
		ensure!(Self::pool(hotkey, NetUid::ROOT).accepts(alpha), Error::<T>::InsufficientLiquidity);
		Issuance::<T>::book_buy(NetUid::ROOT, tao, alpha)?;
		Self::increase(hotkey, coldkey, NetUid::ROOT, alpha)
	}
}
