// Long because people talk at length: these are conversations, read in order.
import type { TopicSeed } from "./seed-types";

const howThisForumWorks: TopicSeed<"new-to-the-job"> = {
  category: "new-to-the-job",
  title: "Please read first: how this forum works",
  authorKey: "moderator",
  daysAgo: 402,
  pinned: true,
  posts: [
    {
      authorKey: "moderator",
      hoursAfter: 0,
      bodyMarkdown: `Welcome. A few things that keep this place useful:

1. **Nothing about patients.** No names, no initials, no “a lady from our village who”. If you see something, tell a moderator and we take it away first and talk afterwards.
2. **Say what you have tried.** People answer faster when they know where you are stuck.
3. **One question, one topic.** A good title is a whole question: “How do you roster Saturdays?” beats “Help!!”.
4. **Come back and say what worked.** Somebody will find your topic in two years.

This category can be read by anyone on the internet. The others cannot: above every reply form you see who can read what you write.`,
    },
    {
      authorKey: "sian",
      hoursAfter: 5,
      bodyMarkdown:
        "Diolch, Nasreen. Could we add: it is fine to ask the same thing again? Rules change, and an answer from three years ago can be wrong.",
    },
    {
      authorKey: "moderator",
      hoursAfter: 7,
      bodyMarkdown:
        "Good point. Yes: ask again, and link the old topic if you found it. Nobody will tell you to “use the search” in that tone of voice.",
    },
    {
      authorKey: "kath",
      hoursAfter: 30,
      bodyMarkdown:
        "And a plea from somebody who reads this on a phone in the car park: paragraphs. Please. My eyes are as old as my lease.",
    },
  ],
};

const firstWeek: TopicSeed<"new-to-the-job"> = {
  category: "new-to-the-job",
  title: "New deputy, first week over: what do you wish somebody had told you?",
  authorKey: "dan",
  daysAgo: 61,
  posts: [
    {
      authorKey: "dan",
      hoursAfter: 0,
      bodyMarkdown: `I started as deputy at Oxleyford on Monday, coming from hotel management. People are lovely, and I understood about a third of what they said. So far I have learned that QOF is not a type of chair.

What do you wish somebody had told you in your first week? Big or small.`,
    },
    {
      authorKey: "kath",
      hoursAfter: 1,
      bodyMarkdown:
        "That nobody else understands it all either. I have been here since the building had a coal fire and I still look things up every day. Hotels are a very good start, by the way: guests, rooms, rotas, somebody always unhappy about the parking.",
    },
    {
      authorKey: "anneke",
      hoursAfter: 2,
      bodyMarkdown:
        "As the person sitting in the next room: welcome, Dan. And I wish somebody had told me to put lunch in the diary as an appointment. You have not had any since Tuesday.",
    },
    {
      authorKey: "priya",
      hoursAfter: 3.5,
      bodyMarkdown: `Keep a glossary. A notebook, A to Z, and each time somebody uses a set of letters you write it down and ask later. Mine has 214 entries. The ten that matter most in month one:

- **GMS** – the contract you probably have
- **DES / LES** – extra services, national and local
- **QOF** – points for the care of long-term conditions; points are money
- **PCN, ARRS** – the network, and the money for its staff
- **ICB** – who commissions you
- **LMC** – who stands up for you
- **PCSE** – who pays you and moves the records
- **CQC** – who inspects you
- **SAR** – somebody wants their record
- **DNA** – did not attend, nothing to do with genes`,
    },
    {
      authorKey: "dan",
      hoursAfter: 4,
      bodyMarkdown: "Printing that out. I nodded wisely at “the DES” for four days and thought he was a partner.",
    },
    {
      authorKey: "grace",
      hoursAfter: 6,
      bodyMarkdown:
        "Sit on reception for two full Mondays before you change anything about reception. Not watching: with a headset on, doing it badly, with somebody kind beside you. You will never again say “just ask them to ring back at two”. 🙂",
    },
    {
      authorKey: "imran",
      hoursAfter: 22,
      bodyMarkdown:
        "Find out which three computers in the building must not be switched off. There is always a machine in a cupboard with a sticky note on it that runs something important. Ours sent the text messages.",
    },
    {
      authorKey: "tess",
      hoursAfter: 25,
      bodyMarkdown:
        "Payroll cut-off. I found out on the 19th that it was the 18th. A receptionist who had done 30 hours of overtime found out on the 28th. I bought a great many flowers.",
    },
    {
      authorKey: "bola",
      hoursAfter: 27,
      bodyMarkdown:
        "From the partners' side of the table: tell us bad news early and in one sentence. “We will be two doctors short on the 14th” is a problem. The same sentence on the 13th is a crisis. We'd rather have forty problems than one crisis.",
    },
    {
      authorKey: "dan",
      hoursAfter: 29,
      bodyMarkdown: "Thank you, all. @Bola, how do you tell which news is bad enough? I don't want to be the boy who cried rota.",
    },
    {
      authorKey: "bola",
      hoursAfter: 31,
      bodyMarkdown: `> I don't want to be the boy who cried rota.

Three questions. Could it hurt somebody? Could it cost more than a thousand pounds? Will a partner hear about it from someone else first? One “yes” and I want to know today. Otherwise it can wait for our Thursday catch-up.`,
    },
    {
      authorKey: "manager",
      hoursAfter: 46,
      bodyMarkdown:
        "Learn the building. Where the water goes off, where the gas goes off, who has the key to the roof. My second week had a burst pipe in it, and the only person who knew where the stopcock was had retired to Portugal. She was very nice about the phone call.",
    },
    {
      authorKey: "sue",
      hoursAfter: 47,
      bodyMarkdown:
        "Seconded. I photograph every stopcock, meter and fuse board with my phone, and stick the picture and a key tag on the inside of the store cupboard. It takes an afternoon and you'll be the hero of some winter morning.",
    },
    {
      authorKey: "oneLetter",
      hoursAfter: 52,
      bodyMarkdown: "Two things. The doctors' coffee. The doctors' coffee machine. Protect both.",
    },
    {
      authorKey: "joseph",
      hoursAfter: 70,
      bodyMarkdown:
        "Ask who is the administrator of everything: website, domain name, phones, text messages, online banking, the toolkit. Make a list with two names against each. If you find one name, or worse, “info@ something nobody reads”, mend that this month.",
    },
    {
      authorKey: "nour",
      hoursAfter: 95,
      bodyMarkdown:
        "When I began I was shy to ask the nurses, because they were always busy. Then I asked if I could make the tea for their meeting and stay. I learned more in those 30 minutes than from the whole handover. شكراً to our lead nurse, who still teases me about it.",
    },
    {
      authorKey: "restricted",
      hoursAfter: 120,
      bodyMarkdown:
        "Write down why you decided something, not only what. In a year you'll be asked why the Wednesday clinic moved, and “it seemed a good idea” is not what you want to hear yourself say.",
    },
    {
      authorKey: "mustafa",
      hoursAfter: 168,
      bodyMarkdown:
        "Also a deputy here. Agree with your manager what you may decide alone. Ours is written on one page: spend up to £250, swap any two shifts, say yes to any leave that leaves three at the desk. Everything else I ask. It has saved both of us a lot of knocking on doors.",
    },
    {
      authorKey: "anneke",
      hoursAfter: 170,
      bodyMarkdown: "Mustafa, may I steal that page? Dan and I need exactly this.",
    },
    {
      authorKey: "mustafa",
      hoursAfter: 172,
      bodyMarkdown: `With pleasure. It says no more than this:

| I decide | I decide and tell | I ask first |
| --- | --- | --- |
| Swaps, leave within the rule | Overtime up to 10 hours a week | Anything with a contract |
| Purchases up to £250 | A locum from our own list | New locums, agencies |
| Which room, which desk | Closing the desk for training | Anything patients will see on the door |`,
    },
    {
      authorKey: "meiling",
      hoursAfter: 200,
      bodyMarkdown:
        "Open the bank statement and the payment statement next to each other, once, with the accountant on the phone. Ask about each line: what is it for, and what would make it smaller? 慢慢来 (take it slowly): nobody gets it the first time, but you will see where the money comes from.",
    },
    {
      authorKey: "gosia",
      hoursAfter: 264,
      bodyMarkdown:
        "Do not say “in my last job we did it like this” before Christmas. I said it on day two. Żółta kartka, yellow card, from the whole admin room.",
    },
    {
      authorKey: "dan",
      hoursAfter: 266,
      bodyMarkdown: "Too late. I said it on day one, about the fire drill. In my defence, hotels are very good at fire drills.",
    },
    {
      authorKey: "deborah",
      hoursAfter: 340,
      bodyMarkdown:
        "Then run the next fire drill! Truly: use what you bring. We had a deputy from a supermarket who reorganised our consulting-room stock in a week, and no clinician has run out of anything since. She waited until somebody complained about it, and then said “would it help if I…”.",
    },
    {
      authorKey: "wilhelmina",
      hoursAfter: 720,
      bodyMarkdown:
        "Coming late to this, having lately become interim deputy myself after many years in a solicitors' office. May I add: find one person in another practice whom you can ring and to whom you can say “is this normal?” Mine was found on this forum. Usually the answer is “yes”; on the two occasions when it was “no”, I was very glad to have rung.",
    },
    {
      authorKey: "newcomer",
      hoursAfter: 1290,
      bodyMarkdown:
        "I start on Monday in a practice of 9,000 and have read this thread twice. Thank you for being so honest. Is the fire drill story finished?",
    },
    {
      authorKey: "dan",
      hoursAfter: 1298,
      bodyMarkdown:
        "It is! Three minutes and ten seconds for 34 people and one very cross podiatrist. The partners bought cake. Good luck on Monday, Alex, and put lunch in the diary.",
    },
  ],
};

const receptionInduction: TopicSeed<"new-to-the-job"> = {
  category: "new-to-the-job",
  title: "What does your induction for a new receptionist look like, day by day?",
  authorKey: "grace",
  daysAgo: 143,
  posts: [
    {
      authorKey: "grace",
      hoursAfter: 0,
      bodyMarkdown:
        "Two of our last four starters left within six weeks. Both said much the same thing: thrown in on day three. I want to write a proper two weeks. What do yours look like, and what do you let people do alone, when?",
    },
    {
      authorKey: "gosia",
      hoursAfter: 2,
      bodyMarkdown: `Ours after a lot of trial and error. The rule is: nobody answers a phone alone before day eight.

| Days | Morning | Afternoon |
| --- | --- | --- |
| 1 | Contract, smartcard, building, tea with everybody | Confidentiality with me, one to one, real examples |
| 2 to 3 | Beside a colleague at the desk | Clinical system with a test patient |
| 4 to 5 | Post, scanning, tasks | Online training, at a quiet desk, not “between calls” |
| 6 to 7 | Phones with a second headset | How urgent things go to the duty doctor: practise ten of them |
| 8 to 9 | Phones, buddy within reach | Prescriptions |
| 10 | Desk | 30 minutes with me: what was strange? What would you change? |`,
    },
    {
      authorKey: "grace",
      hoursAfter: 3,
      bodyMarkdown: "This is wonderful. The second headset cost us £19 and I can't believe that we never had one.",
    },
    {
      authorKey: "kath",
      hoursAfter: 20,
      bodyMarkdown:
        "Same idea here, and one addition: a named buddy who is **not** the supervisor and gets two hours a week for it in the rota. If it isn't in the rota, it is a wish.",
    },
    {
      authorKey: "fiona",
      hoursAfter: 26,
      bodyMarkdown:
        "For practices that dispense: keep new people out of the dispensary for a month, even for “just handing over a bag”. It is the one place where friendly help goes wrong.",
    },
    {
      authorKey: "imran",
      hoursAfter: 44,
      bodyMarkdown:
        "Book the accounts when the offer is accepted, not on day one. NHSmail, clinical system, smartcard appointment, phone extension, door fob. We send the starter a card with their log-in names on it a week before. Not the passwords, obviously. It says “we were expecting you” better than any speech.",
    },
    {
      authorKey: "manager",
      hoursAfter: 50,
      bodyMarkdown:
        "Ask leavers after six weeks as well as stayers. Ours told us it was not the phones at all: she had nowhere to put her coat and ate lunch in the car because the tea room had “everyone's” chair. We bought hooks and a round table.",
    },
    {
      authorKey: "tess",
      hoursAfter: 98,
      bodyMarkdown: `A checklist for the paper side, so that nobody chases in month two:

- right to work seen and copied, before the first day
- two references, one from the last employer
- disclosure check at the level that the role needs
- signed confidentiality agreement
- next of kin and bank details
- training dates entered, so that they count for the toolkit
- probation meetings at 4, 8 and 12 weeks already in the diary`,
    },
    {
      authorKey: "grace",
      hoursAfter: 1130,
      bodyMarkdown:
        "Reporting back as promised. Two starters since, both still here, both past week six. The practising of urgent calls made the biggest difference: one of them recognised a stroke on the phone in her third week and didn't put it in the queue. Thank you all.",
    },
  ],
};

const yearOfReturns: TopicSeed<"new-to-the-job"> = {
  category: "new-to-the-job",
  title:
    "Has anyone got one single list of every return, declaration, certificate, survey, claim and submission that an ordinary practice has to send in one year, with who it goes to, who in the practice does it, when it is due and what happens if it is forgotten?",
  authorKey: "wilhelmina",
  daysAgo: 88,
  posts: [
    {
      authorKey: "wilhelmina",
      hoursAfter: 0,
      bodyMarkdown:
        "I apologise for the length of the title; I could not find a part of it that I was willing to leave out. I have counted 31 so far and I live in fear of the thirty-second.",
    },
    {
      authorKey: "priya",
      hoursAfter: 4,
      bodyMarkdown: `Keep it in the shared calendar and not in a document, each with a reminder three weeks before. The ones with teeth in our practice:

- **each month**: claims for services, friends and family numbers, payroll and pension contributions
- **each quarter**: network claims, staffing data, VAT if you dispense
- **each year**: the security toolkit, the electronic declaration, complaints numbers, pension certificates, accounts, ICO fee, insurances, fire, legionella and electrical checks, calibration

“What happens if it is forgotten” is mostly an email. For claims, it is the money.`,
    },
    {
      authorKey: "meiling",
      hoursAfter: 9,
      bodyMarkdown:
        "I would sort by what it costs to forget. Claims first: some of ours cannot be claimed after a few months, and nobody writes to remind you of money that you did not ask for.",
    },
    {
      authorKey: "oneLetter",
      hoursAfter: 28,
      bodyMarkdown: "Number 32 is the television licence for the waiting room. I know because it was ours.",
    },
    {
      authorKey: "wilhelmina",
      hoursAfter: 30,
      bodyMarkdown:
        "I have this minute been downstairs to look at the television in the waiting room. Thank you, X. I shall say no more in a category that anyone can read.",
    },
    {
      authorKey: "editor",
      hoursAfter: 74,
      bodyMarkdown:
        "This ought to be a guide. Wilhelmina, if you send me your list, I'll put it into shape and find two practices to try it for a quarter. Everyone else: post what is missing here and I will collect it.",
    },
  ],
};

export const newToTheJobTopics = [howThisForumWorks, firstWeek, receptionInduction, yearOfReturns];
