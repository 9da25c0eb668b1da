/** What a measurement reports: a figure, the peer it was measured beside in the same run, and the target it is held to. */

export interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: 'ms' | 'MB' | 'KB' | 'ratio' | '%' | 'edits';
  /** The other program, and its figure in the same unit. */
  readonly peer?: { readonly name: string; readonly value: number };
  /** value / peer.value */
  readonly ratio?: number;
  /** The most that the ratio (where there is a peer) or the value may be; absent where a figure only stands beside others. */
  readonly target?: number;
  readonly met?: boolean;
  readonly note?: string;
}

export interface RowFacts {
  readonly what: string;
  readonly value: number;
  readonly unit: Row['unit'];
  readonly peer?: { readonly name: string; readonly value: number } | undefined;
  readonly target?: number | undefined;
  readonly note?: string | undefined;
}

export function row({ what, value, unit, peer, target, note }: RowFacts): Row {
  const ratio = peer && value / peer.value;
  return {
    what,
    value,
    unit,
    ...(peer ? { peer, ratio: ratio! } : {}),
    ...(target === undefined ? {} : { target, met: (ratio ?? value) <= target }),
    ...(note === undefined ? {} : { note }),
  };
}
