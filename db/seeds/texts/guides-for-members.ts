// Long because guides are.
import type { PageSeed } from "./seed-types";

const informationGovernance: PageSeed = {
  path: "guidance/information-governance-year",
  interests: ["Digital and data"],
  title: "Your information governance year",
  summary: "The whole year of data protection and security work on one page, so that June is not a surprise.",
  teaser:
    "A calendar for the Data Security and Protection Toolkit and everything around it: what to collect in each quarter, who signs, and which evidence members have used.",
  audience: "members",
  authorKey: "joseph",
  reviewedDaysAgo: 47,
  position: 4,
  bodyMarkdown: `
The [Data Security and Protection Toolkit](https://www.dsptoolkit.nhs.uk/) is due by 30 June each year. Practices that do it in June spend a week on it. Practices that do a little each month spend about a day and a half in total, and their evidence is true.

## Who holds which role

One person may hold several, but write down who:

- **Senior information risk owner**: usually a partner. Accepts risks and signs.
- **Caldicott Guardian**: a clinician. Decides about sharing where it is not clear.
- **Data protection officer**: often provided by your integrated care board. Find out the name and how to reach them.
- **Information governance lead**: usually you.

The toolkit asks that the people with these roles know it. Send each of them one email a year and keep the answer.

## The year by quarter

| Quarter | Do | Keep as evidence |
| --- | --- | --- |
| July to September | Read the new version of the toolkit. List what changed. Check your ICO fee has been paid. | The list. The receipt. |
| October to December | Go through the register of systems and suppliers. Test one restore from backup, or ask the supplier for theirs. | The dated register. Two lines about the test. |
| January to March | Training for everyone. Walk round for a spot check. | The report from the training site. The completed sheet. |
| April to June | Check who has access to what. Rehearse one incident. Submit by the end of May. | The list with ticks. Notes from the rehearsal. |

## Training that counts

Everyone with access needs to have had training in the year: partners, locums who come regularly, the cleaner who sees the post room. Enter starters on their first day and do not wait for the yearly round.

If somebody is on long leave, say so in the comment. An honest gap with a plan reads better than a number that nobody believes.

## Leavers and movers

Access is where practices are caught out most. Once a quarter, compare the payroll list with:

- the clinical system's user list
- NHSmail, and every shared mailbox
- smartcards and the positions on them
- remote access, and the phone system
- the alarm, the door codes and the keys

It takes an hour with two people, one reading and one ticking. Someone always turns out to have left two years ago.

## When something goes wrong

A letter in the wrong envelope, a screen left open, a click on a link: write it down on the day. Then ask three questions.

1. Whose information is it, and could it harm them?
2. Can we get it back or make it safe?
3. Is it likely to be a risk to their rights? If so, it goes through the toolkit's reporting tool and from there to the [Information Commissioner](https://ico.org.uk/) within 72 hours of your knowing about it. The clock also runs at weekends.

Tell the person concerned, in plain words, when the risk to them is high. Most people forgive a mistake that they hear about from you.

## Three shortcuts that members recommend

- **One folder per assertion**, named with its number. Next year, copy the folder tree.
- **A running log.** One line whenever you do something that counts. In May you only have to read it.
- **A partner practice.** Swap with a neighbour and read each other's answers before submitting. You will find two mistakes each.
`,
};

const partnershipChanges: PageSeed = {
  path: "guidance/partnership-changes",
  interests: ["Finance"],
  title: "When the partnership changes",
  summary: "Somebody retires, somebody joins: whom to tell, in which order, and what takes longer than you think.",
  teaser:
    "A checklist for the 6 months around a change of partners: registration, contract, bank, pensions, property and the twelve small things that are always forgotten.",
  audience: "members",
  authorKey: "bola",
  reviewedDaysAgo: 96,
  position: 5,
  bodyMarkdown: `
A change of partners is a legal event with a party attached. The party is easy to organise. This guide is about the rest.

Get advice from an accountant and a solicitor who know general practice. What follows is the order that has worked for members, not legal advice.

## Six months before

**Read the partnership deed.** It says how much notice is due, how capital is repaid, and what happens to the building. If there is no signed deed, stop here and get one: a partnership at will can be ended by one letter.

**Ask what the change does to the legal shape.** Four partners who become three are still a partnership. Two who become one are not: the contract and the registration then belong to an individual, and much of this list doubles in length.

## Three months before

The registration with the [Care Quality Commission](https://www.cqc.org.uk/) names the partners. Adding or removing one is an application, and it must be decided before the day, not reported after it. It regularly takes 10 weeks or more, because:

- the new partner needs a disclosure check of the kind that the Commission accepts, and an older one does not count
- each remaining partner has to sign
- if the registered manager is the one who leaves, that is a second application

Start the day the new partner says yes.

At the same time:

1. Tell the commissioner in writing, and ask for the contract variation. Count 28 days' notice at least.
2. Tell the network, if the leaver signed the network agreement or holds a role in it.
3. Tell the bank. Mandates take 6 weeks and one lost form.
4. Tell the landlord or the lender. An outgoing partner stays liable on a lease until they are released from it.

## The month before

| What | With whom | Note |
| --- | --- | --- |
| Performers list | Primary Care Support England | Status changes from salaried to partner, or the other way |
| Pension | Primary Care Support England | New partner: estimate form. Leaver: final certificate, often a year later |
| Tax | Accountant, HM Revenue & Customs | Register the new partner for self assessment |
| Drawings | Accountant | Agree the first three months in writing |
| Indemnity | Each clinician's own organisation | The state scheme does not cover everything |
| Insurance | Broker | Locum cover, partner protection, premises |
| Payments to the practice | Your ICB | Only if the account name changes |

## The day itself

- Bank signatories, online banking, cards
- Signatory for cheques, for controlled drugs requisitions, for the post
- Clinical system roles, smartcard positions, approvals for claims
- Website, leaflet, door plate, letter heading, answering machine
- Names in the Data Security and Protection Toolkit and in the ICO register
- Safeguarding lead, Caldicott Guardian, infection control lead: who takes each over?
- Prescribing: the lead partner's code, if it was the leaver's

## Afterwards

Patients should hear it from you first. Write two sentences for the desk, put a notice on the website, and let the leaver write their own goodbye. Patients registered “with” the leaver do not have to do anything; say so, or the phones will ring for a week.

Put a note in next year's diary: final accounts, the leaver's pension certificate, and repayment of capital.

## What members got wrong

> We told the Commission on the first of the month, and found out that we had been carrying on a regulated activity with a registration that did not fit. Nobody shouted, but it took four months of letters.

> The retiring partner was the only administrator of the phone contract, the domain name and the text message account. We found out in that order.
`,
};

const businessContinuity: PageSeed = {
  path: "guidance/business-continuity",
  interests: ["Premises", "Digital and data"],
  title: "Business continuity: the first two hours",
  summary: "What to do when the power, the phones, the clinical system, the water or the people are not there.",
  audience: "members",
  authorKey: "priya",
  reviewedDaysAgo: 131,
  position: 6,
  bodyMarkdown: `
A continuity plan of 40 pages is for the inspector. This page is for the person who opens up at 7:30am and finds the lights off. Print it, fill in the numbers by hand, and keep one copy at home.

## Before anything else

1. Is anybody in danger? If so, that comes first. Leave the building if you need to.
2. Who is in charge today? Say it aloud. It is the most senior manager present until a partner says otherwise.
3. Start a log: a sheet of paper, times on the left. Somebody will ask.
4. Put a notice on the door and change the phone message. People are patient once they know.

## What has failed?

| Missing | First 15 minutes | By two hours |
| --- | --- | --- |
| Power | Check whether it is the street or you. Don't open the vaccine fridges. Torches, not candles. | Move urgent patients to your buddy practice. Decide about the afternoon. |
| Clinical system | Print nothing, shut nothing down. Ring the service desk and ask for an incident number. | Paper sheets for consultations, numbered. Urgent prescriptions by hand. |
| Phones | Mobile on the desk, divert if you can from the supplier's portal. | Website, text message and neighbours tell patients the temporary number. |
| Water | Close the toilets that do not flush. Hand gel for clinical rooms. | No treatments that need washing. If it lasts, no surgery. |
| Staff (illness, snow) | Ring round by the list. Reception and one clinician is the minimum. | Turn routine appointments into phone calls. Ask the network for hands. |
| The building | Everybody out, count heads, ring the fire service if in doubt. | Buddy practice, or phones and laptops from home. |

## When it may be an attack

Strange messages, files that won't open, programs running by themselves: pull out the network cable and leave the machine **on**. Do not restart it. Tell everyone to stop where they are. Ring the service desk, then your data protection officer. Use phones that are not on the same network, because email may be read by the attacker.

## The buddy practice

An agreement fits on one page. Ours with the practice down the road says:

- up to three rooms and two desks from one hour's notice
- each keeps a list of the other's mobile numbers, updated in April and October
- we bring our own laptops and paper; they give us Wi-Fi and a kettle
- nobody pays for the first three days

Try it once a year with five people for half a day. We learned that our smartcards worked and our printers didn't.

## The box

A plastic box under the manager's desk, checked twice a year:

- log sheets, pens, paper prescriptions' location and who may sign them out
- today's and tomorrow's appointment list, printed at the end of each day and shredded the next
- a charged mobile phone with numbers in it
- torch, batteries, extension lead, tape for the notice on the door
- keys and door codes in a sealed envelope

## Afterwards

Thank people the same day. Within a week, sit down for 30 minutes with the log: what went well, what we would do differently, what we will buy. Enter the paper sheets into the clinical system with the time at which things really happened, and have a second person check them against the numbers.

If patients were harmed or could have been, record it as a patient safety event. If information may have been lost or seen, read [your information governance year](/guidance/information-governance-year) about the 72 hours.
`,
};

const sharedStaff: PageSeed = {
  path: "guidance/sharing-staff-across-a-network",
  interests: ["PCN working", "Staffing"],
  title: "Sharing staff across a network",
  summary: "Who employs, who manages, who pays when somebody is ill: what to settle before the advert goes out.",
  audience: { group: "pcn-leads" },
  authorKey: "rahul",
  reviewedDaysAgo: 75,
  position: 7,
  bodyMarkdown: `
Every difficult conversation we have had about shared staff was about something that nobody decided at the start. There are eight things to decide. Put the answers in one schedule to the [network agreement](https://www.england.nhs.uk/primary-care/primary-care-networks/) and let each practice sign it.

## The eight decisions

1. **Employer.** Lead practice, one practice for each post, a federation, or the trust. The employer carries redundancy, tribunals and pensions.
2. **Liability.** If the employer is a practice, the others indemnify it, by list size, and say so in writing.
3. **Line manager.** One name. Not “the practice they are in that day”.
4. **Clinical supervisor.** A named clinician, with time in the rota for it. Without that, a new pharmacist or paramedic will leave within a year.
5. **Time.** Sessions by practice for each quarter, and who may change them. List size is a start, need is better.
6. **Absence.** What happens to the share of a practice when its day falls on a bank holiday, training or sickness.
7. **Equipment and access.** Who buys the laptop, and who asks for access to each clinical system. Allow four weeks.
8. **The end.** Notice, what happens if a practice leaves the network, and who meets the cost if the funding stops.

## Absence, worked through

The rule that we ended up with after two attempts:

| Absence | What happens |
| --- | --- |
| Annual leave | Spread so that no practice loses more than its share in a quarter. The PCN manager keeps the count. |
| Sickness up to 2 weeks | The practice whose day it is bears the loss. |
| Sickness over 2 weeks | All remaining time of that role is shared out again. |
| Training and supervision | Taken from all practices equally, known 8 weeks ahead. |
| Bank holidays | Days swap within the month, so that Monday practices are not always the losers. |

## VAT, in one paragraph

If one practice employs people and charges the others for them, that may be a taxable supply of staff. Joint contracts and some health services are treated differently. This is the question to pay an accountant for, before the first invoice.

## The first day

Shared staff arrive in six practices, so they have six first days. Share the work: the employer does contract, checks and mandatory training once, and gives each practice a signed sheet that says so. Each practice does the tour, the emergency equipment, the door code, the tea fund and the name of the person to ask.

## Signs that it is going wrong

- The person has no desk in one of the buildings.
- Two practices book them for the same hour.
- You hear from a practice only when they are away.
- Appraisals are a month late and everyone thought that somebody else had done them.

Ask the person once a quarter, alone: where do you feel you belong? If the answer is “nowhere”, you have about 8 weeks.
`,
};

export const membersGuides: readonly PageSeed[] = [informationGovernance, partnershipChanges, businessContinuity, sharedStaff];
