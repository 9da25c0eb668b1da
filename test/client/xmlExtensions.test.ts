/** Our findings beside another XML extension, as it comes, wakes and goes. The editor is a stand-in. */
import { beforeEach, describe, expect, it, vi } from 'vitest';

interface Other {
  readonly id: string;
  isActive: boolean;
  readonly packageJSON: object;
}

const editor = vi.hoisted(() => ({
  all: [] as unknown[],
  documents: [] as { readonly uri: string; readonly languageId: string }[],
  listeners: new Set<() => void>(),
}));

vi.mock('vscode', () => {
  const event = (listener: () => void) => {
    editor.listeners.add(listener);
    return { dispose: () => editor.listeners.delete(listener) };
  };
  return {
    extensions: {
      get all() {
        return editor.all;
      },
      onDidChange: event,
    },
    languages: { onDidChangeDiagnostics: event },
    workspace: {
      get textDocuments() {
        return editor.documents;
      },
    },
  };
});

const { activeXmlExtensions, createXmlExtensions } = await import('../../client/src/xmlExtensions.ts');

const redhat = (): Other => ({
  id: 'redhat.vscode-xml',
  isActive: true,
  packageJSON: { activationEvents: ['onLanguage:xml', 'onLanguage:xsl'] },
});
const uri = 'file:///a.xml';
const findings = [
  'xml/no-broken-structure',
  { value: 'xml/no-bad-character' },
  'xml/use-plain-text',
  'xccdf/no-unresolved-select',
];

/** Told once by the server; `shown` is what the editor shows now. */
function tell(languageId: string) {
  editor.documents = [{ uri, languageId }];
  const shown: { codes: unknown[]; times: number } = { codes: [], times: 0 };
  const xmlExtensions = createXmlExtensions();
  const given = findings.map((code) => ({ code })) as never[];
  xmlExtensions.handleDiagnostics({ toString: () => uri } as never, given, (_, diagnostics) => {
    shown.codes = diagnostics.map(({ code }) => code);
    shown.times++;
  });
  return { shown, xmlExtensions };
}

function fire(): void {
  for (const listener of editor.listeners) listener();
}

beforeEach(() => {
  editor.all = [];
  editor.listeners.clear();
});

describe('an XML extension', () => {
  it('is one that is active and wakes for XML, by an event or by its language', () => {
    editor.all = [
      redhat(),
      { ...redhat(), id: 'a.asleep', isActive: false },
      { ...redhat(), id: 'scapwright.scapwright' },
      { ...redhat(), id: 'vscode.xml' },
      { id: 'a.language', isActive: true, packageJSON: { contributes: { languages: [{ id: 'xml' }] } } },
      { id: 'a.other', isActive: true, packageJSON: { activationEvents: ['onLanguage:json'], contributes: {} } },
      { id: 'a.bare', isActive: true, packageJSON: {} },
    ];
    expect(activeXmlExtensions()).toEqual(['redhat.vscode-xml', 'a.language']);
  });
});

describe('findings on well-formedness', () => {
  it('are ours where there is no other extension, or the document is of our language', () => {
    expect(tell('xml').shown.codes).toEqual(findings);
    editor.all = [redhat()];
    expect(tell('scap').shown.codes).toEqual(findings);
  });

  it('are left out beside one in a document of language xml; all others stay', () => {
    editor.all = [redhat()];
    expect(tell('xml').shown.codes).toEqual(findings.slice(2));
  });

  it('go when the extension wakes later, and come again when it goes', () => {
    const other = { ...redhat(), isActive: false };
    editor.all = [other];
    const { shown } = tell('xml');
    expect(shown.codes).toEqual(findings);
    other.isActive = true;
    fire();
    expect(shown.codes).toEqual(findings.slice(2));
    fire();
    expect(shown.times).toBe(2);
    editor.all = [];
    fire();
    expect(shown.codes).toEqual(findings);
  });

  it('are forgotten with the document or with the server, and the events with the extension', () => {
    const { shown, xmlExtensions } = tell('xml');
    xmlExtensions.handleDiagnostics({ toString: () => uri } as never, [], () => shown.times++);
    editor.all = [redhat()];
    fire();
    expect(shown.times).toBe(2);
    const { shown: other, xmlExtensions: others } = tell('xml');
    others.reset();
    editor.all = [];
    fire();
    expect(other.times).toBe(1);
    others.dispose();
    xmlExtensions.dispose();
    expect(editor.listeners.size).toBe(0);
  });
});
