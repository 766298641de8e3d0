import { beforeEach, expect, test } from "vitest";
import { auditEntries } from "#db/schema/audit";
import { contentPages } from "#db/schema/content";
import { searchMisses } from "#db/schema/search";
import { addSynonyms, forgetMiss, pinPage, removeSynonyms, unpinPage } from "~/features/search/words/arrange-words.server";
import { findSuggestion } from "~/features/search/words/find-suggestion.server";
import { LEAST_TIMES } from "~/features/search/words/miss.policy";
import { noteMiss } from "~/features/search/words/note-miss.server";
import { listMisses, listPins, listSynonyms } from "~/features/search/words/search-words.queries.server";
import { DAY, later } from "~/lib/dates";
import { ForbiddenError, NotFoundError } from "~/lib/errors";
import { aPage } from "../../support/content";
import { countQueries, ctxFor, ownerDb, systemCtxFor } from "../../support/context";
import { aTopic } from "../../support/forum";
import { aGroup, aMember, aPerson, visitor } from "../../support/people";
import { searchFor } from "../../support/search";

const { db } = ownerDb();
const anEditor = async () => ctxFor(await aMember({ roles: ["editor"] }));

test("who is no editor arranges, lists and forgets nothing", async () => {
  for (const ctx of [ctxFor(visitor), ctxFor(await aMember({ roles: ["moderator"] }))]) {
    const acts = [
      () => addSynonyms(ctx, "GP = doctor"),
      () => removeSynonyms(ctx, "0000000000"),
      () => pinPage(ctx, { words: "x", page: "/" }),
      () => unpinPage(ctx, "0000000000"),
      () => forgetMiss(ctx, "0000000000"),
      async () => listSynonyms(ctx),
      async () => listPins(ctx),
      () => listMisses(ctx, null),
    ];
    for (const act of acts) await expect(act()).rejects.toThrow(ForbiddenError);
  }
});

test("words that mean the same are found by each other until they are removed, and who added them is written down", async () => {
  const editor = await anEditor();
  const member = await aMember();
  const [short, long] = [
    await aTopic({ title: "DNAX letters" }),
    await aTopic({ title: "Patients who did not attend", body: "They never came." }),
  ];
  const found = async (text: string) => (await searchFor(ctxFor(member), text)).found.map(({ href }) => href.slice(14, 24)).sort();
  expect(await found("dnax")).toEqual([short.code]);

  expect(await addSynonyms(editor, "DNAX = did not attend")).toBeNull();
  expect(await addSynonyms(editor, "did not attend = dnax")).toBe("taken");
  const both = [short.code, long.code].sort();
  for (const text of ["dnax", "did not attend", '"did not attend"']) expect([text, await found(text)]).toEqual([text, both]);
  expect(await found("-dnax attend patients")).toEqual([long.code]);
  expect((await searchFor(ctxFor(member), "dnax")).besides).toEqual(["did not attend"]);

  const [group] = await listSynonyms(editor);
  await removeSynonyms(editor, group!.code);
  expect(await found("dnax")).toEqual([short.code]);
  await expect(removeSynonyms(editor, group!.code)).rejects.toThrow(NotFoundError);
  const acts = (await db.select().from(auditEntries)).filter(({ objectKind }) => objectKind === "search-words");
  expect(acts.map(({ action }) => action)).toEqual(["synonyms.added", "synonyms.removed"]);
});

test("a word that is too common is searched for by what means the same", async () => {
  const topic = await aTopic({ title: "Informatiox technologx" });
  await addSynonyms(await anEditor(), "IT = informatiox technologx");

  const answer = await searchFor(ctxFor(topic.author), "it");
  expect([answer.found.map(({ href }) => href), answer.leftOut, answer.isTooCommon]).toEqual([
    [`/forum/topics/${topic.code}#post-1`],
    [],
    false,
  ]);
});

test("B29: hostile words that mean the same are words", async () => {
  const editor = await anEditor();
  for (const words of ["'; drop table files; -- = x1", "a:* & !b = x2", "((( b = x3", "\\ c = x4", "% d_ = x5"]) {
    expect([words, await addSynonyms(editor, words)]).toEqual([words, null]);
    expect(Array.isArray((await searchFor(editor, words.slice(-2))).found)).toBe(true);
  }
});

test("B23: a page is suggested for just these words, to whoever may read it", async () => {
  await aGroup("pin-group");
  const [open, closed] = [await aPage({ title: "Open" }), await aPage({ title: "Closed", audience: { groups: ["pin-group"] } })];
  const editor = await anEditor();
  const insider = ctxFor(await aMember({ roles: ["editor"], groups: ["pin-group"] }));
  expect(await pinPage(editor, { words: "Holiday  pay", page: `https://example.org/${open}` })).toBeNull();
  expect(await pinPage(editor, { words: "holiday-pay", page: `/${open}` })).toBe("taken");
  expect(await pinPage(editor, { words: "leave", page: "/nowhere" })).toBe("no-page");
  // an editor who may not read it is told as of one that was never there
  expect(await pinPage(editor, { words: "leave", page: closed })).toBe("no-page");
  expect(await pinPage(editor, { words: "…", page: open })).toBe("no-word");
  expect(await pinPage(insider, { words: "Leave", page: closed })).toBeNull();

  expect(await findSuggestion(ctxFor(visitor), "HOLIDAY pay")).toMatchObject({ title: "Open" });
  expect(await findSuggestion(ctxFor(visitor), "holiday")).toBeNull();
  expect(await findSuggestion(insider, "leave")).toMatchObject({ title: "Closed" });
  for (const actor of [visitor, await aMember(), await aPerson()]) expect(await findSuggestion(ctxFor(actor), "leave")).toBeNull();
  await db.update(contentPages).set({ archivedAt: new Date() });
  expect(await findSuggestion(insider, "holiday pay")).toBeNull();
  await db.update(contentPages).set({ archivedAt: null });
  for (const { code } of await listPins(editor)) await unpinPage(editor, code);
  expect(await findSuggestion(insider, "holiday pay")).toBeNull();
});

beforeEach(() => db.delete(searchMisses));

test("what found nothing is listed from the fifth on, by nobody's name, and until then not even kept as words", async () => {
  const editor = await anEditor();
  const stored = () => db.select().from(searchMisses);
  for (let times = 1; times < LEAST_TIMES; times++) {
    await noteMiss(systemCtxFor(), "Ozempic rota", `person-${times}`);
    // the same one again
    await noteMiss(systemCtxFor(), "ozempic ROTA", `person-${times}`);
    expect((await stored()).map(({ words, times }) => [words, times])).toEqual([[null, times]]);
    expect((await listMisses(editor, null)).misses).toEqual([]);
  }
  await noteMiss(systemCtxFor(), "ozempic, rota", "person-5");

  const { misses } = await listMisses(editor, null);
  expect(misses).toMatchObject([{ words: "ozempic rota", times: LEAST_TIMES }]);
  const [row] = await stored();
  expect(Object.keys(row!).sort()).toEqual(["code", "hash", "lastDay", "times", "words"]);
  expect(JSON.stringify(row)).not.toContain("person");
  await forgetMiss(editor, misses[0]!.code);
  expect(await stored()).toEqual([]);
});

test("one person's same search counts once a day, and what may be about somebody never", async () => {
  const at = (days: number) => systemCtxFor(later(new Date(), days * DAY));
  for (const days of [1, 1, 2]) await noteMiss(at(days), "bunting", "one");
  expect((await db.select().from(searchMisses)).map(({ times }) => times)).toEqual([2]);
  const asked = await countQueries(async () => {
    for (let asker = 0; asker < 6; asker++) await noteMiss(at(3), "Margaret Holloway", `asker ${asker}`);
  });
  expect(asked).toEqual([]);
});

test("the report is turned by pages", async () => {
  await db.insert(searchMisses).values(
    Array.from({ length: 60 }, (_, n) => ({
      hash: `h${n}`,
      code: `c${String(n).padStart(9, "0")}`,
      words: `w${n}`,
      times: 5 + (n % 3),
      lastDay: "2026-11-01",
    })),
  );
  const editor = await anEditor();
  const first = await listMisses(editor, null);
  const second = await listMisses(editor, first.next);
  expect([first.misses.length, second.misses.length, second.next]).toEqual([50, 10, null]);
  expect(new Set([...first.misses, ...second.misses].map(({ words }) => words)).size).toBe(60);
  expect(first.misses[0]!.times).toBe(7);
});
