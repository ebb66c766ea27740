import * as z from 'zod';
import type { Evidence } from '../evidence.ts';
import { unknownEvidence } from '../evidence.ts';
import { sameName } from '../names.ts';
import { compareVersions, type UpdatePackage } from '../package.ts';
import { type InstallReading, needKey, type ReadingNeed, type Readings } from '../readings.ts';
import { type ConditionContext, conditionKind, nodeOrEvery, nodesOf } from './condition.ts';

export const missingUpdate = (expected: string): Evidence => ({
  expected,
  observed: 'the run has no package',
  passed: false,
  settled: true,
});

export const filesNeed = (node: string, { files }: UpdatePackage): ReadingNeed => ({
  kind: 'files',
  node,
  paths: files.map((file) => file.path),
});

/** The installation that a step of this run started on a node, as its present attempt. */
export const installNeed = (
  node: string,
  step: string | undefined,
  { runId, stepId, attemptOf }: ConditionContext,
): ReadingNeed => ({ kind: 'install', node, runId, stepId: step === undefined ? stepId : attemptOf(step) });

/** What Windows Installer writes before each line: process, thread and time. */
const logPrefix = /^MSI \(\w\)(?: \([0-9A-F:!]+\))? \[[\d:]+\]: /i;

/** What the log of an installation says went wrong, as a sentence; undefined when it says nothing. */
export function logSentence(reading: InstallReading | undefined): string | undefined {
  if (reading === undefined || reading.state === 'none' || reading.errorLine === '') return undefined;
  return `Its log says: ${reading.errorLine.trim().replace(logPrefix, '')}`;
}

/** A line of evidence for each file of the package on a node. */
export function judgeFiles(
  node: string,
  update: UpdatePackage,
  { files }: Pick<Readings, 'files'>,
  why?: string,
): readonly Evidence[] {
  return update.files.map((file): Evidence => {
    const name = file.path.split('\\').at(-1) ?? file.path;
    const expected = `${name} ${file.version} or later`;
    const read = files.get(needKey(filesNeed(node, update)));
    if (read === undefined || read.kind === 'unread')
      return unknownEvidence(expected, read?.error ?? { message: 'not read', remedy: 'Verify again.' }, node);
    const seen = read.value.find((reading) => sameName(reading.path, file.path));
    if (seen === undefined || !seen.exists)
      return { node, expected, observed: 'not found', passed: false, settled: true };
    const passed = seen.version !== '' && compareVersions(seen.version, file.version) >= 0;
    const note = seen.pendingReplacement
      ? 'The new file waits for a restart of the node.'
      : (why ?? 'The installer may say that it succeeded and still leave old files: read its log.');
    return {
      node,
      expected,
      observed: `${name} ${seen.version === '' ? 'without a version' : seen.version}`,
      passed,
      ...(passed ? {} : { note, settled: true }),
    };
  });
}

/** Every file of the package has at least its version: a later update may have brought a later one. */
export const filesAtVersion = conditionKind(
  'files-at-version',
  {
    node: nodeOrEvery,
    step: z
      .string()
      .optional()
      .describe('The step that installed: when a file is old, the error in its log is shown.'),
  },
  {
    about: 'The files of the package are on the node, at its versions or later.',
    text: (value, context) =>
      `${nodesOf(value, context).join(', ')}: files at the versions of ${context.update?.kb ?? 'the package'}`,
    needs: (value, context) => {
      const { update } = context;
      if (update === undefined) return [];
      return nodesOf(value, context).flatMap((node) => [
        filesNeed(node, update),
        ...(value.step === undefined ? [] : [installNeed(node, value.step, context)]),
      ]);
    },
    judge: (value, readings, context) => {
      const { update } = context;
      if (update === undefined) return [missingUpdate('files at version')];
      return nodesOf(value, context).flatMap((node) => {
        const install =
          value.step === undefined
            ? undefined
            : readings.installs.get(needKey(installNeed(node, value.step, context)));
        return judgeFiles(
          node,
          update,
          readings,
          logSentence(install?.kind === 'read' ? install.value : undefined),
        );
      });
    },
  },
);
