/** What a person may get wrong, in the terminal: what is said, what to do about it, and the exit code. Nothing is changed. */
import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { labPackages } from '../../src/lab/labPackages.ts';
import { updateWorld, worldPath } from '../../src/lab/worldFile.ts';
import { errorDocument, runDocument } from './contracts.ts';
import { onLab, type Terminal, terminal } from './terminal.ts';

const [files] = labPackages;
if (files === undefined) throw new Error('the lab has no package');
const { path } = files;

const ownPackage = (changes: object = {}): object => ({
  id: 'own',
  kb: 'KB951380',
  title: 'A package of one’s own',
  installer: { kind: 'msp', path },
  changesDatabase: false,
  files: files.files,
  services: files.services,
  ...changes,
});

async function write(
  { home }: Terminal,
  kind: 'cluster' | 'package',
  id: string,
  value: object,
): Promise<void> {
  await mkdir(join(home, `${kind}s`), { recursive: true });
  await writeFile(join(home, `${kind}s`, `${id}.${kind}.json`), JSON.stringify(value, null, 2));
}

/** Runs with the package `own` and gives the error. */
async function refused(at: Terminal, ...args: readonly string[]) {
  const { code, value } = await at.json('run', ...args, '--yes');
  return { code, ...errorDocument.parse(value).error };
}

/** Runs to a step that fails, and gives what it saw that is not as it should be. */
async function failedStep(at: Terminal, ...args: readonly string[]) {
  const { code, value } = await at.json('run', ...args, '--yes');
  const { steps } = runDocument.parse(value);
  const step = steps.find(({ state }) => state === 'failed');
  return { code, step: step?.id, wrong: (step?.evidence ?? []).filter(({ passed }) => !passed) };
}

test('a package without files to verify', async (context) => {
  const at = terminal(context);
  await write(at, 'package', 'own', ownPackage({ files: [] }));
  const error = await refused(at, ...onLab('rms-passive-first', 'own'));
  assert.equal(error.code, 2);
  assert.match(error.message, /^files: names no file: .*cannot be proven installed.*copy the file table/);
  assert.match(error.file ?? '', /own\.package\.json$/);
  assert.ok((error.line ?? 0) > 1);
});

test('a hash that is none, and a package on a share of the network', async (context) => {
  const at = terminal(context);
  await write(at, 'package', 'own', ownPackage({ installer: { kind: 'msp', path, sha256: 'ABC' } }));
  const malformed = await refused(at, ...onLab('rms-passive-first', 'own'));
  assert.equal(malformed.code, 2);
  assert.match(malformed.message, /^installer\.sha256: is not a SHA-256 hash of 64 hexadecimal digits/);

  const share = '\\\\fileserver\\updates\\own.msp';
  await write(at, 'package', 'own', ownPackage({ installer: { kind: 'msp', path: share } }));
  const error = await refused(at, ...onLab('rms-passive-first', 'own'));
  assert.equal(error.code, 2);
  assert.match(error.message, /^installer\.path: .*share.*second hop.*1619.*"source"/);
});

test('a file on the nodes that is not the package, and a package of another architecture', async (context) => {
  const at = terminal(context);
  await write(
    at,
    'package',
    'own',
    ownPackage({ installer: { kind: 'msp', path, sha256: 'ab'.repeat(32) } }),
  );
  const hash = await failedStep(at, ...onLab('rms-passive-first', 'own'));
  assert.deepEqual([hash.code, hash.step], [1, 'opening-gate']);
  assert.match(hash.wrong[0]?.expected ?? '', /lab-files\.msp with SHA-256 abababab/);
  assert.match(hash.wrong[0]?.note ?? '', /another file, or the copy is damaged: copy it again/);

  await write(at, 'package', 'own', ownPackage({ architecture: 'ia64' }));
  const wrong = await failedStep(at, ...onLab('rms-active-first', 'own'));
  assert.deepEqual([wrong.code, wrong.step], [1, 'opening-gate']);
  assert.deepEqual(
    wrong.wrong.map(({ node, expected, observed }) => [node, expected, observed]),
    [
      ['NODE1', 'ia64, which KB951380 is for', 'x64'],
      ['NODE2', 'ia64, which KB951380 is for', 'x64'],
    ],
  );
  assert.match(wrong.wrong[0]?.note ?? '', /Get the package for x64/);
});

test('a definition whose nodes are not the cluster’s, and one that leaves a third node out', async (context) => {
  const at = terminal(context);
  const cluster = (name: string, nodes: readonly string[]) =>
    write(at, 'cluster', name, { name, preset: 'rms-2007', nodes, transport: { kind: 'lab' } });
  await cluster('three', ['NODE1', 'NODE2', 'NODE3']);
  const on = (name: string) => ['--cluster', name, '--procedure', 'rms-passive-first', '--package', 'own'];
  await write(at, 'package', 'own', ownPackage());
  const many = await refused(at, ...on('three'));
  assert.equal(many.code, 2);
  assert.match(many.message, /rms-passive-first is for 2 nodes, and three has 3/);
  assert.match(many.remedy, /Choose a procedure for 3 nodes/);

  // Its world has three nodes; the definition of today names two of them.
  await cluster('three', ['NODE1', 'NODE2']);
  const left = await refused(at, ...on('three'));
  assert.equal(left.code, 2);
  assert.match(left.message, /the definition of three leaves out NODE3, which the cluster has/);
  assert.match(left.remedy, /Correct "nodes".*NODE1, NODE2, NODE3/);
});

test('groups owned by different nodes at the start', async (context) => {
  const at = terminal(context);
  await write(at, 'package', 'own', ownPackage());
  assert.equal((await at.run('lab', 'reset')).code, 0);
  await write(at, 'cluster', 'lab', {
    name: 'lab',
    preset: 'rms-2007',
    nodes: ['NODE1', 'NODE2'],
    transport: { kind: 'lab' },
    protectedGroups: ['OpsMgr RMS', 'Cluster Group'],
  });
  updateWorld(worldPath(at.home, 'lab'), (world) => ({
    ...world,
    groups: world.groups.map((group) => (group.core ? { ...group, owner: 'NODE2' } : group)),
  }));
  const error = await refused(at, ...onLab('rms-passive-first', 'own'));
  assert.equal(error.code, 2);
  assert.match(error.message, /more than one node: OpsMgr RMS on NODE1, Cluster Group on NODE2/);
  assert.match(error.remedy, /cluster-patch restore --cluster lab/);
});

test('a node paused by somebody else, and services that are Automatic already: restore is offered', async (context) => {
  const at = terminal(context);
  const lab = async (node: string, line: string) =>
    assert.equal((await at.run('lab', 'exec', '--node', node, '--', line)).code, 0);
  await lab('NODE1', 'Suspend-ClusterNode NODE2');
  const paused = await failedStep(at, ...onLab());
  assert.deepEqual([paused.code, paused.step], [1, 'opening-gate']);
  assert.match(
    paused.wrong[0]?.note ?? '',
    /Find out who paused it and why.*cluster-patch restore --cluster lab/,
  );

  await lab('NODE1', 'Resume-ClusterNode NODE2; Set-Service OMSDK -StartupType Automatic');
  const automatic = await at.run('run', ...onLab(), '--yes');
  assert.equal(automatic.code, 1);
  assert.match(automatic.out, /OMSDK: Manual — Automatic/);
  assert.match(automatic.out, /Restore first: cluster-patch restore --cluster lab/);
  assert.equal((await at.run('restore', '--cluster', 'lab', '--yes')).code, 0);
});
