/** Counting stops here, however many there are: so a count has an end. */
export const MOST_COUNTED = 1000;

/** “12”, “1,000”, “more than 1,000”. */
export const countInWords = (count: number): string =>
  count > MOST_COUNTED ? `more than ${MOST_COUNTED.toLocaleString("en-GB")}` : count.toLocaleString("en-GB");
