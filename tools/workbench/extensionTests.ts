import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { newContext, startBrowser } from './browser.ts';
import { openWorkbenchPage, remotePath } from './page.ts';
import { startWorkbench, type Workbench, type WorkbenchOptions } from './server.ts';
import { changeUserSettings, quietSettings } from './settings.ts';
import { readSourceMap, withSourcePlaces } from './sourcePlaces.ts';
import { type TestReport, testReportSchema } from './testReport.ts';

/** What to run in the extension host, and where. All paths are absolute. */
export interface ExtensionTests extends Pick<WorkbenchOptions, 'root' | 'workspace' | 'env'> {
  /** The unpacked extension: the folder of its package.json. */
  readonly extension: string;
  /** The test files: they use node:test and are free to import `vscode`. */
  readonly files: readonly string[];
  /** An empty or missing folder for the bundle, the server's data and the log. */
  readonly scratch: string;
  /** How long all of them may take together. */
  readonly limitMs?: number;
}

/**
 * Runs test files inside the real extension host of a workbench of their own, beside the extension.
 * Dialogs and notifications are not shown there: VS Code refuses them in tests.
 * @returns one report for each test, and a failed one for a run that did not come to its end.
 */
export async function runExtensionTests(tests: ExtensionTests): Promise<TestReport[]> {
  const results = join(tests.scratch, 'results.jsonl');
  const entry = await bundle(tests);
  await writeFile(results, '');
  const dataDir = join(tests.scratch, 'data');
  await changeUserSettings(dataDir, quietSettings);
  const workbench = await startWorkbench({
    root: tests.root,
    workspace: tests.workspace,
    dataDir,
    extensionDir: join(tests.scratch, 'extensions'),
    forExtensionTests: true,
    env: { ...tests.env, WORKBENCH_RESULTS: results },
  });
  try {
    const ending = await runInBrowser(workbench, tests, entry);
    const reports = await readReports(results);
    const script = await readSourceMap(join(dirname(entry), 'cases.cjs'));
    return judge(reports, ending).map(({ error, ...report }) =>
      error === undefined ? report : { ...report, error: withSourcePlaces(error, script) },
    );
  } finally {
    await workbench.stop();
  }
}

/** One script with the cases and one that runs them, as CommonJS: what the extension host loads. */
async function bundle(tests: ExtensionTests): Promise<string> {
  const folder = join(tests.scratch, 'tests');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const cases = join(folder, 'cases.ts');
  await writeFile(cases, loader(tests.files));
  await build({
    entryPoints: { index: join(import.meta.dirname, 'hostEntry.ts'), cases },
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['vscode'],
    sourcemap: 'linked',
    logLevel: 'error',
  });
  return join(folder, 'index.cjs');
}

/** A file that throws while it is loaded is a failed test, and takes none of the others with it. */
function loader(files: readonly string[]): string {
  const loads = files.map((file) => {
    const name = JSON.stringify(`${basename(file)} loads`);
    return `try { require(${JSON.stringify(file)}); } catch (error) { test(${name}, () => { throw error; }); }\n`;
  });
  return ["import { test } from 'node:test';\n", ...loads].join('');
}

type Ending =
  | { readonly kind: 'exit'; readonly code: number }
  | { readonly kind: 'broken'; readonly why: string };

async function runInBrowser(workbench: Workbench, tests: ExtensionTests, entry: string): Promise<Ending> {
  const browser = await startBrowser();
  const log: string[] = [];
  const limit = new AbortController();
  try {
    const page = await (await newContext(browser)).newPage();
    page.on('console', (message) => log.push(message.text()));
    const ended = endOfTests(page, tests.limitMs ?? 300_000, limit.signal);
    await openWorkbenchPage(page, {
      url: workbench.url,
      folder: tests.workspace,
      payload: [
        ['extensionDevelopmentPath', remotePath(workbench.url, tests.extension)],
        ['extensionTestsPath', remotePath(workbench.url, entry)],
      ],
    });
    return await ended;
  } finally {
    limit.abort();
    await browser.close();
    await writeFile(join(tests.scratch, 'page.log'), log.join('\n'));
  }
}

/** VS Code's page calls `codeAutomationExit`, where there is one, when the extension host has ended. */
function endOfTests(page: Page, limitMs: number, signal: AbortSignal): Promise<Ending> {
  return new Promise((resolve, reject) => {
    page
      .exposeFunction('codeAutomationExit', (code: number) => resolve({ kind: 'exit', code }))
      .catch(reject);
    page.on('crash', () => resolve({ kind: 'broken', why: 'the page crashed' }));
    page.on('close', () => resolve({ kind: 'broken', why: 'the page was closed' }));
    const why = `the tests did not end in ${limitMs / 1000} s`;
    const timer = setTimeout(() => resolve({ kind: 'broken', why }), limitMs);
    signal.addEventListener('abort', () => clearTimeout(timer));
  });
}

async function readReports(file: string): Promise<TestReport[]> {
  if (!existsSync(file)) return [];
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
  return lines.map((line) => testReportSchema.parse(JSON.parse(line)));
}

/** The exit code and the reports must tell the same story; where they do not, that is a failure of its own. */
function judge(reports: readonly TestReport[], ending: Ending): TestReport[] {
  const anyFailed = reports.some((report) => report.outcome === 'failed');
  const wrong = (error: string): TestReport[] => [
    ...reports,
    { outcome: 'failed', name: 'extension host', durationMs: 0, error },
  ];
  if (ending.kind === 'broken') return wrong(ending.why);
  if (reports.length === 0) return wrong(`ended with exit code ${ending.code} before any test`);
  if (ending.code !== 0 && !anyFailed)
    return wrong(`ended with exit code ${ending.code} though no test failed`);
  return [...reports];
}
