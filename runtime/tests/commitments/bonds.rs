//! A neuron asks that the bonds on it are forgotten.

use crate::{
	chain::Chain,
	kit::{root, AdminCall},
	words::{big, dave, limit_space, published, raw, refusal, refused, scene, set, CommitmentsError, SUBNET},
};
use frame_support::dispatch::GetDispatchInfo;
use pallet_commitments::{Data, LastBondsReset};
use pallet_protocol::{Bonds, ValidatorPermit};
use sp_runtime::traits::Dispatchable;
use taonet_runtime::{Runtime, RuntimeCall, RuntimeOrigin, System};
use taonet_types::{MechId, NetUidStorageIndex};

/// The neuron that asks.
const DAVE: u16 = 1;

fn mechanisms() -> [NetUidStorageIndex; 2] {
	[0, 1].map(|mecid| NetUidStorageIndex::of(SUBNET, MechId::new(mecid)).unwrap())
}

/// Two mechanisms; everybody has bonds on everybody on the first one, and uid 0 on uid 1 alone on the second.
fn bonded(resets: bool) -> Chain {
	let mut chain = scene();
	chain.block(|| {
		for asked in [
			AdminCall::sudo_set_min_allowed_uids { netuid: SUBNET, min_allowed_uids: 0 },
			AdminCall::sudo_set_max_allowed_uids { netuid: SUBNET, max_allowed_uids: 64 },
			AdminCall::sudo_set_mechanism_count { netuid: SUBNET, mechanism_count: MechId::new(2) },
			AdminCall::sudo_set_bonds_reset_enabled { netuid: SUBNET, enabled: resets },
		] {
			assert_eq!(root(asked), Ok(()));
		}
		// Who has bonds is a validator.
		ValidatorPermit::<Runtime>::insert(SUBNET, vec![true; 3]);
		let [first, second] = mechanisms();
		for uid in 0..3 {
			Bonds::<Runtime>::insert(first, uid, vec![(0, 10), (1, 20), (2, 30)]);
		}
		Bonds::<Runtime>::insert(second, 0, vec![(1, 40)]);
	});
	chain
}

fn rows(index: NetUidStorageIndex) -> Vec<(u16, Vec<(u16, u16)>)> {
	let mut rows: Vec<_> = Bonds::<Runtime>::iter_prefix(index).collect();
	rows.sort();
	rows
}

#[test]
fn bonds_on_the_signer_are_forgotten_on_all_mechanisms_where_the_owner_allows_it() {
	let mut chain = bonded(true);
	chain.block(|| {
		published(&dave(), &[raw(b"new model"), Data::ResetBondsFlag]);
		let [first, second] = mechanisms();
		let others = vec![(0, 10), (2, 30)];
		assert_eq!(rows(first), [(0, others.clone()), (DAVE, others.clone()), (2, others)]);
		assert_eq!(rows(second), []);
		assert_eq!(LastBondsReset::<Runtime>::get(SUBNET, dave()), Some(System::block_number()));
	});
}

#[test]
fn request_is_noted_and_bonds_stay_where_the_owner_does_not_allow_it() {
	let mut chain = bonded(false);
	chain.block(|| {
		let before = mechanisms().map(rows);
		published(&dave(), &[Data::ResetBondsFlag]);
		assert_eq!(mechanisms().map(rows), before);
		assert_eq!(LastBondsReset::<Runtime>::get(SUBNET, dave()), Some(System::block_number()));
	});
}

#[test]
fn bonds_stay_when_nobody_asks() {
	let mut chain = bonded(true);
	chain.block(|| {
		let before = mechanisms().map(rows);
		published(&dave(), &[raw(b"ResetBondsFlag")]);
		assert_eq!(mechanisms().map(rows), before);
		assert_eq!(LastBondsReset::<Runtime>::get(SUBNET, dave()), None);
	});
}

#[test]
fn bonds_stay_when_there_is_no_space_left() {
	let mut chain = bonded(true);
	chain.block(|| {
		limit_space(500);
		let too_much = set(SUBNET, &[Data::ResetBondsFlag, big(501)]);
		assert_eq!(refused(&dave(), too_much), refusal(CommitmentsError::SpaceLimitExceeded));
	});
}

#[test]
fn more_is_declared_for_a_reset_than_it_takes() {
	let mut chain = bonded(true);
	chain.block(|| {
		let plain = RuntimeCall::from(set(SUBNET, &[])).get_dispatch_info().call_weight;
		let reset = RuntimeCall::from(set(SUBNET, &[Data::ResetBondsFlag]));
		let declared = reset.get_dispatch_info().call_weight;
		let taken = reset.dispatch(RuntimeOrigin::signed(dave())).unwrap().actual_weight.unwrap();
		// Room for a row of each neuron on each mechanism, six; there are four.
		let [plain, taken, declared] = [plain, taken, declared].map(|weight| weight.ref_time());
		assert!(plain < taken && taken < declared, "{plain} {taken} {declared}");
	});
}
