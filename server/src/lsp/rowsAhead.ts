/**
 * Tells the client how rows will read once it has made the edit that it is about to be given. Until VS Code has made an
 * edit of 24 MB and said so, and the server has read it, some hundred milliseconds pass, in which a click would seem lost.
 */
import type { Connection } from 'vscode-languageserver';
import { outlineChangedNotification, type RowsAgainParams, rowsAgainNotification } from '../protocol/index.ts';
import type { Snapshot } from '../scap/snapshot.ts';
import type { EditedDocument } from '../service/edited.ts';
import { answerShown } from './answer.ts';
import type { Documents, OpenDocument } from './documents.ts';
import type { OutlineTracker } from './outlineTracker.ts';
import { createTrial } from './trial.ts';

export interface RowsAhead {
  /** To be called in the turn in which the edit is worked out, as the last that asks `snapshot`. */
  readonly tell: (snapshot: Snapshot, edited: EditedDocument) => void;
  /** Whether the client was told of an edit that has not come yet: how rows read without it is no news then. */
  readonly isAhead: (document: OpenDocument) => boolean;
  readonly forget: (uri: string) => void;
}

/** More edits than this are not tried out: to make and take them back would keep the answer waiting. */
const mostEdits = 60;

export function createRowsAhead(connection: Connection, documents: Documents, tracker: OutlineTracker): RowsAhead {
  /** By URI the version of the text that the edit is for. */
  const versions = new Map<string, number>();

  const changesBy = (snapshot: Snapshot, edits: EditedDocument['edits']) => {
    const trial = createTrial(snapshot);
    try {
      return trial.apply(edits) ? tracker.changes(trial.snapshot(), true) : undefined;
    } catch (error) {
      // The edit itself is worked out; that rows cannot be told ahead is no reason to refuse it.
      connection.console.error(`rows ahead of an edit: ${error}`);
      return undefined;
    } finally {
      documents.takeBack(snapshot.uri, trial.takeBack());
    }
  };

  const tell: RowsAhead['tell'] = (snapshot, { snapshot: edited, edits, signed }) => {
    const version = documents.get(edited.uri)?.version;
    // What the user is asked about first is not certain; nor is a file that other programs write to, which has no version.
    if (signed.length > 0 || edited !== snapshot || version == null || edits.length > mostEdits) return;
    const changes = changesBy(snapshot, edits);
    if (changes === undefined) return;
    versions.set(snapshot.uri, version);
    void connection.sendNotification(outlineChangedNotification, changes);
  };

  connection.onNotification(rowsAgainNotification, async ({ uri }: RowsAgainParams) => {
    if (!versions.delete(uri)) return;
    const changes = await answerShown(documents, uri, undefined, (snapshot) => tracker.changes(snapshot));
    if (changes) void connection.sendNotification(outlineChangedNotification, changes);
  });

  return {
    tell,
    isAhead: ({ uri, version }) => {
      if (versions.get(uri) === version) return true;
      versions.delete(uri);
      return false;
    },
    forget: (uri) => versions.delete(uri),
  };
}
