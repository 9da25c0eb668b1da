/**
 * The cases of the toggle under the scanner, drawn by a fixed seed among those that change something; of a small document so
 * that each kind that it is there for is among them.
 */
import type { XccdfBenchmark, XccdfItem, XccdfProfile } from '../../server/src/scap/benchmark.ts';
import { ancestorGroups, profilesInForce, selectionOf } from '../../server/src/scap/selection.ts';
import { draftEdits } from '../../server/src/scap/selectionEdits.ts';
import { planToggle } from '../../server/src/scap/toggle.ts';
import { type SeededRandom, seeded } from './random.ts';
import { requestOf, type ToggleCase, type ToggleSubject } from './toggleCase.ts';
import { isMutual, kindsOf } from './toggleKinds.ts';

const seed = 20_221_220;
const casesPerFixture = 3;
const casesPerKind = 2;
/** Every case of a small document instead of a few; slow, for work on the toggle itself. */
const exhaustive = process.env.SCAP_EXHAUSTIVE === '1';

function changes({ benchmark }: ToggleSubject, one: ToggleCase): boolean {
  return draftEdits(benchmark, planToggle(benchmark, requestOf(benchmark, one)).draft).size > 0;
}

/** First those that bring a kind of which there are no two yet, then any up to three. */
export function drawSmall(name: string, subject: ToggleSubject): readonly ToggleCase[] {
  const all = shuffled(seeded(`${seed} ${name}`), allCases(subject.benchmark)).filter((one) => changes(subject, one));
  if (exhaustive) return all;
  const drawn = new Map<string, number>();
  const special = all.filter((one) => {
    const kinds = kindsOf(subject, one);
    if (kinds.every((kind) => (drawn.get(kind) ?? 0) >= casesPerKind)) return false;
    for (const kind of kinds) drawn.set(kind, (drawn.get(kind) ?? 0) + 1);
    return true;
  });
  const others = all.filter((one) => !special.includes(one));
  return [...special, ...others.slice(0, Math.max(0, casesPerFixture - special.length))];
}

/** What is tried out on every stream, and where; a stream without links of a kind has a rule that is on instead. */
const realPlan = [
  ['dead', 'profile'],
  ['on', 'profile'],
  ['requires', 'profile'],
  ['mutual', 'profile'],
  ['dead', 'everywhere'],
  ['on', 'mentioned'],
  ['requires', 'everywhere'],
  ['mutual', 'everywhere'],
] as const;
const mostTries = 500;

/** Rules under a dead group, rules that are on, rules with requires, rules of which two conflict mutually: eight cases. */
export function drawReal(product: string, subject: ToggleSubject): readonly ToggleCase[] {
  const random = seeded(`${seed} ${product}`);
  const profiles = profilesInForce(subject.benchmark).filter((profile) => !profile.abstract);
  return realPlan.map(([kind, where]) => {
    for (let attempt = 0; attempt < mostTries; attempt++) {
      const profile = random.pick(profiles);
      const { effective } = selectionOf(subject.benchmark, profile);
      const rule = random.pick(rulesIn(subject.benchmark, profile, kind));
      const scope = where === 'profile' ? profile.id : where;
      const one = { rule: rule.id, enable: effective[rule.number] === 0, scope };
      if (changes(subject, one)) return one;
    }
    throw new Error(`no case of '${kind}' ${where} in ${product}`);
  });
}

function rulesIn(benchmark: XccdfBenchmark, profile: XccdfProfile, kind: (typeof realPlan)[number][0]) {
  const rules = rulesOf(benchmark);
  const { effective, switched } = selectionOf(benchmark, profile);
  const isOf = {
    dead: (rule: XccdfItem) => ancestorGroups(benchmark, rule).some(({ number }) => switched[number] === 0),
    on: ({ number }: XccdfItem) => effective[number] === 1,
    requires: (rule: XccdfItem) => rule.requires.length > 0,
    mutual: (rule: XccdfItem) => isMutual(benchmark, rule),
  };
  const found = rules.filter(isOf[kind]);
  return found.length > 0 ? found : rules.filter(isOf.on);
}

function allCases(benchmark: XccdfBenchmark): readonly ToggleCase[] {
  const own = benchmark.tailoring?.profiles ?? benchmark.profiles;
  const scopes = [...own.map(({ id }) => id), 'everywhere', 'mentioned', ...(benchmark.tailoring ? [] : ['(default)'])];
  return rulesOf(benchmark).flatMap(({ id }) =>
    scopes.flatMap((scope) => [true, false].map((enable) => ({ rule: id, enable, scope }))),
  );
}

function rulesOf(benchmark: XccdfBenchmark): readonly XccdfItem[] {
  return benchmark.items.filter((item) => item.kind === 'rule' && !item.gone);
}

function shuffled<T>(random: SeededRandom, list: readonly T[]): readonly T[] {
  const rest = [...list];
  return list.map(() => rest.splice(Math.floor(random.next() * rest.length), 1)[0]!);
}
