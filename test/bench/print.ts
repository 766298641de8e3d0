import type { FirstView } from "./first-view";
import { apart, type Figure, type Row } from "./rounds";
import type { Scale } from "./scale";
import type { Start } from "./start";
import type { Memory, Others } from "./usage";

type Machine = { cores: number; node: string; postgresql: string; isPinned: boolean; rounds: number };

/** What a part of a run gives: contestants at some unit of work, or figures of its own. */
export type Measured = {
  rows?: Row[];
  unit?: string;
  bytes?: { sent: number; plain: number };
  views?: FirstView[];
  starts?: Start[];
  seconds?: number;
  memory?: Memory[];
  /** What a figure comes to. */
  note?: string;
};
/** Carries out a part, tells of it, and goes on where it breaks off. */
export type Part = (name: string, work: () => Promise<Measured>) => Promise<void>;

export type Ended = Measured & { name: string; others: Others };

/** `failed`: parts that broke off. */
export type Results = { machine: Machine; parts: Ended[]; failed: string[] };

export function printMachine({ cores, node, postgresql, isPinned, rounds }: Machine): string {
  const pinned = isPinned ? "what is measured on one core, all else on another" : "nothing pinned to a core";
  return `\n${cores} cores, Node ${node}, PostgreSQL ${postgresql}; ${pinned}; ${rounds} rounds: median (lowest to highest)\n`;
}

/** The tables of a part, for a person to read, and how far they can be believed. */
export function printPart({ name, others, rows, unit = "", bytes, views, starts, seconds, memory = [], note }: Ended): string {
  const title = bytes ? `${name}: ${kB(bytes.plain)}, ${kB(bytes.sent)} sent` : name;
  const rounds = rows ? `the rounds are up to ${apart(rows).toFixed(1)} times apart` : "";
  const busy = others === null ? "" : `others took ${Math.round(others * 100)} % of the machine`;
  return `${[
    rows && printRows(title, rows, unit),
    views && printViews(views),
    starts && table([[name, "seconds"], ...starts.map((start) => [start.name, spread(start.seconds, 2)])]),
    seconds && `${name}: ${seconds.toFixed(1)} s`,
    memory.length > 0 &&
      table([["Memory, MB", "idle", "most"], ...memory.map(({ name, idle, most }) => [name, String(idle), String(most)])]),
    note,
    [rounds, busy].filter(Boolean).join("; "),
  ]
    .filter(Boolean)
    .join("\n")}\n`;
}

function printRows(title: string, rows: readonly Row[], unit: string): string {
  const hasLatency = rows.some((row) => row.p99Ms);
  const head = [title, `CPU ms a ${unit}`, "ours takes", `${unit}s a second`, ...(hasLatency ? ["p99 ms"] : [])];
  let ours: Row | undefined;
  const lines = rows.map((row) => {
    if (row.isOurs) ours = row;
    const times = !row.isOurs && ours?.cpuMs && row.cpuMs ? `${round(ours.cpuMs.median / row.cpuMs.median, 1)} times` : "";
    return [
      row.name,
      row.cpuMs ? spread(row.cpuMs, 2) : "–",
      times,
      spread(row.perSecond, 0),
      ...(hasLatency ? [row.p99Ms ? spread(row.p99Ms, 0) : "–"] : []),
    ];
  });
  return table([head, ...lines]);
}

const printViews = (views: readonly FirstView[]) =>
  table([
    ["First view, bytes on the wire", "requests", "HTML", "CSS", "JS", "other", "all", "other sites"],
    ...views.map(({ name, requests, bytes, offOrigin }) => {
      const { html, css, js, other } = bytes;
      return [name, String(requests), ...[html, css, js, other, html + css + js + other].map(kB), String(offOrigin)];
    }),
  ]);

/** The dearest pages, and what is wrong. */
export function printScale({ seconds, pages, problems, timed }: Scale): string {
  const dearest = [...pages].sort((one, other) => other.large - one.large).slice(0, 30);
  const blocks = (count?: number) => (count === undefined ? "–" : whole(count));
  return [
    `Filled to 1,000,000 posts in ${seconds.toFixed(0)} s; ${pages.length} kinds of page`,
    table([
      ["Blocks of 8 kB read, the dearest pages", "10,000 posts", "1,000,000", "without statistics"],
      ...dearest.map(({ kind, small, large, unknown }) => [kind, blocks(small), blocks(large), blocks(unknown)]),
    ]),
    ...timed.map(printPart),
    ...(problems.length > 0 ? problems : ["No page costs more than twice as much, or reads a growing table from end to end."]),
  ].join("\n\n");
}

function table(lines: readonly string[][]): string {
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  const [head, ...rest] = lines.map((line) =>
    line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join("  "),
  );
  return [head, "-".repeat(head!.length), ...rest].join("\n");
}

const whole = (count: number) => count.toLocaleString("en");
const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;

function spread({ median, low, high }: Figure, digits: number): string {
  const [middle, ...ends] = [median, low, high].map((value) => round(value, digits));
  return low === high ? middle! : `${middle} (${ends.join("–")})`;
}

/** Small values keep two digits that say something. */
const round = (value: number, digits: number) => (value !== 0 && value < 0.1 ? value.toFixed(3) : value.toFixed(digits));
