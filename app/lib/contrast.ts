/** WCAG 2.2: from 1 (the same) to 21 (black and white). Colours are `#rrggbb`. */
export function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** So much of one colour, in per cent, and the rest of another. */
export const mixed = (one: string, other: string, percent: number): string =>
  `#${partsOf(one)
    .map((part, at) => Math.round((part * percent + partsOf(other)[at]! * (100 - percent)) / 100))
    .map((part) => part.toString(16).padStart(2, "0"))
    .join("")}`;

const partsOf = (colour: string) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = partsOf(colour).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
