import { z } from "zod";
import { Vouch } from "~/features/guard/vouch.schema";
import { UNREACHED } from "~/features/mail/mailings/unreached.policy";
import { hasWords, inOneLine, withoutEmptyEnds } from "~/lib/unseen";

export const SUBJECT_MAX = 150;
export const PREHEADER_MAX = 200;
/** Far above what a mail may weigh: the checklist says when an issue is too long to send. */
export const BODY_MAX = 200_000;

export const IssueSchema = z.object({
  subject: z.string().overwrite(inOneLine).min(1, "Enter a subject").max(SUBJECT_MAX, `Subject must be ${SUBJECT_MAX} characters or less`),
  preheader: z.string().overwrite(inOneLine).max(PREHEADER_MAX, `Preview line must be ${PREHEADER_MAX} characters or less`).default(""),
  body: z
    .string()
    .overwrite(withoutEmptyEnds)
    .refine(hasWords, "Write the issue")
    .max(BODY_MAX, `The issue must be ${BODY_MAX.toLocaleString("en-GB")} characters or less`),
  vouch: Vouch,
});
export type IssueInput = z.infer<typeof IssueSchema>;

/** Which of those whom an issue did not reach, and the finish that the page showed. */
export const UnreachedSchema = z.object({ who: z.enum(UNREACHED), finishedAt: z.iso.datetime() });
/** `submissionId`: of the form, whose draft goes when it is saved. */
export const NewIssueSchema = IssueSchema.extend({ submissionId: z.uuid().optional() });

/** `version`: what the form started from; `seen`: what its sender compared it with since, which no draft keeps. */
export const SaveIssueSchema = NewIssueSchema.extend({
  version: z.coerce.number().int().min(1),
  seen: z.coerce.number().int().min(1).optional(),
});

/** Thousands may be typed with commas or spaces, as the page shows them. */
export const SendSchema = z.object({
  version: z.coerce.number().int().min(1),
  people: z
    .string({ error: "Type the number of people" })
    .transform((typed) => typed.replace(/[\s,.]/g, ""))
    .pipe(z.string().regex(/^\d{1,9}$/, "Type the number of people"))
    .transform(Number),
});
