import { expect, test } from "vitest";
import { publishBlocker, publishRefusal } from "~/features/notices/notice.policy";
import { EVERYBODY, passing } from "../../support/actors";

test("notices are published by those who answer for them", () => {
  expect(passing((actor) => publishBlocker(actor) === null)).toEqual(["system", "data-protection-officer", "administrator"]);
  expect(publishBlocker(EVERYBODY.member!)).toBe("not-an-author");
});

test.each<[string, Parameters<typeof publishRefusal>[0], RegExp]>([
  ["without a controller: where to name one", { reason: "nobody-named" }, /in the settings first/],
  [
    "with words nothing is filled in for: which",
    { reason: "unknown-words", words: ["trust", "when"] },
    /for \[\[trust\]\], \[\[when\]\]\./,
  ],
  ["that is there already", { reason: "same-text" }, /is there already/],
  ["overtaken by another: by which", { reason: "changed-meanwhile", version: 7 }, /^Version 7 was published/],
])("an author is told of a text %s", (_, blocker, words) => {
  expect(publishRefusal(blocker)).toMatch(words);
});
