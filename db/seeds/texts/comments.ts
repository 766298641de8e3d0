import type { CommentSeed } from "./seed-types";

/** Each younger than its page. */
export const comments: readonly CommentSeed[] = [
  {
    path: "guidance/staffing/rotas",
    authorKey: "mustafa",
    daysAgo: 1.9,
    bodyMarkdown:
      "As the colleague who abolished purple: the part on handing it over works. It took two weeks, not one, and it was worth both.",
  },
  {
    path: "guidance/staffing/rotas",
    authorKey: "neil",
    daysAgo: 1.6,
    bodyMarkdown: "Printed the short version for the wall. It's the first thing on that wall in years that anybody's read.",
  },
  {
    path: "guidance/staffing/rotas",
    authorKey: "oleksandra",
    daysAgo: 1.1,
    bodyMarkdown: `One thing that I would add to part one. We asked people to mark each rule L, S, F or H *without talking*, and laid the sheets next to each other.

We had four rules which everybody believed to be law. Two of them were a note by somebody who retired in 2011.`,
  },
  {
    path: "guidance/staffing/rotas",
    authorKey: "gosia",
    daysAgo: 0.8,
    bodyMarkdown: "Oleksandra, may I put this in at the next check? It is much better than how we did it.",
  },
  {
    path: "guidance/complaints",
    authorKey: "leon",
    daysAgo: 80,
    bodyMarkdown:
      "The table of sentences not to write has been through our whole team. We've started a collection of our own. It's called “the museum”.",
  },
  {
    path: "guidance/complaints",
    authorKey: "tess",
    daysAgo: 22,
    bodyMarkdown:
      "A small request: could it say what to do when the complaint comes from a member of *staff's* family? We had one, and nobody knew who should read it.",
  },
  {
    path: "guidance/complaints",
    authorKey: "kath",
    daysAgo: 21.5,
    bodyMarkdown:
      "Good one, Tess. Somebody who doesn't line-manage the person, and if there's nobody like that, a neighbouring practice. I'll write a paragraph for the editor.",
  },
  {
    path: "guidance/access/online-requests",
    authorKey: "fiona",
    daysAgo: 20,
    bodyMarkdown:
      "Practice A is us! The reason why we finish at 9:40am is that there are 4,100 of them and I know most by name. I wouldn't like anybody to copy the numbers. Copy the chair beside the doctor.",
  },
  {
    path: "guidance/access/online-requests",
    authorKey: "grace",
    daysAgo: 12,
    bodyMarkdown:
      "Tried one Monday, as it says at the end. Finished by 11:35am, before that never before two. The partner who wasn't sure was sure by ten.",
  },
  {
    path: "guidance/inspection",
    authorKey: "dan",
    daysAgo: 10,
    bodyMarkdown:
      "Question 11 was asked in exactly these words. I had a list. Having a list made me *less* worried, which I suppose is the trick of it.",
  },
  {
    path: "guidance/inspection",
    authorKey: "hamish",
    daysAgo: 3,
    bodyMarkdown:
      "For the tab “Building”: put the *next* date on the index as well as the last. An inspector asked for nothing else in there.",
  },
  {
    path: "guidance/sharing-staff-across-a-network/schedule",
    authorKey: "specialist",
    daysAgo: 30,
    bodyMarkdown:
      "Line 6 is what I would've asked for. If you want one more sentence: who tells the practices that somebody has left, by when, and who notices if they forget?",
  },
  {
    path: "guidance/sharing-staff-across-a-network/schedule",
    authorKey: "rahul",
    daysAgo: 29,
    bodyMarkdown: "The employer, on the day, and the list every quarter is for when they forget. I've put it in ours, Miriam, thank you.",
  },
  {
    path: "guidance/after-violence",
    authorKey: "neil",
    daysAgo: 15,
    bodyMarkdown: "Chairs are in. Heavy ones. The second offer of counselling is the bit I'd have missed.",
  },
  {
    path: "news/long-guide-to-rotas",
    authorKey: "terry",
    daysAgo: 1.2,
    bodyMarkdown: "Three practices I've worked in would have paid me a month less if they'd had this. Well done, Gosia. I'll get over it.",
  },
  {
    path: "news/spring-meeting",
    authorKey: "sian",
    daysAgo: 4,
    bodyMarkdown: "Could one table be on practices that work in two languages? There are more of us than you think, and not only in Welsh.",
  },
  {
    path: "news/spring-meeting",
    authorKey: "contacts",
    daysAgo: 3.7,
    bodyMarkdown: "Yes! Siân, would you sit at it with a biscuit and a question? Nour has offered to be the other half.",
  },
  {
    path: "news/spring-meeting",
    authorKey: "nour",
    daysAgo: 2.4,
    bodyMarkdown: "أهلاً وسهلاً, croeso, welcome. I'll bring the dates (the fruit; Joanne has the others).",
  },
];
