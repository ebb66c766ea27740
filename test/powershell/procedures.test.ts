/** The built-in procedures on the lab: what `plan` says is what a run does, also with a person at the keyboard. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { builtIn } from '../../src/home/home.ts';
import type { Procedure } from '../../src/tasks/procedure.ts';
import { procedure } from '../../src/tasks/procedure.ts';
import { builtInProcedures } from '../../src/tasks/procedures/builtIn.ts';
import type { RunState } from '../../src/tasks/runState.ts';
import { signal } from './labCluster.ts';
import { labHome } from './labHome.ts';

const all: readonly Procedure[] = builtInProcedures.map((data) => procedure.parse(data));
/** What comes after the RMS has a test of its own, followup.test.ts. */
const forPackages = all.filter(
  ({ needsPackage, nodes, steps }) =>
    needsPackage && nodes === 2 && steps.every(({ each }) => each === undefined),
);

/** Those that ask for the database's version are for packages that change it, the others for files only. */
const updateOf = ({ steps }: Procedure): string =>
  steps.some(({ appliesTo }) => appliesTo === 'database-package') ? 'lab-database' : 'lab-files';

const sent = ({ steps }: RunState) =>
  steps.map(({ id, operations }) => ({
    id,
    operations: operations.map(({ operation, node, parameters, script }) => ({
      operation,
      node,
      parameters,
      script,
    })),
  }));

/** What only the run itself knows: its own id. */
const withoutRunId = (value: unknown, runId: string): unknown =>
  JSON.parse(JSON.stringify(value).replaceAll(runId, 'planned'));

describe('what plan says, a run does', { concurrency: 2 }, () => {
  for (const one of forPackages)
    it(one.id, async () => {
      const home = labHome();
      try {
        const request = { cluster: 'lab', procedure: one.id, update: updateOf(one) };
        const plan = await home.operator.plan(request, { signal });
        const run = await home.operator.startRun(request, { signal });
        try {
          while ((await run.runCurrent({ signal })).kind === 'ticked');
        } finally {
          await run.close();
        }
        const seen = await home.operator.endLabRun(run.state, signal);
        assert.equal(run.state.status, 'completed');
        assert.deepEqual(seen?.hazards, []);
        const planned = plan.steps.map(({ id, operations }) => ({
          id,
          operations: operations.map(({ name, node, arguments: parameters, script }) => ({
            operation: name,
            node,
            parameters,
            script: createHash('sha256').update(script, 'utf8').digest('hex'),
          })),
        }));
        assert.deepEqual(withoutRunId(sent(run.state), run.state.runId), planned);
      } finally {
        await home.dispose();
      }
    });
});

describe('with an installer that wants a person', { concurrency: 2 }, () => {
  for (const one of forPackages)
    it(one.id, async () => {
      const home = labHome();
      try {
        const { operator } = home;
        await operator.definition('lab');
        const update = await operator.update(updateOf(one));
        const { path } = update.installer;
        const instructions = ['Start SetupUpdateOM.exe from an elevated prompt.'];
        home.write('packages', 'by-hand.package.json', {
          ...update,
          id: 'by-hand',
          kb: 'KB0000003',
          installer: { kind: 'attended', path, instructions },
        });
        const steps: string[] = [];
        const { row, stopped } = await operator.rehearse(
          { cluster: 'lab', procedure: one.id, update: 'by-hand' },
          [],
          { signal, onStep: (title) => steps.push(title) },
        );
        assert.equal(row.outcome, 'completed', `${stopped?.step}: ${stopped?.reason}`);
        assert.deepEqual(row.hazards, []);
        assert.equal(row.attendedSteps, 2);
        assert.equal(row.databaseChanged, update.changesDatabase);
        assert.equal(steps.filter((title) => title.includes('by hand')).length, 2);
      } finally {
        await home.dispose();
      }
    });
});

it('every built-in procedure is one of the home', async () => {
  const home = labHome();
  try {
    const entries = await home.operator.home.procedures();
    const shipped = entries.filter(({ file }) => file === builtIn);
    assert.deepEqual(
      shipped.map(({ id }) => id),
      all.map(({ id }) => id),
    );
  } finally {
    await home.dispose();
  }
});
