import { styleText } from 'node:util';
import { type Problem, problemText } from '../cluster/problem.ts';

type Style = Parameters<typeof styleText>[0];

/** Where a command prints: text for a person, or one JSON document and nothing else. */
export interface Output {
  readonly json: boolean;
  /** A line for a person; nothing with --json. */
  line(text?: string): void;
  /** The command's one document; nothing without --json. */
  document(value: unknown): void;
  problem(problem: Problem): void;
  style(style: Style, text: string): string;
  /** A line that is written over by the next; only where there is a terminal to do so. */
  passing(text: string): void;
}

/** Control characters from a cluster must not steer the administrator's terminal. */
export const printable = (text: string): string => text.replace(/[^\P{Cc}\t]/gu, '·');

export function createOutput(json: boolean, out: NodeJS.WriteStream, err: NodeJS.WriteStream): Output {
  const colour = out.isTTY === true && process.env.NO_COLOR === undefined;
  const passes = out.isTTY === true && !json;
  let shown = false;
  const clear = (): void => {
    if (shown) out.write('\r\u001b[K');
    shown = false;
  };
  return {
    json,
    line(text = '') {
      if (json) return;
      clear();
      out.write(`${text}\n`);
    },
    document(value) {
      if (json) out.write(`${JSON.stringify(value, null, 2)}\n`);
    },
    problem(problem) {
      if (json) {
        const { kind, message, file, line, column, remedy } = problem;
        out.write(`${JSON.stringify({ error: { kind, message, file, line, column, remedy } }, null, 2)}\n`);
        return;
      }
      clear();
      err.write(`cluster-patch: ${printable(problemText(problem))}\n`);
    },
    style: (style, text) => (colour ? styleText(style, text, { validateStream: false }) : text),
    passing(text) {
      if (!passes) return;
      out.write(`\r\u001b[K${printable(text).slice(0, Math.max(20, (out.columns ?? 80) - 1))}`);
      shown = true;
    },
  };
}
