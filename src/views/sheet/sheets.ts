import * as vscode from 'vscode';
import { type CommandName, commandIds, sheetPanelType } from '../contributions.ts';
import { pageHtml, preparePage } from '../pageHtml.ts';
import type { Target } from '../target.ts';
import { fromSheet, type Sheet, type SheetText, type ToSheet } from './protocol.ts';

/** What a button of a sheet does. */
export interface Command {
  readonly name: CommandName;
  readonly target: Target;
}

/** A sheet with what its buttons do, by their ids. */
export interface SheetWithCommands {
  /** As it stands on the tab. */
  readonly tab: string;
  readonly sheet: Sheet;
  readonly commands: ReadonlyMap<string, Command>;
}

/** Which sheet it is: a new one of a kind takes the place of the one before. */
export type SheetKind = 'advice' | 'preview' | 'rehearsal' | 'restore';

interface Open {
  readonly panel: vscode.WebviewPanel;
  content: SheetWithCommands;
}

/**
 * The tabs that show what was found. A sheet is true of one moment, so it is not brought back after a restart of
 * VS Code.
 */
export class Sheets implements vscode.Disposable {
  readonly #root: vscode.Uri;
  readonly #text: SheetText;
  readonly #open = new Map<SheetKind, Open>();

  constructor(root: vscode.Uri, text: SheetText) {
    this.#root = root;
    this.#text = text;
  }

  /** Shows a sheet in front. */
  show(kind: SheetKind, content: SheetWithCommands): void {
    const open = this.#open.get(kind);
    if (open === undefined) {
      this.#create(kind, content);
      return;
    }
    open.content = content;
    open.panel.title = content.tab;
    open.panel.reveal();
    this.#send(open);
  }

  dispose(): void {
    for (const { panel } of this.#open.values()) panel.dispose();
  }

  #create(kind: SheetKind, content: SheetWithCommands): void {
    const panel = vscode.window.createWebviewPanel(sheetPanelType, content.tab, vscode.ViewColumn.Active, {
      enableFindWidget: true,
    });
    const open: Open = { panel, content };
    this.#open.set(kind, open);
    preparePage(panel, this.#root);
    panel.webview.onDidReceiveMessage((message: unknown) => this.#receive(open, message));
    panel.onDidDispose(() => this.#open.delete(kind));
    panel.webview.html = pageHtml(panel.webview, this.#root, sheetFiles);
  }

  #receive(open: Open, data: unknown): void {
    const message = fromSheet.safeParse(data);
    if (!message.success) return;
    // The page says that it is ready again each time it comes back from being hidden.
    if (message.data.type === 'ready') {
      this.#send(open);
      return;
    }
    const command = open.content.commands.get(message.data.action);
    if (command !== undefined) void vscode.commands.executeCommand(commandIds[command.name], command.target);
  }

  #send({ panel, content: { sheet } }: Open): void {
    const message: ToSheet = { type: 'sheet', text: this.#text, sheet };
    void panel.webview.postMessage(message);
  }
}

const sheetFiles = { script: 'sheet', styles: ['page', 'sheet'] } as const;
