// The workbench tests: the packaged extension in a real VS Code. First the cases of host/ inside the extension
// host, then those of page/ on the page as a person sees it. Builds nothing.
//   node test/workbench/run.ts <file.vsix> [part of a file name]…
import { globSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { run } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { ensurePowerShell } from '../../tools/powershell.ts';
import { withOnPath } from '../../tools/workbench/executable.ts';
import { runExtensionTests } from '../../tools/workbench/extensionTests.ts';
import { installWorkbench } from '../../tools/workbench/install.ts';
import { type PageSuite, suiteVariable } from '../../tools/workbench/pageSuite.ts';
import { prepareMachine } from '../../tools/workbench/prepare.ts';
import { startWorkbench } from '../../tools/workbench/server.ts';
import { changeUserSettings, quietSettings } from '../../tools/workbench/settings.ts';
import { TestReports } from '../../tools/workbench/testEvents.ts';
import type { TestReport } from '../../tools/workbench/testReport.ts';
import { installVsix } from '../../tools/workbench/vsix.ts';

const here = import.meta.dirname;
const root = resolve(here, '../..');
const scratch = join(root, 'test-output', 'workbench');
const screenshots = join(root, 'test-output', 'screenshots');

async function main(vsix: string, only: readonly string[]): Promise<TestReport[]> {
  await prepareMachine(console.log);
  await installWorkbench(root, console.log);
  // The extension looks for PowerShell as on any machine, and finds the lab's own where there is no other.
  process.env.PATH = withOnPath(await ensurePowerShell(root, console.log)).PATH;
  await rm(scratch, { recursive: true, force: true });
  await mkdir(screenshots, { recursive: true });
  const server = { root, dataDir: join(scratch, 'data'), extensionDir: join(scratch, 'extensions') };
  await changeUserSettings(server.dataDir, quietSettings);
  await installVsix(resolve(vsix), server);

  const wanted = (file: string) => only.length === 0 || only.some((part) => file.includes(part));
  const hostFiles = globSync('host/**/*.test.ts', { cwd: here }).filter(wanted).sort();
  // What takes minutes is played only when it is named.
  const pages = only.length === 0 ? 'page/*.test.ts' : '{page,long}/*.test.ts';
  const pageFiles = globSync(pages, { cwd: here }).filter(wanted).sort();
  const reports: TestReport[] = [];
  if (hostFiles.length > 0) reports.push(...(await runHostTests(server.extensionDir, hostFiles)));
  if (pageFiles.length > 0) reports.push(...(await runPageTests(server, pageFiles)));
  return reports;
}

/** The extension as the .vsix unpacked it, under the tests' own extension host. */
async function runHostTests(extensionDir: string, files: readonly string[]): Promise<TestReport[]> {
  const folders = (await readdir(extensionDir, { withFileTypes: true })).filter((entry) =>
    entry.isDirectory(),
  );
  const [extension, ...others] = folders;
  if (extension === undefined || others.length > 0) throw new Error(`Not one extension in ${extensionDir}.`);
  const workspace = join(scratch, 'workspaces', 'host');
  await mkdir(workspace, { recursive: true });
  console.log('In the extension host:');
  const reports = await runExtensionTests({
    root,
    workspace,
    extension: join(extensionDir, extension.name),
    files: files.map((file) => join(here, file)),
    scratch: join(scratch, 'host'),
  });
  for (const report of reports) print(report);
  return reports;
}

/** One workbench for all page tests; each file has its own browser and workspace. */
async function runPageTests(
  server: { root: string; dataDir: string; extensionDir: string },
  files: readonly string[],
): Promise<TestReport[]> {
  console.log('On the page:');
  const workspaces = join(scratch, 'workspaces');
  const workbench = await startWorkbench({ ...server, workspace: workspaces });
  const suite: PageSuite = { url: workbench.url, dataDir: server.dataDir, workspaces, screenshots };
  process.env[suiteVariable] = JSON.stringify(suite);
  try {
    const reports: TestReport[] = [];
    const events = new TestReports();
    for await (const event of run({ files: files.map((file) => join(here, file)), concurrency: 1 })) {
      if (event.type === 'test:stdout' || event.type === 'test:stderr')
        process.stdout.write(event.data.message);
      const report = events.take(event);
      if (report === undefined) continue;
      print(report);
      reports.push(report);
    }
    return reports;
  } finally {
    await workbench.stop();
  }
}

function print({ outcome, name, durationMs, error }: TestReport): void {
  console.log(`  ${outcome.padEnd(7)} ${name} (${durationMs} ms)`);
  if (error !== undefined) console.log(stripVTControlCharacters(error).replaceAll(/^/gm, '          '));
}

const [vsix, ...only] = process.argv.slice(2);
if (vsix === undefined) {
  console.error('Usage: node test/workbench/run.ts <file.vsix> [part of a file name]…');
  process.exit(2);
}
try {
  const reports = await main(vsix, only);
  const count = (outcome: TestReport['outcome']) =>
    reports.filter((report) => report.outcome === outcome).length;
  console.log(`${count('passed')} passed, ${count('failed')} failed`);
  // A skipped test, or a run that found none, is no proof of anything.
  process.exitCode = count('passed') > 0 && count('passed') === reports.length ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
