import { z } from "zod";
import { readTable } from "../read-texts";

/** What people agree to. */
export const wordings = Object.entries(readTable("wordings.yaml", z.record(z.string(), z.string()))).map(([slug, body]) => ({
  slug,
  body,
}));
