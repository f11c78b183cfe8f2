//! How much a neuron may publish between two epochs.

use crate::{
	kit::AdminCall,
	words::{
		big, dave, eve, limit_space, next_epoch, publish, published, raw, refusal, refused, scene, set, timelocked,
		CommitmentsError, SUBNET,
	},
};
use pallet_commitments::{Data, UsageTracker, UsedSpaceOf};
use pallet_protocol::SubnetEpochIndex;
use taonet_runtime::Runtime;

fn used() -> u64 {
	UsedSpaceOf::<Runtime>::get(SUBNET, dave()).map_or(0, |usage| usage.used_space)
}

#[test]
fn thirty_one_short_commitments_fit_between_two_epochs() {
	scene().block(|| {
		for number in 1..=31 {
			published(&dave(), &[raw(&[7; 100])]);
			assert_eq!(used(), number * 100);
		}
		assert_eq!(refused(&dave(), set(SUBNET, &[])), refusal(CommitmentsError::SpaceLimitExceeded));
		published(&eve(), &[raw(b"has her own")]);
	});
}

#[test]
fn three_of_the_longest_ciphertexts_fit_and_nothing_after_them() {
	scene().block(|| {
		for round in [1, 2, 3] {
			published(&dave(), &[timelocked(vec![7; 1_024], round)]);
		}
		assert_eq!(used(), 3_072);
		assert_eq!(refused(&dave(), set(SUBNET, &[raw(b"x")])), refusal(CommitmentsError::SpaceLimitExceeded));
	});
}

#[test]
fn fields_count_by_their_bytes_and_a_commitment_as_a_hundred_at_least() {
	let mut chain = scene();
	let cases: [(&[Data], u64); 8] = [
		(&[], 100),
		(&[Data::None, Data::ResetBondsFlag], 100),
		(&[raw(&[7; 99])], 100),
		(&[raw(&[7; 101])], 101),
		(&[raw(&[7; 128]), raw(&[7; 1])], 129),
		(&[Data::BlakeTwo256([7; 32]), Data::Keccak256([7; 32]), Data::ShaThree256([7; 32])], 100),
		(&[big(512), Data::Sha256([7; 32])], 544),
		(&[timelocked(vec![7; 300], 1), big(200)], 500),
	];
	for (fields, bytes) in cases {
		chain.block(|| {
			next_epoch();
			published(&dave(), fields);
			assert_eq!(used(), bytes, "{fields:?}");
		});
	}
}

#[test]
fn space_is_there_again_when_an_epoch_has_begun() {
	let mut chain = scene();
	chain.block(|| {
		limit_space(250);
		published(&dave(), &[]);
		published(&dave(), &[]);
		assert_eq!(publish(&dave(), &[]), refusal(CommitmentsError::SpaceLimitExceeded));
	});
	chain.root(AdminCall::sudo_set_tempo { netuid: SUBNET, tempo: 1 });
	chain.run(3);
	chain.block(|| {
		published(&dave(), &[]);
		let last_epoch = SubnetEpochIndex::<Runtime>::get(SUBNET);
		assert_eq!(UsedSpaceOf::<Runtime>::get(SUBNET, dave()), Some(UsageTracker { last_epoch, used_space: 100 }));
	});
}

#[test]
fn lowered_limit_holds_at_once() {
	scene().block(|| {
		published(&dave(), &[big(512)]);
		limit_space(500);
		assert_eq!(publish(&dave(), &[]), refusal(CommitmentsError::SpaceLimitExceeded));
		next_epoch();
		assert_eq!(publish(&dave(), &[big(501)]), refusal(CommitmentsError::SpaceLimitExceeded));
		published(&dave(), &[big(500)]);
	});
}
