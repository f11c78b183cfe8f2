//! What people want to do about crowdloans, and subnets that a crowd leases.

use crate::{
	kit::{account, call, ProtocolCall},
	Crowd,
};
use pallet_crowdloan::{Contributions, CrowdloanId, CrowdloanInfoOf, Crowdloans};
use pallet_protocol::{OwnedHotkeys, SubnetLeases};
use rand::{seq::IndexedRandom, Rng};
use sp_runtime::Percent;
use taonet_runtime::{AccountId, Runtime, RuntimeCall, System};
use taonet_types::{TaoBalance, RAO_PER_TAO};

type CrowdloanCall = pallet_crowdloan::Call<Runtime>;

/// Calls about crowdloans, each of which must succeed now and then.
pub const CROWDLOAN_CALLS: [&str; 10] = [
	"create",
	"contribute",
	"withdraw",
	"finalize",
	"refund",
	"dissolve",
	"update_min_contribution",
	"update_end",
	"update_cap",
	"set_max_contribution",
];

/// The crowdloans that have not come to their end.
fn open_crowdloans() -> Vec<(CrowdloanId, CrowdloanInfoOf<Runtime>)> {
	Crowdloans::<Runtime>::iter().filter(|(_, info)| !info.finalized).collect()
}

/// Those who have contributed.
fn contributors(crowdloan_id: CrowdloanId) -> Vec<AccountId> {
	Contributions::<Runtime>::iter_key_prefix(crowdloan_id).collect()
}

fn rao(amount: u64) -> TaoBalance {
	TaoBalance::new(amount)
}

impl Crowd {
	/// Who asks for what.
	pub fn crowdfunding(&mut self) -> (AccountId, RuntimeCall) {
		let now = System::block_number();
		let has_ended =
			SubnetLeases::<Runtime>::iter_values().any(|lease| lease.end_block.is_some_and(|end| end <= now));
		if has_ended && self.chance(30) {
			return self.ending_a_lease();
		}
		let open = open_crowdloans();
		let is_new = open.len() < 3 || self.chance(10);
		match open.choose(&mut self.dice) {
			Some(crowdloan) if !is_new => self.furthering(crowdloan),
			_ if self.chance(30) => self.ending_a_lease(),
			_ => (self.coldkey(), self.opening().into()),
		}
	}

	fn opening(&mut self) -> CrowdloanCall {
		let now = System::block_number();
		let lease = self.chance(60).then(|| {
			let end_block = Some(now + self.dice.random_range(50..160));
			let emissions_share = Percent::from_percent(self.dice.random_range(0..=100));
			Box::new(ProtocolCall::register_leased_network { emissions_share, end_block }.into())
		});
		let has_target = lease.is_none() || self.chance(5);
		CrowdloanCall::create {
			deposit: rao(self.dice.random_range(9..30) * RAO_PER_TAO),
			min_contribution: rao(self.dice.random_range(1..30) * RAO_PER_TAO / 10),
			cap: rao(self.dice.random_range(20..3_000) * RAO_PER_TAO),
			end: now + self.dice.random_range(45..200),
			call: lease,
			target_address: has_target.then(|| self.coldkey()),
		}
	}

	/// Mostly what somebody may do who may do it.
	fn furthering(&mut self, crowdloan: &(CrowdloanId, CrowdloanInfoOf<Runtime>)) -> (AccountId, RuntimeCall) {
		let (crowdloan_id, info) = (crowdloan.0, &crowdloan.1);
		let missing = info.cap.saturating_sub(info.raised).get();
		let is_over = System::block_number() >= info.end;
		let creator = if self.chance(95) { info.creator.clone() } else { self.coldkey() };
		let (signer, asked) = match self.dice.random_range(0..20) {
			_ if missing == 0 && self.chance(60) => (creator, CrowdloanCall::finalize { crowdloan_id }),
			_ if is_over && self.chance(60) => {
				if info.contributors_count > 1 {
					(creator, CrowdloanCall::refund { crowdloan_id })
				} else {
					(creator, CrowdloanCall::dissolve { crowdloan_id })
				}
			},
			0..8 => {
				let amount = rao(if self.chance(40) { missing } else { self.dice.random_range(0..=missing) });
				(self.coldkey(), CrowdloanCall::contribute { crowdloan_id, amount })
			},
			8..12 => {
				let contributors = contributors(crowdloan_id);
				let contributor = contributors.choose(&mut self.dice).cloned().unwrap_or(creator);
				(contributor, CrowdloanCall::withdraw { crowdloan_id })
			},
			12 => (creator, CrowdloanCall::refund { crowdloan_id }),
			13 => (creator, CrowdloanCall::dissolve { crowdloan_id }),
			14 => {
				let new_min_contribution = rao(self.dice.random_range(0..RAO_PER_TAO));
				(creator, CrowdloanCall::update_min_contribution { crowdloan_id, new_min_contribution })
			},
			15 => {
				let new_end = System::block_number() + self.dice.random_range(45..200);
				(creator, CrowdloanCall::update_end { crowdloan_id, new_end })
			},
			16 | 17 => {
				let new_cap = rao(info.raised.get().max(1) * self.dice.random_range(9..20) / 10);
				(creator, CrowdloanCall::update_cap { crowdloan_id, new_cap })
			},
			_ => {
				let new_max_contribution = self.chance(70).then(|| rao(self.dice.random_range(1..500) * RAO_PER_TAO));
				(creator, CrowdloanCall::set_max_contribution { crowdloan_id, new_max_contribution })
			},
		};
		(signer, asked.into())
	}

	fn ending_a_lease(&mut self) -> (AccountId, RuntimeCall) {
		let now = System::block_number();
		let leases: Vec<_> = SubnetLeases::<Runtime>::iter().collect();
		let ended: Vec<_> = leases.iter().filter(|(_, lease)| lease.end_block.is_some_and(|end| end <= now)).collect();
		let lease = ended.choose(&mut self.dice).copied().or_else(|| leases.choose(&mut self.dice));
		let (lease_id, signer) = match lease {
			Some((lease_id, lease)) => (*lease_id, lease.beneficiary.clone()),
			None => (self.dice.random_range(0..9), self.coldkey()),
		};
		let owned = OwnedHotkeys::<Runtime>::get(&signer);
		let hotkey = owned.choose(&mut self.dice).cloned().unwrap_or_else(|| self.hotkey());
		(signer, ProtocolCall::terminate_lease { lease_id, hotkey }.into())
	}
}

/// Every crowdloan that has not come to its end pays everybody back and is given up. Answers how many.
pub fn give_up_crowdloans() -> usize {
	let open = open_crowdloans();
	for (crowdloan_id, info) in &open {
		for _ in 0..=info.contributors_count / 50 {
			assert_eq!(call(&info.creator, CrowdloanCall::refund { crowdloan_id: *crowdloan_id }), Ok(()));
		}
		let dissolved = call(&info.creator, CrowdloanCall::dissolve { crowdloan_id: *crowdloan_id });
		assert_eq!(dissolved, Ok(()), "crowdloan {crowdloan_id} cannot be given up");
	}
	open.len()
}

/// Every lease, whose end must have passed, is ended by its beneficiary. Answers how many.
pub fn end_leases() -> usize {
	let leases: Vec<_> = SubnetLeases::<Runtime>::iter().collect();
	for (number, (lease_id, lease)) in (3_000..).zip(&leases) {
		let hotkey = account(number);
		for asked in [
			ProtocolCall::try_associate_hotkey { hotkey: hotkey.clone() },
			ProtocolCall::terminate_lease { lease_id: *lease_id, hotkey },
		] {
			assert_eq!(call(&lease.beneficiary, asked), Ok(()), "lease {lease_id} cannot be ended");
		}
	}
	leases.len()
}
