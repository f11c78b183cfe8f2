//! How owners describe subnets and themselves. Spec: subnets 8.2.

use crate::{
	chain::Chain,
	kit,
	kit::{account, call, coldkey, error, events, hotkey, root, ProtocolCall},
	words::{dissolve, refused, FIRST, NEXT, SUBNET},
};
use pallet_protocol::{
	types::{ChainIdentityV2, SubnetIdentityV3},
	Error, Event, IdentitiesV2, SubnetIdentitiesV3,
};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob};
use sp_runtime::{DispatchError, DispatchResult};
use taonet_runtime::Runtime;
use taonet_types::NetUid;

/// Most bytes of each text about a subnet, in the order of the call.
const SUBNET_TEXTS: [usize; 8] = [256, 1024, 1024, 1024, 256, 1024, 1024, 1024];
/// Most bytes of each text about a coldkey, in the order of the call.
const COLDKEY_TEXTS: [usize; 7] = [256, 256, 256, 1024, 256, 1024, 1024];

/// Texts of these lengths, no two alike.
fn texts<const N: usize>(lengths: [usize; N]) -> [Vec<u8>; N] {
	let mut letter = b'a';
	lengths.map(|length| {
		letter += 1;
		vec![letter; length]
	})
}

fn describe_subnet_by(netuid: NetUid, texts: [Vec<u8>; 8]) -> ProtocolCall {
	let [subnet_name, github_repo, subnet_contact, subnet_url, discord, description, logo_url, additional] = texts;
	let identity = SubnetIdentityV3 {
		subnet_name,
		github_repo,
		subnet_contact,
		subnet_url,
		discord,
		description,
		logo_url,
		additional,
	};
	kit::describe_subnet(netuid, identity)
}

fn describe_subnet(who: Sr25519Keyring, netuid: NetUid, lengths: [usize; 8]) -> DispatchResult {
	call(&coldkey(who), describe_subnet_by(netuid, texts(lengths)))
}

fn describe_coldkey_by(texts: [Vec<u8>; 7]) -> ProtocolCall {
	let [name, url, github_repo, image, discord, description, additional] = texts;
	ProtocolCall::set_identity { name, url, github_repo, image, discord, description, additional }
}

fn describe_coldkey(who: Sr25519Keyring, lengths: [usize; 7]) -> DispatchResult {
	call(&coldkey(who), describe_coldkey_by(texts(lengths)))
}

#[test]
fn description_of_a_subnet_is_stored_and_told() {
	let mut chain = Chain::local();
	chain.register_subnet(Bob);
	chain.block(|| {
		assert_eq!(describe_subnet(Bob, SUBNET, SUBNET_TEXTS), Ok(()));
		let [subnet_name, github_repo, subnet_contact, subnet_url, discord, description, logo_url, additional] =
			texts(SUBNET_TEXTS);
		let expected = SubnetIdentityV3 {
			subnet_name,
			github_repo,
			subnet_contact,
			subnet_url,
			discord,
			description,
			logo_url,
			additional,
		};
		assert_eq!(SubnetIdentitiesV3::<Runtime>::get(SUBNET), Some(expected));
		assert_eq!(events().last(), Some(&Event::SubnetIdentitySet(SUBNET)));
		// The next one replaces it, even by nothing.
		assert_eq!(describe_subnet(Bob, SUBNET, [0; 8]), Ok(()));
		assert_eq!(SubnetIdentitiesV3::<Runtime>::get(SUBNET), Some(SubnetIdentityV3::default()));
	});
}

#[test]
fn description_of_a_subnet_is_refused_when_any_text_is_too_long() {
	let mut chain = Chain::local();
	chain.register_subnet(Bob);
	chain.block(|| {
		for text in 0..SUBNET_TEXTS.len() {
			let mut lengths = [0; 8];
			lengths[text] = SUBNET_TEXTS[text] + 1;
			assert_eq!(refused(|| describe_subnet(Bob, SUBNET, lengths)), error(Error::InvalidIdentity), "text {text}");
		}
	});
}

#[test]
fn description_of_a_subnet_is_its_owners_only() {
	let mut chain = Chain::local();
	chain.register_subnet(Bob);
	chain.block(|| {
		// Also too long, which is looked at later.
		for (who, netuid) in [(Alice, SUBNET), (Bob, FIRST), (Bob, NEXT)] {
			assert_eq!(refused(|| describe_subnet(who, netuid, [2_000; 8])), error(Error::NotSubnetOwner));
		}
		assert_eq!(root(describe_subnet_by(SUBNET, texts([0; 8]))), Err(DispatchError::BadOrigin));
	});
}

#[test]
fn description_of_a_coldkey_is_stored_and_told_when_it_has_a_neuron() {
	let mut chain = Chain::local();
	chain.register_neuron(FIRST, Bob);
	chain.block(|| {
		assert_eq!(describe_coldkey(Bob, COLDKEY_TEXTS), Ok(()));
		let [name, url, github_repo, image, discord, description, additional] = texts(COLDKEY_TEXTS);
		let expected = ChainIdentityV2 { name, url, github_repo, image, discord, description, additional };
		assert_eq!(IdentitiesV2::<Runtime>::get(coldkey(Bob)), Some(expected));
		assert_eq!(events().last(), Some(&Event::ChainIdentitySet(coldkey(Bob))));
		assert_eq!(describe_coldkey(Bob, [0; 7]), Ok(()));
		assert_eq!(IdentitiesV2::<Runtime>::get(coldkey(Bob)), Some(ChainIdentityV2::default()));
	});
}

#[test]
fn description_of_a_coldkey_is_refused_when_any_text_is_too_long() {
	let mut chain = Chain::local();
	chain.register_neuron(FIRST, Bob);
	chain.block(|| {
		for text in 0..COLDKEY_TEXTS.len() {
			let mut lengths = [0; 7];
			lengths[text] = COLDKEY_TEXTS[text] + 1;
			assert_eq!(refused(|| describe_coldkey(Bob, lengths)), error(Error::InvalidIdentity), "text {text}");
		}
		assert_eq!(root(describe_coldkey_by(texts([0; 7]))), Err(DispatchError::BadOrigin));
	});
}

#[test]
fn description_of_a_coldkey_is_refused_when_none_of_its_hotkeys_is_registered() {
	let mut chain = Chain::local();
	chain.block(|| {
		let not_registered = error(Error::HotKeyNotRegisteredInNetwork);
		// Also too long, which is looked at later.
		assert_eq!(refused(|| describe_coldkey(Bob, [2_000; 7])), not_registered);
		assert_eq!(call(&coldkey(Bob), ProtocolCall::try_associate_hotkey { hotkey: account(1) }), Ok(()));
		assert_eq!(refused(|| describe_coldkey(Bob, [0; 7])), not_registered);
		// The second of his hotkeys is.
		assert_eq!(call(&coldkey(Bob), ProtocolCall::burned_register { netuid: FIRST, hotkey: hotkey(Bob) }), Ok(()));
		assert_eq!(describe_coldkey(Bob, [0; 7]), Ok(()));
		// That somebody else's is does not help.
		assert_eq!(refused(|| describe_coldkey(Alice, [0; 7])), not_registered);
	});
}

#[test]
fn description_of_a_coldkey_is_allowed_to_who_has_a_seat_on_root() {
	Chain::local().block(|| {
		assert_eq!(call(&coldkey(Bob), ProtocolCall::root_register { hotkey: hotkey(Bob) }), Ok(()));
		assert_eq!(describe_coldkey(Bob, [0; 7]), Ok(()));
	});
}

#[test]
fn neuron_of_a_removed_subnet_does_not_entitle_to_a_description() {
	let mut chain = Chain::local();
	chain.register_subnet(Bob);
	chain.block(|| assert_eq!(dissolve(SUBNET), Ok(())));
	chain.run(1);
	chain.block(|| assert_eq!(refused(|| describe_coldkey(Bob, [0; 7])), error(Error::HotKeyNotRegisteredInNetwork)));
}

#[test]
fn subnet_that_is_being_removed_cannot_be_described() {
	let mut chain = Chain::local();
	chain.register_subnet(Bob);
	chain.block(|| {
		assert_eq!(dissolve(SUBNET), Ok(()));
		assert_eq!(refused(|| describe_subnet(Bob, SUBNET, [0; 8])), error(Error::NotSubnetOwner));
	});
}
