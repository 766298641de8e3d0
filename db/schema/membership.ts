import { sql } from "drizzle-orm";
import { check, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { about, classify, plain, who } from "../classify";
import { key, moment } from "../columns";
import { wordings } from "./consents";
import { interestName, persons, proofs } from "./people";

export const APPLICATION_STATES = ["unproven", "waiting", "asked", "approved", "declined", "withdrawn"] as const;

/** An application to join. Until its address is proven it belongs to nobody: the address is in its proof. */
export const membershipApplications = pgTable(
  "membership_applications",
  {
    id: key(),
    code: text().notNull().unique("application_by_code"),
    proofId: uuid().references(() => proofs.id, { onDelete: "set null" }),
    personId: uuid().references(() => persons.id),
    fullName: text().notNull(),
    jobTitle: text().notNull(),
    /** A name, or an ODS code, as typed. */
    organisation: text().notNull(),
    /** The optional lists that were ticked; given effect when the address is proven. */
    listIds: uuid().array().notNull().default([]),
    /** The notice that was shown. */
    noticeId: uuid().references(() => wordings.id),
    state: text({ enum: APPLICATION_STATES }).notNull(),
    submissionId: uuid().notNull().unique("application_submission"),
    createdAt: moment().notNull(),
    provenAt: moment(),
    decidedAt: moment(),
    decidedBy: uuid().references(() => persons.id),
    /** Told to the applicant. */
    decisionReason: text(),
  },
  (t) => [
    check("application_state", sql`${t.state} in ('unproven','waiting','asked','approved','declined','withdrawn')`),
    check("application_decided", sql`(${t.state} in ('approved','declined')) = (${t.decidedAt} is not null)`),
    check("application_person", sql`${t.state} = 'unproven' or ${t.personId} is not null`),
    // the queue, oldest first; the list of one state, newest first
    index("application_by_state").on(t.state, t.id),
    index("application_by_person").on(t.personId),
    index("application_by_proof").on(t.proofId),
  ],
);

classify(membershipApplications, {
  title: "Your application to join",
  subjects: [
    { by: "person", column: "personId" },
    { by: "via", column: "proofId", table: () => proofs },
  ],
  erasure: { rows: "delete" },
  columns: {
    id: plain,
    code: about("membership", { label: "Reference" }),
    proofId: plain,
    personId: who("membership"),
    fullName: about("membership", { label: "Full name" }),
    jobTitle: about("membership", { label: "Job title" }),
    organisation: about("membership", { label: "Organisation" }),
    listIds: about("consent"),
    noticeId: plain,
    state: about("membership"),
    submissionId: plain,
    createdAt: about("membership"),
    provenAt: about("membership"),
    decidedAt: about("membership"),
    decidedBy: who("handling"),
    decisionReason: about("membership"),
  },
});

export const applicationInterests = pgTable(
  "membership_interests",
  {
    applicationId: uuid()
      .notNull()
      .references(() => membershipApplications.id, { onDelete: "cascade" }),
    interest: interestName(),
  },
  (t) => [
    primaryKey({ name: "application_interest", columns: [t.applicationId, t.interest] }),
    index("application_interest_named").on(t.interest),
  ],
);

classify(applicationInterests, {
  title: "What interests you, as your application says",
  subjects: [{ by: "via", column: "applicationId", table: () => membershipApplications }],
  erasure: { rows: "delete" },
  columns: { applicationId: plain, interest: about("membership") },
});

/** What a decider asked an applicant, and the answer. */
export const membershipQuestions = pgTable(
  "membership_questions",
  {
    id: key(),
    applicationId: uuid()
      .notNull()
      .references(() => membershipApplications.id, { onDelete: "cascade" }),
    question: text().notNull(),
    askedBy: uuid().references(() => persons.id),
    askedAt: moment().notNull(),
    answer: text(),
    answeredAt: moment(),
  },
  (t) => [
    check("question_answer", sql`(${t.answer} is null) = (${t.answeredAt} is null)`),
    index("question_by_application").on(t.applicationId, t.id),
  ],
);

classify(membershipQuestions, {
  title: "Questions about your application",
  subjects: [{ by: "via", column: "applicationId", table: () => membershipApplications }],
  erasure: { rows: "delete" },
  columns: {
    id: plain,
    applicationId: plain,
    question: about("membership"),
    askedBy: who("handling"),
    askedAt: about("membership"),
    answer: about("membership"),
    answeredAt: about("membership"),
  },
});

/** A specialist's invitation by the steering group. The address is in its proof. */
export const membershipInvitations = pgTable(
  "membership_invitations",
  {
    id: key(),
    code: text().notNull().unique("invitation_by_code"),
    proofId: uuid().references(() => proofs.id, { onDelete: "set null" }),
    /** Who accepted it. */
    personId: uuid().references(() => persons.id),
    /** Nulled when it ends unused. */
    fullName: text(),
    message: text(),
    groupIds: uuid().array().notNull(),
    /** When the groups' grants end. */
    endsAt: moment().notNull(),
    state: text({ enum: ["open", "accepted", "revoked", "expired"] }).notNull(),
    invitedBy: uuid().references(() => persons.id),
    createdAt: moment().notNull(),
    expiresAt: moment().notNull(),
    settledAt: moment(),
  },
  (t) => [
    check("invitation_state", sql`${t.state} in ('open','accepted','revoked','expired')`),
    check("invitation_settled", sql`(${t.state} = 'open') = (${t.settledAt} is null)`),
    check("invitation_accepted", sql`(${t.state} = 'accepted') = (${t.personId} is not null)`),
    index("invitation_by_state").on(t.state, t.id),
    index("invitation_by_person").on(t.personId),
    // the quota of each sponsor
    index("invitation_by_sponsor").on(t.invitedBy, t.createdAt),
    index("invitation_by_proof").on(t.proofId),
  ],
);

classify(membershipInvitations, {
  title: "Invitations to you and by you",
  subjects: [
    { by: "person", column: "personId" },
    { by: "person", column: "invitedBy" },
    { by: "via", column: "proofId", table: () => proofs },
  ],
  erasure: { rows: "clear" },
  columns: {
    id: plain,
    code: plain,
    proofId: plain,
    personId: who("membership"),
    fullName: about("membership", { of: "personId" }),
    message: about("membership"),
    groupIds: about("membership", { erase: "keep" }),
    endsAt: about("membership", { erase: "keep" }),
    state: about("membership", { erase: "keep" }),
    invitedBy: who("handling"),
    createdAt: about("membership", { erase: "keep" }),
    expiresAt: about("membership", { erase: "keep" }),
    settledAt: about("membership", { erase: "keep" }),
  },
});
