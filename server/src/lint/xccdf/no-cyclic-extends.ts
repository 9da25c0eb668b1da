/** Profiles, Rules, Groups or Values that extend each other in a circle: the scanner crashes. Told once for each circle. */
import * as l10n from '@vscode/l10n';
import { listScopes, type XccdfBenchmark, type XccdfItem, type XccdfProfile } from '../../scap/benchmark.ts';
import { parentProfile } from '../../scap/selection.ts';
import type { Snapshot } from '../../scap/snapshot.ts';
import { findAttribute } from '../../xml/attributes.ts';
import type { Finding, LintRule } from '../finding.ts';
import { report } from '../report.ts';

const facts = { code: 'xccdf/no-cyclic-extends', severity: 'error', requirements: [] } as const;

export const noCyclicExtends: LintRule = {
  ...facts,
  check: (snapshot) => {
    const found = new Map<number, Finding>();
    for (const benchmark of listScopes(snapshot)) {
      for (const circle of [...profileCircles(benchmark), ...itemCircles(benchmark)]) {
        const own = circle.filter((member) => member.snapshot === snapshot);
        if (own.length > 0) found.set(own[0]!.element, findingOf(snapshot, own));
      }
    }
    return [...found.values()].sort((a, b) => a.from - b.from);
  },
};

interface Member {
  readonly snapshot: Snapshot;
  readonly element: number;
  readonly id: string;
}

function profileCircles(benchmark: XccdfBenchmark): readonly (readonly Member[])[] {
  const profiles = [...(benchmark.tailoring?.profiles ?? []), ...benchmark.profiles];
  return circles(profiles, (profile) => parentProfile(benchmark, profile) ?? itself(profile));
}

/** A profile of a Benchmark that extends its own id; a tailoring's means the one that it shadows. */
function itself(profile: XccdfProfile): XccdfProfile | undefined {
  return profile.origin === 'benchmark' && profile.extends === profile.id ? profile : undefined;
}

function itemCircles(benchmark: XccdfBenchmark): readonly (readonly Member[])[] {
  const extending = benchmark.items.filter((item) => item.extends !== undefined);
  const byId = new Map<string, XccdfItem>();
  for (const item of extending) if (!byId.has(`${item.kind} ${item.id}`)) byId.set(`${item.kind} ${item.id}`, item);
  const found = circles(extending, (item) => byId.get(`${item.kind} ${item.extends}`));
  return found.map((circle) => circle.map(({ element, id }) => ({ snapshot: benchmark.snapshot, element, id })));
}

/** Each circle once, its members from the first in the list on. Linear. */
function circles<T>(nodes: readonly T[], next: (node: T) => T | undefined): readonly (readonly T[])[] {
  const found: T[][] = [];
  const visited = new Map<T, number>();
  for (const [turn, start] of nodes.entries()) {
    let at: T | undefined = start;
    while (at !== undefined && !visited.has(at)) {
      visited.set(at, turn);
      at = next(at);
    }
    if (at === undefined || visited.get(at) !== turn) continue;
    const circle = [at];
    for (let member = next(at); member !== undefined && member !== at; member = next(member)) circle.push(member);
    found.push(circle);
  }
  return found;
}

function findingOf(snapshot: Snapshot, circle: readonly Member[]): Finding {
  const { source, table } = snapshot;
  const spanOf = ({ element }: Member) =>
    findAttribute(source, table, element, 'extends') ?? { from: table.start(element), to: table.openEnd(element) };
  const members = circle.toSorted((a, b) => a.element - b.element);
  const [first, ...others] = members;
  const names = [...circle, circle[0]!].map((member) => member.id).join(' → ');
  const message = l10n.t(
    'These extend each other in a circle: {0}. OpenSCAP crashes on it. Remove one of the extends.',
    names,
  );
  return report(facts, spanOf(first!), message, {
    related: others.map((member) => ({
      ...pick(spanOf(member)),
      message: l10n.t('{0} is part of the circle', member.id),
    })),
  });
}

function pick({ from, to }: { from: number; to: number }): { from: number; to: number } {
  return { from, to };
}
