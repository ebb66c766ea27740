/** What an editor shows of a procedure: by its JSON Schema, every name and every word says what it means. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as z from 'zod';
import { conditionKinds } from '../../src/cluster/conditions/catalogue.ts';
import { procedureJsonSchema } from '../../src/home/procedureJsonSchema.ts';
import { operations } from '../../src/remoting/catalogue.ts';

/** What these tests look at of a JSON Schema. */
const node = z.looseObject({
  $ref: z.string().optional(),
  description: z.string().min(1).optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  enumDescriptions: z.array(z.string().min(1)).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
});
type Node = z.infer<typeof node>;

const schema = procedureJsonSchema();
const definitions = z
  .looseObject({ $defs: z.record(z.string(), z.unknown()) })
  .parse(JSON.parse(JSON.stringify(schema))).$defs;

/** The node with what it refers to; its own words come first. */
function resolved(value: unknown): Node {
  const { $ref, ...own } = node.parse(value);
  return $ref === undefined ? own : { ...resolved(definitions[$ref.replace('#/$defs/', '')]), ...own };
}

/** Every schema in the document that describes an object, and where it stands. */
function* objects(value: unknown, at = '#'): Generator<readonly [string, Node]> {
  if (typeof value !== 'object' || value === null) return;
  const parsed = node.safeParse(value);
  if (parsed.success && parsed.data.properties !== undefined) yield [at, parsed.data];
  for (const [key, inner] of Object.entries(value)) yield* objects(inner, `${at}/${key}`);
}

/** What an author writes: neither the terms of a rule, nor what a run fills in. */
const named = [...objects(JSON.parse(JSON.stringify(schema)))].filter(
  ([at, { properties = {} }]) =>
    !/\/(if|then)(\/|$)/.test(at) &&
    (properties.each === undefined || resolved(properties.each).const === undefined),
);

describe('the JSON Schema of procedures', () => {
  it('says of every property what it is', () => {
    const silent = named.flatMap(([at, { properties = {} }]) =>
      Object.entries(properties).flatMap(([name, value]) =>
        resolved(value).description === undefined ? [`${at}/${name}`] : [],
      ),
    );
    assert.deepEqual(silent, []);
  });

  it('says of every kind of condition what must be true', () => {
    const checks = named.flatMap(([, { properties = {} }]) =>
      properties.check === undefined ? [] : [resolved(properties.check)],
    );
    for (const { kind } of conditionKinds) {
      const check = checks.find(({ const: value }) => value === kind);
      assert.ok(check?.description !== undefined && check.description.length > 20, kind);
    }
  });

  it('says of every operation what it does', () => {
    const [operation] = named.flatMap(([, { properties = {} }]) =>
      properties.operation === undefined ? [] : [resolved(properties.operation)],
    );
    const changing = operations.filter(({ kind, name }) => kind === 'write' && name !== 'write-lease');
    assert.deepEqual(
      operation?.enum,
      changing.map(({ name }) => name),
    );
    assert.deepEqual(
      operation?.enumDescriptions,
      changing.map(({ about }) => about),
    );
    for (const { name, argumentHelp } of changing)
      if (name !== 'script')
        for (const [argument, help] of Object.entries(argumentHelp))
          assert.notEqual(help, '', `${name} ${argument}`);
  });

  it('says of every role what it stands for', () => {
    const roles = named.flatMap(([, { properties = {} }]) =>
      properties.node === undefined ? [] : [resolved(properties.node)],
    );
    assert.ok(roles.length > 0);
    for (const { enum: words = [], enumDescriptions = [] } of roles)
      assert.equal(enumDescriptions.length, words.length);
  });
});
