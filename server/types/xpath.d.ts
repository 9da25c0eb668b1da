/**
 * The part of xpath that the pure layers use. The package's own types bring in the whole browser (`fetch`, timers,
 * `console`), which the pure layers must not even see.
 */
interface XPath {
  useNamespaces(prefixes: Readonly<Record<string, string>>): (expression: string, node: never) => unknown;
}
declare const xpath: XPath;
export default xpath;
