import * as vscode from 'vscode';
import type { Problem } from '../cluster/problem.ts';
import { problemOf } from '../home/operator.ts';
import { alarm } from './messages.ts';
import { openPlace } from './openPlace.ts';
import { sentence } from './sentence.ts';

/** Does something for a person; what goes wrong is shown once, with its remedy and the way to the log. */
export async function attempt(log: vscode.LogOutputChannel, action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    const problem = problemOf(error);
    if (problem === undefined) {
      log.error(error instanceof Error ? error : String(error));
      await showFault(log, error instanceof Error ? error.message : String(error));
    } else {
      log.warn(`${sentence(problem.message)} ${problem.remedy}`);
      await showProblem(log, problem);
    }
  }
}

async function showFault(log: vscode.LogOutputChannel, message: string): Promise<void> {
  const showLog = vscode.l10n.t('Show Log');
  const text = vscode.l10n.t('Something went wrong in Cluster Patch: {0}', message);
  if ((await alarm(text, showLog)) === showLog) log.show();
}

async function showProblem(
  log: vscode.LogOutputChannel,
  { message, remedy, file, line = 1, column = 1 }: Problem,
): Promise<void> {
  const [showLog, openFile] = [vscode.l10n.t('Show Log'), vscode.l10n.t('Open File')];
  const chosen = await alarm(
    `${sentence(message)} ${remedy}`,
    ...(file === undefined ? [showLog] : [openFile, showLog]),
  );
  if (chosen === showLog) log.show();
  if (chosen === openFile && file !== undefined) await openPlace({ file, line, column });
}
