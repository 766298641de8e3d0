// Long because people talk at length: these are conversations, read in order.
import type { TopicSeed } from "./seed-types";

const patientGroup: TopicSeed<"running-the-practice"> = {
  category: "running-the-practice",
  title: "Our patient participation group is three men called John",
  authorKey: "leon",
  daysAgo: 21,
  posts: [
    {
      authorKey: "leon",
      hoursAfter: 0,
      bodyMarkdown:
        "That is only slightly unfair: there's also a Jonathan. They're devoted, they come to everything, and together they know one street and one decade of our 11,000 patients. I don't want to lose them. I want the other 10,996. What has worked?",
    },
    {
      authorKey: "moderator",
      hoursAfter: 2,
      bodyMarkdown:
        "Stop calling it a group. We have 140 people who said “you may ask me things by text, four times a year”. The Johns are the ones who like meetings. Both are participation.",
    },
    {
      authorKey: "deborah",
      hoursAfter: 4,
      bodyMarkdown:
        "Go where they already sit. Baby clinic, the food bank, the mosque's women's lunch, the sixth form. I ask one question, the same everywhere, and bring cake. It's how I found out that nobody under thirty knew that we do evening appointments.",
    },
    {
      authorKey: "sian",
      hoursAfter: 6,
      bodyMarkdown:
        "Do ask your Johns what they would like to be asked. Ours turned out to be a retired bus planner. He redrew the walk from the stop to our door, with a dropped kerb and a bench, and got the council to do it.",
    },
    {
      authorKey: "kath",
      hoursAfter: 21,
      bodyMarkdown:
        "Tell people what happened. “You said, we did” posters go brown on the wall; a text that says “you asked for X, it starts on Monday” gets answers. And say when it's a no, and why. I think people respect a no more than a “we are looking into it”.",
    },
    {
      authorKey: "leon",
      hoursAfter: 26,
      bodyMarkdown:
        "John (the first) was in fact a radio engineer. He's just offered to find out why the waiting room speaker hums. I take back my tone.",
    },
    {
      authorKey: "wilhelmina",
      hoursAfter: 50,
      bodyMarkdown:
        "Might I suggest a rota of chairs? In ours the chair changes each year, and may not be held by the same person twice in a row. There was some dignified resistance.",
    },
    {
      authorKey: "leon",
      hoursAfter: 430,
      bodyMarkdown:
        "Three weeks in: 96 people on the text list, a lunch visit with 14 women who'd never heard of us having a group, and the speaker has stopped humming. First question sent: “What would make it easier to get help from us?” 61 answers, 22 of them about the *phone menu*. I could have guessed. But now it's theirs.",
    },
  ],
};

const socialMedia: TopicSeed<"running-the-practice"> = {
  category: "running-the-practice",
  title: "“Surgery shut AGAIN, typical”: do you answer the town's Facebook group?",
  authorKey: "leon",
  daysAgo: 9,
  posts: [
    {
      authorKey: "leon",
      hoursAfter: 0,
      bodyMarkdown:
        "We weren't shut. We had the door closed for 40 minutes for fire training. The post has 212 comments. Two are from our own staff, defending us at midnight with more passion than grammar. What do you do?",
    },
    {
      authorKey: "kath",
      hoursAfter: 1,
      bodyMarkdown:
        "Nothing, in that group. Never, ever under an individual's complaint: you can't even confirm that someone's a patient. We post on *our* page, once, the facts and the next time we'll be closed for training. Then phones away.",
    },
    {
      authorKey: "oneLetter",
      hoursAfter: 2,
      bodyMarkdown:
        "Disagree a bit. Our town group has 9,000 people, the practice has 8,200. If we're not there, then Barry is. I asked the group's admin if we may post one factual notice a week, with comments switched off. She was delighted; she's a patient, she's sick of Barry too.",
    },
    {
      authorKey: "neil",
      hoursAfter: 3,
      bodyMarkdown:
        "Ours has the tyre place on the corner by the old station. Forty posts a week. I went in for two tyres and we had a very civil talk, and he's stopped. Go and see your Barry.",
      removed: {
        by: "moderator",
        byKey: "kath",
        why: "Somebody who is not here to answer can be recognised from the trade and the place. Please tell it again without them: the point about going to see people is a good one.",
        hoursAfterPost: 2,
        appeal: {
          hoursAfterRemoval: 17,
          text: "I said nothing against him. We get on. If it's the street, take out the street and leave the rest: it's the only post in there that says you could talk to people.",
        },
      },
    },
    {
      authorKey: "tolu",
      hoursAfter: 4,
      bodyMarkdown:
        "For the staff: be kind first. They were sticking up for you. Then a one-page policy, agreed with them: you may say where you work, you don't discuss patients, rotas or colleagues, you don't answer for the practice, and if you're attacked by name you tell me and I deal with it. Screenshot anything threatening; that's another matter, and we do act.",
    },
    {
      authorKey: "nour",
      hoursAfter: 9,
      bodyMarkdown:
        "Put notices up *before*. “On Wednesday from 1pm to 1:40pm we practise for a fire.” Nobody is angry at a fire practice that they knew about.",
    },
    {
      authorKey: "joseph",
      hoursAfter: 25,
      bodyMarkdown:
        "And change the door sign. Ours says “Training until 1:40pm – urgent? Ring the bell” and somebody always rings the bell and they're always right to.",
    },
    {
      authorKey: "leon",
      hoursAfter: 100,
      bodyMarkdown:
        "We put the training dates for the year on our page and on the door, and the admin of the town group has pinned it. Staff had cake, a thank-you, and the one page. Barry has moved on to the bins.",
    },
    { authorKey: "kath", hoursAfter: 101, bodyMarkdown: "Then heaven help the bins." },
  ],
};

const babyClinic: TopicSeed<"running-the-practice"> = {
  category: "running-the-practice",
  title: "Childhood immunisations: the 40 families who never come on a Tuesday",
  authorKey: "judith",
  daysAgo: 80,
  posts: [
    {
      authorKey: "judith",
      hoursAfter: 0,
      bodyMarkdown:
        "Our uptake is good until you look at who's missing: the same few streets, and hardly any of them are against vaccines. They are busy. Tuesday 1pm to 3pm does not suit anybody who's paid by the hour. What have you moved?",
    },
    {
      authorKey: "fiona",
      hoursAfter: 3,
      bodyMarkdown:
        "We did any-nurse, any-time: if a child is here for anything and is due, and the parent's happy, it's done then. It needs stock in the right place, a nurse with the training on each day, and a prompt on the screen that people don't click away. It found us 17 in the first month.",
    },
    {
      authorKey: "gosia",
      hoursAfter: 5,
      bodyMarkdown:
        "After school, 3:30pm to 5:30pm, once a fortnight, with toys and a second receptionist. Full each time. It is loud. Bring tablets. For the staff.",
    },
    {
      authorKey: "nour",
      hoursAfter: 9,
      bodyMarkdown:
        "A call from someone who speaks the language, not a third letter. I rang 12 families. Nine booked on the phone. Two had had everything abroad and nobody had asked them for the papers. One wanted to talk to a nurse first, and then came.",
    },
    {
      authorKey: "yasmin",
      hoursAfter: 25,
      bodyMarkdown:
        "Ask your child health team for the list that *they* have and lay it next to yours. Ours differed by 31 children, mostly moved away. Cleaning the list isn't cheating; it's finding out whom you are worried about.",
    },
    {
      authorKey: "judith",
      hoursAfter: 900,
      bodyMarkdown:
        "Reporting back: after-school clinic, any-nurse, and Nour's phone calls (she's next door, I paid in lemon cake). Of 40 families, 29 now up to date, 6 had moved, 3 are thinking, 2 said no thank you. I know each of them now, and that was the point.",
    },
  ],
};

const toneComplaint: TopicSeed<"running-the-practice"> = {
  category: "running-the-practice",
  title: "Complaint about a receptionist's tone: who listens to the call, and with whom?",
  authorKey: "grace",
  daysAgo: 101,
  posts: [
    {
      authorKey: "grace",
      hoursAfter: 0,
      bodyMarkdown:
        "“She was rude.” I listened to the recording and she wasn't, quite. She was quick, it was 8:06am, and she said “as I have said” twice. How do you handle the conversation with her? And do you play it to her?",
    },
    {
      authorKey: "nour",
      hoursAfter: 2,
      bodyMarkdown:
        "Yes, but ask her first whether she wants to hear it alone or with you. I was once the one with the recording. I wanted ten minutes on my own, because I could hear it before anybody explained it.",
    },
    {
      authorKey: "moderator",
      hoursAfter: 4,
      bodyMarkdown:
        "Start with “tell me about that morning”. In ours there was always a reason: third abusive call in a row, or no break since seven. Then the sentence that could have been another sentence. “As I've said” → “Let me try to say that better.” One sentence, not a character reference.",
    },
    { authorKey: "neil", hoursAfter: 9, bodyMarkdown: "And listen to five good ones off her the same day. Play one of those and all." },
    {
      authorKey: "bounced",
      hoursAfter: 26,
      bodyMarkdown:
        "In the answer to the patient: sorry that it sounded short, no excuses about demand, what we changed. Don't write that the recording shows she was polite. Nobody has ever felt better after reading that.",
    },
    {
      authorKey: "grace",
      hoursAfter: 120,
      bodyMarkdown:
        "We listened to it together, twice, and then to one where she was wonderful. She chose the better sentence herself. She also said that the 8am slot three days running was too much, and she's right: I hadn't seen it in the rota, because I'd written the rota.",
    },
  ],
};

const nobodysMailbox: TopicSeed<"running-the-practice"> = {
  category: "running-the-practice",
  title: "Who answers the mailbox that everybody can see and nobody answers?",
  authorKey: "tess",
  daysAgo: 51,
  posts: [
    {
      authorKey: "tess",
      hoursAfter: 0,
      bodyMarkdown:
        "We've a shared address that is printed on everything. Eleven people have access. On Friday I found a mail from the coroner's officer, nine days old, read by six of us. Everyone thought that somebody else had it. How do you do yours?",
    },
    {
      authorKey: "joseph",
      hoursAfter: 1,
      bodyMarkdown:
        "One person a day, by name, in the rota, with two half-hours for it. “Everyone” has access so that the one can be ill, not so that everybody can look.",
    },
    {
      authorKey: "sian",
      hoursAfter: 2,
      bodyMarkdown: `> One person a day, by name, in the rota

Yes, but who sees to it when that one is on the desk because two others are off? It's the first thing to go here.`,
    },
    {
      authorKey: "joseph",
      hoursAfter: 3,
      bodyMarkdown: `> > One person a day, by name, in the rota
>
> Yes, but who sees to it when that one is on the desk

Then the mailbox is handed over aloud, like a baby. “You have the inbox.” “I have the inbox.” It sounds silly. It has worked since May.`,
    },
    {
      authorKey: "hamish",
      hoursAfter: 5,
      bodyMarkdown: `> > > One person a day, by name, in the rota
> >
> > Yes, but who sees to it when that one is on the desk
>
> Then the mailbox is handed over aloud, like a baby.

We do precisely this with keys, in my former trade with worse things. “I have it” is the whole procedure. Add: opened means owned. If you read it, you move it to your name or to somebody's who has said yes.`,
    },
    {
      authorKey: "terry",
      hoursAfter: 8,
      bodyMarkdown: `> > > > One person a day, by name, in the rota
> > >
> > > Yes, but who sees to it when that one is on the desk
> >
> > Then the mailbox is handed over aloud, like a baby.
>
> We do precisely this with keys

At the risk of the deepest quotation in the history of this forum: the trouble isn't the person, it is the address. Take it off everything except one leaflet. Ours went from 80 a day to 25, because 55 were people who'd found it and had no idea what it was for.`,
    },
    {
      authorKey: "tess",
      hoursAfter: 30,
      bodyMarkdown: "“Opened means owned” is on a sticky note on eleven screens. The coroner's officer was very nice. I have aged.",
    },
    {
      authorKey: "oneLetter",
      hoursAfter: 75,
      bodyMarkdown:
        "Auto-reply: say what it's *not* for. “Not for anything urgent, not for prescriptions; a person reads this by 5pm today.” Then be that person by 5pm.",
    },
  ],
};

const registering: TopicSeed<"running-the-practice"> = {
  category: "running-the-practice",
  title: "Registering people who have no proof of address: how do you train a new desk?",
  authorKey: "mustafa",
  daysAgo: 36,
  posts: [
    {
      authorKey: "mustafa",
      hoursAfter: 0,
      bodyMarkdown:
        "Each time that somebody new starts at our desk, I find within a month that a patient has been sent away for want of a gas bill. I explain, they understand, a month later it happens again. What have you got that sticks?",
    },
    {
      authorKey: "nour",
      hoursAfter: 2,
      bodyMarkdown:
        "A card that you can hold. One side: “You can register without proof of address, without ID, and whatever your immigration status.” Other side: the same in the languages of our street. Staff show it to the patient and to themselves.",
    },
    {
      authorKey: "deborah",
      hoursAfter: 4,
      bodyMarkdown:
        "We took the question off the form. If it isn't asked, nobody can refuse for lack of an answer. Where we can't reach somebody by post we ask how we can: phone, hostel, a friend. Do look at the current national guidance on registration; it is short and very clear, and I have the relevant sentence on the wall.",
    },
    {
      authorKey: "grace",
      hoursAfter: 9,
      bodyMarkdown:
        "Tell the story, not the rule. I tell everyone who starts about the day on which we turned away a man with a cough, who was then in hospital for five weeks. No names. It's the only part of the induction they all remember.",
    },
    {
      authorKey: "restricted",
      hoursAfter: 28,
      bodyMarkdown:
        "I would keep a note for when somebody insists that they “have to” prove who they are because of a previous practice. People arrive with a folder. Let them show you if they want to; just don't need it.",
    },
    {
      authorKey: "mustafa",
      hoursAfter: 210,
      bodyMarkdown:
        "Card printed, question removed, story told. And I put a test patient through: my cousin, no papers, Tuesday at 9am. She was registered in six minutes, and offered a glass of water. I'm more proud of the water.",
    },
  ],
};

const smearInvitation: TopicSeed<"running-the-practice"> = {
  category: "running-the-practice",
  title: "Has anybody tried cervical screening on a Saturday morning without making it horrible?",
  authorKey: "fiona",
  daysAgo: 18,
  posts: [
    {
      authorKey: "fiona",
      hoursAfter: 0,
      bodyMarkdown:
        "We have two sample takers willing to do one Saturday a month. My worry is the waiting room: I don't want it to look like a queue for the thing that it is a queue for. If you've done it, how did you set out the morning?",
    },
  ],
};

export const patientsAndPublicTopics = [patientGroup, socialMedia, babyClinic, toneComplaint, nobodysMailbox, registering, smearInvitation];
