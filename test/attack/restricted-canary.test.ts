import { beforeAll, describe, expect, test } from "vitest";
import { changeAudience } from "~/features/content/pages/change-audience.server";
import { movePage } from "~/features/content/pages/move-page.server";
import { savePage } from "~/features/content/pages/save-page.server";
import { takeDownPage } from "~/features/content/publishing/take-down-page.server";
import { commentOnPage } from "~/features/forum/comments/comment-on-page.server";
import { revokeGrant } from "~/features/permissions/grants.server";
import { aDraft, aPage, storedPage } from "../support/content";
import { ctxFor, systemCtxFor } from "../support/context";
import { type Answer, anAccount, aSite, type Browser, enter, type Site } from "../support/http";
import { aGroup, aMember } from "../support/people";

const CANARY = "zyzzyva";
const system = systemCtxFor();
const words = {
  title: `${CANARY} title`,
  summary: `${CANARY} summary`,
  bodyMarkdown: `# ${CANARY} heading\n\n${CANARY} text`,
  interests: ["Finance"],
};

let site: Site;
const readers: Record<string, Browser> = {};
/** Addresses that hold nothing for lesser readers; the last words of some are the canary themselves. */
const hidden: string[] = [];

beforeAll(async () => {
  site = await aSite();
  await aGroup("leads");
  await aPage({ path: "", title: "Home" });
  await aPage({ path: "guidance", title: "Guidance", interests: ["Finance"] });
  await hide({ path: "guidance/members", audience: "members" });
  await hide({ path: `guidance/members/${CANARY}`, audience: "members" });
  await hide({ path: "guidance/group", audience: { groups: ["leads"] }, teaser: `${CANARY} teaser` });
  await hide({ path: "news/members", audience: "members" });
  await hide({ path: "guidance/teased", audience: "members", title: "Plain title", teaser: "A plain teaser." });
  await hide({ path: "guidance/teased/below", audience: "members" });
  await hideOnceOpen();

  const { path } = await aDraft({ path: "guidance/draft", title: CANARY, summary: CANARY, body: CANARY, interests: ["Finance"] });
  hidden.push(path);
  const open = await aPage({ path: "guidance/open", title: "Open", interests: ["Finance"] });
  await save(open, `${CANARY} draft of an open page`);
  await comment("guidance/members");

  readers.visitor = site.browser();
  readers.applicant = await signedIn({ isMember: false });
  readers.specialist = await signedIn({ isMember: false, groups: ["others"] });
  readers.former = await formerMember();
});

async function hide(page: Parameters<typeof aPage>[0] & { path: string }): Promise<void> {
  hidden.push(await aPage({ ...words, ...page }));
  await save(page.path, `${CANARY} a second draft`);
}

async function save(path: string, body: string): Promise<void> {
  const { code } = await storedPage(path);
  const title = path === "guidance/teased" ? "Plain title" : CANARY;
  await savePage(system, { code, version: 1, title, summary: CANARY, teaser: path.endsWith("teased") ? "A plain teaser." : "", body });
}

/** A page that everybody could read once: it moved, was narrowed and taken down since. */
async function hideOnceOpen(): Promise<void> {
  for (const path of [`guidance/once-${CANARY}`, "guidance/gone"]) {
    await aPage({ ...words, path });
    const { code } = await storedPage(path);
    await movePage(system, { code, to: `${path}-moved` });
    await changeAudience(system, { code, audience: "members" });
    if (path.endsWith("gone")) await takeDownPage(system, code);
    hidden.push(path, `${path}-moved`);
  }
}

async function comment(path: string): Promise<void> {
  const { id, scopeId, title } = await storedPage(path);
  const page = { id, scopeId, title };
  const bodyMarkdown = `${CANARY} said under the page, at some length`;
  const made = await commentOnPage(ctxFor(await aMember()), { page, bodyMarkdown, submissionId: crypto.randomUUID() });
  expect(made.ok).toBe(true);
}

async function signedIn(more: Parameters<typeof anAccount>[0]): Promise<Browser> {
  if (more?.groups) for (const slug of more.groups) await aGroup(slug);
  const browser = site.browser();
  await enter(browser, (await anAccount(more)).email);
  return browser;
}

/** Signed in as a member, and none any more. */
async function formerMember(): Promise<Browser> {
  const { personId, email } = await anAccount({});
  const browser = site.browser();
  await enter(browser, email);
  await revokeGrant(system, { personId, role: "member" });
  return browser;
}

/** Everything that is sent: the body, the headers, where it leads. */
const everythingOf = ({ html, headers, location }: Answer) => `${html}\n${JSON.stringify([...headers])}\n${location ?? ""}`;

/** What was asked for is said back in links to sign in; it is the canary only where the asker named it. */
const withoutEcho = (text: string, path: string) => text.replaceAll(encodeURIComponent(path), "").replaceAll(path, "");

const SURFACES = [
  "/",
  "/guidance",
  "/guidance/open",
  "/news",
  "/news.xml",
  "/sitemap.xml",
  "/robots.txt",
  "/forum",
  "/newsletters",
  "/account/notifications",
  "/guidance/",
  "/guidance/open?_data=routes%2F%24",
  "/guidance/open.data",
  "/__manifest?p=/guidance",
  "/admin/content",
  "/comments/guidance/members",
  "/search?q=title",
  "/search?q=second+draft",
  "/search?q=summary&after=1-9_page:x",
  "/search?q=zyzyzva",
  "/search?q=zyzzyav+text&order=newest",
  "/search?q=said+zyzzvya",
  "/news?after=9999999999999-zzzz",
];

describe.each(["visitor", "applicant", "specialist", "former"])("B23: as a %s", (reader) => {
  test("no surface holds a word of what is restricted, drafted, moved or taken down", async () => {
    for (const path of SURFACES) {
      const answer = await readers[reader]!.get(path);
      expect([path, answer.status < 500, everythingOf(answer).includes(CANARY)]).toEqual([path, true, false]);
    }
  });

  test("the addresses themselves hold none, and no redirect tells where anything is", async () => {
    for (const page of hidden) {
      const path = `/${page}`;
      const answer = await readers[reader]!.get(path);
      expect([path, answer.status]).toEqual([path, page === "guidance/teased" ? 403 : 404]);
      expect([path, withoutEcho(everythingOf(answer), path).includes(CANARY), answer.location]).toEqual([path, false, null]);
    }
  });

  test("a hidden address differs from one that was never there in nothing", async () => {
    const shape = (answer: Answer, path: string) =>
      [
        answer.status,
        [...answer.headers]
          .filter(([name]) => !/^(date|x-request-id|x-query-count|x-verification-count|content-length|etag)$/i.test(name))
          .sort(),
        withoutEcho(answer.html, path).replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ""),
      ] as const;
    const ask = async (path: string) => shape(await readers[reader]!.get(path), path);
    const absent = { guidance: await ask("/guidance/never-was"), news: await ask("/news/never-was") };
    for (const page of hidden.filter((each) => each !== "guidance/teased"))
      expect([page, await ask(`/${page}`)]).toEqual([page, absent[page.startsWith("news/") ? "news" : "guidance"]]);
  });

  test("their searches count and cut nothing of it", async () => {
    const { html } = await readers[reader]!.get(`/search?q=${CANARY}`);
    const { html: never } = await readers[reader]!.get("/search?q=xylophones");

    expect(html.replaceAll(CANARY, "xylophones").replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "")).toBe(
      never.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ""),
    );
  });

  test("nothing can be written under it or told of it by a form", async () => {
    const { code } = await storedPage("guidance/members");
    for (const [path, fields] of [
      ["/comments/guidance/members", { body: "A comment of some length, to be sure", submissionId: crypto.randomUUID() }],
      [`/admin/content/${code}/edit`, { title: "", summary: "", body: "", teaser: "", version: "1" }],
      [`/admin/content/${code}/publish`, { version: "0" }],
      ["/admin/content/preview", { body: "x" }],
    ] as const) {
      const answer = await readers[reader]!.post(path, fields);
      expect([path, answer.status, withoutEcho(everythingOf(answer), path).includes(CANARY)]).toEqual([path, expect.any(Number), false]);
      expect([303, 403, 404]).toContain(answer.status);
    }
  });
});

test("B23: what a member reads is there, so that the search for it proves something", async () => {
  const member = await signedIn({});
  for (const path of ["/guidance", "/guidance/members", "/news", `/search?q=${CANARY}`, "/"])
    expect([path, (await member.get(path)).html.includes(CANARY)]).toEqual([path, true]);
  expect((await member.get("/guidance/open")).html).not.toContain("draft of an open page");
});
