import { resolve } from 'node:path';
import { exitCode } from '../exitCodes.ts';
import { printable } from '../output.ts';
import type { Session } from '../session.ts';

export interface JeaOptions {
  readonly out: string;
  readonly group: string;
}

/** `jea`: the files of an endpoint in which this program can work without being allowed anything else. */
export async function jea({ operator, output }: Session, { out, group }: JeaOptions): Promise<number> {
  const files = await operator.writeEndpoint(resolve(out), group);
  output.document({ files });
  for (const file of files) output.line(printable(file));
  output.line('How to register them on the nodes: docs/jea.md.');
  return exitCode.verified;
}
