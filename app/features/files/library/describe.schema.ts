import { z } from "zod";
import { inOneLine } from "~/lib/unseen";
import { LONGEST_ALTERNATIVE } from "../file.policy";
import type { Focal } from "../file-html";

/** The places of a picture that have a name. */
export const FOCAL_PLACES = {
  "top-left": { label: "Top left", focalX: 0, focalY: 0 },
  top: { label: "Top", focalX: 50, focalY: 0 },
  "top-right": { label: "Top right", focalX: 100, focalY: 0 },
  left: { label: "Left", focalX: 0, focalY: 50 },
  middle: { label: "Middle", focalX: 50, focalY: 50 },
  right: { label: "Right", focalX: 100, focalY: 50 },
  "bottom-left": { label: "Bottom left", focalX: 0, focalY: 100 },
  bottom: { label: "Bottom", focalX: 50, focalY: 100 },
  "bottom-right": { label: "Bottom right", focalX: 100, focalY: 100 },
} as const;
type Place = keyof typeof FOCAL_PLACES;
const PLACES = Object.keys(FOCAL_PLACES) as Place[];

/** The name of a place, or that it is a point without one. */
export const placeOf = ({ focalX, focalY }: Focal): Place | "point" =>
  PLACES.find((each) => FOCAL_PLACES[each].focalX === focalX && FOCAL_PLACES[each].focalY === focalY) ?? "point";

const PER_CENT = "Enter a whole number from 0 to 100";
const percent = z
  .string()
  .trim()
  .min(1, PER_CENT)
  .default("50")
  .transform(Number)
  .pipe(z.number(PER_CENT).int(PER_CENT).min(0, PER_CENT).max(100, PER_CENT));

export const DescribeSchema = z.object({
  description: z
    .string()
    .overwrite(inOneLine)
    .max(LONGEST_ALTERNATIVE, `The description must be ${LONGEST_ALTERNATIVE} characters or less`)
    .default(""),
  place: z.enum([...PLACES, "point"], "Choose a place").default("point"),
  focalX: percent,
  focalY: percent,
});

/** What was chosen: a place by its name, or the point. */
export const chosenFocal = ({ place, focalX, focalY }: z.output<typeof DescribeSchema>): Focal => {
  if (place === "point") return { focalX, focalY };
  const { focalX: x, focalY: y } = FOCAL_PLACES[place];
  return { focalX: x, focalY: y };
};
