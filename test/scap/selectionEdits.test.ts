/**
 * Drafts as text: how an inserted select is written, where it goes, and what a moved one leaves behind. Every expected text
 * is written by hand.
 */
import { describe, expect, it } from 'vitest';
import { listBenchmarks, type XccdfBenchmark } from '../../server/src/scap/benchmark.ts';
import { lineBreakOf, removalEdit } from '../../server/src/scap/elementEdits.ts';
import { emptyDraft, setDefault, setInProfile } from '../../server/src/scap/selectionDraft.ts';
import { draftEdits } from '../../server/src/scap/selectionEdits.ts';
import { openSnapshot, problemsOf } from '../../server/src/scap/snapshot.ts';
import { applyEdits } from '../../server/src/text/edits.ts';

const xccdf = 'http://checklists.nist.gov/xccdf/1.2';
const rules = `<Rule id="one"/>
<Rule id="two" cluster-id="both"/>
<Rule id="three" cluster-id="both"/>
`;

/** A Benchmark around profiles; what is checked is the part in front of the rules. */
function around(profiles: string): string {
  return `<Benchmark xmlns="${xccdf}" id="b">\n${profiles}\n${rules}</Benchmark>\n`;
}

/** The text after rules were switched in the first profile; every text must stay well-formed. */
function edited(text: string, ...switches: readonly (readonly [id: string, selected: boolean])[]): string {
  const snapshot = openSnapshot(text);
  const [benchmark] = listBenchmarks(snapshot) as [XccdfBenchmark];
  const draft = emptyDraft();
  for (const [id, selected] of switches) {
    setInProfile(benchmark, draft, benchmark.profiles[0]!, benchmark.itemsById.get(id)!, selected);
  }
  const after = applyEdits(text, draftEdits(benchmark, draft).get(snapshot) ?? []);
  expect(problemsOf(openSnapshot(after))).toEqual([]);
  return after;
}

/** The same, for the profiles alone. */
function inProfile(profile: string, ...switches: readonly (readonly [id: string, selected: boolean])[]): string {
  const [head, tail] = around('\n').split('\n\n\n') as [string, string];
  const after = edited(around(profile), ...switches);
  expect([after.startsWith(head), after.endsWith(tail)]).toEqual([true, true]);
  return after.slice(head.length + 1, -tail.length - 1);
}

describe('a select that is there', () => {
  it('changes its value only', () => {
    expect(inProfile('<Profile id="p"><select selected = \'true\' idref="one" /></Profile>', ['one', false])).toBe(
      '<Profile id="p"><select selected = \'false\' idref="one" /></Profile>',
    );
  });

  it('that says 1 or yes is left alone where it says so already', () => {
    const profile = '<Profile id="p"><select idref="one" selected="1"/></Profile>';
    expect(inProfile(profile, ['one', true])).toBe(profile);
    expect(inProfile(profile, ['one', false])).toContain('<select idref="one" selected="false"/>');
  });

  it('without @selected gets one behind its idref, in its quotes', () => {
    expect(inProfile('<Profile id="p"><select idref=\'one\'  /></Profile>', ['one', true])).toBe(
      "<Profile id=\"p\"><select idref='one' selected='true'  /></Profile>",
    );
  });
});

describe('an edit', () => {
  const count = (profile: string, rule: string): number => {
    const snapshot = openSnapshot(around(profile));
    const [benchmark] = listBenchmarks(snapshot) as [XccdfBenchmark];
    const draft = emptyDraft();
    setInProfile(benchmark, draft, benchmark.profiles[0]!, benchmark.itemsById.get(rule)!, false);
    return draftEdits(benchmark, draft).get(snapshot)?.length ?? 0;
  };

  it('is one for what changes, and none for the rest', () => {
    const selects = '<select idref="one" selected="true"/><select idref="two" selected="true"/>';
    expect(count(`<Profile id="p">${selects}</Profile>`, 'two')).toBe(1);
    expect(count(`<Profile id="p">${selects}</Profile>`, 'three')).toBe(1);
    expect(count(`<Profile id="p">${selects}<select idref="both" selected="true"/></Profile>`, 'two')).toBe(2);
  });
});

describe('a new select', () => {
  it('goes behind the last one, in front of what follows', () => {
    expect(
      inProfile(
        `<Profile id="p">
  <title>P</title>
  <select idref="two" selected="true"/>
  <refine-value idref="v" selector="s"/>
  <metadata/>
</Profile>`,
        ['one', false],
      ),
    ).toBe(`<Profile id="p">
  <title>P</title>
  <select idref="two" selected="true"/>
  <select idref="one" selected="false"/>
  <refine-value idref="v" selector="s"/>
  <metadata/>
</Profile>`);
  });

  it('several stand in the order in which they were asked for', () => {
    expect(
      inProfile(
        '<Profile id="p">\n\t<select idref="one" selected="true"/>\n</Profile>',
        ['three', true],
        ['two', false],
      ),
    ).toBe(
      '<Profile id="p">\n\t<select idref="one" selected="true"/>\n\t<select idref="three" selected="true"/>\n\t<select idref="two" selected="false"/>\n</Profile>',
    );
  });

  it('takes over order of attributes, quotes and the space before the end', () => {
    expect(inProfile("<Profile id=\"p\">\n  <select selected='true' idref='two' />\n</Profile>", ['one', true])).toBe(
      "<Profile id=\"p\">\n  <select selected='true' idref='two' />\n  <select selected='true' idref='one' />\n</Profile>",
    );
  });

  it('looks like the last one where the others look different', () => {
    expect(
      inProfile(
        '<Profile id="p">\n  <select idref="two" selected="true"/>\n  <select  selected=\'true\' idref=\'three\'/>\n</Profile>',
        ['one', true],
      ),
    ).toContain("\n  <select selected='true' idref='one'/>\n</Profile>");
  });

  it('is a closed tag also where the last one is an open one with a remark', () => {
    expect(
      inProfile('<Profile id="p">\n  <select idref="two" selected="true"><remark>why</remark></select>\n</Profile>', [
        'one',
        true,
      ]),
    ).toBe(
      '<Profile id="p">\n  <select idref="two" selected="true"><remark>why</remark></select>\n  <select idref="one" selected="true"/>\n</Profile>',
    );
  });

  it('stands behind comments that share the last line, and in front of those that do not', () => {
    expect(
      inProfile(
        '<Profile id="p">\n  <select idref="two" selected="true"/> <!-- about two --><!-- more -->\n  <!-- end -->\n</Profile>',
        ['one', true],
      ),
    ).toBe(
      '<Profile id="p">\n  <select idref="two" selected="true"/> <!-- about two --><!-- more -->\n  <select idref="one" selected="true"/>\n  <!-- end -->\n</Profile>',
    );
  });

  it('keeps the line ends around it', () => {
    const crlf = '<Profile id="p">\r\n  <select idref="two" selected="true"/> <!-- c -->\r\n</Profile>';
    expect(inProfile(crlf, ['one', true])).toBe(
      '<Profile id="p">\r\n  <select idref="two" selected="true"/> <!-- c -->\r\n  <select idref="one" selected="true"/>\r\n</Profile>',
    );
  });

  it('has the prefix of its profile', () => {
    const text = around('<Profile id="p">\n  <select idref="two" selected="true"/>\n</Profile>')
      .replaceAll(/<(?=[A-Za-z])/g, '<x:')
      .replaceAll('</', '</x:')
      .replace('xmlns=', 'xmlns:x=');
    expect(edited(text, ['one', true])).toContain(
      '  <x:select idref="two" selected="true"/>\n  <x:select idref="one" selected="true"/>\n</x:Profile>',
    );
  });

  it('encodes what an id may hold', () => {
    const text = around('<Profile id="p">\n  <select idref="two" selected="true"/>\n</Profile>').replace(
      'id="one"',
      `id='a&amp;b "c" &lt;d'`,
    );
    expect(edited(text, ['a&b "c" <d', true])).toContain(
      '\n  <select idref="a&amp;b &quot;c&quot; &lt;d" selected="true"/>\n',
    );
  });
});

describe('a profile without selects', () => {
  it('gets its first behind title, description, reference and platform, in their indent', () => {
    expect(
      inProfile(
        `<Profile id='p'>
    <title>P</title>
    <description>D</description>
    <platform idref="#x"/> <!-- here -->
    <refine-value idref="v" selector="s"/>
</Profile>`,
        ['one', true],
      ),
    ).toBe(`<Profile id='p'>
    <title>P</title>
    <description>D</description>
    <platform idref="#x"/> <!-- here -->
    <select idref='one' selected='true'/>
    <refine-value idref="v" selector="s"/>
</Profile>`);
  });

  it('takes the style of another profile', () => {
    const other = "<Profile id='q'>\n  <select selected='true'\tidref='two' />\n</Profile>";
    expect(inProfile(`<Profile id="p">\n  <title>P</title>\n</Profile>\n${other}`, ['one', true])).toBe(
      `<Profile id="p">\n  <title>P</title>\n  <select selected='true' idref='one' />\n</Profile>\n${other}`,
    );
  });

  it('that is one tag is opened', () => {
    expect(inProfile('  <Profile id="p" />', ['one', true])).toBe(
      '  <Profile id="p" >\n    <select idref="one" selected="true"/>\n  </Profile>',
    );
    expect(inProfile('\t<Profile id="p"/>', ['one', true])).toBe(
      '\t<Profile id="p">\n\t\t<select idref="one" selected="true"/>\n\t</Profile>',
    );
  });

  it('that is empty gets lines of its own', () => {
    expect(inProfile('  <Profile id="p"></Profile>', ['one', true])).toBe(
      '  <Profile id="p">\n    <select idref="one" selected="true"/>\n  </Profile>',
    );
    expect(inProfile('  <Profile id="p">\n  </Profile>', ['one', true])).toBe(
      '  <Profile id="p">\n    <select idref="one" selected="true"/>\n  </Profile>',
    );
  });

  it('never puts it where the scanner would lose what follows', () => {
    expect(inProfile('<Profile id="p"><refine-value idref="v" selector="s"/></Profile>', ['one', true])).toBe(
      '<Profile id="p">\n  <select idref="one" selected="true"/>\n  <refine-value idref="v" selector="s"/></Profile>',
    );
    expect(inProfile('<Profile id="p">\n   <refine-value idref="v" selector="s"/>\n</Profile>', ['one', true])).toBe(
      '<Profile id="p">\n   <select idref="one" selected="true"/>\n   <refine-value idref="v" selector="s"/>\n</Profile>',
    );
  });
});

describe('a document in one line', () => {
  const line = (profile: string, end = '') =>
    `${end}<Benchmark xmlns="${xccdf}" id="b">${profile}${rules.replaceAll('\n', '')}</Benchmark>`;

  it('gets a line of its own for the select, so that no select follows another directly', () => {
    expect(edited(line('<Profile id="p"><select idref="two" selected="true"/></Profile>'), ['one', true])).toBe(
      line('<Profile id="p"><select idref="two" selected="true"/>\n<select idref="one" selected="true"/></Profile>'),
    );
    expect(
      edited(
        line('<Profile id="p"><select idref="two" selected="true"/><set-value idref="v">1</set-value></Profile>'),
        ['one', true],
      ),
    ).toBe(
      line(
        '<Profile id="p"><select idref="two" selected="true"/>\n<select idref="one" selected="true"/>\n<set-value idref="v">1</set-value></Profile>',
      ),
    );
  });

  it.each([
    ['LF', '\n'],
    ['CR LF', '\r\n'],
    ['CR', '\r'],
  ])('uses the line end in front of it: %s', (_, end) => {
    expect(edited(line('<Profile id="p"/>', end), ['one', true])).toBe(
      line(`<Profile id="p">${end}  <select idref="one" selected="true"/>${end}</Profile>`, end),
    );
  });
});

describe('a select that moves', () => {
  it('leaves with its line, and comes back behind the cluster that covered it', () => {
    expect(
      inProfile(
        `<Profile id="p">
  <select idref="one" selected="true"/>
  <select idref="two" selected="true"/>
  <select idref="both" selected="true"/>
</Profile>`,
        ['two', false],
      ),
    ).toBe(`<Profile id="p">
  <select idref="one" selected="true"/>
  <select idref="both" selected="true"/>
  <select idref="two" selected="false"/>
</Profile>`);
  });

  it('leaves the comment beside it, and the blanks around that', () => {
    expect(
      inProfile(
        '<Profile id="p">\n  <select idref="two" selected="true"/> <!-- c -->\n  <select idref="both" selected="true"/>\n</Profile>',
        ['two', false],
      ),
    ).toBe(
      '<Profile id="p">\n   <!-- c -->\n  <select idref="both" selected="true"/>\n  <select idref="two" selected="false"/>\n</Profile>',
    );
  });

  it('in one line leaves a line end, so that its neighbours do not touch', () => {
    expect(
      inProfile(
        '<Profile id="p"><select idref="one" selected="true"/><select idref="two" selected="true"/><select idref="both" selected="true"/></Profile>',
        ['two', false],
      ),
    ).toBe(
      '<Profile id="p"><select idref="one" selected="true"/>\n<select idref="both" selected="true"/>\n<select idref="two" selected="false"/></Profile>',
    );
  });

  it('with its line end is CR LF whole', () => {
    const text = '<a>\r\n  <b/>\r\n  <c/>\r\n</a>';
    const snapshot = openSnapshot(text);
    expect(applyEdits(text, [removalEdit(snapshot, 1)])).toBe('<a>\r\n  <c/>\r\n</a>');
  });

  it('at the very end of a text goes without its line', () => {
    const text = '<!-- c -->\n  <a/>';
    expect(applyEdits(text, [removalEdit(openSnapshot(text), 0)])).toBe('<!-- c -->\n  ');
  });

  it('with white space on one side leaves it as it is', () => {
    const text = '<a><b/> <c/></a>';
    expect(applyEdits(text, [removalEdit(openSnapshot(text), 1)])).toBe('<a> <c/></a>');
  });
});

describe('a default', () => {
  const setOne = (text: string, selected: boolean): string => {
    const snapshot = openSnapshot(text);
    const [benchmark] = listBenchmarks(snapshot) as [XccdfBenchmark];
    const draft = emptyDraft();
    setDefault(benchmark, draft, benchmark.itemsById.get('one')!, selected);
    return applyEdits(text, draftEdits(benchmark, draft).get(snapshot) ?? []);
  };
  it('set back to what the attribute says is no edit', () => {
    const snapshot = openSnapshot(withRule('<Rule id="one" selected="true"/>'));
    const [benchmark] = listBenchmarks(snapshot) as [XccdfBenchmark];
    const draft = emptyDraft();
    for (const selected of [false, true]) setDefault(benchmark, draft, benchmark.itemsById.get('one')!, selected);
    expect(draftEdits(benchmark, draft).size).toBe(0);
  });
  const withRule = (rule: string) => `<Benchmark xmlns="${xccdf}" id="b">${rule}</Benchmark>`;

  it('is written behind the id, in its quotes, or changed in place', () => {
    expect(setOne(withRule('<Rule severity="low" id=\'one\' weight="1"/>'), false)).toBe(
      withRule('<Rule severity="low" id=\'one\' selected=\'false\' weight="1"/>'),
    );
    expect(setOne(withRule('<Rule\n  id="one"\n  selected="false"\n/>'), true)).toBe(
      withRule('<Rule\n  id="one"\n  selected="true"\n/>'),
    );
    expect(setOne(withRule('<Rule id="one" selected="true"/>'), true)).toBe(
      withRule('<Rule id="one" selected="true"/>'),
    );
  });
});

describe('line ends', () => {
  it('are those of the line before, else of the first line, else LF', () => {
    const mixed = openSnapshot('<a>\r\n<b/>\n<c/>\r\n</a>');
    expect(['<b', '<c', '</a'].map((mark) => lineBreakOf(mixed, mixed.source.whole().indexOf(mark)))).toEqual([
      '\r\n',
      '\n',
      '\r\n',
    ]);
    expect(lineBreakOf(mixed, 0)).toBe('\r\n');
    expect(lineBreakOf(openSnapshot('<a/>'), 2)).toBe('\n');
    expect(lineBreakOf(openSnapshot('\n<a/>'), 3)).toBe('\n');
    expect(lineBreakOf(openSnapshot('\r<a/>'), 3)).toBe('\r');
  });
});
