import * as z from 'zod';
import { operations } from '../remoting/catalogue.ts';
import { operationStep, procedure, scriptOperation } from '../tasks/procedure.ts';

const knownArguments = (help: { readonly [name: string]: string }) => ({
  properties: {
    arguments: {
      properties: Object.fromEntries(
        Object.entries(help).map(([argument, description]) => [argument, { description }]),
      ),
      propertyNames: { enum: Object.keys(help) },
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
    reused: 'ref',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema !== operationStep || jsonSchema.properties === undefined) return;
      const { operation } = jsonSchema.properties;
      const changing = operations.filter(({ kind, name }) => kind === 'write' && name !== 'write-lease');
      if (typeof operation === 'object') {
        operation.enum = changing.map(({ name }) => name);
        operation.enumDescriptions = changing.map(({ about }) => about);
      }
      jsonSchema.allOf = changing.map(({ name, argumentHelp }) => ({
        if: { properties: { operation: { const: name } }, required: ['operation'] },
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
        then: name === scriptOperation ? ownArguments : knownArguments(argumentHelp),
      }));
    },
  }),
});
