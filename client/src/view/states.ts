/**
 * Which of its states the view is in, from what is known of server and documents. Plain data in and out: the texts and
 * buttons of the empty states stand in the manifest (`viewsWelcome`), chosen by the context key `scap.viewState`.
 */
import type { DocumentState } from '../../../server/src/protocol/index.ts';

export type ViewState = 'none' | 'indexing' | 'notScap' | 'stopped' | 'tree';

/**
 * What a document's row shows; `stale` is the last good tree of a text that is broken now, `broken` what could be read of
 * a text that never was whole while it was open.
 */
export type Shown = 'loading' | 'tree' | 'stale' | 'broken' | 'notScap';

/**
 * @param before what the row showed until now: a tree stays in sight while an edit of it is indexed.
 */
export function shownOf(state: DocumentState | undefined, before: Shown | undefined): Shown {
  if (state?.state === 'ready') return 'tree';
  if (state?.state === 'broken') return before === 'tree' || before === 'stale' ? 'stale' : 'broken';
  if (state?.state === 'notScap') return 'notScap';
  return state?.state === 'indexing' && before !== undefined ? before : 'loading';
}

export function viewStateOf(serverStopped: boolean, shown: readonly Shown[]): ViewState {
  if (shown.length === 0) return 'none';
  if (serverStopped) return 'stopped';
  if (shown.every((one) => one === 'notScap')) return 'notScap';
  return shown.some((one) => one === 'tree' || one === 'stale' || one === 'broken') ? 'tree' : 'indexing';
}
