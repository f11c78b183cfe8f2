//! Satellites §9: batches inside batches, and safe mode.

use crate::chain::{free, send, send_ok, transfer, Chain};
use frame_support::{assert_noop, traits::Contains};
use frame_system::Error::CallFiltered;
use sp_keyring::Sr25519Keyring::{Alice, AliceStash, Bob, Dave};
use sp_runtime::{traits::Dispatchable, DispatchError};
use taonet_runtime::{filters::SafeModeWhitelist, Runtime, RuntimeCall, RuntimeOrigin, SafeMode, TAO};
use taonet_types::{MechId, NetUid};

type UtilityCall = pallet_utility::Call<Runtime>;
type ProtocolCall = pallet_protocol::Call<Runtime>;

fn filtered() -> DispatchError {
	CallFiltered::<Runtime>.into()
}

fn sudo(call: impl Into<RuntimeCall>) -> RuntimeCall {
	pallet_sudo::Call::<Runtime>::sudo { call: Box::new(call.into()) }.into()
}

#[test]
fn batch_is_filtered_when_it_holds_a_batch() {
	Chain::local().block(|| {
		let inner: RuntimeCall = UtilityCall::batch_all { calls: vec![transfer(Bob, TAO)] }.into();
		for outer in [
			UtilityCall::batch { calls: vec![inner.clone()] },
			UtilityCall::batch_all { calls: vec![transfer(Bob, TAO), inner.clone()] },
			UtilityCall::force_batch { calls: vec![inner.clone()] },
		] {
			let outer: RuntimeCall = outer.into();
			let result = outer.dispatch(RuntimeOrigin::signed(Alice.to_account_id()));
			assert_eq!(result.expect_err("is filtered").error, filtered());
		}
	});
}

#[test]
fn batch_runs_when_it_holds_plain_calls() {
	Chain::local().block(|| {
		let before = free(&Bob.to_account_id());
		send_ok(Alice, UtilityCall::batch_all { calls: vec![transfer(Bob, TAO), transfer(Bob, 2 * TAO)] });
		assert_eq!(free(&Bob.to_account_id()), before + 3 * TAO);
	});
}

#[test]
fn issuance_of_balances_cannot_be_adjusted_by_hand() {
	Chain::local().block(|| {
		let direction = pallet_balances::AdjustmentDirection::Increase;
		let adjust = pallet_balances::Call::<Runtime>::force_adjust_total_issuance { direction, delta: 1 };
		let batch = UtilityCall::batch_all { calls: vec![transfer(Bob, TAO), adjust.clone().into()] };
		let weight = frame_support::weights::Weight::zero();
		let unchecked =
			pallet_sudo::Call::<Runtime>::sudo_unchecked_weight { call: Box::new(adjust.clone().into()), weight };
		for call in [sudo(adjust), sudo(batch), unchecked.into()] {
			let result = send(Alice, call).expect("is valid");
			assert_eq!(result.expect_err("is filtered"), filtered());
		}
	});
}

#[test]
fn transfer_is_filtered_while_safe_mode_is_on() {
	let mut chain = Chain::local();
	chain.block(|| send_ok(Alice, sudo(pallet_safe_mode::Call::<Runtime>::force_enter {})));
	chain.block(|| {
		assert!(SafeMode::is_entered());
		let result = send(Bob, transfer(Dave, TAO)).expect("is valid");
		assert_eq!(result.expect_err("is filtered"), filtered());
		// What mends the chain still runs.
		send_ok(Alice, sudo(pallet_safe_mode::Call::<Runtime>::force_exit {}));
		send_ok(Bob, transfer(Dave, TAO));
	});
}

#[test]
fn axon_is_served_while_safe_mode_is_on_and_nobody_is_registered() {
	let mut chain = Chain::local();
	let (netuid, hotkey) = (NetUid::new(1), AliceStash.to_account_id());
	chain.block(|| {
		send_ok(Alice, ProtocolCall::burned_register { netuid, hotkey: hotkey.clone() });
		send_ok(Alice, sudo(pallet_safe_mode::Call::<Runtime>::force_enter {}));
	});
	chain.block(|| {
		send_ok(
			AliceStash,
			ProtocolCall::serve_axon {
				netuid,
				version: 1,
				ip: 1,
				port: 1,
				ip_type: 4,
				protocol: 0,
				placeholder1: 0,
				placeholder2: 0,
			},
		);
		assert!(pallet_protocol::Axons::<Runtime>::contains_key(netuid, &hotkey));
		for forbidden in [
			ProtocolCall::burned_register { netuid, hotkey: Dave.to_account_id() },
			ProtocolCall::register_network { hotkey: Dave.to_account_id() },
			ProtocolCall::try_associate_hotkey { hotkey: Dave.to_account_id() },
		] {
			assert_eq!(send(Bob, forbidden).expect("is valid").expect_err("is filtered"), filtered());
		}
	});
}

#[test]
fn weights_are_set_committed_and_revealed_while_safe_mode_is_on() {
	let (netuid, mecid, hash) = (NetUid::new(1), MechId::MAIN, Default::default());
	let (uids, values, salt) = (vec![], vec![], vec![]);
	let allowed = [
		ProtocolCall::set_mechanism_weights { netuid, mecid, dests: vec![], weights: vec![], version_key: 0 },
		ProtocolCall::commit_weights { netuid, commit_hash: hash },
		ProtocolCall::reveal_weights { netuid, uids, values, salt, version_key: 0 },
		ProtocolCall::batch_commit_weights { netuids: vec![], commit_hashes: vec![] },
		ProtocolCall::commit_timelocked_weights {
			netuid,
			commit: Default::default(),
			reveal_round: 0,
			commit_reveal_version: 4,
		},
	];
	for call in allowed {
		assert!(SafeModeWhitelist::contains(&call.clone().into()), "{call:?}");
	}
}

#[test]
fn safe_mode_cannot_be_bought() {
	Chain::local().block(|| {
		assert_noop!(
			SafeMode::enter(RuntimeOrigin::signed(Alice.to_account_id())),
			pallet_safe_mode::Error::<Runtime>::NotConfigured
		);
	});
}

#[test]
fn safe_mode_ends_after_a_day_of_blocks() {
	let mut chain = Chain::local();
	chain.block(|| send_ok(Alice, sudo(pallet_safe_mode::Call::<Runtime>::force_enter {})));
	chain.look(|| assert_eq!(pallet_safe_mode::EnteredUntil::<Runtime>::get(), Some(7201)));
}
