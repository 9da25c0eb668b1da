/**
 * Gives documents their language by their root element and keeps the list of SCAP documents true. It never overrules
 * the user: neither `files.associations`, nor a language chosen by hand, nor `scap.associate: off`.
 */
import * as vscode from 'vscode';
import { type Documents, editableSchemes, nameOf, sniffDocument } from './documents.ts';
import { associatedLanguage } from './patterns.ts';
import { type ScapFormat, type Sniffed, sniffLength } from './sniff.ts';

type Wish = 'auto' | 'ask' | 'off';

/** How long typing may rest before a changed beginning is looked at again. */
const settleMs = 400;
const chosenKey = 'scap.languageChosenByHand';
const chosenLimit = 200;

export interface Association extends vscode.Disposable {
  /** Called once when activation is over: looks at what is already open. */
  readonly start: () => void;
}

export function createAssociation(documents: Documents, memory: vscode.Memento): Association {
  const setByUs = new Map<string, string>();
  const asked = new Set<string>();
  const chosen = new Set(memory.get<string[]>(chosenKey, []));
  const timers = new Map<string, NodeJS.Timeout>();
  let justClosed: { readonly uri: string; readonly languageId: string } | undefined;

  const opened = (document: vscode.TextDocument) => {
    const uri = document.uri.toString();
    if (justClosed?.uri === uri && justClosed.languageId !== document.languageId) {
      noteLanguageChange(document, justClosed.languageId);
    }
    consider(document);
  };

  /** VS Code tells a change of language as a close and an open in one turn. */
  const closed = (document: vscode.TextDocument) => {
    const uri = document.uri.toString();
    justClosed = { uri, languageId: document.languageId };
    queueMicrotask(() => {
      if (justClosed?.uri === uri) justClosed = undefined;
      const again = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri);
      if (again === undefined || !isOurs(again, sniffDocument(again))) documents.remove(document.uri);
    });
  };

  const noteLanguageChange = (document: vscode.TextDocument, before: string) => {
    const uri = document.uri.toString();
    if (setByUs.get(uri) === document.languageId) {
      setByUs.delete(uri);
      return;
    }
    // VS Code guesses the language of untitled text by itself; that is nobody's choice.
    if (document.isUntitled && before === 'plaintext') return;
    chosen.add(uri);
    void memory.update(chosenKey, [...chosen].slice(-chosenLimit));
  };

  const consider = (document: vscode.TextDocument) => {
    if (!editableSchemes.includes(document.uri.scheme)) return;
    if (document.languageId !== 'xml' && document.languageId !== 'scap') return;
    const sniffed = sniffDocument(document);
    const wanted = wantedLanguage(document, sniffed);
    if (wanted !== undefined && mayChange(document)) change(document, wanted, sniffed);
    else list(document, sniffed);
  };

  const list = (document: vscode.TextDocument, sniffed: Sniffed) => {
    if (isOurs(document, sniffed)) documents.add(document.uri, false);
    // A beginning that is broken for a moment says nothing; another root does.
    else if (sniffed.kind === 'other') documents.remove(document.uri);
  };

  const mayChange = (document: vscode.TextDocument) => {
    if (chosen.has(document.uri.toString())) return false;
    const associations = vscode.workspace
      .getConfiguration('files', document.uri)
      .get<Record<string, string>>('associations');
    return associatedLanguage(associations ?? {}, document.uri.path) === undefined;
  };

  const change = (document: vscode.TextDocument, language: string, sniffed: Sniffed) => {
    const wish = vscode.workspace.getConfiguration('scap', document.uri).get<Wish>('associate', 'auto');
    if (wish === 'auto') return setLanguage(document, language);
    list(document, sniffed);
    if (wish === 'ask' && !asked.has(document.uri.toString())) {
      asked.add(document.uri.toString());
      void ask(document, language, sniffed);
    }
  };

  const setLanguage = (document: vscode.TextDocument, language: string) => {
    setByUs.set(document.uri.toString(), language);
    vscode.languages.setTextDocumentLanguage(document, language).then(undefined, () => {
      // Closed in the meantime; the next open looks again.
      setByUs.delete(document.uri.toString());
    });
  };

  const ask = async (document: vscode.TextDocument, language: string, sniffed: Sniffed) => {
    const yes = vscode.l10n.t('Use {0}', language === 'scap' ? 'SCAP' : 'XML');
    const always = vscode.l10n.t('Always');
    const question =
      sniffed.kind === 'scap'
        ? vscode.l10n.t('{0} looks like SCAP ({1}).', nameOf(document.uri), formatName(sniffed.format))
        : vscode.l10n.t('{0} is named like SCAP, but its root element is not.', nameOf(document.uri));
    const answer = await vscode.window.showInformationMessage(question, yes, always);
    if (answer === always) {
      await vscode.workspace.getConfiguration('scap').update('associate', 'auto', vscode.ConfigurationTarget.Global);
    }
    if (answer !== undefined) setLanguage(document, language);
  };

  /**
   * Only a change in the part that is sniffed can change the answer, and only once typing rests. A `scap` document stays
   * one while it is open: whoever retypes its root tag must not lose the language on the way.
   */
  const edited = (event: vscode.TextDocumentChangeEvent) => {
    const { document } = event;
    if (document.languageId !== 'xml') return;
    if (!event.contentChanges.some((part) => part.rangeOffset < sniffLength)) return;
    const uri = document.uri.toString();
    clearTimeout(timers.get(uri));
    timers.set(
      uri,
      setTimeout(() => {
        timers.delete(uri);
        if (!document.isClosed) consider(document);
      }, settleMs),
    );
  };

  const listeners = [
    vscode.workspace.onDidOpenTextDocument(opened),
    vscode.workspace.onDidCloseTextDocument(closed),
    vscode.workspace.onDidChangeTextDocument(edited),
  ];
  return {
    start: () => vscode.workspace.textDocuments.forEach(consider),
    dispose: () => {
      for (const timer of timers.values()) clearTimeout(timer);
      for (const listener of listeners) listener.dispose();
    },
  };
}

/** The language that the root element asks for; undefined where it is right already or nothing can be said. */
function wantedLanguage(document: vscode.TextDocument, sniffed: Sniffed): 'scap' | 'xml' | undefined {
  if (sniffed.kind === 'scap' && document.languageId === 'xml') return 'scap';
  if (sniffed.kind === 'other' && document.languageId === 'scap') return 'xml';
  return undefined;
}

/** Whether the server gets the document: language `scap`, or XML whose root is SCAP. */
export function isOurs(document: vscode.TextDocument, sniffed: Sniffed): boolean {
  if (!editableSchemes.includes(document.uri.scheme)) return false;
  return document.languageId === 'scap' || (document.languageId === 'xml' && sniffed.kind === 'scap');
}

/** Names of standards are the same in every language. */
function formatName(format: ScapFormat): string {
  const names: Readonly<Record<ScapFormat, string>> = {
    'data-stream': 'SCAP data stream',
    'xccdf-1.1': 'XCCDF 1.1',
    'xccdf-1.2': 'XCCDF 1.2',
    tailoring: 'XCCDF Tailoring',
    'oval-definitions': 'OVAL',
    'cpe-dictionary': 'CPE dictionary',
    ocil: 'OCIL',
  };
  return names[format];
}
