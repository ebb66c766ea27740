import { ProblemError } from '../cluster/problem.ts';
import type { Entry } from './home.ts';

/**
 * The document that a person named. Names are compared without case. Throws ProblemError: for a bad document its own
 * problem, for an unknown name the names that there are.
 */
export function pick<T>(
  entries: readonly Entry<T>[],
  kind: string,
  name: string,
  matches: (value: T) => boolean = () => false,
): T {
  const wanted = name.toLowerCase();
  const found =
    entries.find(
      (entry) => entry.kind === 'ok' && (entry.id.toLowerCase() === wanted || matches(entry.value)),
    ) ?? entries.find((entry) => entry.id.toLowerCase() === wanted);
  if (found?.kind === 'ok') return found.value;
  if (found !== undefined) throw new ProblemError(found.problem);
  const bad = entries.flatMap((entry) => (entry.kind === 'bad' ? [entry.problem] : []));
  const known = entries.flatMap((entry) => (entry.kind === 'ok' ? [entry.id] : []));
  throw new ProblemError({
    kind: 'input',
    message: `there is no ${kind} named ${JSON.stringify(name)}`,
    remedy:
      known.length > 0
        ? `Name one of: ${known.join(', ')}.`
        : bad.length > 0
          ? `The ${kind} files that there are cannot be used: ${bad.map((problem) => problem.file ?? '').join(', ')}.`
          : `Add one to the home folder.`,
  });
}
