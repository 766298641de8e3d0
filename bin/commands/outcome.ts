/** The command did not do it, for a reason that its user can act upon; `code`: with which it ends. */
export class Refusal extends Error {
  constructor(
    message: string,
    readonly code = 1,
  ) {
    super(message);
  }
}

/** The command was not understood. */
export class UsageError extends Error {}

export const jsonFlag = { json: { type: "boolean", description: "Print one JSON object, for scripts" } } as const;

/** Options that no command knows are typing errors, and some commands cannot be taken back. */
export function refuseUnknown(args: Record<string, unknown>, known: Record<string, { type?: string }>): void {
  const names = new Set(Object.keys(known));
  const positional = Object.values(known).filter(({ type }) => type === "positional").length;
  const unknown = Object.keys(args).filter((name) => name !== "_" && !names.has(name) && !names.has(kebab(name)));
  if (unknown.length > 0) throw new UsageError(`There is no option --${unknown[0]}.`);
  const words = args._ as string[];
  if (words.length > positional) throw new UsageError(`“${words[positional]}” is one word too many.`);
}

export function wholeNumber(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`--${name} is a whole number.`);
  return Number(text);
}

export function tell(asJson: boolean | undefined, outcome: Record<string, unknown>, lines: string[]): void {
  console.log(asJson ? JSON.stringify(outcome) : lines.join("\n"));
}

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
