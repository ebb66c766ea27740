/** A running installation is watched without asking every node for the whole cluster each time. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PaperCluster } from './builders/paperCluster.ts';
import { type ActionInput, install } from './builders/procedures.ts';
import { aRun, unstopped } from './builders/runs.ts';

/** One that takes minutes, with the active node looked at too. */
const long = (): ActionInput => ({
  ...install(),
  verify: [
    { check: 'install-finished', node: 'first' },
    { check: 'groups-online', node: 'second' },
  ],
  within: 3600,
});

/** What was asked after the installation was started: `s` a snapshot, `w` a wait. */
const asked = (paper: PaperCluster): string =>
  paper.trace
    .slice(paper.trace.indexOf('write start-install NODE2') + 1)
    .map((line) => /^(snapshot|wait)/.exec(line)?.[0][0] ?? '')
    .join('');

test('while it runs, the cluster is looked at once a minute, and anew when it has ended', async (t) => {
  const paper = new PaperCluster();
  paper.installSeconds = 100;
  const { run } = await aRun(t, [long()], { paper });
  assert.equal((await run.runCurrent(unstopped())).kind, 'ticked');
  const course = asked(paper);
  assert.match(course, /^sw{6,}sw+s$/);
});

test('a failover during a long installation is seen while it still runs', async (t) => {
  const paper = new PaperCluster();
  paper.installSeconds = 100;
  const { run } = await aRun(t, [long()], { paper });
  paper.after(20, () => paper.moveTo('NODE2'));
  const seen: string[] = [];
  run.onChange(() => {
    const { installRunning } = paper.node('NODE2');
    for (const { observed, passed } of run.activity?.evidence ?? [])
      if (!passed && installRunning) seen.push(observed);
  });
  await run.runCurrent(unstopped());
  assert.ok(
    seen.some((observed) => !observed.includes('running')),
    seen.join('\n'),
  );
});
