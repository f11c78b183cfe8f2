//! A crowdloan of Bob's that leases a subnet.

use crate::{
	chain::Chain,
	kit::{account, call, coldkey, events, ProtocolCall},
	words::{alpha_rao, rao, set_balance},
};
use pallet_leasing::{Books, Payouts, Settlements, SmallParts};
use pallet_protocol::{
	types::{LeaseId, SubnetLeaseOf},
	AccumulatedLeaseDividends, Event, SubnetLeaseShares, SubnetLeases, SubnetUidToLeaseId,
};
use pallet_proxy::Proxies;
use sp_keyring::Sr25519Keyring::{Bob, Charlie};
use sp_runtime::{DispatchResult, Percent};
use taonet_runtime::{AccountId, AlphaAssets, BlockNumber, Leasing, Runtime, RuntimeCall, Staking, System};
use taonet_types::{NetUid, RAO_PER_TAO};

/// Calls of crowdloans.
pub type CrowdloanCall = pallet_crowdloan::Call<Runtime>;

/// The first lease.
pub const LEASE: LeaseId = 0;
/// The subnet that it creates.
pub const SUBNET: NetUid = NetUid::new(2);
/// One TAO in RAO, and one alpha in alpha-rao.
pub const TAO: u64 = RAO_PER_TAO;
/// What the coldkey of a lease reserves for its proxy, in RAO.
pub const PROXY_DEPOSIT: u64 = 93_000_000;
/// What a lease costs on a chain without other registrations: 1000 TAO and the deposit.
pub const COST: u64 = 1_000 * TAO + PROXY_DEPOSIT;

/// The call that leases a subnet.
pub fn lease_call(percent: u8, end_block: Option<BlockNumber>) -> RuntimeCall {
	let emissions_share = Percent::from_percent(percent);
	ProtocolCall::register_leased_network { emissions_share, end_block }.into()
}

/// Bob opens a crowdloan for that call with so many RAO of his own, and these contribute so many RAO. That is all there is to
/// raise.
pub fn raise(chain: &mut Chain, own: u64, others: &[(AccountId, u64)], lease: RuntimeCall) {
	let end = chain.height() + 1_000;
	chain.block(|| {
		let create = CrowdloanCall::create {
			deposit: rao(own),
			min_contribution: rao(TAO / 10),
			cap: rao(own + others.iter().map(|(_, amount)| amount).sum::<u64>()),
			end,
			call: Some(Box::new(lease)),
			target_address: None,
		};
		assert_eq!(call(&coldkey(Bob), create), Ok(()));
		for (contributor, amount) in others {
			let contribute = CrowdloanCall::contribute { crowdloan_id: 0, amount: rao(*amount) };
			assert_eq!(call(contributor, contribute), Ok(()));
		}
	});
}

/// Bob finalizes the crowdloan.
pub fn finalize() -> DispatchResult {
	call(&coldkey(Bob), CrowdloanCall::finalize { crowdloan_id: 0 })
}

/// A chain on which that was done.
pub fn leased(own: u64, others: &[(AccountId, u64)], percent: u8, end_block: Option<BlockNumber>) -> Chain {
	let mut chain = Chain::local();
	chain.block(|| others.iter().for_each(|(contributor, amount)| set_balance(contributor, amount + TAO)));
	raise(&mut chain, own, others, lease_call(percent, end_block));
	chain.block(|| assert_eq!(finalize(), Ok(())));
	chain
}

/// Bob has raised 1200 TAO and Charlie 300: a fifth. 30 % of the owner's cuts are the contributors'.
pub fn small_lease(end_block: Option<BlockNumber>) -> Chain {
	leased(1_200 * TAO, &[(coldkey(Charlie), 300 * TAO)], 30, end_block)
}

/// Of 1500 TAO, 499 accounts have raised 2 each. Half of the owner's cuts is the contributors'.
pub fn crowded_lease() -> Chain {
	let others: Vec<_> = crowd().into_iter().map(|contributor| (contributor, 2 * TAO)).collect();
	leased(502 * TAO, &others, 50, None)
}

/// Those 499, in the order in which they are paid.
pub fn crowd() -> Vec<AccountId> {
	let mut all: Vec<_> = (1..=499).map(account).collect();
	all.sort();
	all
}

/// The lease.
pub fn the_lease() -> SubnetLeaseOf<Runtime> {
	SubnetLeases::<Runtime>::get(LEASE).expect("there is a lease")
}

/// The owner's cut of an epoch, as the block step pays it; tells how many alpha-rao of it are set aside.
pub fn cut(amount: u64) -> u64 {
	let lease = the_lease();
	assert_eq!(AlphaAssets::emit_alpha(SUBNET, alpha_rao(amount)), Ok(()));
	assert_eq!(Staking::increase(&lease.hotkey, &lease.coldkey, SUBNET, alpha_rao(amount)), Ok(()));
	Leasing::on_owner_cut(SUBNET, alpha_rao(amount)).get()
}

/// Alpha-rao that were set aside and are not being paid out yet.
pub fn accumulated() -> u64 {
	AccumulatedLeaseDividends::<Runtime>::get(LEASE).get()
}

/// What somebody has on the hotkey of a lease, in alpha-rao.
pub fn stake_on(hotkey: &AccountId, of: &AccountId) -> u64 {
	Staking::stake_of(hotkey, of, SUBNET).get()
}

/// What somebody has on the hotkey of the lease, in alpha-rao.
pub fn stake_of(of: &AccountId) -> u64 {
	stake_on(&the_lease().hotkey, of)
}

/// Who was paid how many alpha-rao in this block, in order.
pub fn payments() -> Vec<(AccountId, u64)> {
	let payments = events().into_iter().filter_map(|event| match event {
		Event::SubnetLeaseDividendsDistributed { lease_id: LEASE, contributor, alpha } => {
			Some((contributor, alpha.get()))
		},
		_ => None,
	});
	payments.collect()
}

/// Who may act for the coldkey of a lease.
pub fn proxies(lease_coldkey: &AccountId) -> Vec<AccountId> {
	Proxies::<Runtime>::get(lease_coldkey).0.into_iter().map(|proxy| proxy.delegate).collect()
}

/// Checks that nothing is left of the lease.
pub fn assert_gone(lease: &SubnetLeaseOf<Runtime>) {
	assert_eq!(SubnetLeases::<Runtime>::iter().count(), 0);
	assert_eq!(SubnetLeaseShares::<Runtime>::iter().count(), 0);
	assert_eq!(SubnetUidToLeaseId::<Runtime>::iter().count(), 0);
	assert_eq!(AccumulatedLeaseDividends::<Runtime>::iter().count(), 0);
	assert_eq!(Books::<Runtime>::iter().count(), 0);
	assert_eq!(Payouts::<Runtime>::iter().count(), 0);
	assert_eq!(SmallParts::<Runtime>::iter().count(), 0);
	assert_eq!(Settlements::<Runtime>::iter().count(), 0);
	assert_eq!(proxies(&lease.coldkey), []);
	let account = System::account(&lease.coldkey);
	assert_eq!((account.providers, account.consumers, account.data.free, account.data.reserved), (0, 0, 0, 0));
	assert!(!System::account_exists(&lease.hotkey));
}
