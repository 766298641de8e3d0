/** “A”, “A and B”, “A, B and C”. */
export function newslettersInWords(newsletters: readonly { name: string }[]): string {
  const names = newsletters.map(({ name }) => name);
  return names.length < 2 ? (names[0] ?? "our newsletters") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
