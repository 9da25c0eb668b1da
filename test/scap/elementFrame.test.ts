/** What differs between two texts of one element, and that finding it costs no more than what it reads. */
import { expect, it } from 'vitest';
import { compareFrames } from '../../server/src/scap/elementFrame.ts';
import { openSnapshot } from '../../server/src/scap/snapshot.ts';
import { stepsOf } from '../support/steps.ts';

const frameOf = (text: string) => ({ snapshot: openSnapshot(text), element: 0 });

/** What differs: the kind, and the text from there on, cut. */
function differences(old: string, now: string): readonly (readonly [kind: string, at: string])[] {
  return compareFrames(frameOf(old), frameOf(now)).map(({ kind, snapshot, offset }) => [
    kind,
    snapshot.source.slice(offset, offset + 6),
  ]);
}

it('tells comments, instructions and CDATA sections of each element from those of its neighbours', () => {
  const old = '<a><!--1--><b>x<!--2--><c/></b><!--3--><d><![CDATA[y]]></d></a><!--4-->';
  expect(differences(old, old.replace('--4', '--5'))).toEqual([]);
  expect(differences(old, old.replace('--1', '--5'))).toEqual([['comment', '5--><b']]);
  expect(differences(old, old.replace('--2', '--5'))).toEqual([['comment', '5--><c']]);
  expect(differences(old, old.replace('<!--2-->', ''))).toEqual([['comment', '<b>x<c']]);
  expect(differences(old, old.replace('<!--3-->', '<!--3--><?p?>'))).toEqual([['comment', '<?p?><']]);
  expect(differences(old, old.replace('[y', '[z'))).toEqual([['text', 'z]]></']]);
});

it('costs twice the steps for twice the elements with a comment and an edit each', () => {
  const text = (count: number, title: string) => {
    const rules = Array.from({ length: count }, (_, n) => `<Rule id="r${n}"><!--${n}--><title>${title}</title></Rule>`);
    return frameOf(`<Group>${rules.join('\n')}</Group>`);
  };
  const stepsFor = (count: number) => {
    const [old, now] = [text(count, 'Old'), text(count, 'New')];
    const found: unknown[] = [];
    const steps = stepsOf(() => found.push(...compareFrames(old, now)));
    expect(found).toHaveLength(count);
    return steps;
  };
  const steps = stepsFor(200);
  expect(steps).toBeGreaterThan(1000);
  expect(stepsFor(400)).toBeLessThan(steps * 2.2);
});
