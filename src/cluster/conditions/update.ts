import * as z from 'zod';
import type { Evidence } from '../evidence.ts';
import { unknownEvidence } from '../evidence.ts';
import { exitCodeMeaning } from '../installerExitCodes.ts';
import { sameName } from '../names.ts';
import { compareVersions, type UpdatePackage } from '../package.ts';
import { type InstallReading, needKey, type ReadingNeed } from '../readings.ts';
import type { NodeReading } from '../snapshot.ts';
import {
  type ConditionContext,
  conditionKind,
  machineNeeds,
  nodesOf,
  type RoleName,
  readingOf,
  role,
} from './condition.ts';

const missingUpdate = (expected: string): Evidence => ({
  expected,
  observed: 'the run has no package',
  passed: false,
  settled: true,
});

const packageNeed = (node: string, { installer }: UpdatePackage): ReadingNeed => ({
  kind: 'package',
  node,
  path: installer.path,
});

const filesNeed = (node: string, { files }: UpdatePackage): ReadingNeed => ({
  kind: 'files',
  node,
  paths: files.map((file) => file.path),
});

/** The package lies on the node and is what the definition says, byte for byte. */
export const packagePresent = conditionKind(
  'package-present',
  { node: role.optional() },
  {
    text: (value, context) =>
      `${context.update?.kb ?? 'the package'} is present on ${nodesOf(value, context).join(', ')}, unchanged`,
    needs: (value, context) =>
      nodesOf(value, context).flatMap((node) =>
        context.update === undefined ? [] : [packageNeed(node, context.update)],
      ),
    judge: (value, { packages }, context) => {
      const { update } = context;
      if (update === undefined) return [missingUpdate('package present')];
      const { path, sha256 } = update.installer;
      const expected =
        sha256 === undefined ? `${path} exists` : `${path} with SHA-256 ${sha256.slice(0, 16)}…`;
      return nodesOf(value, context).map((node): Evidence => {
        const read = packages.get(needKey(packageNeed(node, update)));
        if (read === undefined || read.kind === 'unread')
          return unknownEvidence(
            expected,
            read?.error ?? { message: 'not read', remedy: 'Verify again.' },
            node,
          );
        const { exists, length, sha256: found } = read.value;
        if (!exists)
          return {
            node,
            expected,
            observed: 'not found',
            passed: false,
            note: `Copy ${path} to ${node}, then verify again.`,
          };
        const same = sha256 === undefined || sameName(found, sha256);
        return {
          node,
          expected,
          observed: `${length} bytes, SHA-256 ${found.slice(0, 16)}…`,
          passed: same,
          ...(same
            ? {}
            : { note: 'It is another file, or the copy is damaged: copy it again from its source.' }),
        };
      });
    },
  },
);

/** Every file of the package has at least its version: a later update may have brought a later one. */
export const filesAtVersion = conditionKind(
  'files-at-version',
  { node: role.optional() },
  {
    text: (value, context) =>
      `${nodesOf(value, context).join(', ')}: files at the versions of ${context.update?.kb ?? 'the package'}`,
    needs: (value, context) =>
      nodesOf(value, context).flatMap((node) =>
        context.update === undefined ? [] : [filesNeed(node, context.update)],
      ),
    judge: (value, { files }, context) => {
      const { update } = context;
      if (update === undefined) return [missingUpdate('files at version')];
      return nodesOf(value, context).flatMap((node) =>
        update.files.map((file): Evidence => {
          const name = file.path.split('\\').at(-1) ?? file.path;
          const expected = `${name} ${file.version} or later`;
          const read = files.get(needKey(filesNeed(node, update)));
          if (read === undefined || read.kind === 'unread')
            return unknownEvidence(
              expected,
              read?.error ?? { message: 'not read', remedy: 'Verify again.' },
              node,
            );
          const seen = read.value.find((reading) => sameName(reading.path, file.path));
          if (seen === undefined || !seen.exists)
            return { node, expected, observed: 'not found', passed: false, settled: true };
          const passed = seen.version !== '' && compareVersions(seen.version, file.version) >= 0;
          const note = seen.pendingReplacement
            ? 'The new file waits for a restart of the node.'
            : 'The installer may say that it succeeded and still leave old files: read its log.';
          return {
            node,
            expected,
            observed: `${name} ${seen.version === '' ? 'without a version' : seen.version}`,
            passed,
            ...(passed ? {} : { note, settled: true }),
          };
        }),
      );
    },
  },
);

/** Judges one reading of the installation by the package's own exit codes first, then by Windows Installer's. */
function judgeInstall(
  reading: InstallReading,
  update: UpdatePackage,
  node: string,
  seen: NodeReading | undefined,
): Evidence {
  const expected = 'the installer ended with success';
  if (reading.state === 'none')
    return { node, expected, observed: 'not started', passed: false, settled: true };
  if (reading.state === 'running') return { node, expected, observed: 'still running', passed: false };
  if (reading.state === 'lost')
    return {
      node,
      expected,
      observed: 'it is gone and left no exit code',
      passed: false,
      settled: true,
      note: 'Look at the file versions and at its log on the node before you run it again.',
    };
  const { name, meaning, remedy } = exitCodeMeaning(reading.exitCode);
  const observed = `exit code ${reading.exitCode} (${name})`;
  if (update.exitCodes.success.includes(reading.exitCode)) return { node, expected, observed, passed: true };
  if (update.exitCodes.restart.includes(reading.exitCode)) {
    // A restart after the installer's end settles it; whether the files are right is for the file versions to say.
    if (
      seen?.kind === 'reached' &&
      seen.restartPending.length === 0 &&
      Date.parse(seen.lastBoot) > Date.parse(reading.endedAt)
    )
      return { node, expected, observed: `${observed}, and ${node} has restarted since`, passed: true };
    return {
      node,
      expected,
      observed: `${observed}: a restart of ${node} is pending`,
      passed: false,
      settled: true,
      note: `${meaning} Move the groups away from ${node} if it owns them, restart it, then verify this step again.`,
    };
  }
  return { node, expected, observed, passed: false, settled: true, note: `${meaning} ${remedy}` };
}

interface InstallQuestion {
  readonly node: RoleName;
  readonly step?: string | undefined;
}

const installNeed = (
  { node, step }: InstallQuestion,
  { roles, runId, stepId, attemptOf }: ConditionContext,
): ReadingNeed => ({
  kind: 'install',
  node: roles[node],
  runId,
  stepId: step === undefined ? stepId : attemptOf(step),
});

/** The installation that this run started on the node has ended, with an exit code that means success. */
export const installFinished = conditionKind(
  'install-finished',
  { node: role, step: z.string().optional().describe('The step that started it; left out: this one.') },
  {
    text: ({ node }, { roles, update }) => `${update?.kb ?? 'the package'} is installed on ${roles[node]}`,
    needs: (value, context) => [
      installNeed(value, context),
      ...machineNeeds([context.roles[value.node]], context),
    ],
    judge: (value, readings, context) => {
      const { update } = context;
      const node = context.roles[value.node];
      if (update === undefined) return [missingUpdate('installed')];
      const read = readings.installs.get(needKey(installNeed(value, context)));
      if (read === undefined || read.kind === 'unread')
        return [
          unknownEvidence(
            'the installer ended',
            read?.error ?? { message: 'not read', remedy: 'Verify again.' },
            node,
          ),
        ];
      return [judgeInstall(read.value, update, node, readingOf(readings, node))];
    },
  },
);

/** The database says that it has at least the version that the package leaves it with. */
export const databaseAtVersion = conditionKind(
  'database-at-version',
  { node: role },
  {
    text: (_value, { update }) =>
      `the database is at version ${update?.database?.version ?? 'of the package'} or later`,
    needs: ({ node }, { roles, update }) =>
      update?.database === undefined ? [] : [{ kind: 'database', node: roles[node], check: update.database }],
    judge: ({ node }, { databases }, { roles, update }) => {
      const check = update?.database;
      if (check === undefined) return [missingUpdate('database at version')];
      const expected = `database ${check.name} ${check.version} or later`;
      const read = databases.get(needKey({ kind: 'database', node: roles[node], check }));
      if (read === undefined || read.kind === 'unread')
        return [
          unknownEvidence(
            expected,
            read?.error ?? { message: 'not read', remedy: 'Verify again.' },
            roles[node],
          ),
        ];
      const isVersion = /^\d+(\.\d+){3}$/.test(read.value);
      const passed = isVersion && compareVersions(read.value, check.version) >= 0;
      const note =
        'The installer may say that it succeeded although the service that changes the database did not run.';
      return [
        {
          node: roles[node],
          expected,
          observed: `${check.name} ${read.value === '' ? 'without a version' : read.value}`,
          passed,
          ...(passed ? {} : { note, settled: true }),
        },
      ];
    },
  },
);
