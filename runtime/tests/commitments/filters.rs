//! What safe mode and proxies let through.

use crate::{
	chain::{address, send, send_ok},
	kit::{coldkey, root},
	words::{fields_of, published, raw, scene, set, CommitmentsCall, SUBNET},
};
use frame_support::traits::{Contains, InstanceFilter};
use pallet_proxy::Call as ProxyCall;
use sp_keyring::Sr25519Keyring::{AliceStash, Bob, Charlie};
use taonet_runtime::{
	filters::SafeModeWhitelist,
	ProxyType::{self, *},
	Runtime, RuntimeCall,
};

#[test]
fn neurons_publish_in_safe_mode_and_nothing_else_is_let_through() {
	let publish = RuntimeCall::from(set(SUBNET, &[]));
	let limit = RuntimeCall::from(CommitmentsCall::set_max_space { new_limit: 1 });
	assert!(SafeModeWhitelist::contains(&publish) && !SafeModeWhitelist::contains(&limit));
	let mut chain = scene();
	chain.block(|| {
		crate::words::join(Bob, AliceStash.to_account_id());
		assert_eq!(root(pallet_safe_mode::Call::<Runtime>::force_enter {}), Ok(()));
		send_ok(AliceStash, set(SUBNET, &[raw(b"all is well")]));
		assert_eq!(fields_of(&AliceStash.to_account_id()), Some(vec![raw(b"all is well")]));
		assert_eq!(
			send(Charlie, set(SUBNET, &[])),
			Ok(Err(pallet_commitments::Error::<Runtime>::AccountNotAllowedCommit.into()))
		);
	});
}

#[test]
fn broad_proxies_may_publish_and_narrow_ones_may_not() {
	let publish = RuntimeCall::from(set(SUBNET, &[]));
	let all: [(ProxyType, bool); 18] = [
		(Any, true),
		(Owner, false),
		(NonCritical, true),
		(NonTransfer, true),
		(Senate, false),
		(NonFungible, true),
		(Triumvirate, false),
		(Governance, false),
		(Staking, false),
		(Registration, false),
		(Transfer, false),
		(SmallTransfer, false),
		(RootWeights, false),
		(ChildKeys, false),
		(SudoUncheckedSetCode, false),
		(SwapHotkey, false),
		(SubnetLeaseBeneficiary, false),
		(RootClaim, false),
	];
	for (proxy_type, may) in all {
		assert_eq!(proxy_type.filter(&publish), may, "{proxy_type:?}");
	}
}

#[test]
fn proxy_publishes_for_a_hotkey_and_pays_for_it() {
	let mut chain = scene();
	chain.block(|| {
		// A hotkey that holds TAO.
		crate::words::join(Bob, coldkey(Charlie));
		send_ok(
			Charlie,
			ProxyCall::<Runtime>::add_proxy { delegate: address(Bob), proxy_type: ProxyType::NonTransfer, delay: 0 },
		);
		let before = taonet_runtime::Balances::free_balance(coldkey(Bob));
		let call = Box::new(set(SUBNET, &[raw(b"by proxy")]).into());
		send_ok(Bob, ProxyCall::<Runtime>::proxy { real: address(Charlie), force_proxy_type: None, call });
		assert_eq!(fields_of(&coldkey(Charlie)), Some(vec![raw(b"by proxy")]));
		assert!(taonet_runtime::Balances::free_balance(coldkey(Bob)) < before);
		published(&coldkey(Charlie), &[]);
	});
}
