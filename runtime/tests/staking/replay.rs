//! An extrinsic counts once. Who has stake can pay for extrinsics without any TAO, so the nonce must outlive the last RAO.

use crate::{
	chain::{free, send_ok, signed, Terms},
	kit::{coldkey, hotkey, root, undone, ProtocolCall},
	moves::{all_four, both_on, transfer_stake},
	offers::offered,
	words::{alpha, alpha_rao, grant, scene, stake, OTHER, SUBNET},
};
use sp_keyring::Sr25519Keyring::{self, AliceStash, Bob, Dave};
use sp_runtime::transaction_validity::{InvalidTransaction, TransactionValidityError};
use taonet_runtime::{Executive, Runtime, RuntimeCall, System, UncheckedExtrinsic, TAO};

/// Has stake, and no TAO.
const HOLDER: Sr25519Keyring = AliceStash;

/// Its nonce is used up.
const STALE: TransactionValidityError = TransactionValidityError::Invalid(InvalidTransaction::Stale);

fn nonce() -> u32 {
	System::account_nonce(coldkey(HOLDER))
}

fn next(asked: impl Into<RuntimeCall>) -> UncheckedExtrinsic {
	signed(HOLDER, asked, Terms { nonce: nonce(), tip: 0 })
}

#[track_caller]
fn assert_used_up(extrinsic: UncheckedExtrinsic) {
	assert_eq!(offered(extrinsic.clone()), Err(STALE));
	assert_eq!(Executive::apply_extrinsic(extrinsic), Err(STALE));
}

/// What the holder has goes to Dave by way of its own account, which has no TAO before and none after.
#[test]
fn transfer_of_stake_cannot_be_sent_again_by_who_received_it() {
	let mut chain = scene();
	let transfer = chain.block(|| {
		grant(Bob, &coldkey(HOLDER), SUBNET, alpha(100));
		let transfer = next(transfer_stake(Dave, Bob, (SUBNET, OTHER), alpha(10)));
		assert_eq!(Executive::apply_extrinsic(transfer.clone()), Ok(Ok(())));
		assert_eq!((free(&coldkey(HOLDER)), nonce()), (0, 1));
		transfer
	});
	chain.block(|| assert_used_up(transfer));
	chain.look(|| assert!(stake(Bob, HOLDER, SUBNET) > 89 * TAO));
}

#[test]
fn extrinsics_of_a_staker_cannot_be_sent_again_when_it_has_given_all_its_tao_away() {
	let mut chain = scene();
	let unstaking = chain.block(|| {
		grant(Bob, &coldkey(HOLDER), SUBNET, alpha(100));
		let amount_unstaked = alpha(10);
		let unstaking = next(ProtocolCall::remove_stake { hotkey: hotkey(Bob), netuid: SUBNET, amount_unstaked });
		assert_eq!(Executive::apply_extrinsic(unstaking.clone()), Ok(Ok(())));
		let dest = coldkey(Dave).into();
		send_ok(HOLDER, pallet_balances::Call::<Runtime>::transfer_all { dest, keep_alive: false });
		assert_eq!((free(&coldkey(HOLDER)), nonce()), (0, 2));
		unstaking
	});
	chain.block(|| assert_used_up(unstaking));
}

/// By all of its stake, whatever the order in which it loses one thing and gets another.
#[test]
fn nonce_is_kept_when_all_stake_goes_at_once() {
	let mut chain = scene();
	chain.block(|| {
		grant(Bob, &coldkey(HOLDER), SUBNET, alpha(100));
		let everything = alpha_rao(u64::MAX);
		let unstake = ProtocolCall::remove_stake { hotkey: hotkey(Bob), netuid: SUBNET, amount_unstaked: everything };
		for asked in all_four(Bob, (SUBNET, OTHER), u64::MAX).into_iter().chain(both_on(SUBNET, u64::MAX)).chain([
			unstake,
			ProtocolCall::unstake_all { hotkey: hotkey(Bob) },
			ProtocolCall::recycle_alpha { hotkey: hotkey(Bob), amount: everything, netuid: SUBNET },
		]) {
			undone(|| {
				let shown = format!("{asked:?}");
				let extrinsic = next(asked);
				assert_eq!(Executive::apply_extrinsic(extrinsic.clone()), Ok(Ok(())), "{shown}");
				assert_eq!((stake(Bob, HOLDER, SUBNET), nonce()), (0, 1), "{shown}");
				assert_eq!(offered(extrinsic), Err(STALE), "{shown}");
			});
		}
	});
}

#[test]
fn nonce_is_kept_when_the_subnet_is_dissolved() {
	let mut chain = scene();
	let recycling = chain.block(|| {
		grant(Bob, &coldkey(HOLDER), SUBNET, alpha(1));
		let amount = alpha_rao(TAO - 10_000_000);
		let recycling = next(ProtocolCall::recycle_alpha { hotkey: hotkey(Bob), amount, netuid: SUBNET });
		assert_eq!(Executive::apply_extrinsic(recycling.clone()), Ok(Ok(())));
		assert_eq!(root(ProtocolCall::root_dissolve_network { netuid: SUBNET }), Ok(()));
		recycling
	});
	chain.run(2);
	chain.block(|| {
		assert_eq!(stake(Bob, HOLDER, SUBNET), 0);
		assert_used_up(recycling);
	});
}
