import type { JsonValue, OperationFailure } from '../tasks/door.ts';
import type { NodeConnection } from './connection.ts';
import { failureOf } from './failure.ts';
import type { Answer, PowerShellHost } from './host.ts';
import { Lane } from './lane.ts';
import type { RemotingLog } from './log.ts';
import type { PreparedCall } from './operation.ts';
import { nextState, type SessionEvent, type SessionState } from './sessionState.ts';
import { sshFailure } from './sshErrors.ts';
import { within } from './within.ts';

export type CallResult =
  | { readonly kind: 'returned'; readonly values: readonly JsonValue[] }
  | { readonly kind: 'failed'; readonly failure: OperationFailure };

export interface CallLimits {
  readonly signal: AbortSignal;
  /** Milliseconds; the call's own limit when left out. */
  readonly timeLimit?: number | undefined;
  readonly onOutput?: ((line: string) => void) | undefined;
}

const openLimit = 90_000;

/**
 * The session to one node: opened by the first call, reused, and opened again by the call after the one that broke it.
 * A session does one thing at a time, so calls wait for their turn; a call's time begins when it has it.
 */
export class NodeSession {
  readonly #node: string;
  readonly #connection: NodeConnection;
  readonly #host: PowerShellHost;
  readonly #log: RemotingLog;
  readonly #lane = new Lane();
  #state: SessionState = { phase: 'idle' };
  #opened = 0;
  #failedOpening = 0;

  constructor(node: string, connection: NodeConnection, host: PowerShellHost, log: RemotingLog) {
    this.#node = node;
    this.#connection = connection;
    this.#host = host;
    this.#log = log;
  }

  get state(): SessionState {
    return this.#state;
  }

  /** Calls a node function. Never rejects. */
  async call(call: PreparedCall, limits: CallLimits): Promise<CallResult> {
    const openedBefore = this.#opened;
    const turn = this.#lane.enter();
    const waited = await within(turn, longestTimer, limits.signal);
    if (waited.kind !== 'settled') {
      void turn.then((leave) => leave());
      return failed(failureOf({ kind: 'stopped', why: 'cancelled', broken: false }, this.#node, 'calling'));
    }
    try {
      // Calls that waited while the node could not be reached share that answer: else each would wait as long again.
      if (this.#state.phase === 'broken' && this.#failedOpening > openedBefore)
        return failed(this.#state.failure);
      return await this.#callInTurn(call, limits);
    } finally {
      waited.value();
    }
  }

  /** Takes no more calls. The process that holds the session ends it. */
  close(): void {
    this.#on({ type: 'closed' });
  }

  async #callInTurn(call: PreparedCall, limits: CallLimits, isSecondTry = false): Promise<CallResult> {
    const wasOpen = this.#state.phase === 'open';
    const key = await this.#open(limits);
    if (typeof key !== 'string') return failed(key);
    const answer = await this.#host.request(
      { type: 'invoke', session: key, function: call.function, parameters: call.parameters },
      {
        timeLimit: limits.timeLimit ?? call.timeLimit,
        signal: limits.signal,
        ...(limits.onOutput === undefined ? {} : { onOutput: limits.onOutput }),
      },
    );
    if (answer.kind === 'result') return { kind: 'returned', values: answer.values };
    const failure = failureOf(answer, this.#node, 'calling');
    if (isOver(answer)) this.#on({ type: 'broke', failure });
    // A session that has stood for a while may have died unnoticed. Only a call that was never sent, or that changes
    // nothing, is made again: nothing may happen twice.
    const unsent = answer.kind === 'dropped' && answer.unsent;
    const again = unsent || (failure.kind === 'lost' && call.repeatable);
    if (again && wasOpen && !isSecondTry) return this.#callInTurn(call, limits, true);
    return failed(failure);
  }

  async #open(limits: CallLimits): Promise<string | OperationFailure> {
    if (this.#state.phase === 'open') return this.#state.key;
    if (this.#state.phase === 'closed')
      return {
        kind: 'unreachable',
        message: 'The connection was closed.',
        remedy: 'Start again.',
      };
    this.#opened += 1;
    const key = `${this.#node}#${this.#opened}`;
    this.#on({ type: 'called', key });
    const { connection, setup } = this.#connection;
    const answer = await this.#host.request(
      { type: 'open', session: key, connection, setup },
      { timeLimit: openLimit, signal: limits.signal },
    );
    if (answer.kind === 'result') {
      this.#on({ type: 'opened' });
      return key;
    }
    const failure = sshFailure(connection, answer, this.#node) ?? failureOf(answer, this.#node, 'opening');
    if (failure.kind !== 'cancelled') this.#failedOpening = this.#opened;
    this.#on({ type: 'broke', failure });
    return failure;
  }

  #on(event: SessionEvent): void {
    const before = this.#state.phase;
    this.#state = nextState(this.#state, event);
    if (this.#state.phase === before) return;
    const why = event.type === 'broke' ? `: ${event.failure.message}` : '';
    this.#log.debug(`Session to ${this.#node}: ${before} → ${this.#state.phase}${why}`);
  }
}

/** Whether the session is of no more use after this. */
const isOver = (answer: Exclude<Answer, { kind: 'result' }>): boolean =>
  answer.kind === 'dropped' || answer.kind === 'lost' || answer.kind === 'no-powershell' || answer.broken;

// What setTimeout takes at most; a turn is waited for as long as the calls before it take, which have limits.
const longestTimer = 2 ** 31 - 1;

const failed = (failure: OperationFailure): CallResult => ({ kind: 'failed', failure });
