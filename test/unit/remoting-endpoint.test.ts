import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { operations } from '../../src/remoting/catalogue.ts';
import { endpointFiles, visibleFunctions } from '../../src/remoting/jea/endpointFiles.ts';
import { scriptsVersion } from '../../src/remoting/jea/scriptsVersion.ts';
import { readScriptTexts, scriptCarrier } from '../../src/remoting/scriptTexts.ts';

const texts = readScriptTexts(join(import.meta.dirname, '..', '..', 'src', 'remoting', 'scripts'));
const files = endpointFiles({ texts, version: '1.2.3', group: "DOM\\Patchers' $(bad)" });
const textOf = (end: string) => files.find(({ path }) => path.endsWith(end))?.text ?? '';

test('an endpoint shows what the operations call and its version, and no function that only they call', () => {
  const visible = visibleFunctions(texts);
  const carried = operations.filter((operation) => operation.function !== scriptCarrier);
  assert.deepEqual(visible, [...carried.map((one) => one.function), 'Get-PatchVersion'].sort());
  const shown = [...textOf('.psrc').matchAll(/^ {4}'([^']+)',?$/gm)].map(([, name]) => name);
  assert.deepEqual(shown, visible);
  assert.ok(!shown.includes('Invoke-PatchClusterCommand'));
  for (const { text } of files)
    assert.ok(!text.includes(scriptCarrier), "scripts of one's own are no part of a role");
});

test('its module carries every function as it ships, and tells their version', () => {
  const module = textOf('.psm1');
  for (const text of texts.functions.values()) assert.ok(module.includes(text.trim()));
  assert.ok(module.includes(scriptsVersion(texts)));
  assert.match(module, /^[\n\x20-\x7e]*$/, 'letters that every code page has');
});

test('its group is data, whatever it holds', () => {
  assert.ok(
    textOf('.pssc').includes("@{ 'DOM\\Patchers'' $(bad)' = @{ RoleCapabilities = 'ClusterPatch' } }"),
  );
});

test('the version of the functions changes with any of them, and not with line ends', () => {
  const changed = new Map(texts.functions).set('Get-PatchLease', 'function Get-PatchLease { }');
  const windows = new Map([...texts.functions].map(([name, text]) => [name, text.replaceAll('\n', '\r\n')]));
  assert.notEqual(scriptsVersion({ ...texts, functions: changed }), scriptsVersion(texts));
  assert.equal(scriptsVersion({ ...texts, functions: windows }), scriptsVersion(texts));
});
