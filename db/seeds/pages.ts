import { readFileSync } from "node:fs";
import { like } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { giveFeedback } from "~/features/content/feedback/give-feedback.server";
import { createPage } from "~/features/content/pages/create-page.server";
import { movePage } from "~/features/content/pages/move-page.server";
import { findPage } from "~/features/content/pages/pages.queries.server";
import { savePage } from "~/features/content/pages/save-page.server";
import { askForReview } from "~/features/content/publishing/ask-for-review.server";
import { commentOnDraft } from "~/features/content/publishing/comment-on-draft.server";
import { handPageOver } from "~/features/content/publishing/hand-page-over.server";
import { listEditors } from "~/features/content/publishing/list-editors.server";
import type { PlannedAct } from "~/features/content/publishing/plan.policy";
import { planPage } from "~/features/content/publishing/plan-page.server";
import { publishDraft } from "~/features/content/publishing/publish-draft.server";
import { publishPage } from "~/features/content/publishing/publish-page.server";
import { supersedePage } from "~/features/content/publishing/supersede-page.server";
import { noteOpened } from "~/features/content/report/note-opened.server";
import { takeOutEarlierText } from "~/features/content/revisions/take-out-text.server";
import { addSnippet } from "~/features/content/snippets/save-snippet.server";
import { trashPage } from "~/features/content/trash/trash-page.server";
import { addToLibrary, describeFile } from "~/features/files/library/change-file.server";
import type { Ctx, PersonCtx } from "~/lib/ctx";
import { DAY, HOUR, later, nextInLondon } from "~/lib/dates";
import { contentWebLinks } from "../schema/content/web-links";
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
  const library = await seedLibrary(editing);
  const ids = new Map<string, string>();
  for (const page of [...pages, ...news]) {
    const body = page.body.replace(/\(seed:([\w.-]+)/g, (_, name: string) => `(file:${library.get(name)!}`);
    const { id, code, version } = await seedPage(editing, people, { ...page, body });
    ids.set(page.path, id);
    const plan = async (act: PlannedAct, { inDays, hour }: NonNullable<PageSeed["goesOut"]>) =>
      expectOk(await planPage(editing, { code, act, version, at: nextInLondon(later(ctx.now, (inDays - 1) * DAY), { hour }) }));
    if (page.goesOut) await plan("publish", page.goesOut);
    if (page.comesDown) await plan("take-down", page.comesDown);
  }
  for (const { path, said = [], supersededBy, handedTo } of pages) await seedTrust(editing, people, path, { said, supersededBy, handedTo });
  for (const { path, trashedDaysAgo } of pages)
    if (trashedDaysAgo !== undefined) {
      const { code } = (await findPage(editing, path))!;
      expectOk(await trashPage({ ...editing, now: later(ctx.now, -trashedDaysAgo * DAY) }, { code }));
    }
  // as if it had been noted for a year
  for (const { path, openedMonthsAgo = 0, unpublished } of [...pages, ...news])
    for (const months of unpublished ? [] : [13, openedMonthsAgo])
      await noteOpened({ ...ctx, now: later(ctx.now, -months * 31 * DAY) }, ids.get(path)!);
  await seedBrokenLink(ctx);
  return ids;
}

/** Pictures and files that editors share: of pages, and one that stands in none yet and says nothing of what it shows. */
async function seedLibrary(ctx: PersonCtx): Promise<Map<string, string>> {
  const { default: sharp } = await import("sharp");
  const codes = new Map<string, string>();
  for (const [name, description] of Object.entries(LIBRARY)) {
    const typed = readFileSync(`db/seeds/texts/files/${name}`);
    const bytes = name.endsWith(".svg") ? await sharp(typed).png().toBuffer() : typed;
    const { file } = expectOk(await addToLibrary(ctx, { name, bytes, isDescribed: true, description }));
    codes.set(name, file.code);
  }
  const chart = codes.get("fridge-door-chart.svg")!;
  await describeFile(ctx, chart, { description: LIBRARY["fridge-door-chart.svg"], focal: { focalX: 35, focalY: 60 } });
  await ctx.db.delete(jobOutbox);
  return codes;
}

const LIBRARY = {
  "fridge-door-chart.svg": "A fridge with a chart on its door, and a thermometer",
  "a-month-of-readings.csv": "A month of fridge readings, one of them too warm",
  "empty-shelf.svg": "",
};

/** As a live portal would have found it; a demo asks nobody. */
async function seedBrokenLink({ db, now }: Ctx): Promise<void> {
  const found = {
    outcome: "no-such-site" as const,
    failures: 2,
    isBroken: true,
    checkedAt: later(now, -2 * DAY),
    failingSince: later(now, -9 * DAY),
  };
  await db
    .update(contentWebLinks)
    .set({ ...found, dueAt: later(now, 12 * DAY) })
    .where(like(contentWebLinks.url, "https://fridge-sheets.example/%"));
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
    changed,
    unpublished,
    body,
    comments: _,
    goesOut: _out,
    comesDown: _down,
    said: _said,
    supersededBy: _by,
    handedTo: _to,
    openedMonthsAgo: _opened,
    trashedDaysAgo: _trashed,
    readersSay,
    was,
    ...page
  } = seed;
  const then = { ...ctx, now: later(ctx.now, -reviewedDaysAgo * DAY) };
  const placed = {
    ...page,
    authorId: people.idOf(author),
    path: was ?? page.path,
    comments: readersSay === "closed" ? undefined : readersSay,
  };
  if (unpublished) return { ...expectOk(await createPage(then, { ...placed, teaser: page.teaser ?? "", body })), version: 1 };

  const { id, code } = await publishPage(then, { ...placed, bodyMarkdown: body, reviewedAt: then.now });
  if (was) expectOk(await movePage({ ...ctx, now: later(ctx.now, -(reviewedDaysAgo / 2) * DAY) }, { code, to: page.path }));
  const saveAt = (daysAgo: number, body: string, version: number) => {
    const text = { title: page.title, summary: page.summary, teaser: page.teaser ?? "", body };
    return savePage({ ...ctx, now: later(ctx.now, -daysAgo * DAY) }, { ...text, code, version });
  };
  if (changed) {
    expectOk(await saveAt(changed.daysAgo, body.replace(changed.from, changed.to), 1));
    const reviewedBy = people.idOf(author);
    expectOk(await publishDraft({ ...ctx, now: later(ctx.now, -changed.daysAgo * DAY) }, { code, version: 2, reviewedBy }));
    return { id, code, version: 2 };
  }
  if (!draft) return { id, code, version: 1 };
  const save = (daysAgo: number, to: string, version: number) => saveAt(daysAgo, body.replace(draft.from, to), version);
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
