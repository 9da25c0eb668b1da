/**
 * A pattern of a Value, which is a Perl regular expression, as one of JavaScript's: what both read alike, POSIX classes and a
 * leading (?i). It never guesses: what it does not know for sure it leaves alone.
 */

export interface PerlPattern {
  /** For the whole text (XCCDF 1.2, schema: "implicit anchoring"). */
  readonly whole: RegExp;
  /** Whether nothing is said of other texts: what a POSIX class means outside of ASCII is a matter of Perl's settings. */
  readonly asciiOnly: boolean;
}

/** Undefined where it cannot be tried here. */
export function openPattern(pattern: string): PerlPattern | undefined {
  if (perlOnly.test(pattern)) return undefined;
  const ignoresCase = pattern.startsWith('(?i)');
  const translated = withoutPosix(ignoresCase ? pattern.slice('(?i)'.length) : pattern);
  if (translated === undefined) return undefined;
  for (const flags of ['u', '']) {
    try {
      const whole = new RegExp(`^(?:${translated})$`, ignoresCase ? `${flags}i` : flags);
      return { whole, asciiOnly: posixClass.test(pattern) };
    } catch {
      // Perl takes what JavaScript does not; the older grammar is more tolerant.
    }
  }
  return undefined;
}

/** What JavaScript's older grammar reads as other characters than Perl does: `\A`, `\z` and the like. */
const perlOnly = /(?<!\\)(?:\\\\)*\\[AaCEeGghHKlLNQRUVXzZ]/;

const posixClass = /\[:(\^?)([a-z]+):\]/;

/** In ASCII, as they stand between brackets. */
const posix: Readonly<Record<string, string>> = {
  alnum: 'A-Za-z0-9',
  alpha: 'A-Za-z',
  ascii: '\\x00-\\x7f',
  blank: '\\x20\\t',
  cntrl: '\\x00-\\x1f\\x7f',
  digit: '0-9',
  graph: '\\x21-\\x7e',
  lower: 'a-z',
  print: '\\x20-\\x7e',
  punct: '\\x21-\\x2f\\x3a-\\x40\\x5b-\\x60\\x7b-\\x7e',
  space: '\\x09-\\x0d\\x20',
  upper: 'A-Z',
  word: 'A-Za-z0-9_',
  xdigit: '0-9A-Fa-f',
};

/** The pattern with what stands between brackets written out; undefined where Perl reads such a thing otherwise than it looks. */
function withoutPosix(pattern: string): string | undefined {
  let written = '';
  let isInside = false;
  for (let at = 0; at < pattern.length; ) {
    const rest = pattern.slice(at);
    let token = /^\\[\s\S]/.exec(rest)?.[0] ?? rest[0]!;
    let text = token;
    const named = /^\[:/.test(rest) ? /^\[:\^?[a-z]+:\]/.exec(rest)?.[0] : undefined;
    if (!isInside && token === '[') {
      if (named !== undefined) return undefined;
      isInside = true;
      // The first bracket in a class is a character of it; JavaScript would close the class.
      [token] = /^\[\^?\]?/.exec(rest)!;
      text = token.replace(']', '\\]');
    } else if (isInside && named !== undefined) {
      const range = posixRange(named);
      const isEndOfRange = /[^[^]-$/.test(pattern.slice(0, at)) || /^-[^\]]/.test(rest.slice(named.length));
      if (range === undefined || isEndOfRange) return undefined;
      [token, text] = [named, range];
    } else if (token === ']') isInside = false;
    written += text;
    at += token.length;
  }
  return written;
}

function posixRange(named: string): string | undefined {
  const [, not, name] = posixClass.exec(named)!;
  const range = posix[name!];
  if (range === undefined || not === '') return range;
  const inside = new RegExp(`[${range}]`);
  const codes = Array.from({ length: 128 }, (_, code) => code).filter(
    (code) => !inside.test(String.fromCharCode(code)),
  );
  return codes.map((code) => `\\x${code.toString(16).padStart(2, '0')}`).join('');
}
