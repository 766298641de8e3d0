import { createPage } from "~/features/content/pages/create-page.server";
import { savePage } from "~/features/content/pages/save-page.server";
import { publishPage } from "~/features/content/publishing/publish-page.server";
import { takeOutEarlierText } from "~/features/content/revisions/take-out-text.server";
import { addSnippet } from "~/features/content/snippets/save-snippet.server";
import type { Ctx } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";
import { jobOutbox } from "../schema/platform";
import { expectOk } from "./expect-ok";
import type { Community } from "./people";
import { news, type PageSeed, pages } from "./texts/pages";

export type PageIds = ReadonlyMap<string, string>;

/** Every page and article, parents before their children. */
export async function seedPages(ctx: Ctx, people: Community): Promise<PageIds> {
  const editing = { ...ctx, actor: people.actorOf("editor") };
  for (const snippet of SNIPPETS) await addSnippet(editing, snippet);
  // no page names them yet
  await ctx.db.delete(jobOutbox);
  const ids = new Map<string, string>();
  for (const page of [...pages, ...news]) ids.set(page.path, await seedPage(editing, people, page));
  return ids;
}

const SNIPPETS = [
  {
    name: "ask-a-colleague",
    title: "Where to ask when a guide is not enough",
    body: "Ask in [the forum](/forum), where somebody has usually had the same Friday, or write to us through [the contact page](/contact).",
  },
  {
    name: "meeting-dates",
    title: "When the network meets (no page names it yet)",
    body: "The first Thursday of each month, 1pm to 2pm, online.",
  },
];

async function seedPage(ctx: Ctx, people: Community, seed: PageSeed): Promise<string> {
  const { author, reviewedDaysAgo, draft, unpublished, body, comments: _, ...page } = seed;
  const then = { ...ctx, now: later(ctx.now, -reviewedDaysAgo * DAY) };
  const placed = { ...page, authorId: people.idOf(author) };
  if (unpublished) return expectOk(await createPage(then, { ...placed, teaser: page.teaser ?? "", body })).id;

  const { id, code } = await publishPage(then, { ...placed, bodyMarkdown: body, reviewedAt: then.now });
  if (!draft) return id;
  const save = (daysAgo: number, to: string, version: number) => {
    const text = { title: page.title, summary: page.summary, teaser: page.teaser ?? "", body: body.replace(draft.from, to) };
    return savePage({ ...ctx, now: later(ctx.now, -daysAgo * DAY) }, { ...text, code, version });
  };
  const { takenOut } = draft;
  if (takenOut) expectOk(await save(takenOut.daysAgo, takenOut.to, 1));
  expectOk(await save(draft.daysAgo, draft.to, takenOut ? 2 : 1));
  if (takenOut) await takeOutEarlierText(ctx, { code, number: 2, why: takenOut.why, before: false });
  return id;
}
