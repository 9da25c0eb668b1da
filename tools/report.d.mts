export const noContent: string;
export function countReport(
  report: object,
  code: number,
  withoutContent?: string,
): { passed: number; failed: number; notes: string[] };
