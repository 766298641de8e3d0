import type { z } from "zod";
import { getMailSite } from "~/features/mail/transport/sender.server";
import type { MailClass } from "~/features/mail/types";
import type { Ctx, PersonId } from "~/lib/ctx";

/** A message as it is stored. */
export type StoredMessage = {
  id: string;
  kind: string;
  personId: PersonId | null;
  addressId: string | null;
  args: unknown;
  cause: string | null;
  isLook?: true;
};

/**
 * What a kind is told about the message that it builds. `proofId` is the claim to an unproven address that it is sent to; `isLook`: staff
 * look at it in the log, and it goes nowhere.
 */
export type MailMessage<Args> = Omit<StoredMessage, "args"> & { args: Args; proofId: string | null };

/** A letter as data, for the one layout that all service mails share. */
export type ServiceMail = {
  subject: string;
  preheader?: string;
  paragraphs: string[];
  /** Several things to look at, each with a link and what is said of it. */
  items?: { label: string; url: string; words: string }[];
  action?: { label: string; url: string };
  after?: string[];
  /** Why the reader gets this mail, and how to stop it where that is possible. */
  why: string;
  /** Stops mails like this one without signing in: for their reader, and for the button of a mail program (RFC 8058). */
  stop?: { label: string; url: string };
  /** Where answers to it are taken, and not at the contact address; `replyAddress` makes it. */
  answerTo?: string;
  /** The same for all mails that programs are to show together: letters, digits, “.” and “-”. */
  thread?: string;
};

/** A mail that brings its own two parts, such as the test of an issue. */
export type RawMail = { subject: string; html: string; text: string };

export type MailContent = ServiceMail | RawMail;

/** The site as letters name it. */
export type MailSite = { name: string; shortName: string; contactAddress: string; answerTime: string; baseUrl: string };

/** What a kind says, and what may stop it. */
export type MailText<Args, Thing> = {
  /** Ids only: what people wrote stays in its own table. */
  args: z.ZodType<Args>;
  /** Why this message may no longer be sent, or null. */
  stillAllowed?: (ctx: Ctx, message: MailMessage<Args>) => Promise<string | null>;
  /** What the words are about, as it is now; or why there is nothing to say any more. */
  load: (ctx: Ctx, message: MailMessage<Args>) => Promise<Thing | string>;
  words: (thing: Thing, site: MailSite) => MailContent;
  /** Each turn that the words can take, by a name, for `/mail-samples` and the tests of layouts. Nobody's data. */
  samples: Record<string, NoInfer<Thing>>;
};

/** Two classes where it is known only when the mail is queued. */
type Classes = MailClass | readonly MailClass[];

/** A kind of mail: `mailKind` makes one. `Args` is what has to be said when one is queued. */
export type MailKind<Args = unknown, Class extends Classes = Classes> = {
  /** As `messages.kind` stores it. */
  name: string;
  class: Class;
  args: z.ZodType<Args>;
  stillAllowed: (ctx: Ctx, message: StoredMessage) => Promise<string | null>;
  build: (ctx: Ctx, message: StoredMessage) => Promise<MailContent | { skip: string }>;
  samplesFor: (site: MailSite) => { name: string; content: MailContent }[];
};

/** Declares a kind of mail: one file of the room that causes it, listed in `jobs/mail-kinds.ts`. */
export function mailKind<Args, const Class extends Classes, Thing extends object>(
  declared: { name: string; class: Class } & MailText<Args, Thing>,
): MailKind<Args, Class> {
  const { name, args, stillAllowed, load, words, samples } = declared;
  const read = (stored: StoredMessage): MailMessage<Args> | null => {
    const parsed = args.safeParse(stored.args);
    return parsed.success ? { ...stored, args: parsed.data, proofId: (stored.args as { proofId?: string }).proofId ?? null } : null;
  };
  return {
    name,
    class: declared.class,
    args,
    async stillAllowed(ctx, stored) {
      const message = read(stored);
      return message ? ((await stillAllowed?.(ctx, message)) ?? null) : UNREADABLE;
    },
    async build(ctx, stored) {
      const message = read(stored);
      const thing = message ? await load(ctx, message) : UNREADABLE;
      return typeof thing === "string" ? { skip: thing } : words(thing, await getMailSite(ctx));
    },
    samplesFor: (site) => Object.entries(samples).map(([name, thing]) => ({ name, content: words(thing, site) })),
  };
}

/** Another release wrote it, and meant something else. */
const UNREADABLE = "args-unreadable";

/** The day of all samples. */
export const SAMPLE_DAY = new Date("2026-11-30T09:00:00Z");
