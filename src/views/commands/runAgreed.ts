import type { Run } from '../../tasks/run.ts';
import { cancellable } from '../progress.ts';
import type { Services } from '../services.ts';
import { runSteps, workOnRun } from './workOnRun.ts';

/** How a run is called on screen, and how it is begun. */
interface AgreedRun {
  readonly cluster: string;
  /** While it is being begun, which a person may still cancel. */
  readonly beginning: string;
  /** While its steps are done. */
  readonly title: string;
  readonly start: (options: { readonly signal: AbortSignal }) => Promise<Run>;
  /** What is done as soon as it has ended; nothing when it was cancelled before it had begun. */
  readonly ended: () => Promise<void>;
}

/**
 * Begins a run whose every step was named in a question that was answered yes, shows it, and runs it to its end without
 * asking again.
 */
export async function runAgreed(
  services: Services,
  { cluster, beginning, title, start, ended }: AgreedRun,
): Promise<void> {
  const { clusters, run, runs, checklist } = services;
  const started = await cancellable(beginning, (signal) => start({ signal }));
  if (started === undefined) return;
  const { runId, steps } = started.state;
  await started.close();
  clusters.select(cluster);
  await run.show(runId);
  for (const step of steps) run.agreed.add(step.id);
  checklist.reveal();
  await runs.reload();
  await workOnRun(
    services,
    { runId },
    title,
    (opened, signal) => runSteps(services, opened, signal, () => true),
    ended,
  );
}
