//! Wire §5.5 and §6: what clients read in the metadata itself.

use crate::chain::Chain;
use codec::Decode;
use frame_metadata::{
	v14::RuntimeMetadataV14, v15::RuntimeMetadataV15, v16::RuntimeMetadataV16, RuntimeMetadata, RuntimeMetadataPrefixed,
};
use merkleized_metadata::{generate_metadata_digest, ExtraInfo};
use scale_info::{form::PortableForm, PortableRegistry, Type, TypeDef};
use taonet_runtime::{genesis_presets as presets, metadata::at_version, SS58_PREFIX, TOKEN_DECIMALS, VERSION};

fn decoded(version: u32) -> RuntimeMetadata {
	let opaque = at_version(version).expect("is a version that we serve");
	RuntimeMetadataPrefixed::decode(&mut &(*opaque)[..]).expect("is metadata").1
}

fn v14() -> RuntimeMetadataV14 {
	match decoded(14) {
		RuntimeMetadata::V14(metadata) => metadata,
		other => panic!("version {} instead of 14", other.version()),
	}
}

fn v15() -> RuntimeMetadataV15 {
	match decoded(15) {
		RuntimeMetadata::V15(metadata) => metadata,
		other => panic!("version {} instead of 15", other.version()),
	}
}

fn v16() -> RuntimeMetadataV16 {
	match decoded(16) {
		RuntimeMetadata::V16(metadata) => metadata,
		other => panic!("version {} instead of 16", other.version()),
	}
}

/// On empty state, as the tool that compiles the metadata hash into the runtime sees it.
fn on_empty_state<R>(look: impl FnOnce() -> R) -> R {
	sp_io::TestExternalities::default().execute_with(look)
}

fn path(ty: &Type<PortableForm>) -> String {
	ty.path.segments.join("::")
}

fn resolve(types: &PortableRegistry, id: u32) -> &Type<PortableForm> {
	types.resolve(id).expect("every type that is named is there")
}

#[test]
fn types_of_v14_begin_those_of_v15() {
	on_empty_state(|| {
		let (old, new) = (v14().types.types, v15().types.types);
		assert!(old.len() > 100);
		assert_eq!(old, new[..old.len()]);
	});
}

#[test]
fn type_zero_is_the_account() {
	on_empty_state(|| {
		for types in [v14().types, v15().types, v16().types] {
			assert_eq!(path(resolve(&types, 0)), "sp_core::crypto::AccountId32");
		}
	});
}

#[test]
fn list_of_accounts_is_among_the_types() {
	on_empty_state(|| {
		let types = v14().types;
		let is_list =
			|ty: &Type<PortableForm>| matches!(&ty.type_def, TypeDef::Sequence(list) if list.type_param.id == 0);
		assert!(types.types.iter().any(|entry| is_list(&entry.ty)));
	});
}

#[test]
fn calls_and_events_have_paths_of_two_segments() {
	on_empty_state(|| {
		let metadata = v15();
		let enums = metadata.outer_enums;
		assert_eq!(path(resolve(&metadata.types, enums.call_enum_ty.id)), "taonet_runtime::RuntimeCall");
		assert_eq!(path(resolve(&metadata.types, enums.event_enum_ty.id)), "taonet_runtime::RuntimeEvent");
	});
}

#[test]
fn extensions_stand_in_the_order_of_the_wire() {
	on_empty_state(|| {
		let names: Vec<_> =
			v15().extrinsic.signed_extensions.into_iter().map(|extension| extension.identifier).collect();
		assert_eq!(
			names,
			[
				"CheckNonZeroSender",
				"CheckSpecVersion",
				"CheckTxVersion",
				"CheckGenesis",
				"CheckMortality",
				"CheckNonce",
				"CheckWeight",
				"ChargeTransactionPayment",
				"SudoTransactionExtension",
				"CheckShieldedTxValidity",
				"SubtensorTransactionExtension",
				"DrandPriority",
				"CheckMetadataHash",
			]
		);
	});
}

#[test]
fn every_error_has_a_doc_line() {
	on_empty_state(|| {
		let metadata = v15();
		for pallet in metadata.pallets {
			let Some(error) = pallet.error else { continue };
			let TypeDef::Variant(errors) = &resolve(&metadata.types, error.ty.id).type_def else { panic!("no enum") };
			for variant in &errors.variants {
				assert!(variant.docs.iter().any(|line| !line.trim().is_empty()), "{}.{}", pallet.name, variant.name);
			}
		}
	});
}

/// Value of a constant of eight bytes, in milliseconds.
fn millis(pallet: &str, constant: &str) -> u64 {
	let pallet = v14().pallets.into_iter().find(|candidate| candidate.name == pallet).expect("the pallet exists");
	let constant = pallet.constants.into_iter().find(|candidate| candidate.name == constant).expect("exists");
	u64::decode(&mut &constant.value[..]).expect("is a number")
}

#[test]
fn slot_constants_follow_the_chain() {
	for (preset, slot) in [(presets::LOCAL, 250), (presets::LOCAL_12S, 12_000)] {
		Chain::from_preset(preset).look(|| {
			assert_eq!(millis("Aura", "SlotDuration"), slot);
			assert_eq!(millis("Timestamp", "MinimumPeriod"), slot / 2);
		});
	}
	on_empty_state(|| assert_eq!(millis("Aura", "SlotDuration"), 12_000));
}

fn digest(metadata: RuntimeMetadataV15) -> [u8; 32] {
	let extra = ExtraInfo {
		spec_version: VERSION.spec_version,
		spec_name: VERSION.spec_name.clone().into_owned(),
		base58_prefix: SS58_PREFIX,
		decimals: TOKEN_DECIMALS,
		token_symbol: "TAO".into(),
	};
	generate_metadata_digest(&RuntimeMetadata::V15(metadata), extra).expect("every type can be described").hash()
}

/// V16 as a wallet reads it that computes the digest from there: its own types and numbers, in the form of V15.
fn v16_in_the_form_of_v15() -> RuntimeMetadataV15 {
	let (newer, older) = (v16(), v15());
	let extrinsic = frame_metadata::v15::ExtrinsicMetadata {
		version: older.extrinsic.version,
		address_ty: newer.extrinsic.address_ty,
		call_ty: newer.extrinsic.call_ty,
		signature_ty: newer.extrinsic.signature_ty,
		extra_ty: older.extrinsic.extra_ty,
		signed_extensions: newer
			.extrinsic
			.transaction_extensions
			.into_iter()
			.map(|extension| frame_metadata::v15::SignedExtensionMetadata {
				identifier: extension.identifier,
				ty: extension.ty,
				additional_signed: extension.implicit,
			})
			.collect(),
	};
	RuntimeMetadataV15 { types: newer.types, extrinsic, outer_enums: newer.outer_enums, ..older }
}

#[test]
fn metadata_hash_is_one_for_all_versions_and_chains() {
	let expected = on_empty_state(|| digest(v15()));
	assert_eq!(on_empty_state(|| digest(v16_in_the_form_of_v15())), expected);
	Chain::from_preset(presets::LOCAL).look(|| {
		assert_eq!(digest(v15()), expected);
		assert_eq!(digest(v16_in_the_form_of_v15()), expected);
	});
}

#[test]
fn metadata_is_not_served_when_the_version_is_unknown() {
	on_empty_state(|| assert!(at_version(13).is_none() && at_version(17).is_none()));
}
