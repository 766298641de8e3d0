import { sql } from "drizzle-orm";
import { bigint, check, index, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { about, classify, plain, secret, who } from "../classify";
import { bytea, key, moment } from "../columns";
import { persons } from "./people";

/** How a person signs in: with any verified e-mail address of theirs. */
export const accounts = pgTable(
  "accounts",
  {
    personId: uuid()
      .primaryKey()
      .references(() => persons.id),
    passwordHash: text(),
    passwordAt: moment(),
    /** Sealed with a data key: `keyId ‖ iv ‖ tag ‖ ciphertext`. */
    totpSecret: bytea(),
    /** The last 30-second step whose code was used: a code works once. */
    totpLastStep: bigint({ mode: "number" }),
    state: text({ enum: ["active", "suspended", "closed"] }).notNull(),
    sessionsValidFrom: moment().notNull(),
    /** When its holder last said that their details are right; before that, they were when the account was made. */
    detailsCheckedAt: moment(),
    /** When they were asked whether they still are, since then. */
    detailsAskedAt: moment(),
    createdAt: moment().notNull(),
  },
  (t) => [
    check("account_state", sql`${t.state} in ('active','suspended','closed')`),
    // the list of members, narrowed to those
    index("account_suspended").on(t.personId).where(sql`${t.state} = 'suspended'`),
    // who is asked whether their details are still right
    index("account_details_due").on(sql`coalesce(${t.detailsCheckedAt}, ${t.createdAt})`).where(sql`${t.detailsAskedAt} is null`),
  ],
);

classify(accounts, {
  title: "Your account",
  subjects: [{ by: "person", column: "personId" }],
  erasure: { rows: "delete" },
  columns: {
    personId: who("sign-in"),
    passwordHash: secret("sign-in", "one-way hash of the password"),
    passwordAt: about("sign-in", { label: "Password changed" }),
    totpSecret: secret("sign-in", "key of the second factor"),
    totpLastStep: plain,
    state: about("sign-in"),
    sessionsValidFrom: about("sign-in"),
    detailsCheckedAt: about("membership", { label: "Details checked" }),
    detailsAskedAt: about("membership", { label: "Asked whether details are right" }),
    createdAt: about("sign-in"),
  },
});

/** Ways in for who lost the second factor: each works once. */
export const accountRecoveryCodes = pgTable(
  "account_recovery_codes",
  {
    id: key(),
    personId: uuid()
      .notNull()
      .references(() => persons.id),
    /** SHA-256 of 80 random bits. */
    codeHash: bytea().notNull().unique("recovery_code_hash"),
    createdAt: moment().notNull(),
    usedAt: moment(),
  },
  (t) => [index("recovery_code_by_person").on(t.personId)],
);

classify(accountRecoveryCodes, {
  title: "Your recovery codes",
  subjects: [{ by: "person", column: "personId" }],
  erasure: { rows: "delete" },
  columns: {
    id: plain,
    personId: who("sign-in"),
    codeHash: secret("sign-in", "one-way hash of the code"),
    createdAt: about("sign-in"),
    usedAt: about("sign-in"),
  },
});

export const sessions = pgTable(
  "sessions",
  {
    id: key(),
    idHash: bytea().notNull().unique("session_id_hash"),
    kind: text({ enum: ["session", "remember"] }).notNull(),
    personId: uuid().references(() => persons.id),
    /** Of a session that belongs to nobody: who was signed in on this browser before. What they typed goes to nobody else. */
    typedBy: uuid().references(() => persons.id),
    family: uuid().notNull(),
    verifierHash: bytea(),
    previousVerifierHash: bytea(),
    rotatedAt: moment(),
    secondFactorAt: moment(),
    steppedUpAt: moment(),
    /** Browser and system in words, e.g. “Edge on Windows”; never the raw header. */
    device: text(),
    data: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    createdAt: moment().notNull(),
    seenAt: moment().notNull(),
    expiresAt: moment().notNull(),
    endsAt: moment().notNull(),
    revokedAt: moment(),
  },
  (t) => [
    check("session_kind", sql`${t.kind} in ('session','remember')`),
    check("session_verifier", sql`(${t.kind} = 'remember') = (${t.verifierHash} is not null)`),
    // ending and listing a person's sessions
    index("session_by_person").on(t.personId).where(sql`${t.personId} is not null`),
    index("session_by_family").on(t.family),
    // erasing and copying what somebody typed before they signed in again
    index("session_typed_by").on(t.typedBy).where(sql`${t.typedBy} is not null`),
    // the sweep of what expired
    index("session_expiry").on(t.expiresAt),
  ],
);

classify(sessions, {
  title: "Where you are signed in",
  subjects: [
    { by: "person", column: "personId" },
    { by: "person", column: "typedBy" },
  ],
  erasure: { rows: "delete" },
  columns: {
    id: plain,
    idHash: secret("sign-in", "recognises the cookie"),
    kind: about("sign-in"),
    personId: who("sign-in"),
    typedBy: who("sign-in"),
    family: plain,
    verifierHash: secret("sign-in", "recognises the cookie"),
    previousVerifierHash: secret("sign-in", "recognises a stolen cookie"),
    rotatedAt: plain,
    secondFactorAt: about("sign-in"),
    steppedUpAt: about("sign-in"),
    device: about("sign-in"),
    data: about("sign-in"),
    createdAt: about("sign-in"),
    seenAt: about("sign-in"),
    expiresAt: about("sign-in"),
    endsAt: about("sign-in"),
    revokedAt: about("sign-in"),
  },
});
