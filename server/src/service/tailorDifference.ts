/** What no tailoring can say, as an entry of a list: where it stands, and what was edited there, in words. */
import * as l10n from '@vscode/l10n';
import type { FrameDifference } from '../scap/elementFrame.ts';
import { attributeValue } from '../xml/attributes.ts';
import { noElement } from '../xml/elementTable.ts';
import type { Snapshot } from './open.ts';

export interface LeftOut {
  readonly code: 'default-scan' | 'text' | 'new' | 'removed' | 'profile' | 'benchmark' | 'outside' | 'links';
  readonly id: string;
  readonly message: string;
  /** The edited document, or the old one for what is gone from it; and where in it. */
  readonly snapshot: Snapshot;
  readonly offset: number;
}

/** A thing that users know by its id, of which a difference is told. */
export interface Owner {
  readonly snapshot: Snapshot;
  readonly element: number;
  readonly id: string;
}

/** Of the thing as a whole. */
export function leftOutAt(code: LeftOut['code'], { snapshot, element, id }: Owner, message: string): LeftOut {
  return { code, id, message, snapshot, offset: snapshot.table.start(element) };
}

/** Of something in it. */
export function leftOutOf(code: LeftOut['code'], difference: FrameDifference, owner: Owner): LeftOut {
  const { snapshot, offset } = difference;
  return { code, id: owner.id, message: differenceWords(difference, owner), snapshot, offset };
}

/** The innermost thing with an id around a difference; where there is none, the root by its name. */
export function ownerOf({ kind, snapshot, element }: FrameDifference): Owner {
  const { source, table } = snapshot;
  const idAt = (at: number) => attributeValue(source, table, at, 'id');
  // What is there or not there is told of whatever holds it.
  let at = kind === 'new' || kind === 'removed' ? table.parent(element) : element;
  while (table.parent(at) !== noElement && idAt(at) === undefined) at = table.parent(at);
  return { snapshot, element: at, id: idAt(at) ?? table.local(at) };
}

function differenceWords({ kind, name = '', snapshot, element }: FrameDifference, owner: Owner): string {
  const { id } = owner;
  const local = snapshot.table.local(element);
  const isOwn = snapshot === owner.snapshot && element === owner.element;
  switch (kind) {
    case 'attribute':
      return isOwn
        ? l10n.t('{0}: its attribute {1} was edited', id, name)
        : l10n.t('{0}: the attribute {1} of {2} was edited', id, name, local);
    case 'text':
      return isOwn ? l10n.t('{0}: its text was edited', id) : l10n.t('{0}: the text of {1} was edited', id, local);
    case 'comment':
      return l10n.t('{0}: a comment was edited', id);
    case 'order':
      return l10n.t('{0}: the order of what stands in {1} was edited', id, local);
    default:
      return existenceWords(kind, id, local, attributeValue(snapshot.source, snapshot.table, element, 'id'));
  }
}

function existenceWords(kind: 'new' | 'removed', owner: string, local: string, id: string | undefined): string {
  if (id !== undefined) {
    return kind === 'new'
      ? l10n.t('{0}: {1} {2} is new', owner, local, id)
      : l10n.t('{0}: {1} {2} was removed', owner, local, id);
  }
  return kind === 'new'
    ? l10n.t('{0}: an element {1} is new', owner, local)
    : l10n.t('{0}: an element {1} was removed', owner, local);
}
