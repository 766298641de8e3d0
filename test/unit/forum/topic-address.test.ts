import { expect, test } from "vitest";
import { pageNumber, pageOfPost, postNumber, postPath, topicCode, topicPath } from "~/features/forum/topics/topic-address";
import { NotFoundError } from "~/lib/errors";

const code = "k3m9x0abcd";

test.each([
  ["Rota software: what works?", `${code}-rota-software-what-works`],
  ["Siân’s café & crèche", `${code}-sians-cafe-creche`],
  ["林美玲", code],
  ["!!!", code],
  ["x".repeat(200), `${code}-${"x".repeat(60)}`],
  [`${"ten-letter ".repeat(6)}more`, `${code}-${"ten-letter-".repeat(5)}ten`],
  [`${"x".repeat(29)} ${"y".repeat(30)} z`, `${code}-${"x".repeat(29)}-${"y".repeat(30)}`],
])("the address of “%s” is words after the code", (title, segment) => {
  expect(topicPath({ code, title, page: null })).toBe(`/forum/topics/${segment}`);
});

test.each(["", "-any-words", ")", "-any-words).", ",", "%E2%80%9D"])("the code is found whatever follows it: “%s”", (rest) => {
  expect(topicCode({ topic: code + rest })).toBe(code);
  expect(topicCode({ topic: (code + rest).toUpperCase() })).toBe(code);
});

test.each([undefined, "", "new", "k3m9x0abc", `${code}x`, "k3m9x0abcu"])("what holds no code is not found: %s", (topic) => {
  expect(() => topicCode({ topic })).toThrow(NotFoundError);
});

test("a post's page follows from its number, 20 on each", () => {
  expect([1, 20, 21, 40, 41].map(pageOfPost)).toEqual([1, 1, 2, 2, 3]);
  const topic = { code, page: null };
  expect(postPath({ topic, number: 20 })).toBe(`/forum/topics/${code}#post-20`);
  expect(postPath({ topic, number: 21 })).toBe(`/forum/topics/${code}?page=2#post-21`);
});

test("a comment is found under its page", () => {
  const topic = { code, title: "Contracts", page: "guidance/contracts" };
  expect(postPath({ topic, number: 3 })).toBe("/guidance/contracts#comment-3");
  expect(postPath({ topic, number: 21 })).toBe("/guidance/contracts?page=2#comment-21");
  expect([topicPath(topic), topicPath(topic, 2)]).toEqual(["/guidance/contracts#comments", "/guidance/contracts?page=2#comments"]);
});

test("what is no page number is the first page", () => {
  expect(["", "?page=3", "?page=0", "?page=-1", "?page=1e9", "?page=x", "?page=9999999"].map((q) => pageNumber(`http://x/${q}`))).toEqual([
    1, 3, 1, 1, 1, 1, 1,
  ]);
});

test.each(["0", "-1", "1.5", "x", "", "12345678"])("what is no post number is not found: %s", (number) => {
  expect(() => postNumber({ number })).toThrow(NotFoundError);
});
