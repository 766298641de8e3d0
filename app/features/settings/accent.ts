/** The colour that the stylesheet is compiled with, and how much darker each of its shades is, in per cent. */
export const DEFAULT_ACCENT = "#005a61";
const SHADES = [0, 10, 20, 30, 35, 45, 50];

/** What the stylesheet calls a shade of the accent colour. */
const variableOf = (percent: number) => (percent === 0 ? "--accent" : `--accent-${percent}`);

/**
 * Every shade of the default as it stands in the compiled stylesheet, and the variable that may replace it.
 * @public `vite.config.ts` reads it
 */
export const ACCENT_VARIABLES: ReadonlyMap<string, string> = new Map(
  SHADES.map((percent) => [shade(DEFAULT_ACCENT, percent), variableOf(percent)]),
);

/** A stylesheet that gives every shade of a colour (`#rrggbb`) to the page. */
export const accentStyles = (colour: string) =>
  `:root{${SHADES.map((percent) => `${variableOf(percent)}:${shade(colour, percent)}`).join(";")}}`;

/** Mixed with black, as the stylesheet's own shades are. */
function shade(colour: string, percent: number): string {
  const parts = [1, 3, 5].map((at) => Math.round((Number.parseInt(colour.slice(at, at + 2), 16) * (100 - percent)) / 100));
  return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}
