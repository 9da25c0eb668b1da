/**
 * Toggles among code actions go the way of a click: where VS Code would make their edit itself, it is asked for by a command, so
 * that it asks what a click asks, goes where edits are led, and can be taken back by "Undo Last Toggle".
 */
import * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient/node';
import type { ToggleActionData, ToggleActionParams } from '../../server/src/protocol/index.ts';
import type { Documents } from './documents.ts';
import { whyNotOpen } from './edits.ts';
import type { Toggler } from './toggle.ts';

/** Not in the manifest, since it means nothing without what an action passes to it. */
const askedCommand = 'scap.toggle.asked';
const toggleKind = 'refactor.rewrite.scap.toggle';

export interface CodeActions {
  readonly middleware: Pick<Middleware, 'provideCodeActions'>;
  /** The parameters of a request about a document, as the server gets them. */
  readonly withTarget: <Params>(method: string, uri: string, params: Params) => Params;
}

/** `into`: the tailoring that edits of a document go to. */
export function createCodeActions(documents: Documents, into: (uri: string) => string | undefined): CodeActions {
  return {
    middleware: {
      async provideCodeActions(document, range, context, token, next) {
        const uri = document.uri.toString();
        const tailoring = into(uri);
        // For a cursor that passes by nothing is opened.
        if (tailoring !== undefined && context.triggerKind === vscode.CodeActionTriggerKind.Invoke) {
          await whyNotOpen(tailoring, documents);
        }
        const actions = await next(document, range, context, token);
        return actions?.map((action) => asAsked(uri, action));
      },
    },
    withTarget: (method, uri, params) => {
      const tailoring = method === 'textDocument/codeAction' ? into(uri) : undefined;
      return tailoring === undefined ? params : { ...params, ...({ into: tailoring } satisfies ToggleActionParams) };
    },
  };
}

export function registerAskedToggle(toggler: Pick<Toggler, 'toggle' | 'toggleGroup'>): vscode.Disposable {
  return vscode.commands.registerCommand(askedCommand, (uri: string, { isGroup, ...order }: ToggleActionData) =>
    isGroup ? toggler.toggleGroup({ uri, ...order }) : toggler.toggle({ uri, ...order }),
  );
}

/** One that cannot be done stays as it is, and so does what is no toggle. */
function asAsked(uri: string, action: vscode.CodeAction | vscode.Command): vscode.CodeAction | vscode.Command {
  if (!('edit' in action) || action.edit === undefined || action.kind?.value !== toggleKind) return action;
  const { data } = action as { readonly data?: ToggleActionData };
  const asked = new vscode.CodeAction(action.title, action.kind);
  asked.command = { command: askedCommand, title: action.title, arguments: [uri, data] };
  return asked;
}
