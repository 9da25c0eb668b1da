/** Which element of an old text is which of a new one, told from what each is about, else from what it says and where it stands. */
import { attributeValue } from '../xml/attributes.ts';
import type { Snapshot } from './snapshot.ts';

/** An element, and the text that it stands in. */
export interface Framed {
  readonly snapshot: Snapshot;
  readonly element: number;
}

export type ElementPair<Of extends Framed = Framed> = readonly [old: Of, now: Of];

export interface PairedElements<Of extends Framed = Framed> {
  /** In the order of the new text. */
  readonly pairs: readonly ElementPair<Of>[];
  readonly added: readonly Of[];
  readonly removed: readonly Of[];
}

/**
 * First what is about the same thing; of what is about nothing in particular, what reads the same, then whatever is left, in
 * order. Costs the length of the elements.
 */
export function pairElements<Of extends Framed>(old: readonly Of[], now: readonly Of[]): PairedElements<Of> {
  const partners = new Map<Of, Of>();
  const taken = new Set<Of>();
  for (const keyOf of [thing, wording, nameOf]) {
    const [keyOfOld, keyOfNow] = [createKeys(keyOf), createKeys(keyOf)];
    const free = new Map(old.filter((of) => !taken.has(of)).map((of) => [keyOfOld(of), of]));
    for (const of of now) {
      const key = partners.has(of) ? undefined : keyOfNow(of);
      const partner = key === undefined ? undefined : free.get(key);
      if (!partner) continue;
      partners.set(of, partner);
      taken.add(partner);
    }
  }
  return {
    pairs: now.flatMap((of): ElementPair<Of>[] => (partners.has(of) ? [[partners.get(of)!, of]] : [])),
    added: now.filter((of) => !partners.has(of)),
    removed: old.filter((of) => !taken.has(of)),
  };
}

/** The first of the pairs that stood behind its neighbour before; undefined where the order is the same. */
export function firstMoved<Of extends Framed>(pairs: readonly ElementPair<Of>[]): Of | undefined {
  return pairs.find(([old], index) => index > 0 && old.element < pairs[index - 1]![0].element)?.[1];
}

/** Keys for the elements of one text: the second with one key gets another than the first. Undefined stays undefined. */
function createKeys(keyOf: (of: Framed) => string | undefined): (of: Framed) => string | undefined {
  const counts = new Map<string, number>();
  return (of) => {
    const key = keyOf(of);
    if (key === undefined) return undefined;
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    return `${count} ${key}`;
  };
}

/** Attributes that say what an element is about, the most telling first. */
const telling = ['id', 'idref', 'definition_ref', 'test_ref', 'object_ref', 'state_ref', 'var_ref', 'name'] as const;

function identityOf({ snapshot: { source, table }, element }: Framed): string | undefined {
  for (const name of telling) {
    const value = attributeValue(source, table, element, name);
    if (value !== undefined) return value;
  }
  return undefined;
}

function thing(of: Framed): string | undefined {
  const identity = identityOf(of);
  return identity === undefined ? undefined : `${expandedName(of)} ${identity}`;
}

function wording(of: Framed): string | undefined {
  const { snapshot, element } = of;
  const { source, table } = snapshot;
  return identityOf(of) === undefined ? source.slice(table.start(element), table.end(element)) : undefined;
}

function nameOf(of: Framed): string | undefined {
  return identityOf(of) === undefined ? expandedName(of) : undefined;
}

function expandedName({ snapshot: { table }, element }: Framed): string {
  return `{${table.uri(element)}}${table.local(element)}`;
}
