// What accounts do for and with each other, with @polkadot/api: batches, proxies, multisigs, crowdloans, coldkey swaps.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { blake2AsHex, createKeyMulti, encodeAddress } from '@polkadot/util-crypto';

import * as chain from './chain.js';
import { currentBlock, done, event, events, explain, fee, free, fund, person, refused, send, TAO } from './chain.js';

const WEIGHT = { refTime: 2_000_000_000n, proofSize: 100_000n };

let api;
let alice;
let bob;
let charlie;

before(async () => {
  api = await chain.connect();
  [alice, bob, charlie] = ['Alice', 'Bob', 'Charlie'].map(person);
});

after(() => api.disconnect());

/** A gift of some RAO to an account that has TAO already. */
const gift = (to, amount) => api.tx.balances.transferKeepAlive(to.address, amount);
const impossible = () => gift(bob, 2_000_000n * TAO);

test('batch stops at the first failure and keeps what was done', async () => {
  const before = await free(api, bob);
  const result = await done(api.tx.utility.batch([gift(bob, 1n), impossible(), gift(bob, 2n)]), alice);
  const { index, error } = event(result, 'utility', 'BatchInterrupted');
  assert.equal(index.toNumber(), 1);
  assert.equal(explain(error).name, '{"token":"FundsUnavailable"}');
  assert.equal(await free(api, bob), before + 1n);
});

test('batch of all or nothing leaves nothing behind', async () => {
  const before = await free(api, bob);
  const { name } = await refused(api.tx.utility.batchAll([gift(bob, 1n), impossible()]), alice);
  assert.equal(name, '{"token":"FundsUnavailable"}');
  assert.equal(await free(api, bob), before);
  const result = await done(api.tx.utility.batchAll([gift(bob, 1n), gift(bob, 2n)]), alice);
  assert.equal(events(result, 'utility', 'ItemCompleted').length, 2);
  assert.equal(await free(api, bob), before + 3n);
});

test('forced batch does what it can and tells what it could not', async () => {
  const before = await free(api, bob);
  const result = await done(api.tx.utility.forceBatch([gift(bob, 1n), impossible(), gift(bob, 2n)]), alice);
  assert.equal(events(result, 'utility', 'ItemFailed').length, 1);
  assert.equal(events(result, 'utility', 'ItemCompleted').length, 2);
  event(result, 'utility', 'BatchCompletedWithErrors');
  assert.equal(await free(api, bob), before + 3n);
});

test('batch inside a batch is refused', async () => {
  const { batch, batchAll, forceBatch } = api.tx.utility;
  for (const outer of [batch, batchAll, forceBatch]) {
    assert.deepEqual(await refused(outer([batch([gift(bob, 1n)])]), alice), {
      name: 'system.CallFiltered',
      docs: 'The origin filter prevent the call to be dispatched.',
    });
  }
});

test('only the sudo key has root’s rights', async () => {
  await assert.rejects(send(api.tx.sudo.sudo(impossible()), bob), {
    message: '1010: Invalid Transaction: Invalid signing address',
  });
  assert.equal((await api.query.sudo.key()).toString(), alice.address);
  const failed = await done(
    api.tx.sudo.sudo(api.tx.balances.forceTransfer(bob.address, alice.address, 2_000_000n * TAO)),
    alice,
  );
  const { sudoResult } = event(failed, 'sudo', 'Sudid');
  assert.equal(explain(sudoResult.asErr).name, '{"token":"FundsUnavailable"}');
});

test('proxy does what its type allows, until it is removed', async () => {
  const { proxy } = api.tx;
  const before = await free(api, charlie);
  const added = await done(proxy.addProxy(bob.address, 'Transfer', 0), charlie);
  const { delegator, delegatee, proxyType } = event(added, 'proxy', 'ProxyAdded');
  assert.deepEqual(
    [delegator.toString(), delegatee.toString(), proxyType.type],
    [charlie.address, bob.address, 'Transfer'],
  );
  const { proxyDepositBase, proxyDepositFactor } = api.consts.proxy;
  const deposit = proxyDepositBase.toBigInt() + proxyDepositFactor.toBigInt();
  assert.equal(await free(api, charlie), before - fee(added) - deposit);
  const [list, reserved] = await api.query.proxy.proxies(charlie.address);
  assert.deepEqual(list.toJSON(), [{ delegate: bob.address, proxyType: 'Transfer', delay: 0 }]);
  assert.equal(reserved.toBigInt(), deposit);

  const dave = person('Dave');
  const had = [await free(api, charlie), await free(api, dave)];
  const acted = await done(proxy.proxy(charlie.address, null, gift(dave, TAO)), bob);
  assert.ok(event(acted, 'proxy', 'ProxyExecuted').result.isOk);
  assert.equal(await free(api, charlie), had[0] - TAO);
  assert.equal(await free(api, dave), had[1] + TAO);
  const forbidden = await done(proxy.proxy(charlie.address, null, api.tx.system.remark('0x00')), bob);
  assert.equal(explain(event(forbidden, 'proxy', 'ProxyExecuted').result.asErr).name, 'system.CallFiltered');

  const stranger = proxy.proxy(charlie.address, null, gift(dave, TAO));
  assert.deepEqual(await refused(stranger, dave), {
    name: 'proxy.NotProxy',
    docs: 'The signer is no proxy of the account, or none of that type; the account must add it first.',
  });
  assert.equal((await refused(proxy.addProxy(bob.address, 'Transfer', 0), charlie)).name, 'proxy.Duplicate');
  await done(proxy.removeProxy(bob.address, 'Transfer', 0), charlie);
  assert.equal((await refused(proxy.proxy(charlie.address, null, gift(dave, TAO)), bob)).name, 'proxy.NotProxy');
  assert.equal((await api.query.proxy.proxies(charlie.address))[1].toBigInt(), 0n);
});

test('types of proxies are those that Bittensor wallets name', () => {
  assert.deepEqual(api.createType(api.tx.proxy.addProxy.meta.args[1].type.toString()).defKeys, [
    'Any',
    'Owner',
    'NonCritical',
    'NonTransfer',
    'Senate',
    'NonFungible',
    'Triumvirate',
    'Governance',
    'Staking',
    'Registration',
    'Transfer',
    'SmallTransfer',
    'RootWeights',
    'ChildKeys',
    'SudoUncheckedSetCode',
    'SwapHotkey',
    'SubnetLeaseBeneficiary',
    'RootClaim',
  ]);
});

test('proxy with a delay acts after its announcement', async () => {
  const { proxy } = api.tx;
  await done(proxy.addProxy(bob.address, 'Any', 10), charlie);
  const call = gift(alice, 5n);
  assert.equal((await refused(proxy.proxy(charlie.address, null, call), bob)).name, 'proxy.Unannounced');
  await done(proxy.announce(charlie.address, call.method.hash), bob);
  const [[announced]] = await api.query.proxy.announcements(bob.address);
  assert.deepEqual(
    [announced.real.toString(), announced.callHash.toHex()],
    [charlie.address, call.method.hash.toHex()],
  );
  const acting = () => proxy.proxyAnnounced(bob.address, charlie.address, null, call);
  assert.equal((await refused(acting(), bob)).name, 'proxy.Unannounced');
  await chain.waitForBlock(api, announced.height.toNumber() + 10);
  const acted = await done(acting(), bob);
  assert.ok(event(acted, 'proxy', 'ProxyExecuted').result.isOk);
  await done(proxy.removeProxies(), charlie);
});

test('pure proxy is an account without a key that its maker acts for', async () => {
  const { proxy } = api.tx;
  const created = await done(proxy.createPure('Any', 0, 7), alice);
  const { pure, who, proxyType, disambiguationIndex } = event(created, 'proxy', 'PureCreated');
  assert.deepEqual([who.toString(), proxyType.type, disambiguationIndex.toNumber()], [alice.address, 'Any', 7]);
  await fund(api, 2n * TAO, { address: pure.toString() });
  const before = await free(api, bob);
  const acted = await done(proxy.proxy(pure, null, gift(bob, TAO)), alice);
  assert.ok(event(acted, 'proxy', 'ProxyExecuted').result.isOk);
  assert.equal(await free(api, bob), before + TAO);

  const height = (await api.rpc.chain.getHeader(created.status.asInBlock)).number;
  const index = created.txIndex;
  const ended = await done(
    proxy.proxy(
      pure,
      null,
      api.tx.utility.batchAll([
        api.tx.balances.transferAll(alice.address, false),
        proxy.killPure(alice.address, 'Any', 7, height, index),
      ]),
    ),
    alice,
  );
  assert.ok(event(ended, 'proxy', 'ProxyExecuted').result.isOk);
  event(ended, 'proxy', 'PureKilled');
  assert.equal(await free(api, pure), 0n);
  assert.equal((await refused(proxy.proxy(pure, null, gift(bob, 1n)), alice)).name, 'proxy.NotProxy');
});

/** The account that two of three people control, and what each of them has to name. */
function pair() {
  const addresses = [alice, bob, charlie].map(({ address }) => address);
  const account = encodeAddress(createKeyMulti(addresses, 2), 42);
  const others = (me) =>
    [alice, bob, charlie]
      .filter((one) => one !== me)
      .map(({ address }) => address)
      .sort(byKey);
  return { account: { address: account }, others };
}

/** The order of accounts in which the chain wants them: that of their public keys. */
function byKey(one, other) {
  return Buffer.compare(api.createType('AccountId', one).toU8a(), api.createType('AccountId', other).toU8a());
}

test('multisig acts when the second of two has agreed', async () => {
  const { account, others } = pair();
  const { asMulti } = api.tx.multisig;
  await fund(api, 10n * TAO, account);
  const dave = person('Dave');
  const before = await free(api, dave);
  const call = gift(dave, 4n * TAO);
  const proposed = await done(asMulti(2, others(alice), null, call, WEIGHT), alice);
  const { multisig, callHash } = event(proposed, 'multisig', 'NewMultisig');
  assert.deepEqual([multisig.toString(), callHash.toHex()], [account.address, call.method.hash.toHex()]);
  assert.equal(await free(api, dave), before);

  const [[key, open]] = await api.query.multisig.multisigs.entries(account.address);
  assert.equal(key.args[1].toHex(), call.method.hash.toHex());
  const { when, approvals, depositor } = open.unwrap();
  assert.deepEqual([depositor.toString(), approvals.map(String)], [alice.address, [alice.address]]);
  assert.equal((await refused(asMulti(2, others(bob), null, call, WEIGHT), bob)).name, 'multisig.NoTimepoint');
  assert.equal((await refused(asMulti(2, others(alice), when, call, WEIGHT), alice)).name, 'multisig.AlreadyApproved');
  const agreed = await done(asMulti(2, others(bob), when, call, WEIGHT), bob);
  const { result, approving } = event(agreed, 'multisig', 'MultisigExecuted');
  assert.ok(result.isOk);
  assert.equal(approving.toString(), bob.address);
  assert.equal(await free(api, dave), before + 4n * TAO);
  assert.equal((await api.query.multisig.multisigs.entries(account.address)).length, 0);
});

test('multisig is approved by hash and cancelled by who began it', async () => {
  const { account, others } = pair();
  const { approveAsMulti, cancelAsMulti } = api.tx.multisig;
  const { hash } = api.tx.system.remark('0x05').method;
  const before = await free(api, bob);
  const begun = await done(approveAsMulti(2, others(bob), null, hash, WEIGHT), bob);
  const { depositBase, depositFactor } = api.consts.multisig;
  const deposit = depositBase.toBigInt() + 2n * depositFactor.toBigInt();
  assert.equal(await free(api, bob), before - fee(begun) - deposit);
  const { when } = (await api.query.multisig.multisigs(account.address, hash)).unwrap();
  const foreign = await refused(cancelAsMulti(2, others(charlie), when, hash), charlie);
  assert.equal(foreign.name, 'multisig.NotOwner');
  const cancelled = await done(cancelAsMulti(2, others(bob), when, hash), bob);
  assert.equal(event(cancelled, 'multisig', 'MultisigCancelled').cancelling.toString(), bob.address);
  assert.equal(await free(api, bob), before - fee(begun) - fee(cancelled));
});

test('crowdloan raises TAO and pays it out', async () => {
  const { crowdloan } = api.tx;
  const dave = person('Dave');
  const end = (await currentBlock(api)) + 200;
  const created = await done(crowdloan.create(10n * TAO, TAO, 30n * TAO, end, null, dave.address), alice);
  const { crowdloanId, creator } = event(created, 'crowdloan', 'Created');
  assert.equal(creator.toString(), alice.address);
  const loan = async () => (await api.query.crowdloan.crowdloans(crowdloanId)).unwrap();
  assert.deepEqual(
    await loan().then(({ raised, cap, contributorsCount, finalized }) => [
      raised.toBigInt(),
      cap.toBigInt(),
      contributorsCount.toNumber(),
      finalized.isTrue,
    ]),
    [10n * TAO, 30n * TAO, 1, false],
  );

  const low = await refused(crowdloan.contribute(crowdloanId, TAO / 2n), bob);
  assert.equal(low.name, 'crowdloan.ContributionTooLow');
  assert.ok(low.docs.length > 20, low.docs);
  assert.equal((await refused(crowdloan.finalize(crowdloanId), alice)).name, 'crowdloan.CapNotRaised');
  await done(crowdloan.contribute(crowdloanId, 5n * TAO), bob);
  const before = await free(api, bob);
  const withdrawn = await done(crowdloan.withdraw(crowdloanId), bob);
  assert.equal(await free(api, bob), before + 5n * TAO - fee(withdrawn));
  const filled = await done(crowdloan.contribute(crowdloanId, 50n * TAO), bob);
  assert.equal(event(filled, 'crowdloan', 'Contributed').amount.toBigInt(), 20n * TAO, 'no more than the cap');
  assert.equal((await api.query.crowdloan.contributions(crowdloanId, bob.address)).unwrap().toBigInt(), 20n * TAO);

  const had = await free(api, dave);
  await done(crowdloan.finalize(crowdloanId), alice);
  assert.equal(await free(api, dave), had + 30n * TAO);
  assert.ok((await loan()).finalized.isTrue);
  assert.equal((await api.query.crowdloan.nextCrowdloanId()).toNumber(), crowdloanId.toNumber() + 1);
});

test('announced coldkey swap holds other calls back and moves everything', async () => {
  const { subtensorModule, adminUtils } = api.tx;
  const [old, heir] = [person('Old'), person('Heir')];
  await fund(api, 100n * TAO, old);
  await chain.sudo(api, adminUtils.sudoSetColdkeySwapAnnouncementDelay(4));

  const hash = blake2AsHex(heir.publicKey);
  const early = await refused(subtensorModule.swapColdkeyAnnounced(heir.address), old);
  assert.equal(early.name, 'subtensorModule.ColdkeySwapAnnouncementNotFound');
  const announced = await done(subtensorModule.announceColdkeySwap(hash), old);
  const { who, newColdkeyHash } = event(announced, 'subtensorModule', 'ColdkeySwapAnnounced');
  assert.deepEqual([who.toString(), newColdkeyHash.toHex()], [old.address, hash]);
  const [when, kept] = (await api.query.subtensorModule.coldkeySwapAnnouncements(old.address)).unwrap();
  assert.equal(kept.toHex(), hash);

  await assert.rejects(send(gift(bob, 1n), old), { message: '1010: Invalid Transaction: Custom error: 0' });
  const wrapped = api.tx.utility.batch([gift(bob, 1n)]);
  await assert.rejects(send(wrapped, old), { message: '1010: Invalid Transaction: Custom error: 0' });
  await chain.waitForBlock(api, when.toNumber());
  const swapped = await done(subtensorModule.swapColdkeyAnnounced(heir.address), old);
  const { oldColdkey, newColdkey } = event(swapped, 'subtensorModule', 'ColdkeySwapped');
  assert.deepEqual([oldColdkey.toString(), newColdkey.toString()], [old.address, heir.address]);
  assert.equal(await free(api, old), 0n);
  assert.ok((await free(api, heir)) > 99n * TAO);
  assert.ok((await api.query.subtensorModule.coldkeySwapAnnouncements(old.address)).isNone);
});
