import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { errorDocument, runDocument, statusDocument } from './contracts.ts';
import { onLab, terminal } from './terminal.ts';

async function write(home: string, folder: string, name: string, text: string): Promise<void> {
  await mkdir(join(home, folder), { recursive: true });
  await writeFile(join(home, folder, name), text);
}

test('a bad definition is told with file, line and column, and nothing is started', async (context) => {
  const { json, run, home } = terminal(context);
  await write(
    home,
    'clusters',
    'prod.cluster.json',
    '{\n  "name": "prod",\n  "nodes": ["A", "B;calc"],\n  "preset": "rms-2007"\n}',
  );
  const { code, value } = await json('status', '--cluster', 'prod');
  const { error } = errorDocument.parse(value);
  assert.equal(code, 2);
  assert.match(error.file ?? '', /prod\.cluster\.json$/);
  assert.deepEqual([error.line, error.column], [3, 18]);
  assert.match(error.message, /host name/);

  await write(home, 'packages', 'update.package.json', '{ "id": "update", "kb": "KB951380", "tilte": "x" }');
  const unknown = errorDocument.parse(
    (await json('run', ...onLab('rms-passive-first', 'update'), '--yes')).value,
  ).error;
  assert.match(unknown.file ?? '', /update\.package\.json$/);
  assert.equal((await run('status', '--cluster', 'nowhere')).code, 2);
  assert.match((await run('status', '--cluster', 'nowhere')).err, /Name one of: lab|there is no cluster/);
});

test('a missing PowerShell is exit code 4 with what to install', async (context) => {
  const { json } = terminal(context);
  const { code, value } = await json('status', '--cluster', 'lab', '--powershell', '/nowhere/pwsh');
  const { error } = errorDocument.parse(value);
  assert.equal(code, 4);
  assert.match(error.message, /\/nowhere\/pwsh/);
  assert.notEqual(error.remedy, '');
});

test('a node that became active between two steps is refused with exit code 3, and nothing is sent', async (context) => {
  const { run, json } = terminal(context);
  const stopped = runDocument.parse(
    (await json('run', ...onLab(), '--yes', '--stop-after', 'files-first')).value,
  );
  assert.equal(
    (
      await run(
        'lab',
        'exec',
        '--node',
        'NODE1',
        '--',
        'Stop-Service OMSDK; Move-ClusterGroup "OpsMgr RMS" -Node NODE2',
      )
    ).code,
    0,
  );
  const refused = await json('resume', stopped.runId, '--yes');
  const document = runDocument.parse(refused.value);
  assert.equal(refused.code, 3);
  assert.equal(document.outcome, 'refused');
  const step = document.steps.find(({ id }) => id === 'stop-first');
  assert.equal(step?.state, 'pending');
  assert.ok(step?.evidence.some((line) => !line.passed));
  // The services of what is the active node now still run: the step that stops them was not sent.
  const status = statusDocument.parse((await json('status', '--cluster', 'lab')).value);
  const active = status.nodes.find((node) => node.role === 'active');
  assert.equal(active?.name, 'NODE2');
  assert.ok(active?.services.every((service) => service.status === 'Running'));
});

test('an installer that fails, or that reports success with old files, is a failed step', async (context) => {
  const { run, json } = terminal(context);
  const failed = await json('run', ...onLab(), '--yes', '--fault', 'exit=1603@start-install');
  assert.equal(failed.code, 1);
  const install = runDocument.parse(failed.value).steps.find(({ id }) => id === 'install-first');
  assert.equal(install?.state, 'failed');
  assert.match(install?.evidence[0]?.observed ?? '', /1603/);

  assert.equal((await run('lab', 'reset')).code, 0);
  const old = await json('run', ...onLab(), '--yes', '--fault', 'old-files@start-install');
  assert.equal(old.code, 1);
  const steps = runDocument.parse(old.value).steps;
  assert.equal(steps.find(({ id }) => id === 'install-first')?.state, 'ticked');
  assert.equal(steps.find(({ id }) => id === 'files-first')?.state, 'failed');
});

test('a journal that cannot be written stops the run before anything is sent', async (context) => {
  const { json, run, home } = terminal(context);
  assert.equal((await run('lab', 'reset')).code, 0);
  await writeFile(join(home, 'runs'), 'not a folder');
  const { code, value } = await json('run', ...onLab(), '--yes');
  assert.equal(code, 2);
  assert.match(errorDocument.parse(value).error.message, /journal|runs/);
  assert.deepEqual(statusDocument.parse((await json('status', '--cluster', 'lab')).value).drift, []);
});

test('a full disk in the middle stops the run, and it goes on when there is room again', async (context) => {
  const { json } = terminal(context);
  const full = await json('run', ...onLab(), '--yes', '--fault', 'disk-full@stop-services');
  assert.equal(full.code, 5);
  const { runId, outcome, reason } = runDocument.parse(full.value);
  assert.equal(outcome, 'interrupted');
  assert.match(reason ?? '', /the journal .* cannot be used: .*free some space, then resume the run/);
  const resumed = await json('resume', runId, '--yes');
  assert.equal(resumed.code, 0);
  assert.deepEqual(runDocument.parse(resumed.value).lab.hazards, []);
});

test('a change without a yes is not made where nobody can give it', async (context) => {
  const { run, json } = terminal(context);
  const asked = await run('run', ...onLab());
  assert.equal(asked.code, 2);
  assert.match(asked.err, /--yes/);
  assert.deepEqual(statusDocument.parse((await json('status', '--cluster', 'lab')).value).drift, []);
});

test('a run that another one keeps from the cluster is refused, and the document says by which', async (context) => {
  const { json } = terminal(context);
  const start = async (step: string) =>
    runDocument.parse((await json('run', ...onLab(), '--yes', '--stop-after', step)).value);
  const first = await start('opening-gate');
  const second = await start('files-first');
  assert.deepEqual([first.outcome, second.outcome], ['interrupted', 'interrupted']);
  const kept = await json('resume', first.runId, '--yes');
  const document = runDocument.parse(kept.value);
  assert.equal(kept.code, 3);
  assert.equal(document.outcome, 'refused');
  assert.match(document.reason ?? '', new RegExp(second.runId));
});
