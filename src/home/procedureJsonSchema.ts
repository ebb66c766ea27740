import * as z from 'zod';
import { operations } from '../remoting/catalogue.ts';
import { operationStep, procedure, scriptOperation } from '../tasks/procedure.ts';

const knownArguments = (names: readonly string[]) => ({
  properties: {
    arguments: {
      properties: Object.fromEntries(names.map((argument) => [argument, {}])),
      propertyNames: { enum: [...names] },
    },
  },
});

/** A script of one's own has the parameters that its author gave it. */
const ownArguments = { required: ['script'] };

/**
 * The JSON Schema of procedures, by which any editor completes and checks one: the schema's own, with the operations
 * that there are and each one's arguments.
 */
export const procedureJsonSchema = () => ({
  title: 'Procedure',
  ...z.toJSONSchema(procedure, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema !== operationStep || jsonSchema.properties === undefined) return;
      const { operation } = jsonSchema.properties;
      const changing = operations.filter(({ kind, name }) => kind === 'write' && name !== 'write-lease');
      if (typeof operation === 'object') operation.enum = changing.map(({ name }) => name);
      jsonSchema.allOf = changing.map(({ name, argumentNames }) => ({
        if: { properties: { operation: { const: name } }, required: ['operation'] },
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
        then: name === scriptOperation ? ownArguments : knownArguments(argumentNames),
      }));
    },
  }),
});
