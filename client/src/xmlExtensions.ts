/**
 * The other XML extensions. Beside an active one a document left in language `xml` has its well-formedness told there, and our
 * findings would tell the same fault twice. Nothing here starts another extension or looks at what it says.
 */
import * as vscode from 'vscode';

type Show = (uri: vscode.Uri, diagnostics: vscode.Diagnostic[]) => void;

export interface XmlExtensions extends vscode.Disposable {
  /** Hands the findings of a document on, and again with others left out when an XML extension has come or gone. */
  readonly handleDiagnostics: (uri: vscode.Uri, diagnostics: vscode.Diagnostic[], show: Show) => void;
  /** The server that told the findings is gone, and they with it. */
  readonly reset: () => void;
}

export function createXmlExtensions(): XmlExtensions {
  const told = new Map<
    string,
    { readonly uri: vscode.Uri; readonly diagnostics: vscode.Diagnostic[]; readonly show: Show }
  >();
  let active = activeXmlExtensions().join();

  const lookAgain = () => {
    const now = activeXmlExtensions().join();
    if (now === active) return;
    active = now;
    for (const { uri, diagnostics, show } of told.values()) show(uri, besideOthers(uri, diagnostics));
  };

  const handleDiagnostics = (uri: vscode.Uri, diagnostics: vscode.Diagnostic[], show: Show) => {
    lookAgain();
    if (diagnostics.some(isWellFormedness)) told.set(uri.toString(), { uri, diagnostics, show });
    else told.delete(uri.toString());
    show(uri, besideOthers(uri, diagnostics));
  };

  // Nothing tells that an extension was activated; one that finds a fault we told shows itself by its own finding.
  const listeners = [vscode.extensions.onDidChange(lookAgain), vscode.languages.onDidChangeDiagnostics(lookAgain)];
  return {
    handleDiagnostics,
    reset: () => told.clear(),
    dispose: () => {
      for (const listener of listeners) listener.dispose();
    },
  };
}

/** Ids of the active extensions, other than ours and VS Code's own, that wake for XML; redhat.vscode-xml is one. */
export function activeXmlExtensions(): readonly string[] {
  return vscode.extensions.all.filter((extension) => extension.isActive && isForXml(extension)).map(({ id }) => id);
}

interface Manifest {
  readonly activationEvents?: readonly unknown[];
  readonly contributes?: { readonly languages?: readonly { readonly id?: unknown }[] };
}

/** By its manifest: it names the event, or contributes the language, which has VS Code imply the event. */
function isForXml({ id, packageJSON }: vscode.Extension<unknown>): boolean {
  if (/^vscode\.|\.scapwright$/i.test(id)) return false;
  const { activationEvents, contributes } = packageJSON as Manifest;
  const namesEvent = Array.isArray(activationEvents) && activationEvents.includes('onLanguage:xml');
  const languages = contributes?.languages;
  return namesEvent || (Array.isArray(languages) && languages.some((language) => language?.id === 'xml'));
}

function besideOthers(uri: vscode.Uri, diagnostics: vscode.Diagnostic[]): vscode.Diagnostic[] {
  const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
  if (document?.languageId !== 'xml' || activeXmlExtensions().length === 0) return diagnostics;
  return diagnostics.filter((diagnostic) => !isWellFormedness(diagnostic));
}

/** `xml/use-plain-text` is advice on what is well-formed. */
function isWellFormedness({ code }: vscode.Diagnostic): boolean {
  return String(typeof code === 'object' ? code.value : code).startsWith('xml/no-');
}
