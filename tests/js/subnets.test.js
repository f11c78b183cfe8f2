// A subnet’s first day with @polkadot/api: look at the list, create one, start it, let neurons in, set it up, set weights.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { blake2AsHex } from '@polkadot/util-crypto';

import * as chain from './chain.js';
import {
  APEX,
  currentBlock,
  done,
  event,
  fee,
  free,
  fund,
  NOBODY,
  NOWHERE,
  person,
  refused,
  send,
  TAO,
  text,
  WHOLE,
} from './chain.js';

let api;
let alice;
let owner;
let hotkey;
let miner;
let minerHotkey;
/** Of the subnet that the tests share. */
let netuid;

before(async () => {
  api = await chain.connect();
  [alice, owner, hotkey, miner, minerHotkey] = ['Alice', 'Owner', 'Owner_hk', 'Miner', 'Miner_hk'].map(person);
  await fund(api, 20_000n * TAO, owner, miner);
  await chain.sudo(api, api.tx.adminUtils.sudoSetAdminFreezeWindow(0));
});

after(() => api.disconnect());

test('maps are read by key, by several keys and whole', async () => {
  const { subtensorModule: item } = api.query;
  assert.equal((await item.totalNetworks()).toNumber(), 2);
  const listed = await item.networksAdded.entries();
  assert.deepEqual(listed.map(([key, added]) => [key.args[0].toNumber(), added.isTrue]).sort(), [
    [0, true],
    [1, true],
  ]);
  assert.deepEqual((await item.networksAdded.keys()).map(({ args }) => args[0].toNumber()).sort(), [0, 1]);
  assert.deepEqual((await item.tempo.multi([0, 1])).map(String), ['100', '100']);
  assert.deepEqual(
    (await item.tokenSymbol.multi([0, 1])).map((symbol) => symbol.toUtf8()),
    ['Τ', 'α'],
  );
  assert.equal((await item.tempo(NOWHERE)).toNumber(), (await item.tempo.at(api.genesisHash, NOWHERE)).toNumber());
  // Two keys: one account on one subnet, and all accounts of a subnet.
  assert.equal((await item.uids(APEX, NOBODY)).unwrap().toNumber(), 0);
  assert.ok((await item.uids(APEX, alice.address)).isNone);
  assert.deepEqual(
    (await item.uids.entries(APEX)).map(([{ args }, uid]) => [args[1].toString(), uid.unwrap().toNumber()]),
    [[NOBODY, 0]],
  );
  const page = await item.networksAdded.entriesPaged({ args: [], pageSize: 1 });
  assert.equal(page.length, 1);
  assert.equal(await item.networksAdded.size(APEX).then(Number), 1);
});

test('subnets are listed by the runtime API', async () => {
  const subnets = await api.call.subnetInfoRuntimeApi.getAllDynamicInfo();
  const [root, apex] = subnets.map((subnet) => subnet.unwrap());
  assert.deepEqual([text(root.subnetName), text(root.tokenSymbol)], ['root', 'Τ']);
  assert.deepEqual([text(apex.subnetName), text(apex.tokenSymbol)], ['apex', 'α']);
  assert.equal(apex.taoIn.toBigInt(), 10n * TAO);
  assert.equal(apex.alphaIn.toBigInt(), 10n * TAO);
  assert.equal(apex.ownerColdkey.toString(), NOBODY);
  assert.ok((await api.call.subnetInfoRuntimeApi.getDynamicInfo(NOWHERE)).isNone);
});

test('subnet is created for its price and started once', async () => {
  const { subtensorModule: call } = api.tx;
  const price = (await api.call.subnetRegistrationRuntimeApi.getNetworkRegistrationCost()).toBigInt();
  assert.equal(price, 1000n * TAO);
  const before = await free(api, owner);
  const created = await done(call.registerNetwork(hotkey.address), owner);
  netuid = event(created, 'subtensorModule', 'NetworkAdded')[0].toNumber();
  assert.equal(netuid, 2);
  assert.equal(await free(api, owner), before - price - fee(created));
  assert.equal((await api.query.subtensorModule.subnetOwner(netuid)).toString(), owner.address);
  assert.equal((await api.query.subtensorModule.totalNetworks()).toNumber(), 3);
  assert.ok((await api.call.subnetRegistrationRuntimeApi.getNetworkRegistrationCost()).toBigInt() > price);

  assert.equal((await refused(call.startCall(netuid), miner)).name, 'BadOrigin');
  await done(call.startCall(netuid), owner);
  assert.ok((await api.query.subtensorModule.firstEmissionBlockNumber(netuid)).isSome);
  const again = await refused(call.startCall(netuid), owner);
  assert.equal(again.name, 'subtensorModule.FirstEmissionBlockNumberAlreadySet');
  assert.ok(again.docs.length > 20, again.docs);
});

test('neuron buys its place for the burn and is found by its hotkey', async () => {
  const { subtensorModule: call } = api.tx;
  const burn = (await api.query.subtensorModule.burn(netuid)).toBigInt();
  const before = await free(api, miner);
  const result = await done(call.burnedRegister(netuid, minerHotkey.address), miner);
  const [subnet, uid, key] = event(result, 'subtensorModule', 'NeuronRegistered');
  assert.deepEqual([subnet.toNumber(), uid.toNumber(), key.toString()], [netuid, 1, minerHotkey.address]);
  const paid = before - (await free(api, miner)) - fee(result);
  assert.ok(paid > 0n && paid <= burn, `${paid} RAO of ${burn}`);
  assert.equal((await api.query.subtensorModule.owner(minerHotkey.address)).toString(), miner.address);
  assert.equal((await api.query.subtensorModule.subnetworkN(netuid)).toNumber(), 2);
  assert.ok((await api.query.subtensorModule.isNetworkMember(minerHotkey.address, netuid)).isTrue);
  const again = await refused(call.burnedRegister(netuid, minerHotkey.address), miner);
  assert.equal(again.name, 'subtensorModule.HotKeyAlreadyRegisteredInSubNet');
  assert.equal(
    (await refused(call.burnedRegister(NOWHERE, minerHotkey.address), miner)).name,
    'subtensorModule.SubnetNotExists',
  );
});

test('hyperparameters are set by their owner and by root', async () => {
  const { adminUtils: set } = api.tx;
  const read = async () => (await api.call.subnetInfoRuntimeApi.getSubnetHyperparamsV2(netuid)).unwrap();
  const before = await read();
  assert.deepEqual(
    [before.kappa, before.tempo, before.immunityPeriod, before.weightsRateLimit].map((value) => value.toNumber()),
    [32_767, 10, 5000, 100],
  );
  assert.ok(before.commitRevealWeightsEnabled.isTrue && before.subnetIsActive.isTrue);
  assert.deepEqual([before.minBurn.toBigInt(), before.maxBurn.toBigInt()], [TAO / 2000n, 100n * TAO]);

  await done(set.sudoSetImmunityPeriod(netuid, 4000), owner);
  assert.equal((await refused(set.sudoSetImmunityPeriod(netuid, 1), miner)).name, 'BadOrigin');
  await chain.sudo(api, set.sudoSetKappa(netuid, 30_000), set.sudoSetWeightsSetRateLimit(netuid, 0));
  const after = await read();
  assert.deepEqual(
    [after.immunityPeriod, after.kappa, after.weightsRateLimit].map((value) => value.toNumber()),
    [4000, 30_000, 0],
  );
  const list = (await api.call.subnetInfoRuntimeApi.getSubnetHyperparamsV3(netuid)).unwrap();
  const kappa = list.find(({ name }) => name.toUtf8() === 'kappa');
  assert.equal(JSON.stringify(kappa.value), '{"u16":30000}');
  const older = (await api.call.subnetInfoRuntimeApi.getSubnetHyperparams(netuid)).unwrap();
  assert.equal(older.kappa.toNumber(), 30_000);
});

test('hyperparameters are frozen before an epoch', async () => {
  const { adminUtils: set } = api.tx;
  await chain.sudo(api, set.sudoSetAdminFreezeWindow(100));
  const { name, docs } = await refused(set.sudoSetMinAllowedWeights(netuid, 1), owner);
  assert.equal(name, 'subtensorModule.AdminActionProhibitedDuringWeightsWindow');
  assert.ok(docs.length > 20, docs);
  await chain.sudo(api, set.sudoSetAdminFreezeWindow(0));
  await done(set.sudoSetMinAllowedWeights(netuid, 1), owner);
});

test('neuron tells where it serves', async () => {
  const axon = [netuid, 7, (203n << 24n) | 7n, 8091, 4, 0, 0, 0];
  const served = await done(api.tx.subtensorModule.serveAxon(...axon), minerHotkey);
  assert.equal(event(served, 'subtensorModule', 'AxonServed')[1].toString(), minerHotkey.address);
  assert.equal(fee(served), 0n);
  const neuron = (await api.call.neuronInfoRuntimeApi.getNeuronLite(netuid, 1)).unwrap();
  assert.deepEqual(
    [neuron.axonInfo.ip.toBigInt(), neuron.axonInfo.port.toNumber(), neuron.axonInfo.version.toNumber()],
    [(203n << 24n) | 7n, 8091, 7],
  );
  assert.deepEqual([neuron.hotkey.toString(), neuron.coldkey.toString()], [minerHotkey.address, miner.address]);
  const again = api.tx.subtensorModule.serveAxon(...axon);
  await assert.rejects(send(again, minerHotkey), { message: '1010: Invalid Transaction: Custom error: 12' });
  const local = api.tx.subtensorModule.serveAxon(netuid, 7, (127n << 24n) | 1n, 8091, 4, 0, 0, 0);
  await assert.rejects(send(local, hotkey), { message: '1010: Invalid Transaction: Custom error: 11' });
});

/** What stands for weights that are shown later. */
function commitment(uids, values, salt, version) {
  const parts = [
    ['AccountId', hotkey.address],
    ['u16', netuid],
    ['Vec<u16>', uids],
    ['Vec<u16>', values],
    ['Vec<u16>', salt],
    ['u64', version],
  ];
  return blake2AsHex(Buffer.concat(parts.map(([type, value]) => api.createType(type, value).toU8a())));
}

test('weights are committed first and shown an epoch later', async () => {
  const { subtensorModule: call } = api.tx;
  const [uids, values, salt, version] = [[0, 1], [WHOLE, 1000], [1, 2, 3], 0];
  const openly = call.setWeights(netuid, uids, values, version);
  await assert.rejects(send(openly, hotkey), { message: '1010: Invalid Transaction: Custom error: 255' });
  const hash = commitment(uids, values, salt, version);
  const committed = await done(call.commitWeights(netuid, hash), hotkey);
  assert.equal(event(committed, 'subtensorModule', 'WeightsCommitted')[2].toHex(), hash);
  const show = (values) => call.revealWeights(netuid, uids, values, salt, version);
  await assert.rejects(send(show(values), hotkey), { message: '1010: Invalid Transaction: Custom error: 17' });

  const epoch = (await api.call.subnetInfoRuntimeApi.getNextEpochStartBlock(netuid)).unwrap().toNumber();
  await chain.waitForBlock(api, epoch);
  await assert.rejects(send(show([1, 1]), hotkey), { message: '1010: Invalid Transaction: Custom error: 16' });
  const shown = await done(show(values), hotkey);
  assert.equal(event(shown, 'subtensorModule', 'WeightsRevealed')[2].toHex(), hash);
  assert.deepEqual((await api.query.subtensorModule.weights(netuid, 0)).toJSON(), [
    [0, WHOLE],
    [1, 1000],
  ]);
});

test('weights are set openly once the owner allows it', async () => {
  const { subtensorModule: call, adminUtils } = api.tx;
  await done(adminUtils.sudoSetCommitRevealWeightsEnabled(netuid, false), owner);
  const set = await done(call.setWeights(netuid, [1], [WHOLE], 0), hotkey);
  const [, uid] = event(set, 'subtensorModule', 'WeightsSet');
  assert.equal(uid.toNumber(), 0);
  assert.deepEqual((await api.query.subtensorModule.weights(netuid, 0)).toJSON(), [[1, WHOLE]]);
  const neuron = (await api.call.neuronInfoRuntimeApi.getNeuron(netuid, 0)).unwrap();
  assert.deepEqual(neuron.weights.toJSON(), [[1, WHOLE]]);
  assert.equal(
    (await refused(call.setWeights(netuid, [1, 1], [1, 1], 0), hotkey)).name,
    'subtensorModule.DuplicateUids',
  );
});

test('metagraph shows neurons in all its forms', async () => {
  const { subnetInfoRuntimeApi: subnets, neuronInfoRuntimeApi: neurons } = api.call;
  const whole = (await subnets.getMetagraph(netuid)).unwrap();
  assert.deepEqual(whole.hotkeys.map(String), [hotkey.address, minerHotkey.address]);
  assert.deepEqual(whole.coldkeys.map(String), [owner.address, miner.address]);
  assert.equal(whole.numUids.toNumber(), 2);
  assert.equal(whole.axons[1].port.toNumber(), 8091);
  assert.equal(whole.movingPrice.bits.bitLength(), 128);

  const [fields, empty] = [
    await subnets.getSelectiveMetagraph(netuid, [0, 1, 52]),
    await subnets.getMetagraph(NOWHERE),
  ];
  const selected = fields.unwrap();
  assert.ok(empty.isNone);
  assert.equal(selected.netuid.toNumber(), netuid);
  assert.ok(selected.name.isSome && selected.hotkeys.isSome && selected.coldkeys.isNone && selected.identity.isNone);
  assert.deepEqual(selected.hotkeys.unwrap().map(String), [hotkey.address, minerHotkey.address]);

  const state = (await subnets.getSubnetState(netuid)).unwrap();
  assert.deepEqual(state.hotkeys.map(String), [hotkey.address, minerHotkey.address]);
  assert.equal((await neurons.getNeuronsLite(netuid)).length, 2);
  assert.deepEqual(
    (await subnets.getAllMetagraphs()).map((one) => one.unwrap().netuid.toNumber()),
    [0, 1, netuid],
  );
  const info = (await subnets.getSubnetInfoV2(netuid)).unwrap();
  assert.deepEqual([info.owner.toString(), info.subnetworkN.toNumber()], [owner.address, 2]);
});

test('subnet has as many mechanisms as its owner wants', async () => {
  const { adminUtils, subtensorModule: call } = api.tx;
  await chain.sudo(api, adminUtils.sudoSetMaxAllowedUids(netuid, 128), adminUtils.sudoSetMechanismCount(netuid, 2));
  await done(adminUtils.sudoSetMechanismEmissionSplit(netuid, [WHOLE - 15_535, 15_535]), owner);
  assert.equal((await api.query.subtensorModule.mechanismCountCurrent(netuid)).toNumber(), 2);
  await done(call.setMechanismWeights(netuid, 1, [0], [WHOLE], 0), hotkey);
  // Stored beside those of the first: 4096 for each mechanism.
  assert.deepEqual((await api.query.subtensorModule.weights(4096 + netuid, 0)).toJSON(), [[0, WHOLE]]);
  const graph = (await api.call.subnetInfoRuntimeApi.getMechagraph(netuid, 1)).unwrap();
  assert.equal(graph.numUids.toNumber(), 2);
  const absent = await api.call.subnetInfoRuntimeApi.getMechagraph(netuid, 2);
  assert.ok(absent.isNone);
});

test('people and subnets say who they are', async () => {
  const { subtensorModule: call } = api.tx;
  await done(call.setIdentity('Ünit', 'https://unit.example', 'unit/repo', '', 'unit', 'a test', 'more'), owner);
  const person = (await api.query.subtensorModule.identitiesV2(owner.address)).unwrap();
  assert.deepEqual(
    [person.name, person.url, person.additional].map((part) => part.toUtf8()),
    ['Ünit', 'https://unit.example', 'more'],
  );
  const long = call.setIdentity('x'.repeat(10_000), '', '', '', '', '', '');
  assert.equal((await refused(long, owner)).name, 'subtensorModule.InvalidIdentity');

  await done(call.setSubnetIdentity(netuid, 'Lichen', 'l/l', 'me@l.example', 'l.example', 'l', 'moss', '', ''), owner);
  const info = (await api.call.subnetInfoRuntimeApi.getDynamicInfo(netuid)).unwrap();
  assert.equal(text(info.subnetName), 'Lichen');
  assert.equal(info.subnetIdentity.unwrap().description.toUtf8(), 'moss');
  const nobodys = call.setSubnetIdentity(netuid, 'Moss', '', '', '', '', '', '', '');
  assert.equal((await refused(nobodys, miner)).name, 'subtensorModule.NotSubnetOwner');
});

test('neuron publishes a commitment', async () => {
  const { setCommitment } = api.tx.commitments;
  const info = { fields: [{ Raw5: 'hello' }] };
  const result = await done(setCommitment(netuid, info), minerHotkey);
  assert.equal(event(result, 'commitments', 'Commitment').who.toString(), minerHotkey.address);
  assert.equal(fee(result), 0n);
  const kept = (await api.query.commitments.commitmentOf(netuid, minerHotkey.address)).unwrap();
  assert.equal(kept.info.fields[0].type, 'Raw5');
  assert.equal(kept.info.fields[0].asRaw5.toUtf8(), 'hello');
  assert.equal((await api.query.commitments.commitmentOf.entries(netuid)).length, 1);
  assert.equal((await refused(setCommitment(netuid, info), alice)).name, 'commitments.AccountNotAllowedCommit');
});

test('who mined is paid by the epoch', async () => {
  const earned = () =>
    api.query.subtensorModule.totalHotkeyAlpha(minerHotkey.address, netuid).then((one) => one.toBigInt());
  await chain.sudo(api, api.tx.adminUtils.sudoSetStakeThreshold(0));
  await done(api.tx.subtensorModule.addStake(hotkey.address, netuid, 100n * TAO), owner);
  await done(api.tx.subtensorModule.setWeights(netuid, [1], [WHOLE], 0), hotkey);
  const before = await earned();
  await chain.waitForBlock(api, (await currentBlock(api)) + 21);
  assert.ok((await earned()) > before);
  const graph = (await api.call.subnetInfoRuntimeApi.getMetagraph(netuid)).unwrap();
  assert.equal(graph.incentives[1].toNumber(), WHOLE);
  assert.ok(graph.validatorPermit[0].isTrue);
});
