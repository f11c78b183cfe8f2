// The first hours with @polkadot/api: connect, look around, send TAO, sign offline, read what is refused.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { ApiPromise, WsProvider } from '@polkadot/api';
import { Metadata, TypeRegistry } from '@polkadot/types';

import * as chain from './chain.js';
import { done, event, fee, free, person, refused, send, TAO } from './chain.js';

let api;
let alice;
let bob;

before(async () => {
  api = await chain.connect();
  [alice, bob] = [person('Alice'), person('Bob')];
});

after(() => api.disconnect());

/** The first `count` values of a subscription, which is ended then. */
function take(count, subscribe) {
  return new Promise((resolve, reject) => {
    const seen = [];
    let stop = () => {};
    subscribe((value) => {
      if (seen.length === count) return;
      seen.push(value);
      if (seen.length < count) return;
      stop();
      resolve(seen);
    }).then((unsubscribe) => {
      stop = unsubscribe;
    }, reject);
  });
}

test('chain introduces itself as Bittensor chains do', async () => {
  const [name, type, properties] = await Promise.all([
    api.rpc.system.chain(),
    api.rpc.system.chainType(),
    api.rpc.system.properties(),
  ]);
  assert.equal(name.toString(), 'taonet development');
  assert.ok(type.isDevelopment, type.toString());
  assert.deepEqual(properties.toHuman(), {
    isEthereum: false,
    ss58Format: '42',
    tokenDecimals: ['9'],
    tokenSymbol: ['TAO'],
  });
  assert.equal(api.registry.chainSS58, 42);
  assert.equal(api.runtimeVersion.specName.toString(), 'node-subtensor');
  assert.equal(api.runtimeVersion.transactionVersion.toNumber(), 1);
  assert.equal(api.consts.system.ss58Prefix.toNumber(), 42);
  assert.equal(api.consts.aura.slotDuration.toNumber(), 250);
  assert.equal(api.consts.balances.existentialDeposit.toNumber(), 500);
  assert.equal(api.extrinsicVersion, 4);
  assert.equal(api.genesisHash.toHex(), (await api.rpc.chain.getBlockHash(0)).toHex());
});

test('amounts are 64 bits wide and read as TAO', async () => {
  const { data } = await api.query.system.account(alice.address);
  assert.equal(data.free.bitLength(), 64);
  assert.equal(data.free.toBigInt(), 1_000_000n * TAO);
  assert.equal(api.createType('Balance', 1_500_000_000n).toHuman(), '1.5000 TAO');
  assert.equal(api.createType('Balance', data.free).toHuman(), '1.0000 MTAO');
  const derived = await api.derive.balances.all(alice.address);
  assert.equal(derived.freeBalance.toBigInt(), 1_000_000n * TAO);
  assert.equal(derived.availableBalance.toBigInt(), 1_000_000n * TAO);
  assert.equal(
    (await api.query.balances.totalIssuance()).toBigInt(),
    (await api.query.subtensorModule.totalIssuance()).toBigInt(),
  );
});

test('transfer arrives, costs what was announced and is followed to its end', async () => {
  const amount = 2n * TAO;
  const before = [await free(api, alice), await free(api, bob)];
  const transfer = api.tx.balances.transferKeepAlive(bob.address, amount);
  const { partialFee, class: kind } = await transfer.paymentInfo(alice);
  assert.ok(kind.isNormal);
  assert.ok(partialFee.toBigInt() > 0n && partialFee.toBigInt() < TAO / 100n);

  const statuses = [];
  const final = await new Promise((resolve, reject) => {
    transfer
      .signAndSend(alice, (result) => {
        statuses.push(result.status.type);
        if (result.isFinalized) resolve(result);
      })
      .catch(reject);
  });
  assert.deepEqual(statuses, ['Ready', 'InBlock', 'Finalized']);
  const { from, to, amount: sent } = event(final, 'balances', 'Transfer');
  assert.deepEqual([from.toString(), to.toString(), sent.toBigInt()], [alice.address, bob.address, amount]);
  const { who, actualFee, tip } = event(final, 'transactionPayment', 'TransactionFeePaid');
  assert.deepEqual([who.toString(), actualFee.toBigInt(), tip.toNumber()], [alice.address, partialFee.toBigInt(), 0]);
  assert.equal(final.events.at(-1).event.method, 'ExtrinsicSuccess');
  assert.equal(await free(api, alice), before[0] - amount - partialFee.toBigInt());
  assert.equal(await free(api, bob), before[1] + amount);
});

test('block shows the extrinsic, its signer and its events', async () => {
  const result = await done(api.tx.system.remarkWithEvent('hello'), alice);
  const { block } = await api.rpc.chain.getBlock(result.status.asInBlock);
  const remark = block.extrinsics.at(-1);
  const inherents = block.extrinsics.slice(0, -1).map(({ method }) => [method.section, method.method]);
  assert.deepEqual(inherents, [
    ['timestamp', 'set'],
    ['mevShield', 'announceNextKey'],
  ]);
  assert.deepEqual(remark.method.toHuman().args, { remark: 'hello' });
  assert.equal(remark.signer.toString(), alice.address);
  assert.equal(event(result, 'system', 'Remarked').sender.toString(), alice.address);
  const derived = await api.derive.chain.getBlock(result.status.asInBlock);
  assert.equal(derived.block.header.number.toNumber(), block.header.number.toNumber());
  assert.equal(derived.extrinsics.length, block.extrinsics.length);
});

test('heads arrive one by one and finality follows', async () => {
  const heads = await take(4, (seen) => api.rpc.chain.subscribeNewHeads(seen));
  const numbers = heads.map(({ number }) => number.toNumber());
  assert.deepEqual(
    numbers,
    [0, 1, 2, 3].map((step) => numbers[0] + step),
  );
  const [, final] = await take(2, (seen) => api.rpc.chain.subscribeFinalizedHeads(seen));
  const best = await api.rpc.chain.getHeader();
  const behind = best.number.toNumber() - final.number.toNumber();
  assert.ok(behind >= 0 && behind < 10, `${behind} blocks`);
  const [derived] = await take(1, (seen) => api.derive.chain.subscribeNewHeads(seen));
  assert.ok(derived.number.toNumber() >= best.number.toNumber());
});

test('subscription tells each change until it is ended', async () => {
  const watched = [];
  const stop = await api.query.system.account(bob.address, ({ data }) => watched.push(data.free.toBigInt()));
  const before = watched[0] ?? (await free(api, bob));
  await done(api.tx.balances.transferKeepAlive(bob.address, 7n), alice);
  await chain.waitForBlock(api, (await chain.currentBlock(api)) + 1);
  assert.deepEqual(watched, [before, before + 7n]);
  stop();
  await done(api.tx.balances.transferKeepAlive(bob.address, 7n), alice);
  await chain.waitForBlock(api, (await chain.currentBlock(api)) + 1);
  assert.deepEqual(watched, [before, before + 7n]);
});

test('several items are watched together', async () => {
  const { system, timestamp } = api.query;
  const rounds = await take(3, (seen) =>
    api.queryMulti([[system.account, alice.address], system.number, timestamp.now], seen),
  );
  const numbers = rounds.map(([, number]) => number.toNumber());
  assert.deepEqual(
    numbers,
    [0, 1, 2].map((step) => numbers[0] + step),
  );
  const times = rounds.map(([, , now]) => now.toNumber());
  assert.ok(times[0] < times[1] && times[1] < times[2]);
});

test('runtime version is told at once to who subscribes', async () => {
  const [version] = await take(1, (seen) => api.rpc.state.subscribeRuntimeVersion(seen));
  assert.equal(version.specVersion.toNumber(), api.runtimeVersion.specVersion.toNumber());
});

test('raw storage and runtime calls answer without the decoration', async () => {
  const key = api.query.system.number.key();
  const [[raw]] = await take(1, (seen) => api.rpc.state.subscribeStorage([key], seen));
  const number = api.createType('u32', raw.unwrap().toU8a(true)).toNumber();
  assert.ok(number > 0 && number <= (await chain.currentBlock(api)));
  const version = await api.rpc.state.call('Core_version', '0x');
  assert.equal(api.createType('RuntimeVersion', version).specName.toString(), 'node-subtensor');
  const called = await api.call.core.version();
  assert.equal(called.specVersion.toNumber(), api.runtimeVersion.specVersion.toNumber());
});

test('old states can be read', async () => {
  const genesis = await api.at(api.genesisHash);
  assert.equal((await genesis.query.system.number()).toNumber(), 0);
  assert.equal((await genesis.query.system.account(alice.address)).data.free.toBigInt(), 1_000_000n * TAO);
});

test('extrinsic that is signed without a connection is taken later', async () => {
  // What a machine with the key needs to be told: all of it public.
  const metadata = (await api.rpc.state.getMetadata()).toHex();
  const { specVersion, transactionVersion } = api.runtimeVersion;
  const nonce = (await api.rpc.system.accountNextIndex(alice.address)).toNumber();
  const header = await api.rpc.chain.getHeader();

  const registry = new TypeRegistry();
  registry.setMetadata(new Metadata(registry, metadata));
  const call = api.tx.balances.transferKeepAlive(bob.address, 3n).method.toHex();
  const told = {
    address: alice.address,
    blockHash: header.hash.toHex(),
    blockNumber: header.number.toHex(),
    era: registry.createType('ExtrinsicEra', { current: header.number.toNumber(), period: 64 }).toHex(),
    genesisHash: api.genesisHash.toHex(),
    method: call,
    // No hash of the metadata.
    mode: 0,
    nonce: registry.createType('Compact<u32>', nonce).toHex(),
    signedExtensions: registry.signedExtensions,
    specVersion: specVersion.toHex(),
    tip: registry.createType('Compact<u64>', 5_000n).toHex(),
    transactionVersion: transactionVersion.toHex(),
    version: 4,
  };
  const payload = registry.createType('ExtrinsicPayload', told, { version: 4 });
  const { signature } = payload.sign(alice);
  const signed = registry.createType('Extrinsic', { method: call }, { version: 4 });
  signed.addSignature(alice.address, signature, payload.toHex());

  const one = person('One');
  const before = [await free(api, bob), await free(api, one)];
  const hash = await api.rpc.author.submitExtrinsic(signed.toHex());
  assert.equal(hash.toHex(), signed.hash.toHex());
  await chain.waitForBlock(api, (await chain.currentBlock(api)) + 2);
  assert.equal(await free(api, bob), before[0] + 3n);
  assert.equal(await free(api, one), before[1] + 5_000n, 'the tip is the author’s');
  assert.equal((await api.rpc.system.accountNextIndex(alice.address)).toNumber(), nonce + 1);
});

test('era, tip and the hash of the metadata are the sender’s choice', async () => {
  const remark = () => api.tx.system.remark('0x00');
  await done(remark(), alice, { era: 0 });
  const short = await done(remark(), alice, { era: 8, tip: 1 });
  const { block } = await api.rpc.chain.getBlock(short.status.asInBlock);
  const { era, tip, signature } = block.extrinsics[short.txIndex];
  assert.deepEqual([era.asMortalEra.period.toNumber(), tip.toNumber(), signature.length], [8, 1, 64]);
  // Hardware wallets sign a hash of the metadata. Only nodes that are built for shipping know theirs.
  assert.ok(api.registry.signedExtensions.includes('CheckMetadataHash'));
  const hashed = send(remark(), alice, { metadataHash: `0x${'11'.repeat(32)}`, mode: 1 });
  await assert.rejects(hashed, { message: '1011: Unknown Transaction Validity: CannotLookup' });
});

test('refusal by the pool says why', async () => {
  const remark = () => api.tx.system.remark('0x01');
  const nonce = (await api.rpc.system.accountNextIndex(alice.address)).toNumber();
  await assert.rejects(send(remark(), alice, { nonce: nonce - 1 }), {
    message: '1010: Invalid Transaction: Transaction is outdated',
  });
  const poor = person('Nobody');
  await assert.rejects(send(remark(), poor, { nonce: 0 }), {
    message: '1010: Invalid Transaction: Inability to pay some fees , e.g. account balance too low',
  });
  await assert.rejects(send(api.tx.sudo.sudo(remark()), bob), {
    message: '1010: Invalid Transaction: Invalid signing address',
  });
  const { genesisHash, runtimeVersion } = api;
  const forged = remark().signFake(alice.address, { blockHash: genesisHash, genesisHash, nonce, runtimeVersion });
  await assert.rejects(api.rpc.author.submitExtrinsic(forged.toHex()), {
    message: '1010: Invalid Transaction: Transaction has a bad signature',
  });
  const later = await remark().signAsync(alice, { nonce: nonce + 1 });
  await api.rpc.author.submitExtrinsic(later.toHex());
  await assert.rejects(api.rpc.author.submitExtrinsic(later.toHex()), {
    message: /^1013: Transaction Already Imported/,
  });
  await done(remark(), alice, { nonce });
});

test('refusal in a block is told by name and in words', async () => {
  const { balances, multisig, subtensorModule } = api.tx;
  assert.equal((await refused(balances.forceSetBalance(bob.address, 0), bob)).name, 'BadOrigin');
  const everything = balances.transferKeepAlive(bob.address, 2_000_000n * TAO);
  assert.equal((await refused(everything, alice)).name, '{"token":"FundsUnavailable"}');
  const cancel = multisig.cancelAsMulti(2, [alice.address], { height: 1, index: 1 }, new Uint8Array(32));
  assert.deepEqual(await refused(cancel, bob), {
    name: 'multisig.NotFound',
    docs: 'Multisig operation not found in storage.',
  });
  const start = subtensorModule.startCall(chain.NOWHERE);
  assert.equal((await refused(start, bob)).name, 'subtensorModule.SubnetNotExists');
});

test('every error of the chain has words', () => {
  const errors = api.runtimeMetadata.asLatest.pallets
    .filter(({ errors }) => errors.isSome)
    .flatMap(({ errors, name: pallet }) =>
      api.registry.lookup
        .getSiType(errors.unwrap().type)
        .def.asVariant.variants.map(({ name, docs }) => ({ name: `${pallet}.${name}`, words: docs.join(' ').trim() })),
    );
  assert.ok(errors.length > 200, `${errors.length} errors`);
  assert.deepEqual(
    errors.filter(({ words }) => words === ''),
    [],
  );
});

test('what the library does not know of the chain is all that it warns of', async () => {
  const warned = [];
  const { warn, error } = console;
  console.warn = console.error = (...words) => warned.push(words.join(' '));
  try {
    const second = await ApiPromise.create({ provider: new WsProvider(chain.url) });
    await second.rpc.system.health();
    await second.disconnect();
  } finally {
    Object.assign(console, { warn, error });
  }
  assert.equal(warned.length, 2, warned.join('\n'));
  // These add nothing to an extrinsic, so nothing has to be known of them.
  const harmless =
    /Unknown signed extensions ((Sudo|Subtensor)TransactionExtension|CheckShieldedTxValidity|DrandPriority|, )+ found, treating them as no-effect$/;
  assert.match(warned[0], harmless);
  assert.match(warned[1], /API\/INIT: RPC methods not decorated: archive_v1_body/);
});

test('method that is not there is refused and the connection goes on', async () => {
  const { provider } = api._rpcCore;
  const ask = (method, ...parameters) => provider.send(method, parameters);
  await assert.rejects(ask('no_such_method'), { message: '-32601: Method not found' });
  await assert.rejects(ask('state_call', 'SubnetInfoRuntimeApi_get_metagraph', '0x'), { message: /^4003: / });
  assert.equal(await ask('system_chain'), 'taonet development');
});

test('fee of a failed extrinsic is paid', async () => {
  const before = await free(api, bob);
  const result = await send(api.tx.balances.forceSetBalance(bob.address, 0), bob);
  assert.ok(result.dispatchError);
  assert.equal(await free(api, bob), before - fee(result));
});
