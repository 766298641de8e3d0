import type { PageSeed } from "./seed-types";

const first100Days: PageSeed = {
  path: "guidance/first-100-days",
  interests: ["Training"],
  title: "Your first 100 days as a practice manager",
  summary: "What to look at, whom to meet and what to leave alone, in the order that people who have done it would choose.",
  audience: "open",
  authorKey: "editor",
  reviewedDaysAgo: 58,
  position: 1,
  bodyMarkdown: `
You have the keys, the alarm code and a handover note that says “ask Linda”. Linda left in spring. This guide is what a dozen members wish somebody had handed them.

## The first week: safe and paid

Four things cannot wait, because they hurt patients or staff if they slip.

1. **Payroll.** Find out who runs it, the cut-off date, and who can approve it. If you are not yet on the bank mandate, ask a partner to stand in this month.
2. **Access.** Get your own accounts and smartcard. Never use your predecessor's, even for a day.
3. **Safety.** Ask where the emergency drugs, oxygen and defibrillator are, who checks them, and look at the last three checks.
4. **The rota.** Look four weeks ahead for days with no duty doctor or one receptionist.

Then walk the building, slowly, as a patient would: from the car park, through the door, to the desk, to the toilet. Write down what you notice. You will stop noticing by week three.

## Weeks 2 to 4: people

Talk to everybody for 20 minutes. Ask all of them the same three questions: What should I not change? What wastes your time? Who do you ask when you are stuck?

The answers to the third question give you the real organisation chart.

Meet the partners one by one before you meet them together. Ask each what they want to have off their desk by next year. You will hear whether they agree.

Outside the practice, introduce yourself to:

- the primary care network manager and the clinical director
- your contact at the integrated care board, and at the local medical committee
- the accountant, and whoever looks after the building
- the chair of the patient participation group
- the manager of the practice nearest to you, who is likely to become your best source of advice

## Month 2: money and promises

Read the last two years' accounts with the accountant beside you. Ask which income depends on somebody sending a claim, and who sends it.

Make one list of everything the practice has promised to somebody, with dates. It usually holds more than anyone remembers.

| Promise | Where to find it | What goes wrong |
| --- | --- | --- |
| Core contract and local services | Contract file, your ICB | A service is delivered and never claimed |
| Network agreement | Your PCN | Targets shared out and nobody told |
| Registration with the Care Quality Commission | The certificate on the wall | It names people who have left |
| Data Security and Protection Toolkit | [dsptoolkit.nhs.uk](https://www.dsptoolkit.nhs.uk/) | The only log-in was your predecessor's |
| Insurance, leases, service contracts | A drawer | They renew by themselves |

## Month 3: choose two things

By now you have a list of 60 problems. Choose two. One should be small, visible and loved by staff: the broken printer, the key nobody can find, the rota that arrives on Fridays. The other should matter to patients.

Tell everybody which two, and tell them what you decided not to do yet. It is the second half that builds trust.

## What to leave alone

- **The phone greeting, the opening hours and the uniform.** They carry more history than you think.
- **Anything that one person understands.** First get it written down.
- **Your predecessor's reputation.** They did the job in circumstances you don't know.

## At 100 days

Book an hour with the partners. Bring one page: what you found, what you did, what worries you, what you need. Ask them the same four things.

Then go home on time. Nobody runs this job well by running it tired.
`,
};

const complaints: PageSeed = {
  path: "guidance/complaints",
  interests: ["Complaints"],
  title: "Handling complaints well",
  summary: "From the first phone call to the final letter: how to meet the rules and keep the relationship.",
  audience: "open",
  authorKey: "kath",
  reviewedDaysAgo: 112,
  position: 2,
  draft: {
    from: "About a third of complaints end here, with an apology that costs nothing.",
    to: "About a third of complaints end here, with an apology that costs nothing. Write down that they did: what was said, what you changed, and on which day. Four worked examples are in [four complaint letters, rewritten](/guidance/complaints/letters).",
    daysAgo: 1,
  },
  bodyMarkdown: `
Most people who complain want three things: to be heard, to know what happened, and to know that it won't happen to the next person. A good complaint process gives them all three, quickly. A bad one gives them a letter.

## What the rules ask

Complaints about NHS care in England follow the Local Authority Social Services and National Health Service Complaints (England) Regulations 2009. In short:

- A complaint can be made in any form, within 12 months of the event or of knowing about it.
- If somebody complains by word of mouth and is content by the end of the next working day, you need not treat it formally. Write it down all the same.
- Acknowledge within 3 working days, and offer to talk about how you will look into it and how long it will take.
- Answer in writing. If 6 months pass without an answer, write to say why.
- The answer says what you found, what you will do, and that the person may go to the [Parliamentary and Health Service Ombudsman](https://www.ombudsman.org.uk/).

People may complain to the commissioner instead of to you. That is their choice, and a leaflet that hides it will be noticed.

## The first conversation

Ring before you write. Ask for ten minutes and a quiet room, and use your own name.

1. Listen to the end. Don't correct dates.
2. Say back what you heard, in their words.
3. Ask: “What would you like to happen?”
4. Agree what you will look at, by when, and how they want to be told.

About a third of complaints end here, with an apology that costs nothing.

## Looking into it

Keep the complaint apart from the clinical record. Ask everyone involved for their account within a week, while they still remember. Read the record and listen to the call if there is a recording. Then write a timeline that contains facts only.

If the person complaining is not the patient, check that the patient agrees, or that there is another good reason to share what you find.

## The letter

Say sorry early and mean one thing by it. Compare:

| Don't write | Write |
| --- | --- |
| We are sorry if you feel that the service fell short of your expectations. | I am sorry that nobody called you back on Tuesday. |
| Lessons have been learned. | Since 1 March, the duty doctor checks the callback list at midday and at 5pm. |
| Unfortunately, due to unprecedented demand… | We had one receptionist that morning instead of three. |
| Staff have been spoken to. | I have talked with the receptionist, who asked me to tell you that she is sorry too. |

Saying sorry is not admitting liability. It is kind and it is right.

Before it goes, read the letter aloud. If you would not say it to the person across a table, change it.

## After the letter

- Enter it in the register with a category, the outcome and one change.
- Once a quarter, look at the register together. Three complaints about the same thing are one problem.
- Report the numbers once a year, as your contract asks.
- Thank the member of staff who was complained about for helping. They had a hard week as well.

## When it does not end

Some people write again. Answer new points once. When there is nothing new, say so politely, point to the Ombudsman, and stop. Never remove a patient from the list because they complained.
`,
};

const coldChain: PageSeed = {
  path: "guidance/cold-chain",
  interests: ["CQC and quality"],
  title: "Vaccine fridges and the cold chain",
  summary: "Keep vaccines between 2°C and 8°C, know what to do when they were not, and be able to show both.",
  audience: "open",
  authorKey: "fiona",
  reviewedDaysAgo: 500,
  position: 3,
  bodyMarkdown: `
A fridge that fails on a Friday night can cost thousands of pounds and a clinic full of people. Nearly every loss we have heard of had the same causes: a plug, a door, or a reading that nobody looked at.

The clinical source is the [Green Book](https://www.gov.uk/government/collections/immunisation-against-infectious-disease-the-green-book). This page is about the management around it.

## Who is responsible

Name one person and one deputy. Put both names on the fridge door. “The nurses” is not a name.

They order, receive, check, rotate and record. Everyone else needs to know only two things: do not unplug it, and whom to tell.

## Every working day

- Read the current, the highest and the lowest temperature. Write all three down, with your initials.
- Reset the thermometer. Without the reset, tomorrow's highest is still today's.
- Look at the door seal and push the door shut.
- Do it at the start of the day and, if you can, at the end.

A data logger is worth its price. It tells you for how long the temperature was wrong, and that decides whether the vaccines can be used. It does not replace looking.

## Ordering and storing

| Do | Because |
| --- | --- |
| Hold no more than 2 to 4 weeks of stock | A full fridge cools badly and a failure costs more |
| Keep vaccines in their boxes, away from the walls | Light and ice both spoil them |
| Put the shortest date at the front | It is used first |
| Keep nothing else in it | Milk opens doors |
| Hard-wire the fridge, or cover and label the plug | Cleaners need sockets |

## When the temperature was wrong

1. **Don't use the vaccines and don't throw them away.** Move them to a working fridge, keep them between 2°C and 8°C, and label them “Do not use”.
2. **Write down** what each thermometer shows, when it was last right, and what was in the fridge: names, batch numbers, expiry dates.
3. **Ask** your local screening and immunisation team, and the makers where they tell you to. Keep the answers in writing.
4. **Cancel** clinics early rather than late. A text at 7am is better than a queue at 9am.
5. **Check** whether anybody was given a vaccine after the fault began. If so, that is a patient safety matter: tell the lead clinician at once.
6. **Report** it, and find the cause before the fridge is filled again.

## Once a year

Have the fridge serviced and the thermometer calibrated, and keep both certificates. Defrost if yours needs it. Test what happens on a Saturday: who gets the alarm, and can they open the building?

## What inspectors ask to see

The last three months of readings, what you did about the one that was out of range, and the names on the door.
`,
};

export const openGuides: readonly PageSeed[] = [first100Days, complaints, coldChain];
