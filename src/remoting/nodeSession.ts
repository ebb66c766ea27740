import type { JsonValue, OperationFailure } from '../tasks/door.ts';
import type { NodeConnection } from './connection.ts';
import { type Credential, isRefusal, missingCredential, type NodeCredential } from './credential.ts';
import { establish, type FunctionSource } from './establish.ts';
import { failureOf, type Moment } from './failure.ts';
import type { Answer, PowerShellHost } from './host.ts';
import { Lane } from './lane.ts';
import type { RemotingLog } from './log.ts';
import type { PreparedCall } from './operation.ts';
import { mayPass } from './passing.ts';
import { nextState, type SessionEvent, type SessionState } from './sessionState.ts';
import { sshFailure } from './sshErrors.ts';
import { unreadableFile } from './sshFiles.ts';
import { pause } from './within.ts';

export type CallResult =
  | { readonly kind: 'returned'; readonly values: readonly JsonValue[] }
  | { readonly kind: 'failed'; readonly failure: OperationFailure };

export interface CallLimits {
  readonly signal: AbortSignal;
  /** Milliseconds; the call's own limit when left out. */
  readonly timeLimit?: number | undefined;
  readonly onOutput?: ((line: string) => void) | undefined;
}

export interface NodeSessionOptions {
  readonly node: string;
  readonly connection: NodeConnection;
  /** Undefined: the node asks for none, and is entered as the account signed in here. */
  readonly credential?: NodeCredential | undefined;
  readonly host: PowerShellHost;
  /** What the sessions of a cluster share, so that not all of them are opened at once. */
  readonly openings: Lane;
  readonly log: RemotingLog;
}

/** Milliseconds, beside what the transport itself may take: a process must start, and the functions be defined. */
const openGrace = 60_000;
const processOpenTimeout = 30_000;
/** Milliseconds before the second and last try to open; and up to how many more, so that nodes do not come in step. */
const backOff = 2_000;
const spread = 1_000;

/**
 * The session to one node: opened by the first call, reused, and opened again by the call after the one that broke it.
 * A session does one thing at a time, so calls wait for their turn; a call's time begins when it has it.
 */
export class NodeSession {
  readonly #options: NodeSessionOptions;
  readonly #lane = new Lane();
  #state: SessionState = { phase: 'idle' };
  #opened = 0;
  #failedOpening = 0;
  #source: FunctionSource = 'session';

  constructor(options: NodeSessionOptions) {
    this.#options = options;
  }

  get state(): SessionState {
    return this.#state;
  }

  /** Where the functions come from that the last open session has. */
  get source(): FunctionSource {
    return this.#source;
  }

  /** Calls a node function. Never rejects. */
  async call(call: PreparedCall, limits: CallLimits): Promise<CallResult> {
    const openedBefore = this.#opened;
    const leave = await this.#lane.enter(limits.signal);
    if (leave === undefined) return failed(this.#cancelled('calling'));
    try {
      // Calls that waited while the node could not be reached share that answer: else each would wait as long again.
      if (this.#state.phase === 'broken' && this.#failedOpening > openedBefore)
        return failed(this.#state.failure);
      return await this.#callInTurn(call, limits);
    } finally {
      leave();
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
    const answer = await this.#options.host.request(
      {
        type: 'invoke',
        session: key,
        function: call.function,
        parameters: call.parameters,
        ...(call.bytes === undefined ? {} : { bytes: call.bytes }),
      },
      {
        timeLimit: limits.timeLimit ?? call.timeLimit,
        signal: limits.signal,
        ...(limits.onOutput === undefined ? {} : { onOutput: limits.onOutput }),
      },
    );
    if (answer.kind === 'result') return { kind: 'returned', values: answer.values };
    const failure = failureOf(answer, this.#options.node, 'calling');
    if (isOver(answer)) this.#on({ type: 'broke', failure });
    // A session that has stood for a while may have died unnoticed. Only a call that was never sent, or that changes
    // nothing, is made again: nothing may happen twice.
    const unsent = answer.kind === 'dropped' && answer.unsent;
    const again = unsent || (failure.kind === 'lost' && call.repeatable);
    if (again && wasOpen && !isSecondTry) return this.#callInTurn(call, limits, true);
    return failed(failure);
  }

  /** Opens the session where none stands; once more, after a while, for what may have passed by then. */
  async #open(limits: CallLimits): Promise<string | OperationFailure> {
    if (this.#state.phase === 'open') return this.#state.key;
    if (this.#state.phase === 'closed')
      return {
        kind: 'unreachable',
        message: 'The connection was closed.',
        remedy: 'Start again.',
      };
    const first = await this.#openOnce(limits);
    const last = typeof first !== 'string' && first.passes ? await this.#openAgain(limits) : first;
    if (typeof last === 'string') return last;
    if (last.failure.kind !== 'cancelled') this.#failedOpening = this.#opened;
    return last.failure;
  }

  async #openAgain(limits: CallLimits): Promise<string | NotOpened> {
    const { node, log } = this.#options;
    log.debug(`Session to ${node}: tried once more in a moment.`);
    try {
      await pause(backOff + Math.random() * spread, limits.signal);
    } catch {
      return { failure: this.#cancelled('opening'), passes: false };
    }
    return this.#openOnce(limits);
  }

  async #openOnce(limits: CallLimits): Promise<string | NotOpened> {
    const { node, host, openings } = this.#options;
    // Before the turn to open: a person who is asked for a password holds up nobody.
    const account = await this.#account(limits);
    if (account.kind === 'none') {
      this.#begin();
      this.#on({ type: 'broke', failure: account.failure });
      return { failure: account.failure, passes: false };
    }
    const { credential } = account;
    const { connection } = this.#options.connection;
    const noKey = connection.kind === 'ssh' ? await unreadableFile([connection.keyFile]) : undefined;
    if (noKey !== undefined) {
      this.#begin();
      const failure = {
        kind: 'unreachable',
        message: `${node}: ${noKey.message}`,
        remedy: noKey.remedy,
      } as const;
      this.#on({ type: 'broke', failure });
      return { failure, passes: false };
    }
    const leave = await openings.enter(limits.signal);
    if (leave === undefined) return { failure: this.#cancelled('opening'), passes: false };
    try {
      const key = this.#begin();
      const ofTransport = connection.kind === 'process' ? processOpenTimeout : connection.openTimeout;
      const made = await establish(host, { node, session: key, credential }, this.#options.connection, {
        timeLimit: ofTransport + openGrace,
        signal: limits.signal,
      });
      if (made.kind === 'open') {
        this.#source = made.source;
        this.#on({ type: 'opened' });
        return key;
      }
      if (made.kind === 'refused') {
        await host.drop(key);
        this.#on({ type: 'broke', failure: made.failure });
        return { failure: made.failure, passes: false };
      }
      const failure = sshFailure(connection, made.answer, node) ?? failureOf(made.answer, node, 'opening');
      if (credential !== null && isRefusal(failure)) this.#options.credential?.refused(credential);
      this.#on({ type: 'broke', failure });
      return { failure, passes: mayPass(connection, made.answer) };
    } finally {
      leave();
    }
  }

  async #account({ signal }: CallLimits): Promise<Account> {
    const { node, credential } = this.#options;
    if (credential === undefined) return { kind: 'account', credential: null };
    try {
      const answer = await credential.get(signal);
      return answer.kind === 'credential'
        ? { kind: 'account', credential: answer.credential }
        : { kind: 'none', failure: missingCredential(node, answer) };
    } catch {
      return { kind: 'none', failure: this.#cancelled('opening') };
    }
  }

  #begin(): string {
    this.#opened += 1;
    const key = `${this.#options.node}#${this.#opened}`;
    this.#on({ type: 'called', key });
    return key;
  }

  #cancelled(moment: Moment): OperationFailure {
    return failureOf({ kind: 'stopped', why: 'cancelled', broken: false }, this.#options.node, moment);
  }

  #on(event: SessionEvent): void {
    const before = this.#state.phase;
    this.#state = nextState(this.#state, event);
    if (this.#state.phase === before) return;
    const why = event.type === 'broke' ? `: ${event.failure.message}` : '';
    this.#options.log.debug(`Session to ${this.#options.node}: ${before} → ${this.#state.phase}${why}`);
  }
}

/** What a session is opened as: null is the account signed in here. */
type Account =
  | { readonly kind: 'account'; readonly credential: Credential | null }
  | { readonly kind: 'none'; readonly failure: OperationFailure };

/** Why a session was not opened, and whether that may have passed in a moment. */
interface NotOpened {
  readonly failure: OperationFailure;
  readonly passes: boolean;
}

/** Whether the session is of no more use after this. */
const isOver = (answer: Exclude<Answer, { kind: 'result' }>): boolean =>
  answer.kind === 'dropped' || answer.kind === 'lost' || answer.kind === 'no-powershell' || answer.broken;

const failed = (failure: OperationFailure): CallResult => ({ kind: 'failed', failure });
