import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { procedure } from '../../src/tasks/procedure.ts';
import { courseOf } from '../../tools/procedure-docs/course.ts';
import { pictureOf } from '../../tools/procedure-docs/picture.ts';
import { procedureDocs } from '../../tools/procedureDocs.ts';

const docs = join(import.meta.dirname, '..', '..', 'docs');

const twoMoves = procedure.parse({
  id: 'two-moves',
  title: 'Two moves',
  useFor: 'A test.',
  doNotUseFor: 'Anything else.',
  downtime: 'Two moves.',
  first: 'active',
  steps: [
    {
      id: 'pause',
      kind: 'action',
      title: 'Pause {second}',
      ...change('suspend-node', 'first', 'node-second'),
    },
    { id: 'offline', kind: 'action', title: 'Offline', ...change('stop-resources', 'first') },
    {
      id: 'hand',
      kind: 'attended',
      title: 'Install {update} on {first} <by hand>',
      instructions: ['Install it.'],
      appliesTo: 'attended-package',
      verify: [{ check: 'at-rest' }],
    },
    { id: 'online', kind: 'action', title: 'Online', ...change('start-resources', 'first') },
    {
      id: 'resume',
      kind: 'action',
      title: 'Resume <{second}>',
      ...change('resume-node', 'first', 'node-second'),
    },
    { id: 'move', kind: 'action', title: 'Move', ...change('move-groups', 'second', 'node-second') },
  ],
});

function change(operation: string, node: string, target?: string): object {
  const values = target === undefined ? {} : { node: { from: target } };
  return { operations: [{ operation, node, arguments: values }], verify: [{ check: 'at-rest' }] };
}

describe('the pages about the built-in procedures', () => {
  for (const [name, text] of procedureDocs())
    test(`docs/${name} says what the data says`, async () => {
      const written = await readFile(join(docs, name), 'utf8');
      assert.equal(
        written.replaceAll('\r\n', '\n'),
        text,
        `docs/${name} is out of date: run node tools/setup.mjs procedureDocs`,
      );
    });

  test('a course follows who owns the groups, what is Online and who is paused', () => {
    const course = courseOf(twoMoves);
    assert.deepEqual(
      course.map(({ owner }) => owner),
      ['A', 'A', 'A', 'A', 'A', 'B'],
    );
    assert.deepEqual(
      course.map(({ online }) => online),
      ['yes', 'no', 'no', 'yes', 'yes', 'yes'],
    );
    assert.deepEqual(
      course.map(({ paused }) => paused),
      [['B'], ['B'], ['B'], ['B'], [], []],
    );
  });

  test('a step by hand has the number of the step in whose place it stands', () => {
    assert.deepEqual(
      courseOf(twoMoves).map(({ number }) => number),
      [1, 2, 2, 3, 4, 5],
    );
  });

  test('a picture shows the steps as text, and leaves the steps by hand out', () => {
    const picture = pictureOf(twoMoves);
    assert.match(picture, /Resume &lt;B&gt;/);
    assert.doesNotMatch(picture, /by hand/);
    assert.doesNotMatch(picture, /[{}]/);
  });
});
