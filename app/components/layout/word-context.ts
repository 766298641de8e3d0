import { createContext } from "react";

/** A sentence about the act just done, or `important`: why nothing was. */
export type Word = { kind: "success" | "important"; text: string };

/** It belongs between breadcrumbs and heading, so the shell hands it to the heading. */
export const WordContext = createContext<Word | null>(null);
