import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freshWorld } from '../../src/lab/freshWorld.ts';
import { resetWorld, updateWorld, worldPath } from '../../src/lab/worldFile.ts';
import { terminal } from './terminal.ts';

test('what a restore leaves to a person is said once more after its changes, as it is then', async (context) => {
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
