/** Which of LSP's kinds, made for program code, each of ours shows as: it decides the icon. */
import { SymbolKind } from 'vscode-languageserver-types';

const kinds: Readonly<Record<string, SymbolKind>> = {
  'ds.data-stream': SymbolKind.Package,
  'xccdf.Benchmark': SymbolKind.Module,
  'xccdf.Tailoring': SymbolKind.Module,
  'xccdf.Profile': SymbolKind.Interface,
  'xccdf.Group': SymbolKind.Namespace,
  'xccdf.Rule': SymbolKind.Function,
  'xccdf.Value': SymbolKind.Constant,
  'oval.definition': SymbolKind.Class,
  'oval.test': SymbolKind.Method,
  'oval.object': SymbolKind.Object,
  'oval.state': SymbolKind.Property,
  'oval.variable': SymbolKind.Variable,
  component: SymbolKind.File,
};

export function symbolKindOf(kind: string): SymbolKind {
  return kinds[kind] ?? SymbolKind.Field;
}
