export const INFORMATION_SHEET = `**Who holds it.** [[controller]]. Our data protection officer is [[data-protection-officer]]: [[privacy-contact]], or by post to [[postal-address]].

**What and why.** Your name, how to reach you, your work, and what you do here: so that we know who is a member, can send what you asked for, answer you, and show afterwards what was done. We ask for nothing about health or beliefs. Please write nothing about patients.

**Who sees it.** Members see your display name, job title and organisation beside what you write in the forum. Staff see what their task needs, and each look is written down for you to see. Two companies work for us, one runs the computers and one carries our mails. Nobody else, and no other country.

**How long.** While you are a member, and 6 months after. Enquiries: 12 months after they are closed. Applications that you do not confirm: 30 days. Consents: 6 years after they end, as proof.

**What you can do, free of charge**

- see and take away everything that we hold, have it corrected, restricted or erased
- stop newsletters and everything else that you chose, at once, by the link in each mail, in your account or by the contact form
- object, and take back any consent
- complain, to us or to the Information Commissioner: ico.org.uk, telephone 0303 123 1113

**How.** In your account under Privacy, or without an account by the contact form at [[site]]/contact or by mail to [[privacy-contact]]. We answer within a month. To complain: [[complaint-contact]].

**What we do not do.** No tracking, no profiles, no selling, no decisions made by a program, no artificial intelligence.

The whole notice: [[site]]/privacy
`;
