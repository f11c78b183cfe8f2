//! What committing first is for: who copies weights comes too late.

use crate::{
	chain::Chain,
	kit::{call, coldkey, hotkey},
	scene::{
		commits_first, epoch_index, epochs_every, grant, grant_rao, join, run_epoch, said, scene, weights, Said, MAIN,
		SUBNET,
	},
};
use pallet_protocol::{ValidatorPermit, Yuma3On};
use sp_keyring::Sr25519Keyring::{self, Dave, Eve, Ferdie};
use taonet_runtime::{Runtime, Staking};

/// They look at miners themselves.
const HONEST: [Sr25519Keyring; 2] = [Dave, Eve];
/// It looks at what Dave has on chain.
const COPIER: Sr25519Keyring = Ferdie;
/// Blocks from one epoch to the next.
const TEMPO: u16 = 10;
/// Epochs that are watched.
const EPOCHS: u64 = 12;

/// What is true of the miners, uids 4 to 7, in an epoch: each time another one is the best.
fn truth(epoch: u64) -> Said {
	let best = 4 + (epoch % 4) as u16;
	said(&[(4, 1), (5, 1), (6, 1), (7, 1)].map(|(uid, value)| (uid, if uid == best { 20 } else { value })))
		.salted(epoch as u16)
}

/// Three validators with as much stake each.
fn market() -> Chain {
	let mut chain = scene();
	chain.block(|| grant(&hotkey(COPIER), &coldkey(COPIER), 1_000));
	for number in 50..53 {
		chain.block(|| join(number));
	}
	run_epoch(&mut chain);
	chain.block(|| {
		let [dave, _, copier] = stakes();
		grant_rao(&hotkey(COPIER), &coldkey(COPIER), dave - copier);
		assert_eq!(ValidatorPermit::<Runtime>::get(SUBNET)[..5], [true, true, true, true, false]);
		assert!(Yuma3On::<Runtime>::get(SUBNET), "as new subnets have it");
	});
	chain
}

fn does(key: Sr25519Keyring, what: pallet_protocol::Call<Runtime>) {
	assert_eq!(call(&hotkey(key), what), Ok(()));
}

/// What can be copied now.
fn visible() -> Option<Said> {
	let row = weights(MAIN, 1);
	(!row.is_empty()).then(|| said(&row))
}

fn stakes() -> [u64; 3] {
	[Dave, Eve, COPIER].map(|key| Staking::total_stake_of(&hotkey(key), SUBNET).get())
}

/// What each of the three has earned in all epochs.
fn earnings(mut chain: Chain, mut play: impl FnMut(&mut Chain, u64)) -> [u64; 3] {
	let before = chain.look(stakes);
	let start = epochs_every(&mut chain, TEMPO);
	let index = chain.look(epoch_index);
	for epoch in 0..EPOCHS {
		play(&mut chain, epoch);
		chain.run_to(start + (epoch as u32 + 1) * u32::from(TEMPO));
		assert_eq!(chain.look(epoch_index), index + epoch + 1);
	}
	let after = chain.look(stakes);
	[0, 1, 2].map(|who| after[who] - before[who])
}

/// Weights are set at once, and copied in the next block.
#[test]
fn copier_earns_as_much_as_the_honest_when_weights_are_set_at_once() {
	let mut chain = market();
	chain.root(commits_first(SUBNET, false));
	let [dave, eve, copier] = earnings(chain, |chain, epoch| {
		chain.block(|| HONEST.into_iter().for_each(|key| does(key, truth(epoch).set())));
		chain.block(|| does(COPIER, visible().unwrap().set()));
	});
	assert!(dave > 0);
	// But for rounding.
	assert!(eve.abs_diff(dave) < dave / 1_000 && copier >= dave - dave / 1_000, "{dave}, {eve}, {copier}");
}

/// Weights are committed to and revealed an epoch later. What the copier sees by then is no longer true.
#[test]
fn copier_earns_less_than_the_honest_when_weights_are_committed_to() {
	let mut copied: Option<Said> = None;
	let [dave, eve, copier] = earnings(market(), |chain, epoch| {
		chain.block(|| {
			if let Some(last) = epoch.checked_sub(1) {
				HONEST.into_iter().for_each(|key| does(key, truth(last).reveal()));
			}
			if let Some(copied) = copied.take() {
				does(COPIER, copied.reveal());
			}
		});
		chain.block(|| HONEST.into_iter().for_each(|key| does(key, truth(epoch).commit(&hotkey(key)))));
		chain.block(|| {
			copied = visible();
			if let Some(copied) = &copied {
				does(COPIER, copied.commit(&hotkey(COPIER)));
			}
		});
	});
	assert!(eve.abs_diff(dave) < dave / 1_000, "{dave}, {eve}");
	assert!(copier < dave - dave / 10, "the copier earns {copier}, the honest {dave}");
}
