import { expect, test } from "vitest";
import { redactPath } from "~/http/server/request-log.server";

test.each([
  ["/reset-password/abc", "/reset-password/:hidden"],
  ["/newsletters/unsubscribe/abc", "/newsletters/unsubscribe/:hidden"],
  ["/newsletters/cancel/abc/confirm", "/newsletters/cancel/:hidden/confirm"],
  ["/members/ada@test.example", "/members/:hidden"],
  ["/members/ada%40test.example", "/members/:hidden"],
  [`/x/${"y".repeat(41)}`, "/x/:hidden"],
  ["/forum/topics/abcdefghij-phones", "/forum/topics/abcdefghij-phones"],
  ["/", "/"],
])("B42: %s is logged as %s", (path, logged) => {
  expect(redactPath(path)).toBe(logged);
});
