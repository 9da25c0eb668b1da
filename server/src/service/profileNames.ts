/** Where other documents name a profile of this one: tailorings of it that extend the profile, or stand in for it under its id. */
import { listScopes } from '../scap/benchmark.ts';
import { referencesOf } from '../scap/names.ts';
import { renameProfileEdits } from '../scap/profileEdits.ts';
import type { TextEdit } from '../text/span.ts';
import type { Snapshot } from './open.ts';
import type { Profile } from './scopes.ts';

/** Those of the documents that name it, in their order; its own is none of them. */
export function documentsNaming(profile: Profile, documents: readonly Snapshot[]): readonly Snapshot[] {
  return documents.filter((document) => tailoredIn(profile, document).length > 0);
}

/** The places of another document that name it, edited to the new id. What stands in for it goes on doing so. */
export function renameInDocument(profile: Profile, document: Snapshot, id: string): readonly TextEdit[] {
  const { snapshot, element } = profile;
  const declaration = snapshot.index.declarationsAt(element).find(({ kind }) => kind === 'xccdf.Profile');
  if (!declaration) return [];
  const extending = referencesOf({ snapshot, declaration }, document, { includeDeclaration: false })
    .filter((place) => place.snapshot === document && document.source.slice(place.from, place.to) === profile.id)
    .map(({ from, to }) => ({ from, to, newText: id }));
  const standing = tailoredIn(profile, document).filter((own) => own.id === profile.id);
  const edits = [...extending, ...standing.flatMap((own) => renameProfileEdits(own, id))];
  return edits.filter(({ from }, index) => edits.findIndex((other) => other.from === from) === index);
}

/** The profiles of a tailoring of this document that have to do with it. */
function tailoredIn({ id, snapshot, element }: Profile, document: Snapshot): readonly Profile[] {
  if (document === snapshot) return [];
  // Another Benchmark of the document may have a profile of the same id.
  const component = snapshot.index.componentAt(element);
  return listScopes(document).flatMap((scope) => {
    const { tailoring } = scope;
    if (scope.snapshot !== snapshot || scope.component !== component || tailoring?.snapshot !== document) return [];
    return tailoring.profiles.filter((own) => own.id === id || own.extends === id);
  });
}
