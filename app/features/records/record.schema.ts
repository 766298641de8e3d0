import { z } from "zod";
import { LOOK_PURPOSE_KEYS, STAFF_RESTRICTION_KEYS } from "~/features/permissions/record.policy";
import { endOfDay, startOfDay } from "~/lib/dates";
import { momentOfTyped } from "~/lib/typed-day";

const WORDS_MAX = 500;
/** A role or a group, as forms name it. */
const GIVEN = /^(role|group):[a-z0-9-]+$/;
const reason = (question: string) =>
  z.string(question).trim().min(1, question).max(WORDS_MAX, `Your reason must be ${WORDS_MAX} characters or fewer`);

export const OpenRecordSchema = z
  .object({
    purpose: z.enum(LOOK_PURPOSE_KEYS, "Choose why you open this record"),
    words: z.string().trim().max(WORDS_MAX, `Your reason must be ${WORDS_MAX} characters or fewer`).default(""),
    next: z.string().optional(),
  })
  .refine(({ purpose, words }) => purpose !== "other" || words !== "", { path: ["words"], message: "Say why you open this record" });

export const ReasonSchema = z.object({ reason: reason("Say why, so that it can be answered for later") });

export const RestrictSchema = ReasonSchema.extend({ why: z.enum(STAFF_RESTRICTION_KEYS, "Choose why the use of their data stops") });

const part = z.string().trim().max(4).default("");

/** The parts of the first and the last day, each empty or whole. */
export const GiveRoleSchema = z
  .object({
    given: z.string("Choose a role or group").regex(GIVEN, "Choose a role or group"),
    startsDay: part,
    startsMonth: part,
    startsYear: part,
    endsDay: part,
    endsMonth: part,
    endsYear: part,
  })
  .superRefine((typed, check) => {
    for (const [name, path] of [
      ["starts", "startsDay"],
      ["ends", "endsDay"],
    ] as const)
      if (momentOf(typed, name, endOfDay) === undefined)
        check.addIssue({ code: "custom", path: [path], message: "Enter a whole day, like 31 3 2027" });
  });

/** From the first moment of the first day to the last of the last, in London; null where no day was typed. */
export function daysOf(typed: z.output<typeof GiveRoleSchema>): { startsAt: Date | null; endsAt: Date | null } {
  return { startsAt: momentOf(typed, "starts", startOfDay) ?? null, endsAt: momentOf(typed, "ends", endOfDay) ?? null };
}

const momentOf = (typed: Record<string, string>, name: "starts" | "ends", moment: typeof endOfDay) =>
  momentOfTyped([typed[`${name}Day`]!, typed[`${name}Month`]!, typed[`${name}Year`]!], moment);

export const TakeRoleSchema = z.object({ given: z.string().regex(GIVEN) });

export const AddToGroupSchema = z.object({ person: z.string("Choose who").regex(/^\w{1,40}$/, "Choose who") });

export const HandOverSchema = z.object({
  address: z.string("Choose the address to hand over").min(1, "Choose the address to hand over").max(320),
  reason: reason("Say why this address is handed over"),
});

export const EraseSchema = z.object({
  posts: z.enum(["keep", "delete"], "Choose what happens to what they wrote"),
  reference: z.string().trim().toUpperCase().max(40).default(""),
});

export const CopySchema = z.object({ format: z.enum(["html", "json", "zip"], "Choose a format") });
