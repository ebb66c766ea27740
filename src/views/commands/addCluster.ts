import { join } from 'node:path';
import * as vscode from 'vscode';
import type { DefinitionFile } from '../../cluster/definition.ts';
import { hostName, identifier } from '../../cluster/names.ts';
import type { Services } from '../services.ts';
import { mayChange } from './allowed.ts';

/** Add Cluster…: asks for the little that cannot be known, writes the definition, and opens it. */
export async function addCluster({ clusters, definitionsFolder }: Services): Promise<void> {
  if (!(await mayChange())) return;
  const title = vscode.l10n.t('Add Cluster');
  const name = await vscode.window.showInputBox({
    title: `${title} (1/3)`,
    prompt: vscode.l10n.t('Name of the cluster, as you want to see it'),
    placeHolder: 'RMSCLU01',
    ignoreFocusOut: true,
    validateInput: (text) =>
      clusters.definition(text) === undefined
        ? complaint(identifier.safeParse(text))
        : vscode.l10n.t('There is a cluster with this name.'),
  });
  if (name === undefined) return;
  const nodes = await vscode.window.showInputBox({
    title: `${title} (2/3)`,
    prompt: vscode.l10n.t('Names of its nodes, separated by commas'),
    placeHolder: 'RMS01, RMS02',
    ignoreFocusOut: true,
    validateInput: (text) => nodesComplaint(split(text)),
  });
  if (nodes === undefined) return;
  const transport = await pickTransport(`${title} (3/3)`);
  if (transport === undefined) return;
  const file = vscode.Uri.file(join(definitionsFolder, 'clusters', `${name}.cluster.json`));
  const definition: Partial<DefinitionFile> = { name, preset: 'rms-2007', nodes: split(nodes), ...transport };
  await vscode.workspace.fs.writeFile(
    file,
    new TextEncoder().encode(`${JSON.stringify(definition, undefined, 2)}\n`),
  );
  await clusters.reload();
  await vscode.window.showTextDocument(file);
  clusters.select(name);
  await clusters.refresh(name);
}

async function pickTransport(
  title: string,
): Promise<Pick<DefinitionFile, 'transport'> | Record<string, never> | undefined> {
  const picks = [
    { label: 'WinRM', description: vscode.l10n.t('Kerberos, as you are signed in'), transport: undefined },
    {
      label: 'WinRM over HTTPS',
      description: vscode.l10n.t('port 5986'),
      transport: { kind: 'winrm', https: true, authentication: 'Default' },
    },
    {
      label: 'SSH',
      description: vscode.l10n.t('PowerShell 7 on both sides'),
      transport: { kind: 'ssh', subsystem: 'powershell' },
    },
  ] as const;
  const chosen = await vscode.window.showQuickPick(picks, {
    title,
    ignoreFocusOut: true,
    placeHolder: vscode.l10n.t('How are the nodes reached?'),
  });
  if (chosen === undefined) return undefined;
  return chosen.transport === undefined ? {} : { transport: chosen.transport };
}

const split = (text: string): string[] => text.split(',').map((part) => part.trim());

function nodesComplaint(names: readonly string[]): string | undefined {
  if (names.length < 2) return vscode.l10n.t('A cluster has at least two nodes.');
  return names.map((name) => complaint(hostName.safeParse(name), name)).find((text) => text !== undefined);
}

function complaint(
  parsed: { success: true } | { success: false; error: { issues: readonly { message: string }[] } },
  name?: string,
): string | undefined {
  if (parsed.success) return undefined;
  const message = parsed.error.issues[0]?.message ?? '';
  return name === undefined ? message : `${name} ${message}`;
}
