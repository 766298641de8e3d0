import { and, desc, eq, lt } from "drizzle-orm";
import PostalMime, { type Email } from "postal-mime";
import sanitizeHtml from "sanitize-html";
import type { Db } from "#db/client.server";
import { caughtMails } from "#db/schema/mail/transport";
import { formatMoment } from "~/lib/dates";
import { pageOf } from "~/lib/pages";
import { html, inboxPage, type Markup, STYLE } from "./inbox-page";

export type InboxAnswer = { status: number; type: "text/html" | "text/plain" | "text/css"; body: string | Uint8Array; policy?: string };

const PER_PAGE = 50;
/** A mail is shown as a document that can do nothing and fetch nothing from elsewhere. */
const MAIL_POLICY = "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";

/** The pages of the local inbox: a list, one mail, its HTML part under an address of its own, its source. */
export async function answerInbox(db: Db, url: URL): Promise<InboxAnswer> {
  if (url.pathname === "/") return listMails(db, url.searchParams);
  if (url.pathname === "/inbox.css") return { status: 200, type: "text/css", body: STYLE };
  const [, id, part] = /^\/mails\/(\d{1,15})(?:\/(html|source))?$/.exec(url.pathname) ?? [];
  const [row] = id
    ? await db
        .select()
        .from(caughtMails)
        .where(eq(caughtMails.id, Number(id)))
    : [];
  if (!row) return notFound();
  if (part === "source") return { status: 200, type: "text/plain", body: row.raw };
  const mail = await PostalMime.parse(row.raw);
  if (part === "html") return mail.html ? { status: 200, type: "text/html", body: mail.html, policy: MAIL_POLICY } : notFound();
  return showMail(row, mail);
}

const notFound = (): InboxAnswer => ({
  status: 404,
  type: "text/html",
  body: inboxPage("No such mail", html`<p>There is no such mail. <a href="/">All mails</a></p>`),
});

async function listMails(db: Db, search: URLSearchParams): Promise<InboxAnswer> {
  const before = Number(search.get("before")) || null;
  const to = search.get("to")?.trim().toLowerCase() || null;
  const { id, receivedAt, toCanonical, subject } = caughtMails;
  const rows = await db
    .select({ id, receivedAt, toCanonical, subject })
    .from(caughtMails)
    .where(and(before ? lt(id, before) : undefined, to ? eq(toCanonical, to) : undefined))
    .orderBy(desc(id))
    .limit(PER_PAGE + 1);
  const { rows: shown, next } = pageOf(rows, PER_PAGE, (last) => String(last.id));
  const older = next ? `/?${new URLSearchParams({ before: next, ...(to ? { to } : {}) })}` : null;
  const body = html`
    <form action="/"><label for="to">Only mails to</label> <input id="to" name="to" type="email" value="${to ?? ""}" autocomplete="off"> <button>Show</button></form>
    ${
      shown.length === 0
        ? html`<p>No mails${to ? ` to ${to}` : " yet"}. What the portal sends appears here; <a href="${to ? `/?${new URLSearchParams({ to })}` : "/"}">look again</a>.</p>`
        : html`<table><thead><tr><th scope="col">Subject</th><th scope="col">To</th><th scope="col">Received</th></tr></thead><tbody>${shown.map(
            (row) =>
              html`<tr><td><a href="/mails/${row.id}">${row.subject || "(no subject)"}</a></td><td>${row.toCanonical}</td><td>${formatMoment(row.receivedAt)}</td></tr>`,
          )}</tbody></table>`
    }
    ${older ? html`<p><a href="${older}">Older mails</a></p>` : ""}`;
  return { status: 200, type: "text/html", body: inboxPage("Mails caught on this machine", body) };
}

function showMail(row: typeof caughtMails.$inferSelect, mail: Email): InboxAnswer {
  const links = linksOf(mail);
  const body = html`
    <p><a href="/">All mails</a></p>
    <dl>
      <dt>To</dt><dd>${row.toCanonical}</dd>
      <dt>Received</dt><dd>${formatMoment(row.receivedAt)}</dd>
      ${mail.headers.filter(({ key }) => key !== "subject").map(({ key, value }) => html`<dt>${key}</dt><dd>${value}</dd>`)}
    </dl>
    ${links.length > 0 ? html`<h2>Links</h2><ul>${links.map(({ href, text }) => html`<li>${text ? `${text}: ` : ""}<a href="${href}">${href}</a></li>`)}</ul>` : ""}
    ${mail.text ? html`<h2>Text part</h2><pre>${linked(mail.text)}</pre>` : ""}
    ${mail.html ? html`<h2>HTML part</h2><iframe src="/mails/${row.id}/html" sandbox title="HTML part of the mail"></iframe>` : ""}
    <p><a href="/mails/${row.id}/source">Source of the mail</a></p>`;
  return { status: 200, type: "text/html", body: inboxPage(row.subject || "(no subject)", body) };
}

const ADDRESS = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]/g;

/** The framed part cannot be clicked; so its links stand here, each address once. */
function linksOf(mail: Email): { href: string; text: string }[] {
  const found = new Map<string, string>();
  sanitizeHtml(mail.html ?? "", {
    allowedTags: ["a"],
    exclusiveFilter: ({ attribs, text }) => {
      if (attribs.href && /^https?:/.test(attribs.href) && !found.get(attribs.href)) found.set(attribs.href, text.trim());
      return false;
    },
  });
  for (const [href] of (mail.text ?? "").matchAll(ADDRESS)) if (!found.has(href)) found.set(href, "");
  return [...found].map(([href, text]) => ({ href, text }));
}

function linked(text: string): Markup[] {
  const parts: Markup[] = [];
  let from = 0;
  for (const match of text.matchAll(ADDRESS)) {
    parts.push(html`${text.slice(from, match.index)}<a href="${match[0]}">${match[0]}</a>`);
    from = match.index + match[0].length;
  }
  return [...parts, html`${text.slice(from)}`];
}
