import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type axe from "axe-core";
import type { BrowserContext, Page } from "playwright-core";

declare global {
  interface Window {
    axe: typeof axe;
  }
}

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Gives every page of a context axe to take along: once to the browser, where handing it to each page takes longer than all that it then does. */
export const carryAxe = (context: BrowserContext) => context.addInitScript({ content: AXE });

/**
 * What axe finds on the page that is open, serious or worse, a line each.
 *
 * @param page of a context with `carryAxe`
 * @param rules by their ids; without, all of axe's
 * @param except rules that are left out, for somebody else asks what they ask
 */
export async function audit(page: Page, { rules, except = [] }: { rules?: string[]; except?: string[] } = {}): Promise<string[]> {
  return page.evaluate(
    async ({ rules, except }) => {
      // a mail in its sandbox runs nothing, axe neither: mails are checked where they are rendered
      const { violations } = await window.axe.run(
        { exclude: ["iframe[sandbox]"] },
        {
          resultTypes: ["violations"],
          iframes: false,
          ...(rules ? { runOnly: rules } : {}),
          rules: Object.fromEntries(except.map((rule) => [rule, { enabled: false }])),
        },
      );
      return violations
        .filter(({ impact }) => impact === "serious" || impact === "critical")
        .map(({ id, help, nodes }) => `${id}, ${help}: ${nodes[0]?.html.slice(0, 100)}`);
    },
    { rules, except },
  );
}
