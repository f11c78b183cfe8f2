//! Every call that sets a value, by the table: who may, what is stored and told, and what is answered, in which order.

use crate::{
	chain::{check_invariants, free, last_fee, send, send_ok},
	kit::{call, root, undone, AdminCall},
	scene::{chain_with_subnets, freeze, with_subnets, FAST, MISSING},
	table::{setters, Admin, Protocol, Setter},
	wire::{self, state},
};
use codec::Encode;
use frame_support::dispatch::{DispatchClass, GetDispatchInfo, Pays};
use pallet_protocol::{Call as ProtocolCall, Kappa, Rho};
use pallet_subnets::Dissolutions;
use sp_keyring::Sr25519Keyring::{Alice, Bob};
use sp_runtime::{
	traits::{BadOrigin, Dispatchable},
	DispatchError, DispatchResult,
};
use std::collections::{BTreeMap, BTreeSet};
use taonet_runtime::{AccountId, Runtime, RuntimeCall, RuntimeEvent, RuntimeOrigin, System};
use taonet_types::NetUid;

/// Calls that set no value; other files are about them.
const OTHERS: [(u8, &str); 4] = [
	(0, "swap_authorities"),
	(20, "sudo_set_network_pow_registration_allowed"),
	(33, "sudo_set_total_issuance"),
	(59, "schedule_grandpa_change"),
];

fn frozen() -> DispatchError {
	Protocol::AdminActionProhibitedDuringWeightsWindow.into()
}

fn limited() -> DispatchError {
	Protocol::TxRateLimitExceeded.into()
}

/// A call by nobody.
fn unsigned(call: RuntimeCall) -> DispatchResult {
	call.dispatch(RuntimeOrigin::none()).map(|_| ()).map_err(|failure| failure.error)
}

fn told() -> Vec<RuntimeEvent> {
	System::events().into_iter().map(|record| record.event).collect()
}

/// Keys whose value is another one now.
fn changed(before: &BTreeMap<Vec<u8>, Vec<u8>>) -> BTreeSet<Vec<u8>> {
	let after = state();
	let keys: BTreeSet<_> = before.keys().chain(after.keys()).cloned().collect();
	keys.into_iter().filter(|key| before.get(key) != after.get(key)).collect()
}

/// Expects that a value is refused and nothing of it remains.
#[track_caller]
fn refused(name: &str, error: DispatchError, set: impl FnOnce() -> DispatchResult) {
	let before = state();
	assert_eq!(set(), Err(error), "{name}");
	assert_eq!(changed(&before), BTreeSet::new(), "{name} was refused and changed something");
}

/// Expects that a value is stored, told, and nothing else happens, but for what is remembered in `memory`.
#[track_caller]
fn set_and_told(
	setter: &Setter,
	netuid: NetUid,
	argument: &[u8],
	memory: Option<Vec<u8>>,
	set: impl FnOnce(RuntimeCall) -> DispatchResult,
) {
	let name = setter.name;
	System::reset_events();
	let before = state();
	assert_eq!(set(setter.call(netuid, argument)), Ok(()), "{name} of {argument:?}");
	assert_eq!(told(), setter.events(netuid, argument), "{name} told something else");
	let mut may_change: BTreeSet<_> = [setter.key(netuid)].into_iter().chain(memory).collect();
	may_change.extend(setter.writes_too.map(|key| key(netuid)));
	let too_much: Vec<_> = changed(&before).difference(&may_change).cloned().collect();
	assert_eq!(too_much, Vec::<Vec<u8>>::new(), "{name} of {argument:?} changed something else");
	check_invariants(System::block_number());
}

#[test]
fn every_call_stands_in_the_table() {
	let rows: Vec<_> = setters().iter().map(|setter| (setter.number, setter.name)).chain(OTHERS).collect();
	assert_eq!(rows.len(), 80);
	assert_eq!(rows.into_iter().collect::<BTreeMap<_, _>>(), wire::calls("AdminUtils"));
}

#[test]
fn root_sets_every_good_value_and_it_is_stored_and_told() {
	with_subnets(&FAST, |scene| {
		for setter in setters() {
			// Root is held back by nothing, but naming the owner hotkey is remembered.
			let memory = setter.limit().map(|limit| limit.key(scene.netuid, &scene.owner));
			let memory = memory.filter(|_| setter.item == "SubnetOwnerHotkey");
			for value in &setter.good {
				undone(|| {
					setter.prepare(scene.netuid);
					set_and_told(&setter, scene.netuid, &value.argument, memory.clone(), root);
					assert_eq!(setter.value(scene.netuid), value.stored, "{} of {:?}", setter.name, value.argument);
				});
			}
			for (argument, _) in &setter.good_for_root {
				undone(|| {
					set_and_told(&setter, scene.netuid, argument, None, root);
					assert_eq!(setter.value(scene.netuid).as_ref(), Some(argument), "{}", setter.name);
				});
			}
		}
	});
}

#[test]
fn owner_sets_every_good_value_of_what_is_the_owners() {
	with_subnets(&FAST, |scene| {
		for setter in setters().into_iter().filter(Setter::owner_may) {
			let memory = setter.limit().map(|limit| limit.key(scene.netuid, &scene.owner));
			for value in &setter.good {
				undone(|| {
					setter.prepare(scene.netuid);
					let by_owner = |asked| call(&scene.owner, asked);
					set_and_told(&setter, scene.netuid, &value.argument, memory.clone(), by_owner);
					assert_eq!(setter.value(scene.netuid), value.stored, "{} of {:?}", setter.name, value.argument);
				});
			}
		}
	});
}

#[test]
fn subnets_beside_are_not_touched() {
	with_subnets(&FAST, |scene| {
		for setter in setters().into_iter().filter(|setter| setter.of_subnet) {
			undone(|| {
				setter.prepare(scene.netuid);
				let before = [scene.second, scene.others].map(|beside| setter.value(beside));
				assert_eq!(root(setter.good_call(scene.netuid)), Ok(()));
				let after = [scene.second, scene.others].map(|beside| setter.value(beside));
				assert_eq!(after, before, "{}", setter.name);
			});
		}
	});
}

#[test]
fn value_out_of_bounds_is_refused_to_root_and_owner() {
	with_subnets(&FAST, |scene| {
		for setter in setters() {
			for (argument, error) in &setter.bad {
				undone(|| {
					setter.prepare(scene.netuid);
					let name = format!("{} of {argument:?}", setter.name);
					refused(&name, *error, || root(setter.call(scene.netuid, argument)));
					if setter.owner_may() {
						refused(&name, *error, || call(&scene.owner, setter.call(scene.netuid, argument)));
						// It did not count.
						assert_eq!(call(&scene.owner, setter.good_call(scene.netuid)), Ok(()), "{name}");
					}
				});
			}
			for (argument, error) in &setter.good_for_root {
				let asked = || call(&scene.owner, setter.call(scene.netuid, argument));
				refused(setter.name, *error, asked);
				undone(|| assert_eq!(call(&scene.owner, setter.good_call(scene.netuid)), Ok(())));
			}
		}
	});
}

#[test]
fn stranger_is_refused_whatever_else_is_wrong() {
	with_subnets(&FAST, |scene| {
		let refuse_everything = |setter: &Setter, netuid: NetUid| {
			for asked in [Some(setter.good_call(netuid)), setter.bad_call(netuid).map(|(asked, _)| asked)] {
				let Some(asked) = asked else { continue };
				for somebody in [&scene.stranger, &scene.other_owner] {
					refused(setter.name, BadOrigin.into(), || call(somebody, asked.clone()));
				}
				refused(setter.name, BadOrigin.into(), || unsigned(asked.clone()));
			}
		};
		for setter in setters() {
			refuse_everything(&setter, scene.netuid);
			refuse_everything(&setter, MISSING);
			undone(|| {
				freeze(scene.netuid);
				refuse_everything(&setter, scene.netuid);
			});
		}
	});
}

#[test]
fn owner_is_refused_what_is_roots() {
	with_subnets(&FAST, |scene| {
		let roots: Vec<_> = setters().into_iter().filter(|setter| !setter.owner_may()).collect();
		assert_eq!(roots.len(), 43);
		for setter in roots {
			refused(setter.name, BadOrigin.into(), || call(&scene.owner, setter.good_call(scene.netuid)));
		}
	});
}

#[test]
fn window_stops_root_and_owner_alike() {
	with_subnets(&FAST, |scene| {
		let (still, free): (Vec<_>, Vec<_>) = setters().into_iter().partition(Setter::stands_still);
		assert_eq!((still.len(), free.len()), (39, 37));
		for setter in still {
			undone(|| {
				setter.prepare(scene.netuid);
				setter.prepare(scene.others);
				assert_eq!(root(AdminCall::sudo_set_tempo { netuid: scene.others, tempo: 101 }), Ok(()));
				freeze(scene.netuid);
				// Before a look at the value.
				let bad = setter.bad_call(scene.netuid).map(|(asked, _)| asked);
				for asked in [setter.good_call(scene.netuid)].into_iter().chain(bad) {
					refused(setter.name, frozen(), || root(asked.clone()));
					if setter.owner_may() {
						refused(setter.name, frozen(), || call(&scene.owner, asked.clone()));
					}
				}
				// A subnet whose epoch comes a block later goes on, and this one with a window smaller by a block.
				assert_eq!(root(setter.good_call(scene.others)), Ok(()), "{}", setter.name);
				assert_eq!(root(AdminCall::sudo_set_admin_freeze_window { window: 100 }), Ok(()));
				assert_eq!(root(setter.good_call(scene.netuid)), Ok(()), "{}", setter.name);
			});
		}
		freeze(scene.netuid);
		for setter in free {
			undone(|| assert_eq!(root(setter.good_call(scene.netuid)), Ok(()), "{}", setter.name));
			if setter.owner_may() {
				undone(|| assert_eq!(call(&scene.owner, setter.good_call(scene.netuid)), Ok(()), "{}", setter.name));
			}
		}
	});
}

#[test]
fn subnet_that_does_not_exist_is_refused_after_the_window_and_before_the_bounds() {
	with_subnets(&FAST, |_| {
		for setter in setters().into_iter().filter(|setter| setter.of_subnet) {
			let bad = setter.bad_call(MISSING).map(|(asked, _)| asked);
			for asked in [setter.good_call(MISSING)].into_iter().chain(bad) {
				refused(setter.name, setter.missing, || root(asked.clone()));
				if setter.stands_still() {
					undone(|| {
						// A subnet without an epoch behind it is always about to have one.
						assert_eq!(root(AdminCall::sudo_set_admin_freeze_window { window: 1 }), Ok(()));
						refused(setter.name, frozen(), || root(asked.clone()));
					});
				}
			}
		}
	});
}

#[test]
fn root_network_is_refused_what_it_does_not_have_before_the_bounds() {
	with_subnets(&FAST, |scene| {
		for setter in setters().into_iter().filter(|setter| setter.refused_on_root) {
			let bad = setter.bad_call(NetUid::ROOT).map(|(asked, _)| asked);
			for asked in [setter.good_call(NetUid::ROOT)].into_iter().chain(bad) {
				refused(setter.name, Admin::NotPermittedOnRootSubnet.into(), || root(asked.clone()));
				let by_its_owner =
					if setter.owner_may() { Admin::NotPermittedOnRootSubnet.into() } else { BadOrigin.into() };
				refused(setter.name, by_its_owner, || call(&scene.stranger, asked.clone()));
			}
		}
	});
}

#[test]
fn limit_is_named_before_the_window_and_the_bounds() {
	with_subnets(&FAST, |scene| {
		for setter in setters().into_iter().filter(|setter| setter.limit().is_some()) {
			undone(|| {
				setter.prepare(scene.netuid);
				assert_eq!(call(&scene.owner, setter.good_call(scene.netuid)), Ok(()), "{}", setter.name);
				freeze(scene.netuid);
				let bad = setter.bad_call(scene.netuid).map(|(asked, _)| asked);
				for asked in [setter.good_call(scene.netuid)].into_iter().chain(bad) {
					refused(setter.name, limited(), || call(&scene.owner, asked.clone()));
				}
			});
		}
	});
}

#[test]
fn retired_calls_are_refused_to_everybody() {
	with_subnets(&FAST, |scene| {
		let pow = |netuid: NetUid| {
			wire::call("AdminUtils", "sudo_set_network_pow_registration_allowed", &(netuid, true).encode())
		};
		let issuance = wire::call("AdminUtils", "sudo_set_total_issuance", &77u64.encode());
		let calls = [
			(pow(scene.netuid), Admin::POWRegistrationDisabled),
			(pow(MISSING), Admin::POWRegistrationDisabled),
			(issuance, Admin::Deprecated),
		];
		for (asked, error) in calls {
			let error = DispatchError::from(error);
			refused("root", error, || root(asked.clone()));
			for somebody in [&scene.owner, &scene.stranger] {
				refused("somebody", error, || call(somebody, asked.clone()));
			}
		}
	});
}

#[test]
fn calls_are_of_the_class_of_the_spec_and_cost_a_fee() {
	with_subnets(&FAST, |scene| {
		for setter in setters() {
			let info = setter.good_call(scene.netuid).get_dispatch_info();
			let class = if setter.operational { DispatchClass::Operational } else { DispatchClass::Normal };
			assert_eq!((info.class, info.pays_fee), (class, Pays::Yes), "{}", setter.name);
		}
	});
}

#[test]
fn owner_pays_for_an_extrinsic_and_the_sudo_key_is_root() {
	let (mut chain, scene) = chain_with_subnets(&FAST);
	let netuid = scene.netuid;
	chain.block(|| {
		let before = free(&scene.owner);
		send_ok(Bob, AdminCall::sudo_set_rho { netuid, rho: 77 });
		assert_eq!(Rho::<Runtime>::get(netuid), 77);
		assert!(last_fee() > 0);
		assert_eq!(free(&scene.owner), before - last_fee());

		let kappa = Box::new(AdminCall::sudo_set_kappa { netuid, kappa: 77 }.into());
		let by_sudo = pallet_sudo::Call::<Runtime>::sudo { call: kappa };
		assert!(send(Bob, by_sudo.clone()).is_err(), "is not even let in");
		send_ok(Alice, by_sudo);
		assert_eq!(Kappa::<Runtime>::get(netuid), 77);
	});
}

/// Where storage remembers by subnet that something was done.
fn limits_of(netuid: NetUid, owner: &AccountId) -> Vec<Vec<u8>> {
	setters().iter().filter_map(Setter::limit).map(|limit| limit.key(netuid, owner)).collect()
}

#[test]
fn nothing_that_was_set_is_left_of_a_dissolved_subnet() {
	let (mut chain, scene) = chain_with_subnets(&FAST);
	chain.block(|| {
		let mut named = false;
		for setter in setters().iter().filter(|setter| setter.of_subnet) {
			setter.prepare(scene.netuid);
			// Two calls name the owner hotkey, and that only once.
			let again = setter.item == "SubnetOwnerHotkey" && std::mem::replace(&mut named, true);
			let asked = setter.good_call(scene.netuid);
			match setter.owner_may() {
				true if again => {},
				true => assert_eq!(call(&scene.owner, asked), Ok(()), "{}", setter.name),
				false => assert_eq!(root(asked), Ok(()), "{}", setter.name),
			}
		}
		let is_stored = |key: &Vec<u8>| sp_io::storage::get(key).is_some();
		assert!(limits_of(scene.netuid, &scene.owner).iter().all(is_stored));
		assert_eq!(root(ProtocolCall::root_dissolve_network { netuid: scene.netuid }), Ok(()));
	});
	chain.run(3);
	chain.look(|| {
		assert!(!Dissolutions::<Runtime>::contains_key(scene.netuid), "is complete");
		let values = setters().into_iter().filter(|setter| setter.of_subnet).map(|setter| setter.key(scene.netuid));
		for key in values.chain(limits_of(scene.netuid, &scene.owner)) {
			assert_eq!(sp_io::storage::get(&key), None, "{key:02x?}");
		}
	});
}
