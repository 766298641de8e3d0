import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { SECTIONS, type SectionAddress } from "~/components/layout/sections";
import { NOTICES } from "~/features/notices/notices";
import { KIND_WORDS } from "~/features/search/search-filter";
import { everyRoute } from "../support/routes";

const views = readdirSync("app", { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith(".tsx"))
  .map((entry) => join(entry.parentPath, entry.name));

test("the page of a section has the section's name for its title and its heading", () => {
  const routes = everyRoute();
  for (const [address, name] of Object.entries(SECTIONS)) {
    const source = routes.find((route) => route.address === address && route.source.includes("title("))?.source;
    // pages that editors write; home says what is new
    if (!source || address === "/") expect(["/", "/guidance"]).toContain(address);
    else {
      expect([address, /title\("([^"]+)"/.exec(source)?.[1]]).toEqual([address, name]);
      const headings = [...source.matchAll(/<PageTitle(?:[^>]|=>)*>\s*([^<{]*?)\s*<\/PageTitle>/g)].map(([, heading]) => heading);
      expect([address, headings.length === 0 || headings.includes(name)]).toEqual([address, true]);
    }
  }
});

test("a step on the way back to a section takes its name from the list", () => {
  const typed = views.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/\{ (?:title|text): "[^"]*", href: "(\/[^"]*)" \}/g)]
      .filter(([, address]) => Object.hasOwn(SECTIONS, address!))
      .map(([words]) => `${file}: ${words}`),
  );
  expect(typed).toEqual([]);
});

test("wherever words send somebody under a section, it has its name there", () => {
  const texts = ["app", "db/seeds/texts/pages", "docs/runbooks"].flatMap((root) =>
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(tsx?|md)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  const names = Object.values(SECTIONS);
  const otherwise = texts.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/\b[Uu]nder (?:\[|<a [^>]*>)?([A-Z][A-Za-z ]+)/g)]
      .filter(([, words]) => !names.some((name) => words!.startsWith(name)))
      .map(([found]) => `${file}: ${found}`),
  );
  expect(otherwise).toEqual([]);
});

test("notices and the kinds of what is found are called what their sections are", () => {
  for (const { title, path } of Object.values(NOTICES))
    if (Object.hasOwn(SECTIONS, path)) expect(title).toBe(SECTIONS[path as SectionAddress]);
  expect([KIND_WORDS.guidance, KIND_WORDS.news]).toEqual([SECTIONS["/guidance"], SECTIONS["/news"]]);
});
