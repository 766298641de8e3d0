// Long because people talk at length: these are conversations, read in order.
import type { TopicSeed } from "./seed-types";

const countingAppointments: TopicSeed<"running-the-practice"> = {
  category: "running-the-practice",
  title: "Access figures: how do you count an appointment that isn't one?",
  authorKey: "neil",
  daysAgo: 12,
  posts: [
    {
      authorKey: "neil",
      hoursAfter: 0,
      bodyMarkdown:
        "Our published appointment figures say we do half what the practice down the road does. We don't. We do the same work in a list called “Messages” that counts as nothing. Who decides what's an appointment, and who's changed theirs?",
    },
    {
      authorKey: "yasmin",
      hoursAfter: 2,
      bodyMarkdown: `You map each of your slot types to a national category, and whether it's with a patient or admin. Anything unmapped, or mapped to admin, disappears. It's worth two hours:

1. list all slot types (you'll have 60, of which you use 14)
2. delete or merge the rest
3. for each, ask “is somebody helping a particular patient here?”
4. map, and write down why

Check the current guidance for the categories before you start, they've been changed more than once.`,
    },
    {
      authorKey: "priya",
      hoursAfter: 4,
      bodyMarkdown:
        "And don't be tempted the other way. We found that somebody had mapped “coffee” as a consultation. It had been there for three years. Our coffee was very productive.",
    },
    { authorKey: "neil", hoursAfter: 8, bodyMarkdown: "We've 71 types. One's called “Dr B Fri ONLY DO NOT USE”. It was used Monday." },
    {
      authorKey: "deborah",
      hoursAfter: 27,
      bodyMarkdown:
        "What helped us was agreeing on it across the network: one sheet, same names, same mapping. Now, when someone quotes figures at us, at least all of us are wrong in the same way.",
    },
    {
      authorKey: "imran",
      hoursAfter: 30,
      bodyMarkdown:
        "A health warning: before you change the mapping, save a picture of a normal week. Otherwise you will see a jump in activity next month, someone will ask you why, and you'll need to prove that it isn't real.",
    },
    {
      authorKey: "neil",
      hoursAfter: 190,
      bodyMarkdown:
        "Down to 16 types. The number's up by 38% and nobody is doing any more work. I've written that on the chart in red so no partner tells a newspaper.",
    },
  ],
};

const missedAppointments: TopicSeed<"running-the-practice"> = {
  category: "running-the-practice",
  title: "Missed appointments: has a letter ever changed anybody's behaviour?",
  authorKey: "grace",
  daysAgo: 64,
  posts: [
    {
      authorKey: "grace",
      hoursAfter: 0,
      bodyMarkdown:
        "We lose about 60 appointments a month to people who don't come. A partner wants a three-strikes letter. I'm not sure that it works and I'm fairly sure whom it will hit. What have you seen?",
    },
    {
      authorKey: "sian",
      hoursAfter: 3,
      bodyMarkdown:
        "We sent 200 letters over a year. Eleven replies: nine apologies from people who had rung to cancel and could not get through, and two from people who had died. We stopped.",
    },
    {
      authorKey: "imran",
      hoursAfter: 5,
      bodyMarkdown:
        "The two-way text was the only thing that moved our number. If people can answer “cancel”, they do. Nearly a third fewer, and the slots came back early enough to fill. The reminder the *evening* before works better than the one a week before.",
    },
    {
      authorKey: "mustafa",
      hoursAfter: 9,
      bodyMarkdown:
        "Look at who they are before you decide. When I did, almost half were the same 25 people, and for most of them we could think of a reason: shift work, a carer who had died, can't read. We rang them. It's a conversation, not a policy.",
    },
    {
      authorKey: "hamish",
      hoursAfter: 24,
      bodyMarkdown:
        "Also look at how far ahead they were booked. Ours, by weeks of wait: under 1 week 2%, 1 to 2 weeks 5%, over 4 weeks 13%. We cut the horizon to three weeks and it solved more than any letter.",
    },
    {
      authorKey: "grace",
      hoursAfter: 28,
      bodyMarkdown: "Hamish, that's so clear that I'm embarrassed I'd never looked. Ours will be the same, I can feel it.",
    },
    {
      authorKey: "moderator",
      hoursAfter: 50,
      bodyMarkdown:
        "One thing to hold on to, as you write your partner's answer: someone who misses a lot of appointments may be somebody you should worry about. We ask safeguarding first and strike second. The second has not yet been needed.",
    },
    {
      authorKey: "grace",
      hoursAfter: 700,
      bodyMarkdown:
        "Update after two months: evening text with reply, three-week horizon, 25 phone calls. From 60 to 34. And one of the 25 turned out to have been looking after two grandchildren since spring, alone. We did not send her a letter.",
    },
  ],
};

const violentPatient: TopicSeed<"running-the-practice"> = {
  category: "running-the-practice",
  title: "A man threw a chair: the hour afterwards, and the week afterwards",
  authorKey: "neil",
  daysAgo: 45,
  posts: [
    {
      authorKey: "neil",
      hoursAfter: 0,
      bodyMarkdown:
        "Nobody hurt. A chair, a screen, a lot of language. Police came, he went. What I got wrong: I opened the doors again after 15 minutes because there was a queue. Two of the team were still shaking at five. What does everybody else do in the hour after?",
    },
    {
      authorKey: "judith",
      hoursAfter: 0.7,
      bodyMarkdown: `You kept people safe, Neil. Start there. Ours, since something like it two years ago:

- shut the desk for 30 minutes, duty doctor triages at the door
- everyone who was in the room sits down together with something sweet, ten minutes, no questions
- nobody who was in the front drives home straight away, and nobody goes home to an empty house without a call that evening
- manager rings each of them the next morning, before work`,
    },
    {
      authorKey: "tolu",
      hoursAfter: 2,
      bodyMarkdown:
        "Write the accounts the same day while it is fresh, each person alone, but *after* the tea. Put it in the accident book, injury or not: upset counts. Offer counselling on the day and again after two weeks, because on the day everybody says no.",
    },
    {
      authorKey: "steering",
      hoursAfter: 5,
      bodyMarkdown:
        "On removal: with violence, and the police informed, there is an immediate process through your commissioner, and a scheme that gives the person a doctor somewhere safe. Look up the current form and time limits today, before you need them. Someone should tell him in writing unless that itself would be a danger.",
    },
    {
      authorKey: "kath",
      hoursAfter: 8,
      bodyMarkdown:
        "And a year from now someone will ask what changed. Move the chairs. I mean it: ours are joined in threes since 2017, and too heavy to throw.",
    },
    {
      authorKey: "neil",
      hoursAfter: 25,
      bodyMarkdown:
        "Chairs are ordered. Rang everyone at half seven. One cried, one told me a joke, both came in. The partner who said “it's part of the job” has been spoken to by another partner, which was better than me doing it.",
    },
    {
      authorKey: "restricted",
      hoursAfter: 49,
      bodyMarkdown: "Does your desk have a second way out? Ours did not: it had a photocopier in it.",
    },
    {
      authorKey: "neil",
      hoursAfter: 52,
      bodyMarkdown: "Had. It's in the corridor now. Panic buttons tested as well. One rang at a desk nobody's sat at since the pandemic.",
    },
    { authorKey: "grace", hoursAfter: 420, bodyMarkdown: "How is the team, Neil?" },
    {
      authorKey: "neil",
      hoursAfter: 424,
      bodyMarkdown:
        "All here. Counselling taken by two, second time of asking, like Tolu said. We do a five-minute drill each quarter now: who shuts the door, who rings, who gets people out the back. Felt daft the first time.",
    },
  ],
};

const interpreters: TopicSeed<"running-the-practice"> = {
  category: "running-the-practice",
  title: "Interpreters who are booked, confirmed, paid for and not there",
  authorKey: "nour",
  daysAgo: 30,
  posts: [
    {
      authorKey: "nour",
      hoursAfter: 0,
      bodyMarkdown:
        "Three times this month. The patient sits there, the doctor sits there, and the phone interpreter's line plays music. Then somebody says “maybe your daughter can help?”, and the daughter is eleven. What do you do in that moment, and what do you do about the provider?",
    },
    {
      authorKey: "deborah",
      hoursAfter: 2,
      bodyMarkdown:
        "In the moment: never the child. We say it in the leaflet in nine languages, so that it isn't the receptionist's invention. Second provider's number on a card by each phone, the doctor starts with whatever doesn't need words, and the next patient goes first if they're happy to.",
    },
    {
      authorKey: "moderator",
      hoursAfter: 4,
      bodyMarkdown:
        "Log each one: booked when, confirmed by whom, minutes waited. Ours looked like “often” until we wrote it down; then it was 14 in a quarter, of which 12 were before 9am. They'd simply nobody awake. The contract sits with your commissioner, and they acted on a list of dates when they had shrugged at “often”.",
    },
    {
      authorKey: "yasmin",
      hoursAfter: 8,
      bodyMarkdown:
        "We book double appointments for interpreted consultations across all of our practices now. If it's shorter, lovely. The number who come back the next week “because I did not understand” has gone right down. It isn't lost time.",
    },
    {
      authorKey: "meiling",
      hoursAfter: 24,
      bodyMarkdown:
        "My mother would want me to say: tell the patient's *language* properly. For her, “Chinese” was written down. They sent a man who spoke another one and both were too polite to say so. 二十分钟 they nodded at each other.",
    },
    {
      authorKey: "nour",
      hoursAfter: 27,
      bodyMarkdown:
        "Mei-Ling, I laughed and then I went and checked ours. There are 37 people with “Arabic/other”. I will ring them, I have most of the others too.",
    },
    {
      authorKey: "nour",
      hoursAfter: 610,
      bodyMarkdown:
        "Done: 37 people asked, 11 different languages. We keep the language *and* the dialect now, and whether a man or a woman is preferred. The list for the commissioner had nine dates in it. Since then: no music.",
    },
  ],
};

const loneWorking: TopicSeed<"running-the-practice"> = {
  category: "running-the-practice",
  title: "Late surgeries: how do you make sure that nobody locks up alone?",
  authorKey: "manager",
  daysAgo: 96,
  posts: [
    {
      authorKey: "manager",
      hoursAfter: 0,
      bodyMarkdown:
        "We run until 8pm on two evenings. Doctor, nurse, receptionist. In theory. Last week the nurse was ill, the doctor was called out, and Chloe at the desk (name changed) found herself alone with two people in the waiting room and the lights on a timer. She coped. I have not slept well. What's your rule?",
      edited: {
        previously:
          "We run until 8pm on two evenings. Doctor, nurse, receptionist. In theory. Last week the nurse was ill, the doctor was called out, and Chloe at the desk found herself alone with two people in the waiting room and the lights on a timer. She coped. I have not slept well. What's your rule?",
        minutesAfter: 9,
      },
    },
    {
      authorKey: "neil",
      hoursAfter: 2,
      bodyMarkdown:
        "Chloe's right here and she says she was fine and I'm fussing too. But yes. Two in the building or doors shut, and the desk decides, not the doctor.",
    },
    {
      authorKey: "sue",
      hoursAfter: 5,
      bodyMarkdown:
        "Our three Rs. **Ring**: whoever is left rings the duty manager the moment they're one of one. **Refuse**: doors close to anybody new. **Ride**: taxi home at our expense if they've been alone. Cost so far: £31.",
    },
    {
      authorKey: "gosia",
      hoursAfter: 8,
      bodyMarkdown:
        "Check where the panic button rings in the evening! During the day ours rings in the back office. In the evening there is no back office.",
    },
    {
      authorKey: "tolu",
      hoursAfter: 20,
      bodyMarkdown:
        "You need a written risk assessment for it, and the person who does the shift has to have had a say. Ours is a page. The [Health and Safety Executive](https://www.hse.gov.uk/) has a good short guide on lone workers; include your cleaner and whoever opens up in the morning: they're more alone than anyone.",
    },
    {
      authorKey: "fiona",
      hoursAfter: 26,
      bodyMarkdown:
        "The cleaner! Ours is in from five until seven in an empty building down a lane. She now texts a number when she arrives and another when she leaves, and on two mornings when she didn't, one of us drove out. Flat phone both times. Nobody minded.",
    },
    {
      authorKey: "manager",
      hoursAfter: 170,
      bodyMarkdown:
        "We have a page, signed by all six people who do evenings: two in the building, button goes to a mobile, lights off the timer, taxi money in an envelope. Neil has the mobile. He says he is going to answer it with “Batman”.",
    },
  ],
};

const winterSwitchOff: TopicSeed<"running-the-practice"> = {
  category: "running-the-practice",
  title: "Winter: what do you switch off first, and who is allowed to say so?",
  authorKey: "judith",
  daysAgo: 6,
  posts: [
    {
      authorKey: "judith",
      hoursAfter: 0,
      bodyMarkdown:
        "Nobody here has the words for it, so each year we slide: reviews are cancelled on the morning, the nurse is moved, somebody cries. I would like a page that says: at this level we stop *this*, and this person says so. Has anyone got levels that they use, as opposed to levels that they have?",
    },
    {
      authorKey: "priya",
      hoursAfter: 1.5,
      bodyMarkdown: `Same building, so you know the pain, but for the others: I'd rather have three levels that a tired receptionist can recognise than five with colours.

| Level | How you know | What stops | Who says so |
| --- | --- | --- | --- |
| Busy | all same-day slots gone by 10am | meetings, non-urgent admin | duty manager |
| Stretched | and one clinician away | routine medicals, private letters, new audits | duty doctor |
| Unsafe | desk or duty doctor says “I can't see everything” | everything bookable that can wait a week | any partner, told to the network the same hour |`,
    },
    {
      authorKey: "fiona",
      hoursAfter: 3,
      bodyMarkdown:
        "“Desk or duty doctor says so” is the best sentence on that page. Last winter our desk knew an hour before anyone with a stethoscope.",
    },
    {
      authorKey: "terry",
      hoursAfter: 5,
      bodyMarkdown:
        "What must *not* stop: results, safeguarding, repeat prescriptions, end-of-life calls, child immunisations. Print those on the same sheet, in bold. In every place I've worked, somebody well-meaning cancelled the baby clinic.",
    },
    {
      authorKey: "kath",
      hoursAfter: 22,
      bodyMarkdown:
        "And how do you switch on again? We never write that down. Our “temporary” suspension of new-patient checks lasted until a man asked whether he was still new. He'd been here three years.",
    },
    {
      authorKey: "judith",
      hoursAfter: 24,
      bodyMarkdown: `> how do you switch on again?

That's good, Kath. I'll put a date on each level: it ends by itself after seven days, unless somebody says so again.`,
    },
    {
      authorKey: "deborah",
      hoursAfter: 27,
      bodyMarkdown:
        "We tell patients when we go up a level. Two sentences on the website and the phone message, with what we still do. Complaints went down. People are kinder to “short of two doctors this week, we are seeing anybody urgent” than to silence.",
    },
    {
      authorKey: "imran",
      hoursAfter: 48,
      bodyMarkdown:
        "Use the network too. If four of six practices are stretched on the same day, it isn't your rota, it's the virus. Rahul has a one-line poll at 11am: green, amber, help. Takes five seconds.",
    },
    {
      authorKey: "manager",
      hoursAfter: 50,
      bodyMarkdown:
        "I hung Priya's table beside the kettle on Monday, and the desk used it before any partner had read it. “Busy” at 9:20am, said aloud by Neil, and nobody cried. We shall steal the seven days as well.",
    },
    {
      authorKey: "judith",
      hoursAfter: 72,
      bodyMarkdown:
        "Page written; agreed this lunchtime by partners *and* the desk, at the same table, which has never happened before. Three levels, seven days, five things that never stop. We go live on Monday and I dare say we'll need it by Tuesday.",
    },
    {
      authorKey: "mustafa",
      hoursAfter: 98,
      bodyMarkdown:
        "Judith, could you describe in a guide how you got the partners and the desk round one table? The table is the part I can't do.",
    },
  ],
};

export const pressureAtTheDeskTopics = [
  countingAppointments,
  missedAppointments,
  violentPatient,
  interpreters,
  loneWorking,
  winterSwitchOff,
];
