import * as z from 'zod';
import type { JsonValue } from '../tasks/door.ts';
import type { Credential } from './credential.ts';

/** One thing to do in a fresh session: a script's text, or a command by its name. */
export type SetupStep =
  | { readonly script: string }
  | {
      readonly command: string;
      readonly parameters: { readonly [name: string]: JsonValue };
      /** The credential of the session is its parameter `Credential`. */
      readonly takesCredential?: boolean;
    };

/** How the local PowerShell reaches a node. Milliseconds. */
export type Connection =
  | { readonly kind: 'process' }
  | {
      readonly kind: 'winrm';
      readonly address: string;
      readonly https: boolean;
      readonly port: number;
      readonly configurationName: string;
      readonly authentication: string;
      readonly openTimeout: number;
      /** Null: as the node has it, and as PowerShell has it. */
      readonly idleTimeout: number | null;
      readonly operationTimeout: number | null;
      readonly noMachineProfile: boolean;
    }
  | {
      readonly kind: 'ssh';
      readonly address: string;
      readonly user: string | null;
      readonly port: number;
      readonly keyFile: string | null;
      readonly subsystem: string;
      readonly options: { readonly [name: string]: string };
      readonly openTimeout: number;
    };

/** What may be asked of the local PowerShell and is answered; the host numbers it. */
export type Request =
  | { readonly type: 'ping' }
  | {
      readonly type: 'open';
      readonly session: string;
      readonly connection: Connection;
      readonly setup: readonly SetupStep[];
      /** Null: the account signed in here. */
      readonly credential: Credential | null;
    }
  /** Goes on with making an open session ready. */
  | { readonly type: 'setup'; readonly session: string; readonly setup: readonly SetupStep[] }
  | {
      readonly type: 'invoke';
      readonly session: string;
      readonly function: string;
      readonly parameters: { readonly [name: string]: JsonValue };
      /** Further parameters, which become arrays of bytes; as base64. */
      readonly bytes?: { readonly [name: string]: string };
    };

/** What is said to the local PowerShell without an answer of its own. */
export type Notice =
  | { readonly type: 'hello'; readonly marker: string }
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'drop'; readonly session: string }
  | { readonly type: 'close' };

/** What an error is known by: ids and numbers; its text is in the language of some Windows and for people only. */
export const errorInfo = z.object({
  message: z.string(),
  errorId: z.string(),
  category: z.string(),
  exceptions: z.array(z.string()),
  numbers: z.array(z.number()),
});
export type ErrorInfo = z.infer<typeof errorInfo>;

const id = z.int();
const json: z.ZodType<JsonValue> = z.json();

export const message = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), processId: z.int(), version: z.string(), edition: z.string() }),
  z.object({ type: z.literal('result'), id, values: z.array(json) }),
  z.object({ type: z.literal('output'), id, line: z.string() }),
  z.object({ type: z.literal('error'), id, broken: z.boolean(), error: errorInfo }),
  z.object({ type: z.literal('stopped'), id }),
  /** The session is gone; `unsent` when it was gone before the call could be sent. */
  z.object({ type: z.literal('dropped'), id, unsent: z.boolean().default(false) }),
]);
export type Message = z.infer<typeof message>;

/**
 * A request as what is written to PowerShell at once. A password does not travel in it but in a line of its own before
 * it, which host.ps1 reads without any cmdlet: where a policy turns module logging on, what cmdlets are given ends up in
 * an event log. In the request itself a Secret is one word that says nothing.
 */
export function encodeRequest(request: Request & { readonly id: number }): string {
  const line = encodeLine(request);
  if (request.type !== 'open' || request.credential === null) return line;
  const password = Buffer.from(request.credential.password.reveal(), 'utf16le').toString('base64');
  return `*${request.id} ${password}\n${line}`;
}

/** A request as one line: base64 of JSON in which every string has one `=` before it (host.ps1 says why). */
export function encodeLine(request: (Request & { readonly id: number }) | Notice): string {
  const text = JSON.stringify(request, (_key, value: unknown) =>
    typeof value === 'string' ? `=${value}` : value,
  );
  return `${Buffer.from(text, 'utf8').toString('base64')}\n`;
}

/** Reads a frame's text. Returns a sentence when it is not a message. */
export function decodeMessage(text: string): Message | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return `not JSON: ${String(error)}`;
  }
  const parsed = message.safeParse(value);
  return parsed.success ? parsed.data : z.prettifyError(parsed.error);
}
