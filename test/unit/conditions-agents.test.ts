/** What is judged of servers beside the cluster, of the management group and of its agents. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { patchListAge } from '../../src/cluster/agentStanding.ts';
import type { ConditionContext } from '../../src/cluster/conditions/condition.ts';
import type { Evidence } from '../../src/cluster/evidence.ts';
import type { AgentReading, ManagementGroupReading } from '../../src/cluster/managementGroup.ts';
import type { Readings } from '../../src/cluster/readings.ts';
import type { ReachedNode } from '../../src/cluster/snapshot.ts';
import { aDefinition, aNode, anUnreachedNode, aPackage, aService, noon } from './builders/clusters.ts';
import { aContext, answers, type CheckInput, holds, judge, read, unread } from './builders/conditions.ts';

const update = aPackage({
  agents: {
    folder: 'C:\\Program Files\\OpsMgr\\AgentManagement',
    patches: [
      { architecture: 'x86', file: 'agent.msp' },
      { architecture: 'AMD64', file: 'agent64.msp' },
    ],
  },
});
const definition = aDefinition({ managementServers: ['MS1'], gateways: ['GW1'] });

const context = (changes: Partial<ConditionContext> = {}): ConditionContext =>
  aContext({
    definition,
    update,
    roles: { first: 'NODE1', second: 'NODE2', active: 'NODE1', passive: 'NODE2', machine: 'MS1' },
    ...changes,
  });

const anAgent = (changes: Partial<AgentReading> = {}): AgentReading => ({
  name: 'AGENT1.example.com',
  managementServer: 'MS1.example.com',
  manuallyInstalled: false,
  available: true,
  patchList: '',
  ...changes,
});

const aGroup = (changes: Partial<ManagementGroupReading> = {}): ManagementGroupReading => ({
  time: noon,
  servers: [
    { name: 'RMS.example.com', root: true, gateway: false },
    { name: 'MS1.example.com', root: false, gateway: false },
    { name: 'GW1.dmz.example.com', root: false, gateway: true },
  ],
  agents: [anAgent()],
  pending: [],
  ...changes,
});

const pending = (type: string, agent = 'AGENT1.example.com') => ({
  agent,
  managementServer: 'MS1.example.com',
  type,
});

const judgeGroup = (
  check: string,
  group: Partial<ManagementGroupReading>,
  about = context(),
): readonly Evidence[] =>
  judge({ check }, { managementGroups: answers({ check }, read(aGroup(group)), about) }, about);

/** The one line about an agent, or the line in which it stands with others. */
const lineOf = (evidence: readonly Evidence[], agent = 'AGENT1'): Evidence =>
  evidence.find(({ expected, observed }) => `${expected} ${observed}`.includes(agent)) ??
  assert.fail(JSON.stringify(evidence));

describe('every agent is accounted for', () => {
  const standing = (
    agent: Partial<AgentReading>,
    group: Partial<ManagementGroupReading> = {},
    about = context(),
  ): Evidence => lineOf(judgeGroup('agents-accounted-for', { agents: [anAgent(agent)], ...group }, about));

  test('patched, when its Patch List shows the number of the KB, whatever is pending', () => {
    const line = standing({ patchList: 'Hotfix (KB951380); other' }, { pending: [pending('UpdateAgent')] });
    assert.match(line.observed, /^1 patched: AGENT1/);
    assert.equal(line.attention, undefined);
  });

  test('patched, when its Patch List shows the text that the package names', () => {
    const named = aPackage({
      agents: { ...(update.agents ?? assert.fail()), patchList: 'Cumulative Update 1' },
    });
    const about = context({ update: named });
    assert.match(standing({ patchList: 'cumulative update 1' }, {}, about).observed, /^1 patched/);
    assert.match(standing({ patchList: 'KB951380' }, {}, about).observed, /^missed/);
  });

  test('pending, when it waits for an approval', () => {
    const line = standing({}, { pending: [pending('UpdateAgent')] });
    assert.match(line.observed, /^1 pending: AGENT1/);
    assert.equal(line.attention, true);
  });

  test('manual, with the command for each architecture, on the disk of its own server, and the elevation', () => {
    const { observed, note = '' } = standing({ manuallyInstalled: true });
    assert.match(observed, /^manual/);
    assert.ok(
      note.includes(
        'msiexec.exe /p "\\\\MS1\\C$\\Program Files\\OpsMgr\\AgentManagement\\x86\\agent.msp" /qn',
      ),
    );
    assert.ok(note.includes('\\AMD64\\agent64.msp'));
    assert.match(note, /Run as administrator/);
  });

  test('the patches of an agent of the clustered RMS lie on the disk of its active node', () => {
    const { note = '' } = standing({ manuallyInstalled: true, managementServer: 'RMS.example.com' });
    assert.ok(note.includes('\\\\NODE1\\C$\\'), note);
  });

  test('unreachable, when it has no heartbeat, whether or not its update has failed', () => {
    assert.match(standing({ available: false }).observed, /^unreachable: no heartbeat$/);
    const failed = standing({ available: false }, { pending: [pending('UpdateFailed')] });
    assert.match(failed.observed, /^unreachable: .*its update failed/);
  });

  test('missed, when its update failed, or nothing is pending and nothing is to be seen of it', () => {
    for (const group of [{ pending: [pending('UpdateFailed')] }, { pending: [] }]) {
      const line = standing({}, group);
      assert.match(line.observed, /^missed/);
      assert.deepEqual([line.passed, line.attention], [true, true]);
      assert.match(line.note ?? '', /old files/);
    }
  });

  test('missed, when the run found it and the management group does not know it any more', () => {
    const line = lineOf(
      judgeGroup(
        'agents-accounted-for',
        {},
        context({ agents: ['AGENT1.example.com', 'AGENT2.example.com'] }),
      ),
      'AGENT2',
    );
    assert.match(line.observed, /^missed: .*any more/);
  });

  test('an agent that this run approved is waited for until its Patch List must have been read again', () => {
    const approved = context({
      returned: (operation) =>
        operation === 'approve-agents' ? [[{ agent: 'agent1.example.com', approvedAt: noon }]] : [],
    });
    const after = (milliseconds: number) => ({
      time: new Date(Date.parse(noon) + milliseconds).toISOString(),
    });
    const waiting = judgeGroup('agents-accounted-for', after(patchListAge - 1000), approved);
    assert.equal(holds(waiting), false);
    assert.ok(
      waiting.every(({ settled }) => settled !== true),
      'waiting may change it',
    );
    const over = judgeGroup('agents-accounted-for', after(patchListAge), approved);
    assert.ok(holds(over));
    assert.match(lineOf(over).observed, /^missed/);
  });

  test('a management group that cannot be read accounts for nobody', () => {
    for (const check of ['agents-accounted-for', 'agents-listed', 'batch-done', 'servers-in-definition']) {
      const about = context();
      const evidence = judge({ check }, { managementGroups: answers({ check }, unread, about) }, about);
      assert.equal(holds(evidence), false, check);
    }
  });

  test('a list shows the same and leaves nothing to do', () => {
    const evidence = judgeGroup('agents-listed', { agents: [anAgent({ manuallyInstalled: true })] });
    assert.ok(holds(evidence));
    assert.deepEqual(
      evidence.map(({ attention }) => attention),
      [undefined],
    );
    assert.match(evidence[0]?.observed ?? '', /^manual/);
  });
});

test('a batch is done when none of its own updates waits any more', () => {
  const about = context({ batch: ['AGENT1.example.com'] });
  assert.equal(holds(judgeGroup('batch-done', { pending: [pending('UpdateAgent')] }, about)), false);
  assert.ok(holds(judgeGroup('batch-done', { pending: [pending('UpdateFailed')] }, about)));
  assert.ok(
    holds(judgeGroup('batch-done', { pending: [pending('UpdateAgent', 'AGENT2.example.com')] }, about)),
  );
});

test('every server that the management group knows must be in the definition, in its own list', () => {
  assert.ok(holds(judgeGroup('servers-in-definition', {})));
  const swapped = aDefinition({ managementServers: ['GW1'], gateways: ['MS1'] });
  for (const wrong of [swapped, aDefinition({ managementServers: ['MS1'] }), aDefinition()])
    assert.equal(holds(judgeGroup('servers-in-definition', {}, context({ definition: wrong }))), false);
  assert.ok(
    holds(judgeGroup('servers-in-definition', { servers: [] }, context({ definition: aDefinition() }))),
  );
});

describe('the patches for agents', () => {
  const check = { check: 'agent-patches-present' };
  const files = (missing?: string) =>
    ['x86\\agent.msp', 'AMD64\\agent64.msp'].map((name) => ({
      path: `C:\\Program Files\\OpsMgr\\AgentManagement\\${name}`,
      exists: name !== missing,
      version: '',
      pendingReplacement: false,
    }));

  test('lie on every node and every server, those of each architecture', () => {
    const about = context();
    assert.ok(holds(judge(check, { files: answers(check, read(files()), about) }, about)));
    const lacking = judge(check, { files: answers(check, read(files('AMD64\\agent64.msp')), about) }, about);
    assert.deepEqual(
      lacking.filter(({ passed }) => !passed).map(({ node }) => node),
      ['NODE1', 'NODE2', 'MS1', 'GW1'],
    );
    assert.equal(holds(judge(check, { files: answers(check, unread, about) }, about)), false);
  });

  test('are no matter of a package that brings none', () =>
    assert.ok(holds(judge(check, {}, context({ update: aPackage() })))));
});

describe('a server beside the cluster is judged by its own reading', () => {
  const disabled: CheckInput = {
    check: 'services',
    node: 'machine',
    services: ['OMSDK'],
    status: 'Stopped',
    startType: 'Disabled',
  };
  const seen = (check: CheckInput, machine: Parameters<typeof aNode>[0]): Partial<Readings> => ({
    machines: answers(check, read(aNode({ name: 'MS1', ...machine })), context()),
  });
  const service = (changes: Partial<Parameters<typeof aService>[0]>) => ({
    services: [aService({ name: 'OMSDK', status: 'Stopped', startType: 'Disabled', ...changes })],
  });

  test('the SDK service of a secondary management server stays disabled', () => {
    const judged = (changes: Partial<Parameters<typeof aService>[0]>) =>
      holds(judge(disabled, seen(disabled, service(changes)), context()));
    assert.ok(judged({}));
    assert.equal(judged({ startType: 'Automatic', status: 'Running' }), false);
    assert.equal(judged({ status: 'Missing', startType: 'Unknown' }), false);
  });

  test('a gateway may have none', () => {
    const check = { ...disabled, mayBeMissing: true };
    const none = service({ status: 'Missing', startType: 'Unknown' });
    assert.ok(holds(judge(check, seen(check, none), context())));
    assert.equal(holds(judge(check, seen(check, service({ startType: 'Manual' })), context())), false);
  });

  test('a delayed start is an automatic one', () => {
    const check = { ...disabled, status: 'Running', startType: 'Automatic' };
    const delayed = service({ status: 'Running', startType: 'AutomaticDelayed' });
    assert.ok(holds(judge(check, seen(check, delayed), context())));
  });

  for (const check of ['reachable-and-elevated', 'no-restart-pending', 'no-installation-running'])
    test(`${check} of a server that does not answer does not hold, and says why`, () => {
      const asked = { check, node: 'machine' };
      const good = judge(asked, seen(asked, {}), context());
      assert.ok(holds(good));
      const { error } = anUnreachedNode('MS1');
      const machines = answers<ReachedNode>(asked, { kind: 'unread', error }, context());
      const dark = judge(asked, { machines }, context());
      assert.equal(holds(dark), false);
      assert.match(dark[0]?.observed ?? '', /MS1 does not answer/);
    });
});
