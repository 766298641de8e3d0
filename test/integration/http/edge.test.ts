import { once } from "node:events";
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { request as httpGet, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { buffer } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, expect, test } from "vitest";
import { erase } from "~/features/privacy/carry-out-erasures.server";
import { freezePerson } from "~/features/privacy/freeze-person.server";
import { randomCode } from "~/lib/tokens.server";
import { systemCtxFor, testDb } from "../../support/context";
import { anAccount, enter, PASSWORD, type Site, signIn, startSite } from "../../support/http";

let site: Site;
beforeAll(async () => {
  site = await startSite({ LOG_LEVEL: "info" });
});
afterAll(() => site.stop());

test("an address that is not there says so in the site's clothes, and where to sign in", async () => {
  const { status, html } = await site.browser().get("/no/such/page?x=1");

  expect(status).toBe(404);
  expect(html).toContain("<h1");
  expect(html).toContain("Page not found");
  expect(html).toContain('href="/sign-in?next=%2Fno%2Fsuch%2Fpage%3Fx%3D1"');
  expect(html).toContain('<link rel="stylesheet"');
});

test.each([
  { page: "/sign-in", accepted: "gzip, deflate, br", method: "GET", encoding: "gzip" },
  { page: "/sign-in", accepted: "*", method: "GET", encoding: "gzip" },
  { page: "/sign-in", accepted: "br", method: "GET", encoding: null },
  { page: "/sign-in", accepted: "gzip;q=0", method: "GET", encoding: null },
  { page: "/sign-in", accepted: "gzip", method: "HEAD", encoding: null },
  { page: "/no/such/page", accepted: "gzip", method: "GET", encoding: "gzip" },
  { page: "/robots.txt", accepted: "gzip", method: "GET", encoding: null },
])("$method $page, made for one reader who accepts $accepted, is packed as $encoding", async ({ page, accepted, method, encoding }) => {
  // what fetch unpacks has no length any more
  const request = httpGet(site.baseUrl + page, { method, headers: { "Accept-Encoding": accepted } });
  const [answer] = (await once(request.end(), "response")) as [IncomingMessage];
  const { "content-encoding": packed = null, "content-length": length, vary } = answer.headers;
  const body = await buffer(answer);
  expect({ packed, vary }).toEqual({ packed: encoding, vary: "Accept-Encoding" });
  expect(length).toBe(method === "GET" ? String(body.length) : undefined);
  if (packed) expect(gunzipSync(body).toString()).toContain("</html>");
});

test.each(["/colours/zz.css", "/no/such/page", "/news.xml", "/admin"])(
  "whoever asks for the head of %s hears what they would of the page",
  async (path) => {
    const [page, head] = [await site.browser().get(path), await site.browser().send(path, { method: "HEAD" })];
    expect(head.status).toBe(page.status);
  },
);

test("a trailing slash leads to the address without it", async () => {
  const { status, location } = await site.browser().get("/sign-in/?next=%2Fforum");

  expect({ status, location }).toEqual({ status: 308, location: "/sign-in?next=%2Fforum" });
});

test.each([2_200_000, 40_000_000])("more than a form can hold is refused, and whoever sends %d bytes reads so", async (size) => {
  const { status, html } = await site.browser().post("/sign-in", { email: "x".repeat(size) });

  expect(status).toBe(413);
  expect(html).toContain("too much to send at once");
});

test.each(["a&".repeat(900_000), "f=AB&".repeat(2000)])("a form of more values than any has is refused unread", async (body) => {
  const headers = { "Content-Type": "application/x-www-form-urlencoded", Origin: site.baseUrl };
  expect((await site.browser().send("/nowhere", { method: "POST", headers, body })).status).toBe(413);
});

test.each(["/comments/中", "/comments/ß and 中"])("an address of any letters leads on: %s", async (path) => {
  const { status, location } = await site.browser().get(encodeURI(path));
  expect([status, location]).toEqual([303, `${encodeURI(path.replace("/comments", ""))}#comments`]);
});

test("the address of a button, opened by hand, leads to its page", async () => {
  expect((await site.browser().get("/sign-out")).location).toBe("/");
});

test("a refused act without a page of its own still answers with a page", async () => {
  const { email } = await anAccount();
  const browser = site.browser();
  await signIn(browser, email);

  const answer = await browser.post("/account/sessions/end", { session: "0192f1c0-0000-7000-8000-000000000001" });

  expect(answer.status).toBe(404);
  expect(answer.headers.get("Content-Type")).toContain("text/html");
  expect(answer.html).toContain("Page not found");
});

test("a word of success is said once, on the next page that is shown", async () => {
  const { email } = await anAccount();
  const browser = site.browser();
  await signIn(browser, email);

  await browser.post("/account/profile", { fullName: "Ada Marsh" });

  await browser.get("/sign-out"); // redirects, so it shows nothing
  expect((await browser.get("/account")).html).toContain("Your profile is saved.");
  expect((await browser.get("/account")).html).not.toContain("Your profile is saved.");
});

test("B42: the log has a line per request, and no password, address, query or token in it", async () => {
  const { email } = await anAccount();
  await site.browser().post("/sign-in", { email, password: PASSWORD, next: "/forum?secret=1" });
  await site.browser().get("/reset-password/aVerySecretTokenThatIsLongEnough?key=hush");
  await site.browser().get(`/members/${encodeURIComponent(email)}`);
  await site.browser().get("/x%0d%0a%7B%22level%22:%22fatal%22%7D");
  await site.browser().get("/healthz");

  // written in the order of the answers, read as the pipe brings it
  await expect.poll(() => site.process.output()).toContain('"path":"/healthz"');
  const lines = site.process.output().trim().split("\n");
  for (const line of lines) expect(() => JSON.parse(line)).not.toThrow();
  const entries = lines.map((line) => JSON.parse(line));
  expect(entries).toContainEqual(expect.objectContaining({ method: "POST", path: "/sign-in", status: 303, requestId: expect.any(String) }));
  expect(entries).toContainEqual(expect.objectContaining({ path: "/reset-password/:hidden", status: 404 }));
  expect(site.process.output()).not.toMatch(new RegExp(`${PASSWORD}|${email}|${encodeURIComponent(email)}|aVerySecret|hush|secret=1`));
});

test.each(["%E0%A4%A", "%", "//"])("B42: of a path that cannot be read, no part of a token is logged: %s", async (odd) => {
  const logged = site.process.output().length;
  await site.browser().get(`/reset-password/aVerySecretTokenThatIsLongEnough${odd}`);
  await site.browser().get(`/newsletters/unsubscribe/aVerySecretTokenThatIsLongEnough/${odd}`);
  await site.browser().get("/healthz");

  await expect.poll(() => site.process.output().slice(logged)).toContain('"path":"/healthz"');
  expect(site.process.output().slice(logged)).not.toMatch(/aVerySecret|"level":"(error|fatal)"/);
});

test("who goes in the middle of sending is no error of ours", async () => {
  const { host, hostname, port } = new URL(site.baseUrl);
  const logged = site.process.output().length;
  const socket = connect(Number(port), hostname);
  socket.write(`POST /sign-in HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${site.baseUrl}\r\nContent-Length: 1000\r\n\r\nemail=ada`);
  await new Promise((sent) => setTimeout(sent, 100));
  socket.destroy();

  await expect.poll(() => site.process.output().slice(logged)).toContain('"status":499');
  expect(site.process.output().slice(logged)).not.toMatch(/"level":"(error|fatal)"/);
});

/** Somebody on their way through a copy of 26 MB, more than any buffer between them and the database holds: who, and how far they are. */
async function fetchingACopy() {
  const person = await anAccount();
  const browser = site.browser();
  await enter(browser, person.email);
  const [id, code] = [uuidv7(), randomCode()];
  await testDb().sql.begin(async (tx) => {
    await tx`insert into privacy_copies values (${id}, ${code}, ${person.personId}, 'html', ${100 * 262_144}, now())`;
    await tx`insert into privacy_copy_parts select ${id}::uuid, n, convert_to(repeat('x', 262144), 'UTF8') from generate_series(0, 99) n`;
  });
  const { host, hostname, port } = new URL(site.baseUrl);
  const socket = connect(Number(port), hostname);
  socket.write(`GET /account/privacy/copy/${code} HTTP/1.1\r\nHost: ${host}\r\nCookie: session=${browser.cookies.get("session")}\r\n\r\n`);
  let received = 0;
  socket.on("data", (bytes) => {
    received += bytes.length;
  });
  await once(socket, "data");
  socket.pause();
  return { person, socket, received: () => received };
}

test("who goes in the middle of fetching a copy is no error of ours", async () => {
  const logged = site.process.output().length;
  const { socket } = await fetchingACopy();
  socket.destroy();

  await expect.poll(() => site.process.output().slice(logged)).toContain('"status":499');
  expect(site.process.output().slice(logged)).not.toMatch(/"level":"(error|fatal)"/);
});

test("an erasure reaches whoever fetches a copy meanwhile: the rest is never read, and what came does not look whole", async () => {
  const logged = site.process.output().length;
  const { person, socket, received } = await fetchingACopy();
  const frozen = await freezePerson(systemCtxFor(), person.personId, "keep");
  if (!frozen.ok) throw new Error(frozen.reason);
  await erase(systemCtxFor(), frozen.erasureId);

  socket.resume();
  await once(socket, "close");
  expect(received()).toBeLessThan(100 * 262_144);
  await expect.poll(() => site.process.output().slice(logged)).toContain('"status":499');
  expect(site.process.output().slice(logged)).not.toMatch(/"level":"(error|fatal)"/);
});

test("a browser finds a sign of the site and where to change a password where it looks for them, and no script but those of islands", async () => {
  const types = await Promise.all(
    ["/favicon.ico", "/apple-touch-icon.png", "/favicon.svg"].map(async (path) =>
      (await site.browser().get(path)).headers.get("Content-Type"),
    ),
  );
  expect(types).toEqual(["image/x-icon", "image/png", "image/svg+xml"]);
  expect(await site.browser().get("/.well-known/change-password")).toMatchObject({ status: 302, location: "/account/password" });

  const scripts = readdirSync("build/client/assets").filter((name) => name.endsWith(".js"));
  const islands = readdirSync("app/islands").map((name) => name.replace(/\.ts$/, ""));
  expect(scripts.map((name) => name.replace(/-[\w-]{8}\.js$/, "")).sort()).toEqual(
    [
      "ask-fragment",
      "colour-pair",
      "entry.client",
      "html-markdown",
      "insert-text",
      "markdown-marks",
      "option-list",
      "unseen",
      ...islands,
    ].sort(),
  );
});

test("a file that goes while the site runs is not found, and nothing ends", async () => {
  const file = "build/client/assets/comes-and-goes.js";
  writeFileSync(file, "export {};\n");
  const { status, headers } = await site.browser().get("/assets/comes-and-goes.js");
  rmSync(file);

  expect([status, headers.get("Cache-Control")]).toEqual([200, "public, max-age=31536000, immutable"]);
  expect((await site.browser().get("/assets/comes-and-goes.js")).status).toBe(404);
  expect((await site.browser().get("/.vite/manifest.json")).status).toBe(404);
  expect((await site.browser().get("/healthz")).status).toBe(200);
});
