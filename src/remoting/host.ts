import type { JsonValue } from '../tasks/door.ts';
import { HostProcess, type Reply, type StartFailure } from './hostProcess.ts';
import type { RemotingLog } from './log.ts';
import type { ErrorInfo, Request } from './protocol.ts';
import { within } from './within.ts';

/** What became of a request. Only `result` is good; after `stopped` and `lost` a change may or may not have happened. */
export type Answer =
  | { readonly kind: 'result'; readonly values: readonly JsonValue[] }
  | {
      readonly kind: 'error';
      readonly broken: boolean;
      readonly error: ErrorInfo;
      /** What was written beside the answers meanwhile, by whatever node's session. */
      readonly heard?: readonly string[];
    }
  | { readonly kind: 'stopped'; readonly why: 'cancelled' | 'timed-out'; readonly broken: boolean }
  | { readonly kind: 'dropped'; readonly unsent: boolean }
  | { readonly kind: 'lost'; readonly reason: string }
  | StartFailure;

export interface RequestOptions {
  /** Milliseconds. */
  readonly timeLimit: number;
  readonly signal?: AbortSignal;
  readonly onOutput?: (line: string) => void;
}

export interface HostOptions {
  /** Full path of the local PowerShell. */
  readonly executable: string;
  /** Text of `scripts/local/host.ps1`. */
  readonly hostScript: string;
  readonly log: RemotingLog;
  /** Milliseconds; the defaults suit a slow machine with a virus scanner. */
  readonly limits?: Partial<HostLimits>;
}

export interface HostLimits {
  /** Until a new process answers. */
  readonly start: number;
  /** Until a cancelled call has stopped on its node; then the session is dropped. */
  readonly cancel: number;
  /** Until a session is dropped; then the process is ended. */
  readonly drop: number;
  /** Until the process ends by itself at the end. */
  readonly close: number;
}

const usualLimits: HostLimits = { start: 60_000, cancel: 5_000, drop: 3_000, close: 2_000 };

/**
 * The local PowerShell: started when it is first needed, and again after it ended or fell silent. Every request is
 * settled within its time limit and a little grace, and none ever rejects.
 */
export class PowerShellHost {
  readonly #options: HostOptions;
  readonly #limits: HostLimits;
  #current: Promise<HostProcess | StartFailure> | undefined;
  #disposed = false;

  constructor(options: HostOptions) {
    this.#options = options;
    this.#limits = { ...usualLimits, ...options.limits };
  }

  async request(request: Request, options: RequestOptions): Promise<Answer> {
    const started = await within(this.#process(), this.#limits.start * 2, options.signal);
    if (started.kind !== 'settled' || options.signal?.aborted === true)
      return { kind: 'stopped', why: 'cancelled', broken: false };
    const process = started.value;
    if (!(process instanceof HostProcess)) return process;
    const { id, reply } = process.send(request, options.onOutput);
    const answered = await within(reply, options.timeLimit, options.signal);
    if (answered.kind === 'settled') return answerOf(answered.value);
    const why = answered.kind === 'aborted' ? 'cancelled' : 'timed-out';
    return this.#stop(process, request, id, reply, why);
  }

  /** Gives a session up. */
  async drop(session: string): Promise<void> {
    const process = await this.#current;
    if (process instanceof HostProcess && process.alive) process.notify({ type: 'drop', session });
  }

  /** Ends the process. What is in flight is lost. */
  async dispose(): Promise<void> {
    this.#disposed = true;
    const process = await this.#current;
    if (process instanceof HostProcess) await process.close(this.#limits.close);
  }

  /** Stops a call, each time with a stronger means when the one before shows no effect. */
  async #stop(
    process: HostProcess,
    request: Request,
    id: number,
    reply: Promise<Reply>,
    why: 'cancelled' | 'timed-out',
  ): Promise<Answer> {
    if (request.type === 'invoke') {
      process.notify({ type: 'cancel', id });
      const stopped = await within(reply, this.#limits.cancel);
      if (stopped.kind === 'settled')
        return stopped.value.type === 'stopped'
          ? { kind: 'stopped', why, broken: false }
          : answerOf(stopped.value);
    }
    if (request.type !== 'ping') {
      this.#options.log.warn(`Session ${request.session} does not stop; it is dropped.`);
      process.notify({ type: 'drop', session: request.session });
      const dropped = await within(reply, this.#limits.drop);
      if (dropped.kind === 'settled')
        return dropped.value.type === 'dropped'
          ? { kind: 'stopped', why, broken: true }
          : answerOf(dropped.value);
    }
    this.#options.log.warn('PowerShell does not answer; it is ended and started again when it is needed.');
    await process.kill();
    return { kind: 'stopped', why, broken: true };
  }

  async #process(): Promise<HostProcess | StartFailure> {
    const current = this.#current;
    const running = await current;
    if (this.#disposed)
      return { kind: 'no-powershell', message: 'The connection was closed.', remedy: 'Start again.' };
    if (running instanceof HostProcess && running.alive) return running;
    // Several callers may have waited for the same process: the first of them starts the next one for all.
    if (this.#current === current) this.#current = this.#start();
    return this.#current ?? this.#start();
  }

  #start(): Promise<HostProcess | StartFailure> {
    const { executable, hostScript, log } = this.#options;
    log.debug(`Starting ${executable}`);
    return HostProcess.start(executable, hostScript, log, this.#limits.start);
  }
}

function answerOf(reply: Reply): Answer {
  switch (reply.type) {
    case 'result':
      return { kind: 'result', values: reply.values };
    case 'error':
      return { kind: 'error', broken: reply.broken, error: reply.error, heard: reply.heard };
    case 'stopped':
      return { kind: 'stopped', why: 'cancelled', broken: false };
    case 'dropped':
      return { kind: 'dropped', unsent: reply.unsent };
    case 'lost':
      return { kind: 'lost', reason: reply.reason };
  }
}
