//! What a subnet costs.

use taonet_types::TaoBalance;

sp_api::decl_runtime_apis! {
	/// What a subnet costs.
	pub trait SubnetRegistrationRuntimeApi {
		/// RAO to be paid for registering a subnet in the next block. Spec: subnets 2.5.
		fn get_network_registration_cost() -> TaoBalance;
	}
}
