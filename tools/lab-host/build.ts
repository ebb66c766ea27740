/** Builds the PowerShell for machines that have none, and keeps it under `.tools/lab-host/`. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { withBuildLock } from './build-lock.ts';

const run = promisify(execFile);
const REMEDY_SDK = 'Install the .NET SDK 10 (package dotnet-sdk-10.0) and see that `dotnet` is on the PATH.';
const REMEDY_RESTORE = 'Check that `dotnet restore` can reach a NuGet feed, then build again.';

/** Thrown when the host cannot be built; its message is one line and names the remedy. */
export class LabHostBuildError extends Error {
  override readonly name = 'LabHostBuildError';
}

/**
 * Publishes the host to `<root>/.tools/lab-host/` unless the sources are those of the last build.
 * Returns the path of the executable. Throws {@link LabHostBuildError} when the SDK or the package is missing.
 */
export async function buildLabHost(root: string, log: (line: string) => void): Promise<string> {
  const sources = path.join(root, 'tools', 'lab-host');
  const target = path.join(root, '.tools', 'lab-host');
  const executable = path.join(target, process.platform === 'win32' ? 'pwsh.exe' : 'pwsh');
  const stampFile = path.join(target, 'sources.sha256');
  const rid = runtimeIdentifier();
  const stamp = await hashOf(sources, rid);
  const isCurrent = async () => (await textOf(stampFile)) === stamp && (await exists(executable));
  if (await isCurrent()) return executable;

  await demandSdk();
  await withBuildLock(path.join(root, '.tools', 'lab-host.lock'), async () => {
    if (await isCurrent()) return;
    log('Building the lab PowerShell host; this takes half a minute.');
    const started = Date.now();
    // Published beside the old one and moved over it, so that programs in the middle of starting it survive.
    const scratch = await mkdtemp(path.join(root, '.tools', 'lab-host-build-'));
    try {
      await publish(path.join(sources, 'pwsh.csproj'), rid, scratch);
      await moveOver(path.join(scratch, 'out'), target);
      await writeFile(stampFile, stamp);
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
    log(`Built ${executable} in ${Math.round((Date.now() - started) / 1000)} s.`);
  });
  return executable;
}

function runtimeIdentifier(): string {
  const system = { win32: 'win', darwin: 'osx' }[process.platform as string] ?? 'linux';
  return `${system}-${process.arch}`;
}

async function demandSdk(): Promise<void> {
  const listed = await run('dotnet', ['--list-sdks']).catch(() => undefined);
  if (!listed || !/^[1-9]\d\./m.test(listed.stdout)) {
    throw new LabHostBuildError(`The .NET SDK 10 was not found. ${REMEDY_SDK}`);
  }
}

async function publish(project: string, rid: string, scratch: string): Promise<void> {
  const output = ['--artifacts-path', path.join(scratch, 'artifacts'), '-o', path.join(scratch, 'out')];
  const dotnet = (...more: string[]) =>
    run(
      'dotnet',
      ['publish', project, '-r', rid, '--self-contained', 'false', ...output, '-v', 'quiet', ...more],
      {
        maxBuffer: 16 << 20,
      },
    ).then(
      () => undefined,
      (error: unknown) => whatWentWrong(error),
    );
  let problem = await dotnet();
  // Compiling ahead of time needs one more package; without it the host works, and starts slower.
  if (problem?.includes('Crossgen2')) problem = await dotnet('-p:PublishReadyToRun=false');
  if (!problem) return;
  const remedy = /^NU\d/.test(problem)
    ? REMEDY_RESTORE
    : 'Run `dotnet publish tools/lab-host` to see all of its output.';
  throw new LabHostBuildError(`The lab PowerShell host could not be built: ${problem}. ${remedy}`);
}

/** The first error that dotnet reported, on one line, without the path of the project. */
function whatWentWrong(error: unknown): string {
  const said = error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error);
  const reported =
    /error\s+(\w+\d+:[^\n[]*)/.exec(said)?.[1] ?? said.trim().split('\n')[0] ?? 'unknown error';
  return reported.trim().replace(/\.+$/, '');
}

/** Puts every published file in place by a rename, which never leaves a half-written file. */
async function moveOver(from: string, to: string): Promise<void> {
  for (const file of await filesUnder(from)) {
    const place = path.join(to, file);
    await mkdir(path.dirname(place), { recursive: true });
    await rename(path.join(from, file), place);
  }
}

async function hashOf(folder: string, rid: string): Promise<string> {
  const hash = createHash('sha256').update(rid);
  for (const file of (await filesUnder(folder))
    .filter((name) => /\.(cs|csproj|json|psd1|ps1xml)$/.test(name))
    .sort()) {
    hash.update(file).update(await readFile(path.join(folder, file)));
  }
  return hash.digest('hex');
}

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}

async function textOf(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch(() => undefined);
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  try {
    console.log(await buildLabHost(root, (line) => console.error(line)));
  } catch (error) {
    if (!(error instanceof LabHostBuildError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
