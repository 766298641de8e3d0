import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PURPOSES } from "#db/classify";
import { RETENTION } from "#db/retention";
import { RELEASE_TEXTS } from "~/features/notices/release-texts.server";
import { PROMISES } from "../../support/promises";

/** Names a period, a number, a place, or an act that somebody is told of. */
const TELLING =
  /\d|\b(days?|weeks?|months?|years?|hours?|once|two|seven|delay|countr(y|ies)|kingdom|england|wales|ireland|told|written down|cannot be changed|we tell)\b|\[\[(keep-|answer-time)/i;

const sentencesOf = (text: string) =>
  text
    .split(/\n+/)
    .filter((line) => !line.startsWith("#"))
    .flatMap((line) => line.replace(/^(- |\d+\. )/, "").split(/(?<=[.!?])\s+(?=[A-Z*[])/))
    .filter((sentence) => TELLING.test(sentence));

const tests = readdirSync("test", { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith(".test.ts"))
  .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"))
  .join("\n");

test("every sentence of a notice that names a period, a number, a place or an act says what holds it", () => {
  for (const [slug, text] of Object.entries(RELEASE_TEXTS)) {
    const promises = Object.keys(PROMISES[slug] ?? {});
    const sentences = sentencesOf(text);
    expect(
      sentences.filter((sentence) => !promises.some((start) => sentence.startsWith(start))),
      `${slug}: add it to test/support/promises.ts`,
    ).toEqual([]);
    expect(
      promises.filter((start) => !sentences.some((sentence) => sentence.startsWith(start))),
      `${slug}: no longer said`,
    ).toEqual([]);
  }
});

test("what holds a sentence is there, and a period is written by its rule alone", () => {
  for (const [slug, promises] of Object.entries(PROMISES))
    for (const [start, holder] of Object.entries(promises)) {
      const sentence = sentencesOf(RELEASE_TEXTS[slug as keyof typeof RELEASE_TEXTS]).find((each) => each.startsWith(start))!;
      if ("test" in holder) expect(tests.includes(`("${holder.test}"`), holder.test).toBe(true);
      if ("setting" in holder) expect(sentence).toContain("[[answer-time]]");
      if ("rule" in holder && start !== "A month before we delete it") expect(sentence).toContain(`[[keep-${holder.rule}]]`);
      if (sentence.includes("[[keep-")) expect([sentence, "rule" in holder]).toEqual([sentence, true]);
    }
});

test("a purpose names no period that is not a rule's", () => {
  const periods: string[] = Object.values(RETENTION).map(({ period }) => period);
  for (const { retention } of Object.values(PURPOSES))
    for (const [named] of retention.matchAll(/\d+ (day|month|year)s?/g)) expect(periods).toContain(named);
});

/** “5 working days”, “we answer within 3 days”, also where a text is put together. */
const SPELT_ANSWER_TIME =
  /(\d|\}|\b(one|two|three|four|five|ten|few)) (working|business) days?|\b(hear|answer(ed)?|reply|respond)\b[^.]{0,40} within (\d|a few|two|three|five|ten)/i;

test("how soon people hear from us is worded by the setting alone, on every page and in every mail", () => {
  const words = ["app", "emails", "db/seeds"].flatMap((root) =>
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(tsx?|md)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  // what guides and members of the demo say is about their practices, not about the network
  const ours = words.filter((file) => !/settings\/site-settings|seeds\/texts\/(?!pages\/[^/]+$)/.test(file));
  expect(ours.filter((file) => SPELT_ANSWER_TIME.test(readFileSync(file, "utf8")))).toEqual([]);
});
