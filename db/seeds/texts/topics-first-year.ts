// Long because people talk at length: these are conversations, read in order.
import type { TopicSeed } from "./seed-types";

const qofForBeginners: TopicSeed<"new-to-the-job"> = {
  category: "new-to-the-job",
  title: "QOF for beginners: where do the points actually come from?",
  authorKey: "marcus",
  daysAgo: 38,
  posts: [
    {
      authorKey: "marcus",
      hoursAfter: 0,
      bodyMarkdown:
        "I've been asked to “keep an eye on QOF” and I nodded. I know it is points, and that points are money. What I can't work out is who does what. Is it the nurses' job, the coding team's, mine? And what am I meant to keep an eye *on*?",
    },
    {
      authorKey: "priya",
      hoursAfter: 2,
      bodyMarkdown: `Think of it as three jobs that have to meet:

1. **Somebody does the care**: the review, the blood pressure, the conversation.
2. **Somebody records it** with the code that counts. The same care with another code is worth nothing.
3. **Somebody calls people in** before it's too late in the year.

Your job is the gaps between the three. Run the supplier's report once a month and ask only: which line moved least, and why?`,
    },
    {
      authorKey: "judith",
      hoursAfter: 5,
      bodyMarkdown:
        "From the nurse's side: please don't start with the points. Start with “which of our patients with asthma have not been seen by anybody this year?” You will end up at the same list, and the nurses will help you happily instead of feeling that you count them.",
    },
    {
      authorKey: "meiling",
      hoursAfter: 8,
      bodyMarkdown:
        "On the money: what a point is worth depends on your list and on how many people have the condition, and it's reckoned against national figures. So two practices with the same points get different sums. Look at what was paid last year, and never spend this year's before it comes.",
    },
    {
      authorKey: "marcus",
      hoursAfter: 26,
      bodyMarkdown:
        "Thank you. I sat with a nurse for an hour and we found 40 reviews that had been done and saved as a note, without the code. She'd done every one of them. She was a bit cross and then she laughed.",
    },
    {
      authorKey: "judith",
      hoursAfter: 28,
      bodyMarkdown: "Forty is a good morning's work! Make her a template with the right code behind one button, and buy her a bun.",
    },
    {
      authorKey: "steering",
      hoursAfter: 75,
      bodyMarkdown:
        "One caution for everybody who finds this later. The indicators change most years, and so does what counts as an exception. Read this year's guidance when it appears and date your crib sheet. The most expensive document in our building was a crib sheet with no date.",
    },
  ],
};

const firstInspection: TopicSeed<"new-to-the-job"> = {
  category: "new-to-the-job",
  title: "First inspection with me in the room: what will they ask the manager?",
  authorKey: "dan",
  daysAgo: 27,
  posts: [
    {
      authorKey: "dan",
      hoursAfter: 0,
      bodyMarkdown:
        "We have been told to expect the CQC “at some point this season”. Anneke will lead. I'm to sit in and be useful. What do they ask the manager's side, as opposed to the doctors'? I'd like to be neither a rabbit nor a game-show contestant.",
    },
    {
      authorKey: "kath",
      hoursAfter: 1.5,
      bodyMarkdown:
        "They ask you what you do, and then they ask somebody else whether you do it. So: nothing that's only on paper. If your recruitment policy says two references, they'll pick a file, and it will be the file of the person you appointed in a hurry.",
    },
    {
      authorKey: "anneke",
      hoursAfter: 2,
      bodyMarkdown: "For the avoidance of doubt, Dan: I'd like the rabbit *not* to mention the hotel.",
    },
    {
      authorKey: "judith",
      hoursAfter: 4,
      bodyMarkdown: `Things I've seen asked of managers, over four visits to three practices:

- show me how you know that everyone's registration and indemnity are in date
- a safety alert came in last month: walk me through what happened to it
- who may see the complaints, and what changed because of one
- what are you worried about at the moment?

The last is the real one. “Nothing” is the wrong answer. A short list with what you're doing about it is the right one.`,
    },
    {
      authorKey: "hamish",
      hoursAfter: 6,
      bodyMarkdown:
        "Premises: fire risk assessment with the actions ticked and *dated*, legionella, electrical test, equipment calibration, gas, emergency lighting. One folder, one index sheet, and each line says where the certificate is. They'll want three of them at random. Have all of them.",
    },
    {
      authorKey: "neil",
      hoursAfter: 9,
      bodyMarkdown:
        "They'll talk to reception without you there. Don't coach anyone. Ours were asked what they'd do with somebody grey and sweating at the desk. They knew. That's what training's for.",
    },
    {
      authorKey: "dan",
      hoursAfter: 30,
      bodyMarkdown:
        "Very helpful. I've started the list of what worries us. It was going to be five lines. It's eleven, and Anneke added “Dan's parking”.",
    },
    {
      authorKey: "restricted",
      hoursAfter: 44,
      bodyMarkdown:
        "Say “I don't know, I'll find out” if you don't, and write the question down while they watch. I once invented a policy on the spot and then had to write it overnight.",
    },
    {
      authorKey: "dan",
      hoursAfter: 560,
      bodyMarkdown:
        "They came. Two people, courteous, quick. I was asked about alerts and about a leaver's smartcard, both of which I could show, and about emergency lighting, which I'd read about at breakfast because of Hamish. I said “I don't know” twice. Nobody minded. I had lunch.",
    },
  ],
};

const firstPartnersMeeting: TopicSeed<"new-to-the-job"> = {
  category: "new-to-the-job",
  title: "What do you say in your first partners' meeting?",
  authorKey: "marcus",
  daysAgo: 16,
  posts: [
    {
      authorKey: "marcus",
      hoursAfter: 0,
      bodyMarkdown:
        "I'm to take ten minutes in our partners' meeting on Thursday week about “how it's going”. Nine doctors, one of me. Do I bring slides? Numbers? Do I ask for things? Pauline says “just be yourself”, which is what you say to people who are about to go off a diving board.",
    },
    {
      authorKey: "bola",
      hoursAfter: 1,
      bodyMarkdown:
        "As one of those who sit and listen: one side of A4, no slides. One thing that's better, one that isn't, one decision you need. We've been in clinic since eight. We'll love you for the decision if you bring the answer with it: “I propose X by the end of the month unless anybody objects.”",
    },
    {
      authorKey: "pauline",
      hoursAfter: 3,
      bodyMarkdown: "I said be yourself *and* bring biscuits, Marcus. You left out the important half.",
    },
    {
      authorKey: "terry",
      hoursAfter: 6,
      bodyMarkdown:
        "Forty first meetings and counting. Go and see the quiet one and the loud one beforehand, separately, and show them your page. The quiet one will tell you what is wrong with it. The loud one will then think that it was their idea.",
    },
    {
      authorKey: "gosia",
      hoursAfter: 22,
      bodyMarkdown: "Do not read the page to them. They can read; they went to university for it for a very long time.",
    },
    {
      authorKey: "tess",
      hoursAfter: 25,
      bodyMarkdown: "Put the money at the end or it will be the whole ten minutes. I've seen “toner” take twenty-five.",
    },
    {
      authorKey: "marcus",
      hoursAfter: 240,
      bodyMarkdown:
        "Done! One page, one decision (a second screen for the results desk), biscuits. They said yes in under a minute, then talked for eleven about toner. Tess, how did you know?",
    },
    { authorKey: "tess", hoursAfter: 243, bodyMarkdown: "It's always toner, Marcus. It has been toner for twenty years." },
  ],
};

const frightenedOfEdec: TopicSeed<"new-to-the-job"> = {
  category: "new-to-the-job",
  title: "Alphabet soup: what is an eDEC, and should I be frightened of it?",
  authorKey: "newcomer",
  daysAgo: 8,
  posts: [
    {
      authorKey: "newcomer",
      hoursAfter: 0,
      bodyMarkdown:
        "It is on my handover list between “deckchair fund” and “electrician”. All it says is “eDEC – do it, Dr P signs, don't leave it”. What is it, please, and when?",
    },
    {
      authorKey: "wilhelmina",
      hoursAfter: 2,
      bodyMarkdown:
        "It is the annual electronic declaration: a long questionnaire in which the practice states, in some detail, that it does what its contract requires, from opening hours to policies. It is not difficult. It is merely extensive, and a number of the questions can be answered only by one person who will be on leave.",
    },
    {
      authorKey: "priya",
      hoursAfter: 4,
      bodyMarkdown:
        "Don't be frightened. Print last year's answers first: most don't change. Then mark each question with the initials of the person who *knows*. In our practice it is five people. Give them ten days. It opens for a few weeks in autumn or winter, as a rule, but check this year's dates on the site where you submit it, or ask your commissioner: they move.",
    },
    {
      authorKey: "terry",
      hoursAfter: 7,
      bodyMarkdown:
        "And answer what's true, not what ought to be. If you say no to something, write what you're doing about it. I've never seen anybody told off for an honest no. I *have* seen a yes come back at inspection with its boots on.",
    },
    {
      authorKey: "newcomer",
      hoursAfter: 29,
      bodyMarkdown:
        "I found last year's. Somebody has written “check this!!” next to question 4 and nothing else. Question 4 is about opening hours. I have now checked our opening hours, and the website, the door and the answerphone each have different ones.",
    },
    {
      authorKey: "kath",
      hoursAfter: 30,
      bodyMarkdown: "Congratulations: your first audit. Fix the door first. People stand in front of the door.",
    },
  ],
};

const drawerOfPolicies: TopicSeed<"new-to-the-job"> = {
  category: "new-to-the-job",
  title: "I have inherited a drawer of policies that nobody has signed since 2019",
  authorKey: "newcomer",
  daysAgo: 4,
  posts: [
    {
      authorKey: "newcomer",
      hoursAfter: 0,
      bodyMarkdown:
        "Forty-four of them, some in two versions. “Review date: TBC.” One is about a piece of equipment that I can't find in the building. Do I rewrite all of them? I've been here for eight days.",
    },
    {
      authorKey: "oleksandra",
      hoursAfter: 1.5,
      bodyMarkdown: `I have done this with 164. My order, which I recommend:

1. Make a list: number, title, date, owner. Only the list. One day.
2. Mark those that could hurt somebody if they are wrong: infection control, safeguarding, chaperones, medicines, fire, whistleblowing. Read these first.
3. Put together those which say the same.
4. For everything else set dates over twelve months, three each week.

Do not rewrite. Read, correct, date, sign. Rewriting is what kept people from doing it.`,
    },
    { authorKey: "kath", hoursAfter: 2, bodyMarkdown: "She really did it. It took until the summer and she never once raised her voice." },
    {
      authorKey: "hamish",
      hoursAfter: 5,
      bodyMarkdown:
        "Policy for equipment that no longer exists: archive, don't destroy. Note date and reason. Someone will ask what you did in 2018 with the thing in the cupboard.",
    },
    {
      authorKey: "newcomer",
      hoursAfter: 23,
      bodyMarkdown:
        "Oleksandra, thank you, I've made the list. Who signs them, though? The old ones say “Practice Manager” and I don't feel like one yet.",
    },
    {
      authorKey: "bola",
      hoursAfter: 26,
      bodyMarkdown:
        "You check that it is what people do. A partner approves it, in a meeting, in a batch, and the minutes say so. Then nobody signs 44 things. And you are one, Alex. It says so on the rota.",
    },
    {
      authorKey: "oleksandra",
      hoursAfter: 50,
      bodyMarkdown:
        "One more: ask a receptionist to find the chaperone policy while you wait. If it takes longer than one minute, the problem is not the policy, it's the drawer.",
    },
    {
      authorKey: "newcomer",
      hoursAfter: 74,
      bodyMarkdown: "It took four minutes and she found the one from 2016. I begin to see what you mean.",
    },
  ],
};

const coursesWorthIt: TopicSeed<"new-to-the-job"> = {
  category: "new-to-the-job",
  title: "Which courses were worth the money, and which were a nice lunch?",
  authorKey: "oleksandra",
  daysAgo: 57,
  posts: [
    {
      authorKey: "oleksandra",
      hoursAfter: 0,
      bodyMarkdown:
        "I have a training budget for the first time in my life, and it is £600. I was an accountant in Kharkiv and have been an administrator here for three years. What did you learn on a course that you could not have learned from a colleague?",
    },
    {
      authorKey: "ritu",
      hoursAfter: 4,
      bodyMarkdown:
        "Hello from another accountant. You won't need a finance course, you'll need an afternoon with somebody who explains where practice income comes from, because it's like nothing else. I'd offer mine, for nothing, any Wednesday.",
    },
    {
      authorKey: "tolu",
      hoursAfter: 7,
      bodyMarkdown:
        "Employment law for line managers, one day, with scenarios. Not so that you can be a lawyer. So that you know the three moments in which you must stop talking and ring one.",
    },
    { authorKey: "gosia", hoursAfter: 10, bodyMarkdown: "Mediation, two days. I use it every week, mostly in the tea room." },
    {
      authorKey: "sian",
      hoursAfter: 23,
      bodyMarkdown:
        "Minute-taking. I laughed when it was offered to me. My minutes went from four pages to one, and people started to do what was in them.",
    },
    {
      authorKey: "oleksandra",
      hoursAfter: 310,
      bodyMarkdown:
        "I took the employment law day and have £380 left. On Wednesday I visited Ritu; I have nine pages of notes and a new friend. Дякую to all of you.",
    },
  ],
};

const nobodyTellsYouAboutTheCar: TopicSeed<"new-to-the-job"> = {
  category: "new-to-the-job",
  title: "Job description says “any other duties”: what was your oddest one?",
  authorKey: "marcus",
  daysAgo: 1.6,
  posts: [
    {
      authorKey: "marcus",
      hoursAfter: 0,
      bodyMarkdown:
        "For me this week: catching a pigeon, holding a ladder, and telling a lorry driver in mime that he couldn't park in the ambulance bay. I'm making a list for whoever has this job after me. What should be on it?",
    },
    { authorKey: "neil", hoursAfter: 1, bodyMarkdown: "Thawing a lock with a cup of tea. Milk, two sugars; it's what we had." },
    {
      authorKey: "fiona",
      hoursAfter: 2.5,
      bodyMarkdown: "Signing for 400 litres of heating oil meant for the pub. We got a very good Christmas dinner out of returning it.",
    },
    {
      authorKey: "pauline",
      hoursAfter: 4,
      bodyMarkdown: "Judging the village scarecrow competition “because you're neutral”. I'm not allowed back in the post office.",
    },
    { authorKey: "hamish", hoursAfter: 6, bodyMarkdown: "Formal identification of a smell. Twice. Both times: drains." },
  ],
};

export const firstYearTopics = [
  qofForBeginners,
  firstInspection,
  firstPartnersMeeting,
  frightenedOfEdec,
  drawerOfPolicies,
  coursesWorthIt,
  nobodyTellsYouAboutTheCar,
];
