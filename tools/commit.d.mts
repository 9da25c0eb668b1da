export function describeCommit(): string;
