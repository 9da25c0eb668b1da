/**
 * The commands about tailorings: where edits go, a new one from a profile, an existing one with its stream. What stands in a
 * tailoring is the server's to know.
 */
import * as vscode from 'vscode';
import {
  type NewTailoring,
  newTailoringRequest,
  type StreamOfTailoring,
  streamOfTailoringRequest,
  type TailoringChoices,
  tailoringChoicesRequest,
} from '../../server/src/protocol/index.ts';
import { type Documents, folderOf, nameOf } from './documents.ts';
import { seenLimitMs } from './edits.ts';
import type { EditTarget } from './editTarget.ts';
import type { Server } from './server.ts';
import { activeDocument } from './status.ts';
import { refuse, say } from './talk.ts';

export interface TailoringParts {
  readonly documents: Documents;
  readonly server: Server;
  readonly target: EditTarget;
}

/** By the status bar or the palette: this file, an open tailoring, a new or another one. */
export async function chooseTarget(parts: TailoringParts): Promise<void> {
  const stream = await pickStream(parts.documents);
  if (stream === undefined) return;
  const choices = await parts.server.ask<TailoringChoices>(tailoringChoicesRequest, { uri: stream.toString() });
  if (choices === null) return refuse(vscode.l10n.t('The SCAP server gave no answer; see its output.'));
  const now = parts.target.of(stream.toString());
  const known = new Set(
    [...choices.tailorings, ...(now === undefined ? [] : [now])].map((uri) => vscode.Uri.parse(uri).toString()),
  );
  const current = (is: boolean) => (is ? { description: vscode.l10n.t('current') } : {});
  const rows = [
    {
      label: `$(edit) ${nameOf(stream)}`,
      detail: vscode.l10n.t('into the stream itself'),
      ...current(now === undefined),
      run: () => parts.target.set(stream.toString(), undefined),
    },
    ...[...known].map((uri) => ({
      label: `$(diff-added) ${nameOf(vscode.Uri.parse(uri))}`,
      detail: folderOf(vscode.Uri.parse(uri)) ?? uri,
      ...current(uri === now),
      run: () => lead(parts, stream.toString(), uri),
    })),
    {
      label: `$(new-file) ${vscode.l10n.t('New tailoring from a profile...')}`,
      run: () => newTailoring(parts, stream),
    },
    { label: `$(folder-opened) ${vscode.l10n.t('Open a tailoring...')}`, run: () => openTailoring(parts) },
  ];
  const picked = await vscode.window.showQuickPick<vscode.QuickPickItem & { readonly run: () => unknown }>(rows, {
    title: vscode.l10n.t('Where edits of {0} go', nameOf(stream)),
  });
  await picked?.run();
}

/** Writes a tailoring that extends a profile and changes nothing yet, opens it, and leads edits into it. */
export async function newTailoring(parts: TailoringParts, given?: vscode.Uri): Promise<void> {
  const stream = given ?? (await pickStream(parts.documents));
  if (stream === undefined) return;
  const choices = await parts.server.ask<TailoringChoices>(tailoringChoicesRequest, { uri: stream.toString() });
  if (choices === null || choices.profiles.length === 0) {
    return refuse(vscode.l10n.t('{0} has no profile to start from.', nameOf(stream)));
  }
  const rows = choices.profiles.map((profile) => ({ label: profile.title, description: profile.id, profile }));
  const title = vscode.l10n.t('The profile to start from');
  const picked = await vscode.window.showQuickPick(rows, { title, matchOnDescription: true });
  if (picked === undefined) return;
  const { benchmark, id: profile } = picked.profile;
  const short = profile.replace(/^xccdf_[^_]+_profile_/, '');
  const ask = (href: string, time: string) => {
    const params = { uri: stream.toString(), target: { benchmark, profile }, href, time };
    return parts.server.ask<NewTailoring>(newTailoringRequest, params);
  };
  // Asked twice, as nobody is to choose a place for what cannot be; its href is known only then.
  const tried = await ask('', '');
  if (tried !== null && 'reason' in tried) return refuse(tried.reason);
  await saveTailoring(parts, stream, `${short}-tailoring.xml`, async (href, time) => textOf(await ask(href, time)));
}

/** Of an answer with a tailoring in it; null where there is none. */
function textOf(made: { readonly text?: string } | { readonly reason: string } | null): string | null {
  return made !== null && 'text' in made ? (made.text ?? null) : null;
}

/** Asks where a new tailoring is to go, writes it there, opens it, and leads edits of the stream into it. False where it was not written. */
export async function saveTailoring(
  parts: TailoringParts,
  stream: vscode.Uri,
  name: string,
  make: (href: string, time: string) => Promise<string | null>,
): Promise<boolean> {
  const file = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(stream, '..', name),
    filters: { SCAP: ['xml'] },
    title: vscode.l10n.t('Save the Tailoring'),
  });
  if (file === undefined) return false;
  if (file.toString() === stream.toString()) {
    refuse(vscode.l10n.t('That is the stream itself; choose another name.'));
    return false;
  }
  const text = await make(hrefTo(file, stream), new Date().toISOString().replace(/\.\d+Z$/, 'Z'));
  if (text === null) {
    refuse(vscode.l10n.t('The SCAP server gave no answer; see its output.'));
    return false;
  }
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  await openBeside(parts.documents, file);
  await lead(parts, stream.toString(), file.toString());
  return true;
}

/** Opens a tailoring and finds its stream: by its href, by what the workspace holds, or by asking. */
export async function openTailoring(parts: TailoringParts): Promise<void> {
  const picked = await vscode.window.showOpenDialog({
    filters: { SCAP: ['xml'] },
    title: vscode.l10n.t('Open a Tailoring'),
  });
  const file = picked?.[0];
  if (file === undefined) return;
  await openBeside(parts.documents, file);
  if (parts.documents.find(file.toString())?.state?.isTailoring !== true) {
    return refuse(vscode.l10n.t('{0} is no tailoring.', nameOf(file)));
  }
  const stream = await findStream(parts, file);
  if (stream !== undefined) await lead(parts, stream, file.toString());
}

/** The document that a tailoring is about, opened; undefined where the user gave up. */
export async function findStream({ documents, server }: TailoringParts, file: vscode.Uri): Promise<string | undefined> {
  const uri = file.toString();
  const found = await server.ask<StreamOfTailoring>(streamOfTailoringRequest, { uri });
  if (found?.stream !== undefined) return found.stream;
  const browse = { label: `$(folder-opened) ${vscode.l10n.t('Another file...')}`, file: undefined };
  const rows = (found?.candidates ?? []).map((candidate) => {
    const place = vscode.Uri.parse(candidate);
    return { label: nameOf(place), description: folderOf(place) ?? '', file: place };
  });
  const title = vscode.l10n.t(
    '{0} is about "{1}", which is not there. Which stream is it for?',
    nameOf(file),
    found?.href ?? '',
  );
  const picked = await vscode.window.showQuickPick<vscode.QuickPickItem & { readonly file: vscode.Uri | undefined }>(
    [...rows, browse],
    { title },
  );
  if (picked === undefined) return undefined;
  const opened = picked.file ?? (await vscode.window.showOpenDialog({ filters: { SCAP: ['xml'] }, title }))?.[0];
  if (opened === undefined) return undefined;
  const document = await vscode.workspace.openTextDocument(opened);
  await documents.whenSeen(document.uri.toString(), document.version, seenLimitMs);
  const led = await server.ask<StreamOfTailoring>(streamOfTailoringRequest, { uri, lead: opened.toString() });
  if (led?.stream !== undefined) return led.stream;
  refuse(vscode.l10n.t('{0} holds no Benchmark, so {1} cannot be used with it.', nameOf(opened), nameOf(file)));
  return undefined;
}

async function lead({ target }: TailoringParts, stream: string, tailoring: string): Promise<void> {
  target.set(stream, tailoring);
  const [from, to] = [nameOf(vscode.Uri.parse(stream)), nameOf(vscode.Uri.parse(tailoring))];
  say(vscode.l10n.t('Edits of {0} go into {1} now.', from, to));
}

/** Open without taking the place of the stream that the user works in; seen by the server when this settles. */
export async function openBeside(documents: Documents, file: vscode.Uri): Promise<void> {
  const document = await vscode.workspace.openTextDocument(file);
  await vscode.window.showTextDocument(document, {
    preview: false,
    viewColumn: vscode.ViewColumn.Beside,
    preserveFocus: true,
  });
  await documents.whenSeen(document.uri.toString(), document.version, seenLimitMs);
}

/** The active one, else the only one, else the one that the user picks. */
export async function pickStream(documents: Documents): Promise<vscode.Uri | undefined> {
  const streams = documents.list().filter(({ state }) => state?.state === 'ready' && !state.isTailoring);
  const active = activeDocument(documents);
  if (active !== undefined && streams.includes(active)) return active.uri;
  if (streams.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open the data stream or Benchmark first.'));
    return undefined;
  }
  if (streams.length === 1) return streams[0]!.uri;
  const rows = streams.map(({ uri }) => ({ label: nameOf(uri), description: folderOf(uri) ?? '', uri }));
  return (await vscode.window.showQuickPick(rows, { title: vscode.l10n.t('Which stream?') }))?.uri;
}

/** The way from one file to another as an href; in full where they share no root. */
export function hrefTo(from: vscode.Uri, to: vscode.Uri): string {
  if (from.scheme !== to.scheme || from.authority !== to.authority) return to.toString();
  const [own, other] = [from.path.split('/').slice(0, -1), to.path.split('/')];
  let shared = 0;
  while (shared < own.length && own[shared] === other[shared]) shared++;
  const steps = [...own.slice(shared).map(() => '..'), ...other.slice(shared)];
  return steps.map(encodeURIComponent).join('/');
}
