/** What each end of an installer does to the step that started it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { needKey } from '../../src/cluster/readings.ts';
import { aNode, aPackage, aSnapshot, noon } from './builders/clusters.ts';
import { aContext, judge, needsOf, read } from './builders/conditions.ts';

const dll = { path: 'C:\\Program Files\\OpsMgr\\mommodules.dll', exists: true, pendingReplacement: false };
const end = '2026-03-01T12:10:00.000Z';
const later = '2026-03-01T12:20:00.000Z';

interface Case {
  readonly exitCode: number;
  readonly fields?: object;
  readonly version?: string;
  readonly lastBoot?: string;
  readonly errorLine?: string;
  readonly kind?: 'msu';
}

/** The one line of evidence about an installation that has ended on NODE2. */
function ended({ exitCode, fields = {}, version = '6.0.6278.20', lastBoot, errorLine = '', kind }: Case) {
  const check = { check: 'install-finished', node: 'first', ...fields };
  const update = aPackage(kind === undefined ? {} : { installer: { kind, path: 'C:\\Updates\\a.msu' } });
  const context = aContext({ update });
  const [install, files] = needsOf(check, context);
  const node = aNode({ name: 'NODE2', ...(lastBoot === undefined ? {} : { lastBoot }) });
  const [line, ...more] = judge(
    check,
    {
      snapshot: aSnapshot({ nodes: [aNode({ name: 'NODE1' }), node] }),
      installs: new Map([
        [
          needKey(install ?? assert.fail()),
          read({ state: 'finished' as const, exitCode, startedAt: noon, endedAt: end, log: [], errorLine }),
        ],
      ]),
      files: new Map([[needKey(files ?? assert.fail()), read([{ ...dll, version }])]]),
    },
    context,
  );
  assert.deepEqual(more, []);
  return line ?? assert.fail();
}

test('already there is proven by the files, not by the code', () => {
  for (const { exitCode, kind } of [
    { exitCode: 1638 },
    { exitCode: 1648 },
    { exitCode: 2359302, kind: 'msu' },
  ] as const) {
    const there = ended({ exitCode, ...(kind === undefined ? {} : { kind }) });
    assert.deepEqual([there.passed, /already there/.test(there.observed)], [true, true]);
    const old = ended({ exitCode, version: '6.0.6278.0', ...(kind === undefined ? {} : { kind }) });
    assert.deepEqual([old.passed, old.settled], [false, true]);
    assert.match(old.observed, /but the files are older/);
  }
});

test('3010 is a decision for a person, unless a later step restarts the node', () => {
  const decide = ended({ exitCode: 3010 });
  assert.deepEqual([decide.passed, decide.settled], [false, true]);
  assert.match(decide.note ?? '', /Decide: Restart NODE2 .* or go on without, by skipping/);
  assert.ok(ended({ exitCode: 3010, fields: { restart: 'later' } }).passed);
  assert.ok(ended({ exitCode: 3010, lastBoot: later }).passed);
});

test('1641 is waited for until the node has booted again', () => {
  const going = ended({ exitCode: 1641 });
  assert.deepEqual([going.passed, going.settled], [false, undefined]);
  assert.match(going.observed, /NODE2 is restarting/);
  assert.match(ended({ exitCode: 1641, lastBoot: later }).observed, /has restarted since/);
  assert.ok(!ended({ exitCode: 1641, fields: { restart: 'later' } }).passed, 'it must be back first');
});

test('only 1618 and its kin may be tried again by the program', () => {
  assert.equal(ended({ exitCode: 1618 }).again, true);
  assert.equal(ended({ exitCode: 0x80240016, kind: 'msu' }).again, true);
  for (const exitCode of [0, 1602, 1603, 1638, 1641, 1642, 3010])
    assert.equal(ended({ exitCode }).again, undefined, String(exitCode));
});

test('a failure shows the line of the log that matters', () => {
  const errorLine = 'MSI (s) (74:40) [12:00:00:123]: Error 1334. The file cannot be installed.';
  assert.match(ended({ exitCode: 1603, errorLine }).note ?? '', /Its log says: Error 1334\. The file/);
});

test('an installation that does not end says for how long, and what to look at', () => {
  const check = { check: 'install-finished', node: 'first' };
  const [install] = needsOf(check);
  const running = { state: 'running' as const, startedAt: noon, log: [], errorLine: '' };
  const node = aNode({ name: 'NODE2', time: '2026-03-01T13:05:00.000Z' });
  const [line] = judge(check, {
    snapshot: aSnapshot({ nodes: [aNode({ name: 'NODE1' }), node] }),
    installs: new Map([[needKey(install ?? assert.fail()), read(running)]]),
  });
  assert.match(line?.observed ?? '', /still running after 65 min/);
  assert.match(line?.note ?? '', /C:\\ProgramData\\ClusterPatch\\run\\install\.1.*waits for a window/);
  assert.equal(line?.settled, undefined);
});

test('old files show the error in the log of the step that installed', () => {
  const check = { check: 'files-at-version', node: 'first', step: 'install' };
  const [files, install] = needsOf(check);
  const errorLine = 'Error 1334. The file cannot be installed.';
  const [line] = judge(check, {
    files: new Map([[needKey(files ?? assert.fail()), read([{ ...dll, version: '6.0.6278.0' }])]]),
    installs: new Map([
      [
        needKey(install ?? assert.fail()),
        read({ state: 'finished' as const, exitCode: 0, startedAt: noon, endedAt: end, log: [], errorLine }),
      ],
    ]),
  });
  assert.deepEqual([line?.passed, line?.note], [false, `Its log says: ${errorLine}`]);
});
