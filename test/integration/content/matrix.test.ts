import { beforeAll, describe, expect, test } from "vitest";
import { listFeed, listLatestNews, listNews } from "~/features/content/news/news.queries.server";
import { offerReading } from "~/features/content/pages/offered.queries.server";
import { getPage, listOpenPages, listSurroundings } from "~/features/content/pages/pages.queries.server";
import { savePage } from "~/features/content/pages/save-page.server";
import { publishDraft } from "~/features/content/publishing/publish-draft.server";
import { takeDownPage } from "~/features/content/publishing/take-down-page.server";
import type { Actor } from "~/lib/ctx";
import { GoneError, NotFoundError } from "~/lib/errors";
import { aDraft, aPage, storedPage } from "../../support/content";
import { ctxFor, systemCtxFor } from "../../support/context";
import { aGroup, aMember, aPerson, visitor } from "../../support/people";
import { searchFor } from "../../support/search";

const WORD = "quokka";
const AUDIENCES = { open: "open", members: "members", group: { groups: ["leads"] } } as const;
const READERS = [
  "visitor",
  "applicant",
  "specialist",
  "other specialist",
  "member",
  "member of the group",
  "editor",
  "administrator",
] as const;
type Reader = (typeof READERS)[number];

/** Who reads what is for whom, as people were promised. */
const READ: Record<keyof typeof AUDIENCES, readonly Reader[]> = {
  open: READERS,
  members: ["member", "member of the group", "editor", "administrator"],
  group: ["specialist", "member of the group"],
};

const sorted = (paths: readonly string[]) => [...paths].sort();
const actors = {} as Record<Reader, Actor>;
/** Every kind of content, with the audience that decides who gets it; null for nobody. */
const content: { path: string; audience: keyof typeof AUDIENCES | null; answers: "page" | "teaser" | "gone" }[] = [];

beforeAll(async () => {
  await aGroup("leads");
  await aGroup("others");
  Object.assign(actors, {
    visitor,
    applicant: (await aPerson()).actor,
    specialist: (await aPerson({ groups: ["leads"] })).actor,
    "other specialist": (await aPerson({ groups: ["others"] })).actor,
    member: (await aMember()).actor,
    "member of the group": (await aMember({ groups: ["leads"] })).actor,
    editor: (await aMember({ roles: ["editor"] })).actor,
    administrator: (await aMember({ roles: ["administrator"] })).actor,
  });
  await aPage({ path: "guidance" });
  const words = { title: WORD, bodyMarkdown: WORD, interests: ["Finance"] };
  for (const kind of Object.keys(AUDIENCES) as (keyof typeof AUDIENCES)[]) {
    const audience = AUDIENCES[kind];
    for (const path of [`guidance/${kind}`, `guidance/${kind}/below`, `news/${kind}`]) {
      await aPage({ ...words, path, audience: typeof audience === "string" ? audience : { groups: [...audience.groups] } });
      content.push({ path, audience: kind, answers: "page" });
    }
    const down = await aPage({ ...words, path: `guidance/${kind}-down`, audience: kind === "group" ? { groups: ["leads"] } : kind });
    await takeDownPage(systemCtxFor(), (await storedPage(down)).code);
    content.push({ path: down, audience: kind, answers: "gone" });
  }
  await aPage({ ...words, path: "guidance/teased", audience: "members", teaser: "For members." });
  content.push({ path: "guidance/teased", audience: "members", answers: "teaser" });
  const draft = await aDraft({ path: "guidance/draft", title: WORD, body: WORD, interests: ["Finance"] });
  content.push({ path: draft.path, audience: null, answers: "page" });
});

async function answer(reader: Reader, path: string): Promise<string> {
  try {
    return Object.keys(await getPage(ctxFor(actors[reader]), path))[0]!;
  } catch (error) {
    if (error instanceof GoneError) return "gone";
    if (error instanceof NotFoundError) return "absent";
    throw error;
  }
}

describe.each(READERS)("a %s", (reader) => {
  const reads = ({ audience }: { audience: keyof typeof AUDIENCES | null }) => audience !== null && READ[audience].includes(reader);
  const standing = (below: string) =>
    content
      .filter(({ path, answers }) => path.startsWith(below) && answers !== "gone")
      .filter(reads)
      .map(({ path }) => path);

  test("PMN-25: is answered the page, its teaser, “gone” or nothing", async () => {
    const answers = await Promise.all(content.map(async ({ path }) => [path, await answer(reader, path)]));

    const expected = content.map((each) => {
      if (reads(each)) return [each.path, each.answers === "gone" ? "gone" : "page"];
      return [each.path, each.answers === "teaser" ? "teaser" : "absent"];
    });
    expect(answers).toEqual(expected);
  });

  test("PMN-25, B22: finds in each list what they may read, and nothing else", async () => {
    const ctx = ctxFor(actors[reader]);
    const paths = (rows: readonly { path: string }[]) => sorted(rows.map(({ path }) => path));

    const guides = sorted(standing("guidance/"));
    const direct = guides.filter((path) => path.split("/").length === 2);
    expect(paths((await listSurroundings(ctx, "guidance")).below)).toEqual(direct);
    expect(paths((await listSurroundings(ctx, "guidance/open")).beside)).toEqual(direct.filter((path) => path !== "guidance/open"));
    const offered = await offerReading(ctx, { guides: 50, articles: 50 });
    expect(paths(offered.guides)).toEqual(guides);
    const news = sorted(standing("news/"));
    expect(paths((await listNews(ctx, null)).articles)).toEqual(news);
    expect(paths(await listLatestNews(ctx, 50))).toEqual(news);
    expect(paths(offered.articles)).toEqual(news);
  });

  test("PMN-25, B23: searches what they may read, and nothing else", async () => {
    const { found } = await searchFor(ctxFor(actors[reader]), WORD);

    expect(sorted(found.map(({ href }) => href.slice(1)))).toEqual(sorted([...standing("guidance/"), ...standing("news/")]));
  });

  test("B23: gets the sitemap and the feed that a visitor gets", async () => {
    const ctx = ctxFor(actors[reader]);

    expect((await listOpenPages(ctx)).map(({ path }) => path)).toEqual(["guidance", "guidance/open", "guidance/open/below", "news/open"]);
    expect((await listFeed(ctx)).map(({ path }) => path)).toEqual(["news/open"]);
  });
});

test("B23: what was saved and not published is searched by nobody", async () => {
  const path = await aPage({ title: "Plain", bodyMarkdown: "Plain" });
  const { code } = await storedPage(path);
  const system = systemCtxFor();
  await savePage(system, { code, version: 1, title: "Wombat", summary: "s", teaser: "", body: "Wombat" });
  const find = async () => (await searchFor(ctxFor(actors.editor), "wombat")).found;

  expect(await find()).toHaveLength(0);
  await publishDraft(system, { code, version: 2 });
  expect(await find()).toHaveLength(1);
});
