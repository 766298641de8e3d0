import { beforeAll, expect, test } from "vitest";
import { aPage } from "../../support/content";
import { aTopic, reply } from "../../support/forum";
import { anAccount, aSite, enter, type Site } from "../../support/http";
import { aMember } from "../../support/people";

let site: Site;
beforeAll(async () => {
  site = await aSite();
});

test("a name or title written from right to left turns no words beside it, in pages and feeds", async () => {
  const noor = await aMember({ displayName: "نور" });
  const topic = await aTopic({ title: "جدول 7" });
  await reply(noor, topic, "Ask me");
  await aPage({ path: "news/rota", title: "جدول" });
  const reader = site.browser();
  await enter(reader, (await anAccount()).email);

  const { html } = await reader.get(`/forum/topics/${topic.code}`);
  expect(html).toContain("<bdi>نور</bdi>");
  expect(html.replace(/<(title|textarea)[\s\S]*?<\/\1>|<bdi>[^<]*<\/bdi>|<[^>]*>/g, "")).not.toMatch(/[\u0600-\u06FF]/);
  expect((await reader.get("/news.xml")).html).toContain("<title>\u2068جدول\u2069</title>");
});
