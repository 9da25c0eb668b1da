/**
 * The small documents of test/fixtures/selection under the real scanner: all but the named ones are valid, and each profile's
 * effective rules are those of test/oracle/effective.txt, which a person has read. The product's own tests may lean on that file.
 */
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { allEffective, fullResults, run } from '../oracle/scanner.ts';
import { benchmarkFixtures, selectionFixtures, tailorings } from '../support/selectionFixtures.ts';

const folder = fileURLToPath(new URL('../fixtures/selection/', import.meta.url));
const refusedBySchema = ['child-missing-parent.xml', 'duplicate-select.xml', 'self-closing-profile.xml'];

describe('selection fixtures', () => {
  it.each(selectionFixtures)('%s is valid, or is known not to be', async (name) => {
    const command = name.endsWith('-ds.xml') ? ['ds', 'sds-validate'] : ['xccdf', 'validate', '--skip-schematron'];
    await run('oscap', [...command, folder + name], [refusedBySchema.includes(name) ? 2 : 0]);
  });

  it('have the effective rules that stand in effective.txt', async () => {
    const documents: { readonly title: string; readonly source: string; readonly options: object }[] = [
      ...benchmarkFixtures.map((name) => ({ title: name, source: folder + name, options: {} })),
      ...tailorings.map((name) => ({
        title: `tailoring-base.xml with ${name}`,
        source: `${folder}tailoring-base.xml`,
        options: { tailoring: folder + name },
      })),
      {
        title: 'two-benchmarks-ds.xml, benchmark west',
        source: `${folder}two-benchmarks-ds.xml`,
        options: { benchmark: 'xccdf_org.example_benchmark_west' },
      },
    ];
    const texts = await Promise.all(
      documents.map(async ({ title, source, options }) => `${title}\n${lines(await allEffective(source, options))}\n`),
    );
    await expect(texts.join('\n')).toMatchFileSnapshot('../oracle/effective.txt');
  });

  // Documents that hold one-line neighbours are left to the next test.
  it('select the same when the scanner reads them whole', async () => {
    const whole = benchmarkFixtures.filter((name) => name !== 'one-line.xml');
    await Promise.all(
      whole.map(async (name) => {
        for (const [profile, expected] of await allEffective(folder + name)) {
          const results = await fullResults(folder + name, profile);
          const effective = [...results].filter(([, result]) => result !== 'notselected').map(([rule]) => rule);
          expect(effective.sort(), `${name}, ${profile}`).toEqual([...expected].sort());
        }
      }),
    );
  });

  it('show the scanner losing the second of two adjacent selects, which the projection keeps', async () => {
    const whole = await fullResults(`${folder}one-line.xml`, 'xccdf_org.example_profile_first');
    const projected = (await allEffective(`${folder}one-line.xml`)).get('xccdf_org.example_profile_first');
    expect(projected).toEqual(new Set(['xccdf_org.example_rule_left']));
    expect(whole.get('xccdf_org.example_rule_star')).not.toBe('notselected');
  });
});

function lines(effective: Map<string, ReadonlySet<string>>): string {
  const brief = (id: string): string => id.replace(/^xccdf_org\.example_(?:profile|rule)_/, '');
  return [...effective]
    .map(([profile, rules]) => `  ${brief(profile)}: ${[...rules].map(brief).join(' ')}`.trimEnd())
    .join('\n');
}
