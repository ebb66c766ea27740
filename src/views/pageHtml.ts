import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { languageOf } from './localizer.ts';

/** The hash of an empty style: the toolkit adds one to find out whether the browser knows :focus-visible. */
const emptyStyle = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/** The files of the extension that make a page. */
export interface PageFiles {
  /** The bundle in `dist`, without its ending. */
  readonly script: string;
  /** In `media`, without their ending. */
  readonly styles: readonly string[];
}

/** A page's frame. Everything that it shows comes later, in messages; nothing but our own files is ever loaded. */
export function pageHtml(webview: vscode.Webview, root: vscode.Uri, { script, styles }: PageFiles): string {
  const nonce = randomBytes(18).toString('base64');
  const file = (...parts: string[]) => webview.asWebviewUri(vscode.Uri.joinPath(root, ...parts)).toString();
  const policy = [
    "default-src 'none'",
    `style-src ${webview.cspSource} ${emptyStyle}`,
    `script-src 'nonce-${nonce}'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${languageOf(vscode.l10n, vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
${styles.map((style) => `<link rel="stylesheet" href="${file('media', `${style}.css`)}">`).join('\n')}
</head>
<body>
<main id="page"></main>
<script nonce="${nonce}" src="${file('dist', `${script}.js`)}"></script>
</body>
</html>`;
}

/** Lets a panel's page run, and load from our own folders alone. */
export function preparePage(panel: vscode.WebviewPanel, root: vscode.Uri): void {
  panel.iconPath = vscode.Uri.joinPath(root, 'media', 'icon.png');
  panel.webview.options = {
    enableScripts: true,
    localResourceRoots: [vscode.Uri.joinPath(root, 'media'), vscode.Uri.joinPath(root, 'dist')],
  };
}
