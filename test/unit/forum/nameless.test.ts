import { expect, test } from "vitest";
import { learningBlocker } from "~/features/forum/moderation/moderation.policy";
import { freshLabel, namelessBlocker, relabelled } from "~/features/forum/posts/nameless";

test.each([
  ["nobody has one", "A practice manager", [], "A practice manager"],
  ["one is taken", "A practice manager", ["A practice manager"], "A practice manager (2)"],
  ["a number is free between others", "A clerk", ["A clerk", "A clerk (3)"], "A clerk (2)"],
  ["it had a number elsewhere", "A clerk (7)", ["A partner"], "A clerk"],
])("a label where %s", (_, label, taken, fresh) => {
  expect(freshLabel(label, new Set(taken))).toBe(fresh);
});

test("posts of several writers that move keep one label each, and have none that stands there", () => {
  expect(relabelled(["A clerk (2)", "A clerk"], ["A clerk"])).toEqual({ "A clerk (2)": "A clerk (2)", "A clerk": "A clerk (3)" });
  expect(relabelled(["A clerk (2)", "A clerk"], [])).toEqual({ "A clerk (2)": "A clerk", "A clerk": "A clerk (2)" });
});

test("only where a category says what readers see instead", () => {
  expect([namelessBlocker(true, "A clerk"), namelessBlocker(true, null), namelessBlocker(false, null)]).toEqual([
    null,
    "no-nameless",
    null,
  ]);
});

test("a moderator finds out neither what is said nor what they know", () => {
  const found = ([null, "own", "other"] as const).map((nameless) => learningBlocker({ nameless }));
  expect(found).toEqual(["named", "own", null]);
});
