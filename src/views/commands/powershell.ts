import * as vscode from 'vscode';
import { findPowerShell } from '../../remoting/discovery.ts';
import { thisMachine } from '../../remoting/machine.ts';
import { setContextKeys } from '../contextKeys.ts';
import { alarm, inform } from '../messages.ts';
import { sentence } from '../sentence.ts';
import type { Services } from '../services.ts';
import { setting } from '../settings.ts';

/** Check PowerShell: which one would be used, or what to install. */
export async function checkPowerShell({ root }: Services): Promise<void> {
  const chosen = setting('clusterPatch.powershellPath');
  const found = findPowerShell(thisMachine(), {
    setting: chosen === '' ? undefined : chosen,
    toolsRoot: root,
  });
  setContextKeys({ 'clusterPatch.powershellFound': found.kind !== 'missing' });
  if (found.kind === 'missing') {
    const settings = vscode.l10n.t('Open Settings');
    const answer = await alarm(`${sentence(found.message)} ${found.remedy}`, settings);
    if (answer === settings)
      await vscode.commands.executeCommand('workbench.action.openSettings', 'clusterPatch.powershellPath');
    return;
  }
  void inform(vscode.l10n.t('PowerShell found: {0}', found.executable));
}
