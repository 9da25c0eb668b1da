/** Signatures of documents: whether there is one, never whether it verifies. */
import type { Snapshot } from './snapshot.ts';
import { familyOf } from './vocabulary.ts';

/** Whether an XML signature stands anywhere in the document: any edit makes it fail to verify. */
export function isSigned({ table }: Snapshot): boolean {
  const signature = new Set<number>();
  for (let name = 0; name < table.names.size; name++) {
    if (familyOf(table.names.uri(name)) === 'signature' && table.names.local(name) === 'Signature') signature.add(name);
  }
  if (signature.size === 0) return false;
  for (let element = 0; element < table.count; element++) if (signature.has(table.name(element))) return true;
  return false;
}
