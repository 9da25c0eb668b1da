/**
 * Draws one row. What it says comes from the server; here is only how VS Code shows it: icon, box, menus, and what a
 * screen reader says. It must not ask anything.
 */
import * as vscode from 'vscode';
import type { OutlineKind, OutlineNode } from '../../../server/src/protocol/index.ts';
import { folderOf, nameOf, type ScapDocument } from '../documents.ts';
import { type Mark, markOf, stateIcon } from './icons.ts';
import type { NodeRow } from './rows.ts';
import type { Shown } from './states.ts';

const icons: Readonly<Record<Exclude<OutlineKind, 'rule' | 'group'>, string>> = {
  benchmark: 'book',
  tailoring: 'symbol-ruler',
  everywhere: 'globe',
  profile: 'checklist',
  values: 'symbol-namespace',
  value: 'symbol-constant',
  component: 'symbol-file',
};

export function documentItem(document: ScapDocument, shown: Shown): vscode.TreeItem {
  const item = new vscode.TreeItem(nameOf(document.uri), vscode.TreeItemCollapsibleState.Expanded);
  const note = noteOf(document, shown);
  const description = [folderOf(document.uri), note].filter((part) => part !== undefined).join(' - ');
  item.id = `document:${document.uri.toString()}`;
  item.resourceUri = document.uri;
  item.iconPath = vscode.ThemeIcon.File;
  item.description = description;
  item.tooltip = [document.uri.fsPath, note, document.state?.message].filter(Boolean).join('\n');
  item.contextValue = `document.${shown}`;
  item.accessibilityInformation = { label: [nameOf(document.uri), description].filter(Boolean).join(', ') };
  if (shown === 'notScap' || shown === 'loading') item.collapsibleState = vscode.TreeItemCollapsibleState.None;
  if (shown === 'notScap' || shown === 'stale' || shown === 'broken') {
    item.command = {
      command: 'scap.goToProblem',
      title: vscode.l10n.t('Go to Problem'),
      arguments: [document.uri.toString()],
    };
  }
  return item;
}

function noteOf({ state }: ScapDocument, shown: Shown): string | undefined {
  if (shown === 'stale') return vscode.l10n.t('broken XML, last good state');
  if (shown === 'broken') return vscode.l10n.t('broken XML');
  if (shown === 'notScap') return vscode.l10n.t('not SCAP');
  if (shown !== 'loading') return undefined;
  return vscode.l10n.t('indexing {0} %', state?.percent ?? 0);
}

/**
 * @param staleReason why no box can be clicked now; undefined while the text is well-formed.
 * @param into the name of the tailoring that a click goes to: the row keeps showing what the stream says.
 */
export function nodeItem(
  row: NodeRow,
  media: vscode.Uri,
  staleReason: string | undefined,
  into: string | undefined,
): vscode.TreeItem {
  const { node } = row;
  const item = new vscode.TreeItem(node.label, collapsibleState(node));
  const mark = markOf(node);
  item.id = node.id;
  const description = [node.description, into && `\u2192 ${into}`].filter(Boolean).join(' ');
  if (description !== '') item.description = description;
  item.tooltip = tooltipOf(node, into, staleReason);
  item.iconPath = iconOf(node, mark, media);
  item.contextValue = contextOf(node, mark, staleReason !== undefined);
  item.command = { command: 'scap.goToRow', title: vscode.l10n.t('Go to Row'), arguments: [row] };
  if (mark !== undefined && node.toggle !== undefined && staleReason === undefined)
    item.checkboxState = boxOf(node, mark, into);
  item.accessibilityInformation = { label: spokenLabel(node, mark, into) };
  return item;
}

function collapsibleState(node: OutlineNode): vscode.TreeItemCollapsibleState {
  if (!node.hasChildren) return vscode.TreeItemCollapsibleState.None;
  return node.expanded ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
}

function tooltipOf(
  node: OutlineNode,
  into: string | undefined,
  staleReason: string | undefined,
): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString(node.tooltip);
  for (const note of [into && ledText(into), staleReason]) {
    if (note !== undefined) tooltip.appendMarkdown('\n\n---\n\n').appendText(note);
  }
  return tooltip;
}

function ledText(into: string): string {
  return vscode.l10n.t('Edits go into {0}, whose own rows show what a scan with it evaluates.', into);
}

function iconOf(node: OutlineNode, mark: Mark | undefined, media: vscode.Uri): vscode.TreeItem['iconPath'] & {} {
  const { kind } = node;
  return kind === 'rule' || kind === 'group' ? stateIcon(kind, mark, media) : new vscode.ThemeIcon(icons[kind]);
}

function boxOf(
  node: OutlineNode,
  mark: Mark,
  into: string | undefined,
): NonNullable<Exclude<vscode.TreeItem['checkboxState'], number>> {
  const state = mark === 'on' ? vscode.TreeItemCheckboxState.Checked : vscode.TreeItemCheckboxState.Unchecked;
  return {
    state,
    tooltip: [boxTooltip(node, mark), into && ledText(into)].filter(Boolean).join('\n'),
    accessibilityInformation: { label: spokenLabel(node, mark, into), role: 'checkbox' },
  };
}

function boxTooltip(node: OutlineNode, mark: Mark): string {
  if (node.held !== undefined && mark !== 'on') return node.held;
  const everywhere = node.toggle?.scope.kind === 'everywhere';
  if (node.kind === 'group') return groupBoxTooltip(node, mark, everywhere);
  if (mark === 'on')
    return everywhere ? vscode.l10n.t('Switch off everywhere') : vscode.l10n.t('Switch off in this profile');
  return everywhere ? vscode.l10n.t('Switch on everywhere') : vscode.l10n.t('Switch on in this profile');
}

function groupBoxTooltip({ rules }: OutlineNode, mark: Mark, everywhere: boolean): string {
  const count = rules?.all ?? 0;
  if (count === 1) return onlyRuleTooltip(mark, everywhere);
  if (mark === 'on') {
    return everywhere
      ? vscode.l10n.t('Switch all {0} rules off everywhere, after a preview', count)
      : vscode.l10n.t('Switch all {0} rules off in this profile, after a preview', count);
  }
  const enable = everywhere
    ? vscode.l10n.t('Switch all {0} rules on everywhere, after a preview', count)
    : vscode.l10n.t('Switch all {0} rules on in this profile, after a preview', count);
  return mark === 'mixed' ? [mixedText(rules), enable].join('\n') : enable;
}

/** One rule is on or off, never mixed. */
function onlyRuleTooltip(mark: Mark, everywhere: boolean): string {
  if (mark === 'on') {
    return everywhere
      ? vscode.l10n.t('Switch its only rule off everywhere, after a preview')
      : vscode.l10n.t('Switch its only rule off in this profile, after a preview');
  }
  return everywhere
    ? vscode.l10n.t('Switch its only rule on everywhere, after a preview')
    : vscode.l10n.t('Switch its only rule on in this profile, after a preview');
}

function mixedText(rules: OutlineNode['rules']): string {
  return vscode.l10n.t('mixed, {0} of {1} effective', rules?.effective ?? 0, rules?.all ?? 0);
}

/** What a screen reader says: a box has two states only, so a mixed one is told in words. */
function spokenLabel(node: OutlineNode, mark: Mark | undefined, into: string | undefined): string {
  const led = into && vscode.l10n.t('edits go into {0}', into);
  if (mark === 'mixed') return [node.label, mixedText(node.rules), led].filter(Boolean).join(', ');
  const state = mark === 'on' ? vscode.l10n.t('on') : offText(node, mark);
  return [node.label, node.description, state, led].filter(Boolean).join(', ');
}

function offText({ held }: OutlineNode, mark: Mark | undefined): string | undefined {
  if (mark === undefined) return undefined;
  return held === undefined ? vscode.l10n.t('off') : vscode.l10n.t('held off: {0}', held);
}

/** `rule.profile.on`, `group.profile.empty`, `value`, `rule.profile.stale`, `value.stale`: what `when` clauses match. */
function contextOf(node: OutlineNode, mark: Mark | undefined, isStale: boolean): string {
  if (node.toggle === undefined) return node.target !== undefined && isStale ? `${node.kind}.stale` : node.kind;
  const last = isStale ? 'stale' : mark === undefined ? 'empty' : mark === 'on' ? 'on' : 'off';
  return `${node.kind}.${node.toggle.scope.kind}.${last}`;
}
