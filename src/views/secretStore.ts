import type * as vscode from 'vscode';
import * as z from 'zod';
import type { CredentialNeed, CredentialStore } from '../home/credentials.ts';
import type { Credential } from '../remoting/credential.ts';
import { Secret } from '../remoting/secret.ts';

const kept = z.object({ user: z.string().min(1), password: z.string() });

/** Credentials in the editor's secret storage, which the operating system encrypts for this person alone. */
export class SecretStore implements CredentialStore {
  readonly #secrets: vscode.SecretStorage;

  constructor(secrets: vscode.SecretStorage) {
    this.#secrets = secrets;
  }

  async read({ key }: CredentialNeed): Promise<Credential | undefined> {
    const text = await this.#secrets.get(key);
    if (text === undefined) return undefined;
    const { user, password } = kept.parse(JSON.parse(text));
    return { user, password: new Secret(password) };
  }

  async keep({ key }: CredentialNeed, { user, password }: Credential): Promise<void> {
    await this.#secrets.store(key, JSON.stringify({ user, password: password.reveal() }));
  }

  async forget({ key }: CredentialNeed): Promise<void> {
    await this.#secrets.delete(key);
  }
}
