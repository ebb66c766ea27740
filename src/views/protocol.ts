import * as z from 'zod';

/**
 * What the checklist's page and the extension say to each other. Both ends parse what they get: a click that moves a
 * group of a cluster must not be a cast, and the page shows text that came from other machines.
 */

/** A guard or a verification, as a line: planned, or judged with what was seen. */
export const line = z.strictObject({
  state: z.enum(['planned', 'passed', 'attention', 'failed']),
  text: z.string(),
  observed: z.string().optional(),
  node: z.string().optional(),
  note: z.string().optional(),
});
export type ChecklistLine = z.infer<typeof line>;

/** sent: its answer is waited for now; in-flight: nobody knows how it ended. */
export const operationState = z.enum(['planned', 'sent', 'in-flight', 'returned', 'failed']);

const operation = z.strictObject({
  name: z.string(),
  node: z.string(),
  state: operationState,
  /** The state in words. */
  stateText: z.string(),
  milliseconds: z.number().optional(),
  /** Why it failed, and what to do. */
  message: z.string().optional(),
});

/**
 * pending: free to be run when it is its turn; refused: a guard did not hold; unsettled: it was begun and it is not
 * known how it ended.
 */
export const stepLook = z.enum(['pending', 'refused', 'busy', 'unsettled', 'ticked', 'failed', 'skipped']);
export type StepLook = z.infer<typeof stepLook>;

const step = z.strictObject({
  id: z.string(),
  number: z.int(),
  title: z.string(),
  node: z.string().optional(),
  kind: z.enum(['gate', 'action', 'attended', 'question']),
  look: stepLook,
  /** The look in words. */
  stateText: z.string(),
  current: z.boolean(),
  prevents: z.string().optional(),
  reconstructed: z.string().optional(),
  /** Why it failed, was refused or was skipped. */
  reason: z.string().optional(),
  instructions: z.array(z.string()),
  /** It shows what it would do before it is run. */
  previewed: z.boolean(),
  guards: z.array(line),
  verification: z.array(line),
  operations: z.array(operation),
  startedAt: z.string().optional(),
  endedAt: z.string().optional(),
  /** What is being done at this moment. */
  activity: z.strictObject({ text: z.string(), since: z.string() }).optional(),
});
export type ChecklistStep = z.infer<typeof step>;

const service = z.strictObject({
  name: z.string(),
  status: z.string(),
  startType: z.string(),
  drift: z.boolean(),
  text: z.string(),
});

const node = z.strictObject({
  name: z.string(),
  /** In words: Up · active. */
  stateText: z.string(),
  look: z.enum(['up', 'paused', 'down', 'unreachable']),
  active: z.boolean(),
  /** In words; missing when the run does not tell. */
  patchedText: z.string().optional(),
  patched: z.boolean(),
  groups: z.array(z.strictObject({ name: z.string(), state: z.string(), online: z.boolean() })),
  services: z.array(service),
  problem: z.string().optional(),
});
export type PictureNode = z.infer<typeof node>;

const picture = z.strictObject({
  nodes: z.array(node),
  /** The whole picture in words, for those who do not see it. */
  text: z.string(),
  /** In words. */
  takenAt: z.string(),
});
export type Picture = z.infer<typeof picture>;

const actions = z.strictObject({
  run: z.boolean(),
  verify: z.boolean(),
  skip: z.boolean(),
  stop: z.boolean(),
  runAll: z.boolean(),
  abort: z.boolean(),
  exportReport: z.boolean(),
  startProcedure: z.boolean(),
  preview: z.boolean(),
  restore: z.boolean(),
});
export type Actions = z.infer<typeof actions>;

const run = z.strictObject({
  runId: z.string(),
  procedure: z.string(),
  update: z.strictObject({ kb: z.string(), title: z.string() }).optional(),
  status: z.enum(['active', 'busy', 'completed', 'aborted']),
  statusText: z.string(),
  /** A sentence when a person has to decide. */
  attention: z.string().optional(),
  startedAt: z.string(),
  endedAt: z.string().optional(),
  startedBy: z.string(),
  /** A sentence when the steps show their guards as they were at a moment, before anything is done. */
  preview: z.string().optional(),
  done: z.int(),
  skipped: z.int(),
  total: z.int(),
  progressText: z.string(),
  steps: z.array(step),
});
export type ChecklistRun = z.infer<typeof run>;

export const checklistState = z.strictObject({
  /** Rises with every state; an older one is ignored. */
  revision: z.int(),
  /** The extension's clock, ISO: the page counts time from it and not from its own. */
  now: z.string(),
  cluster: z.strictObject({ name: z.string(), lab: z.boolean() }).optional(),
  picture: picture.optional(),
  /** Why there is no picture. */
  problem: z.string().optional(),
  drift: z.array(z.string()),
  run: run.optional(),
  actions,
});
export type ChecklistState = z.infer<typeof checklistState>;

/** The page's own words, translated by the extension, which alone has the translations. */
export const pageText = z.strictObject({
  heading: z.string(),
  lab: z.string(),
  steps: z.string(),
  prevents: z.string(),
  reconstructed: z.string(),
  whatToDo: z.string(),
  guards: z.string(),
  verification: z.string(),
  changes: z.string(),
  noChanges: z.string(),
  observed: z.string(),
  scripts: z.string(),
  parameters: z.string(),
  loading: z.string(),
  openInEditor: z.string(),
  output: z.string(),
  run: z.string(),
  runAgain: z.string(),
  goOn: z.string(),
  answer: z.string(),
  watch: z.string(),
  verify: z.string(),
  skip: z.string(),
  stop: z.string(),
  runAll: z.string(),
  exportReport: z.string(),
  abort: z.string(),
  showLog: z.string(),
  preview: z.string(),
  endPreview: z.string(),
  restore: z.string(),
  startProcedure: z.string(),
  chooseProcedure: z.string(),
  tryLab: z.string(),
  emptyTitle: z.string(),
  emptyBody: z.string(),
  drift: z.string(),
  driftOne: z.string(),
  atRest: z.string(),
  passed: z.string(),
  attention: z.string(),
  failed: z.string(),
  planned: z.string(),
  /** What is announced to those who do not see the page; of a step its number, its title, its state and the reason. */
  announceStep: z.string(),
  announceCompleted: z.string(),
  announceAborted: z.string(),
});
export type PageText = z.infer<typeof pageText>;

export const script = z.strictObject({
  operation: z.string(),
  node: z.string(),
  script: z.string(),
  parameters: z.string(),
});
export type PageScript = z.infer<typeof script>;

/** From the extension to the page. */
export const toPage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: pageText }),
  z.strictObject({ type: z.literal('state'), state: checklistState }),
  /** New output lines of a step; `fresh` replaces what the page has. */
  z.strictObject({
    type: z.literal('output'),
    step: z.string(),
    lines: z.array(z.string()),
    fresh: z.boolean(),
  }),
  z.strictObject({ type: z.literal('scripts'), step: z.string(), scripts: z.array(script) }),
]);
export type ToPage = z.infer<typeof toPage>;

const aboutStep = { runId: z.string(), step: z.string() };

/** From the page to the extension. What acts on a step names the run and the step that the person saw. */
export const fromPage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({ type: z.literal('run'), ...aboutStep }),
  z.strictObject({ type: z.literal('verify'), ...aboutStep }),
  z.strictObject({ type: z.literal('skip'), ...aboutStep }),
  z.strictObject({ type: z.literal('runAll'), runId: z.string(), step: z.string().optional() }),
  z.strictObject({ type: z.literal('stop') }),
  z.strictObject({ type: z.literal('abort'), runId: z.string() }),
  z.strictObject({ type: z.literal('exportReport'), runId: z.string() }),
  z.strictObject({ type: z.literal('readScripts'), ...aboutStep }),
  z.strictObject({ type: z.literal('openScript'), ...aboutStep, index: z.int().min(0) }),
  z.strictObject({ type: z.literal('preview'), runId: z.string() }),
  z.strictObject({ type: z.literal('endPreview') }),
  z.strictObject({ type: z.literal('restore'), cluster: z.string() }),
  z.strictObject({ type: z.literal('showLog') }),
  z.strictObject({ type: z.literal('startProcedure') }),
  z.strictObject({ type: z.literal('chooseProcedure') }),
  z.strictObject({ type: z.literal('tryLab') }),
]);
export type FromPage = z.infer<typeof fromPage>;

/** What the page keeps over a reload: which run it showed and what was open, never what is true of the cluster. */
export const keptState = z.object({
  runId: z.string().optional(),
  open: z.record(z.string(), z.boolean()).default({}),
  scroll: z.number().default(0),
});
export type KeptState = z.infer<typeof keptState>;
