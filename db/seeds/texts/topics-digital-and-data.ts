// Long because people talk at length: these are conversations, read in order.
import type { TopicSeed } from "./seed-types";

const phoneNumbers: TopicSeed<"digital-and-data"> = {
  category: "digital-and-data",
  title: "Digital phones: which three numbers do you look at every week?",
  authorKey: "imran",
  daysAgo: 11,
  posts: [
    {
      authorKey: "imran",
      hoursAfter: 0,
      bodyMarkdown:
        "Our system gives me 64 reports. I made a dashboard, nobody looked at it, including me. If you could only have three numbers on a sheet of paper on Monday, which?",
    },
    {
      authorKey: "neil",
      hoursAfter: 1,
      bodyMarkdown:
        "How many rang. How many hung up. How long the longest waited. Not the average: nobody's ever stood at my desk shouting about an average.",
    },
    {
      authorKey: "yasmin",
      hoursAfter: 3,
      bodyMarkdown:
        "I'd swap “hung up” for “rang again within the hour”. People who hang up have sometimes just heard in the message what they needed. People who ring three times haven't.",
    },
    {
      authorKey: "grace",
      hoursAfter: 5,
      bodyMarkdown: "Call-backs promised, call-backs made. If those two aren't equal, I don't need to see the others.",
    },
    {
      authorKey: "joseph",
      hoursAfter: 22,
      bodyMarkdown:
        "Before you compare weeks: find out what your supplier counts as abandoned. Ours counted anyone who left during the greeting. A greeting of 48 seconds. I cut it to 15 and “improved” by a third without anyone doing a thing.",
    },
    {
      authorKey: "imran",
      hoursAfter: 27,
      bodyMarkdown:
        "Settled: calls by half hour against people on the phones (one picture), repeat callers, call-backs promised and made. It's up in the tea room, and on Thursday a receptionist pointed at 11:30am and said “that's when deliveries ring”. They now have their own number.",
    },
  ],
};

const silentSuppliers: TopicSeed<"digital-and-data"> = {
  category: "digital-and-data",
  title: "Toolkit evidence from suppliers who never answer: what do you write down?",
  authorKey: "joseph",
  daysAgo: 40,
  posts: [
    {
      authorKey: "joseph",
      hoursAfter: 0,
      bodyMarkdown:
        "I have asked three suppliers for their assurance in writing. One sent a brochure, one an invoice, one nothing. For the toolkit I need to show that I've checked. Is “asked on three dates, no answer” evidence of anything but my patience?",
    },
    {
      authorKey: "oleksandra",
      hoursAfter: 3,
      bodyMarkdown:
        "It is evidence that you have asked. Then look yourself: many are in a public register with their own toolkit status or certificate. Save the page with the date. For me, 9 of 12 were solved like this in one morning.",
    },
    {
      authorKey: "hamish",
      hoursAfter: 6,
      bodyMarkdown:
        "Then put the remaining ones in the risk register with what they hold and how you'd manage without them. Show it to the partner who signs. That's a decision, and a decision *is* evidence.",
    },
    {
      authorKey: "admin",
      hoursAfter: 24,
      bodyMarkdown:
        "Put it in the contract when it renews: “will confirm within 10 working days, once a year, in writing”. Members who'd like our clause can find it in the guide on your [information governance year](/guidance/information-governance-year). And do check this year's version of the toolkit, since the questions move.",
    },
    {
      authorKey: "joseph",
      hoursAfter: 100,
      bodyMarkdown:
        "Eleven of twelve done. The twelfth answered within the hour when I asked whom to send the notice of termination to. Lovely people.",
    },
  ],
};

const solicitorSar: TopicSeed<"digital-and-data"> = {
  category: "digital-and-data",
  title: "A solicitor asks for “the entire record, urgently”: do you send the entire record, urgently?",
  authorKey: "oleksandra",
  daysAgo: 22,
  posts: [
    {
      authorKey: "oleksandra",
      hoursAfter: 0,
      bodyMarkdown:
        "The letter has a form of authority that is fourteen months old, for a man who, I think, expects them to ask about one accident. They quote the law, in bold. What do you do before you press the button?",
    },
    {
      authorKey: "joseph",
      hoursAfter: 1,
      bodyMarkdown:
        "Ask the patient. A phone call from us: “they've asked for everything since you were born; is this what you want?” Half say no. We then offer to send it to *him*, and he passes on what he likes.",
    },
    {
      authorKey: "anneke",
      hoursAfter: 3,
      bodyMarkdown:
        "It's his right, exercised through them, so if the authority is good and he means it, you send it, and generally free of charge. But if he only agreed to the accident, that's what the request is. Clarify in writing and note the date, as the clock and the clarification belong together. The regulator's guidance says when it may be paused; do read the current text.",
    },
    {
      authorKey: "judith",
      hoursAfter: 5,
      bodyMarkdown:
        "Before *anything* goes: a clinician looks through for third parties and for what could do serious harm. That isn't an administrator's judgement, it's not fair on you.",
    },
    {
      authorKey: "moderator",
      hoursAfter: 24,
      bodyMarkdown:
        "And insurance companies are different again: a report is not a record. If it says “subject access” at the top, and an insurer at the bottom, ring somebody before you answer.",
    },
    {
      authorKey: "oleksandra",
      hoursAfter: 52,
      bodyMarkdown:
        "I rang him. He wanted “the bit about my knee”. He did not know that there was a bit about anything else. Authority renewed, knee sent. He thanked me for asking, and I thought about how nearly I hadn't.",
    },
  ],
};

const seeTheirRecord: TopicSeed<"digital-and-data"> = {
  category: "digital-and-data",
  title: "Now that patients see their record the same evening: what changed at your desk?",
  authorKey: "yasmin",
  daysAgo: 60,
  posts: [
    {
      authorKey: "yasmin",
      hoursAfter: 0,
      bodyMarkdown:
        "I'm collecting the effects on reception for our network, the good and the bad, now that some months have passed. Not opinions on whether it's right, please: what do you *see* that you did not see before?",
    },
    {
      authorKey: "grace",
      hoursAfter: 2,
      bodyMarkdown:
        "Fewer “are my results back?”. More “what does *borderline* mean?” at 8:01am. We now ask clinicians to write the next step beside the result, in words. Nine words are enough.",
    },
    {
      authorKey: "fiona",
      hoursAfter: 4,
      bodyMarkdown:
        "People find mistakes: an allergy that was somebody's else, a house move, a date. About two a week, always polite, always right. We thank them and mend it the same day.",
    },
    {
      authorKey: "nour",
      hoursAfter: 7,
      bodyMarkdown:
        "Someone found out on a Saturday evening, alone, something that nobody had told her. We changed the rule afterwards: whoever files something serious, rings first. I don't want to see that again.",
    },
    {
      authorKey: "joseph",
      hoursAfter: 23,
      bodyMarkdown:
        "Check the rules for people who share a phone or are under pressure at home. Have a way to switch it off for one person, quickly, that the whole desk knows, and that doesn't shout about it on the screen.",
    },
    {
      authorKey: "yasmin",
      hoursAfter: 620,
      bodyMarkdown:
        "Thank you. From 17 practices: result calls down by about a quarter, “what does it mean” calls up by a tenth, two or three corrections a week each. All have a way to hide it on request, but only six desks knew how to do it. Now 17 do.",
    },
  ],
};

const websiteDiet: TopicSeed<"digital-and-data"> = {
  category: "digital-and-data",
  title: "Our website has 214 pages, and people read 12 of them",
  authorKey: "joseph",
  daysAgo: 85,
  posts: [
    {
      authorKey: "joseph",
      hoursAfter: 0,
      bodyMarkdown:
        "I looked at a month of visits. Twelve pages have 94% of them. There's one called “Swine flu update”. Before I delete 200 pages: what would I regret?",
    },
    {
      authorKey: "imran",
      hoursAfter: 2,
      bodyMarkdown:
        "Redirects. Letters, posters and other people's sites point at the strangest pages. Send each old address to the nearest new one, and see for a month which still get visits.",
    },
    {
      authorKey: "leon",
      hoursAfter: 5,
      bodyMarkdown:
        "Ask five people in your waiting room to find “how do I get a sick note?” on their own phone. Don't help. It's the longest ten minutes of your life. Ours failed because we'd called it “Statements of fitness for work”.",
    },
    {
      authorKey: "sian",
      hoursAfter: 8,
      bodyMarkdown:
        "Keep what the contract wants you to publish: complaints, the practice leaflet, privacy, earnings, and so on. I have a list with the link to each, or somebody asks and I can't find it. Ac yn Gymraeg, os gwelwch yn dda.",
    },
    {
      authorKey: "wilhelmina",
      hoursAfter: 24,
      bodyMarkdown: "I should be sorry to see the history page go. It is visited twice a year, by me.",
    },
    {
      authorKey: "joseph",
      hoursAfter: 400,
      bodyMarkdown:
        "214 to 31. Sick note is called sick note. Redirects: 140, of which 9 are still used, one by a church. Wilhelmina, every practice should have a history page. Ours now says who planted the tree.",
    },
  ],
};

const scribes: TopicSeed<"digital-and-data"> = {
  category: "digital-and-data",
  title: "Doctors want to try a scribe that listens: what do I ask before anybody switches it on?",
  authorKey: "yasmin",
  daysAgo: 5,
  posts: [
    {
      authorKey: "yasmin",
      hoursAfter: 0,
      bodyMarkdown:
        "Two of our GPs have seen it at a conference and “it's free for a month”. I'm not against it: the typing is wearing them out. But I want to say “yes, when” and not “no”. What's on your list?",
    },
    {
      authorKey: "joseph",
      hoursAfter: 1,
      bodyMarkdown: `Mine so far:

- who holds the recording, for how long, where, and can we prove that it's gone?
- is it used to train anything?
- clinical safety case and a named clinical safety officer, theirs and ours
- impact assessment done **before** the first patient, not after the free month
- does it need to be a registered medical device for what it does?
- how does the patient know, and how do they say no without explaining?
- what happens to the note when it's wrong?

National guidance on this is young and moving. Read the current one and ask your ICB whether they've a position.`,
    },
    {
      authorKey: "judith",
      hoursAfter: 4,
      bodyMarkdown:
        "“What happens when it is wrong” is the one that I'd press. In a try-out with actors, it wrote that the patient *had* chest pain. He'd said that he had *not*. One small word. The doctor signs the note, so the doctor must read it, and if reading takes as long as typing, well.",
    },
    {
      authorKey: "terry",
      hoursAfter: 6,
      bodyMarkdown: "Free for a month is a price too. Ask what month two costs, and whether the notes come out in a form you can keep.",
    },
    {
      authorKey: "nour",
      hoursAfter: 9,
      bodyMarkdown: "How does it do with two languages in the room, an interpreter, a grandmother, a baby? That's a Tuesday with us.",
    },
    {
      authorKey: "anneke",
      hoursAfter: 25,
      bodyMarkdown:
        "We agreed on a trial of four weeks with three clinicians who disagree with one another. Poster, leaflet, a sentence at the start of each consultation, and every note is marked as made with it. We also count how many patients say no. After two weeks it's 4%, and nobody has had to say why.",
    },
    {
      authorKey: "yasmin",
      hoursAfter: 29,
      bodyMarkdown:
        "Anneke, may we borrow your sentence? I have told our two “yes, when”, with Joe's list attached and names against it. They were quicker than I've ever seen them be about an impact assessment.",
    },
    {
      authorKey: "anneke",
      hoursAfter: 31,
      bodyMarkdown:
        "“I use a tool that helps me to write notes. It listens while we talk. If you'd rather it didn't, say so and I switch it off: it makes no difference to your care.” Then they wait for an answer. The waiting is the important part.",
    },
  ],
};

const leaversAccounts: TopicSeed<"digital-and-data"> = {
  category: "digital-and-data",
  title: "Leavers: a list of accounts that you can finish before they have left the car park",
  authorKey: "imran",
  daysAgo: 128,
  posts: [
    {
      authorKey: "imran",
      hoursAfter: 0,
      bodyMarkdown: `After the ghost log-ins in our last check I timed it. Closing everything for one leaver took 3 hours 10 minutes over eleven days, most of it waiting. Here's my one-pager; please break it.

1. Two weeks before: list from the accounts register, a name against each
2. Last day, 4pm: clinical system, mail, phones, texts, remote access
3. Last day, at the door: smartcard, keys, fob, phone, car park pass
4. Next day: shared passwords they knew, bank mandate, social media, the kettle club
5. Four weeks later: check that all of it is really closed`,
    },
    {
      authorKey: "fiona",
      hoursAfter: 3,
      bodyMarkdown:
        "Alarm code! And the pharmacy's collection list, the key safe at the care home, and the out-of-hours rota, where ours was on call for seven months after her farewell.",
    },
    {
      authorKey: "oneLetter",
      hoursAfter: 5,
      bodyMarkdown: "Number 0: somebody must tell you. We get leavers from payroll, automatically. Before that I learned it from the cake.",
    },
    {
      authorKey: "joseph",
      hoursAfter: 9,
      bodyMarkdown:
        "For mail: say what happens to the mailbox, before the last day, with them in the room. Their private things out, the practice's things to a colleague, and an auto-reply with a name on it. Going into it later is unpleasant for all.",
    },
    {
      authorKey: "imran",
      hoursAfter: 170,
      bodyMarkdown:
        "Version two, with those: 35 minutes, one form, done before the car park barrier goes up. The kettle club stays number 4. It's a test of whether people read to the end.",
    },
  ],
};

export const digitalAndDataTopics = [phoneNumbers, silentSuppliers, solicitorSar, seeTheirRecord, websiteDiet, scribes, leaversAccounts];
