import * as z from 'zod';
import { type ClusterDefinition, machinesOf } from '../../../src/cluster/definition.ts';
import { connectionTo, type LabFiles } from '../../../src/remoting/connection.ts';
import { PowerShellHost } from '../../../src/remoting/host.ts';
import type { RemotingLog } from '../../../src/remoting/log.ts';
import { NodeSession } from '../../../src/remoting/nodeSession.ts';
import { openingsOf } from '../../../src/remoting/openings.ts';
import { readScriptTexts } from '../../../src/remoting/scriptTexts.ts';

export interface OtherAdministratorParts {
  readonly definition: ClusterDefinition;
  readonly powershell: string;
  readonly scriptsFolder: string;
  readonly lab: LabFiles;
  readonly log: RemotingLog;
}

const answer = z.object({ Lines: z.union([z.string().transform((line) => [line]), z.array(z.string())]) });

/** Somebody with a PowerShell of their own on the lab's nodes; their sessions stay open from line to line. */
export class OtherAdministrator {
  readonly #host: PowerShellHost;
  readonly #sessions: ReadonlyMap<string, NodeSession>;

  constructor({ definition, powershell, scriptsFolder, lab, log }: OtherAdministratorParts) {
    const texts = readScriptTexts(scriptsFolder);
    this.#host = new PowerShellHost({ executable: powershell, hostScript: texts.host, log });
    this.#sessions = new Map(
      machinesOf(definition).map((node) => [
        node.name,
        new NodeSession({
          node: node.name,
          connection: connectionTo(node, texts, lab),
          host: this.#host,
          openings: openingsOf(definition),
          log,
        }),
      ]),
    );
  }

  /** Types a line on a node. Throws when the node cannot be reached. */
  async type(node: string, line: string): Promise<readonly string[]> {
    const session = this.#sessions.get(node);
    if (session === undefined) throw new Error(`there is no node ${node}`);
    // A session that stood while its node restarted is found gone; nothing was done then, so it is typed again.
    for (let attempt = 1; ; attempt += 1) {
      const result = await session.call(
        { function: 'Invoke-LabLine', parameters: { Line: line }, timeLimit: 600_000, repeatable: true },
        { signal: new AbortController().signal },
      );
      if (result.kind === 'returned') return answer.parse(result.values[0]).Lines;
      if (attempt === 2) throw new Error(`${line} on ${node}: ${result.failure.message}`);
    }
  }

  async leave(): Promise<void> {
    await this.#host.dispose();
  }
}
