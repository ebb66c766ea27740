/** `procedures check`: what is wrong with a procedure's file, and where a rehearsal of it ends. */
import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import * as z from 'zod';
import { terminal } from './terminal.ts';

const document = z.object({
  checks: z.array(
    z.object({
      procedure: z.string(),
      file: z.string(),
      problem: z.object({ message: z.string(), line: z.int(), column: z.int() }).optional(),
      outcome: z.string().optional(),
      drift: z.array(z.object({ text: z.string(), since: z.string() })).optional(),
    }),
  ),
});

const procedure = (id: string, steps: readonly object[]) => ({
  id,
  title: 'A procedure of one’s own',
  useFor: 'A test.',
  doNotUseFor: 'Anything else.',
  downtime: 'None.',
  needsPackage: false,
  first: 'passive',
  steps,
});

const setStartType = (startType: string, name: string) => ({
  id: `set-${name.toLowerCase()}-${startType.toLowerCase()}`,
  kind: 'action',
  title: `Set ${name} to ${startType} on {first}`,
  node: 'first',
  guards: [{ check: 'node-is-passive', node: 'first' }],
  operations: [{ operation: 'set-start-type', node: 'first', arguments: { names: [name], startType } }],
  verify: [{ check: 'services', node: 'first', services: [name], startType }],
});

test('a procedure that leaves the cluster otherwise than at rest is found, with the step that did it', async (context) => {
  const at = terminal(context);
  const folder = join(at.home, 'procedures');
  await mkdir(folder, { recursive: true });
  const save = (name: string, value: object): Promise<void> =>
    writeFile(join(folder, `${name}.procedure.json`), JSON.stringify(value, null, 2));
  const steps = [
    setStartType('Automatic', 'OMCFG'),
    setStartType('Automatic', 'OMSDK'),
    setStartType('Manual', 'OMCFG'),
  ];
  await save('forgetful', procedure('forgetful', steps));
  const { code, value } = await at.json('procedures', 'check');
  assert.equal(code, 1);
  const { checks } = document.parse(value);
  assert.deepEqual(
    checks.map(({ procedure: id, outcome }) => [id, outcome]),
    [['forgetful', 'completed']],
  );
  assert.deepEqual(checks[0]?.drift, [
    { text: 'NODE2: OMSDK is Automatic, expected Manual', since: 'Set OMSDK to Automatic on NODE2' },
  ]);

  const wrong = { ...setStartType('Manual', 'OMSDK'), verify: [{ check: 'servces', node: 'first' }] };
  await save('wrong', procedure('wrong', [wrong]));
  const bad = await at.run('procedures', 'check', 'wrong');
  assert.equal(bad.code, 2);
  assert.match(
    bad.out,
    /wrong\.procedure\.json:\d+:\d+: steps\.0\.verify\.0\.check: .*"servces"; there are at-rest/,
  );
});
