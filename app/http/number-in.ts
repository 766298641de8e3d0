/** The number of the last entry seen, in an address. */
export function numberIn(request: Request, name: string): number | null {
  const typed = new URL(request.url).searchParams.get(name) ?? "";
  return /^\d{1,15}$/.test(typed) ? Number(typed) : null;
}
