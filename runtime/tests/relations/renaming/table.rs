//! Which key stands at which place: nothing that the metadata shows may be missing here.

use super::{
	places::{items, places},
	scene::{dispute, old_coldkey, old_hotkey, scene},
	state::places_of,
};
use crate::words::stored;
use std::collections::{BTreeMap, BTreeSet};

/// Who stands at a place.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Who {
	/// The hotkey of the scene.
	Hotkey,
	/// Its coldkey.
	Coldkey,
	/// Both.
	Both,
	/// Neither, ever: the reason.
	Nobody(&'static str),
	/// Perhaps the coldkey, and it stays there when it is swapped: the reason.
	Stays(&'static str),
}

use Who::*;

const OLD_MAP: Who = Nobody("nothing is stored there, for clients of old");
const WITHOUT_A_KEY: Who = Nobody("an account that is made of a number: nobody can sign for it");
const UNDER_WAY: Who = Nobody("between swaps nothing follows: see `many`");
const OTHER_PALLET: Who = Nobody("balances lie in System.Account");
const DEPOSIT: Who = Stays("the deposit is reserved on the old coldkey, which can still ask for it");
const WITH_ITS_PROXIES: Who = Stays("it is about a proxy, which stays who it is, as the proxies of the old coldkey do");
const BY_SIGNATURE: Who = Stays("it stands for a signature of the old coldkey, not for what it has");

/// All places, in the order of the pallets.
const TABLE: &[(&str, Who)] = &[
	("System.Account key", Coldkey),
	("Balances.Account key", OTHER_PALLET),
	("Balances.Locks key", OTHER_PALLET),
	("Balances.Reserves key", OTHER_PALLET),
	("Balances.Holds key", OTHER_PALLET),
	("Balances.Freezes key", OTHER_PALLET),
	// Keys.
	("SubtensorModule.Owner key", Hotkey),
	("SubtensorModule.Owner value", Coldkey),
	("SubtensorModule.OwnedHotkeys key", Coldkey),
	("SubtensorModule.OwnedHotkeys value[]", Hotkey),
	("SubtensorModule.StakingHotkeys key", Coldkey),
	("SubtensorModule.StakingHotkeys value[]", Hotkey),
	("SubtensorModule.Delegates key", Hotkey),
	("SubtensorModule.IdentitiesV2 key", Coldkey),
	("Subnets.SlotsOfColdkey key", Coldkey),
	("Subnets.HotkeysOfColdkey key.0", Coldkey),
	("Subnets.HotkeysOfColdkey key.1", Hotkey),
	("Subnets.StakedBefore key.0", Coldkey),
	("Subnets.StakedBefore key.1", Hotkey),
	// Neurons and subnets.
	("SubtensorModule.Keys value", Hotkey),
	("SubtensorModule.Uids key.1", Hotkey),
	("SubtensorModule.IsNetworkMember key.0", Hotkey),
	("SubtensorModule.SubnetOwner value", Coldkey),
	("SubtensorModule.SubnetOwnerHotkey value", Hotkey),
	("SubtensorModule.Axons key.1", Hotkey),
	("SubtensorModule.NeuronCertificates key.1", Hotkey),
	("SubtensorModule.Prometheus key.1", Hotkey),
	// Commitments to weights.
	("SubtensorModule.WeightCommits key.1", Hotkey),
	("SubtensorModule.TimelockedWeightCommits value[].0", Hotkey),
	("SubtensorModule.CRV3WeightCommits value[].0", OLD_MAP),
	("SubtensorModule.CRV3WeightCommitsV2 value[].0", OLD_MAP),
	("Epochs.QueueRecords value.committers[].0", Hotkey),
	// What neurons publish.
	("Commitments.TimelockedIndex value[].1", Hotkey),
	("Commitments.CommitmentOf key.1", Hotkey),
	("Commitments.LastCommitment key.1", Hotkey),
	("Commitments.LastBondsReset key.1", Hotkey),
	("Commitments.RevealedCommitments key.1", Hotkey),
	("Commitments.UsedSpaceOf key.1", Hotkey),
	("Commitments.RevealQueue key.2", Hotkey),
	// Waits.
	("SubtensorModule.LastRateLimitedBlock key::LastTxBlock", Coldkey),
	("SubtensorModule.LastRateLimitedBlock key::LastTxBlockChildKeyTake", Hotkey),
	("SubtensorModule.LastRateLimitedBlock key::LastTxBlockDelegateTake", Hotkey),
	("SubtensorModule.TransactionKeyLastBlock key.0", Both),
	("SubtensorModule.LastHotkeySwapOnNetuid key.1", Coldkey),
	("SubtensorModule.ColdkeySwapAnnouncements key", Coldkey),
	("SubtensorModule.ColdkeySwapDisputes key", Coldkey),
	// Stake.
	("SubtensorModule.Alpha key.0", OLD_MAP),
	("SubtensorModule.Alpha key.1", OLD_MAP),
	("SubtensorModule.TotalHotkeyShares key.0", OLD_MAP),
	("SubtensorModule.LastTxBlock key", OLD_MAP),
	("SubtensorModule.LastTxBlockChildKeyTake key", OLD_MAP),
	("SubtensorModule.LastTxBlockDelegateTake key", OLD_MAP),
	("SubtensorModule.LoadedEmission value[].0", OLD_MAP),
	("SubtensorModule.AlphaV2 key.0", Hotkey),
	("SubtensorModule.AlphaV2 key.1", Coldkey),
	("SubtensorModule.TotalHotkeyAlpha key.0", Hotkey),
	("SubtensorModule.TotalHotkeySharesV2 key.0", Hotkey),
	("SubtensorModule.LastColdkeyHotkeyStakeBlock key.0", Coldkey),
	("SubtensorModule.LastColdkeyHotkeyStakeBlock key.1", Hotkey),
	("SubtensorModule.AutoStakeDestination key.0", Coldkey),
	("SubtensorModule.AutoStakeDestination value", Hotkey),
	("Staking.HoldersOfSubnet key.1", Hotkey),
	("Staking.HoldersOfSubnet key.2", Coldkey),
	("Staking.HotkeysOfSubnet key.1", Hotkey),
	("Staking.AutoStakersOfSubnet key.1", Hotkey),
	("Staking.AutoStakersOfSubnet key.2", Coldkey),
	("Staking.PositionsOfColdkey key.0", Coldkey),
	("Staking.PositionsOfColdkey key.2", Hotkey),
	// Children.
	("SubtensorModule.ChildKeys key.0", Hotkey),
	("SubtensorModule.ChildKeys value[].1", Hotkey),
	("SubtensorModule.ParentKeys key.0", Hotkey),
	("SubtensorModule.ParentKeys value[].1", Hotkey),
	("SubtensorModule.ChildkeyTake key.0", Hotkey),
	("SubtensorModule.PendingChildKeys key.1", Hotkey),
	("SubtensorModule.PendingChildKeys value.0[].1", Hotkey),
	("SubtensorModule.AutoParentDelegationEnabled key", Hotkey),
	("Staking.PendingParents key.1", Hotkey),
	("Staking.PendingParents key.2", Hotkey),
	("Staking.RelatedHotkeys key.1", Hotkey),
	// Earnings.
	("SubtensorModule.AlphaDividendsPerSubnet key.1", Hotkey),
	("SubtensorModule.RootAlphaDividendsPerSubnet key.1", Hotkey),
	("SubtensorModule.LastHotkeyEmissionOnNetuid key.0", Hotkey),
	("SubtensorModule.TotalHotkeyAlphaLastEpoch key.0", Hotkey),
	("Emission.EarnersOfSubnet key.1", Hotkey),
	("SubtensorModule.RootClaimable key", Hotkey),
	("SubtensorModule.RootClaimed key.1", Hotkey),
	("SubtensorModule.RootClaimed key.2", Coldkey),
	("SubtensorModule.RootClaimType key", Coldkey),
	("SubtensorModule.StakingColdkeys key", Coldkey),
	("SubtensorModule.StakingColdkeysByIndex value", Coldkey),
	("Staking.UnclaimedOfSubnet key.1", Hotkey),
	("Staking.NextClaim key", Coldkey),
	("Staking.NextClaim value", Hotkey),
	// Locks and votes.
	("SubtensorModule.Lock key.0", Coldkey),
	("SubtensorModule.Lock key.2", Hotkey),
	("SubtensorModule.LockingColdkeys key.1", Hotkey),
	("SubtensorModule.LockingColdkeys key.2", Coldkey),
	("SubtensorModule.HotkeyLock key.1", Hotkey),
	("SubtensorModule.DecayingHotkeyLock key.1", Hotkey),
	("SubtensorModule.DecayingLock key.0", Coldkey),
	("SubtensorModule.AccountFlags key", Coldkey),
	("SubtensorModule.VotingPower key.1", Hotkey),
	("Staking.PerpetualLockers key.1", Coldkey),
	("Staking.FormerOwnerHotkeys key.1", Hotkey),
	("Staking.OwnershipChecks value.best::Some.1", Nobody("a search of a few blocks, once in an epoch: see `cursors`")),
	// Swaps.
	("Staking.HotkeyTransits key.1", UNDER_WAY),
	("Staking.HotkeyTransits value.hotkey", UNDER_WAY),
	("Staking.TransitsTo key.1", UNDER_WAY),
	("Staking.TransitsTo value", UNDER_WAY),
	("Staking.HotkeysToDisown key", UNDER_WAY),
	("Staking.ColdkeyTransits key", UNDER_WAY),
	("Staking.ColdkeyTransits value", UNDER_WAY),
	("Staking.ColdkeyTransitsTo key", UNDER_WAY),
	("Staking.ColdkeyTransitsTo value", UNDER_WAY),
	("Staking.LastTransit value.1", UNDER_WAY),
	// Crowdloans and leases.
	("Crowdloan.Crowdloans value.creator", Coldkey),
	("Crowdloan.Crowdloans value.funds_account", WITHOUT_A_KEY),
	("Crowdloan.Crowdloans value.target_address::Some", Coldkey),
	("Crowdloan.Contributions key.1", Coldkey),
	("Crowdloan.CrowdloansOf key.0", Coldkey),
	("SubtensorModule.SubnetLeases value.beneficiary", Coldkey),
	("SubtensorModule.SubnetLeases value.coldkey", WITHOUT_A_KEY),
	("SubtensorModule.SubnetLeases value.hotkey", WITHOUT_A_KEY),
	("SubtensorModule.SubnetLeaseShares key.1", Coldkey),
	("Leasing.Payouts value.last::Some", Nobody("a payout goes to its end before somebody in it is renamed")),
	("Leasing.SmallParts key.1", Coldkey),
	// The shield.
	("MevShield.PendingExtrinsics value.who", Nobody("what is stored is gone in the next block")),
	// Proxies, and stock pallets.
	("Proxy.Proxies key", DEPOSIT),
	// Of a lease it is the beneficiary; other proxies stay who they are.
	("Proxy.Proxies value.0[].delegate", Coldkey),
	("Proxy.Announcements key", DEPOSIT),
	("Proxy.Announcements value.0[].real", BY_SIGNATURE),
	("Proxy.LastCallResult key", Nobody("it is forgotten when the block ends")),
	("Proxy.RealPaysFee key.0", WITH_ITS_PROXIES),
	("Proxy.RealPaysFee key.1", WITH_ITS_PROXIES),
	("Multisig.Multisigs key.0", BY_SIGNATURE),
	("Multisig.Multisigs value.depositor", DEPOSIT),
	("Multisig.Multisigs value.approvals[]", BY_SIGNATURE),
	("Preimage.StatusFor value::Unrequested.deposit.0", DEPOSIT),
	("Preimage.StatusFor value::Requested.deposit::Some.0", DEPOSIT),
	("Preimage.RequestStatusFor value::Unrequested.ticket.0", DEPOSIT),
	("Preimage.RequestStatusFor value::Requested.maybe_ticket::Some.0", DEPOSIT),
	("SafeMode.Deposits key.0", DEPOSIT),
	("Scheduler.Agenda value[]::Some.origin::system::Signed", Nobody("only root schedules")),
	("Sudo.Key value", Stays("root is not what a coldkey has: it names another key itself")),
];

impl Who {
	/// Whether the hotkey and the coldkey must stand there.
	fn must(self) -> (bool, bool) {
		match self {
			Hotkey => (true, false),
			Coldkey => (false, true),
			Both => (true, true),
			Nobody(_) | Stays(_) => (false, false),
		}
	}
}

fn table() -> BTreeMap<&'static str, Who> {
	let table: BTreeMap<_, _> = TABLE.iter().copied().collect();
	assert_eq!(table.len(), TABLE.len(), "a place is named twice");
	table
}

/// A map that is added later fails here, until somebody says who stands in it and the scene puts somebody there.
#[test]
fn every_place_of_an_account_is_known() {
	let known: BTreeSet<String> = TABLE.iter().map(|(place, _)| (*place).to_owned()).collect();
	let places = places();
	let (missing, gone): (Vec<_>, Vec<_>) = (places.difference(&known).collect(), known.difference(&places).collect());
	assert!(missing.is_empty() && gone.is_empty(), "not in the table: {missing:#?}; not in the metadata: {gone:#?}");
}

#[test]
fn one_hotkey_and_its_coldkey_stand_wherever_an_account_can_stand() {
	let mut chain = scene();
	chain.block(dispute);
	let state = chain.look(stored);
	let (of_hotkey, of_coldkey) = (places_of(&state, &old_hotkey()), places_of(&state, &old_coldkey()));
	let mut covered = BTreeSet::new();
	for (place, who) in table() {
		let stands = (of_hotkey.contains(place), of_coldkey.contains(place));
		let must = who.must();
		assert!(stands.0 || !must.0, "the hotkey does not stand at {place}");
		assert!(stands.1 || !must.1, "the coldkey does not stand at {place}");
		assert!(!matches!(who, Nobody(_)) || stands == (false, false), "somebody stands at {place}");
		if must != (false, false) {
			covered.insert(place.split(' ').next().expect("begins with the item"));
		}
	}
	let with_accounts = items().iter().filter(|item| !item.places().is_empty()).count();
	let places = table().values().filter(|who| who.must() != (false, false)).count();
	println!("{} of {with_accounts} items that hold accounts are covered, at {places} places", covered.len());
	assert!(covered.len() > 60);
}
