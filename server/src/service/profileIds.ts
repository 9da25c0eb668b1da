/** Which ids a profile can have, and which one is free. */
import * as l10n from '@vscode/l10n';
import { editableProfiles } from '../scap/selection.ts';
import { xccdf11 } from '../scap/vocabulary.ts';
import type { Benchmark, Profile } from './scopes.ts';

/** Why an id cannot be that of a profile; undefined where it can (XCCDF 1.2, 6.2.3; 1.1 takes any NCName). */
export function profileIdFault(benchmark: Benchmark, id: string): string | undefined {
  if (benchmark.snapshot.table.uri(benchmark.element) === xccdf11)
    return /^[\p{L}_][\p{L}\p{N}_.-]*$/u.test(id) ? undefined : l10n.t('"{0}" is no XML name', id);
  return /^xccdf_[^_\s]+_profile_[\p{L}\p{N}_.-]+$/u.test(id)
    ? undefined
    : l10n.t('"{0}" is no id of a profile: xccdf_<namespace>_profile_<name> is', id);
}

/** Why no profile of this scope can have the id, in words; undefined where one can. */
export function newProfileIdFault(benchmark: Benchmark, id: string): string | undefined {
  const taken = editableProfiles(benchmark).some((profile) => profile.id === id);
  if (taken) return l10n.t('There is a profile {0} already', id);
  return benchmark.tailoring ? tailoredIdFault(benchmark, id) : profileIdFault(benchmark, id);
}

/** Why no profile of a tailoring is to have the id: one of the stream's would be hidden by it, from scans and from heirs. */
export function tailoredIdFault(benchmark: Benchmark, id: string): string | undefined {
  if (!benchmark.profiles.some((profile) => profile.id === id)) return profileIdFault(benchmark, id);
  return l10n.t('There is a profile {0} in the stream, which this one would hide', id);
}

/** An id that is free, in a stream and its tailoring: that of `profile` with an ending, or one in the namespace of the others. */
export function proposeProfileId(benchmark: Benchmark, profile?: Profile): string {
  const pattern = profile?.id ?? benchmark.profiles[0]?.id ?? benchmark.id.replace('_benchmark_', '_profile_');
  const stem = profile ? `${profile.id}_copy` : pattern.replace(/(_profile_).*$/, '$1new');
  for (let number = 1; ; number++) {
    const id = number === 1 ? stem : `${stem}${number}`;
    if (![...editableProfiles(benchmark), ...benchmark.profiles].some((known) => known.id === id)) return id;
  }
}
