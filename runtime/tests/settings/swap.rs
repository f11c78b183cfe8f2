//! The calls of Swap. Spec: economics 14.1.

use crate::{
	kit::{account, call, root},
	scene::{chain_with_subnets, with_subnets, FAST, MISSING},
	wire,
};
use codec::Encode;
use pallet_protocol::SubnetTAO;
use pallet_swap::{Call, Error, Event, FeeRate};
use sp_keyring::Sr25519Keyring::Ferdie;
use sp_runtime::{traits::BadOrigin, DispatchError, DispatchResult};
use taonet_runtime::{Balances, Runtime, RuntimeEvent, Swap, System};
use taonet_types::NetUid;

type SwapError = Error<Runtime>;

fn set_fee_rate(netuid: NetUid, rate: u16) -> Call<Runtime> {
	Call::set_fee_rate { netuid, rate }
}

fn refused(error: impl Into<DispatchError>) -> DispatchResult {
	Err(error.into())
}

#[test]
fn fee_rate_is_set_by_root_up_to_10000() {
	with_subnets(&FAST, |scene| {
		let netuid = scene.netuid;
		assert_eq!(FeeRate::<Runtime>::get(netuid), 33);
		for rate in [10_000, 0, 77] {
			assert_eq!(root(set_fee_rate(netuid, rate)), Ok(()));
			assert_eq!(FeeRate::<Runtime>::get(netuid), rate);
			assert_eq!(FeeRate::<Runtime>::get(scene.others), 33);
			let told = System::events().pop().expect("there are some").event;
			assert_eq!(told, RuntimeEvent::Swap(Event::FeeRateSet { netuid, rate }));
		}
		for rate in [10_001, u16::MAX] {
			assert_eq!(root(set_fee_rate(netuid, rate)), refused(SwapError::FeeRateTooHigh));
		}
	});
}

#[test]
fn fee_rate_is_refused_in_the_order_origin_subnet_bounds() {
	with_subnets(&FAST, |scene| {
		for somebody in [&scene.owner, &scene.stranger] {
			assert_eq!(call(somebody, set_fee_rate(scene.netuid, 5)), refused(BadOrigin));
			assert_eq!(call(somebody, set_fee_rate(MISSING, 10_001)), refused(BadOrigin));
		}
		assert_eq!(root(set_fee_rate(MISSING, 10_001)), refused(SwapError::MechanismDoesNotExist));
		assert_eq!(FeeRate::<Runtime>::get(scene.netuid), 33);
	});
}

/// A tenth of the price of a registration is 6554/65535 of it, rounded down; it leaves the issuance.
#[test]
fn fee_of_the_rate_is_recycled_when_somebody_registers() {
	let (mut chain, scene) = chain_with_subnets(&FAST);
	let netuid = scene.netuid;
	chain.root(set_fee_rate(netuid, 6_554));
	let (issued, pool) = chain.look(|| (Balances::total_issuance(), SubnetTAO::<Runtime>::get(netuid).get()));
	chain.block(|| {
		let price = pallet_protocol::Burn::<Runtime>::get(netuid).get();
		let hotkey = crate::kit::hotkey(Ferdie);
		let asked = pallet_protocol::Call::<Runtime>::burned_register { netuid, hotkey };
		assert_eq!(call(&crate::kit::coldkey(Ferdie), asked), Ok(()));
		let fee = (u128::from(price) * ((6_554u128 << 64) / 65_535)) >> 64;
		let fee = u64::try_from(fee).expect("is a part");
		assert!(fee > price / 11 && fee < price / 9);
		assert_eq!(Balances::total_issuance(), issued - fee);
		assert_eq!(SubnetTAO::<Runtime>::get(netuid).get(), pool + price - fee);
	});
}

#[test]
fn calls_about_liquidity_of_users_are_deprecated() {
	with_subnets(&FAST, |scene| {
		let netuid = scene.netuid;
		let calls = [
			wire::call("Swap", "add_liquidity", &(account(1), netuid, -5i32, 5i32, 77u64).encode()),
			wire::call("Swap", "remove_liquidity", &(account(1), netuid, 7u128).encode()),
			wire::call("Swap", "modify_position", &(account(1), netuid, 7u128, -7i64).encode()),
			wire::call("Swap", "toggle_user_liquidity", &(netuid, true).encode()),
			wire::call("Swap", "disable_lp", &[]),
		];
		// And one that is not.
		assert_eq!(wire::calls("Swap").len(), calls.len() + 1);
		let before = wire::state();
		for asked in calls {
			assert_eq!(root(asked.clone()), refused(SwapError::Deprecated));
			for somebody in [&scene.owner, &scene.stranger] {
				assert_eq!(call(somebody, asked.clone()), refused(SwapError::Deprecated));
			}
		}
		assert_eq!(wire::state(), before);
	});
}

#[test]
fn fee_rate_is_forgotten_with_the_subnet() {
	let (mut chain, scene) = chain_with_subnets(&FAST);
	let netuid = scene.netuid;
	chain.root(set_fee_rate(netuid, 5));
	chain.root(pallet_protocol::Call::<Runtime>::root_dissolve_network { netuid });
	chain.block(|| assert_eq!(root(set_fee_rate(netuid, 6)), refused(SwapError::MechanismDoesNotExist)));
	chain.run(3);
	chain.look(|| {
		assert!(!FeeRate::<Runtime>::contains_key(netuid));
		assert_eq!(Swap::fee_rate(netuid).parts(), 33);
	});
}
