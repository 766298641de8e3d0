import type { ApplicationSeed, InvitationSeed } from "./seed-types";

/** Applications in each state, the oldest first. */
export const applications: readonly ApplicationSeed[] = [
  {
    fullName: "Imogen Farthingale",
    jobTitle: "Deputy practice manager",
    organisation: "Brindlewick Family Practice",
    email: "imogen.farthingale@brindlewick.example",
    interests: ["Staffing", "Training"],
    daysAgo: 66,
    approved: { byKey: "contacts", daysAfter: 2, organisation: "Brindlewick Family Practice", odsCode: "X99008" },
  },
  {
    fullName: "Piers Lockyer-Dunn",
    jobTitle: "Regional sales director",
    organisation: "Rotabright Scheduling",
    email: "piers@rotabright.example",
    interests: ["Staffing", "Digital and data", "Finance", "PCN working"],
    choices: ["events-email"],
    daysAgo: 40,
    declined: {
      byKey: "steering",
      daysAfter: 3,
      reason:
        "Thank you for your interest. Membership is for people who work in general practice or a primary care network, and we do not admit suppliers. The open guidance, the news and the newsletters for everybody are there for you. If we have misunderstood what you do, ask and somebody else will look again.",
    },
  },
  {
    fullName: "Magnus Oyelaran",
    jobTitle: "Practice manager",
    organisation: "X99012",
    email: "magnus.oyelaran@tanyard-quay.example",
    interests: ["Premises"],
    daysAgo: 29,
    withdrawnDaysAfter: 6,
  },
  {
    // the same name as a member's
    fullName: "Grace Tetteh",
    jobTitle: "Reception and facilities manager",
    organisation: "Dunmarsh Lane Practice",
    email: "grace.t@dunmarsh.example",
    interests: ["Patient access", "Premises"],
    choices: ["events-email"],
    daysAgo: 11,
  },
  {
    fullName: "Bronwen Achterberg-Rhys",
    jobTitle: "Consultant (management and estates)",
    organisation: "Self-employed, at the moment in two practices in the north of the county",
    email: "bronwen@achterberg-rhys.example",
    interests: ["Premises", "Finance"],
    daysAgo: 8,
    question: {
      byKey: "contacts",
      daysAfter: 1,
      text: "Thank you for applying. We admit people who are responsible for running a practice, also as an interim. Could you tell us which two practices you are at, what you are responsible for there, and until about when?",
    },
  },
  {
    fullName: "Samuel Ekwueme",
    jobTitle: "Operations manager",
    organisation: "Harrowmere Medical Centre",
    email: "samuel.ekwueme@harrowmere.example",
    interests: ["Digital and data", "Patient access"],
    choices: ["events-email", "services-email"],
    daysAgo: 6,
    question: {
      byKey: "steering",
      daysAfter: 1,
      text: "Priya Venkataraman told us that a colleague would apply, and the address fits. One thing only: your address was made last week. Did you start recently, and what will you be doing?",
      answer: {
        hoursAfter: 5,
        text: "I started on the first of the month, from an ambulance trust, where I ran a control room. I look after reception, the phones and the rota. Priya sits opposite me and says hello.",
      },
    },
  },
  {
    fullName: "Rosalind Achebe-Thorne",
    jobTitle: "Assistant practice manager",
    organisation: "x99004",
    email: "rosalind.achebe-thorne@oxleyford.example",
    interests: ["Training", "Complaints"],
    daysAgo: 3,
  },
  {
    applicantKey: "pending",
    fullName: "Colin Battersby",
    jobTitle: "Assistant practice manager",
    organisation: "Saltreach Harbour Practice",
    email: "pending@demo.example",
    interests: ["Finance"],
    daysAgo: 2,
  },
  {
    fullName: "Henrietta Blyth",
    jobTitle: "Practice manager",
    organisation: "Kestrelbank Surgery",
    email: "henrietta.blyth@kestrelbank.example",
    interests: [],
    daysAgo: 1,
    unproven: true,
  },
];

/** Invitations of the steering group in each state, the oldest first. */
export const invitations: readonly InvitationSeed[] = [
  {
    inviteeKey: "specialist",
    fullName: "Miriam Castellane",
    email: "specialist@demo.example",
    groups: ["pcn-leads"],
    message:
      "Dear Miriam, the PCN leads would be glad of your help with shared records and access across practices. You would read and write in their group only. Dilip",
    daysAgo: 149,
    endsInDays: 180,
    accepted: true,
  },
  {
    fullName: "Alastair Penhaligon",
    email: "a.penhaligon@penhaligon-pensions.example",
    groups: ["pcn-leads"],
    message: "Dear Alastair, you kindly offered to answer questions about pensions for shared staff for a quarter.",
    daysAgo: 80,
    endsInDays: 60,
  },
  {
    fullName: "Dr Safiya Noorani",
    email: "safiya.noorani@clinical-safety.example",
    groups: ["digital-champions"],
    message: "",
    daysAgo: 9,
    endsInDays: 200,
    revokedDaysAfter: 1,
  },
  {
    fullName: "Dr Safiya Noorani-Hughes",
    email: "safiya@noorani-hughes.example",
    groups: ["digital-champions"],
    message:
      "Dear Safiya, our digital champions are about to try tools that listen and write notes, and would like somebody beside them who has written a clinical safety case. It would be for about half a year, an hour a week. Dilip (the first invitation had your old address: sorry)",
    daysAgo: 5,
    endsInDays: 200,
  },
];
