import { afterEach, beforeAll, expect, test } from "vitest";
import { MAIL_KINDS } from "#jobs/mail-kinds";
import { getMailSample, getMailSamples, listMailSamples } from "~/features/inbox/mail-samples.server";
import { env } from "~/lib/env.server";
import { NotFoundError } from "~/lib/errors";
import { ctxFor } from "../../support/context";
import { aSite, type Site } from "../../support/http";
import { visitor } from "../../support/people";

let site: Site;
beforeAll(async () => {
  site = await aSite();
});
afterEach(() => {
  env().deployment = "test";
});

test("every kind of mail is listed with its samples, and each is shown as text and in frames that can do nothing", async () => {
  const browser = site.browser();
  const { html: list } = await browser.get("/mail-samples");
  expect(MAIL_KINDS.filter(({ name }) => !list.includes(`href="/mail-samples/${name}"`)).map(({ name }) => name)).toEqual([]);

  const { html: kind } = await browser.get("/mail-samples/reply-notification");
  const frames = [...kind.matchAll(/<iframe [^>]*>/g)].map(([frame]) => frame);
  expect(frames).toHaveLength(9);
  expect(frames.filter((frame) => !frame.includes('sandbox=""'))).toEqual([]);
  expect(kind).toContain("Priya Nair replied in “Who answers the mailbox?”");
});

test("a sample is a document of its own, light or dark, in which nothing runs", async () => {
  const [light, dark] = [
    await site.browser().get("/mail-samples/reply-notification/1/light"),
    await site.browser().get("/mail-samples/reply-notification/1/dark"),
  ];
  for (const { status, headers } of [light, dark]) {
    expect(status).toBe(200);
    expect(headers.get("Content-Security-Policy")).toBe(
      "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'",
    );
  }
  expect([light, dark].map(({ html }) => html.includes("prefers-color-scheme"))).toEqual([true, false]);
  for (const path of [
    "/mail-samples/none",
    "/mail-samples/leaving/9/light",
    "/mail-samples/leaving/x/light",
    "/mail-samples/leaving/1/red",
  ])
    expect({ path, status: (await site.browser().get(path)).status }).toEqual({ path, status: 404 });
});

test("a live site shows no samples", async () => {
  const ctx = ctxFor(visitor);
  const ask = [
    () => listMailSamples(ctx),
    () => getMailSamples(ctx, "leaving"),
    () => getMailSample(ctx, { kind: "leaving", number: "1", look: "light" }),
  ];
  for (const samples of ask) await expect(samples()).resolves.toBeTruthy();
  env().deployment = "live";
  for (const samples of ask) await expect(samples()).rejects.toThrow(NotFoundError);
});
