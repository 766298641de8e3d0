import { describe, expect, test } from "vitest";
import { findWatchedWords, foldWords } from "~/features/forum/words/watched-words.policy";

const found = (words: string, text: string) =>
  findWatchedWords(text, [{ words, folded: foldWords(words)!, outcome: "hold" }]).map(({ start, end }) => text.slice(start, end));

describe("words are found", () => {
  test.each([
    ["scam", "A Scam!", ["Scam"]],
    ["scam", "SCAM, scám, ｓcam", ["SCAM", "scám", "ｓcam"]],
    ["scam", "s\u200bc\u00adam and **sc**am", ["s\u200bc\u00adam", "sc**am"]],
    ["cafe", "the cafe\u0301 and the café", ["cafe\u0301", "café"]],
    ["scam*", "scams, a scammer, scam", ["scams", "scammer", "scam"]],
    ["special offer", "A special  offer, special-offer and Special\noffer", ["special  offer", "special-offer", "Special\noffer"]],
    ["cheap* insur*", "cheaper insurance", ["cheaper insurance"]],
    ["don’t", "I don't", ["don't"]],
    ["scam", "see [this](https://scam.example)", ["scam"]],
  ])("%s in %j", (words, text, expected) => {
    expect(found(words, text)).toEqual(expected);
  });
});

describe("other words are not", () => {
  test.each([
    ["scam", "scampi and tscam"],
    ["special offer", "special. We offer it as special"],
    ["special offer", "offer special"],
    ["cheap* insur*", "cheap and insured"],
    ["ass", "class, assess, Assam"],
  ])("%s in %j", (words, text) => {
    expect(found(words, text)).toEqual([]);
  });
});

test.each([["*"], ["ab*"], ["sc*m"], ["*scam"], ["  "], ["!!"]])("%j is no word to watch for", (words) => {
  expect(foldWords(words)).toBeNull();
});
