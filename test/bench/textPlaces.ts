/** Places in a text where a letter may be typed without harm: between letters of prose, never in a tag. By a fixed seed. */
import { SourceText } from '../../server/src/text/sourceText.ts';
import { seeded } from '../support/random.ts';
import type { Place } from './server.ts';

export function textPlaces(text: string, count: number): readonly Place[] {
  const source = SourceText.of(text);
  const random = seeded('places').next;
  const places: Place[] = [];
  while (places.length < count) {
    const from = Math.floor(random() * text.length);
    const start = text.indexOf('>', from) + 1;
    const end = text.indexOf('<', start);
    const prose = /[a-z]{3} [a-z]{3}/.exec(text.slice(start, Math.max(start, end)));
    // A comment or CDATA also has a '>' before letters; there a letter does no harm either.
    if (start > 0 && prose) places.push(source.positionAt(start + prose.index + 1));
  }
  return places;
}
