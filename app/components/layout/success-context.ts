import { createContext } from "react";

/** The sentence about the act just done. It belongs between breadcrumbs and heading, so the shell hands it to the heading. */
export const SuccessContext = createContext<string | null>(null);
