/** Tags, comments, CDATA sections, instructions and declarations that are not written as XML wants them. */
import * as l10n from '@vscode/l10n';
import { xmlRule } from '../xmlProblems.ts';

export const noMalformedMarkup = xmlRule(
  { code: 'xml/no-malformed-markup', severity: 'error', requirements: [] },
  {
    'stray-less-than': () => l10n.t('A "<" that starts no tag. Write &lt; where the character itself is meant.'),
    'unfinished-tag': ({ name }) => l10n.t('The tag <{0} does not end: its ">" or a closing quote is missing.', name),
    'malformed-close': ({ name }) =>
      l10n.t('The close tag </{0} holds more than its name, or its ">" is missing.', name),
    'malformed-attribute': ({ name }) =>
      l10n.t('"{0}" is no attribute: an attribute is written name="value". Complete it or remove it.', name),
    'attribute-without-space': () => l10n.t('A space is missing between two attributes.'),
    'unquoted-attribute': ({ name }) => l10n.t('The value of attribute {0} must stand in quotes.', name),
    'less-than-in-attribute': ({ name }) =>
      l10n.t('A "<" in the value of attribute {0}: its closing quote is missing, or &lt; is meant.', name),
    'duplicate-attribute': ({ name }) =>
      l10n.t('Attribute {0} is written twice on this element. Which one counts is nowhere said: remove one.', name),
    'unfinished-comment': () =>
      l10n.t('This comment does not end: "-->" is missing, so the rest of the document is part of it.'),
    'double-hyphen-in-comment': () => l10n.t('"--" may not stand inside a comment: XML ends it there. Use one hyphen.'),
    'unfinished-cdata': () =>
      l10n.t('This CDATA section does not end: "]]>" is missing, so the rest of the document is part of it.'),
    'unfinished-instruction': () => l10n.t('This processing instruction does not end: "?>" is missing.'),
    'malformed-instruction': () => l10n.t('A processing instruction starts with its name, directly behind "<?".'),
    'malformed-xml-declaration': () =>
      l10n.t('The XML declaration is not as XML wants it: <?xml version="1.0" encoding="UTF-8"?>, in this order.'),
    'late-xml-declaration': () =>
      l10n.t(
        'The XML declaration must be the very first thing in the file: remove what stands before it, or this one.',
      ),
    'unfinished-doctype': () => l10n.t('This document type declaration does not end: its ">" or "]" is missing.'),
    'malformed-doctype': () =>
      l10n.t('This document type declaration is not well-formed. SCAP content needs none: remove it.'),
    'misplaced-doctype': () =>
      l10n.t('A document type declaration stands once, before the root element. Remove this one.'),
    'malformed-declaration': () =>
      l10n.t(
        '"<!" starts neither a comment (<!--), a CDATA section (<![CDATA[) nor a document type. Write &lt; where "<" is meant.',
      ),
  },
);
