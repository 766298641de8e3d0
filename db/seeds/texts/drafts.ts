import { z } from "zod";
import { readTexts } from "../read-texts";
import { Who } from "./people";

/** What was begun and not sent, in the form at `path`. */
export const drafts = readTexts(
  "drafts",
  z.strictObject({ path: z.string(), author: Who, daysAgo: z.number(), title: z.string(), body: z.string() }),
);
