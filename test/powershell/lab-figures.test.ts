/** What a run on a lab is told about itself is what the lab has seen since it began. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labSummary, runDocument } from './contracts.ts';
import { onLab, terminal } from './terminal.ts';

const stop = ['exec', '--node', 'NODE1', '--', 'Stop-Service OMSDK; Start-Service OMSDK'];
const moves = ['NODE2', 'NODE1'].map((node) => `Move-ClusterGroup "OpsMgr RMS" -Node ${node}`).join('; ');

test('hazards, downtime and moves from before a run are not those of the run; one that comes again is', async (context) => {
  const { run, json } = terminal(context);
  assert.equal((await run('lab', 'reset')).code, 0);
  assert.equal((await run('lab', 'exec', '--node', 'NODE1', '--', moves)).code, 0);
  assert.equal((await run('lab', ...stop)).code, 0);
  const whole = async () => labSummary.parse((await json('lab', 'hazards')).value);
  const before = await whole();
  assert.deepEqual(
    before.hazards.map(({ kind }) => kind),
    ['stopped-behind-cluster'],
  );
  assert.equal(before.moves, 2);
  assert.ok(before.downtimeSeconds > 0);

  const begun = runDocument.parse(
    (await json('run', ...onLab(), '--yes', '--stop-after', 'opening-gate')).value,
  );
  assert.deepEqual(begun.lab, { hazards: [], downtimeSeconds: 0, failovers: 0, moves: 0 });
  // The very same once more, while the run is under way.
  assert.equal((await run('lab', ...stop)).code, 0);
  const ended = await json('resume', begun.runId, '--yes');
  assert.equal(ended.code, 0);
  const { lab } = runDocument.parse(ended.value);
  assert.deepEqual(
    lab.hazards.map(({ kind }) => kind),
    ['stopped-behind-cluster'],
  );
  assert.equal(lab.moves, 1);
  const after = await whole();
  assert.equal(after.hazards.length, 2);
  assert.equal(after.moves, 3);
  assert.equal(lab.downtimeSeconds, after.downtimeSeconds - before.downtimeSeconds);

  // A second rehearsal on the same lab: nothing of the first.
  const second = runDocument.parse((await json('run', ...onLab(), '--yes')).value);
  assert.deepEqual([second.outcome, second.lab.hazards, second.lab.moves], ['completed', [], 1]);
  const report = await run('report', second.runId, '--format', 'junit');
  assert.match(report.out, /<property name="lab-hazards" value="0"\/>/);
  assert.doesNotMatch(report.out, /Hazard /);
});
