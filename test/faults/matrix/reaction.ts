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
  /** Restores, as another run, and goes on with this one. */
  | { readonly kind: 'restore-first' }
  /** Ends the run; what it left is for a restore. */
  | { readonly kind: 'give-up' }
  | { readonly kind: 'done' };

const restart = /Restart (\S+) while it is passive/;
const startType =
  /expected start type of (\S+) on (\S+): Manual, as the step before left it, observed Automatic/;
const moved = /^(.+?) was on (\S+) when the step began, and is on \S+\. .*Move it back/;
const restoreFirst = /Restore first: cluster-patch restore/;
const owner = /expected owner of (.+?): (\S+), as the step before left it, observed \S+/;

/**
 * Does what the program says, and no more: the sentence decides, with what was said to this step before. Whoever is
 * refused twice for the same reason, with time between, does not ask a third time.
 */
export function reactionTo(result: StepResult, before: readonly StepResult[]): Reaction {
  if (!('reason' in result))
    return { kind: result.kind === 'ticked' ? 'go-on' : result.kind === 'completed' ? 'done' : 'give-up' };
  if (before.length > 1) return { kind: 'give-up' };
  const { reason } = result;
  if (result.kind === 'interrupted') return { kind: 'reopen' };
  const [, node] = restart.exec(reason) ?? [];
  if (node !== undefined) return { kind: 'restart', node };
  const [, service, where] = startType.exec(reason) ?? [];
  if (service !== undefined && where !== undefined) return { kind: 'set-manual', service, node: where };
  const [, group, home] = owner.exec(reason) ?? moved.exec(reason) ?? [];
  if (group !== undefined && home !== undefined) return { kind: 'move-back', group, node: home };
  if (restoreFirst.test(reason)) return { kind: 'restore-first' };
  const last = before.at(-1);
  const refusedAgain =
    result.kind === 'refused' && last !== undefined && 'reason' in last && last.reason === reason;
  return { kind: refusedAgain ? 'give-up' : 'again' };
}
