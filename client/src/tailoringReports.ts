/** The commands that take a tailoring as a whole: made of edits, made part of its stream, held against a newer stream. */
import * as vscode from 'vscode';
import {
  applyTailoringRequest,
  type FitTailoring,
  type FitTailoringParams,
  fitFixRequest,
  fitTailoringRequest,
  type TailorChanges,
  type TailoredBenchmark,
  tailorChangesRequest,
} from '../../server/src/protocol/index.ts';
import { folderOf, nameOf } from './documents.ts';
import type { Editing } from './editing.ts';
import { headText } from './gitHead.ts';
import type { Reports } from './report.ts';
import { activeDocument } from './status.ts';
import { findStream, openBeside, pickStream, saveTailoring, type TailoringParts } from './tailoring.ts';
import { refuse, say } from './talk.ts';

type FitEntry = Extract<FitTailoring, { readonly entries: unknown }>['entries'][number];

export interface ReportParts extends TailoringParts {
  readonly editing: Editing;
  readonly reports: Reports;
}

/** Edits since the last save, or since the commit that is checked out. */
export async function tailorChanges(parts: ReportParts): Promise<void> {
  const stream = await pickStream(parts.documents);
  if (stream === undefined) return;
  const head = await headText(stream);
  const rows = [
    { label: vscode.l10n.t('Since the last save'), base: undefined },
    ...(head === undefined ? [] : [{ label: vscode.l10n.t('Since the last commit (HEAD)'), base: head }]),
  ];
  const title = vscode.l10n.t('Which edits of {0}?', nameOf(stream));
  const picked = rows.length === 1 ? rows[0] : await vscode.window.showQuickPick(rows, { title });
  if (picked === undefined) return;
  const ask = (href: string, time: string) => {
    const params = { uri: stream.toString(), href, time, ...(picked.base === undefined ? {} : { base: picked.base }) };
    return parts.server.ask<TailorChanges>(tailorChangesRequest, params);
  };
  // Asked twice: whether there is anything to save is known only then, and its href only after the place is chosen.
  const made = await ask('', '');
  if (made === null) return refuse(vscode.l10n.t('The SCAP server gave no answer; see its output.'));
  if ('reason' in made) return refuse(made.reason);
  const { tailorings } = made;
  if (tailorings.length === 0) say(vscode.l10n.t('No profile evaluates anything else than before.'));
  const missed = await saveEach(parts, stream, tailorings, ask);
  // Of a single one that is not saved after all nobody needs to be told.
  if (made.leftOut.length === 0 && (missed.length === 0 || tailorings.length === 1)) return;
  const intro = vscode.l10n.t(
    'These edits of {0} are not in the tailoring, since no tailoring can say them.',
    nameOf(stream),
  );
  await parts.reports.show(vscode.l10n.t('Edits that are no tailoring'), intro, [
    { title: vscode.l10n.t('Left out'), lines: made.leftOut },
    {
      title: vscode.l10n.t('In a tailoring that was not saved'),
      lines: tailorings.length === 1 ? [] : missed.map(missedLine),
    },
  ]);
}

/** A tailoring has one Benchmark: of several that were edited each gets a file of its own, if it is wanted. Answers those without. */
async function saveEach(
  parts: ReportParts,
  stream: vscode.Uri,
  tailorings: readonly TailoredBenchmark[],
  ask: (href: string, time: string) => Promise<TailorChanges | null>,
): Promise<readonly TailoredBenchmark[]> {
  const rows = tailorings.map((one) => ({
    ...{ label: one.title, description: one.benchmark, picked: true, one },
    detail: vscode.l10n.t('{0} profiles', one.profiles.length),
  }));
  const title = vscode.l10n.t('A tailoring is about one Benchmark. Which ones get a file?');
  const picked =
    rows.length > 1
      ? await vscode.window.showQuickPick(rows, { title, canPickMany: true, matchOnDescription: true })
      : rows;
  const missed = new Set(tailorings);
  for (const { one } of picked ?? []) {
    const name = rows.length > 1 ? `${shortName(one.benchmark)}-edits-tailoring.xml` : 'edits-tailoring.xml';
    const made = async (href: string, time: string) => {
      const again = await ask(href, time);
      if (again === null || 'reason' in again) return null;
      return again.tailorings.find(({ benchmark }) => benchmark === one.benchmark)?.text ?? null;
    };
    if (await saveTailoring(parts, stream, name, made)) missed.delete(one);
  }
  return [...missed];
}

function missedLine({ title, profiles }: TailoredBenchmark) {
  return { message: vscode.l10n.t('{0}: what was edited in {1}', title, profiles.join(', ')) };
}

/** Of a Benchmark's key, for the name of a file. */
function shortName(key: string): string {
  return key.replace(/^xccdf_[^_]+_benchmark_/, '').replaceAll(/[^\w.-]/g, '-');
}

/** The stream is edited, in one undo step; the tailoring stays as it is. */
export async function applyTailoring(parts: ReportParts): Promise<void> {
  const tailoring = await pickTailoring(parts);
  const stream = tailoring && (await findStream(parts, tailoring));
  if (tailoring === undefined || stream === undefined) return;
  const params = { uri: stream, target: { benchmark: '' }, tailoring: tailoring.toString(), into: undefined };
  await parts.editing.edit(applyTailoringRequest, params);
}

/** Shows what a newer stream makes of a tailoring, kind by kind. */
export async function fitTailoring(parts: ReportParts): Promise<void> {
  const tailoring = await pickTailoring(parts);
  const newer = tailoring && (await pickNewer(parts, tailoring));
  if (tailoring === undefined || newer === undefined) return;
  const params = { uri: tailoring.toString(), newer: newer.toString() };
  const told = await parts.server.ask<FitTailoring>(fitTailoringRequest, params);
  if (told === null) return refuse(vscode.l10n.t('The SCAP server gave no answer; see its output.'));
  if ('reason' in told) return refuse(told.reason);
  const kinds = [...new Set(told.entries.map(({ kind }) => kind))];
  const names = [nameOf(tailoring), nameOf(newer)];
  const verdict =
    told.entries.length === 0
      ? vscode.l10n.t('{0} fits {1}.', ...names)
      : told.entries.length === 1
        ? vscode.l10n.t('{0} on {1}: 1 thing to look at.', ...names)
        : vscode.l10n.t('{0} on {1}: {2} things to look at.', ...names, told.entries.length);
  const limits = told.isCompared
    ? ''
    : vscode.l10n.t(
        'The stream that it was made for is not at hand, so what changed in rules that are still there is not told.',
      );
  const sections = kinds.map((kind) => ({ title: kind, lines: told.entries.filter((entry) => entry.kind === kind) }));
  await parts.reports.show(vscode.l10n.t('Fit of {0}', nameOf(tailoring)), `${verdict} ${limits}`.trim(), sections);
  await offerFixes(parts, params, told.entries, verdict);
}

/** Not modal, so that the report can be read first. Each fix is an edit and an undo step of its own. */
async function offerFixes(
  { editing }: ReportParts,
  asked: FitTailoringParams,
  entries: readonly FitEntry[],
  verdict: string,
): Promise<void> {
  const rows = entries.flatMap(({ kind, profile, id, message, fixes }) =>
    fixes.map((fix) => ({
      ...{ label: fix, description: profile, detail: message },
      params: { ...asked, target: { benchmark: '' }, entry: { kind, profile, id }, fix, into: undefined },
    })),
  );
  if (rows.length === 0) return;
  const choose = vscode.l10n.t('Choose Fixes...');
  if ((await vscode.window.showInformationMessage(verdict, choose)) !== choose) return;
  const title = vscode.l10n.t('Edits of the tailoring');
  const picked = await vscode.window.showQuickPick(rows, { title, canPickMany: true, matchOnDetail: true });
  for (const { params } of picked ?? []) await editing.edit(fitFixRequest, params);
}

/** The active one, else one of those that are open. */
async function pickTailoring({ documents }: ReportParts): Promise<vscode.Uri | undefined> {
  const active = activeDocument(documents);
  if (active?.state?.isTailoring) return active.uri;
  const open = documents.list().filter(({ state }) => state?.isTailoring);
  if (open.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open the tailoring first.'));
    return undefined;
  }
  if (open.length === 1) return open[0]!.uri;
  const rows = open.map(({ uri }) => ({ label: nameOf(uri), description: folderOf(uri) ?? '', uri }));
  return (await vscode.window.showQuickPick(rows, { title: vscode.l10n.t('Which tailoring?') }))?.uri;
}

async function pickNewer({ documents }: ReportParts, tailoring: vscode.Uri): Promise<vscode.Uri | undefined> {
  const open = documents.list().filter(({ state }) => state?.state === 'ready' && !state.isTailoring);
  const rows: (vscode.QuickPickItem & { readonly uri?: vscode.Uri })[] = [
    ...open.map(({ uri }) => ({ label: nameOf(uri), description: folderOf(uri) ?? '', uri })),
    { label: `$(folder-opened) ${vscode.l10n.t('Another file...')}` },
  ];
  const title = vscode.l10n.t('The newer stream for {0}', nameOf(tailoring));
  const picked = await vscode.window.showQuickPick(rows, { title });
  if (picked === undefined || picked.uri !== undefined) return picked?.uri;
  const file = (await vscode.window.showOpenDialog({ filters: { SCAP: ['xml'] }, title }))?.[0];
  if (file !== undefined) await openBeside(documents, file);
  return file;
}
