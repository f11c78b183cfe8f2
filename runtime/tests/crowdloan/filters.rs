//! What proxies, safe mode and the runtime's filter let through.

use crate::{
	chain::{address, free, send, send_ok, Chain},
	kit::{coldkey, hotkey, root, ProtocolCall},
	words::{all_of, contributed, finalize, gift, info, offer, offer_for, rao, refused, remark, CrowdloanCall},
};
use codec::Decode;
use frame_support::traits::{GetCallIndex, GetCallMetadata, InstanceFilter, PalletInfoAccess};
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie};
use sp_runtime::{DispatchError, DispatchResult};
use taonet_runtime::{
	Crowdloan,
	ProxyType::{self, *},
	Runtime, RuntimeCall, RuntimeEvent, System, TAO,
};
use taonet_types::NetUid;

type ProxyCall = pallet_proxy::Call<Runtime>;

fn filtered() -> DispatchResult {
	Err(frame_system::Error::<Runtime>::CallFiltered.into())
}

/// Charlie does this for Alice.
fn by_proxy(call: impl Into<RuntimeCall>) -> DispatchResult {
	send_ok(Charlie, ProxyCall::proxy { real: address(Alice), force_proxy_type: None, call: Box::new(call.into()) });
	let result = System::events().into_iter().rev().find_map(|record| match record.event {
		RuntimeEvent::Proxy(pallet_proxy::Event::ProxyExecuted { result }) => Some(result),
		_ => None,
	});
	result.expect("a proxy has made a call")
}

fn let_charlie(proxy_type: ProxyType) {
	send_ok(Alice, ProxyCall::add_proxy { delegate: address(Charlie), proxy_type, delay: 0 });
}

#[test]
fn calls_are_allowed_to_broad_types_by_what_they_move() {
	let all = [
		Any,
		Owner,
		NonCritical,
		NonTransfer,
		Senate,
		NonFungible,
		Triumvirate,
		Governance,
		Staking,
		Registration,
		Transfer,
		SmallTransfer,
		RootWeights,
		ChildKeys,
		SudoUncheckedSetCode,
		SwapHotkey,
		SubnetLeaseBeneficiary,
		RootClaim,
	];
	for index in CrowdloanCall::get_call_indices() {
		let mut bytes = vec![Crowdloan::index() as u8, *index];
		bytes.resize(100, 0);
		let call = RuntimeCall::decode(&mut bytes.as_slice()).expect("arguments of zeros are arguments");
		let expected: &[ProxyType] = match call.get_call_metadata().function_name {
			"create" | "contribute" | "finalize" => &[Any, NonCritical],
			"withdraw" | "refund" | "dissolve" => &[Any, NonCritical, NonTransfer],
			_ => &[Any, NonCritical, NonTransfer, NonFungible],
		};
		let allowed: Vec<_> = all.into_iter().filter(|proxy_type| proxy_type.filter(&call)).collect();
		assert_eq!(allowed, expected, "{call:?}");
	}
}

#[test]
fn proxy_that_may_not_transfer_gives_nothing_to_a_crowdloan_but_takes_back() {
	Chain::local().block(|| {
		let_charlie(NonTransfer);
		let id = offer().open(Bob);
		let giving = CrowdloanCall::contribute { crowdloan_id: id, amount: rao(TAO) };
		assert_eq!(by_proxy(giving.clone()), filtered());
		assert_eq!(by_proxy(all_of(vec![giving.clone().into()])), filtered());
		assert_eq!(by_proxy(offer().create()), filtered());
		send_ok(Alice, giving);
		assert_eq!(contributed(id, &coldkey(Alice)), Some(TAO));
		assert_eq!(by_proxy(CrowdloanCall::withdraw { crowdloan_id: id }), Ok(()));
		assert_eq!(contributed(id, &coldkey(Alice)), None);
	});
}

#[test]
fn proxy_that_finalizes_does_no_more_by_the_call_than_without() {
	let mut chain = Chain::local();
	let registration = ProtocolCall::burned_register { netuid: NetUid::new(1), hotkey: hotkey(Bob) };
	let id = chain.block(|| {
		let_charlie(NonCritical);
		offer_for(registration).filled(Alice)
	});
	chain.block(|| {
		let finalizing = CrowdloanCall::finalize { crowdloan_id: id };
		assert_eq!(by_proxy(finalizing), filtered());
		assert!(!info(id).finalized);
		assert_eq!(finalize(&coldkey(Alice), id), Ok(()));
	});
}

#[test]
fn call_passes_the_filter_of_the_runtime() {
	let mut chain = Chain::local();
	let id = chain.block(|| offer_for(all_of(vec![all_of(vec![remark(1)])])).filled(Alice));
	chain.block(|| assert_eq!(refused(|| finalize(&coldkey(Alice), id)), filtered()));
}

#[test]
fn call_of_anybody_is_not_roots() {
	let mut chain = Chain::local();
	let sudo = pallet_sudo::Call::<Runtime>::sudo { call: Box::new(remark(1)) };
	let id = chain.block(|| offer_for(sudo).filled(Bob));
	chain.block(|| {
		let refusal = pallet_sudo::Error::<Runtime>::RequireSudo;
		assert_eq!(refused(|| finalize(&coldkey(Bob), id)), Err(DispatchError::from(refusal)));
	});
}

#[test]
fn crowdloans_rest_in_safe_mode() {
	let mut chain = Chain::local();
	let id = chain.block(|| offer_for(gift(&coldkey(Charlie), TAO)).filled(Alice));
	chain.block(|| assert_eq!(root(pallet_safe_mode::Call::<Runtime>::force_enter {}), Ok(())));
	chain.block(|| {
		let before = free(&coldkey(Charlie));
		let calls = [
			offer().create(),
			CrowdloanCall::contribute { crowdloan_id: id, amount: rao(TAO) },
			CrowdloanCall::finalize { crowdloan_id: id },
			CrowdloanCall::withdraw { crowdloan_id: id },
		];
		for call in calls {
			assert_eq!(send(Alice, call).expect("is valid"), filtered());
		}
		assert_eq!(free(&coldkey(Charlie)), before);
	});
}
