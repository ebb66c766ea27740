import * as z from 'zod';
import { localPath } from '../../cluster/names.ts';
import type { OperationFailure } from '../../tasks/door.ts';
import { LocalFile } from '../localFile.ts';
import { defineOperation, type NodeCalls, seconds, single } from '../operation.ts';
import type { Reading } from '../readSnapshot.ts';
import { addPackagePart } from './addPackagePart.ts';
import { readPackage } from './readPackage.ts';

/**
 * What goes over in one call: small enough for the JSON that Windows PowerShell reads (2 MB of text in older ones), and
 * for a node's limit on one object (10 MB).
 */
const partLength = 512 * 1024;

const copy = z.strictObject({
  source: z.string().min(1).describe('The file on this machine.'),
  path: localPath.describe('Where it shall lie on the node.'),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe('The SHA-256 of the package, which proves the copy.'),
});
type Copy = z.infer<typeof copy>;

const copied = z.object({
  /** It lay there already, byte for byte. */
  already: z.boolean(),
  /** The length that an earlier copy had reached. */
  resumedAt: z.int(),
  length: z.int(),
  sha256: z.string(),
});

/**
 * Copies a package from this machine to a node, part by part through the session, so that it needs no share and no
 * second hop. It goes on at the length that is there, if that is the same so far, and proves the whole by its SHA-256.
 */
export const copyPackage = defineOperation({
  name: 'copy-package',
  kind: 'write',
  about:
    'Copies the package from this machine to the node, through the session, and proves the copy by its SHA-256.',
  recognisedBy: ['package-present'],
  function: addPackagePart.function,
  arguments: copy,
  parameters: ({ path }) => ({ Path: path, Offset: 0 }),
  described: ({ source, path, sha256 }) => ({
    parameters: {
      Source: source,
      Path: path,
      Sha256: sha256,
      PartLength: partLength,
    },
  }),
  result: single(copied),
  timeLimit: seconds(120),
  goesOn: true,
  course: carryOver,
});

async function carryOver(
  { source, path, sha256 }: Copy,
  node: NodeCalls,
): Promise<Reading<z.infer<typeof copied>>> {
  const local = await LocalFile.open(source);
  if (typeof local === 'string')
    return failed(local, 'Correct "source" in the package definition, or make the file readable from here.');
  try {
    if ((await local.sha256()) !== sha256)
      return failed(
        `${source} is not the package: its SHA-256 is ${await local.sha256()}`,
        'Get the file again, or correct "sha256" in the package definition.',
      );
    const there = await node.call(readPackage, { path });
    if (there.kind === 'failed') return there;
    if (there.value.sha256 === sha256) return done(local.length, { already: true, resumedAt: 0, sha256 });
    const from = await resumeAt(local, there.value);
    for (let offset = from; offset < local.length; ) {
      node.signal.throwIfAborted();
      node.onProgress(`${megabytes(offset)} of ${megabytes(local.length)} MB copied to ${node.node}`);
      const bytes = await local.read(offset, partLength);
      const added = await node.call(addPackagePart, { path, offset, bytes: bytes.toString('base64') });
      if (added.kind === 'failed') return added;
      offset = added.value.length;
    }
    node.onProgress(`Reading the SHA-256 of the copy on ${node.node}`);
    const whole = await node.call(readPackage, { path });
    if (whole.kind === 'failed') return whole;
    if (whole.value.sha256 !== sha256)
      return failed(
        `the copy on ${node.node} is damaged: its SHA-256 is ${whole.value.sha256}`,
        'Run the step again: it is then copied from its beginning.',
      );
    return done(local.length, { already: false, resumedAt: from, sha256 });
  } finally {
    await local.close();
  }
}

/** Where to go on: the length that is there, when its bytes are those of the package; else the beginning. */
async function resumeAt(
  local: LocalFile,
  { exists, length, sha256 }: { readonly exists: boolean; readonly length: number; readonly sha256: string },
): Promise<number> {
  if (!exists || length === 0 || length >= local.length) return 0;
  return (await local.sha256(length)) === sha256 ? length : 0;
}

const megabytes = (bytes: number): string => (bytes / 1_048_576).toFixed(1);

const done = (length: number, how: { already: boolean; resumedAt: number; sha256: string }) =>
  ({ kind: 'returned', value: { ...how, length } }) as const;

const failed = (message: string, remedy: string): { kind: 'failed'; failure: OperationFailure } => ({
  kind: 'failed',
  failure: { kind: 'failed', message, remedy },
});
