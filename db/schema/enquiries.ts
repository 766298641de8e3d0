import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { about, classify, plain, who } from "../classify";
import { key, moment } from "../columns";
import { wordings } from "./consents";
import { TAKE_OUT_REASONS } from "./guard";
import { persons, proofs } from "./people";

export const ENQUIRY_CATEGORIES = ["question", "joining", "technical", "stop-contact", "personal-data", "complaint"] as const;
export const ENQUIRY_QUEUES = ["office", "technical", "privacy"] as const;

/** A question to the network. Its address stays in its proof until it is confirmed, or goes 12 months after closing. */
export const enquiries = pgTable(
  "enquiries",
  {
    id: key(),
    /** The reference that the enquirer is told. */
    code: text().notNull().unique("enquiry_by_code"),
    category: text({ enum: ENQUIRY_CATEGORIES }).notNull(),
    queue: text({ enum: ENQUIRY_QUEUES }).notNull(),
    fullName: text(),
    proofId: uuid().references(() => proofs.id, { onDelete: "set null" }),
    personId: uuid().references(() => persons.id),
    state: text({ enum: ["new", "open", "answered", "closed"] }).notNull(),
    ownerId: uuid().references(() => persons.id),
    noticeId: uuid().references(() => wordings.id),
    submissionId: uuid().notNull().unique("enquiry_submission"),
    createdAt: moment().notNull(),
    dueAt: moment().notNull(),
    closedAt: moment(),
  },
  (t) => [
    check("enquiry_category", sql`${t.category} in ('question','joining','technical','stop-contact','personal-data','complaint')`),
    check("enquiry_queue", sql`${t.queue} in ('office','technical','privacy')`),
    check("enquiry_state", sql`${t.state} in ('new','open','answered','closed')`),
    check("enquiry_closed", sql`(${t.state} = 'closed') = (${t.closedAt} is not null)`),
    // what waits, by due date
    index("enquiry_waiting").on(t.dueAt, t.id).where(sql`${t.state} <> 'closed'`),
    index("enquiry_by_state").on(t.state, t.id.desc().nullsFirst()),
    index("enquiry_by_person").on(t.personId),
    index("enquiry_by_owner").on(t.ownerId),
    index("enquiry_by_proof").on(t.proofId),
    // the retention sweep
    index("enquiry_age").on(t.closedAt).where(sql`${t.state} = 'closed'`),
  ],
);

classify(enquiries, {
  title: "Your enquiries",
  subjects: [
    { by: "person", column: "personId" },
    { by: "via", column: "proofId", table: () => proofs },
  ],
  erasure: { rows: "delete" },
  columns: {
    id: plain,
    code: about("enquiries", { label: "Reference" }),
    category: about("enquiries"),
    queue: plain,
    fullName: about("enquiries", { label: "Full name" }),
    proofId: plain,
    personId: who("enquiries"),
    state: about("enquiries"),
    ownerId: who("handling"),
    noticeId: plain,
    submissionId: plain,
    createdAt: about("enquiries"),
    dueAt: about("enquiries"),
    closedAt: about("enquiries"),
  },
});

/** What was asked and answered. A note is for staff, and still part of the enquirer's copy. */
export const enquiryMessages = pgTable(
  "enquiry_messages",
  {
    id: key(),
    enquiryId: uuid()
      .notNull()
      .references(() => enquiries.id, { onDelete: "cascade" }),
    kind: text({ enum: ["question", "reply", "note"] }).notNull(),
    body: text().notNull(),
    /** The staff member who wrote it; null for the enquirer. */
    authorId: uuid().references(() => persons.id),
    submissionId: uuid().notNull().unique("enquiry_message_submission"),
    createdAt: moment().notNull(),
    /** When its text was taken out for good; the row stays, empty. */
    takenOutAt: moment(),
    takenOutBy: uuid().references(() => persons.id),
    takenOutWhy: text({ enum: TAKE_OUT_REASONS }),
  },
  (t) => [
    check("enquiry_message_kind", sql`${t.kind} in ('question','reply','note')`),
    index("enquiry_message_by_enquiry").on(t.enquiryId, t.id),
    index("enquiry_message_by_author").on(t.authorId),
  ],
);

classify(enquiryMessages, {
  title: "What was written about your enquiries",
  subjects: [{ by: "via", column: "enquiryId", table: () => enquiries }],
  erasure: { rows: "delete" },
  columns: {
    id: plain,
    enquiryId: plain,
    kind: about("enquiries"),
    body: about("enquiries"),
    authorId: who("handling"),
    submissionId: plain,
    createdAt: about("enquiries"),
    takenOutAt: about("enquiries"),
    takenOutBy: who("handling"),
    takenOutWhy: about("enquiries"),
  },
});
