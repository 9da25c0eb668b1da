/** Steps of edits as one list: it makes what they make one after the other, and many of them do not cost the square. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createComposed } from '../../server/src/text/composed.ts';
import { applyEdits } from '../../server/src/text/edits.ts';
import { stepsOf } from '../support/steps.ts';

it('makes what the steps make one after the other', () => {
  const steps = fc.array(fc.tuple(fc.nat(), fc.nat(3), fc.constantFrom('', 'x', 'yz')), { maxLength: 12 });
  fc.assert(
    fc.property(fc.string({ maxLength: 20 }), steps, (text, wanted) => {
      const composed = createComposed();
      let now = text;
      for (const [at, length, newText] of wanted) {
        const from = at % (now.length + 1);
        const edit = { from, to: Math.min(now.length, from + length), newText };
        composed.add([edit]);
        now = applyEdits(now, [edit]);
      }
      expect(applyEdits(text, composed.all())).toBe(now);
    }),
    { seed: 7, numRuns: 500 },
  );
});

it('twice the steps cost little more than twice as much', () => {
  const cost = (count: number): number =>
    stepsOf(() => {
      const composed = createComposed();
      for (let step = 0; step < count; step++) composed.add([{ from: 3 * step, to: 3 * step + 1, newText: 'x' }]);
      if (composed.all().length !== count) throw new Error('steps are missing');
    });
  // n log n.
  expect(cost(800)).toBeLessThan(2.5 * cost(400));
});
