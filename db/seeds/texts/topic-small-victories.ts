// Long because people talk at length: these are conversations, read in order.
import type { TopicSeed } from "./seed-types";

const smallVictories: TopicSeed<"tea-room"> = {
  category: "tea-room",
  title: "Small victories: what went right this week?",
  authorKey: "kath",
  daysAgo: 260,
  mutedByWriters: true,
  posts: [
    {
      authorKey: "kath",
      hoursAfter: 0,
      bodyMarkdown: `We are very good here at telling each other what broke. This thread is for the other thing. One small victory from your week, nothing about a patient, no need to be modest.

I'll start. The boiler engineer came on the day on which he said he would come. I have told everybody I know.`,
    },
    { authorKey: "sue", hoursAfter: 2.4, bodyMarkdown: "A gutter. Cleaned. By somebody else. Without my being on the ladder." },
    {
      authorKey: "grace",
      hoursAfter: 9.6,
      bodyMarkdown:
        "A receptionist in her third month took a call from somebody shouting, and the call ended with him laughing. I played it back twice. I couldn't tell you how she did it.",
    },
    { authorKey: "priya", hoursAfter: 19.2, bodyMarkdown: "Nobody asked me for a password today. I checked that the phones were working." },
    {
      authorKey: "gosia",
      hoursAfter: 26.4,
      bodyMarkdown:
        "My spreadsheet and the payroll provider's spreadsheet agree to the penny. I have printed it and put it on the fridge, like a child's drawing.",
    },
    {
      authorKey: "imran",
      hoursAfter: 38.4,
      bodyMarkdown:
        "The printer in room 6 has printed, on the first attempt, on the correct paper, since Tuesday. We do not speak of it aloud.",
    },
    {
      authorKey: "sian",
      hoursAfter: 52.8,
      bodyMarkdown: "A partner read the agenda *before* the meeting. He had underlined things. Diolch o galon.",
    },
    {
      authorKey: "terry",
      hoursAfter: 69.6,
      bodyMarkdown: "Day nine in a new practice, and somebody showed me where they keep the biscuits. I am in.",
    },
    {
      authorKey: "steering",
      hoursAfter: 81.6,
      bodyMarkdown: "Our partners' meeting ended four minutes early. There was a silence in which nobody knew what to do with their hands.",
    },
    {
      authorKey: "tess",
      hoursAfter: 98.4,
      bodyMarkdown: "Found £1,260 of claims that we had not made, in a folder called “to do Weds”. It did not say which Wednesday.",
    },
    {
      authorKey: "fiona",
      hoursAfter: 136.8,
      bodyMarkdown: "Fridge readings: 31 out of 31 days. Two sets of initials each. I have never been so proud of a sheet of paper.",
    },
    { authorKey: "oneLetter", hoursAfter: 148.8, bodyMarkdown: "Inbox nought. For eleven minutes. I have a screenshot." },
    {
      authorKey: "bounced",
      hoursAfter: 182.4,
      bodyMarkdown:
        "The rent review came back with the figure that *we* had put in. I read the letter out to the staff as if it were a wedding.",
    },
    {
      authorKey: "meiling",
      hoursAfter: 218.4,
      bodyMarkdown: "A supplier refunded a mistake before I had noticed the mistake. I did not know this was possible.",
    },
    {
      authorKey: "kath",
      hoursAfter: 249.6,
      bodyMarkdown: "Eleven people in here in eleven days. I'm keeping a tally. The score so far: buildings 3, money 4, people 5.",
    },
    {
      authorKey: "anneke",
      hoursAfter: 307.2,
      bodyMarkdown:
        "Our health and safety poster has the right names on it. The previous one named two people and a firm that no longer exist.",
    },
    {
      authorKey: "wilhelmina",
      hoursAfter: 348,
      bodyMarkdown:
        "I disposed today of a fax machine which had been unplugged since before I came, and which three people had separately told me must on no account be touched.",
    },
    {
      authorKey: "joseph",
      hoursAfter: 405.6,
      bodyMarkdown: "Leavers' list came from payroll *before* the leaver left. I have framed the email in my mind.",
    },
    {
      authorKey: "nour",
      hoursAfter: 439.2,
      bodyMarkdown: "I explained to a new colleague how the duty list works, and while I was explaining I understood it. الحمد لله",
    },
    { authorKey: "mustafa", hoursAfter: 506.4, bodyMarkdown: "Car park: 22 spaces, 22 cars, no notes under any windscreen wiper." },
    {
      authorKey: "deborah",
      hoursAfter: 590.4,
      bodyMarkdown:
        "Our smallest practice hosted the network meeting for the first time, with soup. Attendance: everyone. Conclusion: soup.",
    },
    {
      authorKey: "rahul",
      hoursAfter: 657.6,
      bodyMarkdown: "All six practices sent their figures by the deadline. One sent them early and asked whether it was all right.",
    },
    {
      authorKey: "moderator",
      hoursAfter: 724.8,
      bodyMarkdown: "Not one report on this forum for three weeks. I'm not bored. I'm only saying.",
    },
    {
      authorKey: "admin",
      hoursAfter: 811.2,
      bodyMarkdown:
        "A member wrote to say that she found what she was looking for in under a minute. She was looking for the complaints guide, so perhaps not her best week, but still.",
    },
    {
      authorKey: "hamish",
      hoursAfter: 871.2,
      bodyMarkdown: "Fire door 4 now closes by itself, fully, in under five seconds. Tested 20 times. Results available on request.",
    },
    { authorKey: "kath", hoursAfter: 876, bodyMarkdown: "Results requested, Hamish." },
    {
      authorKey: "hamish",
      hoursAfter: 885.6,
      bodyMarkdown: "Mean 3.9 seconds, worst 4.6. It used to stop a hand's width short and rely on goodwill.",
    },
    {
      authorKey: "tolu",
      hoursAfter: 974.4,
      bodyMarkdown:
        "Somebody handed in their notice and, at the exit interview, asked whether they could still come to the quiz. That's the review I want on my gravestone.",
    },
    { authorKey: "neil", hoursAfter: 1036.8, bodyMarkdown: "Monday. Eight o'clock. Full team. That's it, that's the post." },
    {
      authorKey: "sue",
      hoursAfter: 1123.2,
      bodyMarkdown: "The surveyor who was going to take “about ten minutes” took about ten minutes.",
    },
    {
      authorKey: "judith",
      hoursAfter: 1212,
      bodyMarkdown:
        "A nurse told me about a near miss within the hour, without being asked, and said sorry to nobody. When I started, she'd have gone home and not slept. That is ten years' work in one small conversation.",
    },
    { authorKey: "bola", hoursAfter: 1221.6, bodyMarkdown: "Judith, that's the best one in the thread, and I'm including Neil's Monday." },
    {
      authorKey: "oleksandra",
      hoursAfter: 1312.8,
      bodyMarkdown:
        "In my first week I was given the task of numbering all our policies. There are 164. There are 31 that say the same as another one. There are now 133.",
    },
    {
      authorKey: "kath",
      hoursAfter: 1322.4,
      bodyMarkdown:
        "Oleksandra sits ten feet from me and told me this *yesterday* in the same calm voice. I had to go and stand in the yard.",
    },
    {
      authorKey: "priya",
      hoursAfter: 1411.2,
      bodyMarkdown:
        "The text reminder about smear tests went out with the right phone number in it. Last time it was the number of a garage. He was very kind about it.",
    },
    {
      authorKey: "ritu",
      hoursAfter: 1492.8,
      bodyMarkdown: "Reconciled the petty cash. It was 4p over. I have spent the afternoon happier than 4p would explain.",
    },
    {
      authorKey: "yasmin",
      hoursAfter: 1581.6,
      bodyMarkdown: "Made one chart for our practices instead of nine. Two managers replied. The nine charts never had a reply.",
    },
    { authorKey: "restricted", hoursAfter: 1665.6, bodyMarkdown: "Took all of my lunch break, outside, on a bench. Recommend it." },
    {
      authorKey: "terry",
      hoursAfter: 1744.8,
      bodyMarkdown: "New practice, new front door key. It turned first time. You learn not to expect it.",
    },
    {
      authorKey: "grace",
      hoursAfter: 1826.4,
      bodyMarkdown: "We ran out of forms for praise at the desk. Had to photocopy more. Complaint forms: plenty left.",
    },
    {
      authorKey: "leon",
      hoursAfter: 1915.2,
      bodyMarkdown:
        "I asked in the patient group who would like to help with the noticeboard, and a hand went up that wasn't John's. Welcome, Maureen (a volunteer, she's happy to be named, she's told everyone in town already).",
    },
    {
      authorKey: "gosia",
      hoursAfter: 2004,
      bodyMarkdown:
        "Probation meeting. She said “I thought you'd forgotten”. I said “it is in the calendar since your first day”. Her face!",
    },
    {
      authorKey: "imran",
      hoursAfter: 2092.8,
      bodyMarkdown:
        "Somebody in the practice reported a suspicious mail *before* clicking on it. I sent cake up to her desk by the dumb waiter. (We have a dumb waiter. It used to be a bank.)",
    },
    { authorKey: "oneLetter", hoursAfter: 2097.6, bodyMarkdown: "You have a dumb waiter and this is the first we hear of it?" },
    { authorKey: "imran", hoursAfter: 2102.4, bodyMarkdown: "It's in the risk register under “lift, small”." },
    {
      authorKey: "fiona",
      hoursAfter: 2205.6,
      bodyMarkdown: "The owl that lives in our loft has been classed as not a fire hazard. I have it in writing.",
    },
    {
      authorKey: "sian",
      hoursAfter: 2287.2,
      bodyMarkdown: "Boiler passed. Roof passed. Extinguishers passed. I half expected the inspector to pass *me*.",
    },
    {
      authorKey: "meiling",
      hoursAfter: 2378.4,
      bodyMarkdown: "Year end done nine days before I said I would. 辛苦了, said my accountant, which she learned for me.",
    },
    {
      authorKey: "steering",
      hoursAfter: 2462.4,
      bodyMarkdown: "Somebody new stood for the steering group without anybody twisting an arm. I checked both arms.",
    },
    {
      authorKey: "tess",
      hoursAfter: 2563.2,
      bodyMarkdown:
        "A locum sent us an invoice with the right name, date, amount *and* bank details. I nearly rang to ask if everything was all right at home.",
    },
    {
      authorKey: "anneke",
      hoursAfter: 2644.8,
      bodyMarkdown:
        "Every single member of staff has done their fire training. Including Dr You-Know-Who. I won't write how long he had been on the list, but the list used to be typewritten.",
    },
    {
      authorKey: "deborah",
      hoursAfter: 2724,
      bodyMarkdown:
        "A patient's daughter brought a cake because “you always ring back when you say”. We ring back when we say! When did that happen?",
    },
    { authorKey: "mustafa", hoursAfter: 2829.6, bodyMarkdown: "I got the automatic doors to stop opening for the pigeon." },
    { authorKey: "kath", hoursAfter: 2834.4, bodyMarkdown: "I have so many questions, Mustafa." },
    {
      authorKey: "mustafa",
      hoursAfter: 2839.2,
      bodyMarkdown: "It was one pigeon. It had learned. A sticker at sensor height; it cost 80p.",
    },
    {
      authorKey: "wilhelmina",
      hoursAfter: 2918.4,
      bodyMarkdown: "I have been asked to stay on. I did not know, when I came for twelve weeks, that I should be so pleased.",
    },
    { authorKey: "admin", hoursAfter: 2923.2, bodyMarkdown: "We are pleased too, Wilhelmina. And the badge printer has forgiven you." },
    {
      authorKey: "rahul",
      hoursAfter: 3002.4,
      bodyMarkdown: "One meeting moved to an email. A second meeting moved to nothing at all, and nobody noticed.",
    },
    {
      authorKey: "joseph",
      hoursAfter: 3088.8,
      bodyMarkdown:
        "Backup test: restored a folder that somebody had “definitely deleted for good in March”. Four minutes. I walked back to my desk slowly, like in a film.",
    },
    { authorKey: "neil", hoursAfter: 3177.6, bodyMarkdown: "Had a cup of tea while it was tea." },
    {
      authorKey: "judith",
      hoursAfter: 3259.2,
      bodyMarkdown: "The new starter questioned the sharps bin in front of a partner. She was right. He thanked her. Nobody died of it.",
    },
    {
      authorKey: "hamish",
      hoursAfter: 3338.4,
      bodyMarkdown: "The legionella contractor and I had a disagreement about outlet 17. There is no outlet 17. We are both satisfied.",
    },
    {
      authorKey: "nour",
      hoursAfter: 3420,
      bodyMarkdown:
        "A man came back to say sorry for how he spoke to us in spring. He'd carried it about with him. So had my colleague, and now neither does.",
    },
    {
      authorKey: "pauline",
      hoursAfter: 3508.8,
      bodyMarkdown: "Thirty-three years and I learned a new thing today: you can sort by *two* columns.",
    },
    { authorKey: "priya", hoursAfter: 3513.6, bodyMarkdown: "Pauline, I'm coming over. There are three columns." },
    {
      authorKey: "bola",
      hoursAfter: 3619.2,
      bodyMarkdown:
        "We made a decision at a partners' meeting and, a month later, it had been carried out. Minutes available for sceptics.",
    },
    {
      authorKey: "ritu",
      hoursAfter: 3710.4,
      bodyMarkdown: "I got a partner to look at the cash-flow forecast by putting his holiday on it.",
    },
    {
      authorKey: "yasmin",
      hoursAfter: 3799.2,
      bodyMarkdown:
        "One of our care coordinators found that she could walk between her two practices by the canal in eleven minutes. She used to move the car and lose the space. Not digital. I'm counting it.",
    },
    {
      authorKey: "leon",
      hoursAfter: 3880.8,
      bodyMarkdown:
        "Poster test with the patient group: we asked five people in the waiting room what the poster said. Four out of five got it. On the old one it was none, and one of those five was me.",
    },
    {
      authorKey: "tolu",
      hoursAfter: 3969.6,
      bodyMarkdown: "Everyone's holiday for the summer is agreed and nobody is crying, including me.",
    },
    {
      authorKey: "marcus",
      hoursAfter: 4550.4,
      bodyMarkdown:
        "I was told to write one: I found the light switch for the corridor. It's in the cleaner's cupboard. I've been here four days and feel like a god.",
    },
    { authorKey: "pauline", hoursAfter: 4555.2, bodyMarkdown: "He has. We'd been using phones as torches for months." },
    {
      authorKey: "sue",
      hoursAfter: 4615.2,
      bodyMarkdown: "Landlord's agent rang *me*. To tell *me* something. Ahead of time. I wrote down the date.",
    },
    { authorKey: "restricted", hoursAfter: 4744.8, bodyMarkdown: "Nobody needed me on my day off. I looked at my phone only twice." },
    {
      authorKey: "grace",
      hoursAfter: 4828.8,
      bodyMarkdown: "Average wait on the phone this week: under three minutes. We haven't done anything clever. Nobody was ill.",
    },
    {
      authorKey: "dan",
      hoursAfter: 4860,
      bodyMarkdown:
        "New here, so this may be cheating: my first rota is out, on time, and only two people have come to see me about it. One of them brought it back with a compliment on the colours.",
    },
    {
      authorKey: "gosia",
      hoursAfter: 4941.6,
      bodyMarkdown:
        "A patient said to my newest colleague: “You are new, aren't you? You're still smiling.” She said: “I'm not new, it's been five months.” I went into the stationery cupboard for a moment.",
    },
    {
      authorKey: "dan",
      hoursAfter: 4984.8,
      bodyMarkdown: "I answered a question on here that wasn't my own. Anneke says this is how it starts.",
    },
    {
      authorKey: "terry",
      hoursAfter: 5028,
      bodyMarkdown:
        "Finished at a practice today. Left them with a calendar, a key list and three people who can do payroll. When I came it was one, and she'd gone. That's a good day's work even if it took seven months.",
    },
    {
      authorKey: "oleksandra",
      hoursAfter: 5090.4,
      bodyMarkdown: "I asked why we print this form. Nobody knew. We have stopped printing this form. Nothing has happened.",
    },
    {
      authorKey: "bounced",
      hoursAfter: 5179.2,
      bodyMarkdown:
        "Nine months without an agency receptionist. I've had a small certificate made for the team. It has a seal on it, the animal.",
    },
    { authorKey: "meiling", hoursAfter: 5265.6, bodyMarkdown: "A partner said “I trust the number” and did not ask for a second number." },
    {
      authorKey: "fiona",
      hoursAfter: 5344.8,
      bodyMarkdown:
        "Three staff, one flat tyre, 40 minutes to opening, and a delivery driver who lent us his jack. All hands at the desk by 7:58am.",
    },
    {
      authorKey: "hamish",
      hoursAfter: 5404.8,
      bodyMarkdown: "Label on the stopcock: legible. Label on the *other* stopcock, which nobody knew about: also legible now.",
    },
    {
      authorKey: "anneke",
      hoursAfter: 5484,
      bodyMarkdown: "Dan ran the staff meeting while I was off. I'm told it was shorter and funnier. I'm choosing to be delighted.",
    },
    { authorKey: "dan", hoursAfter: 5488.8, bodyMarkdown: "It was shorter because I forgot item four." },
    {
      authorKey: "yasmin",
      hoursAfter: 5558.4,
      bodyMarkdown:
        "A practice which had said “never” to shared scheduling asked when it could start. I said “Monday” before anybody could breathe in.",
    },
    {
      authorKey: "neil",
      hoursAfter: 5625.6,
      bodyMarkdown: "Lad who swore at us a while back held the door for me today. Didn't say anything. Neither did I. Good door.",
    },
    { authorKey: "judith", hoursAfter: 5690.4, bodyMarkdown: "Complaint closed with a handshake. An actual one, with a hand." },
    {
      authorKey: "imran",
      hoursAfter: 5757.6,
      bodyMarkdown: "Moved 41 staff to the new sign-in. Support calls: two. One of them was to ask if that was really all.",
    },
    {
      authorKey: "kath",
      hoursAfter: 5800.8,
      bodyMarkdown:
        "Tally, since somebody asked: buildings 17, money 13, people 48, pigeons 1. We *think* that it's a job about money and buildings.",
    },
    {
      authorKey: "ritu",
      hoursAfter: 5851.2,
      bodyMarkdown: "People 49: our apprentice passed her bookkeeping exam and told the postman before she told me.",
    },
    {
      authorKey: "leon",
      hoursAfter: 5887.2,
      bodyMarkdown:
        "Two members of the patient group are teaching a third to use the app in the library on Thursdays. I did nothing. It's the best thing I've ever done.",
    },
    { authorKey: "priya", hoursAfter: 5930.4, bodyMarkdown: "Monday queue closed at 10:52am. I went round and told people in person." },
    {
      authorKey: "newcomer",
      hoursAfter: 5966.4,
      bodyMarkdown: "Day three. I logged in by myself. I see from the posts above that this counts.",
    },
    { authorKey: "kath", hoursAfter: 5968.8, bodyMarkdown: "It counts double in the first month, Alex. Welcome." },
    { authorKey: "mustafa", hoursAfter: 6004.8, bodyMarkdown: "The pigeon is back, but it now uses the pavement like everyone else." },
    {
      authorKey: "deborah",
      hoursAfter: 6043.2,
      bodyMarkdown: "I took a Friday off and the network did not fall over. Rahul sent me a picture of it not falling over.",
    },
    {
      authorKey: "tolu",
      hoursAfter: 6074.4,
      bodyMarkdown:
        "Interview candidate asked *us* what we do when somebody makes a mistake. We all answered at once and said the same thing. Offered. Accepted.",
    },
    { authorKey: "wilhelmina", hoursAfter: 6105.6, bodyMarkdown: "The television licence has been paid. Those who know, know." },
    {
      authorKey: "sian",
      hoursAfter: 6124.8,
      bodyMarkdown: "Dim byd. Nothing. Nothing went wrong all day, from half past seven until six. I kept looking behind me.",
    },
    {
      authorKey: "marcus",
      hoursAfter: 6151.2,
      bodyMarkdown: "I chaired a huddle. Seven minutes. Pauline says that's a record and that she'd have got it to five.",
    },
    { authorKey: "oneLetter", hoursAfter: 6170.4, bodyMarkdown: "Inbox nought again. Nineteen minutes. Personal best." },
    {
      authorKey: "nour",
      hoursAfter: 6187.2,
      bodyMarkdown:
        "We had two languages at the desk today that nobody on the team speaks, and both people left with an appointment, a smile and the right day of the week.",
    },
    {
      authorKey: "grace",
      hoursAfter: 6206.4,
      bodyMarkdown: "The quiet one in my team asked a question in the meeting. Everyone waited for the end of it. I nearly applauded.",
    },
    {
      authorKey: "manager",
      hoursAfter: 6213.6,
      bodyMarkdown: "Room 3 is dry, painted and full of patients. If you remember the mould: the little umbrella is still on my screen. ☂️",
    },
    {
      authorKey: "newcomer",
      hoursAfter: 6218.4,
      bodyMarkdown: "Found the stopcock. Photographed it. Thank you, Sue, whom I've never met.",
    },
    { authorKey: "sue", hoursAfter: 6225.6, bodyMarkdown: "Made my week, Alex. That's buildings 18." },
  ],
};

export const smallVictoriesTopics = [smallVictories];
