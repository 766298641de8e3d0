type Logged = Error & { code?: string; query?: string };

/**
 * What may be said of an error outside of the database: its name, message and stack without addresses, and of a failed statement its text
 * with the placeholders. drizzle puts the parameters, which may be what somebody typed, into the message, and with it into the stack.
 */
export function scrubbedError(error: Logged): { name: string; code?: string; message: string; stack: string } {
  const message = error.query === undefined ? error.message : `Failed query: ${error.query}`;
  const stack = (error.stack ?? "").replace(error.message, () => message);
  const { code } = error.code ? error : ((error.cause ?? {}) as Logged);
  return { name: error.name, code, message: withoutAddresses(message), stack: withoutAddresses(stack) };
}

const withoutAddresses = (text: string) => text.replace(/[^\s@<>"']+@[^\s@<>"']+/g, "[address]");
