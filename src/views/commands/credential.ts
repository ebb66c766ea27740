import * as vscode from 'vscode';
import type { ClusterDefinition } from '../../cluster/definition.ts';
import { type CredentialNeed, credentialNeeds } from '../../home/credentials.ts';
import { Secret } from '../../remoting/secret.ts';
import type { Clusters } from '../clusters.ts';
import { inform } from '../messages.ts';
import { openPlace } from '../openPlace.ts';
import { plainText } from '../plainText.ts';
import type { Services } from '../services.ts';
import type { Target } from '../target.ts';
import { mayChange } from './allowed.ts';
import { pickCluster } from './picks.ts';

/** Set Credential…: the account for a cluster whose definition asks for one, kept in the editor's secret storage. */
export async function setCredential(services: Services, target: Target): Promise<void> {
  const { clusters, secrets, operator } = services;
  const need = await chosenNeed(clusters, target);
  if (need === undefined) return;
  const title = vscode.l10n.t('Credential for {0}', need.cluster);
  const user =
    need.user ??
    (await vscode.window.showInputBox({
      title,
      prompt: vscode.l10n.t('User name, such as patch@contoso.com'),
      ignoreFocusOut: true,
    }));
  if (user === undefined || user.trim() === '') return;
  const password = await vscode.window.showInputBox({
    title,
    prompt: plainText(vscode.l10n.t('Password of {0}', user)),
    password: true,
    ignoreFocusOut: true,
  });
  if (password === undefined) return;
  await secrets.keep(need, { user: user.trim(), password: new Secret(password) });
  operator.credentialChanged(need);
  void inform(
    vscode.l10n.t('The credential for {0} is kept in the secret storage of the editor.', need.cluster),
  );
  await clusters.refresh(need.cluster);
}

/** Forget Credential…: takes it out of the secret storage. */
export async function forgetCredential(services: Services, target: Target): Promise<void> {
  const { clusters, secrets, operator } = services;
  const need = await chosenNeed(clusters, target);
  if (need === undefined) return;
  await secrets.forget(need);
  operator.credentialChanged(need);
  void inform(
    vscode.l10n.t(
      'The credential for {0} is forgotten. Sessions that are open stay open until the window is closed.',
      need.cluster,
    ),
  );
}

/** The credential that is meant: of the cluster that was clicked or is chosen, and one of several user names. */
async function chosenNeed(clusters: Clusters, target: Target): Promise<CredentialNeed | undefined> {
  if (!(await mayChange())) return undefined;
  const definition = clusters.definition(target.cluster) ?? (await pickCluster(clusters));
  if (definition === undefined) return undefined;
  const [only, ...others] = credentialNeeds(definition);
  if (only === undefined) {
    await sayNoneIsAsked(clusters, definition);
    return undefined;
  }
  if (others.length === 0) return only;
  const picks = [only, ...others].map((need) => ({
    label: need.user ?? vscode.l10n.t('The nodes whose definition names no user'),
    need,
  }));
  const title = vscode.l10n.t('Credential for {0}', definition.name);
  return (await vscode.window.showQuickPick(picks, { title, ignoreFocusOut: true }))?.need;
}

async function sayNoneIsAsked(clusters: Clusters, { name }: ClusterDefinition): Promise<void> {
  const open = vscode.l10n.t('Open Definition');
  const chosen = await inform(
    vscode.l10n.t(
      'The definition of {0} asks for no credential: its nodes are entered as the account signed in here. Add "credential" to its transport to change that.',
      name,
    ),
    open,
  );
  const entry = clusters.entries.find(({ id }) => id === name);
  if (chosen === open && entry !== undefined) await openPlace({ file: entry.file, line: 1, column: 1 });
}
