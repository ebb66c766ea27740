import { createHash } from 'node:crypto';
import type { ScriptTexts } from '../scriptTexts.ts';

/** What tells one set of node functions from another: SHA-256 over their names and texts. Line ends do not count. */
export function scriptsVersion({ functions }: ScriptTexts): string {
  const hash = createHash('sha256');
  for (const [name, text] of [...functions].sort(([a], [b]) => (a < b ? -1 : 1)))
    hash.update(`${name}\n${text.replaceAll('\r\n', '\n')}\n`, 'utf8');
  return hash.digest('hex');
}
