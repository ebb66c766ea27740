import { randomUUID } from 'node:crypto';
import { bootstrapLine, constrainedLine, readyLine } from './bootstrap.ts';
import { type Deferred, deferred } from './deferred.ts';
import { FrameDecoder } from './frames.ts';
import type { RemotingLog } from './log.ts';
import {
  decodeMessage,
  encodeLine,
  encodeRequest,
  type Message,
  type Notice,
  type Request,
} from './protocol.ts';
import { Shell } from './shell.ts';
import { within } from './within.ts';

/** Why there is no local PowerShell to talk to. */
export interface StartFailure {
  readonly kind: 'no-powershell';
  readonly message: string;
  readonly remedy: string;
}

/** The last thing that is heard of a request. `lost`: the process ended first. */
export type Reply =
  | Exclude<Message, { type: 'hello' | 'output' | 'error' }>
  | (Extract<Message, { type: 'error' }> & {
      /** What PowerShell wrote beside its answers meanwhile: the words of ssh are found only there. */
      readonly heard: readonly string[];
    })
  | { readonly type: 'lost'; readonly reason: string };

interface Pending {
  readonly resolve: (reply: Reply) => void;
  readonly onOutput: ((line: string) => void) | undefined;
  readonly heard: string[];
}

/** Lines that are kept of what a process writes beside its answers while a request waits. */
const mostHeard = 200;

/** One local PowerShell that runs our script: numbers the requests, tells the answers apart. */
export class HostProcess {
  readonly #log: RemotingLog;
  readonly #shell: Shell;
  readonly #decoder: FrameDecoder;
  readonly #marker = `#${randomUUID()}#`;
  readonly #pending = new Map<number, Pending>();
  readonly #greeted: Deferred<StartFailure | undefined> = deferred();
  readonly #gone: Deferred<void> = deferred();
  #nextId = 1;
  #alive = true;

  private constructor(executable: string, hostScript: string, log: RemotingLog) {
    this.#log = log;
    this.#decoder = new FrameDecoder(this.#marker);
    this.#shell = new Shell(executable, {
      output: (chunk) => this.#receive(chunk),
      errorOutput: (chunk) => this.#log.debug(`PowerShell, standard error: ${chunk.trimEnd()}`),
      ended: (reason) => this.#end(reason),
    });
    this.#shell.write(bootstrapLine(hostScript));
  }

  /** Starts a process and waits until its script reads requests. Never rejects. */
  static async start(
    executable: string,
    hostScript: string,
    log: RemotingLog,
    timeLimit: number,
  ): Promise<HostProcess | StartFailure> {
    let process: HostProcess;
    try {
      process = new HostProcess(executable, hostScript, log);
    } catch (error) {
      return notStarted(String(error));
    }
    const greeting = await within(process.#greeted.promise, timeLimit);
    if (greeting.kind === 'settled' && greeting.value === undefined) return process;
    await process.kill();
    if (greeting.kind === 'settled' && greeting.value !== undefined) return greeting.value;
    return {
      kind: 'no-powershell',
      message: `${executable} did not answer within ${Math.round(timeLimit / 1000)} s.`,
      remedy:
        'Start it by hand to see whether it works here, then try again or name another PowerShell in the setting.',
    };
  }

  get alive(): boolean {
    return this.#alive && this.#shell.running;
  }

  /** Sends a request. The reply always comes: at the latest when the process ends. */
  send(
    request: Request,
    onOutput?: (line: string) => void,
  ): { readonly id: number; readonly reply: Promise<Reply> } {
    const id = this.#nextId++;
    const { promise, resolve } = deferred<Reply>();
    if (this.#alive) {
      this.#pending.set(id, { resolve, onOutput, heard: [] });
      this.#shell.write(encodeRequest({ ...request, id }));
    } else resolve({ type: 'lost', reason: 'the PowerShell process ended' });
    return { id, reply: promise };
  }

  notify(notice: Notice): void {
    this.#shell.write(encodeLine(notice));
  }

  /** Ends the process, with everything that is in flight in it. */
  async kill(): Promise<void> {
    await this.#shell.kill();
    this.#end('the PowerShell process was ended');
  }

  /** Asks the process to end and ends it when it does not (milliseconds). */
  async close(grace: number): Promise<void> {
    if (!this.#alive) return;
    this.notify({ type: 'close' });
    this.#shell.close();
    const gone = await within(this.#gone.promise, grace);
    if (gone.kind !== 'settled') await this.kill();
  }

  #receive(chunk: string): void {
    for (const received of this.#decoder.push(chunk)) {
      if (received.kind === 'noise') this.#hear(received.text);
      else {
        const message = decodeMessage(received.text);
        if (typeof message === 'string')
          this.#log.warn(`PowerShell sent a frame that is not a message: ${message}`);
        else this.#take(message);
      }
    }
  }

  #take(message: Message): void {
    if (message.type === 'hello') {
      this.#log.info(`PowerShell ${message.version} (${message.edition}), process ${message.processId}`);
      this.#greeted.resolve(undefined);
      return;
    }
    const pending = this.#pending.get(message.id);
    if (pending === undefined)
      this.#log.debug(`PowerShell answered request ${message.id}, which nobody waits for`);
    else if (message.type === 'output') pending.onOutput?.(message.line);
    else {
      this.#pending.delete(message.id);
      pending.resolve(message.type === 'error' ? { ...message, heard: pending.heard } : message);
    }
  }

  #hear(line: string): void {
    // Something else may have written into the same line before.
    const [, mode] = line.split(constrainedLine);
    if (line.includes(readyLine)) this.notify({ type: 'hello', marker: this.#marker });
    else if (mode !== undefined)
      this.#greeted.resolve({
        kind: 'no-powershell',
        message: `PowerShell on this machine runs in ${mode} mode, in which it may not open remote sessions for us.`,
        remedy:
          'Run it on a machine whose application control policy (WDAC, AppLocker) allows FullLanguage, such as a jump host.',
      });
    else {
      this.#log.debug(`PowerShell, standard output: ${line}`);
      for (const { heard } of this.#pending.values()) if (heard.length < mostHeard) heard.push(line);
    }
  }

  #end(reason: string): void {
    if (!this.#alive) return;
    this.#alive = false;
    this.#gone.resolve();
    this.#greeted.resolve(notStarted(reason));
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    for (const { resolve } of pending) resolve({ type: 'lost', reason });
  }
}

const notStarted = (reason: string): StartFailure => ({
  kind: 'no-powershell',
  message: `PowerShell could not be started: ${reason}`,
  remedy: 'Start it by hand to see what it says, or name another PowerShell in the setting.',
});
