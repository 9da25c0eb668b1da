/**
 * The commands that lead somewhere: to a rule, to its OVAL definition, along the reasons why it is on or off. Works for
 * documents of any size, since places are opened by address and not through a document.
 */
import * as vscode from 'vscode';
import {
  type Explanation,
  explainRequest,
  goToOvalRequest,
  goToRuleRequest,
  type ItemParams,
  type Place,
} from '../../server/src/protocol/index.ts';
import { rangeOf } from './edits.ts';
import type { Server } from './server.ts';

export async function openPlace({ uri, range }: Place): Promise<void> {
  const { start } = rangeOf(range);
  // The start alone: a selection of a whole element would scroll thousands of lines and invite overtyping.
  await vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(uri), {
    selection: new vscode.Range(start, start),
  } satisfies vscode.TextDocumentShowOptions);
}

export async function goToRule(server: Server, item: ItemParams): Promise<void> {
  const place = await server.ask<Place>(goToRuleRequest, item);
  if (place === null) return tell(vscode.l10n.t('{0} is not in the document any more.', item.target.item));
  await openPlace(place);
}

export async function goToOval(server: Server, item: ItemParams): Promise<void> {
  const answer = await server.ask<Place | { readonly reason: string }>(goToOvalRequest, item);
  if (answer === null) return tell(vscode.l10n.t('{0} is not in the document any more.', item.target.item));
  if ('reason' in answer) return tell(answer.reason);
  await openPlace(answer);
}

/** Shows the links from the rule to the verdict, and what would change it; picking one goes to its line. */
export async function why(server: Server, item: ItemParams): Promise<void> {
  const explanation = await server.ask<Explanation>(explainRequest, item);
  if (explanation === null) return tell(vscode.l10n.t('{0} is not in the document any more.', item.target.item));
  const picked = await vscode.window.showQuickPick(
    [
      ...explanation.chain.map(chainItem),
      ...separated(
        explanation.effective
          ? vscode.l10n.t('What would switch it off here')
          : vscode.l10n.t('What would switch it on here'),
        explanation.flips.map(linkItem),
      ),
    ],
    {
      title: explanation.effective
        ? vscode.l10n.t('Why is it on? {0}', explanation.title)
        : vscode.l10n.t('Why is it off? {0}', explanation.title),
      placeHolder: vscode.l10n.t('Pick a link to go to its line'),
      matchOnDescription: true,
    },
  );
  if (picked?.place !== undefined) await openPlace(picked.place);
}

interface LinkItem extends vscode.QuickPickItem {
  /** Absent on a separator. */
  readonly place?: Place;
}

/** The one that decided says so, and is marked. */
function chainItem({ code, decided, ...link }: Explanation['chain'][number]): LinkItem {
  if (!decided) return { ...linkItem(link), detail: code };
  const detail = vscode.l10n.t('{0}: this decides', code);
  return { ...linkItem(link), detail, iconPath: new vscode.ThemeIcon('arrow-right') };
}

function linkItem({ message, place }: Explanation['flips'][number]): LinkItem {
  return { label: message, description: vscode.l10n.t('line {0}', place.range.start.line + 1), place };
}

/** With a line above that says what they are, unless there are none. */
function separated(label: string, items: readonly LinkItem[]): readonly LinkItem[] {
  return items.length === 0 ? [] : [{ label, kind: vscode.QuickPickItemKind.Separator }, ...items];
}

function tell(message: string): void {
  void vscode.window.showInformationMessage(message);
}
