import type { MessageClass } from "~/features/mail/types";
import type { Ctx, PersonId } from "~/lib/ctx";

/** What a kind is told about the message that it builds. */
export type MailMessage = {
  id: string;
  kind: string;
  personId: PersonId | null;
  addressId: string | null;
  /** Ids only. A message to an unproven address has its `proofId` here. */
  args: Record<string, string>;
  cause: string | null;
};

/** A letter as data, for the one layout that all service mails share. */
export type ServiceMail = {
  layout: "service";
  subject: string;
  preheader?: string;
  paragraphs: string[];
  action?: { label: string; url: string };
  after?: string[];
  /** Why the reader gets this mail, and how to stop it where that is possible. */
  why: string;
};

/** A mail that brings its own two parts, such as the test of an issue. */
export type RawMail = { layout: "raw"; subject: string; html: string; text: string; headers?: Record<string, string> };

export type MailContent = ServiceMail | RawMail;

/** A kind of mail, exported by the room that causes it; `jobs/mail-kinds.ts` collects them. */
export type MailKind = {
  /** A noun, e.g. `reply-notification`. */
  name: string;
  class: Exclude<MessageClass, "list">;
  /** Why this message may no longer be sent, or null. */
  stillAllowed?: (ctx: Ctx, message: MailMessage) => Promise<string | null>;
  build: (ctx: Ctx, message: MailMessage) => Promise<MailContent | { skip: string }>;
};
