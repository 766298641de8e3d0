import { z } from "zod";
import { CONTRASTS, type Display, PLAIN_DISPLAY, TEXT_SIZES } from "~/components/layout/display-context";
import { clearCookie, readCookie, setCookie } from "./cookies.server";
import { currentExchange } from "./exchange.server";

const KEPT = "kept";

const TextSize = z.enum(TEXT_SIZES, "Choose a text size");
const Contrast = z.enum(CONTRASTS, "Choose a contrast");

export const DisplaySchema = z.object({
  textSize: TextSize,
  contrast: Contrast,
  keep: z.literal("yes").optional(),
  next: z.string().default(""),
});

type KeptDisplay = Display & { isKept: boolean };

/** What this visitor chose, of the values there are; null when nothing was, or the browser refused it. */
export function chosenDisplay(): KeptDisplay | null {
  const [textSize, contrast, kept] = readCookie(currentExchange(), "display")?.split(".") ?? [];
  const chosen = z.object({ textSize: TextSize, contrast: Contrast }).safeParse({ textSize, contrast });
  return chosen.success ? { ...chosen.data, isKept: kept === KEPT } : null;
}

/** Remembers a choice; the plain display needs no remembering. Says whether a cookie was set. */
export function rememberDisplay({ textSize, contrast }: Display, isKept: boolean): boolean {
  if (textSize === PLAIN_DISPLAY.textSize && contrast === PLAIN_DISPLAY.contrast) {
    forgetDisplay();
    return false;
  }
  setCookie(currentExchange(), "display", [textSize, contrast, ...(isKept ? [KEPT] : [])].join("."), { isKept });
  return true;
}

export const forgetDisplay = () => clearCookie(currentExchange(), "display");
