import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, type TestContext, test } from 'node:test';
import { definitionFile, resolveDefinition } from '../../src/cluster/definition.ts';
import type { Snapshot } from '../../src/cluster/snapshot.ts';
import { freshWorld } from '../../src/lab/freshWorld.ts';
import { labDocuments } from '../../src/lab/labDocuments.ts';
import { summarize } from '../../src/lab/summary.ts';
import { readWorld, resetWorld } from '../../src/lab/worldFile.ts';
import { diagnose } from '../../src/remoting/doctor/diagnose.ts';
import { type DoorOptions, openDoor } from '../../src/remoting/door.ts';
import type { ClusterDoor, OperationOutcome } from '../../src/tasks/door.ts';
import { runDocument } from './contracts.ts';
import { keptLog, powershell, scriptsFolder } from './localPowerShell.ts';
import { type SshNodes, sshNodes } from './sshNodes.ts';
import { terminal } from './terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'over-ssh-'));
const worldPath = join(folder, 'world.json');
const signal = new AbortController().signal;
const move = { groups: ['OpsMgr RMS'], node: 'NODE2' };
const moveGroups = { operation: 'move-groups', node: 'NODE1', arguments: move };

let ssh: SshNodes;
before(async () => {
  resetWorld(worldPath, freshWorld());
  ssh = await sshNodes(worldPath);
});
beforeEach(async () => {
  resetWorld(worldPath, freshWorld());
  await Promise.all(ssh.nodes.map((node) => node.start()));
});
after(async () => {
  await ssh.dispose();
  rmSync(folder, { recursive: true, force: true });
});

type Other = Parameters<SshNodes['definition']>[0];

/** The way to the nodes as a person defines it; no lab is in the product's reach. */
function way(other: Other = {}): DoorOptions {
  const definition = resolveDefinition(definitionFile.parse(ssh.definition(other)));
  if (typeof definition === 'string') throw new Error(definition);
  const nowhere = join(folder, 'nowhere');
  const lab = { modulePath: nowhere, worldPath: nowhere };
  return { definition, powershell, scriptsFolder, lab, log: keptLog() };
}

function door(context: TestContext, other: Other = {}): ClusterDoor {
  const opened = openDoor(way(other));
  context.after(() => opened.dispose());
  return opened;
}

const errorsOf = ({ nodes }: Snapshot) =>
  nodes.flatMap((node) => (node.kind === 'unreached' ? [node.error] : []));
const owner = () => readWorld(worldPath).groups.find(({ name }) => name === 'OpsMgr RMS')?.owner;

for (const procedure of ['rms-passive-first', 'rms-active-first'])
  test(`${procedure} runs over SSH to two hosts, from the first step to the last`, async (context) => {
    const { home, json } = terminal(context);
    for (const { folder: place, name, text } of labDocuments()) {
      mkdirSync(join(home, place), { recursive: true });
      if (place === 'packages') writeFileSync(join(home, place, name), text);
    }
    writeFileSync(join(home, 'clusters', 'overssh.cluster.json'), JSON.stringify(ssh.definition()));
    const wanted = ['--cluster', 'overssh', '--procedure', procedure, '--package', 'lab-files'];
    const { code, value } = await json('run', ...wanted, '--yes');
    const document = runDocument.omit({ lab: true }).parse(value);
    assert.equal(document.outcome, 'completed', JSON.stringify(value));
    assert.equal(code, 0);
    assert.ok(document.steps.every((step) => step.state === 'ticked' && step.evidence.length > 0));
    const { hazards, failovers, moves } = summarize(readWorld(worldPath));
    assert.deepEqual({ hazards, failovers, moves }, { hazards: [], failovers: 0, moves: 1 });
    assert.equal(owner(), 'NODE2');
    assert.equal(existsSync(join(home, 'lab', 'overssh')), false);
  });

test('a key that no node knows is told as such, with what to check', async (context) => {
  const errors = errorsOf(await door(context, { keyFile: ssh.strangerKey }).snapshot({ signal }));
  assert.equal(errors.length, 2);
  for (const error of errors) {
    assert.equal(error.kind, 'denied');
    assert.match(error.message, /did not let this account in.*Permission denied \(publickey\)/);
    assert.match(error.remedy, /authorized_keys/);
    assert.ok(error.remedy.includes(ssh.strangerKey));
  }
});

test('a host key that is not the known one stops the session before it begins; each node is told its own', async (context) => {
  const errors = errorsOf(await door(context, { knownHostsFile: ssh.wrongHosts }).snapshot({ signal }));
  assert.equal(errors.length, 2);
  for (const [at, error] of errors.entries()) {
    assert.equal(error.kind, 'denied');
    const place = `[127.0.0.1]:${ssh.nodes[at]?.port}`;
    assert.match(error.message, /host key is not the one that is known/);
    assert.ok(error.message.includes(place), error.message);
    assert.ok(error.remedy.includes(`ssh-keygen -f ${ssh.wrongHosts} -R "${place}"`), error.remedy);
    assert.match(error.remedy, /never accepts or changes one by itself/);
  }
});

test('a host key that nobody has noted is not accepted in silence', async (context) => {
  const empty = join(folder, 'no_hosts');
  const errors = errorsOf(await door(context, { knownHostsFile: empty }).snapshot({ signal }));
  assert.equal(errors.length, 2);
  for (const error of errors) assert.match(error.message, /host key is not known on this machine/);
  assert.equal(existsSync(empty), false);
});

test('an sshd that dies in the middle of a change: the change is lost, not made twice, and the next one goes through', async (context) => {
  const [first] = ssh.nodes;
  assert.ok(first);
  const opened = door(context);
  await opened.snapshot({ signal });
  first.freeze();
  let lost: Promise<OperationOutcome> | undefined;
  await first.reachedBy(() => {
    lost = opened.write(moveGroups, { signal });
  });
  await first.kill();
  const outcome = await lost;
  assert.ok(outcome?.kind === 'failed' && outcome.failure.kind === 'lost', JSON.stringify(outcome));
  assert.match(outcome.failure.remedy, /may have been carried out/);
  assert.equal(owner(), 'NODE1');

  const [gone] = errorsOf(await opened.snapshot({ signal }));
  assert.equal(gone?.kind, 'unreachable');
  assert.match(gone?.message ?? '', /Nothing listens at this port/);

  await first.start();
  const again = await opened.write(moveGroups, { signal });
  assert.equal(again.kind, 'returned', JSON.stringify(again));
  assert.equal(owner(), 'NODE2');
});

test('a node that hangs is given up after its time limit; the other one is read', async (context) => {
  const [first] = ssh.nodes;
  assert.ok(first);
  const opened = door(context);
  await opened.snapshot({ signal });
  first.freeze();
  const [one, two] = (await opened.snapshot({ signal, timeLimit: 4000 })).nodes;
  assert.ok(one?.kind === 'unreached' && one.error.kind === 'timed-out', JSON.stringify(one));
  assert.equal(two?.kind, 'reached');
  assert.deepEqual(errorsOf(await opened.snapshot({ signal })), []);
});

test('the doctor sees every stage of the way over SSH, and at a wrong key the stage at which it ends', async () => {
  const well = await diagnose({ ...way(), signal });
  assert.equal(well.outcome, 'well', JSON.stringify(well));
  for (const { stages } of well.nodes)
    assert.deepEqual(
      stages.filter(({ state }) => state !== 'passed').map(({ stage }) => stage),
      ['name'],
    );
  const refused = await diagnose({ ...way({ keyFile: ssh.strangerKey }), signal });
  assert.equal(refused.outcome, 'unreachable');
  for (const { stages } of refused.nodes) {
    assert.equal(stages.find(({ state }) => state === 'failed')?.stage, 'session');
    assert.equal(stages.find(({ stage }) => stage === 'port')?.state, 'passed');
    assert.equal(stages.at(-1)?.state, 'not-tried');
  }
});
