import type { TopicSeed } from "./seed-types";

const hubCover: TopicSeed<"pcn-leads"> = {
  category: "pcn-leads",
  title: "Access hub: who covers when a practice drops out at two days' notice?",
  authorKey: "rahul",
  daysAgo: 23,
  posts: [
    {
      authorKey: "rahul",
      hoursAfter: 0,
      bodyMarkdown:
        "For the third time this quarter one of our six practices could not staff its Saturday in the hub, and told me on Thursday. I stood in for the receptionist myself. The clinical sessions went to the most expensive locum in the county. Do any of you have a rule that works and that people still sign?",
    },
    {
      authorKey: "priya",
      hoursAfter: 2,
      bodyMarkdown: `We do, after a bad winter. It's on one page:

1. The rota is fixed six weeks ahead. Until then, swaps are free.
2. After that, the practice whose turn it is finds the swap itself.
3. If it can't, the network books cover, and that practice pays the **difference** from the normal rate.
4. Twice in a quarter: the managers talk, and nobody's voice is raised.

Number 3 has been used twice in a year.`,
    },
    {
      authorKey: "bola",
      hoursAfter: 3,
      bodyMarkdown:
        "Worth asking first why it is always the same practice. With us it was the smallest: 3,800 patients, two nurses, the same number of Saturdays as a practice of 14,000. We changed to turns by list size and the problem was gone.",
    },
    {
      authorKey: "rahul",
      hoursAfter: 4,
      bodyMarkdown: "It is the smallest. Oh dear. I looked at the agreement: equal turns, written in year one by me.",
    },
    {
      authorKey: "deborah",
      hoursAfter: 8,
      bodyMarkdown:
        "Keep a bank of people who like Saturdays. We asked all staff in the network, once, anonymously: 11 said they would gladly do one a month for the extra money. Two are retired nurses who come back for nothing else.",
    },
    {
      authorKey: "specialist",
      hoursAfter: 26,
      bodyMarkdown:
        "A note from my corner. If you use a bank across practices, check that each person's access in the hub system is tied to the role and to the day, and that it's clear whose confidentiality agreement they work under. I have seen Saturday staff who could open all six practices' records on a Tuesday from home. It was nobody's intention.",
    },
    {
      authorKey: "moderator",
      hoursAfter: 30,
      bodyMarkdown: "Miriam, how would we even see that? I am fairly sure that ours can.",
    },
    {
      authorKey: "specialist",
      hoursAfter: 33,
      bodyMarkdown: `Ask your system supplier for two reports: users with access to more than one practice, and log-ins outside hub hours. Most suppliers can do both within a week. Then:

- take away what isn't needed
- put an end date on what is
- repeat each quarter, on the same day as the rota meeting, so that it gets done`,
    },
    {
      authorKey: "rahul",
      hoursAfter: 340,
      bodyMarkdown:
        "Agreed yesterday by all six: turns by list size from next quarter, Priya's four lines, and a bank, for which nine people have signed already. And 14 old log-ins are gone. Thank you all: that was three problems for the price of one question.",
    },
  ],
};

const capacityMoney: TopicSeed<"pcn-leads"> = {
  category: "pcn-leads",
  title: "Capacity and access money: split by list size, by need, or keep it in one pot?",
  authorKey: "sue",
  daysAgo: 68,
  posts: [
    {
      authorKey: "sue",
      hoursAfter: 0,
      bodyMarkdown:
        "Our clinical director wants to keep all of it in the network for a shared team. Two practices want their share in the bank, by list size, now. I look after the agreement and I'm in the middle. How did you split it, and would you do it the same way again?",
    },
    {
      authorKey: "steering",
      hoursAfter: 3,
      bodyMarkdown:
        "70 to practices by weighted list size, 30 in the pot, and the pot can only be spent on things that at least four of the six use. The second half of that sentence is the important one. Before, it went to whoever had a slide deck.",
    },
    {
      authorKey: "priya",
      hoursAfter: 6,
      bodyMarkdown:
        "We keep it all, and I would not do it again without better reporting. The shared team is very good. But the practices can't see what they get, and so each believes that the others get more. I now send a quarterly page: appointments, by practice, per 1,000 patients. Grumbling down by half.",
    },
    {
      authorKey: "deborah",
      hoursAfter: 9,
      bodyMarkdown: `For what it's worth, ours in numbers, for each £1,000:

| Where it goes | £ | Why |
| --- | --- | --- |
| Practices, weighted list | 600 | Everyone has a queue at 8am |
| Practices with most deprivation | 150 | Longer appointments, interpreters |
| Shared care coordinators | 200 | Nobody could afford one alone |
| Kept back until spring | 50 | Something always happens |`,
    },
    {
      authorKey: "sue",
      hoursAfter: 11,
      bodyMarkdown: "The £150 line is interesting. Did the leafier practices accept that without a fight?",
    },
    {
      authorKey: "deborah",
      hoursAfter: 12,
      bodyMarkdown: `> Did the leafier practices accept that without a fight?

There was a fight. Then one of their partners spent a morning at our desk. She proposed the line herself at the next meeting. I recommend mornings at desks.`,
    },
    {
      authorKey: "sue",
      hoursAfter: 520,
      bodyMarkdown:
        "We ended at 65, 10 and 25, for one year, with a page of numbers every quarter and a review date in the agreement itself. Both of the practices who wanted cash signed. Two partners are coming to sit at our desk in Scarrside on Monday, and they have been warned about the biscuits.",
    },
  ],
};

export const pcnLeadsTopics = [hubCover, capacityMoney];
