// Long because people talk at length: these are conversations, read in order.
import type { TopicSeed } from "./seed-types";

const recruiting: TopicSeed<"money-people-premises"> = {
  category: "money-people-premises",
  title: "140 applications for one receptionist, and nine of them read the advert",
  authorKey: "tolu",
  daysAgo: 25,
  posts: [
    {
      authorKey: "tolu",
      hoursAfter: 0,
      bodyMarkdown:
        "The job site makes it one click. 140 clicks. I have no time to read 140 letters that begin “Dear Hiring Team at Company”. What have you put in front, that's fair and doesn't put off the good ones, who are often the shy ones?",
    },
    {
      authorKey: "grace",
      hoursAfter: 2,
      bodyMarkdown:
        "One question in the advert: “A person at the desk is worried and doesn't want to say why in front of the queue. What do you do first? Four sentences, please.” No answer, no shortlist. We went from 120 to 31, all worth reading, and the best four sentences came from someone who'd never worked in an office.",
    },
    {
      authorKey: "fiona",
      hoursAfter: 4,
      bodyMarkdown:
        "Say the hours. All of them, with the Saturday and the 7:30am. And the pay, as a number. Half of our “withdrew before interview” had no idea that we meant Saturday.",
    },
    {
      authorKey: "gosia",
      hoursAfter: 7,
      // pasted from a word processor and a spreadsheet, as people do
      bodyMarkdown: `I invite the last six for one hour at the desk before the interview, to sit and watch. Two always say thank you and go home. These two would have left in week three.

What we tell them before they come:

•\tno phone on the desk
•\tnothing that you hear leaves the building
•\task us anything afterwards

Day\tHours\tVisits
Tuesday\t8 to 9\t2
Thursday\t5 to 6:30\t4

Come to the side door:
Brook Lane Surgery
1 Example Street
Leeds

>5 in one evening was too many, for us and for them.`,
    },
    {
      authorKey: "dan",
      hoursAfter: 24,
      bodyMarkdown:
        "Hotel trick: ring them instead of mailing them to invite them. You'll know in one minute how they'd sound to a worried person at eight in the morning.",
    },
    {
      authorKey: "judith",
      hoursAfter: 28,
      bodyMarkdown: "Have the person who'll train them on the panel. They choose better than we do, and then they *want* it to work.",
    },
    {
      authorKey: "tolu",
      hoursAfter: 290,
      bodyMarkdown:
        "Four-sentence question, real hours, phone call, an hour at the desk. 34 applications, six visits, two offers, as the second was too good to let go and Bola found the money. Both start next month. I'm doing this again.",
    },
  ],
};

const merger: TopicSeed<"money-people-premises"> = {
  category: "money-people-premises",
  title: "Merging with the practice across the road: what did you do on day one?",
  authorKey: "sue",
  daysAgo: 190,
  posts: [
    {
      authorKey: "sue",
      hoursAfter: 0,
      bodyMarkdown:
        "It's signed. In eleven weeks Tollgate joins us: 3,900 patients, eight staff, one cat. I've a project plan with 140 lines from the consultants. I'd rather have ten from people who've done it. What mattered on the actual first day?",
    },
    {
      authorKey: "steering",
      hoursAfter: 2,
      bodyMarkdown:
        "Three practices into one, seven years ago. On day one, only four things counted: phones answered with the right name, prescriptions went out, everyone could log in, and everybody knew where to sit. Everything else can be bad for a month. Those four can't be bad for an hour.",
    },
    {
      authorKey: "deborah",
      hoursAfter: 5,
      bodyMarkdown:
        "Name tags for *everyone*, including those who've been there for thirty years. And lunch, on the practice, sitting mixed: I put coloured dots on the tags and you had to sit with two of another colour. They mocked me. They talked.",
    },
    {
      authorKey: "tolu",
      hoursAfter: 8,
      bodyMarkdown:
        "Letters to all the staff in good time on what transfers, what changes and what doesn't. It's a legal consultation and it's also the moment in which people decide whether to trust you. Take advice early, and answer each question in writing to both teams on the same day. Rumour fills every gap longer than 24 hours.",
    },
    {
      authorKey: "joseph",
      hoursAfter: 21,
      bodyMarkdown:
        "The clinical systems merge is on a date that the supplier chooses. Book it now. In the weeks before, both sites freeze new templates and clean up the task lists: 2,300 open tasks on one side and “Dr Smith's tasks” from 2011 on the other. Nobody wants to inherit those.",
    },
    {
      authorKey: "kath",
      hoursAfter: 26,
      bodyMarkdown:
        "Let them grieve a bit. They had their own mugs and their own jokes about the stairs. Somebody should make a speech about the old place and mean it.",
    },
    {
      authorKey: "sue",
      hoursAfter: 60,
      bodyMarkdown: "The cat! I should say that the cat is staying. It comes with the building and has opinions about ramps.",
    },
    {
      authorKey: "sue",
      hoursAfter: 2100,
      bodyMarkdown:
        "Two weeks after. Phones: fine. Prescriptions: one bad Wednesday. Log-ins: two people, sorted by ten. Seats: a sit-in over the window desk, settled by drawing lots. Kath's advice was the best of all. We had tea in the old waiting room on the last day and the retired senior partner read out the first page of the 1934 visiting book. There wasn't a dry eye, including the cat's.",
    },
    {
      authorKey: "sue",
      hoursAfter: 4200,
      bodyMarkdown:
        "And after six months, since someone asked me privately: we lost one person, whom we would have lost anyway. List is up by 130. I would do the dots again, and I'd do the systems merge a month *later* than the legal one, not the same week.",
    },
  ],
};

const flexibleWorking: TopicSeed<"money-people-premises"> = {
  category: "money-people-premises",
  title: "Four flexible working requests in one week, and all four want Fridays",
  authorKey: "kath",
  daysAgo: 3,
  posts: [
    {
      authorKey: "kath",
      hoursAfter: 0,
      bodyMarkdown:
        "All reasonable people, all good reasons, all of them want Friday. I can lose one, perhaps one and a half. If I take them in the order in which they arrived, I reward whoever types fastest. How would you do it, fairly *and* by the book?",
    },
    {
      authorKey: "tolu",
      hoursAfter: 1,
      bodyMarkdown:
        "By the book first: it's a right from the first day in the job, you must consult before you say no, there's a time limit for deciding, and a refusal needs one of the listed business reasons. Check the current [Acas](https://www.acas.org.uk/) code, it changed recently. Then, legally each request stands alone, but nothing stops you asking all four whether they'd like to talk together, if each is willing.",
    },
    {
      authorKey: "gosia",
      hoursAfter: 2,
      bodyMarkdown:
        "Ask what the Friday is *for*. We had three Fridays: one needed school pick-up, so 3pm was enough; one was for her mother, any day would do; only one was truly the Friday.",
    },
    {
      authorKey: "neil",
      hoursAfter: 4,
      bodyMarkdown:
        "Trial. Eight weeks, written down as a trial. Then look what actually broke. Half of what I was sure would break didn't.",
    },
    {
      authorKey: "manager",
      hoursAfter: 5,
      bodyMarkdown:
        "Ask what the Friday is *like*, too. Ours was an afternoon alone on the phones. We split it by the half hour, and two of my three Friday people found that they minded it less than they'd thought.",
    },
    {
      authorKey: "anneke",
      hoursAfter: 7,
      bodyMarkdown:
        "And tell the rest of the team. In ours the resentment came not from the four but from the five who had never asked, because they thought that one couldn't.",
    },
    {
      authorKey: "kath",
      hoursAfter: 24,
      bodyMarkdown:
        "I've asked each what Friday is for. Gosia, you're a witch: school, allotment, mother, and “I just hate Fridays here”. The last one is a different conversation and I'm ashamed that I hadn't had it.",
    },
    {
      authorKey: "tolu",
      hoursAfter: 25,
      bodyMarkdown: "That's the best outcome of a flexible working request I know: finding out what's the matter with Friday.",
    },
    {
      authorKey: "kath",
      hoursAfter: 48,
      bodyMarkdown:
        "What's the matter with Friday is that the results all come at four and there's one of her. Moving a body from Monday morning to Friday afternoon, trial of eight weeks, and three requests granted in part. Letters go today, and I've told everyone that they can ask.",
    },
  ],
};

const rotaOwner: TopicSeed<"money-people-premises"> = {
  category: "money-people-premises",
  title: "The rota lives in a spreadsheet that only one person understands",
  authorKey: "gosia",
  daysAgo: 58,
  posts: [
    {
      authorKey: "gosia",
      hoursAfter: 0,
      bodyMarkdown:
        "It is me. I am the person. 14 tabs, colours that mean things, one cell that must not be touched. I'm going on holiday for three weeks in spring and I'd like to come back to a practice. Software, or a better spreadsheet?",
    },
    {
      authorKey: "imran",
      hoursAfter: 1.5,
      bodyMarkdown:
        "Neither yet. Write down the *rules* first, on paper: who may be off together, minimum at the desk by hour, who opens, who does Saturdays. We bought the software first and then found that nobody could tell it what we wanted.",
    },
    { authorKey: "mustafa", hoursAfter: 2, bodyMarkdown: "As the victim in the next room: please, yes. I'd like to know what purple is." },
    {
      authorKey: "gosia",
      hoursAfter: 2.5,
      bodyMarkdown: "Purple is “has been asked and said yes but does not know yet that it moved”. OK. I hear it now.",
    },
    {
      authorKey: "tolu",
      hoursAfter: 6,
      bodyMarkdown:
        "When you have the rules, give the spreadsheet to somebody else for one ordinary week while you sit beside them and keep your hands in your lap. What they ask you is the manual.",
    },
    {
      authorKey: "dan",
      hoursAfter: 22,
      bodyMarkdown:
        "In hotels we publish six weeks ahead, and changes go through one person. Not because she's the only one who understands, but so that one person knows. Different thing.",
    },
    {
      authorKey: "gosia",
      hoursAfter: 150,
      bodyMarkdown:
        "Mustafa did last week. He asked 23 questions, I've written down 23 answers, and 9 of the 14 tabs have been put to sleep. He has abolished purple.",
    },
    { authorKey: "mustafa", hoursAfter: 151, bodyMarkdown: "I regret nothing at all. Look how clean it is." },
  ],
};

export const hiringAndRotasTopics = [recruiting, merger, flexibleWorking, rotaOwner];
