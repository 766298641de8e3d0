import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { compile, Logger } from "sass";
import { expect, test } from "vitest";
import { COLOUR_VARIABLES, colourStyles, DARK_STYLES, DEFAULT_ACCENT, DEFAULT_GROUND } from "~/features/settings/colours";
import { colourBlocker } from "~/lib/colour-pair";
import { contrast } from "~/lib/contrast";

const colour = fc.stringMatching(/^#[0-9a-f]{6}$/);
const AA = 4.5;

/** The variables of the light, and of the dark. */
function variables(styles: string) {
  const [light = "", dark = ""] = styles.split("@media");
  const read = (rules: string) =>
    Object.fromEntries([...rules.matchAll(/--([\w-]+):(#[0-9a-f]{6})/g)].map(([, name, value]) => [name, value!]));
  return { light: read(light), dark: read(dark) };
}

/** What stands in the dark where nobody chose anything, as far as it is light in the other. */
const DARK = variables(DARK_STYLES).dark;

test("black on white is 21 to 1, a colour on itself 1, whichever is named first", () => {
  expect(contrast("#000000", "#ffffff")).toBe(21);
  expect(contrast("#ffffff", "#000000")).toBe(21);
  expect(contrast("#4c2c69", "#4c2c69")).toBe(1);
});

test.each([
  ["the default", DEFAULT_ACCENT, DEFAULT_GROUND, null],
  ["a first colour on which white cannot be read", "#ffcc00", DEFAULT_GROUND, "accent"],
  ["a second colour on which text cannot be read", DEFAULT_ACCENT, "#7a7a7a", "ground"],
  ["two that are readable by themselves", "#767676", "#e8e8e8", "pair"],
] as const)("a pair of colours is judged by what stands on what: %s", (_what, accentColour, groundColour, blocker) => {
  expect(colourBlocker({ accentColour, groundColour })).toBe(blocker);
});

test("whatever pair was chosen, links and text can be read in the light and in the dark", () => {
  fc.assert(
    fc.property(colour, colour, (accentColour, groundColour) => {
      fc.pre(colourBlocker({ accentColour, groundColour }) === null);
      const { light, dark } = variables(colourStyles({ accentColour, groundColour }));
      for (const ground of [light.ground!, "#ffffff"])
        for (const text of ["#4a5a60", light.link!]) expect(contrast(text, ground)).toBeGreaterThanOrEqual(AA);
      for (const ground of [dark.ground!, DARK.page!])
        for (const text of [dark.link!, dark["link-2"]!, DARK.text!, DARK.quiet!])
          expect(contrast(text, ground)).toBeGreaterThanOrEqual(AA);
    }),
  );
});

test("every text of the dark can be read on each of its grounds", () => {
  for (const ground of ["page", "ground", "field", "hover"])
    for (const text of ["text", "quiet", "link", "link-2", "visited", "wrong", "wrong-2", "done"])
      expect([text, ground, contrast(DARK[text]!, DARK[ground]!) >= AA]).toEqual([text, ground, true]);
});

test("the dark is for screens that ask for it, and not where the system has colours of its own", () => {
  expect(DARK_STYLES).toMatch(/^@media screen and \(prefers-color-scheme:dark\) and \(forced-colors:none\)\{/);
});

test("what has a ground of its own in the dark has text of its own, links in it as well", () => {
  // as the package's own `exports` lead
  const library = (url: string) => pathToFileURL(url.replace("nhsuk-frontend/packages", "node_modules/nhsuk-frontend/dist/nhsuk"));
  const importers = [{ findFileUrl: (url: string) => (url.startsWith("nhsuk-frontend/packages/") ? library(url) : null) }];
  const { css } = compile("app/styles/site.scss", { importers, style: "compressed", logger: Logger.silent });
  const styles = css.replace(/#[0-9a-f]{6}\b/g, (written) => COLOUR_VARIABLES.get(written) ?? written);
  const changes = (value = "") => value.match(/var\(--(text|quiet|page|field|ground|hover|link|link-2|visited|wrong|wrong-2|done),/)?.[1];
  const rules = [...styles.matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(([, selector = "", said = ""]) => ({
    selectors: selector.split(","),
    said: Object.fromEntries(said.split(";").map((each) => [each.split(":")[0], each.slice(each.indexOf(":") + 1)])),
  }));
  const set = (selector: string, role: string) => rules.some(({ selectors, said }) => selectors.includes(selector) && `--${role}` in said);

  const wrong = rules.flatMap(({ selectors, said }) => {
    const [ground = "", role] = [said["background-color"] ?? said.background, changes(said.color)];
    if (!said.color || !/^#|^rgb|^var/.test(ground) || ground.startsWith("var(--accent")) return [];
    if (changes(ground)) return role || said.color === "inherit" ? [] : selectors;
    return role ? selectors.filter((selector) => !set(selector, role)) : [];
  });
  // the library's, on no page
  expect(wrong.filter((selector) => !/nhsuk-card|nhsuk-tag--white/.test(selector))).toEqual([]);
  for (const selector of [".nhsuk-warning-callout", ".pn-changes ins", ".pn-compared ins", ".pn-compared del"])
    expect([selector, set(selector, "link"), set(selector, "visited")]).toEqual([selector, true, true]);
});
