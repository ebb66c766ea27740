import * as z from 'zod';
import type { JsonValue } from '../tasks/door.ts';
import { withCamelNames } from './camelNames.ts';
import type { ScriptTexts } from './scriptTexts.ts';

export type Parameters = { readonly [name: string]: JsonValue };

/** What an operation is made of. Argument and result types come from the schemas. */
export type OperationParts<A extends z.ZodObject, R extends z.ZodType> = Deed & {
  /** As procedures name it, such as `stop-services`. */
  readonly name: string;
  /** The node function that does it. */
  readonly function: string;
  readonly arguments: A;
  readonly parameters: (values: z.output<A>, texts: ScriptTexts) => Parameters;
  /** The list of objects that the function gives, their names in lower camel case. */
  readonly result: R;
  /** Milliseconds after which the call is given up. */
  readonly timeLimit: (values: z.output<A>) => number;
};

/** What changes something says how its effect can be recognised, for the case that its answer is lost. */
type Deed =
  | { readonly kind: 'read' }
  | {
      readonly kind: 'write';
      /** The conditions that tell whether it has happened; a step that sends it is verified by one of them at least. */
      readonly recognisedBy: readonly string[];
    };

export interface PreparedCall {
  readonly function: string;
  readonly parameters: Parameters;
  readonly timeLimit: number;
  /** It changes nothing, so it may be made again when its answer was lost. */
  readonly repeatable: boolean;
}

export interface ArgumentProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** One named thing done on a node. */
export interface Operation<A = unknown, R = unknown> {
  readonly name: string;
  readonly kind: 'read' | 'write';
  /** The conditions that tell whether it has happened; none for what changes nothing. */
  readonly recognisedBy: readonly string[];
  readonly function: string;
  readonly argumentNames: readonly string[];
  /** Checks the arguments. Returns a sentence when they are wrong. */
  prepare(values: A, texts: ScriptTexts): PreparedCall | string;
  /** What is wrong with arguments, each with its place among them; empty when nothing is. */
  problems(values: unknown): readonly ArgumentProblem[];
  /** Checks what the function gave. Returns a sentence when it is not what it should be. */
  understand(values: readonly JsonValue[]): { readonly value: R } | string;
}

/** Makes an operation of its parts. */
export function defineOperation<A extends z.ZodObject, R extends z.ZodType>(
  parts: OperationParts<A, R>,
): Operation<z.input<A>, z.output<R>> {
  return {
    name: parts.name,
    kind: parts.kind,
    recognisedBy: parts.kind === 'write' ? parts.recognisedBy : [],
    function: parts.function,
    argumentNames: Object.keys(parts.arguments.shape),
    prepare: (values, texts) => {
      const checked = parts.arguments.safeParse(values);
      if (!checked.success) return `${parts.name}: ${sentence(checked.error)}`;
      return {
        function: parts.function,
        parameters: parts.parameters(checked.data, texts),
        timeLimit: parts.timeLimit(checked.data),
        repeatable: parts.kind === 'read',
      };
    },
    problems: (values) =>
      (parts.arguments.safeParse(values).error?.issues ?? []).flatMap((issue): ArgumentProblem[] => {
        const path = issue.path.filter((part) => typeof part !== 'symbol');
        return issue.code === 'unrecognized_keys'
          ? issue.keys.map((key) => ({ path: [...path, key], message: 'is not an argument of it' }))
          : [{ path, message: issue.message }];
      }),
    understand: (values) => {
      const checked = parts.result.safeParse(values.map(withCamelNames));
      if (!checked.success) return `${parts.function} gave something unexpected: ${sentence(checked.error)}`;
      return { value: checked.data };
    },
  };
}

/** The one object that a function gives. */
export const single = <T extends z.ZodType>(schema: T) => z.tuple([schema]).transform(([only]) => only);

const sentence = (error: z.ZodError): string =>
  error.issues.map((issue) => `${issue.path.join('.') || 'the whole'}: ${issue.message}`).join('; ');

export const seconds = (count: number) => () => count * 1000;
