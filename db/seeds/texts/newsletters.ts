import type { IssueSeed, NewsletterSeed } from "./seed-types";

const frontDesk: IssueSeed = {
  slug: "quieter-mondays",
  subject: "Quieter Mondays, plainer letters and a fridge to check",
  preheader: "What one practice changed about its Mondays, and one job for the next quiet half hour.",
  state: "sent",
  isTroubled: true,
  daysAgo: 9,
  authorKey: "sender",
  bodyMarkdown: `
Good morning. This issue takes about four minutes to read. If you only have one, read the first story.

## Finished by ten past eleven

Harrowmere Medical Centre used to finish sorting Monday's online requests in the middle of the afternoon. Three changes brought that forward to 11:10am:

- a doctor sits beside the person who sorts, with no booked patients until 10am
- whoever sorts is relieved after 90 minutes, without exception
- questions about medicines go straight to the pharmacist

None of it cost money. “The doctor who was most against it asked whether she could do Mondays,” the practice manager told us. Members can ask her about it in the [forum](/forum).

## New in our guidance

**[Handling complaints well](/guidance/complaints)** has a new table of sentences not to write, each with a better one beside it. Our favourite: “Lessons have been learned” becomes what you changed, and on which day.

**[Your first 100 days](/guidance/first-100-days)** is for anybody who has just been given the keys. If a colleague starts soon, send it to them before their first Monday. Both guides are open to everyone.

## Half an hour well spent

Go and look at your vaccine fridge. Not the temperature: somebody reads that. Look at three other things.

1. Is the plug labelled or covered, so that nobody unplugs it to vacuum?
2. Whose names are on the door, and do both still work for you?
3. If the alarm rings on Saturday, who hears it, and can they get in?

One member found that the alarm rang a mobile phone in a drawer. The drawer was locked.

## From the forum

> Sit on reception for two full Mondays before you change anything about reception. Not watching: with a headset on, doing it badly, with somebody kind beside you.

A patient services manager, asked by a new deputy what he should know in his first week.

## New to the job?

That answer comes from the one category of our forum that anybody can read, without an account. The deputy came from the hotel trade, and nearly 20 people answered him. [Read what they said](/forum/new-to-the-job): the advice about stopcocks alone is worth the visit.

The next issue comes in two weeks, on Thursday. If there is something that you would like to read about, reply to this email. A person reads it.

The newsletter desk of the Practice Management Network
`,
};

const handoverDraft: IssueSeed = {
  slug: "handing-over",
  subject: "How to hand over a practice in ten pages",
  preheader: "A handover that works when you are on holiday, and when you are gone.",
  state: "draft",
  daysAgo: 1,
  authorKey: "sender",
  bodyMarkdown: `
Good morning. In this issue: what to write down before you need to, and a thank-you.

## The ten-page handover

The manager of Brindlewick Family Practice has been handing over for three years and is still there. “I write it as if I won the lottery on Friday,” she says. Her ten pages, one for each:

1. the week, hour by hour
2. the year, month by month
3. money: who pays us, whom we pay, who may sign
4. people: birthdays, worries, promises made
5. the building, with photographs of every stopcock
6. systems, and who administers each
7. contracts and the dates on which they renew
8. partners: what each cares about
9. neighbours: who helps in a crisis
10. things I would do next

She reads it again on the first Monday of each quarter. It takes 20 minutes.

## A thank-you

(Still to ask: may we use the photograph of the paper umbrella?)

## Dates

(To come from the membership officer: the members' meeting and the evening for new members.)
`,
};

const pcnBriefing: IssueSeed = {
  slug: "saturdays-and-shares",
  subject: "Saturdays by list size, and what to settle before you share staff",
  preheader: "Two agreements worth copying, one quarterly check and a question for you.",
  state: "sent",
  daysAgo: 5,
  authorKey: "sender",
  bodyMarkdown: `
This briefing is for members. Please don't pass it on outside your practice; if a colleague would like it, they can tick it in their account.

## Two days' notice

When a practice can't staff its turn in the access hub, somebody has to, and it is usually whoever answers the phone on Thursday. A network of six practices has agreed on three things, and lets us share them:

- **Turns follow list size**, so the smallest practice no longer has as many Saturdays as the largest.
- **The rota is fixed six weeks ahead.** After that, whoever's turn it is finds the swap.
- **If the network has to book cover**, that practice pays the difference from the normal rate, and nothing more.

A bank of staff who like working on Saturdays fills most gaps. Ask everyone once, anonymously. You may be surprised: in one network, more than ten people said yes.

## The check that goes with it

Shared rotas mean shared log-ins. Once a quarter, ask your system supplier for two reports: who has access to more than one practice, and who logs in outside hub hours. The first round usually finds a dozen old accounts, and takes a morning.

## Before you share staff

Most trouble with shared roles comes from questions that nobody asked before the advert. Settle these four in writing:

1. Who employs, and who indemnifies whom?
2. Who is the one line manager?
3. What happens to a practice's share when its day is lost to sickness or a bank holiday?
4. Who meets the cost if the funding ends?

If you'd like to see how others have worded it, ask in the [forum](/forum).

## Money with a review date

| Share | One network | Another |
| --- | --- | --- |
| Practices, by weighted list | 70% | 65% |
| Extra for the most deprived areas | none | 10% |
| Shared pot | 30% | 25% |

Both agreements end after a year unless they are renewed. “It is much easier to say yes to something that stops,” as one clinical director put it.

## Guidance checked this month

[Your information governance year](/guidance/information-governance-year) and [When the partnership changes](/guidance/partnership-changes) were both read again by two practices. The second now says: start with the bank.

## A question for you

We would like to publish three real staff rotas for the holidays, without names. If you have one that your team called fair, reply to this email.

The newsletter desk of the Practice Management Network
`,
};

const firstYearLetter: IssueSeed = {
  slug: "the-door-and-the-diary",
  subject: "The door, the diary and the word “indemnity”",
  preheader: "One thing to do this month, one to leave alone, one word explained.",
  state: "sent",
  daysAgo: 13,
  authorKey: "sender",
  bodyMarkdown: `
Hello. This is the first letter, and so it's for people in their first month. If yours was a while ago, send it to somebody for whom it isn't.

## One thing to do: stand at your own door

At five to eight, on the outside, where patients stand. What does the notice say? Does the website say the same? Does the answerphone? A member in her second week found three different opening hours in three places. She mended the door first. People stand in front of the door.

## One thing to leave alone: the filing

It offends you. It offended the person before you, too. It works, somehow, and the one person who knows how will tell you in about six weeks, when she has decided that you are staying.

## One word: indemnity

Cover for the cost if a clinician harms somebody by mistake and is sued. For most NHS work in general practice there's a state scheme; for some things there isn't, and people need their own. Ask each clinician what they have, for what work, until when, and keep the proof. Check the current rules before you rely on anyone's memory, including ours.

## A real question

> What do I say when a partner asks me something in the corridor and I don't know?

“I'll find out, and you will have it by four.” Then write it on your hand, if need be. A member with 34 years in the job says that she has given this answer about nine thousand times, and that it's the whole of the job.

## When you have ten minutes

The [checklist for the first week](/guidance/first-100-days/first-week) is one page, and open to everybody. In the forum, the category [New to the job](/forum/new-to-the-job) can be read without an account.

Next month: the partners' meeting, holidays, and the word “drawings”.

The newsletter desk of the Practice Management Network
`,
};

const known: readonly NewsletterSeed[] = [
  {
    slug: "practice-matters",
    name: "Practice Matters",
    description:
      "What practices tried, what worked, and one useful job for a quiet half hour. For anybody who works in or with general practice.",
    frequency: "Every second Thursday",
    audience: "open",
    issues: [frontDesk, handoverDraft],
    memberSubscribers: [
      "manager",
      "priya",
      "kath",
      "dan",
      "fiona",
      "grace",
      "gosia",
      "nour",
      "wilhelmina",
      "joseph",
      "anneke",
      "bounced",
      "restricted",
      "sian",
      "meiling",
    ],
    addressSubscribers: [
      "reception.team@wrenthwaite-dental.example",
      "clerk@upper-wrenthwaite-parish.example",
      "m.oduya@student-manager.example",
      "o'neill+nhs@mailbox.example",
    ],
    unconfirmedAddresses: ["not.yet.sure@mailbox.example", "typing-misteak@mailbx.example"],
  },
  {
    slug: "pcn-briefing",
    name: "PCN Briefing",
    description: "Agreements, money and shared staff in primary care networks, with the numbers. For members only.",
    frequency: "The first Monday of each month",
    audience: "members",
    issues: [pcnBriefing],
    memberSubscribers: ["priya", "bola", "sue", "rahul", "deborah", "yasmin", "hamish", "steering", "moderator", "manager", "bounced"],
    addressSubscribers: [],
    unconfirmedAddresses: [],
  },
  {
    slug: "first-year-letter",
    name: "The First-Year Letter",
    description: "One page for people who have just been given the keys: one thing to do, one to leave alone, one word explained.",
    frequency: "Once a month",
    audience: "open",
    issues: [firstYearLetter],
    memberSubscribers: ["dan", "marcus", "oleksandra", "kath", "tolu", "ritu", "leon", "terry", "pauline", "neil", "judith"],
    addressSubscribers: ["new.manager@millpond-lane.example", "deputy@two-rivers-surgery.example"],
    unconfirmedAddresses: ["starting.in.spring@mailbox.example"],
  },
];

export const newsletters: readonly NewsletterSeed[] = known.map((newsletter) => ({
  ...newsletter,
  issues: newsletter.issues.map((issue) => ({ ...issue, bodyMarkdown: issue.bodyMarkdown.trim() })),
}));
