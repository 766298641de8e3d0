export const TERMS = `These are the rules for using this site. They are short on purpose. By becoming a member you agree to them; reading the open pages asks nothing of you.

## What this site is for

[[network]] is a place where people who run practices share guidance and help each other. It is run by [[controller]].

## Your account

- It is yours alone. Keep the password to yourself, and tell us if you think that somebody else knows it.
- Say who you are: your real name, your job and your practice. Tell us when they change.
- When you leave your practice, change the address if it was a shared mailbox.
- You can leave whenever you like, in your account under Privacy.

## What you write

- Write nothing about a patient that could tell anybody who it is, even if you think the group is small.
- Be as polite as you would be across a table. No advertising, and nothing that is against the law.
- What you write stays yours. You allow us to show it to the readers named beside the form, and other members to use what they learn in their own practice.
- What is said in a members' or a group's part stays there. Ask before you quote somebody elsewhere.
- Moderators may remove a post that breaks these rules. You are told why, and you can appeal.

## What you read

Guidance here is written with care by people who do the work, and it shows when it was last reviewed. It is no legal, clinical or financial advice for your particular case, and it does not replace what your commissioner or your contract says.

Other websites that we link to are not ours. We are not responsible for what they say.

## If the site is not available

We try to keep it running, but we do not promise it, and you should not rely on it for anything urgent. We may change or close parts of it. If we close it, members are told at least 30 days before and can take their own contributions with them.

## Our liability

We do not leave out or limit any liability that the law does not allow us to, for example for death or injury by negligence, or for fraud. Beyond that we are not liable for losses that nobody could foresee, or for business losses.

## If you find a security problem

Please tell us at [[contact-address]] or through the [contact form](/contact?about=technical), and give us time to mend it before you tell others. Do not look at other people's information, change anything or slow the site down for others. If you keep to this, we will thank you and will not take legal action.

## Law and changes

The law of England and Wales applies. When these terms change in a way that matters, members are told beforehand. Questions: [[contact-address]].
`;
