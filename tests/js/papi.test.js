// The first hours with polkadot-api: follow the chain, read and watch storage, call the runtime, send, read what is refused.
import assert from 'node:assert/strict';
import { access, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';

import { CompatibilityLevel } from 'polkadot-api';
import { firstValueFrom, Observable, take, toArray } from 'rxjs';

import { APEX, NOBODY, NOWHERE, TAO, url } from './chain.js';
import { account, Binary, connect, person, variant } from './papi.js';
import { inWorkshop, run } from './workshop.js';

let client;
let api;
let alice;
let bob;
let eve;

before(async () => {
  client = connect();
  api = client.getUnsafeApi();
  [alice, bob, eve] = await Promise.all(['Alice', 'Bob', 'Eve'].map(person));
});

after(() => client.destroy());

const first = (count, observable) => firstValueFrom(observable.pipe(take(count), toArray()));
const free = async ({ address }, at = 'best') => (await api.query.System.Account.getValue(address, { at })).data.free;
const gift = (to, value) => api.tx.Balances.transfer_keep_alive({ dest: account(to), value });

/** Sends what must succeed, and waits until that is final. */
async function done(transaction, who, options) {
  const result = await transaction.signAndSubmit(who.signer, { at: 'best', ...options });
  assert.ok(result.ok, JSON.stringify(result.dispatchError));
  return result;
}

/** The values of the events of that name. */
function events(result, pallet, name) {
  return result.events.filter((one) => one.type === pallet && one.value.type === name).map((one) => one.value.value);
}

test('chain introduces itself', async () => {
  const { name, genesisHash, properties } = await client.getChainSpecData();
  assert.equal(name, 'taonet development');
  assert.deepEqual(properties, { ss58Format: 42, tokenDecimals: 9, tokenSymbol: 'TAO' });
  assert.equal(genesisHash, await client._request('chain_getBlockHash', [0]));
  const version = await api.constants.System.Version();
  assert.equal(version.spec_name, 'node-subtensor');
  assert.equal(await api.constants.Aura.SlotDuration(), 250n);
  assert.equal(await api.constants.Balances.ExistentialDeposit(), 500n);
});

test('chain is followed head by head', async () => {
  const heads = await first(4, client.finalizedBlock$);
  assert.deepEqual(
    heads.map(({ number }) => number),
    [0, 1, 2, 3].map((step) => heads[0].number + step),
  );
  const [best] = await client.getBestBlocks();
  const final = await client.getFinalizedBlock();
  assert.ok(best.number >= final.number && best.number < final.number + 10);
  const header = await client.getBlockHeader(final.hash);
  assert.equal(header.number, final.number);
  assert.ok(header.digests.some(({ type }) => type === 'preRuntime'));
  assert.ok((await client.getBlockBody(final.hash)).length >= 1);
});

test('storage is read by key, by several keys and whole', async () => {
  const { SubtensorModule, System } = api.query;
  assert.equal((await System.Account.getValue(eve.address)).data.free, 2000n * TAO);
  assert.deepEqual(await SubtensorModule.Tempo.getValues([[0], [1]]), [100, 100]);
  const added = await SubtensorModule.NetworksAdded.getEntries();
  assert.deepEqual(added.map(({ keyArgs, value }) => [...keyArgs, value]).sort(), [
    [0, true],
    [1, true],
  ]);
  assert.deepEqual(await SubtensorModule.Uids.getEntries(APEX), [{ keyArgs: [APEX, NOBODY], value: 0 }]);
  assert.equal(await SubtensorModule.Uids.getValue(APEX, alice.address), undefined);
  const symbols = await SubtensorModule.TokenSymbol.getValues([[0], [1]]);
  assert.deepEqual(
    symbols.map((symbol) => symbol.asText()),
    ['Τ', 'α'],
  );
  const key = await System.Number.getKey();
  assert.match(await client.rawQuery(key), /^0x[0-9a-f]{8}$/);
});

test('storage is watched', async () => {
  const watched = first(2, api.query.System.Account.watchValue(bob.address, 'best'));
  const before = await free(bob);
  await done(gift(bob, 5n), alice);
  const [old, now] = await watched;
  assert.deepEqual([old.data.free, now.data.free], [before, before + 5n]);
  const [{ entries, deltas }] = await first(1, api.query.SubtensorModule.NetworksAdded.watchEntries());
  assert.equal(entries.length, 2);
  assert.equal(deltas.upserted.length, 2);
});

test('runtime APIs answer by name', async () => {
  const { SubnetInfoRuntimeApi, SwapRuntimeApi, AccountNonceApi } = api.apis;
  const apex = await SubnetInfoRuntimeApi.get_dynamic_info(APEX);
  assert.deepEqual([apex.netuid, apex.tao_in, apex.alpha_in, apex.owner_coldkey], [APEX, 10n * TAO, 10n * TAO, NOBODY]);
  assert.equal(Buffer.from(apex.token_symbol).toString('utf8'), 'α');
  assert.equal(typeof apex.moving_price, 'bigint');
  assert.equal(await SubnetInfoRuntimeApi.get_dynamic_info(NOWHERE), undefined);
  const graph = await SubnetInfoRuntimeApi.get_metagraph(APEX);
  assert.deepEqual([graph.num_uids, graph.hotkeys], [1, [NOBODY]]);
  const selected = await SubnetInfoRuntimeApi.get_selective_metagraph(APEX, [52]);
  assert.deepEqual([selected.hotkeys, selected.coldkeys], [[NOBODY], undefined]);
  const settings = await SubnetInfoRuntimeApi.get_subnet_hyperparams_v2(APEX);
  assert.deepEqual([settings.tempo, settings.kappa, settings.max_burn], [100, 32_767, 100n * TAO]);
  assert.equal(await SwapRuntimeApi.current_alpha_price(APEX), TAO);
  assert.equal(await AccountNonceApi.account_nonce(eve.address), 0);
});

test('transfer is followed through its states and costs what was estimated', async () => {
  const transfer = gift(bob, 2n * TAO);
  const estimated = await transfer.getEstimatedFees(eve.address);
  const { partial_fee, class: kind } = await transfer.getPaymentInfo(eve.address);
  assert.deepEqual([partial_fee, kind.type], [estimated, 'Normal']);
  const before = await free(eve);
  const states = await firstValueFrom(transfer.signSubmitAndWatch(eve.signer).pipe(toArray()));
  const kinds = states.map(({ type, found }) => (found === undefined ? type : `${type} ${found}`));
  // A best block without it may or may not come before the one that holds it.
  const stages = [...new Set(kinds)].filter((kind) => kind !== 'txBestBlocksState false');
  assert.deepEqual(stages, ['signed', 'broadcasted', 'txBestBlocksState true', 'finalized']);
  const final = states.at(-1);
  assert.ok(final.ok);
  assert.deepEqual(events(final, 'Balances', 'Transfer'), [{ from: eve.address, to: bob.address, amount: 2n * TAO }]);
  const [{ actual_fee, tip }] = events(final, 'TransactionPayment', 'TransactionFeePaid');
  assert.deepEqual([actual_fee, tip], [estimated, 0n]);
  assert.equal(await free(eve), before - 2n * TAO - estimated);
});

test('failure in a block is told by name', async () => {
  const failed = await api.tx.SubtensorModule.start_call({ netuid: NOWHERE }).signAndSubmit(bob.signer, { at: 'best' });
  assert.ok(!failed.ok);
  assert.deepEqual(failed.dispatchError, variant('Module', variant('SubtensorModule', variant('SubnetNotExists'))));
  const token = await gift(bob, 2_000_000n * TAO).signAndSubmit(alice.signer, { at: 'best' });
  assert.deepEqual(token.dispatchError, variant('Token', variant('FundsUnavailable')));
  const root = api.tx.Balances.force_set_balance({ who: account(bob), new_free: 0n });
  assert.equal((await root.signAndSubmit(bob.signer, { at: 'best' })).dispatchError.type, 'BadOrigin');
});

test('refusal by the pool is told by name', async () => {
  const poor = await person('Nobody');
  await assert.rejects(gift(bob, 1n).signAndSubmit(poor.signer), (refusal) => {
    assert.equal(refusal.name, 'InvalidTxError');
    assert.deepEqual(refusal.error, variant('Invalid', variant('Payment')));
    return true;
  });
  await assert.rejects(gift(bob, 1n).signAndSubmit(alice.signer, { nonce: 1 }), (refusal) => {
    assert.deepEqual(refusal.error, variant('Invalid', variant('Stale')));
    return true;
  });
  const take = api.tx.SubtensorModule.increase_take({ hotkey: eve.address, take: 1 });
  await assert.rejects(take.signAndSubmit(eve.signer), (refusal) => {
    assert.deepEqual(refusal.error, variant('Invalid', variant('Custom', 4)));
    return true;
  });
});

test('extrinsic is signed now and sent later', async () => {
  const before = await free(bob);
  const one = await person('One');
  const had = await free(one);
  const signed = await gift(bob, 11n).sign(alice.signer, {
    at: 'best',
    mortality: { mortal: true, period: 32 },
    tip: 3000n,
  });
  const { ok } = await client.submit(signed);
  assert.ok(ok);
  assert.equal(await free(bob), before + 11n);
  assert.equal(await free(one), had + 3000n);
  const forever = await gift(bob, 1n).sign(alice.signer, { at: 'best', mortality: { mortal: false } });
  const broadcast = await client._request('transaction_v1_broadcast', [forever]);
  assert.equal(typeof broadcast, 'string');
  await firstValueFrom(
    new Observable((seen) =>
      api.query.System.Account.watchValue(bob.address, 'best').subscribe(({ data }) => {
        if (data.free === before + 12n) seen.next(data);
      }),
    ),
  );
  await client._request('transaction_v1_stop', [broadcast]);
});

test('calls are put into calls', async () => {
  const { Utility, Proxy: Proxies, Sudo, AdminUtils } = api.tx;
  const calls = [gift(bob, 1n), gift(eve, 2n)].map(({ decodedCall }) => decodedCall);
  const before = [await free(bob), await free(eve)];
  const result = await done(Utility.batch_all({ calls }), alice);
  assert.equal(events(result, 'Utility', 'ItemCompleted').length, 2);
  assert.deepEqual([await free(bob), await free(eve)], [before[0] + 1n, before[1] + 2n]);

  await done(Proxies.add_proxy({ delegate: account(bob), proxy_type: variant('Transfer'), delay: 0 }), eve);
  const through = Proxies.proxy({ real: account(eve), force_proxy_type: undefined, call: gift(alice, 3n).decodedCall });
  const acted = await done(through, bob);
  assert.deepEqual(events(acted, 'Proxy', 'ProxyExecuted'), [{ result: { success: true, value: undefined } }]);
  const [[proxies]] = [await api.query.Proxy.Proxies.getValue(eve.address, { at: 'best' })];
  assert.deepEqual(proxies, [{ delegate: bob.address, proxy_type: variant('Transfer'), delay: 0 }]);

  const call = AdminUtils.sudo_set_admin_freeze_window({ window: 0 }).decodedCall;
  const rooted = await done(Sudo.sudo({ call }), alice);
  assert.ok(events(rooted, 'Sudo', 'Sudid')[0].sudo_result.success);
});

test('call travels as bytes and comes back', async () => {
  const encoded = await gift(bob, 9n).getEncodedData();
  const again = await api.txFromCallData(encoded);
  assert.deepEqual(again.decodedCall, gift(bob, 9n).decodedCall);
});

test('subnet is created, staked on and seen', async () => {
  const { SubtensorModule } = api.tx;
  const [hotkey, validator] = await Promise.all(['Papi_hk', 'Validator_hk'].map(person));
  const created = await done(SubtensorModule.register_network({ hotkey: hotkey.address }), bob);
  const [[netuid]] = events(created, 'SubtensorModule', 'NetworkAdded');
  await done(SubtensorModule.start_call({ netuid }), bob);
  await done(SubtensorModule.burned_register({ netuid, hotkey: validator.address }), eve);
  const limit_price = 2n * (await api.apis.SwapRuntimeApi.current_alpha_price(netuid, { at: 'best' }));
  const add = { hotkey: validator.address, netuid, amount_staked: 5n * TAO, limit_price, allow_partial: false };
  const staked = await done(SubtensorModule.add_stake_limit(add), eve);
  const [[coldkey, , tao, alpha]] = events(staked, 'SubtensorModule', 'StakeAdded');
  assert.equal(coldkey, eve.address);
  assert.ok(tao > 4n * TAO && alpha > 0n);
  const info = await api.apis.StakeInfoRuntimeApi.get_stake_info_for_coldkey(eve.address, { at: 'best' });
  assert.deepEqual(
    info.map((one) => [one.hotkey, one.netuid, one.is_registered]),
    [[validator.address, netuid, true]],
  );
  const graph = await api.apis.SubnetInfoRuntimeApi.get_metagraph(netuid, { at: 'best' });
  assert.deepEqual(graph.hotkeys, [hotkey.address, validator.address]);
  const name = { name: 'Eve', url: '', github_repo: '', image: '', discord: '', description: 'Ünit', additional: '' };
  const bytes = Object.fromEntries(Object.entries(name).map(([field, value]) => [field, Binary.fromText(value)]));
  await done(SubtensorModule.set_identity(bytes), eve);
  const kept = await api.query.SubtensorModule.IdentitiesV2.getValue(eve.address);
  assert.equal(kept.description.asText(), 'Ünit');
});

test('types of the chain are generated and fit it', { timeout: 250_000 }, () =>
  inWorkshop(async (folder) => {
    // Without this the tool would install the package that it has written.
    const settings = { version: 0, descriptorPath: 'types', entries: {}, options: { noDescriptorsPackage: true } };
    await mkdir(path.join(folder, '.papi'));
    await writeFile(path.join(folder, '.papi', 'polkadot-api.json'), JSON.stringify(settings));
    await run(folder, path.join('node_modules', 'polkadot-api', 'bin', 'cli.mjs'), 'add', 'taonet', '-w', url);
    // Written last, and only if all of the types compile.
    await access(path.join(folder, 'types', 'generated.json'));
    const { taonet } = await import(path.join(folder, 'types', 'dist', 'index.mjs'));
    const typed = client.getTypedApi(taonet);
    assert.equal(await typed.query.SubtensorModule.Tempo.getValue(APEX), 100);
    assert.ok(await typed.tx.SubtensorModule.add_stake.isCompatible(CompatibilityLevel.Identical));
    assert.ok(await typed.apis.SubnetInfoRuntimeApi.get_metagraph.isCompatible(CompatibilityLevel.Identical));
    const graph = await typed.apis.SubnetInfoRuntimeApi.get_metagraph(APEX);
    assert.equal(graph.num_uids, 1);
  }),
);
