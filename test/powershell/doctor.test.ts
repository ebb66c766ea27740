import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import * as z from 'zod';
import { terminal } from './terminal.ts';

const stages = [
  ['definition', 'Definition and transport'],
  ['name', 'Name resolution'],
  ['port', 'Port'],
  ['session', 'Authentication and session'],
  ['powershell', 'PowerShell version'],
  ['language', 'Language mode'],
  ['elevation', 'Elevation'],
  ['cluster', 'Cluster tools'],
  ['clock', 'Clock'],
  ['services', 'Services'],
  ['events', 'Event logs'],
] as const;

/** The document as its readers rely on it, written down apart from the code that prints it. */
const diagnosis = z.object({
  cluster: z.string(),
  takenAt: z.iso.datetime(),
  powershell: z.string(),
  outcome: z.enum(['well', 'mend', 'unreachable']),
  nodes: z.array(
    z.object({
      name: z.string(),
      role: z.enum(['node', 'management-server', 'gateway']),
      address: z.string(),
      transport: z.string(),
      stages: z.array(
        z.object({
          stage: z.string(),
          title: z.string(),
          state: z.enum(['passed', 'failed', 'not-needed', 'not-tried']),
          observed: z.string().optional(),
          remedy: z.string().optional(),
        }),
      ),
    }),
  ),
});
type Stages = z.infer<typeof diagnosis>['nodes'][number]['stages'];

const inState = (state: Stages[number]['state'], of: Stages = []) =>
  of.filter((each) => each.state === state).map(({ stage }) => stage);

/** A port of this machine at which nothing listens. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

test('the doctor finds a fresh lab well, and shows every stage of every node', async (context) => {
  const { json, run } = terminal(context);
  const { code, value } = await json('doctor', '--cluster', 'lab');
  const { outcome, nodes } = diagnosis.parse(value);
  assert.equal(code, 0, JSON.stringify(value));
  assert.equal(outcome, 'well');
  assert.deepEqual(
    nodes.map(({ name }) => name),
    ['NODE1', 'NODE2', 'MS1', 'GW1'],
  );
  for (const node of nodes) {
    assert.deepEqual(
      node.stages.map(({ stage, title }) => [stage, title]),
      stages,
    );
    const beside = node.role === 'node' ? [] : ['cluster'];
    assert.deepEqual(inState('not-needed', node.stages), ['name', 'port', ...beside, 'clock']);
    assert.equal(inState('passed', node.stages).length, stages.length - 3 - beside.length);
    assert.match(node.stages.find(({ stage }) => stage === 'clock')?.observed ?? '', /clock of its own/);
    assert.match(
      node.stages.find(({ stage }) => stage === 'cluster')?.observed ?? '',
      node.role === 'node' ? /NODE1 Up, NODE2 Up/ : /no node of the cluster/,
    );
  }
  const shown = await run('doctor', '--cluster', 'lab');
  assert.equal(shown.code, 0);
  for (const [, title] of stages)
    assert.equal(
      shown.out.split('\n').filter((line) => /^ {2}[✔–] /.test(line) && line.includes(title)).length,
      nodes.length,
    );
  assert.match(shown.out, /GW1, gateway/);
  assert.match(shown.out, /All is well\.\n$/);
});

test('a service that no node has is something to mend; the stages beside it are seen all the same', async (context) => {
  const { home, json, run } = terminal(context);
  await run('lab', 'reset');
  writeFileSync(
    join(home, 'clusters', 'lab.cluster.json'),
    JSON.stringify({
      name: 'lab',
      nodes: ['NODE1', 'NODE2'],
      transport: { kind: 'lab' },
      services: [{ name: 'HealthService' }, { name: 'OpsMgrHealth' }],
    }),
  );
  const { code, value } = await json('doctor', '--cluster', 'lab');
  const { outcome, nodes } = diagnosis.parse(value);
  assert.equal(code, 1);
  assert.equal(outcome, 'mend');
  for (const node of nodes) {
    assert.deepEqual(inState('failed', node.stages), ['services']);
    assert.deepEqual(inState('not-needed', node.stages), ['name', 'port', 'clock', 'events']);
    const services = node.stages.find(({ stage }) => stage === 'services');
    assert.match(services?.observed ?? '', /OpsMgrHealth$/);
    assert.match(services?.remedy ?? '', /not display names/);
  }
});

test('what cannot be reached is told at the stage at which the way ends, each node for itself', async (context) => {
  const { home, json, run } = terminal(context);
  const port = await closedPort();
  mkdirSync(join(home, 'clusters'), { recursive: true });
  writeFileSync(
    join(home, 'clusters', 'far.cluster.json'),
    JSON.stringify({
      name: 'far',
      preset: 'rms-2007',
      nodes: [
        'no-such-node.invalid',
        { name: 'SHUT', address: '127.0.0.1', transport: { kind: 'winrm', port } },
        { name: 'SHUTSSH', address: '127.0.0.1', transport: { kind: 'ssh', port } },
        {
          name: 'NOKEY',
          address: '127.0.0.1',
          transport: { kind: 'ssh', port, keyFile: join(home, 'no_key') },
        },
      ],
    }),
  );
  const { code, value } = await json('doctor', '--cluster', 'far');
  const { outcome, nodes } = diagnosis.parse(value);
  assert.equal(code, 4);
  assert.equal(outcome, 'unreachable');
  assert.deepEqual(
    nodes.map((node) => inState('failed', node.stages)),
    [['name'], ['port'], ['port'], ['definition']],
  );
  const remedies = nodes.flatMap((node) => node.stages.flatMap(({ remedy }) => remedy ?? []));
  for (const [at, remedy] of [/DNS/, /Enable-PSRemoting/, /OpenSSH/, /keyFile/].entries())
    assert.match(remedies[at] ?? '', remedy);
  for (const node of nodes) assert.equal(inState('not-tried', node.stages).at(-1), 'events');
  const shown = await run('doctor', '--cluster', 'far');
  assert.equal(shown.code, 4);
  assert.match(shown.out, /✖ Port +\d+ cannot be connected to \(ECONNREFUSED\)\n +→ Check/);
  assert.match(shown.out, /4 things to mend\.\n$/);
});
