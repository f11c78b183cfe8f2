//! A subnet with validators and miners, and what they say of each other.

use crate::{
	chain::Chain,
	kit::{account, call, coldkey, events, hotkey, root, AdminCall, ProtocolCall},
};
use codec::Encode;
use frame_support::storage::unhashed;
use pallet_drand::{Pulse, PulsesPayload};
use pallet_protocol::{
	types::WeightCiphertext, Burn, Emission, Event, Incentive, LastUpdate, SubnetEpochIndex, SubnetworkN, Uids,
	ValidatorPermit, Weights,
};
use serde_json::json;
use sp_core::H256;
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave, Eve, Ferdie, One};
use sp_runtime::{traits::Dispatchable, DispatchResult};
use std::{collections::BTreeMap, sync::LazyLock};
use taonet_runtime::{
	genesis_presets as presets, AccountId, AlphaAssets, BlockNumber, Runtime, RuntimeCall, RuntimeEvent, RuntimeOrigin,
	Staking, System,
};
use taonet_timelock::{encode_weights, encrypt, randomness, Beacon, WeightsPayload};
use taonet_types::{AlphaBalance, MechId, NetUid, NetUidStorageIndex, TaoBalance, RAO_PER_TAO};

/// The subnet that local chains begin with. It is nobody's.
pub const FIRST: NetUid = NetUid::new(1);
/// Bob's. Uid 0 is the owner's neuron, 1 and 2 are the validators, 3 and 4 the miners.
pub const SUBNET: NetUid = NetUid::new(2);
/// Who has stake, and a permit: uids 1 and 2.
pub const VALIDATORS: [Sr25519Keyring; 2] = [Dave, Eve];
/// Who has neither: uids 3 and 4.
pub const MINERS: [Sr25519Keyring; 2] = [Ferdie, One];
/// The version of timelocked commitments.
pub const VERSION: u16 = 4;
/// Where the main mechanism's weights are stored, and those of the second one.
pub const MAIN: NetUidStorageIndex = NetUidStorageIndex::new(2);
pub const SECOND: NetUidStorageIndex = NetUidStorageIndex::new(2 + 4_096);

pub type Errors = pallet_protocol::Error<Runtime>;
pub type Told = Event<Runtime>;

/// The beacon that the chain listens to.
pub static BEACON: LazyLock<Beacon> = LazyLock::new(|| Beacon::from_seed([7; 32]));

/// The local network, listening to our beacon.
fn local() -> Chain {
	let mut patch = presets::patch(presets::LOCAL).expect("the preset exists");
	patch["drand"] = json!({ "beacon": { "publicKey": sp_core::bytes::to_hex(&BEACON.public_key(), false) } });
	Chain::from_patch(patch)
}

/// The subnet on a chain that listens to our beacon.
pub fn scene() -> Chain {
	scene_on(local())
}

/// The subnet, on which epochs stand still ([`epochs_every`]), weights are committed to, and nobody waits between two of them.
pub fn scene_on(mut chain: Chain) -> Chain {
	chain.root(AdminCall::sudo_set_admin_freeze_window { window: 0 });
	assert_eq!(chain.start_subnet(Bob), SUBNET);
	for key in VALIDATORS.into_iter().chain(MINERS) {
		chain.register_neuron(SUBNET, key);
	}
	chain.root(AdminCall::sudo_set_weights_set_rate_limit { netuid: SUBNET, weights_set_rate_limit: 0 });
	chain.block(|| VALIDATORS.into_iter().for_each(|key| grant(&hotkey(key), &coldkey(key), 1_000)));
	run_epoch(&mut chain);
	chain.look(|| assert_eq!(ValidatorPermit::<Runtime>::get(SUBNET), [true, true, true, false, false]));
	chain
}

/// The same with weights that are set at once.
pub fn open_scene() -> Chain {
	let mut chain = scene();
	chain.root(commits_first(SUBNET, false));
	chain
}

/// Adds the second mechanism.
pub fn add_mechanism(chain: &mut Chain) {
	chain.root(AdminCall::sudo_set_min_allowed_uids { netuid: SUBNET, min_allowed_uids: 0 });
	chain.root(AdminCall::sudo_set_max_allowed_uids { netuid: SUBNET, max_allowed_uids: 64 });
	chain.root(mechanisms(2));
}

pub fn mechanisms(count: u8) -> AdminCall {
	AdminCall::sudo_set_mechanism_count { netuid: SUBNET, mechanism_count: MechId::new(count) }
}

pub fn commits_first(netuid: NetUid, enabled: bool) -> AdminCall {
	AdminCall::sudo_set_commit_reveal_weights_enabled { netuid, enabled }
}

pub fn tempo(netuid: NetUid, tempo: u16) -> AdminCall {
	AdminCall::sudo_set_tempo { netuid, tempo }
}

/// Sets how many epochs pass between a commitment and its reveal.
pub fn reveal_period(interval: u64) -> AdminCall {
	AdminCall::sudo_set_commit_reveal_weights_interval { netuid: SUBNET, interval }
}

/// From the next block on, which is answered, an epoch runs after so many blocks.
pub fn epochs_every(chain: &mut Chain, blocks: u16) -> BlockNumber {
	chain.root(tempo(SUBNET, blocks));
	chain.height()
}

/// Runs an epoch, and then none any more.
pub fn run_epoch(chain: &mut Chain) {
	chain.root(tempo(SUBNET, 1));
	chain.root(tempo(SUBNET, 0));
}

/// Gives stake that is made for the purpose, so that all who get as much have as much.
pub fn grant(hotkey: &AccountId, coldkey: &AccountId, alpha: u64) {
	grant_rao(hotkey, coldkey, alpha * RAO_PER_TAO);
}

/// The same in alpha-rao.
pub fn grant_rao(hotkey: &AccountId, coldkey: &AccountId, amount: u64) {
	let amount = AlphaBalance::new(amount);
	assert_eq!(AlphaAssets::emit_alpha(SUBNET, amount), Ok(()));
	assert_eq!(Staking::increase(hotkey, coldkey, SUBNET, amount), Ok(()));
}

/// Registers `account(number)` for Charlie, and answers its uid.
pub fn join(number: u32) -> u16 {
	// What the ones before have paid does not matter here.
	Burn::<Runtime>::insert(SUBNET, TaoBalance::new(RAO_PER_TAO / 10));
	let registration = ProtocolCall::burned_register { netuid: SUBNET, hotkey: account(number) };
	assert_eq!(call(&coldkey(Charlie), registration), Ok(()));
	Uids::<Runtime>::get(SUBNET, account(number)).expect("it was registered")
}

/// Registers `account(number)` in the place of the last uid, which is answered.
pub fn replace_last(chain: &mut Chain, number: u32) -> u16 {
	let slots = chain.look(|| SubnetworkN::<Runtime>::get(SUBNET));
	chain.root(AdminCall::sudo_set_min_allowed_uids { netuid: SUBNET, min_allowed_uids: 0 });
	chain.root(AdminCall::sudo_set_max_allowed_uids { netuid: SUBNET, max_allowed_uids: slots });
	chain.root(AdminCall::sudo_set_immunity_period { netuid: SUBNET, immunity_period: 0 });
	chain.root(AdminCall::sudo_set_min_non_immune_uids { netuid: SUBNET, min: 0 });
	chain.block(|| {
		// Whoever earned least leaves.
		let mut earned = vec![AlphaBalance::new(9); usize::from(slots)];
		*earned.last_mut().unwrap() = AlphaBalance::ZERO;
		Emission::<Runtime>::insert(SUBNET, earned);
		assert_eq!(join(number), slots - 1);
	});
	slots - 1
}

pub fn epoch_index() -> u64 {
	SubnetEpochIndex::<Runtime>::get(SUBNET)
}

pub fn now() -> u64 {
	System::block_number().into()
}

pub fn weights(index: NetUidStorageIndex, uid: u16) -> Vec<(u16, u16)> {
	Weights::<Runtime>::get(index, uid)
}

pub fn last_update(index: NetUidStorageIndex, uid: u16) -> u64 {
	LastUpdate::<Runtime>::get(index)[usize::from(uid)]
}

pub fn incentive(uid: u16) -> u16 {
	Incentive::<Runtime>::get(MAIN)[usize::from(uid)]
}

/// Events of weights and epochs that the wire does not know.
pub fn own_events() -> Vec<pallet_epoch::Event<Runtime>> {
	let own = |event| match event {
		RuntimeEvent::Epochs(event) => Some(event),
		_ => None,
	};
	System::events().into_iter().filter_map(|record| own(record.event)).collect()
}

/// The protocol's events of what is done, oldest first.
pub fn told(work: impl FnOnce()) -> Vec<Told> {
	let before = events().len();
	work();
	events().split_off(before)
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
pub fn refused(signer: &AccountId, asked: impl Into<RuntimeCall>) -> DispatchResult {
	let before = stored();
	let answer = call(signer, asked);
	assert!(answer.is_err(), "the call succeeds");
	assert!(stored() == before, "the call fails and yet changes something");
	answer
}

/// What somebody says of neurons, and what is hashed with it.
#[derive(Clone, Debug)]
pub struct Said {
	pub uids: Vec<u16>,
	pub values: Vec<u16>,
	pub salt: Vec<u16>,
	pub version_key: u64,
}

/// (uid, weight) pairs.
pub fn said(row: &[(u16, u16)]) -> Said {
	let (uids, values) = row.iter().copied().unzip();
	Said { uids, values, salt: vec![1, 2, 3, 4, 5, 6, 7, 8], version_key: 0 }
}

impl Said {
	/// The same, hashed with another salt.
	pub fn salted(self, salt: u16) -> Self {
		Self { salt: vec![salt], ..self }
	}

	/// What a client hashes. Spec: consensus 8.2.
	pub fn hash(&self, hotkey: &AccountId, index: NetUidStorageIndex) -> H256 {
		let hotkey: &[u8; 32] = hotkey.as_ref();
		let mut bytes = hotkey.to_vec();
		bytes.extend(index.get().to_le_bytes());
		bytes.extend((&self.uids, &self.values, &self.salt).encode());
		bytes.extend(self.version_key.to_le_bytes());
		sp_io::hashing::blake2_256(&bytes).into()
	}

	pub fn set(&self) -> ProtocolCall {
		self.set_on(SUBNET)
	}

	pub fn set_on(&self, netuid: NetUid) -> ProtocolCall {
		let Self { uids, values, version_key, .. } = self.clone();
		ProtocolCall::set_weights { netuid, dests: uids, weights: values, version_key }
	}

	pub fn set_on_mechanism(&self, netuid: NetUid, mecid: u8) -> ProtocolCall {
		let Self { uids, values, version_key, .. } = self.clone();
		ProtocolCall::set_mechanism_weights {
			netuid,
			mecid: MechId::new(mecid),
			dests: uids,
			weights: values,
			version_key,
		}
	}

	/// The commitment of a hotkey on the main mechanism.
	pub fn commit(&self, hotkey: &AccountId) -> ProtocolCall {
		ProtocolCall::commit_weights { netuid: SUBNET, commit_hash: self.hash(hotkey, MAIN) }
	}

	pub fn reveal(&self) -> ProtocolCall {
		let Self { uids, values, salt, version_key } = self.clone();
		ProtocolCall::reveal_weights { netuid: SUBNET, uids, values, salt, version_key }
	}

	pub fn reveal_on_mechanism(&self, mecid: u8) -> ProtocolCall {
		let Self { uids, values, salt, version_key } = self.clone();
		ProtocolCall::reveal_mechanism_weights {
			netuid: SUBNET,
			mecid: MechId::new(mecid),
			uids,
			values,
			salt,
			version_key,
		}
	}

	/// Several at once.
	pub fn reveal_all(all: &[Self]) -> ProtocolCall {
		ProtocolCall::batch_reveal_weights {
			netuid: SUBNET,
			uids_list: all.iter().map(|said| said.uids.clone()).collect(),
			values_list: all.iter().map(|said| said.values.clone()).collect(),
			salts_list: all.iter().map(|said| said.salt.clone()).collect(),
			version_keys: all.iter().map(|said| said.version_key).collect(),
		}
	}

	/// Encrypted for a round as the hotkey's.
	pub fn sealed(&self, hotkey: &AccountId, round: u64) -> WeightCiphertext {
		self.sealed_as(Some(hotkey.clone().into()), round)
	}

	/// Encrypted for a round, perhaps without saying whose they are.
	pub fn sealed_as(&self, hotkey: Option<[u8; 32]>, round: u64) -> WeightCiphertext {
		let Self { uids, values, version_key, .. } = self.clone();
		sealed_bytes(&encode_weights(&WeightsPayload { hotkey, uids, values, version_key }), round)
	}
}

/// Any bytes, encrypted for a round.
pub fn sealed_bytes(plaintext: &[u8], round: u64) -> WeightCiphertext {
	let ciphertext = encrypt(&BEACON.public_key(), round, plaintext, [1; 32]).expect("the key is one");
	ciphertext.try_into().expect("is short")
}

pub fn commit_sealed(commit: WeightCiphertext, reveal_round: u64) -> ProtocolCall {
	ProtocolCall::commit_timelocked_weights { netuid: SUBNET, commit, reveal_round, commit_reveal_version: VERSION }
}

/// Stores pulses as a node submits them.
pub fn write_pulses(pulses: Vec<Pulse>) {
	let public = Alice.public().into();
	let pulses_payload = PulsesPayload { block_number: System::block_number(), pulses, public };
	let submission = pallet_drand::Call::<Runtime>::write_pulse { pulses_payload, signature: None };
	assert!(RuntimeCall::from(submission).dispatch(RuntimeOrigin::none()).is_ok());
}

/// The beacon signs these rounds, and a node brings the pulses in.
pub fn publish(rounds: impl IntoIterator<Item = u64>) {
	let pulse = |round| pulse(round, BEACON.signature(round).to_vec());
	write_pulses(rounds.into_iter().map(pulse).collect());
}

pub fn pulse(round: u64, signature: Vec<u8>) -> Pulse {
	let randomness = randomness(&signature).to_vec().try_into().expect("has 32 bytes");
	Pulse { round, randomness, signature: signature.try_into().expect("is short") }
}

/// Root sets something now.
#[track_caller]
pub fn root_sets(setting: impl Into<RuntimeCall>) {
	assert_eq!(root(setting), Ok(()));
}
