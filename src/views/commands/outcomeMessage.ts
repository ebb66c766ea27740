import type { StepResult } from '../../tasks/run.ts';
import { currentStep, type RunState } from '../../tasks/runState.ts';
import { standsText } from '../checklist/attention.ts';
import type { Localizer } from '../localizer.ts';
import { sentence } from '../sentence.ts';

export interface OutcomeMessage {
  readonly look: 'information' | 'warning' | 'error';
  readonly text: string;
}

/** One word on how the work on a run ended; undefined where a tick tells itself. `state` is the run as it is after it. */
export function outcomeMessage(
  state: RunState,
  result: StepResult,
  l10n: Localizer,
): OutcomeMessage | undefined {
  const cluster = state.definition.name;
  const step = currentStep(state);
  switch (result.kind) {
    case 'ticked':
    case 'declined':
      return undefined;
    case 'completed':
      return {
        look: 'information',
        text: l10n.t('{0}: every step is done. The run is complete.', cluster),
      };
    case 'interrupted':
      return { look: 'warning', text: `${cluster}: ${sentence(result.reason)}` };
    case 'refused': {
      const stands = step === undefined ? undefined : standsText(step, l10n);
      return {
        look: 'warning',
        text:
          stands === undefined
            ? l10n.t('{0}: refused, nothing was changed. {1}', cluster, sentence(result.reason))
            : l10n.t('{0}: refused. {1} {2}', cluster, sentence(result.reason), stands),
      };
    }
    case 'failed':
      if (step?.progress === 'failed')
        return { look: 'error', text: l10n.t('{0}: the step failed. {1}', cluster, sentence(result.reason)) };
      // A look at a step that was never begun found it not done, or there was nothing to look at.
      return {
        look: 'information',
        text:
          step === undefined || step.step.kind === 'question'
            ? `${cluster}: ${sentence(result.reason)}`
            : l10n.t('{0}: not done yet. {1}', cluster, sentence(result.reason)),
      };
  }
}
