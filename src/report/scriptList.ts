import type { JournalRecord } from '../tasks/events.ts';
import { sha256 } from '../tasks/sha256.ts';
import type { ReportScript } from './json.ts';

/** Every script that was sent, once, in the order of its first use. A text that does not have its hash is told apart. */
export function scriptsOf(
  records: readonly JournalRecord[],
  texts: ReadonlyMap<string, string>,
): readonly ReportScript[] {
  const used = new Map<string, string[]>();
  for (const { event } of records) {
    if (event.type !== 'operation-sent') continue;
    const operations = used.get(event.script);
    if (operations === undefined) used.set(event.script, [event.operation]);
    else operations.push(event.operation);
  }
  return [...used].map(([hash, operations]) => {
    const text = texts.get(hash);
    return {
      sha256: hash,
      operations: [...new Set(operations)],
      uses: operations.length,
      ...(text === undefined ? {} : { text, genuine: sha256(text) === hash }),
    };
  });
}
