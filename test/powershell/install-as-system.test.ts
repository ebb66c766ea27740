/** An installer that refuses a remote session is run as SYSTEM by a scheduled task, at most once for each attempt. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { type LabCluster, labCluster, signal } from './labCluster.ts';

let lab: LabCluster;
before(() => {
  lab = labCluster();
});
beforeEach(() => lab.reset());
after(() => lab.dispose());

const update = (runId: string, runAs: 'user' | 'system' = 'system') => ({
  runId,
  stepId: 'install-first.1',
  filePath: 'wusa.exe',
  argumentList: ['C:\\Updates\\lab-os.msu', '/quiet', '/norestart'],
  runAs,
});
const read = async (runId: string) => {
  const reading = await lab.door.readInstall('NODE2', runId, 'install-first.1', { signal });
  return reading.kind === 'read' ? reading.value : assert.fail(reading.error.message);
};
const node = () => lab.world().nodes.find(({ name }) => name === 'NODE2') ?? assert.fail();
const msiexec = {
  stepId: 'install-first.1',
  filePath: 'msiexec.exe',
  argumentList: ['/p', 'C:\\Updates\\lab-files.msp', '/qn', '/norestart'],
};

test('a task starts it, is found again, and is gone when it has ended', async () => {
  await lab.write('start-install', 'NODE2', update('run-1'));
  assert.deepEqual(
    node().tasks.map(({ name }) => name),
    ['ClusterPatch-run-1-install-first.1'],
  );
  assert.equal((await read('run-1')).state, 'running');
  const again = await lab.write('start-install', 'NODE2', update('run-1'));
  assert.ok(typeof again === 'object' && again !== null && 'already' in again && again.already === true);
  await lab.door.wait(60, { signal });
  const ended = await read('run-1');
  assert.ok(ended.state === 'finished' && ended.exitCode === 3010, JSON.stringify(ended));
  assert.ok(Date.parse(ended.startedAt) < Date.parse(ended.endedAt));
  assert.deepEqual(node().tasks, []);
  assert.equal(lab.world().installs.length, 1);
});

test('while it runs the node tells so, although Windows Installer knows nothing of it', async () => {
  const installs = async (): Promise<boolean> => {
    const { nodes } = await lab.door.snapshot({ signal });
    return nodes.some((one) => one.kind === 'reached' && one.name === 'NODE2' && one.installRunning);
  };
  await lab.write('start-install', 'NODE2', update('run-5'));
  assert.equal(await installs(), true);
  await lab.door.wait(60, { signal });
  assert.equal(await installs(), false);
});

test('its log, exit code and error line are those of any other installation', async () => {
  lab.change((world) => ({
    ...world,
    nodes: world.nodes.map((one) => ({ ...one, nextInstall: { ...one.nextInstall, exitCode: 1603 } })),
  }));
  await lab.write('start-install', 'NODE2', { runId: 'run-2', ...msiexec, runAs: 'system' });
  await lab.door.wait(60, { signal });
  const ended = await read('run-2');
  assert.ok(ended.state === 'finished' && ended.exitCode === 1603);
  assert.match(ended.errorLine, /Return value 3/);
});

test('exit code 0 with old files: the error in the log is found', async () => {
  lab.change((world) => ({
    ...world,
    nodes: world.nodes.map((one) => ({ ...one, nextInstall: { ...one.nextInstall, oldFiles: true } })),
  }));
  await lab.write('start-install', 'NODE2', { runId: 'run-3', ...msiexec });
  await lab.door.wait(60, { signal });
  const ended = await read('run-3');
  assert.ok(ended.state === 'finished' && ended.exitCode === 0);
  assert.match(ended.errorLine, /Error 1334\. The file cannot be installed/);
});

test('wusa.exe with the token of a session is refused before anything is sent', async () => {
  await assert.rejects(
    lab.door.write(
      { operation: 'start-install', node: 'NODE2', arguments: update('run-4', 'user') },
      { signal },
    ),
    /must be system for wusa\.exe/,
  );
});

test('the answer is lost, and the installation is found again', async () => {
  lab.change((world) => ({
    ...world,
    faults: [
      {
        kind: 'connection-lost-after',
        value: '',
        operation: 'start-install',
        node: 'NODE2',
        fired: false,
        processId: 0,
      },
    ],
  }));
  assert.equal((await lab.refused('start-install', 'NODE2', update('run-5'))).kind, 'lost');
  // A read opens the session again.
  await lab.door.readPackage('NODE2', 'C:\\Updates\\lab-os.msu', { signal });
  await lab.door.wait(60, { signal });
  const ended = await read('run-5');
  assert.ok(ended.state === 'finished' && ended.exitCode === 3010);
  assert.deepEqual(node().tasks, []);
});
