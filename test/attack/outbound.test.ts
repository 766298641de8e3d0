import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { WAKE_UPS, type WakeUp } from "#jobs/definitions";
import { WAKE_UP_HANDLERS } from "#jobs/handlers";
import { aPage } from "../support/content";
import { systemCtxFor } from "../support/context";
import { anAccount, aSite, type Browser, enter, type Site } from "../support/http";

/**
 * Who may open a connection: to the database, the queue, the relay, the virus scanner and the file store that a setting names, and, in a
 * demo, from the relay.
 * A browser's scripts ask their own site.
 */
const MAY_CONNECT = [
  "app/features/files/scan.server.ts",
  "app/features/files/store-bucket.server.ts",
  "app/features/mail/log/catcher.server.ts",
  "app/features/mail/transport/relay.server.ts",
  "app/http/server/health.server.ts",
  "app/http/server/start-web.server.ts",
  "app/islands/add-file.ts",
  "app/islands/keep-draft.ts",
  "app/islands/live-preview.ts",
  "app/islands/poll-fragment.ts",
  "app/lib/ask-fragment.ts",
  "db/client.server.ts",
  "jobs/backend.server.ts",
];
const CONNECTS =
  /^import (?!type)(?!\{ isIPv6 \}).* from "(node:)?(https?|http2|net|tls|dgram|dns(\/promises)?|undici|ws|ioredis|postgres|pg|nodemailer|nodemailer\/lib\/(smtp-|shared).*|smtp-server)";|\b(fetch|importScripts)\(|new (WebSocket|EventSource|XMLHttpRequest)|sendBeacon/m;

let site: Site;
beforeAll(async () => {
  site = await aSite();
  await aPage({
    path: "guidance",
    title: "Guidance",
    bodyMarkdown: "![A plan](https://elsewhere.example/plan.png) [b](https://elsewhere.example/b)",
  });
});

test("LMS-9: nothing in the site opens a connection but to its database, queue, relay, scanner and file store", () => {
  const files = ["app", "jobs", "emails", "db"].flatMap((root) =>
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  // run by npm start and by a release, against the database alone
  const site = files.filter((file) => !/^db\/(embedded|migrate|release)\.ts$/.test(file));
  expect(site.filter((file) => CONNECTS.test(readFileSync(file, "utf8").replace(/^\s*(\/\/|\/?\*).*$/gm, ""))).sort()).toEqual(MAY_CONNECT);
});

test.each(["visitor", "member"])("LMS-9: no page lets the browser of a %s ask another site for anything", async (who) => {
  const browser: Browser = site.browser();
  if (who === "member") await enter(browser, (await anAccount()).email);
  for (const path of ["/", "/guidance", "/forum", "/newsletters", "/search?q=guidance", "/contact", "/register"]) {
    const { html, headers } = await browser.get(path);
    const asked = [
      ...html.matchAll(
        /<(?:script|img|iframe|link|form|source|video|audio|embed|object)\b[^>]*? (?:src|href|action|data|poster|srcset)="([^"]*)"/g,
      ),
    ];
    expect(asked.length, path).toBeGreaterThan(0);
    expect([path, asked.map(([, address]) => address!).filter((address) => !/^(\/(?!\/)|#)/.test(address))]).toEqual([path, []]);
    const policy = headers.get("Content-Security-Policy") ?? "";
    expect([path, policy]).toEqual([path, expect.stringMatching(/^default-src 'none'/)]);
    expect([path, policy.match(/https?:|\*|wss?:/)]).toEqual([path, null]);
  }
});

/** The requests over HTTP, and the connections beside those of the database's driver, that `work` makes. */
async function asked(work: () => Promise<unknown>): Promise<unknown[]> {
  const seen: unknown[] = [];
  const see = (message: unknown) => seen.push(message);
  const channels = ["net.client.socket", "http.client.request.start", "undici:request:create"];
  for (const channel of channels) subscribe(channel, see);
  try {
    await work();
  } finally {
    for (const channel of channels) unsubscribe(channel, see);
  }
  return seen;
}

test("LMS-9: no job asks another site for anything", async () => {
  expect((await asked(() => fetch(`${site.baseUrl}/healthz`))).length).toBeGreaterThan(0);
  // the relay, which the mail goes to, is the one that the settings name
  for (const name of (Object.keys(WAKE_UPS) as WakeUp[]).filter((name) => name !== "mail.drain"))
    expect([name, await asked(() => WAKE_UP_HANDLERS[name](systemCtxFor(), { post: null as never }))]).toEqual([name, []]);
});
