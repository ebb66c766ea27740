/** Where a run is to stop: what cannot be held is refused before anything is sent, what can is held. */
import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { procedureText } from '../unit/builders/procedures.ts';
import { errorDocument, runDocument, runsDocument } from './contracts.ts';
import { onLab, terminal } from './terminal.ts';

test('a step that this run does not have, its procedure bound, is bad input, and no run is left behind', async (context) => {
  const { json } = terminal(context);
  // Both are steps of procedures, but not of a run with an unattended package, or without another server.
  for (const [procedure, step] of [
    ['rms-passive-first', 'attend-first'],
    ['rms-followup', 'check-server-9'],
  ] as const) {
    const { code, value } = await json('run', ...onLab(procedure), '--yes', '--stop-after', step);
    assert.equal(code, 2, step);
    const { error } = errorDocument.parse(value);
    assert.match(error.message, new RegExp(`this run of ${procedure} has no step "${step}"`));
    assert.match(error.remedy, /The steps that are left: /);
  }
  assert.deepEqual(runsDocument.parse((await json('runs')).value).runs, []);
  // Nor a claim on the cluster, which would keep the next run out.
  const next = await json('run', ...onLab(), '--yes', '--stop-after', 'key-backup');
  assert.equal(next.code, 5);
});

test('resume refuses a step that there is not, or that is done, and does nothing', async (context) => {
  const { json, home } = terminal(context);
  const started = await json('run', ...onLab(), '--yes', '--stop-after', 'opening-gate');
  const { runId } = runDocument.parse(started.value);
  const journal = () => readFile(join(home, 'runs', runId, 'journal.jsonl'), 'utf8');
  const before = await journal();
  for (const [step, message] of [
    ['instal-second', /has no step "instal-second"/],
    ['opening-gate', /the step "opening-gate" is done already/],
  ] as const) {
    const { code, value } = await json('resume', 'latest', '--yes', '--stop-after', step);
    assert.equal(code, 2, step);
    const { error } = errorDocument.parse(value);
    assert.match(error.message, message);
    assert.doesNotMatch(error.remedy, /key-backup|opening-gate/);
    assert.match(error.remedy, /install-second/);
  }
  assert.equal(await journal(), before);
});

test('a run stops where the step to stop after is left out, and prints no instructions of it', async (context) => {
  const { run, home } = terminal(context);
  await mkdir(join(home, 'procedures'), { recursive: true });
  const gate = (id: string) => ({
    id,
    kind: 'gate' as const,
    title: `Gate ${id}`,
    verify: [{ check: 'at-rest' }],
  });
  const procedure = procedureText({
    id: 'own',
    steps: [
      { id: 'ask', kind: 'question', title: 'Ask', question: 'Do it?', optional: true },
      gate('before'),
      { ...gate('extra'), kind: 'attended', onlyIf: 'ask', instructions: ['Sing to {first}.'] },
      gate('behind'),
    ],
  });
  await writeFile(join(home, 'procedures', 'own.procedure.json'), JSON.stringify(procedure));
  const stopped = await run('run', ...onLab('own'), '--yes', '--stop-after', 'extra');
  assert.equal(stopped.code, 5, stopped.err);
  assert.match(stopped.out, /Gate before.*\(ticked/);
  assert.doesNotMatch(stopped.out, /Gate behind/);
  const rest = await run('resume', 'latest', '--yes');
  assert.equal(rest.code, 0, rest.err);
  assert.doesNotMatch(rest.out, /Sing to/);
  assert.match(rest.out, /Gate extra.*\(skipped/);
  assert.match(rest.out, /Gate behind.*\(ticked/);
});
