//! How clients see the runtime: metadata in the versions 14, 15 and 16, all with one numbering of types.
//!
//! The Python codec under the Bittensor SDK and btcli takes type number 0 for `AccountId32` and uses numbers of V14 and V15
//! interchangeably. FRAME numbers the types of V14 pallets first, and those of V15 and V16 extrinsic first. So the parts
//! that FRAME delivers are put together here on one common beginning.
//!
//! The metadata hash, which offline signers compute from V15 or V16 and `CheckMetadataHash` compares, depends on the
//! numbering: it stays one for both because both begin alike. Registering a type or a part in another order
//! changes it.

use crate::{AccountId, Runtime};
use alloc::vec::Vec;
use codec::Encode;
use frame_metadata::{v14, v15, v16, RuntimeMetadataPrefixed};
use scale_info::{meta_type, IntoPortable, Registry};
use sp_core::OpaqueMetadata;
use sp_metadata_ir::MetadataIR;

/// The versions that `at_version` knows.
pub const VERSIONS: [u32; 3] = [14, 15, 16];

/// The metadata in its oldest form, which `state_getMetadata` returns.
pub fn v14() -> OpaqueMetadata {
	opaque(into_v14(Runtime::metadata_ir()).into())
}

/// The metadata in the form of `version`; none for a version not in [`VERSIONS`].
pub fn at_version(version: u32) -> Option<OpaqueMetadata> {
	match version {
		14 => Some(v14()),
		15 => Some(opaque(into_v15(Runtime::metadata_ir()).into())),
		16 => Some(opaque(into_v16(Runtime::metadata_ir()).into())),
		_ => None,
	}
}

fn opaque(metadata: RuntimeMetadataPrefixed) -> OpaqueMetadata {
	OpaqueMetadata::new(metadata.encode())
}

/// The beginning that all versions share: `AccountId32`, the extrinsic's types, the extrinsic itself, the runtime.
fn common_beginning(ir: &MetadataIR) -> Registry {
	let mut types = Registry::new();
	types.register_type(&meta_type::<AccountId>());
	v15::ExtrinsicMetadata::from(ir.extrinsic.clone()).into_portable(&mut types);
	types.register_type(&ir.extrinsic.ty);
	types.register_type(&ir.ty);
	types
}

fn into_v14(ir: MetadataIR) -> v14::RuntimeMetadataV14 {
	let mut types = common_beginning(&ir);
	let pallets = ir.pallets.into_iter().map(v14::PalletMetadata::from).collect::<Vec<_>>();
	let pallets = types.map_into_portable(pallets);
	let extrinsic = v14::ExtrinsicMetadata::from(ir.extrinsic).into_portable(&mut types);
	let ty = types.register_type(&ir.ty);
	v14::RuntimeMetadataV14 { types: types.into(), pallets, extrinsic, ty }
}

fn into_v15(ir: MetadataIR) -> v15::RuntimeMetadataV15 {
	let mut types = common_beginning(&ir);
	let pallets = ir.pallets.into_iter().map(v15::PalletMetadata::from).collect::<Vec<_>>();
	let pallets = types.map_into_portable(pallets);
	let extrinsic = v15::ExtrinsicMetadata::from(ir.extrinsic).into_portable(&mut types);
	let ty = types.register_type(&ir.ty);
	let apis = ir.apis.into_iter().map(v15::RuntimeApiMetadata::from).collect::<Vec<_>>();
	let apis = types.map_into_portable(apis);
	let outer_enums = v15::OuterEnums::from(ir.outer_enums).into_portable(&mut types);
	let custom = v15::CustomMetadata { map: Default::default() };
	v15::RuntimeMetadataV15 { types: types.into(), pallets, extrinsic, ty, apis, outer_enums, custom }
}

fn into_v16(ir: MetadataIR) -> v16::RuntimeMetadataV16 {
	let mut types = common_beginning(&ir);
	let pallets = ir.pallets.into_iter().map(v16::PalletMetadata::from).collect::<Vec<_>>();
	let pallets = types.map_into_portable(pallets);
	let extrinsic = v16::ExtrinsicMetadata {
		versions: ir.extrinsic.versions,
		address_ty: ir.extrinsic.address_ty,
		call_ty: ir.outer_enums.call_enum_ty,
		signature_ty: ir.extrinsic.signature_ty,
		transaction_extensions_by_version: ir
			.extrinsic
			.extensions_by_version
			.into_iter()
			.map(|(version, indices)| (version, indices.into_iter().map(Into::into).collect()))
			.collect(),
		transaction_extensions: ir.extrinsic.extensions_in_versions.into_iter().map(Into::into).collect(),
	}
	.into_portable(&mut types);
	let apis = ir.apis.into_iter().map(v16::RuntimeApiMetadata::from).collect::<Vec<_>>();
	let apis = types.map_into_portable(apis);
	let outer_enums = v16::OuterEnums::from(ir.outer_enums).into_portable(&mut types);
	let custom = v16::CustomMetadata { map: Default::default() };
	v16::RuntimeMetadataV16 { types: types.into(), pallets, extrinsic, apis, outer_enums, custom }
}
