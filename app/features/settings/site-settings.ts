import { z } from "zod";
import { canonicalAddress, readMailbox } from "~/lib/address";
import { COLOUR_WORDS, type Colours, colourBlocker } from "~/lib/colour-pair";
import { parsedJson } from "~/lib/shown";
import { pastedAddress, pastedMailbox } from "~/lib/unseen";
import { DEFAULT_ACCENT, DEFAULT_GROUND } from "./colours";

const line = z.string().trim().min(1, "Fill this in").max(200, "This must be 200 characters or fewer");
const ADDRESS = "Enter an email address in the correct format, like name@example.com";
const address = z.string().transform(pastedAddress).pipe(z.email(ADDRESS).refine(canonicalAddress, ADDRESS));

/** Whole days or months; a longer time than the schedule's would need a decision of the data protection officer, so none can be set. */
const period = (most: number) =>
  z.coerce
    .number("Enter a whole number")
    .int("Enter a whole number")
    .min(1, "Enter at least 1")
    .max(most, `Enter ${most} or fewer`)
    .default(most);

/** None, or so many. */
const upTo = (most: number, first: number) =>
  z.coerce
    .number("Enter a whole number")
    .int("Enter a whole number")
    .min(0, "Enter 0 or more")
    .max(most, `Enter ${most.toLocaleString("en-GB")} or fewer`)
    .default(first);

const PAIR: Colours = { accentColour: DEFAULT_ACCENT, groundColour: DEFAULT_GROUND };
const colour = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^#[0-9a-f]{6}$/, "Enter a colour as six hexadecimal digits, like #005a61");

/** One of the files room: its code, its pixels, and what it shows, or nothing for decoration. */
const picture = z
  .object({
    code: z.string().regex(/^[0-9a-z]{10}$/),
    width: z.int().positive(),
    height: z.int().positive(),
    alternative: z.string().max(250),
  })
  .nullable()
  .default(null);

const MAILBOX = /^[^<>"]*<[^<>\s]+>$/;

/** What the operator chooses about the site, each with what it is until then. */
export const SiteSettingsSchema = z.object({
  name: line.default("Practice Management Network"),
  shortName: line.default("PMN"),
  /** Where replies to mails and questions go. */
  contactAddress: address.default("hello@network.example"),
  postalAddress: line.default("Practice Management Network, 1 Example Street, Leeds LS1 1AA"),
  /** Questions about one's data; the data protection officer's address. */
  privacyContact: address.default("privacy@network.example"),
  complaintContact: address.default("complaints@network.example"),
  /** Who decides what is done with people's data, by its legal name, and the data protection officer, by name or office. */
  controllerName: z.string().trim().max(200, "This must be 200 characters or fewer").default(""),
  dpoName: z.string().trim().max(200, "This must be 200 characters or fewer").default(""),
  /** Working days within which an enquiry is answered, and most applications are decided: `answerTime` words it. */
  answerWithinDays: z.coerce
    .number("Enter a whole number")
    .int("Enter a whole number")
    .min(1, "Enter at least 1")
    .max(20, "Enter 20 or fewer")
    .default(5),
  /** The sender of mails: `Name <address>`. */
  mailFrom: line
    .overwrite(pastedMailbox)
    .refine((text) => MAILBOX.test(text) && readMailbox(text), "Enter a name and an address, like Practice Network <news@example.org>")
    .default("Practice Management Network <news@network.example>"),
  /** Of header, links and buttons, and of grounds. */
  accentColour: colour
    .refine((accentColour) => colourBlocker({ ...PAIR, accentColour }) !== "accent", COLOUR_WORDS.accent)
    .default(DEFAULT_ACCENT),
  groundColour: colour
    .refine((groundColour) => colourBlocker({ ...PAIR, groundColour }) !== "ground", COLOUR_WORDS.ground)
    .default(DEFAULT_GROUND),
  /** Pictures of the network's own; none until somebody adds them. */
  logo: picture,
  frontPicture: picture,
  pattern: picture,
  /** How many specialists one sponsor may invite in twelve months. */
  invitationQuota: upTo(1000, 10),
  /** How many posts of everybody who is new to the forum wait for a moderator first. */
  holdFirstPosts: upTo(10, 0),
  /** The category, by the last part of its address, in which new members are asked to say hello; empty: they are not. */
  helloCategory: z
    .string()
    .trim()
    .regex(/^[a-z0-9-]{0,60}$/, "Enter the last part of its address, like tea-room")
    .default(""),
  /** Who joined within so many days, and wrote fewer than so many posts before the last 24 hours, is a newcomer. No days: nobody is. */
  newcomerDays: upTo(90, 7),
  newcomerPosts: upTo(50, 3),
  /** What newcomers may do: links to other websites in a post, posts in 24 hours, new topics in an hour. */
  newcomerLinks: upTo(100, 2),
  newcomerPostsADay: upTo(100, 5),
  newcomerTopicsAnHour: upTo(100, 1),
  /** Editors beside its writer who have to agree with a page's text before readers get it: none or one. */
  pageReviewers: upTo(1, 0),
  /** What pages and newsletters are checked for while they are written: “utilise = use, going forward”. */
  wordsToAvoid: z
    .string()
    .trim()
    .max(2000, "This must be 2,000 characters or fewer")
    .default("utilise = use, facilitate = help, in order to = to, prior to = before, going forward, commence = start"),
  /** How long each is kept; shorter than the schedule is allowed, longer is not. */
  keepEnquiriesMonths: period(12),
  keepModerationMonths: period(12),
  keepMailAddressesDays: period(90),
  keepMailMonths: period(13),
});

export type SiteSettings = z.output<typeof SiteSettingsSchema>;

/** The pictures: each has a page of its own, and is in no form of others. */
export const LOOK_PARTS = ["logo", "frontPicture", "pattern"] as const;
export type LookPart = (typeof LOOK_PARTS)[number];
export type LookPicture = NonNullable<SiteSettings[LookPart]>;
export type TypedSettings = Omit<SiteSettings, LookPart>;

const isTyped = (key: string) => !(LOOK_PARTS as readonly string[]).includes(key);
const EverySettingSchema = z.object(
  Object.fromEntries(
    Object.entries(SiteSettingsSchema.shape)
      .filter(([key]) => isTyped(key))
      .map(([key, field]) => [key, field.unwrap()]),
  ),
) as unknown as z.ZodObject<{ [K in keyof TypedSettings]: z.ZodType<TypedSettings[K]> }>;

/**
 * The form of all that is typed: none may be missing, or it would silently fall back to its default. `shown` is what the form began with:
 * what was not changed there is nobody's choice, and may have been changed by somebody else meanwhile. A pair of colours that stands
 * hinders no other change.
 */
export const SettingsFormSchema = EverySettingSchema.extend({ shown: parsedJson.pipe(SiteSettingsSchema) }).refine(
  ({ shown, ...chosen }) =>
    (chosen.accentColour === shown.accentColour && chosen.groundColour === shown.groundColour) || colourBlocker(chosen) !== "pair",
  { path: ["groundColour"], error: COLOUR_WORDS.pair },
);

/** How soon people hear from us, as every page and mail says it. */
export const answerTime = ({ answerWithinDays: days }: Pick<SiteSettings, "answerWithinDays">): string =>
  days === 1 ? "1 working day" : `${days} working days`;

export const SITE_DEFAULTS: SiteSettings = SiteSettingsSchema.parse({});

/** What the law wants said before the portal serves real people (UK GDPR, articles 13 and 37). */
export function unnamed(site: SiteSettings): ("controllerName" | "dpoName")[] {
  return (["controllerName", "dpoName"] as const).filter((key) => site[key] === "");
}
