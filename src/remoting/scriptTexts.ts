import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** The function that runs a script of one's own. */
export const scriptCarrier = 'Invoke-PatchScript';

/** The PowerShell that ships with the product, as text. */
export interface ScriptTexts {
  /** The local end: the files of `local`, its functions before `host.ps1`, which uses them. */
  readonly host: string;
  /** What runs an installer on a node after the session is gone, `detached/install.ps1`. */
  readonly installWrapper: string;
  /** What runs a script of one's own in a session that may run scripts; no part of a JEA role. */
  readonly carrier: string;
  /** The node functions by name, each the text of its own file. */
  readonly functions: ReadonlyMap<string, string>;
}

const localParts = ['json.ps1', 'errors.ps1', 'runspaces.ps1', 'sessions.ps1', 'host.ps1'];

/** Reads all scripts. Throws when the folder is not the product's: then the installation is damaged. */
export function readScriptTexts(folder: string): ScriptTexts {
  const read = (...path: string[]) => readFileSync(join(folder, ...path), 'utf8');
  const files = readdirSync(folder).filter((file) => file.endsWith('.ps1'));
  return {
    host: localParts.map((file) => read('local', file)).join('\n'),
    installWrapper: read('detached', 'install.ps1'),
    carrier: read('own', `${scriptCarrier}.ps1`),
    functions: new Map(files.sort().map((file) => [basename(file, '.ps1'), read(file)])),
  };
}

/** Everything that a node session defines before its first call. */
export const allFunctions = (texts: ScriptTexts): string =>
  [...texts.functions.values(), texts.carrier].join('\n');

const functionName = /\b[A-Z][A-Za-z]*-Patch[A-Za-z]+\b/g;

/** The text of a function and of those that it calls, which is the exact text that a node runs for it. */
export function functionWithCallees(texts: ScriptTexts, name: string): string {
  const wanted = [name];
  for (const each of wanted)
    for (const [called] of texts.functions.get(each)?.matchAll(functionName) ?? [])
      if (texts.functions.has(called) && !wanted.includes(called)) wanted.push(called);
  return wanted.map((each) => texts.functions.get(each) ?? '').join('\n');
}
