import { beforeAll, expect, test } from "vitest";
import { aSite, type Site } from "../support/http";

let site: Site;
beforeAll(async () => {
  site = await aSite();
});

const UP = ["..", "%2e%2e", "%2E.", "..%00", "%252e%252e", "..%5c", "%c0%ae%c0%ae", "....//", "..;"];
const STEPS = ["/", "%2f", "\\", "%5c", "//"];

/** Files of the server that no address is for: a line that each holds. */
const OTHERS: [string, RegExp][] = [
  ["package.json", /"private": true/],
  ["etc/passwd", /root:/],
  ["proc/self/environ", /DATABASE_URL/],
];

test("B33: no spelling of an address leads out of the folder of what is served as it lies there", async () => {
  const style = /href="(\/assets\/[^"]+\.css)"/.exec((await site.browser().get("/sign-in")).html)![1]!;
  expect((await site.browser().get(style)).status).toBe(200);
  for (const [file, held] of OTHERS)
    for (const up of UP)
      for (const step of STEPS)
        for (const from of ["/assets/", "/files/0123456789/", "/"]) {
          const path = `${from}${`${up}${step}`.repeat(6)}${file}`;
          const { status, html } = await site.browser().get(path);
          expect([path, status < 500, held.test(html)]).toEqual([path, true, false]);
        }
});
