import * as z from 'zod';
import { allPassed, type Evidence, unknownEvidence } from '../evidence.ts';
import { exitCodeMeaning } from '../installerExitCodes.ts';
import type { InstallOutcome } from '../installOutcome.ts';
import type { UpdatePackage } from '../package.ts';
import { type InstallReading, needKey } from '../readings.ts';
import type { ReachedNode } from '../snapshot.ts';
import { conditionKind, machineNeeds, readingOf, role } from './condition.ts';
import { filesNeed, installNeed, judgeFiles, logSentence, missingUpdate } from './files.ts';

type Finished = Extract<InstallReading, { state: 'finished' }>;

/** What the judgement of an installation goes by, beside its own reading. */
interface Surroundings {
  readonly node: string;
  readonly cluster: string;
  readonly update: UpdatePackage;
  /** Where request, exit code and log lie on the node. */
  readonly folder: string;
  /** The node as it answers now; undefined when it does not. */
  readonly seen: ReachedNode | undefined;
  /** A later step of the procedure restarts the node. */
  readonly restartLater: boolean;
  /** The files of the package, judged. */
  readonly files: readonly Evidence[];
}

const expected = 'the installer ended with success';

/** An exit code by the package's own lists first, then by what the maker of the installer says. */
export function installOutcome(exitCode: number, { exitCodes, installer }: UpdatePackage): InstallOutcome {
  const { outcome } = exitCodeMeaning(exitCode, installer.kind);
  if (exitCodes.success.includes(exitCode)) return { kind: 'done' };
  if (exitCodes.restart.includes(exitCode))
    return { kind: outcome.kind === 'restarting' ? 'restarting' : 'restart-pending' };
  const claimsSuccess = outcome.kind === 'done' || outcome.kind.startsWith('restart');
  // A package that lists its codes means all of them; what wusa.exe says beyond the usual ones is its maker's word.
  if (claimsSuccess && installer.kind !== 'msu')
    return {
      kind: 'failed',
      remedy: 'The package does not count this code as success: see its "exitCodes".',
    };
  return outcome;
}

const restartedSince = (seen: ReachedNode | undefined, { endedAt }: Finished): boolean =>
  seen !== undefined && Date.parse(seen.lastBoot) > Date.parse(endedAt);

function judgeEnd(reading: Finished, around: Surroundings): Evidence {
  const { node, update, cluster, seen } = around;
  const { name, meaning } = exitCodeMeaning(reading.exitCode, update.installer.kind);
  const outcome = installOutcome(reading.exitCode, update);
  const observed = `exit code ${reading.exitCode} (${name})`;
  const restarted = restartedSince(seen, reading);
  // Whether the files are right is for the file versions to say.
  const passed: Evidence = { node, expected, observed, passed: true };
  switch (outcome.kind) {
    case 'done':
      return passed;
    case 'already':
      return allPassed(around.files)
        ? { ...passed, observed: `${observed}: already there`, note: 'The files are at their versions.' }
        : {
            ...passed,
            observed: `${observed}, but the files are older`,
            passed: false,
            settled: true,
            note: `${meaning} Compare the file versions on ${node} with the package.`,
          };
    case 'restarting':
      return restarted
        ? { ...passed, observed: `${observed}, and ${node} has restarted since` }
        : {
            ...passed,
            observed: `${observed}: ${node} is restarting`,
            passed: false,
            note: `${meaning} The program waits until ${node} is back.`,
          };
    case 'restart-pending':
      if (around.restartLater) return { ...passed, observed: `${observed}: a later step restarts ${node}` };
      if (restarted && seen?.restartPending.length === 0)
        return { ...passed, observed: `${observed}, and ${node} has restarted since` };
      return {
        ...passed,
        observed: `${observed}: a restart of ${node} is pending`,
        passed: false,
        settled: true,
        note: `${meaning} Decide: Restart ${node} while it is passive (cluster-patch restart-node --cluster ${cluster} --node ${node}) and verify this step again; or go on without, by skipping this step with a reason.`,
      };
    default: {
      const note = [meaning, outcome.remedy, logSentence(reading)].filter((part) => part !== undefined);
      return {
        ...passed,
        passed: false,
        settled: true,
        note: note.join(' '),
        ...(outcome.kind === 'busy' ? { again: true } : {}),
      };
    }
  }
}

/** For how long it has been running, in words; nothing as long as that says nothing. */
function runningFor(from: string, to: string): string {
  const minutes = Math.round((Date.parse(to) - Date.parse(from)) / 60_000);
  return minutes < 1 ? '' : ` after ${minutes} min`;
}

function judgeInstall(reading: InstallReading, around: Surroundings): Evidence {
  const { node, folder, seen } = around;
  switch (reading.state) {
    case 'finished':
      return judgeEnd(reading, around);
    case 'none':
      return { node, expected, observed: 'not started', passed: false, settled: true };
    case 'running':
      return {
        node,
        expected,
        observed:
          reading.startedAt === '' || seen === undefined
            ? 'still running'
            : `still running${runningFor(reading.startedAt, seen.time)}`,
        passed: false,
        note: `It goes on at ${node}, whatever happens here. If it does not end, look into ${folder} (install.log) and at its processes: one that waits for a window waits for ever, since nobody can see it there.`,
      };
    case 'lost':
      return {
        node,
        expected,
        observed: 'it is gone and left no exit code',
        passed: false,
        settled: true,
        note: [
          `Look at the file versions and into ${folder} on ${node} before you run it again.`,
          reading.startedAt === ''
            ? 'It was not even begun: a Group Policy that allows signed scripts only would prevent it (Get-ExecutionPolicy -List).'
            : undefined,
          logSentence(reading),
        ]
          .filter((part) => part !== undefined)
          .join(' '),
      };
  }
}

/** The installation that this run started on the node has ended, with an exit code that means success. */
export const installFinished = conditionKind(
  'install-finished',
  {
    node: role,
    step: z.string().optional().describe('The step that started it; left out: this one.'),
    restart: z
      .enum(['decide', 'later'])
      .optional()
      .describe(
        'When a restart is due: decide (when left out) lets a person decide, later leaves it to a later step of the procedure.',
      ),
  },
  {
    about: 'The installer that this run started on the node has ended, with an exit code that means success.',
    text: ({ node }, { roles, update }) => `${update?.kb ?? 'the package'} is installed on ${roles[node]}`,
    needs: ({ node, step }, context) => [
      installNeed(context.roles[node], step, context),
      ...(context.update === undefined ? [] : [filesNeed(context.roles[node], context.update)]),
      ...machineNeeds([context.roles[node]], context),
    ],
    judge: (value, readings, context) => {
      const { update, definition, runId } = context;
      const node = context.roles[value.node];
      if (update === undefined) return [missingUpdate('installed')];
      const read = readings.installs.get(needKey(installNeed(node, value.step, context)));
      if (read === undefined || read.kind === 'unread')
        return [
          unknownEvidence(
            'the installer ended',
            read?.error ?? { message: 'not read', remedy: 'Verify again.' },
            node,
          ),
        ];
      const seen = readingOf(readings, node);
      const attempt = value.step === undefined ? context.stepId : context.attemptOf(value.step);
      return [
        judgeInstall(read.value, {
          node,
          cluster: definition.name,
          update,
          folder: `C:\\ProgramData\\ClusterPatch\\${runId}\\${attempt}`,
          seen: seen?.kind === 'reached' ? seen : undefined,
          restartLater: value.restart === 'later',
          files: judgeFiles(node, update, readings),
        }),
      ];
    },
  },
);
