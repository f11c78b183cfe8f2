//! New alpha, set aside until the subnet's next epoch. Spec: economics 9.

use crate::{
	coinbase::{note, Block},
	injection::Plan,
	Config, Event, Issuance, Pallet,
};
use frame_support::storage::StorageMap;
use pallet_protocol::{
	OwnerCutEnabled, PendingOwnerCut, PendingRootAlphaDivs, PendingServerEmission, PendingValidatorEmission,
	SubnetAlphaOutEmission,
};
use sp_runtime::DispatchError;
use taonet_tokenomics::{
	emission::alpha_issuance,
	pending::{PendingInputs, PendingSplit, RootPart},
	root::root_proportion,
};
use taonet_types::{AlphaBalance, NetUid};

impl<T: Config> Pallet<T> {
	/// Makes a subnet's new alpha and puts it into its pots, after so much alpha was made for its pool. Spec: economics 9.2.
	pub(crate) fn set_aside(plan: &Plan, injected: AlphaBalance, block: &Block) {
		let netuid = plan.netuid;
		// Purchases move alpha out of the pool, and leave the sum as it is.
		let issuance = alpha_issuance(plan.alpha_issuance, injected).saturating_add(plan.alpha_emission);
		let split = PendingSplit::of(&PendingInputs {
			alpha_emission: plan.alpha_emission,
			owner_cut: OwnerCutEnabled::<T>::get(netuid).then_some(block.owner_cut),
			root_proportion: root_proportion(block.root_tao, issuance, block.tao_weight),
			root_sell_flag: block.root_sells,
		});
		let refused = |error: DispatchError| Self::deposit_event(Event::AlphaRefused { netuid, error });
		if let Err(error) = Issuance::<T>::emit_alpha(netuid, split.created) {
			refused(error);
			note::<SubnetAlphaOutEmission<T>, _>(netuid, AlphaBalance::ZERO);
			return;
		}
		note::<SubnetAlphaOutEmission<T>, _>(netuid, split.created);
		add::<PendingOwnerCut<T>>(netuid, split.owner);
		add::<PendingServerEmission<T>>(netuid, split.server);
		add::<PendingValidatorEmission<T>>(netuid, split.validator);
		match split.root {
			RootPart::Pending(root) => add::<PendingRootAlphaDivs<T>>(netuid, root),
			RootPart::Recycled(AlphaBalance::ZERO) => {},
			// It stays outside, nobody's, where it cannot be recycled.
			RootPart::Recycled(root) => Issuance::<T>::recycle_alpha(netuid, root).unwrap_or_else(refused),
		}
	}
}

/// Adds alpha-rao to a pot.
fn add<Pot: StorageMap<NetUid, AlphaBalance, Query = AlphaBalance>>(netuid: NetUid, alpha: AlphaBalance) {
	if !alpha.is_zero() {
		// The pots are a part of the alpha outside the pool, which is a number of this type.
		Pot::mutate(netuid, |pot| *pot = pot.saturating_add(alpha));
	}
}
