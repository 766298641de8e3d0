import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";
import type { TestProject } from "vitest/node";
import { aptInstall } from "./apt";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the one browser of the run listens. */
    browserUrl: string;
  }
}

/** The shell first: it draws no windows around its pages, and so takes half the time. */
const SHELL = "chromium-headless-shell";
const NAMES = [SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const SENTENCE = "The browser tests need Chromium: install chromium or Google Chrome, or set CHROMIUM to its path, and run them again.";

/** One browser for all files of a project; each visit is a context of its own in it. */
export default async function startBrowser(project: TestProject): Promise<() => Promise<void>> {
  const server = await chromium.launchServer({ executablePath: findChromium(), args: FLAGS, timeout: 0 });
  project.provide("browserUrl", server.wsEndpoint());
  return () => server.close();
}

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Finds a browser; as root on Debian, installs one where there is none. */
export const findChromium = (): string => process.env.CHROMIUM || onPath() || inPlace() || install();

function onPath(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find((file) => existsSync(file));
}

/** Where macOS and Windows keep Chrome, or where playwright put a browser of its own. */
function inPlace(): string | undefined {
  const places = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    `${process.env.PROGRAMFILES}\\Google\\Chrome\\Application\\chrome.exe`,
    chromium.executablePath(),
  ];
  return places.find((place) => existsSync(place));
}

function install(): string {
  const installed = (aptInstall(SHELL) || aptInstall("chromium")) && onPath();
  if (!installed) throw new Error(SENTENCE);
  return installed;
}
