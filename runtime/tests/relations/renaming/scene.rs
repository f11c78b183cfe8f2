//! One hotkey and its coldkey at every place where an account can stand.

use crate::{
	chain::Chain,
	kit::{account, call, coldkey, hotkey, root, AdminCall, ProtocolCall},
	rest::stop_epochs,
	words::{alpha, scene as two_subnets, tao, OTHER, SUBNET},
};
use pallet_commitments::{CommitmentInfo, Data, RevealedCommitments};
use pallet_crowdloan::NextCrowdloanId;
use pallet_emission::EarnersOfSubnet;
use pallet_protocol::{
	types::{RateLimitKey, RootClaimTypeEnum},
	AlphaDividendsPerSubnet, ChildKeys, LastHotkeySwapOnNetuid, LastRateLimitedBlock, NextSubnetLeaseId,
	RootAlphaDividendsPerSubnet, SubnetLeases, SubnetMovingPrice, VotingPower,
};
use pallet_staking::{FormerOwnerHotkeys, NextClaim};
use sp_core::H256;
use sp_keyring::Sr25519Keyring::{self, Bob, Charlie, Dave, Eve, Ferdie};
use sp_runtime::{
	traits::{BlakeTwo256, Hash},
	Percent,
};
use taonet_runtime::{AccountId, AlphaAssets, Leasing, ProxyType, Runtime, RuntimeCall, Staking, Subnets, System};
use taonet_types::{fixed::I96F32, AlphaBalance, MechId, NetUid, TaoBalance};

/// Of all that a hotkey has.
const ALL: u64 = u64::MAX;
/// Blocks in which every wait is over, of swaps too.
const LONG: u32 = 10_000;

/// The hotkey that gives way: Bob's, the owner hotkey of [`SUBNET`].
pub fn old_hotkey() -> AccountId {
	hotkey(Bob)
}

/// The coldkey that gives way: Bob's, the owner of [`SUBNET`].
pub fn old_coldkey() -> AccountId {
	coldkey(Bob)
}

/// The hotkey in its place. Nobody has ever seen it.
pub fn new_hotkey() -> AccountId {
	account(900)
}

/// The coldkey in its place. Nobody has ever seen it.
pub fn new_coldkey() -> AccountId {
	account(901)
}

/// Whoever has stake on the hotkey, but for its owner.
pub const NOMINATORS: [Sr25519Keyring; 3] = [Dave, Eve, Ferdie];

/// Where there is stake on it.
pub const NETUIDS: [NetUid; 3] = [NetUid::ROOT, SUBNET, OTHER];

/// The scene. All that was begun has come to its end, and no wait goes on, but for the announcement of Bob's swap. Epochs have
/// run, and none will, so that stake changes by what is done alone.
pub fn scene() -> Chain {
	let mut chain = two_subnets();
	chain.block(set_up);
	chain.block(present_oneself);
	chain.block(stake);
	chain.block(choose_children);
	have_epochs(&mut chain);
	chain.block(choose_other_children);
	chain.block(earn_on_root);
	chain.block(lock);
	chain.block(write_what_swaps_have_left);
	chain.block(open_crowdloans);
	chain.block(register_leases);
	chain.look(stop_epochs);
	chain.block(act_for_each_other);
	chain.skip_to(chain.height() + LONG);
	chain.block(cut_for_the_owners);
	chain.block(announce);
	chain.skip_to(chain.height() + LONG);
	chain.block(|| {
		commit_to_weights();
		publish();
		// What is older is forgotten.
		let yesterday = u64::from(System::block_number()) - 7_000;
		NETUIDS.iter().for_each(|netuid| LastHotkeySwapOnNetuid::<Runtime>::insert(netuid, old_coldkey(), yesterday));
	});
	chain
}

/// Does what must be possible.
#[track_caller]
fn ask(signer: &AccountId, asked: impl Into<RuntimeCall>) {
	let asked = asked.into();
	assert_eq!(call(signer, asked.clone()), Ok(()), "{asked:?}");
}

/// Subnets are cheap, and owners may set what they like. There are votes and weights, root earns something, and who is owed
/// anything of that must claim it.
fn set_up() {
	let (netuid, mechanism_count) = (SUBNET, MechId::new(2));
	for setting in [
		AdminCall::sudo_set_lock_reduction_interval { interval: 1 },
		AdminCall::sudo_set_admin_freeze_window { window: 0 },
		AdminCall::sudo_set_min_allowed_uids { netuid, min_allowed_uids: 0 },
		AdminCall::sudo_set_max_allowed_uids { netuid, max_allowed_uids: 64 },
		AdminCall::sudo_set_mechanism_count { netuid, mechanism_count },
	] {
		assert_eq!(root(setting), Ok(()));
	}
	for netuid in [SUBNET, OTHER] {
		let weights_set_rate_limit = 0;
		assert_eq!(root(AdminCall::sudo_set_weights_set_rate_limit { netuid, weights_set_rate_limit }), Ok(()));
		assert_eq!(root(ProtocolCall::enable_voting_power_tracking { netuid }), Ok(()));
		SubnetMovingPrice::<Runtime>::insert(netuid, I96F32::from_num(1));
	}
	assert_eq!(root(ProtocolCall::sudo_set_num_root_claims { new_value: 0 }), Ok(()));
}

/// The hotkey is a neuron of both subnets, has a seat, and can be reached; its owner has a name.
fn present_oneself() {
	let (owner, hotkey) = (old_coldkey(), old_hotkey());
	ask(&owner, ProtocolCall::burned_register { netuid: OTHER, hotkey: hotkey.clone() });
	ask(&owner, ProtocolCall::root_register { hotkey: hotkey.clone() });
	ask(&owner, ProtocolCall::set_auto_parent_delegation_enabled { hotkey: hotkey.clone(), enabled: false });
	ask(&owner, ProtocolCall::decrease_take { hotkey: hotkey.clone(), take: 9_000 });
	ask(&owner, ProtocolCall::try_associate_hotkey { hotkey: account(910) });
	ask(&coldkey(Dave), ProtocolCall::try_associate_hotkey { hotkey: crate::kit::hotkey(Dave) });
	ask(&owner, ProtocolCall::set_tempo { netuid: SUBNET, tempo: 400 });
	let (name, nothing) = (b"Bob".to_vec(), Vec::new);
	let identity = ProtocolCall::set_identity {
		name,
		url: nothing(),
		github_repo: nothing(),
		image: nothing(),
		discord: nothing(),
		description: nothing(),
		additional: nothing(),
	};
	ask(&owner, identity);
	for netuid in [SUBNET, OTHER] {
		let (version, ip, port, ip_type) = (1, 0x0808_0808, 8091, 4);
		let (protocol, placeholder1, placeholder2, certificate) = (4, 0, 0, vec![1; 33]);
		let axon = ProtocolCall::serve_axon_tls {
			netuid,
			version,
			ip,
			port,
			ip_type,
			protocol,
			placeholder1,
			placeholder2,
			certificate,
		};
		ask(&hotkey, axon);
		ask(&hotkey, ProtocolCall::serve_prometheus { netuid, version, ip, port, ip_type });
	}
}

/// Its owner and three nominators stake on it on two subnets and root, and its owner on another's. Charlie has done so once,
/// and has left.
fn stake() {
	let hotkey = old_hotkey();
	let whoever = [Bob, Charlie].into_iter().chain(NOMINATORS);
	for (amount, key) in (10..).zip(whoever) {
		for netuid in NETUIDS {
			let amount_staked = tao(amount);
			ask(&coldkey(key), ProtocolCall::add_stake { hotkey: hotkey.clone(), netuid, amount_staked });
		}
	}
	ask(&coldkey(Charlie), ProtocolCall::unstake_all { hotkey: hotkey.clone() });
	for netuid in NETUIDS {
		let hotkey = crate::kit::hotkey(Charlie);
		ask(&old_coldkey(), ProtocolCall::add_stake { hotkey, netuid, amount_staked: tao(5) });
	}
	for key in [Bob, Eve] {
		let hotkey = hotkey.clone();
		ask(&coldkey(key), ProtocolCall::set_coldkey_auto_stake_hotkey { netuid: SUBNET, hotkey });
	}
}

fn set_children(owner: Sr25519Keyring, netuid: NetUid, children: Vec<(u64, AccountId)>) {
	ask(&coldkey(owner), ProtocolCall::set_children { hotkey: hotkey(owner), netuid, children });
}

/// The hotkey lends its stake and borrows another's.
fn choose_children() {
	for netuid in [SUBNET, OTHER] {
		set_children(Bob, netuid, vec![(ALL / 2, hotkey(Dave)), (ALL / 4, account(911))]);
		set_children(Charlie, netuid, vec![(ALL / 3, old_hotkey()), (ALL / 3, hotkey(Eve))]);
		ask(&old_coldkey(), ProtocolCall::set_childkey_take { hotkey: old_hotkey(), netuid, take: 1_000 });
	}
}

/// Epochs let that take effect, and tell what the hotkey and its stakers have earned on both subnets, on root too.
fn have_epochs(chain: &mut Chain) {
	for _ in 0..3 {
		chain.skip_to(chain.height() + 500);
		chain.run(1);
	}
	chain.look(|| {
		let hotkey = old_hotkey();
		for netuid in [SUBNET, OTHER] {
			assert!(ChildKeys::<Runtime>::contains_key(&hotkey, netuid));
			assert!(EarnersOfSubnet::<Runtime>::contains_key(netuid, &hotkey));
			assert!(AlphaDividendsPerSubnet::<Runtime>::contains_key(netuid, &hotkey));
			assert!(RootAlphaDividendsPerSubnet::<Runtime>::contains_key(netuid, &hotkey));
			assert!(VotingPower::<Runtime>::contains_key(netuid, &hotkey));
		}
		stop_epochs();
	});
}

/// Both have thought better of it; but that takes effect later.
fn choose_other_children() {
	for netuid in [SUBNET, OTHER] {
		set_children(Bob, netuid, vec![(ALL / 5, hotkey(Ferdie))]);
		set_children(Charlie, netuid, vec![(ALL / 7, hotkey(Eve)), (ALL / 6, old_hotkey())]);
	}
}

/// Root stake earns on two subnets. Some of it comes too late for the first dividend, and some is claimed.
fn earn_on_root() {
	let hotkey = old_hotkey();
	let earn = || {
		for netuid in [SUBNET, OTHER] {
			assert_eq!(AlphaAssets::emit_alpha(netuid, alpha(5)), Ok(()));
			assert_eq!(Staking::accrue_root_dividend(&old_hotkey(), netuid, alpha(5)), Ok(()));
		}
	};
	earn();
	for key in [Bob, Dave] {
		let hotkey = hotkey.clone();
		ask(&coldkey(key), ProtocolCall::add_stake { hotkey, netuid: NetUid::ROOT, amount_staked: tao(3) });
	}
	earn();
	for key in [Bob, Eve] {
		let new_root_claim_type = RootClaimTypeEnum::Keep;
		ask(&coldkey(key), ProtocolCall::set_root_claim_type { new_root_claim_type });
		ask(&coldkey(key), ProtocolCall::claim_root { subnets: [SUBNET].into() });
	}
	earn();
	// It takes hundreds of hotkeys that earn on many subnets until a claim stops half-way.
	NextClaim::<Runtime>::insert(old_coldkey(), hotkey);
}

/// Owner and nominators lock stake in favour of the hotkey, some of them for ever.
fn lock() {
	for netuid in [SUBNET, OTHER] {
		for (amount, key) in (1..).zip([Bob, Dave, Eve]) {
			let amount = alpha(amount);
			ask(&coldkey(key), ProtocolCall::lock_stake { hotkey: old_hotkey(), netuid, amount });
		}
	}
	for (key, netuid) in [(Bob, OTHER), (Dave, OTHER), (Dave, SUBNET)] {
		ask(&coldkey(key), ProtocolCall::set_perpetual_lock { netuid, enabled: true });
	}
	ask(&old_coldkey(), ProtocolCall::set_reject_locked_alpha { enabled: false });
	// As if it had been the owner's hotkey there.
	FormerOwnerHotkeys::<Runtime>::insert(OTHER, old_hotkey(), 1);
}

/// What earlier swaps have left.
fn write_what_swaps_have_left() {
	LastRateLimitedBlock::<Runtime>::insert(RateLimitKey::LastTxBlockChildKeyTake(old_hotkey()), 1);
	Subnets::note_key_swapped(&old_coldkey());
}

/// The hotkey has committed to weights of both subnets, by hash and encrypted, and another has on one.
fn commit_to_weights() {
	for (hotkey, netuid, mecid) in
		[(old_hotkey(), SUBNET, 0), (old_hotkey(), SUBNET, 1), (old_hotkey(), OTHER, 0), (hotkey(Charlie), OTHER, 0)]
	{
		let mecid = MechId::new(mecid);
		let commit_hash = H256::repeat_byte(1);
		ask(&hotkey, ProtocolCall::commit_mechanism_weights { netuid, mecid, commit_hash });
		let commit = vec![2; 100].try_into().expect("is short");
		let (reveal_round, commit_reveal_version) = (1_000_000, 4);
		let encrypted = ProtocolCall::commit_timelocked_mechanism_weights {
			netuid,
			mecid,
			commit,
			reveal_round,
			commit_reveal_version,
		};
		ask(&hotkey, encrypted);
	}
}

/// The hotkey has published something on both subnets, some of it encrypted on the first one, where something was revealed before.
fn publish() {
	let encrypted =
		Data::TimelockEncrypted { encrypted: vec![7; 300].try_into().expect("is short"), reveal_round: 1_000_000 };
	for (netuid, first) in [(SUBNET, encrypted), (OTHER, Data::Sha256([7; 32]))] {
		let fields = vec![first, Data::ResetBondsFlag].try_into().expect("there are few");
		let info = Box::new(CommitmentInfo { fields });
		ask(&old_hotkey(), pallet_commitments::Call::<Runtime>::set_commitment { netuid, info });
		RevealedCommitments::<Runtime>::insert(netuid, old_hotkey(), vec![(vec![7], 1)]);
	}
}

/// Bob opens a crowdloan for himself, contributes to Charlie's, and each opens one for a lease to which the other contributes.
fn open_crowdloans() {
	let open = |key: Sr25519Keyring, cap: u64, asked: Option<RuntimeCall>, target_address: Option<AccountId>| {
		let crowdloan_id = NextCrowdloanId::<Runtime>::get();
		let create = pallet_crowdloan::Call::<Runtime>::create {
			deposit: tao(20),
			min_contribution: tao(1),
			cap: tao(cap),
			end: System::block_number() + 1_000,
			call: asked.map(Box::new),
			target_address,
		};
		ask(&coldkey(key), create);
		crowdloan_id
	};
	let lease = || {
		let emissions_share = Percent::from_percent(30);
		Some(ProtocolCall::register_leased_network { emissions_share, end_block: None }.into())
	};
	open(Bob, 100, None, Some(old_coldkey()));
	let charlies = open(Charlie, 100, None, Some(coldkey(Ferdie)));
	contribute(Bob, charlies, tao(5));
	for (creator, other) in [(Bob, Charlie), (Charlie, Bob)] {
		let crowdloan_id = open(creator, 5_000, lease(), None);
		contribute(Dave, crowdloan_id, tao(100));
		contribute(other, crowdloan_id, tao(900));
		contribute(creator, crowdloan_id, tao(5_000));
	}
}

fn contribute(key: Sr25519Keyring, crowdloan_id: u32, amount: TaoBalance) {
	ask(&coldkey(key), pallet_crowdloan::Call::<Runtime>::contribute { crowdloan_id, amount });
}

/// Two subnets are leased: one with Bob as the beneficiary, one with him as a contributor.
fn register_leases() {
	let first = NextCrowdloanId::<Runtime>::get() - 2;
	for (crowdloan_id, key) in (first..).zip([Bob, Charlie]) {
		ask(&coldkey(key), pallet_crowdloan::Call::<Runtime>::finalize { crowdloan_id });
	}
	assert_eq!(NextSubnetLeaseId::<Runtime>::get(), 2);
}

/// The leased subnets have earned so little that the contributors' parts are kept until there is more.
fn cut_for_the_owners() {
	let cut = AlphaBalance::new(100_000);
	for lease in SubnetLeases::<Runtime>::iter_values() {
		assert_eq!(AlphaAssets::emit_alpha(lease.netuid, cut), Ok(()));
		assert_eq!(Staking::increase(&lease.hotkey, &lease.coldkey, lease.netuid, cut), Ok(()));
		Leasing::on_owner_cut(lease.netuid, cut);
	}
	Leasing::continue_payouts(100);
}

/// Bob has a proxy, and is one.
fn act_for_each_other() {
	for (real, proxy) in [(Bob, Ferdie), (Ferdie, Bob)] {
		let delegate = coldkey(proxy).into();
		ask(
			&coldkey(real),
			pallet_proxy::Call::<Runtime>::add_proxy { delegate, proxy_type: ProxyType::Staking, delay: 0 },
		);
	}
}

/// Bob says that he wants to swap his coldkey.
fn announce() {
	let new_coldkey_hash = BlakeTwo256::hash_of(&new_coldkey());
	ask(&old_coldkey(), ProtocolCall::announce_coldkey_swap { new_coldkey_hash });
}

/// Somebody says that it is not Bob who wants that.
pub fn dispute() {
	ask(&old_coldkey(), ProtocolCall::dispute_coldkey_swap {});
}
