//! What proxies may do, for wallets that show it to people.

use alloc::vec::Vec;
use codec::{Decode, Encode};
use scale_info::TypeInfo;

/// A kind of proxy.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct ProxyTypeInfo {
	/// Its name in the metadata, UTF-8.
	pub name: Vec<u8>,
	/// Its number, as it is encoded.
	pub index: u8,
	/// Whether it has lost its purpose: nothing is allowed.
	pub deprecated: bool,
}

/// What a kind of proxy may do.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct ProxyFilterInfo {
	/// Its number, as it is encoded.
	pub proxy_type: u8,
	/// Its name in the metadata, UTF-8.
	pub name: Vec<u8>,
	/// Whether it has lost its purpose: nothing is allowed.
	pub deprecated: bool,
	/// What `calls` are.
	pub filter_mode: FilterMode,
	/// The calls that are allowed, or forbidden. Whole pallets stand for all their calls but `exceptions`.
	pub calls: Vec<CallInfo>,
	/// Calls of those pallets that are not meant.
	pub exceptions: Vec<CallInfo>,
}

/// What a list of calls is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub enum FilterMode {
	/// Every call is allowed; the list is empty.
	AllowAll,
	/// No call is allowed; the list is empty.
	DenyAll,
	/// The calls of the list are allowed.
	Allow,
	/// All calls but those of the list are allowed.
	Deny,
}

/// A call, or all calls of a pallet.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct CallInfo {
	/// The pallet's name in the metadata, UTF-8.
	pub pallet_name: Vec<u8>,
	/// Its index.
	pub pallet_index: u8,
	/// The call's name, UTF-8; none for all calls of the pallet.
	pub call_name: Option<Vec<u8>>,
	/// Its index; none for all calls of the pallet.
	pub call_index: Option<u8>,
	/// What must hold of its arguments besides.
	pub condition: Option<CallCondition>,
}

/// What must hold of the arguments of a call.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub enum CallCondition {
	/// A number is below a limit.
	ParamLessThan {
		/// The argument's name, UTF-8.
		param_name: Vec<u8>,
		/// The limit: RAO, or alpha-rao of stake.
		limit: u128,
	},
	/// The call within is this one.
	NestedCallMustBe {
		/// The pallet's name in the metadata, UTF-8.
		pallet_name: Vec<u8>,
		/// The call's name, UTF-8.
		call_name: Vec<u8>,
	},
}

sp_api::decl_runtime_apis! {
	/// What proxies may do. Spec: satellites 4.
	pub trait ProxyFilterRuntimeApi {
		/// All kinds of proxies, by number.
		fn get_proxy_types() -> Vec<ProxyTypeInfo>;

		/// What the kind of proxy with that number may do, without a number what each of them may. Empty where there is no such
		/// kind. A call that holds others (a batch, say) is judged by itself here; what it holds is judged too when it runs.
		fn get_proxy_filter(proxy_type: Option<u8>) -> Vec<ProxyFilterInfo>;
	}
}
