//! What the tests of this suite share.

use crate::kit::{account, call, coldkey, hotkey, root, AdminCall, ProtocolCall};
use codec::Encode;
use frame_support::{storage::unhashed, traits::StorageInfoTrait};
use pallet_protocol::types::RecycleOrBurnEnum;
use pallet_subnets::Dissolutions;
use sp_keyring::Sr25519Keyring;
use sp_runtime::DispatchResult;
use std::collections::BTreeMap;
use taonet_runtime::{AccountId, AllPalletsWithSystem, AlphaAssets, Balance, Balances, Runtime};
use taonet_types::{fixed::U64F64, AlphaBalance, MechId, NetUid, TaoBalance, RAO_PER_TAO};

/// The subnet that local chains begin with.
pub const FIRST: NetUid = NetUid::new(1);
/// The first subnet that is registered on a local chain.
pub const SUBNET: NetUid = NetUid::new(2);
/// The next one.
pub const NEXT: NetUid = NetUid::new(3);

/// Least RAO that an account must have.
pub const EXISTENTIAL_DEPOSIT: Balance = 500;

/// So many TAO.
pub fn tao(amount: u64) -> TaoBalance {
	TaoBalance::new(amount * RAO_PER_TAO)
}

/// So much alpha.
pub fn alpha(amount: u64) -> AlphaBalance {
	AlphaBalance::new(amount * RAO_PER_TAO)
}

/// The account on which a subnet's TAO lies.
pub fn subnet_account(netuid: NetUid) -> AccountId {
	AlphaAssets::subnet_account(netuid)
}

/// RAO in existence.
pub fn issuance() -> Balance {
	Balances::total_issuance()
}

/// Gives an account exactly so many RAO, which are made or destroyed for that.
pub fn set_balance(who: &AccountId, new_free: Balance) {
	let who = who.clone().into();
	assert_eq!(root(pallet_balances::Call::<Runtime>::force_set_balance { who, new_free }), Ok(()));
}

/// Asks for a subnet: owner and first hotkey are those of the key.
pub fn register(owner: Sr25519Keyring) -> DispatchResult {
	call(&coldkey(owner), ProtocolCall::register_network { hotkey: hotkey(owner) })
}

/// Begins to remove a subnet.
pub fn dissolve(netuid: NetUid) -> DispatchResult {
	root(ProtocolCall::root_dissolve_network { netuid })
}

/// Whether a subnet is being removed.
pub fn is_dissolving(netuid: NetUid) -> bool {
	Dissolutions::<Runtime>::contains_key(netuid)
}

/// Lets each subnet cost the least cost, however many are created.
pub fn keep_cost_low() {
	assert_eq!(root(AdminCall::sudo_set_lock_reduction_interval { interval: 1 }), Ok(()));
}

/// Lets no subnet be immune from being pruned.
pub fn end_immunity() {
	assert_eq!(root(AdminCall::sudo_set_network_immunity_period { immunity_period: 0 }), Ok(()));
}

/// Sets how many subnets there may be beside root.
pub fn limit_subnets(max_subnets: u16) {
	assert_eq!(root(AdminCall::sudo_set_subnet_limit { max_subnets }), Ok(()));
}

/// Everything that is stored.
pub fn stored() -> BTreeMap<Vec<u8>, Vec<u8>> {
	let (mut all, mut key) = (BTreeMap::new(), Vec::new());
	while let Some(next) = sp_io::storage::next_key(&key) {
		all.insert(next.clone(), unhashed::get_raw(&next).unwrap());
		key = next;
	}
	all
}

/// What a call answers that fails and leaves nothing behind.
pub fn refused(attempt: impl FnOnce() -> DispatchResult) -> DispatchResult {
	let before = stored();
	let answer = attempt();
	assert!(answer.is_err(), "the call succeeds");
	assert!(stored() == before, "the call fails and yet changes something");
	answer
}

/// A storage item of the runtime.
pub struct Item {
	/// `Pallet.Item`.
	pub name: String,
	/// What its keys begin with.
	pub prefix: Vec<u8>,
	/// Whether it holds one value for each key.
	pub is_map: bool,
}

/// All storage items of the runtime.
pub fn items() -> Vec<Item> {
	let item = |info: frame_support::traits::StorageInfo| Item {
		name: format!("{}.{}", String::from_utf8_lossy(&info.pallet_name), String::from_utf8_lossy(&info.storage_name)),
		prefix: info.prefix,
		is_map: info.max_values != Some(1),
	};
	AllPalletsWithSystem::storage_info().into_iter().map(item).collect()
}

/// Whether what follows the prefix of a storage key is about a subnet: its number is the first key by any hasher, comes
/// behind an account or at the end, or this is the subnet's account.
pub fn is_about(netuid: NetUid, key: &[u8]) -> bool {
	let number = netuid.encode();
	// No hash; 8 bytes; 16 bytes; 16 bytes and an account.
	let has_it = [0, 8, 16, 16 + 32].into_iter().any(|offset| key.get(offset..offset + 2) == Some(&number));
	has_it || key.ends_with(&number) || key.ends_with(&subnet_account(netuid).encode())
}

/// Every call by which something is set on one subnet.
pub fn setters(netuid: NetUid) -> Vec<AdminCall> {
	use AdminCall as Set;
	vec![
		Set::sudo_set_serving_rate_limit { netuid, serving_rate_limit: 1 },
		Set::sudo_set_min_difficulty { netuid, min_difficulty: 1 },
		Set::sudo_set_max_difficulty { netuid, max_difficulty: 1 },
		Set::sudo_set_weights_version_key { netuid, weights_version_key: 1 },
		Set::sudo_set_weights_set_rate_limit { netuid, weights_set_rate_limit: 1 },
		Set::sudo_set_adjustment_interval { netuid, adjustment_interval: 1 },
		Set::sudo_set_adjustment_alpha { netuid, adjustment_alpha: 1 },
		Set::sudo_set_immunity_period { netuid, immunity_period: 1 },
		Set::sudo_set_min_allowed_weights { netuid, min_allowed_weights: 2 },
		Set::sudo_set_max_allowed_uids { netuid, max_allowed_uids: 128 },
		Set::sudo_set_kappa { netuid, kappa: 1 },
		Set::sudo_set_rho { netuid, rho: 1 },
		Set::sudo_set_activity_cutoff { netuid, activity_cutoff: 360 },
		Set::sudo_set_network_registration_allowed { netuid, registration_allowed: false },
		Set::sudo_set_target_registrations_per_interval { netuid, target_registrations_per_interval: 3 },
		Set::sudo_set_min_burn { netuid, min_burn: TaoBalance::new(1) },
		Set::sudo_set_max_burn { netuid, max_burn: tao(50) },
		Set::sudo_set_difficulty { netuid, difficulty: 1 },
		Set::sudo_set_max_allowed_validators { netuid, max_allowed_validators: 32 },
		Set::sudo_set_bonds_moving_average { netuid, bonds_moving_average: 1 },
		Set::sudo_set_max_registrations_per_block { netuid, max_registrations_per_block: 3 },
		Set::sudo_set_tempo { netuid, tempo: 99 },
		Set::sudo_set_rao_recycled { netuid, rao_recycled: tao(3) },
		Set::sudo_set_commit_reveal_weights_enabled { netuid, enabled: false },
		Set::sudo_set_liquid_alpha_enabled { netuid, enabled: true },
		Set::sudo_set_alpha_values { netuid, alpha_low: 2_000, alpha_high: 3_000 },
		Set::sudo_set_commit_reveal_weights_interval { netuid, interval: 2 },
		Set::sudo_set_bonds_penalty { netuid, bonds_penalty: 1 },
		Set::sudo_set_toggle_transfer { netuid, toggle: false },
		Set::sudo_set_subnet_owner_hotkey { netuid, hotkey: account(5) },
		Set::sudo_set_ema_price_halving_period { netuid, ema_halving: 1 },
		Set::sudo_set_subtoken_enabled { netuid, subtoken_enabled: true },
		Set::sudo_set_sn_owner_hotkey { netuid, hotkey: account(6) },
		Set::sudo_set_alpha_sigmoid_steepness { netuid, steepness: 1 },
		Set::sudo_set_yuma3_enabled { netuid, enabled: false },
		Set::sudo_set_bonds_reset_enabled { netuid, enabled: true },
		Set::sudo_set_owner_immune_neuron_limit { netuid, immune_neurons: 2 },
		Set::sudo_set_mechanism_count { netuid, mechanism_count: MechId::new(2) },
		Set::sudo_set_mechanism_emission_split { netuid, maybe_split: Some(vec![u16::MAX]) },
		Set::sudo_trim_to_max_allowed_uids { netuid, max_n: 100 },
		Set::sudo_set_min_allowed_uids { netuid, min_allowed_uids: 1 },
		Set::sudo_set_recycle_or_burn { netuid, recycle_or_burn: RecycleOrBurnEnum::Recycle },
		Set::sudo_set_min_non_immune_uids { netuid, min: 1 },
		Set::sudo_set_burn_half_life { netuid, burn_half_life: 1 },
		Set::sudo_set_burn_increase_mult { netuid, burn_increase_mult: U64F64::from_num(2) },
		Set::sudo_set_owner_cut_enabled { netuid, enabled: false },
		Set::sudo_set_min_childkey_take_per_subnet { netuid, take: 1 },
		Set::sudo_set_subnet_emission_enabled { netuid, enabled: false },
		Set::sudo_set_owner_cut_auto_lock_enabled { netuid, enabled: true },
	]
}
