// Long because it is one long guide: the length that a page has to bear.
import type { PageSeed } from "./seed-types";

export const rotaGuide: PageSeed = {
  path: "guidance/staffing/rotas",
  interests: ["Staffing"],
  title: "Writing a rota that survives Monday",
  summary: "From rules to draft to the phone call at 7:15am: how twelve practices plan who is where, and what they stopped doing.",
  audience: "open",
  authorKey: "gosia",
  reviewedDaysAgo: 3,
  position: 1,
  bodyMarkdown: `
A rota is a promise about the future that is made with incomplete information. It'll be wrong. A good one is wrong in small ways, on few days, and everybody knows what happens next.

This guide was written by a practice that had a rota of fourteen tabs, together with eleven others that had something similar. It is long. You don't need to read it from start to end: the first part is for those who begin from nothing, the second for those who have a rota and don't like it, and the third is for the morning on which somebody rings in ill.

Employment law and contracts set limits to almost everything here: working time, breaks, notice of changes, flexible working, pay for overtime. We name the questions and not the rules, because the rules change. Check the current guidance from [Acas](https://www.acas.org.uk/) and your own contracts before you decide.

## Part one: before you draw a grid

### Know what the week asks of you

Most rotas begin with people: Chris works Mondays, Sam doesn't do late. Begin with the work instead. For two ordinary weeks, write down by half hours:

- how many calls came in, and how many people were waiting for longer than you'd like
- how many people came to the desk
- how many online requests arrived, and how many were still open
- which clinics ran, in which rooms
- what else had to be done at a fixed time: results, deliveries, the bank, the post, the fridge

You can get calls from your phone system and requests from your clinical system. The desk has to be counted by hand, with a tally sheet. It's worth it. Nearly everybody finds two surprises: one peak that they had not staffed, and one quiet hour that they had.

| Time | Calls | At the desk | On the phones | Really needed |
| --- | ---: | ---: | ---: | ---: |
| 8am to 9am | 94 | 1 | 2 | 5 |
| 9am to 10am | 52 | 2 | 2 | 4 |
| 10am to 11:30am | 61 | 2 | 2 | 3 |
| 11:30am to 1pm | 38 | 2 | 2 | 3 |
| 1pm to 2pm | 17 | 2 | 2 | 2 |
| 2pm to 4pm | 44 | 2 | 2 | 3 |
| 4pm to 6:30pm | 49 | 1 | 2 | 3 |

The practice in this example had four people from 9am until 4pm. It needed five at 8am and two at lunchtime. Nobody was lazy and nobody was incompetent; the shifts were simply older than the telephone system.

### Write the rules down, in sentences

Every rota has rules. In most practices they live in one head. Write them as sentences that a stranger could check:

1. There are never fewer than two people in the building when it is open.
2. Nobody answers phones for more than two and a half hours without doing something else.
3. Of the three who can do prescriptions, one is always in.
4. Nobody works more than two late evenings in a week, unless they ask to.
5. Whoever closes on one evening does not open on the next morning.
6. The duty doctor's day has no visits and no meetings in it.

You'll have between twenty and forty. Now mark each with one letter. **L** is law or contract. **S** is safety. **F** is fairness. **H** is habit. Take the Hs to your next team meeting and ask of each: does anybody still need this? A third of them usually go.

Some rules contradict each other. You knew that; it is why the rota takes you all Sunday. Put them in order, so that the next person knows which one gives way. Law and safety never do.

### Agree on how far ahead

Publish further ahead than feels comfortable. Six weeks is what most of our twelve practices have ended up with. People can book a dentist, arrange childcare, and swap in good time. You'll change something, of course; but a rota that's changed twice in six weeks is easier to live with than one that appears on Friday.

Fix three dates and put them in the calendar for the year:

- the day by which leave is asked for
- the day on which the draft goes out for comments
- the day on which it's final, after which changes are swaps

### Decide who decides

One person writes the rota, and a second person can. Write down what each may decide alone. In one practice it's a table on the wall:

| Matter | Who decides | Who is told |
| --- | --- | --- |
| A swap between two people with the same skills | The two of them | Rota writer, in writing, the day before |
| Leave within the rule | Deputy | The person, within two working days |
| Leave that breaks a rule | Practice manager | The person, with the reason |
| Overtime up to ten hours a week in all | Deputy | Practice manager, weekly |
| Closing the desk | Practice manager and duty doctor | All, and the network |

The point of such a table isn't control. It's that nobody has to knock on a door to swap a Tuesday.

## Part two: drawing it

### Draw the fixed things first

In this order. Each step limits the next, and when you do them in another order you'll do them twice.

1. **Days that are different**: bank holidays, training afternoons, clinics, the partners' meeting.
2. **Leave** that has been agreed, and known absences such as courses and long sickness.
3. **Opening and closing.** Two names each. It's dull, so it gets forgotten, and it's the one gap that locks patients out.
4. **The scarce skills.** Prescriptions, secretaries, blood tests, the person who understands referrals. Spread them across the week before you place anyone else.
5. **The peaks.** Fill them from your table, starting with Monday at 8am.
6. **Everybody else**, so that each has a day that begins and ends at a sensible time.
7. **Breaks.** Write them in as times. A break which isn't in the rota isn't a break.
8. **Slack.** Half a person a day who isn't promised to anything. It feels like waste until 7:15am.

If there's nothing left for step 8, say so on one line at the top of the rota, each time: “This week has no slack.” After a month of those, you've the beginning of a conversation with the partners.

### Let people do more than one thing

Four hours of telephones is a long time. All twelve of our practices rotate people within the day, usually after two hours, and most of them told us the same three things about it: sickness went down, mistakes went down, and for two weeks everybody complained.

For it to work, each task needs three people who can do it. Make a grid: names down, tasks across.

| | Phones | Desk | Online requests | Prescriptions | Results | Referrals |
| --- | --- | --- | --- | --- | --- | --- |
| A | yes | yes | yes | learning | no | no |
| B | yes | yes | no | yes | yes | no |
| C | yes | yes | yes | yes | no | learning |
| D | no | yes | no | no | yes | yes |

Look down the columns. Any with one “yes” is a risk, and next month's training plan. Look along the rows. Anyone with all of them is the person who's never allowed to be ill, and who'll leave first.

### Fairness is a count, not a feeling

Everyone believes that they do more late evenings than the others. Most of them are wrong, some are right, and without a count nobody can tell. Keep a running tally for each person over a whole year:

- late evenings
- Saturdays
- Monday mornings on the phones
- days before and after bank holidays
- times they were asked to come in on a day off, and times they said yes

Show it to everybody. Then ask for volunteers before you allocate: some people like late evenings. Someone studying may want every Saturday; someone who is caring for a parent may be able to do none. It need not be equal as long as it's agreed, written down and looked at again each quarter.

Never ask people to justify which days matter to them. Give each a number of days in the year that they can protect without saying why. Three works well.

### Part-time people are not spare people

It's tempting to fill gaps with those who work few hours, because they've “room”. They chose few hours for a reason. In every one of the twelve practices, somebody left over this. Two rules help. Ask part-timers no more often than others, in proportion to their hours. And never change their fixed day off without a conversation, because it usually holds up something that you cannot see.

### People who are learning

A person in their first month isn't half a person at the desk. They're minus a quarter, because somebody good is sitting beside them. Write both names into the rota and count neither as cover for the phones until the second week. Give the colleague who trains them two hours a week for it, as a time, and not as a kindness.

The same is true of apprentices, of people who come back after a long absence, and of somebody who's taking on a new task. Mark learners with a word in the cell. When the desk is short it's the first place from which people are borrowed, and it's the dearest: whatever was being learned begins again next week.

### Doctors and nurses too

Clinical rotas are often written by somebody else, at another time, in another file. Then the nurse has a clinic on the day when nobody can check people in. Put the two side by side before either is final. A quarter of an hour, every six weeks, with both writers in the same room, is enough.

Have these in the shared view, if nothing else: the duty doctor, who's on leave, which rooms are in use, where the trainees are and who supervises them.

### Print one page

However clever your tool is, the rota that people use is a page. It should answer four questions in five seconds: Am I in? Where am I first? When is my break? Who is in charge today? If your people carry a screenshot of your spreadsheet about with a finger-drawn circle on it, then your page doesn't do that yet.

Colours are fine if they aren't the only sign. Write the word in the cell as well: some of your team can't tell your green from your brown, and all of them print in black and white.

### Spreadsheet or software?

Nine of the twelve use a spreadsheet and three use a rota program. All were content. The three who changed told us the same: write the rules down first, or you'll pay for software that doesn't know what you want. The questions to ask before buying:

- Can it express *your* five most awkward rules? Ask them to show you, with your data.
- Can people see it on their own phone, without a practice log-in on it?
- Can two people write it?
- Does it tell people about changes, and can they answer?
- Where's the information kept, who can see the reasons for absence, and how do you get it all out again when you leave?

Reasons for absence are health information. Whatever you use, the page on the wall says “away”, and nothing else.

## Part three: when it breaks

### The call at 7:15am

Somebody rings in ill. Decide now, in daylight, what happens then:

1. **One number to ring, and a time by which.** A voice, not a text to a colleague. Whoever answers asks three things only: how are you, is there anything today that only you knew about, when shall we speak again?
2. **Use the slack** if there is some.
3. **Drop in order.** A list, agreed with the team, of what stops first. For example: filing and scanning, then non-urgent outgoing calls, then one of the two at the desk at quiet hours, then online requests for an agreed time with a notice on the page.
4. **Ask in turn.** If you need somebody to come in, ring down a list that rotates, starting after the person who came last. “No” is a full answer.
5. **Tell people.** Clinicians, so that they're patient. Patients, if they'll notice. Two sentences on the website and phone message do more good than an apology at 11am.

Never drop: the results that need acting on today, urgent prescriptions, safeguarding, calls about people who are dying, the baby clinic.

### When it's two, or three

Below a certain number it's not a bad day but an unsafe one. Choose the number while you're calm. Write who says so (in our view it should be somebody who's in the room, so the person in charge at the desk, with the duty doctor), what closes, and who outside the practice is told. Practices in your network can often lend you one person for a morning, but only if you ask before nine, and if their log-in was set up in advance.

### Patterns

One absence is somebody being ill. A pattern is information. Once a quarter, look at it without names: which days, which hours, which tasks? A practice in our group found that a third of its short absences fell on the day after the late evening. They moved the late people's next start from 8am to 10am. It cost nothing.

Talk to people when they come back, each time, kindly, for five minutes. “How are you? Is there anything here that makes it worse?” It is the cheapest thing on this page and the one that is skipped most.

### Swaps that go wrong

Swaps are healthy. They fail when they're made in a corridor. Ours have to be written in one place, by both people, before 4pm of the day before, and both keep the same skill covered. If a swap isn't written, then the printed rota counts. It sounds severe. It has ended an entire category of arguments.

### Weather, trains and schools

Some mornings break for everyone at once: snow, a closed road, a school that sends all the children home at ten. Keep a list of who lives within walking distance, who can work from home and with what, and who has children at which school. Ask people whether they're content to be on it, and say what it's for. Then agree on one message, sent by one person at one time, that says what opens, when, and with whom. Everybody else can stop guessing in four different chat groups.

### Holidays and the days around them

Begin with the question that most practices forget: which days matter to *you*? Not everyone wants the same ones. Then keep a list over several years of who worked the unpopular days. Start with volunteers, pay properly, use half days, and settle what's left from the list. Do it early. In the practices that settle the end of the year by midsummer, hardly anyone remembers that it used to be a quarrel.

## Part four: keeping it alive

### Ask what's wrong with it

Twice a year, put three questions to everyone on paper, without names:

1. Which part of your week is badly placed?
2. What do you regularly stay late for?
3. If you could change one rule, which one would it be?

Answer each point in public, including those to which the answer's no. You will find that people forgive a rota for almost anything except silence.

### Count five things

A page a month, for yourself and the partners:

- shifts that were changed after the rota was final, and why
- hours of overtime, and whose
- hours below your own minimum
- breaks not taken
- requests for leave refused

If the third number isn't zero, you have a staffing problem, and no rota will mend it. That is worth knowing as well. A well-made rota is the best evidence there is that you need another person.

### Hand it over before you must

Let somebody else write an ordinary week, from your written rules, while you sit beside them with your hands in your lap. Every question that they ask is a rule that you had not written down. Do that twice a year. Then go on holiday.

## A short version for the wall

- Start with the work, not with the people.
- Write the rules down. Throw a third of them away.
- Publish six weeks ahead. After that, swaps.
- Openers, closers and scarce skills first. Breaks are real.
- Count what's unpopular, and show the count.
- Agree in daylight what you drop, and what you never drop.
- “No” is a full answer. So is “away”.
- Two people can write it.

## Where this comes from

Twelve practices between 3,800 and 19,000 patients sent us their rotas and rules and were honest about them. What they had in common is what's written here. Where they disagreed we have left it out, with one exception: half believe in a rolling pattern that repeats every four weeks, and half believe in starting afresh each time. Both halves sent us excellent rotas. If you'd like to take a side, the [forum](/forum/money-people-premises) is open, and so, at the time of writing, is the argument.
`,
};
