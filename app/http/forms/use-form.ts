import { useActionData } from "@remix-run/react";
import type { FormState } from "~/components/forms/form-state";

/** The form that this page's action refused. What was sent before signing in finds its form by itself (`components/forms/form.tsx`). */
export function useForm(): FormState | undefined {
  const refused = useActionData<FormState | undefined>();
  return refused && "errors" in refused && "values" in refused ? (refused as FormState) : undefined;
}
