const LONGEST = 60;

/** A subject as the last word of its address: lower case, no accents, words joined by “-”. `taken` gets a number. */
export function issueSlug(subject: string, taken: readonly string[] = []): string {
  const words = subject
    .normalize("NFKD")
    .replace(/[\u0300-\u036f'’]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, "");
  const base = words || "issue";
  for (let number = 1; ; number++) {
    const slug = number === 1 ? base : `${base}-${number}`;
    if (!taken.includes(slug)) return slug;
  }
}
