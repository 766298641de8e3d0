// read by `vite.config.ts` too, which knows no paths of ours
import { type Colours, INK, QUIET } from "../../lib/colour-pair";
import { contrast, mixed } from "../../lib/contrast";

/** The colours that the stylesheet is compiled with where nobody chose others: of header, links and buttons, and of grounds. */
export const DEFAULT_ACCENT = "#005a61";
export const DEFAULT_GROUND = "#f1f5f5";

const BLACK = "#000000";
const WHITE = "#ffffff";
const DARK_PAGE = "#141b1d";
/** More than the 4.5 of WCAG 2.2 AA: thin light letters seem thinner. */
const READABLE_IN_DARK = 7;

/** How much darker the shades of the accent colour are that buttons have, in per cent. */
const SHADES = [0, 10, 20, 30, 45, 50];
const shadeName = (percent: number) => (percent === 0 ? "accent" : `accent-${percent}`);

/**
 * Every colour of the stylesheet that a choice or the dark changes: as `site.scss` writes it, the name of its variable, what it is in the
 * light and in the dark. Two that are alike in the light and not in the dark are written a shade apart.
 */
const ROLES: readonly { written: string; name: string; light: string; dark?: string }[] = [
  { written: INK, name: "text", light: INK, dark: "#e6ecec" },
  { written: QUIET, name: "quiet", light: QUIET, dark: "#b3c0c4" },
  { written: "#fffffe", name: "page", light: WHITE, dark: DARK_PAGE },
  { written: "#fffffd", name: "field", light: WHITE, dark: "#0c1112" },
  { written: "#d5dcde", name: "line", light: "#d5dcde", dark: "#3c494e" },
  { written: "#aab5b9", name: "line-2", light: "#aab5b9", dark: "#5f6e74" },
  { written: "#dde3e5", name: "hover", light: "#dde3e5", dark: "#263135" },
  { written: "#4c2c69", name: "visited", light: "#4c2c69", dark: "#cdb6e6" },
  { written: "#c6231b", name: "wrong", light: "#c6231b", dark: "#ff9a90" },
  { written: "#8b1913", name: "wrong-2", light: "#8b1913", dark: "#ffb9b2" },
  { written: "#007f3b", name: "done", light: "#007f3b", dark: "#7fd6a4" },
  { written: DEFAULT_GROUND, name: "ground", light: DEFAULT_GROUND, dark: darkGround(DEFAULT_GROUND) },
  { written: "#005a62", name: "link", light: DEFAULT_ACCENT, dark: darkLink(DEFAULT_ACCENT) },
  { written: "#003236", name: "link-2", light: shade(DEFAULT_ACCENT, 45), dark: WHITE },
  ...SHADES.map((percent) => ({
    written: shade(DEFAULT_ACCENT, percent),
    name: shadeName(percent),
    light: shade(DEFAULT_ACCENT, percent),
  })),
];

/**
 * What stands in the compiled stylesheet for each colour as it is written.
 * @public `vite.config.ts` reads it
 */
export const COLOUR_VARIABLES: ReadonlyMap<string, string> = new Map(
  ROLES.map(({ written, name, light }) => [written, `var(--${name},${light})`]),
);

const rule = (colours: readonly (readonly [string, string | undefined])[]) =>
  `:root{${colours.flatMap(([name, colour]) => (colour ? [`--${name}:${colour}`] : [])).join(";")}}`;

/** Where the system asks for it, and shows colours of ours at all; paper is white. */
const inDark = (rules: string) => `@media screen and (prefers-color-scheme:dark) and (forced-colors:none){${rules}}`;

/**
 * What the stylesheet begins with: the dark.
 * @public `vite.config.ts` reads it
 */
export const DARK_STYLES = inDark(rule(ROLES.map(({ name, dark }) => [name, dark])));

/** A stylesheet that gives the two colours that a network chose to the page, in the light and in the dark. */
export const colourStyles = ({ accentColour, groundColour }: Colours): string =>
  rule([
    ...SHADES.map((percent) => [shadeName(percent), shade(accentColour, percent)] as const),
    ["link", accentColour],
    ["link-2", shade(accentColour, 45)],
    ["ground", groundColour],
  ]) +
  inDark(
    rule([
      ["link", darkLink(accentColour)],
      ["link-2", WHITE],
      ["ground", darkGround(groundColour)],
    ]),
  );

/** A picture repeated along the foot of every page, behind nothing that is read. */
export const patternStyles = (address: string): string =>
  `.pn-footer::before{content:"";display:block;height:2rem;margin-bottom:1rem;background:url(${address}) 50% 0/auto 2rem repeat-x}`;

/** Mixed with black, as the stylesheet's own shades are. */
function shade(colour: string, percent: number): string {
  return mixed(BLACK, colour, percent);
}

/** A tint of the colour that is read on what is dark. */
function darkLink(colour: string): string {
  for (let percent = 0; percent < 100; percent += 5) {
    const tint = mixed(WHITE, colour, percent);
    if (contrast(tint, darkGround(WHITE)) >= READABLE_IN_DARK) return tint;
  }
  return WHITE;
}

/** A breath of the colour over the dark page. */
function darkGround(colour: string): string {
  return mixed(colour, DARK_PAGE, 9);
}
