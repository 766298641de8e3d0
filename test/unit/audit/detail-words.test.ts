import { expect, test } from "vitest";
import { ACTIONS } from "~/features/audit/action-words";
import { detailInWords } from "~/features/audit/detail-words";

/** As rooms write them down, and as people read them. */
const SAID: readonly [object | null, string][] = [
  [null, ""],
  [{ state: "waiting", shown: 4 }, "4 waiting"],
  [{ state: "overdue", queue: "office", shown: 1 }, "1 overdue; office queue"],
  [{ filters: ["q", "organisation"], shown: 12 }, "12 shown; narrowed by words, practice"],
  [{ filters: [], shown: 3 }, "3 shown"],
  [{ class: "access", action: "record.opened" }, "only looks; only “Record opened”"],
  [{ class: null, action: null }, ""],
  [
    { fullName: { from: "Ann Before", to: "Ann After" }, jobTitle: { from: null, to: "Manager" }, showJobTitle: { from: false, to: true } },
    "full name from “Ann Before” to “Ann After”; job title from nothing to “Manager”; job title shown from no to yes",
  ],
  [{ interests: { from: ["finance", "hr"], to: [] }, reason: "she said “no”" }, "interests from “finance, hr” to nothing; “she said ‘no’”"],
  [{ post: { from: "1 High Street", to: "" } }, "postal address from “1 High Street” to nothing"],
  [{ audience: { groups: ["pcn-leads", "icb"] } }, "for groups pcn-leads, icb"],
  [
    { before: { audience: "open", groupIds: [] }, after: "members", narrowed: 1 },
    "for members, before for everybody; 1 page below it narrowed too",
  ],
  [
    { before: { audience: "groups", groupIds: ["x"] }, after: "open", namelessAs: "A manager" },
    "for everybody, before for some groups; without a name: “A manager”",
  ],
  [
    { before: { name: "Money", description: "", position: 3 }, after: { name: "Finance", description: "All of it", position: 1 } },
    "name from “Money” to “Finance”; description from nothing to “All of it”",
  ],
  [{ before: "Rotas", name: "Rotas and leave", description: "" }, "earlier name “Rotas”; “Rotas and leave”"],
  [{ before: "Prescribing", after: "Access" }, "from “Prescribing” to “Access”"],
  [{ before: null, after: "Access" }, "from nothing to “Access”"],
  [{ before: "Access", after: null }, "from “Access” to nothing"],
  [{ of: "0198c6a0-0000-7000-8000-000000000000" }, ""],
  [{ page: "guidance/access", words: "appointments" }, "/guidance/access; “appointments”"],
  [{ name: "Rotas", into: "leave" }, "“Rotas”; into leave"],
  [{ act: "publish", at: "2026-12-07T09:00:00Z" }, "to go out; on 7 December 2026"],
  [{ closesOn: "2026-12-07T00:00:00Z", opensOn: null, pinnedUntil: null, announcedUntil: null }, "closes on 7 December 2026"],
  [{ by: "0198c6a0-0000-7000-8000-000000000000" }, ""],
  [{ kind: "read-only" }, "limited to reading"],
  [{ tags: [] }, "no tags"],
  [{ lines: 1200, topic: 1, post: 3, problems: 0 }, "1,200 lines; 1 topic; 3 posts; 0 problems"],
];

test.each(SAID)("a fact of the ledger is said in words: %j", (detail, words) => {
  expect(detailInWords(detail).join("; ")).toBe(words);
});

test("every action of the ledger has a sentence of its own, that begins as one and names no code", () => {
  for (const [action, words] of Object.entries(ACTIONS))
    expect([action, words]).toEqual([action, expect.stringMatching(/^[A-Z][^:_{}.]*$/)]);
  expect(new Set(Object.values(ACTIONS)).size).toBe(Object.keys(ACTIONS).length);
});
