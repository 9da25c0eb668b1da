/**
 * What the extension and the page of the comparison say to each other, and what the page keeps over a reload. Shapes only:
 * the page is a program of its own and may read nothing else of the extension.
 */
import type { CompareRow, CompareTable, DecidingCode } from '../../../server/src/protocol/index.ts';

export type { CompareColumn, CompareRow, CompareTable } from '../../../server/src/protocol/index.ts';

/** What the table is about. */
export interface Subject {
  readonly uri: string;
  readonly benchmark: string;
  readonly profiles: readonly string[];
}

/** Which rows the table shows: refinements are a row for each property. */
export type View = 'rules' | 'values' | 'refinements';

export interface Sort {
  /** `title`, `facts` (severity or property) or the id of a profile. */
  readonly by: string;
  readonly descending: boolean;
}

/** How a person left the table. */
export interface Settings {
  readonly view: View;
  readonly filter: string;
  readonly onlyDifferences: boolean;
  /** Null: document order. */
  readonly sort: Sort | null;
}

/** Given to `setState` of the page, and to the serializer after a reload. */
export interface SavedState {
  readonly subject: Subject;
  readonly settings: Settings;
}

/** How far the table can be trusted and used. */
export interface Status {
  /** Undefined while the table is what the document says, and edits go there. */
  readonly message?: string;
  /** Whether the message only tells something: nothing is wrong. */
  readonly isNote?: boolean;
  readonly canToggle: boolean;
  /** The document is not open, and a button opens it. */
  readonly isClosed: boolean;
}

export type ToPage =
  | { readonly kind: 'table'; readonly subject: Subject; readonly table: CompareTable }
  /** Rows that read differently now, in a table that is otherwise the same. */
  | { readonly kind: 'rows'; readonly rows: readonly CompareRow[] }
  | { readonly kind: 'status'; readonly status: Status }
  /** A toggle has come to its end, whichever that was. */
  | { readonly kind: 'settled'; readonly row: string; readonly profile: string };

export type FromPage =
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'toggle';
      readonly row: string;
      readonly item: string;
      readonly profile: string;
      readonly enable: boolean;
    }
  | { readonly kind: 'why'; readonly item: string; readonly profile: string }
  | { readonly kind: 'goTo'; readonly item: string }
  | { readonly kind: 'undo' }
  | { readonly kind: 'choose' }
  | { readonly kind: 'openDocument' }
  | { readonly kind: 'export'; readonly format: 'csv' | 'markdown'; readonly rows: readonly string[] };

/** The words of the page, in the user's language. {0} and {1} are filled in there. */
export type Strings = Readonly<Record<StringName, string>>;

export type StringName =
  | 'rules'
  | 'values'
  | 'refinements'
  | 'show'
  | 'rule'
  | 'value'
  | 'ruleOrGroup'
  | 'severity'
  | 'property'
  | 'filter'
  | 'onlyDifferences'
  | 'profiles'
  | 'exportCsv'
  | 'exportMarkdown'
  | 'openDocument'
  | 'count'
  | 'noRows'
  | 'on'
  | 'off'
  | 'held'
  | 'none'
  | 'cell'
  | 'readOnly'
  | 'hint'
  | DecidingCode;
