import assert from 'node:assert/strict';
import { test } from 'node:test';
import { needKey } from '../../src/cluster/readings.ts';
import { aNode, aPackage, aSnapshot, noon } from './builders/clusters.ts';
import { aContext, answers, holds, judge, needsOf, read } from './builders/conditions.ts';

const installFinished = { check: 'install-finished', node: 'first' };
const ended = (exitCode: number) =>
  ({
    state: 'finished',
    exitCode,
    startedAt: noon,
    endedAt: '2026-03-01T12:10:00.000Z',
    log: [],
    errorLine: '',
  }) as const;
const judgeExit = (exitCode: number, context = aContext(), snapshot = aSnapshot()) =>
  judge(
    installFinished,
    { installs: answers(installFinished, read(ended(exitCode)), context), snapshot },
    context,
  );
const filesAtVersion = { check: 'files-at-version', node: 'first' };
const dll = { path: 'C:\\Program Files\\OpsMgr\\mommodules.dll', exists: true };
const restartedAt = (lastBoot: string, restartPending: readonly string[] = []) =>
  aSnapshot({ nodes: [aNode({ name: 'NODE1' }), aNode({ name: 'NODE2', lastBoot, restartPending })] });

test('exit code 1603 is named, and waiting will not mend it', () => {
  const [line] = judgeExit(1603);
  assert.match(line?.observed ?? '', /exit code 1603 \(ERROR_INSTALL_FAILURE\)/);
  assert.equal(line?.settled, true);
  assert.ok((line?.note ?? '').length > 20, 'it says what to do');
});

test('exit code 1618 says that another installation was running', () => {
  assert.match(judgeExit(1618)[0]?.note ?? '', /another installation/i);
});

test('the package’s own exit codes win over those of Windows Installer', () => {
  const context = aContext({ update: aPackage({ exitCodes: { success: [1603], restart: [] } }) });
  assert.ok(holds(judgeExit(1603, context)));
  assert.ok(!holds(judgeExit(0, context)));
  assert.ok(!holds(judgeExit(3010, context)));
});

test('exit code 3010 holds once the node has restarted after the installer’s end', () => {
  assert.ok(!holds(judgeExit(3010)));
  assert.match(
    judgeExit(3010)[0]?.note ?? '',
    /Restart NODE2 while it is passive \(cluster-patch restart-node --cluster rms --node NODE2\)/,
  );
  assert.ok(holds(judgeExit(3010, aContext(), restartedAt('2026-03-01T12:20:00.000Z'))));
  const stillPending = restartedAt('2026-03-01T12:20:00.000Z', ['file renames']);
  assert.ok(!holds(judgeExit(3010, aContext(), stillPending)));
});

test('a running installation is waited for, a vanished one is not', () => {
  const states = (['running', 'lost'] as const).map((state) => {
    const installs = answers(installFinished, read({ state, startedAt: noon, log: [], errorLine: '' }));
    return judge(installFinished, { installs })[0]?.settled;
  });
  assert.deepEqual(states, [undefined, true]);
});

test('an installation is asked for by run, step and attempt', () => {
  const asked = (check: { readonly check: string; readonly step?: string }) =>
    needsOf(check).filter(({ kind }) => kind === 'install');
  assert.deepEqual(asked(installFinished), [
    { kind: 'install', node: 'NODE2', runId: 'run', stepId: 'install.1' },
  ]);
  assert.deepEqual(asked({ ...installFinished, step: 'other' }), [
    { kind: 'install', node: 'NODE2', runId: 'run', stepId: 'other.1' },
  ]);
});

test('a later version than the package’s is good: a later update brought it', () => {
  const files = answers(
    filesAtVersion,
    read([{ ...dll, path: dll.path.toUpperCase(), version: '6.0.10000.1', pendingReplacement: false }]),
  );
  assert.ok(holds(judge(filesAtVersion, { files })));
});

test('an old file that waits for a restart is told apart from one that was never replaced', () => {
  const notes = [true, false].map((pendingReplacement) => {
    const files = answers(filesAtVersion, read([{ ...dll, version: '6.0.6278.0', pendingReplacement }]));
    return judge(filesAtVersion, { files })[0]?.note ?? '';
  });
  assert.match(notes[0] ?? '', /waits for a restart/);
  assert.match(notes[1] ?? '', /still leave old files/);
});

test('without a role a condition is about every node, and one bad node is enough', () => {
  const check = { check: 'files-at-version' };
  const [one, two] = needsOf(check);
  assert.deepEqual([one?.node, two?.node], ['NODE1', 'NODE2']);
  const good = read([{ ...dll, version: '6.0.6278.20', pendingReplacement: false }]);
  const old = read([{ ...dll, version: '6.0.6278.0', pendingReplacement: false }]);
  const files = new Map([
    [needKey(one ?? assert.fail()), good],
    [needKey(two ?? assert.fail()), old],
  ]);
  assert.deepEqual(
    judge(check, { files }).map((line) => [line.node, line.passed]),
    [
      ['NODE1', true],
      ['NODE2', false],
    ],
  );
});

test('a package without a hash needs only to be there', () => {
  const check = { check: 'package-present', node: 'first' };
  const update = aPackage({ installer: { kind: 'exe', path: 'C:\\Updates\\a.exe' } });
  const context = aContext({ update });
  const answer = read({ path: 'C:\\Updates\\a.exe', exists: true, length: 1, sha256: 'cd'.repeat(32) });
  assert.ok(holds(judge(check, { packages: answers(check, answer, context) }, context)));
});

test('conditions about the package do not hold in a run without one', () => {
  const context = aContext({ update: undefined });
  for (const check of ['package-present', 'files-at-version', 'install-finished'])
    assert.ok(!holds(judge({ check, node: 'first' }, {}, context)), check);
});

test('event logs are read from the start of the run, or from hours before it', () => {
  const since = (check: object) =>
    needsOf({ check: 'no-errors-in-event-log', ...check }).map((need) => [
      need.kind,
      'after' in need && need.after,
    ]);
  assert.deepEqual(since({ node: 'first' }), [['events', noon]]);
  assert.deepEqual(since({ node: 'first', hours: 24 }), [['events', '2026-02-28T12:00:00.000Z']]);
});

test('two looks at one node’s event log, over different times, are not confused', () => {
  const day = { check: 'no-errors-in-event-log', node: 'first', hours: 24 };
  const run = { check: 'no-errors-in-event-log', node: 'first' };
  const error = { log: 'Operations Manager', id: 1, source: 's', level: 'Error', at: noon, message: 'm' };
  const events = new Map([...answers(day, read([error])), ...answers(run, read([]))]);
  assert.ok(holds(judge(run, { events })));
  assert.ok(!holds(judge(day, { events })));
});

test('after a restart only what came since then counts, and only of the sources that are asked for', () => {
  const check = {
    check: 'no-errors-in-event-log',
    node: 'first',
    logs: ['System'],
    sources: ['Service Control Manager'],
    sinceRestart: true,
  };
  const event = { log: 'System', id: 7000, source: 'service control manager', level: 'Error', message: 'm' };
  const before = { ...event, at: '2026-03-01T12:10:00.000Z' };
  const since = { ...event, at: '2026-03-01T12:30:00.000Z' };
  const restarted = restartedAt('2026-03-01T12:20:00.000Z');
  const judged = (...seen: readonly (typeof before)[]) =>
    holds(judge(check, { events: answers(check, read(seen)), snapshot: restarted }));
  assert.deepEqual(needsOf(check), [{ kind: 'events', node: 'NODE2', logs: ['System'], after: noon }]);
  assert.ok(judged(before, { ...since, source: 'DCOM' }));
  assert.ok(!judged(since));
});

test('an event that is expected is no error; the first of the others is told', () => {
  const check = { check: 'no-errors-in-event-log', node: 'first', except: [20022] };
  const event = {
    log: 'Operations Manager',
    source: 'OpsMgr Connector',
    level: 'Error',
    at: noon,
    message: 'm',
  };
  const expected = answers(check, read([{ ...event, id: 20022 }]));
  assert.ok(holds(judge(check, { events: expected })));
  const both = answers(
    check,
    read([
      { ...event, id: 20022 },
      { ...event, id: 26319 },
    ]),
  );
  assert.match(judge(check, { events: both })[0]?.observed ?? '', /1 error, such as OpsMgr Connector 26319/);
});

test('where a healthy product logs errors too, each is shown and none fails the step', () => {
  const check = { check: 'no-errors-in-event-log', node: 'first', failing: false };
  const event = {
    log: 'Operations Manager',
    source: 'OpsMgr SDK Service',
    id: 26380,
    level: 'Error',
    at: noon,
  };
  const [line] = judge(check, { events: answers(check, read([{ ...event, message: 'm' }])) });
  assert.ok(line?.passed && line.attention && line.noted);
  assert.match(line.observed, /^1 error, such as /);
  const unread = {
    kind: 'unread',
    error: { kind: 'failed', message: 'no such log', remedy: 'Look.' },
  } as const;
  assert.ok(!holds(judge(check, { events: answers(check, unread) })), 'what was not read was not looked at');
});
