import { uuidv7 } from "uuidv7";
import { type NEAR_MISS_PLACES, nearMisses } from "#db/schema/guard";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { type MarkedWords, PatientDetailsError } from "~/lib/errors";
import { randomCode, sha256 } from "~/lib/tokens.server";
import { FOUND_KINDS, type Found, findPatientDetails } from "./patient-details.policy";
import { tellOfNearMiss } from "./tell-of-near-miss.server";

export type Guarded = {
  /** By the fields of the form that they were typed into; for what is brought back the box of the answer. */
  texts: Record<string, string>;
  /** What stood there before: what is in it already is not asked about again. */
  before?: readonly string[];
  /** What the form said of it (`Vouch`). */
  vouch?: string;
  /** Its writer stands nowhere beside it, so not here either. */
  isNameless?: boolean;
  /** Where it will stand. */
  thing: { place: (typeof NEAR_MISS_PLACES)[number]; path: string; scopeId?: string | null };
};

/**
 * Asks a writer about words that may identify a patient, in the transaction that stores them: nothing is stored before they answered. What
 * they say is nobody's is let through, and staff are told where it stands. The system is not asked.
 * @throws PatientDetailsError
 */
export async function guardTexts(ctx: Ctx, { texts, before = [], vouch = "", isNameless = false, thing }: Guarded): Promise<void> {
  if (ctx.actor.kind === "system") return;
  const year = ctx.now.getUTCFullYear();
  const earlier = [...before, ...(before.length > 1 ? [before.join("\n")] : [])];
  const known = new Set(earlier.flatMap((text) => findPatientDetails(text, year).map((each) => marks(text, each))));
  const found = [...findInEach(texts, year), ...findAcross(texts, year)].filter(({ mark }) => !known.has(mark));
  if (found.length === 0) return;

  const vouched = new Set(vouch.split(","));
  const asked = found.filter(({ mark }) => !vouched.has(mark));
  if (asked.length > 0) {
    const shown = [...new Set(asked.map(({ mark }) => mark))].slice(0, MOST_SHOWN);
    const said = new Set(found.map(({ mark }) => mark).filter((mark) => vouched.has(mark)));
    throw new PatientDetailsError(shown.flatMap((mark) => onceInEachField(asked, mark)).map(inContext), [...said, ...shown].join(","));
  }

  const id = uuidv7();
  await ctx.db.insert(nearMisses).values({
    id,
    code: randomCode(),
    ...thing,
    found: FOUND_KINDS.filter((kind) => found.some((each) => each.kinds.includes(kind))),
    writerId: isNameless ? null : personIdOf(ctx.actor),
    at: ctx.now,
  });
  await tellOfNearMiss(ctx, id);
}

type FoundIn = Found & { field: string; text: string; mark: string };

const findInEach = (texts: Record<string, string>, year: number): FoundIn[] =>
  Object.entries(texts).flatMap(([field, text]) =>
    findPatientDetails(text, year).map((each) => ({ field, text, ...each, mark: marks(text, each) })),
  );

/** A name in one field and its date of birth in another: readers see them together. Each field has its part of the words, all one mark. */
function findAcross(texts: Record<string, string>, year: number): FoundIn[] {
  if (Object.keys(texts).length < 2) return [];
  const all = Object.values(texts).join("\n");
  return findPatientDetails(all, year).flatMap(({ kinds, start, end }) => {
    const parts: FoundIn[] = [];
    let from = 0;
    for (const [field, text] of Object.entries(texts)) {
      const part = { start: Math.max(0, start - from), end: Math.min(text.length, end - from) };
      if (part.start < part.end) parts.push({ kinds, field, text, ...part, mark: marks(all, { start, end }) });
      from += text.length + 1;
    }
    return parts.length > 1 ? parts : [];
  });
}

function onceInEachField(found: FoundIn[], mark: string): FoundIn[] {
  const same = found.filter((each) => each.mark === mark);
  return same.filter(({ field }, index) => same.findIndex((each) => each.field === field) === index);
}

/** Several texts that come back as they were, for the one box of a form in which nothing is typed. */
export const broughtBack = (texts: readonly (string | null)[]) => ({ vouch: texts.filter(Boolean).join("\n") });

/** Of so many words a writer says at once whether they are somebody's; then they are asked about the next. */
const MOST_SHOWN = 20;
const AROUND = 60;

/** Tells words from others without repeating them. */
const marks = (text: string, { start, end }: Omit<Found, "kinds">) =>
  sha256(
    text
      .slice(start, end)
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .toLowerCase(),
  )
    .toString("hex")
    .slice(0, 16);

/** A place in what was typed into a field, with the words around it. */
export const inContext = ({ field, text, start, end }: { field: string; text: string; start: number; end: number }): MarkedWords => ({
  field,
  before: text.slice(Math.max(0, start - AROUND), start),
  marked: text.slice(start, end),
  after: text.slice(end, end + AROUND),
});
