// The first thing that every command runs, on whatever Node a machine has: installs the npm packages where they are
// missing or old, then hands over to the TypeScript tool under the Node that comes with them.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname ?? '.', '..');
const windows = process.platform === 'win32';
const stampFile = join(root, 'node_modules', '.cluster-patch-packages');
const node = join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');
const stamp = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}

if (Number(process.versions.node.split('.')[0]) < 20)
  fail('Node 20 or later is needed: install it from https://nodejs.org');

if (!existsSync(node) || !existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== stamp) {
  process.stderr.write('Installing the npm packages…\n');
  // One shell word each, none of them from outside; npm is a .cmd file on Windows, which needs a shell.
  const done = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: windows,
  });
  if (done.status !== 0)
    fail('The npm packages could not be installed: see the lines above; is a registry within reach?');
  if (!existsSync(node)) {
    const scripts = spawnSync(process.execPath, ['installArchSpecificPackage'], {
      cwd: join(root, 'node_modules', 'node'),
      stdio: ['ignore', 2, 2],
    });
    if (scripts.status !== 0 || !existsSync(node))
      fail('The package "node" did not bring its program: allow its install script, then try again.');
  }
  writeFileSync(stampFile, stamp);
}

const [tool, ...args] = process.argv.slice(2);
const paths = [
  join(root, 'node_modules', '.bin'),
  join(root, 'node_modules', 'node', 'bin'),
  process.env.PATH ?? '',
];
const run = spawnSync(node, [join(root, 'tools', `${tool}.ts`), ...args], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PATH: paths.join(windows ? ';' : ':') },
});
process.exit(run.status ?? 1);
