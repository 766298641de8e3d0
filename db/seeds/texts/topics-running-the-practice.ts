// Long because people talk at length: these are conversations, read in order.
import type { TopicSeed } from "./seed-types";

const securityToolkit: TopicSeed<"running-the-practice"> = {
  category: "running-the-practice",
  title: "Security toolkit: who really signs yours off, and what do you show for training?",
  authorKey: "manager",
  daysAgo: 176,
  posts: [
    {
      authorKey: "manager",
      hoursAfter: 0,
      bodyMarkdown:
        "My senior partner signs our toolkit submission every year, in the corridor, on the last day. I would like him to know what he signs. How do you do it? And what do you show for staff training when two people are on maternity leave?",
    },
    {
      authorKey: "joseph",
      hoursAfter: 2,
      bodyMarkdown:
        "Fifteen minutes at the May partners' meeting. I bring one page: what changed this year, the three weakest answers, and what I want to do about them. They argue about number two, then the risk owner signs and it is in the minutes. The minutes are the evidence.",
    },
    {
      authorKey: "anneke",
      hoursAfter: 3,
      bodyMarkdown:
        "For training, we export the list from the training site, mark people on long leave, and write one sentence: “Two of 23 are on maternity leave and will do it in their first week back.” Nobody has ever come back to us about that.",
    },
    {
      authorKey: "restricted",
      hoursAfter: 8,
      bodyMarkdown:
        "We made it part of the return-to-work meeting: laptop, smartcard, toolkit training, in that order, before the first patient. It takes an hour and people are glad of a gentle start.",
    },
    {
      authorKey: "kath",
      hoursAfter: 21,
      bodyMarkdown:
        "Does anyone count the cleaners? Ours are employed by a firm, but they are alone in the building with every wastepaper basket.",
    },
    {
      authorKey: "joseph",
      hoursAfter: 23,
      bodyMarkdown:
        "We count them as people with access. The firm confirms once a year in writing that they have been trained, and we give each new one ten minutes about paper and screens. The same for the gardener, who once helpfully rescued a letter from the hedge.",
    },
    {
      authorKey: "bounced",
      hoursAfter: 49,
      bodyMarkdown:
        "Do it by the end of May. On the last weekend of June the site is slow, the help desk is full and so is your head. Ask me how I know.",
    },
    {
      authorKey: "manager",
      hoursAfter: 380,
      bodyMarkdown:
        "Done, with two weeks to spare. He asked a question! He asked why a locum from three years ago still had a log-in. I had no answer, and now we do a leavers' check every quarter. That alone was worth the fifteen minutes.",
    },
    {
      authorKey: "joseph",
      hoursAfter: 382,
      bodyMarkdown:
        "👏 That is the whole toolkit in one sentence. There is a calendar for the year in the [members' guide](/guidance/information-governance-year), if you'd like to spread the rest out as well.",
    },
  ],
};

const onlineQueue: TopicSeed<"running-the-practice"> = {
  category: "running-the-practice",
  title: "Online consultation queue: what do you do at 8:02am?",
  authorKey: "priya",
  daysAgo: 34,
  posts: [
    {
      authorKey: "priya",
      hoursAfter: 0,
      bodyMarkdown:
        "At 8am our form opens. By 8:20 on a Monday we have 90 requests, and by 10am the person sorting them is in tears or making mistakes, or both. We keep it open through core hours as we must, and that part is right. How do you staff the first two hours?",
    },
    {
      authorKey: "imran",
      hoursAfter: 0.7,
      bodyMarkdown:
        "Two people sort, one doctor sits *beside* them until 10am with no booked patients. Not on the end of a message: beside. Most requests that take ten minutes in messages take thirty seconds aloud.",
    },
    {
      authorKey: "fiona",
      hoursAfter: 1.5,
      bodyMarkdown:
        "We turned it round. The form stays open overnight for routine things, with a clear line that nobody reads it until morning and what to do if it can't wait. A third of Monday's pile now arrives on Sunday evening and is sorted by 8:30. Phones got quieter as well.",
    },
    {
      authorKey: "priya",
      hoursAfter: 2,
      bodyMarkdown: "Fiona, weren't your doctors worried about something urgent sitting there all night?",
    },
    {
      authorKey: "fiona",
      hoursAfter: 2.4,
      bodyMarkdown: `> weren't your doctors worried about something urgent sitting there all night?

Very. So the first screen asks three plain questions and stops people who say yes, with the right number to ring. The duty doctor looks through everything at 8am before anyone sorts it. We audited the first 400: two should not have waited, both had ticked “no”, both were fine. We changed the wording of one question after that.`,
    },
    {
      authorKey: "grace",
      hoursAfter: 5,
      bodyMarkdown: `From the sorting chair, what helps:

- swap after 90 minutes, always, even when “nearly done”
- four piles, not eleven: today, this week, message back, somebody else's job
- the pharmacist takes every medicines question straight from the pile
- no phone within reach of the person who sorts
- a real breakfast`,
    },
    {
      authorKey: "nour",
      hoursAfter: 7,
      bodyMarkdown:
        "Many of our patients write in Arabic, Dari or Tigrinya. The form translates for them, but badly. We put two sentences on the website in each language: “You may write in your own language. We will read it with an interpreter.” يمكنك الكتابة بلغتك. It is slower, but they no longer give up and come in person at 8.",
    },
    {
      authorKey: "mustafa",
      hoursAfter: 26,
      bodyMarkdown:
        "Look at who sends. Nine percent of our patients sent half the requests, and most of those were chasing something we had not done: results, letters, fit notes. We now send a text when a letter goes off and that took about a tenth of the queue away.",
    },
    {
      authorKey: "oneLetter",
      hoursAfter: 27,
      bodyMarkdown: "Can confirm. The tenth was mostly fit notes.",
    },
    {
      authorKey: "deborah",
      hoursAfter: 54,
      bodyMarkdown:
        "One warning. We gave the sorting to whoever was free, and found that our “urgent” rate went from 12 to 31 percent depending on who was on. People need the same training and a weekly half hour with the doctor to look at the awkward ones. Now we are between 15 and 18, whoever sits there.",
    },
    {
      authorKey: "priya",
      hoursAfter: 410,
      bodyMarkdown:
        "Two weeks in: doctor beside the desk until 10am, swap at 9:30, pharmacist takes medicines. Monday was finished by 11:10. It used to be 2pm. The doctor who was most against it asked on Friday whether she could do Mondays. I owe several of you a coffee.",
      edited: {
        previously:
          "Two weeks in: doctor beside the desk until 10am, swap at 9:30, pharmacist takes medicines. Monday was finished by 11:10. It used to be 4pm. The doctor who was most against it asked on Friday whether she could do Mondays.",
        minutesAfter: 14,
      },
    },
    {
      authorKey: "imran",
      hoursAfter: 412,
      bodyMarkdown: "Best post of the week. Flat white, please.",
    },
  ],
};

const complaintTone: TopicSeed<"running-the-practice"> = {
  category: "running-the-practice",
  title: "Complaint replies: how do you say sorry without sounding like a solicitor?",
  authorKey: "nour",
  daysAgo: 52,
  posts: [
    {
      authorKey: "nour",
      hoursAfter: 0,
      bodyMarkdown:
        "I drafted a reply to a complaint about a receptionist's tone. One partner made it so careful that it now apologises for nothing. Here is the sentence, changed a little: “We regret that on this occasion you perceived our communication to be below your expectations.” I don't want to send this to a human being. How do you get partners to agree to plain words?",
    },
    {
      authorKey: "kath",
      hoursAfter: 1,
      bodyMarkdown: `“I am sorry that we were short with you.” Nine words and all of them do some work.

What convinced my partners was the [Ombudsman's](https://www.ombudsman.org.uk/) own advice and our defence organisation: an apology is not an admission of liability, and that has been the law for years. After that it was only habit.`,
    },
    {
      authorKey: "sian",
      hoursAfter: 3,
      bodyMarkdown:
        "I read both versions aloud at the partners' meeting. Nobody could read theirs with a straight face. We answer in Welsh to those who write in Welsh, and it turns out that you cannot write “perceived to be below expectations” in Welsh at all. The language helps.",
    },
    {
      authorKey: "restricted",
      hoursAfter: 9,
      bodyMarkdown:
        "Ring first. I haven't sent a letter in two years without having talked to the person. By the time they read it, they know what is in it, and the letter can be short.",
    },
    {
      authorKey: "moderator",
      hoursAfter: 12,
      bodyMarkdown:
        "Wearing my practice hat rather than my moderator's: watch the receptionist in this as well. She will read the letter. “I have talked with my colleague, and she is sorry too” is only all right if you did, and she is.",
    },
    {
      authorKey: "bounced",
      hoursAfter: 30,
      bodyMarkdown:
        "We had one last year where half the town would know who I mean, and it is too good a story not to tell, so here goes: somebody rang us every day for a week, and…",
      removed: {
        by: "moderator",
        why: "It told a patient's story closely enough for neighbours to recognise the person. The point about daily calls is welcome without it.",
        hoursAfterPost: 1,
        appeal: {
          hoursAfterRemoval: 20,
          text: "I changed the age and left out the street. I do not think that anybody could tell.",
          decision: {
            byKey: "kath",
            hoursAfterAppeal: 24,
            decision: "upheld",
            why: "I live two valleys away and I knew who it was by the second line, Peter. It's a good story and it's hers. The daily calls alone make your point: please do post that.",
          },
        },
      },
    },
    {
      authorKey: "moderator",
      hoursAfter: 31.5,
      bodyMarkdown:
        "I have taken a post away because a patient could be recognised from it. No bad intent at all, and it happens to all of us when we tell stories. Please post the lesson again without the person.",
    },
    {
      authorKey: "bounced",
      hoursAfter: 33,
      bodyMarkdown:
        "Fair enough, sorry. The lesson: agree on the phone **when** you will next be in touch, even if you'll have nothing to say. Daily calls stop once people trust the date.",
    },
    {
      authorKey: "nour",
      hoursAfter: 100,
      bodyMarkdown: `It went out today like this, with the partner's blessing:

> I am sorry that we were abrupt with you on the phone. You were worried and you needed a clear answer. I listened to the call with my colleague. She recognised that she had rushed, and asked me to say that she is sorry.

Thank you. I feel that I can sign it.`,
    },
  ],
};

const accessRequest: TopicSeed<"running-the-practice"> = {
  category: "running-the-practice",
  title: "Subject access request: forty years of records, two of them in boxes",
  authorKey: "sian",
  daysAgo: 120,
  posts: [
    {
      authorKey: "sian",
      hoursAfter: 0,
      bodyMarkdown:
        "We have a request for “everything” from somebody who has been with us for four decades, partly on paper in envelopes that came from two other practices. The doctor says it will take a week to read. Do we really need to read every page before it goes?",
    },
    {
      authorKey: "joseph",
      hoursAfter: 1,
      bodyMarkdown: `Yes, somebody suitable needs to check it, for two things:

1. information about **other people** who have not agreed, apart from staff who were doing their job
2. anything that would be likely to cause **serious harm** to somebody's health, which only a clinician can judge

The rest goes. You have one month from the day it arrived, and the first copy is free.`,
    },
    {
      authorKey: "admin",
      hoursAfter: 3,
      bodyMarkdown:
        "Two things that save a lot of time. First, ring and ask kindly what they are looking for. You can't make them narrow it, but most people want one episode and are relieved not to get four kilos of paper. Second, online access to the record may be all they want, and takes five minutes.",
    },
    {
      authorKey: "sian",
      hoursAfter: 4,
      bodyMarkdown: "I rang. It is everything, please, because of a family question. Lovely conversation, no shorter for it.",
    },
    {
      authorKey: "anneke",
      hoursAfter: 20,
      bodyMarkdown:
        "For large ones we split the work: an administrator who has been trained goes through everything and puts a yellow tab on anything about third parties and a red tab on anything from mental health, safeguarding or about children. The doctor reads only the tabs. A week becomes an afternoon.",
    },
    {
      authorKey: "tess",
      hoursAfter: 23,
      bodyMarkdown:
        "And if it is complex, you may take up to two more months, but you have to say so, with the reason, within the first one. “We are busy” is not a reason. Forty years in two languages might be.",
    },
    {
      authorKey: "deborah",
      hoursAfter: 47,
      bodyMarkdown:
        "When a solicitor asks on somebody's behalf, check that the authority is signed, recent, and covers what they ask for. And if it is really an insurer's question, it belongs under the Access to Medical Reports Act and not here. We were caught by that twice.",
    },
    {
      authorKey: "sian",
      hoursAfter: 560,
      bodyMarkdown:
        "Sent on day 24, after the tabs and one long afternoon with the doctor. Eleven pages had somebody else in them. The patient wrote to thank us. Diolch o galon, all of you.",
    },
  ],
};

const phishingMail: TopicSeed<"running-the-practice"> = {
  category: "running-the-practice",
  title: "A mail with <script> in it got past the filter – should I be worried?",
  authorKey: "mustafa",
  daysAgo: 19,
  posts: [
    {
      authorKey: "mustafa",
      hoursAfter: 0,
      bodyMarkdown: `A “voicemail notification” reached three of us this morning. One colleague opened the attachment in a text editor (I know) and showed me this, which I copy as it stood there:

<script>alert(1)</script>

and a little below it

<img src=x onerror="location='https://voicemail.example/login'">

Nobody typed a password anywhere. Is looking at it enough to do harm?`,
    },
    {
      authorKey: "joseph",
      hoursAfter: 0.3,
      bodyMarkdown: `In a text editor: no, there it is only letters. In a browser it would have run. The second line is the nasty one: it sends you to a log-in page that looks like your own.

What I would do now, in this order:

1. Report it with the button in your mail program, so that the filter learns. Don't forward it to colleagues as a warning: somebody will click.
2. Tell everyone in one line: “Voicemail mail, don't open, delete.”
3. Ask each of the three, without blame: did you click, did you type anything?
4. If anyone did: change that password from *another* computer and ring the service desk.`,
    },
    {
      authorKey: "imran",
      hoursAfter: 0.6,
      bodyMarkdown: `For those who wonder how to paste such a thing safely: put it between two lines of three backticks and it stays text.

\`\`\`
<a href="javascript:alert('hello')">Play voicemail</a>
\`\`\`

See? Looks wicked, does nothing.`,
    },
    {
      authorKey: "mustafa",
      hoursAfter: 1.2,
      bodyMarkdown:
        "Nobody clicked. I asked them over a biscuit rather than by email, and one said that she *nearly* did, which I think she would not have written down.",
    },
    {
      authorKey: "admin",
      hoursAfter: 3,
      bodyMarkdown:
        "That biscuit is your best security control. Please write it in your incident log as a near miss, with the time. A near miss that was reported and followed up is exactly what the toolkit wants to see. The [National Cyber Security Centre](https://www.ncsc.gov.uk/) has short training that is not embarrassing to watch.",
    },
    {
      authorKey: "fiona",
      hoursAfter: 5,
      bodyMarkdown:
        "We had one last month that pretended to be from a supplier: “Our bank details have changed.” It had the right logo, the right name, and an invoice that we really owed. Our rule is now: bank details only ever change after a phone call to the number that *we* already had. It held.",
    },
    {
      authorKey: "oneLetter",
      hoursAfter: 6,
      bodyMarkdown:
        "Worth asking finance to try that rule out on a Friday at 4:50pm. That is when they come. (5 < 6, but only just & never by chance.)",
    },
    {
      authorKey: "gosia",
      hoursAfter: 50,
      bodyMarkdown:
        "I print a good one each month and hang it by the kettle with the clues circled in red. People started to bring me theirs. The caretaker has found the best one so far.",
    },
  ],
};

const phoneSystem: TopicSeed<"running-the-practice"> = {
  category: "running-the-practice",
  title: "We moved to a cloud phone system: what I would do differently",
  authorKey: "imran",
  daysAgo: 203,
  posts: [
    {
      authorKey: "imran",
      hoursAfter: 0,
      bodyMarkdown: `We went live six weeks ago, and I can finally write about it calmly. What I would do differently:

- **List every line.** We found the lift, the alarm, the fax that “nobody uses” and the card machine, in that order, after the switch.
- **Port the numbers on a Wednesday.** Not before a bank holiday. I don't want to talk about it.
- **Write the messages first.** Ours were 70 seconds long. Now: 18.
- **Call-back on from day one.** It halves the anger, even when the wait is the same.
- **Test the internet with everyone on it**, at 8am, not at 6pm.`,
    },
    {
      authorKey: "fiona",
      hoursAfter: 2,
      bodyMarkdown: "How did you get from 70 to 18 seconds? Ours has a paragraph from every partner in it, and the pharmacy's fax number.",
    },
    {
      authorKey: "imran",
      hoursAfter: 3,
      bodyMarkdown:
        "I played it to the partners at the start of a meeting, without saying what it was, on loudspeaker. At second 40 somebody asked whether we could please start. Then we cut it to: emergencies, three choices, how many are waiting.",
    },
    {
      authorKey: "grace",
      hoursAfter: 8,
      bodyMarkdown:
        "From the desk: please tell us what the numbers on the wall board are **for**. Ours turned red at five minutes and everyone answered faster and worse. We agreed that red means “the supervisor picks up a headset”, and nobody else needs to look.",
    },
    {
      authorKey: "sue",
      hoursAfter: 25,
      bodyMarkdown:
        "Ask who pays for the cabling, before you sign. The system was funded and the cabling was not: £4,300 in a building with three extensions and walls like a castle.",
    },
    {
      authorKey: "meiling",
      hoursAfter: 29,
      bodyMarkdown:
        "And look for the old contract's end date. Ours had renewed itself for 36 months by a letter to a manager who left in another decade. They let us go after I quoted their own terms to them, but it took until the summer.",
    },
    {
      authorKey: "joseph",
      hoursAfter: 51,
      bodyMarkdown:
        "Recordings: decide how long you keep them, who may listen, and how to find one for a complaint or an access request. They are part of what we hold about people. Ours go after 12 months, unless somebody marks one.",
    },
    {
      authorKey: "deborah",
      hoursAfter: 77,
      bodyMarkdown:
        "The reports are gold. We learned that 22 percent of Monday calls were people ringing to ask whether we had received their online form. One automatic text later, they don't.",
    },
    {
      authorKey: "sian",
      hoursAfter: 480,
      bodyMarkdown:
        "We switched yesterday with this list in my hand. The lift was on it! Only upset so far: the Welsh greeting was recorded by the supplier and says, as far as I can tell, “press two for cheese”. We are recording our own.",
    },
  ],
};

const fluClinics: TopicSeed<"running-the-practice"> = {
  category: "running-the-practice",
  title: "Flu clinics: big Saturdays or a little every day?",
  authorKey: "deborah",
  daysAgo: 74,
  posts: [
    {
      authorKey: "deborah",
      hoursAfter: 0,
      bodyMarkdown:
        "Last season we ran three big Saturdays: 1,450 vaccines, cake, a very cheerful car park, and a nursing team that asked me never to do it again. What have you found to be kind to staff and still quick?",
    },
    {
      authorKey: "fiona",
      hoursAfter: 1,
      bodyMarkdown: `One big Saturday, then little and often. The Saturday takes everyone who likes an outing. After that, two slots in every nurse clinic and a free-for-all on Thursdays from 2pm to 3pm.

The Saturday rota for 600 patients:

| Who | How many | From – to |
| --- | --- | --- |
| Vaccinators | 4 | 8:30am – 1pm |
| Drawing up and fridge | 1 | 8am – 1:30pm |
| Desk, ticking off | 2 | 8:15am – 1pm |
| Car park and door | 2 volunteers | 8:15am – 1pm |
| Doctor in the building | 1 | 8:30am – 1:15pm |
| Tea | me | all day |`,
    },
    {
      authorKey: "kath",
      hoursAfter: 4,
      bodyMarkdown:
        "Patient group at the door, every time. Ours wear yellow sashes and have opinions about queues. They are better at it than any of us, and they get theirs first.",
    },
    {
      authorKey: "mustafa",
      hoursAfter: 6,
      bodyMarkdown:
        "Text invitations in slices: 200 on Monday, 200 on Wednesday. The year we texted all 3,000 at once, the phones were finished until lunch on the following day.",
    },
    {
      authorKey: "priya",
      hoursAfter: 22,
      bodyMarkdown:
        "Look at which streets don't come. We took a small clinic to the community centre on the estate, with an interpreter and somebody whom people know. 84 people, 60 of whom had not had one in the two years before. Count the fridge box and the travel time into the plan, though.",
    },
    {
      authorKey: "restricted",
      hoursAfter: 40,
      bodyMarkdown:
        "We paid Saturdays as overtime instead of time off in lieu. The time off was never taken, and in March everyone was cross. It cost £900 more and I would do it again.",
    },
    {
      authorKey: "gosia",
      hoursAfter: 70,
      bodyMarkdown:
        "Enter them as you go. One practice in our network wrote them on paper and typed up 700 over the following week. Patients rang in the meantime because the pharmacy had invited them again.",
      edited: {
        previously:
          "Enter them as you go. Dunmarsh wrote them on paper and typed up 700 over the following week. Patients rang in the meantime because the pharmacy had invited them again.",
        minutesAfter: 6,
      },
    },
    {
      authorKey: "deborah",
      hoursAfter: 640,
      bodyMarkdown:
        "Decision made: one Saturday with overtime and Fiona's table, two slots a clinic after that, and one evening at the mosque. The nurses have asked for cake to stay. I consider this a success for negotiation. 🎂",
    },
  ],
};

export const runningThePracticeTopics = [securityToolkit, onlineQueue, complaintTone, accessRequest, phishingMail, phoneSystem, fluClinics];
