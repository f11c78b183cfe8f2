//! What a pulse and a commit cost outside of WASM, where the host functions run.
#![allow(missing_docs, clippy::unwrap_used)]

use criterion::{criterion_group, criterion_main, Criterion};
use taonet_timelock::{decode_weights, decrypt, encode_weights, encrypt, verify_pulse, Beacon, WeightsPayload};

fn drand(criterion: &mut Criterion) {
	let beacon = Beacon::from_seed([7; 32]);
	let (key, signature) = (beacon.public_key(), beacon.signature(1000));
	let uids: Vec<_> = (0..256).collect();
	let weights = WeightsPayload { hotkey: Some([1; 32]), values: uids.clone(), uids, version_key: 0 };
	let plaintext = encode_weights(&weights);
	let ciphertext = encrypt(&key, 1000, &plaintext, [1; 32]).unwrap();
	let other = encrypt(&key, 1001, &plaintext, [1; 32]).unwrap();
	criterion.bench_function("verify", |bencher| bencher.iter(|| verify_pulse(&key, 1000, &signature)));
	criterion.bench_function("decrypt", |bencher| bencher.iter(|| decrypt(&ciphertext, &signature)));
	criterion.bench_function("decrypt, another round's", |bencher| bencher.iter(|| decrypt(&other, &signature)));
	criterion.bench_function("decode", |bencher| bencher.iter(|| decode_weights(&plaintext)));
}

criterion_group!(benches, drand);
criterion_main!(benches);
