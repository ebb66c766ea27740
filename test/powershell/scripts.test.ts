import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { PowerShellHost } from '../../src/remoting/host.ts';
import { scriptCarrier } from '../../src/remoting/scriptTexts.ts';
import type { JsonValue } from '../../src/tasks/door.ts';
import { invoke, keptLog, newHost, open, scriptsFolder, texts } from './localPowerShell.ts';

let host: PowerShellHost;
before(async () => {
  host = newHost(keptLog());
  const rules = readFileSync(join(import.meta.dirname, 'script-rules.ps1'), 'utf8');
  assert.equal((await open(host, 'rules', rules)).kind, 'result');
});
after(() => host.dispose());

const breaches = async (
  name: string,
  parameters: { readonly [name: string]: JsonValue },
): Promise<JsonValue[]> => {
  const answer = await invoke(host, 'rules', name, parameters);
  if (answer.kind !== 'result') throw new Error(JSON.stringify(answer));
  return [...answer.values];
};

const own = [...texts.functions.keys()];

test('every node function keeps to PowerShell 2.0, ConstrainedLanguage and the commands that a node has', async () => {
  for (const [name, text] of texts.functions)
    assert.deepEqual(await breaches('Test-NodeScript', { Text: text, Own: own }), [], name);
});

test('every file of a node function holds that function alone, with its synopsis', async () => {
  for (const [name, text] of texts.functions)
    assert.deepEqual(await breaches('Test-FunctionFile', { Text: text, Name: name }), [], name);
});

test('what runs a script of one’s own keeps to the same rules, and no JEA role may offer it', async () => {
  const known = [...own, 'Invoke-PatchOwnScript'];
  assert.deepEqual(await breaches('Test-NodeScript', { Text: texts.carrier, Own: known }), []);
  assert.deepEqual(await breaches('Test-FunctionFile', { Text: texts.carrier, Name: scriptCarrier }), []);
  assert.ok(!texts.functions.has(scriptCarrier));
});

test('the detached wrapper keeps to PowerShell 2.0 and to letters that every code page has', async () => {
  assert.deepEqual(await breaches('Test-NodeScript', { Text: texts.installWrapper, Own: [] }), []);
  assert.match(texts.installWrapper, /^[\n\x20-\x7e]*$/);
});

test('the scripts of this machine keep to Windows PowerShell 5.1', async () => {
  const folder = join(scriptsFolder, 'local');
  for (const file of readdirSync(folder))
    assert.deepEqual(
      await breaches('Test-LocalScript', { Text: readFileSync(join(folder, file), 'utf8') }),
      [],
      file,
    );
});

test('the rules see what they are there to see', async () => {
  const bad: readonly (readonly [string, string])[] = [
    ["'a'.ToUpper()", 'method call'],
    ['[Math]::Pi', 'type'],
    ['[string]::Empty', 'static member'],
    ['[pscustomobject]@{ a = 1 }', 'type'],
    ['1 -in 1, 2', 'operator after 2.0'],
    ['1 -notin 1, 2', 'operator after 2.0'],
    ['1..2 | ForEach-Object { $PSItem }', 'variable after 2.0'],
    ['Get-Service | Where-Object Status -eq Running', 'short form after 2.0'],
    ['$a = Get-ClusterResource; $a.RestartAction = 0', 'property of an object set'],
    ['Invoke-Expression 1', 'command'],
    ['Get-CimInstance Win32_Service', 'command after 2.0 without a probe'],
    [
      "if (Get-Command -Name 'Get-FileHash') { } else { Get-FileHash a }",
      'command after 2.0 without a probe',
    ],
    ['& $command', 'command without a name'],
    ['Get-Item a 3> b', 'redirection after 2.0'],
    ['Get-Content -LiteralPath a -Tail 5', 'parameter after 2.0'],
    ['#requires -Version 3.0', 'requires'],
    ['class A { }', 'syntax after 2.0'],
    ['$a ?? 1', 'operator after 2.0'],
    ['Get-Item a && Get-Item b', 'syntax after 2.0'],
    ['if (', 'syntax'],
  ];
  for (const [text, rule] of bad) {
    const found = await breaches('Test-NodeScript', { Text: text, Own: [] });
    assert.ok(JSON.stringify(found).includes(`"Rule":"${rule}"`), `${text}: ${JSON.stringify(found)}`);
  }
  const nullConditional = `$\{a}?.b`;
  for (const text of [
    '$a ? 1 : 2',
    '$a ??= 1',
    '1 && 2',
    nullConditional,
    '1 | ForEach-Object -Parallel { 1 }',
  ])
    assert.notDeepEqual(await breaches('Test-LocalScript', { Text: text }), [], text);
  assert.notDeepEqual(
    await breaches('Test-FunctionFile', { Text: 'function A { }; function B { }', Name: 'A' }),
    [],
  );
  assert.notDeepEqual(await breaches('Test-FunctionFile', { Text: 'function A { }', Name: 'A' }), []);
});
