import { beforeAll, expect, test } from "vitest";
import { type Answer, anAccount, aSite, enter, type Site } from "../../support/http";

let site: Site;
beforeAll(async () => {
  site = await aSite();
});

const LARGE = { textSize: "larger", contrast: "high", next: "/forum" };
const root = ({ html }: Answer) => /<html[^>]*>/.exec(html)?.[0];
const CHANGED = '<html lang="en-GB" data-text-size="larger" data-contrast="high">';

test("PMN-24: the choice applies on every page: open and signed in, refused and broken, of the framework and before it", async () => {
  const { email } = await anAccount();
  const browser = site.browser();
  await browser.post("/display", LARGE);

  const visited = [
    await browser.get("/"),
    await browser.get("/sign-in"),
    await browser.get("/no/such/page"),
    await browser.get("/a//b"),
    await browser.post("/sign-in", { email: "" }),
    await browser.send("/display", { method: "POST" }),
    await browser.send("/", { method: "PUT" }),
    await browser.post("/sign-in", { email: "x".repeat(2_200_000) }),
  ];
  await enter(browser, email);
  visited.push(await browser.get("/account"), await browser.get("/admin"));

  expect(visited.map(({ status }) => status)).toEqual([200, 200, 404, 404, 400, 403, 405, 413, 200, 403]);
  expect(visited.map(root)).toEqual(visited.map(() => CHANGED));
});

test("PMN-24: the choice lives until the browser closes, or for a year where that was asked for", async () => {
  const cookie = async (fields: Record<string, string>) => (await site.browser().post("/display", fields)).headers.getSetCookie();

  expect(await cookie(LARGE)).toEqual(["display=larger.high; Path=/; HttpOnly; SameSite=Lax"]);
  expect(await cookie({ ...LARGE, keep: "yes" })).toEqual(["display=larger.high.kept; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000"]);
});

test("PMN-24: “Forget my choice” removes the cookie, and so does choosing the plain display", async () => {
  const forget = site.browser();
  await forget.post("/display", { ...LARGE, keep: "yes" });
  expect((await forget.get("/display")).html).toContain("for a year from when you made it");
  const forgotten = await forget.post("/display/forget", {});
  expect(forgotten.headers.getSetCookie()).toEqual([expect.stringMatching(/^display=;.*Max-Age=0/)]);
  const after = await forget.get("/display");
  expect(root(after)).toBe('<html lang="en-GB">');
  expect(after.html).toContain("Nothing is kept on this device.");

  const plain = site.browser();
  await plain.post("/display", LARGE);
  expect((await plain.post("/display", { textSize: "normal", contrast: "normal", next: "/forum" })).location).toBe("/forum");
  expect([...plain.cookies]).toEqual([]);
});

test("the form says what there is to choose, and sets nothing else", async () => {
  const answer = await site.browser().post("/display", { textSize: "enormous", contrast: "", next: "/forum" });

  expect(answer.status).toBe(400);
  expect(answer.html).toContain("Choose a text size");
  expect(answer.html).toContain("Choose a contrast");
  expect(answer.html).toContain('name="next" value="/forum"');
  expect(answer.headers.getSetCookie()).toEqual([]);
});

test.each(["x", "huge.high", "large", 'large.high.kept.x"><script>', "..", "normal.<b>"])(
  "a cookie of a stranger's making, %j, changes nothing that is not in the list",
  async (value) => {
    const { status, html } = await site.browser({ Cookie: `display=${value}` }).get("/");

    expect(status).toBe(200);
    expect(['<html lang="en-GB">', '<html lang="en-GB" data-text-size="large" data-contrast="high">']).toContain(
      /<html[^>]*>/.exec(html)?.[0],
    );
  },
);

test("one goes back to where one was", async () => {
  const browser = site.browser();
  const from = await browser.get("/display", { headers: { Referer: `${site.baseUrl}/newsletters?x=1` } });
  expect(from.html).toContain('name="next" value="/newsletters?x=1"');
  expect((await browser.get("/display?next=/sign-in")).html).toContain('name="next" value="/sign-in"');

  const sent = await browser.post("/display", { ...LARGE, next: "/newsletters?x=1" });
  expect((await browser.get(sent.location!)).location).toBe("/newsletters?x=1");
});

test.each(["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", "/\t/evil.example"])(
  "B35: choosing a text size leads nowhere else by next=%s",
  async (next) => {
    const browser = site.browser({ Referer: "https://evil.example/forum" });
    expect((await browser.get(`/display?${new URLSearchParams({ next })}`)).html).toContain('name="next" value="/display"');

    expect((await browser.post("/display", { ...LARGE, next })).location).toBe("/display/check?next=%2Fdisplay");
    expect((await browser.get(`/display/check?${new URLSearchParams({ next })}`)).location).toBe("/display");
  },
);

test("who refuses cookies is told that nothing could be remembered", async () => {
  const browser = site.browser();
  const { location } = await browser.post("/display", LARGE);
  browser.cookies.clear();

  const answer = await browser.get(location!);

  expect(answer.status).toBe(200);
  expect(answer.html).toContain("Your browser did not keep your choice");
  expect(answer.html).toContain('<a href="/forum">');
});

test("no page in somebody's display is kept for others", async () => {
  const browser = site.browser();
  await browser.post("/display", LARGE);
  for (const path of ["/", "/guidance", "/news", "/newsletters", "/forum", "/cookies", "/no/such/page"])
    expect({ path, cache: (await browser.get(path)).headers.get("Cache-Control") }).toEqual({
      path,
      cache: expect.stringMatching(/private|no-store/),
    });
});

test("the cookie page lists the register, with each life in words", async () => {
  const { html } = await site.browser().get("/cookies");
  const rows = [...html.matchAll(/<th[^>]*role="rowheader".*?<\/tr>/g)].map(([row]) =>
    row
      .replace(/<span class="pn-table__heading"[^>]*>.*?<\/span>/g, "")
      .replace(/<[^>]+>/g, "|")
      .replace(/\|+/g, "|"),
  );

  expect(rows).toEqual([
    expect.stringMatching(/^\|session\|.*\|Until you close the browser\|$/),
    expect.stringMatching(/^\|remember\|.*\|60 days, counted from your last visit, and never more than a year\|$/),
    expect.stringMatching(/^\|known\|.*\|1 year, counted from the last time that you signed in, or chose a password, on this device\|$/),
    expect.stringMatching(/^\|display\|.*\|Until you close the browser, or 1 year if you tick .*\|$/),
  ]);
});

test("the one style sheet stays under 15 kB, compressed", async () => {
  const browser = site.browser({ "Accept-Encoding": "gzip" });
  const sheets = [...(await site.browser().get("/")).html.matchAll(/<link rel="stylesheet" href="(\/assets\/[^"]+)"/g)].map(
    ([, path]) => path!,
  );
  expect(sheets).toHaveLength(1);

  const { headers } = await browser.get(sheets[0]!);
  expect(headers.get("Content-Encoding")).toBe("gzip");
  expect(Number(headers.get("Content-Length"))).toBeLessThan(15 * 1024);
});
