/** Finds the elements that a rule is about, without looking at any text. */
import type { Snapshot } from '../scap/snapshot.ts';
import { type Family, familyOf } from '../scap/vocabulary.ts';

/** Elements of a family with one of these local names, in document order. Costs a look at each row of the table. */
export function elementsNamed(snapshot: Snapshot, family: Family, locals: readonly string[]): readonly number[] {
  const { table } = snapshot;
  const wanted = new Uint8Array(table.names.size);
  for (let name = 0; name < table.names.size; name++) {
    const fits = locals.includes(table.names.local(name)) && familyOf(table.names.uri(name)) === family;
    wanted[name] = fits ? 1 : 0;
  }
  const found: number[] = [];
  for (let element = 0; element < table.count; element++) if (wanted[table.name(element)] === 1) found.push(element);
  return found;
}
