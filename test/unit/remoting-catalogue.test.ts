import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { conditionKinds } from '../../src/cluster/conditions/catalogue.ts';
import { findOperation, operationOfFunction, operations } from '../../src/remoting/catalogue.ts';
import { decodeMessage, encodeLine } from '../../src/remoting/protocol.ts';
import { allFunctions, functionWithCallees, readScriptTexts } from '../../src/remoting/scriptTexts.ts';

const texts = readScriptTexts(join(import.meta.dirname, '..', '..', 'src', 'remoting', 'scripts'));

test('every operation has its own name, and a function of its own that ships', () => {
  assert.equal(new Set(operations.map(({ name }) => name)).size, operations.length);
  for (const operation of operations) {
    assert.ok(functionsIn(allFunctions(texts)).has(operation.function), operation.function);
    assert.equal(operationOfFunction[operation.function], operation.name);
    assert.equal(findOperation(operation.name), operation);
  }
  assert.equal(findOperation('toString'), undefined);
});

test('every operation that changes something says by which conditions its effect is recognised', () => {
  const kinds = new Set(conditionKinds.map(({ kind }) => kind));
  for (const { name, kind, recognisedBy } of operations) {
    for (const check of recognisedBy) assert.ok(kinds.has(check), `${name}: ${check}`);
    // No procedure sends the one; what the other does only its author knows, who must say how it is verified.
    const apart = ['write-lease', 'script'].includes(name);
    assert.equal(recognisedBy.length > 0, kind === 'write' && !apart, name);
  }
});

test('every function that ships is called by an operation or by another function', () => {
  const called = new Set(
    operations.flatMap(({ function: name }) => [...functionsIn(functionWithCallees(texts, name))]),
  );
  assert.deepEqual(
    [...texts.functions.keys()].filter((name) => !called.has(name)),
    [],
  );
});

test('the parameters that an operation gives are those that its function declares', () => {
  const examples: { readonly [operation: string]: unknown } = {
    'read-node': { services: ['A'] },
    'read-cluster': {},
    'read-files': { paths: ['C:\\a.dll'] },
    'read-events': { logs: ['System'], after: '2026-01-01T00:00:00Z' },
    'read-package': { path: 'C:\\a.msp' },
    'read-database': { server: 'SQL1', name: 'OperationsManager', query: 'SELECT 1' },
    'read-install': { runId: 'r', stepId: 's' },
    'read-lease': { group: 'G' },
    'read-management-group': {},
    wait: { seconds: 1 },
    'copy-package': { source: '/updates/a.msp', path: 'C:\\a.msp', sha256: '0'.repeat(64) },
    'start-install': { runId: 'r', stepId: 's', filePath: 'a.exe', argumentList: [] },
    'stop-services': { names: ['A'], groups: ['G'] },
    'set-start-type': { names: ['A'], startType: 'Manual' },
    'move-groups': { groups: ['G'], node: 'N' },
    'start-resources': { names: ['R'] },
    'stop-resources': { names: ['R'] },
    'set-resource-policy': { policy: [{ name: 'R', restartAction: 0 }] },
    'suspend-node': { node: 'N', drain: true },
    'resume-node': { node: 'N' },
    'restart-node': {},
    'approve-agents': { agents: ['AGENT1'] },
    script: { name: 'own', text: '$null', parameters: {} },
    'write-lease': { group: 'G', lease: 'l', previous: '' },
  };
  for (const operation of operations) {
    const call = operation.prepare(examples[operation.name], texts);
    assert.ok(typeof call !== 'string', `${operation.name}: ${String(call)}`);
    const declared =
      /\bparam\(([^)]*)\)/.exec(texts.functions.get(operation.function) ?? texts.carrier)?.[1] ?? '';
    const names = [...declared.matchAll(/\$(\w+)/g)].map(([, name]) => name);
    for (const name of Object.keys(call.parameters))
      assert.ok(names.includes(name), `${operation.function} -${name}`);
    assert.equal(call.repeatable, operation.kind === 'read');
    assert.ok(call.timeLimit >= 60_000);
  }
});

test('wrong arguments and unexpected answers are told in a sentence that names them', () => {
  const startType = findOperation('set-start-type');
  assert.match(
    String(startType?.prepare({ names: ['a*'], startType: 'Manual' }, texts)),
    /names\.0.*wildcard/,
  );
  assert.match(String(startType?.prepare({ names: ['a'], startType: 'Manual', more: 1 }, texts)), /more/);
  assert.match(String(startType?.understand([{ StartType: 'Manual' }])), /Set-PatchStartType.*0\.name/);
  assert.match(String(findOperation('read-node')?.understand([])), /Get-PatchNode/);
});

test('the text of a function comes with the functions that it calls, once each', () => {
  const script = functionWithCallees(texts, 'Set-PatchStartType');
  assert.deepEqual([...functionsIn(script)].sort(), [
    'Get-PatchInstance',
    'Get-PatchStartType',
    'Set-PatchStartType',
    'Stop-PatchOperation',
  ]);
  // And the one that runs scripts of one's own.
  assert.equal(functionsIn(allFunctions(texts)).size, texts.functions.size + 1);
});

test('a request is one line of base64, whatever is in it', () => {
  const line = encodeLine({
    type: 'invoke',
    id: 1,
    session: 'N#1',
    function: 'F',
    parameters: { Value: 'a\n2026-01-01' },
  });
  assert.match(line, /^[A-Za-z0-9+/]+={0,2}\n$/);
  const sent: unknown = JSON.parse(Buffer.from(line, 'base64').toString('utf8'));
  assert.deepEqual(sent, {
    type: '=invoke',
    id: 1,
    session: '=N#1',
    function: '=F',
    parameters: { Value: '=a\n2026-01-01' },
  });
});

test('a frame that is not a message is told as such', () => {
  assert.deepEqual(decodeMessage('{"type":"result","id":1,"values":[null]}'), {
    type: 'result',
    id: 1,
    values: [null],
  });
  for (const text of ['', '{', '{"type":"result"}', '{"type":"other","id":1}', '[]'])
    assert.equal(typeof decodeMessage(text), 'string', text);
});

const functionsIn = (script: string): Set<string> =>
  new Set([...script.matchAll(/^function ([\w-]+)/gm)].map(([, name]) => name ?? ''));
