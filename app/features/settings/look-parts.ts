import type { LookPart } from "./site-settings";

/** Each picture of the network's look: its address under the settings, what it is called, and what makes a good one. */
export const LOOK_PART_FIELDS: Record<LookPart, { address: string; title: string; hint: string }> = {
  logo: {
    address: "logo",
    title: "Logo",
    hint: "Beside the name at the top of every page, 40 pixels high, on the first colour: light lines on nothing look best.",
  },
  frontPicture: {
    address: "front-picture",
    title: "Picture of the front page",
    hint: "Beside the first words of the front page: three wide to two high, and light in colour.",
  },
  pattern: {
    address: "pattern",
    title: "Pattern",
    hint: "One tile, repeated along the foot of every page, 32 pixels high: its left side should go on where its right side ends.",
  },
};

/** The part that an address names. */
export const lookPartAt = (address: string | undefined): LookPart | null =>
  (Object.keys(LOOK_PART_FIELDS) as LookPart[]).find((part) => LOOK_PART_FIELDS[part].address === address) ?? null;
