import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalAddress, maskAddress } from "~/lib/address";

test.each([
  ["Jo.Bloggs@Surgery.Example", "jo.bloggs@surgery.example"],
  ["  jo@surgery.example ", "jo@surgery.example"],
  ["jo+news@surgery.example", "jo+news@surgery.example"],
  ["jo@bücher.example", "jo@xn--bcher-kva.example"],
  ["Jo <jo@surgery.example>", "jo@surgery.example"],
  ["o'neil@surgery.example", "o'neil@surgery.example"],
])("%s is compared as %s", (typed, canonical) => {
  expect(canonicalAddress(typed)).toBe(canonical);
});

test.each([
  "",
  "jo",
  "jo@",
  "@surgery.example",
  "jo@localhost",
  "jo@@surgery.example",
  "jo@surgery..example",
  ".jo@surgery.example",
  "jo@127.0.0.1",
  "jo@[127.0.0.1]",
  '"jo bloggs"@surgery.example',
  "a@x.example, b@y.example",
  "group: a@x.example;",
  "jo@surgery.example\r\nBcc: b@y.example",
  "jo@surgery.example\u0000",
  "jo@surgery.example\u2028Bcc: x@y.example",
  "jo(comment)@surgery.example",
  "jo@other.example <jo@surgery.example>",
  '"jo@other.example" <jo@surgery.example>',
  "Jo <jo@surgery.example>, Al <al@surgery.example>",
  `${"a".repeat(65)}@surgery.example`,
  `jo@${"a".repeat(250)}.example`,
  "jo@surgery.example/path",
  "jo@user:pass@surgery.example",
])("B19: %j is not one plain address", (typed) => {
  expect(canonicalAddress(typed)).toBeNull();
});

test("B19: whatever is typed, a canonical address is one mailbox without separators, and is its own canonical form", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.emailAddress()), (typed) => {
      const canonical = canonicalAddress(typed);
      if (canonical === null) return;
      expect(canonical).toMatch(/^[^\s@<>,;:"()[\]\\]+@[a-z0-9.-]+$/);
      expect(canonicalAddress(canonical)).toBe(canonical);
    }),
    { numRuns: 2000 },
  );
});

test("a masked address shows one letter and the domain", () => {
  expect(maskAddress("jo.bloggs@surgery.example")).toBe("j•••@surgery.example");
});
