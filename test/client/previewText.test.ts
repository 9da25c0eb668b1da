/** The tab with all changes is there while the question is, and goes with it. The editor around it is a stand-in. */
import { expect, it, vi } from 'vitest';
import { vscode } from '../support/vscode.ts';

const editor = vi.hoisted(() => {
  class TabInputText {
    readonly uri: string;
    constructor(uri: string) {
      this.uri = uri;
    }
  }
  const tabs = [{ input: new TabInputText('file:///ds.xml') }, { input: undefined }];
  return { TabInputText, tabs, texts: (_uri: string): string => '' };
});

vi.mock('vscode', () => ({
  ...vscode,
  TabInputText: editor.TabInputText,
  workspace: {
    openTextDocument: async (uri: object) => `${uri}`,
    registerTextDocumentContentProvider: (_: string, provider: { provideTextDocumentContent: () => string }) => {
      editor.texts = provider.provideTextDocumentContent;
    },
  },
  window: {
    showTextDocument: async (uri: string) => {
      if (!uris().includes(uri)) editor.tabs.push({ input: new editor.TabInputText(uri) });
    },
    tabGroups: {
      get all() {
        return [{ tabs: editor.tabs }];
      },
      close: async (closed: readonly object[]) => {
        editor.tabs = editor.tabs.filter((tab) => !closed.includes(tab));
      },
    },
  },
}));

const { registerPreview, whileShown } = await import('../../client/src/previewText.ts');
registerPreview();
const preview = 'scap-preview:/Preview%20of%20Changes';
const uris = () => editor.tabs.map(({ input }) => input?.uri);

it.each(['Apply', 'Cancel', undefined])('answered with %s it closes, and no other tab does', async (answer) => {
  const given = await whileShown('all of it', async () => {
    expect(uris()).toEqual(['file:///ds.xml', undefined, preview]);
    expect(editor.texts(preview)).toBe('all of it');
    return answer;
  });
  expect(given).toBe(answer);
  expect(uris()).toEqual(['file:///ds.xml', undefined]);
});

it('closes where asking fails', async () => {
  await expect(whileShown('all of it', () => Promise.reject(new Error('no window')))).rejects.toThrow('no window');
  expect(uris()).not.toContain(preview);
});

it('stays for a later question, until that is answered', async () => {
  const answers: (() => void)[] = [];
  const ask = () => new Promise<void>((resolve) => answers.push(resolve));
  const shown = ['same text', 'same text'].map((text) => whileShown(text, ask));
  await expect.poll(() => answers).toHaveLength(2);
  answers[0]!();
  await shown[0];
  expect(uris()).toContain(preview);
  expect(editor.texts(preview)).toBe('same text');
  answers[1]!();
  await shown[1];
  expect(uris()).not.toContain(preview);
});
