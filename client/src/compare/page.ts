/** The HTML of the page: a frame around its script. Nothing but our own two files may be loaded, and nothing from elsewhere. */
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { pageStrings } from './strings.ts';

export function pageHtml(webview: vscode.Webview, dist: vscode.Uri): string {
  const nonce = randomBytes(16).toString('base64');
  const address = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(dist, name)).toString();
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  const title = attribute(vscode.l10n.t('Compare profiles'));
  return `<!DOCTYPE html>
<html lang="${attribute(vscode.env.language)}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="${address('compare.css')}">
</head>
<body data-strings="${attribute(JSON.stringify(pageStrings()))}">
<main aria-label="${title}"></main>
<script nonce="${nonce}" src="${address('compare.js')}"></script>
</body>
</html>`;
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
