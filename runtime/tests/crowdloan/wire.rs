//! The pallet as clients see it.

use crate::{
	chain::Chain,
	kit::coldkey,
	words::{contribute, offer, offer_for, remark},
};
use codec::{Compact, Decode, Encode};
use frame_metadata::{
	v14::{PalletMetadata, RuntimeMetadataV14, StorageEntryType, StorageHasher},
	RuntimeMetadata, RuntimeMetadataPrefixed,
};
use scale_info::{form::PortableForm, TypeDef};
use sp_io::hashing::{twox_128, twox_64};
use sp_keyring::Sr25519Keyring::{Alice, Bob, Ferdie};
use taonet_runtime::{genesis_presets, metadata::at_version, AccountId, RuntimeCall, TAO};

fn metadata() -> RuntimeMetadataV14 {
	let opaque = at_version(14).expect("is served");
	match RuntimeMetadataPrefixed::decode(&mut opaque.as_slice()).expect("is metadata").1 {
		RuntimeMetadata::V14(metadata) => metadata,
		other => panic!("version {} instead of 14", other.version()),
	}
}

fn pallet(metadata: &RuntimeMetadataV14) -> &PalletMetadata<PortableForm> {
	metadata.pallets.iter().find(|pallet| pallet.name == "Crowdloan").expect("the pallet is there")
}

/// Names of an enum's variants by their numbers.
fn variants(metadata: &RuntimeMetadataV14, ty: u32) -> Vec<(u8, String)> {
	match &metadata.types.resolve(ty).expect("every type that is named is there").type_def {
		TypeDef::Variant(variants) => variants.variants.iter().map(|one| (one.index, one.name.clone())).collect(),
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
		assert_eq!(pallet.index, 27);
		let calls = [
			"create",
			"contribute",
			"withdraw",
			"finalize",
			"refund",
			"dissolve",
			"update_min_contribution",
			"update_end",
			"update_cap",
			"set_max_contribution",
		];
		assert_eq!(variants(&metadata, pallet.calls.as_ref().unwrap().ty.id), numbered(&calls));
		let events = [
			"Created",
			"Contributed",
			"Withdrew",
			"PartiallyRefunded",
			"AllRefunded",
			"Finalized",
			"Dissolved",
			"MinContributionUpdated",
			"EndUpdated",
			"CapUpdated",
			"MaxContributionUpdated",
		];
		assert_eq!(variants(&metadata, pallet.event.as_ref().unwrap().ty.id), numbered(&events));
		let errors = [
			"DepositTooLow",
			"CapTooLow",
			"MinimumContributionTooLow",
			"CannotEndInPast",
			"BlockDurationTooShort",
			"BlockDurationTooLong",
			"InsufficientBalance",
			"Overflow",
			"InvalidCrowdloanId",
			"CapRaised",
			"ContributionPeriodEnded",
			"ContributionTooLow",
			"InvalidOrigin",
			"AlreadyFinalized",
			"ContributionPeriodNotEnded",
			"NoContribution",
			"CapNotRaised",
			"Underflow",
			"CallUnavailable",
			"NotReadyToDissolve",
			"DepositCannotBeWithdrawn",
			"MaxContributorsReached",
			"InvalidFinalizationConfig",
			"MaxContributionReached",
			"MaximumContributionTooLow",
			"MinimumContributionTooHigh",
		];
		assert_eq!(variants(&metadata, pallet.error.as_ref().unwrap().ty.id), numbered(&errors));
	});
}

#[test]
fn constants_say_what_holds_on_the_chain() {
	for (preset, shortest, longest) in
		[(genesis_presets::LOCAL, 50u32, 20_000u32), (genesis_presets::LOCAL_12S, 50_400, 432_000)]
	{
		Chain::from_preset(preset).look(|| {
			let metadata = metadata();
			let constants: Vec<_> = pallet(&metadata)
				.constants
				.iter()
				.map(|constant| (constant.name.clone(), constant.value.clone()))
				.collect();
			let expected = [
				("PalletId", b"bt/cloan".to_vec()),
				("MinimumDeposit", (10 * TAO).encode()),
				("AbsoluteMinimumContribution", (TAO / 10).encode()),
				("MinimumBlockDuration", shortest.encode()),
				("MaximumBlockDuration", longest.encode()),
				("RefundContributorsLimit", 50u32.encode()),
				("MaxContributors", 500u32.encode()),
			];
			assert_eq!(constants, expected.map(|(name, value)| (name.to_owned(), value)));
		});
	}
}

#[test]
fn storage_is_hashed_as_on_the_wire() {
	use StorageHasher::{Identity, Twox64Concat};
	Chain::local().look(|| {
		let metadata = metadata();
		let storage = pallet(&metadata).storage.as_ref().unwrap();
		assert_eq!(storage.prefix, "Crowdloan");
		let expected: [(&str, &[StorageHasher]); 5] = [
			("Crowdloans", &[Twox64Concat]),
			("NextCrowdloanId", &[]),
			("Contributions", &[Twox64Concat, Identity]),
			("MaxContributions", &[Twox64Concat]),
			("CurrentCrowdloanId", &[]),
		];
		for (name, hashers) in expected {
			let entry = storage.entries.iter().find(|entry| entry.name == name).expect(name);
			match &entry.ty {
				StorageEntryType::Plain(_) => assert!(hashers.is_empty(), "{name}"),
				StorageEntryType::Map { hashers: found, .. } => assert_eq!(found, hashers, "{name}"),
			}
		}
	});
}

#[test]
fn crowdloan_is_stored_as_clients_read_it() {
	Chain::local().block(|| {
		let id = offer().open(Alice);
		assert_eq!(contribute(&coldkey(Bob), id, TAO), Ok(()));
		let key =
			|item: &[u8]| [&twox_128(b"Crowdloan")[..], &twox_128(item), &twox_64(&id.encode()), &id.encode()].concat();
		let funds: AccountId = taonet_runtime::Crowdloan::funds_account(id);
		let terms = (10 * TAO, TAO, 101u32, 100 * TAO);
		let rest = (funds, 11 * TAO, Some(coldkey(Ferdie)), 0u8, false, 2u32);
		let expected = (coldkey(Alice), terms, rest).encode();
		assert_eq!(sp_io::storage::get(&key(b"Crowdloans")).unwrap().to_vec(), expected);
		let bobs = [key(b"Contributions"), coldkey(Bob).encode()].concat();
		assert_eq!(sp_io::storage::get(&bobs).unwrap().to_vec(), TAO.encode());

		// Its short call as variant 1, `Inline`.
		let id = offer_for(remark(2)).open(Alice);
		let key =
			[&twox_128(b"Crowdloan")[..], &twox_128(b"Crowdloans"), &twox_64(&id.encode()), &id.encode()].concat();
		let stored = sp_io::storage::get(&key).unwrap().to_vec();
		let call = (None::<AccountId>, 1u8, 1u8, remark(2).encode(), false, 1u32).encode();
		assert!(stored.ends_with(&call));
	});
}

#[test]
fn types_have_their_paths() {
	Chain::local().look(|| {
		let types = metadata().types;
		let paths: Vec<_> = types.types.iter().map(|entry| entry.ty.path.segments.join("::")).collect();
		for path in ["pallet_crowdloan::CrowdloanInfo", "frame_support::traits::preimages::Bounded"] {
			assert!(paths.iter().any(|found| found == path), "{path}");
		}
	});
}

#[test]
fn arguments_are_compact() {
	let amounts = (Compact(10 * TAO), Compact(TAO), Compact(100 * TAO), Compact(200u32));
	let create = (27u8, 0u8, amounts, None::<RuntimeCall>, Some(coldkey(Ferdie))).encode();
	let contribute = (27u8, 1u8, Compact(3u32), Compact(TAO)).encode();
	let by_number = |number: u8| (27u8, number, Compact(3u32)).encode();
	let update_min = (27u8, 6u8, Compact(3u32), Compact(TAO)).encode();
	let update_end = (27u8, 7u8, Compact(3u32), Compact(200u32)).encode();
	let update_cap = (27u8, 8u8, Compact(3u32), Compact(TAO)).encode();
	let limit = (27u8, 9u8, Compact(3u32), Some(TAO)).encode();
	let calls = [create, contribute, update_min, update_end, update_cap, limit];
	for bytes in calls.into_iter().chain((2..6).map(by_number)) {
		let call = RuntimeCall::decode(&mut bytes.as_slice()).expect("is a call");
		assert_eq!(call.encode(), bytes);
	}
}
