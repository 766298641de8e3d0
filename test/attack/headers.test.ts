import { beforeAll, expect, test } from "vitest";
import { type Answer, anAccount, aSite, type Browser, type Site, signIn, startSite } from "../support/http";

let site: Site;
let member: Browser;
beforeAll(async () => {
  site = await aSite();
  const { email } = await anAccount();
  member = site.browser();
  await signIn(member, email);
});

/** An answer of each kind: pages, redirects, refusals at every step, statics, machines. */
async function everyKind(): Promise<[string, Answer][]> {
  const visitor = site.browser();
  const style = /href="(\/assets\/[^"]+\.css)"/.exec((await visitor.get("/sign-in")).html)![1]!;
  const gets = [
    "/",
    "/sign-in",
    "/forum",
    "/newsletters",
    "/account",
    "/no/such/page",
    "/sign-in.data",
    "/a//b",
    "/robots.txt",
    "/healthz",
    "/readyz",
    style,
  ];
  const found: [string, Answer][] = [];
  for (const path of gets) found.push([path, await visitor.get(path)]);
  for (const path of ["/", "/account", "/account/security", "/account/security/picture", "/account/sessions", "/no/such/page"])
    found.push([`${path} signed in`, await member.get(path)]);
  found.push(["a refused form", await visitor.post("/sign-in", { email: "" })]);
  found.push(["cross-site", await visitor.send("/sign-in", { method: "POST" })]);
  found.push(["too large", await visitor.post("/sign-in", { email: "x".repeat(400_000) })]);
  found.push(["another host", await visitor.get("/", { headers: { Host: "evil.example" } })]);
  found.push(["another method", await visitor.send("/", { method: "TRACE" })]);
  return found;
}

test("B16: every answer allows scripts and styles from files of our own only", async () => {
  for (const [path, { headers }] of await everyKind()) {
    const policy = headers.get("Content-Security-Policy") ?? "";
    expect({ path, policy }).toEqual({
      path,
      policy: expect.stringMatching(
        /^default-src 'none';script-src 'self';style-src 'self';.*form-action 'self';frame-ancestors 'none';base-uri 'none';object-src 'none'/,
      ),
    });
    expect(policy).not.toMatch(/unsafe|nonce|\*|https?:/);
  }
});

test("B16: no page has a script, style or handler of its own", async () => {
  for (const [path, { html, headers }] of await everyKind()) {
    if (!headers.get("Content-Type")?.includes("html")) continue;
    expect({ path, inline: /<script(?![^>]* src=)|<style|\sstyle=|\son\w+=|javascript:/i.exec(html)?.[0] }).toEqual({
      path,
      inline: undefined,
    });
  }
});

test("B17: every answer carries the other headers, and none that says what we run", async () => {
  for (const [path, { headers }] of await everyKind()) {
    const get = (name: string) => headers.get(name);
    expect({
      path,
      sniff: get("X-Content-Type-Options"),
      referrer: get("Referrer-Policy"),
      opener: get("Cross-Origin-Opener-Policy"),
      resource: get("Cross-Origin-Resource-Policy"),
      frame: get("X-Frame-Options"),
      permissions: get("Permissions-Policy")?.includes("geolocation=()"),
      server: get("Server"),
      powered: get("X-Powered-By"),
    }).toEqual({
      path,
      sniff: "nosniff",
      referrer: "same-origin",
      opener: "same-origin",
      resource: "same-origin",
      frame: "DENY",
      permissions: true,
      server: null,
      powered: null,
    });
  }
});

test("B17: pages name their characters, and what is personal is kept by no cache", async () => {
  for (const [path, { headers, status }] of await everyKind()) {
    const type = headers.get("Content-Type") ?? "";
    if (type.includes("html")) expect({ path, type }).toEqual({ path, type: expect.stringMatching(/charset=utf-8/i) });
    const isPersonal = path.includes("signed in") || status >= 400;
    if (isPersonal) expect({ path, cache: headers.get("Cache-Control") }).toEqual({ path, cache: expect.stringContaining("no-store") });
    else if (!path.startsWith("/assets/"))
      expect({ path, cache: headers.get("Cache-Control") }).not.toEqual({ path, cache: expect.stringContaining("public") });
  }
});

test("B17: over https the browser is told to stay there; B34: its cookies are bound to this host and to https", async () => {
  const secure = await startSite({ BASE_URL: "https://portal.example" });
  try {
    const { email } = await anAccount();
    const browser = secure.browser();
    const answer = await signIn(browser, email, { remember: true });

    expect(answer.headers.get("Strict-Transport-Security")).toBe("max-age=31536000");
    const cookies = answer.headers.getSetCookie();
    expect(cookies.map((cookie) => cookie.split("=")[0]).sort()).toEqual(["__Host-known", "__Host-remember", "__Host-session"]);
    for (const cookie of cookies) expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Lax(; Max-Age=(5184000|31536000))?; Secure$/);
    expect((await browser.get("/account")).status).toBe(200);
  } finally {
    await secure.stop();
  }
});
