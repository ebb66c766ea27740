import { ProblemError } from '../cluster/problem.ts';
import type { CredentialNeed, CredentialStore } from '../home/credentials.ts';
import type { Credential } from '../remoting/credential.ts';
import { Secret } from '../remoting/secret.ts';
import { askLine } from './askLine.ts';
import { askSecret } from './askSecret.ts';
import { printable } from './output.ts';

/** A password out of an environment variable, which no child of this program then inherits. Throws ProblemError. */
export function takeFromEnvironment(name: string): Secret {
  const value = process.env[name];
  delete process.env[name];
  if (value !== undefined && value !== '') return new Secret(value);
  throw new ProblemError({
    kind: 'input',
    message: `--credential-env: there is no environment variable ${JSON.stringify(name)}, or it is empty`,
    remedy: 'Name the variable that holds the password, not the password itself.',
  });
}

/** The credentials of one command: the password that was given, else what a person types when it is first needed. */
export class TerminalCredentials implements CredentialStore {
  readonly #given: Secret | undefined;
  readonly #known = new Map<string, Credential>();

  constructor(given: Secret | undefined) {
    this.#given = given;
  }

  async read(need: CredentialNeed, signal: AbortSignal): Promise<Credential | undefined> {
    const { user } = need;
    if (this.#given !== undefined) return user === undefined ? undefined : { user, password: this.#given };
    const known = this.#known.get(need.key);
    if (known !== undefined || process.stdin.isTTY !== true) return known;
    const typed = await this.#ask(need, signal);
    if (typed !== undefined) this.#known.set(need.key, typed);
    return typed;
  }

  async #ask({ cluster, user }: CredentialNeed, signal: AbortSignal): Promise<Credential | undefined> {
    const name = user ?? (await askLine(`User for ${printable(cluster)}: `, { signal }))?.trim() ?? '';
    if (name === '') return undefined;
    const question = `Password of ${printable(name)} for ${printable(cluster)}: `;
    return { user: name, password: await askSecret(question, process.stdin, process.stderr, signal) };
  }
}
