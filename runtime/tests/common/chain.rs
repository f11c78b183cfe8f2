//! A chain to play with: genesis from a preset, blocks made as the node makes them.

// Each suite uses what it needs.
#![allow(dead_code)]

use codec::Encode;
use frame_support::{
	genesis_builder_helper::build_state,
	traits::{PalletsInfoAccess, TryState, TryStateSelect},
};
use serde_json::Value;
use sp_consensus_aura::{Slot, AURA_ENGINE_ID};
use sp_keyring::Sr25519Keyring;
use sp_runtime::{
	generic::{DigestItem, Era},
	traits::Header as _,
	ApplyExtrinsicResult, Digest,
};
use taonet_runtime::{
	extensions, genesis_presets, AccountId, Address, AllPalletsWithSystem, Aura, Balance, Balances, BlockNumber,
	Epochs, Executive, Header, Nonce, Runtime, RuntimeCall, RuntimeEvent, RuntimeGenesisConfig, SignedPayload, Subnets,
	System, TransactionPayment, TxExtension, UncheckedExtrinsic,
};

/// Slot of block 0; any moment after 1970 would do. Slot s belongs to authority number s mod 3 of One, Two, Three.
const GENESIS_SLOT: u64 = 999_999;

/// A chain, and the block that comes next.
pub struct Chain {
	state: sp_io::TestExternalities,
	parent: Header,
}

impl Chain {
	/// A chain at block 0 of the preset of that name.
	pub fn from_preset(name: &str) -> Self {
		Self::from_patch(genesis_presets::patch(name).expect("the preset exists"))
	}

	/// A chain at block 0 of the default genesis with this laid over it.
	pub fn from_patch(patch: Value) -> Self {
		let mut genesis = serde_json::to_value(RuntimeGenesisConfig::default()).expect("is plain data");
		merge(&mut genesis, patch);
		let mut state = sp_io::TestExternalities::default();
		state.execute_with(|| {
			build_state::<RuntimeGenesisConfig>(genesis.to_string().into_bytes()).expect("is complete")
		});
		let parent = Header::new(0, Default::default(), Default::default(), Default::default(), Default::default());
		Self { state, parent }
	}

	/// The local network at block 0.
	pub fn local() -> Self {
		Self::from_preset(genesis_presets::LOCAL)
	}

	/// Number of the last block.
	pub fn height(&self) -> BlockNumber {
		*self.parent.number()
	}

	/// Header of the last block.
	pub fn header(&self) -> &Header {
		&self.parent
	}

	/// Makes empty blocks.
	pub fn run(&mut self, blocks: BlockNumber) {
		for _ in 0..blocks {
			self.block(|| ());
		}
	}

	/// Makes empty blocks up to this height.
	pub fn run_to(&mut self, height: BlockNumber) {
		self.run(height.checked_sub(self.height()).expect("lies ahead"));
	}

	/// Goes on as if empty blocks had been made up to this height, but runs none of their hooks: for waits that would take
	/// minutes.
	pub fn skip_to(&mut self, height: BlockNumber) {
		assert!(height >= self.height(), "lies ahead");
		self.parent.set_number(height);
		self.state.execute_with(|| System::set_block_number(height));
	}

	/// Looks at the state between two blocks.
	pub fn look<R>(&mut self, look: impl FnOnce() -> R) -> R {
		self.state.execute_with(look)
	}

	/// Makes the next block: `work` runs after the inherents and before the block is finalized. Then checks every invariant of
	/// every pallet.
	pub fn block<R>(&mut self, work: impl FnOnce() -> R) -> R {
		let number = *self.parent.number() + 1;
		let slot = GENESIS_SLOT + u64::from(number);
		let parent = self.parent.hash();
		let (header, result) = self.state.execute_with(|| {
			let digest = Digest { logs: vec![DigestItem::PreRuntime(AURA_ENGINE_ID, Slot::from(slot).encode())] };
			Executive::initialize_block(&Header::new(number, Default::default(), Default::default(), parent, digest));
			Subnets::check_prices_after_initialisation().expect("prices lie within their limits");
			Epochs::check_vectors_after_initialisation().expect("an epoch tells something of each neuron");
			let now = slot * Aura::slot_duration();
			let set_time = UncheckedExtrinsic::new_bare(pallet_timestamp::Call::set { now }.into());
			Executive::apply_extrinsic(set_time).expect("is valid").expect("succeeds");
			let result = work();
			(Executive::finalize_block(), result)
		});
		self.parent = header;
		// Signatures and ciphertexts are drawn by lot, and so would be whatever follows from the hash of the block.
		self.parent.set_extrinsics_root(Default::default());
		self.parent.set_state_root(Default::default());
		self.state.execute_with(|| check_invariants(number));
		result
	}
}

/// Checks every invariant. Asks each pallet on its own, so that a failure names it.
pub fn check_invariants(number: BlockNumber) {
	for pallet in AllPalletsWithSystem::infos() {
		let only = TryStateSelect::Only(vec![pallet.name.as_bytes().to_vec()]);
		if let Err(error) = <AllPalletsWithSystem as TryState<BlockNumber>>::try_state(number, only) {
			panic!("after block {number} pallet {} is broken: {error:?}", pallet.name);
		}
	}
}

/// Lays `patch` over `base`, object by object.
fn merge(base: &mut Value, patch: Value) {
	match (base, patch) {
		(Value::Object(base), Value::Object(patch)) => {
			for (key, value) in patch {
				merge(base.entry(key).or_insert(Value::Null), value);
			}
		},
		(base, patch) => *base = patch,
	}
}

/// What a wallet may vary in an extrinsic.
pub struct Terms {
	/// Number of the extrinsic of this signer.
	pub nonce: Nonce,
	/// Tip in RAO.
	pub tip: Balance,
}

/// The extensions as a wallet fills them in.
fn extensions(terms: Terms, era: Era) -> TxExtension {
	(
		(
			frame_system::CheckNonZeroSender::new(),
			frame_system::CheckSpecVersion::new(),
			frame_system::CheckTxVersion::new(),
			frame_system::CheckGenesis::new(),
			extensions::CheckMortality::from(era),
			extensions::CheckNonce::from(terms.nonce),
			frame_system::CheckWeight::new(),
		),
		(
			extensions::ChargeTransactionPayment::from(terms.tip),
			extensions::SudoTransactionExtension,
			extensions::CheckShieldedTxValidity,
			extensions::SubtensorTransactionExtension,
			extensions::DrandPriority,
		),
		frame_metadata_hash_extension::CheckMetadataHash::new(false),
	)
}

/// The fee in RAO that is announced for an extrinsic.
pub fn announced_fee(extrinsic: &UncheckedExtrinsic) -> Balance {
	let length = u32::try_from(extrinsic.encoded_size()).expect("is short");
	TransactionPayment::query_info(extrinsic.clone(), length).partial_fee
}

/// An extrinsic signed by `signer` on these terms, for ever.
pub fn signed(signer: Sr25519Keyring, call: impl Into<RuntimeCall>, terms: Terms) -> UncheckedExtrinsic {
	signed_for(signer, call, terms, Era::Immortal)
}

/// The same, for some blocks.
pub fn signed_for(signer: Sr25519Keyring, call: impl Into<RuntimeCall>, terms: Terms, era: Era) -> UncheckedExtrinsic {
	let payload = SignedPayload::new(call.into(), extensions(terms, era)).expect("implicit data can be read");
	let signature = payload.using_encoded(|bytes| signer.sign(bytes));
	let (call, extension, _) = payload.deconstruct();
	UncheckedExtrinsic::new_signed(call, address(signer), signature.into(), extension)
}

/// Sends a call as a wallet does: next nonce, no tip.
pub fn send(signer: Sr25519Keyring, call: impl Into<RuntimeCall>) -> ApplyExtrinsicResult {
	let nonce = System::account_nonce(signer.to_account_id());
	Executive::apply_extrinsic(signed(signer, call, Terms { nonce, tip: 0 }))
}

/// Sends a call that is expected to succeed.
pub fn send_ok(signer: Sr25519Keyring, call: impl Into<RuntimeCall>) {
	send(signer, call).expect("the extrinsic is valid").expect("the call succeeds");
}

/// How an extrinsic names an account.
pub fn address(key: Sr25519Keyring) -> Address {
	Address::Id(key.to_account_id())
}

/// Free balance in RAO.
pub fn free(account: &AccountId) -> Balance {
	Balances::free_balance(account)
}

/// The fee in RAO of the last extrinsic, tip included, from the event that clients read.
pub fn last_fee() -> Balance {
	let mut fees = System::events().into_iter().filter_map(|record| match record.event {
		RuntimeEvent::TransactionPayment(pallet_transaction_payment::Event::TransactionFeePaid {
			actual_fee, ..
		}) => Some(actual_fee),
		_ => None,
	});
	fees.next_back().expect("an extrinsic has paid a fee")
}

/// A transfer that may not close the sender's account.
pub fn transfer(to: Sr25519Keyring, value: Balance) -> RuntimeCall {
	pallet_balances::Call::<Runtime>::transfer_keep_alive { dest: address(to), value }.into()
}
