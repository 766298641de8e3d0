import { quoted } from "~/lib/quoted";
import { BULK_WORDS, type BulkAct } from "./bulk";

type Line = { title: string; isDone: boolean; words: string };

/** Of more no more is said than that there are more. */
const NAMED = 3;

/** What became of several pages, in one message. */
export function toldOnce(act: BulkAct, lines: readonly Line[]): string {
  const done = lines.filter(({ isDone }) => isDone).length;
  const left = lines.filter(({ isDone }) => !isDone);
  const named = left.slice(0, NAMED).map(({ title, words }) => `${quoted(title)}: ${words}.`);
  const more = left.length > NAMED ? [`And ${left.length - NAMED} more.`] : [];
  const begin = `${done === 1 ? "1 page is" : `${done} pages are`} ${BULK_WORDS[act].done}.`;
  return [begin, ...(left.length > 0 ? ["Nothing was done with:", ...named, ...more] : [])].join(" ");
}
