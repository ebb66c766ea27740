import * as vscode from 'vscode';
import { currentStep } from '../../tasks/runState.ts';
import type { Services } from '../services.ts';
import type { Target } from '../target.ts';
import { workOnRun } from './workOnRun.ts';

/** Verify Current Step: looks, changes nothing on the cluster, and ticks the step if everything holds. */
export function verifyCurrentStep(services: Services, target: Target): Promise<void> {
  return workOnRun(services, target, vscode.l10n.t('Verifying'), async (run, signal) => {
    const result = await run.verifyCurrent({ signal });
    if (result.kind === 'ticked' && currentStep(run.state) === undefined) return run.runCurrent({ signal });
    return result;
  });
}
