//! The whole state with one account in the place of another, and how two states differ.

use super::places::item_of;
use crate::words::stored;
use codec::{Decode, Encode};
use frame_support::traits::Hooks;
use std::collections::{BTreeMap, BTreeSet};
use taonet_runtime::{AccountId, Commitments, System};
use taonet_types::{NetUid, NetUidStorageIndex};

/// What a hotkey has in a queue: block, number and bytes.
type Committer = (u64, u32, u32);

/// Everything that is stored.
pub type State = BTreeMap<Vec<u8>, Vec<u8>>;

/// Lists of accounts whose order means nothing.
const LISTS: [&str; 2] = ["SubtensorModule.OwnedHotkeys", "SubtensorModule.StakingHotkeys"];
/// Maps, which are ordered by account.
const MAPS: [&str; 1] = ["Epochs.QueueRecords"];
/// Counts, of which none says as much as zero.
const COUNTS: [&str; 2] = ["Staking.CounterForHotkeyTransits", "Staking.CounterForColdkeyTransits"];
/// Relations, which are ordered by account.
const RELATIONS: [&str; 2] = ["SubtensorModule.ChildKeys", "SubtensorModule.ParentKeys"];

/// Where an account stands.
pub struct Standing<'a> {
	/// `Pallet.Item`.
	pub item: &'a str,
	/// The item, and the way into its key or value.
	pub place: &'a str,
	/// The first key that may be a netuid.
	pub netuid: Option<NetUid>,
	/// The key as it is stored.
	pub key: &'a [u8],
}

/// What is stored before and after something is done, with what the end of the block adds to it: an index that is written once.
pub fn around(work: impl FnOnce()) -> (State, State) {
	let before = stored();
	work();
	Commitments::on_finalize(System::block_number());
	(before, stored())
}

/// The state with `new` for `old` wherever it follows.
pub fn renamed(state: &State, old: &AccountId, new: &AccountId, follows: &dyn Fn(&Standing) -> bool) -> State {
	let mut all = State::new();
	for (key, value) in state {
		let rewritten = match item_of(key) {
			Some(item) => {
				// That of a mechanism is found under the netuid and a multiple of 4096.
				let netuid = item.netuid(key).map(|index| NetUidStorageIndex::new(index).netuid());
				item.rewritten(key, value, &mut |place, account| {
					let standing = Standing { item: &item.name, place, netuid, key };
					if account == *old && follows(&standing) {
						new.clone()
					} else {
						account
					}
				})
			},
			None => (key.clone(), value.clone()),
		};
		assert!(all.insert(rewritten.0, rewritten.1).is_none(), "what is renamed was there already");
	}
	all
}

/// The places at which an account stands.
pub fn places_of(state: &State, wanted: &AccountId) -> BTreeSet<String> {
	let mut found = BTreeSet::new();
	for (key, value) in state {
		let Some(item) = item_of(key) else { continue };
		item.rewritten(key, value, &mut |place, account| {
			if account == *wanted {
				found.insert(place.to_owned());
			}
			account
		});
	}
	found
}

/// The items in which the bytes of an account stand anywhere, whatever the metadata says.
pub fn items_with_bytes_of(state: &State, account: &AccountId) -> BTreeSet<String> {
	let wanted: &[u8] = account.as_ref();
	let has_them = |bytes: &[u8]| bytes.windows(wanted.len()).any(|window| window == wanted);
	let entries = state.iter().filter(|(key, value)| has_them(key) || has_them(value));
	entries.filter_map(|(key, _)| item_of(key)).map(|item| item.name.clone()).collect()
}

/// What is stored under one key, as it should be and as it is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Difference {
	pub expected: Option<Vec<u8>>,
	pub actual: Option<Vec<u8>>,
}

/// All in which two states differ, by item and key.
pub struct Differences(BTreeMap<String, BTreeMap<Vec<u8>, Difference>>);

impl Differences {
	/// Of what should be and what is.
	pub fn between(expected: &State, actual: &State) -> Self {
		let mut all: BTreeMap<String, BTreeMap<Vec<u8>, Difference>> = BTreeMap::new();
		let keys: BTreeSet<_> = expected.keys().chain(actual.keys()).collect();
		for key in keys {
			let Some(item) = item_of(key) else { continue };
			let [expected, actual] = [expected, actual].map(|state| in_order(&item.name, state.get(key)));
			if expected != actual {
				all.entry(item.name.clone()).or_default().insert(key.clone(), Difference { expected, actual });
			}
		}
		Self(all)
	}

	/// Those of one item, which are accounted for by that.
	pub fn take(&mut self, item: &str) -> BTreeMap<Vec<u8>, Difference> {
		self.0.remove(item).unwrap_or_default()
	}

	/// The item differs under exactly these keys, by what is there now.
	#[track_caller]
	pub fn take_values(&mut self, item: &str, expected: impl IntoIterator<Item = (Vec<u8>, Option<Vec<u8>>)>) {
		let actual: BTreeMap<_, _> =
			self.take(item).into_iter().map(|(key, difference)| (key, difference.actual)).collect();
		assert_eq!(actual, expected.into_iter().collect(), "{item} differs otherwise");
	}

	/// The item differs under exactly these keys.
	#[track_caller]
	pub fn take_keys(&mut self, item: &str, expected: impl IntoIterator<Item = Vec<u8>>) {
		let actual: BTreeSet<_> = self.take(item).into_keys().collect();
		assert_eq!(actual, expected.into_iter().collect(), "{item} differs elsewhere");
	}

	/// Nothing else differs.
	#[track_caller]
	pub fn assert_none_left(self) {
		assert!(self.0.is_empty(), "no rule says why these differ: {:#?}", self.0);
	}
}

/// A value with its accounts in the order of their bytes, where the item is a list whose order says nothing; none for a count of
/// zero.
fn in_order(item: &str, value: Option<&Vec<u8>>) -> Option<Vec<u8>> {
	let value = value?;
	if LISTS.contains(&item) {
		Some(sorted::<AccountId>(value))
	} else if RELATIONS.contains(&item) {
		Some(sorted::<(u64, AccountId)>(value))
	} else if MAPS.contains(&item) {
		Some(sorted::<(AccountId, Committer)>(value))
	} else if COUNTS.contains(&item) {
		Some(value.clone()).filter(|count| *count != 0u32.encode())
	} else {
		Some(value.clone())
	}
}

fn sorted<E: Decode + Encode + Ord>(value: &[u8]) -> Vec<u8> {
	let mut list = Vec::<E>::decode(&mut &value[..]).expect("is a list");
	list.sort();
	list.encode()
}
