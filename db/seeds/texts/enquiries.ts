import type { EnquirySeed } from "./seed-types";

/** Enquiries in each state, the oldest first: one is overdue, one was carried out at once, one came to the wrong desk. */
export const enquiries: readonly EnquirySeed[] = [
  {
    category: "question",
    fullName: "Marjorie Stott",
    email: "marjorie.stott@mailbox.example",
    question:
      "I chair the patient group of a practice in the next county. May we print your page about complaint letters for our noticeboard, with your name on it?",
    daysAgo: 48,
    course: [
      { byKey: "contacts", hoursAfter: 4, act: "take" },
      {
        byKey: "contacts",
        hoursAfter: 20,
        act: "reply",
        text: "Dear Marjorie Stott,\n\nYes, with pleasure. Please print the date of the last check as well, so that people can see how old it is, and take it down after a year.\n\nJoanne Tully, membership officer",
      },
      { byKey: "contacts", hoursAfter: 190, act: "close" },
    ],
  },
  {
    category: "personal-data",
    fullName: "Gerald Winstanley",
    email: "g.winstanley@mailbox.example",
    question:
      "I worked at a practice near you until two years ago and I believe that I was on a list of yours. Please tell me what you still hold about me, and erase what you do not need.",
    daysAgo: 37,
    course: [
      { byKey: "admin", hoursAfter: 26, act: "take" },
      {
        byKey: "admin",
        hoursAfter: 27,
        act: "note",
        text: "No account and no subscription under this address. There may be an older one: asked the membership officer to look in the paper list from before the portal.",
      },
      {
        byKey: "admin",
        hoursAfter: 28,
        act: "note",
        text: "He has not pressed the button in the mail yet. Do not send anything about a person to an address that is not confirmed.",
      },
    ],
  },
  {
    category: "stop-contact",
    fullName: "Practice secretary",
    email: "secretary@lower-wrenthwaite.example",
    question:
      "Dr Hale retired last year. Please stop sending her things. She asked me to say thank you and that she's got a greenhouse now.",
    daysAgo: 20,
    course: [
      { byKey: "admin", hoursAfter: 3, act: "stop" },
      {
        byKey: "admin",
        hoursAfter: 3.2,
        act: "reply",
        text: "Thank you for telling us. Nothing more will come to this address. Our good wishes to Dr Hale and the greenhouse.",
      },
      { byKey: "admin", hoursAfter: 75, act: "close" },
    ],
  },
  {
    category: "question",
    fullName: "Ottoline Prewett",
    email: "ottoline.prewett@mailbox.example",
    question:
      "I think that my address was passed on to a company that sells rota software. They mentioned your network. I have never given it to them. Can you find out whether it came from you?",
    daysAgo: 13,
    course: [
      { byKey: "contacts", hoursAfter: 2, act: "move", category: "personal-data", queue: "privacy" },
      { byKey: "admin", hoursAfter: 5, act: "take" },
      {
        byKey: "admin",
        hoursAfter: 30,
        act: "reply",
        text: "Thank you for writing, and I am sorry about the calls. We give addresses to nobody. I have looked at who opened or exported the list of our newsletter in the past year: nobody has. Could you forward us what the company sent? If it names us, we will write to them.",
      },
    ],
  },
  {
    category: "technical",
    fromKey: "oneLetter",
    question:
      "On my phone the table in the topic about the cash-flow calendar runs off the side. I can scroll it, but only if I hit it exactly. iPhone, large text.",
    daysAgo: 8,
    course: [
      { byKey: "admin", hoursAfter: 16, act: "take" },
      {
        byKey: "admin",
        hoursAfter: 40,
        act: "reply",
        text: "Thanks, X. I can see it with large text. It is on the list of known problems in the accessibility statement until it is mended, and I will tell you when it is.",
      },
    ],
  },
  {
    category: "joining",
    fullName: "Bartholomew Nkansah-Reid",
    email: "b.nkansah-reid@two-rivers-surgery.example",
    question: "I am a paramedic who also runs the rota and the premises in a small practice. My contract says “paramedic”. Can I join?",
    daysAgo: 5,
    course: [
      {
        byKey: "contacts",
        hoursAfter: 22,
        act: "reply",
        text: "Dear Bartholomew,\n\nWhat counts is what you do, not what the contract calls it. Write both into your application, and mention the practice's code. The steering group decides; I would be surprised if they minded.\n\nJoanne Tully",
      },
    ],
  },
  {
    category: "complaint",
    fullName: "Ffion Maddocks-Price",
    email: "ffion.maddocks-price@mailbox.example",
    question:
      "One of your guides is quoted on the door of my surgery as a reason why they do not return calls. I read the guide and it says nothing of the kind. I would like you to tell them so, and to tell me that you have.",
    daysAgo: 3,
    course: [{ byKey: "admin", hoursAfter: 20, act: "take" }],
  },
  {
    category: "joining",
    fullName: "عبد الرحمن بن يوسف الحسيني",
    email: "abdulrahman@quayside-health.example",
    question:
      "السلام عليكم. I manage two small practices and my English is better spoken than written. May I apply by telephone, with somebody who helps me? شكراً",
    daysAgo: 1.5,
  },
  {
    category: "question",
    fullName: "Clerk to the council",
    email: "clerk@upper-wrenthwaite-parish.example",
    question:
      "Our parish council would like to know whether a member of your network would come and talk about how a surgery works, on a Thursday evening, for no money and a great deal of cake.",
    daysAgo: 0.6,
  },
];
