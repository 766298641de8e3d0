// Long because people talk at length: these are conversations, read in order.
import type { TopicSeed } from "./seed-types";

const partnerChange: TopicSeed<"money-people-premises"> = {
  category: "money-people-premises",
  title: "One partner out, one partner in: which comes first for the CQC?",
  authorKey: "anneke",
  daysAgo: 133,
  posts: [
    {
      authorKey: "anneke",
      hoursAfter: 0,
      bodyMarkdown:
        "Dr A retires at the end of next quarter, Dr B becomes a partner the day after. Dr A is also our registered manager. Do I send one application or three, and when? The website gives me a form for each and no order.",
    },
    {
      authorKey: "bola",
      hoursAfter: 1.5,
      bodyMarkdown: `We did exactly this two years ago. Three strands, started on the same day:

1. vary the registration: take one partner off, add the other
2. new registered manager
3. cancel the old registered manager, with the same date as 2

Send them together, with a covering note that says they belong together. Somebody there then read them together, which I had not dared to hope.`,
    },
    {
      authorKey: "anneke",
      hoursAfter: 2,
      bodyMarkdown: "How long from sending to the new certificate? I have 14 weeks.",
    },
    {
      authorKey: "bola",
      hoursAfter: 2.5,
      bodyMarkdown:
        "Eleven weeks. Three of those were our own fault, because Dr B's disclosure check was of the wrong kind. She had one from the hospital and it doesn't carry over. Start that one this week.",
    },
    {
      authorKey: "sue",
      hoursAfter: 7,
      bodyMarkdown:
        "Don't forget the building. When I became a partner, the lease still named a doctor who had died, two who had retired, and nobody who worked here. The landlord used the occasion to open the rent review.",
    },
    {
      authorKey: "steering",
      hoursAfter: 26,
      bodyMarkdown:
        "Check with your LMC what happens to the contract in your case. From four to four it is a notice and a signature. If you ever drop to one, even for a day, talk to somebody before it happens. I have seen a gap of one weekend cost five months.",
    },
    {
      authorKey: "wilhelmina",
      hoursAfter: 49,
      bodyMarkdown:
        "Might I add, from my former life among solicitors: see whether the deed says “retire” or “leave”. In ours only one of the two released the outgoing partner from the bank guarantee.",
    },
    {
      authorKey: "anneke",
      hoursAfter: 1900,
      bodyMarkdown:
        "Certificate on the wall, nine working days before the date. What held us up in the end was not the Commission but the bank: seven weeks and two visits to a branch 20 miles away for one signature. Start with the bank, everybody.",
    },
    {
      authorKey: "bola",
      hoursAfter: 1903,
      bodyMarkdown: "Well done. I've added “and start with the bank” to the [guide on partnership changes](/guidance/partnership-changes).",
    },
  ],
};

const pensionEstimate: TopicSeed<"money-people-premises"> = {
  category: "money-people-premises",
  title: "Pension estimates for partners: what figure do you start from?",
  authorKey: "meiling",
  daysAgo: 97,
  posts: [
    {
      authorKey: "meiling",
      hoursAfter: 0,
      bodyMarkdown:
        "Every year I estimate the partners' pensionable pay, every year the certificate says something else, and there is an adjustment that makes somebody unhappy. Which figure do you start from: last year's certificate, this year's drawings, or the accountant's forecast?",
    },
    {
      authorKey: "tess",
      hoursAfter: 3,
      bodyMarkdown:
        "Last **finished** certificate, changed for what I know: sessions up or down, a partner joining, a big claim that won't come again. Then the accountant has a look for ten minutes. Never drawings: they say what people took, not what they earned.",
    },
    {
      authorKey: "bounced",
      hoursAfter: 5,
      bodyMarkdown:
        "I send each partner their own line with one question: “Is anything going to be different this year?” Two years ago somebody answered that she was going to half time in autumn. I would have been £9,000 wrong.",
    },
    {
      authorKey: "meiling",
      hoursAfter: 24,
      bodyMarkdown: "And is it before or after expenses? One partner pays her own indemnity and insists that I deduct it here.",
    },
    {
      authorKey: "tess",
      hoursAfter: 25,
      bodyMarkdown: `> One partner pays her own indemnity and insists that I deduct it here.

Pensionable profit is after expenses, but which of them count is the accountant's question, on the certificate. I put my best guess of the **net** figure and write down how I came to it. If she wants another figure, I ask her accountant to put it in an email. It tends to end the discussion.`,
    },
    {
      authorKey: "bola",
      hoursAfter: 53,
      bodyMarkdown:
        "Partner's view: I don't mind if the estimate is off. I mind learning about it in one lump. Tess warns us each December whether we are likely to be over or under, and we put money aside. No unhappiness since.",
      removed: { by: "author", why: null, hoursAfterPost: 2 },
    },
    {
      authorKey: "bola",
      hoursAfter: 55.5,
      bodyMarkdown:
        "I removed my post, because I had mixed up which of you works where. What I meant: as a partner I don't mind the difference, I mind the surprise. A warning in December lets people put money aside.",
    },
    {
      authorKey: "meiling",
      hoursAfter: 80,
      bodyMarkdown:
        "Thank you. I now have a sheet with one row for each partner, the last certificate, the known changes, and a column “who told me”. 谢谢大家. If anybody wants the empty sheet, ask and I will describe the columns.",
    },
  ],
};

const mould: TopicSeed<"money-people-premises"> = {
  category: "money-people-premises",
  title: "Black mould in consulting room 3, and the landlord says “condensation”",
  authorKey: "manager",
  daysAgo: 41,
  posts: [
    {
      authorKey: "manager",
      hoursAfter: 0,
      bodyMarkdown:
        "It comes back six weeks after each repainting, in the same corner, outside wall. The landlord's agent says that we breathe too much. The room is out of use, we lose 30 appointments a week, and the nurse who works next door has asthma. What would you do first?",
    },
    {
      authorKey: "sue",
      hoursAfter: 1,
      bodyMarkdown: `Poor you. In this order:

1. Photographs with a date and a ruler in them, today and each Monday.
2. A cheap humidity logger in that room and one in a good room. £15 each. If both breathe the same and one is wet, it isn't the breathing.
3. Go outside in the rain and look up. It is a gutter, nine times out of ten.
4. Read who repairs what in your lease. “Structure and exterior” is usually theirs, unless you signed for full repairing.
5. Write to the agent with 1 to 4 and a date.`,
    },
    {
      authorKey: "sian",
      hoursAfter: 2,
      bodyMarkdown:
        "It rains here for a living, so: it's the gutter. Or a pipe inside the wall. Hold a dry tissue against the pipe overnight.",
    },
    {
      authorKey: "kath",
      hoursAfter: 5,
      bodyMarkdown:
        "And tell your nurse in writing what you are doing about it: moved away from that corridor, door shut, extractor on. It's a health and safety matter as well as a building matter. The [Health and Safety Executive](https://www.hse.gov.uk/) has a plain page about it.",
    },
    {
      authorKey: "bounced",
      hoursAfter: 22,
      bodyMarkdown:
        "Do you get rent reimbursed? Then your ICB has an interest in rooms that can't be used. Our estates contact sent a surveyor within three weeks, and a surveyor's letter worked better on our landlord than two years of mine.",
    },
    {
      authorKey: "manager",
      hoursAfter: 99,
      bodyMarkdown:
        "It rained yesterday. I stood in the yard under an umbrella like a detective. Water runs down the wall exactly there, from a joint in the gutter. Film taken. Loggers: 78 percent in room 3, 49 in room 5, same number of patients.",
    },
    {
      authorKey: "sue",
      hoursAfter: 100,
      bodyMarkdown: "I love it when it's the gutter. Send the film. They can't argue with a film.",
    },
    {
      authorKey: "manager",
      hoursAfter: 470,
      bodyMarkdown:
        "Gutter mended, at the landlord's expense. The wall needs six weeks to dry before it is painted, with their dehumidifier and, after a short exchange of letters, their electricity. Room 3 should be back by the end of next month. The nurse brought me a small umbrella made of paper, which now lives on my screen. ☂️",
    },
  ],
};

const locums: TopicSeed<"money-people-premises"> = {
  category: "money-people-premises",
  title: "Booking locums: what goes into your confirmation?",
  authorKey: "tess",
  daysAgo: 158,
  posts: [
    {
      authorKey: "tess",
      hoursAfter: 0,
      bodyMarkdown:
        "We had a locum last week who had understood 12 patients and two phone calls, while the desk had understood 16 and a home visit. Everyone was polite and nobody was happy. I want one confirmation that settles everything. What's in yours?",
    },
    {
      authorKey: "gosia",
      hoursAfter: 3,
      bodyMarkdown: `Ours fits on one screen:

- date, start, end, and what “end” means (last patient, or last letter)
- appointments: number, length, of which by phone
- visits: yes or no, how many at most
- duty doctor: no, unless agreed here
- results and letters: only your own
- break: 20 minutes, in the rota, coffee is ours
- fee, mileage, when paid, pension form to whom
- cancellation: both sides, same terms
- parking, door code on the day, name of the person who meets you`,
    },
    {
      authorKey: "sue",
      hoursAfter: 6,
      bodyMarkdown:
        "“Same terms for both sides” is the line that keeps our best locums. We once cancelled somebody the night before and paid her. She has filled every awful Friday for us since.",
    },
    {
      authorKey: "mustafa",
      hoursAfter: 21,
      bodyMarkdown:
        "A two-page welcome pack helps as much as the contract: how to refer, who sorts blood results, where the oxygen is, and how to get an outside line. We tested it by letting a partner from our neighbouring practice try to work from it. She could not find the printer. Now there's a photograph of the printer.",
    },
    {
      authorKey: "meiling",
      hoursAfter: 28,
      bodyMarkdown:
        "Please mind the pension forms. A locum has 10 weeks to send theirs for the work to count, and needs your signature before that. I sign on the day of the invoice. It is two minutes for us and real money for them.",
    },
    {
      authorKey: "restricted",
      hoursAfter: 51,
      bodyMarkdown:
        "Checks, each time, even with old friends: performers list, indemnity for *this* kind of work, safeguarding level, and proof of identity if we have not met. A sheet per locum, with dates, reviewed once a year.",
    },
    {
      authorKey: "tess",
      hoursAfter: 200,
      bodyMarkdown:
        "Used Gosia's list with three locums this week. One wrote back: “First practice that ever told me what ‘end’ means.” We agreed on last letter, by the way, and pay half an hour for it.",
    },
  ],
};

const appraisals: TopicSeed<"money-people-premises"> = {
  category: "money-people-premises",
  title: "Staff appraisals that people do not dread (me included)",
  authorKey: "gosia",
  daysAgo: 110,
  posts: [
    {
      authorKey: "gosia",
      hoursAfter: 0,
      bodyMarkdown:
        "I have 19 of them to do by the end of the quarter with a form of six pages. Last year somebody wrote “see last year” in every box, and I could not blame her. What can I throw away without throwing away the point of it?",
    },
    {
      authorKey: "kath",
      hoursAfter: 2,
      bodyMarkdown: `Throw the form away and keep four questions, sent a week before:

1. What are you proud of this year?
2. What got in your way?
3. What would you like to learn, or stop doing?
4. What should I do differently?

I write half a page afterwards, they correct it, we both sign. Number four is where I have learned most of what I know about running a practice.`,
    },
    {
      authorKey: "grace",
      hoursAfter: 5,
      bodyMarkdown:
        "Walk. Mine are a lap of the park, weather permitting. It is easier to say things when you both look ahead. I bring no paper, and write it up when we are back.",
    },
    {
      authorKey: "tess",
      hoursAfter: 23,
      bodyMarkdown:
        "Keep it apart from pay and from anything disciplinary. If there is a problem with performance, it needs its own conversation in the week when it happens, and nobody should first hear of it in an appraisal. [Acas](https://www.acas.org.uk/) has good wording for those.",
    },
    {
      authorKey: "nour",
      hoursAfter: 30,
      bodyMarkdown:
        "From the other chair: last year my manager began by telling me two things she'd seen me do well, with the day. I still remember both. I have forgotten all my objectives.",
    },
    {
      authorKey: "newcomer",
      hoursAfter: 2420,
      bodyMarkdown:
        "Reviving an old thread as a beginner: what do you do when somebody says “nothing” to every question? I have my first four next week.",
    },
    {
      authorKey: "kath",
      hoursAfter: 2423,
      bodyMarkdown:
        "Tell them one thing that you saw them do well, ask how they did it, and then be quiet for longer than is comfortable. Count to ten. And if it is still nothing, “nothing” is a good appraisal too: some people come to work, do it well, and go home to their real life.",
    },
  ],
};

const christmasCover: TopicSeed<"money-people-premises"> = {
  category: "money-people-premises",
  title: "Christmas and New Year cover: how do you share it out fairly?",
  authorKey: "mustafa",
  daysAgo: 86,
  locked: { byKey: "moderator", hoursAfter: 76 },
  posts: [
    {
      authorKey: "mustafa",
      hoursAfter: 0,
      bodyMarkdown:
        "I was asked to write the rota for the days between the holidays, as early as possible this time. Last year those without children did all of it “because they don't mind”. They did mind. How do you do it?",
    },
    {
      authorKey: "kath",
      hoursAfter: 1,
      bodyMarkdown:
        "A list on the wall going back six years: who worked Christmas Eve, the days between, New Year's Eve. Whoever did it longest ago goes first. Nobody argues with a wall.",
    },
    {
      authorKey: "nour",
      hoursAfter: 2,
      bodyMarkdown:
        "I am glad to work at Christmas and would like Eid instead, please. Ask people which days matter to them, before you decide which days matter.",
    },
    {
      authorKey: "gosia",
      hoursAfter: 3,
      bodyMarkdown:
        "Exactly. For us Wigilia, the 24th, is the day. I'd swap New Year's Eve for it every year of my life. We each give our one day that we really want, and almost all of the puzzle solves itself.",
    },
    {
      authorKey: "joseph",
      hoursAfter: 5,
      bodyMarkdown:
        "Half days help. Nobody minds 8am to 1pm on the 24th as much as they mind a full day. Two people see half the afternoon each.",
    },
    {
      authorKey: "restricted",
      hoursAfter: 7,
      bodyMarkdown:
        "I'm sorry, but people with small children do need those days more. That is not unfair, that is life. Anybody who has had a four-year-old on Christmas Eve knows it.",
    },
    {
      authorKey: "oneLetter",
      hoursAfter: 8,
      bodyMarkdown: "And those of us with an 84-year-old on Christmas Eve?",
    },
    {
      authorKey: "imran",
      hoursAfter: 20,
      bodyMarkdown:
        "Both true. That's why points work for us: each unpopular shift has a price that the team sets together, and over two years everyone must come out roughly equal. Nobody has to say why they want a day.",
    },
    {
      authorKey: "restricted",
      hoursAfter: 47,
      bodyMarkdown: "With respect, that sounds like something invented by people who have never had to find childcare on the 27th.",
    },
    {
      authorKey: "wilhelmina",
      hoursAfter: 52,
      bodyMarkdown:
        "There is much good sense on both sides here. We pay double for those days and ask for volunteers first. For the last two years there have been more volunteers than shifts, so the question did not arise; I recognise that not every practice has the money.",
    },
    {
      authorKey: "moderator",
      hoursAfter: 76,
      bodyMarkdown:
        "I am closing this one while we still like each other. What I take from it: ask which day matters to each person; keep a record over several years; half days; pay properly; nobody should have to explain their family. It is a topic where everybody is tired and everybody is right. If you have a rota that worked, start a new topic with it after the holidays.",
    },
  ],
};

const retainer: TopicSeed<"money-people-premises"> = {
  category: "money-people-premises",
  title: "GP retainer: has anybody worked out the true cost of the support time?",
  authorKey: "restricted",
  daysAgo: 29,
  posts: [
    {
      authorKey: "restricted",
      hoursAfter: 0,
      bodyMarkdown:
        "A doctor whom we'd love to keep has asked about the retention scheme: up to four sessions a week, with a named supervisor and protected time. I can see the contribution for each session. What I can't see is what the supervisor's hour really costs us, and whether you roster the retained doctor's protected time away from the busy days. Has anybody kept count over a full year?",
    },
  ],
};

export const moneyPeoplePremisesTopics = [partnerChange, pensionEstimate, mould, locums, appraisals, christmasCover, retainer];
