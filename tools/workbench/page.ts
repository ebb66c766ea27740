import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';

/** The colour themes that everything we show is looked at in, by their names in VS Code's theme picker. */
const themes = {
  dark: { label: 'Dark Modern', worn: '.vs-dark' },
  light: { label: 'Light Modern', worn: '.vs' },
  'high-contrast': { label: 'Dark High Contrast', worn: '.hc-black' },
} as const;
export type ThemeName = keyof typeof themes;
export const themeNames: readonly ThemeName[] = ['dark', 'light', 'high-contrast'];

/** What a page is opened on. */
export interface PageAddress {
  /** The workbench server's address. */
  readonly url: string;
  /** The folder to open as workspace; an absolute path. */
  readonly folder: string;
  /** Pairs that VS Code's page takes from its address, such as `extensionDevelopmentPath`. */
  readonly payload?: readonly (readonly [name: string, value: string])[];
}

/** The full address of a workbench page: for a person's browser or for `openWorkbenchPage`. */
export function pageUrl(address: PageAddress): string {
  const url = new URL(address.url);
  url.searchParams.set('folder', address.folder);
  if (address.payload !== undefined) url.searchParams.set('payload', JSON.stringify(address.payload));
  return url.href;
}

/** How a path on the server's machine is written for its page. */
export function remotePath(serverUrl: string, path: string): string {
  return `vscode-remote://${new URL(serverUrl).host}${path}`;
}

/** Opens VS Code's page and waits until its parts are drawn; extensions may still be starting. */
export async function openWorkbenchPage(page: Page, address: PageAddress): Promise<WorkbenchPage> {
  await page.goto(pageUrl(address));
  await page.locator('.monaco-workbench .part.statusbar').waitFor();
  return new WorkbenchPage(page);
}

/**
 * What a person does in VS Code, by the words that they see. Every action waits for what it needs, within
 * the page's time limit; what a test expects it asserts itself on the locators given here.
 */
export class WorkbenchPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Reloads the page, as with F5 in a browser: every webview and extension starts anew. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor();
  }

  /**
   * Runs a command from the command palette by what it shows there: `Category: Title`.
   * @throws an Error when the palette does not offer it within half a minute.
   */
  async runCommand(title: string): Promise<void> {
    const giveUpAt = Date.now() + 30_000;
    while (!(await this.#offers(title))) {
      if (Date.now() > giveUpAt) throw new Error(`The command palette does not offer '${title}'.`);
    }
    await this.pick(title);
  }

  /**
   * Opens the palette on a title and leaves it open when it has a row for it; an open palette never shows a
   * command that is added or enabled later.
   */
  async #offers(title: string): Promise<boolean> {
    const timeout = 2000;
    await this.page.keyboard.press('F1');
    try {
      await this.quickInput().locator('input.input').fill(`>${title}`, { timeout });
      await this.#row(title).waitFor({ timeout });
      return true;
    } catch {
      await this.page.keyboard.press('Escape');
      return false;
    }
  }

  /** The rows that the command palette offers for what is typed; closes it again. */
  async paletteOffers(text: string): Promise<string[]> {
    await this.page.keyboard.press('F1');
    await this.quickInput().locator('input.input').fill(`>${text}`);
    await this.quickInput().locator('.monaco-list-row').first().waitFor();
    const offered = await this.quickInput().locator('.monaco-list-row .label-name').allInnerTexts();
    await this.page.keyboard.press('Escape');
    return offered;
  }

  /** The quick pick, input box or palette that is open. */
  quickInput(): Locator {
    return this.page.locator('.quick-input-widget:visible');
  }

  /** Chooses the row with exactly this label in the open quick pick. */
  async pick(label: string): Promise<void> {
    await this.quickInput().locator('.monaco-list-row').first().waitFor();
    // A long list draws only the rows that have room: what is typed brings the others there.
    if (!(await this.#row(label).isVisible())) await this.quickInput().locator('input.input').fill(label);
    await this.#row(label).click();
  }

  #row(label: string): Locator {
    return this.quickInput()
      .locator('.label-name')
      .filter({ hasText: exactly(label) })
      .first();
  }

  /** Types into the open input box and accepts it. */
  async answer(text: string): Promise<void> {
    const input = this.quickInput().locator('input.input');
    await input.fill(text);
    await input.press('Enter');
  }

  /** Shows a view container by its title in the activity bar; leaves it when it is shown already. */
  async showContainer(title: string): Promise<void> {
    // A key binding or a badge's words may follow the title.
    const name = new RegExp(`^${escaped(title)}($| \\(| - )`);
    const tab = this.page.locator('.activitybar').getByRole('tab', { name });
    // A click on the shown container would hide it.
    if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
    // Else the tab's tooltip hangs over the view.
    await this.page.mouse.move(0, 0);
  }

  /** A row of any tree that is shown, by what its accessible name contains or matches. */
  treeItem(name: string | RegExp): Locator {
    return this.page.locator('.sidebar').getByRole('treeitem', { name });
  }

  /** Goes to the first row of the tree that has the keyboard, and waits until it is this one. */
  async focusFirstRow(row: Locator): Promise<void> {
    await this.page.locator('.sidebar .monaco-list:focus').waitFor();
    await this.page.keyboard.press('Home');
    await this.page.locator('.sidebar .monaco-list:focus .monaco-list-row.focused').and(row).waitFor();
  }

  /** Opens a closed row of a tree. */
  async expand(row: Locator): Promise<void> {
    if ((await row.getAttribute('aria-expanded')) === 'false')
      await row.locator('.monaco-tl-twistie').click();
  }

  /** Clicks an icon in a view's title bar by its tooltip. */
  async clickViewAction(title: string): Promise<void> {
    const actions = this.page.locator('.sidebar .composite.title, .sidebar .pane-header');
    await actions.getByRole('button', { name: title }).first().click();
  }

  /** Chooses an entry of a row's context menu. */
  async chooseFromMenu(row: Locator, entry: string): Promise<void> {
    const item = this.page.locator('.context-view .monaco-menu').getByRole('menuitem', { name: entry });
    // A tree that is read anew closes the menu of its row.
    for (let tries = 0; tries < 5; tries += 1) {
      await row.click({ button: 'right' });
      const open = await item.waitFor({ timeout: 5000 }).then(
        () => true,
        () => false,
      );
      if (open) break;
      await this.page.keyboard.press('Escape');
    }
    // By the keyboard: a menu takes no clicks in its first moments, lest the click that opened it chooses.
    await item.hover();
    await this.page.keyboard.press('Enter');
    await item.waitFor({ state: 'detached' });
  }

  /** The inside of the webview that is shown in the editor area. */
  webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready:visible').frameLocator('#active-frame');
  }

  /** The tab of an open editor or webview panel. */
  editorTab(title: string): Locator {
    return this.page.locator('.tabs-container').getByRole('tab', { name: title });
  }

  /** The modal dialog that is open. */
  dialog(): Locator {
    return this.page.locator('.monaco-dialog-box');
  }

  /** Clicks a button of the open modal dialog and waits until the dialog is gone. */
  async answerDialog(button: string): Promise<void> {
    await this.dialog()
      .getByRole('button', { name: exactly(button) })
      .click();
    await this.dialog().waitFor({ state: 'detached' });
  }

  /** A notification that is on screen, by what it says. */
  notification(text: string | RegExp): Locator {
    return this.page.locator('.notifications-toasts .notification-list-item').filter({ hasText: text });
  }

  /** Puts away the notifications that are on screen. */
  async clearNotifications(): Promise<void> {
    await this.runCommand('Notifications: Clear All Notifications');
    await this.page
      .locator('.notifications-toasts .notification-list-item')
      .first()
      .waitFor({ state: 'detached' });
  }

  /** An item of the status bar by what it says. */
  statusBarItem(text: string | RegExp): Locator {
    return this.page.locator('.part.statusbar .statusbar-item').filter({ hasText: text });
  }

  /** Changes the colour theme and waits until the page wears it. */
  async wearTheme(theme: ThemeName): Promise<void> {
    const { label, worn } = themes[theme];
    await this.runCommand('Preferences: Color Theme');
    await this.quickInput().locator('input.input').fill(label);
    await this.pick(label);
    await this.page.locator(`.monaco-workbench${worn}`).waitFor();
    await this.quickInput().waitFor({ state: 'detached' });
  }

  /** The names of the rows, tabs, questions and notifications that are on screen, a line each. */
  async shown(): Promise<string> {
    const named = this.page.locator(
      '.sidebar [role="treeitem"], .tabs-container [role="tab"], .monaco-dialog-box, .quick-input-widget:visible, .notification-list-item',
    );
    const lines = await named.evaluateAll((all) =>
      all.map((one) => one.getAttribute('aria-label') ?? one.textContent ?? ''),
    );
    return lines.join('\n');
  }

  /** Takes a picture of the page as it is, without notifications' fade and the caret's blinking. */
  async screenshot(file: string): Promise<void> {
    await mkdir(dirname(file), { recursive: true });
    await this.page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
  }
}

/** A pattern that this text alone matches. */
function exactly(text: string): RegExp {
  return new RegExp(`^${escaped(text)}$`);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
