/**
 * What was edited in a document and no tailoring can say: the default scan, texts and checks, items and profiles that are new
 * or gone, everything outside the Benchmark. It compares texts; it does not say what they mean.
 */
import * as l10n from '@vscode/l10n';
import { findAttribute } from '../xml/attributes.ts';
import type { Snapshot } from './open.ts';
import type { Benchmark, Item, Profile } from './scopes.ts';

export interface LeftOut {
  readonly code: 'default-scan' | 'text' | 'new' | 'removed' | 'profile' | 'benchmark' | 'outside' | 'links';
  readonly id: string;
  readonly message: string;
  /** The edited document, or the old one for what is gone from it; and where in it. */
  readonly snapshot: Snapshot;
  readonly offset: number;
}

/** Costs the length of both documents. */
export function listLeftOut(base: Benchmark, edited: Benchmark): LeftOut[] {
  const isSameFrame = ownText(base.snapshot, base.element) === ownText(edited.snapshot, edited.element);
  const frame = l10n.t('the text of the Benchmark itself was edited');
  const byId = (items: readonly Item[]) => new Map(items.map((item) => [`${item.kind} ${item.id}`, item]));
  const [old, now] = [byId(base.items), byId(edited.items)];
  return [
    ...outsideLeftOut(base, edited),
    ...(isSameFrame ? [] : [leftOut('benchmark', edited.snapshot, edited.element, edited.id, frame)]),
    ...[...now].flatMap(([key, item]) => itemLeftOut(base.snapshot, old.get(key), edited.snapshot, item)),
    ...[...old].flatMap(([key, { element, id }]) =>
      now.has(key) ? [] : [leftOut('removed', base.snapshot, element, id, l10n.t('{0} was removed', id))],
    ),
    ...profilesLeftOut(base, edited),
  ];
}

/** What a profile of both texts says beside its entries; its title goes into the tailoring. */
export function profileLeftOut(before: Profile, now: Profile): LeftOut[] {
  if (profileFrame(before) === profileFrame(now)) return [];
  const message = l10n.t('the description, platforms or attributes of the profile {0} were edited', now.id);
  return [leftOut('profile', now.snapshot, now.element, now.id, message)];
}

function itemLeftOut(before: Snapshot, old: Item | undefined, snapshot: Snapshot, item: Item): LeftOut[] {
  const { element, id } = item;
  if (!old) return [leftOut('new', snapshot, element, id, l10n.t('{0} is new', id))];
  const found: LeftOut[] = [];
  if (old.selected !== item.selected) {
    const message = l10n.t('{0}: its own @selected was edited, which counts in the scan without a profile', id);
    found.push(leftOut('default-scan', snapshot, element, id, message));
  }
  if (ownText(before, old.element) !== ownText(snapshot, element)) {
    const message = l10n.t('{0}: its text, checks or links were edited', id);
    found.push(leftOut('text', snapshot, element, id, message));
  }
  return found;
}

function profilesLeftOut(base: Benchmark, edited: Benchmark): LeftOut[] {
  const removed = base.profiles.filter(({ id }) => !edited.profiles.some((profile) => profile.id === id));
  const abstract = edited.profiles.filter((profile) => {
    const before = base.profiles.find(({ id }) => id === profile.id);
    return profile.abstract && (!before?.abstract || profileText(before) !== profileText(profile));
  });
  return [
    ...removed.map(({ snapshot, element, id }) =>
      leftOut('removed', snapshot, element, id, l10n.t('the profile {0} was removed', id)),
    ),
    ...abstract.map(({ snapshot, element, id }) => {
      const message = l10n.t('{0} is abstract: what was edited in it counts through the profiles that extend it', id);
      return leftOut('profile', snapshot, element, id, message);
    }),
  ];
}

/** The first place before and the first place behind the Benchmark where the documents differ. */
function outsideLeftOut(base: Benchmark, edited: Benchmark): LeftOut[] {
  const sides = (of: Benchmark): readonly (readonly [number, string])[] => {
    const { source, table } = of.snapshot;
    const end = table.end(of.element);
    return [
      [0, source.slice(0, table.start(of.element))],
      [end, source.slice(end, source.length)],
    ];
  };
  const old = sides(base);
  return sides(edited).flatMap(([from, text], side) => {
    const at = firstDifference(old[side]![1], text);
    if (at === undefined) return [];
    const message = l10n.t('something outside the Benchmark was edited');
    return [{ code: 'outside', id: '', message, snapshot: edited.snapshot, offset: from + at } as const];
  });
}

function firstDifference(left: string, right: string): number | undefined {
  if (left === right) return undefined;
  const shorter = Math.min(left.length, right.length);
  let at = 0;
  while (at < shorter && left.charCodeAt(at) === right.charCodeAt(at)) at++;
  return at;
}

const parts: ReadonlySet<string> = new Set(['Group', 'Rule', 'Value', 'Profile']);

/** An element's text without the items and profiles in it, and without its own @selected. */
function ownText(snapshot: Snapshot, element: number): string {
  const { source, table } = snapshot;
  const texts = [...table.children(element)]
    .filter((child) => !parts.has(table.local(child)))
    .map((child) => source.slice(table.start(child), table.end(child)));
  return [openTag(snapshot, element), ...texts].join('\n');
}

function openTag(snapshot: Snapshot, element: number): string {
  const { source, table } = snapshot;
  const [from, to] = [table.start(element), table.openEnd(element)];
  const selected = findAttribute(source, table, element, 'selected');
  if (!selected) return source.slice(from, to);
  return source.slice(from, selected.nameFrom).trimEnd() + source.slice(selected.to + 1, to);
}

const entries: ReadonlySet<string> = new Set([
  'select',
  'set-value',
  'set-complex-value',
  'refine-value',
  'refine-rule',
]);

function profileFrame({ snapshot, element }: Profile): string {
  const { source, table } = snapshot;
  const open = source.slice(table.start(element), table.openEnd(element));
  // An empty tag is opened for the first entry that comes into it.
  const tag = open.replace(/\sextends=(?:"[^"]*"|'[^']*')/, '').replace(/\s*\/?>$/, '');
  const texts = [...table.children(element)]
    .filter((child) => !entries.has(table.local(child)) && table.local(child) !== 'title')
    .map((child) => source.slice(table.start(child), table.end(child)));
  return [tag, ...texts].join('\n');
}

function profileText({ snapshot: { source, table }, element }: Profile): string {
  return source.slice(table.start(element), table.end(element));
}

function leftOut(code: LeftOut['code'], snapshot: Snapshot, element: number, id: string, message: string): LeftOut {
  return { code, id, message, snapshot, offset: snapshot.table.start(element) };
}
