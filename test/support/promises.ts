import type { RetentionRule } from "#db/retention";

/**
 * What holds a sentence of a notice: a rule of `db/retention.ts`, which a job carries out and `integration/retention/every-rule` tests; a
 * test, by its name; a setting, from which the words come; people, where no code could; a fact, which is so without us. Or, where it
 * promises nothing, why not.
 */
export type Holder =
  | { rule: RetentionRule }
  | { test: string }
  | { setting: "answerWithinDays" }
  | { people: string }
  | { fact: string }
  | { nothing: string };

const WHERE: Holder = { nothing: "says who it is, where or how to ask" };
const READERS: Holder = { nothing: "a rule or a request for readers" };
const LIMITS: Holder = { nothing: "says what is not promised" };

const LAW: Holder = { fact: "what the law says, or which law or body it is" };
const HELPLINE: Holder = { fact: "how the Information Commissioner is reached" };
const COMPANIES: Holder = { people: "who chooses the companies, and gives nothing to others" };

const APPLICATIONS: Holder = { rule: "applications" };
const ENQUIRIES: Holder = { rule: "enquiries" };
const MEMBERS: Holder = { rule: "members" };
const ANSWER: Holder = { setting: "answerWithinDays" };

const test = (name: string): Holder => ({ test: name });

const WHAT_IS_HELD = [
  test("the notice names everything that is held about people, with purpose, basis and retention"),
  test("every table of the database is classified, column by column"),
];
const COMPLAINT: Holder[] = [
  test("a right is due within a month, the acknowledgement of a complaint within 30 days"),
  { people: "who answers, and asks nothing for it" },
];
const WITHOUT_ACCOUNT = test(
  "IMS-15, PMN-40: without account, password or cookie one asks a question about one's data, and is told the reference and the date",
);
const BY_FORM = test(
  "whoever complains by the form, without an account, reads at once the reference and the day by which we have to acknowledge it",
);
const NO_SPECIAL = test("no form asks for special categories of information, and nothing that is stored is about them");
const STOP = test("PMN-4: by the mailing's own link, in the profile and by the contact form: all three end with zero sends");
const BESIDE_A_POST = test(
  "beside a post other readers see its author's display name, job title and organisation, and nothing else of who it is",
);
const READERS_NAMED = [
  test("the forms for a topic and a reply say who can read what is written there"),
  test("PMN-14: a page says who can read a comment before it is posted, and shows it to just those"),
];
const APPEAL = test("PMN-16: the author is told at once, by notification and mail, with the reason and the way to appeal");
const LOOKS = [
  test("HELM-1: staff say why they open a record, and the person reads who, when and why"),
  test("a look at an application is in the record of the applicant and of everybody else who was shown"),
  test("opening an enquiry is a look that the person can see"),
];
const NOTHING_ELSEWHERE = test("LMS-9: nothing in the site opens a connection but to its database, queue, relay, scanner and file store");
const PAGES_ALONE = test("LMS-9: no page lets the browser of a %s ask another site for anything");
const MAILS_ALONE = test("E15: nothing is fetched from anywhere");
const NO_TRACE = test("B13: looking at every page changes nothing beyond the listed bookkeeping");
const DECIDERS = test("PMN-26: only a decider approves, declines or asks, and nothing is stored for others");
const NO_COOKIE = test(
  "PMN-22: a crawl of every page as visitor, member, staff and in one’s own display meets no cookie but the registered, none beyond a year",
);
const COPY = test("PMN-7: a copy made in the account has every table that can hold something about its owner");
const PROFILE = test("a saved profile is shown again; what was emptied is gone");
const ERASED = test("erased with their posts, nothing of a person is in any row, file or caught mail");
const RESTRICTED = test("PMN-9: from the moment that somebody restricts, list and service mail stop; rights and security still arrive");
const TAKEN_BACK = test("a consent is taken back with one press");
const PROOFS = test("ledgers keep their rows and seals, and the hash that keeps the promise not to write");
const CHANGED = test(
  "ISO-19, PMN-39: a change that matters dates the notice, is told once to each member, and stays above home until they have read it",
);
const LEAVE = test("leaving and staying through the pages: every page of the account says so meanwhile");
const EVERY_PAGE = test("every page that %s comes to can be seen and used, however they look at it");
const OPEN_PAGES = test("PMN-23: without cookies and scripts every open page is read, from the home page on");
const WITHOUT_SCRIPTS = [
  OPEN_PAGES,
  test("every act of somebody signed in has a form that this file tries, or takes nothing typed"),
  test("without scripts, there is no toolbar, and a button shows what was typed and keeps it"),
];

/** By how each sentence begins, notice by notice. */
export const PROMISES: Record<string, Record<string, Holder | Holder[]>> = {
  "privacy-notice": {
    "This notice says what information": WHAT_IS_HELD,
    "There is also an [information sheet]": test(
      "IMS-1: the information sheet is one short page with a date, linked from the forms that collect data",
    ),
    "[[controller]] decides": WHERE,
    "In data protection law": LAW,
    "Our data protection officer is": WHERE,
    "Write to [[privacy-contact]]": WHERE,
    "By post:": WHERE,
    "If you have a concern": WHERE,
    "You need no account": [WITHOUT_ACCOUNT, BY_FORM],
    "From you:": { fact: "what the forms ask for" },
    "Two things can come from others:": { fact: "a count of the list below it" },
    "a member of our steering group may invite you": test("PMN-26: only the steering group invites, looks at invitations, and steers them"),
    "other members may write about you": { nothing: "says what others may do" },
    "We do not buy lists": [NOTHING_ELSEWHERE, { people: "who would buy them" }],
    "This table is made": WHAT_IS_HELD,
    "Where the law asks": LAW,
    "[[what-we-hold]]": WHAT_IS_HELD,
    "We do not ask about health": NO_SPECIAL,
    "Please do not put any": READERS,
    "You give your name": test("PMN-27: the form has name, job title, organisation and address, and asks for nothing else that is needed"),
    "Nothing is stored as yours": test(
      "PMN-26: whoever typed an address becomes nobody and grants nothing before its owner presses the button",
    ),
    "People from our membership team decide": [DECIDERS, test("declining gives the applicant the reason, and lets them apply again")],
    "An application that nobody confirmed": APPLICATIONS,
    "An invitation that nobody used": [
      { rule: "invitations" },
      test("an invitation that nobody used ends after 14 days, and forgets who it was for"),
    ],
    "When you are no longer a member, get no newsletter": [MEMBERS, test("nobody is warned or erased while anything of theirs goes on")],
    "A month before we delete it": test(
      "HELM-7, ISO-24: a former member is warned a month before, kept until six months are over, and erased the day after",
    ),
    "What you wrote in the forum stays": [
      test("what an erased person wrote and did not have removed stays under the name “Former member”"),
      test("delete: posts become stubs, titles say so, and no text of theirs is left"),
    ],
    "Beside what you write": BESIDE_A_POST,
    "The forms for a topic": READERS_NAMED,
    "Editing keeps the earlier version": test("an edit shows at once, and the text before it stays in the history"),
    "If a moderator removes a post, its author is told": APPEAL,
    "Nothing that you write in a members' or a group's part": [
      test("B23: members' categories and topics leave no trace on a visitor's pages"),
      test("no surface holds a word of what is restricted, drafted, moved or taken down"),
    ],
    "You get only what you chose": [
      test("PMN-3: without cookies and with nothing ticked one applies, confirms and waits, and gets no list mail"),
      test("everybody whom the list reaches gets one mail, and the sums are stored"),
    ],
    "Subscribing by address takes two steps": test("PMN-17: whoever typed an address gets nothing before its owner presses the button"),
    "Leaving takes one press": [
      test("PMN-20: unticking in the account ends it at once, without a mail"),
      test("K1: one-click ends it at once, without a question"),
    ],
    "If you use the link inside an issue": test("K1: the button stops sending at once and mails the address, but ends nothing yet"),
    "Silence never brings you back": test("K1: silence never resumes: after it “Keep me subscribed” comes too late"),
    "After [[keep-reconfirmation]] we ask by email": { rule: "reconfirmation" },
    "If you do not answer within": { rule: "answer" },
    "Our emails have no tracking pixels": [
      MAILS_ALONE,
      test("E15: two copies differ in no address but the recipient's own way out, and load nothing"),
      test("B13: a scanner that opens every mailed link changes nothing"),
    ],
    "We do not know whether you opened one": MAILS_ALONE,
    "We keep your question": ENQUIRIES,
    "The copy that we email to you": test("B20, B40: the acknowledgement holds nothing that was typed, neither text nor name"),
    "Some members of staff need": { fact: "why staff look" },
    "They have a second factor": [
      test("B9: staff who have set up no second factor see the page where they do, and no other that needs signing in"),
      test("LMS-14: nothing about others is shown before the undertaking is accepted, and then it is"),
      test("LMS-14: after a year it is asked for again"),
    ],
    "Each time one of them opens your record": LOOKS,
    "These entries cannot be changed": test("the owner cannot change a ledger outside of its functions either"),
    "They are deleted after [[keep-ledger]]": { rule: "ledger" },
    "Reading this site sets none": NO_COOKIE,
    "The few that exist come only": [
      NO_COOKIE,
      test(
        "PMN-22: of the cookies that live on, two come only when asked for (“Remember me”, text size and contrast), one with signing in",
      ),
    ],
    "The [cookies page](/cookies) names each one": test("the cookie page lists the register, with each life in words"),
    "Nothing counts visitors": [NO_TRACE, PAGES_ALONE],
    "Nobody outside gets it": COMPANIES,
    "We never sell it": COMPANIES,
    "Companies that work for us": COMPANIES,
    "The police or a court": LAW,
    "We tell you, unless we are forbidden to.": { people: "who answers to the police or a court" },
    "No page and no email fetches anything": [PAGES_ALONE, MAILS_ALONE],
    "A link that leaves this site": test("PMN-38: a link that leaves the site says so and lends its target nothing"),
    "This notice stops there": LIMITS,
    "People decide, never a program": [DECIDERS, test("visitors and links do not")],
    "Nothing that you write or that we know about you is given": [NOTHING_ELSEWHERE, COMPANIES],
    "Connections are encrypted": [
      test("B17: over https the browser is told to stay there; B34: its cookies are bound to this host and to https"),
      { people: "who runs the computers, and gives the site its certificate" },
    ],
    "Passwords are stored so": [
      test("B1: the database holds argon2id with at least 19 MiB and two passes, and nothing else of a password"),
      test("PMN-36: no table of the database and no page holds a password"),
    ],
    "If something goes wrong": { people: "whoever handles a breach" },
    "You can:": { nothing: "begins the list below it" },
    "**see and take away**": COPY,
    "**have it corrected**": PROFILE,
    "**have it erased**": [LEAVE, ERASED],
    "You have seven days": [
      test("for seven days they can sign in, and nothing else happens"),
      test("who stays is as before, and can leave again"),
    ],
    "We keep your request, without your name": { rule: "requests" },
    "**have its use restricted**": RESTRICTED,
    "**object**: to newsletters": [STOP, WITHOUT_ACCOUNT],
    "**take back a consent**": TAKEN_BACK,
    "What we did before": LAW,
    "You do not need to be signed in": WITHOUT_ACCOUNT,
    "It costs nothing, and we answer within a month.": COMPLAINT,
    "After an erasure a keyed hash": PROOFS,
    "Tell us: see": WHERE,
    "We acknowledge a complaint": COMPLAINT,
    "You can go to the Information Commissioner": HELPLINE,
    "The date of the latest version": test("every notice answers everybody, dated, without a cookie"),
    "[Earlier versions]": test("PMN-39: an old version stays readable exactly as it was, its tables and names too"),
    "When a change matters to you, members are told": CHANGED,
  },
  "information-sheet": {
    "**Who holds it.**": WHERE,
    "Our data protection officer is": WHERE,
    "**What and why.**": WHAT_IS_HELD,
    "We ask for nothing about health": NO_SPECIAL,
    "Please write nothing": READERS,
    "**Who sees it.** Members see": BESIDE_A_POST,
    "Staff see what their task needs": [
      ...LOOKS,
      test("PMN-35, B22: %s opens the screens of that task, and is refused every other, whoever they are about"),
    ],
    "Two companies work for us": COMPANIES,
    "Nobody else.": COMPANIES,
    "**How long.** While you are a member": MEMBERS,
    "After [[keep-reconfirmation]] we ask again": { rule: "reconfirmation" },
    "Enquiries: [[keep-enquiries]]": ENQUIRIES,
    "Applications that you do not confirm": APPLICATIONS,
    "Who looked at your record": { rule: "ledger" },
    "What you agreed to stays": [
      PROOFS,
      test("a purge leaves what is younger than a year whatever it is asked, never the consents, and keeps the roots of what it drops"),
    ],
    "**What you can do, free of charge**": { people: "who asks nothing for it" },
    "see and take away everything": [COPY, PROFILE, RESTRICTED, ERASED],
    "stop newsletters and everything else": STOP,
    "object, and take back": [STOP, TAKEN_BACK],
    "complain, to us or to": HELPLINE,
    "**How.** In your account": WITHOUT_ACCOUNT,
    "We answer within a month.": COMPLAINT,
    "To complain:": WHERE,
    "**What we do not do.**": [NO_TRACE, PAGES_ALONE, MAILS_ALONE, NOTHING_ELSEWHERE, DECIDERS, COMPANIES],
    "The whole notice:": WHERE,
  },
  "accessibility-statement": {
    "This statement applies": WHERE,
    "It is run by": WHERE,
    "We want as many people": LIMITS,
    "You should be able to:": { nothing: "begins the list below it" },
    "change the text size and the contrast": test(
      "PMN-24: the choice applies on every page: open and signed in, refused and broken, of the framework and before it",
    ),
    "zoom in up to 400%": EVERY_PAGE,
    "use every page with a keyboard": [
      EVERY_PAGE,
      test("with scripts, the toolbar is worked by keyboard, can be undone, and what is written is shown as it will be"),
    ],
    "use every page with speech recognition": EVERY_PAGE,
    "listen to every page with a screen reader": [EVERY_PAGE, { people: "who listens to it in each of these" }],
    "use every page without JavaScript": WITHOUT_SCRIPTS,
    "We have also made the text": { people: "who writes it" },
    "[AbilityNet]": WHERE,
    "It is partly compliant": LAW,
    "**What members write.** Posts": { fact: "who writes them" },
    "Some have headings out of order": { fact: "what members write" },
    "Moderators mend": { people: "who moderates" },
    "**Newsletters in email programs.** Each issue": [
      test("E22: every copy says who sends it, why it comes and how to leave, in both parts"),
      test("E11: every link of an issue is in its text part"),
      test("E19: the public copy holds the text, and nothing of the mail or of who got it"),
    ],
    "Some email programs": LIMITS,
    "**Documents and websites of others**": LIMITS,
    "If you cannot use one": { people: "who is told of it" },
    "We claim no exemption": LAW,
    "If you need information in a different way": WHERE,
    "use the [contact form]": WHERE,
    "or write to": WHERE,
    "We answer within [[answer-time]].": ANSWER,
    "The Equality and Human Rights Commission": LAW,
    "If you are not happy": WHERE,
    "In Northern Ireland, contact": LAW,
    "Each change is tested before it goes live": [
      EVERY_PAGE,
      test("%s is valid, accessible HTML"),
      ...WITHOUT_SCRIPTS,
      { people: "who runs the tests before a change goes live" },
    ],
    "The pages are built from": { fact: "where the parts come from" },
    "The last test of the whole site": { people: "who made it" },
    "We look at each problem": [ANSWER, { people: "who mends it" }],
    "We review this statement": { people: "who reviews it" },
  },
  complaints: {
    "You can complain about": WHERE,
    "It costs nothing, you need no account": [BY_FORM, { people: "who deals with whoever complained" }],
    "Use the [complaint form]": WHERE,
    "You get a reference at once.": BY_FORM,
    "Or write to": WHERE,
    "Tell us what happened": READERS,
    "If somebody writes for you": READERS,
    "If a form is difficult": { people: "who takes the complaint" },
    "**We acknowledge your complaint within 30 days**": COMPLAINT,
    "If you use the form, you see the date": BY_FORM,
    "Somebody who was not involved": { people: "who gives out the complaint" },
    "For complaints about your information": test(
      "PMN-12: a technical problem lands in the queue of the administrators, rights and complaints with the data protection officer",
    ),
    "We tell you how it is going": { people: "who looks into the complaint" },
    "If we were wrong": { people: "who looks into the complaint" },
    "We keep your complaint": ENQUIRIES,
    "You do not have to complain": [STOP, test("an issue names its unsubscribe page near the top and at the end, in both parts")],
    "You can complain to the Information Commissioner": LAW,
    "They usually ask": HELPLINE,
    "<https://ico.org.uk": HELPLINE,
    "Telephone 0303 123 1113": HELPLINE,
    "Information Commissioner's Office, Wycliffe House": HELPLINE,
    "You can also go to court": LAW,
    "The Commissioner's website": HELPLINE,
  },
  terms: {
    "These are the rules": READERS,
    "They are short": READERS,
    "By becoming a member": [{ test: "whoever applies is told that members agree to the terms, and where they are" }, OPEN_PAGES],
    "[[network]] is a place": WHERE,
    "It is run by": WHERE,
    "It is yours alone.": READERS,
    "Keep the password": READERS,
    "Say who you are": READERS,
    "Tell us when they change": READERS,
    "When you leave your practice": READERS,
    "You can leave whenever you like": LEAVE,
    "Write nothing about a patient": READERS,
    "Be as polite": READERS,
    "No advertising": READERS,
    "What you write stays yours": LAW,
    "You allow us to show it": READERS_NAMED,
    "What is said in": READERS,
    "Ask before you quote": READERS,
    "Moderators may remove": READERS,
    "You are told why, and you can appeal.": APPEAL,
    "Guidance here is written with care": [test("a guide says on which day it was last checked"), { people: "who writes it" }],
    "It is no legal": LIMITS,
    "Other websites that we link to": LIMITS,
    "We are not responsible": LIMITS,
    "We try to keep it running": LIMITS,
    "We may change or close": LIMITS,
    "If we close it, members are told": { people: "who would close the site" },
    "We do not leave out": LAW,
    "Beyond that we are not liable": LIMITS,
    "Please tell us at": WHERE,
    "Do not look at": READERS,
    "If you keep to this": { people: "who is told of it" },
    "The law of England and Wales applies.": LAW,
    "When these terms change in a way that matters": test(
      "a change of the terms that matters is told by a mail, and above home to whoever comes next",
    ),
    "Questions:": WHERE,
  },
};
