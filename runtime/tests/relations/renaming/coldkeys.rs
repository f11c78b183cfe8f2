//! Staking 11: what is stored after the swap of a coldkey is what was stored before, with the new coldkey for the old one.

use super::{
	scene::{dispute, new_coldkey, old_coldkey, scene},
	state::{around, items_with_bytes_of, places_of, renamed, Differences, Standing, State},
};
use crate::{
	chain::{free, Chain},
	kit::{account, call, coldkey, error, events, root, ProtocolCall},
	words::{refused, tao},
};
use codec::{Decode, Encode};
use pallet_protocol::{
	types::RateLimitKey, ColdkeySwapAnnouncements, ColdkeySwapDisputes, Error, Event, LastRateLimitedBlock,
	SubnetLeases,
};
use sp_keyring::Sr25519Keyring::Ferdie;
use std::collections::BTreeSet;
use taonet_runtime::{AccountId, Balance, Balances, Runtime, System};
use taonet_types::TaoBalance;

type Account = frame_system::AccountInfo<u32, pallet_balances::AccountData<Balance>>;

/// What does not follow, since it is no possession: the account itself (its TAO does), the wait for the next swap, proxies.
/// Beneficiaries of leases are proxies too, but not by their own wish.
fn stays(at: &Standing, proxies_of_leases: &BTreeSet<Vec<u8>>) -> bool {
	match at.item {
		"System.Account" => true,
		"SubtensorModule.LastRateLimitedBlock" => at.place.ends_with("LastTxBlock"),
		"Proxy.Proxies" => !proxies_of_leases.contains(at.key),
		// It is over.
		"SubtensorModule.ColdkeySwapAnnouncements" | "SubtensorModule.ColdkeySwapDisputes" => true,
		_ => false,
	}
}

fn account_in(state: &State, who: &AccountId) -> Account {
	let stored = state.get(&frame_system::Account::<Runtime>::hashed_key_for(who));
	stored.map_or_else(Default::default, |value| Account::decode(&mut &value[..]).unwrap())
}

/// All TAO of the old account is the new one's, but for what is reserved for its proxies and `cost`.
fn take_accounts(differences: &mut Differences, (before, after): (&State, &State), cost: Balance) {
	let (old, new) = (old_coldkey(), new_coldkey());
	let keys = [&old, &new].map(frame_system::Account::<Runtime>::hashed_key_for);
	differences.take_keys("System.Account", keys);
	let [had, has_left, has] = [account_in(before, &old), account_in(after, &old), account_in(after, &new)];
	assert_eq!(has.data.free + has_left.data.free, had.data.free - cost);
	assert_eq!((has_left.data.reserved, has.data.reserved), (had.data.reserved, 0));
	assert!(has_left.data.free <= 500, "no more than the existential deposit stays with the reserve");
	// Nobody can send its extrinsics again.
	assert_eq!((has_left.nonce, has_left.sufficients), (had.nonce, had.sufficients));
	assert!(has.sufficients > 0, "who has stake has an account");
}

fn assert_renamed(mut chain: Chain, cost: Balance, swap: impl FnOnce()) {
	let (old, new) = (old_coldkey(), new_coldkey());
	let proxies: BTreeSet<_> = chain.look(|| {
		SubnetLeases::<Runtime>::iter_values()
			.map(|lease| pallet_proxy::Proxies::<Runtime>::hashed_key_for(lease.coldkey))
			.collect()
	});
	let (before, after) = chain.block(|| around(swap));
	let expected = renamed(&before, &old, &new, &|at| !stays(at, &proxies));
	let mut differences = Differences::between(&expected, &after);
	take_accounts(&mut differences, (&before, &after), cost);
	let now = u64::from(chain.height()).encode();
	let timer = LastRateLimitedBlock::<Runtime>::hashed_key_for(RateLimitKey::LastTxBlock(new.clone()));
	differences.take_values("SubtensorModule.LastRateLimitedBlock", [(timer, Some(now))]);
	let gone = |key: Vec<u8>| before.contains_key(&key).then_some((key, None));
	let announcement = gone(ColdkeySwapAnnouncements::<Runtime>::hashed_key_for(&old));
	differences.take_values("SubtensorModule.ColdkeySwapAnnouncements", announcement);
	differences
		.take_values("SubtensorModule.ColdkeySwapDisputes", gone(ColdkeySwapDisputes::<Runtime>::hashed_key_for(&old)));
	if cost > 0 {
		let issued = Balance::decode(&mut &before[&pallet_balances::TotalIssuance::<Runtime>::hashed_key()[..]][..]);
		chain.look(|| assert_eq!(Balances::total_issuance(), issued.unwrap() - cost, "it is recycled"));
		differences.take("Balances.TotalIssuance");
		differences.take("SubtensorModule.TotalIssuance");
	}
	differences.assert_none_left();

	// Whatever the metadata says, the old coldkey is nowhere else.
	let left = ["Proxy.Proxies", "SubtensorModule.LastRateLimitedBlock", "System.Account"];
	assert_eq!(items_with_bytes_of(&after, &old), left.map(String::from).into());
	let gone = [
		"SubtensorModule.ColdkeySwapAnnouncements key",
		"SubtensorModule.ColdkeySwapDisputes key",
		"Proxy.Proxies key",
	];
	let were: BTreeSet<_> =
		places_of(&before, &old).into_iter().filter(|place| !gone.contains(&place.as_str())).collect();
	assert_eq!(places_of(&after, &new), were);
}

fn swap_by_root(swap_cost: TaoBalance) {
	let (old_coldkey, new_coldkey) = (old_coldkey(), new_coldkey());
	assert_eq!(root(ProtocolCall::swap_coldkey { old_coldkey, new_coldkey, swap_cost }), Ok(()));
}

#[test]
fn swap_by_root_is_a_renaming() {
	assert_renamed(scene(), 0, || swap_by_root(tao(0)));
}

#[test]
fn swap_by_root_can_have_a_price() {
	assert_renamed(scene(), tao(3).get(), || swap_by_root(tao(3)));
}

#[test]
fn swap_by_root_ends_a_dispute() {
	let mut chain = scene();
	chain.block(dispute);
	assert_renamed(chain, 0, || swap_by_root(tao(0)));
}

#[test]
fn announced_swap_is_a_renaming() {
	assert_renamed(scene(), 0, || {
		let new_coldkey = new_coldkey();
		assert_eq!(call(&old_coldkey(), ProtocolCall::swap_coldkey_announced { new_coldkey }), Ok(()));
	});
}

#[test]
fn swap_tells_who_is_who() {
	scene().block(|| {
		let before = events().len();
		swap_by_root(tao(0));
		let told = Event::ColdkeySwapped { old_coldkey: old_coldkey(), new_coldkey: new_coldkey() };
		assert!(events().split_off(before).contains(&told));
	});
}

#[test]
fn swap_that_was_never_announced_is_an_error_that_changes_nothing() {
	scene().block(|| {
		let (who, new_coldkey) = (coldkey(Ferdie), account(902));
		let asked = ProtocolCall::swap_coldkey_announced { new_coldkey };
		assert_eq!(refused(|| call(&who, asked)), error(Error::ColdkeySwapAnnouncementNotFound));
		assert!(free(&who) > 0 && System::account_exists(&who));
	});
}
