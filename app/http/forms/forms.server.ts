import type { z } from "zod";
import type { FormState } from "~/components/forms/form-state";
import { FILE_FIELD } from "~/components/forms/kept-form";
import { findExchange } from "~/http/exchange.server";
import { isSecretField, readFields } from "./fields.server";

/** A form that was refused, with what was typed. */
export type RefusedForm = FormState & { ok: false };

/** `refused` turns a good form into the refused one: a sentence about one field, or about the whole. */
type Refuse = (sentence: string, field?: string) => RefusedForm;

export type ParsedForm<T> = { ok: true; data: T; refused: Refuse } | (RefusedForm & { refused: Refuse });

/**
 * Reads a posted form: the schema's fields and nothing else, each once unless the schema says list. Gives typed
 * data, or a sentence per wrong field and what was typed; passwords and codes never come back. Throws where the act
 * demands a reason that the schema lets be left out.
 */
export async function parseForm<S extends z.ZodObject>(request: Request, schema: S): Promise<ParsedForm<z.output<S>>> {
  const fields = await readFields(request);
  if (!fields) return failed({}, { summary: "We could not read what was sent. Use the form on the page." });

  const input: Record<string, unknown> = {};
  const values: FormState["values"] = {};
  for (const [name, field] of Object.entries(schema.shape)) {
    const typed = isList(field) ? fields.getAll(name) : fields.get(name);
    if (typed === null) continue;
    input[name] = typed;
    if (!isSecretField(name)) values[name] = typed;
  }

  const exchange = findExchange();
  if (exchange) exchange.typed = values;
  if (exchange?.demandsReason && !asksReason(schema)) throw new Error("the form of an act that demands a reason lets it be left out");
  const refused: Refuse = (sentence, field) => failed(values, field ? { errors: { [field]: sentence } } : { summary: sentence });

  // a form without files sends the name alone, and what was chosen would be lost
  const chosen = FILE_FIELD in schema.shape ? null : fields.get(FILE_FIELD)?.slice(0, 255);
  const notAdded = `You chose “${chosen}”, but did not add it to your text yet. Choose it again and press “Add to the text”, or send this without it.`;
  if (chosen) return failed(values, { errors: { [FILE_FIELD]: notAdded } });

  const parsed = schema.safeParse(input);
  if (parsed.success) return { ok: true, data: parsed.data, refused };

  const errors: FormState["errors"] = {};
  for (const { path, message } of parsed.error.issues) {
    const name = String(path[0] ?? "");
    if (name && !(name in errors)) errors[name] = message;
  }
  const summary = parsed.error.issues.find(({ path }) => path.length === 0)?.message;
  return failed(values, { errors, summary });
}

function failed(values: FormState["values"], { errors = {}, summary }: Partial<FormState>): RefusedForm & { refused: Refuse } {
  const form: RefusedForm = { ok: false, errors, values, ...(summary ? { summary } : {}) };
  return { ...form, refused: (sentence, field) => (field ? { ...form, errors: { [field]: sentence } } : { ...form, summary: sentence }) };
}

/** What the field for a reason is called. */
const REASONS = ["reason", "why", "purpose"];
const asksReason = ({ shape }: z.ZodObject) =>
  REASONS.some((name) => name in shape && !shape[name]!.safeParse(undefined).success && !shape[name]!.safeParse("").success);

/** Whether a schema holds a list, under whatever makes it optional, gives it a default or transforms it. */
function isList(schema: unknown): boolean {
  const { type, innerType, in: input } = (schema as z.core.$ZodType)._zod.def as { type: string; innerType?: unknown; in?: unknown };
  if (type === "array") return true;
  const inner = innerType ?? input;
  return inner !== undefined && isList(inner);
}
