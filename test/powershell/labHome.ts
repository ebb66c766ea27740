import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Home } from '../../src/home/home.ts';
import { Operator } from '../../src/home/operator.ts';
import { keptLog, powershell, root } from './localPowerShell.ts';

/** An operator on a home of its own. */
export interface LabHome {
  readonly operator: Operator;
  readonly folder: string;
  /** Writes a document of the home, such as `packages`, `own.package.json`. */
  write(folder: string, name: string, value: object): void;
  dispose(): Promise<void>;
}

export function labHome(): LabHome {
  const folder = mkdtempSync(join(tmpdir(), 'lab-home-'));
  const author = { user: 'tester', machine: 'here', version: '0.0.0' };
  const operator = new Operator({ home: new Home(folder), root, powershell, author, log: keptLog() });
  return {
    operator,
    folder,
    write(kind, name, value) {
      mkdirSync(join(folder, kind), { recursive: true });
      writeFileSync(join(folder, kind, name), JSON.stringify(value));
    },
    async dispose() {
      await operator.dispose();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
