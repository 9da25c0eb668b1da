export const root: string;
export function findOnPath(program: string): string | undefined;
