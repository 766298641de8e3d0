import { z } from "zod";
import { FullNameField } from "~/features/accounts/details/profile.schema";
import { AddressField } from "~/features/people/address.schema";
import { InterestsField } from "~/features/people/interest.schema";
import { inOneLine } from "~/lib/unseen";

const REASON_MAX = 2000;
const ANSWER_MAX = 4000;

const required = (max: number, missing: string, what: string) =>
  z.string(missing).trim().min(1, missing).max(max, `${what} must be ${max} characters or fewer`);

/**
 * PMN-27: name, job title, organisation and address; interests and choices may stay empty, and nothing else is asked. The rest are not
 * questions: one submission counts once, `comments` is a trap that people do not see, `shownAt` says when the page was made.
 */
export const ApplySchema = z.object({
  fullName: FullNameField,
  jobTitle: required(100, "Enter your job title", "Your job title").overwrite(inOneLine),
  organisation: required(200, "Enter the name of your organisation, or its ODS code", "Your organisation").overwrite(inOneLine),
  interests: InterestsField,
  email: AddressField,
  choices: z.array(z.string().max(100)).max(50).default([]),
  submissionId: z.uuid().optional(),
  comments: z.string().max(10_000).default(""),
  shownAt: z.string().max(200).default(""),
});

/** Behind a mailed link: a password where there is no account. `seen` is what the page showed. */
export const EnterSchema = z.object({ password: z.string().default(""), seen: z.string().max(100).default("") });

/** `code`, `asked`: of which application its page was, and how many questions it showed. */
export const AnswerSchema = z.object({
  answer: required(ANSWER_MAX, "Enter your answer", "Your answer"),
  code: z.string().max(100).optional(),
  asked: z.coerce.number("Read what we asked, then send your answer").int().min(1),
});
export type AnswerInput = z.infer<typeof AnswerSchema>;

const seen = z.string().max(100).optional();

export const ApproveSchema = z.object({
  seen,
  organisation: required(200, "Enter the name of the organisation", "The name").overwrite(inOneLine),
  ods: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^([A-Z]\d{5})?$/, "An ODS code is a letter and five digits, like A12345")
    .default(""),
});

export const DeclineSchema = z.object({ seen, reason: required(REASON_MAX, "Enter a reason", "The reason") });

export const AskSchema = z.object({ seen, question: required(REASON_MAX, "Enter a question", "The question") });
