import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { ProblemError } from '../cluster/problem.ts';
import { hashOf, type OwnScript } from '../tasks/ownScript.ts';
import type { Author } from '../tasks/runState.ts';
import { writeWhole } from '../tasks/wholeFile.ts';

const approval = z.object({
  sha256: z.string(),
  /** The script's name when it was approved; its text alone counts. */
  name: z.string(),
  by: z.string(),
  machine: z.string(),
  /** UTC. */
  at: z.string(),
});
const approvals = z.array(approval);

/** Asks a person who sees the text and its hash whether it may run on the nodes; undefined when nobody can be asked. */
export type ApproveScript = (script: OwnScript, sha256: string) => Promise<boolean | undefined>;

/** Which scripts of one's own somebody has read and let run, by the hash of their text. Kept in the home. */
export class ScriptApprovals {
  readonly #file: string;
  readonly #author: Author;

  constructor(home: string, author: Author) {
    this.#file = join(home, 'approved-scripts.json');
    this.#author = author;
  }

  /**
   * Sees to it that every script is approved: those that are not are asked about, one after the other. Throws
   * ProblemError when one is not approved, or when nobody can be asked.
   */
  async ensure(scripts: readonly OwnScript[], approve?: ApproveScript): Promise<void> {
    for (const script of scripts) {
      const sha256 = hashOf(script);
      const known = await this.#read();
      if (known.some((each) => each.sha256 === sha256)) continue;
      const answer = await approve?.(script, sha256);
      if (answer === undefined) throw unapproved(script, sha256, known);
      if (!answer) throw declined(script);
      await this.#add({
        sha256,
        name: script.name,
        by: this.#author.user,
        machine: this.#author.machine,
        at: new Date().toISOString(),
      });
    }
  }

  /** Whether the very text is approved. */
  async holds(script: OwnScript): Promise<boolean> {
    return (await this.#read()).some(({ sha256 }) => sha256 === hashOf(script));
  }

  async #read(): Promise<z.infer<typeof approvals>> {
    let text: string;
    try {
      text = await readFile(this.#file, 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
      throw this.#broken(error);
    }
    try {
      return approvals.parse(JSON.parse(text));
    } catch (error) {
      throw this.#broken(error);
    }
  }

  async #add(added: z.infer<typeof approval>): Promise<void> {
    const all = [...(await this.#read()), added];
    try {
      await mkdir(dirname(this.#file), { recursive: true });
      await writeWhole(this.#file, `${JSON.stringify(all, null, 2)}\n`);
    } catch (error) {
      throw this.#broken(error);
    }
  }

  #broken(error: unknown): ProblemError {
    return new ProblemError({
      kind: 'io',
      file: this.#file,
      message: `the approvals of scripts cannot be kept: ${error instanceof Error ? error.message : String(error)}`,
      remedy: 'Mend the file or take it away: every script is then asked about once more.',
    });
  }
}

const unapproved = (
  { name }: OwnScript,
  sha256: string,
  known: readonly { readonly name: string }[],
): ProblemError =>
  new ProblemError({
    kind: 'input',
    message: `the script ${name} ${known.some((each) => each.name === name) ? 'has changed since it was approved' : 'has not been approved yet'} (SHA-256 ${sha256})`,
    remedy: `Read it, then run it in a terminal and answer yes, or give --approve-script ${sha256}. Nothing was changed.`,
  });

const declined = ({ name }: OwnScript): ProblemError =>
  new ProblemError({
    kind: 'refused',
    message: `the script ${name} was not approved`,
    remedy: 'Nothing was changed.',
  });
