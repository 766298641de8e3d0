import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { about, classify, plain, who } from "../../classify";
import { key, moment } from "../../columns";
import { persons } from "../people";

/** The gravest first. */
export const SANCTIONS = ["suspended", "read-only", "warned"] as const;

/** What a moderator laid upon a member for the forum, why and until when, and what they answered. It ends by the query that asks. */
export const forumSanctions = pgTable(
  "forum_sanctions",
  {
    id: key(),
    code: text().notNull().unique("sanction_by_code"),
    personId: uuid()
      .notNull()
      .references(() => persons.id),
    kind: text({ enum: SANCTIONS }).notNull(),
    reason: text().notNull(),
    moderatorId: uuid().references(() => persons.id),
    at: moment().notNull(),
    /** Null: a warning, or a suspension until it is lifted. */
    endsAt: moment(),
    /** When they said that they had read a warning. */
    acknowledgedAt: moment(),
    /** When a moderator last looked whether one without an end has to go on. */
    reviewedAt: moment(),
    appeal: text(),
    appealedAt: moment(),
    /** Somebody else than the moderator decides. */
    decidedBy: uuid().references(() => persons.id),
    decidedAt: moment(),
    decision: text({ enum: ["upheld", "undone"] }),
    decisionWhy: text(),
    /** Before its time: lifted from then on, or taken back because it was wrong. */
    endedAs: text({ enum: ["lifted", "undone"] }),
    endedAt: moment(),
    endedBy: uuid().references(() => persons.id),
    endedWhy: text(),
  },
  (t) => [
    check("sanction_kind", sql`${t.kind} in ('suspended','read-only','warned')`),
    check(
      "sanction_end",
      sql`case ${t.kind} when 'read-only' then ${t.endsAt} is not null when 'warned' then ${t.endsAt} is null else true end`,
    ),
    check("sanction_acknowledged", sql`${t.acknowledgedAt} is null or ${t.kind} = 'warned'`),
    check("sanction_appeal", sql`(${t.appeal} is null) = (${t.appealedAt} is null)`),
    check("sanction_decision", sql`(${t.decision} is null) = (${t.decidedAt} is null)`),
    check("sanction_decided_by_another", sql`${t.decidedBy} <> ${t.moderatorId}`),
    check("sanction_ended", sql`(${t.endedAs} is null) = (${t.endedAt} is null)`),
    // somebody's, by keyset; and which of them stand
    index("sanction_by_person").on(t.personId, t.id),
    // appeals that wait, oldest first
    index("sanction_appeals").on(t.appealedAt).where(sql`${t.appealedAt} is not null and ${t.decidedAt} is null`),
    // suspensions that have no end, to be looked at again
    index("sanction_reviews")
      .on(sql`coalesce(${t.reviewedAt}, ${t.at})`)
      .where(sql`${t.kind} = 'suspended' and ${t.endsAt} is null and ${t.endedAt} is null`),
  ],
);

classify(forumSanctions, {
  title: "Warnings and limits that moderators gave you in the forum",
  subjects: [{ by: "person", column: "personId" }],
  erasure: { rows: "delete" },
  columns: {
    id: plain,
    code: plain,
    personId: who("forum"),
    kind: about("forum"),
    reason: about("forum"),
    moderatorId: who("handling"),
    at: about("forum"),
    endsAt: about("forum"),
    acknowledgedAt: about("forum"),
    reviewedAt: about("forum"),
    appeal: about("forum"),
    appealedAt: about("forum"),
    decidedBy: who("handling"),
    decidedAt: about("forum"),
    decision: about("forum"),
    decisionWhy: about("forum"),
    endedAs: about("forum"),
    endedAt: about("forum"),
    endedBy: who("handling"),
    endedWhy: about("forum"),
  },
});

/** What a moderator wrote down about a member, for moderators; the member finds it in their copy. */
export const forumMemberNotes = pgTable(
  "forum_member_notes",
  {
    id: key(),
    code: text().notNull().unique("member_note_by_code"),
    personId: uuid()
      .notNull()
      .references(() => persons.id),
    note: text().notNull(),
    notedBy: uuid().references(() => persons.id),
    notedAt: moment().notNull(),
    /** The form's number: sent twice, it is noted once. */
    submissionId: uuid().notNull().unique("member_note_submission"),
  },
  (t) => [
    // about somebody, by keyset
    index("member_note_by_person").on(t.personId, t.id),
    // the retention sweep
    index("member_note_age").on(t.notedAt),
  ],
);

classify(forumMemberNotes, {
  title: "Notes that moderators of the forum wrote about you",
  subjects: [{ by: "person", column: "personId" }],
  erasure: { rows: "delete" },
  columns: {
    id: plain,
    code: plain,
    personId: who("forum"),
    note: about("forum"),
    notedBy: who("handling"),
    notedAt: about("forum"),
    submissionId: plain,
  },
});
