/** The controls above the grid, the line that counts rows, and the line that says what is wrong with the document. */
import type { Settings, Status, Strings, View } from '../../src/compare/messages.ts';
import { fill } from './rowElement.ts';

export interface ToolbarEvents {
  readonly change: (changed: Partial<Settings>) => void;
  readonly choose: () => void;
  readonly openDocument: () => void;
  readonly export: (format: 'csv' | 'markdown') => void;
}

const views: readonly View[] = ['rules', 'values', 'refinements'];

export function createToolbar(page: HTMLElement, strings: Strings, events: ToolbarEvents) {
  const toolbar = document.createElement('div');
  toolbar.className = 'toolbar';
  const view = document.createElement('select');
  view.setAttribute('aria-label', strings.show);
  view.append(...views.map((name) => new Option(strings[name], name)));
  view.addEventListener('change', () => events.change({ view: view.value as View }));

  const filter = document.createElement('input');
  filter.type = 'search';
  filter.placeholder = strings.filter;
  filter.setAttribute('aria-label', strings.filter);
  filter.addEventListener('input', () => events.change({ filter: filter.value }));

  const onlyDifferences = document.createElement('input');
  onlyDifferences.type = 'checkbox';
  onlyDifferences.addEventListener('change', () => events.change({ onlyDifferences: onlyDifferences.checked }));
  const label = document.createElement('label');
  label.append(onlyDifferences, strings.onlyDifferences);

  const count = document.createElement('span');
  count.className = 'count';
  count.setAttribute('role', 'status');
  toolbar.append(
    ...[view, filter, label, count],
    button(strings.profiles, events.choose),
    button(strings.exportCsv, () => events.export('csv')),
    button(strings.exportMarkdown, () => events.export('markdown')),
  );

  const banner = document.createElement('div');
  banner.className = 'banner';
  banner.setAttribute('role', 'alert');
  const message = document.createElement('span');
  const open = button(strings.openDocument, events.openDocument);
  banner.append(message, open);
  const empty = document.createElement('p');
  empty.className = 'empty';
  empty.textContent = strings.noRows;
  page.append(toolbar, banner, empty);

  return {
    show(settings: Settings, shown: number, all: number): void {
      view.value = settings.view;
      if (filter.value !== settings.filter) filter.value = settings.filter;
      onlyDifferences.checked = settings.onlyDifferences;
      const text = fill(strings.count, shown.toLocaleString(), all.toLocaleString());
      if (count.textContent !== text) count.textContent = text;
      empty.hidden = shown > 0;
    },
    showStatus({ message: text, isNote = false, isClosed }: Status): void {
      const role = isNote ? 'status' : 'alert';
      if (banner.getAttribute('role') !== role) banner.setAttribute('role', role);
      banner.classList.toggle('note', isNote);
      banner.hidden = text === undefined;
      open.hidden = !isClosed;
      if (message.textContent !== text) message.textContent = text ?? '';
    },
  };
}

function button(text: string, press: () => void): HTMLButtonElement {
  const element = document.createElement('button');
  element.textContent = text;
  element.addEventListener('click', press);
  return element;
}
