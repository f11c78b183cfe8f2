//! Claiming hotkeys. Spec: staking 2.

use crate::{
	chain::Chain,
	kit::{account, call, coldkey, error, hotkey, root, ProtocolCall},
	words::{dissolve, refused, stored, subnet_account},
};
use pallet_protocol::{Error, OwnedHotkeys, Owner, StakingHotkeys};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob};
use sp_runtime::{DispatchError, DispatchResult};
use taonet_runtime::{AccountId, AlphaAssets, Runtime};
use taonet_types::NetUid;

fn claim(who: Sr25519Keyring, hotkey: AccountId) -> DispatchResult {
	call(&coldkey(who), ProtocolCall::try_associate_hotkey { hotkey })
}

#[test]
fn hotkey_belongs_to_the_first_who_claims_it() {
	Chain::local().block(|| {
		assert_eq!(claim(Bob, hotkey(Bob)), Ok(()));
		assert_eq!(claim(Bob, account(1)), Ok(()));
		assert_eq!(Owner::<Runtime>::get(hotkey(Bob)), coldkey(Bob));
		assert_eq!(OwnedHotkeys::<Runtime>::get(coldkey(Bob)), [hotkey(Bob), account(1)]);
		assert_eq!(StakingHotkeys::<Runtime>::get(coldkey(Bob)), [hotkey(Bob), account(1)]);
	});
}

#[test]
fn claim_changes_nothing_when_the_hotkey_has_an_owner() {
	Chain::local().block(|| {
		assert_eq!(claim(Bob, hotkey(Bob)), Ok(()));
		let before = stored();
		assert_eq!(claim(Alice, hotkey(Bob)), Ok(()));
		assert_eq!(claim(Bob, hotkey(Bob)), Ok(()));
		assert!(stored() == before);
	});
}

#[test]
fn coldkey_can_be_its_own_hotkey() {
	Chain::local().block(|| {
		assert_eq!(claim(Bob, coldkey(Bob)), Ok(()));
		assert_eq!(Owner::<Runtime>::get(coldkey(Bob)), coldkey(Bob));
	});
}

#[test]
fn account_of_a_subnet_cannot_be_claimed_whether_the_subnet_lives_or_not() {
	let mut chain = Chain::local();
	let netuid = chain.register_subnet(Bob);
	let refuse = |netuid: NetUid| {
		assert_eq!(refused(|| claim(Bob, subnet_account(netuid))), error(Error::CannotUseSystemAccount));
	};
	chain.block(|| {
		for netuid in [0, 1, netuid.get(), 77, 4_096, u16::MAX] {
			refuse(NetUid::new(netuid));
		}
		assert_eq!(dissolve(netuid), Ok(()));
		refuse(netuid);
	});
	chain.run(1);
	chain.block(|| refuse(netuid));
}

#[test]
fn account_of_burned_tao_is_no_subnets() {
	Chain::local().block(|| assert_eq!(claim(Bob, AlphaAssets::burn_account()), Ok(())));
}

#[test]
fn claim_is_for_coldkeys_only() {
	Chain::local().block(|| {
		let claim = ProtocolCall::try_associate_hotkey { hotkey: hotkey(Bob) };
		assert_eq!(root(claim), Err(DispatchError::BadOrigin));
	});
}
