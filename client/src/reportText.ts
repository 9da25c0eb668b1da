/** A longer answer as a plain text: what is in it, line by line, and which parts of it lead to a place in a document. */
import type { Place, ReportLine } from '../../server/src/protocol/index.ts';

export interface ReportSection {
  readonly title: string;
  readonly lines: readonly ReportLine[];
}

export interface ReportLink {
  /** Of the report's text, from 0. */
  readonly line: number;
  readonly length: number;
  readonly place: Place;
}

/** `nameOf` says a place in words. Sections with no line are left out. */
export function reportText(
  title: string,
  intro: string,
  sections: readonly ReportSection[],
  nameOf: (place: Place) => string,
): { readonly text: string; readonly links: readonly ReportLink[] } {
  const lines = [title, '='.repeat(title.length), '', intro];
  const links: ReportLink[] = [];
  for (const section of sections.filter((one) => one.lines.length > 0)) {
    lines.push('', section.title, '-'.repeat(section.title.length));
    for (const { message, place, fix } of section.lines) {
      lines.push('');
      if (place !== undefined) {
        const name = oneLine(nameOf(place));
        links.push({ line: lines.length, length: name.length, place });
        lines.push(name);
      }
      lines.push(...[message, ...(fix === undefined ? [] : [fix])].map((words) => `    ${oneLine(words)}`));
    }
  }
  return { text: `${lines.join('\n')}\n`, links };
}

/** What stands in a document may hold anything, and never moves the lines of the report. */
function oneLine(text: string): string {
  return text.replaceAll(/\s*[\r\n\u2028\u2029]+\s*/g, ' ');
}
