import { beforeAll, expect, test } from "vitest";
import { aPage } from "../support/content";
import { anAccount, aSite, enter, type Site } from "../support/http";

let site: Site;
beforeAll(async () => {
  site = await aSite();
});

const MARK = "poison.example";

/** A page as it is made for a visitor whose session has ended: kept by nobody, and the same to read. */
const madeAnew = (path: string) => site.browser({ Cookie: "session=ended" }).get(path);

/** What a request may say beside its address, and what has made others' caches keep a wrong answer. */
const SAID: [string, Record<string, string>][] = [
  ["another host", { "X-Forwarded-Host": MARK, "X-Host": MARK, Forwarded: `host=${MARK}`, "X-Forwarded-Server": MARK }],
  ["another scheme and port", { "X-Forwarded-Proto": `${MARK}`, "X-Forwarded-Port": MARK, "X-Forwarded-Scheme": "nothttps" }],
  ["another address", { "X-Original-URL": `/${MARK}`, "X-Rewrite-URL": `/${MARK}`, "X-Forwarded-Prefix": `/${MARK}` }],
  ["another method", { "X-HTTP-Method-Override": "POST", "X-HTTP-Method": "DELETE", "X-Method-Override": "PUT" }],
  // GHSA-f46r-rw29-r322
  ["a page without its data", { "X-React-Router-SPA-Mode": "yes", "X-Remix-SPA-Mode": "yes" }],
  // GHSA-cpj6-fhp6-mr6j
  ["data of its own", { "X-React-Router-Prerender-Data": encodeURIComponent(JSON.stringify({ title: MARK })) }],
  [
    "another way through",
    { "X-Middleware-Subrequest": "src/middleware", "X-Remix-Redirect": `https://${MARK}`, "X-Remix-Response": "yes" },
  ],
  ["another form of the page", { Accept: "application/json", "X-Requested-With": "XMLHttpRequest", "Content-Type": "application/json" }],
  ["another language", { "Accept-Language": MARK, "Accept-Charset": "utf-7" }],
  ["a part of it", { Range: "bytes=0-9", "If-Range": `"${MARK}"` }],
  ["that it has it", { "If-None-Match": `*, "${MARK}"`, "If-Modified-Since": "Tue, 01 Jan 2099 00:00:00 GMT" }],
  ["that nobody reads it", { Purpose: "prefetch", "Sec-Purpose": "prefetch;prerender", "X-Moz": "prefetch" }],
  ["cookies that mean nothing", { Cookie: `display=${MARK}; theme=${MARK}; other=${MARK}` }],
  ["where it comes from", { Referer: `https://${MARK}/`, Origin: `https://${MARK}`, "User-Agent": MARK, Via: `1.1 ${MARK}` }],
];

test.each(SAID)("B36: whoever comes first and says %s leaves the next reader the page as it is", async (_what, headers) => {
  const path = `/${await aPage()}`;
  const first = await site.browser(headers).get(path);
  const kept = await site.browser().get(path);
  const anew = await madeAnew(path);

  expect([kept.status, kept.html]).toEqual([200, anew.html]);
  expect(`${first.html}${kept.html}${JSON.stringify([...kept.headers])}`).not.toContain(MARK);
  for (const name of ["content-type", "content-security-policy", "cache-control", "location", "set-cookie"])
    expect([name, kept.headers.get(name)]).toEqual([name, name === "cache-control" ? "private, no-cache" : anew.headers.get(name)]);
});

test("B36: an address in other letters, or with words that the page does not read, is no kept page and changes none", async () => {
  const path = `/${await aPage()}`;
  const spellings = ["?PAGE=2", "?page=2&page=1", `?_data=${MARK}`, `?utm_source=${MARK}`, "/", "/?x", "//", `;x=${MARK}`, "%2e", "#x"];
  const addresses = [path.toUpperCase(), `/${path}`, ...spellings.map((end) => path + end)];
  for (const address of addresses) {
    const [first, second] = [await site.browser().get(address), await site.browser().get(address)];
    expect([address, second!.status, second!.headers.get("etag")]).toEqual([address, first!.status, null]);
    expect([address, (await site.browser().get(path)).html]).toEqual([address, (await madeAnew(path)).html]);
  }
});

test("B36: no cache between us and a reader may share any answer, least of all a personal one or a refusal", async () => {
  const path = `/${await aPage()}`;
  const [visitor, member] = [site.browser(), site.browser()];
  await enter(member, (await anAccount()).email);
  const answers = {
    page: await visitor.get(path),
    again: await visitor.get(path),
    "signed in": await member.get(path),
    "not found": await visitor.get("/nothing-here"),
    "not found, signed in": await member.get("/nothing-here"),
    "a member’s own": await member.get("/account"),
    "a form": await visitor.get("/sign-in"),
    "a refused form": await visitor.post("/sign-in", { email: "" }),
    "another host": await visitor.get(path, { headers: { Host: MARK } }),
    "a method that is none": await visitor.send(path, { method: "TRACE" }),
  };
  for (const [what, { headers }] of Object.entries(answers))
    expect([what, headers.get("cache-control")]).toEqual([what, expect.stringMatching(/^((private, )?no-store|private, no-cache)$/)]);
  for (const what of ["signed in", "not found", "not found, signed in", "a member’s own"] as const)
    expect([what, answers[what].headers.get("cache-control")]).toEqual([what, "private, no-store"]);
});
