import type { PageSeed } from "./seed-types";

type Article = Omit<PageSeed, "path" | "position" | "reviewedDaysAgo"> & { slug: string; daysAgo: number };

const articles: readonly Article[] = [
  {
    slug: "long-guide-to-rotas",
    title: "New guide: writing a rota that survives Monday",
    summary: "Twelve practices opened their spreadsheets. The result is our longest guide so far, with a short version for the wall.",
    audience: "open",
    authorKey: "editor",
    daysAgo: 2,
    bodyMarkdown: `
It began with a question in the forum from somebody who owned a rota of fourteen tabs and wanted to go on holiday. Twelve practices answered with their rules, their grids and, in one case, an apology to everyone who had ever worked a purple shift.

Gosia Wiśniewska of Dunmarsh Lane Practice has turned it all into a guide: [Writing a rota that survives Monday](/guidance/staffing/rotas). It's open to everybody, so send it to whoever draws yours.

Three things from it that surprised the editor:

- a third of the rules in most rotas are habits, and nobody needs them
- breaks that aren't written in as times don't happen
- practices that settle the holidays by midsummer hardly ever quarrel about them

The guide gets its first check in a year. If something in it doesn't work in your practice, write under the page or in the [forum](/forum/money-people-premises), and we'll mend it earlier.
`,
  },
  {
    slug: "spring-meeting",
    title: "The spring meeting goes north, starts late and has one talk",
    summary: "You told us what to stop doing. We stopped most of it. What to expect, and how the tables will work.",
    audience: "members",
    teaser:
      "The members' meeting in spring has a new shape. Members can read what was decided, how the tables work and what to bring. If you would like to come, it is a good reason to join.",
    authorKey: "contacts",
    daysAgo: 6,
    bodyMarkdown: `
We asked in [the tea room](/forum/tea-room) what would make you come and what would make you leave early. The answer was clear, if not always polite.

## What is different

- **North**, within ten minutes of a station.
- **10:30am to 3:30pm**, so that nobody sees five o'clock twice in one day.
- **One talk**, before lunch, half an hour.
- **Tables.** Each has a question on it. You sit where you need an answer or have one. After 40 minutes everybody moves.
- **Half an hour called “The projector is broken”**, in memory of the best session last year.
- A list of who's coming, by job and practice, a week ahead, for those who agree to be on it.

## Questions for the tables

So far: winter levels that a tired receptionist can recognise, shared staff when somebody is ill, leases and retirement, what to take off a clinical director, and how to get partners and the desk to one table. Suggest more in the same topic.

## If you cannot leave the desk

The afternoon tables have a link. It won't be the same, and there won't be lunch.

The membership officer writes to members with date and place as soon as the room has been confirmed.
`,
  },
  {
    slug: "first-year-letter",
    title: "A letter for your first year in the job",
    summary: "Our third newsletter: one page a month for people who have just been given the keys. Open to everybody.",
    audience: "open",
    authorKey: "sender",
    daysAgo: 15,
    bodyMarkdown: `
Every month, somebody new tells us that they found this network in week nine and wished it had been week one. From now on there's a letter for them.

**The First-Year Letter** comes once a month. It's one page long. It contains one thing to do, one thing to leave alone, one word explained, and a question that a member in their first year has really asked.

You don't have to be a member, or new. If you remember what it was like and would like to answer one of the questions, we'd be glad.

You can read the first letter before deciding, and [choose it here](/newsletters).
`,
  },
  {
    slug: "what-you-asked-us-to-stop",
    title: "What you asked us to stop doing, and what we did",
    summary: "Once a year we ask members what to stop. Seven answers, five of which we have already acted on.",
    audience: "members",
    authorKey: "steering",
    daysAgo: 34,
    bodyMarkdown: `
Ninety-one members answered the one question that we put to you each year: what should the network stop doing? Thank you. Here are the seven that came up most, in order, and what the steering group has decided.

| You said | We |
| --- | --- |
| Stop sending the same news by newsletter and by post | stopped the post |
| Stop the annual report with photographs of us | now publish two pages, without us |
| Stop meetings that begin at nine | start at 10:30am |
| Stop guides without a date | show on each page who checked it, and when |
| Stop asking which practice we belong to on every form | ask once |
| Stop the quiz | sorry, no: it was also the third most popular answer to “never stop” |
| Stop closing topics when it gets interesting | have talked with the moderator, who'd like to say that it was one topic |

The money saved on post, a little over £600 a year, goes to interpreters at the members' meeting.

If you think that we have decided wrongly, say so in the [forum](/forum/tea-room), or stand for the steering group in spring. Two places come up.
`,
  },
  {
    slug: "toolkit-clause",
    title: "A clause for suppliers who never answer",
    summary: "One sentence to put into a contract when it is renewed, and how to show in the toolkit that you have checked.",
    audience: "open",
    authorKey: "admin",
    daysAgo: 58,
    bodyMarkdown: `
Members spend hours each spring asking suppliers to confirm that they look after information properly. Many never answer. A sentence helps, if it's in the contract before you need it:

> The supplier will confirm in writing once a year, and within ten working days of being asked, that it meets the information security requirements of this agreement, and will say at once when it no longer does.

For those you have now, look first in the public registers, and save the page with the date. Put the rest in your risk register with what they hold and how you would manage without them. Somebody who owns the risk signs it. That's a decision, and decisions are what the toolkit asks for.

Check this year's version of the toolkit before you start: questions move from one year to the next. Members find the rest in [your information governance year](/guidance/information-governance-year).
`,
  },
  {
    slug: "network-agreements-library",
    title: "Seven network agreements to compare",
    summary: "Exit clauses, shared staff and turns in the hub, side by side, with the names taken out.",
    audience: { group: "pcn-leads" },
    authorKey: "rahul",
    daysAgo: 92,
    bodyMarkdown: `
Seven networks have let us have their agreements. We took out the names and laid the clauses next to one another. What strikes one first is how much all of them say about joining, and how little about leaving.

- **Exit**: from one line to two and a half pages. The shortest is also the oldest.
- **Turns in the hub**: four by equal share, three by list size. All three changed over after a row.
- **Sickness of shared staff**: not mentioned in five out of seven.
- **Review date**: in two. Both of those were the easiest to agree.

The [schedule with an example](/guidance/sharing-staff-across-a-network/schedule) grew out of this. If you'd like the comparison itself, ask in [PCN leads](/forum/pcn-leads). We would like an eighth.
`,
  },
  {
    slug: "two-new-on-the-steering-group",
    title: "Two new members of the steering group",
    summary: "A finance manager and a deputy: the steering group gets younger and learns what a pivot table is.",
    audience: "open",
    authorKey: "contacts",
    daysAgo: 176,
    bodyMarkdown: `
Members have elected two colleagues to the steering group for the next two years. One is the finance manager of a coastal practice, who says that she stood because nobody twisted her arm. The other is a deputy in her second year in the job, the first deputy ever to sit on it.

They take over from two who have served the full four years and leave behind a set of rules on one page, a cash box with £14.20 in it, and our thanks.

What the group decides, and how to raise something with it, is on the page about the [steering group](/about/steering-group).
`,
  },
  {
    slug: "the-network-opens",
    title: "We are open: five practices, one meeting room, one plate of biscuits",
    summary: "The first piece of news that this network ever published, left as it was.",
    audience: "open",
    authorKey: "admin",
    daysAgo: 1459,
    bodyMarkdown: `
As of this morning, the Practice Management Network has a name, a mailbox and a shelf. On the shelf there are five policies, one from each of us, so that none of us needs to write the other four.

We'll meet on the first Wednesday of each month at Brindlewick, where the kettle is. Anyone who manages a practice nearby is welcome. Bring a question, and one thing that works.

There are no fees, there isn't a committee, and there are only the biscuits that somebody brings.

*Kath, Ruth, Nasreen, Dilip and Pauline*
`,
  },
];

/** News: articles are pages below `news`, and as old as they say. */
export const news: readonly PageSeed[] = articles.map(({ slug, daysAgo, ...article }) => ({
  ...article,
  path: `news/${slug}`,
  bodyMarkdown: article.bodyMarkdown.trim(),
  reviewedDaysAgo: daysAgo,
  position: 0,
}));
