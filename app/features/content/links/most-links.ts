/** Of more texts that lead to a page no more are looked at; that there may be more is said. */
export const MOST_LINKS = 200;
