/** Entry of dist/server.js: `--stdio`, `--node-ipc` or `--socket=N`, as vscode-languageserver reads them. */
import * as l10n from '@vscode/l10n';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { keepHeapSmall } from './heap.ts';
import { startServer } from './server.ts';

keepHeapSmall();
// VS Code names the file with the strings of its display language here; other editors read English.
const bundle = process.env.EXTENSION_BUNDLE_PATH;
if (bundle) l10n.config({ fsPath: bundle });
startServer(createConnection(ProposedFeatures.all));
