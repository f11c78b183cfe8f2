//! How long the protocol's calls take, and the parts of the block step, each at its worst.
//!
//! A crate of its own, above the domains that the calls need. The scene is set by writing storage directly where calls
//! would take too long; what is measured is the call alone. `scripts/weights.sh` runs it and writes the runtime's weights.
//!
//! | file | about |
//! | --- | --- |
//! | `lib` | the protocol's calls |
//! | `epoch` | the epoch of a subnet; revealing timelocked weights |
//! | `emission` | the coinbase; paying what an epoch found |
//! | `commitments` | what neurons publish |
//! | `drand` | pulses |
//! | `shield` | keys of the authors |
//! | `scene` | subnets, neurons, stake to begin with |

#![cfg_attr(not(feature = "std"), no_std)]
#![cfg(feature = "runtime-benchmarks")]

extern crate alloc;

pub mod commitments;
pub mod drand;
pub mod emission;
pub mod epoch;
mod scene;
pub mod shield;

use alloc::vec;
use frame_benchmarking::v2::*;
use frame_system::RawOrigin;
use pallet_protocol::{
	types::{ChainIdentityV2, RevealedWeights, SubnetIdentityV3},
	Call, *,
};
use pallet_staking::Pallet as Staking;
use sp_core::H256;
use taonet_types::{AlphaBalance, NetUid, TaoBalance, RAO_PER_TAO};

/// What must be there to measure the protocol's calls and the block step.
pub trait Config:
	pallet_emission::Config + pallet_drand::Config + pallet_commitments::Config + pallet_shield::Config
{
}

/// The calls belong to `pallet_protocol`.
pub struct Pallet<T: Config>(pallet_protocol::Pallet<T>);

/// RAO that are staked.
const TAO: TaoBalance = TaoBalance::new(100 * RAO_PER_TAO);
/// Alpha-rao that are unstaked, all but too little.
const ALPHA: AlphaBalance = AlphaBalance::new(scene::NEARLY_ALL);
/// A limit that stops a purchase of that much, in RAO for one alpha, which costs one TAO at first.
const HIGH_PRICE: TaoBalance = TaoBalance::new(RAO_PER_TAO / 100 * 105);
/// A limit that a sale comes near to.
const LOW_PRICE: TaoBalance = TaoBalance::new(RAO_PER_TAO / 100 * 95);

/// An IPv4 address that may be announced.
const IP: u128 = 0x08_08_08_08;

#[benchmarks]
mod benchmarks {
	use super::*;

	/// There are so many subnets, and no room for more: the cheapest one has to go.
	#[benchmark]
	fn register_network(s: Linear<1, 128>) {
		let coldkey = scene::rich::<T>(0);
		let hotkey = account("hotkey", 0, 0);
		scene::subnets::<T>(s);
		#[extrinsic_call]
		_(RawOrigin::Signed(coldkey), hotkey);
		assert_eq!(u32::from(TotalNetworks::<T>::get()), s.saturating_add(1));
	}

	/// The same, with the longest description.
	#[benchmark]
	fn register_network_with_identity(s: Linear<1, 128>) {
		let coldkey = scene::rich::<T>(0);
		let hotkey = account("hotkey", 0, 0);
		scene::subnets::<T>(s);
		#[extrinsic_call]
		_(RawOrigin::Signed(coldkey), hotkey, Some(scene::longest_subnet_identity()));
		assert_eq!(SubnetIdentitiesV3::<T>::iter().count(), 1);
	}

	#[benchmark]
	fn start_call() {
		let coldkey = scene::rich::<T>(0);
		let netuid = scene::subnet::<T>(&coldkey);
		#[extrinsic_call]
		_(RawOrigin::Signed(coldkey), netuid);
		assert!(SubtokenEnabled::<T>::get(netuid));
	}

	#[benchmark]
	fn set_subnet_identity() {
		let coldkey = scene::rich::<T>(0);
		let netuid = scene::subnet::<T>(&coldkey);
		let SubnetIdentityV3 {
			subnet_name,
			github_repo,
			subnet_contact,
			subnet_url,
			discord,
			description,
			logo_url,
			additional,
		} = scene::longest_subnet_identity();
		#[extrinsic_call]
		_(
			RawOrigin::Signed(coldkey),
			netuid,
			subnet_name,
			github_repo,
			subnet_contact,
			subnet_url,
			discord,
			description,
			logo_url,
			additional,
		);
		assert!(SubnetIdentitiesV3::<T>::contains_key(netuid));
	}

	/// Every other subnet is asked for its symbol.
	#[benchmark]
	fn update_symbol(s: Linear<1, 128>) {
		let coldkey = scene::rich::<T>(0);
		scene::subnets::<T>(s);
		let netuid = NetUid::new(SubnetLimit::<T>::get());
		SubnetOwner::<T>::insert(netuid, &coldkey);
		let symbol = "\u{0DB0}".as_bytes().to_vec();
		#[extrinsic_call]
		_(RawOrigin::Signed(coldkey), netuid, symbol.clone());
		assert_eq!(TokenSymbol::<T>::get(netuid), symbol);
	}

	/// All slots are taken, the pool's power is at its slowest, and everybody has a weight on the one who goes.
	#[benchmark]
	fn burned_register() {
		let coldkey = scene::rich::<T>(0);
		let netuid = scene::full_subnet::<T>();
		let hotkey: T::AccountId = account("newcomer", 0, 0);
		#[extrinsic_call]
		_(RawOrigin::Signed(coldkey), netuid, hotkey.clone());
		assert!(Uids::<T>::contains_key(netuid, hotkey));
	}

	/// A slot is free, and the pool's power is at its slowest.
	#[benchmark]
	fn burned_register_in_free_slot() {
		let coldkey = scene::rich::<T>(0);
		let netuid = scene::subnet::<T>(&scene::rich::<T>(1));
		scene::slow_pool::<T>(netuid);
		let hotkey: T::AccountId = account("newcomer", 0, 0);
		#[extrinsic_call]
		burned_register(RawOrigin::Signed(coldkey), netuid, hotkey.clone());
		assert!(Uids::<T>::contains_key(netuid, hotkey));
	}

	/// All seats are taken, by hotkeys with less stake.
	#[benchmark]
	fn root_register() {
		let coldkey = scene::rich::<T>(0);
		let hotkey: T::AccountId = account("newcomer", 0, 0);
		scene::full_root::<T>(&hotkey);
		#[extrinsic_call]
		_(RawOrigin::Signed(coldkey), hotkey.clone());
		assert!(Uids::<T>::contains_key(NetUid::ROOT, hotkey));
	}

	#[benchmark]
	fn serve_axon() {
		let coldkey = scene::rich::<T>(0);
		let netuid = scene::subnet::<T>(&coldkey);
		let hotkey = Keys::<T>::get(netuid, 0);
		#[extrinsic_call]
		_(RawOrigin::Signed(hotkey.clone()), netuid, 1, IP, 8091, 4, 4, 0, 0);
		assert!(Axons::<T>::contains_key(netuid, hotkey));
	}

	#[benchmark]
	fn serve_axon_tls() {
		let coldkey = scene::rich::<T>(0);
		let netuid = scene::subnet::<T>(&coldkey);
		let hotkey = Keys::<T>::get(netuid, 0);
		#[extrinsic_call]
		_(RawOrigin::Signed(hotkey.clone()), netuid, 1, IP, 8091, 4, 4, 0, 0, vec![7; 65]);
		assert!(NeuronCertificates::<T>::contains_key(netuid, hotkey));
	}

	#[benchmark]
	fn serve_prometheus() {
		let coldkey = scene::rich::<T>(0);
		let netuid = scene::subnet::<T>(&coldkey);
		let hotkey = Keys::<T>::get(netuid, 0);
		#[extrinsic_call]
		_(RawOrigin::Signed(hotkey.clone()), netuid, 1, IP, 8091, 4);
		assert!(Prometheus::<T>::contains_key(netuid, hotkey));
	}

	/// The coldkey owns many hotkeys already.
	#[benchmark]
	fn try_associate_hotkey() {
		let coldkey = scene::rich::<T>(0);
		scene::many_hotkeys::<T>(&coldkey);
		let hotkey: T::AccountId = account("newcomer", 0, 0);
		#[extrinsic_call]
		_(RawOrigin::Signed(coldkey), hotkey.clone());
		assert!(Owner::<T>::contains_key(hotkey));
	}

	/// The coldkey owns many hotkeys, the last of which is registered.
	#[benchmark]
	fn set_identity() {
		let coldkey = scene::rich::<T>(0);
		scene::many_hotkeys::<T>(&coldkey);
		scene::subnet::<T>(&coldkey);
		let ChainIdentityV2 { name, url, github_repo, image, discord, description, additional } =
			scene::longest_identity();
		#[extrinsic_call]
		_(RawOrigin::Signed(coldkey.clone()), name, url, github_repo, image, discord, description, additional);
		assert!(IdentitiesV2::<T>::contains_key(coldkey));
	}

	/// On a hotkey of another's, as one of many.
	#[benchmark]
	fn add_stake() {
		let coldkey = scene::nominator::<T>();
		let (netuid, hotkey) = (scene::started_subnet::<T>(), scene::delegate::<T>(0));
		scene::supporters::<T>(&hotkey, netuid);
		#[extrinsic_call]
		_(RawOrigin::Signed(coldkey.clone()), hotkey.clone(), netuid, TAO);
		assert!(!Staking::<T>::stake_of(&hotkey, &coldkey, netuid).is_zero());
	}

	/// The same, up to the limit.
	#[benchmark]
	fn add_stake_limit() {
		let coldkey = scene::nominator::<T>();
		let (netuid, hotkey) = (scene::started_subnet::<T>(), scene::delegate::<T>(0));
		scene::supporters::<T>(&hotkey, netuid);
		#[extrinsic_call]
		_(RawOrigin::Signed(coldkey), hotkey.clone(), netuid, TAO, HIGH_PRICE, true);
		assert!(Delegates::<T>::contains_key(hotkey));
	}

	/// What is left of a nomination is too small, and goes too.
	#[benchmark]
	fn remove_stake() {
		let coldkey = scene::nominator::<T>();
		let (netuid, hotkey) = (scene::started_subnet::<T>(), scene::delegate::<T>(0));
		scene::nominate::<T>(&coldkey, &hotkey, netuid);
		#[extrinsic_call]
		_(RawOrigin::Signed(coldkey.clone()), hotkey.clone(), netuid, ALPHA);
		assert!(Staking::<T>::stake_of(&hotkey, &coldkey, netuid).is_zero());
	}

	/// The same, with a limit.
	#[benchmark]
	fn remove_stake_limit() {
		let coldkey = scene::nominator::<T>();
		let (netuid, hotkey) = (scene::started_subnet::<T>(), scene::delegate::<T>(0));
		scene::nominate::<T>(&coldkey, &hotkey, netuid);
		#[extrinsic_call]
		_(RawOrigin::Signed(coldkey.clone()), hotkey.clone(), netuid, ALPHA, LOW_PRICE, true);
		assert!(Staking::<T>::stake_of(&hotkey, &coldkey, netuid).is_zero());
	}

	/// There is stake on so many subnets, and there are no others.
	#[benchmark]
	fn unstake_all(s: Linear<1, 128>) {
		let coldkey = scene::nominator::<T>();
		let hotkey = scene::delegate::<T>(0);
		scene::nominate_everywhere::<T>(&coldkey, &hotkey, s);
		#[extrinsic_call]
		_(RawOrigin::Signed(coldkey.clone()), hotkey.clone());
		let last = NetUid::new(SubnetLimit::<T>::get());
		assert!(Staking::<T>::stake_of(&hotkey, &coldkey, last).is_zero());
	}

	/// The same, and the TAO is staked on root.
	#[benchmark]
	fn unstake_all_alpha(s: Linear<1, 128>) {
		let coldkey = scene::nominator::<T>();
		let hotkey = scene::delegate::<T>(0);
		scene::nominate_everywhere::<T>(&coldkey, &hotkey, s);
		#[extrinsic_call]
		_(RawOrigin::Signed(coldkey.clone()), hotkey.clone());
		assert!(!Staking::<T>::stake_of(&hotkey, &coldkey, NetUid::ROOT).is_zero());
	}

	/// To another hotkey and another subnet; what is left is too small.
	#[benchmark]
	fn move_stake() {
		let coldkey = scene::nominator::<T>();
		let [from, to] = [scene::started_subnet::<T>(), scene::started_subnet::<T>()];
		let [hotkey, other_hotkey] = [scene::delegate::<T>(0), scene::delegate::<T>(1)];
		scene::nominate::<T>(&coldkey, &hotkey, from);
		scene::supporters::<T>(&other_hotkey, to);
		#[extrinsic_call]
		_(RawOrigin::Signed(coldkey.clone()), hotkey.clone(), other_hotkey.clone(), from, to, ALPHA);
		assert!(Staking::<T>::stake_of(&hotkey, &coldkey, from).is_zero());
		assert!(!Staking::<T>::stake_of(&other_hotkey, &coldkey, to).is_zero());
	}

	/// To somebody who owns nothing yet, on another subnet; what is left is too small.
	#[benchmark]
	fn transfer_stake() {
		let coldkey = scene::nominator::<T>();
		let receiver: T::AccountId = account("receiver", 0, 0);
		let [from, to] = [scene::started_subnet::<T>(), scene::started_subnet::<T>()];
		let hotkey = scene::delegate::<T>(0);
		scene::nominate::<T>(&coldkey, &hotkey, from);
		scene::supporters::<T>(&hotkey, to);
		#[extrinsic_call]
		_(RawOrigin::Signed(coldkey.clone()), receiver.clone(), hotkey.clone(), from, to, ALPHA);
		assert!(Staking::<T>::stake_of(&hotkey, &coldkey, from).is_zero());
		assert!(!Staking::<T>::stake_of(&hotkey, &receiver, to).is_zero());
	}

	/// To another subnet; what is left is too small.
	#[benchmark]
	fn swap_stake() {
		let coldkey = scene::nominator::<T>();
		let [from, to] = [scene::started_subnet::<T>(), scene::started_subnet::<T>()];
		let hotkey = scene::delegate::<T>(0);
		scene::nominate::<T>(&coldkey, &hotkey, from);
		scene::supporters::<T>(&hotkey, to);
		#[extrinsic_call]
		_(RawOrigin::Signed(coldkey.clone()), hotkey.clone(), from, to, ALPHA);
		assert!(Staking::<T>::stake_of(&hotkey, &coldkey, from).is_zero());
	}

	/// The same, with a limit.
	#[benchmark]
	fn swap_stake_limit() {
		let coldkey = scene::nominator::<T>();
		let [from, to] = [scene::started_subnet::<T>(), scene::started_subnet::<T>()];
		let hotkey = scene::delegate::<T>(0);
		scene::nominate::<T>(&coldkey, &hotkey, from);
		scene::supporters::<T>(&hotkey, to);
		#[extrinsic_call]
		_(RawOrigin::Signed(coldkey.clone()), hotkey.clone(), from, to, ALPHA, LOW_PRICE, false);
		assert!(Staking::<T>::stake_of(&hotkey, &coldkey, from).is_zero());
	}

	#[benchmark]
	fn recycle_alpha() {
		let coldkey = scene::nominator::<T>();
		let (netuid, hotkey) = (scene::started_subnet::<T>(), scene::delegate::<T>(0));
		scene::nominate::<T>(&coldkey, &hotkey, netuid);
		#[extrinsic_call]
		_(RawOrigin::Signed(coldkey), hotkey, ALPHA, netuid);
		assert_eq!(pallet_issuance::AlphaRecycled::<T>::get(netuid), ALPHA);
	}

	#[benchmark]
	fn burn_alpha() {
		let coldkey = scene::nominator::<T>();
		let (netuid, hotkey) = (scene::started_subnet::<T>(), scene::delegate::<T>(0));
		scene::nominate::<T>(&coldkey, &hotkey, netuid);
		#[extrinsic_call]
		_(RawOrigin::Signed(coldkey), hotkey, ALPHA, netuid);
		assert_eq!(pallet_issuance::AlphaBurned::<T>::get(netuid), ALPHA);
	}

	/// With a limit, which is not reached.
	#[benchmark]
	fn add_stake_burn() {
		let coldkey = scene::nominator::<T>();
		let (netuid, hotkey) = (scene::started_subnet::<T>(), scene::delegate::<T>(0));
		scene::supporters::<T>(&hotkey, netuid);
		let amount = TaoBalance::new(RAO_PER_TAO);
		#[extrinsic_call]
		_(RawOrigin::Signed(coldkey), hotkey, netuid, amount, Some(HIGH_PRICE));
		assert!(!pallet_issuance::AlphaBurned::<T>::get(netuid).is_zero());
	}

	#[benchmark]
	fn increase_take() {
		let coldkey = scene::rich::<T>(0);
		let hotkey = scene::taking_delegate::<T>(&coldkey, 1);
		#[extrinsic_call]
		_(RawOrigin::Signed(coldkey), hotkey.clone(), 2);
		assert_eq!(Delegates::<T>::get(hotkey), 2);
	}

	#[benchmark]
	fn decrease_take() {
		let coldkey = scene::rich::<T>(0);
		let hotkey = scene::taking_delegate::<T>(&coldkey, 2);
		#[extrinsic_call]
		_(RawOrigin::Signed(coldkey), hotkey.clone(), 1);
		assert_eq!(Delegates::<T>::get(hotkey), 1);
	}

	/// In place of another one.
	#[benchmark]
	fn set_coldkey_auto_stake_hotkey() {
		let coldkey = scene::rich::<T>(0);
		let (netuid, hotkey) = scene::other_neuron::<T>(&coldkey);
		#[extrinsic_call]
		_(RawOrigin::Signed(coldkey.clone()), netuid, hotkey.clone());
		assert_eq!(AutoStakeDestination::<T>::get(coldkey, netuid), Some(hotkey));
	}

	/// On a subnet that has not started, so that it takes effect at once, in place of others, to children that have as many
	/// parents as they may have.
	#[benchmark]
	fn set_children() {
		let coldkey = scene::rich::<T>(0);
		let (netuid, hotkey, children) = scene::parent_of_crowded_children::<T>(&coldkey);
		#[extrinsic_call]
		_(RawOrigin::Signed(coldkey), hotkey.clone(), netuid, children);
		assert_eq!(ChildKeys::<T>::get(hotkey, netuid).len(), pallet_staking::MOST_CHILDREN);
	}

	/// On all subnets, on each of which it is a neuron with children, parents, and rates of root dividends.
	#[benchmark]
	fn swap_hotkey(s: Linear<1, 128>) {
		let coldkey = scene::rich::<T>(0);
		let (old, new) = scene::hotkey_to_swap::<T>(&coldkey, s);
		#[extrinsic_call]
		_(RawOrigin::Signed(coldkey.clone()), old.clone(), new.clone(), None);
		assert!(pallet_subnets::Pallet::<T>::owns(&coldkey, &new));
		assert!(!pallet_subnets::Pallet::<T>::owns(&coldkey, &old));
	}

	/// On one of them.
	#[benchmark]
	fn swap_hotkey_on_subnet() {
		let coldkey = scene::rich::<T>(0);
		let (old, new) = scene::hotkey_to_swap::<T>(&coldkey, 1);
		let netuid = NetUid::new(1);
		#[extrinsic_call]
		swap_hotkey(RawOrigin::Signed(coldkey), old, new.clone(), Some(netuid));
		assert!(Uids::<T>::contains_key(netuid, new));
	}

	/// The owner of all subnets, with an identity and a lock and an auto-stake destination on each.
	#[benchmark]
	fn swap_coldkey_announced(s: Linear<1, 128>) {
		let (old, new) = scene::coldkey_to_swap::<T>(s);
		#[extrinsic_call]
		_(RawOrigin::Signed(old), new.clone());
		assert!(Lock::<T>::iter_key_prefix((&new,)).next().is_some());
	}

	/// As many hotkeys as have so many rates together, each of which is sold.
	#[benchmark]
	fn claim_root(r: Linear<5, 100>) {
		let coldkey = scene::rich::<T>(0);
		let netuids = scene::root_dividends::<T>(&coldkey, r);
		let first = netuids.first().copied().unwrap_or_default();
		#[extrinsic_call]
		_(RawOrigin::Signed(coldkey), netuids);
		assert!(!SubnetRootSellTao::<T>::get(first).is_zero());
	}

	/// A weight on every neuron of a full subnet, by a validator that has as many parents as it may have.
	#[benchmark]
	fn set_weights() {
		let (netuid, hotkey) = scene::validator::<T>();
		CommitRevealWeightsEnabled::<T>::insert(netuid, false);
		let RevealedWeights { uids, values, version_key, .. } = scene::weights::<T>(netuid);
		#[extrinsic_call]
		_(RawOrigin::Signed(hotkey.clone()), netuid, uids.clone(), values, version_key);
		assert_eq!(scene::row::<T>(netuid, &hotkey).len(), uids.len());
	}

	/// As many commits wait as may, of which the first has expired.
	#[benchmark]
	fn commit_weights() {
		let (netuid, hotkey) = scene::validator::<T>();
		scene::waiting_commits::<T>(netuid, &hotkey);
		let hash = H256::repeat_byte(77);
		#[extrinsic_call]
		_(RawOrigin::Signed(hotkey.clone()), netuid, hash);
		assert_eq!(scene::commits::<T>(netuid, &hotkey).last(), Some(&hash));
	}

	/// A weight on every neuron of a full subnet, with a long salt, by the last of as many commits as may wait.
	#[benchmark]
	fn reveal_weights() {
		let (netuid, hotkey) = scene::validator::<T>();
		let revealed = scene::weights::<T>(netuid);
		scene::commits_to_reveal::<T>(netuid, &hotkey, &revealed);
		let RevealedWeights { uids, values, salt, version_key } = revealed;
		#[extrinsic_call]
		_(RawOrigin::Signed(hotkey.clone()), netuid, uids.clone(), values, salt, version_key);
		assert_eq!(scene::row::<T>(netuid, &hotkey).len(), uids.len());
	}

	/// The longest ciphertext, where every other neuron has committed as many of them as it may in this epoch.
	#[benchmark]
	fn commit_timelocked_weights() {
		let (netuid, hotkey) = scene::validator::<T>();
		let waiting = scene::timelocked_commits::<T>(netuid, &hotkey);
		let version = CommitRevealWeightsVersion::<T>::get();
		#[extrinsic_call]
		_(RawOrigin::Signed(hotkey), netuid, scene::longest_ciphertext(), u64::MAX, version);
		assert_eq!(scene::timelocked::<T>(netuid), waiting.saturating_add(1));
	}
}
