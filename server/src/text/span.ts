/** A stretch of text: half-open, counted in UTF-16 code units from the start of the document. Never bytes. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** One replacement in a text. A list of them is about the text before any of them was made; they never overlap. */
export interface TextEdit extends Span {
  readonly newText: string;
}

/** Lines and characters count from 0, characters in UTF-16 code units, as LSP has them. */
export interface LinePosition {
  readonly line: number;
  readonly character: number;
}
