// Long because guides are.
import type { PageSeed } from "./seed-types";

const firstWeek: PageSeed = {
  path: "guidance/first-100-days/first-week",
  interests: ["Training"],
  title: "Checklist: your first week",
  summary: "One page to print. Tick what is done, and write a name beside what is not.",
  audience: "open",
  authorKey: "dan",
  reviewedDaysAgo: 52,
  position: 1,
  bodyMarkdown: `
Print this. It belongs to [your first 100 days](/guidance/first-100-days), and it's the part that you'll want on paper.

## Monday

- Your own log-ins, smartcard and keys. Nobody else's, not even today.
- The alarm: how to set it, how to stop it, whose phone it rings.
- Who runs payroll, and the next cut-off date.
- The next four weeks of the rota: is there a day without a duty doctor, or with one person at the desk?
- Lunch, in the diary, as an appointment.

## Tuesday

- A morning at the desk, with a headset, beside somebody kind.
- Emergency drugs, oxygen, defibrillator: where, who checks, the last three checks.
- Stopcock, fuse board, gas. Photograph each of them.

## Wednesday

- The shared mailbox: who answers it, on which day?
- Open complaints: how many, how old, who's waiting for what?
- Requests for records: how many, and when is each due?
- Anything with “urgent” on it that's older than a week.

## Thursday

- Twenty minutes with each partner you can catch. What do they want off their desk by this time next year?
- Ring the manager of the nearest practice, and say hello.
- Ring the network manager, and ask what they wish your practice would do.

## Friday

- Registrations and returns: what's due in the next eight weeks? Put each into the shared calendar with a name.
- Who's the administrator of the phones, website, text messages, bank and security toolkit? Two names against each.
- Write down ten things that struck you as odd. In three weeks they'll look normal.
- Go home on time.

## Who to ask

| When it's about | Ask first | Then |
| --- | --- | --- |
| Pay and pensions | Whoever runs payroll | Accountant |
| Contract and claims | Your integrated care board | Local medical committee |
| Records and confidentiality | Your data protection officer | The regulator's website |
| Staff | Your employment adviser | Acas |
| The building | The landlord's agent | Your commissioner's estates team |
| Anything else | [The forum](/forum/new-to-the-job) | The nearest practice |

If something on this list can't be ticked, it isn't a failure. It's your list for week two.
`,
};

const letters: PageSeed = {
  path: "guidance/complaints/letters",
  interests: ["Complaints"],
  title: "Four complaint letters, rewritten",
  summary: "The same facts, twice: as they were first drafted, and as they were sent.",
  audience: "open",
  authorKey: "moderator",
  reviewedDaysAgo: 73,
  position: 1,
  bodyMarkdown: `
These are invented, but every sentence in the left column has been sent by somebody. They belong to [handling complaints well](/guidance/complaints).

## The call that nobody returned

> We apologise for any inconvenience that may have been caused. Due to unprecedented demand, callbacks cannot be guaranteed within a particular timeframe. Please be assured that your comments have been shared with the team.

Nothing in that is about the person. What was sent:

> I am sorry that nobody rang you back on Tuesday. You were told that a doctor would ring by noon, and you waited at home until six. I have looked at what happened: your name was on the list of a doctor who went home ill at ten, and nobody passed her list on. From this week, the person in charge at the desk goes through every absent clinician's list before eleven. Thank you for telling us. We would not have found it otherwise.

## The wait at the desk

> Our records indicate that you were seen within an acceptable period.

Perhaps. But the person was there, and you weren't.

> You waited for 25 minutes to speak to somebody, standing, with a stick. I am sorry. There is now a chair beside the desk with a sign on it, and we call people from the chair first. If you come again and nobody has noticed you, please ask for me by name.

## The mistake

> It is regrettable that on this occasion the usual high standards were not met. Lessons have been learned.

If something went wrong, say so in the first line, and say what it was.

> We made a mistake. The letter that you received on 4 March was meant for somebody else, and you should never have had it. I have told our data protection officer and the person whose letter it was. I am sorry for the worry that it caused you. Since then a second person checks the address against the record before a letter is sealed, and we have sent 600 in that way.

Take advice before a letter like this one: there are duties about being open with people, and about reporting, that depend on what happened and how serious it was.

## The answer that is no

> Your request has been declined in line with practice policy.

A person can accept a no. It's hard to accept a policy.

> You asked us to move you to another doctor's list. I have talked it over with both doctors, and the answer is no, because Dr Green's list is full and three people are waiting for her. I know that is not what you hoped. What I can offer is that you see Dr Green when she's on duty, which is on Tuesdays and Fridays.

## Before you send it

1. Read it aloud.
2. Underline everything that's about you. Is it more than a third?
3. Is there one thing in it that's different from last month?
4. Does it say where to go next, with the current address of the Ombudsman?
5. Would you be content to see it in the newspaper?
`,
};

const subjectAccess: PageSeed = {
  path: "guidance/subject-access-requests",
  interests: ["Digital and data"],
  title: "When somebody asks for their record",
  summary: "Subject access requests from the first sentence to the sealed envelope, with who does what.",
  audience: "open",
  authorKey: "joseph",
  reviewedDaysAgo: 369,
  position: 9,
  bodyMarkdown: `
People have a right to a copy of what you hold about them. They needn't give a reason, use a form, or say “subject access”. A sentence at the desk is enough. This page is about organising it. For the rules, read the current guidance of the [Information Commissioner's Office](https://ico.org.uk/), which is kept up to date, unlike the laminated sheet in the back office.

## The day it arrives

1. **Write it down** with the date. In general you've one month from then, so the date matters more than the form.
2. **Ask what they need**, kindly. Many want one letter or one result, today, and can see it in their app already. You may ask. You may not insist.
3. **Check who they are**, as far as it's needed and no further. If you've known them for twenty years, you know who they are.
4. **If somebody else asks for them** (a solicitor, a daughter, a neighbour), check the authority, and that the person wants this much to be sent. Ring them.

## Who does what

| Step | Who | By |
| --- | --- | --- |
| Log it, acknowledge it | Administration | Next working day |
| Clarify, confirm identity or authority | Administration | Day 5 |
| Gather: record, letters, paper, recordings, mail | Administration | Day 10 |
| Read for third parties and serious harm | A clinician | Day 20 |
| Black out, second pair of eyes | Administration, then somebody else | Day 24 |
| Hand over, note how and to whom | Administration | Day 28 |

The clinician's reading is real work. Put it in their rota as time. If it's always done in the evening, then it's always late.

## What to leave out

- Information about other people, unless they agree or it's reasonable without. Health workers acting as such are usually not a reason for blacking out.
- What would be likely to cause serious harm to anybody. A clinician decides, and writes down why.
- Anything that's covered by legal privilege, or by an order of a court.

Black out so that it's really gone. Dark rectangles in a document can often be lifted. Print and scan, or use a tool that's made for it, and try to select the text afterwards.

## How to hand it over

Ask how they want it. If it's electronic, don't send a thousand pages by ordinary mail: use your secure route, or let them fetch it with identification. If it's paper, tell them its weight before they walk home with it.

## Insurers and solicitors

A report for an insurer isn't a subject access request, and comes under a different law with a fee and the patient's right to see it first. If the letter mixes the two, stop, and ask which it is. Solicitors acting for a patient may use the patient's right, with a valid authority. You may still ring the patient and ask: “Do they need all of it?”

## Large, old and difficult

Records from several practices, boxes from the loft, safeguarding, adoption, family disputes: ask your data protection officer early. The period can be extended in some cases, but you must tell the person in the first month, and say why.

## Once a quarter

Count: how many came, how many were late, how many hours they took. If one in five is about the same letter, put that letter where people can find it themselves.
`,
};

const frightening: PageSeed = {
  path: "guidance/after-violence",
  interests: ["Staffing"],
  title: "After something frightening at the desk",
  summary: "The first hour, the first day, the first week: looking after your people when somebody has been threatened or hurt.",
  audience: "open",
  authorKey: "judith",
  reviewedDaysAgo: 24,
  position: 8,
  bodyMarkdown: `
If it's happening now: people out, doors shut, 999. Read this afterwards.

## The first hour

1. **Stop.** Close the desk for half an hour. Somebody clinical stands at the door and sees to what can't wait. The queue will understand; they saw it too.
2. **Everybody who was in the room sits down together.** Something sweet, no questions, ten minutes. That includes the patients who were sitting nearest.
3. **Look for those you can't see**: the person in the back office who heard it all, the student, the cleaner.
4. **Keep what you need**: recordings before they're overwritten, the reference number from the police, names of those who saw it.
5. **Nobody goes home alone who doesn't want to**, and nobody drives while they're shaking.

## The same day

Each person writes their own account, alone, after the tea: what they saw and heard and nothing else. Enter it in the accident book, whether or not there's a bruise. Someone rings every one of them in the evening, just to ask how they are.

Tell the partners, all of them, in one message. Tell your network if the person might go elsewhere. Don't discuss it anywhere that patients can read, and ask the team not to either.

## The next morning

The manager is in before anybody else, and says good morning at the door. There's a second person at the desk for the week. Nobody is asked to “get back on the horse”: ask where they'd like to work today.

## The first week

| What | Who | Note |
| --- | --- | --- |
| Counselling offered, in writing | Manager | And again after two weeks; on the first day everybody declines |
| Decision about the patient | Partners | There's an immediate process when the police were told: use the current form and times |
| Letter, if it's safe to send one | Partner | Plain, no anger, says what happens next |
| Was anyone injured or away for days? | Manager | It may have to be reported to the Health and Safety Executive |
| Walk the room again | Manager and somebody from the desk | Second way out? Line of sight? What can be thrown? |

Some people who frighten us are ill, or in pain, or have just been told something terrible. It doesn't make it all right. It does belong in the decision, and a clinician should be asked.

## A month later

Ask each person again. Anyone who sleeps badly, avoids the desk, or jumps at doors, after a month, needs more than kindness: help them to get it.

Then ask what you've changed. If the answer's nothing, the team knows already.

## Beforehand

- A button that rings where somebody is, also in the evening.
- A word that means “come here now” which a stranger wouldn't notice.
- A five-minute drill each quarter: who shuts the door, who rings, who takes people out by the back.
- Chairs that are heavy, or joined together.
- A notice that says what you *will* do for people who are upset, above the one that says what you won't accept.
`,
};

const inspection: PageSeed = {
  path: "guidance/inspection",
  interests: ["CQC and quality"],
  title: "Ready for inspection on an ordinary Tuesday",
  summary: "One folder, eleven questions and a walk round the building: what members were really asked, and what they could show.",
  teaser:
    "Fourteen members told us what they were asked in their last inspection, what they could show within five minutes, and what they wish they had put in the folder. Members can read the list.",
  audience: "members",
  authorKey: "anneke",
  reviewedDaysAgo: 17,
  position: 6,
  bodyMarkdown: `
You can't prepare for an inspection in a fortnight. You can prepare for a Tuesday, and be found like that. This is what fourteen of us were asked during the past three years. The framework has been changed in that time and may be changing as you read: use the current one from the [regulator](https://www.cqc.org.uk/) for the headings and this page for the habits.

## What managers were asked

1. How do you know that everybody's registration and indemnity are in date?
2. A safety alert arrived last month. Walk me through what happened to it.
3. Show me a complaint that changed something.
4. Show me the file of the last three people you appointed. They choose which.
5. How do you find out that somebody has not had their training?
6. Who'd tell you if something was wrong? How do you know that they would?
7. What happened after your last significant event? And the time before?
8. Where are the results that nobody has looked at yet?
9. Which patients on high-risk medicines have not had their tests?
10. How do people who can't use the website get help?
11. What are you worried about at the moment?

Number 8 and number 9 are looked up in your system, and often before they arrive. Run them yourself, each month.

## The folder

One, with an index on the first sheet. It contains no policies, only where they are.

| Tab | What is in it | Looked at |
| --- | --- | --- |
| People | Grid of checks, registrations, training | monthly |
| Building | Fire, water, electricity, gas, lighting, calibration; for each the certificate and the *actions* | quarterly |
| Medicines | Fridge readings, emergency drugs, prescription security, patient group directions | monthly |
| Learning | Events, complaints, alerts: one line each, and what was changed | monthly |
| Patients | Survey, patient group, what you did about it | yearly |
| Worries | Your risk register, on one page, honest | each partners' meeting |

If it takes longer than five minutes to find something in it, then the thing isn't in it.

## The walk

Once a month, with somebody who doesn't usually come along, and a clipboard. Begin in the car park. Look for what you no longer see: the wedged fire door, the sharps bin that's full, the cupboard with the wrong lock, the poster that names a doctor who left, the date on the oxygen.

Let the receptionist lead. Ours found four things in ten minutes, and that was the first week.

## On the day

- Somebody meets them, who isn't you.
- A room, a plug, water, and a person who can find things.
- Tell the team to say what they do, and “I don't know, I'd ask Judith” if they don't know.
- Don't invent. “I don't know, I'll find out by noon” is a good answer, and then find out by noon.
- Write down every question. It's next year's folder.

## Afterwards

You may correct facts in the draft report within the time that they give you. Do it line by line with the evidence attached, and without adjectives. Then tell the team what was said about *them*, in their words, before anybody reads it elsewhere. And buy lunch.
`,
};

const cashFlow: PageSeed = {
  path: "guidance/cash-flow",
  interests: ["Finance"],
  title: "A year of money on one page",
  summary: "When it comes, when it goes, who has to ask for it, and how you would know that it had not come.",
  audience: "members",
  authorKey: "ritu",
  reviewedDaysAgo: 39,
  position: 10,
  bodyMarkdown: `
A practice can make a profit and run out of money in the same year. It's a matter of months. This page shows how members draw theirs, and which four columns save the most grief. Rates, dates and claim windows change: take them from your current contract and statements, never from a page like this one.

## The picture

Twelve rows, one for each month. Columns from left to right:

1. **What comes by itself**: core contract, monthly quality payments on account, rent reimbursement.
2. **What comes if somebody asks**: local and network services, vaccinations, staff reimbursements, sickness and parental leave, rates.
3. **What comes once**: the balance of last year's quality payment, dispensing or seasonal items.
4. **What goes every month**: pay, pensions, tax on pay, loans, rent.
5. **What goes in lumps**: partners' tax in two months of the year, vaccines ordered in autumn, indemnity, subscriptions, service charge.
6. **Drawings.**
7. **What is left.**

Draw it for the year that's gone, from bank statements. It takes a day. You'll never be surprised by October again.

## Four columns that people forget

| Column | Why |
| --- | --- |
| Who sends the claim | The person who knows how may be on leave in the one month that counts |
| Last day on which it can be claimed | Some windows are short, and nobody reminds you |
| When I would notice that it had not come | Put the check in the calendar, not in your head |
| Where the evidence is | For the visit in two years' time |

## How much to keep

Members keep between four and eight weeks of ordinary costs. The figure matters less than that it's written down, in the partnership deed if you can: then topping up drawings below that line isn't a decision for one person on the 27th.

Money for tax and money for pensions belongs in an account of its own, moved on the same day as drawings. What's in sight gets spent.

## The second sheet

Copy the first, and let one thing go wrong:

- a partner away for three months
- a network payment a quarter late
- two claims missed
- the boiler

If one of them takes you below nought, you want to have met the bank *before*. A manager who asks for an overdraft in May with a chart is a different customer from one who asks in October without.

## Reading it with the partners

Quarterly, ten minutes, three sentences: this is what we expected, this is what came, this is what's different and what I suggest. Show each partner one line of their own: earned so far, drawn so far, put aside, difference.

Put somebody's holiday on it. They'll look for that first, and then they'll look at the rest.

## When to ring the accountant

Before a partner joins or leaves. Before anybody is paid for work in another practice. Before you buy a building, a car, or a share of either. When the pension certificate and your estimate differ by more than you can explain. And in April, to say thank you.
`,
};

const schedule: PageSeed = {
  path: "guidance/sharing-staff-across-a-network/schedule",
  interests: ["PCN working", "Finance"],
  title: "A schedule for shared staff, with an example",
  summary:
    "The two pages that six practices signed: who employs, who pays, and what happens when somebody leaves, with the sums worked out.",
  audience: { group: "pcn-leads" },
  authorKey: "rahul",
  reviewedDaysAgo: 44,
  position: 1,
  bodyMarkdown: `
This belongs to [sharing staff across a network](/guidance/sharing-staff-across-a-network). It's what we signed, shortened, with other names and other sums. Have your own wording read by somebody who is insured for it.

## The parties

Six practices with a weighted list of 58,000 in all. The figures are the example to which our own schedule refers. Nobody has yet disputed an example.

| Practice | Weighted list | Share |
| --- | ---: | ---: |
| North | 14,500 | 25% |
| Quay | 11,600 | 20% |
| Mill | 11,600 | 20% |
| Park | 8,700 | 15% |
| Hill | 7,540 | 13% |
| Green | 4,060 | 7% |

## The eight lines

1. **Employer.** Mill employs. The others indemnify Mill, each for its share, for whatever isn't Mill's own fault.
2. **Funding.** What the national scheme pays comes first. What it doesn't pay is divided by share. Check what the scheme covers each year before anybody is appointed.
3. **Time.** By share, in sessions for each quarter, rounded in favour of the smallest.
4. **Absence.** As in the guide. The network manager keeps the count and sends it round.
5. **Supervision.** One clinician by name, two hours a week, paid from the common pot. If there isn't a supervisor, there's no appointment.
6. **Access.** Each practice gives access tied to the role, and ends it within one working day of being told. A list is checked every quarter.
7. **A practice leaves.** Six months' notice, to the end of a financial year. It pays its share, as on the day of notice, of redundancy and notice pay that follow within twelve months because of it.
8. **The funding ends.** All meet within 30 days. Unless all agree otherwise, notice is given, and the cost divided by share.

## Line 7, worked out

Hill gives notice on 20 September, to leave on the following 31 March. Because of that, one half-time post ends. Redundancy and notice pay come to £7,400.

- Hill's share on the day of notice: 13%, so **£962**.
- If by the day of leaving its list has shrunk to 11%: still **£962**.
- If the post is filled by another practice within three months: **nothing**.

## Line 8, worked out

Two posts, £23,000 altogether. North 5,750; Quay and Mill 4,600 each; Park 3,450; Hill 2,990; Green 1,610. Everyone keeps that sum in reserve, and says so once a year. It has made us appoint more carefully, and sleep better.

## What we would change

Add a line on equipment. We have spent more meetings on two laptops than on everything above.
`,
};

const winterLevels: PageSeed = {
  path: "guidance/winter-levels",
  interests: ["Patient access", "Staffing"],
  title: "Winter levels that a tired receptionist can recognise",
  summary: "Three levels, seven days, five things that never stop. Being tried by two practices.",
  audience: "members",
  authorKey: "judith",
  reviewedDaysAgo: 2,
  position: 11,
  unpublished: true,
  bodyMarkdown: `
(First draft, from Judith's topic in the forum. Waiting for numbers from the second practice.)

## Three levels

Each has a sign that anybody can see, a list of what stops, and the name of the person who says so. Each ends by itself after seven days, unless somebody says so again.

| Level | How you know | What stops | Who says so |
| --- | --- | --- | --- |
| Busy | Same-day slots gone by 10am | Meetings, non-urgent administration | Duty manager |
| Stretched | And one clinician away | Routine medicals, private letters, new audits | Duty doctor |
| Unsafe | The desk or the duty doctor says so | Whatever can wait a week | Any partner |

## What never stops

Results, safeguarding, urgent prescriptions, calls about people who are dying, the baby clinic.

## How to get everybody round one table

(To come. Mustafa asked for this part.)
`,
};

export const safetyAndMoneyGuides: readonly PageSeed[] = [
  firstWeek,
  letters,
  subjectAccess,
  frightening,
  inspection,
  cashFlow,
  schedule,
  winterLevels,
];
