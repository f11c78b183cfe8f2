//! What owners and root set.

use super::MAX_AUTHORITIES;
use crate::{Aura, Grandpa, Runtime};
use frame_support::traits::ConstU32;
use sp_consensus_aura::sr25519::AuthorityId;

impl pallet_admin_utils::Config for Runtime {
	type AuthorityId = AuthorityId;
	type MaxAuthorities = ConstU32<MAX_AUTHORITIES>;
	type Authors = Aura;
	type Finality = Grandpa;
}
