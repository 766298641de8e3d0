export const COMPLAINTS = `You can complain about how we use your information, about a decision of ours or about anything else on this site. It costs nothing, you need no account, and nobody is treated worse for having complained.

## How to complain

- Use the [complaint form](/contact?about=complaint). You get a reference at once.
- Or write to [[complaint-contact]], or by post to [[postal-address]].

Tell us what happened, when, and what you would like us to do. If somebody writes for you, tell us that you agree to it. If a form is difficult for you, tell us how you would like to complain and we will do it that way.

## What happens then

1. **We acknowledge your complaint within 30 days** of the day on which it reached us. If you use the form, you see the date by which we have to on the next page.
2. Somebody who was not involved looks into it. For complaints about your information that is our data protection officer, [[data-protection-officer]].
3. We tell you how it is going if it takes longer than a month, and tell you the outcome, with our reasons, as soon as there is one.
4. If we were wrong, we say so, put it right where that is possible, and change what made it happen.

We keep your complaint and what came of it until 12 months after it is closed.

## If you want us to stop writing to you

You do not have to complain: use the link at the end of each mail, or the [contact form](/contact?about=stop-contact).

## The Information Commissioner

You can complain to the Information Commissioner's Office about how we use your information, at any time. They usually ask that you tell us first.

- <https://ico.org.uk/make-a-complaint/>
- Telephone 0303 123 1113
- Information Commissioner's Office, Wycliffe House, Water Lane, Wilmslow, Cheshire SK9 5AF

You can also go to court. The Commissioner's website says how.
`;
