import { contentBlocker, isNearlyTooLong, type MailingContent } from "~/features/mail/mailings/mailing-content.server";
import { dkimBlemish } from "~/features/mail/transport/dkim.server";
import { getMailSender } from "~/features/mail/transport/sender.server";
import type { Check } from "~/features/newsletters/types";
import type { Ctx } from "~/lib/ctx";
import { env } from "~/lib/env.server";
import { isLinkGood, linksOf, named } from "./issue.policy";

/** Mail programs on telephones show about this many characters of a subject. */
const SHORT_SUBJECT = 70;

/** What is looked at before an issue may go: the checklist of its page, and again when it is sent. */
export function checkIssue(mail: MailingContent, { bodyHtml }: { bodyHtml: string }): Check[] {
  return [checkSubject(mail), checkText(mail), checkLinks(bodyHtml), checkSize(mail), checkUnsubscribe(mail)];
}

function checkSubject({ subject }: MailingContent): Check {
  const base = { name: "subject", title: "Subject" } as const;
  if (subject.trim() === "") return { ...base, state: "blocked", words: "Give the issue a subject." };
  if (subject.length > SHORT_SUBJECT)
    return { ...base, state: "warning", words: `Longer than ${SHORT_SUBJECT} characters: small screens show only its beginning.` };
  return { ...base, state: "done", words: "Short enough to be read in a list of emails." };
}

function checkText({ text }: MailingContent): Check {
  const base = { name: "text", title: "Text part" } as const;
  if (text.trim() === "") return { ...base, state: "blocked", words: "The email has no text part." };
  return { ...base, state: "done", words: "Can be read without layout." };
}

const linkWords = (count: number) =>
  count === 0 ? "There are none." : count === 1 ? "The one link is complete." : `All ${count} links are complete.`;

function checkLinks(bodyHtml: string): Check {
  const base = { name: "links", title: "Links" } as const;
  const { pressed, asTyped } = linksOf(bodyHtml);
  const wrong = [...pressed.filter((address) => !isLinkGood(address)), ...asTyped.map((address) => address.trim() || "()")];
  const broken = [...new Set(wrong)];
  if (wrong.length > 0) return { ...base, state: "blocked", words: `Put these right: ${named(broken)}` };
  return { ...base, state: "done", words: linkWords(pressed.length) };
}

function checkSize(mail: MailingContent): Check {
  const base = { name: "size", title: "Size" } as const;
  const size = `${Math.ceil(Buffer.byteLength(mail.html) / 1000)} kB`;
  if (contentBlocker(mail) === "too-long")
    return {
      ...base,
      state: "blocked",
      words: `${size}. Email programs cut an email off at 100 kB: shorten it, and link to the long parts.`,
    };
  if (isNearlyTooLong(mail))
    return { ...base, state: "warning", words: `${size}, close to the 100 kB at which email programs cut an email off.` };
  return { ...base, state: "done", words: `${size} of at most 100 kB.` };
}

function checkUnsubscribe({ html, text, placeholder }: MailingContent): Check {
  const base = { name: "unsubscribe", title: "Way to unsubscribe" } as const;
  const missing = [html.includes(placeholder) ? [] : ["the HTML part"], text.includes(placeholder) ? [] : ["the text part"]].flat();
  if (missing.length > 0) return { ...base, state: "blocked", words: `There is no unsubscribe link in ${missing.join(" and ")}.` };
  return { ...base, state: "done", words: "A link in the HTML part and in the text part." };
}

/** Whether receivers can tell that it is ours. No reason not to send: who sends cannot put it right. */
export async function checkSender(ctx: Ctx): Promise<Check> {
  const base = { name: "sender", title: "Sender" } as const;
  const { address } = (await getMailSender(ctx)).from;
  if (dkimBlemish(env().dkim, address))
    return {
      ...base,
      state: "warning",
      words: `Email from ${address} is signed for another domain and may be taken for spam. Tell an administrator.`,
    };
  return { ...base, state: "done", words: `It comes from ${address}.` };
}
