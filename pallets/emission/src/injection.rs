//! TAO and alpha into the pools, and purchases of the protocol. Spec: economics 8.
//!
//! The order decides about the last bits: weights move first, then the protocol buys out of the old reserves, then the
//! reserves are raised.

use crate::{
	coinbase::{note, Block},
	Config, Event, Issuance, Pallet, Swap,
};
use frame_support::storage::with_storage_layer;
use pallet_issuance::CreditOf;
use pallet_protocol::{SubnetAlphaIn, SubnetAlphaInEmission, SubnetAlphaOut, SubnetExcessTao, SubnetTaoInEmission};
use sp_runtime::DispatchError;
use taonet_amm::{Buy, Market, Side};
use taonet_tokenomics::{
	emission::{alpha_block_emission, alpha_issuance},
	injection::{InjectionInputs, InjectionTerms},
	root::root_proportion,
};
use taonet_types::{fixed::U96F32, AlphaBalance, NetUid, TaoBalance};

/// What a block has for an eligible subnet.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plan {
	/// The subnet.
	pub netuid: NetUid,
	/// What goes into its pool, and what buys alpha.
	pub terms: InjectionTerms,
	/// Its pool before the block. No other subnet's injection changes it.
	pub market: Market,
	/// Its new alpha outside the pool.
	pub alpha_emission: AlphaBalance,
	/// All its alpha before the block.
	pub alpha_issuance: AlphaBalance,
}

impl<T: Config> Pallet<T> {
	/// What a block has for a subnet with so much TAO (RAO, with fraction), as the state is before the first injection.
	/// Spec: economics 8.1, 8.2.
	pub(crate) fn plan(netuid: NetUid, tao_emission: U96F32, block: &Block) -> Plan {
		let market = Swap::<T>::market_of_live(netuid);
		let in_pool = match market {
			Market::Dynamic(pool) => pool.alpha,
			Market::Stable => SubnetAlphaIn::<T>::get(netuid),
		};
		let alpha_issuance = alpha_issuance(in_pool, SubnetAlphaOut::<T>::get(netuid));
		let alpha_emission = alpha_block_emission(alpha_issuance);
		let terms = InjectionTerms::of::<T::InjectionCap>(&InjectionInputs {
			tao_emission,
			spot_price: market.price(),
			alpha_emission,
			tao_block_emission: block.tao_block_emission,
			root_proportion: root_proportion(block.root_tao, alpha_issuance, block.tao_weight),
		});
		Plan { netuid, terms, market, alpha_emission, alpha_issuance }
	}

	/// Puts TAO and alpha into a subnet's pool and buys alpha with what the cap kept out of it, all TAO out of the credit.
	/// Answers how much alpha was made for the pool. Spec: economics 8.3.
	pub(crate) fn inject(plan: &Plan, credit: &mut CreditOf<T>) -> AlphaBalance {
		let netuid = plan.netuid;
		let due = (plan.terms.whole_tao_in(), plan.terms.whole_alpha_in());
		let (tao, alpha) = match Swap::<T>::reweight(netuid, plan.market, due.0, due.1) {
			Ok(()) => due,
			Err(error) => {
				// Roundings alone can take a pool over the border of its weights. Where nothing was due nothing is refused.
				if due != (TaoBalance::ZERO, AlphaBalance::ZERO) {
					Self::deposit_event(Event::InjectionRefused { netuid, error });
				}
				(TaoBalance::ZERO, AlphaBalance::ZERO)
			},
		};
		let spent = Self::buy_for_protocol(netuid, plan.terms.whole_excess_tao(), credit);
		let (tao, alpha) = Self::raise_reserves(netuid, tao, alpha, credit).unwrap_or_else(|error| {
			Swap::<T>::restore_weights(netuid, plan.market);
			Self::deposit_event(Event::InjectionRefused { netuid, error });
			(TaoBalance::ZERO, AlphaBalance::ZERO)
		});
		// Together no more than the block made.
		Swap::<T>::record_protocol_inflow(netuid, spent.saturating_add(tao));
		note::<SubnetExcessTao<T>, _>(netuid, spent);
		note::<SubnetTaoInEmission<T>, _>(netuid, tao);
		note::<SubnetAlphaInEmission<T>, _>(netuid, alpha);
		alpha
	}

	/// Buys alpha for nobody, and answers how many RAO were paid. The rest is recycled.
	fn buy_for_protocol(netuid: NetUid, tao: TaoBalance, credit: &mut CreditOf<T>) -> TaoBalance {
		if tao.is_zero() {
			return TaoBalance::ZERO;
		}
		let bought = Issuance::<T>::spend(credit, tao, &Issuance::<T>::subnet_account(netuid)).and_then(|()| {
			// Undoing this does not undo that the TAO was spent.
			let paid = with_storage_layer(|| -> Result<TaoBalance, DispatchError> {
				let trade = Swap::<T>::buy(netuid, tao, Buy::OPEN_LIMIT, true)?;
				Issuance::<T>::book_protocol_alpha(netuid, trade.paid_out)?;
				Ok(trade.paid_in)
			});
			// Never more is paid in than was offered.
			Swap::<T>::recycle_from_subnet(netuid, tao.saturating_sub(paid.unwrap_or(TaoBalance::ZERO)));
			paid
		});
		bought.unwrap_or_else(|error| {
			Self::deposit_event(Event::ChainBuyFailed { netuid, tao, error });
			TaoBalance::ZERO
		})
	}

	/// Puts TAO and newly made alpha into the pool, and answers how much of either went in: all.
	///
	/// # Errors
	///
	/// Those of the books. Nothing went in then; TAO that was spent is recycled.
	fn raise_reserves(
		netuid: NetUid,
		tao: TaoBalance,
		alpha: AlphaBalance,
		credit: &mut CreditOf<T>,
	) -> Result<(TaoBalance, AlphaBalance), DispatchError> {
		if (tao, alpha) != (TaoBalance::ZERO, AlphaBalance::ZERO) {
			Issuance::<T>::spend(credit, tao, &Issuance::<T>::subnet_account(netuid))?;
			Issuance::<T>::inject(netuid, tao, alpha).inspect_err(|_| Swap::<T>::recycle_from_subnet(netuid, tao))?;
		}
		Ok((tao, alpha))
	}
}
