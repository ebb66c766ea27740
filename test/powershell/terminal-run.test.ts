import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import * as z from 'zod';
import { labSummary, planDocument, runDocument, runsDocument, statusDocument } from './contracts.ts';
import { onLab, terminal } from './terminal.ts';

const sentRecord = z.object({
  event: z.object({
    type: z.literal('operation-sent'),
    step: z.string(),
    operation: z.string(),
    node: z.string(),
    parameters: z.record(z.string(), z.unknown()),
    script: z.string(),
  }),
});

test('status, plan, run, runs, report and verify print what their contract says', async (context) => {
  const { run, json, home } = terminal(context);

  const status = await json('status', '--cluster', 'lab');
  const before = statusDocument.parse(status.value);
  assert.equal(status.code, 0);
  assert.deepEqual(before.drift, []);
  assert.deepEqual(
    before.nodes.map(({ name, role }) => [name, role]),
    [
      ['NODE1', 'active'],
      ['NODE2', 'passive'],
    ],
  );

  const planned = planDocument.parse((await json('plan', ...onLab())).value);
  assert.deepEqual(
    planned.steps.flatMap((step) => step.operations.map(({ name, node }) => `${name} ${node}`)),
    [
      'start-install NODE2',
      'stop-services NODE2',
      'set-start-type NODE2',
      'move-groups NODE2',
      'start-install NODE1',
      'stop-services NODE1',
      'set-start-type NODE1',
    ],
  );
  assert.ok(
    planned.steps.every((step) => step.operations.every(({ script }) => script.includes('function '))),
  );
  assert.deepEqual(statusDocument.parse((await json('status', '--cluster', 'lab')).value).drift, []);

  const ran = await json('run', ...onLab(), '--yes');
  const document = runDocument.parse(ran.value);
  assert.equal(ran.code, 0);
  assert.equal(document.outcome, 'completed');
  assert.ok(document.steps.every((step) => step.state === 'ticked' && step.evidence.length > 0));
  assert.ok(document.steps.every((step) => step.evidence.every((line) => line.passed)));
  assert.deepEqual(document.lab.hazards, []);
  assert.equal(document.lab.failovers, 0);
  assert.equal(document.lab.moves, 1);
  assert.deepEqual(labSummary.parse((await json('lab', 'hazards')).value), document.lab);

  const after = statusDocument.parse((await json('status', '--cluster', 'lab')).value);
  assert.deepEqual(after.drift, []);
  assert.equal(after.nodes.find((node) => node.role === 'active')?.name, 'NODE2');

  const { runs } = runsDocument.parse((await json('runs')).value);
  assert.deepEqual(
    runs.map(({ runId, outcome }) => [runId, outcome]),
    [[document.runId, 'completed']],
  );
  assert.equal((await run('verify', document.runId)).code, 0);

  const page = join(home, 'report.html');
  assert.equal((await run('report', document.runId, '--format', 'html', '--out', page)).code, 0);
  assert.match(await readFile(page, 'utf8'), /^<!doctype html>/i);
  const junit = await run('report', document.runId, '--format', 'junit');
  assert.match(junit.out, new RegExp(`<testsuite[^>]* tests="${document.steps.length}"[^>]* failures="0"`));
});

test('what plan printed is what run sends', async (context) => {
  const { json, home } = terminal(context);
  const planned = planDocument.parse((await json('plan', ...onLab())).value);
  const ran = runDocument.parse(
    (await json('run', ...onLab(), '--yes', '--stop-after', 'manual-first')).value,
  );
  const journal = await readFile(join(home, 'runs', ran.runId, 'journal.jsonl'), 'utf8');
  const sent = journal
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line))
    .flatMap((record) => {
      const parsed = sentRecord.safeParse(record);
      return parsed.success ? [parsed.data.event] : [];
    });
  assert.equal(sent.length, 3);
  for (const { step, operation, node, parameters, script } of sent) {
    const found = planned.steps
      .find(({ id }) => id === step)
      ?.operations.find(({ name }) => name === operation);
    assert.ok(found !== undefined, `${operation} of ${step} was not planned`);
    assert.equal(node, found.node);
    const kept = await readFile(join(home, 'runs', ran.runId, 'scripts', `${script}.ps1`), 'utf8');
    assert.equal(kept, found.script);
    // A run knows its own id and its attempt at a step; a plan cannot.
    const { RunId: _run, StepId: _step, ...rest } = parameters;
    const { RunId: _plannedRun, StepId: _plannedStep, ...planRest } = found.arguments;
    assert.deepEqual(rest, planRest);
  }
});

test('a run stopped after a step goes on where it was', async (context) => {
  const { run, json } = terminal(context);
  const stopped = await json('run', ...onLab(), '--yes', '--stop-after', 'files-first');
  assert.equal(stopped.code, 5);
  const first = runDocument.parse(stopped.value);
  assert.equal(first.outcome, 'interrupted');
  const resumed = await json('resume', first.runId, '--yes');
  assert.equal(resumed.code, 0);
  const second = runDocument.parse(resumed.value);
  assert.equal(second.runId, first.runId);
  assert.deepEqual(second.lab.hazards, []);
  const ticked = first.steps.filter((step) => step.state === 'ticked');
  assert.deepEqual(second.steps.slice(0, ticked.length), ticked);
  assert.equal((await run('verify', first.runId)).code, 0);
});
