//! Where accounts stand in what is stored, by the metadata alone.
//!
//! A *place* is a storage item and the way into its key or value: `SubtensorModule.ChildKeys value[].1`. The metadata says
//! which places there are, so that none is forgotten; and what is stored can be rewritten at exactly these places.

use codec::{Compact, Decode, DecodeAll};
use frame_metadata::{
	v14::{PalletStorageMetadata, RuntimeMetadataV14, StorageEntryMetadata, StorageEntryType, StorageHasher},
	RuntimeMetadata, RuntimeMetadataPrefixed,
};
use scale_info::{form::PortableForm, Field, Type, TypeDef, TypeDefPrimitive};
use sp_io::hashing::{blake2_128, twox_128, twox_64};
use std::{collections::BTreeSet, sync::LazyLock};
use taonet_runtime::{metadata::at_version, AccountId};

/// What a block says of itself is gone in the next one.
const PASSING: [&str; 4] = ["System.Events", "System.EventCount", "System.EventTopics", "Commitments.IndexChanges"];

static METADATA: LazyLock<RuntimeMetadataV14> = LazyLock::new(|| {
	let opaque = sp_io::TestExternalities::default().execute_with(|| at_version(14)).expect("is served");
	match RuntimeMetadataPrefixed::decode_all(&mut opaque.as_slice()).expect("is metadata").1 {
		RuntimeMetadata::V14(metadata) => metadata,
		other => panic!("version {} instead of 14", other.version()),
	}
});

static ITEMS: LazyLock<Vec<Item>> = LazyLock::new(|| {
	let storages = METADATA.pallets.iter().filter_map(|pallet| Some((&*pallet.name, pallet.storage.as_ref()?)));
	let items = storages
		.flat_map(|(pallet, storage)| storage.entries.iter().map(move |entry| Item::new(pallet, storage, entry)));
	items.filter(|item| !PASSING.contains(&item.name.as_str())).collect()
});

/// A storage item.
pub struct Item {
	/// `Pallet.Item`.
	pub name: String,
	prefix: Vec<u8>,
	/// The hasher and type of each key.
	keys: Vec<(&'static StorageHasher, u32)>,
	value: u32,
}

/// All storage items of the runtime, but for those whose content does not outlast a block.
pub fn items() -> &'static [Item] {
	&ITEMS
}

/// The item to which a key belongs; none for what is no pallet's, and for what passes.
pub fn item_of(key: &[u8]) -> Option<&'static Item> {
	items().iter().find(|item| key.starts_with(&item.prefix))
}

/// All places of all items.
pub fn places() -> BTreeSet<String> {
	items().iter().flat_map(Item::places).collect()
}

impl Item {
	fn new(
		pallet: &str,
		storage: &'static PalletStorageMetadata<PortableForm>,
		entry: &'static StorageEntryMetadata<PortableForm>,
	) -> Self {
		let prefix = [twox_128(storage.prefix.as_bytes()), twox_128(entry.name.as_bytes())].concat();
		let (keys, value) = match &entry.ty {
			StorageEntryType::Plain(value) => (vec![], value.id),
			StorageEntryType::Map { hashers, key, value } if hashers.len() == 1 => {
				(vec![(&hashers[0], key.id)], value.id)
			},
			StorageEntryType::Map { hashers, key, value } => match &resolve(key.id).type_def {
				TypeDef::Tuple(parts) => {
					assert_eq!(parts.fields.len(), hashers.len());
					(hashers.iter().zip(parts.fields.iter().map(|part| part.id)).collect(), value.id)
				},
				other => panic!("{other:?} is the key of {}", entry.name),
			},
		};
		Self { name: format!("{pallet}.{}", entry.name), prefix, keys, value }
	}

	fn key_place(&self, number: usize) -> String {
		let number = if self.keys.len() > 1 { format!(".{number}") } else { String::new() };
		format!("{} key{number}", self.name)
	}

	fn value_place(&self) -> String {
		format!("{} value", self.name)
	}

	/// Where accounts may stand in this item.
	pub fn places(&self) -> BTreeSet<String> {
		let mut all = BTreeSet::new();
		for (number, (hasher, ty)) in self.keys.iter().enumerate() {
			let before = all.len();
			find(*ty, self.key_place(number), &mut vec![], &mut all);
			// Otherwise nobody could read it out of the key.
			let is_legible = width(hasher).is_some();
			assert!(is_legible || all.len() == before, "an account stands behind an opaque hash in {}", self.name);
		}
		find(self.value, self.value_place(), &mut vec![], &mut all);
		all
	}

	/// The first key of two bytes, which is a netuid wherever an account is a key too.
	pub fn netuid(&self, key: &[u8]) -> Option<u16> {
		let mut rest = &key[self.prefix.len()..];
		for (hasher, ty) in &self.keys {
			rest = &rest[width(hasher)?..];
			if matches!(resolve(*ty).type_def, TypeDef::Primitive(TypeDefPrimitive::U16)) {
				return u16::decode(&mut rest).ok();
			}
			let mut nobody = |_: &str, account: AccountId| account;
			let mut reading = Reading::of(rest, &mut nobody);
			reading.read(*ty);
			rest = reading.rest;
		}
		None
	}

	/// Key and value with each account replaced by what `visit` answers for it and its place.
	pub fn rewritten(
		&self,
		key: &[u8],
		value: &[u8],
		visit: &mut dyn FnMut(&str, AccountId) -> AccountId,
	) -> (Vec<u8>, Vec<u8>) {
		let mut new_key = self.prefix.clone();
		let mut rest = &key[self.prefix.len()..];
		for (number, (hasher, ty)) in self.keys.iter().enumerate() {
			let Some(width) = width(hasher) else {
				assert_eq!(self.keys.len(), 1, "{} cannot be read", self.name);
				return (key.to_vec(), self.rewritten_value(value, visit));
			};
			let mut reading = Reading::of(&rest[width..], visit);
			reading.place = self.key_place(number);
			reading.read(*ty);
			let (written, left) = (reading.written, reading.rest);
			new_key.extend(hash(hasher, &written));
			rest = left;
		}
		assert!(rest.is_empty(), "{} has longer keys than the metadata says", self.name);
		(new_key, self.rewritten_value(value, visit))
	}

	fn rewritten_value(&self, value: &[u8], visit: &mut dyn FnMut(&str, AccountId) -> AccountId) -> Vec<u8> {
		let mut reading = Reading::of(value, visit);
		reading.place = self.value_place();
		reading.read(self.value);
		assert!(reading.rest.is_empty(), "{} holds more than the metadata says", self.name);
		reading.written
	}
}

fn resolve(ty: u32) -> &'static Type<PortableForm> {
	METADATA.types.resolve(ty).expect("every type that is named is there")
}

fn is_account(ty: &Type<PortableForm>) -> bool {
	ty.path.segments.join("::") == "sp_core::crypto::AccountId32"
}

/// Bytes of the hash before a key; none where the key itself is not there.
fn width(hasher: &StorageHasher) -> Option<usize> {
	match hasher {
		StorageHasher::Identity => Some(0),
		StorageHasher::Twox64Concat => Some(8),
		StorageHasher::Blake2_128Concat => Some(16),
		_ => None,
	}
}

fn hash(hasher: &StorageHasher, key: &[u8]) -> Vec<u8> {
	match hasher {
		StorageHasher::Identity => key.to_vec(),
		StorageHasher::Twox64Concat => [&twox_64(key)[..], key].concat(),
		StorageHasher::Blake2_128Concat => [&blake2_128(key)[..], key].concat(),
		other => panic!("{other:?} cannot be read"),
	}
}

/// How a field is called within its type: a type around one other has no name for it.
fn field_name(number: usize, field: &Field<PortableForm>, of: usize) -> String {
	match &field.name {
		Some(name) => format!(".{name}"),
		None if of == 1 => String::new(),
		None => format!(".{number}"),
	}
}

/// Finds the places within a type.
fn find(ty: u32, place: String, within: &mut Vec<u32>, found: &mut BTreeSet<String>) {
	// A type may hold itself: what is in there is found already.
	if within.contains(&ty) {
		return;
	}
	let def = resolve(ty);
	if is_account(def) {
		found.insert(place);
		return;
	}
	within.push(ty);
	match &def.type_def {
		TypeDef::Composite(whole) => find_fields(&whole.fields, &place, within, found),
		TypeDef::Variant(whole) => {
			for variant in &whole.variants {
				find_fields(&variant.fields, &format!("{place}::{}", variant.name), within, found);
			}
		},
		TypeDef::Sequence(list) => find(list.type_param.id, place + "[]", within, found),
		TypeDef::Array(list) => find(list.type_param.id, place + "[]", within, found),
		TypeDef::Tuple(parts) => {
			for (number, part) in parts.fields.iter().enumerate() {
				find(part.id, format!("{place}.{number}"), within, found);
			}
		},
		TypeDef::Primitive(_) | TypeDef::Compact(_) | TypeDef::BitSequence(_) => {},
	}
	within.pop();
}

fn find_fields(fields: &[Field<PortableForm>], place: &str, within: &mut Vec<u32>, found: &mut BTreeSet<String>) {
	for (number, field) in fields.iter().enumerate() {
		find(field.ty.id, format!("{place}{}", field_name(number, field, fields.len())), within, found);
	}
}

/// Reads a value by its type and writes it anew.
struct Reading<'a, 'v> {
	rest: &'a [u8],
	written: Vec<u8>,
	place: String,
	visit: &'v mut dyn FnMut(&str, AccountId) -> AccountId,
}

impl<'a, 'v> Reading<'a, 'v> {
	fn of(bytes: &'a [u8], visit: &'v mut dyn FnMut(&str, AccountId) -> AccountId) -> Self {
		Self { rest: bytes, written: vec![], place: String::new(), visit }
	}

	fn copy(&mut self, bytes: usize) -> &'a [u8] {
		let (taken, rest) = self.rest.split_at_checked(bytes).unwrap_or_else(|| panic!("{} is cut off", self.place));
		self.rest = rest;
		self.written.extend(taken);
		taken
	}

	fn copy_number(&mut self) -> usize {
		let mut rest = self.rest;
		let Compact(number) =
			Compact::<u128>::decode(&mut rest).unwrap_or_else(|_| panic!("{} is cut off", self.place));
		self.copy(self.rest.len() - rest.len());
		usize::try_from(number).unwrap_or(usize::MAX)
	}

	/// Reads something whose name is added to the place.
	fn read_in(&mut self, name: &str, ty: u32) {
		let length = self.place.len();
		self.place.push_str(name);
		self.read(ty);
		self.place.truncate(length);
	}

	fn read_fields(&mut self, fields: &[Field<PortableForm>]) {
		for (number, field) in fields.iter().enumerate() {
			self.read_in(&field_name(number, field, fields.len()), field.ty.id);
		}
	}

	fn read(&mut self, ty: u32) {
		let def = resolve(ty);
		if is_account(def) {
			let before = self.written.len();
			let account = AccountId::decode(&mut self.copy(32)).expect("32 bytes are an account");
			let account = (self.visit)(&self.place, account);
			self.written.truncate(before);
			self.written.extend_from_slice(account.as_ref());
			return;
		}
		match &def.type_def {
			TypeDef::Composite(whole) => self.read_fields(&whole.fields),
			TypeDef::Variant(whole) => {
				let index = self.copy(1)[0];
				let variant = whole.variants.iter().find(|variant| variant.index == index);
				let variant = variant.unwrap_or_else(|| panic!("{} has no variant {index}", self.place));
				let length = self.place.len();
				self.place.push_str(&format!("::{}", variant.name));
				self.read_fields(&variant.fields);
				self.place.truncate(length);
			},
			TypeDef::Sequence(list) => {
				let count = self.copy_number();
				self.read_many(count, list.type_param.id);
			},
			TypeDef::Array(list) => self.read_many(list.len as usize, list.type_param.id),
			TypeDef::Tuple(parts) => {
				for (number, part) in parts.fields.iter().enumerate() {
					self.read_in(&format!(".{number}"), part.id);
				}
			},
			TypeDef::Primitive(TypeDefPrimitive::Str) => {
				let count = self.copy_number();
				self.copy(count);
			},
			TypeDef::Primitive(primitive) => {
				self.copy(size(primitive));
			},
			TypeDef::Compact(_) => {
				self.copy_number();
			},
			TypeDef::BitSequence(_) => panic!("nobody stores bits"),
		}
	}

	fn read_many(&mut self, count: usize, ty: u32) {
		if matches!(resolve(ty).type_def, TypeDef::Primitive(TypeDefPrimitive::U8)) {
			self.copy(count);
			return;
		}
		for _ in 0..count {
			self.read_in("[]", ty);
		}
	}
}

fn size(primitive: &TypeDefPrimitive) -> usize {
	use TypeDefPrimitive::*;
	match primitive {
		Bool | U8 | I8 => 1,
		U16 | I16 => 2,
		Char | U32 | I32 => 4,
		U64 | I64 => 8,
		U128 | I128 => 16,
		U256 | I256 => 32,
		Str => panic!("a text has no fixed size"),
	}
}

#[test]
fn rewriting_nothing_changes_nothing() {
	let mut chain = super::scene::scene();
	chain.look(|| {
		let mut visited = 0;
		for (key, value) in crate::words::stored() {
			let Some(item) = item_of(&key) else { continue };
			let rewritten = item.rewritten(&key, &value, &mut |_, account| {
				visited += 1;
				account
			});
			assert!(rewritten == (key, value), "{} is not read as it is written", item.name);
		}
		assert!(visited > 100, "there are accounts");
	});
}

#[test]
fn places_are_named_by_their_way_into_keys_and_values() {
	let places = places();
	for place in [
		"SubtensorModule.AlphaV2 key.0",
		"SubtensorModule.AlphaV2 key.1",
		"SubtensorModule.Owner key",
		"SubtensorModule.Owner value",
		"SubtensorModule.OwnedHotkeys value[]",
		"SubtensorModule.PendingChildKeys value.0[].1",
		"SubtensorModule.LastRateLimitedBlock key::LastTxBlock",
		"SubtensorModule.SubnetLeases value.beneficiary",
	] {
		assert!(places.contains(place), "{place} is not among {places:#?}");
	}
}
