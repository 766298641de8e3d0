import { createContext } from "react";

/** When the page is made, where it is made for one reader alone: pages that are kept for visitors say nothing that would not stay true. */
export const NowContext = createContext<string | null>(null);
