/** What is wrong with an input or its surroundings, where, and what to do about it. Nothing was changed. */
export interface Problem {
  /** `input`: the person mended it; `unreachable`: a node or PowerShell; `io`: this machine's files. */
  readonly kind: 'input' | 'refused' | 'unreachable' | 'io';
  readonly message: string;
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  readonly column?: number;
  readonly remedy: string;
}

export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.message);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

/** A problem as one line: where, what, and what to do. */
export function problemText({ file, line, column, message, remedy }: Problem): string {
  const place = file === undefined ? '' : `${file}${line === undefined ? '' : `:${line}:${column ?? 1}`}: `;
  return `${place}${message.replace(/\.$/, '')}. ${remedy}`;
}
