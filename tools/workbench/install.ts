import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** code-server brings a whole VS Code server to npm; this release carries VS Code 1.139. */
const codeServerVersion = '4.139.1';

/** What a finished install is marked with. Another text, from an older install, means: make it again. */
const stamp = `code-server ${codeServerVersion}, spdlog in JavaScript`;

/** The folder of the VS Code server inside an installed workbench. */
export function vscodeFolder(root: string): string {
  return vscodeFolderIn(workbenchFolder(root));
}

/**
 * Puts VS Code's server into `<root>/.tools/workbench`, from npm alone: about 30 s the first time, nothing
 * when it is there already. An install that was interrupted is thrown away and made again.
 * @throws an Error of one line that says what failed and what to do.
 */
export async function installWorkbench(root: string, log: (line: string) => void): Promise<void> {
  const target = workbenchFolder(root);
  if (await isComplete(target)) return;

  log(`Installing VS Code's server (code-server ${codeServerVersion}) into .tools/workbench…`);
  // Everything happens in a folder beside the target, and a rename is all or nothing.
  const partial = `${target}.partial`;
  await rm(partial, { recursive: true, force: true });
  await rm(target, { recursive: true, force: true });
  await mkdir(partial, { recursive: true });
  const manifest = { private: true, dependencies: { 'code-server': codeServerVersion } };
  await writeFile(join(partial, 'package.json'), JSON.stringify(manifest));

  await npmInstall(partial);
  const vscode = vscodeFolderIn(partial);
  if (!existsSync(join(vscode, 'package.json'))) {
    throw new Error(`code-server ${codeServerVersion} has no lib/vscode: the package is damaged; try again.`);
  }
  // code-server would do this in its post-install script, with a compiler; the prebuilt parts are enough.
  await npmInstall(vscode);
  const spdlog = join(vscode, 'node_modules', '@vscode', 'spdlog', 'index.js');
  await copyFile(join(import.meta.dirname, 'spdlog.cjs'), spdlog);
  await writeFile(stampIn(partial), stamp);
  await rename(partial, target);
}

function workbenchFolder(root: string): string {
  return join(root, '.tools', 'workbench');
}

function vscodeFolderIn(workbench: string): string {
  return join(workbench, 'node_modules', 'code-server', 'lib', 'vscode');
}

function stampIn(workbench: string): string {
  return join(workbench, 'installed.txt');
}

async function isComplete(workbench: string): Promise<boolean> {
  try {
    return (await readFile(stampIn(workbench), 'utf8')) === stamp;
  } catch {
    return false;
  }
}

async function npmInstall(folder: string): Promise<void> {
  const npm = npmCommand();
  const options = ['--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const args = [...npm.args, 'install', ...options];
  const errors = await new Promise<string | undefined>((resolve) => {
    const child = spawn(npm.program, args, {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
      shell: npm.shell,
      env: environmentForNpm(),
    });
    let text = '';
    child.stderr.on('data', (chunk: Buffer) => {
      text = (text + chunk.toString('utf8')).slice(-8000);
    });
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code) => resolve(code === 0 ? undefined : text.trim() || `exit code ${code}`));
  });
  if (errors === undefined) return;
  throw new Error(
    `npm could not install code-server ${codeServerVersion} (${firstErrors(errors)}). ` +
      'Check the network and the free disk space, and run the command again.',
  );
}

/** npm as it was started for this script, else the one on PATH. */
function npmCommand(): { program: string; args: string[]; shell: boolean } {
  const cli = process.env.npm_execpath;
  if (cli !== undefined && basename(cli) === 'npm-cli.js') {
    return { program: process.execPath, args: [cli], shell: false };
  }
  // On Windows npm is a .cmd file, which only a shell can start.
  return { program: 'npm', args: [], shell: process.platform === 'win32' };
}

/** The options of an npm that started us (`--prefix`, `--omit` …) are not meant for the npm that we start. */
function environmentForNpm(): NodeJS.ProcessEnv {
  const ours =
    /^npm_(package|lifecycle|command|config_(prefix|local_prefix|global_prefix|omit|ignore_scripts))/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
}

/** npm's own words, without its log file's path: the code and the sentence that follows it. */
function firstErrors(text: string): string {
  const lines = text.split('\n').map((line) => line.replace(/^npm (error|ERR!) ?/, '').trim());
  return lines
    .filter((line) => line !== '' && !line.startsWith('npm warn'))
    .slice(0, 2)
    .join(': ');
}
