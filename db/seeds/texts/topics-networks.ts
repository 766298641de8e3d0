// Long because people talk at length: these are conversations, read in order.
import type { TopicSeed } from "./seed-types";

const pharmacistLeft: TopicSeed<"pcn-leads"> = {
  category: "pcn-leads",
  title: "Our pharmacist has resigned, and each of the practices wants a different person next",
  authorKey: "yasmin",
  daysAgo: 15,
  posts: [
    {
      authorKey: "yasmin",
      hoursAfter: 0,
      bodyMarkdown:
        "Six practices, six answers to “what next?”: pharmacist, technician, paramedic, physio, care coordinator, and “give us the money”. I have a meeting on Thursday. How do you choose without it being a vote for whoever shouts?",
    },
    {
      authorKey: "deborah",
      hoursAfter: 2,
      bodyMarkdown:
        "Ask another question. Not “whom do you want?” but “which appointments do your GPs have that needn't be a GP's?” Count them for a week, one sheet each. Ours said 38% medicines, so the answer was a technician *and* half a pharmacist, and everybody could see it.",
    },
    {
      authorKey: "rahul",
      hoursAfter: 4,
      bodyMarkdown:
        "And why did she go? I'd spend an hour on that before the advert. We lost two before somebody told me that they'd never had a room with a window, or anyone to ask.",
    },
    {
      authorKey: "bola",
      hoursAfter: 7,
      bodyMarkdown:
        "Be careful with “give us the money”: look at what the scheme pays for this year, which roles, up to what sum, and for how long. The rules are redone often. Never promise a post for longer than the funding without all six signing for the tail.",
    },
    {
      authorKey: "specialist",
      hoursAfter: 26,
      bodyMarkdown:
        "If you go for someone who works across practices: shared diary, named supervisor, one honorary contract, and access tied to the role. If it helps I'm happy to look at the draft before it goes out.",
    },
    {
      authorKey: "yasmin",
      hoursAfter: 170,
      bodyMarkdown:
        "Counted for a week: 41% medicines. Technician, half a pharmacist, a room with a window (Deborah's), and an hour of supervision in the rota, signed by all six. The one who wanted the money has asked to be first for the technician. Thank you. And her reason for leaving *was* the supervision.",
    },
  ],
};

const agreementExit: TopicSeed<"pcn-leads"> = {
  category: "pcn-leads",
  title: "What does your network agreement say about a practice that leaves?",
  authorKey: "rahul",
  daysAgo: 105,
  posts: [
    {
      authorKey: "rahul",
      hoursAfter: 0,
      bodyMarkdown:
        "One of ours is “looking at options”. I opened the agreement: it covers joining in four pages and leaving in one line. What's in yours about staff, kit and the money that is already spent?",
    },
    {
      authorKey: "sue",
      hoursAfter: 3,
      bodyMarkdown:
        "Notice of six months, to end with a financial year. Redundancy and pension costs shared by list size *as at the day of notice*, not the day of leaving. Kit stays where the invoice says. And commissioners need to be asked first, for they have to place the patients in a network.",
    },
    {
      authorKey: "priya",
      hoursAfter: 5,
      bodyMarkdown:
        "A sentence that saved us: “the practices will first meet, in person, with somebody from outside in the chair”. They met. They stayed. It was about a car park, in the end, and a remark from two years before.",
    },
    {
      authorKey: "steering",
      hoursAfter: 9,
      bodyMarkdown: "Take legal advice on the wording, and put an example with numbers in it. Nobody disputes an example.",
    },
    {
      authorKey: "rahul",
      hoursAfter: 1400,
      bodyMarkdown:
        "The option was looked at and not taken. But all six have now signed a page and a half on leaving, with an example. Somebody compared it with a will. I would say: a smoke alarm.",
    },
  ],
};

const clinicalDirector: TopicSeed<"pcn-leads"> = {
  category: "pcn-leads",
  title: "Our clinical director is drowning: what did you take off yours?",
  authorKey: "deborah",
  daysAgo: 6,
  posts: [
    {
      authorKey: "deborah",
      hoursAfter: 0,
      bodyMarkdown:
        "Two sessions a week, and the job needs five. She answers mails at midnight and apologises for them. I think about half of it isn't clinical and needn't be directed. What have you taken away, and how did you get her to let go?",
    },
    {
      authorKey: "rahul",
      hoursAfter: 1,
      bodyMarkdown:
        "Diary, agendas, every mail that begins “Dear colleague”. I go through her inbox with her for twenty minutes on Mondays: mine, yours, nobody's. “Nobody's” is the largest.",
    },
    {
      authorKey: "moderator",
      hoursAfter: 3,
      bodyMarkdown:
        "We split it: two directors, one for people and one for services. Cost the same. They also cover each other's holidays, and there's less heroism.",
    },
    {
      authorKey: "yasmin",
      hoursAfter: 5,
      bodyMarkdown:
        "Give her the *list* of decisions that only she can make. Ours fit on an index card: safety, supervision, who speaks for us, and where the money is clinical. All else has another name next to it.",
    },
    {
      authorKey: "deborah",
      hoursAfter: 30,
      bodyMarkdown:
        "We sat down with the index card last night. She wrote five things, I added one: “one evening a week with the phone in a drawer”. She has agreed to four of the six.",
    },
  ],
};

export const networksTopics = [pharmacistLeft, agreementExit, clinicalDirector];
