import type { OperationFailure } from '../tasks/door.ts';
import type { NodeConnection } from './connection.ts';
import type { Credential } from './credential.ts';
import type { Answer, PowerShellHost, RequestOptions } from './host.ts';
import { readEndpointVersion, versionFunction } from './jea/endpointVersion.ts';

/** Where the functions of an open session come from. */
export type FunctionSource = 'session' | 'endpoint';

export type Established =
  | { readonly kind: 'open'; readonly source: FunctionSource }
  /** The session could not be opened, or ended while it was made ready. */
  | { readonly kind: 'not-open'; readonly answer: Exclude<Answer, { kind: 'result' }> }
  /** The session stands, but is not one to work in. */
  | { readonly kind: 'refused'; readonly failure: OperationFailure };

export interface Opening {
  readonly node: string;
  /** The key that the session gets. */
  readonly session: string;
  readonly credential: Credential | null;
}

/**
 * Opens a session and makes it ready. An endpoint may carry the functions itself (JEA): one in NoLanguage takes no
 * script. It is asked for its version, a command without text; only where it has none the functions are defined.
 */
export async function establish(
  host: PowerShellHost,
  { node, session, credential }: Opening,
  { connection, setup, functions, after }: NodeConnection,
  options: RequestOptions,
): Promise<Established> {
  const define = functions.kind === 'none' ? [] : [{ script: functions.script }];
  const request = (steps: typeof setup) => host.request({ type: 'setup', session, setup: steps }, options);
  if (functions.kind !== 'endpoint') {
    const whole = [...setup, ...define, ...after];
    const opened = await host.request(
      { type: 'open', session, connection, setup: whole, credential },
      options,
    );
    return opened.kind === 'result'
      ? { kind: 'open', source: 'session' }
      : { kind: 'not-open', answer: opened };
  }
  const opened = await host.request({ type: 'open', session, connection, setup, credential }, options);
  if (opened.kind !== 'result') return { kind: 'not-open', answer: opened };
  const asked = await host.request(
    { type: 'invoke', session, function: versionFunction, parameters: {} },
    options,
  );
  if (asked.kind === 'result') {
    const version = readEndpointVersion(asked.values);
    if (version?.scripts !== functions.version)
      return { kind: 'refused', failure: otherVersion(node, version?.version) };
    const ready = await request(after);
    return ready.kind === 'result'
      ? { kind: 'open', source: 'endpoint' }
      : { kind: 'not-open', answer: ready };
  }
  if (!(asked.kind === 'error' && !asked.broken && isUnknownCommand(asked.error.errorId)))
    return { kind: 'not-open', answer: asked };
  const defined = await request([...define, ...after]);
  if (defined.kind === 'result') return { kind: 'open', source: 'session' };
  if (defined.kind === 'error' && defined.error.errorId.startsWith('ScriptsNotAllowed'))
    return { kind: 'refused', failure: noFunctions(node) };
  return { kind: 'not-open', answer: defined };
}

const isUnknownCommand = (errorId: string): boolean => errorId.startsWith('CommandNotFoundException');

const again =
  'Generate the files of the endpoint anew with this version (cluster-patch jea), put the module ClusterPatch in the place of the one on the node, and open the connection again. See docs/jea.md.';

const otherVersion = (node: string, version: string | undefined): OperationFailure => ({
  kind: 'failed',
  message: `${node}: the endpoint carries functions of another version of this program${version === undefined ? '' : ` (${version})`}.`,
  remedy: again,
});

const noFunctions = (node: string): OperationFailure => ({
  kind: 'failed',
  message: `${node}: the endpoint takes no scripts (NoLanguage) and does not carry the functions of this program.`,
  remedy:
    'Name a session configuration that carries them (cluster-patch jea; see docs/jea.md), or one with FullLanguage.',
});
