/** A package is copied through the session: in parts, on from where it broke off, and proven by its hash. */
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { labPackages } from '../../src/lab/labPackages.ts';
import { readWorld } from '../../src/lab/worldFile.ts';
import type { Run } from '../../src/tasks/run.ts';
import { currentStep } from '../../src/tasks/runState.ts';
import { signal } from './labCluster.ts';
import { type LabHome, labHome } from './labHome.ts';

const [files] = labPackages;
if (files === undefined) throw new Error('the lab has no package');
const path = files.path;
const megabytes = 5;
const part = 512 * 1024;

let home: LabHome;
let run: Run;
before(async () => {
  home = labHome();
  const source = join(home.folder, 'lab-files.msp');
  const bytes = randomBytes(megabytes * 1024 * 1024);
  writeFileSync(source, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  home.write('packages', 'own.package.json', {
    id: 'own',
    kb: 'KB951380',
    title: 'A package that is copied',
    installer: { kind: 'msp', source, path, sha256 },
    changesDatabase: false,
    files: files.files,
    services: files.services,
  });
  run = await begin(['connection-lost-after@copy-package:NODE2']);
});
after(async () => {
  await run.close();
  await home.dispose();
});

async function begin(faults: readonly string[]): Promise<Run> {
  const { operator } = home;
  operator.injectFaults(await operator.definition('lab'), faults);
  const started = await operator.startRun(
    { cluster: 'lab', procedure: 'rms-passive-first', update: 'own' },
    { signal },
  );
  assert.equal((await started.runCurrent({ signal })).kind, 'ticked');
  return started;
}

const lengthOn = (node: string): number | undefined =>
  readWorld(home.operator.lab.worldPath('lab'))
    .nodes.find(({ name }) => name === node)
    ?.files.find((file) => file.path === path)?.length;

const returned = (id: string): unknown => {
  const outcome = run.state.steps.find((step) => step.id === id)?.operations[0]?.outcome;
  return outcome?.kind === 'returned' ? outcome.value : outcome;
};

test('a connection that is lost in the middle fails the copy, and what came over stays', async () => {
  const result = await run.runCurrent({ signal });
  assert.equal(result.kind, 'failed');
  assert.equal(currentStep(run.state)?.id, 'copy-first');
  assert.equal(lengthOn('NODE2'), part);
});

test('run again, it goes on at the length that is there, with its progress shown', async () => {
  const shown: string[] = [];
  const end = run.onChange(() => shown.push(run.activity?.text ?? ''));
  assert.deepEqual(await run.runCurrent({ signal }), { kind: 'ticked' });
  end();
  assert.equal(lengthOn('NODE2'), megabytes * 1024 * 1024);
  assert.partialDeepStrictEqual(returned('copy-first'), { already: false, resumedAt: part });
  assert.ok(shown.includes('2.5 of 5.0 MB copied to NODE2'), shown.join('\n'));
  const { evidence } = run.state.steps.find((step) => step.id === 'copy-first') ?? assert.fail();
  assert.match(evidence[0]?.observed ?? '', /^5242880 bytes, SHA-256/);
});

test('the world stays small, whatever is copied', () => {
  const text = JSON.stringify(readWorld(home.operator.lab.worldPath('lab')));
  assert.ok(text.length < 100_000, `${text.length}`);
});

test('a copy that was damaged since is found before anything is changed, and copied anew by the next run', async () => {
  const { operator } = home;
  assert.deepEqual(await run.runCurrent({ signal }), { kind: 'ticked' }, 'the copy to NODE1');
  await operator.execOnLab(await operator.definition('lab'), 'NODE2', `Add-Content '${path}' 'x'`, signal);
  assert.equal((await run.runCurrent({ signal })).kind, 'failed');
  const gate = currentStep(run.state);
  assert.equal(gate?.id, 'opening-gate');
  const [wrong, ...others] = gate.evidence.filter(({ passed }) => !passed);
  assert.deepEqual(others, []);
  assert.match(wrong?.note ?? '', /the copy is damaged: copy it again/);

  await run.abort('damaged', { signal });
  await run.close();
  run = await begin([]);
  assert.deepEqual(await run.runCurrent({ signal }), { kind: 'ticked' });
  assert.partialDeepStrictEqual(returned('copy-first'), { already: false, resumedAt: 0 });
  assert.deepEqual(await run.runCurrent({ signal }), { kind: 'ticked' });
  assert.partialDeepStrictEqual(returned('copy-second'), { already: true });
  assert.deepEqual(await run.runCurrent({ signal }), { kind: 'ticked' }, 'the opening gate');
});
