import { expect, test } from "vitest";
import { publishBlocker } from "~/features/notices/notice.policy";
import { passing } from "../../support/actors";

test("notices are published by those who answer for them", () => {
  expect(passing((actor) => publishBlocker(actor) === null)).toEqual(["system", "data-protection-officer", "administrator"]);
});
