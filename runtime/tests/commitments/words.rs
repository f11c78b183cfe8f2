//! What the tests of this suite share: a subnet with a few neurons, and a beacon.

use crate::{
	chain::Chain,
	kit::{call, coldkey, hotkey, root, AdminCall, ProtocolCall},
};
use frame_support::{storage::unhashed, BoundedVec};
use pallet_commitments::{Call, CommitmentInfo, CommitmentOf, Data, Error, Event, RevealedCommitments};
use pallet_drand::{Pulse, PulsesPayload};
use pallet_protocol::SubnetEpochIndex;
use serde_json::json;
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Dave, Eve};
use sp_runtime::{traits::Dispatchable, DispatchResult};
use std::{collections::BTreeMap, sync::LazyLock};
use taonet_runtime::{
	genesis_presets as presets, AccountId, Runtime, RuntimeCall, RuntimeEvent, RuntimeOrigin, System,
};
use taonet_timelock::{encrypt, randomness, Beacon};
use taonet_types::NetUid;

/// Bob's. Its neurons are his own, Dave's (uid 1) and Eve's (uid 2).
pub const SUBNET: NetUid = NetUid::new(2);
/// Nobody's, and there is none.
pub const MISSING: NetUid = NetUid::new(9);

pub type CommitmentsCall = Call<Runtime>;
pub type CommitmentsError = Error<Runtime>;
pub type Info = CommitmentInfo<<Runtime as pallet_commitments::Config>::MaxFields>;

/// The beacon that the chain listens to.
pub static BEACON: LazyLock<Beacon> = LazyLock::new(|| Beacon::from_seed([7; 32]));

/// The subnet, on a chain that listens to our beacon. No epoch runs on it.
pub fn scene() -> Chain {
	let mut patch = presets::patch(presets::LOCAL).expect("the preset exists");
	patch["drand"] = json!({ "beacon": { "publicKey": sp_core::bytes::to_hex(&BEACON.public_key(), false) } });
	let mut chain = Chain::from_patch(patch);
	chain.root(AdminCall::sudo_set_admin_freeze_window { window: 0 });
	assert_eq!(chain.start_subnet(Bob), SUBNET);
	for key in [Dave, Eve] {
		chain.register_neuron(SUBNET, key);
	}
	chain.root(AdminCall::sudo_set_tempo { netuid: SUBNET, tempo: 0 });
	chain
}

/// The hotkey of uid 1.
pub fn dave() -> AccountId {
	hotkey(Dave)
}

/// The hotkey of uid 2.
pub fn eve() -> AccountId {
	hotkey(Eve)
}

/// The pallet's error as calls answer it.
pub fn refusal(error: CommitmentsError) -> DispatchResult {
	Err(error.into())
}

/// Up to 128 bytes.
pub fn raw(bytes: &[u8]) -> Data {
	Data::Raw(bytes.to_vec().try_into().expect("is short"))
}

/// Up to 512 bytes.
pub fn big(bytes: usize) -> Data {
	Data::BigRaw(vec![7; bytes].try_into().expect("is short"))
}

/// Encrypted for a round.
pub fn sealed(plaintext: &[u8], round: u64) -> Data {
	let ciphertext = encrypt(&BEACON.public_key(), round, plaintext, [1; 32]).expect("the key is one");
	timelocked(ciphertext, round)
}

/// Said to be encrypted for a round.
pub fn timelocked(bytes: Vec<u8>, reveal_round: u64) -> Data {
	Data::TimelockEncrypted { encrypted: bytes.try_into().expect("is short"), reveal_round }
}

pub fn info(fields: &[Data]) -> Info {
	CommitmentInfo { fields: BoundedVec::try_from(fields.to_vec()).expect("there are few") }
}

pub fn set(netuid: NetUid, fields: &[Data]) -> CommitmentsCall {
	CommitmentsCall::set_commitment { netuid, info: Box::new(info(fields)) }
}

/// A hotkey publishes this on the subnet.
pub fn publish(who: &AccountId, fields: &[Data]) -> DispatchResult {
	call(who, set(SUBNET, fields))
}

/// The same, which must be possible.
#[track_caller]
pub fn published(who: &AccountId, fields: &[Data]) {
	assert_eq!(publish(who, fields), Ok(()));
}

/// What a hotkey has published on the subnet.
pub fn fields_of(who: &AccountId) -> Option<Vec<Data>> {
	CommitmentOf::<Runtime>::get(SUBNET, who).map(|registration| registration.info.fields.into_inner())
}

/// What was revealed of a hotkey on the subnet, and when.
pub fn revealed_of(who: &AccountId) -> Vec<(Vec<u8>, u64)> {
	RevealedCommitments::<Runtime>::get(SUBNET, who).unwrap_or_default()
}

/// A new epoch begins on the subnet.
pub fn next_epoch() {
	SubnetEpochIndex::<Runtime>::mutate(SUBNET, |epoch| *epoch += 1);
}

/// Root sets the bytes that a hotkey may publish between two epochs.
pub fn limit_space(new_limit: u32) {
	assert_eq!(root(CommitmentsCall::set_max_space { new_limit }), Ok(()));
}

/// Stores pulses as a node submits them.
pub fn write_pulses(pulses: Vec<Pulse>) {
	let pulses_payload = PulsesPayload { block_number: System::block_number(), pulses, public: Alice.public().into() };
	let submission = pallet_drand::Call::<Runtime>::write_pulse { pulses_payload, signature: None };
	assert!(RuntimeCall::from(submission).dispatch(RuntimeOrigin::none()).is_ok());
}

/// The beacon signs these rounds, and a node brings the pulses in.
pub fn sign(rounds: impl IntoIterator<Item = u64>) {
	let pulse = |round| {
		let signature = BEACON.signature(round).to_vec();
		let randomness = randomness(&signature).to_vec().try_into().expect("has 32 bytes");
		Pulse { round, randomness, signature: signature.try_into().expect("has 48 bytes") }
	};
	write_pulses(rounds.into_iter().map(pulse).collect());
}

/// The pallet's events in this block, oldest first.
pub fn events() -> Vec<Event<Runtime>> {
	let of_commitments = |event| match event {
		RuntimeEvent::Commitments(event) => Some(event),
		_ => None,
	};
	System::events().into_iter().filter_map(|record| of_commitments(record.event)).collect()
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
#[track_caller]
pub fn refused(who: &AccountId, asked: impl Into<RuntimeCall>) -> DispatchResult {
	let before = stored();
	let answer = call(who, asked);
	assert!(answer.is_err(), "the call succeeds");
	assert!(stored() == before, "the call fails and yet changes something");
	answer
}

/// Registers another hotkey of the key on the subnet.
pub fn join(owner: Sr25519Keyring, hotkey: AccountId) {
	let registration = ProtocolCall::burned_register { netuid: SUBNET, hotkey };
	assert_eq!(call(&coldkey(owner), registration), Ok(()));
}
