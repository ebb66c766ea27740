import { findPowerShell } from '../src/remoting/discovery.ts';
import { thisMachine } from '../src/remoting/machine.ts';
import { buildLabHost } from './lab-host/build.ts';

/** Makes sure that there is a PowerShell: the machine's own, else the lab's, which is built. Returns its path. */
export async function ensurePowerShell(root: string, log: (line: string) => void): Promise<string> {
  const found = findPowerShell(thisMachine(), { setting: undefined, toolsRoot: undefined });
  return found.kind === 'found' ? found.executable : buildLabHost(root, log);
}
