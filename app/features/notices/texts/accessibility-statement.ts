export const ACCESSIBILITY_STATEMENT = `This statement applies to the website of [[network]] at [[site]]. It is run by [[controller]]. We want as many people as possible to be able to use it. You should be able to:

- change the text size and the contrast, on the [display page](/display) or in your browser
- zoom in up to 400% without the text spilling off the screen
- use every page with a keyboard alone
- use every page with speech recognition software
- listen to every page with a screen reader, including recent versions of JAWS, NVDA and VoiceOver
- use every page without JavaScript

We have also made the text as simple as possible to understand. [AbilityNet](https://mcmw.abilitynet.org.uk/) has advice on making your device easier to use if you have a disability.

## How accessible this website is

It is partly compliant with the [Web Content Accessibility Guidelines version 2.2](https://www.w3.org/TR/WCAG22/), level AA, because of the exceptions listed below.

## Content that is not accessible

- **What members write.** Posts in the forum are written by members. Some have headings out of order, links whose words do not say where they lead, or tables without headings (WCAG 1.3.1 and 2.4.4). Moderators mend what they notice.
- **Newsletters in mail programs.** Each issue is also sent as plain text and can be read on this site. Some mail programs show it in a way that we cannot influence.
- **Documents and websites of others** that our guidance links to are not ours. If you cannot use one, tell us, and we will try to find another way.

We claim no exemption for disproportionate burden.

## Feedback and contact information

If you need information in a different way, for example in large print, as an easy read text or read to you, or if you meet a problem that is not listed here:

- use the [contact form](/contact?about=technical)
- or write to [[contact-address]], or by post to [[postal-address]]

We answer within [[answer-time]].

## Enforcement procedure

The Equality and Human Rights Commission (EHRC) enforces the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018. If you are not happy with how we respond, contact the [Equality Advisory and Support Service (EASS)](https://www.equalityadvisoryservice.com/). In Northern Ireland, contact the [Equality Commission for Northern Ireland](https://www.equalityni.org/).

## How we tested this website

Each change is tested before it goes live: every kind of page is checked by the axe tool, the HTML against the standard, and the journeys by keyboard, without JavaScript, with a window of 320 pixels and in forced colours. The pages are built from the parts of the NHS design system, which are tested with disabled people. The last test of the whole site was made by us on the day this statement was written.

## What we are doing to improve accessibility

We look at each problem that is reported within [[answer-time]], say when it will be mended, and list it here until it is. We review this statement at least once a year.
`;
