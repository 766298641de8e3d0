/** What one turn of one contestant did, and what it took. */
export type Turn = { units: number; seconds: number; cpuMs: number | null; p99Ms?: number };

export type Contestant = { name: string; isOurs?: boolean; turn: () => Promise<Turn> };

export type Figure = { median: number; low: number; high: number };

export type Row = { name: string; isOurs: boolean; cpuMs: Figure | null; perSecond: Figure; p99Ms: Figure | null };

/** Lets contestants take turns, round after round: what else the machine does meets all of them alike. */
export async function takeTurns(contestants: readonly Contestant[], rounds: number): Promise<Row[]> {
  const turns = contestants.map((): Turn[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, contestant] of contestants.entries()) turns[index]!.push(await contestant.turn());
  }
  return contestants.map(({ name, isOurs = false }, index) => {
    const own = turns[index]!;
    const cpu = own.flatMap(({ cpuMs, units }) => (cpuMs === null ? [] : [cpuMs / units]));
    const p99 = own.flatMap(({ p99Ms }) => (p99Ms === undefined ? [] : [p99Ms]));
    return {
      name,
      isOurs,
      cpuMs: cpu.length > 0 ? figureOf(cpu) : null,
      perSecond: figureOf(own.map(({ units, seconds }) => units / seconds)),
      p99Ms: p99.length > 0 ? figureOf(p99) : null,
    };
  });
}

/** How often the highest of the rounds holds the lowest: near 1 where they agree, of the row where they agree least. */
export const apart = (rows: readonly Row[]): number =>
  Math.max(1, ...rows.map(({ cpuMs, perSecond }) => (cpuMs ?? perSecond).high / (cpuMs ?? perSecond).low));

export function figureOf(values: readonly number[]): Figure {
  const sorted = [...values].sort((a, b) => a - b);
  const half = (sorted.length - 1) / 2;
  return { median: (sorted[Math.floor(half)]! + sorted[Math.ceil(half)]!) / 2, low: sorted[0]!, high: sorted.at(-1)! };
}
