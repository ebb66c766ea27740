import type { Durations } from '../../cluster/durations.ts';
import type { LabLine } from '../../remoting/labLine.ts';
import type { Run } from '../../tasks/run.ts';
import { currentStep, type StepState } from '../../tasks/runState.ts';

export interface PersonParts {
  readonly run: Run;
  /** The package's id, as the lab knows it. */
  readonly update: string;
  readonly durations: Durations;
  /** Types a line on a node of the copy. */
  readonly type: (node: string, line: string) => Promise<LabLine>;
  /** Called when a step wants a person who can do more than install. */
  readonly giveUp: (reason: string) => void;
}

/** Looks after the installer has ended; more of them will see nothing else. */
const looksAfterwards = 20;

/**
 * Plays the person at the keyboard of the copy: starts the package's installer when an attended step waits for it, and
 * clicks its dialog away. Returns what ends the watching and waits for what is under way.
 */
export function playAttended({ run, update, durations, type, giveUp }: PersonParts): () => Promise<void> {
  const played = new Map<string, Promise<unknown>>();
  const ended = new Set<string>();
  let looks = 0;
  const unlisten = run.onChange(() => {
    const step = currentStep(run.state);
    if (step?.step.kind !== 'attended' || step.progress !== 'started') return;
    if (run.activity?.phase !== 'verifying') return;
    if (played.has(step.id)) {
      if (ended.has(step.id)) looks += 1;
      if (looks > looksAfterwards) giveUp('the installer has ended, and the step cannot be verified');
      return;
    }
    looks = 0;
    const node = nodeOfInstall(step);
    if (node === undefined) {
      giveUp('it wants a person who does more than install, whom a rehearsal cannot play');
      return;
    }
    const playing = type(node, installLine(update, durations))
      .catch((error: unknown) => giveUp(error instanceof Error ? error.message : String(error)))
      .finally(() => ended.add(step.id));
    played.set(step.id, playing);
  });
  return async () => {
    unlisten();
    await Promise.all(played.values());
  };
}

/** The node on which an attended step expects the package's files afterwards. */
function nodeOfInstall({ step, node }: StepState): string | undefined {
  return step.verify.some(({ check }) => check === 'files-at-version') ? node : undefined;
}

/** Starts the installer, waits as long as it takes, and closes the dialog about the service that did not start. */
function installLine(update: string, durations: Durations): string {
  const { installStopAfter, serviceStop, servicesStartedAfter, serviceStart, installTail } = durations;
  const wait = Math.ceil(
    installStopAfter + serviceStop + servicesStartedAfter + serviceStart + installTail + 5,
  );
  return `Start-LabInstaller '${update}' | Out-Null; Start-Sleep ${wait}; Close-LabDialog`;
}
