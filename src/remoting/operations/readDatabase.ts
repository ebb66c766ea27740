import * as z from 'zod';
import { databaseCheck } from '../../cluster/package.ts';
import { defineOperation, seconds, single } from '../operation.ts';

/** The version that a database says it has. */
export const readDatabase = defineOperation({
  name: 'read-database',
  kind: 'read',
  function: 'Get-PatchDatabase',
  arguments: databaseCheck.pick({ server: true, name: true, query: true }),
  parameters: ({ server, name, query }) => ({ Server: server, Database: name, Query: query }),
  result: single(z.object({ value: z.string() })),
  timeLimit: seconds(60),
});
