// What the scenarios with @polkadot/api share: a connection, development accounts, and how an extrinsic ends.
import { AssertionError } from 'node:assert';

import { ApiPromise, Keyring, WsProvider } from '@polkadot/api';

/** Address of a node of a fresh chain with blocks every 250 ms. */
export const url = process.env.TAONET_URL ?? 'ws://127.0.0.1:9944';

/** RAO in a TAO, and alpha-rao in an alpha. */
export const TAO = 1_000_000_000n;
/** A part of one in sixteen bits: weights, takes. */
export const WHOLE = 65_535;
/** Of a child key, in 64 bits. */
export const ALL_STAKE = 2n ** 64n - 1n;
/** The subnet where TAO itself is staked, and the one that a local chain begins with beside it. */
export const ROOT = 0;
export const APEX = 1;
/** A subnet that is not there. */
export const NOWHERE = 99;
/** The account that stands for nobody. */
export const NOBODY = '5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM';

/** A connection; told to be silent about what the library does not know of this chain. */
export function connect() {
  return ApiPromise.create({ provider: new WsProvider(url), noInitWarn: true });
}

let keyring;

/** The development account `//name`; only once somebody has connected. */
export function person(name) {
  keyring ??= new Keyring({ type: 'sr25519', ss58Format: 42 });
  return keyring.addFromUri(`//${name}`);
}

/**
 * Signs and sends; resolves when the extrinsic is in a block, or in a final one where `until` says `isFinalized`.
 * Rejects when the node refuses to take it, with what the node says.
 */
export function send(extrinsic, signer, { until = 'isInBlock', ...options } = {}) {
  return new Promise((resolve, reject) => {
    let stop = () => {};
    let last = 'not sent';
    setTimeout(() => reject(new Error(`no block after 60 s, the extrinsic is ${last}`)), 60_000).unref();
    extrinsic
      .signAndSend(signer, { nonce: -1, ...options }, (result) => {
        last = result.status.type;
        if (result.isError) reject(new Error(`the extrinsic is ${result.status.type}`));
        if (!result.status[until]) return;
        stop();
        resolve(result);
      })
      .then((unsubscribe) => {
        stop = unsubscribe;
      }, reject);
  });
}

/** What a person reads of a dispatch error: its name, and the doc lines where it has any. */
export function explain(error) {
  if (!error.isModule) return { name: error.toString(), docs: '' };
  const { section, name, docs } = error.registry.findMetaError(error.asModule);
  return { name: `${section}.${name}`, docs: docs.join(' ') };
}

/** Sends an extrinsic that must succeed. */
export async function done(extrinsic, signer, options) {
  const result = await send(extrinsic, signer, options);
  if (result.dispatchError) {
    const { name, docs } = explain(result.dispatchError);
    throw new AssertionError({ message: `${extrinsic.method.section}.${extrinsic.method.method}: ${name}: ${docs}` });
  }
  return result;
}

/** Sends an extrinsic that must get into a block and fail there; what a person reads of the reason. */
export async function refused(extrinsic, signer) {
  const { dispatchError } = await send(extrinsic, signer);
  if (!dispatchError) throw new AssertionError({ message: 'the call has succeeded' });
  return explain(dispatchError);
}

/** Does all of the calls as root, in one block. */
export async function sudo(api, ...calls) {
  const { sudo, utility } = api.tx;
  const result = await done(sudo.sudo(utility.batchAll(calls)), person('Alice'));
  const { sudoResult } = event(result, 'sudo', 'Sudid');
  if (sudoResult.isErr) throw new AssertionError({ message: explain(sudoResult.asErr).name });
}

/** The data of all events of that name. */
export function events(result, section, method) {
  return result.events.map(({ event }) => event).filter((one) => one.section === section && one.method === method);
}

/** The data of the one event of that name, by field name and by position. */
export function event(result, section, method) {
  const found = events(result, section, method);
  if (found.length === 1) return found[0].data;
  const names = result.events.map(({ event }) => `${event.section}.${event.method}`);
  throw new AssertionError({ message: `${found.length} events ${section}.${method} among ${names.join(', ')}` });
}

/** What an account has free, in RAO. */
export async function free(api, who) {
  return (await api.query.system.account(who.address ?? who)).data.free.toBigInt();
}

/** What the extrinsic has cost, in RAO. */
export function fee(result) {
  return event(result, 'transactionPayment', 'TransactionFeePaid').actualFee.toBigInt();
}

/** Gives TAO to everybody, in one block. */
export async function fund(api, amount, ...people) {
  const gifts = people.map(({ address }) => api.tx.balances.transferKeepAlive(address, amount));
  await done(api.tx.utility.batchAll(gifts), person('Alice'));
}

/** Resolves at block `number`, or later. */
export async function waitForBlock(api, number) {
  await new Promise((resolve, reject) => {
    let stop = () => {};
    api.rpc.chain
      .subscribeNewHeads((header) => {
        if (header.number.toNumber() < number) return;
        stop();
        resolve();
      })
      .then((unsubscribe) => {
        stop = unsubscribe;
      }, reject);
  });
}

/** Number of the best block. */
export async function currentBlock(api) {
  return (await api.rpc.chain.getHeader()).number.toNumber();
}

/** Registers a subnet for `owner`, with the hotkey `hotkey`, and starts it; its netuid. */
export async function startSubnet(api, owner, hotkey) {
  const { subtensorModule } = api.tx;
  const created = await done(subtensorModule.registerNetwork(hotkey.address), owner);
  const netuid = event(created, 'subtensorModule', 'NetworkAdded')[0].toNumber();
  await done(subtensorModule.startCall(netuid), owner);
  return netuid;
}

/** A value as plain JavaScript, numbers as text without commas, names and the like as text. */
export function plain(value) {
  return value.toPrimitive ? value.toPrimitive() : value.toJSON();
}

/** Text that travels as one compact number for each byte. */
export function text(codec) {
  return Buffer.from(codec.map((byte) => byte.toNumber())).toString('utf8');
}
