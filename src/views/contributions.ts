/**
 * Every command, view, context key and setting by its id, with its types. package.json declares the same ones;
 * test/unit/manifest.test.ts holds the two against each other, both ways.
 */
export const commandIds = {
  startProcedure: 'clusterPatch.startProcedure',
  chooseProcedure: 'clusterPatch.chooseProcedure',
  previewProcedure: 'clusterPatch.previewProcedure',
  rehearse: 'clusterPatch.rehearse',
  duplicateProcedure: 'clusterPatch.duplicateProcedure',
  restore: 'clusterPatch.restore',
  startRestore: 'clusterPatch.startRestore',
  restartNode: 'clusterPatch.restartNode',
  runNextStep: 'clusterPatch.runNextStep',
  runStep: 'clusterPatch.runStep',
  runAllRemaining: 'clusterPatch.runAllRemaining',
  verifyCurrentStep: 'clusterPatch.verifyCurrentStep',
  skipStep: 'clusterPatch.skipStep',
  stop: 'clusterPatch.stop',
  abortRun: 'clusterPatch.abortRun',
  resumeRun: 'clusterPatch.resumeRun',
  refresh: 'clusterPatch.refresh',
  retryReading: 'clusterPatch.retryReading',
  showChecklist: 'clusterPatch.showChecklist',
  showLog: 'clusterPatch.showLog',
  exportReport: 'clusterPatch.exportReport',
  openReport: 'clusterPatch.openReport',
  openDefinition: 'clusterPatch.openDefinition',
  tryLab: 'clusterPatch.tryLab',
  resetLab: 'clusterPatch.resetLab',
  addCluster: 'clusterPatch.addCluster',
  checkPowerShell: 'clusterPatch.checkPowerShell',
  testConnection: 'clusterPatch.testConnection',
  setCredential: 'clusterPatch.setCredential',
  forgetCredential: 'clusterPatch.forgetCredential',
} as const;
export type CommandName = keyof typeof commandIds;
export type CommandId = (typeof commandIds)[CommandName];

/** Commands of a row in a tree or of a page: they need to know it, so the command palette does not offer them. */
export const rowCommands = [
  'startRestore',
  'retryReading',
  'openReport',
  'openDefinition',
] as const satisfies readonly CommandName[];

export const viewContainerId = 'clusterPatch';
export const viewIds = { clusters: 'clusterPatch.clusters', runs: 'clusterPatch.runs' } as const;
export type ViewId = (typeof viewIds)[keyof typeof viewIds];

export const checklistPanelType = 'clusterPatch.checklist';
export const sheetPanelType = 'clusterPatch.sheet';
export const walkthroughId = 'clusterPatch.start';

/** What `when` and `enablement` clauses look at, with the values that each can have. */
export interface ContextKeys {
  /** The extension has looked for clusters, so that the welcome text does not flash by. */
  readonly 'clusterPatch.ready': boolean;
  /** none: no run is open; ready: it waits for a person; busy: it works; ended: it is only shown. */
  readonly 'clusterPatch.run': 'none' | 'ready' | 'busy' | 'ended';
  readonly 'clusterPatch.hasClusters': boolean;
  readonly 'clusterPatch.hasLab': boolean;
  readonly 'clusterPatch.hasRuns': boolean;
  /** There is a run that has not ended. */
  readonly 'clusterPatch.hasOpenRuns': boolean;
  /** A PowerShell has answered. */
  readonly 'clusterPatch.powershellFound': boolean;
}
export type ContextKey = keyof ContextKeys;
export const contextKeys = [
  'clusterPatch.ready',
  'clusterPatch.run',
  'clusterPatch.hasClusters',
  'clusterPatch.hasLab',
  'clusterPatch.hasRuns',
  'clusterPatch.hasOpenRuns',
  'clusterPatch.powershellFound',
] as const satisfies readonly ContextKey[];

/** Settings by their full names. */
export interface Settings {
  /** Full path of the PowerShell to use; empty: looked up. */
  readonly 'clusterPatch.powershellPath': string;
  /** Folder for clusters, packages, procedures and runs; empty: `.cluster-patch` in the workspace. */
  readonly 'clusterPatch.home': string;
  /** Seconds; 0 switches it off. */
  readonly 'clusterPatch.refreshIntervalSeconds': number;
  readonly 'clusterPatch.confirmChanges': 'always' | 'once-per-step' | 'never';
}
export type SettingId = keyof Settings;
export const settingDefaults: Settings = {
  'clusterPatch.powershellPath': '',
  'clusterPatch.home': '',
  'clusterPatch.refreshIntervalSeconds': 0,
  'clusterPatch.confirmChanges': 'once-per-step',
};
