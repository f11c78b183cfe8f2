// The programs in the documentation do what the pages say.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';

import { url } from './chain.js';
import { inWorkshop, run } from './workshop.js';

const page = await readFile(path.join(import.meta.dirname, '..', '..', 'docs', 'polkadot-js.md'), 'utf8');
const programs = [...page.matchAll(/^```js\n(.*?)^```\n\n```text\n(.*?)^```$/gms)];

test('page has programs', () => {
  assert.equal(programs.length, page.match(/^```js$/gm).length);
  assert.ok(programs.length >= 3);
});

for (const [, program, printed] of programs) {
  test(`program prints: ${printed.split('\n')[0]}`, () =>
    inWorkshop(async (folder) => {
      await writeFile(path.join(folder, 'program.js'), program.replaceAll('ws://127.0.0.1:9944', url));
      assert.equal(await run(folder, 'program.js'), printed);
    }));
}
