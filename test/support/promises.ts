import type { RetentionRule } from "#db/retention";

/**
 * What holds a sentence of a notice that names a period, a number, a place or an act: a rule of `db/retention.ts`, which a job
 * carries out and `integration/retention/every-rule` tests; a test, by its name; a setting, from which the words come; or people,
 * where no code could.
 */
export type Holder = { rule: RetentionRule } | { test: string } | { setting: "answerWithinDays" } | { people: string } | { fact: string };

const APPLICATIONS: Holder = { rule: "applications" };
const ENQUIRIES: Holder = { rule: "enquiries" };
const COMPLAINT: Holder = { test: "a right is due within a month, the acknowledgement of a complaint within 30 days" };
const HELPLINE: Holder = { fact: "how the Information Commissioner is reached" };
const STOP: Holder = { test: "PMN-4: by the mailing's own link, in the profile and by the contact form: all three end with zero sends" };
const LAW: Holder = { fact: "which law or body it is" };
const ANSWER: Holder = { setting: "answerWithinDays" };
const LOOKS: Holder = { test: "LMS-14: nothing about others is shown before the undertaking is accepted, and then it is" };

/** By how each sentence begins, notice by notice. */
export const PROMISES: Record<string, Record<string, Holder>> = {
  "privacy-notice": {
    "Two things can come from others:": { fact: "a count of the list below it" },
    "An application that nobody confirmed": APPLICATIONS,
    "An invitation that nobody used": { rule: "invitations" },
    "When you are no longer a member, get no newsletter": { rule: "members" },
    "A month before we delete it": { rule: "members" },
    "If a moderator removes a post, its author is told": {
      test: "PMN-16: the author is told at once, by notification and mail, with the reason and the way to appeal",
    },
    "Subscribing by address takes two steps": { test: "PMN-17: whoever typed an address gets nothing before its owner presses the button" },
    "If you use the link inside an issue": { test: "K1: the button stops sending at once and mails the address, but ends nothing yet" },
    "After [[keep-reconfirmation]] we ask by mail": { rule: "reconfirmation" },
    "If you do not answer within": { rule: "answer" },
    "We keep your question": ENQUIRIES,
    "They have a second factor": { test: "LMS-14: after a year it is asked for again" },
    "Each time one of them opens your record": LOOKS,
    "These entries cannot be changed": { test: "the owner cannot change a ledger outside of its functions either" },
    "They are deleted after [[keep-ledger]]": { rule: "ledger" },
    "We tell you, unless we are forbidden to.": { people: "who answers to the police or a court" },
    "If something goes wrong": { people: "whoever handles a breach" },
    "You have seven days": { test: "after seven days the account is closed with a receipt, and everything is erased within a day" },
    "We keep your request, without your name": { rule: "requests" },
    "**object**: to newsletters": STOP,
    "It costs nothing, and we answer within a month.": COMPLAINT,
    "We acknowledge a complaint": COMPLAINT,
    "You can go to the Information Commissioner": HELPLINE,
    "When a change matters to you, members are told": {
      test: "ISO-19, PMN-39: a change that matters dates the notice, is told once to each member, and stays above home until they have read it",
    },
  },
  "information-sheet": {
    "Staff see what their task needs": LOOKS,
    "Two companies work for us": { people: "who chooses the companies" },
    "**How long.** While you are a member": { rule: "members" },
    "After [[keep-reconfirmation]] we ask again": { rule: "reconfirmation" },
    "Enquiries: [[keep-enquiries]]": ENQUIRIES,
    "Applications that you do not confirm": APPLICATIONS,
    "Who looked at your record": { rule: "ledger" },
    "stop newsletters and everything else": STOP,
    "complain, to us or to": HELPLINE,
    "We answer within a month.": COMPLAINT,
  },
  "accessibility-statement": {
    "zoom in up to 400%": { test: "every page that %s comes to can be seen and used, however they look at it" },
    "It is partly compliant": LAW,
    "Some have headings out of order": LAW,
    "We answer within [[answer-time]].": ANSWER,
    "The Equality and Human Rights Commission": LAW,
    "In Northern Ireland, contact": LAW,
    "Each change is tested before it goes live": { test: "every page that %s comes to can be seen and used, however they look at it" },
    "The last test of the whole site": { people: "who made it" },
    "We look at each problem": ANSWER,
    "We review this statement": { people: "who reviews it" },
  },
  complaints: {
    "You get a reference at once.": {
      test: "PMN-12: an enquiry gets a reference, a queue, a state and a due date of working days, and names the notice that was in force",
    },
    "**We acknowledge your complaint within 30 days**": COMPLAINT,
    "We tell you how it is going": { people: "who looks into the complaint" },
    "We keep your complaint": ENQUIRIES,
    "Telephone 0303 123 1113": HELPLINE,
    "Information Commissioner's Office, Wycliffe House": HELPLINE,
  },
  terms: {
    "You are told why, and you can appeal.": {
      test: "PMN-16: the author is told at once, by notification and mail, with the reason and the way to appeal",
    },
    "If we close it, members are told": { people: "who would close the site" },
    "The law of England and Wales applies.": LAW,
    "When these terms change in a way that matters": {
      test: "ISO-19, PMN-39: a change that matters dates the notice, is told once to each member, and stays above home until they have read it",
    },
  },
};
