/**
 * Edits of the profiles themselves, asked for in a stream and made in a tailoring: new ones stand there, and words become those
 * of the profile that customizes. What only the stream could say is refused, with the way out.
 */
import * as l10n from '@vscode/l10n';
import { scopeByKey } from '../scap/scopeKeys.ts';
import type { Edited } from './edited.ts';
import { editProfile, type ProfileChange } from './editProfile.ts';
import { editInto, notOpen, openInto, toldOf } from './intoTailoring.ts';
import type { Snapshot } from './open.ts';
import { newProfileIdFault, proposeProfileId } from './profileIds.ts';
import type { Profile } from './scopes.ts';

/** A profile of a stream, and the tailoring that is to say what is edited; undefined where that is not open. */
export interface LedProfile {
  readonly stream: Snapshot;
  readonly tailoring: Snapshot | undefined;
  /** `benchmark` is the key of the scope. */
  readonly target: { readonly benchmark: string; readonly profile?: string };
}

/** `changeOf` says what is to be done, once the profile that it is done to is known; undefined where there has to be one. */
export function editProfileInto(
  led: LedProfile,
  kind: ProfileChange['kind'],
  changeOf: (profile: Profile | undefined) => ProfileChange | undefined,
  force: boolean,
): Edited {
  const { stream, tailoring, target } = led;
  const id = target.profile ?? '';
  if (kind === 'rename' || kind === 'delete') return { kind: 'refused', reason: onlyInStream(kind, id) };
  if (kind === 'new' || kind === 'copy') return addInto(led, changeOf);
  return editInto(stream, tailoring, { target }, (snapshot, { target: own }) => {
    const scope = scopeByKey(snapshot, own.benchmark);
    const profile = scope?.tailoring?.profiles.find((one) => one.id === own.profile);
    const change = changeOf(profile);
    return scope && change ? editProfile(scope, change, { force }) : gone(id);
  });
}

function addInto(led: LedProfile, changeOf: (profile: Profile | undefined) => ProfileChange | undefined): Edited {
  const opened = openTarget(led);
  if ('reason' in opened) return { kind: 'refused', reason: opened.reason };
  const { scope, tailoring } = opened;
  const change = changeOf(scope.profiles.find(({ id }) => id === led.target.profile));
  if (!change) return gone(led.target.profile ?? '');
  return toldOf(tailoring, [], editProfile(scope, change));
}

function gone(id: string): Edited {
  return { kind: 'refused', reason: l10n.t('{0} is not in this document any more.', id) };
}

/** Why no new profile of the tailoring can have the id: one of the stream's would be hidden by it. */
export function newLedIdFault(led: LedProfile, id: string): string | undefined {
  const opened = openTarget(led);
  return 'reason' in opened ? opened.reason : newProfileIdFault(opened.scope, id);
}

/** An id that is free in the tailoring and in its stream. */
export function proposeLedId(led: LedProfile): string | undefined {
  const opened = openTarget(led);
  if ('reason' in opened) return undefined;
  const { profiles } = opened.scope;
  return proposeProfileId(
    opened.scope,
    profiles.find(({ id }) => id === led.target.profile),
  );
}

function openTarget({ stream, tailoring, target }: LedProfile) {
  const benchmark = scopeByKey(stream, target.benchmark);
  if (!tailoring || !benchmark) return { reason: notOpen() };
  const opened = openInto(tailoring, stream, benchmark);
  return 'reason' in opened ? opened : { ...opened, tailoring };
}

function onlyInStream(kind: 'rename' | 'delete', id: string): string {
  return kind === 'rename'
    ? l10n.t(
        'A tailoring cannot rename {0}, which stands in the stream. Extend it under another id, or let edits go into the stream.',
        id,
      )
    : l10n.t(
        'A tailoring cannot delete {0}, which stands in the stream. Switch its rules off in the tailoring, or let edits go into the stream.',
        id,
      );
}
