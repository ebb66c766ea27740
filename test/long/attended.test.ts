/** Every procedure with an installer that wants a person, for as long as a person takes. */
import { describe, it } from 'node:test';
import { attendedRehearsal, forPackages } from '../powershell/attendedRehearsal.ts';

describe('with an installer that wants a person', { concurrency: 2 }, () => {
  for (const one of forPackages) it(one.id, () => attendedRehearsal(one));
});
