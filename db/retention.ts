/**
 * How long things are kept: the one list. Notices, copies and pages take their words from it, rooms their SQL and their days, and the job
 * `retention.carry-out` has a purge for each (`jobs/retention.ts`). A period is PostgreSQL's way to write an interval, and plain English.
 * Where the settings may shorten one, `setting` names the field, and the period is its most.
 */
export const RETENTION = {
  members: { period: "6 months", what: "a record, after the last thing that its owner had here ended" },
  reconfirmation: { period: "2 years", what: "a permission to write or call, until it is asked for again" },
  answer: { period: "30 days", what: "a permission that was asked for again, while nobody answers" },
  ledger: { period: "1 year", what: "acts, looks, disclosures and sign-ins" },
  requests: { period: "3 years", what: "requests to leave and erasures, after they are closed" },
  enquiries: { period: "12 months", what: "enquiries and complaints, after they are closed", setting: "keepEnquiriesMonths" },
  // what waits for a moderator has no end but the decision, or that its writer takes it back
  moderations: { period: "12 months", what: "what moderators did and put aside", setting: "keepModerationMonths" },
  decisions: { period: "3 years", what: "counts of moderators’ decisions, without a person, after their quarter" },
  "near-misses": { period: "12 months", what: "texts that seemed to identify a patient", setting: "keepModerationMonths" },
  "mail-addresses": { period: "90 days", what: "the address of a message that has ended", setting: "keepMailAddressesDays" },
  messages: { period: "13 months", what: "messages", setting: "keepMailMonths" },
  "mailed-replies": { period: "7 days", what: "emails by which somebody answered in the forum" },
  feedback: { period: "1 year", what: "whether pages were useful, and what their readers missed" },
  drafts: { period: "30 days", what: "what was begun and not sent, after it was last saved" },
  uploads: { period: "1 day", what: "a picture or file that was added, and that no text holds" },
  applications: { period: "30 days", what: "applications that nobody confirmed" },
  invitations: { period: "14 days", what: "invitations that nobody used" },
  sessions: { period: "7 days", what: "sign-ins, after they ended" },
  links: { period: "7 days", what: "mailed links, after they expired" },
  copies: { period: "7 days", what: "a person's copies of everything" },
} as const satisfies Record<string, { period: string; what: string; setting?: string }>;

export type RetentionRule = keyof typeof RETENTION;

/** The days of a rule that is counted in days. @throws Error for another one */
export function daysOf(rule: RetentionRule): number {
  const [, days] = /^(\d+) days?$/.exec(RETENTION[rule].period) ?? [];
  if (!days) throw new Error(`${rule} is not counted in days`);
  return Number(days);
}
