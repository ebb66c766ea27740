import type { OperationFailure } from '../tasks/door.ts';
import type { RemotingLog } from './log.ts';
import type { CallLimits, NodeSession } from './nodeSession.ts';
import type { Operation } from './operation.ts';
import type { Reading } from './readSnapshot.ts';
import type { ScriptTexts } from './scriptTexts.ts';

export interface NodeCaller {
  readonly node: string;
  readonly session: NodeSession;
  readonly texts: ScriptTexts;
  readonly log: RemotingLog;
}

/**
 * Does one operation on a node. Rejects with the signal's reason once it is aborted, and with a TypeError for
 * arguments that the operation does not take.
 */
export async function callOperation<A, R>(
  caller: NodeCaller,
  operation: Operation<A, R>,
  values: A,
  limits: CallLimits & { readonly onProgress?: ((text: string) => void) | undefined },
): Promise<Reading<R>> {
  const { node, session, texts, log } = caller;
  const { signal, onProgress = () => undefined } = limits;
  signal.throwIfAborted();
  if (operation.course !== undefined)
    return operation.course(values, {
      node,
      signal,
      onProgress,
      call: (inner, innerValues) =>
        callOperation(caller, inner, innerValues, { signal, timeLimit: limits.timeLimit }),
    });
  const call = operation.prepare(values, texts);
  if (typeof call === 'string') throw new TypeError(call);
  const result = await session.call(call, limits);
  if (result.kind === 'failed') {
    if (result.failure.kind === 'cancelled') limits.signal.throwIfAborted();
    return result;
  }
  const understood = operation.understand(result.values);
  if (typeof understood !== 'string') return { kind: 'returned', value: understood.value };
  log.warn(`${operation.name} on ${node}: ${understood}`);
  return { kind: 'failed', failure: unreadable(node, understood) };
}

const unreadable = (node: string, message: string): OperationFailure => ({
  kind: 'unreadable',
  message: `${node}: ${message}`,
  remedy:
    'Another version of the scripts may be on the node (JEA), or something else answers there. Look into the log.',
});
