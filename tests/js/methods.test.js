// The chain’s own JSON-RPC methods, which explorers call: their answers are those of the runtime APIs.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import * as chain from './chain.js';
import { APEX, NOBODY, NOWHERE, TAO } from './chain.js';

let api;
let ask;
/** The block that both sides are asked about. */
let at;
let call;

before(async () => {
  api = await chain.connect();
  const { provider } = api._rpcCore;
  ask = (method, ...parameters) => provider.send(method, parameters);
  at = (await api.rpc.chain.getHeader()).hash.toHex();
  call = (await api.at(at)).call;
});

after(() => api.disconnect());

const key = () => [...api.createType('AccountId', NOBODY).toU8a()];

/** Methods that answer bytes: by name, with their parameters, and what they ask of the runtime. */
const METHODS = [
  ['subnetInfo_getAllDynamicInfo', [], 'subnetInfoRuntimeApi', 'getAllDynamicInfo'],
  ['subnetInfo_getDynamicInfo', [APEX], 'subnetInfoRuntimeApi', 'getDynamicInfo'],
  ['subnetInfo_getDynamicInfo', [NOWHERE], 'subnetInfoRuntimeApi', 'getDynamicInfo'],
  ['subnetInfo_getSubnetsInfo_v2', [], 'subnetInfoRuntimeApi', 'getSubnetsInfoV2'],
  ['subnetInfo_getSubnetHyperparamsV2', [APEX], 'subnetInfoRuntimeApi', 'getSubnetHyperparamsV2'],
  ['subnetInfo_getMetagraph', [APEX], 'subnetInfoRuntimeApi', 'getMetagraph'],
  ['subnetInfo_getSelectiveMetagraph', [APEX, [1, 52]], 'subnetInfoRuntimeApi', 'getSelectiveMetagraph'],
  ['subnetInfo_getSubnetState', [APEX], 'subnetInfoRuntimeApi', 'getSubnetState'],
  ['neuronInfo_getNeuronsLite', [APEX], 'neuronInfoRuntimeApi', 'getNeuronsLite'],
  ['neuronInfo_getNeuron', [APEX, 0], 'neuronInfoRuntimeApi', 'getNeuron'],
  ['delegateInfo_getDelegates', [], 'delegateInfoRuntimeApi', 'getDelegates'],
  ['swap_simSwapTaoForAlpha', [APEX, 1_000_000_000], 'swapRuntimeApi', 'simSwapTaoForAlpha'],
];

for (const [method, parameters, trait, name] of METHODS) {
  test(`${method}(${parameters}) answers the bytes of the runtime API`, async () => {
    const answer = await ask(method, ...parameters, at);
    const expected = await call[trait][name](...parameters);
    assert.deepEqual(answer, [...expected.toU8a()]);
    const decoded = api.createType(api.call[trait][name].meta.type, Uint8Array.from(answer));
    assert.deepEqual(decoded.toJSON(), expected.toJSON());
  });
}

test('accounts are given by their bytes', async () => {
  const expected = await call.delegateInfoRuntimeApi.getDelegate(NOBODY);
  assert.deepEqual(await ask('delegateInfo_getDelegate', key(), at), [...expected.toU8a()]);
});

test('prices are numbers, and the newest block is asked where none is named', async () => {
  assert.equal(await ask('swap_currentAlphaPrice', APEX), Number(TAO));
  assert.equal(await ask('subnetInfo_getLockCost', null), Number(1000n * TAO));
  const prices = await ask('swap_currentAlphaPriceAll');
  assert.deepEqual(
    prices.find(({ netuid }) => netuid === APEX),
    { netuid: APEX, price: Number(TAO) },
  );
});

test('wrong parameters are told', async () => {
  await assert.rejects(ask('subnetInfo_getMetagraph'), { message: /^-32602: / });
  await assert.rejects(ask('subnetInfo_getMetagraph', 'apex'), { message: /^-32602: / });
  await assert.rejects(ask('delegateInfo_getDelegate', [1, 2, 3]), { message: /^-32602: / });
  await assert.rejects(ask('subnetInfo_getMetagraph', APEX, `0x${'00'.repeat(32)}`), { message: /^-?\d+: / });
});
