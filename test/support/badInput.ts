/** Documents that are meant to do harm, and a server that counts who asks it for what they name. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export const benchmarkWith = (inside: string) =>
  `<?xml version="1.0"?>\n<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="xccdf_a_benchmark_b">${inside}</Benchmark>\n`;

/** 100,000 groups, each in the one before, with this in the innermost. */
export function deepGroups(inside: string): string {
  return benchmarkWith('<Group id="g">'.repeat(100_000) + inside + '</Group>'.repeat(100_000));
}

/** With one profile, one Value and one rule; by what their document type does. `url` is where something could be fetched from. */
export function bombs(url: string): Readonly<Record<string, string>> {
  const inside = `<title>&x;</title><Profile id="xccdf_a_profile_p"><title>p</title></Profile><Value id="xccdf_a_value_v"><title>v</title><value>1</value><value selector="x">2</value></Value><Rule id="xccdf_a_rule_r"><title>&x;</title></Rule>`;
  const typed = (rest: string) =>
    benchmarkWith(inside).replace('<Benchmark', `<!DOCTYPE Benchmark ${rest}>\n<Benchmark`);
  const laughs = Array.from({ length: 30 }, (_, level) => `<!ENTITY a${level + 1} "${`&a${level};`.repeat(10)}">`);
  return {
    laughs: typed(`[<!ENTITY a0 "ha">${laughs.join('')}<!ENTITY x "&a30;">]`),
    circle: typed('[<!ENTITY x "&y;"><!ENTITY y "&x;">]'),
    file: typed('[<!ENTITY x SYSTEM "secret.txt">]'),
    network: typed(`[<!ENTITY x SYSTEM "${url}/x.txt">]`),
    parameter: typed(`[<!ENTITY % p SYSTEM "${url}/p.dtd">%p;<!ENTITY x "x">]`),
    subset: typed(`SYSTEM "${url}/benchmark.dtd" [<!ENTITY x "x">]`),
  };
}

/** A server on this machine, and how often somebody has asked it. */
export async function countingServer(): Promise<{ url: string; count: () => number; close: () => Promise<void> }> {
  let asked = 0;
  const server = createServer((_, response) => {
    asked++;
    response.end('secret words');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    count: () => asked,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
