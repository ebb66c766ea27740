import type { ApproveScript } from '../home/scriptApprovals.ts';
import { ask } from './confirm.ts';
import { printable } from './output.ts';

/** Who lets a script of one's own run: the hashes of the command line, else the person at the terminal who reads it. */
export const approveScript =
  (hashes: readonly string[], signal: AbortSignal): ApproveScript =>
  async ({ name, text }, sha256) => {
    if (hashes.some((hash) => hash.toLowerCase() === sha256)) return true;
    if (process.stdin.isTTY !== true) return undefined;
    const lines = text.split(/\r?\n/).map((line) => `  │ ${printable(line)}`);
    process.stderr.write(`The script ${printable(name)}, SHA-256 ${sha256}:\n${lines.join('\n')}\n`);
    return ask('It runs on the nodes with your rights, as it stands here. Approve it? [y/N] ', signal);
  };
