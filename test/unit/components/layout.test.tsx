import { expect, test } from "vitest";
import { SentFormContext } from "~/components/forms/sent-form";
import { NowContext } from "~/components/layout/now-context";
import { ProblemPage } from "~/components/layout/problem-page";
import { Shell } from "~/components/layout/shell";
import { title } from "~/components/layout/title";
import { initials } from "~/components/ui/avatar";
import { pageItems } from "~/components/ui/pagination";
import { When } from "~/components/ui/when";
import { html } from "./parts";

const site = { name: "The Network", shortName: "TN" };
const shell = (viewer: { name: string; unread: number; staff: boolean } | null, path = "/") =>
  html(
    <Shell site={site} viewer={viewer} path={path}>
      <p>Text</p>
    </Shell>,
  );

test("a visitor is offered to sign in, a member their account and the way out", () => {
  expect(shell(null)).toContain('href="/sign-in"');
  expect(shell({ name: "Asha", unread: 0, staff: false })).toMatch(/href="\/account".*Asha.*action="\/sign-out" method="post"/s);
});

test.each([
  [429, false, true],
  [503, false, false],
  [503, true, true],
  [500, false, false],
  [500, true, true],
])("after %i, what may have been done is sent again only by its number (%s)", (status, hasNumber, isOffered) => {
  const values = { body: "What I typed", ...(hasNumber ? { submissionId: "1" } : {}) };
  const page = html(
    <SentFormContext.Provider value={{ path: "/contact", values, writer: null, isWhole: true }}>
      <ProblemPage status={status} />
    </SentFormContext.Provider>,
  );
  expect([page.includes("What I typed"), page.includes("Try again</button>")]).toEqual([true, isOffered]);
  // a connection that broke while it was being stored leaves open whether it was
  expect(page.includes("may not have been saved")).toBe(status >= 500);
  expect(page).not.toContain("was saved");
});

test("only staff see “Manage”", () => {
  expect(shell({ name: "Asha", unread: 0, staff: false })).not.toContain("Manage<");
  expect(shell({ name: "Asha", unread: 0, staff: true })).toContain('href="/admin">Manage</a>');
});

test("PMN-40: the contact form, notices and choices stand in the footer of every page, for everybody", () => {
  for (const viewer of [null, { name: "Asha", unread: 0, staff: true }]) {
    const footer = shell(viewer).split("<footer")[1] ?? "";
    for (const path of ["/contact", "/privacy", "/cookies", "/accessibility", "/terms", "/complaints", "/display", "/newsletters/manage"])
      expect(footer).toContain(`href="${path}"`);
  }
});

test("the search of the site is a plain form of its own", () => {
  expect(shell(null)).toMatch(
    /<form[^>]* action="\/search" method="get".*<label[^>]* for="site-search">Search<.*<input[^>]* id="site-search" name="q"/s,
  );
});

test("unread notifications are counted in figures and words", () => {
  expect(shell({ name: "Asha", unread: 3, staff: false })).toMatch(/3<span[^>]*> unread<\/span>/);
  expect(shell({ name: "Asha", unread: 0, staff: false })).not.toContain("unread");
});

test("the section of a page is marked, and no other", () => {
  const current = shell(null, "/forum/topics/abc").match(/<a[^>]*aria-current[^>]*>/g) ?? [];

  expect(current).toHaveLength(1);
  expect(current[0]).toContain('href="/forum"');
});

test("a page has one main, which the skip link finds", () => {
  const markup = shell(null);

  expect(markup.match(/<main/g)).toHaveLength(1);
  expect(markup).toMatch(/href="#maincontent".*<main[^>]*id="maincontent"/s);
});

test("a title names the page, its section and the network", () => {
  const matches = [{ id: "root", data: { site } }];

  expect(title("Rota software", "Forum")({ matches })[0]).toEqual({ title: "Rota software – Forum – The Network" });
  expect(title(undefined)({ matches })[0]).toEqual({ title: "The Network" });
});

test("every page has a description: the one it gives, or its place", () => {
  const matches = [{ id: "root", data: { site } }];

  expect(title("Rotas", "Guidance", "How to draw one.")({ matches })[1]).toEqual({ name: "description", content: "How to draw one." });
  expect(title("Rota software", "Forum")({ matches })[1]).toEqual({ name: "description", content: "Rota software: Forum of The Network" });
  expect(title(undefined)({ matches })[1]).toEqual({ name: "description", content: "The Network" });
});

test.each([
  [1, 2, [1, 2]],
  [1, 5, [1, 2, "gap-after", 5]],
  [3, 5, [1, 2, 3, 4, 5]],
  [5, 20, [1, "gap-before", 4, 5, 6, "gap-after", 20]],
  [20, 20, [1, "gap-before", 19, 20]],
])("page %i of %i offers %j", (page, pages, items) => {
  expect(pageItems(page, pages)).toEqual(items);
});

test("initials are the first and the last name's, in any script", () => {
  expect(["Asha Patel", "Mary Jane O’Neill", "Cher", "李 小龙", "A practice manager (2)", ""].map(initials)).toEqual([
    "AP",
    "MO",
    "C",
    "李小",
    "AM",
    "",
  ]);
});

test("a moment is written for London, with the exact time for machines", () => {
  expect(html(<When at="2026-07-01T16:30:00Z" time />)).toBe('<time dateTime="2026-07-01T16:30:00.000Z">1 July 2026 at 5:30pm</time>');
  expect(html(<When at="2026-07-01T16:30:00Z" time said />)).not.toContain("title");
  expect(
    html(
      <NowContext.Provider value="2026-07-02T08:00:00Z">
        <When at="2026-07-01T16:30:00Z" time said />
      </NowContext.Provider>,
    ),
  ).toBe('<time dateTime="2026-07-01T16:30:00.000Z" title="1 July 2026 at 5:30pm">yesterday, 5:30pm</time>');
});
