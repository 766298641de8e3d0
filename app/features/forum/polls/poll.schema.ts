import { z } from "zod";
import { POLL_SHOWS } from "#db/schema/forum/polls";
import { endOfDay } from "~/lib/dates";
import { momentOfTyped } from "~/lib/typed-day";
import { inOneLine } from "~/lib/unseen";

export const QUESTION_MAX = 200;
export const OPTION_MAX = 150;
export const OPTIONS_MAX = 20;

const text = z.string().max(32_000).default("");
const part = z.string().trim().max(4).default("");

/** The fields of a poll, of a form in which there need be none. */
export const pollFields = {
  pollQuestion: text.transform(inOneLine),
  pollOptions: text.transform((typed) => typed.split("\n").map(inOneLine).filter(Boolean)),
  pollMost: z.string().trim().max(3).default("1"),
  pollShows: z.enum(POLL_SHOWS).nullable().default(null),
  pollClosesOnDay: part,
  pollClosesOnMonth: part,
  pollClosesOnYear: part,
};

type Typed = { [name in keyof typeof pollFields]: z.output<(typeof pollFields)[name]> };

/** What is wrong with a poll that was begun, each beside its field. */
export function checkPoll(typed: Typed, check: z.RefinementCtx): void {
  const { pollQuestion: question, pollOptions: options, pollMost: most } = typed;
  if (question === "" && options.length === 0) return;
  const wrong = (field: keyof Typed, message: string) => check.addIssue({ code: "custom", path: [field], message });
  if (question === "") wrong("pollQuestion", "Enter what you ask, or empty the choices to post without a poll");
  if (question.length > QUESTION_MAX) wrong("pollQuestion", `The question must be ${QUESTION_MAX} characters or less`);
  if (options.length < 2) wrong("pollOptions", "Enter two choices or more, each on a line of its own");
  else if (options.length > OPTIONS_MAX) wrong("pollOptions", `Enter ${OPTIONS_MAX} choices at most`);
  else if (options.some((option) => option.length > OPTION_MAX))
    wrong("pollOptions", `Each choice must be ${OPTION_MAX} characters or less`);
  else if (new Set(options.map((option) => option.toLowerCase())).size < options.length)
    wrong("pollOptions", "Two of these choices are the same");
  else if (!/^\d+$/.test(most) || Number(most) < 1 || Number(most) > options.length)
    wrong("pollMost", `Enter a number from 1 to ${options.length}, as many as there are choices`);
  if (!typed.pollShows) wrong("pollShows", "Choose who sees what was chosen");
  if (closingDay(typed) === undefined) wrong("pollClosesOnDay", "Enter a whole day, like 31 3 2027");
}

const closingDay = (typed: Typed) => momentOfTyped([typed.pollClosesOnDay, typed.pollClosesOnMonth, typed.pollClosesOnYear], endOfDay);

/** The poll that was typed, if one was; without a day where none was typed. */
export function typedPoll(typed: Typed): PollInput | null {
  const { pollQuestion: question, pollOptions: options, pollMost, pollShows: shows } = typed;
  return question === "" || !shows ? null : { question, options, most: Number(pollMost), shows, closesAt: closingDay(typed) ?? null };
}
export type PollInput = { question: string; options: string[]; most: number; shows: (typeof POLL_SHOWS)[number]; closesAt: Date | null };

/** What somebody chose: the numbers of options, the first being 0. */
export const VoteSchema = z.object({
  choice: z
    .union([z.string().transform((one) => [one]), z.array(z.string())])
    .default([])
    .transform((typed) => [...new Set(typed.filter((each) => /^\d{1,2}$/.test(each)).map(Number))].sort((a, b) => a - b)),
});
