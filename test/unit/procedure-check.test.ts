/** The checks of a procedure that its schema alone cannot make, each with its place in the file. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseDocument } from '../../src/cluster/document.ts';
import { operations } from '../../src/remoting/catalogue.ts';
import { procedureSchema } from '../../src/tasks/procedureCheck.ts';
import { builtInProcedures } from '../../src/tasks/procedures/builtIn.ts';
import { procedureText, type StepInput } from './builders/procedures.ts';

const schema = procedureSchema({
  operations: operations.filter(({ kind }) => kind === 'write'),
  services: ['HealthService', 'OMCFG', 'OMSDK'],
  scripts: ['clear-cache'],
});

const stop = (changes: object = {}): StepInput => ({
  id: 'stop',
  kind: 'action',
  title: 'Stop the services on {first}',
  node: 'first',
  guards: [{ check: 'node-is-passive', node: 'first' }],
  operations: [
    {
      operation: 'stop-services',
      node: 'first',
      arguments: { names: { from: 'protected-services' }, groups: { from: 'protected-groups' } },
    },
  ],
  verify: [{ check: 'services', node: 'first', status: 'Stopped' }],
  ...changes,
});

/** What is wrong with a procedure, and the text at the place that the problem names. */
function wrong(...steps: readonly StepInput[]): { readonly message: string; readonly at: string } {
  const text = JSON.stringify(procedureText({ steps: [...steps] }), null, 2);
  const parsed = parseDocument(text, 'own.procedure.json', schema);
  if (parsed.kind === 'ok') throw new Error('nothing was found wrong');
  const { message, line = 0, column = 0, file } = parsed.problem;
  assert.equal(file, 'own.procedure.json');
  return { message, at: text.split('\n')[line - 1]?.slice(column - 1) ?? '' };
}

const operation = (changes: object) => ({
  operations: [
    {
      operation: 'stop-services',
      node: 'first',
      arguments: { names: ['OMSDK'], groups: ['OpsMgr RMS'] },
      ...changes,
    },
  ],
});

describe('a procedure of one’s own', () => {
  it('a change that the verification could not recognise', () => {
    const { message, at } = wrong(stop({ verify: [{ check: 'node-state', node: 'first', state: 'Up' }] }));
    assert.match(message, /could not tell whether stop-services has happened .* it needs services/);
    assert.match(at, /^\[/);
  });

  it('may use what the built-in ones use', () => {
    for (const data of builtInProcedures) assert.equal(schema.safeParse(data).error, undefined);
    assert.equal(parseDocument(JSON.stringify(procedureText({ steps: [stop()] })), 'x', schema).kind, 'ok');
  });

  it('names an operation that there is, and that changes something', () => {
    const unknown = wrong(stop(operation({ operation: 'stop-servces' })));
    assert.match(
      unknown.message,
      /^steps\.0\.operations\.0\.operation: .*stop-servces; there are .*stop-services/,
    );
    assert.equal(unknown.at, '"stop-servces",');
    assert.match(wrong(stop(operation({ operation: 'read-node' }))).message, /read-node/);
  });

  it('runs a script that lies beside it, with parameters of simple kinds', () => {
    const script = (changes: object) =>
      stop(
        operation({
          operation: 'script',
          script: 'clear-cache',
          arguments: { Days: 3, Paths: ['C:\\a'] },
          ...changes,
        }),
      );
    assert.equal(
      parseDocument(JSON.stringify(procedureText({ steps: [script({})] })), 'x', schema).kind,
      'ok',
    );
    const missing = wrong(script({ script: 'clear-cash' }));
    assert.match(missing.message, /^steps\.0\.operations\.0\.script: .*clear-cash; there are clear-cache/);
    assert.equal(missing.at, '"clear-cash"');
    for (const name of ['../../etc/passwd', '..', 'a/b', 'a\\b', 'C:x'])
      assert.match(wrong(script({ script: name })).message, /script: is not an id/, name);
    assert.match(
      wrong(script({ arguments: { 'a b': 1 } })).message,
      /arguments\.a b: script: is not the name/,
    );
    assert.match(wrong(script({ script: undefined })).message, /script: is missing: it names a file/);
    assert.match(
      wrong(stop(operation({ script: 'clear-cache' }))).message,
      /script: belongs to the operation "script"/,
    );
    assert.match(wrong(stop({ ...script({}), verify: [] })).message, /verify: verifies nothing/);
  });

  it('gives an operation its arguments, no others, and of the right form', () => {
    const missing = wrong(stop(operation({ arguments: { names: ['OMSDK'] } })));
    assert.match(missing.message, /arguments\.groups: stop-services: /);
    const more = wrong(stop(operation({ arguments: { names: ['OMSDK'], groups: ['G'], force: true } })));
    assert.match(more.message, /arguments\.force: .*is not an argument of it/);
    assert.equal(more.at, 'true');
    const form = wrong(
      stop(operation({ arguments: { names: { from: 'cluster-group' }, groups: ['OpsMgr RMS'] } })),
    );
    assert.match(form.message, /arguments\.names: stop-services: /);
    assert.equal(form.at, '{');
  });

  it('names roles and services that there are', () => {
    assert.match(wrong(stop(operation({ node: 'third' }))).message, /operations\.0\.node/);
    const service = wrong(
      stop({ verify: [{ check: 'services', node: 'first', services: ['OMSKD'], status: 'Stopped' }] }),
    );
    assert.match(service.message, /verify\.0\.services\.0: .*OMSKD; there are HealthService, OMCFG, OMSDK/);
    assert.equal(service.at, '"OMSKD"');
  });

  it('has no two steps of one id', () => {
    assert.match(wrong(stop(), stop()).message, /steps\.1\.id: is the id of an earlier step too: stop/);
  });

  it('verifies what it changes', () => {
    assert.match(wrong(stop({ verify: [] })).message, /^steps\.0\.verify: /);
  });

  it('refers to this step or an earlier one', () => {
    const verify = [
      { check: 'services', node: 'first', status: 'Stopped' },
      { check: 'install-finished', node: 'first', step: 'install' },
    ];
    const reference = wrong(stop({ verify }));
    assert.match(reference.message, /verify\.1\.step: is not the id of this step or an earlier one: install/);
    assert.equal(reference.at, '"install"');
  });
});

describe('guards that can never hold together', () => {
  const never: readonly (readonly [string, readonly object[]])[] = [
    [
      'a node passive and active',
      [
        { check: 'node-is-passive', node: 'first' },
        { check: 'node-is-active', node: 'first' },
      ],
    ],
    [
      'the same by another role: the first node of this procedure is the passive one',
      [
        { check: 'node-is-passive', node: 'first' },
        { check: 'groups-online', node: 'passive' },
      ],
    ],
    [
      'two owners',
      [
        { check: 'groups-online', node: 'first' },
        { check: 'node-is-active', node: 'second' },
      ],
    ],
    [
      'a node Up and Paused',
      [
        { check: 'node-state', node: 'second', state: 'Up' },
        { check: 'node-state', node: 'second', state: 'Paused' },
      ],
    ],
    [
      'groups online with resources Offline',
      [
        { check: 'groups-online', node: 'second' },
        { check: 'resources', state: 'Offline' },
      ],
    ],
    [
      'services Running and Stopped',
      [
        { check: 'services', node: 'first', status: 'Running' },
        { check: 'services', node: 'first', status: 'Stopped' },
      ],
    ],
    [
      'two policies',
      [
        { check: 'failover-policy', restartAction: 0 },
        { check: 'failover-policy', restartAction: 2 },
      ],
    ],
  ];
  for (const [name, guards] of never)
    it(name, () => {
      const { message, at } = wrong(stop({ guards }));
      assert.match(message, /^steps\.0\.guards\.1: can never hold: it contradicts guard 1/);
      assert.equal(at, '{');
    });

  it('but what differs in node, service or property may', () => {
    const guards = [
      { check: 'node-is-passive', node: 'first' },
      { check: 'groups-online', node: 'second' },
      { check: 'node-state', node: 'first', state: 'Up' },
      { check: 'node-state', node: 'second', state: 'Paused' },
      { check: 'services', node: 'first', status: 'Stopped' },
      { check: 'services', node: 'second', status: 'Running' },
      { check: 'services', node: 'first', startType: 'Manual' },
    ];
    const text = JSON.stringify(procedureText({ steps: [stop({ guards })] }));
    assert.equal(parseDocument(text, 'x', schema).kind, 'ok');
  });
});

describe('a step that is repeated or done on request', () => {
  const servers = { each: 'management-servers' };
  const check = (changes: object): StepInput => ({
    id: 'check',
    kind: 'gate',
    title: 'Check {machine}',
    node: 'machine',
    verify: [{ check: 'no-restart-pending', node: 'machine' }],
    ...changes,
  });
  const approve = (changes: object) =>
    stop({
      operations: [
        { operation: 'approve-agents', node: 'first', arguments: { agents: { from: 'agents-of-batch' } } },
      ],
      verify: [{ check: 'batch-done' }],
      ...changes,
    });
  const ask = (changes: object = {}): StepInput => ({
    id: 'ask',
    kind: 'question',
    title: 'Ask',
    question: 'Now?',
    ...changes,
  });
  const right = (...steps: readonly StepInput[]): void =>
    assert.equal(parseDocument(JSON.stringify(procedureText({ steps: [...steps] })), 'x', schema).kind, 'ok');

  it('names the server only where it is repeated for servers', () => {
    right(check(servers));
    assert.match(wrong(check({})).message, /^steps\.0\.node: is the server that a step is repeated for/);
    assert.match(
      wrong(check({ node: 'first', each: 'agent-batches' })).message,
      /^steps\.0\.verify\.0\.node/,
    );
  });

  it('has what a run fills in only from the run', () => {
    const filled = check({ ...servers, bound: { each: 'gateways', machine: 'GW1' } });
    assert.match(wrong(filled).message, /^steps\.0\.bound: is filled in by a run/);
  });

  it('takes the agents of a batch only where it is repeated for batches', () => {
    right(approve({ each: 'agent-batches' }));
    assert.match(wrong(approve({})).message, /arguments\.agents: is there only in a step that is repeated/);
  });

  it('asks an earlier question to which no is an answer', () => {
    const onRequest = stop({ onlyIf: 'ask' });
    right(ask({ optional: true }), onRequest);
    for (const steps of [[onRequest], [ask(), onRequest], [onRequest, ask({ optional: true })]])
      assert.match(wrong(...steps).message, /onlyIf: is not the id of an earlier question that is optional/);
  });
});
