import * as z from 'zod';
import type { ManagementGroupReading } from '../cluster/managementGroup.ts';
import type { DatabaseCheck } from '../cluster/package.ts';
import type { EventReading, FileReading, InstallReading, PackageReading, Read } from '../cluster/readings.ts';
import type { ReachedNode, Snapshot } from '../cluster/snapshot.ts';

/** A value that survives JSON unchanged: what crosses the line to a node and back. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

export const jsonValue: z.ZodType<JsonValue> = z.json();

/** What the value is once it has been written down and read again. */
export const asJson = (value: unknown): JsonValue => jsonValue.parse(JSON.parse(JSON.stringify(value)));

export interface OperationCall {
  /** Name of an operation, such as `stop-services`. */
  readonly operation: string;
  readonly node: string;
  readonly arguments: { readonly [name: string]: JsonValue };
}

/** Why an operation gave no result. `lost` means that it may or may not have happened. */
export const operationFailure = z
  .object({
    kind: z.enum([
      'unreachable',
      'denied',
      'timed-out',
      'cancelled',
      'lost',
      'failed',
      'unreadable',
      'no-powershell',
    ]),
    /** The Windows error number, where there is one. */
    code: z.int().exactOptional(),
    message: z.string(),
    remedy: z.string(),
  })
  .readonly();
export type OperationFailure = z.infer<typeof operationFailure>;

export type OperationOutcome =
  | { readonly kind: 'returned'; readonly value: JsonValue; readonly milliseconds: number }
  | { readonly kind: 'failed'; readonly failure: OperationFailure; readonly milliseconds: number };

export interface OperationDescription {
  readonly kind: 'read' | 'write';
  /** The exact text that defines the function on the node. */
  readonly script: string;
  /** The parameters as the function gets them. */
  readonly parameters: { readonly [name: string]: JsonValue };
}

export interface CallOptions {
  readonly signal: AbortSignal;
  /** Milliseconds after which the call is given up; the operation's own limit when left out. */
  readonly timeLimit?: number;
  /** A line that the operation wrote beside its result (warnings, progress). */
  readonly onOutput?: (line: string) => void;
  /** How far an operation of many calls has come. */
  readonly onProgress?: (text: string) => void;
}

/**
 * The one way to the nodes. It is declared here and built in `remoting`, so that procedures and their engine know
 * nothing of PowerShell. No method rejects for what a node did or did not do: that is data. They reject only when the
 * signal is aborted (with the signal's reason) or when the caller is at fault.
 */
export interface ClusterDoor {
  /** Reads all nodes and the cluster in one fan-out, as slow as the slowest node. */
  snapshot(options: CallOptions): Promise<Snapshot>;
  readFiles(
    node: string,
    paths: readonly string[],
    options: CallOptions,
  ): Promise<Read<readonly FileReading[]>>;
  readEvents(
    node: string,
    logs: readonly string[],
    after: string,
    options: CallOptions,
  ): Promise<Read<readonly EventReading[]>>;
  readPackage(node: string, path: string, options: CallOptions): Promise<Read<PackageReading>>;
  /** The lease on a group, as its text; empty when there is none. */
  readLease(node: string, group: string, options: CallOptions): Promise<Read<string>>;
  /** The one value that the query gives. */
  readDatabase(node: string, check: DatabaseCheck, options: CallOptions): Promise<Read<string>>;
  readInstall(
    node: string,
    runId: string,
    stepId: string,
    options: CallOptions,
  ): Promise<Read<InstallReading>>;
  /** A machine of the definition that is no node of the cluster, as a snapshot has its nodes. */
  readMachine(machine: string, services: readonly string[], options: CallOptions): Promise<Read<ReachedNode>>;
  /** The management group, as the root management server on that node knows it. */
  readManagementGroup(node: string, options: CallOptions): Promise<Read<ManagementGroupReading>>;
  /** Waits on a node (its clock, not ours), or here when no node can be reached. Seconds. */
  wait(seconds: number, options: CallOptions): Promise<void>;
  write(call: OperationCall, options: CallOptions): Promise<OperationOutcome>;
  /** Whether the operation, sent again after an interruption, does what is left of it. */
  goesOn(operation: string): boolean;
  /**
   * Minutes within which something that its step reads changes while the operation is under way, so that it is not where
   * nothing has moved for so long; undefined when it gives no such sign.
   */
  showsWithin(operation: string): number | undefined;
  /** What the call would run; a sentence when there is no such operation or its arguments are wrong. */
  describe(call: OperationCall): OperationDescription | string;
  dispose(): Promise<void>;
}
