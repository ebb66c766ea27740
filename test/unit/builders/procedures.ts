import type * as z from 'zod';
import { type Procedure, procedure } from '../../../src/tasks/procedure.ts';

export type StepInput = z.input<typeof procedure>['steps'][number];
type ProcedureInput = z.input<typeof procedure>;

const passive = { check: 'node-is-passive', node: 'first' };

export type ActionInput = Extract<StepInput, { kind: 'action' }>;

/** Stops the services on the passive node, verified by reading them. */
export const stopServices = (id = 'stop'): ActionInput => ({
  id,
  kind: 'action',
  title: 'Stop the services on {first}',
  node: 'first',
  guards: [passive],
  operations: [
    { operation: 'stop-services', node: 'first', arguments: { names: { from: 'protected-services' } } },
  ],
  verify: [{ check: 'services', node: 'first', status: 'Stopped' }],
  within: 10,
});

/** Two operations in one step: Manual, then stopped. */
export const manualAndStopped = (): ActionInput => ({
  id: 'both',
  kind: 'action',
  title: 'Manual and stopped on {first}',
  node: 'first',
  guards: [passive],
  operations: [
    {
      operation: 'set-start-type',
      node: 'first',
      arguments: { names: { from: 'protected-services' }, startType: 'Manual' },
    },
    { operation: 'stop-services', node: 'first', arguments: { names: { from: 'protected-services' } } },
  ],
  verify: [{ check: 'services', node: 'first', status: 'Stopped', startType: 'Manual' }],
  within: 10,
});

export const install = (): ActionInput => ({
  id: 'install',
  kind: 'action',
  title: 'Install {update} on {first}',
  node: 'first',
  guards: [passive, { check: 'no-installation-running', node: 'first' }],
  operations: [
    {
      operation: 'start-install',
      node: 'first',
      arguments: {
        runId: { from: 'run-id' },
        stepId: { from: 'step-id' },
        filePath: { from: 'installer-file' },
        argumentList: { from: 'installer-arguments' },
      },
    },
  ],
  verify: [{ check: 'install-finished', node: 'first' }],
  within: 60,
});

export const attended = (): StepInput => ({
  id: 'attend',
  kind: 'attended',
  title: 'Install {update} on {first} by hand',
  node: 'first',
  instructions: ['Start the update.'],
  guards: [passive],
  verify: [{ check: 'files-at-version', node: 'first' }],
  within: 600,
});

export const gate = (id = 'gate', check: { readonly check: string } = { check: 'at-rest' }): StepInput => ({
  id,
  kind: 'gate',
  title: 'Check that {cluster} is at rest',
  verify: [check],
});

const whole = (changes: Partial<ProcedureInput>): ProcedureInput => ({
  id: 'on-paper',
  title: 'A procedure on paper',
  useFor: 'Tests.',
  doNotUseFor: 'Anything else.',
  downtime: 'None.',
  first: 'passive',
  steps: [stopServices()],
  ...changes,
});

/** The procedure as an author writes it, not yet held to the schema. */
export const procedureText = (changes: Partial<ProcedureInput> = {}): ProcedureInput => whole(changes);

export const aProcedure = (changes: Partial<ProcedureInput> = {}): Procedure =>
  procedure.parse(whole(changes));
