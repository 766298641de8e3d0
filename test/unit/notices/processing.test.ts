import { expect, test } from "vitest";
import { classifications } from "#db/classified";
import { listProcessing } from "~/features/notices/processing.server";

test("the notice names everything that is held about people, with purpose, basis and retention", () => {
  const named = new Set(listProcessing().flatMap(({ holds }) => holds));
  const held = classifications().filter(({ columns }) => Object.values(columns).some(({ holds }) => holds !== "plain"));
  expect([...named].sort()).toEqual(held.map(({ title }) => title).sort());
  for (const { purpose, basis, retention } of listProcessing()) expect([purpose, basis, retention].every(Boolean)).toBe(true);
});
