import * as z from 'zod';
import type { NodeDefinition } from '../cluster/definition.ts';
import { ProblemError } from '../cluster/problem.ts';
import { administratorConnection, type LabFiles } from './connection.ts';
import { PowerShellHost } from './host.ts';
import { Lane } from './lane.ts';
import type { RemotingLog } from './log.ts';
import { NodeSession } from './nodeSession.ts';
import { readScriptTexts } from './scriptTexts.ts';

export interface LabLineRequest {
  readonly node: NodeDefinition;
  readonly line: string;
  readonly powershell: string;
  readonly scriptsFolder: string;
  readonly lab: LabFiles;
  readonly log: RemotingLog;
  readonly signal: AbortSignal;
}

const labLine = z
  .object({
    Lines: z.union([z.string().transform((line) => [line]), z.array(z.string())]),
    Failed: z.boolean(),
  })
  .transform(({ Lines, Failed }) => ({ lines: Lines, failed: Failed }));

/** What a line printed, and whether it wrote an error. */
export type LabLine = z.infer<typeof labLine>;

const timeLimit = 600_000;

/** Runs a line on a lab node in a session of its own, as another administrator would. Throws ProblemError. */
export async function execLabLine(request: LabLineRequest): Promise<LabLine> {
  const { node, line, powershell, scriptsFolder, lab, log, signal } = request;
  const texts = readScriptTexts(scriptsFolder);
  const host = new PowerShellHost({ executable: powershell, hostScript: texts.host, log });
  try {
    // Another administrator has a way in of their own, and asks nobody for a credential.
    const connection = administratorConnection(node, lab);
    const session = new NodeSession({ node: node.name, connection, host, openings: new Lane(), log });
    const result = await session.call(
      { function: 'Invoke-LabLine', parameters: { Line: line }, timeLimit, repeatable: false },
      { signal },
    );
    if (result.kind === 'returned') return labLine.parse(result.values[0]);
    const { message, remedy } = result.failure;
    throw new ProblemError({ kind: 'unreachable', message, remedy });
  } finally {
    await host.dispose();
  }
}
