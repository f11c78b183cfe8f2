//! What is due to a coldkey on one hotkey, and paying it. Spec: economics 12.4.

use super::turns::Allowance;
use crate::{dissolution::count, Config, Error, Event, Issuance, Pallet, Subnets, Swap};
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
	/// Forgets what claims of the last block were sold for on each subnet, of which there are no more than `subnets`.
	pub fn forget_sold_claims(subnets: u32) {
		// What is left over, if there are more, is for the next block.
		let most = usize::try_from(subnets).unwrap_or(usize::MAX);
		SubnetRootSellTao::<T>::drain().take(most).for_each(drop);
	}

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
		let stake = Self::stake_of(hotkey, claim.coldkey, NetUid::ROOT);
		let dues = asked.iter().map(|of| Self::due(hotkey, claim, of, stake, &[])).filter(|due| !due.alpha.is_zero());
		let dues: Vec<Due> = dues.collect();
		// TAO that is staked moves the watermarks of all rates.
		let visited = if dues.iter().all(|due| due.is_kept) { count(&asked) } else { all };
		allowance.use_rates(visited);
		if !allowance.allows_claims(count(&dues)) {
			return None;
		}
		allowance.use_claims(count(&dues));
		Some(!dues.is_empty() && Self::pay(hotkey, claim, &asked, stake))
	}

	/// What is due by the rate of a subnet if `stake` on root became more by what was `sold` before.
	fn due(
		hotkey: &T::AccountId,
		claim: &Claim<T::AccountId>,
		&(netuid, rate): &(NetUid, I96F32),
		stake: AlphaBalance,
		sold: &[AlphaBalance],
	) -> Due {
		let is_kept = match &claim.claim_type {
			RootClaimTypeEnum::Swap => false,
			RootClaimTypeEnum::Keep => true,
			RootClaimTypeEnum::KeepSubnets { subnets } => subnets.contains(&netuid),
		};
		// On a subnet that is being dissolved nothing can be claimed any more.
		if !Subnets::<T>::exists(netuid) {
			return Due { netuid, alpha: AlphaBalance::ZERO, is_kept };
		}
		let owed = Self::owed_by(rate, stake, sold, (netuid, hotkey, claim.coldkey));
		let alpha = claimable(owed, RootClaimableThreshold::<T>::get(netuid));
		Due { netuid, alpha: alpha.min(Self::unclaimed(hotkey, netuid)), is_kept }
	}

	/// Pays all that is due and can be paid, one whether or not another fails, and tells what could not be paid. Where the TAO
	/// of the sales cannot be staked, all of them are undone, and only what is kept is paid.
	fn pay(
		hotkey: &T::AccountId,
		claim: &Claim<T::AccountId>,
		rates: &[(NetUid, I96F32)],
		stake: AlphaBalance,
	) -> bool {
		let paid = with_storage_layer(|| -> Result<bool, DispatchError> {
			let (has_paid, sold) = Self::pay_each(hotkey, claim, rates, stake, |_| true);
			Self::stake_sold_claims(hotkey, claim.coldkey, &sold)?;
			Ok(has_paid)
		});
		paid.unwrap_or_else(|error| {
			Self::tell_unpaid(hotkey, claim.coldkey, NetUid::ROOT, error);
			Self::pay_each(hotkey, claim, rates, stake, |due| due.is_kept).0
		})
	}

	/// Pays what is due and `is_meant`, and answers whether that was anything, and the TAO of each sale. It counts as staked as
	/// soon as it was paid for, but is not in the books yet.
	fn pay_each(
		hotkey: &T::AccountId,
		claim: &Claim<T::AccountId>,
		rates: &[(NetUid, I96F32)],
		stake: AlphaBalance,
		is_meant: impl Fn(&Due) -> bool,
	) -> (bool, Vec<AlphaBalance>) {
		let (mut has_paid, mut sold) = (false, Vec::new());
		for of in rates {
			let due = Self::due(hotkey, claim, of, stake, &sold);
			if due.alpha.is_zero() || !is_meant(&due) {
				continue;
			}
			match with_storage_layer(|| Self::pay_one(hotkey, claim.coldkey, &due)) {
				Ok(tao) => {
					has_paid = true;
					if !tao.is_zero() {
						// On root one alpha is one TAO.
						sold.push(AlphaBalance::new(tao.get()));
					}
				},
				Err(error) => Self::tell_unpaid(hotkey, claim.coldkey, due.netuid, error),
			}
		}
		(has_paid, sold)
	}

	fn tell_unpaid(hotkey: &T::AccountId, coldkey: &T::AccountId, netuid: NetUid, error: DispatchError) {
		let (coldkey, hotkey) = (coldkey.clone(), hotkey.clone());
		Self::deposit_event(Event::RootClaimFailed { coldkey, hotkey, netuid, error });
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
		Swap::<T>::record_protocol_outflow(netuid, tao);
		// The sales of 878 times all TAO would fill it.
		SubnetRootSellTao::<T>::mutate(netuid, |sold| *sold = sold.saturating_add(tao));
		Ok(tao)
	}

	fn stake_sold_claims(hotkey: &T::AccountId, coldkey: &T::AccountId, sold: &[AlphaBalance]) -> DispatchResult {
		// All TAO there is fits many times.
		let alpha = sold.iter().fold(AlphaBalance::ZERO, |sum, part| sum.saturating_add(*part));
		if alpha.is_zero() {
			return Ok(());
		}
		ensure!(Self::pool(hotkey, NetUid::ROOT).accepts(alpha), Error::<T>::InsufficientLiquidity);
		Issuance::<T>::book_buy(NetUid::ROOT, TaoBalance::new(alpha.get()), alpha)?;
		Self::increase_in_parts(hotkey, coldkey, NetUid::ROOT, sold)
	}
}
