import assert from 'node:assert/strict';
import { test } from 'node:test';
import { definitionFile } from '../../src/cluster/definition.ts';
import { parseDocument } from '../../src/cluster/document.ts';
import { updatePackage } from '../../src/cluster/package.ts';
import { type Problem, problemText } from '../../src/cluster/problem.ts';
import { procedure } from '../../src/tasks/procedure.ts';
import { procedureText, stopServices } from './builders/procedures.ts';

const file = 'clusters/rms.cluster.json';

function problemOf(text: string): Problem {
  const parsed = parseDocument(text, file, definitionFile);
  assert.equal(parsed.kind, 'bad', 'it was accepted');
  return parsed.kind === 'bad' ? parsed.problem : assert.fail();
}

/** Where `needle` stands in the text, as an editor counts. */
function placeOf(text: string, needle: string): { line: number; column: number } {
  const before = text.slice(0, text.indexOf(needle)).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function assertProblem(text: string, at: string, message: RegExp): void {
  const { line, column, ...problem } = problemOf(text);
  assert.deepEqual({ line, column }, placeOf(text, at), `${line}:${column} ${problem.message}`);
  assert.match(problem.message, message);
  assert.equal(problem.file, file);
  assert.equal(problem.kind, 'input');
  assert.match(problem.remedy, /nothing was changed on the cluster/);
}

const good = `{
  // comments and a trailing comma are allowed, as in the settings
  "name": "rms",
  "preset": "rms-2007",
  "nodes": ["NODE1", "NODE2"],
}
`;

test('a good document is read, with comments, a trailing comma, and the mark that Notepad writes', () => {
  for (const text of [good, `\uFEFF${good}`, good.replaceAll('\n', '\r\n')]) {
    const parsed = parseDocument(text, file, definitionFile);
    assert.equal(parsed.kind === 'ok' && parsed.value.name, 'rms');
  }
});

test('malformed JSON is named where it breaks', () => {
  const text = '{\n  "name": "rms"\n  "nodes": []\n}';
  assertProblem(text, '"nodes"', /^is not JSON: comma expected$/);
});

test('an empty file says that it is empty', () => {
  assert.match(problemOf('').message, /is not JSON/);
  assert.deepEqual([problemOf('').line, problemOf('').column], [1, 1]);
});

test('an unknown field is named at its name, also inside', () => {
  assertProblem(good.replace('"preset"', '"presets"'), '"presets"', /^presets: is not a known field$/);
  const inner = good.replace('"NODE2"', '{ "name": "NODE2",\n    "adress": "x" }');
  assertProblem(inner, '"adress"', /^nodes\.1\.adress: is not a known field$/);
});

test('a wrong type is named at the value', () => {
  assertProblem(good.replace('"rms"', '42'), '42', /^name: expected string, received number$/);
  assertProblem(good.replace('"NODE2"', 'true'), 'true', /^nodes\.1: expected string or object$/);
});

test('of several things the first in the text is named, whatever the schema looks at first', () => {
  assertProblem('{ "nodes": 51, "name": 52, "x": 53 }', '51', /^nodes: expected array/);
  assertProblem('{ "x": 53, "nodes": 51, "name": 52 }', '"x"', /^x: is not a known field/);
});

test('a missing field is named at what should hold it, after what is wrong in the text', () => {
  const text = '{\n  "name": "rms",\n  "nodes": ["A", "B"], "transport": {}\n}';
  assertProblem(text, '{}', /^transport\.kind: .*winrm/);
  assertProblem('{ "name": "rms" }', '{', /^nodes: is missing$/);
  assertProblem('\n { "name": "rms", "node": ["A", "B"] }', '"node"', /^node: is not a known field$/);
});

test('an unknown word is named with the words that there are', () => {
  const text = good.replace('"nodes"', '"transport": { "kind": "telnet" },\n  "nodes"');
  assertProblem(text, '"telnet"', /^transport\.kind: .*"telnet"; there are winrm, ssh, lab$/);
  assertProblem(
    good.replace('"nodes"', '"restartAction": 77, "nodes"'),
    '77',
    /^restartAction: .*77; there are 0, 1, 2$/,
  );
});

for (const name of ['NODE1"; Restart-Computer; "', "x'; iex y; '", '$(whoami)', 'a`nb', 'NODE1\nNODE2', ''])
  test(`the host name ${JSON.stringify(name)} is refused where it stands`, () => {
    const written = JSON.stringify(name);
    assertProblem(good.replace('"NODE2"', written), written, /^nodes\.1: is not a host name/);
    const object = good.replace('"NODE2"', `{ "name": ${written} }`);
    assertProblem(object, written, /^nodes\.1\.name: is not a host name/);
  });

test('columns are right after Windows line ends and wide characters', () => {
  const text = '{\r\n  "name": "é集", "preset": 1\r\n}';
  const { line, column } = problemOf(text);
  assert.deepEqual([line, column], [2, 11]);
});

test('a package without files says what to add, at the empty list', () => {
  const text = '{ "id": "x", "files": [] }';
  const parsed = parseDocument(text, 'x.package.json', updatePackage);
  assert.ok(parsed.kind === 'bad');
  assert.match(parsed.problem.message, /files: names no file/);
  assert.equal(parsed.problem.column, placeOf(text, '[]').column);
});

test('two steps with one id are refused at the second id', () => {
  const twice = procedureText({ steps: [stopServices(), stopServices()] });
  const text = JSON.stringify(twice, null, 2);
  const parsed = parseDocument(text, 'x.procedure.json', procedure);
  assert.ok(parsed.kind === 'bad');
  assert.match(parsed.problem.message, /steps\.1\.id: .*earlier step/);
  assert.equal(parsed.problem.line, text.slice(0, text.lastIndexOf('"stop"')).split('\n').length);
});

test('a problem is one line: where, what, and what to do', () => {
  assert.equal(
    problemText(problemOf('{ "name": 1, "nodes": ["A", "B"] }')),
    `${file}:1:11: name: expected string, received number. Correct the file and try again; nothing was changed on the cluster.`,
  );
});
