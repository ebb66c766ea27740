/** What turns a text into the reader's language; `vscode.l10n` is one. Texts are written out where they are used. */
export interface Localizer {
  t(message: string, ...args: (string | number | boolean)[]): string;
}
