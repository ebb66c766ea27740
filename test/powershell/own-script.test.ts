/** A procedure with a script of one's own, in the terminal: who approves it, what it gets, and what is kept of it. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { errorDocument, planDocument, runDocument } from './contracts.ts';
import { type Terminal, terminal } from './terminal.ts';

const text = `param([string] $Name, [int] $Days, [bool] $Force, [string[]] $Paths)
$service = Get-Service OMSDK
Set-Service OMSDK -StartupType Manual
"$Name/$Days/$Force/$($Paths -join '+')"
@{ Status = "$($service.Status)"; Type = $Paths.GetType().Name }
`;
const values = { Name: 'it\'s $(Get-Date); "x"', Days: 3, Force: true, Paths: ['C:\\a', 'C:\\b'] };
const hash = (script: string): string => createHash('sha256').update(script, 'utf8').digest('hex');

/** A home with the procedure `own`: one step, which runs the script `tidy` on the passive node. */
async function aHome(context: TestContext): Promise<Terminal & { save(script: string): Promise<void> }> {
  const at = terminal(context);
  await mkdir(join(at.home, 'procedures'), { recursive: true });
  await mkdir(join(at.home, 'scripts'), { recursive: true });
  const save = (script: string): Promise<void> => writeFile(join(at.home, 'scripts', 'tidy.ps1'), script);
  await save(text);
  const step = {
    id: 'tidy',
    kind: 'action',
    title: 'Tidy up on {first}',
    node: 'first',
    guards: [{ check: 'node-is-passive', node: 'first' }],
    operations: [{ operation: 'script', node: 'first', script: 'tidy', arguments: values }],
    verify: [{ check: 'services', node: 'first', startType: 'Manual' }],
  };
  await writeFile(
    join(at.home, 'procedures', 'own.procedure.json'),
    JSON.stringify({
      id: 'own',
      title: 'A procedure of one’s own',
      useFor: 'A test.',
      doNotUseFor: 'Anything else.',
      downtime: 'None.',
      needsPackage: false,
      first: 'passive',
      steps: [step],
    }),
  );
  return { ...at, save };
}

const own = ['--cluster', 'lab', '--procedure', 'own'];

test('a script runs with the parameters that the procedure gives, and only once somebody has approved its text', async (context) => {
  const at = await aHome(context);
  const plan = planDocument.parse((await at.json('plan', ...own)).value);
  const [planned] = plan.steps[0]?.operations ?? [];
  assert.deepEqual([planned?.name, planned?.script, planned?.arguments], ['script', text, values]);

  const refused = await at.json('run', ...own, '--yes');
  const { error } = errorDocument.parse(refused.value);
  assert.equal(refused.code, 2);
  assert.match(error.message, new RegExp(`tidy has not been approved yet \\(SHA-256 ${hash(text)}\\)`));
  assert.match(error.remedy, /--approve-script/);

  const done = await at.json('run', ...own, '--yes', '--approve-script', hash(text));
  assert.equal(done.code, 0);
  const { runId, outcome } = runDocument.parse(done.value);
  assert.equal(outcome, 'completed');
  const journal = (await readFile(join(at.home, 'runs', runId, 'journal.jsonl'), 'utf8')).trim().split('\n');
  const events = journal.map((line): { [field: string]: unknown } => JSON.parse(line).event);
  const sent = events.find(({ type }) => type === 'operation-sent');
  assert.deepEqual(
    [sent?.operation, sent?.script, sent?.parameters],
    ['script', planned && hash(planned.script), values],
  );
  assert.equal(await readFile(join(at.home, 'runs', runId, 'scripts', `${hash(text)}.ps1`), 'utf8'), text);
  assert.partialDeepStrictEqual(events.find(({ type }) => type === 'operation-returned')?.result, {
    kind: 'returned',
    value: [`${values.Name}/3/True/C:\\a+C:\\b`, { status: 'Stopped', type: 'String[]' }],
  });

  assert.equal((await at.json('run', ...own, '--yes')).code, 0, 'the same text is not asked about again');
  await at.save(`${text}\n# changed`);
  const changed = await at.json('run', ...own, '--yes');
  assert.equal(changed.code, 2);
  assert.match(errorDocument.parse(changed.value).error.message, /has changed since it was approved/);
});

test('a script that fails fails the step with its own words; a lost one is asked after, and does not run twice unseen', async (context) => {
  const at = await aHome(context);
  const broken = "Get-Service nosuch; 'not reached'";
  await at.save(broken);
  const failed = await at.json('run', ...own, '--yes', '--approve-script', hash(broken));
  assert.equal(failed.code, 1);
  assert.match(runDocument.parse(failed.value).steps[0]?.reason ?? '', /Cannot find any service.*nosuch/);

  assert.equal((await at.run('abort', 'latest')).code, 0);
  await at.save(text);
  const lost = ['--approve-script', hash(text), '--fault', 'connection-lost-after@script:NODE2'];
  const told = await at.json('run', ...own, '--yes', ...lost);
  assert.equal(told.code, 0);
  assert.equal(runDocument.parse(told.value).steps[0]?.state, 'ticked');
});
