/**
 * Every walk over a whole document is linear: twice the document is at most twice the steps. Steps are counted where the
 * work is done (test/support/steps.ts), so that no clock is needed.
 */
import { describe, expect, it } from 'vitest';
import { unifiedDiff } from '../../server/src/cli/unifiedDiff.ts';
import { lintRules, runLint, runRule } from '../../server/src/lint/runner.ts';
import { toggleMany } from '../../server/src/lsp/toggleMany.ts';
import { listBenchmarks, listTailorings, withTailoring } from '../../server/src/scap/benchmark.ts';
import { listDataStreams } from '../../server/src/scap/dataStream.ts';
import { resolveReference } from '../../server/src/scap/resolve.ts';
import { buildIndex } from '../../server/src/scap/scapIndex.ts';
import { profilesInForce, selectionOf } from '../../server/src/scap/selection.ts';
import { openInSteps, openSnapshot, type Snapshot } from '../../server/src/scap/snapshot.ts';
import { applyTailoring } from '../../server/src/service/applyTailoring.ts';
import { listChecks } from '../../server/src/service/checks.ts';
import { compareScans } from '../../server/src/service/compare.ts';
import { findRules } from '../../server/src/service/findRules.ts';
import { fitTailoring } from '../../server/src/service/fitTailoring.ts';
import { hoverAt } from '../../server/src/service/hover.ts';
import { documentInfo } from '../../server/src/service/info.ts';
import { listOutline } from '../../server/src/service/outline.ts';
import { pickListed } from '../../server/src/service/pickRules.ts';
import { findReferences } from '../../server/src/service/references.ts';
import { explainInScans, listRuleStates } from '../../server/src/service/rules.ts';
import { listSymbols } from '../../server/src/service/symbols.ts';
import { tailorChanges } from '../../server/src/service/tailorChanges.ts';
import { toggleItem, toggleItems } from '../../server/src/service/toggleItem.ts';
import { previewToggle } from '../../server/src/service/togglePreview.ts';
import { applyEdits, composeEdits, invertEdits, mergeEdits } from '../../server/src/text/edits.ts';
import { SourceText } from '../../server/src/text/sourceText.ts';
import type { TextEdit } from '../../server/src/text/span.ts';
import { recordOf } from '../../server/src/workspace/fileRecord.ts';
import { openRecord } from '../../server/src/workspace/openRecord.ts';
import { scanXml } from '../../server/src/xml/scanner.ts';
import { listXmlProblems } from '../../server/src/xml/wellFormed.ts';
import { linearDocument } from '../support/linearDocument.ts';
import { stepsOf, withWatchedArrays } from '../support/steps.ts';

const rules = 200;

/** A document and what goes with it, made anew for each walk, so that nothing is remembered from another one. */
interface Given {
  readonly text: string;
  readonly snapshot: Snapshot;
  /** Of the same stream with other rules switched on. */
  readonly edited: string;
  /** Of that stream, with as many entries. */
  readonly tailoring: string;
  /** One in each rule. */
  readonly edits: readonly TextEdit[];
}

function given(count: number): Given {
  const text = linearDocument(count);
  const edited = text.replace(
    /<x:select idref="r(\d*[05])" selected="(?:true|false)"/g,
    '<x:select idref="r$1" selected="1"',
  );
  const selects = Array.from({ length: count / 2 }, (_, number) => `<x:select idref="r${number}" selected="true"/>`);
  const tailoring = `<x:Tailoring xmlns:x="http://checklists.nist.gov/xccdf/1.2" id="t"><x:benchmark href="b.xml"/>
<x:Profile id="mine" extends="p0">\n${selects.join('\n')}\n</x:Profile></x:Tailoring>`;
  const edits = [...text.matchAll(/Rule &amp;/g)].map(({ index }) => ({
    from: index,
    to: index + 4,
    newText: 'A rule',
  }));
  return { text, snapshot: openSnapshot(text, 'file:///b.xml'), edited, tailoring, edits };
}

const benchmarkOf = (snapshot: Snapshot) => listBenchmarks(snapshot)[0]!;
const tailoringOf = ({ tailoring }: Given) => listTailorings(openSnapshot(tailoring, 'file:///t.xml'))[0]!;

/** What each is called with has been asked for nothing. */
const walks: Readonly<Record<string, (given: Given) => unknown>> = {
  'the scan': ({ text }) => scanXml(text),
  'the index': ({ text, snapshot: { source, table } }) => buildIndex(text, source, table),
  'faults as XML': ({ text, snapshot: { table } }) => listXmlProblems(text, table),
  'faults of a text without one end tag': ({ text }) => faultsOf(text.replaceAll('</x:check>', '')),
  'links of the stream, each followed': ({ snapshot }) => {
    listDataStreams(snapshot);
    for (const reference of snapshot.index.references) resolveReference(snapshot, reference);
  },
  'the benchmarks': ({ snapshot }) => listBenchmarks(snapshot),
  'the selection of every profile': ({ snapshot }) => selectAll(snapshot),
  'a switch of one rule everywhere': ({ snapshot }) => switchEverywhere(snapshot),
  'all findings': ({ snapshot }) => runLint(snapshot),
  'the symbols': ({ snapshot }) => listSymbols(snapshot),
  'all rows of the view': ({ snapshot }) => openRows(snapshot, listOutline(snapshot)?.map(({ id }) => id) ?? []),
  'rules found by their words': ({ snapshot }) => findRules(snapshot, 'rule severity:high state:off', 20),
  'why each rule is as it is': ({ snapshot }) =>
    listRuleStates(benchmarkOf(snapshot), benchmarkOf(snapshot).profiles[1]!),
  'why one rule is, and what would change it': ({ snapshot }) => {
    const benchmark = benchmarkOf(snapshot);
    return explainInScans(benchmark, benchmark.itemsById.get('r14')!, benchmark.profiles[1]!);
  },
  'profiles compared': ({ snapshot }) => {
    const benchmark = benchmarkOf(snapshot);
    return compareScans(benchmark, [...benchmark.profiles, '(default)']);
  },
  'edits as a tailoring': ({ snapshot, edited }) => {
    const head = { href: 'b.xml', time: '2024-05-01T12:00:00Z' };
    const { text } = tailorChanges(benchmarkOf(snapshot), benchmarkOf(openSnapshot(edited)), head);
    if (text === undefined) throw new Error('there was nothing to write');
  },
  'a tailoring as edits': (of) => {
    const applied = applyTailoring(withTailoring(benchmarkOf(of.snapshot), tailoringOf(of)));
    if (applied.kind !== 'edit') throw new Error(applied.reason);
  },
  'a tailoring on a newer stream': (of) =>
    fitTailoring(tailoringOf(of), benchmarkOf(openSnapshot(of.edited)), benchmarkOf(of.snapshot)),
  'a hover on each rule, with what its check reads': ({ snapshot }) => {
    const { source, table, index } = snapshot;
    const rules = index.declarationsOfKind('xccdf.Rule').map(({ element }) => table.start(element));
    const said = rules.map((start) => hoverAt(snapshot, start + source.slice(start, start + 200).indexOf('"') + 2));
    if (!said[14]?.markdown.includes('/etc/14')) throw new Error(`the hover says '${said[14]?.markdown}'`);
  },
  'what the document is': ({ snapshot }) => documentInfo(snapshot),
  'edits merged, put together, made and taken back': ({ text, edits }) => {
    const slice = (from: number, to: number) => text.slice(from, to);
    applyEdits(text, mergeEdits(slice, edits, Math.ceil(edits.length / 4)));
    composeEdits(edits, invertEdits(slice, edits));
  },
  'edits as a unified diff': ({ text, edits }) => linesOfDiff(text, edits, edits.length),
  'one replacement of all entries as a unified diff': ({ text }) => {
    const [from, to] = [text.indexOf('<x:select'), text.lastIndexOf('<x:select')];
    const newText = text.slice(from, to).replaceAll('selected="true"', 'selected="1"');
    linesOfDiff(text, [{ from, to, newText }], rules / 2);
  },
  'a switch of all rules': ({ snapshot }) => {
    for (const scope of [{ kind: 'profile', profile: 'p1' }, { kind: 'everywhere' }] as const) {
      const toggle = { benchmark: 'b', items: rulesOf(snapshot), scope, enable: true, answer: 'force' } as const;
      const { kind } = toggleItems(snapshot, toggle);
      if (kind !== 'edit') throw new Error(`the switch answers '${kind}'`);
    }
  },
  'its preview': ({ snapshot }) => {
    const toggle = { benchmark: 'b', items: rulesOf(snapshot), scope: { kind: 'everywhere' }, enable: true } as const;
    const preview = previewToggle(snapshot, toggle);
    if ('refused' in preview || preview.lines.length === 0) throw new Error('there is nothing to see');
  },
  'some switches by turns in two profiles': ({ snapshot }) => {
    const { outcomes, edit } = switchByTurns(snapshot, rulesOf(snapshot).slice(-16));
    if (!edit || outcomes.length < 16) throw new Error(`the switches answer ${outcomes.map(({ kind }) => kind)}`);
  },
  'many switches by turns in two profiles, of what is not there': ({ snapshot, edits }) => {
    const { outcomes } = switchByTurns(
      snapshot,
      edits.map((_, number) => `gone${number}`),
    );
    if (outcomes.length < edits.length) throw new Error('some have no answer');
  },
  'the record of the file, and all that it keeps': ({ snapshot }) => {
    const open = openRecord(recordOf(snapshot).body);
    if (open.find(['rule']).map((number) => open.declaration(number)).length < rules)
      throw new Error('rules are missing');
    open.references();
  },
  'all references to a rule': ({ snapshot, text }) => {
    const found = findReferences(snapshot, text.indexOf('id="r14"') + 5, { includeDeclaration: true, documents: [] });
    if (found.length < 2) throw new Error(`only ${found.length} are found`);
  },
  'the rules of a list': ({ snapshot }) => {
    const picked = pickListed(snapshot, 'b', rulesOf(snapshot).join('\n'));
    if (picked?.unknown.length !== 0) throw new Error('some are not known');
  },
  'the checks of each rule': ({ snapshot }) => {
    const benchmark = benchmarkOf(snapshot);
    const checks = rulesOf(snapshot).map((id) => listChecks(benchmark, benchmark.itemsById.get(id)!));
    if (checks.some((one) => one.length === 0)) throw new Error('a rule has no check');
  },
  'the snapshot in turns': ({ text }) => {
    const steps = openInSteps(SourceText.of(text), 'file:///b.xml', () => undefined);
    while (!steps.next().done);
  },
  'a line for each rule, and the offset of each': ({ text, edits }) => {
    const source = SourceText.of(text);
    for (const { from } of edits) source.offsetAt(source.positionAt(from));
  },
};

function faultsOf(text: string): void {
  if (listXmlProblems(text, scanXml(text)).length === 0) throw new Error('nothing is wrong with this text');
}

const rulesOf = ({ index }: Snapshot) => index.declarationsOfKind('xccdf.Rule').map(({ id }) => id);

function switchByTurns(snapshot: Snapshot, items: readonly string[]) {
  const orders = items.map((item, number) => ({
    target: { benchmark: 'b', item, scope: { kind: 'profile', profile: `p${number % 2}` } as const },
    enable: true,
  }));
  return toggleMany(snapshot, 1, orders, () => ({ kind: 'refused', reason: 'it is of another document' })).result;
}

function linesOfDiff(text: string, edits: readonly TextEdit[], least: number): void {
  const lines = unifiedDiff('b.xml', text, edits).match(/^\+/gm) ?? [];
  if (lines.length < least) throw new Error(`only ${lines.length} lines are new`);
}

function selectAll(snapshot: Snapshot): void {
  for (const benchmark of listBenchmarks(snapshot)) {
    for (const profile of profilesInForce(benchmark)) selectionOf(benchmark, profile);
  }
}

function switchEverywhere(snapshot: Snapshot): void {
  const target = { benchmark: 'b', item: 'r2', scope: { kind: 'everywhere' } } as const;
  const outcomes = [true, false].map((enable) => toggleItem(snapshot, { ...target, enable }).kind);
  if (!outcomes.includes('edit')) throw new Error(`the switch answers ${outcomes}`);
}

function openRows(snapshot: Snapshot, rows: readonly string[]): void {
  for (const row of rows)
    openRows(
      snapshot,
      (listOutline(snapshot, row) ?? []).map(({ id }) => id),
    );
}

function stepsIn(count: number, walk: (given: Given) => unknown): number {
  const fresh = given(count);
  return stepsOf(() => walk(fresh));
}

function nested(outer: Iterable<unknown>, inner: Iterable<unknown>): void {
  for (const _ of outer) for (const __ of inner);
}

/** Does something with a column as often as it is long. */
function copyEach(length: number, copy: (column: Uint32Array, at: number) => unknown): void {
  const column = new Uint32Array(length);
  for (let at = 0; at < length; at++) copy(column, at);
}

describe('twice the document is at most twice the steps:', () => {
  it.each(Object.entries(walks))('%s', (_, walk) => {
    const steps = stepsIn(rules, walk);
    expect(steps).toBeGreaterThan(100);
    expect(stepsIn(2 * rules, walk)).toBeLessThan(steps * 2.2);
  });

  it.each(lintRules.map((rule) => [rule.code, rule] as const))('the rule %s', (_, rule) => {
    const [small, large] = [rules, 2 * rules].map((count) => stepsIn(count, ({ snapshot }) => runRule(snapshot, rule)));
    // Many of them look at a few elements only, whatever the size.
    expect(large).toBeLessThan(small! * 2.2 + 100);
  });

  it('a switch that many rules depend on along many ways', () => {
    // In each layer two rules that require either of those in the one before: as many ways as there are numbers of so many bits.
    const layered = (layers: number) =>
      openSnapshot(`<x:Benchmark xmlns:x="http://checklists.nist.gov/xccdf/1.2" id="b">
<x:Profile id="p"><x:select idref="woken" selected="false"/></x:Profile>
<x:Group id="g" selected="false"><x:Rule id="asleep"/><x:Rule id="woken"/></x:Group>
${Array.from({ length: 2 * layers }, (_, at) => {
  const [one, other] = [at - (at % 2) - 2, at - (at % 2) - 1];
  return `<x:Rule id="r${at}"><x:requires idref="${at < 2 ? 'asleep' : `r${one} r${other}`}"/></x:Rule>`;
}).join('\n')}
</x:Benchmark>`);
    const stepsOfSwitch = (layers: number) => {
      const snapshot = layered(layers);
      const toggle = { benchmark: 'b', item: 'woken', scope: { kind: 'profile', profile: 'p' }, enable: true } as const;
      return stepsOf(() => expect(toggleItem(snapshot, toggle).kind).toBe('edit'));
    };
    expect(stepsOfSwitch(16)).toBeLessThan(stepsOfSwitch(8) * 3);
  });

  it('and the counter sees walks that are not', () => {
    const quadratic: readonly ((given: Given) => unknown)[] = [
      ({ snapshot: { table } }) => {
        for (let row = 0; row < table.count; row += 20)
          for (let other = 0; other < table.count; other++) table.start(other);
      },
      ({ text, edits }) => edits.map(({ from }) => text.slice(0, from)),
      ({ snapshot }) =>
        benchmarkOf(snapshot).items.map(({ id }) => benchmarkOf(snapshot).items.find((item) => item.id === id)),
      ({ edits }) => nested(edits, edits),
      ({ edits }) => nested(edits, new Set(edits)),
      ({ edits }) => nested(edits, new Map(edits.map((edit) => [edit, edit]))),
      ({ edits }) => {
        const map = new Map(edits.entries());
        for (let at = 0; at < edits.length; at++) map.forEach(() => {});
      },
      ({ edits }) => edits.map(() => new Uint32Array(edits.length)),
      ({ edits }) => copyEach(edits.length, (column) => column.slice()),
      ({ edits }) => copyEach(edits.length, (column, at) => column.copyWithin(0, at)),
      ({ edits }) => copyEach(edits.length, (column, at) => column.fill(0, at)),
      ({ edits }) => copyEach(edits.length, (column, at) => column.set(column.subarray(at))),
    ];
    for (const [at, walk] of quadratic.entries())
      expect(stepsIn(2 * rules, walk), `walk ${at}`).toBeGreaterThan(stepsIn(rules, walk) * 2.5);
    const views = stepsOf(() => copyEach(rules, (column, at) => column.subarray(at)));
    expect(views, 'a view copies nothing').toBeLessThan(rules * 2.5);
    const addOne = (column: Uint32Array): void => {
      for (let at = 0; at < column.length; at++) column[at]! += 1;
    };
    const writes = (count: number): number => withWatchedArrays(() => stepsOf(() => copyEach(count, addOne)));
    expect(writes(2 * rules), 'elements written one by one').toBeGreaterThan(writes(rules) * 2.5);
  });
});
