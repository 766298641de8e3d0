import { accessAndPeopleGuides } from "./guides-access-and-people";
import { membersGuides } from "./guides-for-members";
import { openGuides } from "./guides-open";
import { safetyAndMoneyGuides } from "./guides-safety-and-money";
import type { PageSeed } from "./seed-types";

/** Where people write who would rather write. */
const CONTACT_ADDRESS = "hello@network.example";

const home: PageSeed = {
  path: "",
  title: "Practice Management Network",
  summary:
    "For the people who run GP practices: guidance that has been tried, colleagues who answer, and news that saves you reading the rest.",
  audience: "open",
  authorKey: "editor",
  reviewedDaysAgo: 21,
  position: 0,
  bodyMarkdown: `
Running a practice can be a lonely job. You are the only one in the building who does it, and most of what you need to know is in somebody else's head. This network puts those heads in one place.

## What you find here

- **Guidance** written by practice managers, checked once a year, with the name of the person who checked it. [Browse the guidance](/guidance).
- **A forum** where a question asked before surgery usually has an answer by lunch. [See what people are talking about](/forum).
- **News** of what the network does, with the date on it. [Read the news](/news).
- **Newsletters** that tell you what changed and what you need to do about it. You can [subscribe without joining](/newsletters).

## Who it is for

Practice managers, deputies, assistants, and business and operations managers in NHS general practice. You need no particular grade or qualification. [See who may join](/register).

Please never put anything on this site that could identify a patient. Not in the forum, not in a file name, not “just the initials”.
`,
};

const about: PageSeed = {
  path: "about",
  title: "About the network",
  summary: "Who we are, who decides, and how we pay for it.",
  audience: "open",
  authorKey: "admin",
  reviewedDaysAgo: 64,
  position: 20,
  bodyMarkdown: `
The Practice Management Network began with five practice managers, one meeting room and a plate of biscuits. They wanted to stop writing the same policy five times. The five practices have become many more, and the biscuits are now virtual, but the idea is the same.

## What we do

We keep guidance that members have tried in their own practices. We run a forum where nobody sells anything. We send three newsletters. Twice a year we meet in person, and once a year we ask members what to stop doing.

We do not regulate, inspect, negotiate or give legal advice. Where a question needs a solicitor, an accountant or your commissioner, we say so.

## Who does what

| Who | What they do |
| --- | --- |
| Steering group | Six working practice managers, elected by members for two years. They decide who joins and what we spend. |
| Network manager | Runs the site, looks after members' information and answers requests about it. |
| Guidance editor | Keeps each page correct, and asks a member to check it every 12 months. |
| Forum moderators | Read the forum, help threads along, remove anything about a patient at once. What one of them removed, the other looks at again if its author asks. |
| Membership officer | Welcomes new members, keeps contact details right, says goodbye to leavers. |

Everybody on this list holds a role that can be taken away again, and each time one of them opens a member's record, that is written down.

## How it is paid for

Practices in the area give a small amount each year, by list size. We take no advertising and no sponsorship, and nobody can buy a place in a newsletter.

## What we ask of members

- Answer when you can. A short answer today beats a long one next week.
- Say where you got it: “our ICB told us” is different from “we have always done it”.
- Keep what you read in members' areas among members.
- Never write anything that could identify a patient or a colleague who is not there to answer.
- Disagree with the idea, not with the person who had it.

The six working managers are introduced, and their rules are written down, on the page about the [steering group](/about/steering-group).

## Talk to us

Write to [${CONTACT_ADDRESS}](mailto:${CONTACT_ADDRESS}). Somebody reads it every working day, and you should hear from us within 3 working days.
`,
};

const steeringGroup: PageSeed = {
  path: "about/steering-group",
  title: "The steering group",
  summary: "Six working practice managers, one page of rules, and how to put something on their table.",
  audience: "open",
  authorKey: "steering",
  reviewedDaysAgo: 120,
  position: 1,
  bodyMarkdown: `
The steering group decides who joins, which specialists we invite, what guides we write next, and how the money is spent. It has six members. All of them run a practice or a network on every other day of the week, and so they meet at half past five, with sandwiches.

## How it is made

- Members elect it. Three places come up each year, and nobody serves for longer than four years.
- Anyone who has been a member for six months may stand. Deputies are as welcome as partners.
- The network manager attends and has no vote.

## Its rules

1. A decision that concerns a person is made by two people, and neither of them is their friend or their rival.
2. Whoever is told no is told why, and may ask two others to look again.
3. Money over £500 needs all six. Under £500 it needs a reason.
4. No member of the group sells anything to the network.
5. The minutes are one page, and members can read them.
6. It ends at seven.

## Specialists

Now and then a group needs somebody who isn't a practice manager: a pensions expert, an information governance specialist, a surveyor. A member of the steering group invites them by name, for one group, with an end date. They see what that group sees, and nothing else.

## Put something on the table

Start a topic in the [forum](/forum), or write to [${CONTACT_ADDRESS}](mailto:${CONTACT_ADDRESS}) with “steering group” in the subject. You'll hear what was decided, and why, within a week of the next meeting.
`,
};

const join: PageSeed = {
  path: "join",
  title: "Joining the network",
  summary: "Who may join, what it costs (nothing), and how to ask.",
  audience: "open",
  authorKey: "contacts",
  reviewedDaysAgo: 33,
  position: 30,
  bodyMarkdown: `
Membership is free and belongs to you, not to your practice. If you change jobs, it goes with you, as long as the new job is in general practice too.

## Who may join

You may join if you work for an NHS general practice, or a primary care network, in one of these jobs, whatever your contract calls it:

- practice manager, business manager or managing partner
- deputy or assistant practice manager
- operations, reception, finance or HR manager in a practice
- manager of a primary care network

Now and then the steering group invites a specialist, for example in pensions or information governance, to help one of our groups for a while. Specialists read and write in that group only, and the invitation has an end date.

We cannot admit suppliers, recruiters or journalists. The [open guidance](/guidance) and the [newsletter for everybody](/newsletters) are there for you as well.

## How to ask

[Apply to join](/register). It takes about three minutes. We ask for:

1. your full name and your job title
2. the practice you work for, or its ODS code
3. the topics you are most interested in
4. an address at which you can press a button in an email

Please do not send copies of identity documents. We don't need them.

## What happens next

The membership officer checks that the practice exists and that the address belongs to it, sometimes with a phone call. Two members of the steering group then decide. Most people hear within 5 working days. If the answer is no, we tell you why, and you can ask for somebody else to look again.

## What it does not mean

Joining does not sign you up for anything by email. Newsletters are separate, each one is your choice, and you can leave each one whenever you like. You can leave the network, too, and take a copy of everything we hold about you with you.

Already a member? [Sign in](/sign-in).
`,
};

const guidanceIndex: PageSeed = {
  path: "guidance",
  title: "Guidance",
  summary: "Practical guides by people who do the job. Each one says who last checked it, and when.",
  audience: "open",
  authorKey: "editor",
  reviewedDaysAgo: 40,
  position: 10,
  bodyMarkdown: `
These guides are short on purpose. Each one answers a question that members ask again and again, says what to do first, and points to the official source where there is one.

Some guides are for members. If you can read only part of a guide, it says so and tells you how to [join](/register).

## How we write them

A member drafts the guide from what they really do. Two others, from practices of a different size, try it. The editor makes it plain. After 12 months somebody checks it again; if that is late, the date on the page tells you.

## What they are not

They are not law, and not contract. When a guide and your contract disagree, your contract wins, and we would like to know: every guide can be discussed in the [forum](/forum).
`,
};

/** What the portal shows before anybody has written a page in it. */
export const pages: readonly PageSeed[] = [
  home,
  guidanceIndex,
  about,
  steeringGroup,
  join,
  ...openGuides,
  ...membersGuides,
  ...accessAndPeopleGuides,
  ...safetyAndMoneyGuides,
].map((page) => ({
  ...page,
  bodyMarkdown: page.bodyMarkdown.trim(),
}));
