import fc from "fast-check";
import { expect, test } from "vitest";
import { readUnsubscribeToken, unsubscribeToken } from "~/features/mail/mailings/unsubscribe-token.server";

const id = "01a20071-0195-75a6-b49f-b2e8e97a80bd";

test("E2: a token leads back to its subscription, is opaque and short", () => {
  const token = unsubscribeToken("unsubscribe", id);

  expect(readUnsubscribeToken("unsubscribe", token)).toBe(id);
  expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
});

test("the link in a body cannot act as one-click, nor the other way round", () => {
  expect(readUnsubscribeToken("one-click", unsubscribeToken("unsubscribe", id))).toBeNull();
  expect(readUnsubscribeToken("unsubscribe", unsubscribeToken("one-click", id))).toBeNull();
});

test("no changed token is read", () => {
  const token = unsubscribeToken("one-click", id);
  for (let at = 0; at < token.length; at += 1)
    for (const char of "AQgw9_-") {
      const changed = token.slice(0, at) + char + token.slice(at + 1);
      if (changed !== token) expect(readUnsubscribeToken("one-click", changed)).toBeNull();
    }
});

test("nothing else is read, and nothing throws", () => {
  for (const text of [
    "",
    "x",
    `${unsubscribeToken("one-click", id)}A`,
    unsubscribeToken("one-click", id).slice(1),
    `${unsubscribeToken("one-click", id)}=`,
  ])
    expect(readUnsubscribeToken("one-click", text)).toBeNull();
  fc.assert(fc.property(fc.string(), (text) => readUnsubscribeToken("one-click", text) === null));
});
