import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import * as z from 'zod';
import {
  checklistPanelType,
  commandIds,
  contextKeys,
  rowCommands,
  settingDefaults,
  viewContainerId,
  viewIds,
  walkthroughId,
} from '../../src/views/contributions.ts';

const root = join(import.meta.dirname, '..', '..');
const when = z.object({ when: z.string().optional() });
const menuEntry = z.object({ command: z.string(), when: z.string().optional() });
const manifest = z
  .object({
    activationEvents: z.array(z.string()),
    capabilities: z.object({
      untrustedWorkspaces: z.object({ supported: z.string(), restrictedConfigurations: z.array(z.string()) }),
    }),
    icon: z.string(),
    contributes: z.object({
      viewsContainers: z.object({ activitybar: z.array(z.object({ id: z.string(), icon: z.string() })) }),
      views: z.record(z.string(), z.array(z.object({ id: z.string(), icon: z.string() }))),
      viewsWelcome: z.array(when.extend({ view: z.string(), contents: z.string() })),
      commands: z.array(
        z.object({ command: z.string(), category: z.string(), enablement: z.string().optional() }),
      ),
      menus: z.record(z.string(), z.array(menuEntry)),
      configuration: z.object({
        properties: z.record(z.string(), z.object({ default: z.unknown(), scope: z.string() })),
      }),
      jsonValidation: z.array(z.object({ fileMatch: z.string(), url: z.string() })),
      walkthroughs: z.array(
        z.object({
          id: z.string(),
          steps: z.array(
            z.object({ media: z.object({ markdown: z.string() }), completionEvents: z.array(z.string()) }),
          ),
        }),
      ),
    }),
  })
  .parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));
const { contributes } = manifest;
const raw = await readFile(join(root, 'package.json'), 'utf8');
const texts = z
  .record(z.string(), z.string())
  .parse(JSON.parse(await readFile(join(root, 'package.nls.json'), 'utf8')));

/** Every clause of the manifest that looks at context keys. */
const clauses = [
  ...contributes.commands.map((command) => command.enablement),
  ...Object.values(contributes.menus)
    .flat()
    .map((entry) => entry.when),
  ...contributes.viewsWelcome.map((welcome) => welcome.when),
  ...contributes.walkthroughs.flatMap((walkthrough) =>
    walkthrough.steps.flatMap((step) => step.completionEvents),
  ),
].filter((clause) => clause !== undefined);

const sorted = (values: Iterable<string>): string[] => [...new Set(values)].sort();

/** The texts that the code gives to l10n.t, as they stand in the source. */
async function sourceTexts(): Promise<readonly string[]> {
  const names = (await readdir(join(root, 'src'), { recursive: true })).filter(
    (name) => /^(views|extension)/.test(name) && name.endsWith('.ts'),
  );
  const sources = await Promise.all(names.map((name) => readFile(join(root, 'src', name), 'utf8')));
  return sources.flatMap((source) =>
    [...source.matchAll(/l10n\.t\(\s*'((?:[^'\\]|\\.)*)'/g)].map((match) => match[1] ?? ''),
  );
}

describe('package.json and contributions.ts name the same', () => {
  test('commands', () => {
    assert.deepEqual(
      sorted(contributes.commands.map((command) => command.command)),
      sorted(Object.values(commandIds)),
    );
    assert.deepEqual(sorted(contributes.commands.map((command) => command.category)), ['Cluster Patch']);
  });

  test('views and their container', () => {
    assert.deepEqual(
      contributes.viewsContainers.activitybar.map((container) => container.id),
      [viewContainerId],
    );
    assert.deepEqual(Object.keys(contributes.views), [viewContainerId]);
    assert.deepEqual(
      sorted(
        Object.values(contributes.views)
          .flat()
          .map((view) => view.id),
      ),
      sorted(Object.values(viewIds)),
    );
  });

  test('context keys: each one that a clause looks at is set, and each one that is set is looked at', () => {
    const own = new Set<string>([...Object.values(commandIds), ...Object.values(viewIds)]);
    const looked = clauses
      .flatMap((clause) => clause.match(/clusterPatch\.\w+/g) ?? [])
      .filter((id) => !own.has(id));
    assert.deepEqual(sorted(looked), sorted(contextKeys));
  });

  test('settings with their defaults', () => {
    const declared = Object.fromEntries(
      Object.entries(contributes.configuration.properties).map(([id, value]) => [id, value.default]),
    );
    assert.deepEqual(declared, { ...settingDefaults });
  });

  test('the checklist panel and the walkthrough', () => {
    assert.deepEqual(manifest.activationEvents, [`onWebviewPanel:${checklistPanelType}`]);
    assert.deepEqual(
      contributes.walkthroughs.map((walkthrough) => walkthrough.id),
      [walkthroughId],
    );
  });
});

describe('the manifest is whole', () => {
  test('menus and welcome texts name commands that exist', () => {
    const known = new Set<string>(Object.values(commandIds));
    const inMenus = Object.values(contributes.menus).flatMap((entries) =>
      entries.map((entry) => entry.command),
    );
    const inTexts = Object.values(texts).flatMap((text) =>
      [...text.matchAll(/\(command:(clusterPatch\.\w+)\)/g)].map((match) => match[1] ?? ''),
    );
    for (const command of [...inMenus, ...inTexts]) assert.ok(known.has(command), command);
  });

  test('commands that need a row are kept out of the command palette, and only those', () => {
    const hidden = (contributes.menus.commandPalette ?? [])
      .filter((entry) => entry.when === 'false')
      .map((entry) => entry.command);
    assert.deepEqual(sorted(hidden), sorted(rowCommands.map((name) => commandIds[name])));
  });

  test('every %key% has its text and every text its key', () => {
    assert.deepEqual(
      sorted([...raw.matchAll(/"%([\w.]+)%"/g)].map((match) => match[1] ?? '')),
      sorted(Object.keys(texts)),
    );
  });

  test('every file that it names is there', () => {
    const files = [
      manifest.icon,
      ...contributes.viewsContainers.activitybar.map((container) => container.icon),
      ...Object.values(contributes.views)
        .flat()
        .map((view) => view.icon),
      ...contributes.walkthroughs.flatMap((walkthrough) =>
        walkthrough.steps.map((step) => step.media.markdown),
      ),
    ];
    for (const file of files) assert.ok(existsSync(join(root, file)), file);
  });

  test('a workspace that is not trusted chooses neither the program to start nor what is asked', () => {
    const { properties } = contributes.configuration;
    assert.equal(properties['clusterPatch.powershellPath']?.scope, 'machine');
    const { supported, restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    assert.equal(supported, 'limited');
    assert.ok(restrictedConfigurations.includes('clusterPatch.confirmChanges'));
    assert.ok(restrictedConfigurations.includes('clusterPatch.home'));
  });
});

test('the translation bundle holds every text of the code and no other', async () => {
  const bundle = z
    .record(z.string(), z.string())
    .parse(JSON.parse(await readFile(join(root, 'l10n', 'bundle.l10n.json'), 'utf8')));
  assert.deepEqual(sorted(Object.keys(bundle)), sorted(await sourceTexts()));
});
