import { readFile, stat } from 'node:fs/promises';
import * as z from 'zod';
import { journalPath } from '../tasks/journal.ts';
import type { RunSummary } from './home.ts';

/** What cannot be told. */
const unknown = '?';

const nothing = { cluster: unknown, procedure: { id: unknown } };

/** Where the records of every version up to now have these, and those of the next one most likely have them too. */
const start = z
  .object({
    at: z.iso.datetime().optional().catch(undefined),
    event: z
      .object({
        cluster: z.string().catch(unknown),
        procedure: z.object({ id: z.string() }).catch(nothing.procedure),
      })
      .catch(nothing),
  })
  .catch({ event: nothing });
const end = z.object({
  at: z.iso.datetime(),
  event: z.object({ type: z.enum(['run-completed', 'run-aborted']) }),
});

/**
 * What can be told of a run that a newer version has written, or whose journal is damaged: whose cluster it is on, and
 * whether it has come to its end. Nothing more is read into its records. Rejects when its journal cannot be read.
 */
export async function partlyRead(
  runId: string,
  folder: string,
  outcome: 'newer' | 'damaged',
): Promise<RunSummary> {
  const file = journalPath(folder);
  const lines = (await readFile(file, 'utf8')).split('\n').slice(0, -1);
  const { at, event } = start.parse(parsed(lines[0]));
  const ended = end.safeParse(parsed(lines.at(-1)));
  return {
    runId,
    procedure: event.procedure.id,
    cluster: event.cluster,
    outcome,
    startedAt: at ?? (await stat(file)).mtime.toISOString(),
    endedAt: ended.success ? ended.data.at : null,
  };
}

function parsed(line = ''): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
