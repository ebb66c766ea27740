import * as z from 'zod';
import { identifier } from '../../cluster/names.ts';
import { type JsonValue, jsonValue } from '../../tasks/door.ts';
import { scriptOperation } from '../../tasks/procedure.ts';
import { defineOperation, seconds } from '../operation.ts';
import { scriptCarrier } from '../scriptTexts.ts';

const parameterName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'is not the name of a parameter');
const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);

/** How much of what a script gives is kept, in characters of JSON: evidence, and not a place for data. */
const keptLength = 65_536;

/** Runs a script of one's own on a node, with its parameters; what it gives comes back as data. */
export const runScript = defineOperation({
  name: scriptOperation,
  kind: 'write',
  about: 'Runs a script of your own, from the folder "scripts" beside "procedures".',
  // Only its author knows what it does: the schema asks for some verification.
  recognisedBy: [],
  function: scriptCarrier,
  arguments: z.strictObject({
    name: identifier,
    text: z.string().min(1, 'is empty'),
    parameters: z.record(parameterName, value),
  }),
  parameters: ({ text, parameters }) => ({ Text: text, Parameters: parameters }),
  // The very text that runs, with the very parameters that it gets.
  described: ({ text, parameters }) => ({ script: text, parameters }),
  result: z.array(jsonValue).transform((values) => firstOf(values)),
  timeLimit: seconds(1800),
});

function firstOf(values: readonly JsonValue[]): readonly JsonValue[] {
  const kept: JsonValue[] = [];
  let length = 0;
  for (const each of values) {
    length += JSON.stringify(each).length;
    if (length > keptLength)
      return [...kept, `… and more, ${values.length} values in all: only the first ones are kept`];
    kept.push(each);
  }
  return kept;
}
