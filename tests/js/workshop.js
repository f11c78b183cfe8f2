// A folder like the one that somebody begins a program in, with the libraries installed.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const installed = path.join(import.meta.dirname, 'node_modules');

/** Calls `use` with a new folder that holds a package and the libraries; removes it afterwards. */
export async function inWorkshop(use) {
  const folder = await mkdtemp(path.join(tmpdir(), 'taonet-js-'));
  try {
    await writeFile(path.join(folder, 'package.json'), '{"name":"first-steps","type":"module"}');
    await symlink(installed, path.join(folder, 'node_modules'));
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Runs a program with Node.js in the folder; what it prints. */
export async function run(folder, ...words) {
  const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: folder, timeout: 240_000 });
  return stdout;
}
