// Long because people talk at length: these are conversations, read in order.
import type { TopicSeed } from "./seed-types";

const drawings: TopicSeed<"money-people-premises"> = {
  category: "money-people-premises",
  title: "Partners' drawings: the same every month, or whatever is left?",
  authorKey: "ritu",
  daysAgo: 19,
  posts: [
    {
      authorKey: "ritu",
      hoursAfter: 0,
      bodyMarkdown:
        "New in this practice, not new to accounts. Drawings here are “what looks right on the 27th”, decided by whoever is in the office. In my last firm I'd have gone pale. What do you do, and who says no when there's not enough?",
    },
    {
      authorKey: "tess",
      hoursAfter: 1.5,
      bodyMarkdown:
        "Fixed monthly sum for each partner, set in April at about 85% of what I expect, reviewed in October, top-up after the accounts. The tax money goes into its own account on the same day as the drawings, because what you can see you spend. Saying no is done by the agreement: no top-up if it takes us below six weeks' costs.",
    },
    {
      authorKey: "bola",
      hoursAfter: 3,
      bodyMarkdown:
        "As somebody on the receiving end: fixed is kinder. I know what I'll have in March. And write the six weeks into the *deed*, not into an email. Then it isn't Ritu who says no.",
    },
    {
      authorKey: "meiling",
      hoursAfter: 6,
      bodyMarkdown:
        "For those partners who like to see it, I show one line a month: earned so far, drawn so far, put aside for tax, difference. When it goes red nobody needs a conversation. 看得见 (if you can see it), you behave.",
    },
    {
      authorKey: "terry",
      hoursAfter: 25,
      bodyMarkdown:
        "I've been the interim in two places that had run out of money. Neither was poor. Both had drawings by feel and nobody who wrote down what was owed to whom when a partner left. Do it before someone leaves.",
    },
    {
      authorKey: "ritu",
      hoursAfter: 29,
      bodyMarkdown:
        "Six weeks' costs it is. I ran last year on that rule. We'd have had two months without a top-up and no overdraft at all, which would have paid for a nurse's course and, oddly, the toner.",
    },
    {
      authorKey: "ritu",
      hoursAfter: 330,
      bodyMarkdown:
        "Agreed by partners last night, to my surprise in ten minutes. The eldest said “it's what my first senior partner did in 1989”, and told us about a ledger with a lock.",
    },
  ],
};

const leaseRenewal: TopicSeed<"money-people-premises"> = {
  category: "money-people-premises",
  title: "Landlord wants 15 years, three of five partners want to retire within six",
  authorKey: "hamish",
  daysAgo: 55,
  posts: [
    {
      authorKey: "hamish",
      hoursAfter: 0,
      bodyMarkdown:
        "Lease ends in 19 months. Landlord (a former partner's family) offers 15 years, full repairing, upward-only reviews. Five partners, three of them over 58. Nobody wants to sign for a year in which they'll be 74. How did you bridge that?",
    },
    {
      authorKey: "sue",
      hoursAfter: 1,
      bodyMarkdown:
        "Been there. Don't answer the 15 at all until you've three things on the table: a break clause at 5 and 10, what happens when a partner leaves (release, not just “indemnity from the others”), and a schedule of condition with photographs so that you don't hand back a better building than you got.",
    },
    {
      authorKey: "terry",
      hoursAfter: 3,
      bodyMarkdown:
        "And find out what your commissioner will reimburse, before and not after. They have to be content with the rent *and* the terms. A district valuer who's surprised is a slow district valuer.",
    },
    {
      authorKey: "wilhelmina",
      hoursAfter: 5,
      bodyMarkdown:
        "From fourteen years among property solicitors: ask on what terms the lease continues if nothing is signed by the end date. In many cases the tenant is protected by statute; in some it has been signed away in a single paragraph which nobody remembers. The answer alters who is in a hurry. A solicitor should read it; the fee is small beside the rent.",
    },
    {
      authorKey: "bounced",
      hoursAfter: 24,
      bodyMarkdown:
        "We moved the lease from names to a company owned by the practice. Landlord wanted guarantees for two years, then released them. Needs the accountant and the commissioner on board, but our newest partner has said it's the reason that she signed.",
    },
    {
      authorKey: "hamish",
      hoursAfter: 27,
      bodyMarkdown: "Superb. Wilhelmina: we *are* protected. Nobody knew. Landlord's family has become noticeably more conversational.",
    },
    {
      authorKey: "hamish",
      hoursAfter: 1150,
      bodyMarkdown:
        "Heads of terms: ten years, breaks at five, release on retirement, reviews both ways, schedule of condition (214 photographs, I was thorough). Two of the three over-58s have said that they may stay a bit longer, now that they're allowed to go.",
    },
  ],
};

const cashCalendar: TopicSeed<"money-people-premises"> = {
  category: "money-people-premises",
  title: "A cash-flow calendar: when does the money actually come in?",
  authorKey: "ritu",
  daysAgo: 48,
  posts: [
    {
      authorKey: "ritu",
      hoursAfter: 0,
      bodyMarkdown: `I have drawn up ours and would like it taken apart. Ordinary practice, 9,400 patients, rounded, in thousands of pounds. It's wide, sorry, but I wanted it all in one picture. What's missing?

| Month | Core contract | Quality payments | Local services | Network services | Vaccinations | Premises | Dispensing and private | Salaries and pensions | Locums | Utilities and rates | Indemnity and subscriptions | Drawings and tax | Left at the end |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
| April | 84 | 12 | 9 | 4 | 1 | 7 | 3 | 71 | 5 | 6 | 11 | 22 | 5 |
| May | 84 | 12 | 0 | 4 | 1 | 7 | 3 | 71 | 4 | 2 | 1 | 22 | 16 |
| June | 84 | 41 | 9 | 4 | 1 | 7 | 4 | 72 | 6 | 2 | 1 | 22 | 63 |
| July | 84 | 12 | 0 | 4 | 0 | 7 | 3 | 72 | 9 | 2 | 1 | 49 | 40 |
| August | 84 | 12 | 0 | 4 | 0 | 7 | 3 | 72 | 12 | 2 | 1 | 22 | 41 |
| September | 84 | 12 | 9 | 4 | 2 | 7 | 3 | 73 | 6 | 3 | 2 | 22 | 56 |
| October | 84 | 12 | 0 | 4 | 14 | 7 | 3 | 74 | 5 | 3 | 1 | 22 | 75 |
| November | 84 | 12 | 0 | 4 | 19 | 7 | 3 | 74 | 5 | 4 | 1 | 22 | 98 |
| December | 84 | 12 | 9 | 4 | 8 | 7 | 3 | 76 | 8 | 4 | 1 | 22 | 114 |
| January | 84 | 12 | 0 | 4 | 3 | 7 | 3 | 74 | 7 | 5 | 1 | 61 | 79 |`,
    },
    {
      authorKey: "meiling",
      hoursAfter: 3,
      bodyMarkdown:
        "Lovely. Missing: money that you pay *out* in September for vaccines and get back months later. Ours is £46,000, and it is the only time in the year that we look at the overdraft. Also any pension balancing payment, and the landlord's service charge, which comes when they remember.",
    },
    {
      authorKey: "tess",
      hoursAfter: 5,
      bodyMarkdown:
        "A column “when would I know it hasn't come?”. Our local services are paid a quarter late, so a claim lost in April is discovered in September. I put the check date beside every sum.",
    },
    {
      authorKey: "terry",
      hoursAfter: 22,
      bodyMarkdown:
        "Add a second sheet in which one thing goes wrong: a partner off for three months. It's the picture you need on the day you need it, and no one can draw it that day.",
    },
    {
      authorKey: "ritu",
      hoursAfter: 26,
      bodyMarkdown:
        "All added. The vaccines line turned October from +75 to +21, which explains why my predecessor wrote “DON'T ASK” in the October cell.",
    },
  ],
};

const serviceCharge: TopicSeed<"money-people-premises"> = {
  category: "money-people-premises",
  title: "Service charge: £4,100 for “management”, and nobody can say of what",
  authorKey: "hamish",
  daysAgo: 7,
  posts: [
    {
      authorKey: "hamish",
      hoursAfter: 0,
      bodyMarkdown:
        "Health centre, four tenants, one agent. This year's statement has a new line, “management and oversight, £4,100”, beside unchanged cleaning that I inspect myself. I've asked twice. The second answer was longer and said less. Next step, anyone?",
    },
    {
      authorKey: "sue",
      hoursAfter: 1,
      bodyMarkdown:
        "Lease, schedule, “services”. If management is in the list, it must be reasonable, and you may see the invoices behind it. If it isn't on the list, it's not payable at all. Ask for: the clause number, the invoices, and how it's apportioned between the four of you. Three questions, one letter, 21 days.",
    },
    {
      authorKey: "bounced",
      hoursAfter: 3,
      bodyMarkdown:
        "And pay the part that you agree with, on time, marked as such. Then nobody can say that you're a bad payer, and they have to come to you for the rest.",
    },
    { authorKey: "kath", hoursAfter: 5, bodyMarkdown: "Ring the other three tenants. When we did, the percentages added up to 118." },
    { authorKey: "hamish", hoursAfter: 26, bodyMarkdown: "Kath. They add up to 112." },
    {
      authorKey: "hamish",
      hoursAfter: 28,
      bodyMarkdown: "Letter sent, signed by all four, with an addition for the agent's convenience in a larger font.",
    },
  ],
};

export const leasesAndLedgersTopics = [drawings, leaseRenewal, cashCalendar, serviceCharge];
