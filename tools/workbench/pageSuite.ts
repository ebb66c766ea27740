import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach } from 'node:test';
import * as z from 'zod';
import { newContext, type PageLook, startBrowser } from './browser.ts';
import { openWorkbenchPage, themeNames, type WorkbenchPage } from './page.ts';
import { changeUserSettings, quietSettings, type Settings } from './settings.ts';

/** The variable in which the suite's entry tells the page tests, each a process of its own, of the workbench. */
export const suiteVariable = 'WORKBENCH_SUITE';

const suiteSchema = z.strictObject({
  url: z.string(),
  /** Where the workbench keeps the user's settings. */
  dataDir: z.string(),
  /** Where each test file gets a workspace of its own. */
  workspaces: z.string(),
  screenshots: z.string(),
});
export type PageSuite = z.infer<typeof suiteSchema>;

/** What a file of page tests works with: a page of VS Code with the extension, on a workspace of its own. */
export interface Bench {
  readonly vscode: WorkbenchPage;
  readonly workspace: string;
  /** Takes `<name>.png` into the screenshots' folder. */
  screenshot(name: string): Promise<void>;
  /** Takes `<name>-dark.png`, `<name>-light.png` and `<name>-high-contrast.png`. */
  screenshotInEveryTheme(name: string): Promise<void>;
}

export interface BenchOptions {
  /** The name of the workspace's folder, and so what VS Code shows as its name. */
  readonly name: string;
  /** Fills the empty workspace before VS Code opens it. */
  readonly prepare?: (workspace: string) => Promise<void>;
  readonly look?: PageLook;
  /** The user's settings for this file alone. */
  readonly settings?: Settings;
}

/**
 * Opens VS Code for this test file; call it once, at the top. The page is closed after the file's last test,
 * and a test that fails leaves a picture of the page and prints what it showed.
 */
export async function openBench({ name, prepare, look, settings }: BenchOptions): Promise<Bench> {
  const suite = readSuite();
  const workspace = join(suite.workspaces, name);
  await rm(workspace, { recursive: true, force: true });
  await mkdir(workspace, { recursive: true });
  await prepare?.(workspace);
  // The files share the workbench, and each begins with what it needs, whatever the one before has chosen.
  await changeUserSettings(suite.dataDir, {
    ...quietSettings,
    'workbench.colorTheme': undefined,
    ...settings,
  });

  const browser = await startBrowser();
  after(() => browser.close());
  const page = await (await newContext(browser, look)).newPage();
  const vscode = await openWorkbenchPage(page, { url: suite.url, folder: workspace });
  const screenshot = (picture: string) => vscode.screenshot(join(suite.screenshots, `${picture}.png`));
  afterEach(async (test) => {
    if (!('passed' in test) || test.passed) return;
    // Where only the run's text is kept there is no picture to look at.
    console.log(`The page at the end of a failed test:\n${(await vscode.shown()).replaceAll(/^/gm, '    ')}`);
    await screenshot(`failed-${fileName(`${name} ${test.name}`)}`);
  });
  return {
    vscode,
    workspace,
    screenshot,
    async screenshotInEveryTheme(picture) {
      for (const theme of themeNames) {
        await vscode.wearTheme(theme);
        await screenshot(`${picture}-${theme}`);
      }
    },
  };
}

function readSuite(): PageSuite {
  const text = process.env[suiteVariable];
  if (text === undefined)
    throw new Error('Run page tests by test/workbench/run.ts: they need its workbench.');
  return suiteSchema.parse(JSON.parse(text));
}

function fileName(text: string): string {
  return text.replaceAll(/[^\w-]+/g, '-');
}
