// What the scenarios with polkadot-api share.
import { Keyring } from '@polkadot/api';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import { Binary, createClient } from 'polkadot-api';
import { getPolkadotSigner } from 'polkadot-api/signer';
import { getWsProvider } from 'polkadot-api/ws-provider/node';

import { url } from './chain.js';

export { Binary };

/** A connection of its own. */
export function connect() {
  return createClient(getWsProvider(url));
}

/** The development account `//name`: its address, and what signs for it. */
export async function person(name) {
  await cryptoWaitReady();
  const pair = new Keyring({ type: 'sr25519', ss58Format: 42 }).addFromUri(`//${name}`);
  return { address: pair.address, signer: getPolkadotSigner(pair.publicKey, 'Sr25519', (data) => pair.sign(data)) };
}

/** A call’s name and values as the library wants them for an enum. */
export const variant = (type, value) => ({ type, value });

/** The account as an extrinsic names it. */
export const account = ({ address }) => variant('Id', address);
