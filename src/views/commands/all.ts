import * as vscode from 'vscode';
import { type CommandName, commandIds } from '../contributions.ts';
import { openPlace } from '../openPlace.ts';
import { attempt } from '../problems.ts';
import type { Services } from '../services.ts';
import { type Target, targetOf } from '../target.ts';
import { addCluster } from './addCluster.ts';
import { chooseProcedure } from './chooseProcedure.ts';
import { forgetCredential, setCredential } from './credential.ts';
import { duplicateProcedure } from './duplicateProcedure.ts';
import { resetLab, tryLab } from './lab.ts';
import { abortRun, skipStep } from './leaveStep.ts';
import { checkPowerShell } from './powershell.ts';
import { previewProcedure } from './previewProcedure.ts';
import { refresh } from './refresh.ts';
import { rehearse } from './rehearse.ts';
import { exportReport, openReport } from './report.ts';
import { restartNode } from './restartNode.ts';
import { restore, startRestore } from './restore.ts';
import { runAllRemaining, runNextStep, runStep } from './runSteps.ts';
import { resumeRun, showChecklist } from './showRuns.ts';
import { startProcedure } from './startProcedure.ts';
import { testConnection } from './testConnection.ts';
import { verifyCurrentStep } from './verifyStep.ts';

type Handler = (services: Services, target: Target) => Promise<void>;

/** What each command does. One that is declared and missing here does not compile. */
const handlers: Readonly<Record<CommandName, Handler>> = {
  startProcedure,
  chooseProcedure,
  previewProcedure,
  rehearse,
  duplicateProcedure,
  restore,
  startRestore,
  restartNode,
  runNextStep,
  runStep,
  runAllRemaining,
  verifyCurrentStep,
  skipStep,
  stop: async ({ run }) => run.stop(),
  abortRun,
  resumeRun,
  refresh,
  retryReading: refresh,
  showChecklist,
  showLog: async ({ log }) => log.show(),
  exportReport,
  openReport,
  openDefinition: async (_services, { place }) => (place === undefined ? undefined : openPlace(place)),
  tryLab,
  resetLab,
  addCluster,
  checkPowerShell,
  testConnection,
  setCredential,
  forgetCredential,
};

/** Registers every command. */
export function registerCommands(services: Services): vscode.Disposable {
  const names = Object.keys(commandIds) as CommandName[];
  return vscode.Disposable.from(
    ...names.map((name) =>
      vscode.commands.registerCommand(commandIds[name], (argument: unknown) =>
        attempt(services.log, () => handlers[name](services, targetOf(argument))),
      ),
    ),
  );
}
