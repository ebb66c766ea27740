import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { freshWorld } from '../../src/lab/freshWorld.ts';
import { resetWorld, updateWorld, worldPath } from '../../src/lab/worldFile.ts';
import { restoreDocument } from './contracts.ts';
import { type Terminal, terminal } from './terminal.ts';

/** A lab on which a restore has one thing to change and leaves one to a person. */
function halfByHand(context: TestContext): Terminal {
  const at = terminal(context);
  const path = worldPath(at.home, 'lab');
  resetWorld(path, freshWorld());
  updateWorld(path, (world) => ({
    ...world,
    nodes: world.nodes.map((node) => ({
      ...node,
      services: node.services.map((service) => {
        if (node.name !== 'NODE2') return service;
        if (service.name === 'OMSDK')
          return { ...service, status: 'StopPending' as const, stuck: true, processId: 4711 };
        return service.name === 'OMCFG' ? { ...service, startType: 'Automatic' as const } : service;
      }),
    })),
  }));
  return at;
}

test('what a restore leaves to a person is said once more after its changes, as it is then', async (context) => {
  const at = halfByHand(context);
  const first = await at.run('restore', '--cluster', 'lab', '--yes');
  const [before = '', after = ''] = first.out.split('still by hand: ');
  assert.match(before, /^by hand: OMSDK on NODE2 is StopPending\. End its process/m);
  assert.match(before, /completed: 1 of 1 steps verified/);
  assert.match(after, /^OMSDK on NODE2 is StopPending\. End its process/);
  assert.equal(first.code, 3);

  await at.run('lab', 'exec', '--node', 'NODE2', '--', 'Stop-Process -Id 4711 -Force');
  const second = await at.run('restore', '--cluster', 'lab', '--yes');
  assert.doesNotMatch(second.out, /by hand/);
  assert.equal(second.code, 0);
});

test('with --json it is one document, with what is left by hand after the changes', async (context) => {
  const at = halfByHand(context);
  const { code, value } = await at.json('restore', '--cluster', 'lab', '--yes');
  const { outcome, byHand } = restoreDocument.parse(value);
  assert.deepEqual([code, outcome, byHand.length], [3, 'completed', 1]);
  assert.match(byHand[0] ?? '', /^OMSDK on NODE2 is StopPending/);
});

test('a second look that fails leaves the one document, with the reason and what was to be done by hand', async (context) => {
  const at = halfByHand(context);
  const restoring = at.json('restore', '--cluster', 'lab', '--yes');
  const runs = join(at.home, 'runs');
  while (!existsSync(runs) || readdirSync(runs).length === 0) await setTimeout(20);
  // The run holds its definition; the second look reads the file anew.
  await writeFile(join(at.home, 'clusters', 'lab.cluster.json'), '{ "name": ');
  const { code, value } = await restoring;
  const { outcome, reason, byHand } = restoreDocument.parse(value);
  assert.deepEqual([code, outcome, byHand.length], [2, 'completed', 1]);
  assert.match(reason ?? '', /lab\.cluster\.json/);
});
