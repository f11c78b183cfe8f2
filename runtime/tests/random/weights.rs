//! What validators want to say of neurons: openly, by a hash first, or encrypted for a round of a beacon.

use crate::{kit::ProtocolCall, Crowd};
use codec::{Compact, Encode};
use pallet_commitments::{CommitmentInfo, Data};
use pallet_drand::{LastStoredRound, Pulse, PulsesPayload};
use pallet_protocol::{
	types::WeightCiphertext, CommitRevealWeightsEnabled, Keys, MechanismCountCurrent, RevealPeriodEpochs, SubnetworkN,
	ValidatorPermit,
};
use rand::{seq::IndexedRandom, Rng};
use serde_json::{json, Value};
use sp_core::H256;
use sp_keyring::Sr25519Keyring::Alice;
use sp_runtime::traits::Dispatchable;
use std::sync::LazyLock;
use taonet_runtime::{genesis_presets as presets, AccountId, Runtime, RuntimeCall, RuntimeOrigin, Subnets, System};
use taonet_timelock::{encode_weights, encrypt, randomness, Beacon, WeightsPayload};
use taonet_types::{MechId, NetUid, NetUidStorageIndex};

/// Calls about weights, each of which must succeed now and then.
pub const WEIGHT_CALLS: [&str; 12] = [
	"set_weights",
	"set_mechanism_weights",
	"batch_set_weights",
	"commit_weights",
	"commit_mechanism_weights",
	"batch_commit_weights",
	"reveal_weights",
	"reveal_mechanism_weights",
	"batch_reveal_weights",
	"commit_timelocked_weights",
	"commit_timelocked_mechanism_weights",
	"commit_crv3_mechanism_weights",
];
/// The version of timelocked commitments.
pub const VERSION: u16 = 4;
/// Commitments by hash that people remember.
const REMEMBERED: usize = 60;

/// The beacon that the chain listens to.
static BEACON: LazyLock<Beacon> = LazyLock::new(|| Beacon::from_seed([7; 32]));

/// The local network, listening to our beacon.
pub fn patch() -> Value {
	let mut patch = presets::patch(presets::LOCAL).expect("the preset exists");
	patch["drand"] = json!({ "beacon": { "publicKey": sp_core::bytes::to_hex(&BEACON.public_key(), false) } });
	patch
}

/// What a validator says of the neurons of a mechanism.
#[derive(Clone)]
pub struct Said {
	hotkey: AccountId,
	netuid: NetUid,
	mecid: MechId,
	uids: Vec<u16>,
	values: Vec<u16>,
	salt: Vec<u16>,
	/// In which it was committed to.
	epoch: u64,
}

impl Said {
	/// What a client hashes. Spec: consensus 8.2.
	fn hash(&self) -> H256 {
		let index = NetUidStorageIndex::of(self.netuid, self.mecid).unwrap_or(NetUidStorageIndex::new(0));
		let said = (&self.hotkey, index, &self.uids, &self.values, &self.salt, 0u64);
		sp_io::hashing::blake2_256(&said.encode()).into()
	}

	fn compact(&self) -> Vec<(Compact<u16>, Compact<u16>)> {
		self.uids.iter().copied().map(Compact).zip(self.values.iter().copied().map(Compact)).collect()
	}

	fn set(self) -> ProtocolCall {
		let Self { netuid, mecid, uids: dests, values: weights, .. } = self;
		if mecid == MechId::MAIN {
			ProtocolCall::set_weights { netuid, dests, weights, version_key: 0 }
		} else {
			ProtocolCall::set_mechanism_weights { netuid, mecid, dests, weights, version_key: 0 }
		}
	}

	fn commit(&self) -> ProtocolCall {
		let Self { netuid, mecid, .. } = *self;
		if mecid == MechId::MAIN {
			ProtocolCall::commit_weights { netuid, commit_hash: self.hash() }
		} else {
			ProtocolCall::commit_mechanism_weights { netuid, mecid, commit_hash: self.hash() }
		}
	}

	fn reveal(self) -> ProtocolCall {
		let Self { netuid, mecid, uids, values, salt, .. } = self;
		if mecid == MechId::MAIN {
			ProtocolCall::reveal_weights { netuid, uids, values, salt, version_key: 0 }
		} else {
			ProtocolCall::reveal_mechanism_weights { netuid, mecid, uids, values, salt, version_key: 0 }
		}
	}

	/// Whether its time has come.
	fn is_due(&self) -> bool {
		self.epoch.saturating_add(RevealPeriodEpochs::<Runtime>::get(self.netuid))
			== Subnets::current_epoch(self.netuid)
	}
}

/// Reveals these at once.
fn reveal_all(all: &[Said]) -> ProtocolCall {
	ProtocolCall::batch_reveal_weights {
		netuid: all[0].netuid,
		uids_list: all.iter().map(|said| said.uids.clone()).collect(),
		values_list: all.iter().map(|said| said.values.clone()).collect(),
		salts_list: all.iter().map(|said| said.salt.clone()).collect(),
		version_keys: vec![0; all.len()],
	}
}

impl Crowd {
	/// Who asks for what.
	pub fn weighing(&mut self) -> (AccountId, RuntimeCall) {
		let said = self.said();
		let commits_first = CommitRevealWeightsEnabled::<Runtime>::get(said.netuid);
		let hotkey = said.hotkey.clone();
		let asked = match self.dice.random_range(0..20) {
			0 => self.batch_setting(said),
			1 => self.batch_committing(said),
			2 => said.set(),
			_ if !commits_first => said.set(),
			3..9 => {
				let asked = said.commit();
				self.remember(said);
				asked
			},
			9..13 => self.sealing(said),
			_ => return self.revealing(),
		};
		(hotkey, asked.into())
	}

	/// Mostly a neuron that may validate.
	fn validator(&mut self, netuid: NetUid) -> AccountId {
		let permits = ValidatorPermit::<Runtime>::get(netuid);
		let permitted: Vec<u16> = (0..).zip(permits).filter_map(|(uid, permit)| permit.then_some(uid)).collect();
		match permitted.choose(&mut self.dice) {
			Some(uid) if !self.chance(10) => Keys::<Runtime>::get(netuid, *uid),
			_ => self.member(netuid),
		}
	}

	/// Something about mostly many of the neurons.
	fn said(&mut self) -> Said {
		let netuid = self.netuid();
		let mechanisms = MechanismCountCurrent::<Runtime>::get(netuid).get();
		let one_too_many = u8::from(self.chance(5));
		let mecid = MechId::new(self.dice.random_range(0..mechanisms.saturating_add(one_too_many).max(1)));
		let share = self.dice.random_range(1..=100);
		let mut uids: Vec<u16> = (0..SubnetworkN::<Runtime>::get(netuid)).filter(|_| self.chance(share)).collect();
		if self.chance(3) {
			uids.push(self.dice.random_range(0..300));
		}
		let values = uids.iter().map(|_| self.dice.random::<u16>() >> self.dice.random_range(0..16)).collect();
		let (hotkey, epoch) = (self.validator(netuid), Subnets::current_epoch(netuid));
		let salt = (0..self.dice.random_range(0..9)).map(|_| self.dice.random()).collect();
		Said { hotkey, netuid, mecid, uids, values, salt, epoch }
	}

	fn remember(&mut self, said: Said) {
		if self.committed.len() >= REMEMBERED {
			self.committed.remove(0);
		}
		self.committed.push(said);
	}

	/// On two subnets.
	fn batch_setting(&mut self, first: Said) -> ProtocolCall {
		let second = self.said();
		ProtocolCall::batch_set_weights {
			netuids: vec![Compact(first.netuid), Compact(second.netuid)],
			weights: vec![first.compact(), second.compact()],
			version_keys: vec![Compact(0); 2],
		}
	}

	fn batch_committing(&mut self, said: Said) -> ProtocolCall {
		let said = Said { mecid: MechId::MAIN, ..said };
		let (netuids, commit_hashes) = (vec![Compact(said.netuid)], vec![said.hash()]);
		self.remember(said);
		ProtocolCall::batch_commit_weights { netuids, commit_hashes }
	}

	/// Mostly what can be revealed now.
	fn revealing(&mut self) -> (AccountId, RuntimeCall) {
		let due: Vec<_> = self.committed.iter().filter(|said| said.is_due()).cloned().collect();
		let said = match due.choose(&mut self.dice).or_else(|| self.committed.choose(&mut self.dice)) {
			Some(said) => said.clone(),
			None => self.said(),
		};
		if said.is_due() {
			// Nobody reveals twice.
			self.committed.retain(|other| other.hash() != said.hash());
		}
		if said.mecid != MechId::MAIN || self.chance(60) {
			return (said.hotkey.clone(), said.reveal().into());
		}
		let together = due
			.into_iter()
			.filter(|other| (&other.hotkey, other.netuid, other.mecid) == (&said.hotkey, said.netuid, said.mecid));
		let mut all: Vec<_> = together.take(4).collect();
		if all.is_empty() {
			all.push(said.clone());
		}
		(said.hotkey, reveal_all(&all).into())
	}

	/// Mostly encrypted for one of the next rounds, and as it should be.
	fn sealing(&mut self, said: Said) -> ProtocolCall {
		let reveal_round = LastStoredRound::<Runtime>::get() + self.dice.random_range(0..5);
		let encrypted_for = if self.chance(5) { reveal_round + 1 } else { reveal_round };
		let hotkey = if self.chance(5) { self.hotkey() } else { said.hotkey.clone() };
		let payload =
			WeightsPayload { hotkey: Some(hotkey.into()), uids: said.uids, values: said.values, version_key: 0 };
		let bytes = encrypt(&BEACON.public_key(), encrypted_for, &encode_weights(&payload), self.dice.random());
		let bytes = if self.chance(5) { self.bytes(600) } else { bytes.expect("the key is one") };
		let commit = WeightCiphertext::truncate_from(bytes);
		let Said { netuid, mecid, .. } = said;
		let commit_reveal_version = VERSION;
		match self.dice.random_range(0..4) {
			0 => ProtocolCall::commit_crv3_mechanism_weights { netuid, mecid, commit, reveal_round },
			1 => ProtocolCall::commit_timelocked_mechanism_weights {
				netuid,
				mecid,
				commit,
				reveal_round,
				commit_reveal_version,
			},
			_ => ProtocolCall::commit_timelocked_weights { netuid, commit, reveal_round, commit_reveal_version },
		}
	}

	/// What a neuron publishes of itself: bytes, a request, or something encrypted, mostly for one of the next rounds.
	pub fn committing(&mut self) -> (AccountId, RuntimeCall) {
		let (netuid, fields) = (self.netuid(), self.dice.random_range(0..=3));
		let fields: Vec<Data> = (0..fields).map(|_| self.field()).collect();
		let info = CommitmentInfo { fields: fields.try_into().expect("there are at most three") };
		let asked = pallet_commitments::Call::<Runtime>::set_commitment { netuid, info: Box::new(info) };
		(self.member(netuid), asked.into())
	}

	fn field(&mut self) -> Data {
		match self.dice.random_range(0..10) {
			0 => Data::ResetBondsFlag,
			1 | 2 => Data::BigRaw(self.bytes(512).try_into().expect("is short")),
			3 | 4 => Data::Raw(self.bytes(128).try_into().expect("is short")),
			_ => {
				let reveal_round = LastStoredRound::<Runtime>::get() + self.dice.random_range(0..5);
				let encrypted_for = if self.chance(5) { reveal_round + 1 } else { reveal_round };
				let plaintext = self.bytes(300);
				let bytes = encrypt(&BEACON.public_key(), encrypted_for, &plaintext, self.dice.random());
				let bytes = if self.chance(5) { self.bytes(1_000) } else { bytes.expect("the key is one") };
				Data::TimelockEncrypted { encrypted: bytes.try_into().expect("is short"), reveal_round }
			},
		}
	}

	/// The beacon signs its next round, or leaves one out, and a node brings the pulse in.
	pub fn publish(&mut self) {
		let round = LastStoredRound::<Runtime>::get() + if self.chance(5) { 2 } else { 1 };
		let signature = BEACON.signature(round).to_vec();
		let randomness = randomness(&signature).to_vec().try_into().expect("has 32 bytes");
		let pulses = vec![Pulse { round, randomness, signature: signature.try_into().expect("is short") }];
		let pulses_payload =
			PulsesPayload { block_number: System::block_number(), pulses, public: Alice.public().into() };
		let submission = pallet_drand::Call::<Runtime>::write_pulse { pulses_payload, signature: None };
		assert!(RuntimeCall::from(submission).dispatch(RuntimeOrigin::none()).is_ok());
		assert_eq!(LastStoredRound::<Runtime>::get(), round);
	}
}
