import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Locator } from 'playwright-core';
import * as z from 'zod';
import { updateWorld } from '../../src/lab/worldFile.ts';
import type { WorkbenchPage } from '../../tools/workbench/page.ts';
import { type Bench, type BenchOptions, openBench } from '../../tools/workbench/pageSuite.ts';

const cli = join(import.meta.dirname, '..', '..', 'dist', 'cli.js');

/** A step or a reading takes seconds; on a machine that does much else at once, a minute. */
export const patience = { timeout: 120_000 } as const;

/** VS Code with the extension, and what a person does there with the lab. */
export class LabBench {
  readonly vscode: WorkbenchPage;
  readonly bench: Bench;

  private constructor(bench: Bench) {
    this.bench = bench;
    this.vscode = bench.vscode;
  }

  static async open(options: BenchOptions): Promise<LabBench> {
    return new LabBench(await openBench(options));
  }

  /** Makes the lab from the welcome text and waits until the tree and the page show it. */
  async tryLab(): Promise<void> {
    await this.vscode.showContainer('Cluster Patch');
    await this.vscode.page.getByRole('button', { name: 'Try It on the Lab' }).first().click();
    await this.vscode.treeItem(/^NODE2, Up/).waitFor(patience);
    await this.page('.picture svg').waitFor(patience);
  }

  /** A fresh lab, as a person resets it. */
  async reset(): Promise<void> {
    await this.vscode.runCommand('Cluster Patch: Reset Lab');
    await this.vscode.answerDialog('Reset Lab');
    await this.vscode.treeItem(/^lab, at rest/).waitFor(patience);
    await this.vscode.treeItem(/^NODE1, Up · active$/).waitFor(patience);
  }

  /** Starts a procedure from the command palette, by the labels of the lists that it shows. */
  async start(procedure: string, update: string): Promise<void> {
    await this.vscode.runCommand('Cluster Patch: Start Procedure…');
    await this.vscode.pick(procedure);
    await this.vscode.pick(update);
    await this.page('.step').first().waitFor(patience);
  }

  /** Whether the command palette has this command of ours. */
  async isOffered(title: string): Promise<boolean> {
    const full = `Cluster Patch: ${title}`;
    // By its own name: the palette shows no more rows at once than have room.
    return (await this.vscode.paletteOffers(full)).includes(full);
  }

  /** A part of the checklist's page. */
  page(selector: string): Locator {
    return this.vscode.webview().locator(selector);
  }

  /** A button of the checklist's page. */
  button(name: string): Locator {
    return this.vscode.webview().getByRole('button', { name, exact: true });
  }

  /** The row of a step on the page, by its number from 1. */
  step(number: number): Locator {
    return this.page('.step').nth(number - 1);
  }

  /** The row of a step once it looks so. */
  async stepLooks(number: number, look: string): Promise<void> {
    await this.page(`.step:nth-child(${number})[data-look="${look}"]`).waitFor(patience);
  }

  /** Waits until the page tells this to those who do not see it. */
  async announces(text: string): Promise<void> {
    await this.page('[aria-live="polite"]')
      .filter({ hasText: text })
      .waitFor({ state: 'attached', ...patience });
  }

  /** Waits until the keyboard is on this part of the page. */
  async focusIsOn(selector: string): Promise<void> {
    await this.page(selector)
      .and(this.page(':focus'))
      .first()
      .waitFor({ state: 'attached', ...patience });
  }

  /** Waits until the page says how far the run is. */
  async progressIs(text: string): Promise<void> {
    await this.page('.progress-text').filter({ hasText: text }).waitFor(patience);
  }

  /** Agrees to every question until this is there. Returns what was asked. */
  async agreeUntil(done: Locator): Promise<readonly string[]> {
    const asked: string[] = [];
    const yes = this.vscode.dialog().getByRole('button', { name: /^(Yes|Run on \S+)$/ });
    for (;;) {
      const seen = await Promise.race([appears(done, 'done'), appears(yes, 'asked')]);
      if (seen === 'done') return asked;
      if (seen === 'nothing') throw new Error('Neither a question nor the end of the wait appeared.');
      asked.push(await this.vscode.dialog().innerText());
      await yes.click();
      await this.vscode.dialog().waitFor({ state: 'detached' });
    }
  }

  /** Types a PowerShell line on a lab node, as another administrator would, behind the extension's back. */
  async exec(node: string, line: string): Promise<void> {
    await this.#terminal('exec', '--node', node, '--', line);
  }

  /** Lets a service that is to stop hang, in the process of this number. */
  hangService(node: string, service: string, processId: number): void {
    updateWorld(this.#worldFile, (world) => ({
      ...world,
      nodes: world.nodes.map((one) => ({
        ...one,
        services: one.services.map((known) =>
          one.name === node && known.name === service
            ? { ...known, status: 'StopPending' as const, stuck: true, processId }
            : known,
        ),
      })),
    }));
  }

  /** Lets installers hold the services for so long: a program that waits lets the lab's clock go on in great strides. */
  lengthenInstallations(seconds: number): void {
    updateWorld(this.#worldFile, (world) => {
      const { settings } = world;
      return {
        ...world,
        settings: { ...settings, durations: { ...settings.durations, servicesStartedAfter: seconds } },
      };
    });
  }

  /**
   * Lets what is due in the lab have happened while nobody looked, and a minute more. How much time is left until then
   * depends on how often somebody has waited before.
   */
  passWhatIsDue(): void {
    updateWorld(this.#worldFile, (world) => {
      const { now, touched } = world.clock;
      const left = Math.max(now, ...world.pending.map(({ at }) => at)) - now;
      return { ...world, clock: { ...world.clock, touched: touched - left - 60_000 } };
    });
  }

  get #worldFile(): string {
    return join(this.bench.workspace, '.cluster-patch', 'lab', 'lab', 'world.json');
  }

  /** What the lab saw that must never happen in production. */
  async hazards(): Promise<z.infer<typeof labHazards>> {
    return labHazards.parse(JSON.parse(await this.#terminal('hazards', '--json')));
  }

  #terminal(command: string, ...rest: readonly string[]): Promise<string> {
    return terminal(this.bench.workspace, `lab ${command}`, ...rest);
  }
}

/** Runs a command of the program in the terminal, on the home of a workspace. Returns what it printed. */
export async function terminal(
  workspace: string,
  command: string,
  ...rest: readonly string[]
): Promise<string> {
  const words = [...command.split(' '), '--home', join(workspace, '.cluster-patch'), ...rest];
  const { stdout } = await promisify(execFile)(process.execPath, [cli, ...words]);
  return stdout;
}

const labHazards = z.object({ hazards: z.array(z.object({ kind: z.string(), detail: z.string() })) });

const appears = (what: Locator, name: 'done' | 'asked'): Promise<'done' | 'asked' | 'nothing'> =>
  what.waitFor(patience).then(
    () => name,
    () => 'nothing',
  );
