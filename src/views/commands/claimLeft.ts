import * as vscode from 'vscode';
import type { Run } from '../../tasks/run.ts';
import { warn } from '../messages.ts';

/** Tells of the claim that an ended run could not give back. A run from this home may begin all the same. */
export function tellClaimLeft({ claimLeft, state }: Pick<Run, 'claimLeft' | 'state'>): void {
  if (!claimLeft) return;
  void warn(
    vscode.l10n.t(
      '{0}: no node could take back the claim of the run. It keeps other computers out for up to 15 minutes.',
      state.definition.name,
    ),
  );
}
