/**
 * The icons of rules and groups: a shape for each state, so that no state is told by colour alone. A tree view takes one
 * icon for light themes and one for dark ones only, so those for high contrast are chosen here.
 */
import * as vscode from 'vscode';
import type { OutlineNode } from '../../../server/src/protocol/index.ts';

/** On, off, a group with some rules on, or held off by something else than the row's own selection. */
export type Mark = 'on' | 'off' | 'mixed' | NonNullable<OutlineNode['heldBy']>;

/** Undefined for a row without a box. */
export function markOf({ kind, checked, rules, heldBy }: OutlineNode): Mark | undefined {
  if (checked === undefined) return undefined;
  if (checked) return 'on';
  if (kind === 'group' && rules !== undefined && rules.effective > 0) return 'mixed';
  return heldBy ?? 'off';
}

/** The folders of the icons that the active colour theme needs; they change with it. */
function iconThemes(): { readonly light: string; readonly dark: string } {
  const { kind } = vscode.window.activeColorTheme;
  if (kind === vscode.ColorThemeKind.HighContrast) return { light: 'high-contrast', dark: 'high-contrast' };
  if (kind === vscode.ColorThemeKind.HighContrastLight) {
    return { light: 'high-contrast-light', dark: 'high-contrast-light' };
  }
  return { light: 'light', dark: 'dark' };
}

export function stateIcon(kind: 'rule' | 'group', mark: Mark | undefined, media: vscode.Uri) {
  const { light, dark } = iconThemes();
  const name = `${kind}-${shapeOf(kind, mark)}.svg`;
  return { light: vscode.Uri.joinPath(media, light, name), dark: vscode.Uri.joinPath(media, dark, name) };
}

function shapeOf(kind: 'rule' | 'group', mark: Mark | undefined): string {
  if (mark === undefined) return 'off';
  if (kind === 'rule') return mark;
  return mark === 'on' || mark === 'off' || mark === 'mixed' ? mark : 'held';
}
