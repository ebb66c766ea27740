/** An installation ends when it ends, also while nobody has a session. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { labCluster, signal } from './labCluster.ts';

const lab = labCluster();
after(() => lab.dispose());

test('an installer whose end falls due as a session is opened leaves its exit code all the same', async () => {
  const of = { runId: 'run-1', stepId: 'install-first.1' };
  await lab.write('start-install', 'NODE2', {
    ...of,
    filePath: 'msiexec.exe',
    argumentList: ['/p', 'C:\\Updates\\lab-files.msp', '/qn', '/norestart'],
  });
  // As after two minutes in which VS Code was not running.
  lab.change((world) => ({ ...world, clock: { ...world.clock, touched: world.clock.touched - 120_000 } }));
  // The first session on the other node: while it is opened the lab's clock goes on.
  const other = await lab.door.readInstall('NODE1', of.runId, of.stepId, { signal });
  assert.ok(other.kind === 'read' && other.value.state === 'none', JSON.stringify(other));
  const ended = await lab.door.readInstall('NODE2', of.runId, of.stepId, { signal });
  assert.ok(
    ended.kind === 'read' && ended.value.state === 'finished' && ended.value.exitCode === 0,
    JSON.stringify(ended),
  );
});
