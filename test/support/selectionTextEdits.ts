/**
 * Every edit of selection at one place of a Benchmark that has a tag a line: by letters, knowing nothing of what it means; and
 * the names that the product's words for one amount to.
 */
import type { XccdfBenchmark } from '../../server/src/scap/benchmark.ts';
import type { FlippingEdit } from '../../server/src/scap/flipTrials.ts';

export interface SelectionTextEdit {
  /** What is done, the value of @selected then, the profile it is done in if any, and the idref or id that it is about. */
  readonly name: string;
  readonly profile?: string;
  /** Whether the profile gets a select, or one in another place. */
  readonly isNew: boolean;
  readonly apply: (text: string) => string;
}

const flipped = (selected: string | undefined): string => (selected === 'true' ? 'false' : 'true');

export function listTextEdits(text: string): readonly SelectionTextEdit[] {
  const items = [...text.matchAll(/<(?:Rule|Group) id="([^"]+)"([^>]*)>/g)];
  const ids = items.map(([, id]) => id!);
  const edits: SelectionTextEdit[] = [];
  for (const [tag, id, rest] of items) {
    const written = /selected="(\w+)"/.exec(rest!)?.[1];
    for (const selected of written === undefined ? ['true', 'false'] : [flipped(written)]) {
      const bare = tag.replace(/ selected="\w+"/, '');
      const apply = (now: string) => now.replace(tag, bare.replace(/(?=>$)/, ` selected="${selected}"`));
      edits.push({ name: `default ${selected} ${id}`, isNew: false, apply });
    }
  }
  for (const [whole, profile] of text.matchAll(/<Profile id="([^"]+)"[\s\S]*?<\/Profile>/g)) {
    const inProfile = (change: (own: string) => string) => (now: string) => now.replace(whole, change(whole));
    const selects = [...whole.matchAll(/<select idref="([^"]+)" selected="(\w+)"\/>\n/g)];
    const addLast = (own: string, id: string, selected: string) =>
      own.replace('</Profile>', `<select idref="${id}" selected="${selected}"/>\n</Profile>`);
    for (const [index, [line, id, selected]] of selects.entries()) {
      const add = (code: string, change: (own: string) => string, more: Partial<SelectionTextEdit> = {}) => {
        const name = [code, profile, id].join(' ');
        edits.push({ name, profile: profile!, isNew: false, apply: inProfile(change), ...more });
      };
      const other = line.replace(/selected="\w+"/, `selected="${flipped(selected)}"`);
      add(`select ${flipped(selected)}`, (own) => own.replace(line, other));
      add('no-select', (own) => own.replace(line, ''));
      const cluster = items.find(([, item]) => item === id)?.[2]?.match(/cluster-id="(\w+)"/)?.[1];
      if (cluster === undefined || !selects.slice(index + 1).some(([, idref]) => idref === cluster)) continue;
      for (const last of ['true', 'false']) {
        add(`moved-select ${last}`, (own) => addLast(own.replace(line, ''), id!, last), { isNew: true });
      }
    }
    for (const id of ids.filter((each) => !selects.some(([, idref]) => idref === each))) {
      for (const last of ['true', 'false']) {
        const apply = inProfile((own) => addLast(own, id, last));
        edits.push({ name: `new-select ${last} ${profile} ${id}`, profile: profile!, isNew: true, apply });
      }
    }
  }
  return edits;
}

/** As listTextEdits names it. */
export function nameOf({ profiles }: XccdfBenchmark, { code, id, message, element }: FlippingEdit): string {
  const owner = profiles.find(
    (profile) => profile.element === element || profile.selects.some((select) => select.element === element),
  );
  const selected = /selected="(\w+)"/.exec(message)?.[1];
  return [code, selected, owner?.id, id].filter((part) => part !== undefined).join(' ');
}
