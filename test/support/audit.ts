import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type axe from "axe-core";
import type { BrowserContext, Page } from "playwright-core";
import { lowContrast } from "./page-looks";

declare global {
  interface Window {
    axe: typeof axe;
  }
}

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * Gives every page of a context axe to take along: once to the browser, where handing it to each page
 * takes longer than all that it then does.
 */
export const carryAxe = (context: BrowserContext) => context.addInitScript({ content: AXE });

/**
 * What axe finds on the page that is open, serious or worse, a line each, and what stands out too little from its ground.
 *
 * @param page of a context with `carryAxe`
 */
export async function audit(page: Page): Promise<string[]> {
  const found = await page.evaluate(async () => {
    // a mail in its sandbox runs nothing, axe neither: mails are checked where they are rendered
    const { violations } = await window.axe.run(
      { exclude: ["iframe[sandbox]"] },
      {
        resultTypes: ["violations"],
        iframes: false,
        selectors: false,
        // styles and media asked for once more, for two rules about what no page has: half of the time
        preload: false,
        // label-content-name-mismatch is off by itself: what stands on a button is what somebody says to press it
        rules: { "target-size": { enabled: true }, "label-content-name-mismatch": { enabled: true }, "color-contrast": { enabled: false } },
      },
    );
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, help, nodes }) => `${id}, ${help}: ${nodes[0]?.html.slice(0, 100)}`);
  });
  return [...found, ...(await page.evaluate(lowContrast))];
}
