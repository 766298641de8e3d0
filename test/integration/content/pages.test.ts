import { beforeAll, expect, test } from "vitest";
import { offerReading } from "~/features/content/pages/offered.queries.server";
import { getPage, listGuides, listOpenPages, listSurroundings } from "~/features/content/pages/pages.queries.server";
import type { Actor } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { aPage } from "../../support/content";
import { countQueries, ctxFor, systemCtxFor } from "../../support/context";
import { aGroup, aMember, aPerson, visitor } from "../../support/people";

const CANARY = "canary-7f3k";
const paths = { open: "", members: "", unannounced: "", group: "" };
let readers: Record<string, Actor>;

beforeAll(async () => {
  await aGroup("pcn-leads");
  await aGroup("others");
  await aPage({ path: "guidance", title: "Guidance" });
  paths.open = await aPage({ title: "Open to all" });
  paths.members = await aPage({ audience: "members", teaser: "What members find here.", bodyMarkdown: CANARY, summary: CANARY });
  paths.unannounced = await aPage({ audience: "members", bodyMarkdown: CANARY, title: CANARY, summary: CANARY });
  paths.group = await aPage({ audience: { groups: ["pcn-leads"] }, teaser: CANARY, bodyMarkdown: CANARY, title: CANARY, summary: CANARY });
  readers = {
    visitor,
    applicant: (await aPerson()).actor,
    specialist: (await aPerson({ groups: ["pcn-leads"] })).actor,
    "specialist of another group": (await aPerson({ groups: ["others"] })).actor,
    member: (await aMember()).actor,
    "member of the group": (await aMember({ groups: ["pcn-leads"] })).actor,
    editor: (await aMember({ roles: ["editor"] })).actor,
  };
});

async function answer(reader: string, path: string): Promise<"page" | "teaser" | "absent"> {
  try {
    return "page" in (await getPage(ctxFor(readers[reader]!), path)) ? "page" : "teaser";
  } catch (error) {
    if (error instanceof NotFoundError) return "absent";
    throw error;
  }
}

test.each([
  ["visitor", { open: "page", members: "teaser", unannounced: "absent", group: "absent" }],
  ["applicant", { open: "page", members: "teaser", unannounced: "absent", group: "absent" }],
  ["specialist", { open: "page", members: "teaser", unannounced: "absent", group: "page" }],
  ["specialist of another group", { open: "page", members: "teaser", unannounced: "absent", group: "absent" }],
  ["member", { open: "page", members: "page", unannounced: "page", group: "absent" }],
  ["member of the group", { open: "page", members: "page", unannounced: "page", group: "page" }],
  ["editor", { open: "page", members: "page", unannounced: "page", group: "absent" }],
] as const)("PMN-25: what a %s is answered for each kind of page", async (reader, expected) => {
  const answers = Object.fromEntries(
    await Promise.all(Object.entries(paths).map(async ([kind, path]) => [kind, await answer(reader, path)])),
  );
  expect(answers).toEqual(expected);
});

test("B22: a hidden page is not found in the same way as one that was never there", async () => {
  const ctx = ctxFor(visitor);
  const refusals = await Promise.all([paths.group, "guidance/never-was"].map((path) => getPage(ctx, path).catch((error) => error)));

  expect(refusals.map((error) => [error.constructor, error.message])).toEqual(Array(2).fill([NotFoundError, "page not found"]));
});

test.each(["visitor", "applicant", "specialist of another group"])(
  "B23: nothing of a restricted page but its teaser reaches a reader outside: %s",
  async (reader) => {
    const ctx = ctxFor(readers[reader]!);
    const told = [
      await getPage(ctx, paths.members),
      await listSurroundings(ctx, "guidance"),
      await listSurroundings(ctx, paths.open),
      await listSurroundings(ctx, paths.group),
      await listGuides(ctx, 100),
      await offerReading(ctx, { guides: 100, articles: 100 }),
      await listOpenPages(ctx),
    ];

    expect(JSON.stringify(told)).toContain("What members find here.");
    expect(JSON.stringify(told)).not.toContain(CANARY);
    for (const path of [paths.members, paths.unannounced, paths.group]) expect(JSON.stringify(told)).not.toContain(`"${path}"`);
  },
);

test("B23: the sitemap is a visitor's, even when a member asks for it", async () => {
  const listed = (await listOpenPages(ctxFor(readers.member!))).map(({ path }) => path);

  expect(listed).toContain(paths.open);
  expect(listed).not.toContain(paths.members);
});

test("the way to a page leaves out what its reader may not read", async () => {
  const section = await aPage({ audience: "members" });
  const below = await aPage({ path: `${section}/for-the-group`, audience: { groups: ["pcn-leads"] } });

  const { above } = await listSurroundings(ctxFor(readers.specialist!), below);

  expect(above.map(({ path }) => path)).toEqual(["guidance"]);
});

test("pages under a page stand in their editors' order, its neighbours beside it", async () => {
  const section = await aPage();
  const second = await aPage({ path: `${section}/b`, position: 2 });
  const first = await aPage({ path: `${section}/c`, position: 1 });
  await aPage({ path: `${section}/c/deeper` });
  const ctx = ctxFor(visitor);

  expect((await listSurroundings(ctx, section)).below.map(({ path }) => path)).toEqual([first, second]);
  expect((await listSurroundings(ctx, second)).beside.map(({ path }) => path)).toEqual([first]);
});

test("a page whose day has not come is not there", async () => {
  const path = await aPage();
  const yesterday = new Date(Date.now() - 86_400_000);

  await expect(getPage(ctxFor(readers.member!, yesterday), path)).rejects.toThrow(NotFoundError);
});

test("B24: only the one spelling of an address finds a page", async () => {
  const ctx = ctxFor(readers.editor!);
  for (const path of [
    `/${paths.open}`,
    `${paths.open}/`,
    paths.open.toUpperCase(),
    paths.open.replace("/", "//"),
    "guidance/%",
    "guidance/_",
  ])
    await expect(getPage(ctx, path)).rejects.toThrow(NotFoundError);
});

test("a page is one query, what is around it another", async () => {
  const ctx = ctxFor(visitor);
  const queries = await countQueries(async () => {
    await getPage(ctx, paths.open);
    await listSurroundings(ctx, paths.open);
  });

  expect(queries).toHaveLength(2);
});

test("the reviewer is named as they chose to be shown", async () => {
  const author = await aMember({ fullName: "Margaret Cholmondeley", displayName: "Maggie C" });
  const path = await aPage({ authorId: author.personId });

  expect(await getPage(systemCtxFor(), path)).toMatchObject({ page: { reviewedBy: "Maggie C" } });
});
