import { z } from "zod";
import { TakeOutSchema } from "~/features/guard/taken-out";
import { Vouch } from "~/features/guard/vouch.schema";
import { InterestsField } from "~/features/people/interest.schema";
import { audienceFields, groupsAreNamed } from "~/features/permissions/audience.schema";
import { hasWords, inOneLine, withoutEmptyEnds } from "~/lib/unseen";

export const TITLE_MAX = 150;
export const SUMMARY_MAX = 300;
/** As encoded by a browser it still fits into what a form may send. */
export const BODY_MAX = 100_000;

const count = (number: number) => number.toLocaleString("en-GB");
/** The number of a revision or of a version, as far as its column goes. */
export const VersionField = z.coerce.number().int().min(1).max(2_147_483_647);

const tooLong = {
  title: `Title must be ${TITLE_MAX} characters or less`,
  summary: `Summary must be ${SUMMARY_MAX} characters or less`,
  teaser: `Teaser must be ${SUMMARY_MAX} characters or less`,
  body: `The page must be ${count(BODY_MAX)} characters or less`,
};

export const PageTextSchema = z.object({
  title: z.string("Enter a title").overwrite(inOneLine).min(1, "Enter a title").max(TITLE_MAX, tooLong.title),
  summary: z.string("Enter a summary").trim().min(1, "Enter a summary").max(SUMMARY_MAX, tooLong.summary),
  teaser: z.string().trim().max(SUMMARY_MAX, tooLong.teaser).default(""),
  body: z.string("Write the page").overwrite(withoutEmptyEnds).refine(hasWords, "Write the page").max(BODY_MAX, tooLong.body),
});
export type PageText = z.output<typeof PageTextSchema>;

/** Of the form: its draft goes when it is saved. */
const submissionId = z.uuid().optional();

/** `version`: what the form started from; `seen`: what its sender compared it with since, which no draft keeps. */
export const SavePageSchema = PageTextSchema.extend({ version: VersionField, seen: VersionField.optional(), submissionId, vouch: Vouch });

/** What was typed so far, for a look at it: nothing is demanded yet. */
export const UnsavedSchema = z.object({
  title: z.string().overwrite(inOneLine).max(TITLE_MAX, tooLong.title).default(""),
  summary: z.string().trim().max(SUMMARY_MAX, tooLong.summary).default(""),
  teaser: z.string().trim().max(SUMMARY_MAX, tooLong.teaser).default(""),
  body: z.string().overwrite(withoutEmptyEnds).max(BODY_MAX, tooLong.body).default(""),
  version: VersionField,
  seen: VersionField.optional(),
  submissionId,
});

export const AudienceSchema = z.object(audienceFields).refine(...groupsAreNamed);

export const NewPageSchema = PageTextSchema.extend({
  slug: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^([a-z0-9]+(-[a-z0-9]+)*)?$/, "Use lower-case letters, numbers and hyphens")
    .max(80, "The word in the address must be 80 characters or less")
    .default(""),
  vouch: Vouch,
  submissionId,
  ...audienceFields,
}).refine(...groupsAreNamed);

export const MoveSchema = z.object({
  to: z
    .string("Enter an address")
    .trim()
    .toLowerCase()
    .transform((typed) => typed.replace(/^\/+|\/+$/g, ""))
    .pipe(z.string().min(1, "Enter an address").max(200, "The address must be 200 characters or less")),
});

/** Where the page is that holds now; nothing: this one does. */
export const SupersedeSchema = z.object({
  by: z
    .string()
    .trim()
    .toLowerCase()
    .transform((typed) => typed.replace(/^\/+|\/+$/g, ""))
    .pipe(z.string().max(200, "The address must be 200 characters or less"))
    .default(""),
});

/** The reference of an editor, as the page listed them; nobody: whoever checks it last. */
export const OwnerSchema = z.object({ owner: z.string("Choose who looks after it").max(10, "Choose who looks after it") });

export const InterestsSchema = z.object({ interests: InterestsField });

export const REVIEW_MONTHS = ["3", "6", "12", "24"] as const;
export const ReviewSchema = z.object({
  months: z.enum(REVIEW_MONTHS, "Choose when it is to be read through again").transform(Number),
});

export const PublishSchema = z.object({
  version: VersionField,
  small: z
    .literal("yes")
    .optional()
    .transform((ticked) => ticked === "yes"),
});
export const RestoreSchema = z.object({ number: VersionField, version: VersionField, vouch: Vouch });
export const PutBackSchema = z.object({ vouch: Vouch });
export const TakeOutTextSchema = TakeOutSchema.extend({
  before: z
    .literal("yes")
    .optional()
    .transform((ticked) => ticked === "yes"),
});
