import * as z from 'zod';
import type { JsonValue } from '../tasks/door.ts';
import { withCamelNames } from './camelNames.ts';
import type { Reading } from './readSnapshot.ts';
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
  /** What a plan and a journal show, where the function's own text or parameters would not tell what is done. */
  readonly described?: (values: z.output<A>) => Described;
  /** Parameters that are bytes, as base64. */
  readonly bytes?: (values: z.output<A>) => { readonly [name: string]: string };
  /** What an interrupted one has done stays and counts: sent again, it does the rest. */
  readonly goesOn?: boolean;
  /** Minutes within which something that its step reads changes while it is under way; left out: it gives no such sign. */
  readonly showsWithin?: number;
  /** How it is done, where one call of its function is not enough; each call has its own time limit. */
  readonly course?: (values: z.output<A>, node: NodeCalls) => Promise<Reading<z.output<R>>>;
};

/** What changes something says how its effect can be recognised, for the case that its answer is lost. */
type Deed =
  | { readonly kind: 'read' }
  | {
      readonly kind: 'write';
      /** For whoever writes a procedure; an editor shows it. */
      readonly about: string;
      /** The conditions that tell whether it has happened; a step that sends it is verified by one of them at least. */
      readonly recognisedBy: readonly string[];
    };

/** What a person reads of a call before and after it. */
export interface Described {
  /** The text of the function and of those that it calls, when left out. */
  readonly script?: string;
  readonly parameters: Parameters;
}

/** One node, to an operation that calls it more than once. */
export interface NodeCalls {
  readonly node: string;
  readonly signal: AbortSignal;
  readonly onProgress: (text: string) => void;
  call<A, R>(operation: Operation<A, R>, values: A): Promise<Reading<R>>;
}

export interface PreparedCall {
  readonly function: string;
  readonly parameters: Parameters;
  readonly timeLimit: number;
  readonly described?: Described;
  /** Further parameters, as base64 of their bytes. */
  readonly bytes?: { readonly [name: string]: string };
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
  /** For whoever writes a procedure; empty for what no procedure sends. */
  readonly about: string;
  /** What each argument is, by its name. */
  readonly argumentHelp: { readonly [name: string]: string };
  /** Sent again after an interruption, it does what is left. */
  readonly goesOn: boolean;
  /** Minutes within which something changes while it is under way; undefined: it gives no such sign. */
  readonly showsWithin: number | undefined;
  /** Does it in several calls; left out where one call does. Throws a TypeError for wrong arguments. */
  course?(values: A, node: NodeCalls): Promise<Reading<R>>;
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
    about: parts.kind === 'write' ? parts.about : '',
    argumentHelp: Object.fromEntries(
      Object.entries(parts.arguments.shape).map(([name, schema]) => [name, descriptionOf(schema)]),
    ),
    goesOn: parts.goesOn ?? false,
    showsWithin: parts.showsWithin,
    ...courseOf(parts),
    prepare: (values, texts) => {
      const checked = parts.arguments.safeParse(values);
      if (!checked.success) return `${parts.name}: ${sentence(checked.error)}`;
      return {
        function: parts.function,
        parameters: parts.parameters(checked.data, texts),
        timeLimit: parts.timeLimit(checked.data),
        repeatable: parts.kind === 'read',
        ...(parts.described === undefined ? {} : { described: parts.described(checked.data) }),
        ...(parts.bytes === undefined ? {} : { bytes: parts.bytes(checked.data) }),
      };
    },
    problems: (values) =>
      (parts.arguments.safeParse(values).error?.issues ?? []).flatMap((issue): ArgumentProblem[] => {
        const path = issue.path.filter((part) => typeof part !== 'symbol');
        return issue.code === 'unrecognized_keys'
          ? issue.keys.map((key) => ({ path: [...path, key], message: 'is not an argument of it' }))
          : [{ path, message: messageOf(issue) }];
      }),
    understand: (values) => {
      const checked = parts.result.safeParse(values.map(withCamelNames));
      if (!checked.success) return `${parts.function} gave something unexpected: ${sentence(checked.error)}`;
      return { value: checked.data };
    },
  };
}

const descriptionOf = (schema: z.core.$ZodType): string => z.globalRegistry.get(schema)?.description ?? '';

function courseOf<A extends z.ZodObject, R extends z.ZodType>({
  name,
  arguments: schema,
  course,
}: OperationParts<A, R>): Pick<Operation<z.input<A>, z.output<R>>, 'course'> {
  if (course === undefined) return {};
  return {
    async course(values, node) {
      const checked = schema.safeParse(values);
      if (!checked.success) throw new TypeError(`${name}: ${sentence(checked.error)}`);
      return course(checked.data, node);
    },
  };
}

/** Of a key that is no name, what is wrong with it. */
const messageOf = (issue: z.core.$ZodIssue): string =>
  issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message;

/** The one object that a function gives. */
export const single = <T extends z.ZodType>(schema: T) => z.tuple([schema]).transform(([only]) => only);

const sentence = (error: z.ZodError): string =>
  error.issues.map((issue) => `${issue.path.join('.') || 'the whole'}: ${issue.message}`).join('; ');

export const seconds = (count: number) => () => count * 1000;
