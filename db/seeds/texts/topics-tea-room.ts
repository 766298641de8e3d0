// Long because people talk at length: these are conversations, read in order.
import type { TopicSeed } from "./seed-types";

const lastFriday: TopicSeed<"tea-room"> = {
  category: "tea-room",
  title: "Thirty-four years and one last Friday",
  authorKey: "pauline",
  daysAgo: 10,
  posts: [
    {
      authorKey: "pauline",
      hoursAfter: 0,
      bodyMarkdown: `I've put it off long enough. My last day is the last Friday of next month. I came for six weeks, one summer, to sort out a filing cabinet.

I would like no speech, one cake, and for somebody to tell me what you do with a diary that has nothing in it.`,
    },
    { authorKey: "deborah", hoursAfter: 0.5, bodyMarkdown: "There will be a speech. I'm sorry. I've been writing it since 2019." },
    {
      authorKey: "kath",
      hoursAfter: 1,
      bodyMarkdown:
        "Oh, Pauline. You rang me in my second week and said “it's all just people, love, and some of them are forms”. I've said it to every deputy I've had.",
    },
    {
      authorKey: "terry",
      hoursAfter: 2,
      bodyMarkdown:
        "You gave me a key, a torch and a list of who not to ask before ten. Best handover of my life, and I was only there for nine weeks.",
    },
    {
      authorKey: "marcus",
      hoursAfter: 3,
      bodyMarkdown:
        "I've been here for two months and I have filled half a notebook with “Pauline says”. What am I meant to do on the Monday?",
    },
    { authorKey: "pauline", hoursAfter: 4, bodyMarkdown: "Open the other half, Marcus." },
    { authorKey: "sue", hoursAfter: 6, bodyMarkdown: "Did you ever sort out the filing cabinet?" },
    { authorKey: "pauline", hoursAfter: 7, bodyMarkdown: "No. Nobody has ever found the key to it." },
    {
      authorKey: "manager",
      hoursAfter: 9,
      bodyMarkdown:
        "Pauline, in my first month you told me to photograph the stopcock, and I thought that you were joking. Thank you for the dry ceiling, and for picking up the phone each time after that.",
    },
    {
      authorKey: "moderator",
      hoursAfter: 25,
      bodyMarkdown:
        "On behalf of this forum: 34 years, three computer systems, two floods, one royal visit that nobody had told us about. The account stays open for as long as you like, under the heading “veteran”. We may need to ask about the filing cabinet.",
    },
    {
      authorKey: "sian",
      hoursAfter: 29,
      bodyMarkdown:
        "Diolch am bopeth. As for the diary: put one thing in each day for the first month, a small one, with somebody else in it. My mother's advice. It worked for her, and she'd run a school.",
    },
    {
      authorKey: "dan",
      hoursAfter: 72,
      bodyMarkdown: "I'd like to formally request that “it's all just people, love, and some of them are forms” be embroidered.",
    },
    { authorKey: "tolu", hoursAfter: 120, bodyMarkdown: "Dan: ordered. It'll be in the tea room by the Friday." },
    {
      authorKey: "pauline",
      hoursAfter: 215,
      bodyMarkdown:
        "I've read all of these in one go, in the car park, and had to wait for ten minutes before I could go in. Thank you. The cabinet's being opened on the Thursday. You are all invited.",
    },
  ],
};

const handedIn: TopicSeed<"tea-room"> = {
  category: "tea-room",
  title: "The strangest thing anybody has handed in at your desk",
  authorKey: "neil",
  daysAgo: 78,
  posts: [
    { authorKey: "neil", hoursAfter: 0, bodyMarkdown: "No patients, no details. Just the object. Today: one roller skate. Left foot." },
    {
      authorKey: "imran",
      hoursAfter: 0.4,
      bodyMarkdown:
        "A live lobster, in a carrier bag, “for the doctor”. It lived in the vaccine fridge's cardboard box for an hour (*not* in the fridge, Fiona) and then in the harbour.",
    },
    { authorKey: "fiona", hoursAfter: 0.8, bodyMarkdown: "I felt my eye twitch before I got to the brackets." },
    { authorKey: "sian", hoursAfter: 2, bodyMarkdown: "Dannedd. Teeth. A full set, in an envelope, first class." },
    {
      authorKey: "wilhelmina",
      hoursAfter: 5,
      bodyMarkdown:
        "A sealed letter addressed to the practice manager of 1961. I opened it with some ceremony. It was a complaint about parking.",
    },
    {
      authorKey: "hamish",
      hoursAfter: 8,
      bodyMarkdown:
        "A hand grenade, from a loft, in a tea towel. I'm the person for whom that was a quiet afternoon; for the receptionist, less so. It was empty. Road shut for two hours. She has a certificate.",
    },
    { authorKey: "meiling", hoursAfter: 21, bodyMarkdown: "A thank-you card with £2.40 in it, “for the stamps in 1998”." },
    { authorKey: "grace", hoursAfter: 25, bodyMarkdown: "The other roller skate?" },
    {
      authorKey: "neil",
      hoursAfter: 31,
      bodyMarkdown: "Grace. It was a size 9. It WAS the other one. She'd come from your side of town on the bus.",
    },
    {
      authorKey: "kath",
      hoursAfter: 60,
      bodyMarkdown: "I've waited two days to say that nothing in the history of primary care has pleased me more.",
    },
  ],
};

const springMeeting: TopicSeed<"tea-room"> = {
  category: "tea-room",
  title: "Spring meeting: shorter, further north, or both?",
  authorKey: "contacts",
  daysAgo: 20,
  posts: [
    {
      authorKey: "contacts",
      hoursAfter: 0,
      bodyMarkdown:
        "We're choosing a place and a shape for the members' meeting in spring. Last year: a whole day, in the south, 61 people, lovely lunch, and the last talk was to eleven of them. Tell me what would make you come, and what would make you leave early.",
    },
    {
      authorKey: "neil",
      hoursAfter: 1,
      bodyMarkdown: "North. Start after ten. No one from Yorkshire should have to see five o'clock twice in a day.",
    },
    { authorKey: "gosia", hoursAfter: 2, bodyMarkdown: "Fewer talks, more tables. The best hour last year was when the projector broke." },
    {
      authorKey: "rahul",
      hoursAfter: 5,
      bodyMarkdown: "Two days' notice of who's coming, by job. I met the one person with my exact problem in the queue for the coats.",
    },
    {
      authorKey: "oleksandra",
      hoursAfter: 24,
      bodyMarkdown:
        "Half a day with an online part for people who cannot leave the desk. And please say in the invitation what one can wear. I wore a suit. Nobody else wore a suit.",
    },
    {
      authorKey: "leon",
      hoursAfter: 28,
      bodyMarkdown: "A session for questions you can't ask in your own building. Chatham House rule, tea, no slides.",
    },
    {
      authorKey: "contacts",
      hoursAfter: 200,
      bodyMarkdown:
        "Decided: north, 10:30am to 3:30pm, tables with a question on each, one talk only and that before lunch, and a half hour called “The projector is broken”. Dates in [News](/news) when the room has been confirmed. Wear what you like, Oleksandra; the suit was splendid.",
    },
  ],
};

const holidays: TopicSeed<"tea-room"> = {
  category: "tea-room",
  title: "عيد مبارك, Wesołych Świąt, Happy Diwali: which days does your practice calendar know?",
  authorKey: "nour",
  daysAgo: 33,
  posts: [
    {
      authorKey: "nour",
      hoursAfter: 0,
      bodyMarkdown:
        "Ours has bank holidays and “Dr W golf”. I am making one with the days that matter to our staff *and* to our patients: when is nobody going to come to a clinic, when is everybody fasting, when should we not send a letter about diabetes? What's on yours?",
    },
    {
      authorKey: "priya",
      hoursAfter: 1,
      bodyMarkdown:
        "Diwali, and the days before it, when no one in my family would come to a blood test. Pongal. And results day for A-levels: the desk gets more calls than in flu week.",
    },
    {
      authorKey: "gosia",
      hoursAfter: 3,
      bodyMarkdown: "All Saints, 1 November. Half of my street is travelling. Empty clinic each year, each year somebody is surprised.",
    },
    {
      authorKey: "sian",
      hoursAfter: 4,
      bodyMarkdown: "Dydd Gŵyl Dewi, the Eisteddfod, and the day of the county show, when you could lie down in our waiting room.",
    },
    {
      authorKey: "meiling",
      hoursAfter: 6,
      bodyMarkdown: "Lunar New Year, 新年快乐, and Qingming. Also the week in which the restaurants do their VAT.",
    },
    {
      authorKey: "fiona",
      hoursAfter: 9,
      bodyMarkdown: "First day of the lobster season. I'm serious. Nobody at sea has a blood pressure.",
    },
    {
      authorKey: "nour",
      hoursAfter: 140,
      bodyMarkdown:
        "I have 31 days now, and beside each one line: “don't book”, “book early”, or “say something nice”. Ramadan moves, so someone has to look it up each year; I have put my own name there. شكراً جزيلاً",
    },
  ],
};

const quizNight: TopicSeed<"tea-room"> = {
  category: "tea-room",
  title: "Quiz for the practice party: questions that only a practice could answer?",
  authorKey: "tolu",
  daysAgo: 2,
  posts: [
    {
      authorKey: "tolu",
      hoursAfter: 0,
      bodyMarkdown:
        "I have 40 people, three teams, one bottle of something. I need fifteen questions. To start you off: “In which year did we last see the bottom of the in-tray?”",
    },
  ],
};

export const teaRoomTopics = [lastFriday, handedIn, springMeeting, holidays, quizNight];
