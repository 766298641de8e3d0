import { uuidv7 } from "uuidv7";
import { giveFeedback } from "~/features/content/feedback/give-feedback.server";
import { createPage } from "~/features/content/pages/create-page.server";
import { findPage } from "~/features/content/pages/pages.queries.server";
import { savePage } from "~/features/content/pages/save-page.server";
import { askForReview } from "~/features/content/publishing/ask-for-review.server";
import { commentOnDraft } from "~/features/content/publishing/comment-on-draft.server";
import { handPageOver } from "~/features/content/publishing/hand-page-over.server";
import { listEditors } from "~/features/content/publishing/list-editors.server";
import type { PlannedAct } from "~/features/content/publishing/plan.policy";
import { planPage } from "~/features/content/publishing/plan-page.server";
import { publishPage } from "~/features/content/publishing/publish-page.server";
import { supersedePage } from "~/features/content/publishing/supersede-page.server";
import { noteOpened } from "~/features/content/report/note-opened.server";
import { takeOutEarlierText } from "~/features/content/revisions/take-out-text.server";
import { addSnippet } from "~/features/content/snippets/save-snippet.server";
import type { Ctx } from "~/lib/ctx";
import { DAY, HOUR, later, nextInLondon } from "~/lib/dates";
import { jobOutbox } from "../schema/platform";
import { expectOk } from "./expect-ok";
import type { Community } from "./people";
import { news, type PageSeed, pages } from "./texts/pages";

type Said = NonNullable<PageSeed["said"]>;
export type PageIds = ReadonlyMap<string, string>;

/** Every page and article, parents before their children. */
export async function seedPages(ctx: Ctx, people: Community): Promise<PageIds> {
  const editing = { ...ctx, actor: people.actorOf("editor") };
  for (const snippet of SNIPPETS) await addSnippet(editing, snippet);
  // no page names them yet
  await ctx.db.delete(jobOutbox);
  const ids = new Map<string, string>();
  for (const page of [...pages, ...news]) {
    const { id, code, version } = await seedPage(editing, people, page);
    ids.set(page.path, id);
    const plan = async (act: PlannedAct, { inDays, hour }: NonNullable<PageSeed["goesOut"]>) =>
      expectOk(await planPage(editing, { code, act, version, at: nextInLondon(later(ctx.now, (inDays - 1) * DAY), { hour }) }));
    if (page.goesOut) await plan("publish", page.goesOut);
    if (page.comesDown) await plan("take-down", page.comesDown);
  }
  for (const { path, said = [], supersededBy, handedTo } of pages) await seedTrust(editing, people, path, { said, supersededBy, handedTo });
  // as if it had been noted for a year
  for (const { path, openedMonthsAgo = 0, unpublished } of [...pages, ...news])
    for (const months of unpublished ? [] : [13, openedMonthsAgo])
      await noteOpened({ ...ctx, now: later(ctx.now, -months * 31 * DAY) }, ids.get(path)!);
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

async function seedPage(ctx: Ctx, people: Community, seed: PageSeed): Promise<{ id: string; code: string; version: number }> {
  const {
    author,
    reviewedDaysAgo,
    draft,
    unpublished,
    body,
    comments: _,
    goesOut: _out,
    comesDown: _down,
    said: _said,
    supersededBy: _by,
    handedTo: _to,
    openedMonthsAgo: _opened,
    ...page
  } = seed;
  const then = { ...ctx, now: later(ctx.now, -reviewedDaysAgo * DAY) };
  const placed = { ...page, authorId: people.idOf(author) };
  if (unpublished) return { ...expectOk(await createPage(then, { ...placed, teaser: page.teaser ?? "", body })), version: 1 };

  const { id, code } = await publishPage(then, { ...placed, bodyMarkdown: body, reviewedAt: then.now });
  if (!draft) return { id, code, version: 1 };
  const save = (daysAgo: number, to: string, version: number) => {
    const text = { title: page.title, summary: page.summary, teaser: page.teaser ?? "", body: body.replace(draft.from, to) };
    return savePage({ ...ctx, now: later(ctx.now, -daysAgo * DAY) }, { ...text, code, version });
  };
  const { takenOut } = draft;
  if (takenOut) expectOk(await save(takenOut.daysAgo, takenOut.to, 1));
  expectOk(await save(draft.daysAgo, draft.to, takenOut ? 2 : 1));
  if (takenOut) await takeOutEarlierText(ctx, { code, number: 2, why: takenOut.why, before: false });
  const version = takenOut ? 3 : 2;
  if (draft.said.length > 0) await askForReview({ ...ctx, now: later(ctx.now, -draft.daysAgo * DAY) }, code);
  for (const { by, hoursAgo, body } of draft.said)
    await commentOnDraft({ ...ctx, actor: people.actorOf(by), now: later(ctx.now, -hoursAgo * HOUR) }, code, {
      body,
      version,
      submissionId: uuidv7(),
    });
  return { id, code, version };
}

/** What makes a page one to trust, or not: what readers said of it, whether another holds now, and who looks after it. */
async function seedTrust(ctx: Ctx, people: Community, path: string, trust: Pick<PageSeed, "supersededBy" | "handedTo"> & { said: Said }) {
  const { said, supersededBy, handedTo } = trust;
  if (said.length === 0 && !supersededBy && !handedTo) return;
  const page = (await findPage(ctx, path))!;
  for (const { useful, daysAgo, words = "" } of said) {
    const answer = { answer: useful ? ("yes" as const) : ("no" as const), words, submissionId: uuidv7() };
    await giveFeedback({ ...ctx, now: later(ctx.now, -daysAgo * DAY) }, page, answer);
  }
  if (supersededBy) expectOk(await supersedePage(ctx, { code: page.code, by: supersededBy }));
  if (handedTo) {
    const owner = (await listEditors(ctx)).find(({ id }) => id === people.idOf(handedTo));
    expectOk(await handPageOver(ctx, { code: page.code, owner: owner!.ref }));
  }
}
