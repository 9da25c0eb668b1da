/**
 * What an OVAL variable holds, as far as the content alone tells: constants, what a profile exports, and functions over
 * both. What only the scanned machine knows is described in words, never guessed.
 */
import * as l10n from '@vscode/l10n';
import { ovalFunction } from './ovalFunction.ts';
import { readSlice, type SliceNode } from './ovalSlice.ts';
import type { Declaration } from './scapIndex.ts';
import type { Snapshot } from './snapshot.ts';

/** Either every value is known, or the text says where they come from. */
export type OvalText =
  | { readonly known: true; readonly values: readonly string[] }
  | { readonly known: false; readonly text: string };

/** What a check exports to an external variable: one value for each check-export that names it; null has none. */
export type Exports = ReadonlyMap<string, readonly (string | null)[]>;

export const noExports: Exports = new Map();

/** Longer chains of variables than this are nobody's content. */
const depthLimit = 24;

/** The values of the variable with this id in an OVAL component. */
export function variableText(snapshot: Snapshot, component: number, id: string, exports: Exports): OvalText {
  return textOfVariable({ snapshot, component, exports }, id, []);
}

/** The variable of an OVAL component with this id; undefined where it has none. */
export function findVariable(snapshot: Snapshot, component: number, id: string): Declaration | undefined {
  return snapshot.index
    .declarationsOf(id)
    .find((declaration) => declaration.kind === 'oval.variable' && declaration.component === component);
}

interface Around {
  readonly snapshot: Snapshot;
  readonly component: number;
  readonly exports: Exports;
}

function textOfVariable(around: Around, id: string, path: readonly string[]): OvalText {
  const { snapshot, component, exports } = around;
  const variable = findVariable(snapshot, component, id);
  if (!variable) return unknown(l10n.t('variable {0}, which nothing declares', id));
  if (path.includes(id) || path.length >= depthLimit) return unknown(l10n.t('variable {0}, which leads to itself', id));
  const node = readSlice(snapshot, variable.element);
  if (!node) return unknown(l10n.t('variable {0}', id));
  if (node.name === 'constant_variable') return known(childrenNamed(node, 'value').map((value) => value.text));
  if (node.name === 'external_variable') return externalText(id, exports);
  const parts = node.children.map((child) => componentText(around, child, [...path, id]));
  if (parts.length === 0) return unknown(l10n.t('variable {0}', id));
  // Several components side by side are several values (OVAL 5.11, local_variable).
  return parts.every(isKnown) ? known(parts.flatMap((part) => part.values)) : unknown(parts.map(sayText).join(', '));
}

function externalText(id: string, exports: Exports): OvalText {
  const exported = exports.get(id);
  if (!exported) return unknown(l10n.t('external variable {0}', id));
  if (exported.includes(null)) return unknown(l10n.t('external variable {0}, whose Value is null here', id));
  return known(exported.filter((value) => value !== null));
}

function componentText(around: Around, node: SliceNode, path: readonly string[]): OvalText {
  if (node.name === 'literal_component') return known([node.text]);
  if (node.name === 'variable_component') return textOfVariable(around, node.attributes.var_ref ?? '', path);
  if (node.name === 'object_component') {
    const { item_field: field = '', object_ref: object = '', record_field: record } = node.attributes;
    return unknown(l10n.t('{0} of object {1}', record === undefined ? field : `${field}.${record}`, object));
  }
  const parts = node.children.map((child) => componentText(around, child, path));
  const values = parts.every(isKnown)
    ? ovalFunction(
        node.name,
        node.attributes,
        parts.map((part) => part.values),
      )
    : undefined;
  return values ? known(values) : unknown(`${node.name}(${[...settings(node), ...parts.map(sayText)].join(', ')})`);
}

/** A function's own attributes, in the words of the content: `delimiter=","`. */
function settings(node: SliceNode): string[] {
  return Object.entries(node.attributes).map(([name, value]) => `${name}="${value}"`);
}

/** For use inside a sentence: known values in quotes. */
export function sayText(text: OvalText): string {
  return text.known ? text.values.map((value) => `"${value}"`).join(', ') : text.text;
}

function isKnown(text: OvalText): text is OvalText & { known: true } {
  return text.known;
}

function known(values: readonly string[]): OvalText {
  return { known: true, values };
}

function unknown(text: string): OvalText {
  return { known: false, text };
}

function childrenNamed(node: SliceNode, name: string): readonly SliceNode[] {
  return node.children.filter((child) => child.name === name);
}
