import type { OperationFailure } from '../tasks/door.ts';
import type { Secret } from './secret.ts';

/** An account that is not the one signed in here. */
export interface Credential {
  readonly user: string;
  readonly password: Secret;
}

/** What there is for a node that asks for a credential. `refused`: it was tried, and is not tried again by itself. */
export type CredentialAnswer =
  | { readonly kind: 'credential'; readonly credential: Credential }
  | { readonly kind: 'none' }
  | { readonly kind: 'refused'; readonly user: string };

/** Where a node's session gets the credential from that its definition asks for. */
export interface NodeCredential {
  /** Rejects only when the signal is aborted. */
  get(signal: AbortSignal): Promise<CredentialAnswer>;
  /** The node did not let it in: whoever tries the same again may lock the account. */
  refused(credential: Credential): void;
}

const setOne =
  'Set it: Cluster Patch: Set Credential… in VS Code; in a terminal at the prompt, or with --credential-env NAME, where NAME is an environment variable that holds the password and the user is in the cluster definition.';

export function missingCredential(
  node: string,
  answer: Exclude<CredentialAnswer, { kind: 'credential' }>,
): OperationFailure {
  if (answer.kind === 'none')
    return {
      kind: 'denied',
      message: `${node}: its definition asks for a credential, and none is set.`,
      remedy: setOne,
    };
  return {
    kind: 'denied',
    message: `${node}: the credential of ${answer.user} was refused. It is not tried again, for that may lock the account.`,
    remedy: `Check the account, then set the credential again. ${setOne}`,
  };
}

/**
 * Whether a node has refused a credential itself: access denied, or one of the reasons for which Windows lets an account
 * not log on. Sources: Microsoft, "System Error Codes (1300-1699)" and "(1700-3999)"; SEC_E_LOGON_DENIED.
 */
export const isRefusal = ({ kind, code }: OperationFailure): boolean =>
  kind === 'denied' && code !== undefined && refusals.has(code);
const refusals: ReadonlySet<number> = new Set([5, 1326, 1327, 1330, 1331, 1385, 1907, 1909, 2_148_074_252]);
