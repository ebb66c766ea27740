// `npm start`: VS Code with the extension on a workspace with the lab. In the desktop's VS Code where there is
// one, else in a browser; `npm start -- --browser` chooses the browser, `--port N` its port.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { build } from './build.ts';
import { packExtension } from './pack.ts';
import { ensurePowerShell } from './powershell.ts';
import { type Demo, findDesktopCode, openDesktop, openInBrowser } from './workbench/demo.ts';

const root = resolve(import.meta.dirname, '..');
const demo: Demo = {
  root,
  workspace: join(root, '.tools', 'demo-workspace'),
  dataDir: join(root, '.tools', 'demo-data'),
};

const say = (line: string): void => console.log(line);

const readme = `# A cluster to try things on

This workspace holds the **lab**: a simulated two-node cluster. Nothing here can reach a real server.

1. Open *Cluster Patch* in the activity bar: the cluster, its nodes and their services.
2. Run *Cluster Patch: Start Procedure…* from the command palette (F1) and choose the cluster \`lab\`.
3. *Cluster Patch: Reset Lab* makes everything new again.
`;

async function main(): Promise<void> {
  const options = { browser: { type: 'boolean' }, port: { type: 'string' } } as const;
  const { values } = parseArgs({ options });
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65536)) {
    throw new Error(`'${values.port}' is not a TCP port: give a number from 1 to 65535.`);
  }

  say('Building…');
  await build(root);
  const powershell = await ensurePowerShell(root, say);
  await makeWorkspace();

  const code = values.browser === true ? undefined : findDesktopCode();
  if (code !== undefined && (await openDesktop(code, demo))) {
    say(`VS Code is open on ${demo.workspace}.`);
    return;
  }
  const browser = { ...demo, vsix: await packExtension(root), powershell };
  const { workbench, address } = await openInBrowser(
    port === undefined ? browser : { ...browser, port },
    say,
  );
  say(`VS Code with the extension is at\n\n  ${address}\n\nOpen it in a browser. Ctrl+C ends it.`);
  const why = await Promise.race([askedToStop(), workbench.ended.then(() => 'the server ended' as const)]);
  await workbench.stop();
  if (why === 'the server ended')
    throw new Error('The workbench server ended by itself. Run npm start again.');
}

/** The workspace is made once: what somebody tried in it is still there the next time. */
async function makeWorkspace(): Promise<void> {
  await mkdir(demo.workspace, { recursive: true });
  const readmeFile = join(demo.workspace, 'README.md');
  if (!existsSync(readmeFile)) await writeFile(readmeFile, readme);
  const home = join(demo.workspace, '.cluster-patch');
  if (existsSync(home)) return;
  await promisify(execFile)(process.execPath, [join(root, 'dist', 'cli.js'), 'lab', 'reset', '--home', home]);
}

/** Ctrl+C, a polite kill, or the end of the command that started this one and would have passed it on. */
function askedToStop(): Promise<'asked'> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.once(signal, () => resolve('asked'));
    const parent = process.ppid;
    const watch = setInterval(() => {
      if (process.ppid !== parent) resolve('asked');
    }, 1000);
    watch.unref();
  });
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
