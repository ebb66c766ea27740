/** What comes after the RMS, on the lab: a management server, a gateway and twelve agents. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Evidence } from '../../src/cluster/evidence.ts';
import type { World } from '../../src/lab/world.ts';
import { readWorld, updateWorld } from '../../src/lab/worldFile.ts';
import type { Run, StepOptions, StepResult } from '../../src/tasks/run.ts';
import { currentStep, outcomeOf } from '../../src/tasks/runState.ts';
import { signal } from './labCluster.ts';
import { type LabHome, labHome } from './labHome.ts';

const request = { cluster: 'lab', procedure: 'rms-followup', update: 'lab-files' };

/** A lab on which both nodes of the cluster have the update already, and nothing else has. */
async function patchedLab(): Promise<LabHome> {
  const home = labHome();
  await home.operator.definition('lab');
  updateWorld(home.operator.lab.worldPath('lab'), (world) => ({
    ...world,
    nodes: world.nodes.map((node) => patched(node, world)),
    managementGroup: {
      ...world.managementGroup,
      pendingActions: world.managementGroup.agents
        .filter(({ server, manual }) => server === '' && !manual)
        .map(({ name }) => ({ agent: name, type: 'UpdateAgent', package: 'lab-files' })),
    },
  }));
  return home;
}

function patched(node: World['nodes'][number], { packages, clock }: World): World['nodes'][number] {
  const update = packages.find(({ id }) => id === 'lab-files') ?? assert.fail();
  const agentPatches = update.agentPatches.map((path) => ({
    path,
    directory: false,
    content: 'patch',
    stored: '',
    version: '',
    length: 5,
    modified: clock.now,
  }));
  return {
    ...node,
    files: [
      ...node.files.map((file) => ({
        ...file,
        version: update.files.find(({ path }) => path === file.path)?.version ?? file.version,
      })),
      ...agentPatches,
    ],
  };
}

async function toTheEnd(run: Run, options: Omit<StepOptions, 'signal'> = {}): Promise<StepResult> {
  for (;;) {
    const result = await run.runCurrent({ signal, ...options });
    if (result.kind !== 'ticked') return result;
  }
}

const evidenceOf = (run: Run, step: string): readonly Evidence[] =>
  run.state.steps.find(({ id }) => id === step)?.evidence ?? assert.fail(`there is no step ${step}`);

/** How many agents stand where, by the words of the account. */
function standings(evidence: readonly Evidence[]): { readonly [standing: string]: number } {
  const counts: { [standing: string]: number } = {};
  for (const { observed } of evidence) {
    const together = /^(\d+) (patched|pending)/.exec(observed);
    const alone = /^(manual|unreachable|missed):/.exec(observed);
    const name = together?.[2] ?? alone?.[1] ?? assert.fail(observed);
    counts[name] = (counts[name] ?? 0) + Number(together?.[1] ?? 1);
  }
  return counts;
}

describe('when the agents are approved on request', () => {
  let home: LabHome;
  let run: Run;
  before(async () => {
    home = await patchedLab();
  });
  after(() => home.dispose());

  it('what plan says, a run does, to its end, with no hazard', async () => {
    const plan = await home.operator.plan(request, { signal });
    run = await home.operator.startRun(request, { signal });
    try {
      await toTheEnd(run, { choose: async () => true });
    } finally {
      await run.close();
    }
    const seen = await home.operator.endLabRun(run.state, signal);
    assert.equal(outcomeOf(run.state), 'completed', currentStep(run.state)?.reason);
    assert.deepEqual(seen?.hazards, []);
    assert.equal(seen?.downtimeSeconds, 0);
    const planned = plan.steps.flatMap(({ id, operations }) =>
      operations.map(({ name, node, arguments: values, script }) => [
        id,
        name,
        node,
        values,
        createHash('sha256').update(script, 'utf8').digest('hex'),
      ]),
    );
    const sent = run.state.steps.flatMap(({ id, operations }) =>
      operations.map(({ operation, node, parameters, script }) => [id, operation, node, parameters, script]),
    );
    assert.deepEqual(JSON.parse(JSON.stringify(sent).replaceAll(run.state.runId, 'planned')), planned);
  });

  it('the servers come before the agents, and an approval is a step of its own', () => {
    const sent = run.state.steps.flatMap(({ operations }) =>
      operations.map(({ operation, node }) => `${operation} ${node}`),
    );
    assert.deepEqual(sent, ['start-install MS1', 'start-install GW1', 'approve-agents NODE1']);
    for (const { operations } of run.state.steps) assert.ok(operations.length <= 1);
  });

  it('each server is left in the resting state of its role', () => {
    const { servers } = readWorld(home.operator.lab.worldPath('lab'));
    const services = servers.map(({ name, services: all }) => [
      name,
      ...all
        .filter((one) => one.name !== 'msiserver')
        .map((one) => `${one.name} ${one.status} ${one.startType}`),
    ]);
    assert.deepEqual(services, [
      ['MS1', 'HealthService Running Automatic', 'OMCFG Stopped Disabled', 'OMSDK Stopped Disabled'],
      ['GW1', 'HealthService Running Automatic'],
    ]);
  });

  it('every agent is accounted for: the one with old files as missed, with what to do', () => {
    const account = evidenceOf(run, 'account');
    assert.deepEqual(standings(account), { patched: 6, manual: 4, unreachable: 1, missed: 1 });
    const missed = account.find(({ observed }) => observed.startsWith('missed')) ?? assert.fail();
    assert.match(missed.expected, /^AGENT09/);
    assert.equal(missed.attention, true);
    assert.match(missed.note ?? '', /file versions/);
  });

  it('the report names what is left to do', async () => {
    const report = await home.operator.report(run.state.runId, 'md');
    assert.match(report, /AGENT09\.lab\.example: accounted for — missed/);
    assert.match(report, /Answered yes/);
  });
});

describe('when nobody asks for an approval', () => {
  let home: LabHome;
  before(async () => {
    home = await patchedLab();
  });
  after(() => home.dispose());

  it('a yes to the whole run approves nothing: the agents stay pending, and the run is complete', async () => {
    const run = await home.operator.startRun(request, { signal });
    try {
      await toTheEnd(run);
    } finally {
      await run.close();
    }
    assert.equal(outcomeOf(run.state), 'completed', currentStep(run.state)?.reason);
    const approve = run.state.steps.find(({ id }) => id === 'approve-batch-1');
    assert.deepEqual([approve?.progress, approve?.leftOut], ['skipped', true]);
    assert.deepEqual(standings(evidenceOf(run, 'account')), { pending: 7, manual: 4, unreachable: 1 });
    const { managementGroup } = readWorld(home.operator.lab.worldPath('lab'));
    assert.ok(managementGroup.agents.every(({ patchList }) => patchList === ''));
  });

  it('a server on which somebody has enabled the SDK service does not pass, and the run stops there', async () => {
    const definition = await home.operator.definition('lab');
    const line = 'Set-Service OMSDK -StartupType Automatic';
    await home.operator.execOnLab(definition, 'MS1', line, signal);
    const run = await home.operator.startRun(request, { signal });
    try {
      const result = await toTheEnd(run);
      assert.equal(result.kind, 'failed');
      assert.equal(currentStep(run.state)?.id, 'check-server-1');
      assert.match(currentStep(run.state)?.reason ?? '', /OMSDK: Stopped · Disabled/);
      await run.abort('seen', { signal });
    } finally {
      await run.close();
    }
  });

  it('a definition without the servers is refused by the first gate, which names them', async () => {
    home.write('clusters', 'lab.cluster.json', {
      name: 'lab',
      preset: 'rms-2007',
      nodes: ['NODE1', 'NODE2'],
      transport: { kind: 'lab' },
    });
    const run = await home.operator.startRun(request, { signal });
    try {
      assert.equal((await toTheEnd(run)).kind, 'failed');
      assert.match(currentStep(run.state)?.reason ?? '', /MS1\.lab\.example in the definition/);
      assert.equal(currentStep(run.state)?.id, 'opening-gate');
      await run.abort('seen', { signal });
    } finally {
      await run.close();
    }
  });
});

describe('on a copy of the cluster', () => {
  let home: LabHome;
  before(async () => {
    home = await patchedLab();
  });
  after(() => home.dispose());

  const rehearse = (answerYes: readonly string[] = []) =>
    home.operator.rehearse(request, [], { signal, answerYes });
  const live = (): World => readWorld(home.operator.lab.worldPath('lab'));
  /** Without the clock, which goes on while a lab is read. */
  const still = ({ clock: _clock, ...world }: World) => world;

  it('it goes through, servers and agents too, and the live ones stay as they were', async () => {
    const before = still(live());
    const { row, patched: isPatched, atRest, stopped, steps, unread } = await rehearse(['approve-agents']);
    assert.deepEqual([row.outcome, stopped, row.hazards, unread], ['completed', undefined, [], []]);
    assert.deepEqual([isPatched, atRest, row.downtimeSeconds], [true, true, 0]);
    const installed = steps.filter(({ title }) => title.startsWith('Install'));
    assert.deepEqual(
      installed.map(({ node, progress }) => [node, progress]),
      [
        ['MS1', 'ticked'],
        ['GW1', 'ticked'],
      ],
    );
    const account = steps.find(({ title }) => title === 'Account for every agent') ?? assert.fail();
    // Four were installed by hand, one is out of reach. That one would keep its old files cannot be known before.
    assert.equal(account.remarks.length, 5, account.remarks.join('\n'));
    assert.ok(!account.remarks.some((text) => text.startsWith('AGENT09')));
    assert.match(account.remarks.find((text) => text.startsWith('AGENT08')) ?? '', /unreachable/);
    assert.deepEqual(still(live()), before);
    assert.deepEqual(await home.operator.home.runs(), []);
  });

  it('with an installer that wants a person, each server is updated by hand and verified', async () => {
    const update = await home.operator.update('lab-files');
    const instructions = ['Start the update from an elevated prompt.'];
    home.write('packages', 'by-hand.package.json', {
      ...update,
      id: 'by-hand',
      kb: 'KB0000003',
      installer: { kind: 'attended', path: update.installer.path, instructions },
    });
    const { row, stopped, steps } = await home.operator.rehearse({ ...request, update: 'by-hand' }, [], {
      signal,
    });
    assert.equal(row.outcome, 'completed', `${stopped?.step}: ${stopped?.reason}`);
    assert.deepEqual([row.attendedSteps, row.hazards], [2, []]);
    const byHand = steps.filter(({ title }) => title.includes('by hand'));
    assert.deepEqual(
      byHand.map(({ node, progress }) => [node, progress]),
      [
        ['MS1', 'ticked'],
        ['GW1', 'ticked'],
      ],
    );
  });

  it('a server that does not answer is named, and stops it where it would stop the run', async () => {
    updateWorld(home.operator.lab.worldPath('lab'), (world) => ({
      ...world,
      servers: world.servers.map((server) => (server.name === 'GW1' ? { ...server, power: false } : server)),
    }));
    const { row, stopped, unread } = await rehearse();
    assert.equal(row.outcome, 'failed');
    assert.match(stopped?.step ?? '', /GW1/);
    assert.equal(unread.length, 1);
    assert.match(unread[0] ?? '', /^GW1 could not be read/);
  });
});
