import type { FirstView } from "./first-view";
import type { MailResult } from "./mail";
import type { PageResult } from "./pages";
import type { Figure, Row } from "./rounds";
import type { Scale } from "./scale";
import type { Start } from "./start";
import type { Memory } from "./usage";

export type Results = {
  machine: { cores: number; node: string; postgresql: string; isPinned: boolean; rounds: number };
  pages?: PageResult[];
  signIns?: Row[];
  firstViews?: FirstView[];
  starts?: Start[];
  mail?: Omit<MailResult, "memory">;
  memory: Memory[];
};

/** The tables, for a person to read. */
export function printResults({ machine, pages, signIns, firstViews, starts, mail, memory }: Results): string {
  const { cores, node, postgresql, isPinned, rounds } = machine;
  const pinned = isPinned ? "what is measured on one core, all else on another" : "nothing pinned to a core";
  const parts = [
    `${cores} cores, Node ${node}, PostgreSQL ${postgresql}; ${pinned}; ${rounds} rounds: median (lowest to highest)`,
    ...(pages ?? []).map((page) => printRows(`${page.name}: ${kB(page.bytes.plain)}, ${kB(page.bytes.sent)} sent`, page.rows, "page")),
    signIns && printRows("Sign-in", signIns, "sign-in"),
    mail && printRows(`A newsletter, HTML of ${kB(mail.htmlBytes)}, to ${whole(mail.recipients)} people`, mail.rows, "message"),
    mail && `Writing ${whole(mail.filling.recipients)} messages to send: ${mail.filling.seconds.toFixed(1)} s`,
    firstViews && printViews(firstViews),
    starts && table([["Start", "seconds"], ...starts.map(({ name, seconds }) => [name, spread(seconds, 2)])]),
    memory.length > 0 &&
      table([["Memory, MB", "idle", "most"], ...memory.map(({ name, idle, most }) => [name, String(idle), String(most)])]),
  ];
  return `\n${parts.filter(Boolean).join("\n\n")}\n`;
}

function printRows(title: string, rows: readonly Row[], unit: string): string {
  const hasLatency = rows.some((row) => row.p99Ms);
  const head = [title, `CPU ms a ${unit}`, `${unit}s a second`, ...(hasLatency ? ["p99 ms"] : []), "ours takes"];
  let ours: Row | undefined;
  const lines = rows.map((row) => {
    if (row.isOurs) ours = row;
    const times = !row.isOurs && ours?.cpuMs && row.cpuMs ? `${round(ours.cpuMs.median / row.cpuMs.median, 1)} times` : "";
    return [
      row.name,
      row.cpuMs ? spread(row.cpuMs, 2) : "–",
      spread(row.perSecond, 0),
      ...(hasLatency ? [row.p99Ms ? spread(row.p99Ms, 0) : "–"] : []),
      times,
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
export function printScale({ seconds, pages, problems }: Scale): string {
  const dearest = [...pages].sort((one, other) => other.large - one.large).slice(0, 30);
  const blocks = (count?: number) => (count === undefined ? "–" : whole(count));
  return [
    `Filled to 1,000,000 posts in ${seconds.toFixed(0)} s; ${pages.length} kinds of page`,
    table([
      ["Blocks of 8 kB read, the dearest pages", "10,000 posts", "1,000,000", "without statistics"],
      ...dearest.map(({ kind, small, large, unknown }) => [kind, blocks(small), blocks(large), blocks(unknown)]),
    ]),
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
