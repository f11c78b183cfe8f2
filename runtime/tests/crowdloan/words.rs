//! What the tests of this suite share.

use crate::kit::{call, coldkey};
use frame_support::storage::unhashed;
use pallet_crowdloan::{Call, Contributions, CrowdloanId, CrowdloanInfoOf, Crowdloans, Error, Event, NextCrowdloanId};
use sp_keyring::Sr25519Keyring::{self, Ferdie};
use sp_runtime::DispatchResult;
use std::collections::BTreeMap;
use taonet_runtime::{
	AccountId, Balance, Balances, BlockNumber, Crowdloan, Runtime, RuntimeCall, RuntimeEvent, System, TAO,
};
use taonet_types::TaoBalance;

/// Calls of the pallet.
pub type CrowdloanCall = Call<Runtime>;
/// Its errors.
pub type CrowdloanError = Error<Runtime>;

/// So many RAO.
pub fn rao(amount: u64) -> TaoBalance {
	TaoBalance::new(amount)
}

/// The pallet's error as calls answer it.
pub fn refusal(error: CrowdloanError) -> DispatchResult {
	Err(error.into())
}

/// What a creator says of a crowdloan. Amounts are in RAO.
#[derive(Clone)]
pub struct Offer {
	pub deposit: u64,
	pub min_contribution: u64,
	pub cap: u64,
	/// From now to the end.
	pub blocks: BlockNumber,
	pub call: Option<RuntimeCall>,
	pub target: Option<AccountId>,
}

/// Ferdie gets 100 TAO, of which 10 are deposited; contributions of one TAO; 100 blocks.
pub fn offer() -> Offer {
	Offer {
		deposit: 10 * TAO,
		min_contribution: TAO,
		cap: 100 * TAO,
		blocks: 100,
		call: None,
		target: Some(coldkey(Ferdie)),
	}
}

/// The same, for a call.
pub fn offer_for(stored: impl Into<RuntimeCall>) -> Offer {
	Offer { call: Some(stored.into()), target: None, ..offer() }
}

impl Offer {
	/// The call that makes the offer.
	pub fn create(&self) -> CrowdloanCall {
		CrowdloanCall::create {
			deposit: rao(self.deposit),
			min_contribution: rao(self.min_contribution),
			cap: rao(self.cap),
			end: System::block_number() + self.blocks,
			call: self.call.clone().map(Box::new),
			target_address: self.target.clone(),
		}
	}

	/// Makes the offer.
	pub fn made_by(&self, creator: &AccountId) -> DispatchResult {
		call(creator, self.create())
	}

	/// Makes the offer, which must be possible.
	pub fn open(&self, creator: Sr25519Keyring) -> CrowdloanId {
		let crowdloan_id = NextCrowdloanId::<Runtime>::get();
		assert_eq!(self.made_by(&coldkey(creator)), Ok(()));
		crowdloan_id
	}

	/// The same, and raises all of it; Bob gives what is missing.
	pub fn filled(&self, creator: Sr25519Keyring) -> CrowdloanId {
		let crowdloan_id = self.open(creator);
		assert_eq!(contribute(&coldkey(Sr25519Keyring::Bob), crowdloan_id, self.cap - self.deposit), Ok(()));
		crowdloan_id
	}
}

pub fn contribute(who: &AccountId, crowdloan_id: CrowdloanId, amount: u64) -> DispatchResult {
	call(who, CrowdloanCall::contribute { crowdloan_id, amount: rao(amount) })
}

pub fn withdraw(who: &AccountId, crowdloan_id: CrowdloanId) -> DispatchResult {
	call(who, CrowdloanCall::withdraw { crowdloan_id })
}

pub fn finalize(who: &AccountId, crowdloan_id: CrowdloanId) -> DispatchResult {
	call(who, CrowdloanCall::finalize { crowdloan_id })
}

pub fn refund(who: &AccountId, crowdloan_id: CrowdloanId) -> DispatchResult {
	call(who, CrowdloanCall::refund { crowdloan_id })
}

pub fn dissolve(who: &AccountId, crowdloan_id: CrowdloanId) -> DispatchResult {
	call(who, CrowdloanCall::dissolve { crowdloan_id })
}

pub fn set_max_contribution(who: &AccountId, crowdloan_id: CrowdloanId, limit: Option<u64>) -> DispatchResult {
	call(who, CrowdloanCall::set_max_contribution { crowdloan_id, new_max_contribution: limit.map(rao) })
}

/// A crowdloan that exists.
pub fn info(crowdloan_id: CrowdloanId) -> CrowdloanInfoOf<Runtime> {
	Crowdloans::<Runtime>::get(crowdloan_id).expect("it exists")
}

/// What an account has contributed, in RAO.
pub fn contributed(crowdloan_id: CrowdloanId, who: &AccountId) -> Option<u64> {
	Contributions::<Runtime>::get(crowdloan_id, who).map(TaoBalance::get)
}

/// What lies on the account of a crowdloan, in RAO.
pub fn funds(crowdloan_id: CrowdloanId) -> Balance {
	Balances::free_balance(Crowdloan::funds_account(crowdloan_id))
}

/// The crowdloans that name an account.
pub fn crowdloans_of(who: &AccountId) -> Vec<CrowdloanId> {
	let mut all: Vec<_> = pallet_crowdloan::CrowdloansOf::<Runtime>::iter_key_prefix(who).collect();
	all.sort();
	all
}

/// The pallet's events in this block, oldest first.
pub fn events() -> Vec<Event<Runtime>> {
	let of_crowdloans = |event| match event {
		RuntimeEvent::Crowdloan(event) => Some(event),
		_ => None,
	};
	System::events().into_iter().filter_map(|record| of_crowdloans(record.event)).collect()
}

/// The last of them.
pub fn last_event() -> Event<Runtime> {
	events().pop().expect("something happened")
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
pub fn refused(attempt: impl FnOnce() -> DispatchResult) -> DispatchResult {
	let before = stored();
	let answer = attempt();
	assert!(answer.is_err(), "the call succeeds");
	assert!(stored() == before, "the call fails and yet changes something");
	answer
}

/// A call that says something and does nothing, of so many bytes.
pub fn remark(bytes: usize) -> RuntimeCall {
	frame_system::Call::<Runtime>::remark { remark: vec![7; bytes] }.into()
}

/// A transfer that leaves a trace.
pub fn gift(to: &AccountId, value: Balance) -> RuntimeCall {
	pallet_balances::Call::<Runtime>::transfer_allow_death { dest: to.clone().into(), value }.into()
}

/// Calls that all happen or none.
pub fn all_of(calls: Vec<RuntimeCall>) -> RuntimeCall {
	pallet_utility::Call::<Runtime>::batch_all { calls }.into()
}
