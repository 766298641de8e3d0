import { type ForumLine, type WrittenLine, writeHeader, writeLine } from "~/features/forum/moving/forum-format";

/** What a file of another forum became: lines by kind, and what stayed behind, by what it was. */
export type Converted = { lines: Partial<Record<ForumLine["kind"], number>>; leftOut: Record<string, number> };

/** `forum` is what it is called: its numbers are not those of another one. */
export type ConvertTo = { write: (text: string) => Promise<void>; forum: string; now: Date };

/** Whoever converts: where lines go to, and what came of it so far. */
export type Conversion = { write: (text: string) => Promise<void>; report: Converted };

export async function beginConversion({ write, forum }: Pick<ConvertTo, "write" | "forum">): Promise<Conversion> {
  await write(writeHeader(forum));
  return { write, report: { lines: {}, leftOut: {} } };
}

export async function putLines({ write, report }: Conversion, lines: Iterable<WrittenLine>): Promise<void> {
  for (const line of lines) {
    report.lines[line.kind] = (report.lines[line.kind] ?? 0) + 1;
    await write(writeLine(line));
  }
}

export function leaveOut({ report }: Conversion, what: string): void {
  report.leftOut[what] = (report.leftOut[what] ?? 0) + 1;
}

/** A moment of a database that keeps UTC without saying so. */
export const isoOf = (moment: string): string => new Date(`${moment.replace(" ", "T")}Z`).toISOString();
