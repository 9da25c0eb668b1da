/** Which ids a profile can have. */
import * as l10n from '@vscode/l10n';
import { xccdf11 } from '../scap/vocabulary.ts';
import type { Benchmark } from './scopes.ts';

/** Why an id cannot be that of a profile; undefined where it can (XCCDF 1.2, 6.2.3; 1.1 takes any NCName). */
export function profileIdFault(benchmark: Benchmark, id: string): string | undefined {
  if (benchmark.snapshot.table.uri(benchmark.element) === xccdf11)
    return /^[\p{L}_][\p{L}\p{N}_.-]*$/u.test(id) ? undefined : l10n.t('"{0}" is no XML name', id);
  return /^xccdf_[^_\s]+_profile_[\p{L}\p{N}_.-]+$/u.test(id)
    ? undefined
    : l10n.t('"{0}" is no id of a profile: xccdf_<namespace>_profile_<name> is', id);
}
