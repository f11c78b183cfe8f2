//! The chain as clients see it: by the names of the metadata, in bytes.

use codec::DecodeAll;
use frame_metadata::{
	v14::{
		PalletMetadata, RuntimeMetadataV14, StorageEntryMetadata, StorageEntryModifier, StorageEntryType, StorageHasher,
	},
	RuntimeMetadata, RuntimeMetadataPrefixed,
};
use scale_info::{form::PortableForm, TypeDef};
use sp_io::hashing::{blake2_128, twox_128, twox_64};
use std::{collections::BTreeMap, sync::LazyLock};
use taonet_runtime::{metadata::at_version, RuntimeCall, RuntimeEvent};

static METADATA: LazyLock<RuntimeMetadataV14> = LazyLock::new(|| {
	let opaque = sp_io::TestExternalities::default().execute_with(|| at_version(14)).expect("is served");
	match RuntimeMetadataPrefixed::decode_all(&mut opaque.as_slice()).expect("is metadata").1 {
		RuntimeMetadata::V14(metadata) => metadata,
		other => panic!("version {} instead of 14", other.version()),
	}
});

fn pallet(name: &str) -> &'static PalletMetadata<PortableForm> {
	METADATA.pallets.iter().find(|pallet| pallet.name == name).unwrap_or_else(|| panic!("no pallet {name}"))
}

/// Numbers and names of an enum's variants.
fn variants(ty: u32) -> BTreeMap<u8, &'static str> {
	match &METADATA.types.resolve(ty).expect("every type that is named is there").type_def {
		TypeDef::Variant(variants) => variants.variants.iter().map(|variant| (variant.index, &*variant.name)).collect(),
		other => panic!("{other:?} is no enum"),
	}
}

fn number(variants: BTreeMap<u8, &str>, wanted: &str) -> u8 {
	let found = variants.into_iter().find(|(_, name)| *name == wanted);
	found.unwrap_or_else(|| panic!("nothing is called {wanted}")).0
}

/// Numbers and names of a pallet's calls.
pub fn calls(pallet_name: &str) -> BTreeMap<u8, &'static str> {
	variants(pallet(pallet_name).calls.as_ref().expect("has calls").ty.id)
}

/// The call of that name with these arguments.
pub fn call(pallet_name: &str, name: &str, arguments: &[u8]) -> RuntimeCall {
	let bytes = [&[pallet(pallet_name).index, number(calls(pallet_name), name)], arguments].concat();
	RuntimeCall::decode_all(&mut bytes.as_slice()).unwrap_or_else(|_| panic!("{name} takes other arguments"))
}

/// The event of that name with these fields.
pub fn event(pallet_name: &str, name: &str, fields: &[u8]) -> RuntimeEvent {
	let pallet = pallet(pallet_name);
	let number = number(variants(pallet.event.as_ref().expect("has events").ty.id), name);
	let bytes = [&[pallet.index, number], fields].concat();
	RuntimeEvent::decode_all(&mut bytes.as_slice()).unwrap_or_else(|_| panic!("{name} has other fields"))
}

/// A storage item of the protocol.
pub struct Item {
	prefix: Vec<u8>,
	entry: &'static StorageEntryMetadata<PortableForm>,
}

impl Item {
	pub fn of(name: &str) -> Self {
		let storage = pallet("SubtensorModule").storage.as_ref().expect("has storage");
		let entry = storage.entries.iter().find(|entry| entry.name == name);
		let entry = entry.unwrap_or_else(|| panic!("no storage item {name}"));
		Self { prefix: [twox_128(storage.prefix.as_bytes()), twox_128(name.as_bytes())].concat(), entry }
	}

	/// Where the value of these keys lies.
	pub fn key(&self, keys: &[Vec<u8>]) -> Vec<u8> {
		let hashers: &[StorageHasher] = match &self.entry.ty {
			StorageEntryType::Plain(_) => &[],
			StorageEntryType::Map { hashers, .. } => hashers,
		};
		assert_eq!(hashers.len(), keys.len(), "{} has other keys", self.entry.name);
		let hashed = hashers.iter().zip(keys).map(|(hasher, key)| match hasher {
			StorageHasher::Identity => key.clone(),
			StorageHasher::Blake2_128Concat => [&blake2_128(key)[..], key].concat(),
			StorageHasher::Twox64Concat => [&twox_64(key)[..], key].concat(),
			other => panic!("{other:?} is not used"),
		});
		[self.prefix.clone(), hashed.flatten().collect()].concat()
	}

	/// The value: what is stored, else the default; none where clients read "nothing".
	pub fn value(&self, keys: &[Vec<u8>]) -> Option<Vec<u8>> {
		sp_io::storage::get(&self.key(keys)).map(|value| value.to_vec()).or(match self.entry.modifier {
			StorageEntryModifier::Default => Some(self.entry.default.clone()),
			StorageEntryModifier::Optional => None,
		})
	}
}

/// All that is stored, but for the events of this block.
pub fn state() -> BTreeMap<Vec<u8>, Vec<u8>> {
	let passing = ["Events", "EventCount"].map(|item| [twox_128(b"System"), twox_128(item.as_bytes())].concat());
	let mut state = BTreeMap::new();
	let mut next = Some(Vec::new());
	while let Some(key) = next {
		next = sp_io::storage::next_key(&key);
		if let Some(value) = sp_io::storage::get(&key).filter(|_| !passing.contains(&key)) {
			state.insert(key, value.to_vec());
		}
	}
	state
}
