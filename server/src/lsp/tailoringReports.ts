/** Our own requests about a tailoring as a whole (protocol): made part of its stream, made of edits, held against a newer one. */
import * as l10n from '@vscode/l10n';
import type { Connection } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import * as protocol from '../protocol/index.ts';
import { listBenchmarks, listTailorings, titleOf, withTailoring } from '../scap/benchmark.ts';
import { keyOfScope } from '../scap/scopeKeys.ts';
import { openSnapshot, type Snapshot } from '../scap/snapshot.ts';
import { applyTailoring } from '../service/applyTailoring.ts';
import { profilesText } from '../service/counts.ts';
import { type Edited, editDocument } from '../service/edited.ts';
import { listFitFixes } from '../service/fitFix.ts';
import { fitTailoring } from '../service/fitTailoring.ts';
import { benchmarkMeantIn, tailoredScopes } from '../service/scopes.ts';
import { tailorDocument } from '../service/tailorChanges.ts';
import { answer } from './answer.ts';
import { elementLocation, toLocation } from './convert.ts';
import type { Documents } from './documents.ts';
import { onEditRequest } from './editAnswer.ts';
import { readTextFile } from './textFile.ts';

export function registerTailoringReports(connection: Connection, documents: Documents): void {
  onEditRequest(
    connection,
    documents,
    protocol.applyTailoringRequest,
    (stream, params: protocol.ApplyTailoringParams) => apply(stream, documents.get(params.tailoring)?.snapshot),
    { besideOf: ({ tailoring }) => [tailoring] },
  );
  onEditRequest(
    connection,
    documents,
    protocol.fitFixRequest,
    (tailoring, params: protocol.FitFixParams) => fitFix(tailoring, documents.get(params.newer)?.snapshot, params),
    { besideOf: ({ newer }) => [newer] },
  );
  connection.onRequest<protocol.TailorChanges | null, void>(
    protocol.tailorChangesRequest,
    (params: protocol.TailorChangesParams, token) =>
      answer<protocol.TailorChanges>(documents, params.uri, token, (snapshot) => changes(snapshot, params)),
  );
  connection.onRequest<protocol.FitTailoring | null, void>(
    protocol.fitTailoringRequest,
    ({ uri, newer }: protocol.FitTailoringParams, token) =>
      answer<protocol.FitTailoring>(documents, uri, token, (snapshot, _, [stream]) => fitReport(snapshot, stream), {
        beside: [newer],
      }),
  );
}

function apply(stream: Snapshot, tailoring: Snapshot | undefined): Edited {
  const own = tailoring && tailoredScopes(tailoring).find((scope) => scope.snapshot.uri === stream.uri);
  const benchmark = listBenchmarks(stream).find(({ component }) => component === own?.component);
  if (!own || !benchmark) {
    return { kind: 'refused', reason: l10n.t('The tailoring is not open, or not about this stream.') };
  }
  const applied = applyTailoring(withTailoring(benchmark, own.tailoring!));
  if (applied.kind === 'refused') return applied;
  const { edits, profiles, warnings } = applied;
  if (edits.length === 0) return { kind: 'nothing', reason: l10n.t('The stream says all that already.') };
  const added = profiles.filter(({ isNew }) => isNew).length;
  const summary = l10n.t('Applied the tailoring: {0} edited, {1} added.', profilesText(profiles.length - added), added);
  return editDocument(stream, edits, summary, warnings);
}

function changes(snapshot: Snapshot, { base, href, time }: protocol.TailorChangesParams): protocol.TailorChanges {
  const older = base ?? textOnDisk(snapshot.uri);
  if (older === undefined) return { reason: l10n.t('The file cannot be read from disk.') };
  const made = tailorDocument(openSnapshot(older), snapshot, { href, time });
  if (!made) return { reason: l10n.t('The older text does not hold this Benchmark.') };
  return {
    tailorings: made.tailorings.map(({ benchmark, text, profiles }) => ({
      benchmark: keyOfScope(snapshot, benchmark)!,
      title: titleOf(snapshot, benchmark.element, benchmark.id),
      text,
      profiles: profiles.map(({ of }) => of),
    })),
    leftOut: made.leftOut.map(({ message, snapshot: home, offset }) => {
      if (home === snapshot) return { message, place: toLocation(home, { from: offset, to: offset }) };
      // What is gone has no place in the text that is open.
      return { message: l10n.t('{0} (line {1} of the older text)', message, home.source.lineAt(offset) + 1) };
    }),
  };
}

function textOnDisk(uri: string): string | undefined {
  try {
    return readTextFile(URI.parse(uri).fsPath);
  } catch {
    return undefined;
  }
}

function fitReport(snapshot: Snapshot, newer: Snapshot | undefined): protocol.FitTailoring {
  const fit = fitOf(snapshot, newer);
  if (!fit) return { reason: l10n.t('One of the documents is not open, or not what it should be.') };
  const { tailoring, next, old, entries } = fit;
  return {
    isCompared: old !== undefined,
    entries: entries.map((entry) => {
      const { kind, profile, id, message, fix, snapshot: home, element } = entry;
      const fixes = listFitFixes(tailoring, next, entry, entries).map(({ title }) => title);
      return { kind, profile, id, message, fix, fixes, place: elementLocation(home, element) };
    }),
  };
}

function fitFix(snapshot: Snapshot, newer: Snapshot | undefined, params: protocol.FitFixParams): Edited {
  const fit = fitOf(snapshot, newer);
  const { kind, profile, id } = params.entry;
  const entry = fit?.entries.find((one) => one.kind === kind && one.profile === profile && one.id === id);
  const fixes = fit && entry ? listFitFixes(fit.tailoring, fit.next, entry, fit.entries) : [];
  const fix = fixes.find(({ title }) => title === params.fix);
  return fix?.edit(params.answer) ?? { kind: 'nothing', reason: l10n.t('The report does not say that any more.') };
}

function fitOf(snapshot: Snapshot, newer: Snapshot | undefined) {
  const [tailoring] = listTailorings(snapshot);
  const next = tailoring && newer && benchmarkMeantIn(tailoring, newer);
  if (!next) return undefined;
  const old = tailoredScopes(snapshot).find(
    (scope) => scope.tailoring === tailoring && scope.snapshot.uri !== newer.uri,
  );
  return { tailoring, next, old, entries: fitTailoring(tailoring, next, old) };
}
