//! The pallet as clients see it.

use crate::words::{big, dave, published, raw, scene, set, timelocked, Info, SUBNET};
use codec::{Compact, Decode, Encode, MaxEncodedLen};
use frame_metadata::{
	v14::{PalletMetadata, RuntimeMetadataV14, StorageEntryType, StorageHasher},
	RuntimeMetadata, RuntimeMetadataPrefixed,
};
use pallet_commitments::Data;
use pallet_protocol::SubnetEpochIndex;
use scale_info::{form::PortableForm, TypeDef, Variant};
use sp_io::hashing::{twox_128, twox_64};
use taonet_runtime::{metadata::at_version, AccountId, Runtime, RuntimeCall, System};
use taonet_runtime_api::subnet_info::runtime_decl_for_subnet_info_runtime_api::SubnetInfoRuntimeApiV2 as _;

fn metadata() -> RuntimeMetadataV14 {
	let opaque = sp_io::TestExternalities::default().execute_with(|| at_version(14)).expect("is served");
	match RuntimeMetadataPrefixed::decode(&mut opaque.as_slice()).expect("is metadata").1 {
		RuntimeMetadata::V14(metadata) => metadata,
		other => panic!("version {} instead of 14", other.version()),
	}
}

fn pallet(metadata: &RuntimeMetadataV14) -> &PalletMetadata<PortableForm> {
	metadata.pallets.iter().find(|pallet| pallet.name == "Commitments").expect("the pallet is there")
}

/// The variants of the enum with this path.
fn variants_of<'a>(metadata: &'a RuntimeMetadataV14, path: &str) -> &'a [Variant<PortableForm>] {
	let entry = metadata.types.types.iter().find(|entry| entry.ty.path.segments.join("::") == path).expect(path);
	match &entry.ty.type_def {
		TypeDef::Variant(variants) => &variants.variants,
		other => panic!("{other:?} is no enum"),
	}
}

/// Names of an enum's variants by their numbers.
fn variants(metadata: &RuntimeMetadataV14, ty: u32) -> Vec<(u8, String)> {
	match &metadata.types.resolve(ty).expect("every type that is named is there").type_def {
		TypeDef::Variant(variants) => variants.variants.iter().map(|one| (one.index, one.name.clone())).collect(),
		other => panic!("{other:?} is no enum"),
	}
}

fn named(names: &[(u8, &str)]) -> Vec<(u8, String)> {
	names.iter().map(|(number, name)| (*number, (*name).to_owned())).collect()
}

#[test]
fn calls_errors_and_events_have_the_numbers_of_the_wire() {
	let metadata = metadata();
	let pallet = pallet(&metadata);
	assert_eq!(pallet.index, 18);
	let calls = named(&[(0, "set_commitment"), (2, "set_max_space")]);
	assert_eq!(variants(&metadata, pallet.calls.as_ref().unwrap().ty.id), calls);
	let events =
		named(&[(0, "Commitment"), (1, "TimelockCommitment"), (2, "CommitmentRevealed"), (3, "CommitmentDropped")]);
	assert_eq!(variants(&metadata, pallet.event.as_ref().unwrap().ty.id), events);
	let errors = named(&[
		(0, "TooManyFieldsInCommitmentInfo"),
		(1, "AccountNotAllowedCommit"),
		(2, "SpaceLimitExceeded"),
		(3, "UnexpectedUnreserveLeftover"),
	]);
	assert_eq!(variants(&metadata, pallet.error.as_ref().unwrap().ty.id), errors);
}

#[test]
fn arguments_have_the_names_and_types_that_clients_know() {
	let metadata = metadata();
	let calls = variants_of(&metadata, "pallet_commitments::pallet::Call");
	let arguments = |call: &Variant<PortableForm>| {
		let argument = |field: &scale_info::Field<PortableForm>| {
			(field.name.clone().unwrap_or_default(), field.type_name.clone().unwrap_or_default())
		};
		call.fields.iter().map(argument).collect::<Vec<_>>()
	};
	let expected = [("netuid", "NetUid"), ("info", "Box<CommitmentInfo<T::MaxFields>>")];
	assert_eq!(arguments(&calls[0]), expected.map(|(name, ty)| (name.to_owned(), ty.to_owned())));
	assert_eq!(arguments(&calls[1]), [("new_limit".to_owned(), "u32".to_owned())]);
}

#[test]
fn constants_say_what_holds_on_the_chain() {
	let metadata = metadata();
	let constants: Vec<_> =
		pallet(&metadata).constants.iter().map(|constant| (constant.name.clone(), constant.value.clone())).collect();
	let expected = [("MaxFields", 3u32.encode()), ("InitialDeposit", 0u64.encode()), ("FieldDeposit", 0u64.encode())];
	assert_eq!(constants, expected.map(|(name, value)| (name.to_owned(), value)));
}

#[test]
fn storage_is_hashed_as_on_the_wire() {
	use StorageHasher::{Identity, Twox64Concat};
	let metadata = metadata();
	let storage = pallet(&metadata).storage.as_ref().unwrap();
	assert_eq!(storage.prefix, "Commitments");
	let by_place: &[StorageHasher] = &[Identity, Twox64Concat];
	let expected = [
		("TimelockedIndex", &[][..]),
		("CommitmentOf", by_place),
		("LastCommitment", by_place),
		("LastBondsReset", by_place),
		("RevealedCommitments", by_place),
		("UsedSpaceOf", by_place),
		("MaxSpace", &[]),
	];
	for (name, hashers) in expected {
		let entry = storage.entries.iter().find(|entry| entry.name == name).expect(name);
		match &entry.ty {
			StorageEntryType::Plain(_) => assert!(hashers.is_empty(), "{name}"),
			StorageEntryType::Map { hashers: found, .. } => assert_eq!(found, hashers, "{name}"),
		}
	}
	let default = |name: &str| storage.entries.iter().find(|entry| entry.name == name).expect(name).default.clone();
	assert_eq!((default("MaxSpace"), default("TimelockedIndex")), (3_100u32.encode(), vec![0]));
}

#[test]
fn field_is_an_enum_whose_variants_tell_the_length() {
	let metadata = metadata();
	let kinds = variants_of(&metadata, "pallet_commitments::types::Data");
	assert_eq!(kinds.len(), 137);
	assert!((0..).zip(kinds).all(|(number, kind)| kind.index == number));
	assert!(kinds[0].name == "None" && kinds[0].fields.is_empty());
	for length in 0..=128u32 {
		let kind = &kinds[length as usize + 1];
		assert_eq!(kind.name, format!("Raw{length}"));
		match &metadata.types.resolve(kind.fields[0].ty.id).unwrap().type_def {
			TypeDef::Array(bytes) => assert_eq!(bytes.len, length),
			other => panic!("{other:?} is no array"),
		}
	}
	let last = ["BlakeTwo256", "Sha256", "Keccak256", "ShaThree256", "TimelockEncrypted", "ResetBondsFlag", "BigRaw"];
	assert_eq!(kinds[130..].iter().map(|kind| kind.name.as_str()).collect::<Vec<_>>(), last);
	let names: Vec<_> = kinds[134].fields.iter().map(|field| field.name.clone().unwrap_or_default()).collect();
	assert_eq!(names, ["encrypted", "reveal_round"]);
}

#[test]
fn types_have_their_paths() {
	let types = metadata().types;
	let paths: Vec<_> = types.types.iter().map(|entry| entry.ty.path.segments.join("::")).collect();
	for name in ["Data", "CommitmentInfo", "Registration", "UsageTracker"] {
		let path = format!("pallet_commitments::types::{name}");
		assert!(paths.contains(&path), "{path}");
	}
}

#[test]
fn field_is_encoded_by_its_number_and_what_follows() {
	let bytes = |length: usize| vec![7; length];
	let cases = [
		(Data::None, vec![0]),
		(raw(b""), vec![1]),
		(raw(b"ab"), vec![3, b'a', b'b']),
		(raw(&bytes(128)), [vec![129], bytes(128)].concat()),
		(Data::BlakeTwo256([7; 32]), [vec![130], bytes(32)].concat()),
		(Data::Sha256([7; 32]), [vec![131], bytes(32)].concat()),
		(Data::Keccak256([7; 32]), [vec![132], bytes(32)].concat()),
		(Data::ShaThree256([7; 32]), [vec![133], bytes(32)].concat()),
		(timelocked(bytes(2), 258), vec![134, 8, 7, 7, 2, 1, 0, 0, 0, 0, 0, 0]),
		(Data::ResetBondsFlag, vec![135]),
		(big(1), vec![136, 4, 7]),
	];
	for (field, expected) in cases {
		assert_eq!(field.encode(), expected, "{field:?}");
		assert!(field.size_hint() >= expected.len());
		assert_eq!(Data::decode(&mut expected.as_slice()), Ok(field));
	}
	let longest = timelocked(bytes(1_024), u64::MAX);
	assert_eq!(longest.encoded_size(), Data::max_encoded_len());
}

#[test]
fn bytes_that_are_no_field_are_refused() {
	let too_long =
		|number: u8, length: u32| [vec![number], Compact(length).encode(), vec![7; length as usize]].concat();
	let cases = [
		vec![],
		vec![137],
		vec![255],
		vec![3, 7],
		[vec![129], vec![7; 127]].concat(),
		[vec![130], vec![7; 31]].concat(),
		vec![134, 0, 1, 2],
		too_long(136, 513),
		[too_long(134, 1_025), vec![0; 8]].concat(),
		// A length of a gigabyte, and nothing behind it.
		[vec![136], Compact(1u32 << 30).encode()].concat(),
	];
	for bytes in cases {
		assert!(Data::decode(&mut bytes.as_slice()).is_err(), "{bytes:?}");
	}
	// Nor are more than three of them a commitment.
	assert!(Info::decode(&mut &vec![Data::None; 3].encode()[..]).is_ok());
	assert!(Info::decode(&mut &vec![Data::None; 4].encode()[..]).is_err());
	let too_many = (18u8, 0u8, SUBNET, vec![Data::None; 4]).encode();
	assert!(RuntimeCall::decode(&mut too_many.as_slice()).is_err());
}

#[test]
fn call_is_encoded_as_clients_write_it() {
	let call = RuntimeCall::from(set(SUBNET, &[raw(b"ab"), Data::ResetBondsFlag]));
	assert_eq!(call.encode(), [18, 0, 2, 0, 8, 3, b'a', b'b', 135]);
	assert_eq!(RuntimeCall::decode(&mut &call.encode()[..]), Ok(call));
}

#[test]
fn commitment_is_stored_as_clients_read_it() {
	let mut chain = scene();
	chain.block(|| {
		published(&dave(), &[raw(b"ab")]);
		let place = [SUBNET.encode(), twox_64(&dave().encode()).to_vec(), dave().encode()].concat();
		let stored = |item: &[u8]| {
			let key = [&twox_128(b"Commitments")[..], &twox_128(item), &place].concat();
			sp_io::storage::get(&key).expect("is stored").to_vec()
		};
		let block = System::block_number();
		assert_eq!(stored(b"CommitmentOf"), (0u64, block, 4u8, 3u8, *b"ab").encode());
		assert_eq!(stored(b"LastCommitment"), block.encode());
		let epoch = SubnetEpochIndex::<Runtime>::get(SUBNET);
		assert_eq!(stored(b"UsedSpaceOf"), (epoch, 100u64).encode());
	});
}

#[test]
fn metagraph_tells_what_was_published_as_it_is_stored() {
	let mut chain = scene();
	chain.block(|| published(&dave(), &[raw(b"ab")]));
	chain.block(|| {
		let asked = Runtime::get_selective_metagraph(SUBNET, vec![73]).expect("exists");
		let commitments: Vec<(AccountId, Vec<u8>)> = asked
			.commitments
			.expect("was asked for")
			.into_iter()
			.map(|(who, bytes)| (who, bytes.into_iter().map(|byte| byte.0).collect()))
			.collect();
		// Clients leave fourteen bytes out: deposit, block, number of fields, length.
		assert_eq!(commitments.len(), 1);
		assert_eq!((&commitments[0].0, &commitments[0].1[14..]), (&dave(), &b"ab"[..]));
		let others = Runtime::get_selective_metagraph(SUBNET, vec![1]).expect("exists");
		assert_eq!(others.commitments, None);
	});
}
