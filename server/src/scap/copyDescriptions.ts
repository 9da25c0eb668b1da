/** The descriptions of a profile as one in another document says them: instead of those that it would inherit. */

import { listAttributes } from '../xml/attributes.ts';
import { encodeAttributeValue } from '../xml/characters.ts';
import type { XccdfProfile } from './benchmark.ts';
import { copyContent } from './copyElement.ts';

/** As written, tags included. */
export function readDescriptions(profile: XccdfProfile): readonly string[] {
  const { source, table } = profile.snapshot;
  return descriptionsOf(profile).map((element) => source.slice(table.start(element), table.end(element)));
}

/** An element each; empty where one of them holds elements of another namespace, whose prefix may mean nothing elsewhere. */
export function copyDescriptions(profile: XccdfProfile, prefix: string): readonly string[] {
  const { source, table } = profile.snapshot;
  const copies = descriptionsOf(profile).map((element) => {
    const content = copyContent(profile.snapshot, element, prefix);
    if (content === undefined) return undefined;
    const written = listAttributes(source, table, element)
      .filter(({ name }) => name !== 'override' && (!name.includes(':') || name.startsWith('xml:')))
      .map(({ name, value }) => ` ${name}="${encodeAttributeValue(value, '"')}"`);
    return `<${prefix}description override="true"${written.join('')}>${content}</${prefix}description>`;
  });
  return copies.includes(undefined) ? [] : (copies as string[]);
}

function descriptionsOf({ snapshot: { table }, element }: XccdfProfile): readonly number[] {
  return [...table.children(element)].filter((child) => table.local(child) === 'description');
}
