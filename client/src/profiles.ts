/**
 * The commands on profiles themselves: new, extend, duplicate, rename, delete, title, description. Which ids are free is the
 * server's to know; it is asked while the user types.
 */
import * as vscode from 'vscode';
import {
  type CheckProfileIdParams,
  checkProfileIdRequest,
  type EditParams,
  type EditProfileParams,
  editProfileRequest,
  type ProfileChange,
  type ProfileWords,
  profileWordsRequest,
} from '../../server/src/protocol/index.ts';
import { nameOf } from './documents.ts';
import type { Editing } from './editing.ts';
import type { Server } from './server.ts';
import type { Targets } from './target.ts';

export interface ProfileParts {
  readonly server: Server;
  readonly editing: Editing;
  readonly targets: Targets;
}

type Asked = Pick<EditParams, 'uri' | 'target' | 'into'>;
/** Undefined where the user thought better of it. */
type Ask = (asked: Asked, words: ProfileWords) => Promise<ProfileChange | undefined>;

export function profileCommands(parts: ProfileParts): Readonly<Record<string, (argument: unknown) => unknown>> {
  const { server } = parts;
  const onProfile = (ask: Ask) => (argument: unknown) =>
    change(parts, targetOf(parts.targets, argument, 'profile'), ask);
  const named =
    (kind: 'new' | 'copy', titleFor: (words: ProfileWords) => string): Ask =>
    async (asked, words) => {
      const title = await askText(asked, vscode.l10n.t('Title of the profile'), titleFor(words), needsTitle);
      const id = title === undefined ? undefined : await askId(server, asked, words.proposedId);
      return title === undefined || id === undefined ? undefined : { kind, id, title };
    };
  return {
    'scap.profile.new': (argument) =>
      change(
        parts,
        targetOf(parts.targets, argument, 'benchmark'),
        named('new', () => vscode.l10n.t('New profile')),
      ),
    'scap.profile.extend': onProfile(named('new', ({ title }) => vscode.l10n.t('{0} (extended)', title))),
    'scap.profile.duplicate': onProfile(named('copy', ({ title }) => vscode.l10n.t('{0} (copy)', title))),
    'scap.profile.rename': onProfile(async (asked) => {
      // A tailoring cannot, and the server says why: no id has to be thought of for that.
      if (asked.into !== undefined) return { kind: 'rename', id: asked.target.profile! };
      const id = await askId(server, asked, asked.target.profile!);
      return id === undefined ? undefined : { kind: 'rename', id };
    }),
    'scap.profile.delete': onProfile(async () => ({ kind: 'delete' })),
    'scap.profile.title': onProfile(async (asked, { title, tailored }) => {
      const text = await askText(asked, vscode.l10n.t('Title of the profile'), tailored?.title ?? title, needsTitle);
      return text === undefined ? undefined : { kind: 'title', text };
    }),
    'scap.profile.description': onProfile(async (asked, { description, tailored }) => {
      const own = tailored?.description ?? description;
      const text = await askText(asked, vscode.l10n.t('Description of the profile'), own);
      return text === undefined ? undefined : { kind: 'description', text };
    }),
  };
}

async function change({ server, editing }: ProfileParts, row: Asked | undefined, ask: Ask): Promise<void> {
  if (row === undefined) return;
  // Where it goes is settled with the first question.
  const asked = { ...row, into: editing.into(row.uri) };
  const words = await server.ask<ProfileWords>(profileWordsRequest, asked);
  if (words === null) {
    const gone = asked.target.profile ?? asked.target.benchmark;
    void vscode.window.showInformationMessage(vscode.l10n.t('{0} is not in the document any more.', gone));
    return;
  }
  const wanted = await ask(asked, words);
  if (wanted !== undefined) {
    await editing.edit<EditProfileParams>(editProfileRequest, { ...asked, change: wanted });
  }
}

/** The profile, or the Benchmark around it, of a row; of the view's selection where a command was called without one. */
function targetOf(targets: Targets, argument: unknown, what: 'profile' | 'benchmark'): Asked | undefined {
  const row = targets.row(argument instanceof vscode.Uri ? undefined : argument);
  const { benchmark, profile } = row?.node.target ?? {};
  if (row === undefined || benchmark === undefined || (what === 'profile' && profile === undefined)) {
    void vscode.window.showInformationMessage(
      what === 'profile'
        ? vscode.l10n.t('Select a profile in the SCAP view first.')
        : vscode.l10n.t('Select a benchmark in the SCAP view first.'),
    );
    return undefined;
  }
  return { uri: row.uri, target: what === 'profile' ? { benchmark, profile: profile! } : { benchmark } };
}

function needsTitle(text: string): string | undefined {
  return text.trim() === '' ? vscode.l10n.t('A profile needs a title') : undefined;
}

async function askText(
  { into }: Asked,
  what: string,
  value: string,
  validateInput?: (text: string) => string | undefined,
): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title: titleWith(what, into),
    value,
    ...(validateInput ? { validateInput } : {}),
  });
}

/** Where the answer goes is said in the box already. */
function titleWith(what: string, into: string | undefined): string {
  return into === undefined ? what : vscode.l10n.t('{0}, in {1}', what, nameOf(vscode.Uri.parse(into)));
}

/** The last part, which is the profile's own, is selected; the server says with each key whether the id can be one. */
async function askId(server: Server, { uri, target, into }: Asked, value: string): Promise<string | undefined> {
  const own = value.lastIndexOf('_profile_');
  return vscode.window.showInputBox({
    title: titleWith(vscode.l10n.t('Id of the profile'), into),
    value,
    valueSelection: [own < 0 ? 0 : own + '_profile_'.length, value.length],
    validateInput: async (id) => {
      if (id === target.profile) return undefined;
      const params: CheckProfileIdParams = { uri, target: { benchmark: target.benchmark }, id, into };
      return (await server.ask<{ readonly fault?: string }>(checkProfileIdRequest, params))?.fault;
    },
  });
}
