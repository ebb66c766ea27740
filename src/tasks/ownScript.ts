import * as z from 'zod';
import { identifier } from '../cluster/names.ts';
import type { JsonValue } from './door.ts';
import type { Procedure } from './procedure.ts';
import { sha256 } from './sha256.ts';

/** A script of one's own, as its file said when the run began. */
export const ownScript = z.object({ name: identifier, text: z.string() }).readonly();
export type OwnScript = z.infer<typeof ownScript>;

/** What a person approves: the text and nothing else; another name for the same text is the same script. */
export const hashOf = ({ text }: OwnScript): string => sha256(text);

/** The names of the scripts that a procedure runs, each once. */
export const scriptNames = ({ steps }: Procedure): readonly string[] => [
  ...new Set(
    steps.flatMap((step) =>
      step.kind === 'action' ? step.operations.flatMap(({ script }) => script ?? []) : [],
    ),
  ),
];

/** The arguments of the operation `script`: the text is data, and its parameters are the procedure's. */
export const scriptArguments = (
  { name, text }: OwnScript,
  parameters: { readonly [name: string]: JsonValue },
): { readonly [name: string]: JsonValue } => ({ name, text, parameters });
