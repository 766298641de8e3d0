import { chromium, type Page } from "playwright-core";
import { findChromium } from "../setup/browser";
import { startPart } from "./programs";
import { type Stage, settings } from "./stage";
import { signIn } from "./visits";

/** What a browser that was never here before asks for, headers included, until the page is complete. */
export type FirstView = { name: string; requests: number; bytes: Record<"html" | "css" | "js" | "other", number>; offOrigin: number };

export async function measureFirstViews(stage: Stage): Promise<FirstView[]> {
  const at = await settings();
  const web = await startPart("web", at);
  const browser = await chromium.launch({ executablePath: findChromium(), args: ["--no-sandbox", "--disable-dev-shm-usage"] });
  const views: FirstView[] = [];
  for (const [name, path, cookie] of [
    ["Home", "/"],
    ["Open guidance page", "/guidance/complaints"],
    ["Topic of 20 posts", stage.topic],
    ["Topic of 20 posts, signed in", stage.topic, await signIn(at.BASE_URL, stage.members[1]!)],
    ["Sign in", "/sign-in"],
  ] as [string, string, string?][]) {
    const page = await browser.newPage(cookie ? { extraHTTPHeaders: { Cookie: cookie } } : {});
    views.push({ name, ...(await watch(page, at.BASE_URL, path)) });
    await page.close();
  }
  await browser.close();
  await web.stop();
  return views;
}

async function watch(page: Page, baseUrl: string, path: string): Promise<Omit<FirstView, "name">> {
  const network = await page.context().newCDPSession(page);
  const kinds = new Map<string, keyof FirstView["bytes"]>();
  const view = { requests: 0, bytes: { html: 0, css: 0, js: 0, other: 0 }, offOrigin: 0 };
  network.on("Network.responseReceived", ({ requestId, response }) => {
    if (!response.url.startsWith("http")) return;
    view.requests += 1;
    if (!response.url.startsWith(`${baseUrl}/`)) view.offOrigin += 1;
    kinds.set(requestId, kindOf(response.mimeType));
  });
  network.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId);
    if (kind) view.bytes[kind] += encodedDataLength;
  });
  await network.send("Network.enable");
  await page.goto(baseUrl + path, { waitUntil: "networkidle" });
  return view;
}

function kindOf(mimeType: string): keyof FirstView["bytes"] {
  if (mimeType === "text/html") return "html";
  if (mimeType === "text/css") return "css";
  return mimeType.endsWith("javascript") ? "js" : "other";
}
