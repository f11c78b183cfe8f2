//! How often owners may set something. Spec: consensus 10.

use crate::{
	kit::{at, call, root, undone, AdminCall},
	scene::{with_subnets, Pace, Scene, FAST, SLOW},
	table::{setters, Limit, Protocol, Setter},
};
use codec::{Decode, Encode};
use sp_runtime::{DispatchError, DispatchResult};
use std::collections::BTreeSet;
use taonet_runtime::System;

/// What holds an owner back.
fn limited_setters() -> Vec<(Setter, Limit)> {
	setters().into_iter().filter_map(|setter| setter.limit().map(|limit| (setter, limit))).collect()
}

fn exceeded() -> DispatchResult {
	Err(DispatchError::from(Protocol::TxRateLimitExceeded))
}

/// Block in which it was last done; none if never.
fn last_time(limit: &Limit, scene: &Scene) -> Option<u64> {
	let stored = sp_io::storage::get(&limit.key(scene.netuid, &scene.owner))?;
	Some(u64::decode(&mut &stored[..]).expect("is a block"))
}

fn owner_waits(pace: &Pace) {
	with_subnets(pace, |scene| {
		let now = System::block_number();
		for (setter, limit) in limited_setters() {
			let name = setter.name;
			let wait = u32::try_from(limit.blocks(pace)).expect("is short");
			let by_owner = || call(&scene.owner, setter.good_call(scene.netuid));
			undone(|| {
				setter.prepare(scene.netuid);
				assert_eq!(last_time(&limit, &scene), None, "{name}");
				assert_eq!(by_owner(), Ok(()), "{name}");
				assert_eq!(last_time(&limit, &scene), Some(now.into()), "{name}");
				assert_eq!(by_owner(), exceeded(), "{name}");
				at(now + wait - 1, || assert_eq!(by_owner(), exceeded(), "{name}"));
				at(now + wait, || {
					assert_eq!(by_owner(), Ok(()), "{name}");
					assert_eq!(last_time(&limit, &scene), Some((now + wait).into()), "{name}");
					assert_eq!(by_owner(), exceeded(), "{name}");
				});
			});
		}
	});
}

#[test]
fn owner_waits_until_the_limit_is_over_on_a_slow_chain() {
	owner_waits(&SLOW);
}

#[test]
fn owner_waits_until_the_limit_is_over_on_a_fast_chain() {
	owner_waits(&FAST);
}

#[test]
fn waits_are_those_of_the_spec() {
	let blocks = |name: &str, pace: &Pace| {
		let (_, limit) = limited_setters().into_iter().find(|(setter, _)| setter.name == name).expect("is limited");
		limit.blocks(pace)
	};
	let names = [
		"sudo_set_rho",
		"sudo_set_weights_version_key",
		"sudo_set_mechanism_count",
		"sudo_set_mechanism_emission_split",
		"sudo_trim_to_max_allowed_uids",
		"sudo_set_sn_owner_hotkey",
	];
	assert_eq!(names.map(|name| blocks(name, &SLOW)), [720, 1_800, 7_200, 7_200, 216_000, 50_400]);
	assert_eq!(names.map(|name| blocks(name, &FAST)), [20, 50, 1, 1, 1, 50_400]);
}

#[test]
fn root_does_not_wait_and_is_not_remembered_but_for_the_owner_hotkey() {
	with_subnets(&FAST, |scene| {
		for (setter, limit) in limited_setters() {
			let by_root = || root(setter.good_call(scene.netuid));
			let by_owner = || call(&scene.owner, setter.good_call(scene.netuid));
			undone(|| {
				setter.prepare(scene.netuid);
				assert_eq!(by_root(), Ok(()), "{}", setter.name);
				if matches!(limit, Limit::ForAll) {
					assert_eq!([by_root(), by_owner()], [exceeded(), exceeded()], "{}", setter.name);
				} else {
					assert_eq!([by_root(), by_owner(), by_root()], [Ok(()); 3], "{}", setter.name);
				}
			});
		}
	});
}

#[test]
fn owner_hotkey_has_one_limit_for_both_calls() {
	with_subnets(&FAST, |scene| {
		let hotkey = crate::kit::account(9);
		let first = AdminCall::sudo_set_subnet_owner_hotkey { netuid: scene.netuid, hotkey: hotkey.clone() };
		let second = AdminCall::sudo_set_sn_owner_hotkey { netuid: scene.netuid, hotkey };
		assert_eq!(call(&scene.owner, first), Ok(()));
		assert_eq!(call(&scene.owner, second.clone()), exceeded());
		assert_eq!(root(second), exceeded());
	});
}

#[test]
fn parameters_have_limits_of_their_own() {
	let limits = limited_setters();
	with_subnets(&FAST, |scene| {
		let keys: BTreeSet<_> = limits.iter().map(|(_, limit)| limit.key(scene.netuid, &scene.owner)).collect();
		// Two calls share the owner hotkey's.
		assert_eq!(keys.len(), limits.len() - 1);
		for (done, _) in &limits {
			undone(|| {
				done.prepare(scene.netuid);
				assert_eq!(call(&scene.owner, done.good_call(scene.netuid)), Ok(()));
				for (next, _) in limits.iter().filter(|(next, _)| next.item != done.item) {
					undone(|| {
						next.prepare(scene.netuid);
						assert_eq!(call(&scene.owner, next.good_call(scene.netuid)), Ok(()), "{}", next.name);
					});
				}
			});
		}
	});
}

#[test]
fn subnets_have_limits_of_their_own() {
	with_subnets(&FAST, |scene| {
		for (setter, _) in limited_setters() {
			undone(|| {
				for netuid in [scene.netuid, scene.second, scene.others] {
					setter.prepare(netuid);
				}
				// Both owners' calls are first ones; the second of Bob's subnets is as good as another's.
				for (netuid, owner) in
					[(scene.netuid, &scene.owner), (scene.second, &scene.owner), (scene.others, &scene.other_owner)]
				{
					assert_eq!(call(owner, setter.good_call(netuid)), Ok(()), "{}", setter.name);
				}
			});
		}
	});
}

#[test]
fn wait_follows_tempo_and_number_of_epochs() {
	with_subnets(&FAST, |scene| {
		let now = System::block_number();
		let set = || call(&scene.owner, AdminCall::sudo_set_rho { netuid: scene.netuid, rho: 77 });
		assert_eq!(set(), Ok(()));
		let first_chance = || (0u32..).find(|wait| at(now + wait, set) == Ok(())).expect("comes");
		assert_eq!(first_chance(), 20);
		undone(|| {
			assert_eq!(root(AdminCall::sudo_set_owner_hparam_rate_limit { epochs: 3 }), Ok(()));
			assert_eq!(first_chance(), 30);
		});
		undone(|| {
			assert_eq!(root(AdminCall::sudo_set_tempo { netuid: scene.netuid, tempo: 7 }), Ok(()));
			assert_eq!(first_chance(), 14);
		});
		undone(|| {
			assert_eq!(root(AdminCall::sudo_set_owner_hparam_rate_limit { epochs: 0 }), Ok(()));
			assert_eq!(first_chance(), 0);
		});
		// Without epochs there is nothing to wait for.
		undone(|| {
			assert_eq!(root(AdminCall::sudo_set_tempo { netuid: scene.netuid, tempo: 0 }), Ok(()));
			assert_eq!(first_chance(), 0);
		});
	});
}

#[test]
fn limit_is_remembered_under_the_number_of_the_wire() {
	with_subnets(&FAST, |scene| {
		let set = AdminCall::sudo_set_serving_rate_limit { netuid: scene.netuid, serving_rate_limit: 5 };
		assert_eq!(call(&scene.owner, set), Ok(()));
		// Item `LastRateLimitedBlock`, hasher Identity, key OwnerHyperparamUpdate (1) of netuid 2 and parameter 1.
		let prefix =
			["SubtensorModule", "LastRateLimitedBlock"].map(|name| sp_io::hashing::twox_128(name.as_bytes())).concat();
		let stored = sp_io::storage::get(&[prefix, vec![1, 2, 0, 1]].concat()).expect("is remembered");
		assert_eq!(&stored[..], u64::from(System::block_number()).encode());
	});
}
