/** What turns a text into the reader's language; `vscode.l10n` is one. Texts are written out where they are used. */
export interface Localizer {
  t(message: string, ...args: (string | number | boolean)[]): string;
}

/** The language that the texts are in: VS Code's own, where there is a translation into it. */
export const languageOf = (l10n: { readonly bundle: unknown }, ofEditor: string): string =>
  l10n.bundle === undefined ? 'en' : ofEditor;
