// Staking with @polkadot/api: stake with and without a limit, unstake, move, child keys, takes, root claims, hotkey swaps.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import * as chain from './chain.js';
import {
  ALL_STAKE,
  APEX,
  done,
  event,
  fee,
  free,
  NOWHERE,
  person,
  ROOT,
  refused,
  send,
  startSubnet,
  TAO,
} from './chain.js';

let api;
let alice;
let bob;
let bobHotkey;
let otherHotkey;
let first;
let second;

before(async () => {
  api = await chain.connect();
  [alice, bob, bobHotkey, otherHotkey] = ['Alice', 'Bob', 'Bob_hk', 'Other_hk'].map(person);
  first = await startSubnet(api, alice, person('First_hk'));
  second = await startSubnet(api, alice, person('Second_hk'));
  await done(api.tx.subtensorModule.tryAssociateHotkey(bobHotkey.address), bob);
  await done(api.tx.subtensorModule.tryAssociateHotkey(otherHotkey.address), bob);
  await chain.sudo(api, api.tx.adminUtils.sudoSetAdminFreezeWindow(0));
});

after(() => api.disconnect());

/** What a coldkey has on a hotkey, in alpha-rao; on root in RAO. */
async function staked(coldkey, hotkey, netuid) {
  const info = await api.call.stakeInfoRuntimeApi.getStakeInfoForHotkeyColdkeyNetuid(
    hotkey.address,
    coldkey.address,
    netuid,
  );
  return info.unwrap().stake.toBigInt();
}

const price = async (netuid) => (await api.call.swapRuntimeApi.currentAlphaPrice(netuid)).toBigInt();

/** Whether two amounts differ by less than a thousandth: pools grow a little with every block. */
function near(one, other) {
  const difference = one > other ? one - other : other - one;
  assert.ok(difference * 1000n <= one, `${one} is not near ${other}`);
}

test('stake brings what was foretold and its event tells it', async () => {
  const { subtensorModule: call } = api.tx;
  const foretold = await api.call.swapRuntimeApi.simSwapTaoForAlpha(first, 10n * TAO);
  const before = await free(api, alice);
  const result = await done(call.addStake(bobHotkey.address, first, 10n * TAO), alice);
  const [coldkey, hotkey, tao, alpha, netuid, swapFee] = event(result, 'subtensorModule', 'StakeAdded');
  assert.deepEqual(
    [coldkey.toString(), hotkey.toString(), netuid.toNumber()],
    [alice.address, bobHotkey.address, first],
  );
  assert.equal(tao.toBigInt(), 10n * TAO);
  near(alpha.toBigInt(), foretold.alphaAmount.toBigInt());
  near(foretold.taoFee.toBigInt(), swapFee.toBigInt());
  assert.equal(await free(api, alice), before - 10n * TAO - fee(result));
  assert.equal(await staked(alice, bobHotkey, first), alpha.toBigInt());

  const listed = await api.call.stakeInfoRuntimeApi.getStakeInfoForColdkey(alice.address);
  const entry = listed.find(({ hotkey }) => hotkey.toString() === bobHotkey.address);
  assert.deepEqual(
    [entry.netuid.toNumber(), entry.stake.toBigInt(), entry.isRegistered.isTrue],
    [first, alpha.toBigInt(), false],
  );
  const kept = await api.query.subtensorModule.stakingHotkeys(alice.address);
  assert.ok(kept.map(String).includes(bobHotkey.address));
});

test('refused stake is explained', async () => {
  const { subtensorModule: call } = api.tx;
  const notStarted = await refused(call.addStake(bobHotkey.address, APEX, TAO), alice);
  assert.equal(notStarted.name, 'subtensorModule.SubtokenDisabled');
  const absent = await refused(call.addStake(bobHotkey.address, NOWHERE, TAO), alice);
  assert.equal(absent.name, 'subtensorModule.SubnetNotExists');
  const low = await refused(call.addStake(bobHotkey.address, first, 1000n), alice);
  assert.equal(low.name, 'subtensorModule.AmountTooLow');
  assert.ok(low.docs.length > 20, low.docs);
  const nobodys = await refused(call.addStake(person('Stranger').address, first, TAO), alice);
  assert.equal(nobodys.name, 'subtensorModule.HotKeyAccountNotExists');
  const here = call.moveStake(bobHotkey.address, bobHotkey.address, first, first, TAO);
  assert.equal((await refused(here, alice)).name, 'subtensorModule.SameNetuid');
});

test('stake with a limit does not pay more than that', async () => {
  const { subtensorModule: call } = api.tx;
  const limit = ((await price(first)) * 11n) / 10n;
  const add = (partial) => call.addStakeLimit(bobHotkey.address, first, 100n * TAO, limit, partial);
  assert.equal((await refused(add(false), alice)).name, 'subtensorModule.SlippageTooHigh');
  const before = await free(api, alice);
  const result = await done(add(true), alice);
  const spent = before - (await free(api, alice)) - fee(result);
  assert.ok(spent > 30n * TAO && spent < 70n * TAO, `${spent} RAO`);
  const now = await price(first);
  assert.ok(now <= limit && now * 1000n > limit * 999n);
});

test('stake moves between hotkeys and subnets', async () => {
  const { subtensorModule: call } = api.tx;
  const [here, there] = [await staked(alice, bobHotkey, first), await staked(alice, otherHotkey, first)];
  const moved = await done(call.moveStake(bobHotkey.address, otherHotkey.address, first, first, 2n * TAO), alice);
  const [, origin, , destination] = event(moved, 'subtensorModule', 'StakeMoved');
  assert.deepEqual([origin.toString(), destination.toString()], [bobHotkey.address, otherHotkey.address]);
  near(await staked(alice, bobHotkey, first), here - 2n * TAO);
  near(await staked(alice, otherHotkey, first), there + 2n * TAO);
  await done(call.swapStake(otherHotkey.address, first, second, TAO), alice);
  assert.ok((await staked(alice, otherHotkey, second)) > TAO / 2n);
  await done(call.moveStake(otherHotkey.address, bobHotkey.address, second, ROOT, TAO / 2n), alice);
  assert.ok((await staked(alice, bobHotkey, ROOT)) > TAO / 4n);
  const given = await done(call.transferStake(bob.address, bobHotkey.address, first, first, TAO), alice);
  event(given, 'subtensorModule', 'StakeTransferred');
  near(await staked(bob, bobHotkey, first), TAO);
});

test('everything can be taken back', async () => {
  const { subtensorModule: call } = api.tx;
  const before = await free(api, bob);
  const some = await done(call.removeStake(bobHotkey.address, first, TAO / 2n), bob);
  const [, , tao, alpha, , swapFee] = event(some, 'subtensorModule', 'StakeRemoved');
  assert.equal(await free(api, bob), before + tao.toBigInt() - fee(some));
  assert.equal(alpha.toBigInt() + swapFee.toBigInt(), TAO / 2n);
  // More than there is means all of it.
  await done(call.removeStake(bobHotkey.address, first, 10n ** 18n), bob);
  assert.equal(await staked(bob, bobHotkey, first), 0n);
  await done(call.unstakeAll(bobHotkey.address), alice);
  assert.equal(await staked(alice, bobHotkey, first), 0n);
  assert.equal(await staked(alice, bobHotkey, ROOT), 0n);
});

test('child keys are chosen, wait, and are shown to both sides', async () => {
  const { subtensorModule: call } = api.tx;
  await chain.sudo(api, call.setPendingChildkeyCooldown(3));
  const children = [[ALL_STAKE / 4n, otherHotkey.address]];
  const own = await refused(call.setChildren(bobHotkey.address, first, [[ALL_STAKE, bobHotkey.address]]), bob);
  assert.equal(own.name, 'subtensorModule.InvalidChild');
  const chosen = await done(call.setChildren(bobHotkey.address, first, children), bob);
  const [, , cooldown] = event(chosen, 'subtensorModule', 'SetChildrenScheduled');
  const [pending, ends] = await api.query.subtensorModule.pendingChildKeys(first, bobHotkey.address);
  assert.deepEqual([pending.length, ends.toNumber()], [1, cooldown.toNumber()]);
  const shown = async (item, hotkey) =>
    (await api.query.subtensorModule[item](hotkey.address, first)).map(([part, key]) => [
      part.toBigInt(),
      key.toString(),
    ]);
  await chain.waitForBlock(api, ends.toNumber() + 11);
  assert.deepEqual(await shown('childKeys', bobHotkey), children);
  assert.deepEqual(await shown('parentKeys', otherHotkey), [[ALL_STAKE / 4n, bobHotkey.address]]);
});

test('takes keep to their limits', async () => {
  const { subtensorModule: call } = api.tx;
  await done(call.setChildkeyTake(bobHotkey.address, first, 1000), bob);
  assert.equal((await api.query.subtensorModule.childkeyTake(bobHotkey.address, first)).toNumber(), 1000);
  const high = await refused(call.setChildkeyTake(bobHotkey.address, first, 20_000), bob);
  assert.equal(high.name, 'subtensorModule.InvalidChildkeyTake');

  await done(call.decreaseTake(bobHotkey.address, 6000), bob);
  const delegate = (await api.call.delegateInfoRuntimeApi.getDelegate(bobHotkey.address)).unwrap();
  assert.equal(delegate.take.toNumber(), 6000);
  assert.equal(delegate.ownerSs58.toString(), bob.address);
  await assert.rejects(send(call.increaseTake(bobHotkey.address, 20_000), bob), {
    message: '1010: Invalid Transaction: Custom error: 27',
  });
  await assert.rejects(send(call.decreaseTake(bobHotkey.address, 10), alice), {
    message: '1010: Invalid Transaction: Custom error: 25',
  });
});

test('root stakers choose what becomes of their dividends', async () => {
  const { subtensorModule: call } = api.tx;
  const { subtensorModule: item } = api.query;
  assert.equal((await item.rootClaimType(bob.address)).type, 'Swap');
  await done(call.setRootClaimType('Keep'), bob);
  assert.equal((await item.rootClaimType(bob.address)).type, 'Keep');
  const chosen = await done(call.setRootClaimType({ KeepSubnets: { subnets: [first, second] } }), bob);
  const { rootClaimType } = event(chosen, 'subtensorModule', 'RootClaimTypeSet');
  assert.deepEqual([...rootClaimType.asKeepSubnets.subnets].map(Number), [first, second]);
  await done(call.claimRoot([first]), bob);
});

test('stake is sent on by itself once a destination is set', async () => {
  const { subtensorModule: call } = api.tx;
  await done(call.burnedRegister(first, bobHotkey.address), bob);
  await done(call.setColdkeyAutoStakeHotkey(first, bobHotkey.address), alice);
  const kept = await api.call.subnetInfoRuntimeApi.getColdkeyAutoStakeHotkey(alice.address, first);
  assert.equal(kept.unwrap().toString(), bobHotkey.address);
});

test('hotkey gives its place to another', async () => {
  const { subtensorModule: call } = api.tx;
  const fresh = person('Fresh_hk');
  await done(call.addStake(bobHotkey.address, second, 5n * TAO), alice);
  const before = await staked(alice, bobHotkey, second);
  const swapped = await done(call.swapHotkey(bobHotkey.address, fresh.address, null), bob);
  const { oldHotkey, newHotkey } = event(swapped, 'subtensorModule', 'HotkeySwapped');
  assert.deepEqual([oldHotkey.toString(), newHotkey.toString()], [bobHotkey.address, fresh.address]);
  assert.equal((await api.query.subtensorModule.owner(fresh.address)).toString(), bob.address);
  assert.ok((await api.query.subtensorModule.uids(first, fresh.address)).isSome);
  near(await staked(alice, fresh, second), before);
});
