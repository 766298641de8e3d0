export const PRIVACY_NOTICE = `This notice says what information [[network]] holds about people, why, for how long, and what you can do about it. There is also an [information sheet](/privacy/sheet): the same on one page, to print.

## Who we are

[[controller]] decides what is done with your information. In data protection law it is called the controller.

- Our data protection officer is [[data-protection-officer]]. Write to [[privacy-contact]], or use the [contact form](/contact?about=personal-data).
- By post: [[postal-address]].
- If you have a concern or a complaint: [[complaint-contact]], or see [how to complain](/complaints).

You need no account and no password for any of these.

## Where your information comes from

From you: when you apply to join, fill in your profile, write in the forum, subscribe to a newsletter or ask us something. Two things can come from others:

- a member of our steering group may invite you, and then gives us your email address and your name
- other members may write about you in the forum, for example when they answer you

We do not buy lists, and we collect nothing about you from other websites. If we ever take over a list of contacts, we tell each person on it within a month, and they receive nothing until they say so.

## What we hold and why

This table is made from the description that stands beside each thing the portal stores, so it leaves nothing out. Where the law asks what our legitimate interest is: running a members' network that is safe, and answering people who write to us.

[[what-we-hold]]

We do not ask about health, religion, politics, ethnicity or other special categories of information. Please do not put any into the forum or into an enquiry, and never anything about a patient.

## What each part of the portal does with it

### Joining

You give your name, job title, organisation, what interests you and your email address. Nothing is stored as yours until you press the button in the mail that we send to that address. People from our membership team decide each application and give you their reason. An application that nobody confirmed is deleted after 30 days, an unused invitation after 14.

### The forum

Beside what you write, other readers of that part of the forum see your display name, job title and organisation. Each form says who can read what you write there. Editing keeps the earlier version. If a moderator removes a post, its author is told why and can appeal. Nothing that you write in a members' or a group's part can be found by search engines.

### Newsletters

You get only what you chose. Subscribing by address takes two steps, so that nobody can subscribe you: the newsletter starts when you press the button in our first mail. Leaving takes one press in your account or in your mail program. If you use the link inside an issue, we stop sending at once, and a second mail asks you to confirm or to stay: issues are often forwarded, and somebody else may have pressed it. Silence never brings you back. After two years we ask whether you still want it.

Our mails have no tracking pixels and no personal links that count clicks. We do not know whether you opened one.

### Asking us something

We keep your question, your name and your address until 12 months after the enquiry is closed, then delete them. The copy that we mail to you to say that it arrived does not repeat your words.

### Staff who look at your information

Some members of staff need to see records to do their work. They have a second factor for signing in and sign an undertaking of confidentiality each year. Each time one of them opens your record, an application or an enquiry of yours, that is written down, and you can see it under [Privacy in your account](/account/privacy). These entries cannot be changed afterwards, by anybody.

## Cookies

Reading this site sets none. The few that exist do what you asked for, such as keeping you signed in. The [cookies page](/cookies) names each one, what it is for and how long it stays. Nothing counts visitors.

## Who gets your information

- Nobody outside gets it for their own purposes. We never sell it, and we do not pass it to other NHS bodies, suppliers or sponsors unless you ask us to.
- Companies that work for us, on our instructions only: the one whose computers the portal runs on, and the one that carries our mails.
- The police or a court, where the law leaves us no choice. We tell you, unless we are forbidden to.

No page and no mail fetches anything from another company, so no other company learns that you were here.

## Links to other websites

A link that leaves this site says “another website”. This notice stops there: what happens to your information on the other site is for its own notice to say.

## Where it is kept

In the United Kingdom. We do not send it to other countries. If that has to change, we will say here beforehand where it goes and which safeguard protects it.

## No automated decisions and no artificial intelligence

People decide, never a program by itself. Nothing that you write or that we know about you is given to an artificial intelligence, and none is trained with it.

## How we keep it safe

Connections are encrypted. Passwords are stored so that nobody can read them, us included. Backups expire after 35 days at most. If something goes wrong that is a risk for you, we tell you without delay.

## Your rights

You can:

- **see and take away** everything that we hold about you: make the copy yourself under [Privacy in your account](/account/privacy), or ask us
- **have it corrected**: most of it in [your profile](/account/profile)
- **have it erased**: leave under [Privacy in your account](/account/privacy), and choose what happens to your posts. You have seven days to change your mind
- **have its use restricted** while a question about it is open
- **object**: to newsletters and everything else that we send by your choice at once, also by the [contact form](/contact?about=stop-contact) and without an account; to the rest by telling us why
- **take back a consent** where you gave it, as easily as you gave it. What we did before stays lawful

You do not need to be signed in to ask: the [contact form](/contact?about=personal-data) is enough. It costs nothing, and we answer within a month. After an erasure a keyed hash of your address stays, which names nobody: it keeps our promise not to write to you again.

## If you are not satisfied

Tell us: see [how to complain](/complaints). We acknowledge a complaint about your information within 30 days and tell you what came of it. You can go to the Information Commissioner at any time: <https://ico.org.uk/make-a-complaint/>, telephone 0303 123 1113.

## Changes to this notice

The date of the latest version stands at the top. [Earlier versions](/privacy/versions) stay readable, exactly as they were. When a change matters to you, members are told by a mail, and here when they next come.
`;
