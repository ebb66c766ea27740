import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** The hash of an empty style: the toolkit adds one to find out whether the browser knows :focus-visible. */
const emptyStyle = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/** The page's frame. Everything that it shows comes later, in messages; nothing but our own files is ever loaded. */
export function checklistHtml(webview: vscode.Webview, root: vscode.Uri): string {
  const nonce = randomBytes(18).toString('base64');
  const file = (...parts: string[]) => webview.asWebviewUri(vscode.Uri.joinPath(root, ...parts)).toString();
  const policy = [
    "default-src 'none'",
    `style-src ${webview.cspSource} ${emptyStyle}`,
    `script-src 'nonce-${nonce}'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${file('media', 'checklist.css')}">
</head>
<body>
<main id="page"></main>
<script nonce="${nonce}" src="${file('dist', 'checklist.js')}"></script>
</body>
</html>`;
}

/** The folders from which the page may load. */
export const checklistRoots = (root: vscode.Uri): vscode.Uri[] => [
  vscode.Uri.joinPath(root, 'media'),
  vscode.Uri.joinPath(root, 'dist'),
];
