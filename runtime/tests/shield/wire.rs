//! The pallet as clients see it.

use crate::{chain::Chain, words::announce};
use codec::{Compact, Decode, Encode};
use frame_metadata::{
	v14::{PalletMetadata, RuntimeMetadataV14, StorageEntryModifier, StorageEntryType, StorageHasher},
	RuntimeMetadata, RuntimeMetadataPrefixed,
};
use scale_info::{form::PortableForm, TypeDef};
use sp_io::hashing::twox_128;
use taonet_runtime::metadata::at_version;

fn metadata() -> RuntimeMetadataV14 {
	let opaque = at_version(14).expect("is served");
	match RuntimeMetadataPrefixed::decode(&mut opaque.as_slice()).expect("is metadata").1 {
		RuntimeMetadata::V14(metadata) => metadata,
		other => panic!("version {} instead of 14", other.version()),
	}
}

fn pallet(metadata: &RuntimeMetadataV14) -> &PalletMetadata<PortableForm> {
	metadata.pallets.iter().find(|pallet| pallet.name == "MevShield").expect("the pallet is there")
}

/// Names of an enum's variants, with their fields, by their numbers.
fn variants(metadata: &RuntimeMetadataV14, ty: u32) -> Vec<(u8, String)> {
	match &metadata.types.resolve(ty).expect("every type that is named is there").type_def {
		TypeDef::Variant(variants) => variants
			.variants
			.iter()
			.map(|one| {
				let fields: Vec<_> = one.fields.iter().filter_map(|field| field.name.clone()).collect();
				(one.index, format!("{}({})", one.name, fields.join(", ")))
			})
			.collect(),
		other => panic!("{other:?} is no enum"),
	}
}

fn numbered(names: &[&str]) -> Vec<(u8, String)> {
	(0..).zip(names.iter().map(|name| (*name).to_owned())).collect()
}

#[test]
fn calls_errors_and_events_have_the_numbers_of_the_wire() {
	Chain::local().look(|| {
		let metadata = metadata();
		let pallet = pallet(&metadata);
		assert_eq!(pallet.index, 30);
		assert!(pallet.constants.is_empty());
		let calls = [
			"announce_next_key(enc_key)",
			"submit_encrypted(ciphertext)",
			"store_encrypted(encrypted_call)",
			"set_max_pending_extrinsics_number(value)",
			"set_on_initialize_weight(value)",
			"set_stored_extrinsic_lifetime(value)",
			"set_max_extrinsic_weight(value)",
		];
		assert_eq!(variants(&metadata, pallet.calls.as_ref().unwrap().ty.id), numbered(&calls));
		let events = [
			"EncryptedSubmitted(id, who)",
			"ExtrinsicStored(index, who)",
			"ExtrinsicDecodeFailed(index)",
			"ExtrinsicDispatchFailed(index, error)",
			"ExtrinsicDispatched(index)",
			"ExtrinsicExpired(index)",
			"ExtrinsicPostponed(index)",
			"MaxPendingExtrinsicsNumberSet(value)",
			"OnInitializeWeightSet(value)",
			"ExtrinsicLifetimeSet(value)",
			"MaxExtrinsicWeightSet(value)",
			"ExtrinsicWeightExceeded(index)",
		];
		assert_eq!(variants(&metadata, pallet.event.as_ref().unwrap().ty.id), numbered(&events));
		let errors = ["BadEncKeyLen()", "Unreachable()", "TooManyPendingExtrinsics()", "WeightExceedsAbsoluteMax()"];
		assert_eq!(variants(&metadata, pallet.error.as_ref().unwrap().ty.id), numbered(&errors));
	});
}

#[test]
fn storage_is_that_of_the_wire() {
	use StorageEntryModifier::{Default, Optional};
	use StorageHasher::{Identity, Twox64Concat};
	Chain::local().look(|| {
		let metadata = metadata();
		let storage = pallet(&metadata).storage.as_ref().unwrap();
		assert_eq!(storage.prefix, "MevShield");
		let found: Vec<_> = storage
			.entries
			.iter()
			.map(|entry| {
				let hashers = match &entry.ty {
					StorageEntryType::Plain(_) => vec![],
					StorageEntryType::Map { hashers, .. } => hashers.clone(),
				};
				(entry.name.as_str(), hashers, entry.modifier.clone(), entry.default.clone())
			})
			.collect();
		let none = || vec![0];
		let expected = [
			("CurrentKey", vec![], Optional, none()),
			("PendingKey", vec![], Optional, none()),
			("NextKey", vec![], Optional, none()),
			("AuthorKeys", vec![Twox64Concat], Optional, none()),
			("PendingKeyExpiresAt", vec![], Optional, none()),
			("NextKeyExpiresAt", vec![], Optional, none()),
			("HasMigrationRun", vec![Identity], Default, vec![0]),
			("MaxPendingExtrinsicsLimit", vec![], Default, 100_u32.encode()),
			("ExtrinsicLifetime", vec![], Default, 10_u32.encode()),
			("OnInitializeWeight", vec![], Default, 500_000_000_000_u64.encode()),
			("MaxExtrinsicWeight", vec![], Default, 50_000_000_000_u64.encode()),
			("PendingExtrinsics", vec![Identity], Optional, none()),
			("CounterForPendingExtrinsics", vec![], Default, 0_u32.encode()),
			("NextPendingExtrinsicIndex", vec![], Default, 0_u32.encode()),
		];
		assert_eq!(found.len(), expected.len());
		for item in expected {
			assert!(found.contains(&item), "{item:?} is not in {found:?}");
		}
	});
}

#[test]
fn key_is_stored_as_clients_read_it() {
	let mut chain = Chain::local();
	let key = crate::words::public(1);
	chain.block(|| assert_eq!(announce(Some(key.clone())), Ok(Ok(()))));
	chain.block(|| assert_eq!(announce(None), Ok(Ok(()))));
	chain.look(|| {
		let stored = sp_io::storage::get(&[twox_128(b"MevShield"), twox_128(b"NextKey")].concat()).unwrap();
		assert_eq!(stored.to_vec(), [Compact(1_184_u32).encode(), key].concat());
	});
}
