import type { StepResult } from '../../../src/tasks/run.ts';

/** What an administrator does once the program has said how a step ended. */
export type Reaction =
  | { readonly kind: 'go-on' }
  | { readonly kind: 'reopen' }
  | { readonly kind: 'restart'; readonly node: string }
  | { readonly kind: 'set-manual'; readonly service: string; readonly node: string }
  | { readonly kind: 'move-back'; readonly group: string; readonly node: string }
  /** Waits, then does the step once more. */
  | { readonly kind: 'again' }
  /** Ends the run; what it left is for a restore. */
  | { readonly kind: 'give-up' }
  | { readonly kind: 'done' };

const restart = /Restart (\S+) while it is passive/;
const startType =
  /expected start type of (\S+) on (\S+): Manual, as the step before left it, observed Automatic/;
const owner = /expected owner of (.+?): (\S+), as the step before left it, observed \S+/;

/**
 * Does what the program says, and no more: the sentence decides, with the number of times that this step has already
 * been tried.
 */
export function reactionTo(result: StepResult, tries: number): Reaction {
  if (!('reason' in result))
    return { kind: result.kind === 'ticked' ? 'go-on' : result.kind === 'completed' ? 'done' : 'give-up' };
  if (tries > 2) return { kind: 'give-up' };
  const { reason } = result;
  if (result.kind === 'interrupted') return { kind: 'reopen' };
  const [, node] = restart.exec(reason) ?? [];
  if (node !== undefined) return { kind: 'restart', node };
  const [, service, where] = startType.exec(reason) ?? [];
  if (service !== undefined && where !== undefined) return { kind: 'set-manual', service, node: where };
  const [, group, home] = owner.exec(reason) ?? [];
  if (group !== undefined && home !== undefined) return { kind: 'move-back', group, node: home };
  return { kind: 'again' };
}
