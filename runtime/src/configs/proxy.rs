//! Accounts that act for others.

use super::deposit;
use crate::{weights::proxy::Estimated, Balance, Balances, ProxyType, Runtime, RuntimeCall};
use frame_support::{parameter_types, traits::ConstU32};
use sp_runtime::traits::BlakeTwo256;

parameter_types! {
	/// Reserved for the list of an account's proxies: one item of 40 bytes.
	pub const ProxyDepositBase: Balance = deposit(1, 40);
	/// Reserved for each proxy: an account and a type.
	pub const ProxyDepositFactor: Balance = deposit(0, 33);
	/// Reserved for the list of a proxy's announcements: one item of 16 bytes.
	pub const AnnouncementDepositBase: Balance = deposit(1, 16);
	/// Reserved for each announcement: an account, a hash and a block number.
	pub const AnnouncementDepositFactor: Balance = deposit(0, 68);
}

impl pallet_proxy::Config for Runtime {
	type RuntimeCall = RuntimeCall;
	type Currency = Balances;
	type ProxyType = ProxyType;
	type ProxyDepositBase = ProxyDepositBase;
	type ProxyDepositFactor = ProxyDepositFactor;
	type MaxProxies = ConstU32<20>;
	type WeightInfo = Estimated;
	type MaxPending = ConstU32<75>;
	type CallHasher = BlakeTwo256;
	type AnnouncementDepositBase = AnnouncementDepositBase;
	type AnnouncementDepositFactor = AnnouncementDepositFactor;
}
