//! Ending a lease whose time is over.

use super::scene::{
	assert_gone, crowd, cut, leased, payments, small_lease, stake_of, stake_on, the_lease, LEASE, PROXY_DEPOSIT,
	SUBNET, TAO,
};
use crate::{
	chain::{free, Chain},
	kit::{call, coldkey, error, events, hotkey, undone, ProtocolCall},
	words::{refused, set_balance},
};
use pallet_protocol::{Error, Event, SubnetOwner, SubnetOwnerHotkey};
use sp_keyring::Sr25519Keyring::{self, Bob, Charlie, Eve};
use sp_runtime::DispatchResult;
use taonet_runtime::{Leasing, Runtime, System};

const END: u32 = 1_000;

fn terminate(by: Sr25519Keyring, lease_id: u32) -> DispatchResult {
	call(&coldkey(by), ProtocolCall::terminate_lease { lease_id, hotkey: hotkey(by) })
}

/// A lease whose time is over, and whose beneficiary has a hotkey.
fn ended(mut chain: Chain) -> Chain {
	chain.skip_to(END - 1);
	chain.block(|| {
		for key in [Bob, Charlie] {
			let claim = ProtocolCall::try_associate_hotkey { hotkey: hotkey(key) };
			assert_eq!(call(&coldkey(key), claim), Ok(()));
		}
	});
	chain
}

#[test]
fn lease_is_terminated_by_its_beneficiary_alone_after_its_end_with_a_hotkey_of_its_own() {
	let mut chain = small_lease(None);
	chain.block(|| assert_eq!(refused(|| terminate(Bob, LEASE)), error(Error::LeaseHasNoEndBlock)));

	let mut chain = ended(small_lease(Some(END)));
	chain.look(|| {
		System::set_block_number(END - 1);
		assert_eq!(refused(|| terminate(Bob, LEASE)), error(Error::LeaseHasNotEnded));
		System::set_block_number(END);
		assert_eq!(refused(|| terminate(Bob, 1)), error(Error::LeaseDoesNotExist));
		assert_eq!(refused(|| terminate(Charlie, LEASE)), error(Error::ExpectedBeneficiaryOrigin));
		for foreign in [hotkey(Charlie), hotkey(Eve), the_lease().hotkey] {
			let call_of_it = ProtocolCall::terminate_lease { lease_id: LEASE, hotkey: foreign };
			let answer = refused(|| call(&coldkey(Bob), call_of_it));
			assert_eq!(answer, error(Error::BeneficiaryDoesNotOwnHotkey));
		}
		assert_eq!(undone(|| terminate(Bob, LEASE)), Ok(()));
	});
}

#[test]
fn contributors_get_what_was_set_aside_and_the_beneficiary_everything_else() {
	let mut chain = small_lease(Some(END));
	chain.skip_to(500);
	chain.block(|| {
		// Paid at once.
		assert_eq!(cut(10 * TAO), 3 * TAO);
		Leasing::continue_payouts(100);
		assert_eq!(payments().len(), 2);
	});
	chain.block(|| assert_eq!(cut(10 * TAO), 3 * TAO));
	let mut chain = ended(chain);
	chain.block(|| {
		assert_eq!(cut(10 * TAO), 0);
		let lease = the_lease();
		set_balance(&lease.coldkey, 5 * TAO);
		let before = free(&coldkey(Bob));
		assert_eq!(terminate(Bob, LEASE), Ok(()));
		// Twice a fifth of 3 alpha.
		let stakes = [coldkey(Charlie), coldkey(Bob), lease.coldkey.clone()].map(|of| stake_on(&lease.hotkey, &of));
		assert_eq!(stakes, [1_200_000_000, 28_800_000_000, 0]);
		assert_eq!(free(&coldkey(Bob)), before + 5 * TAO + PROXY_DEPOSIT);
		assert_eq!(SubnetOwner::<Runtime>::get(SUBNET), coldkey(Bob));
		assert_eq!(SubnetOwnerHotkey::<Runtime>::get(SUBNET), hotkey(Bob));
		let terminated = Event::SubnetLeaseTerminated { beneficiary: coldkey(Bob), netuid: SUBNET };
		assert_eq!(events().last(), Some(&terminated));
		assert_gone(&lease);
		assert_eq!(refused(|| terminate(Bob, LEASE)), error(Error::LeaseDoesNotExist));
		// The subnet's cuts are the new owner's alone.
		assert_eq!(Leasing::on_owner_cut(SUBNET, crate::words::alpha(1)).get(), 0);
	});
}

#[test]
fn payout_that_goes_on_is_completed_and_the_smallest_part_is_paid() {
	let others: Vec<_> = crowd().into_iter().map(|contributor| (contributor, 2 * TAO)).collect();
	let mut chain = leased(502 * TAO, &others, 50, Some(END));
	chain.skip_to(500);
	chain.block(|| {
		cut(150 * TAO);
		Leasing::continue_payouts(123);
		assert_eq!(payments().len(), 123);
	});
	// 0.0002 alpha for each: less than is paid otherwise.
	chain.block(|| assert_eq!(cut(300_000_000), 150_000_000));
	let mut chain = ended(chain);
	chain.block(|| {
		let lease = the_lease();
		assert_eq!(terminate(Bob, LEASE), Ok(()));
		assert!(crowd().iter().all(|contributor| stake_on(&lease.hotkey, contributor) == 100_200_000));
		assert_eq!(stake_on(&lease.hotkey, &coldkey(Bob)), 150_300_000_000 - 499 * 100_200_000);
		assert_gone(&lease);
	});
}

#[test]
fn subnet_that_has_passed_to_another_owner_stays_its_own() {
	let mut chain = ended(small_lease(Some(END)));
	chain.look(|| {
		System::set_block_number(END);
		cut(TAO);
		let lease = the_lease();
		SubnetOwner::<Runtime>::insert(SUBNET, coldkey(Eve));
		SubnetOwnerHotkey::<Runtime>::insert(SUBNET, hotkey(Eve));
		assert_eq!(terminate(Bob, LEASE), Ok(()));
		assert_eq!(SubnetOwner::<Runtime>::get(SUBNET), coldkey(Eve));
		assert_eq!(SubnetOwnerHotkey::<Runtime>::get(SUBNET), hotkey(Eve));
		assert_eq!(stake_on(&lease.hotkey, &coldkey(Bob)), TAO);
		assert_gone(&lease);
	});
}

#[test]
fn lease_without_dividends_can_be_terminated() {
	let mut chain = ended(small_lease(Some(END)));
	chain.block(|| {
		let lease = the_lease();
		assert_eq!(stake_of(&lease.coldkey), 0);
		assert_eq!(terminate(Bob, LEASE), Ok(()));
		assert_eq!(payments(), []);
		assert_gone(&lease);
	});
}
