import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseFault } from '../../src/lab/faultSpec.ts';

const known = { operations: ['move-groups', 'start-install'], nodes: ['NODE1', 'NODE2'], controller: 42 };
const wrong = (spec: string): string => {
  const parsed = parseFault(spec, known);
  return parsed.kind === 'wrong' ? parsed.message : 'taken';
};

describe('a fault on the command line', () => {
  it('names a kind, an operation and perhaps a node', () => {
    assert.deepEqual(parseFault('exit=1618@start-install:node2', known), {
      kind: 'fault',
      fault: {
        kind: 'exit',
        operation: 'start-install',
        node: 'NODE2',
        value: '1618',
        processId: 42,
        fired: false,
      },
    });
    assert.deepEqual(parseFault('killed@move-groups', known), {
      kind: 'fault',
      fault: { kind: 'killed', operation: 'move-groups', node: '', value: '', processId: 42, fired: false },
    });
  });

  it('is refused with what is wrong in it', () => {
    assert.match(wrong('exit=1618'), /KIND@OPERATION/);
    assert.match(wrong('explode@move-groups'), /no fault 'explode'; there are connection-lost-before, /);
    assert.match(wrong('hang@dance'), /no operation 'dance'; there are move-groups, start-install/);
    assert.match(wrong('hang@move-groups:NODE3'), /no node 'NODE3'; there are NODE1, NODE2/);
    assert.match(wrong('exit@start-install'), /exit wants a number/);
    assert.match(wrong('hang=3@move-groups'), /hang takes no value/);
  });
});
