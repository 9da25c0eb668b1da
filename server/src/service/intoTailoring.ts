/**
 * An edit that was meant for a profile of a stream, said by a tailoring instead: by its profile that shadows or extends that one,
 * which is added by the same edit where it is missing. The stream is read and never edited.
 */
import * as l10n from '@vscode/l10n';
import { listTailorings } from '../scap/benchmark.ts';
import { circleFault } from '../scap/circles.ts';
import { insertBehind, insertFirst, prefixOf } from '../scap/elementEdits.ts';
import { keyOfScope, scopeByKey } from '../scap/scopeKeys.ts';
import { applyEdits, composeEdits } from '../text/edits.ts';
import { fileName } from '../text/fileName.ts';
import type { TextEdit } from '../text/span.ts';
import { type Edited, editDocument } from './edited.ts';
import { openSnapshot, type Snapshot } from './open.ts';
import { type Benchmark, type Profile, tailoredScopes } from './scopes.ts';
import { customizedId, customizedProfile, isOld, profileLines, tailoredProfile } from './tailoringText.ts';

/** What an edit names: a scope by its key, and a profile in it, in one way or the other. */
interface Target {
  readonly benchmark: string;
  readonly profile?: string;
  readonly scope?: { readonly kind: string; readonly profile?: string };
}

/** `workOut` is asked about the tailoring with the profile in it, of which it says what it would of the stream. */
export function editInto<Params extends { readonly target: Target }>(
  stream: Snapshot,
  tailoring: Snapshot | undefined,
  params: Params,
  workOut: (snapshot: Snapshot, params: Params) => Edited,
): Edited {
  const led = leadInto(stream, tailoring, params);
  if ('reason' in led) return { kind: 'refused', reason: led.reason };
  return toldOf(led.tailoring, led.made, workOut(led.snapshot, led.params));
}

/** An edit of the text that `made` makes of a tailoring, as one of the tailoring, which is named. */
export function toldOf(tailoring: Snapshot, made: readonly TextEdit[], result: Edited): Edited {
  if (result.kind !== 'edit') return result;
  const { uri } = tailoring;
  const summary = l10n.t('{0} In {1}.', result.summary, fileName(uri));
  return editDocument(tailoring, composeEdits(made, result.edits), summary, result.warnings, result.besides);
}

/** What is asked about a stream, as it has to be asked about a tailoring with the profile in it: also where nothing is edited. */
export function leadInto<Params extends { readonly target: Target }>(
  stream: Snapshot,
  tailoring: Snapshot | undefined,
  params: Params,
):
  | (Pick<Trial, 'snapshot' | 'made'> & { readonly params: Params; readonly tailoring: Snapshot })
  | { readonly reason: string } {
  const benchmark = scopeByKey(stream, params.target.benchmark);
  if (!tailoring || !benchmark) return { reason: notOpen() };
  const id = params.target.profile ?? params.target.scope?.profile;
  const base = benchmark.profiles.find((profile) => profile.id === id);
  if (!base) {
    return {
      reason: l10n.t(
        'A tailoring changes one profile; it cannot change all of them or the scan without one. Switch the row below a profile, or let edits go into the stream.',
      ),
    };
  }
  const trial = withProfile(tailoring, stream, benchmark, base);
  if ('reason' in trial) return trial;
  const { snapshot, made, key, profile } = trial;
  return { snapshot, made, tailoring, params: retarget(params, key, profile) };
}

/** Why an edit cannot go into a tailoring that was closed since it was chosen. */
export function notOpen(): string {
  return l10n.t('The tailoring is not open any more. Choose where edits go.');
}

interface Trial {
  readonly snapshot: Snapshot;
  readonly key: string;
  readonly profile: string;
  /** What makes the trial's text of the tailoring's. */
  readonly made: readonly TextEdit[];
}

function withProfile(
  tailoring: Snapshot,
  stream: Snapshot,
  benchmark: Benchmark,
  base: Profile,
): Trial | { readonly reason: string } {
  const root = listTailorings(tailoring)[0];
  if (!root) return { reason: l10n.t('The document that edits were to go to is no tailoring any more.') };
  const known = tailoredProfile(benchmark, root, base);
  const made = known ? [] : [additionOf(tailoring, root.element, benchmark, base)];
  const opened = openInto(tailoring, stream, benchmark, made);
  if ('reason' in opened) return opened;
  const { snapshot, scope, key } = opened;
  const profile = known?.id ?? customizedId(benchmark, base);
  const own = scope.tailoring!.profiles.find(({ id }) => id === profile)!;
  const reason = circleFault(scope, [own], []);
  return reason === undefined ? { snapshot, key, profile, made } : { reason };
}

/** The Benchmark of a stream as the text that `made` makes of a tailoring changes it. */
export function openInto(
  tailoring: Snapshot,
  stream: Snapshot,
  benchmark: Benchmark,
  made: readonly TextEdit[] = [],
): { readonly snapshot: Snapshot; readonly scope: Benchmark; readonly key: string } | { readonly reason: string } {
  const snapshot = openSnapshot(applyEdits(tailoring.source.whole(), made), tailoring.uri, () => stream);
  const scope = tailoredScopes(snapshot).find(({ component }) => component === benchmark.component);
  const key = scope && keyOfScope(snapshot, scope);
  if (scope && key !== undefined) return { snapshot, scope, key };
  return { reason: l10n.t('The tailoring is not about this Benchmark: its benchmark/@href leads elsewhere.') };
}

/** The new profile behind the last one, or behind what must stand before. */
function additionOf(tailoring: Snapshot, root: number, benchmark: Benchmark, base: Profile): TextEdit {
  const children = [...tailoring.table.children(root)];
  const last = children.findLast((child) => tailoring.table.local(child) === 'Profile');
  const prefix = last === undefined && isOld(benchmark) ? 'cdf:' : prefixOf(tailoring, last ?? root);
  const lines = profileLines(customizedProfile(benchmark, base, undefined, prefix), prefix);
  const anchor = last ?? children.at(-1);
  return anchor === undefined ? insertFirst(tailoring, root, lines) : insertBehind(tailoring, anchor, lines);
}

function retarget<Params extends { readonly target: Target }>(params: Params, key: string, profile: string): Params {
  const { target } = params;
  const scope = target.scope === undefined ? {} : { scope: { ...target.scope, profile } };
  return {
    ...params,
    target: { ...target, benchmark: key, ...(target.profile === undefined ? {} : { profile }), ...scope },
  };
}
