// Long because guides are.
import { rotaGuide } from "./guide-rotas";
import type { PageSeed } from "./seed-types";

const access: PageSeed = {
  path: "guidance/access",
  interests: ["Patient access"],
  title: "Access and appointments",
  summary: "Phones, online requests and the desk: three doors to one practice, and how to stop them from competing.",
  audience: "open",
  authorKey: "priya",
  reviewedDaysAgo: 19,
  position: 4,
  bodyMarkdown: `
Patients don't want access. They want to know what to do about the thing that worries them. If they get that answer soon, through whichever door they came in by, they're content. If not, it doesn't matter how many doors you have.

## Start with one week

Before you change anything, count a week: by half hours, calls, people at the desk, and online requests. Add what each was about, in five groups at most. It takes a tally sheet and some patience. You'll learn three things that no report tells you:

- which hour is really your worst (often not 8am)
- how many contacts are about an earlier contact that didn't finish anything
- how many could have been ended by the first person who heard about them

The second group is the one to work on. In the practices that counted for us it was between a fifth and a third of everything.

## One queue

If a request by phone is answered today, and the same one online is answered on Thursday, people will ring. And if those who ring twice get further than those who ring once, they'll ring twice. Whatever door it came through, put each request into one list, sorted by need, and give the same answer to the same need.

That's a change in how people work rather than in what you buy. It usually takes a doctor or an experienced nurse near those who sort, at least for the first hours of the day.

## Say what you do

Write on the website, in the phone message and on the door, in the same words:

1. how to ask for help
2. when you'll hear from us
3. what to do if it gets worse in the meantime

Number two is the promise. Choose one that you can keep on a bad Monday.

## What the contract asks

There are requirements about opening hours, about online requests being available during them, about how soon people should know what'll happen next, and about the figures that are published from your systems. They've changed several times. Read the [current contract guidance](https://www.england.nhs.uk/gp/), and put a date on whatever summary you make of it.

Check as well how your appointments are *counted*. Slot types that aren't mapped, or are mapped as administration, don't appear in the published figures at all. [Members discuss mapping](/forum/running-the-practice) from time to time, and it's the quickest way we know of to be credited with work that you do already.

## In this section

- [Phones: what to measure and what to leave alone](/guidance/access/telephones)
- [Online requests without a bottleneck](/guidance/access/online-requests), for members
`,
};

const telephones: PageSeed = {
  path: "guidance/access/telephones",
  interests: ["Patient access", "Digital and data"],
  title: "Phones: what to measure and what to leave alone",
  summary:
    "Digital telephony gives you dozens of reports. These are the four figures that members use, and how each of them can mislead you.",
  audience: "open",
  authorKey: "imran",
  reviewedDaysAgo: 88,
  position: 1,
  bodyMarkdown: `
Your phone system can produce more reports than there are working hours. Most practices that we asked look at none of them, because they once looked at all of them. Choose four.

## Four figures

| Figure | What it tells you | How it misleads |
| --- | --- | --- |
| Calls by half hour, beside people on the phones | Whether the rota fits the day | A week with a bank holiday in it isn't a week |
| The longest wait, each day | What people complain about | One forgotten line can be the longest wait of the year |
| People who rang three times or more in an hour | Who isn't getting through | Care homes and pharmacies ring often and are happy |
| Call-backs promised and call-backs made | Whether you keep your word | Only if people record the promise |

Put them on one page, on the same day each week, where the people who answer the phones can see it. They'll explain it to you.

## Be careful with “abandoned”

Suppliers count it differently. Some include everybody who hangs up during the greeting; some start after the menu, some after five seconds in the queue. Ask yours in writing. Until you know, don't compare yourself with anyone.

People also hang up for good reasons: the message told them what they needed, or they chose a call-back. A short greeting with one useful fact in it may *raise* the figure and save everyone time.

## The message

Ring your own practice from your own phone, at 8am, once a month. Then cut.

1. Say who you are, in five words.
2. Emergencies, in one sentence.
3. At most three choices. Put the commonest first.
4. Nothing about the website until after the choices.
5. No apology for demand. No music with singing in it.

Fifteen to twenty seconds is enough. If something is temporary, give the recording an end date in the calendar; several of us have wished people a merry Christmas in March.

## Call-back

Offering a call-back keeps people's place without keeping them on the line. Three things make it work:

- Tell them roughly when. “Before 10:30am” is worth more than “as soon as we can”.
- Try twice, some minutes apart, from a number that they recognise or that doesn't show as withheld.
- Decide what happens if nobody answers. Write it down, because someone will ask.

Older phones and some extra-help services do not cope well with menus. Have a way round: one key that always leads to a person.

## Recording

If you record calls, say so at the start, say why, and keep them no longer than you need. Write down who may listen and for what. Listening with someone to a call of theirs should be help and never an ambush: offer them to hear it alone first.

## When the line goes down

Know, before the day, how to point your number at a mobile phone, who's allowed to do it, and where that phone is. Test it once a year at a quiet hour. The number of the supplier's emergency line belongs on paper, because your contact list will be in the system that is down.

## Buying or renewing

Ask other practices who left the supplier, and why. Ask what happens to your numbers. Ask for a month of your own calls as a file, and see whether anybody in your practice can read it. And check which framework or national requirements apply at the moment: they decide what you may sign.
`,
};

const onlineRequests: PageSeed = {
  path: "guidance/access/online-requests",
  interests: ["Patient access"],
  title: "Online requests without a bottleneck",
  summary: "How seven practices sort a morning's requests before lunch, with their staffing and their numbers.",
  teaser:
    "Seven practices of different sizes let us watch their Monday mornings. Members can read what each of them does at 8am, who sorts, what it costs in hours, and which of their ideas did not work.",
  audience: "members",
  authorKey: "priya",
  reviewedDaysAgo: 26,
  position: 2,
  bodyMarkdown: `
We sat in seven practices on seven Mondays, with a stopwatch and a bag of pastries. All of them offer online requests through the day. Two finish sorting by 10am, three by noon, and two go home with a list. This is what differed.

## What the quick ones have in common

1. **Someone who can decide sits beside whoever sorts.** In five of seven that's a GP with no booked patients until 10am. It looks expensive. It's cheaper than four GPs asking afterwards.
2. **They end things.** A quarter of requests can be closed in the first touch with an answer: yes, no, a form, a prescription, the right place to go. The slow practices turn nearly all of them into appointments.
3. **They sort in two passes.** First, ten seconds each: is anything in here dangerous? Then in order. Nobody reads a request properly twice.
4. **They relieve people.** Ninety minutes at most. Quality falls before anyone notices.

## The figures

Rounded, for an ordinary Monday.

| Practice | List size | Requests by noon | Who sorts | Hours of a clinician | Closed in first touch | Finished |
| --- | ---: | ---: | --- | ---: | ---: | --- |
| A | 4,100 | 31 | Manager and GP | 1.0 | 29% | 9:40am |
| B | 7,800 | 66 | Two receptionists, GP nearby | 1.5 | 24% | 11:50am |
| C | 9,400 | 88 | Receptionist and GP | 2.0 | 31% | 11:10am |
| D | 10,200 | 97 | Receptionists, questions by message | 1.0 | 9% | next day |
| E | 12,600 | 120 | Nurse practitioner | 3.5 | 27% | midday |
| F | 14,000 | 131 | Hub for two sites | 3.0 | 22% | midday |
| G | 18,700 | 190 | Each GP their own list | 6.0 | 18% | next day |

D had the most conscientious receptionists that we met. They sent 88 messages to doctors before lunch, and got 61 answers.

## Safety

- **Write down what a non-clinician never decides.** A page, signed by a partner, with examples.
- **A first look within the hour**, throughout the time when people can send.
- **A stop.** Say who may pause the form when it's unsafe, for how long, and what patients see then. Check the current contract wording on when that's allowed, and tell the commissioner as it asks.
- **Look at ten at random each month**, as a team: what did we decide, would we again?

## What did not work

- Longer forms. People give up, and ring.
- Opening at 8am and closing at 9am. It makes a new 8am.
- An automatic answer that says “up to 72 hours” to a person with a painful ear.
- Sharing the work out by days of the week. Everyone dreads their day.

## Start next week

Choose one Monday. Put one willing doctor beside one experienced receptionist, with no patients until 10am. Count: arrived, closed in first touch, finished when. Then show the page to the partners who weren't sure. That's how three of these seven began.

If you try it, [tell us how it went](/forum/running-the-practice), above all if it didn't go well.
`,
};

const staffing: PageSeed = {
  path: "guidance/staffing",
  interests: ["Staffing"],
  title: "People and rotas",
  summary: "Finding people, keeping them, and knowing who is at the desk on Thursday.",
  audience: "open",
  authorKey: "kath",
  reviewedDaysAgo: 31,
  position: 5,
  bodyMarkdown: `
Ask practice managers what their job's about and they will say buildings and money. Look at their diary, and it's people. This section collects what members have found to work. It isn't legal advice: employment law changes, and the current guidance of [Acas](https://www.acas.org.uk/) is plain, free and kept up to date.

## Four things that cost nothing

1. **Say good morning, by name, to everybody, before you open your mail.** It's the best early-warning system you will ever have.
2. **Write down what people may decide without you.** One page. They'll ask less and decide better.
3. **Put breaks and training into the rota as times.** What isn't there doesn't happen.
4. **Tell people what you've done about what they said.** Also when the answer was no.

## Finding people

State the hours, all of them, and the pay, as a number. Ask one question that only somebody who has read the advert can answer. Invite the last few to sit at the desk for an hour; some will thank you and go, which saves you both three weeks. Let the person who'll train them sit on the panel.

Have the accounts, the smartcard appointment and somewhere to put a coat ready before the first day. The commonest reason for leaving in the first six weeks isn't the phones. It's the feeling that nobody was expecting you.

## Keeping people

Look at the pattern of the last five who left, without names. Was it pay? Hours? One task? One person? You can do something about three of these this quarter.

Then ask those who stay, one by one, for ten minutes: What would make you look for another job? What keeps you here? Write it down, do one thing, and ask again in half a year.

## When it is difficult

Talk in the week in which it happens, in private, about what you saw and not about what somebody is like. Keep a note. Get advice early, before letters rather than after. [Having the hard conversations](/guidance/staffing/hard-conversations), for members, has words that you can borrow.

## In this section

- [Writing a rota that survives Monday](/guidance/staffing/rotas): long, and worth it
- [Having the hard conversations](/guidance/staffing/hard-conversations), for members
`,
};

const hardConversations: PageSeed = {
  path: "guidance/staffing/hard-conversations",
  interests: ["Staffing", "Training"],
  title: "Having the hard conversations",
  summary:
    "Lateness, grief, smells, favourites and the doctor who shouts: words to borrow for nine conversations that nobody wants to have.",
  teaser:
    "Nine conversations that every practice manager has sooner or later, each with an opening sentence, what to listen for, and what not to say. Written by members, and read by an employment adviser.",
  audience: "members",
  authorKey: "tolu",
  reviewedDaysAgo: 60,
  position: 2,
  bodyMarkdown: `
You know that you have to say something. You've known for a fortnight. You're hoping that it will mend itself, and each day that it doesn't makes the first sentence harder. Here are some first sentences.

## Before any of them

- **Decide what you want to be different on Monday.** One thing. If you can't say it, you aren't ready.
- **Choose a time after which they can go home**, or at least not straight to the phones.
- **Say at once what it's about.** Small talk makes it worse.
- **Describe, then ask.** “I saw X on Tuesday. What happened?” And wait.
- **Know the line.** If it could lead to a warning, pay, or their health, it's a formal matter: stop, get advice, follow your policy.

## Nine openings

| The conversation | Begin with | Don't |
| --- | --- | --- |
| Often late | “You've come after eight on four days of the last ten. Is something making it hard?” | “Everyone has noticed” |
| Making mistakes | “I'd like to show you two things from this week and hear how they came about.” | Guess at the reason |
| Grief | “I'm so sorry. You needn't be all right here. What would help this week?” | “At least…” |
| Personal hygiene | “This is awkward for both of us and I'd rather you heard it from me.” | Send somebody else |
| Gossip | “I've heard something being said about a colleague, and I'd like it to stop with us.” | Repeat it |
| Two who don't speak | “I don't need you to be friends. I need the handover to happen. What would it take?” | Ask who started it |
| A partner who shouts | “When you raised your voice at the desk at nine, three patients and two of my staff heard. I need it not to happen again.” | Do it in the corridor |
| Somebody wonderful who wants to leave | “Thank you for telling me. Before we talk about dates, is there anything that would've kept you?” | Plead |
| Not passing probation | “I'm not going to be able to confirm you in the post. I'll tell you why, and what happens now.” | Apologise for an hour |

## While you're in it

Silence is yours to keep. Count to ten. Most of what matters is said between seven and nine.

If they cry, it isn't an emergency. Tissues, water, “take your time”, and look at something else for a moment. If *you* cry, say so and carry on.

If they get angry, slow down. “I can hear that this makes you angry. I'd like to finish and then I'd like to hear you.” If it doesn't settle, stop, and name the time at which you'll go on.

If they tell you something about their health, or about home, or about harm to anybody, then the conversation has changed. Thank them, write down what was said, and get advice before you do anything else.

## Afterwards

1. Write five lines the same day: when, what you said, what they said, what was agreed, when you'll look at it again. Offer them a copy.
2. Do what you promised by when you promised it.
3. Look at it again on the day you named. Most people skip this. It's the half that shows you meant it.
4. Say so when it's better.

## About yourself

You'll get some of them wrong. Go back: “I didn't put that well on Tuesday. May I try again?” Nobody has ever thought less of a manager for that sentence.

And find somebody, in another practice, to whom you can say “I've got one of *those* at four o'clock”. If you have nobody yet, [ask](/forum/tea-room). You're not the only one with one of those at four o'clock.
`,
};

export const accessAndPeopleGuides: readonly PageSeed[] = [access, telephones, onlineRequests, staffing, rotaGuide, hardConversations];
