import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, type TestContext, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { definitionFile, resolveDefinition } from '../../src/cluster/definition.ts';
import type { Snapshot } from '../../src/cluster/snapshot.ts';
import { freshWorld } from '../../src/lab/freshWorld.ts';
import { labDocuments } from '../../src/lab/labDocuments.ts';
import { summarize } from '../../src/lab/summary.ts';
import { readWorld, resetWorld } from '../../src/lab/worldFile.ts';
import { connectionTo } from '../../src/remoting/connection.ts';
import { diagnose } from '../../src/remoting/doctor/diagnose.ts';
import { type DoorOptions, openDoor } from '../../src/remoting/door.ts';
import type { ClusterDoor, OperationOutcome } from '../../src/tasks/door.ts';
import { runDocument } from './contracts.ts';
import {
  invoke,
  keptLog,
  newHost,
  powershell,
  scriptsFolder,
  testFunctions,
  texts,
} from './localPowerShell.ts';
import { textOf } from './processes.ts';
import { type SshNodes, sshNodes } from './sshNodes.ts';
import { type Terminal, terminal } from './terminal.ts';

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

/** A home with the lab's packages and the cluster that is reached over SSH. */
function overSsh(context: TestContext): Terminal {
  const person = terminal(context);
  for (const { folder: place, name, text } of labDocuments()) {
    mkdirSync(join(person.home, place), { recursive: true });
    if (place === 'packages') writeFileSync(join(person.home, place, name), text);
  }
  writeFileSync(join(person.home, 'clusters', 'overssh.cluster.json'), JSON.stringify(ssh.definition()));
  return person;
}

const wanted = (procedure: string) =>
  ['--cluster', 'overssh', '--procedure', procedure, '--package', 'lab-files', '--yes'] as const;

function assertWholeRun({ code, value }: Awaited<ReturnType<Terminal['json']>>): void {
  const document = runDocument.omit({ lab: true }).parse(value);
  assert.equal(document.outcome, 'completed', JSON.stringify(value));
  assert.equal(code, 0);
  assert.ok(document.steps.every((step) => step.state === 'ticked' && step.evidence.length > 0));
  const { hazards, failovers, moves } = summarize(readWorld(worldPath));
  assert.deepEqual({ hazards, failovers, moves }, { hazards: [], failovers: 0, moves: 1 });
  assert.equal(owner(), 'NODE2');
}

test('the nodes are two hosts: each has its own address and its own host key', async (context) => {
  context.diagnostic(`hosts are made of ${ssh.how}`);
  const seen = await Promise.all(
    ssh.nodes.map(async ({ address, port }) => {
      const { stdout } = await promisify(execFile)('ssh-keyscan', [
        '-t',
        'ed25519',
        '-p',
        `${port}`,
        address,
      ]);
      return stdout.trim().split(' ').slice(1).join(' ');
    }),
  );
  assert.deepEqual(
    seen,
    ssh.nodes.map(({ hostKey }) => hostKey),
  );
  assert.equal(new Set(seen).size, 2);
  assert.equal(new Set(ssh.nodes.map(({ address }) => address)).size, 2);
});

test('rms-active-first runs over SSH to two hosts, from the first step to the last', async (context) => {
  const { home, json } = overSsh(context);
  assertWholeRun(await json('run', ...wanted('rms-active-first')));
  assert.equal(existsSync(join(home, 'lab', 'overssh')), false);
});

test('rms-passive-first over SSH, with the sshd of a node killed in the middle: resumed to a verified end', async (context) => {
  const { home, json } = overSsh(context);
  const running = json('run', ...wanted('rms-passive-first'));
  const at = await sent(home, 'move-groups');
  const node = ssh.nodes.find(({ name }) => name === at);
  assert.ok(node);
  await node.kill();
  const broken = await running;
  const { outcome, steps } = runDocument.omit({ lab: true }).parse(broken.value);
  assert.notEqual(outcome, 'completed', JSON.stringify(broken.value));
  assert.notEqual(broken.code, 0);
  // What was ticked before stays so, and what was under way is not.
  assert.ok(steps.some(({ state }) => state === 'ticked') && steps.some(({ state }) => state !== 'ticked'));
  await node.start();
  assertWholeRun(await json('resume', 'latest', '--yes'));
});

/** Waits until an operation is in the journal of the one run as sent; the node that it was sent to. */
async function sent(home: string, operation: string): Promise<string> {
  const runs = join(home, 'runs');
  for (;;) {
    const [runId] = existsSync(runs) ? readdirSync(runs) : [];
    const journal = runId === undefined ? '' : textOf(join(runs, runId, 'journal.jsonl'));
    const line = journal
      .split('\n')
      .find((each) => each.includes('"operation-sent"') && each.includes(`"${operation}"`));
    const node = /"node":"(\w+)"/.exec(line ?? '')?.[1];
    if (node !== undefined) return node;
    await delay(20);
  }
}

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

test('a key file that is not there is told of, as a file of this machine', async (context) => {
  const keyFile = join(folder, 'no_key');
  const errors = errorsOf(await door(context, { keyFile }).snapshot({ signal }));
  assert.equal(errors.length, 2);
  for (const error of errors) {
    assert.equal(error.kind, 'unreachable');
    assert.ok(error.message.includes(`${keyFile} cannot be read (ENOENT)`), error.message);
    assert.match(error.remedy, /keyFile .* on this machine/);
  }
});

test('a host key that is not the known one stops the session before it begins; each node is told its own', async (context) => {
  const errors = errorsOf(await door(context, { knownHostsFile: ssh.wrongHosts }).snapshot({ signal }));
  assert.equal(errors.length, 2);
  for (const [at, error] of errors.entries()) {
    assert.equal(error.kind, 'denied');
    const place = ssh.nodes[at]?.place ?? '';
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

test('a session that died while nobody used it is opened anew, and a change after the usual look goes through', async (context) => {
  const [first] = ssh.nodes;
  assert.ok(first);
  const opened = door(context);
  await opened.snapshot({ signal });
  await first.kill();
  await first.start();
  // Every change comes right after its guards were read: what died is noticed by a read, which may be made again.
  assert.deepEqual(errorsOf(await opened.snapshot({ signal })), []);
  assert.equal((await opened.write(moveGroups, { signal })).kind, 'returned');
  assert.equal(owner(), 'NODE2');
});

test('a call that is cancelled over SSH is stopped on the host, and its session goes on', async (context) => {
  const [node] = way().definition.nodes;
  assert.ok(node);
  const host = newHost(keptLog());
  context.after(() => host.dispose());
  const sign = join(folder, 'running');
  const { connection } = connectionTo(node, texts, way().lab);
  const ask = { timeLimit: 60_000 };
  const opened = await host.request(
    { type: 'open', session: 'A', connection, setup: [{ script: testFunctions }], credential: null },
    ask,
  );
  assert.equal(opened.kind, 'result', JSON.stringify(opened));
  const abort = new AbortController();
  const answer = invoke(host, 'A', 'Test-Signal', { Path: sign }, { signal: abort.signal });
  while (textOf(sign) !== 'running') await delay(20);
  abort.abort();
  assert.deepEqual(await answer, { kind: 'stopped', why: 'cancelled', broken: false });
  assert.equal(readFileSync(sign, 'utf8'), 'stopped');
  assert.equal((await invoke(host, 'A', 'Test-Echo', { Value: 1 })).kind, 'result');
});

test('a connection that is cut before the session is open is made once more, and not a third time', async (context) => {
  const [first] = ssh.nodes;
  assert.ok(first);
  let cut = 1;
  let came = 0;
  // Between this machine and the first node: cuts the line so many times, then lets everything through.
  const between = createServer((socket) => {
    came += 1;
    socket.on('error', () => undefined);
    if (came <= cut) return void socket.destroy();
    const onwards = connect({ host: first.address, port: first.port });
    onwards.on('error', () => socket.destroy());
    socket.pipe(onwards).pipe(socket);
  }).listen(0, '127.0.0.1');
  await once(between, 'listening');
  context.after(() => void between.close());
  const bound = between.address();
  assert.ok(typeof bound === 'object' && bound !== null);
  const knownHostsFile = join(folder, 'between_hosts');
  writeFileSync(knownHostsFile, `[127.0.0.1]:${bound.port} ${first.hostKey}\n`);
  const options = way({ knownHostsFile });
  const nodes = options.definition.nodes.slice(0, 1).map((node) => ({
    ...node,
    address: '127.0.0.1',
    transport: { ...node.transport, port: bound.port },
  }));
  const read = async () => {
    came = 0;
    const opened = openDoor({ ...options, definition: { ...options.definition, nodes } });
    const [node] = (await opened.snapshot({ signal })).nodes;
    await opened.dispose();
    return node;
  };
  assert.equal((await read())?.kind, 'reached');
  assert.equal(came, 2);
  cut = Number.POSITIVE_INFINITY;
  const node = await read();
  assert.ok(node?.kind === 'unreached');
  assert.match(node.error.message, /closed the connection before the session was open/);
  assert.equal(came, 2);
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
