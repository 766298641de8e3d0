import { bigint, index, pgTable, smallint, text } from "drizzle-orm/pg-core";
import { about, classify, plain, secret } from "../../classify";
import { bytea, moment } from "../../columns";

/** A domain whose servers asked for patience: no mail is offered to anybody there until then. Without a domain: the relay. */
export const mailRests = pgTable("mail_rests", {
  domain: text().primaryKey(),
  until: moment().notNull(),
  /** How often it asked at once again after a rest. */
  again: smallint().notNull().default(0),
  smtpCode: smallint(),
  smtpStatus: text(),
});

// of a server, for a day; erasure takes the domain of whoever alone has addresses there (`privacy/carry-out-erasures.server.ts`)
classify(mailRests, {
  title: "Domains that rest from our email",
  columns: { domain: plain, until: plain, again: plain, smtpCode: plain, smtpStatus: plain },
});

/** What the local mail catcher of a demo received. Empty wherever a relay is configured. */
export const caughtMails = pgTable(
  "caught_mails",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    receivedAt: moment().notNull(),
    messageId: text(),
    toCanonical: text().notNull(),
    subject: text().notNull(),
    raw: bytea().notNull(),
  },
  (t) => [index("caught_by_address").on(t.toCanonical), index("caught_by_message").on(t.messageId)],
);

classify(caughtMails, {
  title: "Emails in the demo's local inbox",
  subjects: [{ by: "address", column: "toCanonical", holds: "canonical" }],
  erasure: { rows: "room", why: "emails to others may quote the person: what their posts caused goes too" },
  columns: {
    id: plain,
    receivedAt: about("messages"),
    messageId: plain,
    toCanonical: about("messages"),
    subject: about("messages"),
    raw: secret("messages", "the email as sent is in your own mailbox"),
  },
});
