import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PURPOSES } from "#db/classify";
import { RETENTION } from "#db/retention";
import { NOTICE_SLUGS, type NoticeSlug } from "~/features/notices/notices";
import { RELEASE_TEXTS } from "~/features/notices/release-texts.server";
import { PROMISES } from "../../support/promises";

/** What stands under the headings: each sentence, and each point of a list. */
const sentencesOf = (slug: string) =>
  RELEASE_TEXTS[slug as NoticeSlug]
    .split(/\n+/)
    .filter((line) => line && !line.startsWith("#"))
    .flatMap((line) => line.replace(/^\s*(- |\d+\. )/, "").split(/(?<=[.!?])\s+(?![a-z\d])/));

const tests = readdirSync("test", { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.test\.tsx?$/.test(entry.name))
  .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"))
  .join("\n");

test("every sentence of a notice says what holds it, or that it promises nothing, by a beginning that no other has", () => {
  for (const slug of NOTICE_SLUGS) {
    const starts = Object.keys(PROMISES[slug]!);
    const sentences = sentencesOf(slug);
    const startsOf = (sentence: string) => starts.filter((start) => sentence.startsWith(start));
    expect(
      sentences.filter((sentence) => startsOf(sentence).length !== 1),
      `${slug}: say in test/support/promises.ts what holds it`,
    ).toEqual([]);
    expect([slug, sentences.flatMap(startsOf).sort()]).toEqual([slug, starts.sort()]);
  }
});

test("what holds a sentence is there, and a period and how soon we answer are written by their rule and setting alone", () => {
  const named = (sentence: string) => [...sentence.matchAll(/\[\[(keep-[\w-]+|answer-time)\]\]/g)].map(([, word]) => word);
  for (const [slug, promises] of Object.entries(PROMISES))
    for (const [start, given] of Object.entries(promises)) {
      const holders = [given].flat();
      for (const holder of holders) if ("test" in holder) expect(tests.includes(`("${holder.test}"`), holder.test).toBe(true);
      const worded = holders.flatMap((holder) => ("rule" in holder ? `keep-${holder.rule}` : "setting" in holder ? "answer-time" : []));
      const sentence = sentencesOf(slug).find((each) => each.startsWith(start))!;
      expect([sentence, named(sentence)]).toEqual([sentence, worded]);
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
