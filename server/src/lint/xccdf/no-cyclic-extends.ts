/** Profiles, Rules, Groups or Values that extend each other in a circle. Told once for each circle. */
import * as l10n from '@vscode/l10n';
import { listScopes } from '../../scap/benchmark.ts';
import { listCircles } from '../../scap/circles.ts';
import { cycleText } from '../../scap/cycle.ts';
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
      const told = (circle: readonly Member[], what: (names: string) => string) => {
        const own = circle.filter((member) => member.snapshot === snapshot);
        if (own.length > 0) found.set(own[0]!.element, findingOf(snapshot, own, what));
      };
      const { profiles, items } = listCircles(benchmark);
      for (const circle of profiles) told(circle, profileText);
      for (const circle of items)
        told(
          circle.map((item) => ({ ...item, snapshot: benchmark.snapshot })),
          itemText,
        );
    }
    return [...found.values()].sort((a, b) => a.from - b.from);
  },
};

interface Member {
  readonly snapshot: Snapshot;
  readonly element: number;
  readonly id: string;
}

function profileText(names: string): string {
  return l10n.t(
    'These profiles extend each other in a circle: {0}. OpenSCAP crashes on it. Remove one of the extends.',
    names,
  );
}

/** Seen in OpenSCAP 1.3.7: "Benchmark resolving failure (probably a dependency loop)!". */
function itemText(names: string): string {
  return l10n.t(
    'These extend each other in a circle: {0}. OpenSCAP then follows no extends of rules and Values in all of the Benchmark. Remove one of the extends.',
    names,
  );
}

function findingOf(snapshot: Snapshot, circle: readonly Member[], what: (names: string) => string): Finding {
  const { source, table } = snapshot;
  const spanOf = ({ element }: Member) =>
    findAttribute(source, table, element, 'extends') ?? { from: table.start(element), to: table.openEnd(element) };
  const members = circle.toSorted((a, b) => a.element - b.element);
  const [first, ...others] = members;
  const message = what(cycleText(circle.map((member) => member.id)));
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
