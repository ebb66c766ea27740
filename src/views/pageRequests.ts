import * as vscode from 'vscode';
import { commandIds } from './contributions.ts';
import { scriptUri } from './documents.ts';
import type { FromPage } from './protocol.ts';

/** Every button of the page is a command of the palette; the page only says on which run and step it was pressed. */
export function actOnPage(message: FromPage): void {
  const run = (
    name: keyof typeof commandIds,
    target?: { cluster?: string; runId?: string; step?: string | undefined },
  ): void => void vscode.commands.executeCommand(commandIds[name], target);
  switch (message.type) {
    case 'run':
      run('runNextStep', message);
      return;
    case 'verify':
      run('verifyCurrentStep', message);
      return;
    case 'skip':
      run('skipStep', message);
      return;
    case 'runAll':
      run('runAllRemaining', message);
      return;
    case 'stop':
      run('stop');
      return;
    case 'abort':
      run('abortRun', message);
      return;
    case 'exportReport':
      run('exportReport', message);
      return;
    case 'showLog':
      run('showLog');
      return;
    case 'startProcedure':
      run('startProcedure');
      return;
    case 'chooseProcedure':
      run('chooseProcedure');
      return;
    case 'tryLab':
      run('tryLab');
      return;
    case 'openScript':
      void vscode.window.showTextDocument(scriptUri(message.runId, message.step, message.index), {
        preview: true,
      });
      return;
    case 'preview':
      run('previewProcedure', message);
      return;
    case 'restore':
      run('restore', message);
      return;
    case 'ready':
    case 'endPreview':
    case 'readScripts':
      return;
  }
}
