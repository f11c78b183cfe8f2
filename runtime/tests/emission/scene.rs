//! Subnets that mine, and what a block gave them.

use crate::{
	chain::Chain,
	kit::{call, coldkey, hotkey, root, AdminCall, ProtocolCall},
	words::{alpha, grant, scene, set_balance, OTHER, SUBNET},
};
use pallet_issuance::{AlphaBurned, AlphaRecycled};
use pallet_protocol::{
	PendingOwnerCut, PendingRootAlphaDivs, PendingServerEmission, PendingValidatorEmission, SubnetAlphaIn,
	SubnetAlphaInEmission, SubnetAlphaOut, SubnetAlphaOutEmission, SubnetEmaTaoFlow, SubnetExcessTao,
	SubnetMovingPrice, SubnetProtocolAlpha, SubnetTAO, SubnetTaoInEmission, TotalHotkeyAlpha, TotalIssuance,
	TotalStake,
};
use pallet_staking::UnclaimedOfSubnet;
use sp_keyring::Sr25519Keyring::{self, Alice, Charlie, Dave, Eve};
use sp_runtime::DispatchResult;
use taonet_runtime::{Balances, BlockNumber, Runtime, RuntimeEvent, Subnets, System};
use taonet_types::{
	fixed::{I64F64, I96F32},
	AlphaBalance, MechId, NetUid, NetUidStorageIndex, TaoBalance,
};

/// What a block sets aside of one alpha without stake on root: for the owner, for the miners, for the validators.
pub const PARTS: Pots = Pots { owner: 179_995_422, server: 410_002_288, validator: 410_002_288, root: 0 };
/// Alpha-rao that roundings may lose in one epoch of a few neurons.
pub const DUST: u64 = 1_000;

/// Alpha-rao that wait for the next epoch.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Pots {
	pub owner: u64,
	pub server: u64,
	pub validator: u64,
	pub root: u64,
}

impl Pots {
	/// As they are now.
	pub fn of(netuid: NetUid) -> Self {
		Self {
			owner: PendingOwnerCut::<Runtime>::get(netuid).get(),
			server: PendingServerEmission::<Runtime>::get(netuid).get(),
			validator: PendingValidatorEmission::<Runtime>::get(netuid).get(),
			root: PendingRootAlphaDivs::<Runtime>::get(netuid).get(),
		}
	}

	/// What so many blocks set aside.
	pub fn times(self, blocks: u64) -> Self {
		Self {
			owner: self.owner * blocks,
			server: self.server * blocks,
			validator: self.validator * blocks,
			root: self.root * blocks,
		}
	}

	pub fn plus(self, more: Self) -> Self {
		Self {
			owner: self.owner + more.owner,
			server: self.server + more.server,
			validator: self.validator + more.validator,
			root: self.root + more.root,
		}
	}

	/// What the epoch divides.
	pub fn divided(self) -> u64 {
		self.server + self.validator + self.root
	}
}

/// What the last block gave a subnet.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Given {
	/// RAO put into the pool.
	pub tao_in: u64,
	/// RAO that bought alpha.
	pub excess: u64,
	/// Alpha-rao put into the pool.
	pub alpha_in: u64,
	/// Alpha-rao made outside of it.
	pub alpha_out: u64,
}

impl Given {
	/// As readers are told.
	pub fn to(netuid: NetUid) -> Self {
		Self {
			tao_in: SubnetTaoInEmission::<Runtime>::get(netuid).get(),
			excess: SubnetExcessTao::<Runtime>::get(netuid).get(),
			alpha_in: SubnetAlphaInEmission::<Runtime>::get(netuid).get(),
			alpha_out: SubnetAlphaOutEmission::<Runtime>::get(netuid).get(),
		}
	}

	/// RAO.
	pub fn tao(self) -> u64 {
		self.tao_in + self.excess
	}
}

/// RAO that the last block gave all subnets together.
pub fn given_to_all() -> u64 {
	Subnets::subnets().into_iter().map(|netuid| Given::to(netuid).tao()).sum()
}

/// RAO in existence.
pub fn issuance() -> u64 {
	assert_eq!(TotalIssuance::<Runtime>::get().get(), Balances::total_issuance());
	Balances::total_issuance()
}

/// Makes TAO for an account that does nothing with it, or destroys some, until there are exactly so many RAO.
pub fn set_issuance(rao: u64) {
	let hoard = crate::kit::account(u32::MAX);
	let others = issuance() - crate::chain::free(&hoard);
	set_balance(&hoard, rao - others);
	assert_eq!(issuance(), rao);
}

/// Lets the smoothed flow be so many RAO in the next block.
pub fn set_flow(chain: &mut Chain, netuid: NetUid, rao: i64) {
	let next = u64::from(chain.height()) + 1;
	chain.look(|| SubnetEmaTaoFlow::<Runtime>::insert(netuid, (next, I64F64::from_num(rao))));
}

/// The smoothed flow, as 64 binary digits.
pub fn flow(netuid: NetUid) -> Option<i128> {
	SubnetEmaTaoFlow::<Runtime>::get(netuid).map(|(_, value)| value.to_bits())
}

/// So many sixteenths of a TAO for one alpha.
pub fn set_moving_price(netuid: NetUid, sixteenths: i64) {
	SubnetMovingPrice::<Runtime>::insert(netuid, I96F32::from_num(sixteenths) / 16);
}

/// Where three quarters of a block's TAO go to Bob's subnet, and a quarter to Charlie's. A TAO is 3 alpha of the one there, and
/// half an alpha of the other.
pub fn flowing() -> Chain {
	let mut chain = scene();
	chain.look(|| {
		set_moving_price(SUBNET, 12);
		set_moving_price(OTHER, 4);
	});
	chain
}

/// Fills the pool of a subnet exactly to so many RAO and alpha-rao, be it less than is there.
pub fn set_pool(netuid: NetUid, tao: u64, alpha: u64) {
	let before = SubnetTAO::<Runtime>::get(netuid).get();
	let account = crate::words::subnet_account(netuid);
	set_balance(&account, crate::chain::free(&account) + tao);
	SubnetTAO::<Runtime>::insert(netuid, TaoBalance::new(tao));
	TotalStake::<Runtime>::mutate(|sum| *sum = TaoBalance::new(sum.get() - before + tao));
	SubnetAlphaIn::<Runtime>::insert(netuid, AlphaBalance::new(alpha));
	let outside = SubnetAlphaOut::<Runtime>::get(netuid).get();
	pallet_issuance::TotalAlphaIssuance::<Runtime>::insert(netuid, AlphaBalance::new(alpha + outside));
}

/// Root lets a subnet's weights be set openly and at any time, by as few as one validator.
pub fn open_weights(netuid: NetUid) {
	let settings = [
		AdminCall::sudo_set_admin_freeze_window { window: 0 },
		AdminCall::sudo_set_commit_reveal_weights_enabled { netuid, enabled: false },
		AdminCall::sudo_set_weights_set_rate_limit { netuid, weights_set_rate_limit: 0 },
		AdminCall::sudo_set_min_allowed_weights { netuid, min_allowed_weights: 0 },
	];
	for setting in settings {
		assert_eq!(root(setting), Ok(()));
	}
}

/// Two subnets as in `words::scene`. On Bob's Charlie (uid 1), Dave (2) and Eve (3) have neurons, and Charlie alone has stake:
/// 1000 alpha. An epoch has run, so that he may validate.
pub fn mined() -> Chain {
	let mut chain = scene();
	chain.block(|| open_weights(SUBNET));
	for (uid, key) in [(1, Charlie), (2, Dave), (3, Eve)] {
		assert_eq!(chain.register_neuron(SUBNET, key), uid);
	}
	chain.block(|| grant(Charlie, &coldkey(Charlie), SUBNET, alpha(1_000)));
	run_epoch(&mut chain, SUBNET);
	chain
}

/// The same, and Charlie says of Dave and Eve that the one is worth three times the other.
pub fn rewarded() -> Chain {
	let mut chain = mined();
	chain.block(|| assert_eq!(say(Charlie, 0, &[(2, 3), (3, 1)]), Ok(())));
	chain
}

/// The validator sets weights on a mechanism of Bob's subnet.
pub fn say(of: Sr25519Keyring, mecid: u8, weights: &[(u16, u16)]) -> DispatchResult {
	let (dests, weights) = weights.iter().copied().unzip();
	let mecid = MechId::new(mecid);
	let said = ProtocolCall::set_mechanism_weights { netuid: SUBNET, mecid, dests, weights, version_key: 0 };
	call(&hotkey(of), said)
}

/// Alice stakes so many TAO on root, on the hotkey.
pub fn stake_on_root(on: Sr25519Keyring, tao: u64) {
	assert_eq!(crate::words::add_stake(Alice, on, NetUid::ROOT, crate::words::tao(tao)), Ok(()));
}

/// Makes blocks up to the one before the subnet's next epoch.
pub fn run_up_to_epoch(chain: &mut Chain, netuid: NetUid) {
	let next = chain.look(|| Subnets::next_epoch_block(netuid)).expect("it has epochs");
	chain.run_to(BlockNumber::try_from(next).unwrap() - 1);
}

/// Makes blocks up to the one of the subnet's next epoch.
pub fn run_epoch(chain: &mut Chain, netuid: NetUid) {
	run_up_to_epoch(chain, netuid);
	chain.run(1);
}

/// Alpha-rao on a hotkey, everybody's.
pub fn on_hotkey(of: Sr25519Keyring, netuid: NetUid) -> u64 {
	TotalHotkeyAlpha::<Runtime>::get(hotkey(of), netuid).get()
}

/// Alpha-rao outside the pool that are nobody's and that nobody will get.
pub fn lost(netuid: NetUid) -> u64 {
	let staked = TotalHotkeyAlpha::<Runtime>::iter().filter(|(_, of, _)| *of == netuid).map(|(_, _, alpha)| alpha);
	let unclaimed = UnclaimedOfSubnet::<Runtime>::iter_prefix_values(netuid);
	let others = [SubnetProtocolAlpha::<Runtime>::get(netuid), AlphaBurned::<Runtime>::get(netuid)];
	let all: u64 = staked.chain(unclaimed).chain(others).map(AlphaBalance::get).sum();
	let pots = Pots::of(netuid);
	SubnetAlphaOut::<Runtime>::get(netuid).get() - all - pots.divided() - pots.owner
}

/// Alpha-rao that were recycled.
pub fn recycled(netuid: NetUid) -> u64 {
	AlphaRecycled::<Runtime>::get(netuid).get()
}

/// Alpha-rao that were burned.
pub fn burned(netuid: NetUid) -> u64 {
	AlphaBurned::<Runtime>::get(netuid).get()
}

/// What emission told in this block that the wire has no event for.
pub fn own_events() -> Vec<pallet_emission::Event<Runtime>> {
	let records = System::events().into_iter();
	records
		.filter_map(|record| match record.event {
			RuntimeEvent::Emission(event) => Some(event),
			_ => None,
		})
		.collect()
}

/// Where a mechanism keeps what it has.
pub fn index(netuid: NetUid, mecid: u8) -> NetUidStorageIndex {
	NetUidStorageIndex::of(netuid, MechId::new(mecid)).expect("is one")
}

/// The block that is being made.
pub fn now() -> u64 {
	System::block_number().into()
}

/// One is the other but for what roundings lose, and for the 16 binary digits of a weight.
#[track_caller]
pub fn assert_near(found: u64, expected: u64) {
	let most = DUST.max(expected / 50_000);
	assert!(found.abs_diff(expected) <= most, "{found} is not about {expected}");
}
