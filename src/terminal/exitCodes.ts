import type { Problem } from '../cluster/problem.ts';
import type { Outcome } from '../tasks/runState.ts';

/** What the terminal's exit codes mean; a pipeline may rely on them. */
export const exitCode = {
  verified: 0,
  stepFailed: 1,
  badInput: 2,
  refused: 3,
  unreachable: 4,
  interrupted: 5,
} as const;

const ofOutcome: { readonly [outcome in Outcome]: number } = {
  completed: exitCode.verified,
  failed: exitCode.stepFailed,
  refused: exitCode.refused,
  interrupted: exitCode.interrupted,
};

const ofProblem: { readonly [kind in Problem['kind']]: number } = {
  input: exitCode.badInput,
  io: exitCode.badInput,
  refused: exitCode.refused,
  unreachable: exitCode.unreachable,
};

export const exitCodeOfOutcome = (outcome: Outcome): number => ofOutcome[outcome];
export const exitCodeOfProblem = (problem: Problem): number => ofProblem[problem.kind];
