/**
 * What the scanner makes of one profile in full: the rules that it evaluates, the text of each Value, and what each rule is
 * refined to. Like the rest of the oracle it shares no code with the product.
 */
import { run, testResult } from './scanner.ts';

export interface ProfileScan {
  /** Ids of the effective rules. */
  readonly rules: ReadonlySet<string>;
  /** Text by id of the Value, every Value of the Benchmark. */
  readonly values: ReadonlyMap<string, string>;
  /** Severity, role and weight by id of the rule, every rule of the Benchmark. */
  readonly refinements: ReadonlyMap<string, RefinedRule>;
}

export interface RefinedRule {
  readonly severity: string;
  readonly role: string;
  readonly weight: number;
}

/**
 * A whole file, or one projected with its settings. `tailoring` is a Tailoring as it is; `root` a folder that checks look at
 * instead of this machine, whose files they would read for minutes: what is selected does not depend on what they find.
 */
export async function scanProfile(
  path: string,
  profileId: string,
  { tailoring, root }: { readonly tailoring?: string; readonly root?: string } = {},
): Promise<ProfileScan> {
  const environment = root === undefined ? {} : { OSCAP_PROBE_ROOT: root };
  const text = await testResult(path, profileId, { ...(tailoring === undefined ? {} : { tailoring }), environment });
  const rules = new Set<string>();
  const refinements = new Map<string, RefinedRule>();
  for (const [whole, tag] of text.matchAll(/<rule-result ([^>]*)>.*?<\/rule-result>/gs)) {
    const id = attribute(tag!, 'idref')!;
    if (!whole.includes('<result>notselected<')) rules.add(id);
    // The scanner leaves out what is as the schema has it.
    const weight = Number(attribute(tag!, 'weight') ?? 1);
    const severity = attribute(tag!, 'severity') ?? 'unknown';
    refinements.set(id, { severity, role: attribute(tag!, 'role') ?? 'full', weight });
  }
  if (refinements.size === 0) throw new Error(`no rule-result of ${profileId} in the results of ${path}`);
  const set = text.matchAll(/<set-value idref="([^"]*)"(?:\/>|>([^<]*)<)/g);
  return { rules, refinements, values: new Map([...set].map(([, id, value]) => [id!, decode(value ?? '')])) };
}

/** Fails unless the file is valid to the scanner, Schematron left aside. */
export async function validateXccdf(path: string): Promise<void> {
  await run('oscap', ['xccdf', 'validate', '--skip-schematron', path], [0]);
}

function attribute(tag: string, name: string): string | undefined {
  return new RegExp(`(?:^| )${name}="([^"]*)"`).exec(tag)?.[1];
}

function decode(text: string): string {
  const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return text
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => named[name]!);
}
