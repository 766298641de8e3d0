import { z } from "zod";

/** What comes with a form whose writer said “it is nobody's”: which words they were shown. */
export const Vouch = z.string().max(20_000).optional();
