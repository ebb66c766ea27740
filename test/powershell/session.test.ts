import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { World } from '../../src/lab/world.ts';
import { group, type LabCluster, labCluster, signal } from './labCluster.ts';

let lab: LabCluster;
before(async () => {
  lab = labCluster();
  await lab.door.snapshot({ signal });
});
beforeEach(() => lab.reset());
after(() => lab.dispose());

const fault = (kind: World['faults'][number]['kind'], operation: string, node: string) =>
  lab.change((world) => ({
    ...world,
    faults: [{ kind, operation, node, value: '', processId: 0, fired: false }],
  }));
const move = { groups: [group], node: 'NODE2' };
const owner = () => lab.world().groups.find(({ name }) => name === group)?.owner;

test('a write whose connection is lost is never made again by itself; the next call has a new session', async () => {
  fault('connection-lost-before', 'move-groups', 'NODE1');
  assert.equal((await lab.refused('move-groups', 'NODE1', move)).kind, 'lost');
  assert.equal(owner(), 'NODE1');
  await lab.write('move-groups', 'NODE1', move);
  assert.equal(owner(), 'NODE2');
});

test('a write that was carried out although its answer was lost is told as what may have happened', async () => {
  fault('connection-lost-after', 'move-groups', 'NODE1');
  const failure = await lab.refused('move-groups', 'NODE1', move);
  assert.equal(failure.kind, 'lost');
  assert.match(failure.remedy, /may have been carried out/);
  assert.equal(owner(), 'NODE2');
});

test('a read whose session has died is made again in a new one', async () => {
  await lab.door.snapshot({ signal });
  fault('connection-lost-before', 'read-node', 'NODE2');
  const snapshot = await lab.door.snapshot({ signal });
  assert.deepEqual(
    snapshot.nodes.map(({ kind }) => kind),
    ['reached', 'reached'],
  );
});

test('a node that cannot be reached is tried once for a whole snapshot, and again for the next one', async () => {
  lab.change((world) => ({
    ...world,
    nodes: world.nodes.map((node) => (node.name === 'NODE2' ? { ...node, power: false } : node)),
  }));
  await lab.door.snapshot({ signal });
  const tries = () => lab.log.filter((line) => /Session to NODE2: \w+ → opening/.test(line)).length;
  const before = tries();
  const snapshot = await lab.door.snapshot({ signal });
  assert.equal(snapshot.nodes[1]?.kind, 'unreached');
  assert.equal(tries(), before + 1);
});

test('a node that hangs is a row of its own; the other node is read', async () => {
  fault('hang', 'read-node', 'NODE1');
  const snapshot = await lab.door.snapshot({ signal, timeLimit: 4000 });
  const [first, second] = snapshot.nodes;
  assert.ok(first?.kind === 'unreached' && first.error.kind === 'timed-out');
  assert.equal(second?.kind, 'reached');
  assert.equal(snapshot.state?.name, 'lab');
  const again = await lab.door.snapshot({ signal });
  assert.equal(again.nodes[0]?.kind, 'reached');
});

test('a node that cannot tell the cluster is passed over; the next one tells the whole of it', async () => {
  await lab.door.snapshot({ signal });
  fault('hang', 'read-cluster', 'NODE1');
  const snapshot = await lab.door.snapshot({ signal, timeLimit: 4000 });
  assert.ok(
    lab.world().faults.every(({ fired }) => fired),
    'NODE1 was asked, and hung',
  );
  assert.deepEqual(
    snapshot.nodes.map(({ kind }) => kind),
    ['reached', 'reached'],
  );
  assert.equal(snapshot.state?.resources.length, lab.world().resources.length);
});

test('cancelling a call that hangs rejects with the reason, and the session can be used again', async () => {
  await lab.door.snapshot({ signal });
  fault('hang', 'read-files', 'NODE1');
  const abort = new AbortController();
  const reading = lab.door.readFiles('NODE1', ['C:\\a.dll'], { signal: abort.signal });
  // The fault has struck when it is marked as fired: only then the call is in its endless wait.
  while (!lab.world().faults.every(({ fired }) => fired))
    await new Promise((resolve) => setTimeout(resolve, 20));
  abort.abort(new Error('the person pressed Stop'));
  await assert.rejects(reading, /pressed Stop/);
  assert.equal((await lab.door.readFiles('NODE1', ['C:\\a.dll'], { signal })).kind, 'read');
});

test('a call that was cancelled before it began does nothing', async () => {
  const abort = new AbortController();
  abort.abort(new Error('too late'));
  await assert.rejects(
    lab.door.write({ operation: 'move-groups', node: 'NODE1', arguments: move }, { signal: abort.signal }),
    /too late/,
  );
  assert.equal(owner(), 'NODE1');
});

test('calls on one node wait for their turn, and a cancelled one leaves the row', async () => {
  const abort = new AbortController();
  const first = lab.write('move-groups', 'NODE1', move);
  const cancelled = lab.door.readFiles('NODE1', ['C:\\a.dll'], { signal: abort.signal });
  const last = lab.door.readFiles('NODE1', ['C:\\b.dll'], { signal });
  abort.abort(new Error('not any more'));
  await assert.rejects(cancelled, /not any more/);
  await first;
  assert.equal((await last).kind, 'read');
});

test('sessions are opened no more than so many at once, as the definition says', async () => {
  const own = labCluster({ parallelOpenings: 1 });
  const snapshot = await own.door.snapshot({ signal });
  await own.dispose();
  assert.ok(snapshot.nodes.every(({ kind }) => kind === 'reached'));
  const steps = own.log.flatMap(
    (line) => /^Session to (\w+): \w+ → (opening|open)$/.exec(line)?.slice(1) ?? [],
  );
  assert.deepEqual(steps, ['NODE1', 'opening', 'NODE1', 'open', 'NODE2', 'opening', 'NODE2', 'open']);
});

test('after the end of the door nothing is reached any more', async () => {
  const own = labCluster();
  await own.door.snapshot({ signal });
  await own.dispose();
  const snapshot = await own.door.snapshot({ signal });
  assert.deepEqual(
    snapshot.nodes.map(({ kind }) => kind),
    ['unreached', 'unreached'],
  );
});
