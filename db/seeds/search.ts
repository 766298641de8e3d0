import { addSynonyms, pinPage } from "~/features/search/words/arrange-words.server";
import { noteMiss } from "~/features/search/words/note-miss.server";
import type { Ctx } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";
import type { Community } from "./people";

const SYNONYMS = [
  "GP = general practitioner = family doctor",
  "DNA = did not attend = missed appointment",
  "annual leave = holiday",
  "F2F = face to face",
  "IT = information technology",
  "repeat template = repeat prescribing",
];

/** By the words that people type. */
const PINS = [
  { words: "appointments", page: "/guidance/access" },
  { words: "fridge", page: "/guidance/cold-chain" },
  { words: "rota", page: "/guidance/staffing/rotas" },
];

/** How many looked for what is not there; too few for the last to be listed. */
const MISSES: readonly [words: string, times: number][] = [
  ["car parking permits", 11],
  ["wheelchair loan", 7],
  ["medical cannabis", 5],
  ["staff choir", 3],
];

/** What editors say of words, and what people looked for in vain. */
export async function seedSearch(ctx: Ctx, people: Community): Promise<void> {
  const editing = { ...ctx, actor: people.actorOf("editor") };
  for (const group of SYNONYMS) {
    const blocker = await addSynonyms(editing, group);
    if (blocker) throw new Error(`${group}: ${blocker}`);
  }
  for (const pin of PINS) {
    const blocker = await pinPage(editing, pin);
    if (blocker) throw new Error(`${pin.words}: ${blocker}`);
  }
  for (const [words, times] of MISSES)
    for (let asker = 0; asker < times; asker++) await noteMiss({ ...ctx, now: later(ctx.now, -DAY) }, words, `demo ${asker}`);
}
