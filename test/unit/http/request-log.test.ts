import { expect, test } from "vitest";
import { redactPath } from "~/http/server/request-log.server";

test.each([
  ["/reset-password/abc", "/reset-password/:hidden"],
  ["/newsletters/unsubscribe/abc", "/newsletters/unsubscribe/:hidden"],
  ["/newsletters/cancel/abc/confirm", "/newsletters/cancel/:hidden/confirm"],
  ["/members/ada@test.example", "/members/:hidden"],
  ["/members/ada%40test.example", "/members/:hidden"],
  [`/x/${"y".repeat(41)}`, "/x/:hidden"],
  ["/reset-password//abc", "/reset-password//:hidden"],
  ["/reset-password%2Fabc", "/reset-password/:hidden"],
  ["/reset%2Dpassword/abc", "/reset%2Dpassword/:hidden"],
  ["/RESET-PASSWORD/abc", "/RESET-PASSWORD/:hidden"],
  ["/reset-password/abc/def%0A", "/reset-password/:hidden/:hidden"],
  ["/newsletters/unsubscribe/ab%E0/c%2Fd", "/newsletters/unsubscribe/:hidden/:hidden/:hidden"],
  ["/forum/topics/abcdefghij-hazel-quoll-born-12-3-1948", "/forum/topics/abcdefghij"],
  ["/Forum/Topics/ABCDEFGHIJ-phones/replies", "/Forum/Topics/ABCDEFGHIJ/replies"],
  ["/forum//topics/abcdefghij)-phones", "/forum//topics/abcdefghij"],
  ["/admin/forum/reports/abcdefghij/1", "/admin/forum/reports/abcdefghij/1"],
  ["/files/abcdefghij/Hazel%20Quoll%20sick%20note.pdf", "/files/abcdefghij/:hidden"],
  ["/files/abcdefghij/480.webp", "/files/abcdefghij/480.webp"],
  ["/files/add/typing/forum/topics/abcdefghij-phones/replies", "/files/add/typing/forum/topics/abcdefghij/replies"],
  ["/", "/"],
])("B42: %s is logged as %s", (path, logged) => {
  expect(redactPath(path)).toBe(logged);
});
