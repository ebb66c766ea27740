import {
  findNodeAtLocation,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import type * as z from 'zod';
import type { Problem } from './problem.ts';

export type Parsed<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'bad'; readonly problem: Problem };

type Path = readonly (string | number)[];

/** One thing that is wrong, and where in the text. */
interface Finding {
  readonly offset: number;
  readonly message: string;
  /** The thing is not there at all, so that its place is its parent's. */
  readonly missing: boolean;
}

/**
 * Reads a JSON document (comments and a byte order mark allowed, as in VS Code's own settings) through a schema. A
 * problem names the file, the line and the column of the first thing that is wrong.
 */
export function parseDocument<T>(source: string, file: string, schema: z.ZodType<T>): Parsed<T> {
  // Notepad writes the mark; no line or column of an editor counts it.
  const text = source.replace(/^\uFEFF/, '');
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (tree === undefined || error !== undefined) {
    const what = error === undefined ? 'it is empty' : inWords(printParseErrorCode(error.error));
    return bad(text, file, error?.offset ?? 0, `is not JSON: ${what}`);
  }
  const result = schema.safeParse(getNodeValue(tree));
  if (result.success) return { kind: 'ok', value: result.data };
  const [first] = result.error.issues
    .flatMap((issue) => findings(issue, tree))
    .sort((a, b) => Number(a.missing) - Number(b.missing) || a.offset - b.offset);
  return bad(text, file, first?.offset ?? 0, first?.message ?? 'the document: is wrong');
}

function findings(issue: z.core.$ZodIssue, tree: Node): readonly Finding[] {
  const path = issue.path.filter((part) => typeof part !== 'symbol');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => {
      const property = findNodeAtLocation(tree, [...path, key])?.parent;
      return {
        offset: property?.offset ?? 0,
        message: `${nameOf([...path, key])}: is not a known field`,
        missing: false,
      };
    });
  const found = findNodeAtLocation(tree, [...path]);
  const missing = found === undefined;
  const offset = (found ?? nearest(path, tree))?.offset ?? 0;
  const given: unknown = found === undefined ? undefined : getNodeValue(found);
  return [{ offset, message: `${nameOf(path)}: ${textOf(issue, missing, given)}`, missing }];
}

const nameOf = (path: Path): string => (path.length === 0 ? 'the document' : path.join('.'));

function textOf(issue: z.core.$ZodIssue, missing: boolean, given: unknown): string {
  const choices = choicesOf(issue);
  if (choices !== undefined)
    return missing
      ? `is missing: it is one of ${choices}`
      : `is not one that there is: ${JSON.stringify(given)}; there are ${choices}`;
  if (missing && issue.code === 'invalid_type') return 'is missing';
  const message = issue.message.replace(/^Invalid (input|option): /, '');
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return message;
  // No alternative is of the right type: every one says what it would take.
  const wanted = issue.errors.flatMap(([inner]) => (inner?.code === 'invalid_type' ? [inner.expected] : []));
  return wanted.length === 0 ? message : `expected ${[...new Set(wanted)].join(' or ')}`;
}

/** The names that would do, where the issue is that this is none of them. */
function choicesOf(issue: z.core.$ZodIssue): string | undefined {
  const choices =
    issue.code === 'invalid_value'
      ? issue.values
      : issue.code === 'invalid_union' && 'options' in issue && Array.isArray(issue.options)
        ? issue.options
        : [];
  return choices.length < 2 ? undefined : choices.map(String).join(', ');
}

/** The innermost thing on the way to something that is not there. */
function nearest(path: Path, tree: Node): Node | undefined {
  for (let length = path.length - 1; length >= 0; length -= 1) {
    const found = findNodeAtLocation(tree, path.slice(0, length));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `CommaExpected` as "comma expected". */
const inWords = (code: string): string => code.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();

function bad(text: string, file: string, offset: number, message: string): { kind: 'bad'; problem: Problem } {
  const before = text.slice(0, offset).split('\n');
  const problem: Problem = {
    kind: 'input',
    message,
    file,
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
    remedy: 'Correct the file and try again; nothing was changed on the cluster.',
  };
  return { kind: 'bad', problem };
}
